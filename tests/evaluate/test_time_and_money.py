"""Years, money of later years, working time in a year, other currencies, and financial years; all worked by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.evaluate.uncertainty.formulas import Compiler
from roi_spec.evaluate.write_window import months_later
from roi_spec.model.formula import call, number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Given, Workspace
from roi_spec.model.units import PERCENT


def savings(
    a_year: str = "12000",
    window: str = "{length: 36 months, solution: long_term}",
    costs: str = "- {id: start, category: development, amount: 10000 EUR, year: 0}",
    formula: str = "effect * benefit_window",
    rest: str = "",
) -> str:
    """Give a programme that saves so many euros a year."""
    return f"""
benefit_window: {window}
kpis:
  - id: savings
    title: Savings
    level: impact
    better: higher
    baseline: 0 EUR/year
    result: {a_year} EUR/year
    attribution: {{method: other_factors, factors: [{{title: None found, change: 0 EUR/year}}]}}
    conversion: {{technique: standard_value, formula: {formula}}}
costs:
  {costs}
{rest}"""


WEARS_OFF = "{length: 36 months, solution: long_term, yearly_decay: decay, yearly_attrition: leavers}"
RATES = "assumptions: [{id: decay, title: Wears off, value: 20%}, {id: leavers, title: Leave, value: 10%}]\n"
LICENCE = (
    "- {id: start, category: development, amount: 10000 EUR, year: 0}\n"
    "  - {id: licence, category: acquisition, amount: 1000 EUR, every_year: true}"
)
THREE_YEARS = savings(window=WEARS_OFF, costs=LICENCE, rest=RATES + "discount_rate: {value: 10%, source: Treasury}\n")
BENEFITS = (Fraction(12000), Fraction(8640), Fraction("6220.8"))  # each year 0.8 x 0.9 of the year before
COSTS = (Fraction(10000), Fraction(1000), Fraction(1000), Fraction(1000))


# --- years -----------------------------------------------------------------------------------------------------------


def test_the_effect_wears_off_and_people_leave_from_the_second_year_on(evaluated):
    figures = evaluated(THREE_YEARS)
    assert figures.codes == []
    assert figures["benefit_window.kept_2"] == "72%"
    assert figures["benefit_window.kept_3"] == "51.84%"
    assert tuple(figures.value(f"kpi.savings.benefit.year_{year}") for year in (1, 2, 3)) == BENEFITS
    assert figures["kpi.savings.benefit"] == "26860.8 EUR"
    assert figures["kpi.savings.gross_benefit"] == "26860.8 EUR"
    assert figures["benefit_window.counted"] == "26.8608 months"  # 12 + 8.64 + 6.2208


def test_benefits_costs_and_net_of_each_year(evaluated):
    figures = evaluated(THREE_YEARS)
    assert [figures.value(f"result.year_{year}.cost") for year in range(4)] == list(COSTS)
    assert [figures.value(f"result.year_{year}.net") for year in range(4)] == [-10000, 11000, 7640, Fraction("5220.8")]
    assert figures["result.total_cost"] == "13000 EUR"
    assert figures["cost.licence"] == "3000 EUR"
    assert figures["cost.licence.each_year"] == "1000 EUR"


def test_the_first_year_is_held_against_everything_spent_by_then(evaluated):
    figures = evaluated(THREE_YEARS)
    assert figures["result.first_year.benefit"] == "12000 EUR"
    assert figures["result.first_year.cost"] == "11000 EUR"
    assert figures["result.first_year.net"] == "1000 EUR"
    assert figures.value("result.first_year.roi") == Fraction(100, 11)
    assert figures.value("result.first_year.bcr") == Fraction(12, 11)


def test_the_headline_of_a_long_term_solution_is_the_whole_window(evaluated):
    figures = evaluated(THREE_YEARS)
    assert figures["result.net_benefit"] == "13860.8 EUR"
    assert figures.value("result.roi") == Fraction("13860.8") / 130


def test_a_last_year_that_is_not_whole_counts_as_long_as_it_is(evaluated):
    figures = evaluated(savings(window="{length: 30 months, solution: long_term}"))
    assert [figures[f"benefit_window.year_{year}"] for year in (1, 2, 3)] == ["12 months", "12 months", "6 months"]
    assert figures["result.year_3.benefit"] == "6000 EUR"
    assert not figures.has("benefit_window.kept_2")


def test_a_short_term_solution_counts_twelve_months_of_a_longer_window(evaluated):
    figures = evaluated(savings(window="{length: 36 months}", costs=LICENCE))
    assert figures["result.total_benefit"] == "12000 EUR"
    assert figures["result.total_cost"] == "11000 EUR"  # one year of the licence, too
    assert figures["benefit_window.first_year"] == "12 months"
    assert "first twelve months" in str(figures.evaluation.steps["kpi.savings.benefit"].line.note)
    assert not figures.has("result.first_year.roi")


def test_a_window_of_a_year_has_no_years(evaluated):
    figures = evaluated(savings(window="{length: 12 months, solution: long_term}"))
    assert figures["result.total_benefit"] == "12000 EUR"
    assert not [line for line in figures.evaluation.steps if "year_" in line]


@pytest.mark.parametrize(("length", "years"), [("366 days", 1), ("104 weeks", 2), ("731 days", 2), ("110 weeks", 3)])
def test_a_leap_day_makes_no_year_of_its_own(evaluated, length, years):
    body = savings(window=f"{{length: {length}, solution: long_term}}").replace("EUR/year", "EUR/week")
    figures = evaluated(body)
    assert figures.has(f"result.year_{years}.benefit") or years == 1
    assert not figures.has(f"result.year_{years + 1}.benefit")


@pytest.mark.parametrize("formula", ["effect * three_years", "max(effect * benefit_window, floor)"])
def test_what_does_not_follow_the_window_has_no_years_and_says_so(evaluated, formula):
    rest = (
        "assumptions: [{id: three_years, title: Three years, value: 36 months}, {id: floor, title: F, value: 0 EUR}]\n"
    )
    figures = evaluated(savings(formula=formula, rest=rest))
    assert figures.codes == ["ROI294"]
    assert figures["kpi.savings.benefit"] == "36000 EUR"
    assert "not proportional" in figures.why_not("result.year_1.benefit")
    assert "not proportional" in figures.why_not("result.first_year.roi")


def test_a_window_nobody_can_oversee_counts_nothing(evaluated):
    figures = evaluated(savings(window="{length: 5000 years, solution: long_term}"))
    assert "ROI294" in figures.codes
    assert "50 years" in figures.why_not("result.total_benefit")


def test_a_cost_far_beyond_the_window_is_counted_and_named(evaluated):
    costs = "- {id: late, category: acquisition, amount: 1000 EUR, year: 4000}"
    figures = evaluated(savings(costs=costs))
    assert figures["result.total_cost"] == "1000 EUR"
    assert figures.codes == ["ROI294"]


def test_break_even_effect_over_several_years(evaluated):
    figures = evaluated(THREE_YEARS)
    assert figures.value("kpi.savings.break_even_effect") == Fraction(13000) / Fraction(
        "2.2384"
    )  # years of full effect


def test_a_cost_is_made_once_when_its_first_year_is_the_last(evaluated):
    costs = "- {id: fee, category: acquisition, amount: 500 EUR, year: 3, every_year: true}"
    figures = evaluated(savings(costs=costs))
    assert figures["cost.fee"] == "500 EUR"
    assert figures["result.year_3.cost"] == "500 EUR"
    assert figures["result.year_2.cost"] == "0 EUR"


def test_a_shared_cost_that_returns_is_shared_out_each_year(evaluated):
    costs = (
        "- {id: platform, category: acquisition, amount: 9000 EUR, every_year: true, "
        "prorate: {this_run: 20 persons, lifetime: 60 persons}}"
    )
    figures = evaluated(savings(costs=costs))
    assert figures["cost.platform.whole"] == "9000 EUR"
    assert figures["cost.platform.each_year"] == "3000 EUR"
    assert figures["cost.platform"] == "9000 EUR"


# --- when a cost is made ---------------------------------------------------------------------------------------------

WITH_START = "{length: 36 months, solution: long_term, start: 2025-01-01}"


@pytest.mark.parametrize(
    ("stated", "year"),
    [
        ("", 0),
        ("date: 2024-10-15", 0),
        ("date: 2024-12-31", 0),
        ("date: 2025-01-01", 1),
        ("date: 2026-06-01", 1),  # the years stay the author's to say
        ("date: 2026-06-01, year: 2", 2),
        ("date: 2025-03-01, year: 0", 0),
    ],
)
def test_a_cost_is_made_before_the_benefits_unless_stated_or_dated_otherwise(evaluated, stated, year):
    costs = f"- {{id: c, category: facilitation, amount: 3000 EUR, {stated}}}"
    figures = evaluated(savings("2400", WITH_START, costs))
    spent = [
        one
        for one in range(4)
        if figures.has(f"result.year_{one}.cost") and figures[f"result.year_{one}.cost"] != "0 EUR"
    ]
    assert spent == [year]


def test_what_returns_every_year_starts_in_the_first(evaluated):
    costs = "- {id: c, category: acquisition, amount: 100 EUR, date: 2024-10-15, every_year: true}"
    figures = evaluated(savings("2400", WITH_START, costs))
    assert figures["cost.c"] == "300 EUR"
    assert not figures.has("result.year_0.cost")


def test_without_a_start_of_the_window_a_date_says_nothing(evaluated):
    figures = evaluated(savings(costs="- {id: c, category: facilitation, amount: 3000 EUR, date: 2025-06-01}"))
    assert figures["result.year_0.cost"] == "3000 EUR"


def test_a_course_paid_beforehand_is_not_discounted(evaluated):
    """3,000 now, and 2,400 after one, two and three years at 10 %: 2,400 x (1/1.1 + 1/1.21 + 1/1.331) = 5,968.44."""
    costs = "- {id: c, category: facilitation, amount: 3000 EUR, date: 2024-10-15}"
    rest = "discount_rate: {value: 10%, source: Treasury}\n"
    figures = evaluated(savings("2400", WITH_START, costs, rest=rest))
    assert figures.value("result.npv") == 2400 * sum(1 / Fraction(11, 10) ** year for year in (1, 2, 3)) - 3000
    assert round(figures.value("result.npv")) == 2968
    assert round(figures.value("result.irr")) == 61
    assert figures["result.first_year.roi"] == "-20%"


# --- payback ---------------------------------------------------------------------------------------------------------


def test_payback_takes_each_year_at_its_own_pace(evaluated):
    """Of 13,000 of costs the first year earns 12,000; the last 1,000 come at the pace of the second, 8,640 a year."""
    assert BENEFITS[:2] == (12000, 8640)
    assert evaluated(THREE_YEARS).value("result.payback") == 12 + Fraction(12 * 1000, 8640)


ONCE = "- {id: all, category: development, amount: %s EUR, year: 0}"


def fading(loss: str, cost: str, months: int = 36, a_year: str = "2400", ends: str = "") -> str:
    window = f"{{length: {months} months, solution: long_term, yearly_decay: decay}}"
    rest = f"assumptions: [{{id: decay, title: Wears off, value: {loss}{ends}}}]\n"
    return savings(a_year, window, ONCE % cost, rest=rest)


@pytest.mark.parametrize(
    ("loss", "cost", "months", "years", "payback"),
    [
        ("100%", "1000", 36, Fraction(5, 12), 5),  # all of it in the first year; later years earn nothing
        ("100%", "2400", 36, 1, 12),
        ("50%", "3000", 36, Fraction(3, 2), 18),  # 2,400, and half of 1,200
        ("50%", "4200", 36, 3, 36),  # 2,400 + 1,200 + 600: to the last day
        ("0%", "5100", 30, Fraction(9, 4), Fraction(51, 2)),  # 2,400 + 2,400, and a quarter of 1,200 in six months
    ],
)
def test_payback_takes_the_years_that_are_needed(evaluated, loss, cost, months, years, payback):
    figures = evaluated(fading(loss, cost, months))
    assert figures.value("result.payback_years") == years
    assert figures.value("result.payback") == payback


@pytest.mark.parametrize(("loss", "cost"), [("64%", "4000"), ("100%", "2401"), ("50%", "4201")])
def test_what_is_not_earned_back_in_the_window_has_no_payback(evaluated, loss, cost):
    """Of the first: 2,400 + 864 + 311.04 is less than 4,000, and nobody says what comes after the window."""
    figures = evaluated(fading(loss, cost))
    assert figures.why_not("result.payback") == "The costs are not earned back within the benefit window."
    assert figures.codes == []


def test_a_careful_case_may_have_no_payback_where_the_base_has(evaluated):
    figures = evaluated(fading("0%", "4000", ends=", low: 0%, high: 64%"))
    assert figures["result.payback"] == "20 months"
    assert "not earned back" in figures.why_not("result.payback", "conservative")


def test_years_to_earn_back():
    periods = FUNCTIONS["periods"]
    count = lambda *amounts: periods.compute([Fraction(one) for one in amounts])  # noqa: E731
    assert count(100, 200) == Fraction(1, 2)
    assert count(100, 0, 50, 0, 100) == Fraction(7, 2)  # a year without benefit is passed through
    assert count(100, -50, 300) == Fraction(3, 2)  # and one with a loss has to be earned back, too
    assert count(0, 5) == count(-1, 5) == 0
    assert periods.refuses([Fraction(100), Fraction(60), Fraction(39)]) is not None
    assert periods.refuses([Fraction(100), Fraction(60), Fraction(40)]) is None


@settings(max_examples=100, deadline=None)
@given(cost=st.integers(-5, 60), earned=st.lists(st.integers(-10, 30), min_size=1, max_size=6))
def test_the_simulation_counts_the_same_years(cost, earned):
    amounts, periods = [cost, *earned], FUNCTIONS["periods"]
    drawn = Compiler({}).compile(call("periods", tuple(number(one) for one in amounts)))
    exact = [Fraction(one) for one in amounts]
    assert np.isnan(drawn) if periods.refuses(exact) else drawn == pytest.approx(float(periods.compute(exact)))


def test_payback_with_years_waits_for_the_benefits_to_start(evaluated):
    late = "delivery: {start: 2025-01-01, end: 2025-01-31}\n"
    window = "{length: 24 months, solution: long_term, start: 2025-04-02}"  # 61 days later
    figures = evaluated(savings(window=window, rest=late))
    assert figures["result.payback"] == "10 months"
    assert figures.value("result.payback_with_lag") == 10 + Fraction(61 * 48, 1461)


# --- today's money ---------------------------------------------------------------------------------------------------


def test_later_years_are_worth_less_today(evaluated):
    figures = evaluated(THREE_YEARS)
    growth = Fraction(11, 10)
    benefit = sum(amount / growth**year for year, amount in enumerate(BENEFITS, start=1))
    cost = sum(amount / growth**year for year, amount in enumerate(COSTS))  # year 0 is not discounted
    assert figures.value("result.present_benefit") == benefit
    assert figures.value("result.present_cost") == cost
    assert figures.value("result.npv") == benefit - cost
    assert figures.value("result.discounted_roi") == 100 * (benefit - cost) / cost


def test_money_that_comes_halfway_through_a_year_is_discounted_for_half_a_year(evaluated):
    figures = evaluated(THREE_YEARS.replace("source: Treasury", "timing: middle, source: Treasury"))
    assert figures.value("discount.year_1") == 1 / Fraction("1.05")
    assert figures.value("discount.year_3") == 1 / (Fraction("1.05") * Fraction("1.21"))
    exact = 1.1**-0.5
    assert 0 < exact - float(figures.value("discount.year_1")) < 0.0012  # a little careful, and close


def test_the_rate_of_the_house_holds_when_the_programme_has_none(evaluated):
    at = Span("roi-spec.yaml", 3, 1, 3, 5)
    house = Workspace(discount_rate=Given(Quantity(Fraction(10), PERCENT), at, "10%"))
    own = evaluated(THREE_YEARS)
    borrowed = evaluated(THREE_YEARS.replace("discount_rate: {value: 10%, source: Treasury}\n", ""), house=house)
    assert borrowed["result.npv"] == own["result.npv"]
    assert borrowed.evaluation.steps["discount_rate"].line.at == at


def test_without_a_rate_there_is_no_net_present_value(evaluated):
    figures = evaluated(savings())
    assert figures.has("result.irr")
    assert not figures.has("result.npv")


def test_a_programme_of_one_year_is_discounted_when_it_asks_for_it(evaluated):
    figures = evaluated(savings(window="{length: 12 months}", rest="discount_rate: {value: 20%, source: Treasury}\n"))
    assert figures.value("result.npv") == Fraction(12000) / Fraction("1.2") - 10000
    assert not figures.has("result.first_year.roi")


# --- rates that cannot be --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["yearly_decay", "yearly_attrition"])
@pytest.mark.parametrize("stated", ["129%", "-5%", "60%, low: 40%, high: 130%", "5%, low: -1%, high: 20%"])
def test_no_more_than_everything_is_lost_in_a_year(evaluated, field, stated):
    body = fading(stated, "1000").replace("yearly_decay:", f"{field}:")
    figures = evaluated(body)
    assert figures.codes == ["ROI295"]
    source = figures.evaluation.programme.document.source
    assert field in source.line(figures.findings[0].at.line)
    for line in ("kpi.savings.benefit", "result.roi", "result.payback", "result.year_2.benefit"):
        assert "between 0% and 100%" in figures.why_not(line)
    assert figures["result.first_year.benefit"] == "2400 EUR"  # nothing wears off in it


@pytest.mark.parametrize("stated", ["0%", "100%", "50%, low: 0%, high: 100%"])
def test_nothing_and_everything_can_be_lost(evaluated, stated):
    assert evaluated(fading(stated, "1000")).codes == []


def test_a_loss_is_looked_at_where_several_ranges_meet(evaluated):
    rest = (
        "assumptions: [{id: a, title: A, value: 40%, low: 30%, high: 60%}, {id: b, title: B, value: 40%, high: 50%}]\n"
    )
    window = "{length: 24 months, solution: long_term, yearly_decay: a + b}"
    assert evaluated(savings(window=window, rest=rest)).codes == ["ROI295"]  # 60 % + 50 %


@pytest.mark.parametrize("stated", ["value: -6%", "value: 3%, low: -1%, high: 5%"])
def test_later_money_is_not_worth_more_than_money_now(evaluated, stated):
    figures = evaluated(savings(rest=f"discount_rate: {{{stated}, source: Treasury}}\n"))
    assert figures.codes == ["ROI296"]
    for line in ("npv", "discounted_roi", "present_benefit"):
        assert "below zero" in figures.why_not(f"result.{line}")
    assert figures["result.roi"] == "260%"


def test_the_rate_of_the_house_is_looked_at_too(evaluated):
    at = Span("roi-spec.yaml", 3, 1, 3, 5)
    house = Workspace(discount_rate=Given(Quantity(Fraction(-2), PERCENT), at, "-2%"))
    figures = evaluated(savings(), house=house)
    assert [(one.code, one.at) for one in figures.findings] == [("ROI296", at)]


# --- break-even attribution ------------------------------------------------------------------------------------------

COMPARED = """
benefit_window: {length: 12 months}
kpis:
  - id: savings
    title: Savings
    level: impact
    better: higher
    baseline: 100 EUR/month
    result: 150 EUR/month
    attribution:
      method: comparison_group
      comparison: {group: Others, baseline: 100 EUR/month, result: RESULT}
    conversion: {technique: standard_value, formula: effect * benefit_window}
