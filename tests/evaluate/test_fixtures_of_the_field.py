"""The worked figures of the field, technique by technique, and the wrong figures that are easily got instead."""

from __future__ import annotations

from decimal import Decimal

from roi_spec.model.quantity import rounded

COSTS = "costs: [{id: all, category: facilitation, amount: 20000 EUR}]\n"

CONTROL_GROUP = """
kpis:
  - id: output
    title: Output
    level: impact
    better: higher
    people: 20
    baseline: 100 units/person/month
    result: 118 units/person/month
    attribution:
      method: comparison_group
      comparison: {group: Untrained teams, baseline: 100 units/person/month, result: 106 units/person/month}
    conversion: {technique: profit_contribution, formula: effect * people * benefit_window * margin}
assumptions:
  - {id: margin, title: Contribution per unit, value: 50 EUR/unit}
"""


def test_comparison_group_counts_what_the_trained_gained_more(evaluated):
    figures = evaluated(CONTROL_GROUP + COSTS)
    assert figures["kpi.output.attribution.comparison.change"] == "6 units/person/month"
    assert figures["kpi.output.effect"] == "12 units/person/month"  # before and after alone would say 18
    assert figures["kpi.output.benefit"] == "144000 EUR"
    assert figures["result.roi"] == "620%"


def test_randomised_control_group_compares_after_with_after(evaluated):
    body = CONTROL_GROUP.replace("method: comparison_group", "method: randomised_control_group")
    figures = evaluated(body + COSTS)
    assert figures["kpi.output.effect"] == "12 units/person/month"
    assert figures["kpi.output.improvement"] == "18 units/person/month"


TREND = """
kpis:
  - id: output
    title: Output
    level: impact
    better: higher
    baseline: 55 units/month
    result: 70 units/month
    attribution:
      method: trend_line
      before:
        - {period: 2024-01, value: 50 units/month}
        - {period: 2024-02, value: 52 units/month}
        - {period: 2024-03, value: 54 units/month}
        - {period: 2024-04, value: 56 units/month}
        - {period: 2024-05, value: 58 units/month}
        - {period: 2024-06, value: 60 units/month}
      after:
        - {period: 2024-07, value: 66 units/month}
        - {period: 2024-08, value: 70 units/month}
        - {period: 2024-09, value: 74 units/month}
    conversion: {technique: profit_contribution, formula: effect * benefit_window * margin}
assumptions:
  - {id: margin, title: Contribution per unit, value: 50 EUR/unit}
"""


def test_trend_line_averages_the_distance_to_the_line(evaluated):
    figures = evaluated(TREND + COSTS)
    prefix = "kpi.output.attribution"
    assert [figures[f"{prefix}.after.{n}.expected"] for n in (1, 2, 3)] == [
        "62 units/month",
        "64 units/month",
        "66 units/month",
    ]
    assert [figures[f"{prefix}.after.{n}.difference"] for n in (1, 2, 3)] == [
        "4 units/month",
        "6 units/month",
        "8 units/month",
    ]
    assert figures["kpi.output.effect"] == "6 units/month"  # last month alone says 8, the two averages say 15
    assert figures["kpi.output.improvement"] == "15 units/month"
    assert figures["kpi.output.benefit"] == "3600 EUR"


FORECAST = """
kpis:
  - id: sales
    title: Orders
    level: impact
    better: higher
    baseline: 200 orders/month
    result: 290 orders/month
    attribution:
      method: forecast_model
      drivers: [{id: advertising, title: Advertising}]
      before:
        - {period: 2024-01, value: 180 orders/month, drivers: {advertising: 10 EUR/month}}
        - {period: 2024-02, value: 220 orders/month, drivers: {advertising: 20 EUR/month}}
        - {period: 2024-03, value: 200 orders/month, drivers: {advertising: 15 EUR/month}}
      after:
        - {period: 2024-04, value: 290 orders/month, drivers: {advertising: 30 EUR/month}}
"""


def test_forecast_model_takes_away_what_advertising_explains(evaluated):
    figures = evaluated(FORECAST)
    assert figures["kpi.sales.attribution.fit.intercept"] == "140 orders/month"
    assert figures["kpi.sales.attribution.after.1.expected"] == "260 orders/month"
    assert figures["kpi.sales.effect"] == "30 orders/month"


