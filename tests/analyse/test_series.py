"""Series: the segments, their errors against sums by hand, seasons, comparison series and trend lines."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from roi_spec.analyse.asked import Asked
from roi_spec.analyse.expected import forecast_model, trend_line
from roi_spec.analyse.interrupted import interrupted_time_series, segments
from roi_spec.analyse.linear import newey_west, ordinary
from roi_spec.analyse.parts import Parts, analysis_of
from roi_spec.analyse.series import season_terms, series_of
from roi_spec.model.analysis import CAUTION, EFFECT, REFUSED, TRUSTED
from tests.analyse.by_hand import fractions, least_squares, newey_west_variance, ordinary_variance

ASKED = Asked()
COMPLAINTS = [310, 298, 305, 289, 301, 296, 284, 290, 262, 251, 247, 253, 240, 236, 244, 229]
"""Sixteen months, the programme from the ninth on."""


def segmented(values: list[int]) -> tuple[list[Fraction], list[list[Fraction]], list[Fraction]]:
    """Give outcome, columns and the mean effect after the start, by hand: t counts from the start."""
    half = len(values) // 2
    rows = [[Fraction(1), Fraction(t), Fraction(t >= 0), Fraction(max(t, 0))] for t in range(-half, half)]
    return fractions(values), rows, [Fraction(0), Fraction(0), Fraction(1), Fraction(sum(range(half)), half)]


def check(parts: Parts, title: str) -> bool | None:
    return next(one.holds for one in parts.checks if str(one.title) == title)


def test_the_effect_is_that_of_the_normal_equations() -> None:
    outcome, columns, contrast = segmented(COMPLAINTS)
    by_hand = sum((a * b for a, b in zip(contrast, least_squares(outcome, columns), strict=True)), Fraction(0))
    found = interrupted_time_series(np.arange(16), np.array(COMPLAINTS, dtype=float), 8, ASKED)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(float(by_hand), rel=1e-10)


@pytest.mark.parametrize("lag", [0, 1, 2, 5])
def test_errors_of_newey_and_west_are_those_of_their_definition(lag: int) -> None:
    outcome, columns, contrast = segmented(COMPLAINTS)
    rows, weights = np.array(columns, dtype=float), np.array(contrast, dtype=float)
    found = newey_west(np.array(COMPLAINTS, dtype=float), rows, lag).contrast(weights)
    assert found.error**2 == pytest.approx(float(newey_west_variance(outcome, columns, contrast, lag)), rel=1e-9)
    assert found.degrees == 12


def test_the_wider_of_both_errors_counts() -> None:
    outcome, columns, contrast = segmented(COMPLAINTS)
    related = float(newey_west_variance(outcome, columns, contrast, 2))
    alone = float(ordinary_variance(outcome, columns, contrast))
    series = series_of(np.arange(16), np.array(COMPLAINTS, dtype=float), 8, {})
    assert segments(series).estimate.error ** 2 == pytest.approx(max(related, alone), rel=1e-9)


def test_the_wider_error_is_newey_and_wests_when_neighbours_are_alike() -> None:
    waves = [100 + (0, 3, 6, 8, 9, 8, 6, 3, 0, -3, -6, -8, -9, -8, -6, -3)[period % 16] for period in range(32)]
    outcome, columns, contrast = segmented(waves)
    related, alone = newey_west_variance(outcome, columns, contrast, 3), ordinary_variance(outcome, columns, contrast)
    series = series_of(np.arange(32), np.array(waves, dtype=float), 16, {})
    assert related > alone
    assert segments(series).estimate.error ** 2 == pytest.approx(float(related), rel=1e-9)


def test_a_step_and_a_turn_are_found_exactly() -> None:
    time = np.arange(24)
    late = time >= 12
    values = 100 + 2.0 * time + late * (-10.0 - 1.0 * (time - 12))
    found = segments(series_of(time, values, 12, {}))
    assert (found.step.value, found.turn.value) == pytest.approx((-10, -1))
    assert found.estimate.value == pytest.approx(-10 - 11 / 2)
    assert found.expected[-1] == pytest.approx(100 + 2 * 23)


def test_a_season_is_taken_out_when_there_are_two_whole_ones() -> None:
    time = np.arange(48)
    wave = 20 * np.sin(2 * np.pi * time / 12) + 5 * np.cos(2 * np.pi * time / 12)
    values = 200 + wave + np.where(time >= 30, 15.0, 0.0)
    found = interrupted_time_series(time, values, 30, ASKED, season=12)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(15)
    assert found.trust == TRUSTED
    assert check(found, "Season") is True


def test_a_season_that_cannot_be_told_is_said() -> None:
    found = interrupted_time_series(np.arange(16), np.array(COMPLAINTS, dtype=float), 8, ASKED, season=12)
    assert found.trust == CAUTION
    assert check(found, "Season") is False


@pytest.mark.parametrize(
    ("season", "periods", "columns"), [(12, 24, 2), (12, 48, 4), (4, 16, 3), (2, 8, 1), (12, 23, 0), (None, 50, 0)]
)
def test_waves_of_a_season(season: int | None, periods: int, columns: int) -> None:
    assert season_terms(np.arange(periods), season).shape == (periods, columns)


@pytest.mark.parametrize(
    ("before", "after", "trust"), [(2, 9, REFUSED), (9, 2, REFUSED), (3, 3, CAUTION), (8, 7, CAUTION), (8, 8, TRUSTED)]
)
def test_how_many_periods_are_enough(before: int, after: int, trust: str) -> None:
    values = np.array([(7 * one * one) % 13 for one in range(before + after)], dtype=float)
    found = interrupted_time_series(np.arange(before + after), values, before, ASKED)
    assert found.trust == trust
    assert (found.estimate is None) == (trust == REFUSED)
    assert (found.short is None) == (trust == TRUSTED)


def test_a_comparison_series_takes_out_what_struck_both() -> None:
    time = np.arange(20)
    noise = np.array([(37 * one) % 11 - 5 for one in range(20)], dtype=float)
    shock = np.where(time >= 10, 30.0, 0.0)
    other = 80 + noise + shock
    one = 100 + noise + shock + np.where(time >= 10, -12.0, 0.0)
    found = interrupted_time_series(time, one, 10, ASKED, comparison=(time, other))
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(-12)
    assert any("Without the comparison series" in str(note) for note in found.notes)
    assert found.points[-1].compared == pytest.approx(other[-1])
    assert found.comparison is not None


def test_only_periods_of_both_series_count() -> None:
    time = np.arange(20)
    values = np.array([(7 * one * one) % 13 for one in range(20)], dtype=float)
    found = interrupted_time_series(time, values, 10, ASKED, comparison=(time[2:], values[2:] / 2))
    assert found.trained.analysed == 18


def test_the_trend_line_has_the_error_of_a_prediction_by_hand() -> None:
    values = [*COMPLAINTS[:8], 262, 251, 247]
    rows = [[Fraction(1), Fraction(t)] for t in range(-8, 3)]
    outcome = fractions(values)
    level, slope = least_squares(outcome[:8], rows[:8])
    expected = [level + slope * row[1] for row in rows[8:]]
    effect = sum((y - e for y, e in zip(outcome[8:], expected, strict=True)), Fraction(0)) / 3
    left = [y - level - slope * row[1] for y, row in zip(outcome[:8], rows[:8], strict=True)]
    scatter = sum((one * one for one in left), Fraction(0)) / 6
    variance = scatter / 3 + ordinary_variance(outcome[:8], rows[:8], [Fraction(1), Fraction(1)])
    found = trend_line(np.arange(11), np.array(values, dtype=float), 8, ASKED)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(float(effect), rel=1e-10)
    assert found.estimate.error**2 == pytest.approx(float(variance), rel=1e-10)
    assert found.estimate.degrees == 6


def test_a_trend_line_counts_time_by_the_calendar() -> None:
    # a month without a figure moves the line no further than its place on the calendar
    whole, gap = np.array([0, 1, 2, 3, 4, 5, 6]), np.array([0, 1, 2, 4, 5, 6, 7])
    values = 10.0 + 3 * gap
    found = trend_line(gap, values, 7, ASKED)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(0, abs=1e-9)
    assert check(found, "Periods without gaps") is False
    assert trend_line(whole, values, 6, ASKED).estimate != found.estimate


def test_the_months_of_the_training_itself_are_no_gap() -> None:
    time = np.array([0, 1, 2, 3, 4, 5, 8, 9, 10])
    found = trend_line(time, np.array([3, 5, 4, 6, 5, 7, 9, 8, 9.5]), 8, ASKED)
    assert "Periods without gaps" not in [str(one.title) for one in found.checks]


@pytest.mark.parametrize(("before", "trust"), [(2, REFUSED), (3, CAUTION), (5, CAUTION), (6, TRUSTED)])
def test_how_many_periods_before_a_trend_line_needs(before: int, trust: str) -> None:
    values = np.array([5, 7, 6, 9, 8, 11, 4, 3], dtype=float)[: before + 2]
    assert trend_line(np.arange(before + 2), values, before, ASKED).trust == trust


def test_lower_is_better_turns_the_effect_and_its_interval() -> None:
    asked = Asked(better="lower")
    parts = interrupted_time_series(np.arange(16), np.array(COMPLAINTS, dtype=float), 8, asked)
    found = analysis_of(parts, asked)
    assert parts.estimate is not None
    assert found.estimate is not None
    assert found.low is not None
    assert found.high is not None
    assert float(found.estimate) == pytest.approx(-parts.estimate.value)
    assert found.low < found.estimate < found.high
    assert float(found.low) == pytest.approx(-parts.estimate.high)
    assert found.verdict == EFFECT


def test_neighbours_that_resemble_each_other_are_noticed() -> None:
    time = np.arange(40)
    slow = 10 * np.sin(time / 5)
    found = interrupted_time_series(time, slow, 20, ASKED)
    assert check(found, "Neighbouring periods unrelated") is False


def test_the_same_figures_fit_however_they_are_fitted() -> None:
    rows = np.array(segmented(COMPLAINTS)[1], dtype=float)
    values = np.array(COMPLAINTS, dtype=float)
    assert newey_west(values, rows, 2).coefficients == pytest.approx(ordinary(values, rows).coefficients)


def test_a_trend_line_with_a_season() -> None:
    time = np.arange(36)
    wave = 20 * np.sin(2 * np.pi * time / 12)
    found = trend_line(time, 200 + time + wave + np.where(time >= 30, 15.0, 0.0), 30, ASKED, season=12)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(15)
    assert check(found, "Season") is True


@pytest.mark.parametrize("course", [[4, 4, 4, 4, 4, 4, 4, 9], [1, 2, 3, 4, 5, 6, 7, 8]], ids=["constant", "the same"])
def test_drivers_that_tell_nothing_apart_are_refused(course: list[int]) -> None:
    values = np.array([3, 5, 4, 6, 5, 7, 9, 8], dtype=float)
    drivers = {"One": np.arange(8) + 1.0, "Other": np.array(course, dtype=float)}
    found = forecast_model(np.arange(8), values, drivers, 7, ASKED)
    assert found.trust == REFUSED
    assert "moved as one" in str(found.short)


def test_a_forecast_needs_more_periods_than_drivers() -> None:
    values = np.array([3, 5, 4, 6], dtype=float)
    drivers = {"One": np.array([1, 3, 2, 5.0]), "Other": np.array([1, 1, 2, 3.0])}
    assert forecast_model(np.arange(4), values, drivers, 3, ASKED).trust == REFUSED


def test_how_much_the_drivers_explain_is_told() -> None:
    driver = np.array([1, 3, 2, 5, 4, 6, 7, 8.0])
    found = forecast_model(np.arange(8), 3 * driver + np.arange(8) % 2, {"One": driver}, 7, ASKED)
    assert check(found, "Drivers explain the course beforehand") is True
