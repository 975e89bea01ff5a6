"""What is due, as rows of the calendar: by month, with how it stands on the day of the data.

Measurements, decisions, values and waivers that run out come from the programmes and the standard values; what happens
in the organisation stands between them, because it moves the same measures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from roi_spec.model.due import DECISION, DONE, DUE, EVALUATION, FOLLOW_UP, OVERDUE, PASSED, UNJUDGED, VALUE, WAIVER, Due
from roi_spec.model.handbook import Cell, Row, Table
from roi_spec.model.sentence import Mark, Piece, Sentence
from roi_spec.model.spec import Calendar, Event
from roi_spec.model.text import Text, text
from roi_spec.render.site_choose import answers, authored, level_words
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Option

EVENT = "event"
KIND_WORDS: dict[str, Text] = {
    FOLLOW_UP: text("measurement"),
    DECISION: text("decision"),
    VALUE: text("last day of a value"),
    WAIVER: text("last day of a waiver"),
    EVALUATION: text("evaluation"),
    EVENT: text("event in the organisation"),
}
STATE_WORDS: dict[str, Text] = {
    OVERDUE: text("overdue"),
    DUE: text("due"),
    UNJUDGED: text("no day to judge by"),
    PASSED: text("day has passed"),
    DONE: text("done"),
}
Programmes = dict[str, SiteEntry]


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the calendar: something due (values of one programme and day together), or an event."""

    day: dt.date
    kind: str
    state: str
    """Empty for an event."""
    dues: tuple[Due, ...] = ()
    event: Event | None = None
    calendar: Calendar | None = None

    @property
    def ends(self) -> dt.date:
        """Give the last day of it: an event lasts."""
        return (self.event.period.until if self.event else None) or self.day


def items(dues: Iterable[Due], calendars: Iterable[Calendar], as_of: dt.date | None) -> tuple[Item, ...]:
    """Give everything with a day, by day; values of a programme that run out on one day are one row."""
    ordered = sorted(dues, key=_together)
    rows = [_item(tuple(some), as_of) for _, some in groupby(ordered, key=_together)]
    events = ((event, calendar) for calendar in calendars for event in calendar.events)
    rows += [made for event, calendar in events if (made := _event(event, calendar)) is not None]
    return tuple(sorted(rows, key=lambda one: (one.day, one.kind, one.dues[0].programme if one.dues else "")))


def _together(due: Due) -> tuple[dt.date, str, str, str]:
    return due.day, due.kind, due.programme, "" if due.kind == VALUE else f"{due.at.path}:{due.at.line:06}"


def _item(dues: tuple[Due, ...], as_of: dt.date | None) -> Item:
    return Item(dues[0].day, dues[0].kind, dues[0].state(as_of), dues)


def _event(event: Event, calendar: Calendar) -> Item | None:
    day = event.period.start or event.period.until
    return Item(day, EVENT, "", event=event, calendar=calendar) if day else None


# --- as a table ------------------------------------------------------------------------------------------------------


def table(tell: Teller, caption: str, some: Sequence[Item], programmes: Programmes, id: str) -> Table:
    """Give rows under the name of their month."""
    heads = columns(tell, text("What"), text("When"), text("Programme"), text("Who"), text("Status"))
    rows: list[Row] = []
    for _, month in groupby(some, key=lambda one: (one.day.year, one.day.month)):
        first, *others = tuple(month)
        name = tell.translator.month(first.day)
        rows.append(Row((cell(name[:1].upper() + name[1:]), *(cell() for _ in heads[1:])), style="group"))
        rows += [_row(tell, one, programmes) for one in (first, *others)]
    return Table(caption, heads, tuple(rows), id=f"table-{id}")


