"""What a number is made of, and the other way round: what it touches.

Both are read off the formulas of a working. One is the other turned about, so a reader can walk either way and back.
"""

from __future__ import annotations

from collections.abc import Mapping

from roi_spec.model.evaluation import Evaluation, Step
from roi_spec.model.formula import names
from roi_spec.model.quantity import Quantity

Touches = Mapping[str, tuple[str, ...]]
"""For each number, the numbers that its formula or an end of its range is made of, or the other way round."""

HEADLINES = (
    "result.roi",
    "result.net_benefit",
    "result.bcr",
    "result.payback",
    "result.total_benefit",
    "result.total_cost",
)
"""The results that a reader wants to know of whether a number leads to them, the most asked for first."""
_SOME = 3
"""How many of them are named."""
_EFFECT = ".effect"
"""The end of the id of what is due to the programme, on a KPI or by one method."""


def inputs(evaluation: Evaluation, step: Step) -> tuple[str, ...]:
    """Give the ids of the numbers that one is made of, in the order of its formula, each once."""
    line = step.line
    trees = [
        tree for tree in (line.formula, line.low, line.high) if tree is not None and not isinstance(tree, Quantity)
    ]
    found = dict.fromkeys(name.id for tree in trees for name in names(tree))
    return tuple(id for id in found if id in evaluation.steps and id != step.id)


def touched(evaluation: Evaluation) -> Touches:
    """Give for each number the ids of those made of it, in reading order."""
    found: dict[str, list[str]] = {id: [] for id in evaluation.steps}
    for step in evaluation.steps.values():
        for id in inputs(evaluation, step):
            found[id].append(step.id)
    return {id: tuple(users) for id, users in found.items()}


def leads_to(touches: Touches, id: str) -> tuple[str, ...]:
    """Give the first few headline results that a number leads to, however many steps away."""
    reached: set[str] = set()
    pending = list(touches[id])
    while pending:
        one = pending.pop()
        if one not in reached:
            reached.add(one)
            pending.extend(touches[one])
    return tuple(one for one in HEADLINES if one in reached)[:_SOME]


def rests_on(evaluation: Evaluation, id: str) -> tuple[str, ...]:
    """Give the stated values that a headline result comes from in the end, in reading order; nothing for other numbers.

    Answers and measurements behind an effect are too many to name: the effect stands for them.
    """
    if id not in HEADLINES:
        return ()
    reached: dict[str, None] = {}
    pending = [id]
    while pending:
        step = evaluation.steps[pending.pop()]
        if step.id not in reached:
            reached[step.id] = None
            pending.extend(() if step.id.endswith(_EFFECT) else inputs(evaluation, step))
    return tuple(one for one in evaluation.steps if one in reached and _is_ground(evaluation.steps[one]))


def _is_ground(step: Step) -> bool:
    return step.id.endswith(_EFFECT) if step.line.formula is not None else step.line.part != "attribution"
