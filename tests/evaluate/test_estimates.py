"""Estimates: every respondent apart, doubt lowers the figure, silence and half answers are zero."""

from __future__ import annotations

import pytest

SHARES = """
kpis:
  - id: calls
    title: Calls
    level: impact
    better: higher
    baseline: 100 calls/month
    result: 200 calls/month
    attribution:
      method: {method}
{fields}
    conversion: {{technique: standard_value, formula: effect * benefit_window * worth}}
assumptions: [{{id: worth, title: Worth of a call, value: 1 EUR/call}}]
costs: [{{id: all, category: facilitation, amount: 300 EUR}}]
"""


def estimate(*fields: str, method: str = "participant_estimate") -> str:
    return SHARES.format(method=method, fields="\n".join(f"      {field}" for field in fields))


def respondents(*rows: str) -> tuple[str, ...]:
    return ("respondents:", *(f"  - {{{row}}}" for row in rows))


def test_each_row_is_multiplied_before_anything_is_averaged(evaluated):
    """The mean of .9x.9, .2x.3, .5x.6 is .39; the product of the means would be .32."""
    rows = respondents(
        "id: a, attribution: 90%, confidence: 90%",
        "id: b, attribution: 20%, confidence: 30%",
        "id: c, attribution: 50%, confidence: 60%",
    )
    figures = evaluated(estimate(*rows))
    assert figures["kpi.calls.attribution.counted_share"] == "39%"
    assert figures["kpi.calls.effect"] == "39 calls/month"


def test_people_who_did_not_answer_count_as_zero(evaluated):
    rows = respondents("id: a, attribution: 80%, confidence: 100%", "id: b, attribution: 80%, confidence: 50%")
    figures = evaluated(estimate("invited: 6", *rows))
    assert figures["kpi.calls.attribution.asked"] == "6"
    assert figures["kpi.calls.attribution.counted_share"] == "20%"  # (80 + 40) / 6, never / 2


@pytest.mark.parametrize("half", ["attribution: 90%", "confidence: 90%", "factor: 90%"])
def test_half_an_answer_counts_as_zero(evaluated, half):
    """A share without a confidence is not an estimate that may be counted."""
    rows = respondents("id: a, attribution: 80%, confidence: 50%", f"id: b, {half}")
    assert evaluated(estimate(*rows))["kpi.calls.attribution.counted_share"] == "20%"


def test_an_extreme_answer_is_shown_and_counts_as_zero(evaluated):
    rows = respondents(
        "id: a, attribution: 80%, confidence: 50%",
        "id: b, attribution: 100%, confidence: 100%, excluded: Three times any other answer",
    )
    figures = evaluated(estimate(*rows))
    assert figures["kpi.calls.attribution.counted_share"] == "20%"
    assert figures["kpi.calls.attribution.respondent.b.attribution"] == "100%"


def test_an_excluded_value_counts_nowhere(evaluated):
    figures = evaluated("""
kpis:
  - id: savings
    title: Savings
    level: impact
    better: higher
    unit: EUR/year
    attribution:
      method: participant_estimate
      respondents:
        - {id: a, value: 1000 EUR/year, attribution: 50%, confidence: 80%}
        - {id: b, value: 900000 EUR/year, attribution: 100%, confidence: 100%, excluded: Not believable}
        - {id: c, attribution: 50%, confidence: 80%}
    conversion: {technique: participant_value, formula: effect * benefit_window}
""")
    assert figures["kpi.savings.effect"] == "400 EUR/year"
    assert figures["kpi.savings.attribution.stated_total"] == "1000 EUR/year"
    assert figures["kpi.savings.attribution.respondent.b.effect"] == "0 EUR/year"


def test_a_combined_factor_is_not_discounted_again(evaluated):
    rows = respondents("id: a, factor: 40%", "id: b, factor: 20%, confidence: 50%")
    figures = evaluated(estimate("factor_includes: [attribution, confidence]", *rows))
    assert figures["kpi.calls.attribution.counted_share"] == "30%"


def test_one_figure_that_holds_confidence_is_not_discounted_again(evaluated):
    fields = ("share: 40%", "confidence: 50%")
    once = evaluated(estimate(*fields, method="expert_estimate"))
    held = evaluated(estimate(*fields, "factor_includes: [confidence]", method="expert_estimate"))
    assert once["kpi.calls.effect"] == "20 calls/month"
    assert held["kpi.calls.effect"] == "40 calls/month"


@pytest.mark.parametrize(
    ("share", "confidence", "base", "upper"),
    [
        ("50%", "80%", "40%", "60%"),
        ("90%", "60%", "54%", "100%"),
        ("30%", "100%", "30%", "30%"),
        ("40%", "0%", "0%", "80%"),
    ],
)
def test_confidence_is_a_band_of_which_the_lower_end_counts(evaluated, share, confidence, base, upper):
    figures = evaluated(estimate(f"share: {share}", f"confidence: {confidence}", method="expert_estimate"))
    line = "kpi.calls.attribution.counted_share"
    assert figures[line] == base
    assert figures.at(line, "conservative") == base
    assert figures.at(line, "optimistic") == upper


def test_the_band_turns_round_when_the_change_is_a_loss(evaluated):
    """More of a loss being due to the programme is worse, so the upper end stands in the conservative case."""
    body = estimate("share: 50%", "confidence: 80%", method="expert_estimate").replace("200 calls", "50 calls")
    line = "kpi.calls.attribution.counted_share"
    figures = evaluated(body)
    assert (figures.at(line, "conservative"), figures.at(line), figures.at(line, "optimistic")) == ("60%", "40%", "40%")


def test_money_named_by_respondents_stands_beside_a_measured_change(evaluated):
    rows = respondents("id: a, value: 1000 EUR/year, attribution: 50%, confidence: 80%")
    body = estimate(*rows).replace("effect * benefit_window * worth", "effect * benefit_window")
    figures = evaluated(body)
    assert figures.codes == []
    assert figures["kpi.calls.improvement"] == "100 calls/month"
    assert figures["kpi.calls.benefit"] == "400 EUR"
    assert figures["result.gross_benefit"] == "1000 EUR"


def test_estimates_get_the_lowest_grade_that_still_counts(evaluated):
    rows = respondents("id: a, attribution: 80%, confidence: 50%")
    assert evaluated(estimate(*rows)).evaluation.grade == "E"