costs: [{id: all, category: facilitation, amount: 240 EUR}]
"""


def test_an_effect_within_the_whole_change_has_a_smallest_share(evaluated):
    """The whole change is worth 50 x 12 = 600; of these 240 is two fifths."""
    figures = evaluated(COMPARED.replace("RESULT", "110 EUR/month"))
    assert figures["result.break_even_attribution"] == "40%"


def test_an_effect_beyond_the_whole_change_is_no_share_of_it(evaluated):
    """The others fell by 20, so the effect is 70 a month of a change of 50."""
    figures = evaluated(COMPARED.replace("RESULT", "80 EUR/month"))
    assert figures["result.total_benefit"] == "840 EUR"
    for scenario in ("conservative", "base", "optimistic"):
        assert "larger than the whole change" in figures.why_not("result.break_even_attribution", scenario)
    assert figures.codes == []


# --- internal rate of return -----------------------------------------------------------------------------------------


def test_the_rate_at_which_it_is_worth_nothing(evaluated):
    """At 25 % a year, 12,000 after one and after two years is worth 12,000 x (0.8 + 0.64) = 17,280."""
    costs = "- {id: start, category: development, amount: 17280 EUR, year: 0}"
    figures = evaluated(savings(window="{length: 24 months, solution: long_term}", costs=costs))
    assert figures["result.irr"] == "25%"


def test_exact_rates():
    irr = FUNCTIONS["irr"].compute
    assert irr([Fraction(-100), Fraction(110)]) == Fraction(1, 10)
    assert irr([Fraction(-100), Fraction(0), Fraction(121)]) == Fraction(1, 10)
    assert irr([Fraction(-100), Fraction(50)]) == Fraction(-1, 2)
    assert irr([Fraction(0), Fraction(-100), Fraction(300)]) == 2
    assert irr([Fraction(100), Fraction(-110)]) == Fraction(1, 10)  # a loan


TWICE = (
    "- {id: start, category: development, amount: 10000 EUR, year: 0}\n"
    "  - {id: end, category: development, amount: 90000 EUR, year: 3}"
)


@pytest.mark.parametrize(
    ("costs", "why"),
    [
        (
            "- {id: start, category: development, amount: 10000 EUR, year: 1}",
            "never change sign",
        ),  # year 1 earns it back at once
        (TWICE, "more than once"),
    ],
)
def test_some_programmes_have_no_rate_of_return(evaluated, costs, why):
    figures = evaluated(savings(costs=costs))
    assert why in figures.why_not("result.irr")
    assert figures.codes == []


def test_authors_have_no_such_function(evaluated):
    with pytest.raises(AssertionError, match="no function irr"):
        evaluated(savings(formula="irr(effect, effect)"))


# --- working time in a year ------------------------------------------------------------------------------------------

WEEKLY = """
kpis:
  - id: hours
    title: Time lost to searching
    level: impact
    better: lower
    baseline: 30 hours/week
    result: 20 hours/week
    attribution: {method: other_factors, factors: [{title: None found, change: 0 hours/week}]}
    conversion:
      technique: standard_value
      formula: effect * benefit_window * rate
      times_a_year: 48 weeks
      times_a_year_because: Four weeks of holiday
