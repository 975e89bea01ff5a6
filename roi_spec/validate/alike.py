"""One finding for one habit: the same slip in the same field of many items is said once, with all its places.

Somebody who writes shares without a percent sign does so for every respondent; sixty findings would hide the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roi_spec.model.finding import Finding, Fix, Label
from roi_spec.model.text import text
from roi_spec.validate import rules

HABITS = frozenset(
    rule.id
    for rule in (
        rules.UNKNOWN_FIELD,
        rules.THOUSANDS_DOT,
        rules.NUMBER_NOTATION,
        rules.UNIT_MISSING,
        rules.SHARE_NOTATION,
        rules.WHOLE_NUMBER,
        rules.DATE_NOTATION,
        rules.YES_NO,
        rules.WORD_QUOTES,
    )
)
"""Rules about a way of writing. A wrong word or id is another one each time, and is said each time."""
FEW = 2
"""So many alike are still said one by one."""
SHOWN = 5
"""Other places that are shown; the fix covers all of them."""


def joined(found: Iterable[Finding]) -> list[Finding]:
    """Join findings of one rule, about one field of the items of one list, when each has a fix and there are many."""
    groups: dict[object, list[Finding]] = {}
    for finding in found:
        field = tuple("" if isinstance(part, int) else part for part in finding.pointer)
        is_habit = finding.code in HABITS and finding.fix is not None and field != finding.pointer
        groups.setdefault((finding.code, field) if is_habit else id(finding), []).append(finding)
    return [each for group in groups.values() for each in (group if len(group) <= FEW else [_one_for_all(group)])]


def _one_for_all(group: list[Finding]) -> Finding:
    first, *others = sorted(group, key=lambda finding: finding.order)
    fixes = [finding.fix for finding in (first, *others) if finding.fix is not None]
    labels = (Label(finding.at, finding.fix.title) for finding in others[:SHOWN] if finding.fix is not None)
    return replace(
        first,
        help=text("{advice}\nThe same is true in {count} more places.", advice=first.help or "", count=len(others)),
        related=(*first.related, *labels),
        fix=Fix(fixes[0].title, tuple(edit for fix in fixes for edit in fix.edits), all(fix.safe for fix in fixes)),
    )
