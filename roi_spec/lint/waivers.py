"""What there is to say about waivers themselves: expired, without effect, or for a rule that must hold.

A waiver for a rule that does not exist is a mistake in the language (ROI256).
"""

from __future__ import annotations

from roi_spec.lint.check import on
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Waiver
from roi_spec.model.text import text

IDLE = Rule(
    id="ROI194",
    name="waiver-without-effect",
    severity=Severity.WARNING,
    title="A waiver covers nothing",
    why="What it accepted was mended or stands elsewhere, and a waiver that stays behind could hide the next mistake.",
    bad=(
        "waivers:\n  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: "
        "2099-12-31}\n"
    ),
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2099-12-31}\n"
    ),
    source="Findings and waivers",
)

EXPIRED = Rule(
    id="ROI195",
    name="waiver-expired",
    severity=Severity.WARNING,
    title="A waiver has expired",
    why="Somebody accepted this finding until a day that has passed, so it counts again.",
    bad=(
        "waivers:\n  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: "
        "2024-05-31}\n"
    ),
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2099-12-31}\n"
    ),
    source="Findings and waivers",
)

NOT_WAIVABLE = Rule(
    id="ROI197",
    name="waiver-for-language-rule",
    severity=Severity.ERROR,
    title="A waiver is for a rule that cannot be waived",
    why=(
        "A value that cannot be read does not become readable by accepting it; only judgements of the profession can "
        "be waived."
    ),
    bad="waivers:\n  - {rule: ROI223, reason: Agreed, by: Quality team, until: 2099-12-31}\n",
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2099-12-31}\n"
    ),
    source="Findings and waivers",
)


def idle(waiver: Waiver) -> Finding:
    """Say that no finding stands where the waiver points."""
    place = waiver.place or text("the whole file")
    return IDLE.finding(
        **on(waiver, "rule"),
        message=text("There is no finding {rule} at {place}.", rule=waiver.rule, place=place),
        help=text("Remove this waiver, or correct `at:`."),
    )


def expired(waiver: Waiver) -> Finding:
    """Say that the day of the waiver has passed."""
    return EXPIRED.finding(
        **on(waiver, "until"),
        message=text("The waiver for {rule} ended on {until}.", rule=waiver.rule, until=waiver.until),
        help=text("Mend the finding, or ask {by} for a new reason and a new `until:`.", by=waiver.by),
    )


def not_waivable(waiver: Waiver) -> Finding:
    """Say that the rule is one of reading or of the language."""
    return NOT_WAIVABLE.finding(
        **on(waiver, "rule"),
        message=text("{rule} is a rule of the language and cannot be waived.", rule=waiver.rule),
        help=text("Remove this waiver and mend what {rule} points at.", rule=waiver.rule),
    )
