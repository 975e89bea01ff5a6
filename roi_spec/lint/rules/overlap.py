"""Overlap: is the same gain counted along two ways, or taken from somebody else?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import counted, formulas, rests_on, technique
from roi_spec.lint.strands import SALES, TITLES, alike, overlap, population, strand
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Programme
from roi_spec.model.text import Text, text

_TIME_AND_OUTPUT = (
    "kpis:\n  - id: errors\n    title: Productivity in claim files\n{first}"
    "  - id: search\n    title: Search time\n    level: impact\n    better: lower\n    baseline: 300 hours/month\n"
    "    result: 200 hours/month\n    result_period: {{from: 2025-02-01, until: 2025-07-31}}\n"
    "    source: {{system: Time sheets, reference: Report 8, date: 2025-08-04}}\n{second}"
    "    attribution: {{method: expert_estimate, share: 50%, confidence: 80%}}\n"
    "    cross_checks: [{{method: prior_study, study: Course of 2023, share: 60%}}]\n    conversion:\n"
    "      technique: employee_time\n      formula: effect * rate * benefit_window\n"
    "      redeployed: The backlog of claims fell by 140 files a month\n"
    "objectives:\n  - {{id: search, level: impact, statement: Search time falls by a third, kpi: search}}\n"
)

DOUBLE = Rule(
    id="ROI153",
    name="counted-along-two-ways",
    severity=Severity.WARNING,
    title="Two benefits may hold the same money",
    why="Hours saved are the hours in which more is made, and a higher win rate is part of higher sales.",
    bad=_TIME_AND_OUTPUT.format(first="", second=""),
    good=_TIME_AND_OUTPUT.format(
        first="", second="    overlap: The hours saved go to the telephone team and not to claim files\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M22",),
    min_level=5,
)


@checks(DOUBLE)
def double(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask about pairs of counted KPIs of the same people that measure the same or run along overlapping strands."""
    asked: set[str] = set()
    for one, other in combinations([found.kpi for found in counted(evaluation)], 2):
        why = _shared(one, other, programme)
        if why is None or one.overlap or other.overlap or other.id in asked:
            continue
        asked.add(other.id)
        yield DOUBLE.finding(
            **on(other, "overlap"),
            message=text(
                "“{kpi}” and “{other}” are both counted in money, for the same people: {why}.",
                kpi=one.title,
                other=other.title,
                why=why,
            ),
            help=text(
                "Add `overlap:` to one of them with why its money is not in the other, or remove `conversion:` there."
            ),
            related=(Label(one.at, text("The other one.")),),
        )


def _shared(one: Kpi, other: Kpi, programme: Programme) -> Text | None:
    """Say what two KPIs share; None when nothing does."""
    if alike(population(one, programme)) != alike(population(other, programme)):
        return None
    if one.measure and one.measure == other.measure:
        return text("they are the same measure")
    first, second = strand(one), strand(other)
    if not overlap(first, second):
        return None
    if first == second:
        return TITLES[first]
    return text("{first} and {second}", first=TITLES[first], second=TITLES[second])


DISPLACED = Rule(
    id="ROI302",
    name="displacement-not-asked",
    severity=Severity.WARNING,
    title="It is not said whether extra sales were taken from elsewhere",
    why="A sale that moved from another team, product or quarter is no gain for the organisation.",
    bad=(
        "kpis:\n  - id: errors\n    title: Sales per month\n    better: higher\n    baseline: 100000 EUR/month\n"
        "    result: 130000 EUR/month\n    # no target\n    attribution: {method: expert_estimate, share: 50%, "
        "confidence: 80%}\n    cross_checks: [{method: prior_study, study: Course of 2023, share: 60%}]\n"
        "    conversion: {technique: profit_contribution, formula: effect * margin * benefit_window}\n"
        "assumptions:\n  - id: margin\n    title: Contribution margin\n    value: 30%\n    low: 25%\n"
        "    source: Management accounts\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    title: Sales per month\n    better: higher\n    baseline: 100000 EUR/month\n"
        "    result: 130000 EUR/month\n    # no target\n    attribution: {method: expert_estimate, share: 50%, "
        "confidence: 80%}\n    cross_checks: [{method: prior_study, study: Course of 2023, share: 60%}]\n"
        "    conversion: {technique: profit_contribution, formula: effect * margin * benefit_window}\n"
        "    displacement: Sales of the other teams did not fall, according to the ledger\n"
        "assumptions:\n  - id: margin\n    title: Contribution margin\n    value: 30%\n    low: 25%\n"
        "    source: Management accounts\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M44",),
    min_level=5,
    stages=("provisional", "final"),
)

_DISPLACED = re.compile(r"displac|cannibal|moved? from|pulled forward|verdring|verschov|verplaatst", re.IGNORECASE)


@checks(DISPLACED)
def displaced(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask about counted sales without a word on displacement and without a value for it in the formula."""
    for one in counted(evaluation):
        if not sells(one.kpi) or one.kpi.displacement:
            continue
        behind = rests_on(formulas(one.kpi), programme, context)
        if any(_DISPLACED.search(said) for value in behind for said in (value.id, value.title)):
            continue
        yield DISPLACED.finding(
            **on(one.kpi, "displacement"),
            message=text(
                "“{kpi}” counts extra sales; whether these came from another team, product or period is not said.",
                kpi=one.kpi.title,
            ),
            help=text("Add `displacement:` with what was looked at, such as the sales of the other teams."),
        )


def sells(kpi: Kpi) -> bool:
    """Say whether the money of a KPI comes from sales."""
    how = technique(kpi)
    return strand(kpi) == SALES or (how is not None and how.id == "profit_contribution")
