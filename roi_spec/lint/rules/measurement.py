"""Measurement: was the same thing measured before and after, was the target there first, and is there an outcome?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import at_level, converted
from roi_spec.lint.strands import alike
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme
from roi_spec.model.text import text

MANY_REACTIONS = 10

CHANGED = Rule(
    id="ROI158",
    name="instrument-changed",
    severity=Severity.ERROR,
    title="Before and after were measured in different ways",
    why="With another test or definition the figure changes although nothing else did.",
    bad=(
        "kpis:\n  - id: errors\n    instrument_before: Report 12, version 1\n"
        "    instrument_after: Report 12, version 2\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    instrument_before: Report 12, version 1\n"
        "    instrument_after: Report 12, version 2\n"
        "    changed_because: Version 2 leaves out drafts; the baseline was counted again in the same way\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M30",),
)


@checks(CHANGED)
def changed(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find KPIs whose instrument before and after differ, or of which only one is known, without a reason."""
    for kpi in programme.kpis:
        before, after = kpi.instrument_before, kpi.instrument_after
        if kpi.changed_because or not before or not after or alike(before) == alike(after):
            continue
        yield CHANGED.finding(
            **on(kpi, "instrument_after"),
            message=text(
                "“{kpi}” was measured with “{before}” before and with “{after}” after.",
                kpi=kpi.title,
                before=before,
                after=after,
            ),
            help=text(
                "Measure both with the same one, or add `changed_because:` with why it changed and what was done about "
                "it."
            ),
            related=(Label(kpi.spot("instrument_before"), text("The measurement before.")),),
        )


LATE_TARGET = Rule(
    id="ROI300",
    name="target-set-after-results",
    severity=Severity.WARNING,
    title="A target was set when results were coming in",
    why="Who sees the results first can always choose a target that was reached.",
    bad="kpis:\n  - id: errors\n    target_set_on: 2025-08-01\n",
    good="kpis:\n  - id: errors\n    target_set_on: 2024-12-12\n",
    source="Common mistake in published ROI figures",
    mistakes=("M40",),
)


