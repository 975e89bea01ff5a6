"""How much changed, and whether a reviewer wants to hear of it: changes by cause, and findings that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from roi_spec.model.comparison import Cause, Change, Comparison, Kind, ProgrammeChange
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT
from roi_spec.render.comparison.headlines import has_moved, main_result
from roi_spec.render.comparison.speech import Speech, difference

COUNTING = (Cause.VALUE, Cause.METHOD, Cause.STANDARD, Cause.DATA, Cause.HOUSE, Cause.TOOL)
"""Causes that can move a figure, in the order in which a reviewer hears of them."""


def counts(comparison: Comparison, speech: Speech) -> tuple[str, ...]:
    """Give the line that counts: what changed by cause, sign-offs that fell away, findings that appeared."""
    changes = {(place, change.address): change for place, change in _every(comparison)}
    causes = Counter(change.cause for change in changes.values() if not _is_day(change))
    kinds = Counter(one.kind for one in comparison.programmes)
    said = [_counted(_PROGRAMMES[kind], kinds[kind]) for kind in _PROGRAMMES if kinds[kind]]
    said += [_counted(_CAUSES[cause], causes[cause]) for cause in COUNTING if causes[cause]]
    lost = sum(crossing.code == "sign_off_lost" for _, crossing in comparison.crossings)
    said += [_counted(_WAITING, lost)] if lost else []
    found = Counter(one.severity for one in appeared(comparison))
    said += [_counted(_FOUND[kind], found[kind]) for kind in Severity if found[kind] or kind is Severity.ERROR]
    return tuple(speech.say(one) for one in said)


def _every(comparison: Comparison) -> Iterable[tuple[str, Change]]:
    for programme in comparison.programmes:
        yield from ((programme.id, change) for change in programme.changes)
    yield from (("", change) for change in comparison.shared)


def _is_day(change: Change) -> bool:
    """Say whether it is the day of a cost: it may move a figure, but nobody calls it a method."""
    return change.cause is Cause.METHOD and change.address.endswith(".date")


def appeared(comparison: Comparison) -> tuple[Finding, ...]:
    """Give every finding that is new, those of programmes first."""
    return (*(one for programme in comparison.programmes for one in programme.appeared), *comparison.appeared)


def went(comparison: Comparison) -> tuple[Finding, ...]:
    """Give every finding that is no longer there."""
    return (*(one for programme in comparison.programmes for one in programme.went), *comparison.went)


def _counted(forms: tuple[Text, Text, Text], n: int) -> Text:
    none, one, many = forms
    return none if n == 0 else text((one if n == 1 else many).msgid, n=n)


_CAUSES: dict[Cause, tuple[Text, Text, Text]] = {
    Cause.VALUE: (Text(""), Text("{n} value changed"), Text("{n} values changed")),
    Cause.METHOD: (Text(""), Text("{n} method changed"), Text("{n} methods changed")),
    Cause.STANDARD: (Text(""), Text("{n} standard value changed"), Text("{n} standard values changed")),
    Cause.DATA: (Text(""), Text("{n} data file changed"), Text("{n} data files changed")),
    Cause.HOUSE: (Text(""), Text("{n} house setting changed"), Text("{n} house settings changed")),
    Cause.TOOL: (Text(""), Text("another version of the tool"), Text("other versions of the tool")),
}
_PROGRAMMES: dict[Kind, tuple[Text, Text, Text]] = {
    Kind.ADDED: (Text(""), Text("{n} new programme"), Text("{n} new programmes")),
    Kind.REMOVED: (Text(""), Text("{n} programme removed"), Text("{n} programmes removed")),
}
_WAITING = (Text(""), Text("{n} waits for a new sign-off"), Text("{n} wait for a new sign-off"))
_FOUND: dict[Severity, tuple[Text, Text, Text]] = {
    Severity.ERROR: (Text("no new errors"), Text("{n} new error"), Text("{n} new errors")),
    Severity.WARNING: (Text(""), Text("{n} new warning"), Text("{n} new warnings")),
    Severity.INFO: (Text(""), Text("{n} new remark"), Text("{n} new remarks")),
}


def unchanged(n: int) -> Text:
    """Say how many programmes are the same at both sides."""
    return text("{n} programme is the same", n=n) if n == 1 else text("{n} programmes are the same", n=n)


# --- whether there is something to say -------------------------------------------------------------------------------


def worth_saying(comparison: Comparison, threshold: Fraction | int = 0) -> bool:
    """Say whether a reviewer wants to hear of a comparison.

    That is when a result moved (an ROI by at least `threshold` percentage points), came or went, when a line was
    crossed, or when a finding appeared.
    """
    if comparison.crossings or appeared(comparison):
        return True
    return any(_is_telling(one, Fraction(threshold)) for one in comparison.programmes)


def _is_telling(one: ProgrammeChange, threshold: Fraction) -> bool:
    found = main_result(one)
    if found is None or found[1].unit != PERCENT or not threshold:
        return has_moved(one)
    return abs(difference(found[1], found[2]).value) >= threshold
