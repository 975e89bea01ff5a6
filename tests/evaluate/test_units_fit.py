"""Units that do not fit give a finding at the cause, once, and no ROI, in no scenario."""

from __future__ import annotations

import pytest


def body(
    formula: str = "effect * benefit_window * worth", more: str = "", costs: str = "", result: str = "80 calls/month"
) -> str:
    return f"""
kpis:
  - id: calls
    title: Calls
    level: impact
    better: higher
    baseline: 50 calls/month
    result: {result}
    attribution: {{method: prior_study, study: Elsewhere, share: 50%}}
    conversion: {{technique: standard_value, formula: {formula}}}
assumptions:
  - {{id: worth, title: Worth of a call, value: 2 EUR/call, low: 1 EUR/call, high: 3 EUR/call}}
  - {{id: hours, title: Hours of work, value: 8 hours}}
{more}costs:
  - {{id: all, category: facilitation, amount: 100 EUR, amount_low: 90 EUR, amount_high: 120 EUR}}
{costs}"""


def test_a_formula_that_fits_says_nothing(evaluated):
    assert evaluated(body()).codes == []


@pytest.mark.parametrize(
    ("formula", "code", "words"),
    [
        ("effect * worth", "ROI281", "EUR/month"),  # how long?
        ("effect * benefit_window", "ROI281", "calls"),  # what is a call worth?
        ("effect * benefit_window * worth * completed", "ROI281", "EUR*persons"),  # of one or of all?
        ("effect * benefit_window * worth * hours / benefit_window", "ROI281", "EUR*hours/month"),
        ("effect * benefit_window * worth + hours", "ROI280", "hours"),
        ("effect * (benefit_window + hours) * worth", "ROI280", "months"),  # working time is not calendar time
        ("max(effect, worth) * benefit_window", "ROI280", "calls/month"),
        ("effect * benefit_window * worth + 5", "ROI280", "plain number"),
        ("0 + effect", "ROI281", "calls/month"),  # a zero fits anywhere, the rest does not
    ],
)
def test_a_formula_that_does_not_fit_has_one_finding_and_no_roi(evaluated, formula, code, words):
    figures = evaluated(body(formula))
    assert figures.codes == [code]
    assert words in str(figures.findings[0].text)
    for scenario in ("conservative", "base", "optimistic"):
        assert words in figures.why_not("result.roi", scenario)


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_the_finding_points_at_the_part_that_does_not_fit(evaluated, quote):
    formula = "effect * benefit_window * worth + hours"
    figures = evaluated(body(f"{quote}{formula}{quote}"))
    (finding,) = figures.findings
    line = figures.evaluation.programme.document.source.line(finding.at.line)
    assert line[finding.at.column - 1 :].startswith("hours")


def test_a_number_in_a_finding_is_written_as_the_author_wrote_it(evaluated):
    (finding,) = evaluated(body("effect * benefit_window * worth + 0.5")).findings
    assert "the number 0.5" in str(finding.text)


def test_a_clash_in_a_value_that_costs_share_stays_broken_in_every_scenario(evaluated):
    """The range moves the broken benefit too; it must not come back to life at the ends."""
    costs = "  - {id: more, category: overhead, formula: worth * calls_made}\n"
    figures = evaluated(body("effect * worth", "  - {id: calls_made, title: Calls made, value: 9 calls}\n", costs))
    assert figures.codes == ["ROI281"]
    assert figures.at("result.total_cost", "conservative") != figures.at("result.total_cost")
    for scenario in ("conservative", "base", "optimistic"):
        figures.why_not("kpi.calls.benefit", scenario)
        figures.why_not("result.roi", scenario)


def test_a_result_in_another_unit_than_its_baseline_is_one_finding(evaluated):
    figures = evaluated(body(result="80 calls/person/month"))
    assert figures.codes == ["ROI280"]
    figures.why_not("result.roi")


def test_a_cost_in_another_currency_is_one_finding_at_that_cost(evaluated):
    figures = evaluated(body(costs="  - {id: book, title: Books, category: materials, amount: 500 USD}\n"))
    (finding,) = figures.findings
    assert finding.code == "ROI280"
    assert "500 USD" in figures.evaluation.programme.document.source.line(finding.at.line)
    assert "Books is in USD, but must be in EUR." in figures.why_not("result.total_cost")


def test_an_end_in_another_unit_than_its_value_is_a_finding(evaluated):
    figures = evaluated(body().replace("low: 1 EUR/call", "low: 1 EUR/error"))
    assert figures.codes == ["ROI280"]
    figures.why_not("result.roi")


def test_units_of_one_kind_add_up_whatever_their_scale(evaluated):
    more = "  - {id: minutes, title: Minutes, value: 30 minutes}\n  - {id: rate, title: Rate, value: 40 EUR/hour}\n"
    costs = "  - {id: time, category: participant_time, formula: (hours + minutes) * rate}\n"
    assert evaluated(body(more=more, costs=costs))["cost.time"] == "340 EUR"


def test_a_division_by_zero_is_reported_once_where_it_happens(evaluated):
    more = "  - {id: nobody, title: Nobody, value: 0 persons}\n"
    costs = "  - {id: each, category: overhead, formula: 5 * worth * calls_all / nobody * completed}\n"
    figures = evaluated(body(more=more + "  - {id: calls_all, title: All calls, value: 3 calls}\n", costs=costs))
    assert figures.codes == ["ROI283"]
    assert figures.why_not("result.roi") == "Nobody is zero, so this is undefined."
