"""The stage as a whole: a spec and its files in; analyses, a completed programme and findings out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.analyse import Analysed, needs, run
from roi_spec.model.analysis import REFUSED, TRUSTED
from roi_spec.model.finding import Severity
from tests.analyse.conftest import programme_of, tables_of

Analyse = Callable[..., Analysed]

DATA = "data:\n  - id: d\n    file: d.csv\n    system: Claims\n    extracted: 2025-08-04\n    columns: {%s}\n"


def spec(columns: str, attribution: str, kpi: str = "better: lower") -> str:
    """Write a spec with one KPI on one file; the fields of the attribution stand on one line each."""
    lines = "".join(f"      {line}\n" for line in attribution.splitlines())
    own = "".join(f"    {line}\n" for line in kpi.splitlines())
    return (
        DATA % columns
        + "kpis:\n  - id: errors\n    title: Errors in files\n    level: impact\n    unit: errors/month\n"
        + own
        + (f"    attribution:\n{lines}" if attribution else "")
    )


def months(count: int, first: int = 1) -> list[str]:
    return [f"{2024 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}" for month in range(first, first + count)]


def series(values: list[float], heading: str = "period,value") -> str:
    return (
        heading + "\n" + "".join(f"{month},{value}\n" for month, value in zip(months(len(values)), values, strict=True))
    )


FALLING = [310, 298, 305, 289, 301, 296, 284, 290, 262, 251, 247, 253, 240, 236, 244, 229]
SERIES = "period: period, value: value"
GROUPED = "period: period, value: value, group: group"
PANEL = "person: person, period: period, value: value, group: group"
INTERRUPTED = "method: interrupted_time_series\ndata: d\nstart: 2024-09"
COMPARED = "method: comparison_group\ndata: d\ntrained: [South]"


def panel(people: int, late: str = "") -> str:
    rows = [
        f"P{who},{'South' if who < people else 'North'},{month},{(who * who * 7 + place * 5 + who * place) % 23 + 50}"
        for who in range(2 * people)
        for place, month in enumerate(months(6))
    ]
    return "person,group,period,value\n" + "\n".join(rows) + "\n" + late


def codes(found: Analysed) -> list[str]:
    return [one.code for one in found.findings]


def words(found: Analysed) -> str:
    return " / ".join(f"{one.text} {one.help or ''}" for one in found.findings)


# --- designs ---------------------------------------------------------------------------------------------------------


def test_a_series_gives_an_effect_and_completes_the_kpi(analysed: Analyse) -> None:
    found = analysed(spec(SERIES, INTERRUPTED), d=series(FALLING))
    analysis, kpi = found.analyses["kpi.errors.attribution"], found.programme.kpis[0]
    assert found.findings == ()
    assert (analysis.design, analysis.trust, analysis.data, analysis.rows) == (
        "interrupted_time_series",
        TRUSTED,
        "d",
        16,
    )
    assert analysis.estimate is not None
    assert analysis.estimate > 0, "fewer errors are better"
    assert kpi.baseline is not None
    assert kpi.result is not None
    assert kpi.baseline.quantity.value == Fraction(sum(FALLING[:8]), 8)
    assert kpi.result.best.quantity.value == Fraction(sum(FALLING[8:]), 8)
    assert kpi.baseline.at == kpi.attribution.spot("data")
    assert str(kpi.baseline.quantity.unit) == "errors/month"
    assert analysis.points[0].label == "2024-01"
    assert analysis.software.startswith("statsmodels ")


def test_figures_of_the_author_stay(analysed: Analyse) -> None:
    kpi = "better: lower\nbaseline: 300 errors/month\nresult: 240 errors/month"
    all_of_it = analysed(spec(SERIES, INTERRUPTED, kpi), d=series(FALLING))
    found = all_of_it.programme.kpis[0]
    assert codes(all_of_it) == ["ROI298", "ROI298"]
    assert found.baseline is not None
    assert found.result is not None
    assert (str(found.baseline.quantity), str(found.result.best.quantity)) == ("300 errors/month", "240 errors/month")


def test_a_series_with_a_comparison(analysed: Analyse) -> None:
    rows = "".join(
        f"{month},{value},South\n{month},{value / 2 + place},North\n"
        for place, (month, value) in enumerate(zip(months(16), FALLING, strict=True))
    )
    found = analysed(spec(GROUPED, INTERRUPTED + "\ntrained: [South]"), d="period,value,group\n" + rows)
    analysis = found.analyses["kpi.errors.attribution"]
    assert [arm.name for arm in analysis.arms] == ["South", "North"]
    assert analysis.points[-1].compared == 229 / 2 + 15


def test_a_panel_gives_a_difference_in_differences(analysed: Analyse) -> None:
    found = analysed(spec(PANEL, COMPARED + "\nstart: 2024-05"), d=panel(12))
    analysis = found.analyses["kpi.errors.attribution"]
    assert (analysis.design, analysis.trust) == ("difference_in_differences", TRUSTED)
    assert [(arm.name, arm.trained, arm.analysed) for arm in analysis.arms] == [
        ("South", True, 12),
        ("North", False, 12),
    ]
    assert len(analysis.leads) == 6
    assert found.findings == ()


def test_a_handful_of_teams_is_followed_without_people(analysed: Analyse) -> None:
    columns = PANEL.replace("person: person", "team: person")
    found = analysed(spec(columns, COMPARED + "\nstart: 2024-05"), d=panel(5))
    analysis = found.analyses["kpi.errors.attribution"]
    assert str(analysis.counted) == "teams"
    assert "permutation" in str(analysis.model)
    assert codes(found) == ["ROI285"]


def test_two_groups_afterwards(analysed: Analyse) -> None:
    rows = "".join(f"{'South' if who < 25 else 'North'},{who * 7 % 13}\n" for who in range(50))
    found = analysed(spec("group: group, value: value", COMPARED), d="group,value\n" + rows)
    assert found.analyses["kpi.errors.attribution"].design == "two_groups"
    kpi = found.programme.kpis[0]
    assert kpi.baseline is None
    assert kpi.result is not None


@pytest.mark.parametrize(
    "columns",
    ["before: before, after: after, group: group", "person: person, before: before, after: after, group: group"],
)
def test_groups_by_lot(analysed: Analyse, columns: str) -> None:
    rows = "".join(f"P{who},{'South' if who < 25 else 'North'},{who * 7 % 13},{who * 5 % 17}\n" for who in range(50))
    body = spec(
        columns, "method: randomised_control_group\ndata: d\ntrained: [South]\nassigned: [{group: South, people: 30}]"
    )
    found = analysed(body, d="person,group,before,after\n" + rows)
    analysis = found.analyses["kpi.errors.attribution"]
    assert analysis.design == "randomised"
    assert [(arm.assigned, arm.analysed, arm.lost) for arm in analysis.arms] == [(30, 25, 5), (25, 25, 0)]


def test_groups_by_lot_from_a_panel_average_the_periods(analysed: Analyse) -> None:
    body = spec(PANEL, "method: randomised_control_group\ndata: d\ntrained: [South]\nstart: 2024-05")
    analysis = analysed(body, d=panel(25)).analyses["kpi.errors.attribution"]
    assert analysis.design == "randomised"
    assert analysis.arms[0].before == pytest.approx(
        sum((who * who * 7 + place * 5 + who * place) % 23 + 50 for who in range(25) for place in range(4)) / 100
    )


def test_pairs(analysed: Analyse) -> None:
    rows = "".join(f"{who * 7 % 13 + 20},{who * 5 % 17 + 10}\n" for who in range(35))
    found = analysed(spec("before: before, after: after", "method: before_after\ndata: d"), d="before,after\n" + rows)
    assert (found.analyses["kpi.errors.attribution"].design, codes(found)) == ("paired", [])


def test_a_trend_line_from_a_file(analysed: Analyse) -> None:
    found = analysed(spec(SERIES, "method: trend_line\ndata: d\nstart: 2024-09"), d=series(FALLING))
    assert found.analyses["kpi.errors.attribution"].design == "trend_line"


def test_a_forecast_from_a_file(analysed: Analyse) -> None:
    body = spec(
        "period: period, value: value, staff: staff",
        "method: forecast_model\ndata: d\nstart: 2024-09\ndrivers: [{id: staff, title: Staff on duty}]",
    )
    rows = "".join(
        f"{month},{value},{place * 5 % 7}\n"
        for place, (month, value) in enumerate(zip(months(16), FALLING, strict=True))
    )
    found = analysed(body, d="period,value,staff\n" + rows)
    assert "Staff on duty" in " ".join(str(note) for note in found.analyses["kpi.errors.attribution"].notes)


def test_a_cross_check_has_an_analysis_of_its_own_and_completes_nothing(analysed: Analyse) -> None:
    check = "better: lower\ncross_checks:\n  - method: trend_line\n    data: d\n    start: 2024-09"
    found = analysed(spec(SERIES, INTERRUPTED, check), d=series(FALLING))
    assert set(found.analyses) == {"kpi.errors.attribution", "kpi.errors.cross_check_1"}


# --- series in the spec ----------------------------------------------------------------------------------------------

TYPED = """\
kpis:
  - id: calls
    title: Calls
    level: impact
    better: higher
    baseline: 55 calls/month
    result: 70 calls/month
    attribution:
      method: trend_line
      before:
