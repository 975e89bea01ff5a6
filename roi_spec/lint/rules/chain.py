"""The chain of evidence: does each level, from reaction to impact, rest on the one below?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import at_level, counted, has_data, is_missing
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme, Stage
from roi_spec.model.text import text

NO_IMPACT = Rule(
    id="ROI160",
    name="roi-without-impact",
    severity=Severity.ERROR,
    title="A study claims level 5 and measures no impact",
    why="ROI compares money with money, and the money has to come from a measured change in the business.",
    bad=(
        "kpis:\n  - id: errors\n    # no result\n    # no attribution\n    # no cross_checks\n    # no conversion\n"
        "    absent_because: The register was replaced\n"
    ),
    good="kpis:\n  - id: errors\n    result: 180 errors/month\n",
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(NO_IMPACT)
def no_impact(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find level-5 studies without an impact KPI that has a result or, before the end, a forecast."""
    impact = at_level(programme, Level.IMPACT)
    if any(has_data(kpi) or kpi.forecast or is_missing(kpi, programme) for kpi in impact):
        return
    place = on(impact[0]) if impact else on(programme, "kpis")
    if impact and programme.stage is Stage.PLAN:
        message = text("The plan aims at level 5, and no impact KPI has a forecast.")
    else:
        message = text("The study goes to level 5, and no impact KPI has a result.")
    yield NO_IMPACT.finding(
        **place,
        message=message,
        help=text(
            "Add a KPI with `level: impact` and a `result:` (in a plan: `forecast:`), or lower `evaluation_level:`."
        ),
    )


BROKEN_CHAIN = Rule(
    id="ROI161",
    name="impact-without-application",
    severity=Severity.WARNING,
    title="An impact is claimed without data on application",
    why=(
        "Between a course and a result stand people who do something differently; without that link the result may "
        "have any cause."
    ),
    bad="kpis:\n  - id: checklist\n    # no result\n    absent_because: The observation was cancelled\n",
    good="kpis:\n  - id: checklist\n    result: 82%\n",
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
)


