"""Conservative, base and optimistic: every range at the end that hurts, at its base, at the end that helps."""

from __future__ import annotations

from fractions import Fraction

import pytest

SCENARIOS = ("conservative", "base", "optimistic")

RANGES = """
kpis:
  - id: errors
    title: Errors
    level: impact
    better: lower
    baseline: 100 errors/month
    result: 60 errors/month
    result_low: 50 errors/month
    result_high: 80 errors/month
    attribution: {method: prior_study, study: Elsewhere, share: 50%, share_low: 40%, share_high: 70%}
    conversion: {technique: cost_of_quality, formula: effect * benefit_window * cost_per_error / price_index}
assumptions:
  - {id: cost_per_error, title: Cost of an error, value: 100 EUR/error, low: 80 EUR/error, high: 110 EUR/error}
  - {id: price_index, title: Price level, value: 100%, low: 95%, high: 110%}
costs:
  - {id: trainer, category: facilitation, amount: 9000 EUR, amount_low: 8000 EUR, amount_high: 12000 EUR}
  - {id: rent, category: facilities, amount: 1000 EUR}
"""


def test_every_input_stands_at_the_end_that_hurts(evaluated):
    """Costs up, worth down, fewer errors avoided, a smaller share, and a higher divisor."""
    figures = evaluated(RANGES)
    ends = {
        line: [figures.at(line, scenario) for scenario in SCENARIOS]
        for line in ("cost.trainer", "assumption.cost_per_error", "kpi.errors.actual", "assumption.price_index")
    }
    assert ends == {
        "cost.trainer": ["12000 EUR", "9000 EUR", "8000 EUR"],
        "assumption.cost_per_error": ["80 EUR/error", "100 EUR/error", "110 EUR/error"],
        "kpi.errors.actual": ["80 errors/month", "60 errors/month", "50 errors/month"],
        "assumption.price_index": ["110%", "100%", "95%"],
    }
    assert figures["result.roi"] == "140%"
    conservative = 20 * 0.40 * 12 * 80 / 1.10 / 13000 * 100 - 100
    assert float(figures.value("result.roi", "conservative")) == pytest.approx(conservative)


def test_a_scenario_is_the_whole_working_not_only_its_headline(evaluated):
    """Every result of a scenario follows from that scenario's own benefit and cost."""
    figures = evaluated(RANGES)
    for scenario in SCENARIOS:
        benefit, cost = (figures.value(f"result.total_{what}", scenario) for what in ("benefit", "cost"))
        assert figures.value("result.net_benefit", scenario) == benefit - cost
        assert figures.value("result.roi", scenario) == (benefit - cost) / cost * 100
        assert figures.value("result.bcr", scenario) == benefit / cost
        assert figures.value("result.payback", scenario) == cost / benefit * 12


def test_without_ranges_all_three_are_the_same(evaluated):
    plain = RANGES.replace("share: 50%, share_low: 40%, share_high: 70%", "share: 50%")
    for end in ("    result_low: 50 errors/month\n", "    result_high: 80 errors/month\n"):
        plain = plain.replace(end, "")
    plain = plain.replace(", low: 80 EUR/error, high: 110 EUR/error", "").replace(", low: 95%, high: 110%", "")
    plain = plain.replace(", amount_low: 8000 EUR, amount_high: 12000 EUR", "")
    figures = evaluated(plain)
    assert {figures.at("result.roi", scenario) for scenario in SCENARIOS} == {"140%"}
    assert not figures.evaluation.has_range
    assert {one.stated for one in figures.evaluation.swings} == {False}


def test_one_end_alone_moves_one_case_alone(evaluated):
    one_end = RANGES.replace(", amount_low: 8000 EUR", "")
    figures = evaluated(one_end)
    assert [figures.at("cost.trainer", scenario) for scenario in SCENARIOS] == ["12000 EUR", "9000 EUR", "9000 EUR"]


def test_swings_say_what_one_input_does_alone(evaluated):
    figures = evaluated(RANGES)
    swing = next(one for one in figures.evaluation.swings if one.driver == "cost.trainer")
    assert swing.stated
    assert swing.worse.value == Fraction(24000 - 13000, 13000) * 100
    assert swing.better.value == Fraction(24000 - 9000, 9000) * 100
    assert swing.spread.value == swing.better.value - swing.worse.value
    spreads = [one.spread.value for one in figures.evaluation.swings]
    assert spreads == sorted(spreads, reverse=True)


