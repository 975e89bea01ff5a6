"""The trace: every figure of every programme, real or random, follows from its own formula and inputs.

The formulas are recomputed here by Python itself, over fractions, with nothing of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec import evaluate
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.spec import Programme, Workspace

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("**/*.roi.yaml"))
SCENARIOS = ("conservative", "base", "optimistic")


# --- recomputing, the long way ----------------------------------------------------------------------------------------


def as_python(expr: Expr) -> str:
    """Write a formula as a line of Python over a table `v` of base values."""
    if isinstance(expr, Name):
        return f"v[{expr.id!r}]"
    if isinstance(expr, Number):
        return f"Fraction({expr.value.numerator}, {expr.value.denominator})"
    if isinstance(expr, Negative):
        return f"(-{as_python(expr.inner)})"
    if isinstance(expr, Binary):
        return f"({as_python(expr.left)} {expr.sign} {as_python(expr.right)})"
    assert isinstance(expr, Call)
    return f"{expr.function}_([{', '.join(as_python(one) for one in expr.arguments)}])"


def rate_of_return(flows: list[Fraction]) -> Fraction:
    """Find the rate at which the amounts of successive years are worth nothing, by halving between rates."""

    def worth(rate: Fraction) -> Fraction:
        return sum((flow / (1 + rate) ** year for year, flow in enumerate(flows)), Fraction(0))

    low, high = Fraction(-99, 100), Fraction(100)
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (middle, high) if (worth(middle) > 0) == (worth(low) > 0) else (low, middle)
    return Fraction(round(low * 10**14), 10**14)


def years_needed(amounts: list[Fraction]) -> Fraction:
    """Count the years until what is left of the first amount is nothing."""
    left, *earned = amounts
    for passed, amount in enumerate(earned):
        if left <= amount:
            return passed + max(left, Fraction(0)) / (amount or 1)
        left -= amount
    raise AssertionError(amounts)


FUNCTIONS = {
    "Fraction": Fraction,
    "min_": min,
    "max_": max,
    "sum_": lambda values: sum(values, Fraction(0)),
    "mean_": lambda values: sum(values, Fraction(0)) / len(values),
    "abs_": lambda values: values[0] if values[0] >= 0 else -values[0],
    "irr_": rate_of_return,
    "periods_": years_needed,
}


@cache
def compiled(expr: Expr) -> CodeType:
    return compile(as_python(expr), "formula", "eval")


def recomputed(expr: Expr, values: Mapping[str, Fraction]) -> Fraction:
    return eval(compiled(expr), {**FUNCTIONS, "v": values})


def base_values(evaluation: Evaluation, scenario: str) -> dict[str, Fraction]:
    every = {id: evaluation.value(id, scenario) for id in evaluation.steps}
    return {id: value.value * value.unit.factor for id, value in every.items() if isinstance(value, Quantity)}


def check_trace(evaluation: Evaluation) -> int:
    """Recompute every step of the base case; in the other two every step without a range of its own."""
    checked = 0
    for scenario in SCENARIOS:
        values = base_values(evaluation, scenario)
        for id, step in evaluation.steps.items():
            if step.line.formula is None or id not in values or (step.line.driver and scenario != "base"):
                continue
            assert recomputed(step.line.formula, values) == values[id], (scenario, id)
            checked += 1
    return checked


def check_exact(thing: object) -> None:
    """Walk through everything a result holds: no binary number anywhere."""
    assert not isinstance(thing, (float, complex)), thing
    if isinstance(thing, Mapping):
        for value in thing.values():
            check_exact(value)
    elif isinstance(thing, (tuple, list)):
        for value in thing:
            check_exact(value)
    elif isinstance(thing, Evaluation) or (is_dataclass(thing) and not isinstance(thing, Programme)):
        for one in fields(thing):
            if one.name not in ("programme", "kpi", "cost", "attribution", "document", "node"):
                check_exact(getattr(thing, one.name))


def check_order(evaluation: Evaluation) -> None:
    """Hold for a benefit that is one: of a harm, the higher costs of the careful case bring the ROI nearer to zero."""
    benefit = evaluation.quantity("result.total_benefit")
    if benefit is not None and benefit.value < 0:
        return
    found = [evaluation.value("result.roi", scenario) for scenario in SCENARIOS]
    if all(isinstance(one, Quantity) for one in found):
        low, base, high = (one.value for one in found)
        assert low <= base <= high


# --- the programmes that ship with the tool ---------------------------------------------------------------------------


def shipped(kind: str) -> list[Path]:
    """Give the files of a kind that need no data file; the audit goes over the others."""
    texts = ((path, path.read_text("utf-8")) for path in SPECS)
    return [path for path, content in texts if f"kind: {kind}\n" in content and "\ndata:\n" not in content]


@pytest.fixture(scope="session")
def shared(spec_in):
    """Give every standard value that ships, by id."""
    return {one.id: one for path in shipped("standard-values") for one in reversed(spec_in(path).values)}


@pytest.mark.parametrize("path", shipped("programme"), ids=lambda path: path.name)
def test_every_figure_of_a_shipped_programme_can_be_recomputed(spec_in, shared, path):
    evaluation, findings = evaluate.run(spec_in(path), shared)
    assert check_trace(evaluation) >= 3 or evaluation.kind == "no_money"
    check_exact(evaluation)
    check_order(evaluation)
    assert not [str(one.text) for one in findings]


def test_the_shipped_programmes_show_results_that_are_good_bad_and_unknown(spec_in, shared):
    evaluations = [evaluate.run(spec_in(path), shared)[0] for path in shipped("programme")]
    rois = [one.quantity("result.roi") for one in evaluations]
    assert any(roi is not None and roi.value > 0 for roi in rois)
    assert any(roi is not None and roi.value < 0 for roi in rois)
    assert None in rois


# --- random programmes ------------------------------------------------------------------------------------------------


def amount(lowest: int, highest: int):
    """Draw a decimal as an author writes it, with at most two decimals."""
    return st.integers(lowest * 100, highest * 100).map(lambda cents: f"{Fraction(cents, 100).__float__():.2f}")


@st.composite
def ranged(draw, lowest: int, highest: int, names: tuple[str, str, str], unit: str) -> str:
    """Draw `value: 5 EUR, low: 4 EUR, high: 9 EUR`, with either end, both or none."""
    low, best, high = sorted((draw(amount(lowest, highest)) for _ in range(3)), key=Fraction)
    best_name, low_name, high_name = names
    parts = [f"{best_name}: {best}{unit}"]
    parts += [f"{low_name}: {low}{unit}"] if draw(st.booleans()) else []
    parts += [f"{high_name}: {high}{unit}"] if draw(st.booleans()) else []
    return ", ".join(parts)


SHARE = ("share", "share_low", "share_high")
VALUE = ("value", "low", "high")


@st.composite
def attribution(draw) -> str:
    kind = draw(st.sampled_from(("group", "factors", "expert", "study", "people", "trend", "none")))
    measure = amount(0, 90)
    if kind == "group":
        group = f"{{group: G, baseline: {draw(measure)} calls/month, result: {draw(measure)} calls/month}}"
        return f"{{method: comparison_group, comparison: {group}}}"
    if kind == "factors":
        rows = ", ".join(
            f"{{title: F{n}, change: {draw(amount(-9, 9))} calls/month}}" for n in range(draw(st.integers(1, 3)))
        )
        return f"{{method: other_factors, factors: [{rows}]}}"
    if kind == "expert":
        return f"{{method: expert_estimate, {draw(ranged(0, 100, SHARE, '%'))}, confidence: {draw(amount(0, 100))}%}}"
    if kind == "study":
        return f"{{method: prior_study, study: S, {draw(ranged(0, 100, SHARE, '%'))}}}"
    if kind == "people":
        share = amount(0, 100)
        rows = [
            f"{{id: p{n}, attribution: {draw(share)}%"
            + (f", confidence: {draw(share)}%" if draw(st.booleans()) else "")
            + "}"
            for n in range(draw(st.integers(1, 4)))
        ]
        return f"{{method: participant_estimate, invited: {draw(st.integers(4, 9))}, respondents: [{', '.join(rows)}]}}"
    if kind == "trend":
        rows = [f"{{period: 2024-{month:02}, value: {draw(measure)} calls/month}}" for month in range(1, 10)]
        return f"{{method: trend_line, before: [{', '.join(rows[:6])}], after: [{', '.join(rows[6:])}]}}"
    return "{method: none, why: Not known}"


@st.composite
def kpi(draw, number: int) -> str:
    checks = draw(st.lists(attribution(), max_size=2))
    counted = [one for one in checks if "method: none" not in one]
    return (
        f"  - id: k{number}\n    title: K{number}\n    level: impact\n"
        f"    better: {draw(st.sampled_from(('higher', 'lower')))}\n"
        f"    baseline: {draw(amount(0, 90))} calls/month\n"
        + draw(ranged(0, 90, ("    result", "    result_low", "    result_high"), " calls/month")).replace(", ", "\n")
        + f"\n    attribution: {draw(attribution())}\n"
        + (f"    cross_checks: [{', '.join(counted)}]\n" if counted else "")
        + "    conversion: {technique: standard_value, formula: effect * benefit_window * worth * margin}\n"
    )


@st.composite
def parts(draw) -> tuple[list[str], list[str], list[str]]:
    """Draw the KPIs, assumptions and costs of a programme."""
    kpis = [draw(kpi(number)) for number in range(draw(st.integers(1, 3)))]
    assumptions = [
        f"  - {{id: worth, title: W, {draw(ranged(1, 60, VALUE, ' EUR/call'))}}}\n",
        f"  - {{id: margin, title: M, {draw(ranged(-20, 100, VALUE, '%'))}}}\n",
        f"  - {{id: hours, title: H, {draw(ranged(1, 40, VALUE, ' hours/person'))}}}\n",
        f"  - {{id: rate, title: R, {draw(ranged(10, 90, VALUE, ' EUR/hour'))}}}\n",
        "  - {id: time, title: T, formula: completed * hours * rate}\n",
    ]
    costs = ["  - {id: time_cost, category: participant_time, formula: time}\n"]
    for number in range(draw(st.integers(0, 3))):
        share = ", prorate: {this_run: 20 persons, lifetime: 70 persons}" if draw(st.booleans()) else ""
        cost = draw(ranged(0, 900, ("amount", "amount_low", "amount_high"), " EUR"))
        costs.append(f"  - {{id: c{number}, category: development, {cost}{share}}}\n")
    return kpis, assumptions, costs


def spec(kpis: list[str], assumptions: list[str], costs: list[str]) -> str:
    return f"kpis:\n{''.join(kpis)}assumptions:\n{''.join(assumptions)}costs:\n{''.join(costs)}"


@settings(max_examples=50, deadline=None)
@given(parts())
def test_every_figure_of_any_programme_can_be_recomputed_and_keeps_its_order(evaluated, drawn):
    figures = evaluated(spec(*drawn))
    assert figures.codes == []
    assert check_trace(figures.evaluation) > 0
    check_exact(figures.evaluation)
    check_order(figures.evaluation)


@settings(max_examples=25, deadline=None)
@given(parts(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(evaluated, drawn, shuffle):
    before = evaluated(spec(*drawn)).evaluation
    kpis, assumptions, costs = (shuffle.sample(part, len(part)) for part in drawn)
    after = evaluated(spec(kpis, assumptions, costs)).evaluation
    for scenario in SCENARIOS:
        one, other = base_values(before, scenario), base_values(after, scenario)
        assert one == other
    assert [(one.driver, one.spread) for one in before.swings] == [(one.driver, one.spread) for one in after.swings]


@settings(max_examples=25, deadline=None)
@given(parts())
def test_the_same_spec_gives_the_same_evaluation(evaluated, drawn):
    first, second = (evaluated(spec(*drawn)).evaluation for _ in range(2))
    assert list(first.steps) == list(second.steps)
    assert {id: step.value for id, step in first.steps.items()} == {id: step.value for id, step in second.steps.items()}
    assert first.scenarios == second.scenarios


ONE_KPI = """  - id: k
    title: K
    level: impact
    better: higher
    baseline: 1 calls
    result: 2 calls
    attribution: {method: prior_study, study: S, share: 50%}
    conversion: {technique: standard_value, formula: effect * worth}