assumptions: [{id: rate, title: Rate, value: 50 EUR/hour}]
costs: [{id: all, category: facilitation, amount: 12000 EUR}]
"""


@pytest.mark.parametrize(("length", "benefit"), [("12 months", 24000), ("6 months", 12000)])
def test_a_year_has_only_so_many_working_weeks(evaluated, length, benefit):
    figures = evaluated(WEEKLY + f"benefit_window: {{length: {length}}}\n")
    assert figures.codes == []
    assert figures.value("result.total_benefit") == benefit
    assert str(figures.evaluation.steps["kpi.hours.counted_time"].line.note) == "Four weeks of holiday"
    assert figures["kpi.hours.break_even_effect"] == ("5 hours/week" if benefit == 24000 else "10 hours/week")
    assert figures["result.payback"] == "6 months"


def test_working_weeks_over_several_years(evaluated):
    figures = evaluated(WEEKLY + "benefit_window: {length: 30 months, solution: long_term}\n")
    assert [figures.value(f"result.year_{year}.benefit") for year in (1, 2, 3)] == [24000, 24000, 12000]
    assert figures["kpi.hours.counted_time"] == "120 weeks"
    assert figures["kpi.hours.gross_benefit"] == "60000 EUR"


def test_working_days_stand_for_calendar_months(evaluated):
    body = WEEKLY.replace("hours/week", "hours/workday").replace("48 weeks", "220 workdays")
    assert evaluated(body)["result.total_benefit"] == "110000 EUR"


# --- other currencies ------------------------------------------------------------------------------------------------

DOLLARS = """
exchange_rates:
  - {currency: USD, rate: 0.9 EUR/USD, low: 0.85 EUR/USD, high: 0.95 EUR/USD, date: 2025-03-31, source: ECB}
