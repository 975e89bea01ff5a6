"""Conversion: does money come from the right measure, by a technique that a finance department would accept?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import (
    converted,
    formulas,
    is_percentage,
    rests_on,
    sounds_like_margin,
    sounds_like_revenue,
    technique,
)
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.formula import names
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Assumption, Given, Kpi, Programme
from roi_spec.model.text import text

LEAST_EVENTS = 30
LEAST_CREDIBLE = 9
"""The rank from which a technique is somebody's guess at a value."""

REVENUE = Rule(
    id="ROI101",
    name="revenue-as-benefit",
    severity=Severity.ERROR,
    title="Revenue is counted as a benefit",
    why="Most of each extra sale goes to making and delivering it; only the margin is left as a benefit.",
    bad=(
        "kpis:\n  - id: errors\n    title: Sales per month\n    better: higher\n    baseline: 100000 EUR/month\n"
        "    result: 130000 EUR/month\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
        "    conversion: {technique: profit_contribution, formula: effect * benefit_window}\n"
        "    displacement: Sales of the other teams did not fall\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    title: Sales per month\n    better: higher\n    baseline: 100000 EUR/month\n"
        "    result: 130000 EUR/month\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
        "    conversion: {technique: profit_contribution, formula: effect * margin * benefit_window}\n"
        "    displacement: Sales of the other teams did not fall\n"
        "assumptions:\n  - {id: margin, title: Contribution margin, value: 30%, source: Management accounts}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M01",),
)


