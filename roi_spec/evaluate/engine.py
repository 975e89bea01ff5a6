"""The one door through which every number passes.

Takes a working and gives each line its value, in base units, exactly. Knows nothing about training: the field's
knowledge is in the lines. The same walk serves the base case and every scenario, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number, names
from roi_spec.model.functions import FUNCTIONS, Function
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


MAX_BITS = 2048
"""Binary digits above or below the line that a value may have.

Real figures need a few hundred; a chain of squares would need millions.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A working, sorted so that every line comes after the lines it rests on."""

    lines: Mapping[str, Line]
    position: Mapping[str, int]
    """The place of every line in the order of computing, from 0; iterates in that order."""
    needs: Mapping[str, tuple[str, ...]]
    """For every line, the lines it uses directly."""
    users: Mapping[str, tuple[str, ...]]
    """For every line, the lines that use it directly."""

    @property
    def order(self) -> Iterable[str]:
        """Give the ids of all lines in order of computing."""
        return self.position

    def touched_by(self, ids: Iterable[str], within: Container[str] | None = None) -> tuple[str, ...]:
        """Give the given lines and everything that rests on them (only lines `within`), in order of computing."""
        reached = _spread(ids, self.users, within)
        return tuple(sorted(reached, key=self.position.__getitem__))

    def basis_of(self, id: str) -> frozenset[str]:
        """Give the line and everything it rests on."""
        return frozenset(_spread((id,), self.needs))


def _spread(
    ids: Iterable[str], next_to: Mapping[str, tuple[str, ...]], within: Container[str] | None = None
) -> set[str]:
    reached: set[str] = set()
    pending = list(ids)
    while pending:
        line = pending.pop()
        if line not in reached and (within is None or line in within):
            reached.add(line)
            pending.extend(next_to.get(line, ()))
    return reached


def plan(working: Working) -> Plan:
    """Sort a working. Lines in a loop get no value; validation has reported them."""
    lines = working.index()
    # Tuples without doubles, not sets: the order of computing must be the same in every run.
    needs = {
        line.id: tuple(dict.fromkeys(one.id for one in _all_names(line) if one.id in lines)) for line in working.lines
    }
    users: dict[str, list[str]] = {}
    for user, used in needs.items():
        for one in used:
            users.setdefault(one, []).append(user)
    position = {id: number for number, id in enumerate(_sorted(needs, users))}
    return Plan(lines, position, needs, {one: tuple(more) for one, more in users.items()})


def _sorted(needs: Mapping[str, tuple[str, ...]], users: Mapping[str, list[str]]) -> list[str]:
    """Give every line after the lines it needs (Kahn's algorithm); a loop, and what rests on it, comes last."""
    waiting = {id: len(used) for id, used in needs.items()}
    order = [id for id, count in waiting.items() if count == 0]
    for id in order:  # grows while it is walked
        for user in users.get(id, ()):
            waiting[user] -= 1
            if waiting[user] == 0:
                order.append(user)
    return order + [id for id, count in waiting.items() if count > 0]


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
    """Give the values with drivers at other ends: of the lines `only`, in order of computing; the rest as in `base`."""
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
        return _bounded(_value(what, values, lines))
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
    return _applied(FUNCTIONS[expr.function], [_value(one, values, lines) for one in expr.arguments])


def _applied(function: Function, values: list[Fraction]) -> Fraction:
    refused = function.refuses(values) if function.refuses else None
    if refused is not None:
        raise _NoValueError(Missing(refused))
    return function.compute(values)


def _bounded(value: Fraction) -> Fraction:
    """Check the size once a line: within one, the limits of formulas keep what grows small enough to compute."""
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise _NoValueError(Missing(text("This has more digits than can be computed.")))
    return value


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
    if isinstance(expr, Call) and expr.function == "max" and isinstance(expr.arguments[0], Name):
        return text("{title} is not above zero, so this is undefined.", title=lines[expr.arguments[0].id].title)
    if isinstance(expr, Binary) and expr.sign == "/":
        return _zero(expr.left, lines)
    return text("The part below the line is zero, so this is undefined.")
