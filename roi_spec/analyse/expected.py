"""Trend line and forecast model: what the periods before lead to expect, with the interval of a prediction.

Fitted on the periods before alone; the effect is the mean over the periods after of what was less what was expected.
Its interval reckons with two things: the line is not known exactly, and the periods after scatter by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import checks, linear
from roi_spec.analyse.asked import Asked, plain
from roi_spec.analyse.interrupted import count_of, gap_told, season_told, straight
from roi_spec.analyse.parts import PERIODS, Estimate, Parts
from roi_spec.analyse.series import (
    Series,
    missing_periods,
    newey_west_lag,
    points_of,
    season_fits,
    season_terms,
    series_of,
)
from roi_spec.analyse.spread import TWO_SIDED, quantile
from roi_spec.model.analysis import CAUTION, REFUSED, TRUSTED, Check
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLOOR, ENOUGH = 3, 6
TREND, FORECAST = Text("Trend line"), Text("Forecast with other drivers")
CITES = "Phillips & Phillips, ROI Methodology, step 5; prediction interval of least squares (Draper & Smith 1998, 3.1)"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a fit on the periods before leads to expect."""

    estimate: Estimate
    coefficients: NDArray[Any]
    expected: NDArray[Any]
    half: NDArray[Any]
    """Half the width of the 95 % prediction interval of each period."""
    residuals: NDArray[Any]
    scatter: float
    explained: float
    """R squared: the share of the ups and downs before that the fit explains."""


def trend_line(
    times: NDArray[Any],
    values: NDArray[Any],
    start: int,
    asked: Asked,
    *,
    season: int | None = None,
    labels: Mapping[int, str] | None = None,
) -> Parts:
    """Carry the course before `start` on as a straight line, with waves for the season where two seasons are known."""
    series = series_of(times, values, start, labels or {})
    early = series.times[~series.after]
    columns = np.column_stack([np.ones(len(series.times)), (series.times - series.start).astype(float)])
    if season_fits(early, season) and len(early) >= 8:
        columns = np.column_stack([columns, _season(series, season)])
    base = _base("trend_line", TREND, _trend_words(season=columns.shape[1] > 2), series)
    if count := _too_few(base, series, columns):
        return count
    made = [straight(series)]
    if season is not None:
        made.append(season_told(replace(series, times=early), season))
    done, found = _done(base, series, columns, made)
    slope = text(
        "Before the start the KPI moved by {slope} a period.", slope=asked.change(float(found.coefficients[1]))
    )
    return replace(done, notes=(slope,))


def forecast_model(
    times: NDArray[Any],
    values: NDArray[Any],
    drivers: Mapping[str, NDArray[Any]],
    start: int,
    asked: Asked,
    *,
    labels: Mapping[int, str] | None = None,
) -> Parts:
    """Expect what one or two other drivers led to before `start`. Takes a value per period of each driver, by title."""
    known = ~np.isnan(np.column_stack([values, *drivers.values()])).any(axis=1)
    series = series_of(times[known], values[known], start, labels or {})
    courses = [series_of(times[known], course[known], start, {}).values for course in drivers.values()]
    columns = np.column_stack([np.ones(len(series.times)), *(course - course.mean() for course in courses)])
    base = _base("forecast_model", FORECAST, _forecast_words(), series)
    if count := _too_few(base, series, columns):
        return count
    names = tuple(drivers)
    done, found = _done(base, series, columns, [_within(names, courses, series)], explained=True)
    return replace(done, notes=_relations(names, found, asked))


def _relations(names: tuple[str, ...], found: Forecast, asked: Asked) -> tuple[Text, ...]:
    return tuple(
        text(
            "Before the start one more of “{driver}” went with {slope}.", driver=name, slope=asked.change(float(slope))
        )
        for name, slope in zip(names, found.coefficients[1:], strict=True)
    )


def _season(series: Series, season: int | None) -> NDArray[Any]:
    """Give the waves of the season for all periods, as many as the periods before can tell."""
    early = int((~series.after).sum())
    width = season_terms(series.times[:early], season).shape[1]
    return season_terms(series.times, season)[:, :width]


def _base(design: str, title: Text, model: Text, series: Series) -> Parts:
    return Parts(design, title, model, PERIODS, REFUSED, series.side(), software=linear.PLAIN_SOFTWARE, cites=CITES)