def _row(tell: Teller, item: Item, programmes: Programmes) -> Row:
    entry = programmes.get(item.dues[0].programme) if item.dues else None
    what, when = (
        (_what_event(tell, item), _when(tell, item)) if item.event else (_what(tell, item), cell(tell.day(item.day)))
    )
    where = cell(tell.programme(entry.id, entry.title, entry.language)) if entry else cell(NOTHING)
    keys = answers((kind_of(tell, item), state_of(tell, item), owner_of(tell, item)))
    return Row((what, when, where, cell(_owners(tell, item) or NOTHING), cell(_state(tell, item))), keys=keys)


def kind_of(tell: Teller, item: Item) -> Option:
    """Say what kind of row it is, for the choice among rows."""
    return Option(item.kind, tell.words(KIND_WORDS[item.kind]))


def state_of(tell: Teller, item: Item) -> Option | None:
    """Say how it stands, for the choice among rows; None for an event."""
    return Option(item.state, tell.words(STATE_WORDS[item.state])) if item.state else None


def owner_of(tell: Teller, item: Item) -> Option | None:
    """Say who has to do it, for the choice among rows."""
    owner, lang = _first_owner(item)
    return authored(tell, owner, lang)


def _first_owner(item: Item) -> tuple[str, str]:
    if item.calendar is not None:
        return item.calendar.owner, item.calendar.language
    return item.dues[0].owner, item.dues[0].language


def _owners(tell: Teller, item: Item) -> Sentence:
    owner, lang = _first_owner(item)
    named = dict.fromkeys(one.owner for one in item.dues if one.owner) or {owner: None}
    return tell.listed([(tell.author(one, lang),) for one in named if one])


def _what(tell: Teller, item: Item) -> Cell:
    due = item.dues[0]
    under = tell.words(KIND_WORDS[item.kind])
    if item.kind == VALUE:
        return _what_values(tell, item, under)
    if due.kind == WAIVER:
        known = tell.context.rules.get(due.title)
        named: Piece = tell.jump(due.title, f"rules/{due.title}.html") if known else due.title
        title = f" {tell.translator.gettext(known.title)}" if known else ""
        return cell(named, title, under=(under,))
    if due.kind == EVALUATION:
        return cell(tell.words("Evaluated with the values of this day"), under=(under,))
    level = f", {level_words(tell, due.level)}" if due.level is not None else ""
    return cell(tell.author(due.title, due.language), under=(f"{under}{level}",))


def _what_values(tell: Teller, item: Item, under: str) -> Cell:
    named = [tell.author(one.title, one.language) for one in item.dues]
    if len(named) == 1:
        return cell(named[0], under=(under,))
    listed = tuple(piece for place, one in enumerate(named) for piece in (("; ", one) if place else (one,)))
    said = tell.say("{n} values hold until this day", n=len(named))
    return replace(cell(said, under=listed), folds=True)


def _state(tell: Teller, item: Item) -> Sentence:
    if not item.state:
        return NOTHING
    done = next((one.done for one in item.dues if one.done is not None), None)
    if item.state == DONE and done is not None and done != item.day:
        return tell.say("done on {day}", day=tell.day(done))
    words = tell.words(STATE_WORDS[item.state])
    return (Mark(words, "badge mark"),) if item.state == OVERDUE else (words,)


# --- events of the organisation --------------------------------------------------------------------------------------


def _what_event(tell: Teller, item: Item) -> Cell:
    assert item.event is not None
    assert item.calendar is not None
    return cell(tell.author(item.event.title, item.calendar.language), under=(tell.words(KIND_WORDS[EVENT]),))


def _when(tell: Teller, item: Item) -> Cell:
    assert item.event is not None
    return cell(stretch(tell, item.event))


def stretch(tell: Teller, event: Event) -> Sentence:
    """Write the days of an event."""
    start, until = event.period.start, event.period.until
    if start is not None and until is not None:
        return tell.say("{start} to {end}", start=tell.day(start), end=tell.day(until))
    if start is not None:
        return tell.say("from {day}", day=tell.day(start))
    return tell.say("until {day}", day=tell.day(until)) if until is not None else NOTHING
