"""What all views of a history share: who and when, what a result was and became, and one side of a change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roi_spec.model.comparison import Change, Explained
from roi_spec.model.past import Commit, Stand, Turn, Version
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Piece, Place, Sentence, Words
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.render.comparison.speech import Speech, difference, fitting, heading
from roi_spec.render.exact import exactly
from roi_spec.render.site_tell import NOTHING, Teller
from roi_spec.render.site_words import STAGES

_RESULTS = ("roi", "net_benefit", "total_benefit", "total_cost")
"""What a version is known by: the first of them that it has."""

STANDS: dict[Stand, Text] = {
    Stand.FIXED: Text("Fixed beforehand"),
    Stand.MOVED: Text("Not as agreed beforehand"),
    Stand.RETURNED: Text("As agreed, but not all the time"),
    Stand.AHEAD: Text("Not started yet"),
    Stand.UNKNOWN: Text("The history cannot tell"),
}
"""What stands above the proof."""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of the result from one version to the next."""

    name: str
    """`roi`, or what stands in its place where a side has none."""
    before: Quantity | None
    after: Quantity | None
    decimals: int = 0
    """With which the effects of changes are written, so that they add up."""

    @property
    def is_still(self) -> bool:
        """Say whether it stayed what it was."""
        return self.before == self.after


def move_of(turn: Turn) -> Move | None:
    """Give what became of the result; None when neither side has one."""
    after, before = turn.version, turn.before
    sides = [one for one in (before, after) if one is not None]
    for name in _RESULTS:
        found = [getattr(one, name) for one in sides]
        if all(one is not None for one in found):
            return Move(name, found[0] if before else None, found[-1], _decimals(found, turn.explained))
    only = next((name for name in _RESULTS for one in sides if getattr(one, name) is not None), None)
    return Move(only, getattr(before, only) if before else None, getattr(after, only)) if only else None


def _decimals(found: list[Quantity], told: Explained | None) -> int:
    parts = [one.by for one in told.effects] if told else []
    return fitting(found[0], found[-1], parts)[0]


def result(speech: Speech, name: str, quantity: Quantity | None) -> Sentence:
    """Write a result of an earlier version, which no working on the site can show."""
    return NOTHING if quantity is None else (exactly(Count(speech.result(name, quantity)), quantity),)


def signed(speech: Speech, quantity: Quantity, decimals: int) -> Sentence:
    """Write a difference with its sign."""
    return (exactly(Count(speech.signed(quantity, decimals)), quantity),)


def moved(tell: Teller, move: Move) -> Sentence:
    """Say what became of the result: `ROI 179% → 202% (+23 percentage points)`."""
    speech = Speech(tell.translator)
    name = speech.say(heading(f"result.{move.name}"))
    after = result(speech, move.name, move.after)
    if move.before is None or move.after is None or move.is_still:
        return (f"{name} ", *after)
    before = result(speech, move.name, move.before)
    by = signed(speech, difference(move.before, move.after), move.decimals)
    return (f"{name} ", *before, " → ", *after, " (", *by, ")")


def stage(tell: Teller, version: Version) -> str:
    """Give the stage of a version in words."""
    return tell.words(STAGES[version.stage]) if version.stage in STAGES else ""


def when(tell: Teller, commit: Commit | None) -> Sentence:
    """Write the day of a commit."""
    return (tell.day(commit.day),) if commit is not None else tell.say("not committed yet")


def who(commit: Commit | None) -> tuple[Piece, ...]:
    """Write who made a commit, as the house decided; nothing where nobody is named."""
    return (Words(commit.who, ""),) if commit is not None and commit.who else ()


def message(commit: Commit | None) -> tuple[Piece, ...]:
    """Give the first line of the message of a commit, in quotation marks."""
    return ("“", Words(commit.words, ""), "”") if commit is not None and commit.words else ()


def place(tell: Teller, version: Version) -> Place:
    """Give the short hash of a commit, and the way to the file as it left it."""
    assert version.commit is not None
    at = Span(version.path, 1, 1, 1, 1)
    return Place(version.commit.id[:10], replace(tell.context, commit=version.commit.id).href(at))


def side(tell: Teller, stated: Text | None) -> Sentence:
    """Write one side of a change: figures as counts, words as an author's; a dash where there was nothing."""
    if stated is None:
        return NOTHING
    values = [value for _, value in stated.params]
    if len(values) == 1 and isinstance(values[0], Quantity):
        return (exactly(Count(tell.words(stated)), values[0]),)
    return (Words(shortened(tell.words(stated)), ""),)


def title(tell: Teller, change: Change) -> Words:
    """Give what changed, in the author's words with ours behind them."""
    return Words(shortened(tell.words(change.title)), "")


def shortened(words: str, most: int = 200) -> str:
    """Give words that fit a cell; who wants all of them has the file."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