def _too_few(base: Parts, series: Series, columns: NDArray[Any]) -> Parts | None:
    before, after = series.counts
    least = max(FLOOR, columns.shape[1] + 1)
    if before < least or after < 1:
        return replace(base, short=count_of(before, after), enough=_needed(least))
    if not linear.is_full_rank(columns[~series.after]):
        short = text("The drivers did not vary before the start, or moved as one.")
        return replace(base, short=short, enough=text("Leave out a driver, or add earlier periods in which it varied."))
    return None


def _needed(least: int) -> Text:
    if least == ENOUGH:
        return text("{least} periods before would be enough to lean on.", least=least)
    return text("At least {least} before and 1 after are needed to compute it.", least=least)


def _done(
    base: Parts, series: Series, columns: NDArray[Any], made: list[Check | None], *, explained: bool = False
) -> tuple[Parts, Forecast]:
    found = forecast(series, columns)
    trusted = series.counts[0] >= ENOUGH
    scale = float(np.abs(series.values).max())
    lag = min(newey_west_lag(series.counts[0]), series.counts[0] - 2)
    unrelated = checks.unrelated_in_time(found.residuals, scale, lag)
    close = _closeness(found) if explained else None
    every = [unrelated, checks.width(series.counts[0], found.residuals, unrelated), *made, close]
    if gaps := missing_periods(series):
        every.append(gap_told(gaps))
    every.append(checks.nothing_else(_ALONE))
    shown = np.where(series.after, found.half, np.nan)
    done = replace(
        base,
        trust=TRUSTED if trusted else CAUTION,
        estimate=found.estimate,
        deviation=found.scatter or None,
        short=None if trusted else count_of(*series.counts),
        enough=None if trusted else _needed(ENOUGH),
        checks=tuple(one for one in every if one),
        points=points_of(series, found.expected, found.expected - shown, found.expected + shown),
    )
    return done, found


_ALONE = Text("Anything else that changed in the same periods is in this effect.")


def forecast(series: Series, columns: NDArray[Any]) -> Forecast:
    """Fit the periods before and give the mean difference after, with its prediction interval.

    With m periods after and their mean row of columns x, the variance is s^2 (1/m + x' (X'X)^-1 x).
    """
    early, late = ~series.after, series.after
    fit = linear.ordinary(series.values[early], columns[early])
    expected = columns @ fit.coefficients
    middle = columns[late].mean(axis=0)
    own = float(middle @ fit.covariance @ middle)
    error = math.sqrt(max(own, 0.0) + fit.scatter**2 / int(late.sum()))
    value = float((series.values[late] - expected[late]).mean())
    each = np.einsum("ij,jk,ik->i", columns, fit.covariance, columns)
    half = quantile(TWO_SIDED, fit.degrees) * np.sqrt(np.maximum(each, 0.0) + fit.scatter**2)
    spread = series.values[early] - series.values[early].mean()
    whole = float(spread @ spread)
    explained = 1 - float(fit.residuals @ fit.residuals) / whole if whole > 0 else 0.0
    estimate = linear.student(value, error, fit.degrees)
    return Forecast(estimate, fit.coefficients, expected, half, fit.residuals, fit.scatter, explained)


def _trend_words(*, season: bool) -> Text:
    if season:
        return text(
            "Straight line with waves for the season through the periods before, by least squares; prediction interval "
            "of the mean after; standardised by the scatter around the line"
        )
    return text(
        "Straight line through the periods before, by least squares; prediction interval of the mean after; "
        "standardised "
        "by the scatter around the line"
    )


def _forecast_words() -> Text:
    return text(
        "Least squares on the other drivers in the periods before; prediction interval of the mean after; "
        "standardised by "
        "the scatter around the fit"
    )


def _closeness(found: Forecast) -> Check:
    says = text(
        "The drivers explain {share} of the ups and downs before the start (R squared).", share=plain(found.explained)
    )
    return Check(text("Drivers explain the course beforehand"), says, found.explained >= 0.5)


def _within(names: tuple[str, ...], courses: list[NDArray[Any]], series: Series) -> Check:
    """Check whether the drivers stay, after the start, within what they were before."""
    early, late = ~series.after, series.after
    outside = tuple(
        name
        for name, course in zip(names, courses, strict=True)
        if course[late].max() > course[early].max() or course[late].min() < course[early].min()
    )
    title = text("Drivers within their earlier range")
    if not outside:
        return Check(title, text("After the start no driver leaves the range it had before."), holds=True)
    says = text(
        "After the start {names} went outside the range of before, where the relation is a guess.", names=outside
    )
    return Check(title, says, holds=False)
