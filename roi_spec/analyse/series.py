"""What designs over a series of periods share: the periods in order, terms for the season, and points for a plot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse.parts import Side
from roi_spec.analyse.spread import deviation, mean
from roi_spec.model.analysis import Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

TWO_WAVES = 4
"""Whole seasons from which the shape of a season gets two waves and not one."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value a period, in order of time."""

    times: NDArray[Any]
    """Numbers of periods on the calendar."""
    values: NDArray[Any]
    start: int
    """Number of the first period with the programme."""
    labels: Mapping[int, str]
    """How a period is written."""

    @property
    def after(self) -> NDArray[Any]:
        """Tell which periods have the programme."""
        return np.asarray(self.times >= self.start)

    @property
    def counts(self) -> tuple[int, int]:
        """Give the number of periods before and after the start."""
        late = int(self.after.sum())
        return len(self.times) - late, late

    def side(self) -> Side:
        """Give the series as one group, of which periods are counted."""
        before, after = self.values[~self.after], self.values[self.after]
        return Side(
            len(self.times),
            len(self.times),
            mean(before) if len(before) else None,
            mean(after) if len(after) else None,
            deviation(before) if len(before) > 1 else None,
        )


def series_of(times: NDArray[Any], values: NDArray[Any], start: int, labels: Mapping[int, str]) -> Series:
    """Put periods in order; a period without a value is left out, one with several gets their mean."""
    known = ~np.isnan(values)
    unique, codes = np.unique(times[known], return_inverse=True)
    order = np.lexsort((values[known], codes))
    sums = np.bincount(codes[order], weights=values[known][order], minlength=len(unique))
    means = sums / np.bincount(codes, minlength=len(unique)) if len(unique) else sums
    return Series(unique, means, start, labels)


def season_terms(times: NDArray[Any], season: int | None) -> NDArray[Any]:
    """Give the columns of a season: one wave, from four whole seasons on two (Bernal et al. 2017, Fourier terms).

    No columns when there are fewer than two whole seasons: the season cannot be told from the trend then.
    """
    if not season_fits(times, season):
        return np.zeros((len(times), 0))
    assert season is not None
    waves = min(2 if _length(times) >= TWO_WAVES * season else 1, season // 2)
    columns = []
    for wave in range(1, waves + 1):
        angle = 2 * math.pi * wave * times / season
        columns += [np.cos(angle)] if 2 * wave == season else [np.cos(angle), np.sin(angle)]
    return np.column_stack(columns)


def season_fits(times: NDArray[Any], season: int | None) -> bool:
    """Say whether there are two whole seasons to learn the season from."""
    return season is not None and season >= 2 and len(times) > 0 and _length(times) >= 2 * season


def _length(times: NDArray[Any]) -> int:
    return int(times[-1] - times[0]) + 1


def newey_west_lag(periods: int) -> int:
    """Give the lag up to which periods are taken to be related: floor(4 (T / 100)^(2/9)) (Newey & West 1994)."""
    return math.floor(4.0 * math.pow(periods / 100, 2 / 9))


def missing_periods(series: Series) -> int:
    """Count the periods without a value before the start, and after it.

    Those around the start do not count: while people are being trained it is neither before nor after.
    """
    apart = [np.diff(part) for part in (series.times[~series.after], series.times[series.after])]
    usual = float(np.median(np.concatenate(apart))) if any(len(one) for one in apart) else 1.0
    return int(sum(np.maximum(np.rint(one / max(usual, 1.0)) - 1, 0).sum() for one in apart))


def points_of(
    series: Series,
    expected: NDArray[Any],
    low: NDArray[Any] | None = None,
    high: NDArray[Any] | None = None,
    compared: NDArray[Any] | None = None,
) -> tuple[Point, ...]:
    """Give the series for a plot, beside what was expected without the programme."""
    return tuple(
        Point(
            series.labels.get(int(time), str(int(time))),
            short(series.values[place]),
            short(expected[place]),
            None if low is None else short(low[place]),
            None if high is None else short(high[place]),
            after=bool(time >= series.start),
            compared=None if compared is None else short(compared[place]),
        )
        for place, time in enumerate(series.times)
    )


def short(value: float) -> float | None:
    """Give a figure for a plot in 12 significant digits, the same on every machine; None when there is none."""
    return float(f"{value:.12g}") if math.isfinite(value) else None