"""


def test_an_amount_in_another_currency_is_exchanged_at_the_stated_rate(evaluated):
    costs = "- {id: course, category: acquisition, amount: 5000 USD, amount_low: 4000 USD, amount_high: 6000 USD}"
    figures = evaluated(savings(window="{length: 12 months}", costs=costs, rest=DOLLARS))
    assert figures.codes == []
    assert figures["cost.course.stated"] == "5000 USD"
    assert figures["cost.course"] == "4500 EUR"
    assert figures.at("cost.course", "conservative") == "5700 EUR"  # 6,000 at 0.95
    assert figures.at("cost.course", "optimistic") == "3400 EUR"
    assert dict(figures.evaluation.steps["cost.course"].line.note.params)["date"] == dt.date(2025, 3, 31)
    assert figures.evaluation.steps["exchange.usd"].line.origin.source == "ECB"


def test_a_formula_names_the_rate(evaluated):
    body = savings(window="{length: 12 months}", formula="effect * benefit_window * exchange.usd", rest=DOLLARS)
    figures = evaluated(body.replace("0 EUR/year", "0 USD/year"))
    assert figures["result.total_benefit"] == "10800 EUR"


def test_without_a_rate_the_currencies_clash(evaluated):
    costs = "- {id: course, category: acquisition, amount: 5000 USD}"
    assert evaluated(savings(costs=costs)).codes == ["ROI280"]


def test_exchanged_shared_out_and_every_year(evaluated):
    costs = (
        "- {id: licence, category: acquisition, amount: 3000 USD, every_year: true, "
        "prorate: {this_run: 1 sessions, lifetime: 3 sessions}}"
    )
    figures = evaluated(savings(costs=costs, rest=DOLLARS))
    steps = ("stated", "whole", "each_year")
    assert [figures[f"cost.licence.{one}"] for one in steps] == ["3000 USD", "2700 EUR", "900 EUR"]
    assert figures["cost.licence"] == "2700 EUR"


# --- financial years -------------------------------------------------------------------------------------------------

JULY = Workspace(fiscal_year_start=7)


def test_benefits_fall_into_financial_years_by_days_and_costs_by_date(evaluated):
    window = "{length: 24 months, solution: long_term, start: 2025-04-01}"
    costs = (
        "- {id: early, category: development, amount: 2000 EUR, date: 2025-02-01, year: 0}\n"
        "  - {id: licence, category: acquisition, amount: 500 EUR, every_year: true}"
    )
    figures = evaluated(savings(window=window, costs=costs), house=JULY)
    assert figures.value("fiscal.2024/2025.benefit") == Fraction(12000 * 91, 365)  # April, May and June
    assert figures.value("fiscal.2025/2026.benefit") == Fraction(12000 * 274, 365) + Fraction(12000 * 91, 365)
    assert figures.value("fiscal.2026/2027.benefit") == Fraction(12000 * 274, 365)
    assert figures["fiscal.2024/2025.cost"] == "2500 EUR"  # what was made early, and the licence from 1 April
    assert figures["fiscal.2025/2026.cost"] == "500 EUR"
    assert figures["fiscal.2026/2027.cost"] == "0 EUR"
    assert figures.value("fiscal.2026/2027.net") == figures.value("fiscal.2026/2027.benefit")


@pytest.mark.parametrize(
    ("delivery", "year"), [("", "2024"), ("delivery: {start: 2023-11-01, end: 2024-02-01}\n", "2023")]
)
def test_what_is_made_beforehand_falls_in_the_year_of_delivery_or_just_before_the_window(evaluated, delivery, year):
    costs = (
        "- {id: c, category: facilitation, amount: 3000 EUR}\n"
        "  - {id: l, category: acquisition, amount: 5 EUR, year: 1}"
    )
    figures = evaluated(savings("2400", WITH_START, costs, rest=delivery), house=Workspace(fiscal_year_start=1))
    assert figures[f"fiscal.{year}.cost"] == "3000 EUR"
    assert figures["fiscal.2025.cost"] == "5 EUR"


def test_a_calendar_year_goes_by_its_own_number(evaluated):
    window = "{length: 12 months, start: 2025-07-01}"
    figures = evaluated(savings(window=window), house=Workspace(fiscal_year_start=1))
    assert figures.value("fiscal.2025.benefit") == Fraction(12000 * 184, 365)
    assert figures.value("fiscal.2026.benefit") == Fraction(12000 * 181, 365)


def test_without_a_start_there_are_no_financial_years(evaluated):
    assert not [line for line in evaluated(savings(), house=JULY).evaluation.steps if line.startswith("fiscal.")]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2025-01-31", 1, "2025-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2025-12-15", 1, "2026-01-15")],
)
def test_months_later(day, months, later):
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


# --- what always holds -----------------------------------------------------------------------------------------------

euros = st.integers(1, 10**6)
loss = st.integers(0, 100)
MONEY = ("total_benefit", "total_cost", "net_benefit", "npv", "first_year.net", "year_1.net", "present_cost")
RETURNS = ("roi", "bcr", "payback_years", "first_year.roi", "discounted_roi", "payback")


def many_years(saved, start, yearly, months, decay, rate, start_day="2025-04-01") -> str:
    costs = (
        f"- {{id: start, category: development, amount: {start} EUR, year: 0}}\n"
        f"  - {{id: licence, category: acquisition, amount: {yearly} EUR, every_year: true}}"
    )
    window = f"{{length: {months} months, solution: long_term, start: {start_day}, yearly_decay: decay}}"
    rest = (
        f"assumptions: [{{id: decay, title: Wears off, value: {decay}%}}]\n"
        f"discount_rate: {{value: {rate}%, source: Treasury}}\n"
    )
    return savings(str(saved), window, costs, rest=rest)


@settings(max_examples=25, deadline=None)
@given(saved=euros, start=euros, yearly=euros, months=st.integers(13, 60), decay=loss, rate=st.integers(0, 30))
def test_years_and_financial_years_add_up_to_the_whole(evaluated, saved, start, yearly, months, decay, rate):
    figures = evaluated(many_years(saved, start, yearly, months, decay, rate), house=JULY, every_swing=False)
    for whole, part in (("total_benefit", "benefit"), ("total_cost", "cost"), ("net_benefit", "net")):
        for prefix in ("result.year_", "fiscal."):
            lines = [one for one in figures.evaluation.steps if one.startswith(prefix) and one.endswith(f".{part}")]
            assert sum(figures.value(one) for one in lines) == figures.value(f"result.{whole}"), (prefix, part)


@settings(max_examples=15, deadline=None)
@given(saved=euros, start=euros, yearly=euros, months=st.integers(13, 60), decay=loss, rate=st.integers(0, 30))
def test_other_money_gives_the_same_returns(evaluated, saved, start, yearly, months, decay, rate):
    one = evaluated(many_years(saved, start, yearly, months, decay, rate), every_swing=False)
    seven = evaluated(many_years(7 * saved, 7 * start, 7 * yearly, months, decay, rate), every_swing=False)
    for name in MONEY:
        assert seven.value(f"result.{name}") == 7 * one.value(f"result.{name}"), name
    for name in RETURNS:  # compared also where there is none: an effect that is gone after a year never pays back more
        assert seven.evaluation.value(f"result.{name}") == one.evaluation.value(f"result.{name}"), name


@settings(max_examples=15, deadline=None)
@given(saved=euros, start=euros, yearly=euros, more=euros, months=st.integers(13, 60), decay=loss)
def test_a_higher_cost_never_raises_a_return(evaluated, saved, start, yearly, more, months, decay):
    cheap = evaluated(many_years(saved, start, yearly, months, decay, 5), every_swing=False)
    dear = evaluated(many_years(saved, start + more, yearly, months, decay, 5), every_swing=False)
    for name in ("roi", "first_year.roi", "discounted_roi", "npv"):
        assert dear.value(f"result.{name}") < cheap.value(f"result.{name}"), name


@settings(max_examples=15, deadline=None)
@given(saved=euros, start=euros, yearly=euros, months=st.integers(13, 60), decay=loss)
def test_at_a_rate_of_zero_today_is_as_good_as_later(evaluated, saved, start, yearly, months, decay):
    figures = evaluated(many_years(saved, start, yearly, months, decay, 0), every_swing=False)
    assert figures.value("result.npv") == figures.value("result.net_benefit")
    assert figures.value("result.discounted_roi") == figures.value("result.roi")


@settings(max_examples=40, deadline=None)
@given(spent=euros, earned=st.lists(euros, min_size=1, max_size=12))
def test_at_the_internal_rate_of_return_nothing_is_left(spent, earned):
    flows = [Fraction(-spent), *map(Fraction, earned)]
    rate = FUNCTIONS["irr"].compute(flows)
    assert FUNCTIONS["irr"].refuses(flows) is None
    worth = sum(flow / (1 + rate) ** year for year, flow in enumerate(flows))
    steepness = sum(year * flow / (1 + rate) ** year for year, flow in enumerate(flows))
    assert abs(worth) <= abs(steepness / (1 + rate)) / 10**13 + Fraction(1, 10**12)
