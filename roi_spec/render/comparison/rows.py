"""The effects of changes as rows that add up, and the changes that have none.

Markdown, page and terminal are laid out from these; nothing is chosen or rounded there. A table ends in the sum of its
rows, so that a reader can add it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.comparison import Change, Comparison, Effect, Explained, Kind, ProgrammeChange
from roi_spec.model.quantity import Quantity, in_unit
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.model.units import POINTS
from roi_spec.render.comparison.speech import Speech, change_unit, difference, fitting, heading

MOST = 12
"""Rows of one table; smaller effects stand together in one more row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of effects."""

    title: str
    was: str
    becomes: str
    effect: str
    amount: Quantity
    """The same before it was rounded."""
    source: str = ""
    """What the new value rests on, in the author's words."""
    at: Span | None = None
    is_joint: bool = False
    """Several changes that rest on each other stand in it."""


@dataclass(frozen=True, slots=True)
class Effects:
    """The difference of one result, as rows and their sum."""

    measure: str
    """Name of the result."""
    heading: str
    """Name of the column with the effects."""
    rows: tuple[Row, ...]
    total: Row
    adds_up: bool
    """Whether the rows add up as they are shown, and not only before rounding."""
    orders: int | None
    decimals: int
    before: Quantity
    after: Quantity


def effects(explained: Explained, speech: Speech) -> Effects:
    """Give the effect of every change, largest first, and their sum."""
    unit = change_unit(explained.after.unit)
    shown, rest = explained.effects[:MOST], explained.effects[MOST:]
    amounts = [in_unit(one.by.base, unit) for one in shown]
    left = in_unit(sum((one.by.base for one in rest), Fraction(0)), unit)
    digits, adds_up = fitting(explained.before, explained.after, (*amounts, *((left,) if rest else ())))
    rows = [_row(one, amount, digits, speech) for one, amount in zip(shown, amounts, strict=True)]
    if rest:
        name = speech.say(text("{n} smaller effects together", n=len(rest)))
        rows.append(Row(name, "", "", speech.signed(left, digits, bare=True), left))
    total = difference(explained.before, explained.after)
    measure = speech.say(heading(explained.measure))
    return Effects(
        measure,
        _column(unit == POINTS, measure, speech),
        tuple(rows),
        Row(
            speech.say(text("Together: {measure}", measure=_lower(measure))),
            speech.figure(explained.before, digits),
            speech.figure(explained.after, digits),
            speech.signed(total, digits, bare=True),
            total,
        ),
        adds_up,
        explained.orders,
        digits,
        explained.before,
        explained.after,
    )


def _column(is_share: bool, measure: str, speech: Speech) -> str:  # noqa: FBT001 - a private choice between two names
    if is_share:
        return speech.say(text("effect on {measure}, in percentage points", measure=measure))
    return speech.say(text("effect on {measure}", measure=_lower(measure)))


def _lower(name: str) -> str:
    return name if name.isupper() else name[:1].lower() + name[1:]


def _row(effect: Effect, amount: Quantity, digits: int, speech: Speech) -> Row:
    first = effect.changes[0]
    is_joint = len(effect.changes) > 1
    return Row(
        title=" + ".join(title_of(one, speech) for one in effect.changes),
        was="; ".join(speech.value(one.old) for one in effect.changes),
        becomes="; ".join(speech.value(one.new) for one in effect.changes),
        effect=speech.signed(amount, digits, bare=True),
        amount=amount,
        source="; ".join(dict.fromkeys(speech.author(one.source) for one in effect.changes if one.source)),
        at=first.at or first.was_at,
        is_joint=is_joint,
    )


def title_of(change: Change, speech: Speech) -> str:
    """Give the name of a change, with what happened to it where that is not a value that became another."""
    title = speech.say(change.title)
    word = _HAPPENED.get(change.kind)
    return f"{title} ({speech.say(word)})" if word is not None else title


_HAPPENED: dict[Kind, Text] = {
    Kind.ADDED: Text("new"),
    Kind.REMOVED: Text("removed"),
    Kind.RENAMED: Text("renamed"),
    Kind.MOVED: Text("moved"),
}


def without_effect(one: ProgrammeChange) -> tuple[Change, ...]:
    """Give the changes of a programme that move nothing, in the order of the file; shared ones stand elsewhere."""
    telling = {change.address for change in in_effects(one)}
    return tuple(change for change in one.changes if change.address not in telling)


def shared_by_many(comparison: Comparison) -> tuple[Change, ...]:
    """Give the changed values that programmes share, but not what one programme alone rests on: its table has it."""
    users = dict(comparison.touched_by)
    told = {change.address for one in comparison.programmes for change in in_effects(one)}
    return tuple(one for one in comparison.shared if len(users.get(one.address, ())) != 1 or one.address not in told)


def moves_as_shared(one: ProgrammeChange, shared: tuple[Change, ...]) -> bool:
    """Say whether one shared value, which is told by itself, is all that moves a programme."""
    telling = in_effects(one)
    return len(telling) == 1 and telling[0].address in {change.address for change in shared}


def in_effects(one: ProgrammeChange) -> tuple[Change, ...]:
    """Give the changes of a programme that move its result, shared ones among them."""
    found = one.explained.effects if one.explained is not None else ()
    return tuple(change for effect in found for change in effect.changes)


SHARES = Text(
    "The effect of a change is its share of the difference, whatever the order in which the changes are made; before "
    "rounding, the shares add up to the difference exactly."
)


def remarks(found: Effects) -> Iterator[Text]:
    """Say what a reader of a table of effects must know."""
    if not found.adds_up:
        yield text("The rows are rounded; before rounding they add up exactly.")
    if any(row.is_joint for row in found.rows):
        yield text("What is joined by + rests on each other, and cannot be told apart.")
    if found.orders is not None:
        yield text("Too many changes to try every order: {n} orders were drawn.", n=found.orders)