@checks(LATE_TARGET)
def late_target(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find targets dated after the first day of the result period, or after the source of the result."""
    for kpi in programme.kpis:
        first = kpi.result_period.start if kpi.result_period else None
        day = first or (kpi.source.date if kpi.source and kpi.result else None)
        if kpi.target_set_on is None or day is None or kpi.target_set_on <= day:
            continue
        yield LATE_TARGET.finding(
            **on(kpi, "target_set_on"),
            message=text(
                "The target of “{kpi}” was set on {day}, and results came in from {first}.",
                kpi=kpi.title,
                day=kpi.target_set_on,
                first=day,
            ),
            help=text(
                "Give the target that was agreed before, with its date. When there was none, remove `target:` and show "
                "the result without."
            ),
        )


NO_OUTCOME = Rule(
    id="ROI306",
    name="only-leading-indicators",
    severity=Severity.WARNING,
    title="A study of impact follows early signs only",
    why="Scores and behaviour point to a result; whether it came, only a measure of the business can say.",
    bad=(
        "evaluation_level: 4\n# no costs\nkpis:\n  - id: errors\n    indicator: leading\n    # no conversion\n"
        "    not_converted: Finance accepts no value for an error\n"
    ),
    good=(
        "evaluation_level: 4\n# no costs\nkpis:\n  - id: errors\n    indicator: lagging\n    # no conversion\n"
        "    not_converted: Finance accepts no value for an error\n"
    ),
    source="Leading indicators point ahead, lagging indicators show the outcome: a chain of evidence needs both",
    min_level=4,
)


@checks(NO_OUTCOME)
def no_outcome(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find studies of level 4 and 5 without a lagging measure; level 5 without any impact KPI is for ROI160."""
    if any(is_lagging(kpi) for kpi in programme.kpis):
        return
    if programme.evaluation_level == Level.ROI and not at_level(programme, Level.IMPACT):
        return
    first = next(iter(at_level(programme, Level.IMPACT)), None)
    yield NO_OUTCOME.finding(
        **(on(first, "indicator") if first else on(programme, "kpis")),
        message=text(
            "The study goes to level {level}, and no measure is an outcome.", level=programme.evaluation_level
        ),
        help=text(
            "Add a KPI with `level: impact` that the business already follows, such as errors, sales or leavers, or "
            "lower `evaluation_level:`."
        ),
    )


LEADING_AS_MONEY = Rule(
    id="ROI307",
    name="leading-indicator-as-money",
    severity=Severity.ERROR,
    title="An early sign is turned into money",
    why="An early sign says that a result may come; the money comes with the result.",
    bad=(
        "kpis:\n  - id: errors\n    indicator: leading\n  - id: complaints\n    title: Complaints about claims\n"
        "    level: impact\n    better: lower\n    baseline: 30 complaints/month\n    result: 26 complaints/month\n"
        "    result_period: {from: 2025-02-01, until: 2025-07-31}\n"
        "    source: {system: Quality register, reference: Report 14, date: 2025-08-04}\n"
        "    not_converted: No accepted value\nobjectives:\n"
        "  - {id: fewer_complaints, level: impact, statement: Complaints fall by a tenth, kpi: complaints}\n"
    ),
    good="kpis:\n  - id: errors\n    indicator: lagging\n",
    source="Leading indicators point ahead, lagging indicators show the outcome: a chain of evidence needs both",
    mistakes=("M38",),
)


@checks(LEADING_AS_MONEY)
def leading_as_money(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find impact KPIs that the author calls leading and converts; lower levels are for ROI138."""
    for kpi in converted(programme):
        if kpi.level == Level.IMPACT and kpi.indicator == "leading":
            yield LEADING_AS_MONEY.finding(
                **on(kpi, "indicator"),
                message=text("“{kpi}” is an early sign and is turned into money.", kpi=kpi.title),
                help=text("Remove `conversion:` here and convert the outcome, or write `indicator: lagging`."),
            )


def is_lagging(kpi: Kpi) -> bool:
    """Say whether a KPI measures an outcome: as the author says, else by its level."""
    return kpi.indicator == "lagging" or (kpi.level == Level.IMPACT and kpi.indicator != "leading")


MUCH_REACTION = Rule(
    id="ROI323",
    name="many-reaction-measures",
    severity=Severity.INFO,
    title="A study of the return asks very much about reaction",
    why="Questions cost goodwill; when impact is measured, a few on the lower levels are enough.",
    bad="kpis:\n"
    + "".join(
        f"  - id: item_{number}\n    title: Question {number}\n    level: reaction\n    better: higher\n"
        "    result: 4 points\n    source: {system: Course evaluation}\n"
        for number in range(1, 11)
    ),
    good="kpis:\n  - id: useful\n    result: 4.4 points\n",
    source="Guiding principle 2 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(MUCH_REACTION)
def much_reaction(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find more than ten measures of reaction in a study of level 5."""
    asked = at_level(programme, Level.REACTION)
    if len(asked) > MANY_REACTIONS:
        yield MUCH_REACTION.finding(
            **on(asked[0]),
            message=text("Measures of reaction: {count}, in a study of the return.", count=len(asked)),
            help=text(
                "Keep the two or three that say whether people will use it, and put the effort into level 3 and 4."
            ),
        )


ASKED_TOO_MANY = Rule(
    id="ROI327",
    name="asked-more-than-took-part",
    severity=Severity.WARNING,
    title="More people were asked than took part",
    why="Who answered and who kept silent must together be the participants, or the response says nothing.",
    bad="kpis:\n  - id: useful\n    responses: {invited: 55, received: 34}\n",
    good="kpis:\n  - id: useful\n    responses: {invited: 40, received: 34}\n",
    source="Guiding principle 6 of the ROI Methodology (Phillips & Phillips)",
    stages=("provisional", "final"),
)


@checks(ASKED_TOO_MANY)
def asked_too_many(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Hold the number asked about reaction and learning, and by participant estimates, against who took part."""
    heads = programme.audience.started or programme.audience.invited
    if heads is None:
        return
    for kpi in programme.kpis:
        asked = kpi.responses if kpi.level in (Level.REACTION, Level.LEARNING) else None
        if asked is not None and asked.invited > heads:
            yield _too_many(kpi, on(asked, "invited"), asked.invited, heads)
        for method in kpi.attributions:
            if method.method == "participant_estimate" and method.invited is not None and method.invited > heads:
                yield _too_many(kpi, on(method, "invited"), method.invited, heads)


def _too_many(kpi: Kpi, place: dict[str, object], asked: int, heads: int) -> Finding:
    return ASKED_TOO_MANY.finding(
        **place,  # type: ignore[arg-type]
        message=text(
            "For “{kpi}” {asked} people were asked, and {heads} took part.", kpi=kpi.title, asked=asked, heads=heads
        ),
        help=text("Correct `invited:`, here or under `audience:`."),
    )
