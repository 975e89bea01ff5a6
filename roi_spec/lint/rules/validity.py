"""Validity: what has expired, or is overdue, on the day by which the programme is judged?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import first_use, standards_used
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Assumption, Programme
from roi_spec.model.text import text

EXPIRED = Rule(
    id="ROI150",
    name="expired-value",
    severity=Severity.WARNING,
    title="A value has expired",
    why="A rate or margin of years ago may be far from what it is today, and its owner said until when it holds.",
    bad=("assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    valid_until: 2023-12-31\n"),
    good=("assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    valid_until: 2099-12-31\n"),
    source="Common mistake in published ROI figures",
    mistakes=("M50",),
)


@checks(EXPIRED)
def expired(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find assumptions and used standard values past their date; needs the day to judge by."""
    day = context.as_of
    for value in programme.assumptions:
        if day and value.valid_until and value.valid_until < day:
            yield _expired(value, on(value, "valid_until"), ())
    # A standard value has to hold on the day it was taken; that there is a newer one is for another rule.
    taken = programme.evaluated_on or day
    for value in standards_used(evaluation, context):
        place, related = (
            first_use(programme, f"standard.{value.id}"),
            (Label(value.at, text("The standard value stands here.")),),
        )
        if taken and value.valid_until and value.valid_until < taken:
            yield _expired(value, place, related)
        elif taken and value.valid_from and value.valid_from > taken:
            yield EXPIRED.finding(
                **place,
                message=text(
                    "“{value}” holds from {start} on, and was taken on {day}.",
                    value=value.title,
                    start=value.valid_from,
                    day=taken,
                ),
                help=text("Give the list of standard values the version that held then, or change `evaluated_on:`."),
                related=related,
            )


def _expired(value: Assumption, place: dict[str, object], related: tuple[Label, ...]) -> Finding:
    return EXPIRED.finding(
        **place,  # type: ignore[arg-type]
        message=text("“{value}” was valid until {until}.", value=value.title, until=value.valid_until),
        help=text(
            "Ask {owner} for the present value, and write it with a new `date:` and `valid_until:`.",
            owner=value.owner or text("its owner"),
        ),
        related=related,
    )


NOT_JUDGED = Rule(
    id="ROI193",
    name="dates-not-checked",
    severity=Severity.INFO,
    title="Expiry dates were not checked",
    why=(
        "Whether a value or waiver has expired depends on the day, and the same files must give the same findings "
        "every day."
    ),
    bad=(
        "# roi-spec check, outside git and without --as-of\nassumptions:\n  - id: cost_per_error\n    valid_until: "
        "2099-12-31\n"
    ),
    good="# roi-spec check --as-of 2025-09-01\nassumptions:\n  - id: cost_per_error\n    valid_until: 2099-12-31\n",
    source="Common mistake in published ROI figures",
    mistakes=("M50",),
)


@checks(NOT_JUDGED)
def not_judged(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Say once that dates were not judged, when there are any and no day to judge by."""
    dated = [*programme.assumptions, *standards_used(evaluation, context)]
    if context.as_of is None and (any(one.valid_until for one in dated) or any(one.until for one in programme.waivers)):
        yield NOT_JUDGED.finding(
            programme.at,
            text("No day was given to judge by, so expiry dates were not checked."),
            help=text(
                "Give the day with `--as-of`, for example `--as-of 2025-09-01`; in a git repository the date of the "
                "commit is used."
            ),
        )


OVERDUE = Rule(
    id="ROI188",
    name="follow-up-overdue",
    severity=Severity.INFO,
    title="A planned measurement is overdue",
    why="What is not measured at its time can often not be measured later, because people forget and move on.",
    bad="follow_up:\n  - {level: application, instrument: Manager survey, owner: Quality team, date: 2025-04-24}\n",
    good=(
        "follow_up:\n  - {level: application, instrument: Manager survey, owner: Quality team, date: 2025-04-24, "
        "done: 2025-04-28}\n"
    ),
    source="Customary follow-up schedule",
    stages=("running", "provisional", "final"),
)


@checks(OVERDUE)
def overdue(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find planned measurements whose date has passed without `done`; needs the day to judge by."""
    for planned in programme.follow_up:
        if context.as_of and planned.date and planned.date < context.as_of and planned.done is None:
            yield OVERDUE.finding(
                **on(planned, "date"),
                message=text(
                    "“{instrument}” was planned for {date}, by {owner}.",
                    instrument=planned.instrument,
                    date=planned.date,
                    owner=planned.owner,
                ),
                help=text("Add `done:` with the date it was done, or a new `date:`."),
            )
