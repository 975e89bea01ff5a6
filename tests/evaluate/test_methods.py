"""Attribution: which effect counts, what least squares gives, and what is shown but never counted."""

from __future__ import annotations

import statistics
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

WORTH = "assumptions: [{id: worth, title: Worth, value: 10 EUR/order}]\n"
COSTS = "costs: [{id: all, category: facilitation, amount: 1000 EUR}]\n"


def kpi(
    attribution: str, better: str = "higher", before: str = "100 orders/month", after: str = "130 orders/month"
) -> str:
    return f"""
kpis:
  - id: sales
    title: Orders
    level: impact
    better: {better}
    baseline: {before}
    result: {after}
{attribution}
    conversion: {{technique: profit_contribution, formula: effect * benefit_window * worth}}
{WORTH}{COSTS}"""


THREE = """
    attribution: {method: other_factors, factors: [{title: Price, change: 8 orders/month}]}
    cross_checks:
      - {method: expert_estimate, share: 50%, confidence: 80%}
      - {method: prior_study, study: Elsewhere, share: 60%}
"""


def test_of_several_methods_all_are_shown_and_the_lowest_counts(evaluated):
    figures = evaluated(kpi(THREE))
    assert figures["kpi.sales.attribution.effect"] == "22 orders/month"
    assert figures["kpi.sales.cross_check_1.effect"] == "12 orders/month"
    assert figures["kpi.sales.cross_check_2.effect"] == "18 orders/month"
    assert figures["kpi.sales.effect"] == "12 orders/month"
    assert [one.used for one in figures.kpi("sales").methods] == [False, True, False]
    assert figures.evaluation.grade == "E"  # of the method that counts


def test_the_lowest_is_found_anew_in_every_scenario(evaluated):
    """At its upper end the expert's estimate is 18 and level with the study; the price alone says 22."""
    assert evaluated(kpi(THREE)).at("kpi.sales.effect", "optimistic") == "18 orders/month"


def test_without_attribution_the_change_is_shown_and_never_counted(evaluated):
    figures = evaluated(kpi("    attribution: {method: none, why: Too much changed at once}"))
    assert figures["kpi.sales.improvement"] == "30 orders/month"
    assert figures["kpi.sales.gross_benefit"] == "3600 EUR"
    assert not figures.has("kpi.sales.effect")
    assert not figures.kpi("sales").counted
    assert figures.evaluation.kind == "cost_only"
    assert figures.codes == []


def test_a_cross_check_cannot_replace_a_method_that_lacks_figures(evaluated):
    body = kpi(
        "    attribution: {method: comparison_group, comparison: {group: North, result: 103 orders/month}}\n"
        "    cross_checks: [{method: prior_study, study: Elsewhere, share: 60%}]"
    ).replace("comparison_group", "randomised_control_group")
    complete = evaluated(body)
    assert complete["kpi.sales.effect"] == "18 orders/month"
    lacking = evaluated(body.replace("    result: 130 orders/month\n", "    forecast: 130 orders/month\n"))
    assert lacking.evaluation.is_forecast
    without = evaluated(body.replace("    baseline: 100 orders/month\n", ""))
    assert without["kpi.sales.effect"] == "27 orders/month"  # the control group needs no baseline; the study does
    assert without.codes == ["ROI282"]


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("24 errors/month", "15 errors/month", "6 errors/month"),
        ("15 errors/month", "24 errors/month", "-12 errors/month"),
    ],
)
def test_fewer_is_better_when_the_author_says_so(evaluated, before, after, effect):
    """The comparison group also went down by 3: the effect is 9 - 3 for the better, and -9 - 3 for the worse."""
    body = kpi(
        "    attribution: {method: comparison_group, comparison: "
        "{group: North, baseline: 20 errors/month, result: 17 errors/month}}",
        "lower",
        before,
        after,
    )
    assert evaluated(body.replace("EUR/order", "EUR/error"))["kpi.sales.effect"] == effect


