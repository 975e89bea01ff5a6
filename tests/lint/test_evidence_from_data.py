"""Data, comparisons, instruments, events and values in time: where these rules speak and where they keep silent."""

from __future__ import annotations

import datetime as dt
from array import array
from dataclasses import replace
from fractions import Fraction

import pytest

from roi_spec.lint.rules.dated import period_end
from roi_spec.lint.runner import is_waivable
from roi_spec.model.analysis import EFFECT, NO_EFFECT, Analysis
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.table import Labels, Table
from tests.lint.chain import TODAY, judge
from tests.lint.surroundings import CALENDAR, analysis, calendar_of, newer_value, standards_of
from tests.specs import with_fragment

DATA = (
    "data:\n  - {id: errors_each, file: data/errors.csv, system: Claims system, extracted: 2025-08-04, "
    "columns: {person: Number, group: Team, value: Errors}}\n"
)
COMPARED = "kpis:\n  - id: errors\n    attribution: {method: comparison_group, data: errors_each, trained: [South]}\n"
GROUP = (
    "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      assignment: matched\n"
    "      comparison: {{group: {group}, people: 38, baseline: 290 errors/month, result: 270 errors/month{more}}}\n"
)
STATED = (
    "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      assignment: matched\n"
    "      stated_effect: {{value: 100 errors/month, low: {low} errors/month, high: 140 errors/month, "
    "study: Analysis of 2025, n_trained: 40, n_comparison: 38}}\n"
)


def codes(fragment: str, **around: object) -> set[str]:
    _, findings = judge(with_fragment(fragment), **around)  # type: ignore[arg-type]
    return {finding.code for finding in findings}


def analysed(found: Analysis) -> set[str]:
    return codes(DATA + COMPARED, analyses={"kpi.errors.attribution": found})


@pytest.mark.parametrize(
    ("lost", "expected"),
    [((8, 8), False), ((9, 9), True), ((6, 2), False), ((7, 2), True), ((2, 7), True), ((0, 0), False)],
)
def test_lost_people_are_told_above_a_fifth_or_when_uneven(lost: tuple[int, int], *, expected: bool) -> None:
    assert ("ROI303" in analysed(analysis(80, 120, lost=lost))) is expected


def test_periods_that_are_missing_are_not_lost_people() -> None:
    series = replace(analysis(80, 120, lost=(20, 0)), design="interrupted_time_series")
    assert "ROI303" not in analysed(series)


@pytest.mark.parametrize(("verdict", "expected"), [(EFFECT, False), (NO_EFFECT, True), ("cannot_tell", True)])
def test_money_without_a_clear_effect_is_told(verdict: str, *, expected: bool) -> None:
    assert ("ROI305" in analysed(analysis(-20, 120, verdict=verdict))) is expected


def test_a_harmful_programme_has_a_clear_effect() -> None:
    assert "ROI305" not in analysed(analysis(-120, -80))


@pytest.mark.parametrize(("low", "expected"), [(-20, True), (0, True), (20, False)])
def test_an_interval_of_others_that_holds_zero_is_told(low: int, *, expected: bool) -> None:
    assert ("ROI305" in codes(STATED.format(low=low))) is expected


def test_the_interval_is_told_in_few_digits() -> None:
    wide = replace(analysis(0, 1, verdict="cannot_tell"), low=Fraction(-1234567, 100000), high=Fraction(2, 3))
    _, findings = judge(with_fragment(DATA + COMPARED), analyses={"kpi.errors.attribution": wide})
    said = next(str(one.text) for one in findings if one.code == "ROI305")
    assert "between -12.3 errors/month and 0.667 errors/month" in said


@pytest.mark.parametrize(
    ("group", "more", "expected"),
    [
        ("Team North", "", False),
        ("Team North", ", trained_within_window: false", False),
        ("Team North", ", trained_within_window: true", True),
        ("Team North", ", trained_within_window: true, contamination: Three people left out", False),
        ("claims handlers", "", True),
    ],
)
def test_a_comparison_group_stays_apart(group: str, more: str, *, expected: bool) -> None:
    assert ("ROI159" in codes(GROUP.format(group=group, more=more))) is expected


@pytest.mark.parametrize(
    ("before", "after", "more", "expected"),
    [
        ("Exam 2", "Exam 2", "", False),
        ("Exam 2", "exam  2", "", False),
        ("Exam 2", "Exam 3", "", True),
        ("Exam 2", "Exam 3", "    changed_because: Both were given to 40 people, and scores agree\n", False),
    ],
)
def test_before_and_after_have_one_instrument(before: str, after: str, more: str, *, expected: bool) -> None:
    exam = f"kpis:\n  - id: exam\n    instrument_before: {before}\n    instrument_after: {after}\n{more}"
    assert ("ROI158" in codes(exam)) is expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-12-01", False), ("2025-02-01", False), ("2025-02-02", True), ("2025-08-10", True)]
)
def test_a_target_comes_before_the_results(day: str, *, expected: bool) -> None:
    assert ("ROI300" in codes(f"kpis:\n  - id: errors\n    target_set_on: {day}\n")) is expected


