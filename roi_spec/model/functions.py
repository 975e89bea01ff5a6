"""The functions a formula may use: one row each.

To add one: a row here. The evaluator, the unit check, the handbook, the docs and a spreadsheet all read this table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from roi_spec.model.text import Text


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


@dataclass(frozen=True, slots=True)
class Function:
    """One function over values of the same unit."""

    name: str
    compute: Callable[[Sequence[Fraction]], Fraction]
    spreadsheet: str
    """Its name in a spreadsheet formula; empty when no spreadsheet has it."""
    meaning: Text
    most: int | None = None
    """The largest number of values it takes; None: any number. The smallest is always one."""
    refuses: Callable[[Sequence[Fraction]], Text | None] | None = None
    """Why there is no result for some values; None when there is one. Asked before `compute`."""
    is_rate: bool = False
    """Whether the result is a plain number, whatever the values measure; else it has their unit."""
    for_authors: bool = True
    """Whether an author may use it; the others stand only in the tool's own formulas."""


# --- internal rate of return -----------------------------------------------------------------------------------------

_SMALLEST, _LARGEST = Fraction(1, 10**9), Fraction(10**9)
"""Between which the growth of one year (1 + rate) is looked for."""
_HALVINGS = 100
"""From 1e9 down to 1e-21: well below 12 significant digits of any rate that is found."""
_RATE_DIGITS = 14
"""Decimals of a rate: 12 of a percentage."""


def _no_rate(flows: Sequence[Fraction]) -> Text | None:
    """Say why yearly amounts have no internal rate of return: with exactly one change of sign there is exactly one."""
    signs = [flow > 0 for flow in flows if flow]
    changes = sum(one != other for one, other in pairwise(signs))
    if changes == 0:
        return Text("The yearly amounts never change sign, so there is no such rate.")
    if changes > 1:
        return Text("The yearly amounts change sign more than once, so there may be several such rates.")
    if (_worth(flows, _SMALLEST) > 0) == (_worth(flows, _LARGEST) > 0):
        return Text("The rate is too far from zero to mean anything.")
    return None


def _worth(flows: Sequence[Fraction], growth: Fraction) -> Fraction:
    """Give the worth of yearly amounts at the end of the last year, with `growth` = 1 + rate; same sign as the NPV."""
    worth = Fraction(0)
    for flow in flows:
        worth = worth * growth + flow
    return worth


def _irr(flows: Sequence[Fraction]) -> Fraction:
    """Find the rate at which the amounts of years 0, 1, 2 ... are worth nothing together, by halving (Descartes' rule).

    The amounts change sign exactly once; see `_no_rate`. Exact to 12 significant digits.
    """
    whole = math.lcm(*(flow.denominator for flow in flows))
    amounts = [flow * whole for flow in flows]
    low, high = _SMALLEST, _LARGEST
    starts_above = _worth(amounts, low) > 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = _worth(amounts, middle)
        if found == 0:
            return middle - 1
        low, high = (middle, high) if (found > 0) == starts_above else (low, middle)
    return Fraction(round((low - 1) * 10**_RATE_DIGITS), 10**_RATE_DIGITS)


# --- payback ---------------------------------------------------------------------------------------------------------


def _never_earned_back(amounts: Sequence[Fraction]) -> Text | None:
    """Say why a first amount is not earned back by those that follow."""
    if _periods_needed(amounts) is None:
        return Text("The costs are not earned back within the benefit window.")
    return None


def _periods(amounts: Sequence[Fraction]) -> Fraction:
    """Count the periods until a cost is earned back, of the last one the part used; see `_never_earned_back`."""
    needed = _periods_needed(amounts)
    assert needed is not None, "asked for before"
    return needed


def _periods_needed(amounts: Sequence[Fraction]) -> Fraction | None:
    """Pass through the periods, each evenly earning its amount; one that earns nothing only takes time."""
    left, *earned = amounts
    if left <= 0:
        return Fraction(0)
    for passed, amount in enumerate(earned):
        if amount >= left:
            return passed + left / amount
        left -= amount
    return None


FUNCTIONS: dict[str, Function] = {
    row.name: row
    for row in (
        Function("min", min, "MIN", Text("the smallest of the values")),
        Function("max", max, "MAX", Text("the largest of the values")),
        Function("sum", lambda values: sum(values, Fraction(0)), "SUM", Text("the values added up")),
        Function("mean", _mean, "AVERAGE", Text("the average of the values")),
        Function("abs", lambda values: abs(values[0]), "ABS", Text("the value without its sign"), most=1),
        Function(
            "irr",
            _irr,
            "IRR",
            Text("the yearly rate at which these amounts of successive years are worth nothing together"),
            refuses=_no_rate,
            is_rate=True,
            for_authors=False,
        ),
        Function(
            "periods",
            _periods,
            "",
            Text("the years in which the first of these amounts is earned back by those of the years after it"),
            refuses=_never_earned_back,
            is_rate=True,
            for_authors=False,
        ),
    )
}

FOR_AUTHORS = tuple(sorted(name for name, row in FUNCTIONS.items() if row.for_authors))
"""The functions that an author may use."""
