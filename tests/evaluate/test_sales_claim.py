"""A published worked example, recomputed: ten account managers, 90,000 extra sales, 16,000 cost."""

from __future__ import annotations

import pytest


def claim(margin: str = "100%", attribution: str = "") -> str:
    return f"""
currency: USD
benefit_window: {{length: 1 quarter}}
kpis:
  - id: sales
    title: Extra sales
    level: impact
    better: higher
    baseline: 0 USD/quarter
    result: 90000 USD/quarter
{attribution}    conversion: {{technique: profit_contribution, formula: effect * benefit_window * margin}}
assumptions:
  - {{id: margin, title: Contribution margin, value: {margin}}}
  - {{id: hours, title: Hours of all together, value: 80 hours}}
  - {{id: wage, title: Hourly wage, value: 50 USD/hour}}
costs:
  - {{id: material, category: materials, amount: 5000 USD}}
  - {{id: trainer, category: facilitation, amount: 7000 USD}}
  - {{id: time, category: participant_time, formula: hours * wage}}
"""


def test_as_published_the_arithmetic_is_right_and_the_sentence_is_not(evaluated):
    figures = evaluated(claim())
    assert figures["result.total_cost"] == "16000 USD"
    assert figures["result.roi"] == "462.5%"
    assert figures["result.bcr"] == "5.625"  # what comes back per dollar; the text says 4.63, which is on top
    assert figures["result.payback"].startswith("0.53333")


@pytest.mark.parametrize(
    ("margin", "roi"), [("10%", "-43.75%"), ("20%", "12.5%"), ("30%", "68.75%"), ("40%", "125%"), ("50%", "181.25%")]
)
def test_counting_margin_instead_of_revenue_decides_everything(evaluated, margin, roi):
    assert evaluated(claim(margin))["result.roi"] == roi


def test_the_margin_at_which_it_breaks_even(evaluated):
    assert evaluated(claim())["result.break_even_attribution"].startswith("17.7777")


def test_with_margin_attribution_and_doubt_it_costs_money(evaluated):
    estimate = "    attribution: {method: expert_estimate, share: 60%, confidence: 80%}\n"
    figures = evaluated(claim("30%", estimate))
    assert figures["result.total_benefit"] == "12960 USD"
    assert figures["result.roi"] == "-19%"


def test_without_attribution_the_grade_says_so(evaluated):
    assert evaluated(claim()).evaluation.grade == "F"
