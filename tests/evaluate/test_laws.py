"""Laws for every programme: units are refused exactly when the algebra says so; the order of answers is free."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

# What each name measures, written down apart from the tool: thing -> power.
MEASURES = {
    "effect": {"error": 1, "month": -1},
    "benefit_window": {"month": 1},
    "price": {"EUR": 1, "error": -1},
    "rate": {"EUR": 1, "hour": -1},
    "time": {"hour": 1, "error": -1},
    "share": {},
    "fee": {"EUR": 1},
}
KPI = """
kpis:
  - id: errors
    title: Errors
    level: impact
    better: lower
    baseline: 300 errors/month
    result: 250 errors/month
    attribution:
      method: comparison_group
      comparison: {{group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}}
      assignment: matched
    conversion: {{technique: standard_value, formula: {formula}}}
assumptions:
  - {{id: price, value: 60 EUR/error}}
  - {{id: rate, value: 50 EUR/hour}}
  - {{id: time, value: 2 hours/error}}
  - {{id: share, value: 40%}}
  - {{id: fee, value: 900 EUR}}
"""
Thing = tuple[str, Counter | None]


def joined(one: Thing, other: Thing, sign: str) -> Thing:
    """Join two formulas, and say what the whole measures by hand; None when unlike things are added."""
    (left, mine), (right, theirs) = one, other
    written = f"({left} {sign} {right})"
    if mine is None or theirs is None:
        return written, None
    if sign in "+-":
        return written, mine if mine == theirs else None
    power = 1 if sign == "*" else -1
    whole = {thing: mine.get(thing, 0) + power * theirs.get(thing, 0) for thing in {*mine, *theirs}}
    return written, Counter({thing: count for thing, count in whole.items() if count})


named = st.sampled_from(sorted(MEASURES)).map(lambda name: (name, Counter(MEASURES[name])))
formulas = st.recursive(
    named, lambda inner: st.tuples(inner, inner, st.sampled_from("+-**/")).map(lambda one: joined(*one)), max_leaves=5
)


@settings(max_examples=120, deadline=None)
@given(formula=formulas)
def test_a_formula_is_refused_exactly_when_its_units_are_not_money(evaluated, formula):
    written, measured = formula
    refused = {"ROI280", "ROI281"} & set(evaluated(KPI.format(formula=written), every_swing=False).codes)
    assert bool(refused) == (measured != Counter({"EUR": 1})), (written, measured)


ANSWERS = """
kpis:
  - id: calls
    title: Calls handled
    level: impact
    better: higher
    unit: calls/month
    baseline: 100 calls/month
    result: 160 calls/month
    attribution:
      method: participant_estimate
      invited: 9
      respondents:
{rows}
    conversion: {{technique: standard_value, formula: effect * value * benefit_window}}
assumptions:
  - {{id: value, value: 3 EUR/call, low: 2 EUR/call, high: 4 EUR/call}}
costs:
  - {{id: all, category: materials, amount: 400 EUR}}
"""
answer = st.tuples(st.integers(0, 20), st.integers(0, 100), st.integers(0, 100))


@settings(max_examples=15, deadline=None)
@given(answers=st.lists(answer, min_size=2, max_size=7), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_no_digit(evaluated, answers, shuffle):
    def figures(listed):
        rows = "\n".join(
            f"        - {{id: {name}, basis: Log, value: {value} calls/month,"
            f" attribution: {share}%, confidence: {sure}%}}"
            for name, (value, share, sure) in listed
        )
        evaluation = evaluated(ANSWERS.format(rows=rows)).evaluation
        results = {id: step.value for id, step in evaluation.steps.items() if id.startswith(("result.", "kpi.calls.e"))}
        return results, evaluation.simulation, [case.values for case in evaluation.scenarios]

    named = [(f"P{number}", row) for number, row in enumerate(answers, 1)]
    other = list(named)
    shuffle.shuffle(other)
    assert figures(named) == figures(other)
