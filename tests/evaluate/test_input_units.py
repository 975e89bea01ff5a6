"""A ready-made conversion says which input is in the wrong unit, and keeps what is no benefit out of the benefits."""

from __future__ import annotations

SALES = """
kpis:
  - id: errors
    title: Sales of the team
    level: impact
    better: higher
    target: 130000 EUR/month
    baseline: 100000 EUR/month
    result: 120000 EUR/month
    attribution:
      method: comparison_group
      comparison: {{group: Team North, people: 38, baseline: 100000 EUR/month, result: 105000 EUR/month}}
      assignment: matched
    conversion: {{technique: sales_increase, inputs: {{margin: {margin}}}}}
assumptions:
  - {{id: margin, value: 30%, source: Accounts, owner: Finance, date: 2025-01-05}}
  - {{id: price, value: 30 EUR/unit, source: Price list, owner: Sales, date: 2025-01-05}}
"""


def test_a_margin_in_percent_gives_money(evaluated):
    figures = evaluated(SALES.format(margin="margin"))
    assert figures.findings == ()
    assert figures["kpi.errors.benefit"] == "54000 EUR"


def test_a_price_in_the_place_of_the_margin_is_named_once(evaluated):
    (one,) = evaluated(SALES.format(margin="price")).findings
    assert one.code == "ROI281"
    assert "must be a percentage" in str(one.text)