def test_a_change_of_a_percentage_is_in_percentage_points(evaluated):
    body = kpi(
        "    attribution: {method: other_factors, factors: [{title: Price, change: 2 pp}]}", "higher", "24%", "31%"
    ).replace("effect * benefit_window * worth", "effect * benefit_window * leads * worth")
    figures = evaluated(
        body.replace("assumptions: [", "assumptions: [{id: leads, title: Leads, value: 400 orders/month}, ")
    )
    assert figures["kpi.sales.improvement"] == "7 pp"
    assert figures["kpi.sales.attribution.effect"] == "5 pp"
    assert figures["kpi.sales.effect"] == "5 pp"
    assert figures["kpi.sales.benefit"] == "2400 EUR"  # 5 % of 400 a month, 12 months, 10 euros
    assert figures["kpi.sales.break_even_effect"].startswith("2.08333")
    assert figures.quantity("kpi.sales.break_even_effect").unit.is_share


def test_the_effect_is_shown_in_the_unit_of_the_measure(evaluated):
    """Weeks stay weeks: nobody asked for days."""
    body = kpi("    attribution: {method: prior_study, study: Elsewhere, share: 50%}", "lower", "16 weeks", "12 weeks")
    figures = evaluated(
        body.replace("effect * benefit_window * worth", "effect * worth").replace("10 EUR/order", "70 EUR/week")
    )
    assert figures["kpi.sales.effect"] == "2 weeks"
    assert figures["kpi.sales.benefit"] == "140 EUR"


# --- least squares ----------------------------------------------------------------------------------------------------


def series(periods: list[str], values: list[int], drivers: list[dict[str, int]] | None = None) -> str:
    rows = []
    for number, (period, value) in enumerate(zip(periods, values, strict=True)):
        known = ", ".join(f"{name}: {amount} EUR" for name, amount in (drivers[number] if drivers else {}).items())
        also = f", drivers: {{{known}}}" if known else ""
        rows.append(f"        - {{period: {period}, value: {value} orders{also}}}\n")
    return "".join(rows)


def trend(before: list[str], values: list[int], after: list[str], later: list[int]) -> str:
    return kpi(
        f"    attribution:\n      method: trend_line\n      before:\n{series(before, values)}"
        f"      after:\n{series(after, later)}",
        before="0 orders",
        after="1 orders",
    ).replace("effect * benefit_window * worth", "effect * worth")


MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 900), min_size=8, max_size=12))
def test_the_trend_line_is_the_least_squares_line(evaluated, values):
    """Against the standard library's own regression, in floating point."""
    pre, post = values[:6], values[6:]
    figures = evaluated(trend(MONTHS[:6], pre, MONTHS[6 : len(values)], post))
    slope, intercept = statistics.linear_regression(range(1, 7), pre)
    expected = statistics.mean(actual - intercept - slope * month for month, actual in enumerate(post, start=7))
    assert float(figures.value("kpi.sales.effect")) == pytest.approx(expected, abs=1e-9)


def test_months_that_were_not_measured_still_pass(evaluated):
    """The course took July and August: the line has gone on for two months more when September comes."""
    pre = [50, 52, 54, 56, 58, 60]
    gap = evaluated(trend(MONTHS[:6], pre, MONTHS[8:10], [70, 72]))
    assert gap["kpi.sales.attribution.after.1.expected"] == "66 orders"
    assert gap["kpi.sales.effect"] == "4 orders"


def test_the_order_of_the_rows_does_not_move_the_line(evaluated):
    pre = [50, 57, 52, 56, 61, 60]
    forward = evaluated(trend(MONTHS[:6], pre, MONTHS[6:8], [70, 72]))
    backward = evaluated(trend(MONTHS[:6][::-1], pre[::-1], MONTHS[6:8][::-1], [72, 70]))
    assert forward.value("kpi.sales.effect") == backward.value("kpi.sales.effect")


