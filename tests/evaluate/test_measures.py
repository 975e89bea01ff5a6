"""The financial measures: what each of them says, and when there is nothing to say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from roi_spec.model.quantity import rounded


def money_case(benefit: str = "90000", cost: str | None = "16000", rest: str = "") -> str:
    """Give a programme that saves `benefit` euros in its year and costs `cost`; None for no costs at all."""
    costs = f"costs: [{{id: all, category: facilitation, amount: {cost} EUR}}]\n" if cost is not None else ""
    return f"""
kpis:
  - id: savings
    title: Savings
    level: impact
    better: higher
    baseline: 0 EUR/year
    result: {benefit} EUR/year
    attribution: {{method: other_factors, factors: [{{title: None found, change: 0 EUR/year}}]}}
    conversion: {{technique: standard_value, formula: effect * benefit_window}}
{costs}{rest}"""


def test_roi_bcr_and_money_per_euro_never_swap(evaluated):
    figures = evaluated(money_case())
    assert figures["result.total_benefit"] == "90000 EUR"
    assert figures["result.net_benefit"] == "74000 EUR"
    assert figures["result.roi"] == "462.5%"
    assert figures["result.bcr"] == "5.625"
    assert figures["result.back_per_unit_gross"] == "5.625"
    assert figures["result.back_per_unit_net"] == "4.625"
    assert figures["result.cost_per_person"] == "800 EUR/person"
    assert figures["result.net_per_person"] == "3700 EUR/person"


def test_payback_uses_the_gross_benefit(evaluated):
    assert evaluated(money_case("48000", "16000"))["result.payback"] == "4 months"  # on the net benefit it would be 6


def test_payback_waits_for_the_benefits_to_start(evaluated):
    late = "delivery: {start: 2025-01-01, end: 2025-01-31}\nbenefit_window: {start: 2025-04-02, length: 12 months}\n"
    figures = evaluated(money_case("48000", "16000", late))
    assert figures["result.payback"] == "4 months"
    assert rounded(figures.value("result.payback_with_lag"), 4) == Decimal("6.0041")  # 61 days of 30.4375 a month


def test_payback_of_a_window_in_weeks_is_in_weeks(evaluated):
    weekly = money_case().replace("EUR/year", "EUR/week").replace("90000", "1000").replace("16000", "13000")
    late = "delivery: {start: 2025-01-01, end: 2025-01-31}\nbenefit_window: {start: 2025-02-14, length: 26 weeks}\n"
    figures = evaluated(weekly + late)
    assert figures.codes == []
    assert figures["result.total_benefit"] == "26000 EUR"
    assert figures["result.payback"] == "13 weeks"
    assert figures["result.payback_with_lag"] == "15 weeks"


@pytest.mark.parametrize("benefit", ["0", "-5000"])
def test_what_brings_nothing_in_is_never_earned_back(evaluated, benefit):
    figures = evaluated(money_case(benefit))
    assert "not above zero" in figures.why_not("result.payback")
    assert "not above zero" in figures.why_not("result.break_even_attribution")


def test_break_even_attribution_is_cost_over_the_whole_change(evaluated):
    body = money_case("80000", "20000").replace("change: 0 EUR/year", "change: 30000 EUR/year")
    figures = evaluated(body)
    assert figures["result.total_benefit"] == "50000 EUR"
    assert figures["result.gross_benefit"] == "80000 EUR"
    assert figures["result.break_even_attribution"] == "25%"


PER_PERSON = """
kpis:
  - id: errors
    title: Errors
    level: impact
    better: lower
    people: 20
    baseline: 10 errors/person/month
    result: {result} errors/person/month
    attribution: {{method: other_factors, factors: [{{title: None found, change: 0 errors/person/month}}]}}
    conversion: {{technique: standard_value, formula: effect * people * benefit_window * cost_per_error}}
