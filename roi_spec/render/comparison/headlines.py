"""What became of each programme, in one line: its result before and after, payback and range.

What cannot be compared is said in words, never as a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.comparison import Figures, Kind, ProgrammeChange
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.speech import ARROW, Speech, difference, fitting, heading


@dataclass(frozen=True, slots=True)
class Headline:
    """What became of one programme, for who reads one line."""

    title: str
    lang: str
    name: str
    """Of the result: `ROI`."""
    result: str
    """`61% → 48%`; empty where words say it."""
    change: str
    """`−13 percentage points`; empty when it did not move."""
    words: str
    """In place of a result: why there is none, or that the programme is new."""
    more: tuple[str, ...]
    """Payback and range."""


def weight(one: ProgrammeChange) -> tuple[bool, Fraction, str]:
    """Give the sort key of a programme: what moved first, and among these what moved most."""
    size = abs(one.explained.total) if one.explained is not None else Fraction(0)
    return (not has_moved(one), -size, one.id)


def has_moved(one: ProgrammeChange) -> bool:
    """Say whether a figure of a programme is not what it was, or is there at one side only."""
    return one.kind in (Kind.ADDED, Kind.REMOVED) or _results(one.before) != _results(one.after)


def _results(figures: Figures | None) -> tuple[object, ...] | None:
    if figures is None:
        return None
    values = (figures.roi, figures.low, figures.high, figures.net_benefit, figures.total_benefit, figures.total_cost)
    return (*(one and one.base for one in (*values, figures.payback)), figures.grade, figures.verdict)


def headline(one: ProgrammeChange, speech: Speech) -> Headline:
    """Give the line of a programme: its result before and after, payback and range."""
    title = speech.author(one.title)
    measure = main_result(one)
    if measure is None:
        return Headline(title, one.language, "", "", "", _without(one, speech), ())
    name, before, after = measure
    words = speech.say(heading(name))
    digits, _ = fitting(before, after, ())
    if before.base == after.base:
        same = speech.result(name.removeprefix("result."), after)
        return Headline(title, one.language, words, same, "", speech.say(text("unchanged")), _more(one, speech))
    shown = ARROW.join(speech.figure(side, digits) for side in (before, after))
    moved = speech.signed(difference(before, after), digits)
    return Headline(title, one.language, words, shown, moved, "", _more(one, speech))


def main_result(one: ProgrammeChange) -> tuple[str, Quantity, Quantity] | None:
    """Give the result that both sides have: name, before and after; None when there is none."""
    if one.explained is not None:
        return one.explained.measure, one.explained.before, one.explained.after
    if one.before is None or one.after is None:
        return None
    for name in ("roi", "net_benefit", "total_benefit", "total_cost"):
        before, after = getattr(one.before, name), getattr(one.after, name)
        if before is not None and after is not None and before.unit == after.unit:
            return f"result.{name}", before, after
    return None


def _without(one: ProgrammeChange, speech: Speech) -> str:
    """Say what there is where the two sides cannot be compared."""
    if one.kind is Kind.REMOVED:
        return speech.say(text("removed; it had {result}", result=_sole(one.before, speech)))
    if one.kind is Kind.ADDED:
        return speech.say(text("new; it has {result}", result=_sole(one.after, speech)))
    if one.after is None:
        why = one.why_no_after or text("It cannot be computed.")
        if one.before is None:
            return speech.say(text("no result, neither before nor now. {why}", why=why))
        return speech.say(text("no result any more, it had {result}. {why}", result=_sole(one.before, speech), why=why))
    if one.before is None:
        why = one.why_no_before or text("It could not be computed.")
        return speech.say(text("has a result now: {result}. Before: {why}", result=_sole(one.after, speech), why=why))
    return speech.say(text("no result that both sides have"))


def _sole(figures: Figures | None, speech: Speech) -> str:
    for name in ("roi", "net_benefit", "total_benefit", "total_cost"):
        value = getattr(figures, name, None)
        if value is not None:
            return f"{speech.say(heading(f'result.{name}'))} {speech.result(name, value)}"
    return speech.say(text("no result"))


def _more(one: ProgrammeChange, speech: Speech) -> tuple[str, ...]:
    before, after = one.before, one.after
    if before is None or after is None:
        return ()
    said = []
    if after.payback is not None:
        shown = speech.passage(before.payback, after.payback)
        said.append(speech.say(text("payback period {shown}", shown=shown)))
    if after.low is not None and after.high is not None:
        said.append(_range(_span(before, speech), _span(after, speech), speech))
    return tuple(said)


def _span(figures: Figures, speech: Speech) -> str:
    if figures.low is None or figures.high is None:
        return ""
    ends = (speech.result("roi", figures.low), speech.result("roi", figures.high))
    return speech.say(text("{low} to {high}", low=ends[0], high=ends[1]))


def _range(before: str, after: str, speech: Speech) -> str:
    if before == after or not before:
        return speech.say(text("range {shown}", shown=after))
    return speech.say(text("range {shown} (was {before})", shown=after, before=before))


def elsewhere(one: ProgrammeChange) -> tuple[Text, ...]:
    """Say that a programme has another file or another id than it had."""
    said = [text("The file moved: {old} is now {new}.", old=one.was_path, new=one.path)] if one.was_path else []
    return (*said, *((text("The id was {old} and is now {new}.", old=one.was, new=one.id),) if one.was else ()))