@checks(BROKEN_CHAIN)
def brokenchain(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find impact without application: without results after the programme, without a KPI before."""
    chain = at_level(programme, Level.APPLICATION)
    if not at_level(programme, Level.IMPACT) or _complete(programme, chain):
        return
    yield BROKEN_CHAIN.finding(
        **(on(chain[0]) if chain else on(programme, "kpis")),
        message=text("Impact is claimed, and nothing was measured at level 3 (application)."),
        help=text(
            "Add a KPI with `level: application`, for example the share of participants who use what they learned."
        ),
    )


NO_BASE_LEVELS = Rule(
    id="ROI162",
    name="no-reaction-or-learning",
    severity=Severity.WARNING,
    title="Nothing was measured on reaction and learning",
    why="When a result disappoints, these levels show whether the course, the transfer or the idea was at fault.",
    bad=(
        "kpis:\n  - id: useful\n    # no result\n    absent_because: The form was lost\n"
        "  - id: exam\n    # no result\n    absent_because: The exam was cancelled\n"
    ),
    good="kpis:\n  - id: useful\n    result: 4.4 points\n  - id: exam\n    result: 83%\n",
    source="Guiding principles 1 and 2 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
)


@checks(NO_BASE_LEVELS)
def no_base_levels(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find studies of level 4 and up with neither reaction nor learning data; one of the two is enough."""
    base = at_level(programme, Level.REACTION, Level.LEARNING)
    if not _complete(programme, base):
        yield NO_BASE_LEVELS.finding(
            **(on(base[0]) if base else on(programme, "kpis")),
            message=text("Nothing was measured at level 1 (reaction) or level 2 (learning)."),
            help=text("Add a KPI with `level: reaction` or `level: learning`; a short survey or a test is enough."),
        )


def _complete(programme: Programme, kpis: tuple[Kpi, ...]) -> bool:
    """Say whether a level is covered: by data after the programme, by a plan to measure before."""
    if programme.stage in (Stage.PLAN, Stage.RUNNING):
        return bool(kpis)
    return any(has_data(kpi) or is_missing(kpi, programme) for kpi in kpis)


NOT_APPLIED = Rule(
    id="ROI163",
    name="benefit-without-application",
    severity=Severity.ERROR,
    title="Nobody applies what was learned, and a benefit is claimed",
    why="A training works through what people do differently; when nobody does, the benefit has another cause.",
    bad="kpis:\n  - id: checklist\n    result: 0%\n",
    good="kpis:\n  - id: checklist\n    result: 82%\n",
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
)


@checks(NOT_APPLIED)
def not_applied(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a benefit above zero where every application KPI is zero."""
    applied = [
        kpi for kpi in programme.kpis if kpi.level == Level.APPLICATION and kpi.better == "higher" and kpi.result
    ]
    benefit = evaluation.quantity("result.total_benefit")
    nobody = applied and all(kpi.result and kpi.result.best.quantity.value == 0 for kpi in applied)
    if nobody and benefit is not None and benefit.value > 0:
        yield NOT_APPLIED.finding(
            **on(applied[0], "result"),
            message=text(
                "“{kpi}” is zero, and a benefit of {benefit} is counted.", kpi=applied[0].title, benefit=benefit
            ),
            help=text(
                "Check the application figure. If it is right, write `method: none` under `attribution:` of the "
                "impact KPIs."
            ),
        )


FELL = Rule(
    id="ROI166",
    name="application-fell",
    severity=Severity.WARNING,
    title="Application got worse, and a benefit is claimed",
    why="When people do less of what they learned, the benefit is likely to have another cause.",
    bad="kpis:\n  - id: checklist\n    baseline: 90%\n    result: 82%\n",
    good="kpis:\n  - id: checklist\n    baseline: 40%\n    result: 82%\n",
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
)


@checks(FELL)
def fell(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find application KPIs that moved the wrong way beside a benefit above zero."""
    benefit = evaluation.quantity("result.total_benefit")
    if benefit is None or benefit.value <= 0:
        return
    for one in evaluation.kpis:
        change = evaluation.quantity(one.improvement) if one.improvement else None
        result = one.kpi.result.best.quantity if one.kpi.result else None
        is_applied = one.kpi.level == Level.APPLICATION and result is not None and result.value != 0  # zero: ROI163
        if is_applied and change is not None and change.value < 0:
            yield FELL.finding(
                **on(one.kpi, "result"),
                message=text(
                    "“{kpi}” is worse than its baseline, and a benefit of {benefit} is counted.",
                    kpi=one.kpi.title,
                    benefit=benefit,
                ),
                help=text(
                    "Check both figures, and `better:`. If they are right, say under `limitations:` what it means."
                ),
            )


FEWER_APPLY = Rule(
    id="ROI164",
    name="more-benefit-than-application",
    severity=Severity.WARNING,
    title="Benefits are counted for more people than apply what they learned",
    why="Who does not apply the training cannot have its effect.",
    bad=(
        "kpis:\n  - id: checklist\n    title: People who use the checklist\n    target: 32 persons\n    result: 20 "
        "persons\n"
        "  - id: errors\n    people: 40\n"
    ),
    good=(
        "kpis:\n  - id: checklist\n    title: People who use the checklist\n    target: 32 persons\n    result: 20 "
        "persons\n"
        "  - id: errors\n    people: 20\n"
    ),
    source="Guiding principle 1 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(FEWER_APPLY)
def fewer_apply(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare application KPIs that count persons with the people of counted KPIs; shares say nothing of people."""
    heads = [
        kpi.result.best.quantity
        for kpi in programme.kpis
        if kpi.level == Level.APPLICATION
        and kpi.result
        and kpi.result.best.quantity.unit.dimensions == (("person", 1),)
    ]
    if not heads:
        return
    most = max(heads, key=lambda one: one.base)
    for one in counted(evaluation):
        if one.kpi.people is not None and one.kpi.people > most.base:
            yield FEWER_APPLY.finding(
                **on(one.kpi, "people"),
                message=text(
                    "“{kpi}” counts {people} people, and {most} apply what they learned.",
                    kpi=one.kpi.title,
                    people=one.kpi.people,
                    most=most,
                ),
                help=text("Count benefits for those who apply it: `people: {number}`.", number=int(most.base)),
            )