%s
      after:
        - {period: 2024-07, value: 66 calls/month}
        - {period: 2024-08, value: 70 calls/month}
"""


def typed(values: list[int]) -> str:
    return TYPED % "\n".join(
        f"        - {{period: 2024-{month:02d}, value: {value} calls/month}}"
        for month, value in enumerate(values, start=7 - len(values))
    )


def test_a_series_in_the_spec_gets_an_interval(analysed: Analyse) -> None:
    found = analysed(typed([50, 53, 53, 57, 58, 60]))
    analysis = found.analyses["kpi.calls.attribution"]
    # by hand: slope 69 / 35, mean 331 / 6; expected in month 7 and 8 and their mean differences
    slope, middle = Fraction(69, 35), Fraction(331, 6)
    expected = [middle + slope * (Fraction(month) - Fraction(7, 2)) for month in (7, 8)]
    effect = (66 - expected[0] + 70 - expected[1]) / 2
    assert float(analysis.estimate or 0) == pytest.approx(float(effect), rel=1e-11)
    assert analysis.low is not None
    assert analysis.high is not None
    assert analysis.low < analysis.estimate < analysis.high
    assert (analysis.data, analysis.digest) == ("", "")
    assert codes(found) == []


def test_few_periods_in_the_spec_are_left_to_the_rule_of_the_profession(analysed: Analyse) -> None:
    assert codes(analysed(typed([50, 53, 53]))) == []


def test_two_periods_in_the_spec_are_refused(analysed: Analyse) -> None:
    found = analysed(typed([50, 53]))
    assert (codes(found), found.analyses["kpi.calls.attribution"].trust) == (["ROI284"], REFUSED)


# --- a KPI's own data ------------------------------------------------------------------------------------------------


def exam(columns: str, more: str = "") -> str:
    return (
        DATA % columns
        + "kpis:\n  - id: exam\n    title: Exam\n    level: learning\n    better: higher\n"
        + "    unit: points\n    data: d\n"
        + more
    )


def test_a_test_before_and_after_completes_its_kpi(analysed: Analyse) -> None:
    rows = "".join(f"{50 + who % 5},{60 + who % 7}\n" for who in range(35))
    found = analysed(exam("before: before, after: after"), d="before,after\n" + rows)
    kpi = found.programme.kpis[0]
    assert kpi.baseline is not None
    assert kpi.result is not None
    assert (kpi.baseline.quantity.value, kpi.result.best.quantity.value) == (52, 63)
    assert found.analyses["kpi.exam.data"].design == "paired"


def test_a_result_alone_is_a_mean_or_a_sum(analysed: Analyse) -> None:
    rows = "value\n4\n5\n\n3\n".replace("\n\n", "\n") + "8\n"
    for aggregate, expected in (("mean", 5), ("sum", 20)):
        kpi = analysed(exam("value: value", f"    aggregate: {aggregate}\n"), d=rows).programme.kpis[0]
        assert kpi.result is not None
        assert kpi.result.best.quantity.value == expected
        assert kpi.baseline is None


def test_few_people_warn_and_the_figures_stay(analysed: Analyse) -> None:
    rows = "".join(f"{50 + who % 5},{60 + who % 7}\n" for who in range(8))
    found = analysed(exam("before: before, after: after"), d="before,after\n" + rows)
    assert [(one.code, one.severity) for one in found.findings] == [("ROI285", Severity.WARNING)]
    assert found.programme.kpis[0].result is not None


def test_periods_of_the_kpi_say_which_rows_count(analysed: Analyse) -> None:
    periods = (
        "    baseline_period: {from: 2024-01-01, until: 2024-08-31}\n"
        "    result_period: {from: 2024-09-01, until: 2025-04-30}\n"
    )
    kpi = analysed(exam(SERIES, periods), d=series(FALLING)).programme.kpis[0]
    assert kpi.baseline is not None
    assert kpi.baseline.quantity.value == Fraction(sum(FALLING[:8]), 8)
    assert codes(analysed(exam(SERIES), d=series(FALLING))) == ["ROI288"]


PERIODS = (
    "    baseline_period: {from: 2024-01-01, until: 2024-03-31}\n"
    "    result_period: {from: 2024-04-01, until: 2024-06-30}\n"
)


def test_people_followed_through_periods_are_compared_with_themselves(analysed: Analyse) -> None:
    plain = analysed(exam(PANEL, PERIODS), d=panel(15))
    analysis = plain.analyses["kpi.exam.data"]
    rows = [(who * who * 7 + place * 5 + who * place) % 23 + 50 for who in range(30) for place in range(6)]
    early = [value for number, value in enumerate(rows) if number % 6 < 3]
    assert (analysis.design, analysis.arms[0].analysed) == ("paired", 30)
    assert plain.programme.kpis[0].baseline is not None
    assert float(plain.programme.kpis[0].baseline.quantity.value) == pytest.approx(sum(early) / 90)


def test_a_sum_by_period_is_the_mean_of_the_totals(analysed: Analyse) -> None:
    rows = "".join(
        f"{month},{value}\n{month},{value}\n" for month, value in zip(months(6), [1, 2, 3, 4, 5, 6], strict=True)
    )
    kpi = analysed(exam(SERIES, PERIODS + "    aggregate: sum\n"), d="period,value\n" + rows).programme.kpis[0]
    assert kpi.baseline is not None
    assert kpi.result is not None
    assert (kpi.baseline.quantity.value, kpi.result.best.quantity.value) == (4, 10)


def test_only_the_trained_count_for_a_kpi_whose_method_names_them(analysed: Analyse) -> None:
    rows = "".join(f"{'South' if who < 25 else 'North'},{who}\n" for who in range(50))
    body = spec("group: group, value: value", COMPARED, "better: lower\ndata: d")
    kpi = analysed(body, d="group,value\n" + rows).programme.kpis[0]
    assert kpi.result is not None
    assert kpi.result.best.quantity.value == 12


def test_data_without_a_value_cannot_give_a_result(analysed: Analyse) -> None:
    assert codes(analysed(exam("before: before"), d="before\n1\n2\n")) == ["ROI286"]


@pytest.mark.parametrize(
    ("notation", "first", "until", "start"),
    [
        ("2024-Q{}", 1, "2024-06-30", "2024-07-01"),
        ("2024-W{:02d}", 2, "2024-01-21", "2024-01-22"),
        ("2024-01-{:02d}", 1, "2024-01-02", "2024-01-03"),
    ],
)
def test_quarters_weeks_and_days_fall_in_a_period_by_their_first_day(
    analysed: Analyse, notation: str, first: int, until: str, start: str
) -> None:
    periods = f"    baseline_period: {{from: 2024-01-01, until: {until}}}\n    result_period: {{from: {start}}}\n"
    rows = "".join(f"{notation.format(first + place)},{value}\n" for place, value in enumerate((1, 3, 5, 9)))
    kpi = analysed(exam(SERIES, periods), d="period,value\n" + rows).programme.kpis[0]
    assert kpi.baseline is not None
    assert kpi.result is not None
    assert (kpi.baseline.quantity.value, kpi.result.best.quantity.value) == (2, 7)


def test_yes_and_no_become_percentages(analysed: Analyse) -> None:
    body = exam("before: before, after: after").replace("points", '"%"')
    rows = "".join(f"{int(who % 4 == 0)},{int(who % 4 != 1)}\n" for who in range(40))
    found = analysed(body, d="before,after\n" + rows)
    kpi, analysis = found.programme.kpis[0], found.analyses["kpi.exam.data"]
    assert kpi.baseline is not None
    assert kpi.result is not None
    assert (str(kpi.baseline.quantity), str(kpi.result.best.quantity)) == ("25%", "75%")
    assert analysis.estimate == 50
    assert "McNemar" in str(analysis.model)
    assert analysis.high is not None
    assert 50 < analysis.high < 70


# --- what does not fit -----------------------------------------------------------------------------------------------


def test_a_label_that_is_no_group_is_put_right(analysed: Analyse) -> None:
    found = analysed(spec(PANEL, "method: comparison_group\ndata: d\ntrained: [Soth]\nstart: 2024-05"), d=panel(12))
    assert codes(found) == ["ROI287"]
    assert "“Soth” is no group" in words(found)
    assert "Write: South" in words(found)
    assert found.analyses == {}
    at = found.findings[0].at
    assert found.programme.document.source.line(at.line)[at.column - 1 :].startswith("Soth")


def test_groups_without_saying_which_were_trained(analysed: Analyse) -> None:
    found = analysed(spec(PANEL, "method: comparison_group\ndata: d\nstart: 2024-05"), d=panel(12))
    assert codes(found) == ["ROI287"]


@pytest.mark.parametrize("start", ["2023-12", "2024-01", "2024-07", "2024-W05"])
def test_a_start_that_does_not_divide_the_data(analysed: Analyse, start: str) -> None:
    assert codes(analysed(spec(PANEL, COMPARED + f"\nstart: {start}"), d=panel(12))) == ["ROI288"]


def test_lots_without_a_level_before_are_lots_all_the_same(analysed: Analyse) -> None:
    rows = "".join(f"{'South' if who < 25 else 'North'},{who * 7 % 13}\n" for who in range(50))
    body = spec("group: group, value: value", COMPARED.replace("comparison_group", "randomised_control_group"))
    analysis = analysed(body, d="group,value\n" + rows).analyses["kpi.errors.attribution"]
    assert any("By lot" in str(one.says) and one.holds for one in analysis.checks)


def test_no_start_at_all_is_asked_for(analysed: Analyse) -> None:
    found = analysed(spec(PANEL, COMPARED), d=panel(12))
    assert codes(found) == ["ROI288"]
    assert "2024-01" in words(found)


def test_columns_that_the_method_needs_are_named(analysed: Analyse) -> None:
    found = analysed(spec("period: period, value: value, group: group", COMPARED + "\nstart: 2024-05"), d=panel(12))
    assert codes(found) == ["ROI286"]
    assert "person or team, period, group and value" in words(found)


def test_groups_are_named_that_no_column_tells(analysed: Analyse) -> None:
    found = analysed(spec(SERIES, INTERRUPTED + "\ntrained: [South]"), d=series(FALLING))
    assert codes(found) == ["ROI286"]
    assert "no column group" in words(found)


def test_one_column_may_tell_both_the_team_and_the_group(analysed: Analyse) -> None:
    body = spec(
        "team: team, group: team, period: period, value: value",
        "method: comparison_group\ndata: d\nstart: 2024-05\ntrained: [T0, T1, T2, T3]",
    )
    rows = "".join(
        f"T{who},{month},{(who * who * 7 + place * 5) % 23}\n"
        for who in range(9)
        for place, month in enumerate(months(6))
    )
    analysis = analysed(body, d="team,period,value\n" + rows).analyses["kpi.errors.attribution"]
    assert [arm.analysed for arm in analysis.arms] == [4, 5]


def test_a_total_of_several_rows_is_compared_at_the_same_size(analysed: Analyse) -> None:
    kpi = "better: lower\naggregate: sum"
    rows = "".join(
        f"{month},{value},{group}\n"
        for month, value in zip(months(16), FALLING, strict=True)
        for group in ("South", "South", "North")
    )
    found = analysed(spec(GROUPED, INTERRUPTED + "\ntrained: [South]", kpi), d="period,value,group\n" + rows)
    assert found.analyses["kpi.errors.attribution"].estimate == 0
    assert found.programme.kpis[0].baseline is not None
    assert found.programme.kpis[0].baseline.quantity.value == Fraction(2 * sum(FALLING[:8]), 8)


def test_fewer_assigned_than_measured(analysed: Analyse) -> None:
    body = spec(PANEL, COMPARED + "\nstart: 2024-05\nassigned: [{group: South, people: 5}]")
    found = analysed(body, d=panel(12))
    assert codes(found) == ["ROI293"]


def test_somebody_in_both_groups_is_left_out(analysed: Analyse) -> None:
    late = "P99,South,2024-01,50\nP99,South,2024-02,51\nP99,North,2024-05,52\n"
    found = analysed(spec(PANEL, COMPARED + "\nstart: 2024-05"), d=panel(12, late))
    assert codes(found) == ["ROI291"]
    assert "P99" not in words(found)
    analysis = found.analyses["kpi.errors.attribution"]
    assert (
        analysis.estimate
        == analysed(spec(PANEL, COMPARED + "\nstart: 2024-05"), d=panel(12)).analyses["kpi.errors.attribution"].estimate
    )
    assert any(str(one.title) == "Groups kept apart" and one.holds is False for one in analysis.checks)


def test_a_period_of_one_group_only_is_told(analysed: Analyse) -> None:
    found = analysed(spec(PANEL, COMPARED + "\nstart: 2024-05"), d=panel(12, "P1,South,2024-07,50\n"))
    assert codes(found) == ["ROI292"]
    assert "2024-07" in words(found)


def test_figures_that_are_all_the_same(analysed: Analyse) -> None:
    assert codes(analysed(spec(SERIES, INTERRUPTED), d=series([5] * 16))) == ["ROI290"]


def test_one_period_before_cannot_show_that_groups_moved_alike(analysed: Analyse) -> None:
    rows = "".join(f"{'South' if who < 25 else 'North'},{who * 7 % 13},{who * 5 % 17}\n" for who in range(50))
    found = analysed(spec("group: group, before: before, after: after", COMPARED), d="group,before,after\n" + rows)
    assert codes(found) == ["ROI284"]
    assert found.analyses["kpi.errors.attribution"].trust == REFUSED
    for said in ("two measurements before", "randomised_control_group", "leave `before:` out"):
        assert said in words(found)


def test_a_file_that_could_not_be_read_is_passed_over() -> None:
    programme = programme_of(spec(SERIES, INTERRUPTED))
    assert run(programme, {}).analyses == {}
    assert run(programme, {}).findings == ()


# --- what the stage promises -----------------------------------------------------------------------------------------


def test_the_order_of_the_rows_changes_no_digit(analysed: Analyse) -> None:
    head, *rows = panel(12).splitlines()
    body = spec(PANEL, COMPARED + "\nstart: 2024-05")
    one = analysed(body, d=panel(12)).analyses["kpi.errors.attribution"]
    other = analysed(body, d="\n".join([head, *sorted(rows, reverse=True)])).analyses["kpi.errors.attribution"]
    for name in ("estimate", "low", "high", "detectable", "standardised", "checks", "points", "leads"):
        assert getattr(one, name) == getattr(other, name)


def test_twice_the_figures_is_twice_the_effect(analysed: Analyse) -> None:
    one, two = (
        analysed(spec(SERIES, INTERRUPTED), d=series([times * value for value in FALLING])).analyses[
            "kpi.errors.attribution"
        ]
        for times in (1, 2)
    )
    assert float(two.estimate or 0) == pytest.approx(2 * float(one.estimate or 0))
    assert float(two.low or 0) == pytest.approx(2 * float(one.low or 0))
    assert two.standardised == pytest.approx(one.standardised)


def test_nothing_is_loaded_for_a_programme_without_data() -> None:
    program = "import sys, roi_spec.analyse; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"numpy", "scipy", "statsmodels", "pandas"} & set(done.stdout.split()) == set()
    plain = programme_of("kpis:\n  - {id: useful, title: Useful, level: reaction, better: higher, result: 4 points}\n")
    assert needs(plain) is False
    assert run(plain, {}) == Analysed(plain, {}, ())


ODD = st.one_of(
    st.integers(-3, 3), st.floats(-1e14, 1e14), st.floats(-1e-9, 1e-9), st.just(""), st.sampled_from([1e15, -1e200])
)
LINES = st.lists(
    st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from(["South", "North", "East"]), st.integers(1, 12), ODD, ODD),
    min_size=1,
    max_size=60,
    unique_by=lambda row: (row[0], row[2]),
)
METHODS = [
    ("before_after", "person: p, period: m, value: x, group: g"),
    ("before_after", "before: x, after: y"),
    ("comparison_group", "person: p, period: m, value: x, group: g"),
    ("comparison_group", "team: p, period: m, value: x, group: g"),
    ("comparison_group", "team: p, value: x, group: g"),
    ("randomised_control_group", "team: p, before: x, after: y, group: g"),
    ("randomised_control_group", "person: p, period: m, value: x, group: g"),
    ("interrupted_time_series", "period: m, value: x, group: g"),
    ("interrupted_time_series", "period: m, value: x"),
    ("trend_line", "period: m, value: x"),
]


@pytest.mark.parametrize(("method", "columns"), METHODS)
@settings(max_examples=25, deadline=None)
@given(rows=LINES, start=st.integers(1, 12))
def test_no_file_whatever_its_figures_breaks_a_design(method: str, columns: str, rows: list, start: int) -> None:
    fields = f"method: {method}\ndata: d\nstart: 2024-{start:02d}\ntrained: [South]"
    programme = odd_programme(columns, fields)
    lines = [
        f"{who},{group},2024-{month:02d},{plainly(one)},{plainly(other)}" for who, group, month, one, other in rows
    ]
    try:
        tables = tables_of(programme, {"d": "p,g,m,x,y\n" + "\n".join(lines) + "\n"})
    except AssertionError:
        return  # the reader has refused the file, and said why
    found = run(programme, tables)
    assert {one.code for one in found.findings} <= {f"ROI{number}" for number in (*range(284, 294), 297)}


def plainly(cell: float | str) -> str:
    """Write a number without an exponent; an empty cell stays empty."""
    return cell if isinstance(cell, str) else format(cell, "f")


def odd_programme(columns: str, attribution: str):
    """Build a programme whose method has every field, also those it does not use."""
    plain = programme_of(spec(columns, "method: comparison_group\ndata: d\ntrained: [South]\nstart: 2024-05"))
    (kpi,) = plain.kpis
    stated = dict(line.split(": ") for line in attribution.splitlines())
    from dataclasses import replace

    changed = replace(kpi.attribution, method=stated["method"], start=stated["start"], trained=("South",))
    return replace(plain, kpis=(replace(kpi, attribution=changed),))