def test_chosen_for_low_scores_is_told_once() -> None:
    chosen = "audience: {group: Claims handlers, invited: 40, started: 40, completed: 40, selection: low_performers}\n"
    paired = "kpis:\n  - id: errors\n    attribution: {method: before_after, data: errors_each}\n"
    found = codes(chosen + DATA + paired, analyses={"kpi.errors.attribution": analysis(80, 120)})
    assert found & {"ROI133", "ROI304"} == {"ROI304"}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("from: 2025-03-01", True),
        ("from: 2025-03-01, until: 2025-03-31", True),
        ("from: 2023-01-01", False),
        ("from: 2023-01-01, until: 2023-12-31", False),
        ("from: 2025-08-01", False),
        ("from: 2025-03-01, measures: [claim_errors]", True),
        ("from: 2025-03-01, measures: [sales]", False),
        ("from: 2025-03-01, departments: [Claims]", True),
        ("from: 2025-03-01, departments: [Sales]", False),
    ],
)
def test_an_event_of_the_organisation_is_treated(event: str, *, expected: bool) -> None:
    calendar = calendar_of(CALENDAR.replace("from: 2025-03-01", event))
    own = "department: Claims, second floor\nkpis:\n  - id: errors\n    measure: claim_errors\n"
    assert ("ROI330" in codes(own, calendars=(calendar,))) is expected


def test_an_event_without_treatment_is_told_once() -> None:
    named = "external_influences:\n  - {title: New claims form, event: new_claims_form}\n"
    assert codes(named, calendars=(calendar_of(),)) == {"ROI156"}


def test_several_events_are_told_each() -> None:
    two = calendar_of(CALENDAR + "  - {id: new_rates, title: New rates, from: 2025-04-01}\n")
    _, findings = judge(with_fragment("owner: Team\n"), calendars=(two,))
    assert [one.code for one in findings] == ["ROI330", "ROI330"]


def test_a_newer_value_says_from_what_to_what() -> None:
    formula = "effect * standard.error_cost * benefit_window"
    fragment = f"kpis:\n  - id: errors\n    conversion: {{technique: standard_value, formula: {formula}}}\n"
    _, findings = judge(with_fragment(fragment), standards=standards_of(), adjusted=newer_value)
    (found,) = (one for one in findings if one.code == "ROI316")
    assert "would be 140% instead of 200%" in str(found.text)
    assert "from 2025-07-01 on it is 48 EUR/error" in str(found.text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("date: 2023-08-31", True),
        ("date: 2023-09-15", False),
        ("date: 2019-01-01\n    valid_until: 2026-01-01", False),
    ],
)
def test_an_old_value_says_how_long_it_holds(value: str, *, expected: bool) -> None:
    assert ("ROI325" in codes(f"assumptions:\n  - id: cost_per_error\n    {value}\n")) is expected


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("date: 2025-07-31, source: Central bank", False),
        ("date: 2024-09-01, source: Central bank", False),
        ("date: 2024-08-01, source: Central bank", True),
        ("date: 2025-07-31", True),
        ("source: Central bank", True),
    ],
)
def test_an_exchange_rate_is_dated_and_recent(rate: str, *, expected: bool) -> None:
    assert ("ROI320" in codes(f"exchange_rates:\n  - {{currency: USD, rate: 0.92 EUR/USD, {rate}}}\n")) is expected


def test_the_day_of_evaluation_judges_before_the_day_of_the_run() -> None:
    rate = "exchange_rates:\n  - {currency: USD, rate: 0.92 EUR/USD, date: 2022-07-31, source: Central bank}\n"
    assert "ROI320" in codes(rate)
    assert "ROI320" not in codes("evaluated_on: 2022-12-31\n" + rate)


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2024-02", dt.date(2024, 2, 29)),
        ("2024-12", dt.date(2024, 12, 31)),
        ("2024-Q2", dt.date(2024, 6, 30)),
        ("2024-W05", dt.date(2024, 2, 4)),
        ("2024-03-31", dt.date(2024, 3, 31)),
        ("before", None),
    ],
)
def test_the_last_day_of_a_period(period: str, last: dt.date | None) -> None:
    assert period_end(period) == last


@pytest.mark.parametrize(("last", "expected"), [("2025-07", False), ("2025-08", True)])
def test_the_last_month_in_a_file_is_over_before_it_is_taken(last: str, *, expected: bool) -> None:
    labels = Labels(array("i", [0, 1]), ("2025-06", last))
    table = Table("errors_each", "data/errors.csv", "0", ",", ".", (), 2, {"period": labels}, array("i", [2, 3]))

    def with_table(evaluation: Evaluation) -> Evaluation:
        return replace(evaluation, tables=(table,))

    lines = DATA + "kpis:\n  - id: errors\n    data: errors_each\n    unit: errors/month\n    # no result_period\n"
    assert ("ROI308" in codes(lines, adjusted=with_table)) is expected


@pytest.mark.parametrize(
    ("code", "expected"), [("ROI300", True), ("ROI349", True), ("ROI284", False), ("ROI350", False)]
)
def test_the_newer_rules_of_the_profession_are_waivable_too(code: str, *, expected: bool) -> None:
    assert is_waivable(code) is expected


def test_without_a_day_no_age_is_judged() -> None:
    old = "assumptions:\n  - id: cost_per_error\n    date: 2019-01-01\n"
    assert "ROI325" in codes(old, as_of=TODAY)
    assert "ROI325" not in codes(old, as_of=None)
