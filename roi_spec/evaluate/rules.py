"""The rules of evaluation: units that do not fit, and figures that do not exist."""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

UNLIKE = Rule(
    id="ROI280",
    name="unlike-units",
    severity=Severity.ERROR,
    title="A formula adds or compares unlike things",
    why="Hours and euros do not add up, and neither do working hours and calendar months; the "
    "result would mean nothing.",
    bad=(
        "costs:\n  - {id: time, category: participant_time, formula: completed + hours_each}\n"
        "assumptions:\n  - {id: hours_each, title: Hours each, value: 8 hours/person}\n"
    ),
    good=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate}\n"
        "assumptions:\n  - {id: hours_each, title: Hours each, value: 8 hours/person}\n"
        "  - {id: rate, title: Loaded rate, value: 50 EUR/hour}\n"
    ),
    source="Unit algebra; mistakes M26, M27, M28 and M42 of the profession come out here",
)

NOT_MONEY = Rule(
    id="ROI281",
    name="not-money",
    severity=Severity.ERROR,
    title="A benefit or cost does not come out in money",
    why="When the units do not multiply out to an amount, something is missing: people, months, a "
    "price, or how often it happens.",
    bad="kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * cost_per_error}\n",
    good="kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * "
    "cost_per_error * benefit_window}\n",
    source="Unit algebra; mistakes M01, M26, M27",
)

NO_EFFECT = Rule(
    id="ROI282",
    name="attribution-incomplete",
    severity=Severity.ERROR,
    title="The attribution method lacks what it needs",
    why="Without these figures the effect cannot be computed, and an invented one would be worse than none.",
    bad="kpis:\n  - id: sales\n    attribution: {method: other_factors, factors: [{title: Price, "
    "change: 8 units/month}]}\n",
    good="kpis:\n  - id: sales\n    baseline: 50 units/month\n    result: 80 units/month\n"
    "    attribution: {method: other_factors, factors: [{title: Price, change: 8 units/month}]}\n",
    source="research: techniques of isolation",
)

UNDEFINED = Rule(
    id="ROI283",
    name="undefined-figure",
    severity=Severity.ERROR,
    title="A figure cannot be computed",
    why="A division by zero has no answer; it is not infinity and not zero.",
    bad="assumptions:\n  - {id: lifetime, title: Lifetime participants, value: 0 persons}\n",
    good="assumptions:\n  - {id: lifetime, title: Lifetime participants, value: 110 persons}\n",
    source="Undefined cases of the financial measures",
)