"""


def test_a_missing_figure_never_becomes_a_number(evaluated):
    """Whatever rests on a figure that does not exist does not exist either."""
    evaluation = evaluated(
        spec(
            [ONE_KPI],
            [
                "  - {id: nobody, title: Nobody, value: 0 persons}\n",
                "  - {id: price, title: P, value: 2 EUR/call}\n",
                "  - {id: worth, title: W, formula: price * completed / nobody}\n",
            ],
            ["  - {id: c, category: development, amount: 5 EUR}\n"],
        )
    ).evaluation
    users = {id: set(_names(step.line.formula)) for id, step in evaluation.steps.items() if step.line.formula}
    gone = {id for id, step in evaluation.steps.items() if isinstance(step.value, Missing)}
    assert "result.roi" in gone
    assert all(id in gone for id, used in users.items() if used & gone)


def _names(expr: Expr) -> list[str]:
    if isinstance(expr, Name):
        return [expr.id]
    if isinstance(expr, Binary):
        return _names(expr.left) + _names(expr.right)
    if isinstance(expr, Negative):
        return _names(expr.inner)
    return [name for one in expr.arguments for name in _names(one)] if isinstance(expr, Call) else []


MANY_YEARS = """
benefit_window:
  {length: 30 months, solution: long_term, start: 2025-02-01, yearly_decay: decay, yearly_attrition: leavers}
