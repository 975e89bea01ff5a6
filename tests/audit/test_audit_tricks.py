"""What people try to make a result look better, and what happens then."""

from __future__ import annotations

import pytest

from tests.lint.chain import judge
from tests.specs import place_of, with_fragment

TIME = "completed * hours_each * rate"
COSTS = f"""costs:
  - {{id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}}
  - {{id: design, category: development, amount: 4780 EUR, source: Invoice 2025-012}}
  - {{id: time, category: participant_time, formula: {TIME}, source: Attendance list}}
  - {{id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}}
  - {{id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}}
"""
ESTIMATE = "attribution: {method: expert_estimate, share: 50%, confidence: 80%}"


def counted_by(formula: str) -> str:
    return f"kpis:\n  - id: errors\n    conversion: {{technique: standard_value, formula: '{formula}'}}\n"


def sold(unit: str, formula: str, values: str) -> str:
    return (
        f"kpis:\n  - id: errors\n    title: Sold\n    better: higher\n    target: 110 {unit}\n"
        f"    baseline: 100 {unit}\n    result: 130 {unit}\n    {ESTIMATE}\n    # no cross_checks\n"
        f"    conversion: {{technique: profit_contribution, formula: {formula}}}\nassumptions:\n{values}"
    )


def weekly(length: str) -> str:
    return (
        f"benefit_window: {{start: 2025-02-01, length: {length}, solution: short_term}}\nkpis:\n  - id: errors\n"
        "    target: 50 errors/week\n    baseline: 75 errors/week\n    result: 45 errors/week\n"
        f"    # no cross_checks\n    {ESTIMATE}\n"
    )


COMBINED = """kpis:
  - id: errors
    # no cross_checks
    attribution:
      method: participant_estimate
      invited: 2
      {includes}
      respondents:
        - {{id: p1, factor: 48%, basis: Team list}}
        - {{id: p2, factor: 35%, basis: Team list}}
"""
YEARS = "assumptions:\n  - {id: stays, title: Years that it stays, value: 3 years, source: Estimate}\n"
PRICE = "  - {id: price, title: Price, value: 50 EUR/unit, source: Price list}\n"
PAST_ATTRIBUTION = [
    "observed_change * cost_per_error * benefit_window",
    "(baseline - result) * cost_per_error * benefit_window",
    "max(effect, observed_change) * cost_per_error * benefit_window",
    "max(effect, baseline - result) * cost_per_error * benefit_window",
    "(effect + observed_change) / 2 * cost_per_error * benefit_window",
]


def codes(fragment: str) -> set[str]:
    return {finding.code for finding in judge(with_fragment(fragment))[1]}


@pytest.mark.parametrize("formula", PAST_ATTRIBUTION)
def test_money_cannot_pass_by_its_attribution(formula: str) -> None:
    evaluation, findings = judge(with_fragment(counted_by(formula)))
    assert [(one.code, one.at.line) for one in findings] == [
        ("ROI104", place_of(formula, with_fragment(counted_by(formula))))
    ]
    if "effect" not in formula:
        assert evaluation.grade == "F"
        assert not any(method.used for one in evaluation.kpis for method in one.methods)


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        (counted_by("effect * cost_per_error * benefit_window"), set()),
        (counted_by("effect / observed_change * observed_change * cost_per_error * benefit_window"), set()),
        (counted_by("min(effect, baseline) * cost_per_error * benefit_window"), set()),
        (counted_by("effect * cost_per_error * stays") + YEARS, {"ROI120"}),
        (weekly("104 weeks"), {"ROI120", "ROI144", "ROI170"}),
        (weekly("52 weeks"), {"ROI144", "ROI170"}),
        (weekly("366 days"), {"ROI144", "ROI170"}),
        (sold("units/month", "effect * price * benefit_window", PRICE), {"ROI101", "ROI170", "ROI137", "ROI302"}),
        (COMBINED.format(includes=""), {"ROI110", "ROI170"}),
        (COMBINED.format(includes="factor_includes: [attribution, confidence]"), {"ROI170"}),
        (COSTS.replace("-012}", "-012, prorate: {this_run: 4 persons, lifetime: 400 persons, why: Plan}}"), {"ROI113"}),
        (COSTS.replace("-012}", "-012, prorate: {this_run: 40 persons, lifetime: 400 persons, why: Plan}}"), set()),
        ("declared: {net_benefit: 48000 USD}\n", {"ROI108"}),
        ("declared: {total_cost: 24000 USD, roi: 200%}\n", {"ROI108"}),
        ("declared: {back_per_unit: 2.00 USD, back_per_unit_is: net}\n", {"ROI108"}),
        ("declared: {net_benefit: 48000 EUR, back_per_unit: 2.00 EUR, back_per_unit_is: net}\n", set()),
    ],
)
def test_a_trick_gets_its_finding_and_an_honest_line_none(fragment: str, found: set[str]) -> None:
    assert codes(fragment) - {"ROI137"} == found - {"ROI137"}


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ("  - {id: margin, title: Margin, value: 30%, source: Ledger}\n", False),
        ("  - {id: margin, title: Margin, value: 100%, source: Ledger}\n", True),
        (
            """  - {id: spent, title: Spent, value: 70%, source: Ledger}
  - {id: margin, title: Margin, formula: 1 - spent}
""",
            False,
        ),
    ],
)
def test_a_margin_takes_something_off(values: str, is_found: bool) -> None:
    assert ("ROI101" in codes(sold("EUR/month", "effect * margin * benefit_window", values))) is is_found


def test_a_grant_in_a_cost_formula_does_not_turn_a_gain_into_a_loss() -> None:
    grant = "  - {id: grant, category: materials, formula: -3 * cost.time, source: Letter}\n"
    evaluation, findings = judge(with_fragment(COSTS + grant))
    assert [one.code for one in findings] == ["ROI283"]
    assert evaluation.kind == "benefit_claim"
    assert evaluation.quantity("result.total_cost") is not None
    assert evaluation.quantity("result.roi") is evaluation.quantity("result.payback") is None


def test_what_cost_nothing_has_no_return() -> None:
    free = "costs:\n  - {id: time, category: participant_time, amount: 0 EUR, why_zero: Given in free time}\n"
    evaluation, _ = judge(with_fragment(free))
    assert (evaluation.kind, evaluation.verdict.code) == ("benefit_claim", "no_roi")
    names = ("roi", "bcr", "payback", "break_even_attribution")
    assert [evaluation.quantity(f"result.{name}") for name in names] == [None] * 4


def test_a_cross_check_alone_attributes_nothing() -> None:
    evaluation, findings = judge(with_fragment("kpis:\n  - id: errors\n    # no attribution\n"))
    assert [one.code for one in findings] == ["ROI104"]
    assert evaluation.grade == "F"


def test_why_there_is_no_benefit_is_true() -> None:
    none = "kpis:\n  - id: errors\n    # no cross_checks\n    attribution: {method: none, why: Too much changed}\n"
    evaluation, _ = judge(with_fragment(none))
    assert "No attribution" in str(evaluation.value("result.total_benefit"))


def test_the_target_is_met_when_the_roi_equals_it() -> None:
    evaluation, _ = judge(with_fragment("target_roi: {value: 200%, reason: As agreed}\n"))
    assert str(evaluation.quantity("result.roi")) == "200%"
    assert evaluation.verdict.code == "base"
