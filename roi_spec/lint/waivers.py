"""What there is to say about waivers and switched-off rules themselves: expired, too wide, for a rule that must hold.

A waiver for a rule that does not exist is a mistake in the language (ROI256).
"""

from __future__ import annotations

import datetime as dt
import re

from roi_spec.lint.check import on
from roi_spec.model.document import Document
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Pointer
from roi_spec.model.spec import RuleSetting, Waiver
from roi_spec.model.text import text

IDLE = Rule(
    id="ROI194",
    name="waiver-without-effect",
    severity=Severity.WARNING,
    title="A waiver covers nothing",
    why="What it accepted was mended or stands elsewhere, and a waiver that stays behind could hide the next mistake.",
    bad=(
        "waivers:\n  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: "
        "2026-12-31}\n"
    ),
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2026-12-31}\n"
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
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2026-12-31}\n"
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
    bad="waivers:\n  - {rule: ROI223, reason: Agreed, by: Quality team, until: 2026-12-31}\n",
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2026-12-31}\n"
    ),
    source="Findings and waivers",
)

TOO_WIDE = Rule(
    id="ROI196",
    name="waiver-too-wide",
    severity=Severity.WARNING,
    title="A waiver accepts an error everywhere in the file",
    why="It also accepts the same mistake where nobody looked, now and after the next change.",
    bad=(
        "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\nwaivers:\n"
        "  - {rule: ROI104, reason: Finance accepts it, by: Finance, until: 2026-12-31}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\nwaivers:\n"
        "  - {rule: ROI104, at: kpis.errors, reason: Finance accepts it, by: Finance, until: 2026-12-31}\n"
    ),
    source="Findings and waivers",
)

TOO_LONG = Rule(
    id="ROI199",
    name="waiver-too-long",
    severity=Severity.WARNING,
    title="A waiver holds for more than two years",
    why="Who accepted it may have left by then, and nobody looks at the reason again.",
    bad=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2099-12-31}\n"
    ),
    good=(
        "# no limitations\nwaivers:\n"
        "  - {rule: ROI181, at: limitations, reason: Will be written in May, by: Quality team, until: 2026-12-31}\n"
    ),
    source="Findings and waivers",
)

RULE_OFF = Rule(
    id="ROI192",
    name="rule-switched-off",
    severity=Severity.INFO,
    title="A rule that carries the result is switched off",
    why="The result looks better than its evidence, and only the house settings say why.",
    bad=(
        "# in roi-spec.yaml the rule ROI104 has `severity: off`\n"
        "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\n"
    ),
    good=(
        "# in roi-spec.yaml the rule ROI104 has its own weight\n"
        "kpis:\n  - id: errors\n    attribution: {method: none, why: Too much changed at once}\n    # no cross_checks\n"
    ),
    source="Findings and waivers",
)


def is_expired(waiver: Waiver, day: dt.date | None) -> bool:
    """Say whether a waiver no longer holds on a day; without a day it holds."""
    return day is not None and waiver.until is not None and waiver.until < day


def reaches(waiver: Waiver, pointer: Pointer, document: Document) -> bool:
    """Say whether a place in the document lies at or below the place of a waiver."""
    place = locate(waiver.place, document)
    return place is not None and pointer[: len(place)] == place


_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def locate(place: str, document: Document) -> Pointer | None:
    """Read `costs`, `kpis.errors.attribution` or `kpis[0]` as a pointer; items of a list go by position or by `id`.

    The last steps may lead to a field that was not written. None when a list has no such item.
    """
    pointer: Pointer = ()
    for name, position in _PART.findall(place):
        node = document.find(pointer)
        if node is None or node.kind != "list":
            pointer = (*pointer, int(position) if position else name)
            continue
        ids = [(item.get("id").text if item.get("id") else "") for item in node.items]  # type: ignore[union-attr]
        index = int(position) if position else ids.index(name) if name in ids else len(ids)
        if index >= len(ids):
            return None
        pointer = (*pointer, index)
    return pointer


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


def too_wide(waiver: Waiver) -> Finding:
    """Say that an error is accepted in the whole file."""
    return TOO_WIDE.finding(
        **on(waiver, "rule"),
        message=text("The waiver for {rule} has no `at:`, so it accepts this error everywhere.", rule=waiver.rule),
        help=text("Add `at:` with the place it was agreed for, for example `at: costs` or `at: kpis.errors`."),
    )


def too_long(waiver: Waiver, day: dt.date) -> Finding:
    """Say that the waiver holds for more than two years from the day of judging."""
    return TOO_LONG.finding(
        **on(waiver, "until"),
        message=text("The waiver for {rule} holds until {until}.", rule=waiver.rule, until=waiver.until),
        help=text(
            "Write a day within two years, for example `until: {day}`, and look at the reason again then.",
            day=same_day(day, 1).isoformat(),
        ),
    )


def same_day(day: dt.date, years: int) -> dt.date:
    """Give the same day some years later; 29 February becomes the 28th where there is none."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def switched_off(setting: RuleSetting, silenced: tuple[Finding, ...]) -> Finding:
    """Say what a rule that is off would have said, where it would have said it first."""
    return RULE_OFF.finding(
        silenced[0].at,
        text(
            "The house settings switch off {rule}, which has something to say here: {said}",
            rule=setting.rule,
            said=silenced[0].text,
        ),
        help=text("The reason that `roi-spec.yaml` gives: {reason}.", reason=setting.reason.rstrip("."))
        if setting.reason
        else text("Give the reason in `roi-spec.yaml` with `reason:`, or switch the rule on again."),
        pointer=silenced[0].pointer,
    )
