"""Bundles and their parts, cohorts, from pilot to everybody, forecasts that stay, and inputs that move together."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.evaluate.write import write


def kpi(id: str, value: str, more: str = "") -> str:
    return f"""
  - id: {id}
    title: {id.title()}
    level: impact
    better: higher
    baseline: 0 EUR/year
    result: {value} EUR/year
    attribution: {{method: other_factors, factors: [{{title: None found, change: 0 EUR/year}}]}}
    conversion: {{technique: standard_value, formula: effect * benefit_window}}
    {more}"""


def bundle(people: tuple[str, str] = ("people: 30", "people: 10"), shared: int = 8000, own: int = 3000) -> str:
    """Give a course and coaching, evaluated as a whole: joint costs, one joint benefit, one that coaching had alone."""
    return f"""
parts:
  - {{id: course, title: Course, {people[0]}}}
  - {{id: coaching, title: Coaching, {people[1]}}}
kpis:{kpi("output", "20000")}{kpi("referrals", "9000", "part: coaching")}
costs:
  - {{id: design, category: development, amount: {shared} EUR}}
  - {{id: coaches, category: facilitation, amount: {own} EUR, part: coaching}}
"""


def test_shared_costs_are_split_by_people(evaluated):
    figures = evaluated(bundle())
    assert figures.codes == []
    assert figures["parts.shared_cost"] == "8000 EUR"
    assert figures["part.course.own_cost"] == "0 EUR"
    assert figures["part.course.shared_cost"] == "6000 EUR"
    assert figures["part.coaching.shared_cost"] == "2000 EUR"
    assert figures["part.coaching.cost"] == "5000 EUR"


def test_a_part_with_a_benefit_of_its_own_has_a_result(evaluated):
    figures = evaluated(bundle())
    assert figures["part.coaching.benefit"] == "9000 EUR"
    assert figures["part.coaching.net"] == "4000 EUR"
    assert figures["part.coaching.roi"] == "80%"
    assert not figures.has("part.course.benefit")


def test_a_joint_benefit_counts_once_and_in_the_whole_only(evaluated):
    figures = evaluated(bundle())
    assert figures["parts.joint_benefit"] == "20000 EUR"
    assert figures["result.total_benefit"] == "29000 EUR"


@pytest.mark.parametrize("people", [("note: n", "note: n"), ("people: 30", "note: n")])
def test_without_people_the_parts_share_equally(evaluated, people):
    lines = tuple(one if one.startswith("people") else "" for one in people)
    figures = evaluated(bundle(lines).replace(", }", "}"))
    assert figures["part.course.shared_cost"] == figures["part.coaching.shared_cost"] == "4000 EUR"


@settings(max_examples=15, deadline=None)
@given(
    shared=st.integers(0, 10**6),
    own=st.integers(1, 10**6),
    people=st.lists(st.integers(1, 999), min_size=2, max_size=2),
)
def test_the_parts_add_up_to_the_whole(evaluated, shared, own, people):
    figures = evaluated(bundle((f"people: {people[0]}", f"people: {people[1]}"), shared, own), every_swing=False)
    costs = sum(figures.value(f"part.{part}.cost") for part in ("course", "coaching"))
    assert costs == figures.value("result.total_cost")
    benefits = figures.value("part.coaching.benefit") + figures.value("parts.joint_benefit")
    assert benefits == figures.value("result.total_benefit")


# --- cohorts ---------------------------------------------------------------------------------------------------------

COHORTS = """
audience: {group: Everybody}
cohorts:
  - {id: spring, title: Spring, invited: 12, completed: 10}
  - {id: autumn, title: Autumn, invited: 18, completed: 15}
"""


def one_benefit(formula: str = "effect * benefit_window", value: str = "20000", rest: str = "") -> str:
    return (
        "kpis:"
        + kpi("output", value).replace("effect * benefit_window", formula)
        + f"\ncosts: [{{id: course, category: facilitation, amount: 10000 EUR}}]\n{rest}"
    )


def test_cohorts_add_up_to_the_audience_that_was_not_stated(evaluated):
    figures = evaluated(one_benefit() + COHORTS)
    assert figures["audience.completed"] == "25 persons"
    assert figures["audience.invited"] == "30 persons"
    assert figures["result.cost_per_person"] == "400 EUR/person"


def test_an_audience_that_was_stated_stays(evaluated):
    body = one_benefit() + COHORTS.replace("{group: Everybody}", "{group: Everybody, completed: 25}")
    figures = evaluated(body)
    assert figures.evaluation.steps["audience.completed"].line.formula is None


def test_a_formula_may_name_a_cohort(evaluated):
    rest = COHORTS + "assumptions: [{id: price, title: Price, value: 100 EUR/person}]\n"
    body = one_benefit(rest=rest).replace("amount: 10000 EUR", "formula: cohort.autumn.completed * price")
    assert evaluated(body)["result.total_cost"] == "1500 EUR"


# --- from pilot to everybody -----------------------------------------------------------------------------------------

EVERYBODY = """
assumptions:
  - {id: kept, title: What remains, value: 60%}
  - {id: price, title: Price of a place, value: 300 EUR/person}
  - {id: places, title: Places, value: 200 persons}
