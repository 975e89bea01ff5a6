"""How a result in percent is read: with how many decimals, and whether it leaves both a loss and a gain open.

One rule for the handbook, the portfolio and the terminal, so that a result looks the same wherever it stands, and so
that rounding never says something else than the verdict beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from roi_spec.model.evaluation import Contribution, Simulation
from roi_spec.model.quantity import Quantity, rounded

_MOST = 12
"""Decimals after which two values that still look the same are left so."""


def share_decimals(value: Quantity) -> int:
    """Give 1 where one decimal is exact or tells something, as in 462.5% and 3.5%; else 0, as in 68%."""
    if value.value.denominator == 1:
        return 0
    return 1 if (value.value * 10).denominator == 1 or abs(value.value) < 10 else 0


def telling_decimals(value: Quantity, others: Iterable[Quantity | None], least: int | None = None) -> int:
    """Give the fewest decimals, from `least` on, that leave a share on its own side of zero and of every other value.

    A ROI of 24.96% against a target of 25% takes two: with fewer, it would seem to be met.
    """
    bounds = [Fraction(0), *(one.base / value.unit.factor for one in others if one is not None)]
    digits = share_decimals(value) if least is None else least
    while digits < _MOST and not _keeps_sides(value.value, digits, bounds):
        digits += 1
    return digits


def _keeps_sides(value: Fraction, digits: int, bounds: list[Fraction]) -> bool:
    shown = Fraction(rounded(value, digits))
    return all(_side(shown, one) == _side(value, one) for one in bounds)


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def spans_loss(simulation: Simulation | None) -> bool:
    """Say whether the range from P10 to P90 holds both a loss and a gain: then the outcome is open."""
    known = simulation.measures.get("result.roi") if simulation else None
    return known is not None and known.p10.base < 0 < known.p90.base


def telling(simulation: Simulation) -> tuple[Contribution, ...]:
    """Give the values that make up the spread, without those whose part would read as 0%."""
    return tuple(one for one in simulation.contributions if one.share >= Fraction(1, 200))
