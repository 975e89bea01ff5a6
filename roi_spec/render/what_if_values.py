"""The values that a reader of the what-if page may move.

A value can be moved when it moves alone: an input with a range, a figure whose range is a formula of its own, and
inputs without a range that the table of drivers tried ten percent either way. Answers of several people move together,
and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import Evaluation, Step
from roi_spec.model.formula import names
from roi_spec.model.quantity import Missing, Quantity, in_unit
from roi_spec.model.text import Text

PAGE = "what-if.html"
"""Of a programme, beside its handbook."""
INVITATION = Text("What if? Try other values")
"""The link to it."""
UNSTATED = (Fraction(9, 10), Fraction(11, 10))
"""The ends of a slider for a value without a range, as the table of drivers tries them."""


@dataclass(frozen=True, slots=True)
class Movable:
    """A step that can be moved, between two ends in its own unit."""

    step: Step
    base: Quantity
    low: Quantity
    high: Quantity
    stated: bool
    """Whether the ends were stated."""


def movables(evaluation: Evaluation) -> tuple[Movable, ...]:
    """Give what can be moved, what moves the result most first; it counts only what the result is seen to rest on."""
    lines, basis = moved_lines(evaluation), _basis(evaluation)
    order = dict.fromkeys((*(one.driver for one in evaluation.swings), *lines))
    found = (_movable(evaluation, lines.get(driver, (driver,))) for driver in order)
    return tuple(one for one in found if one is not None and one.step.id in basis)


def can_be_tried(evaluation: Evaluation) -> bool:
    """Say whether the programme has the page: a stated range moves the result, and something stated can be moved."""
    return evaluation.has_range and any(one.stated for one in movables(evaluation))


def ways_to_try(evaluation: Evaluation) -> dict[str, str]:
    """Give where each step that can be moved stands on the page, from a page beside it."""
    if not can_be_tried(evaluation):
        return {}
    return {one.step.id: f"{PAGE}#try-{one.step.id}" for one in movables(evaluation)}


def moved_lines(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """Give every driver with the steps that it moves."""
    found: dict[str, tuple[str, ...]] = {}
    for id, step in evaluation.steps.items():
        if step.line.driver:
            found[step.line.driver] = (*found.get(step.line.driver, ()), id)
    return found


def _basis(evaluation: Evaluation) -> set[str]:
    """Give the steps that the result is made of."""
    basis: set[str] = set()
    pending = [one for one in ("result.roi", "result.total_benefit", "result.total_cost") if one in evaluation.steps]
    while pending:
        id = pending.pop()
        if id not in basis and id in evaluation.steps:
            basis.add(id)
            formula = evaluation.steps[id].line.formula
            pending += [one.id for one in names(formula)] if formula else []
    return basis


def _movable(evaluation: Evaluation, moved: tuple[str, ...]) -> Movable | None:
    step = evaluation.step(moved[0])
    if len(moved) != 1 or step is None or isinstance(step.value, Missing):
        return None
    base = step.value
    if not step.line.driver:
        low, high = sorted((Quantity(base.value * part, base.unit) for part in UNSTATED), key=lambda one: one.value)
        return Movable(step, base, low, high, stated=False) if low != high else None
    ends = [end_of(evaluation, step, name, base) for name in ("low", "high")]
    low, high = sorted(ends, key=lambda one: one.value)
    return Movable(step, base, low, high, stated=True) if low != high else None


def end_of(evaluation: Evaluation, step: Step, name: str, base: Quantity) -> Quantity:
    """Give an end in the unit of the value; where none was stated, or it has no value, the value itself."""
    stated = step.line.low if name == "low" else step.line.high
    found = stated if isinstance(stated, Quantity) else evaluation.ends.get(step.id, {}).get(name)
    return in_unit(found.base, base.unit) if isinstance(found, Quantity) else base