scale_up: {people: 200, cost: places * price, keeps: kept, why: Other offices have weaker support}
"""


def test_the_scale_up_is_a_forecast_from_benefit_per_person(evaluated):
    figures = evaluated(one_benefit(rest=EVERYBODY))  # 20 people completed: 1,000 euros each
    assert figures.codes == []
    assert figures["scale_up.benefit"] == "120000 EUR"  # 1,000 x 200 x 60 %
    assert figures["scale_up.cost"] == "60000 EUR"
    assert figures["scale_up.net"] == "60000 EUR"
    assert figures["scale_up.roi"] == "100%"
    titles = [str(step.line.title) for id, step in figures.evaluation.steps.items() if id.startswith("scale_up.")]
    assert all(title.startswith("Forecast") for title in titles)


def test_the_scale_up_is_no_part_of_the_result(evaluated):
    with_it, without = evaluated(one_benefit(rest=EVERYBODY)), evaluated(one_benefit())
    for line in ("result.roi", "result.total_benefit", "result.total_cost"):
        assert with_it[line] == without[line]


def test_without_people_there_is_nothing_to_scale_up_from(evaluated):
    figures = evaluated("audience: {group: Everybody}\n" + one_benefit(rest=EVERYBODY))
    assert "no benefit per person" in figures.why_not("scale_up.roi")


# --- forecasts stay --------------------------------------------------------------------------------------------------


def test_the_error_of_an_earlier_forecast_is_actual_minus_forecast(evaluated):
    rest = "earlier_forecast: {made_on: 2024-11-01, total_benefit: 26000 EUR, total_cost: 9000 EUR, roi: 120%}\n"
    figures = evaluated(one_benefit(rest=rest))
    assert figures["forecast.total_benefit"] == "26000 EUR"
    assert figures["forecast_error.total_benefit"] == "-6000 EUR"
    assert figures["forecast_error.total_cost"] == "1000 EUR"
    assert figures["forecast_error.roi"] == "-20 pp"
    assert figures["result.roi"] == "100%"


def test_the_forecast_of_a_measure_stays_beside_its_result(evaluated):
    body = one_benefit().replace("result: 20000", "forecast: 24000 EUR/year\n    result: 20000")
    figures = evaluated(body)
    assert figures["kpi.output.forecast"] == "24000 EUR/year"
    assert figures["kpi.output.forecast_error"] == "-4000 EUR/year"


def test_a_forecast_in_percent_is_off_by_percentage_points(evaluated):
    body = """
kpis: [{id: score, title: Score, level: learning, better: higher, forecast: 80%, result: 72%}]
"""
    assert evaluated(body)["kpi.score.forecast_error"] == "-8 pp"


# --- inputs that move together, and their shapes ---------------------------------------------------------------------

TOGETHER = """
assumptions:
  - {id: margin, title: Margin, value: 30%, low: 26%, high: 34%}
  - {id: volume, title: Volume, value: 3 deals, distribution: discrete,
     cases: [{value: 2 deals, weight: 30%}, {value: 3 deals, weight: 50%}, {value: 5 deals, weight: 20%}]}
exchange_rates: [{currency: USD, rate: 0.9 EUR/USD, date: 2025-03-31}]
uncertainty:
  correlations:
    - {between: [margin, volume], strength: 0.6, why: A busy market}
    - {between: [cost.course, margin], strength: -0.5, why: Contract}
"""


def working(evaluated, body: str):
    return write(evaluated(body).evaluation.programme, {}).working


def test_correlated_names_lead_to_the_lines_that_move(evaluated):
    course = "amount: 10000 USD, amount_low: 9000 USD, amount_high: 12000 USD"
    body = one_benefit(rest=TOGETHER).replace("amount: 10000 EUR", course)
    found = working(evaluated, body).correlations
    assert [(one.one, one.other, one.strength) for one in found] == [
        ("assumption.margin", "assumption.volume", Fraction(3, 5)),
        ("cost.course.stated", "assumption.margin", Fraction(-1, 2)),
    ]


def test_possible_cases_give_the_ends(evaluated):
    volume = evaluated(one_benefit(rest=TOGETHER.partition("uncertainty:")[0])).evaluation.steps["assumption.volume"]
    assert (str(volume.line.low), str(volume.value), str(volume.line.high)) == ("2 deals", "3 deals", "5 deals")
    assert volume.line.distribution.shape == "discrete"


def test_people_of_a_measure_are_those_who_completed_unless_it_says_otherwise(evaluated):
    body = one_benefit("effect * people * benefit_window").replace("EUR/year", "EUR/person/year")
    assert evaluated(body.replace("20000", "100"))["result.total_benefit"] == "2000 EUR"
    assert (
        evaluated(body.replace("20000", "100").replace("level: impact", "level: impact\n    people: 5"))[
            "result.total_benefit"
        ]
        == "500 EUR"
    )
