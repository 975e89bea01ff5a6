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
        "assumptions:\n"
        "  - {id: group_hours, title: Hours of the group, formula: completed + hours_each, source: Attendance list}\n"
    ),
    good=(
        "assumptions:\n"
        "  - {id: group_hours, title: Hours of the group, formula: completed * hours_each, source: Attendance list}\n"
    ),
    source="Unit algebra",
    mistakes=("M26", "M27", "M28", "M42"),
)

NOT_MONEY = Rule(
    id="ROI281",
    name="not-money",
    severity=Severity.ERROR,
    title="A benefit or cost does not come out in money",
    why="When the units do not multiply out to an amount, something is missing: people, months, a "
    "price, or how often it happens.",
    bad=("kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * cost_per_error}\n"),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window}\n"
    ),
    source="Unit algebra",
    mistakes=("M01", "M26", "M27"),
)

NO_EFFECT = Rule(
    id="ROI282",
    name="attribution-incomplete",
    severity=Severity.ERROR,
    title="The attribution method lacks what it needs",
    why="Without these figures the effect cannot be computed, and an invented one would be worse than none.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    # no baseline\n"
        "    # no cross_checks\n"
        "    result: 180 errors/month\n"
        "    attribution: {method: other_factors, factors: [{title: New form, change: 20 errors/month, source: Log}]}\n"
    ),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    baseline: 300 errors/month\n"
        "    # no cross_checks\n"
        "    result: 180 errors/month\n"
        "    attribution: {method: other_factors, factors: [{title: New form, change: 20 errors/month, source: Log}]}\n"
    ),
    source="Phillips & Phillips, ROI Methodology, step 5",
)

UNDEFINED = Rule(
    id="ROI283",
    name="undefined-figure",
    severity=Severity.ERROR,
    title="A figure cannot be computed",
    why="A division by zero has no answer; it is not infinity and not zero.",
    bad=(
        "assumptions:\n"
        "  - {id: lifetime, title: Lifetime participants, value: 0 persons, source: Planning}\n"
        "  - {id: share_of_run, title: Share of this run, formula: completed / lifetime, source: Planning}\n"
    ),
    good=(
        "assumptions:\n"
        "  - {id: lifetime, title: Lifetime participants, value: 120 persons, source: Planning}\n"
        "  - {id: share_of_run, title: Share of this run, formula: completed / lifetime, source: Planning}\n"
    ),
    source="Undefined cases of the financial measures",
)