@checks(REVENUE)
def revenue(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money measures that are counted whole where only a margin is a gain."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        if not _is_revenue(kpi) or sounds_like_margin(kpi.id, kpi.title):
            continue
        used = rests_on(formulas(kpi), programme, context)
        if any(_is_margin(one, kpi) for one in used):
            continue
        yield REVENUE.finding(
            **on(kpi.conversion, "formula"),
            message=text("The formula for “{kpi}” counts the whole amount, without a margin.", kpi=kpi.title),
            help=text(
                "Add the contribution margin under `assumptions:` (`id: contribution_margin`, `value: 30%`) and "
                "multiply by "
                "it: `{formula} * contribution_margin`.",
                formula=kpi.conversion.formula.written,
            ),
        )


def _is_revenue(kpi: Kpi) -> bool:
    """Say whether a KPI is something that is sold: by its technique, or money by its name."""
    stated = _stated(kpi)
    if stated is None or kpi.better != "higher" or kpi.conversion is None:
        return False
    how = technique(kpi)
    if how is not None and how.id == "profit_contribution":
        return True
    return stated.quantity.unit.currency is not None and sounds_like_revenue(kpi.id, kpi.title)


_COST = re.compile(r"cost|kosten|kostprijs", re.IGNORECASE)


def _is_margin(value: Assumption, kpi: Kpi) -> bool:
    """Say whether a value takes the costs off: a margin below 100 %; by the piece, an amount of margin or cost."""
    named = sounds_like_margin(value.id, value.title)
    if value.formula is not None:
        return named
    if is_percentage(value):
        return named and value.value is not None and value.value.best.quantity.base < 1
    stated = _stated(kpi)
    by_the_piece = stated is not None and stated.quantity.unit.currency is None
    return by_the_piece and (named or any(_COST.search(one) for one in (value.id, value.title)))


def _stated(kpi: Kpi) -> Given | None:
    ranged = kpi.result or kpi.forecast
    return kpi.baseline or (ranged.best if ranged else None)


SAVED_TIME = Rule(
    id="ROI124",
    name="saved-time-as-cash",
    severity=Severity.WARNING,
    title="Saved time is counted as money without saying where it goes",
    why="An hour saved is worth money only when it is put to productive use; otherwise the wage bill stays the same.",
    bad=(
        "kpis:\n  - id: errors\n    title: Search time\n    baseline: 300 hours/month\n    result: 180 hours/month\n"
        "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
        "    conversion: {technique: employee_time, formula: effect * rate * benefit_window}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    title: Search time\n    baseline: 300 hours/month\n    result: 180 hours/month\n"
        "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n    conversion:\n"
        "      technique: employee_time\n      formula: effect * rate * benefit_window\n"
        "      redeployed: The backlog of claims fell by 140 files a month, according to the claims system\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M24",),
)


@checks(SAVED_TIME)
def saved_time(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find conversions of time without a word on what people do with it."""
    for kpi in converted(programme):
        if kpi.conversion and _is_time(kpi) and not kpi.conversion.redeployed:
            yield SAVED_TIME.finding(
                **on(kpi.conversion, "technique"),
                message=text("“{kpi}” turns saved time into money; where the time goes is not said.", kpi=kpi.title),
                help=text(
                    "Add `redeployed:` under `conversion:` and write what people do with the time, and how that is "
                    "known."
                ),
            )


def _is_time(kpi: Kpi) -> bool:
    """Say whether working time is turned into money: by the technique, or because the measure counts hours."""
    measure = _stated(kpi)
    counts_hours = measure is not None and ("hour", 1) in measure.quantity.unit.dimensions
    how = technique(kpi)
    return counts_hours or (how is not None and how.id == "employee_time")


POINTS_OR_PERCENT = Rule(
    id="ROI128",
    name="percent-or-points",
    severity=Severity.WARNING,
    title="A change of a percentage is written in percent",
    why="From 20% to 22% is 2 percentage points, and also 10%; the money differs by a factor of five.",
    bad=(
        "kpis:\n  - id: errors\n    title: Files with an error\n    baseline: 20%\n    result: 12%\n    attribution:\n"
        "      method: other_factors\n      factors: [{title: New form, change: 2%, source: Quality team}]\n"
        "    conversion: {technique: expert_value, formula: effect * value_of_all}\n"
        "assumptions:\n  - id: value_of_all\n    title: Cost of errors if every file held one\n    value: 400000 EUR\n"
        "    low: 300000 EUR\n    source: Finance\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    title: Files with an error\n    baseline: 20%\n    result: 12%\n    attribution:\n"
        "      method: other_factors\n      factors: [{title: New form, change: 2 pp, source: Quality team}]\n"
        "    conversion: {technique: expert_value, formula: effect * value_of_all}\n"
        "assumptions:\n  - id: value_of_all\n    title: Cost of errors if every file held one\n    value: 400000 EUR\n"
        "    low: 300000 EUR\n    source: Finance\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M28",),
)


@checks(POINTS_OR_PERCENT)
def points_or_percent(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find changes written with % where the measure itself is a percentage."""
    for kpi in programme.kpis:
        stated = _stated(kpi)
        if stated is None or not stated.quantity.unit.is_share:
            continue
        for change in _changes(kpi):
            if str(change.quantity.unit) == "%":
                yield POINTS_OR_PERCENT.finding(
                    change.at,
                    text(
                        "“{kpi}” is a percentage, and a change of it is written as {written}.",
                        kpi=kpi.title,
                        written=change.written,
                    ),
                    help=text(
                        "Write `{points} pp` when percentage points are meant.", points=change.written.rstrip("% ")
                    ),
                    pointer=kpi.node.pointer,
                )


def _changes(kpi: Kpi) -> Iterator[Given]:
    for attribution in kpi.attributions:
        yield from (factor.change for factor in attribution.factors)
        yield from (row.value for row in attribution.respondents if row.value)


RELATIVE_TARGET = Rule(
    id="ROI130",
    name="target-in-percent",
    severity=Severity.INFO,
    title="A target is a percentage, and the measure is not",
    why="A target of 20% can mean 20% less or 20% of what it was, and nobody can say whether it was reached.",
    bad="kpis:\n  - id: errors\n    target: 20%\n",
    good="kpis:\n  - id: errors\n    target: 240 errors/month\n",
    source="Common mistake in published ROI figures",
    mistakes=("M28",),
)


@checks(RELATIVE_TARGET)
def relative_target(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find targets in percent beside a baseline or result that is not a percentage."""
    for kpi in programme.kpis:
        measured = _stated(kpi)
        if kpi.target and measured and kpi.target.quantity.unit.is_share and not measured.quantity.unit.is_share:
            yield RELATIVE_TARGET.finding(
                **on(kpi, "target"),
                message=text(
                    "The target of “{kpi}” is {target}, and it is measured as {measured}.",
                    kpi=kpi.title,
                    target=kpi.target.quantity,
                    measured=measured.quantity,
                ),
                help=text("Write the target as the value to reach, in the unit of the measure."),
            )


FEW_EVENTS = Rule(
    id="ROI129",
    name="few-events",
    severity=Severity.WARNING,
    title="A change is measured on very few events",
    why="Below about thirty events chance alone moves the count by more than most programmes do.",
    bad="kpis:\n  - id: errors\n    events: 12\n",
    good="kpis:\n  - id: errors\n    events: 3600\n",
    source="Common mistake in published ROI figures",
    mistakes=("M29",),
    min_level=4,
)


@checks(FEW_EVENTS)
def few_events(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money that rests on a baseline of fewer than thirty events."""
    for kpi in converted(programme):
        if kpi.events is not None and kpi.events < LEAST_EVENTS:
            yield FEW_EVENTS.finding(
                **on(kpi, "events"),
                message=text("The baseline of “{kpi}” holds {count} events.", kpi=kpi.title, count=kpi.events),
                help=text(
                    "Use a longer baseline with at least {least} events, or say so under `limitations:`.",
                    least=LEAST_EVENTS,
                ),
            )


NOT_IMPACT = Rule(
    id="ROI138",
    name="activity-as-result",
    severity=Severity.ERROR,
    title="Money is claimed for a measure below the impact level",
    why="Completed courses, scores and used skills are steps towards a result; the business gains by the result.",
    bad=(
        "kpis:\n  - id: exam\n    title: Score on the final exam\n    level: learning\n"
        "    conversion: {technique: expert_value, formula: effect * value_of_knowledge}\n"
        "assumptions:\n  - {id: value_of_knowledge, title: Value of knowledge, value: 50000 EUR, source: Finance}\n"
    ),
    good="kpis:\n  - id: exam\n    title: Score on the final exam\n    level: learning\n",
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M38",),
)


@checks(NOT_IMPACT)
def not_impact(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find conversions on the levels input to application."""
    for kpi in converted(programme):
        if kpi.level != 4:
            yield NOT_IMPACT.finding(
                **on(kpi, "conversion"),
                message=text(
                    "“{kpi}” is measured at the level `{level}` and turned into money.",
                    kpi=kpi.title,
                    level=kpi.level.word,
                ),
                help=text("Remove `conversion:` here, and convert the impact KPI that should follow from it."),
            )


UNAPPROVED = Rule(
    id="ROI168",
    name="standard-value-not-approved",
    severity=Severity.WARNING,
    title="A standard value was not approved by its owner",
    why=(
        "A standard value is the most credible way to money because finance stands behind it; without that it is an "
        "estimate."
    ),
    bad=(
        "kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * own_value * "
        "benefit_window}\n"
        "assumptions:\n  - id: own_value\n    title: Value of an error\n    value: 60 EUR/error\n    low: 50 "
        "EUR/error\n"
        "    source: Quality team\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * own_value * "
        "benefit_window}\n"
        "assumptions:\n  - id: own_value\n    title: Value of an error\n    value: 60 EUR/error\n    low: 50 "
        "EUR/error\n"
        "    source: Cost manual 2025\n"
        "    approved_by: Financial controller\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
    stages=("provisional", "final"),
)


@checks(UNAPPROVED)
def unapproved(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find the technique `standard_value` where nobody has approved any value of the formula."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        written = formulas(kpi)
        used = rests_on(written, programme, context)
        direct = {name.written.removeprefix("standard.") for formula in written for name in names(formula.tree)}
        named = next((one.title for one in used if one.id in direct and not is_percentage(one)), "")
        how = technique(kpi)
        if how is not None and how.id == "standard_value" and used and not any(one.approved_by for one in used):
            yield UNAPPROVED.finding(
                **on(kpi.conversion, "technique"),
                message=text(
                    "“{kpi}” uses “{value}” as a standard value; nobody approved it.",
                    kpi=kpi.title,
                    value=named or used[0].title,
                ),
                help=text("Add `approved_by:` to the value, or name another technique, such as `expert_value`."),
            )


GUESSED_VALUE = Rule(
    id="ROI180",
    name="guessed-value",
    severity=Severity.WARNING,
    title="The value of a measure is somebody's guess",
    why="Who names a price for goodwill or stress is guessing, and a reader who doubts one amount doubts all of them.",
    bad=(
        "kpis:\n  - id: errors\n    conversion:\n      technique: participant_value\n"
        "      formula: effect * cost_per_error * benefit_window\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    conversion:\n      technique: standard_value\n"
        "      formula: effect * cost_per_error * benefit_window\n"
    ),
    source="Guiding principle 11 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M25",),
    min_level=5,
)


@checks(GUESSED_VALUE)
def guessed_value(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find conversions by the three least credible techniques."""
    for kpi in converted(programme):
        how = technique(kpi)
        if kpi.conversion and how and how.rank >= LEAST_CREDIBLE:
            yield GUESSED_VALUE.finding(
                **on(kpi.conversion, "technique"),
                message=text("“{kpi}” gets its value from: {technique}.", kpi=kpi.title, technique=how.title),
                help=text(
                    "Use a value from finance or the records, or remove `conversion:` and list it under `intangibles:`."
                ),
            )
