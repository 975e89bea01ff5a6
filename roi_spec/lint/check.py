"""How a rule and the function that looks for its mistake belong together, and how a finding gets its place.

A rule module defines `RULE = Rule(...)` and, bound by `@checks(RULE)`, a function that yields `RULE.finding(...)`;
the runner collects every `Check` it meets. Nothing else is registered anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from roi_spec.lint.context import Context
from roi_spec.model.document import Node
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Programme, Stated

Look = Callable[[Programme, Evaluation, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that looks for its mistake."""

    rule: Rule
    look: Look

    def speaks(self, programme: Programme) -> bool:
        """Say whether the rule has anything to say at this level of evaluation and this stage."""
        return programme.evaluation_level >= self.rule.min_level and programme.stage.value in self.rule.stages

    def __call__(self, programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
        """Give the findings of this rule on one programme; none where the rule does not speak."""
        if self.speaks(programme):
            yield from self.look(programme, evaluation, context)


def checks(rule: Rule) -> Callable[[Look], Check]:
    """Bind the decorated function to `rule`."""
    return lambda look: Check(rule, look)


def on(stated: Stated, *route: str) -> dict[str, Any]:
    """Give `at` and `pointer` of a field: of the deepest one on the route that was written, else of the object.

    The pointer keeps the whole route, also where nothing was written, so that a waiver at `kpis.errors.attribution`
    holds for an attribution that is missing.
    """
    node = stated.node
    for name in route:
        child = node.get(name)
        if child is None:
            break
        node = child
    at = stated.at if node is stated.node else _spot(node)
    return {"at": at, "pointer": (*stated.node.pointer, *route)}


def _spot(node: Node) -> Any:
    return node.span if node.kind == "scalar" else node.key_or_value
