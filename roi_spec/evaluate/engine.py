"""The one door through which every number passes.

Takes a working and gives each line its value, in base units, exactly. Knows nothing about training: the field's
knowledge is in the lines. The same walk serves the base case and every scenario, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from roi_spec.model.formula import Binary, Expr, Name, Negative, Number, names
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.text import Text, text
from roi_spec.model.working import Line, Working

Result = Fraction | Missing
Ends = Mapping[str, str]
"""Driver to the end it is at: `low` or `high`. A driver that is not named is at its base."""


class _NoValueError(Exception):
    """A formula rests on something that has no value; carries the reason up to the line."""

    def __init__(self, missing: Missing) -> None:
        super().__init__()
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Plan:
    """A working, sorted so that every line comes after the lines it rests on."""

    lines: Mapping[str, Line]
    order: tuple[str, ...]
    users: Mapping[str, frozenset[str]]
    """For every line, the lines that use it directly."""

    def touched_by(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the given lines and everything that rests on them, in order of computing."""
        reached: set[str] = set()
        pending = list(ids)
        while pending:
            line = pending.pop()
            if line not in reached:
                reached.add(line)
                pending.extend(self.users.get(line, ()))
        return tuple(line for line in self.order if line in reached)


def plan(working: Working) -> Plan:
    """Sort a working. Lines in a loop are left out of the order and so get no value; validation has reported them."""
    lines = working.index()
    needs = {line.id: {name.id for name in _all_names(line) if name.id in lines} for line in working.lines}
    users: dict[str, set[str]] = {}
    for user, used in needs.items():
        for one in used:
            users.setdefault(one, set()).add(user)
    sorter = TopologicalSorter(needs)
    try:
        order = tuple(sorter.static_order())
    except CycleError:
        order = tuple(line.id for line in working.lines)
    return Plan(lines, order, {one: frozenset(more) for one, more in users.items()})


def _all_names(line: Line) -> tuple[Name, ...]:
    formulas = (line.formula, line.low, line.high)
    return tuple(
        name for formula in formulas if formula and not isinstance(formula, Quantity) for name in names(formula)
    )


def compute(plan: Plan, ends: Ends | None = None) -> dict[str, Result]:
    """Give every line its value in base units, or why it has none."""
    values: dict[str, Result] = {}
    for id in plan.order:
        values[id] = _line(plan.lines[id], values, plan.lines, ends or {})
    return values


def recompute(plan: Plan, base: Mapping[str, Result], ends: Ends, only: Iterable[str]) -> dict[str, Result]:
    """Give the values of the lines `only` (in order of computing) with drivers at other ends; the rest stays as in `base`."""
    values = dict(base)
    for id in only:
        values[id] = _line(plan.lines[id], values, plan.lines, ends)
    return values


def _line(line: Line, values: Mapping[str, Result], lines: Mapping[str, Line], ends: Ends) -> Result:
    if line.absent is not None:
        return Missing(line.absent)
    end = ends.get(line.driver) if line.driver else None
    chosen = line.low if end == "low" else line.high if end == "high" else None
    what = chosen if chosen is not None else line.value if line.formula is None else line.formula
    if isinstance(what, Quantity):
        return what.base
    if what is None:
        return Missing(text("{title} was not given.", title=line.title))
    try:
        return _value(what, values, lines)
    except _NoValueError as nothing:
        return nothing.missing


def _value(expr: Expr, values: Mapping[str, Result], lines: Mapping[str, Line]) -> Fraction:
    if isinstance(expr, Name):
        found = values.get(expr.id)
        if isinstance(found, Fraction):
            return found
        raise _NoValueError(found or Missing(text("{name} is not known.", name=expr.written or expr.id)))
    if isinstance(expr, Binary):
        left, right = _value(expr.left, values, lines), _value(expr.right, values, lines)
        return _join(expr, left, right, lines)
    if isinstance(expr, Number):
        return expr.value
    if isinstance(expr, Negative):
        return -_value(expr.inner, values, lines)
    return FUNCTIONS[expr.function].compute([_value(one, values, lines) for one in expr.arguments])


def _join(expr: Binary, left: Fraction, right: Fraction, lines: Mapping[str, Line]) -> Fraction:
    if expr.sign == "*":
        return left * right
    if expr.sign == "+":
        return left + right
    if expr.sign == "-":
        return left - right
    if right == 0:
        raise _NoValueError(Missing(_zero(expr.right, lines)))
    return left / right


def _zero(expr: Expr, lines: Mapping[str, Line]) -> Text:
    if isinstance(expr, Name) and expr.id in lines:
        return text("{title} is zero, so this is undefined.", title=lines[expr.id].title)
    return text("The part below the line is zero, so this is undefined.")
