"""Governance: can a reader see the limits of the study, who hears about it, and what still has to be measured?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Level, Programme
from roi_spec.model.text import text

AFTER = ("provisional", "final")

NO_LIMITS = Rule(
    id="ROI181",
    name="no-limitations",
    severity=Severity.WARNING,
    title="The study names no limitations",
    why="Every study has limits; a reader who finds none looks for what was left out.",
    bad="# no limitations\nlanguage: en\n",
    good="limitations:\n  - The comparison team handles slightly simpler claims.\n",
    source="Guiding principle 12 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
    stages=AFTER,
)


@checks(NO_LIMITS)
def no_limits(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask for limitations in a study of level 4 or 5."""
    if not programme.limitations:
        yield NO_LIMITS.finding(
            **on(programme, "limitations"),
            message=text("No limitations are named."),
            help=text("Add `limitations:` with what a critical reader would say, one per line after a dash."),
        )


NO_AUDIENCE = Rule(
    id="ROI182",
    name="no-stakeholders",
    severity=Severity.WARNING,
    title="It is not said who hears the result",
    why="A result that nobody was promised is easily kept back when it disappoints.",
    bad="# no stakeholders\nlanguage: en\n",
    good="stakeholders:\n  - {who: Claims director, gets: One-page summary}\n",
    source="Guiding principle 12 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
    stages=AFTER,
)


@checks(NO_AUDIENCE)
def no_audience(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask for stakeholders; the recomputation of somebody else's claim has none."""
    if not programme.stakeholders and programme.audits is None:
        yield NO_AUDIENCE.finding(
            **on(programme, "stakeholders"),
            message=text("No stakeholders are listed."),
            help=text(
                "Add `stakeholders:` with `who:` and `gets:` for each, such as the sponsor, the managers and the "
                "participants."
            ),
        )


NO_SUMMARY = Rule(
    id="ROI183",
    name="no-summary",
    severity=Severity.INFO,
    title="There is no summary for management",
    why="Who has two minutes reads the summary, and without one the figure travels alone.",
    bad="# no summary\nlanguage: en\n",
    good="summary: Forty claims handlers learned to check files, and the number of errors fell by a third.\n",
    source="Guiding principle 12 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
    stages=AFTER,
)


@checks(NO_SUMMARY)
def no_summary(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask for `summary`."""
    if not programme.summary:
        yield NO_SUMMARY.finding(
            **on(programme, "summary"),
            message=text("The programme has no summary."),
            help=text("Add `summary:` with what was done, what came of it and how sure that is, in three sentences."),
        )


NO_FOLLOW_UP = Rule(
    id="ROI187",
    name="no-follow-up",
    severity=Severity.WARNING,
    title="No measurement is planned for after the course",
    why="Application and impact show weeks and months later, and what nobody has planned nobody measures.",
    bad="stage: running\n# no follow_up\n",
    good=(
        "stage: running\nfollow_up:\n  - {level: application, instrument: Manager survey, owner: Quality team, days: "
        "90}\n"
    ),
    source="Customary follow-up schedule",
    min_level=3,
    stages=("plan", "running"),
)


@checks(NO_FOLLOW_UP)
def no_follow_up(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask for follow-up at level 3 or 4 before the results are in."""
    if not any(planned.level >= Level.APPLICATION for planned in programme.follow_up):
        yield NO_FOLLOW_UP.finding(
            **on(programme, "follow_up"),
            message=text("No measurement at level 3 or 4 is planned."),
            help=text("Add `follow_up:` with `level: application`, `instrument:`, `owner:` and `days: 90`."),
        )
