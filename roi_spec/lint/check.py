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
from roi_spec.model.spec import Level, Programme, Stage, Stated

Look = Callable[[Programme, Evaluation, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that looks for its mistake."""

    rule: Rule
    look: Look

    def speaks(self, programme: Programme, evaluation: Evaluation) -> bool:
        """Say whether the rule has anything to say at this level of evaluation and this stage."""
        level, stages = _level(programme, evaluation), _stages(programme, evaluation)
        return level >= self.rule.min_level and any(stage in self.rule.stages for stage in stages)

    def __call__(self, programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
        """Give the findings of this rule on one programme; none where the rule does not speak."""
        if self.speaks(programme, evaluation):
            yield from self.look(programme, evaluation, context)


def _level(programme: Programme, evaluation: Evaluation) -> int:
    """Give the level that is really claimed: who shows an ROI is asked what an ROI study is asked."""
    claimed = {"roi": Level.ROI, "benefit_claim": Level.IMPACT}.get(evaluation.kind, Level.INPUT)
    return max(programme.evaluation_level, claimed)


def _stages(programme: Programme, evaluation: Evaluation) -> tuple[str, ...]:
    """Give the stages that hold: a plan with a result that counts in money is a provisional study as well."""
    is_early = programme.stage in (Stage.PLAN, Stage.RUNNING)
    has_result = any(one.counted and one.kpi.result is not None for one in evaluation.kpis)
    return (programme.stage.value, Stage.PROVISIONAL.value) if is_early and has_result else (programme.stage.value,)


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