discount_rate: {value: 6%, low: 4%, high: 8%, source: Treasury, timing: middle}
exchange_rates: [{currency: USD, rate: 0.9 EUR/USD, low: 0.85 EUR/USD, high: 0.95 EUR/USD, date: 2025-03-31}]
parts: [{id: one, title: One, people: 30}, {id: other, title: Other, people: 10}]
kpis:
  - id: saved
    title: Time saved
    level: impact
    better: higher
    part: one
    baseline: 0 hours/week
    result: 9 hours/week
    attribution: {method: prior_study, study: S, share: 80%}
    conversion:
      {technique: standard_value, formula: effect * rate * benefit_window, times_a_year: 46 weeks}
  - id: taxes
    title: Taxes
    level: impact
    better: higher
    perspective: public
    baseline: 0 EUR/month
    result: 100 EUR/month
    attribution: {method: prior_study, study: S, share: 50%}
    conversion: {technique: standard_value, formula: effect * benefit_window}
assumptions:
  - {id: decay, title: Wears off, value: 20%, low: 10%, high: 35%}
  - {id: leavers, title: Leave, value: 7%}
  - {id: rate, title: Rate, value: 50 EUR/hour, low: 45 EUR/hour, high: 55 EUR/hour}
  - {id: fee, title: Fee, value: 9000 EUR}
costs:
  - {id: start, category: development, amount: 20000 EUR, year: 0}
  - {id: licence, category: acquisition, amount: 1000 USD, every_year: true, part: other}
  - {id: grant, category: facilitation, amount: 700 EUR, perspective: public}
scale_up: {people: 200, cost: fee, keeps: decay, why: Other teams are alike}
earlier_forecast: {made_on: 2024-11-01, total_benefit: 26000 EUR, roi: 120%}
"""


def test_every_figure_over_years_and_sides_can_be_recomputed(evaluated):
    evaluation = evaluated(MANY_YEARS, house=Workspace(fiscal_year_start=7)).evaluation
    assert check_trace(evaluation) > 150
    check_order(evaluation)
    for line in ("result.irr", "result.npv", "fiscal.2025/2026.net", "perspective.public.roi", "part.one.roi"):
        assert isinstance(evaluation.value(line), Quantity), line
