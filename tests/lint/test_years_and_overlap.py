"""Years, seasons, and the same money along two ways: where these rules speak and where they keep silent."""

from __future__ import annotations

import pytest

from roi_spec.lint.strands import HIRING, LEAVING, OUTPUT, SALES, TIME, overlap, strand
from roi_spec.model.quantity import parse_quantity
from roi_spec.model.spec import Workspace
from tests.lint.chain import judge, programme_of
from tests.specs import with_fragment

ESTIMATE = "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
WHOLE_YEAR = "    result_period: {from: 2025-02-01, until: 2026-01-31}\n"
LONG = (
    "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
    "  why: The process stays for years\n  agreed_on: 2024-11-28\n"
)
FADING = "assumptions:\n  - {id: fading, title: Part that wears off, value: 12.9%, source: Quality team}\n"


def codes(fragment: str, **around: object) -> set[str]:
    _, findings = judge(with_fragment(fragment), **around)  # type: ignore[arg-type]
    return {finding.code for finding in findings}


def kpi(lines: str) -> str:
    return f"kpis:\n  - id: errors\n{lines}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("    seasonal: true\n", True),
        ("    seasonal: false\n", False),
        ("    seasonal: true\n" + WHOLE_YEAR, False),
        ("    seasonal: true\n    result_period: {from: 2025-02-01, until: 2026-07-31}\n", True),
        ("    seasonal: true\n    # no result_period\n", False),
    ],
)
def test_a_season_matters_when_only_part_of_a_year_was_seen(lines: str, *, expected: bool) -> None:
    assert ("ROI143" in codes(kpi(lines))) is expected


def test_a_month_of_a_seasonal_measure_is_told_once() -> None:
    found = codes(kpi("    seasonal: true\n    result_period: {from: 2025-05-01, until: 2025-05-31}\n"))
    assert found & {"ROI118", "ROI143"} == {"ROI118"}


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("times_a_year: 48 weeks, times_a_year_because: Four weeks of leave", False),
        ("times_a_year: 48 weeks", True),
        ("times_a_year: 60 weeks, times_a_year_because: Everybody works more", True),
        ("times_a_year: 52 weeks, times_a_year_because: The line never stops", False),
    ],
)
def test_weeks_of_a_year_have_a_reason(times: str, *, expected: bool) -> None:
    weekly = (
        "    baseline: 70 errors/week\n    result: 42 errors/week\n    # no target\n"
        + ESTIMATE
        + f"    conversion: {{technique: standard_value, formula: effect * cost_per_error * benefit_window, {times}}}\n"
    )
    assert ("ROI144" in codes(kpi(weekly))) is expected


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("", {"ROI146", "ROI328"}),
        ("  yearly_decay: fading\n", {"ROI328"}),
        ("  yearly_attrition: fading\n", {"ROI328"}),
        ("  yearly_decay: fading\ndiscount_rate: {value: 6%, source: Treasury}\n", set()),
    ],
)
def test_several_years_wear_off_and_are_discounted(added: str, expected: set[str]) -> None:
    assert codes(LONG + added + FADING) & {"ROI146", "ROI328"} == expected


def test_a_discount_rate_of_the_house_is_enough() -> None:
    given = next(one.value for one in programme_of(with_fragment(FADING)).assumptions if one.id == "fading")
    assert given is not None
    assert "ROI328" not in codes(LONG + FADING, workspace=Workspace(discount_rate=given.best))


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("Search time", "hours/month", TIME),
        ("Voluntary leavers", "leavers/month", LEAVING),
        ("Vrijwillig verloop", "%", LEAVING),
        ("Time until a vacancy is filled", "days", HIRING),
        ("Cross-sell revenue", "EUR/month", SALES),
        ("Omzet per accountmanager", "EUR/month", SALES),
        ("Win rate", "%", SALES),
        ("Cost of sales", "EUR/month", ""),
        ("Score on the sales course", "points", ""),
        ("Output per line", "units/month", OUTPUT),
        ("Errors in claim files", "errors/month", ""),
        ("Employee turnover", "%", LEAVING),
    ],
)
def test_strand_of_a_measure(title: str, unit: str, expected: str) -> None:
    assert not isinstance(parse_quantity(f"3 {unit}".replace(" %", "%")), str)
    value = f"3 {unit}".replace(" %", "%")
    plain = f"    title: {title}\n    baseline: {value}\n    result: {value}\n    # no target\n    # no conversion\n"
    found = programme_of(with_fragment(kpi(plain + ESTIMATE + "    # no cross_checks\n    not_converted: Not yet\n")))
    assert strand(next(one for one in found.kpis if one.id == "errors")) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (TIME, OUTPUT, True),
        (OUTPUT, TIME, True),
        (SALES, SALES, True),
        (LEAVING, HIRING, True),
        (TIME, TIME, False),
        (TIME, SALES, False),
        ("", "", False),
    ],
)
def test_strands_that_hold_the_same_money(one: str, other: str, *, expected: bool) -> None:
    assert overlap(one, other) is expected


SECOND = (
    "  - id: search\n    title: Search time\n    level: impact\n    better: lower\n    baseline: 300 hours/month\n"
    "    result: 200 hours/month\n    source: {system: Time sheets}\n"
    + ESTIMATE
    + "    conversion:\n      technique: employee_time\n      formula: effect * rate * benefit_window\n"
    "      redeployed: The backlog fell\n"
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("    title: Productivity in claim files\n", "", True),
        ("    title: Productivity in claim files\n", "    population: Claims handlers of Team North\n", False),
        ("    title: Productivity in claim files\n    overlap: Other hours\n", "", False),
        ("", "", False),
        ("    measure: one\n", "    measure: one\n", True),
        ("    measure: one\n", "    measure: two\n", False),
    ],
)
def test_two_ways_for_the_same_people_are_asked_about(first: str, second: str, *, expected: bool) -> None:
    assert ("ROI153" in codes(kpi(first) + SECOND + second)) is expected


def test_a_value_for_displacement_in_the_formula_is_an_answer() -> None:
    sales = (
        "    title: Sales per month\n    better: higher\n    baseline: 100000 EUR/month\n    result: 130000 EUR/month\n"
        "    # no target\n"
        + ESTIMATE
        + "    conversion: {technique: profit_contribution, formula: effect * margin * not_displaced * "
        "benefit_window}\n"
        "assumptions:\n  - {id: margin, title: Contribution margin, value: 30%, source: Accounts}\n"
        "  - {id: not_displaced, title: Part that is new, value: 95%, source: Review of 40 orders}\n"
    )
    assert "ROI302" not in codes(kpi(sales))
    assert "ROI302" in codes(kpi(sales.replace("not_displaced", "remaining")))


def test_an_amount_that_grew_with_another_party_is_no_sum() -> None:
    declared = "declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 200%}\n"
    assert codes(declared) & {"ROI141", "ROI108"} == set()