def test_ten_percent_is_tried_where_no_range_was_stated(evaluated):
    figures = evaluated(RANGES)
    swing = next(one for one in figures.evaluation.swings if one.driver == "cost.rent")
    assert not swing.stated
    assert swing.worse.value == Fraction(24000 - 10100, 10100) * 100
    assert swing.better.value == Fraction(24000 - 9900, 9900) * 100


def test_costs_alone_are_judged_by_their_sum(evaluated):
    figures = evaluated(
        "costs: [{id: a, category: overhead, amount: 100 EUR, amount_low: 90 EUR, amount_high: 150 EUR}]\n"
    )
    assert [figures.at("result.total_cost", scenario) for scenario in SCENARIOS] == ["150 EUR", "100 EUR", "90 EUR"]
    (swing,) = figures.evaluation.swings
    assert (str(swing.worse), str(swing.better)) == ("150 EUR", "90 EUR")


# --- where one range turns another round ------------------------------------------------------------------------------


def product(formula: str, *inputs: str, costs: str = "amount: 100 EUR") -> str:
    """Give a programme whose benefit is 1 EUR times a formula over inputs."""
    rows = "\n".join(f"  - {{{one}}}" for one in inputs)
    return f"""
kpis:
  - id: one
    title: One
    level: impact
    better: higher
    baseline: 0 EUR
    result: 1 EUR
    attribution: {{method: other_factors, factors: [{{title: None found, change: 0 EUR}}]}}
    conversion: {{technique: standard_value, formula: effect * {formula}}}
assumptions:
{rows}
costs: [{{id: all, category: facilitation, {costs}}}]
"""


def rois(figures) -> list[float]:
    return [float(figures.value("result.roi", scenario)) for scenario in SCENARIOS]


def test_two_losses_do_not_make_a_conservative_gain(evaluated):
    """Each low end alone is a loss; multiplied with each other they would be a gain of four."""
    low, base, high = rois(
        evaluated(
            product("(a * b)", "id: a, title: A, value: 100%, low: -200%", "id: b, title: B, value: 100%, low: -200%")
        )
    )
    assert low < base == high


def test_a_formula_with_its_best_in_the_middle_keeps_its_order(evaluated):
    """At both ends of a share p, p x (1 - p) is lower than in the middle: nothing helps, both ends hurt."""
    low, base, high = rois(evaluated(product("(p * (1 - p))", "id: p, title: P, value: 50%, low: 10%, high: 80%")))
    assert low < base == high


def test_a_formula_with_its_worst_in_the_middle_keeps_its_order(evaluated):
    low, base, high = rois(evaluated(product("abs(p)", "id: p, title: P, value: 0%, low: -10%, high: 20%")))
    assert low == base < high


def test_an_end_with_nothing_to_divide_by_is_not_used_and_the_other_is(evaluated):
    costs = "amount: 100 EUR, amount_low: 0 EUR, amount_high: 200 EUR"
    figures = evaluated(product("a", "id: a, title: A, value: 20000%", costs=costs))
    assert rois(figures) == [0, 100, 100]
    assert figures.evaluation.verdict.code == "no_target"


def test_a_benefit_that_may_turn_negative_leaves_the_order_standing(evaluated):
    costs = "amount: 100 EUR, amount_low: 50 EUR, amount_high: 200 EUR"
    low, base, high = rois(
        evaluated(product("a", "id: a, title: A, value: 20000%, low: -5000%, high: 30000%", costs=costs))
    )
    assert low < base < high


UNDERCUT = """
kpis:
  - id: sales
    title: Sales
    level: impact
    better: higher
    baseline: 0 EUR/month
    result: 1000 EUR/month
    attribution: {method: expert_estimate, share: 40%, confidence: 50%}
    cross_checks: [{method: prior_study, study: Elsewhere, share: 30%, share_low: 10%, share_high: 70%}]
    conversion: {technique: profit_contribution, formula: effect * benefit_window}
costs:
  - {id: all, category: materials, amount: 1000 EUR}
"""


def test_a_method_that_is_undercut_still_moves_when_the_other_one_moves(evaluated):
    """The lower of two estimates counts; in the optimistic case both stand at their upper end."""
    figures = evaluated(UNDERCUT)
    assert figures.at("kpi.sales.effect", "conservative") == "100 EUR/month"
    assert figures["kpi.sales.effect"] == "200 EUR/month"
    assert figures.at("kpi.sales.effect", "optimistic") == "600 EUR/month"
