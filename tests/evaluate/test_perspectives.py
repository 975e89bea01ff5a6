"""Whose money it is: the headline holds one side's, every other side has a result of its own, and nothing is summed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


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


def two_sides(saved: str = "30000", cost: str = "20000", tax: str = "6000", grant: str = "4000") -> str:
    """Give a programme of an employer, with what the public purse gains and pays beside it."""
    return f"""
perspective: employer
kpis:{kpi("output", saved)}{kpi("tax", tax, "perspective: public")}
costs:
  - {{id: course, category: facilitation, amount: {cost} EUR}}
  - {{id: grant, category: facilitation, amount: {grant} EUR, perspective: public}}
"""


def test_the_headline_counts_its_own_perspective_only(evaluated):
    figures = evaluated(two_sides())
    assert figures.codes == []
    assert figures["result.total_benefit"] == "30000 EUR"
    assert figures["result.gross_benefit"] == "30000 EUR"
    assert figures["result.total_cost"] == "20000 EUR"
    assert figures["result.roi"] == "50%"
    assert figures["costs.category.facilitation"] == "20000 EUR"
    assert [one.charged for one in figures.evaluation.costs] == ["cost.course"]


def test_every_other_side_has_a_result_of_its_own(evaluated):
    figures = evaluated(two_sides())
    assert figures["perspective.public.total_benefit"] == "6000 EUR"
    assert figures["perspective.public.total_cost"] == "4000 EUR"
    assert figures["perspective.public.net_benefit"] == "2000 EUR"
    assert figures["perspective.public.bcr"] == "1.5"
    assert figures["perspective.public.roi"] == "50%"
    assert not figures.has("perspective.employer.roi")
    assert not figures.has("perspective.participant.roi")


def test_a_benefit_of_somebody_else_is_not_counted_and_says_so(evaluated):
    tax = evaluated(two_sides()).kpi("tax")
    assert tax.counted is False
    assert tax.benefit == "kpi.tax.benefit"
    assert "not in this result" in str(tax.why_not)
    assert evaluated(two_sides()).kpi("output").counted is True


def test_a_break_even_effect_is_asked_only_of_ones_own_benefit(evaluated):
    figures = evaluated(two_sides())
    assert figures["kpi.output.break_even_effect"] == "20000 EUR/year"
    assert not figures.has("kpi.tax.break_even_effect")


def test_a_side_that_only_pays_has_no_return(evaluated):
    body = two_sides().replace("    perspective: public", "    perspective: employer")
    figures = evaluated(body)
    assert figures["result.total_benefit"] == "36000 EUR"
    assert figures["perspective.public.total_cost"] == "4000 EUR"
    assert "No benefit was stated" in figures.why_not("perspective.public.net_benefit")


def test_a_side_whose_costs_are_not_above_zero_has_no_return(evaluated):
    figures = evaluated(two_sides(grant="0"))
    assert "not above zero" in figures.why_not("perspective.public.roi")
    assert figures["perspective.public.net_benefit"] == "6000 EUR"


def test_seen_from_the_other_side_the_same_file_turns_round(evaluated):
    turned = evaluated(two_sides().replace("perspective: employer", "perspective: public"))
    assert turned["result.total_benefit"] == "36000 EUR"  # what names no perspective is the programme's own
    assert turned["result.total_cost"] == "24000 EUR"


def test_programmes_of_one_perspective_have_no_such_lines(evaluated):
    figures = evaluated(two_sides().replace("public", "employer"))
    assert not [line for line in figures.evaluation.steps if line.startswith("perspective.")]


@settings(max_examples=15, deadline=None)
@given(tax=st.integers(1, 10**6), grant=st.integers(1, 10**6))
def test_what_others_gain_and_pay_never_moves_the_headline(evaluated, tax, grant):
    figures = evaluated(two_sides(tax=str(tax), grant=str(grant)), every_swing=False)
    assert figures["result.roi"] == "50%"
    assert figures.value("perspective.public.net_benefit") == tax - grant


@pytest.mark.parametrize("side", ["participant", "society"])
def test_every_side_of_the_language_can_be_named(evaluated, side):
    figures = evaluated(two_sides().replace("public", side))
    assert figures[f"perspective.{side}.net_benefit"] == "2000 EUR"
