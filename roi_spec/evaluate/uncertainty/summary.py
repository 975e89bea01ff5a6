"""From draws to what is said of them: percentiles and their margins, shares, contributions, bars."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from roi_spec.model.analysis import exact
from roi_spec.model.evaluation import Bar, Percentiles
from roi_spec.model.quantity import Quantity
from roi_spec.model.units import Unit

Floats = NDArray[np.float64]

SURE = 1.959964
"""Standard errors on either side that a margin of 95 % has."""
ROUNDING = 1e-9
"""A result this close to a threshold, in proportion, lies on it: what differs is only how the computer rounds."""


def percentile(ordered: Floats, share: float) -> float:
    """Give the smallest draw that at least this share of all draws does not exceed."""
    return float(ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered) - ROUNDING) - 1))])


def percentiles(ordered: Floats, unit: Unit) -> Percentiles:
    """Give where a result lies; draws are in base units and in order. The mean is over the draws that have an end."""
    finite = ordered[np.isfinite(ordered)]
    found = (*(percentile(ordered, share) for share in (0.05, 0.10, 0.50, 0.90, 0.95)), float(finite.mean()))
    return Percentiles(*(Quantity(exact(value / float(unit.factor)), unit) for value in found))


def margin(ordered: Floats) -> float:
    """Give the widest 95 % margin of P5, P50 and P95, as a share of the width from P5 to P95.

    The margin of a percentile lies between draws: of n draws, about n p lie below it, give or take the standard error
    of a binomial count. Nothing is assumed of the shape.
    """
    count = len(ordered)
    width = percentile(ordered, 0.95) - percentile(ordered, 0.05)
    if width <= 0:
        return 0.0
    widest = 0.0
    for share in (0.05, 0.50, 0.95):
        error = SURE * math.sqrt(share * (1 - share) * count)
        low, high = max(0, math.floor(share * count - error)), min(count - 1, math.ceil(share * count + error))
        widest = max(widest, float(ordered[high] - ordered[low]) / 2)
    return widest / width


def share_above(ordered: Floats, threshold: float, draws: int, *, or_on: bool) -> Fraction:
    """Give the share of all draws above a threshold (or on it); a draw without a value is not above anything."""
    nudge = ROUNDING * max(1.0, abs(threshold))
    first = int(np.searchsorted(ordered, threshold - nudge if or_on else threshold + nudge, side="right"))
    return Fraction(len(ordered) - first, draws)


# --- contributions ----------------------------------------------------------------------------------------------------

BINS = 32


def contribution(position: Floats, result: Floats) -> float:
    """Give the share of the variance of a result that goes with one input: the first-order sensitivity index.

    The draws are cut into equal parts by where the input stood; the variance between the means of the parts, less what
    chance alone would give, is what the input explains by itself (omega squared). Positions that occur often, as with a
    few cases, keep together. Source: Plischke, Borgonovo & Smith (2013), Global sensitivity measures from given data,
    European Journal of Operational Research 226, 536-550.
    """
    usable = np.isfinite(result)
    position, result = position[usable], result[usable]
    count = len(result)
    if count <= BINS or float(np.ptp(result)) <= 0:
        return 0.0
    borders = np.unique(np.sort(position)[np.arange(1, BINS) * count // BINS])
    part = np.searchsorted(borders, position, side="right")
    sizes = np.bincount(part)
    totals = np.bincount(part, weights=result - result.mean())
    kept = sizes > 0
    parts = int(kept.sum())
    between = float((totals[kept] ** 2 / sizes[kept]).sum())
    whole = float(result.var()) * count
    by_chance = (whole - between) / (count - parts)
    return min(1.0, max(0.0, (between - (parts - 1) * by_chance) / (whole + by_chance)))


# --- bars -------------------------------------------------------------------------------------------------------------

BARS = 40
FROM, TO = 0.005, 0.995


def bars(ordered: Floats, unit: Unit, draws: int) -> tuple[Bar, ...]:
    """Cut the middle 99 % of a result into at most 40 bars, in base units. Edges are round in `unit`; zero is one."""
    values = ordered / float(unit.factor)
    first, last = percentile(values, FROM), percentile(values, TO)
    step = _round_step((last - first) / (BARS - 1) if last > first else abs(first) / 10)
    start = _cell(first, step)
    edges = [(start + number) * step for number in range(_cell(last, step) - start + 2)]
    # What lies on an edge but for the computer's rounding counts as on it.
    nudge = ROUNDING * float(step)
    below = np.searchsorted(values, [float(edge) - nudge for edge in edges]).tolist()
    return tuple(
        Bar(edge * unit.factor, after * unit.factor, Fraction(more - less, draws))
        for edge, after, less, more in zip(edges, edges[1:], below, below[1:], strict=False)
    )


def _cell(value: float, step: Fraction) -> int:
    return math.floor(value / float(step) + ROUNDING)


def _round_step(least: float) -> Fraction:
    """Give the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    if least <= 0:
        return Fraction(1)
    power = Fraction(10) ** math.floor(math.log10(least))
    sizes = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
    return next(size * power for size in sizes if float(size * power) >= least * (1 - ROUNDING))
