"""From what an author stated about a range to the law it is drawn by.

- Without a shape: two half normals that meet at the best value, each through its own end, so that the best value is the
  median and both ends are the percentiles they are said to be. Ends that are hard cut the curve off.
- `t`: the same with Student's t, for estimates from data.
- `normal` and `lognormal` go through both ends; the best value is then the median only if it lies in the middle. Hard
  ends cut the curve off.
- `uniform`, `triangular` and `pert` go through both ends as percentiles, with the best value as the top of the latter
  two, or have hard ends as their bounds.
- Where an end is missing, nothing lies on that side of the best value.
- Where a shape does not fit (a lognormal with an end that is not above zero, a best value outside its ends), the range
  is read as if no shape had been stated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from roi_spec.evaluate.uncertainty.shapes import (
    CutNormal,
    Discrete,
    Exponential,
    Law,
    Normal,
    Pert,
    Student,
    Triangular,
    Uniform,
    pert,
    triangular,
)
from roi_spec.model.distribution import BOUNDS, P2_P97, Distribution
from roi_spec.model.quantity import Quantity
from roi_spec.model.working import Line

Floats = NDArray[np.float64]

AS_STATED = Distribution()


@dataclass(frozen=True, slots=True)
class Ends:
    """A range in base units, and what its ends mean."""

    base: float
    low: float | None
    high: float | None
    tail: float
    """The chance of a value below `low`, and of one above `high`."""
    is_hard: bool

    @property
    def score(self) -> float:
        """Give the normal score of the high end."""
        return NormalDist().inv_cdf(1 - self.tail)

    @property
    def both(self) -> tuple[float, float]:
        """Give both ends; one that is missing mirrors the other."""
        low = self.low if self.low is not None else 2 * self.base - (self.high or 0.0)
        return low, self.high if self.high is not None else 2 * self.base - low


@dataclass(frozen=True, slots=True)
class Fitted:
    """How one input is drawn: the law, and what becomes of it."""

    law: Law
    is_position: bool
    """The law gives positions between the ends; else it gives values."""
    floor: float | None = None
    """Values below are put here; None where none lie below."""
    ceiling: float | None = None


def fit(line: Line) -> Fitted | None:
    """Give how an input is drawn; None when its range has no width."""
    assert line.value is not None, line.id
    shape = line.distribution or AS_STATED
    ends = _ends(line, line.value, shape)
    if shape.shape == "discrete" and shape.cases:
        cases = _discrete(shape)
        return Fitted(cases, is_position=False) if len(cases.values) > 1 else None
    if all(end is None or end == ends.base for end in (ends.low, ends.high)):
        return None
    law = _LAWS[shape.shape](ends) if shape.shape in _LAWS and _is_in_order(ends) else None
    if law is None:
        law = position(ends, shape)
        reach = tuple(_between(ends, one) for one in law.reach)
        return Fitted(law, is_position=True, **_limits(line, ends, shape, (min(reach), max(reach))))
    return Fitted(law, is_position=False, **_limits(line, ends, shape, law.reach))


def _ends(line: Line, value: Quantity, shape: Distribution) -> Ends:
    low, high = (float(end.base) if isinstance(end, Quantity) else None for end in (line.low, line.high))
    return Ends(float(value.base), low, high, _tail(shape), shape.ends == BOUNDS)


def _tail(shape: Distribution) -> float:
    return 0.025 if shape.ends == P2_P97 else 0.05


def _is_in_order(ends: Ends) -> bool:
    """Say whether the best value lies between the ends, and these are apart."""
    low = ends.base if ends.low is None else ends.low
    high = ends.base if ends.high is None else ends.high
    return low <= ends.base <= high and low < high


def position(ends: Ends, shape: Distribution) -> Law:
    """Give the law of the position of a range that has no shape of its own, or one of data."""
    if shape.shape == "t" and shape.degrees and not ends.is_hard:
        return Student(shape.degrees, ends.tail)
    return CutNormal(0.0, 1.0, ends.score) if ends.is_hard else Normal(0.0, 1 / ends.score)


def derived_position(shape: Distribution | None, *, has_low: bool, has_high: bool) -> Law:
    """Give the law of the position of formulas that have formulas for ends.

    Such ends are bounds by construction (the confidence band of an estimate), and the base is what is most likely. Ends
    that come from data say so by a shape.
    """
    low, high = -1.0 if has_low else 0.0, 1.0 if has_high else 0.0
    if shape is None or shape.shape in ("triangular", "pert"):
        return Triangular(low, 0.0, high)
    if shape.shape == "uniform":
        return Uniform(low, high)
    return position(Ends(0.0, low, high, _tail(shape), shape.ends == BOUNDS), shape)


def _between(ends: Ends, position: float) -> float:
    """Give the value at a position."""
    if position > 0:
        return ends.base if ends.high is None else ends.base + position * (ends.high - ends.base)
    return ends.base if ends.low is None or not position else ends.base + position * (ends.base - ends.low)


# --- limits -----------------------------------------------------------------------------------------------------------


def _limits(line: Line, ends: Ends, shape: Distribution, reach: tuple[float, float]) -> dict[str, float | None]:
    """Give the floor and ceiling that some draws would lie outside of.

    Shares stay within 0 and 100 %, and what is above zero never falls below it, when all that was stated of it lies
    there too. An effect from data may well lie on the other side of zero. A missing end keeps its side at the base.
    """
    stated = [one for one in (ends.base, ends.low, ends.high) if one is not None]
    floor, ceiling = -math.inf, math.inf
    if shape.shape != "t" and shape.ends != P2_P97:
        if min(stated) >= 0 and ends.base > 0:
            floor = 0.0
        assert line.value is not None
        if line.value.unit.is_share and line.value.unit.words[0][0] == "%" and min(stated) >= 0 and max(stated) <= 1:
            floor, ceiling = 0.0, 1.0
    floor = ends.base if ends.low is None else floor
    ceiling = ends.base if ends.high is None else ceiling
    return {"floor": floor if floor > reach[0] else None, "ceiling": ceiling if ceiling < reach[1] else None}


# --- one law per shape ------------------------------------------------------------------------------------------------


def _normal(ends: Ends) -> Law | None:
    low, high = ends.both
    middle, half = (low + high) / 2, (high - low) / 2
    return CutNormal(middle, half, ends.score) if ends.is_hard else Normal(middle, half / ends.score)


def _lognormal(ends: Ends) -> Law | None:
    if min(one for one in (ends.base, ends.low, ends.high) if one is not None) <= 0:
        return None
    low, high = (math.log(one) if one is not None else None for one in (ends.low, ends.high))
    law = _normal(Ends(math.log(ends.base), low, high, ends.tail, ends.is_hard))
    return Exponential(law) if law else None


def _uniform(ends: Ends) -> Law | None:
    low, high = _around(ends, lambda _, chances: chances)
    return Uniform(low, high)


def _triangular(ends: Ends) -> Law | None:
    low, high = _around(ends, triangular)
    return Triangular(low, ends.base, high)


def _pert(ends: Ends) -> Law | None:
    low, high = _around(ends, pert)
    return Pert(low, ends.base, high)


_LAWS: dict[str, Callable[[Ends], Law | None]] = {
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
    "triangular": _triangular,
    "pert": _pert,
}

HALVINGS = 40


def _around(ends: Ends, curve: Callable[[float, Floats], Floats]) -> tuple[float, float]:
    """Give the bounds of a curve that leaves the stated chances outside the ends and has its top at the base.

    `curve` gives the quantiles on 0 to 1 for a top at a place between them. The right place is found by halving: the
    further the top lies to the right, the larger the part of the range that lies left of it. A missing end is a bound.
    """
    low = ends.base if ends.low is None else ends.low
    high = ends.base if ends.high is None else ends.high
    if ends.is_hard:
        return low, high
    chances = np.array([0.0 if ends.low is None else ends.tail, 1.0 if ends.high is None else 1 - ends.tail])
    wanted = (ends.base - low) / (high - low)
    left, right = (0.0, 0.0) if ends.low is None else (1.0, 1.0) if ends.high is None else (0.0, 1.0)
    for _ in range(HALVINGS if left < right else 0):
        top = (left + right) / 2
        start, end = curve(top, chances)
        left, right = (top, right) if top - start < wanted * (end - start) else (left, top)
    start, end = curve((left + right) / 2, chances)
    width = float((high - low) / (end - start))
    return low - width * float(start), high + width * (1 - float(end))


def _discrete(shape: Distribution) -> Discrete:
    """Sort the cases by value, so that their order in the file does not matter."""
    weights: dict[float, float] = {}
    total = float(sum(case.weight for case in shape.cases))
    for case in sorted(shape.cases, key=lambda case: (case.value.base, case.weight)):
        value = float(case.value.base)
        weights[value] = weights.get(value, 0.0) + float(case.weight) / total
    possible = {value: weight for value, weight in weights.items() if weight > 0}
    return Discrete(tuple(possible), tuple(possible.values()))