assumptions: [{{id: cost_per_error, title: Cost of an error, value: 50 EUR/error}}]
costs: [{{id: all, category: facilitation, amount: 24000 EUR}}]
"""


@pytest.mark.parametrize("result", ["7", "10", "12"])
def test_break_even_effect_is_cost_over_the_worth_of_one(evaluated, result):
    """24,000 / (50 x 20 x 12) = 2, whether the programme worked, did nothing, or did harm."""
    figures = evaluated(PER_PERSON.format(result=result))
    assert figures["kpi.errors.break_even_effect"] == "2 errors/person/month"


def test_break_even_effect_leaves_the_other_benefits_standing(evaluated):
    second = (
        PER_PERSON.format(result=7)
        .partition("kpis:\n")[2]
        .partition("assumptions:")[0]
        .replace("errors\n", "slips\n", 1)
    )
    body = PER_PERSON.format(result=7).replace("assumptions:", second + "assumptions:", 1)
    figures = evaluated(body)
    assert figures["kpi.slips.benefit"] == "36000 EUR"
    assert figures["kpi.errors.break_even_effect"] == "-1 errors/person/month"


def test_a_benefit_that_does_not_follow_the_effect_has_no_break_even_effect(evaluated):
    body = PER_PERSON.format(result=7).replace("* cost_per_error}", "* cost_per_error + fixed}")
    figures = evaluated(body.replace("assumptions: [", "assumptions: [{id: fixed, title: Fixed, value: 10 EUR}, "))
    assert not figures.has("kpi.errors.break_even_effect")


# --- undefined and negative -------------------------------------------------------------------------------------------


def test_roi_over_zero_cost_is_undefined_not_infinite(evaluated):
    figures = evaluated(money_case(cost="0"))
    assert figures.why_not("result.roi") == "Total cost is zero, so this is undefined."
    assert figures.why_not("result.bcr") == "Total cost is zero, so this is undefined."
    assert figures["result.net_benefit"] == "90000 EUR"
    assert figures.evaluation.verdict.code == "no_roi"


def test_without_costs_there_is_a_benefit_claim_and_no_roi(evaluated):
    figures = evaluated(money_case(cost=None))
    assert figures.evaluation.kind == "benefit_claim"
    assert figures["result.total_benefit"] == "90000 EUR"
    assert figures.why_not("result.roi") == "No costs were stated, so there is no ROI."


def test_without_benefits_there_are_costs_and_no_roi(evaluated):
    figures = evaluated("costs: [{id: all, category: facilitation, amount: 16000 EUR}]\n")
    assert figures.evaluation.kind == "cost_only"
    assert figures["result.total_cost"] == "16000 EUR"
    assert "no benefit to count" in figures.why_not("result.roi")
    assert figures.evaluation.grade == "-"


def test_nothing_at_all_is_no_error(evaluated):
    figures = evaluated("limitations: [Nothing is known yet.]\n")
    assert (figures.evaluation.kind, figures.codes) == ("no_money", [])


def test_a_harmful_programme_keeps_its_negative_benefit(evaluated):
    figures = evaluated(money_case("-4000"))
    assert figures["result.total_benefit"] == "-4000 EUR"
    assert figures["result.net_benefit"] == "-20000 EUR"
    assert figures["result.roi"] == "-125%"
    assert figures.codes == []


@pytest.mark.parametrize(
    ("benefit", "code"), [("20000", "always"), ("19999", "never"), ("16000", "never"), ("90000", "always")]
)
def test_the_verdict_holds_the_roi_against_the_target(evaluated, benefit, code):
    figures = evaluated(money_case(benefit) + "target_roi: {value: 25%}\n")
    assert figures.evaluation.verdict.code == code


# --- costs ------------------------------------------------------------------------------------------------------------


def test_proration_charges_this_run_only_and_rounds_last(evaluated):
    figures = evaluated("""
costs:
  - id: design
    category: development
    amount: 56000 EUR
    prorate: {this_run: 25 persons, lifetime: 110 persons}
""")
    assert rounded(figures.value("cost.design"), 2) == Decimal("12727.27")  # 509 each, rounded first, says 12,725
    assert figures.value("cost.design") * 110 == 56000 * 25
    assert figures["cost.design.whole"] == "56000 EUR"
    assert figures.value("costs.group.development") == figures.value("result.total_cost")


def test_a_lifetime_of_nobody_has_no_share(evaluated):
    figures = evaluated("""
costs:
  - {id: design, category: development, amount: 56000 EUR, prorate: {this_run: 25 persons, lifetime: 0 persons}}
""")
    assert figures.codes == ["ROI283"]
    assert "is zero" in figures.why_not("result.total_cost")


def test_participant_time_is_people_times_hours_times_rate(evaluated):
    figures = evaluated(
        """
assumptions: [{id: hours_each, title: Hours each, value: 90 minutes/person}]
costs: [{id: time, category: participant_time, formula: completed * hours_each * standard.rate}]
""",
        standards="values: [{id: rate, title: Loaded rate, value: 50 EUR/hour}]\n",
    )
    assert figures["cost.time"] == "1500 EUR"


def test_a_standard_value_may_rest_on_its_siblings(evaluated):
    figures = evaluated(
        "costs: [{id: time, category: participant_time, formula: 8 * completed * standard.per_person}]\n",
        standards="""
values:
  - {id: salary, title: Salary, value: 40000 EUR/person/year}
  - {id: on_cost, title: On-cost, value: 30%}
  - {id: loaded, title: Loaded salary, formula: salary * (1 + on_cost)}
  - {id: days, title: Days a year, value: 260 workdays/year}
  - {id: one_day, title: One day, value: 1 workday}
  - {id: per_person, title: A day of a person, formula: loaded / days * one_day}
""",
    )
    assert figures["standard.per_person"] == "200 EUR/person"
    assert figures["cost.time"] == "32000 EUR"


def test_a_cost_may_be_a_share_of_another(evaluated):
    figures = evaluated("""
assumptions: [{id: overhead_rate, title: Overhead, value: 12.5%}]
costs:
  - {id: overhead, category: overhead, formula: overhead_rate * cost.trainer}
  - {id: trainer, category: facilitation, amount: 8000 EUR}
""")
    assert figures["cost.overhead"] == "1000 EUR"
    assert figures["costs.group.indirect"] == "1000 EUR"
    assert figures["result.total_cost"] == "9000 EUR"