OTHER_FACTORS = """
kpis:
  - id: sales
    title: Orders
    level: impact
    better: higher
    baseline: 50 orders/month
    result: 80 orders/month
    attribution:
      method: other_factors
      factors:
        - {title: Price, change: 8 orders/month}
        - {title: New system, change: 5 orders/month}
"""


def test_other_factors_leave_the_rest_to_the_programme(evaluated):
    figures = evaluated(OTHER_FACTORS)
    assert figures["kpi.sales.effect"] == "17 orders/month"
    share = figures.value("kpi.sales.effect") / figures.value("kpi.sales.improvement")
    assert rounded(share * 100, 1) == Decimal("56.7")


PARTICIPANTS = """
kpis:
  - id: savings
    title: Savings
    level: impact
    better: higher
    unit: EUR/year
    attribution:
      method: participant_estimate
      invited: 5
      respondents:
        - {id: p1, value: 10000 EUR/year, attribution: 60%, confidence: 80%}
        - {id: p2, value: 20000 EUR/year, attribution: 50%, confidence: 70%}
        - {id: p3, value: 50000 EUR/year, attribution: 90%, confidence: 40%}
    conversion: {technique: participant_value, formula: effect * benefit_window}
"""


def test_participants_are_multiplied_one_by_one_and_silence_is_zero(evaluated):
    figures = evaluated(PARTICIPANTS + COSTS)
    rows = [figures[f"kpi.savings.attribution.respondent.{who}.effect"] for who in ("p1", "p2", "p3")]
    assert rows == ["4800 EUR/year", "7000 EUR/year", "18000 EUR/year"]
    assert figures["kpi.savings.effect"] == "29800 EUR/year"
    assert figures["kpi.savings.benefit"] == "29800 EUR"
    assert figures.value("kpi.savings.effect") / 5 == 5960  # over all who were asked
    assert figures["result.gross_benefit"] == "80000 EUR"


def test_participants_are_never_extrapolated_or_multiplied_as_averages(evaluated):
    effect = evaluated(PARTICIPANTS + COSTS).value("kpi.savings.effect")
    extrapolated = effect / 3 * 5
    of_averages = (10000 + 20000 + 50000) * (0.6 + 0.5 + 0.9) / 3 * (0.8 + 0.7 + 0.4) / 3
    assert (round(float(extrapolated)), round(of_averages)) == (49667, 33778)
    assert effect not in (extrapolated, of_averages)


def test_participants_and_managers_are_both_shown_and_the_lower_counts(evaluated):
    managers = """
    cross_checks:
      - method: manager_estimate
        respondents: [{id: m1, value: 49000 EUR/year, attribution: 100%, confidence: 50%}]
"""
    figures = evaluated(PARTICIPANTS.replace("    conversion:", managers.strip("\n") + "\n    conversion:") + COSTS)
    assert figures["kpi.savings.attribution.effect"] == "29800 EUR/year"
    assert figures["kpi.savings.cross_check_1.effect"] == "24500 EUR/year"
    assert figures["kpi.savings.effect"] == "24500 EUR/year"
    assert [one.used for one in figures.kpi("savings").methods] == [False, True]


def single(method: str, before: str, after: str) -> str:
    return f"""
kpis:
  - id: measure
    title: Measure
    level: impact
    better: higher
    baseline: {before}
    result: {after}
    attribution: {{{method}}}
"""


def test_a_previous_study_lends_its_share(evaluated):
    figures = evaluated(
        single("method: prior_study, study: Same course elsewhere, share: 35%", "50 orders", "80 orders")
    )
    assert figures["kpi.measure.effect"] == "10.5 orders"


def test_customers_who_name_the_behaviour_are_discounted_for_doubt(evaluated):
    method = "method: customer_estimate, share: 44%, confidence: 80%"
    figures = evaluated(single(method, "1000 visits/month", "1400 visits/month"))
    assert figures["kpi.measure.effect"] == "140.8 visits/month"
