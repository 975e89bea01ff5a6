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

IMPOSSIBLE_CORRELATIONS = Rule(
    id="ROI299",
    name="correlations-that-contradict",
    severity=Severity.ERROR,
    title="The correlations cannot all hold at once",
    why="When one input moves with a second and that one with a third, the first cannot move against the third.",
    bad=(
        "assumptions:\n"
        "  - {id: price, value: 30 EUR/error, low: 25 EUR/error, high: 35 EUR/error, source: Log, owner: Finance}\n"
        "  - {id: wage, value: 40 EUR/hour, low: 35 EUR/hour, high: 45 EUR/hour, source: Payroll, owner: Finance}\n"
        "  - {id: rent, value: 900 EUR/month, low: 800 EUR/month, high: 950 EUR/month, source: Lease, owner: Finance}\n"
        "uncertainty:\n"
        "  correlations:\n"
        "    - {between: [price, wage], strength: 0.9, why: Inflation}\n"
        "    - {between: [wage, rent], strength: 0.9, why: Inflation}\n"
        "    - {between: [price, rent], strength: -0.9, why: A guess}\n"
    ),
    good=(
        "assumptions:\n"
        "  - {id: price, value: 30 EUR/error, low: 25 EUR/error, high: 35 EUR/error, source: Log, owner: Finance}\n"
        "  - {id: wage, value: 40 EUR/hour, low: 35 EUR/hour, high: 45 EUR/hour, source: Payroll, owner: Finance}\n"
        "  - {id: rent, value: 900 EUR/month, low: 800 EUR/month, high: 950 EUR/month, source: Lease, owner: Finance}\n"
        "uncertainty:\n"
        "  correlations:\n"
        "    - {between: [price, wage], strength: 0.9, why: Inflation}\n"
        "    - {between: [wage, rent], strength: 0.9, why: Inflation}\n"
    ),
    source="A correlation matrix has no negative eigenvalue (Higham 2002)",
)

_YEARS = (
    "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
    "  why: The process stays for years\n  agreed_on: 2024-11-28\n  yearly_decay: fading\n"
    "discount_rate: {value: 6%, source: Treasury}\n"
    "assumptions:\n"
    "  - {id: fading, title: Part that wears off each year, value: 12.9%, source: Quality team}\n"
)

LOST_SHARE = Rule(
    id="ROI295",
    name="yearly-loss-is-no-share",
    severity=Severity.ERROR,
    title="More than everything, or less than nothing, is lost each year",
    why="Of an effect or a group no more than all of it can be lost; beyond that, benefits would turn into losses and "
    "back, year after year.",
    bad=_YEARS.replace("12.9%", "129%"),
    good=_YEARS,
    source="Benefit of year t = benefit of the first year x (1 - decay)^(t-1) x (1 - attrition)^(t-1)",
)

BELOW_ZERO = Rule(
    id="ROI296",
    name="discount-rate-below-zero",
    severity=Severity.ERROR,
    title="The discount rate is below zero",
    why="It would make money of later years worth more than money now, and so every later benefit larger than it is.",
    bad=_YEARS.replace("6%", "-6%"),
    good=_YEARS,
    source="Brealey, Myers & Allen, Principles of Corporate Finance",
)

NOT_SPREAD = Rule(
    id="ROI294",
    name="not-spread-over-years",
    severity=Severity.WARNING,
    title="A benefit cannot be spread over the years of its window",
    why="Without a benefit per year nothing wears off, nothing is discounted, and the first year cannot be shown.",
    bad=(
        f"{_YEARS}"
        "  - {id: whole_time, title: Months that count, value: 36 months, source: Quality team}\n"
        "kpis:\n"
        "  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * whole_time}\n"
    ),
    good=(
        f"{_YEARS}"
        "kpis:\n"
        "  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window}\n"
    ),
    source="Phillips & Phillips, ROI Methodology, guiding principle 9",
    mistakes=("M20",),
)