def solve(rows: list[list[Fraction]]) -> list[Fraction]:
    """Solve linear equations by elimination: the test's own way, not the engine's."""
    size = len(rows)
    for step in range(size):
        pivot = next(row for row in range(step, size) if rows[row][step] != 0)
        rows[step], rows[pivot] = rows[pivot], rows[step]
        rows[step] = [value / rows[step][step] for value in rows[step]]
        for row in range(size):
            if row != step:
                rows[row] = [a - rows[row][step] * b for a, b in zip(rows[row], rows[step], strict=True)]
    return [row[-1] for row in rows]


def least_squares(columns: list[list[int]], outcome: list[int]) -> list[Fraction]:
    """Solve the normal equations with a leading column of ones."""
    design = [[Fraction(1)] * len(outcome), *([Fraction(value) for value in column] for column in columns)]
    return solve(
        [
            [sum(a * b for a, b in zip(one, other, strict=True)) for other in (*design, [Fraction(y) for y in outcome])]
            for one in design
        ]
    )


def two_drivers(points: list[tuple[int, int, int]], names: tuple[str, str] = ("price", "staff")) -> str:
    rows = [{names[0]: one, names[1]: two} for one, two, _ in points]
    values = [value for *_, value in points]
    split = len(points) - 2
    return kpi(
        "    attribution:\n      method: forecast_model\n      drivers:\n"
        + "".join(f"        - {{id: {name}, title: Driver {name}}}\n" for name in names)
        + f"      before:\n{series(MONTHS[:split], values[:split], rows[:split])}"
        + f"      after:\n{series(MONTHS[split : len(points)], values[split:], rows[split:])}",
        before="0 orders",
        after="1 orders",
    ).replace("effect * benefit_window * worth", "effect * worth")


POINTS = [
    (10, 3, 180),
    (12, 4, 190),
    (15, 4, 210),
    (11, 6, 200),
    (20, 5, 260),
    (18, 7, 240),
    (25, 8, 300),
    (22, 9, 310),
]


def by_hand(points: list[tuple[int, int, int]]) -> Fraction:
    before, after = points[:-2], points[-2:]
    level, first, second = least_squares([[p[0] for p in before], [p[1] for p in before]], [p[2] for p in before])
    return sum((y - level - first * a - second * b for a, b, y in after), Fraction(0)) / 2


def test_two_drivers_are_fitted_exactly(evaluated):
    assert evaluated(two_drivers(POINTS)).value("kpi.sales.effect") == by_hand(POINTS)


amounts = st.integers(1, 60)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=6, max_size=9))
def test_two_drivers_agree_with_elimination(evaluated, points):
    before = points[:-2]
    firsts, seconds = [p[0] for p in before], [p[1] for p in before]
    count = len(before)
    spread = (
        (sum(a * a for a in firsts) * count - sum(firsts) ** 2)
        * (sum(b * b for b in seconds) * count - sum(seconds) ** 2)
    ) - (sum(a * b for a, b in zip(firsts, seconds, strict=True)) * count - sum(firsts) * sum(seconds)) ** 2
    figures = evaluated(two_drivers(points))
    if spread == 0:
        assert "is zero" in figures.why_not("kpi.sales.effect")
    else:
        assert figures.value("kpi.sales.effect") == by_hand(points)


@pytest.mark.parametrize("names", [("value", "expected"), ("outcome", "difference"), ("time", "a")])
def test_a_driver_may_have_any_name(evaluated, names):
    assert evaluated(two_drivers(POINTS, names)).value("kpi.sales.effect") == by_hand(POINTS)


def test_a_driver_that_never_moved_explains_nothing(evaluated):
    still = [(10, 3, 180), (12, 3, 190), (15, 3, 210), (11, 3, 200), (20, 3, 260), (18, 3, 240)]
    figures = evaluated(two_drivers(still))
    assert "ROI283" in figures.codes
    assert "is zero" in figures.why_not("result.roi")
