"""The calendar: what is overdue, what comes and what was done, and what happened in the organisation meanwhile.

There is no clock: how things stand is judged by the day of the data, and without one nothing is called overdue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from roi_spec.model.due import DUE, OVERDUE, Due
from roi_spec.model.handbook import Paragraph, Row, Table
from roi_spec.model.sentence import Sentence
from roi_spec.model.spec import Calendar, Event
from roi_spec.model.text import Text, text
from roi_spec.render.registers.diary import FILE, to_do
from roi_spec.render.site_choose import questions
from roi_spec.render.site_due import EVENT, Item, Programmes, items, kind_of, owner_of, state_of, stretch, table
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Chooser, Page


def calendar_page(tell: Teller, entries: Sequence[SiteEntry], shared: Sequence[Due] = ()) -> Page:
    """Give the page of everything with a day, in one language; `shared` is what all programmes rest on."""
    title = tell.words("Calendar")
    dues = (*shared, *(due for one in entries for due in one.dues))
    every = items(dues, tell.context.calendars, tell.context.as_of)
    chapters = _chapters(tell, every, {one.id: one for one in entries})
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=_lead(tell, every),
        blocks=(*_diary(tell, entries, shared), *_before(tell, every)),
        chapters=(*chapters, *(_events(tell, one) for one in tell.context.calendars)),
    )


def _lead(tell: Teller, every: Sequence[Item]) -> Sentence:
    if not every:
        return tell.say("Nothing on this site has a day yet.")
    day = tell.context.as_of
    if day is None:
        return tell.say(
            "Measurements, decisions and last days of validity, by month. What is overdue cannot be said, because no "
            "day was given to judge by."
        )
    counts = {state: sum(one.state == state for one in every) for state in (OVERDUE, DUE)}
    return tell.say(
        "On {day}: {overdue} overdue, {due} still to come. Measurements, decisions and last days of validity by month.",
        day=tell.day(day),
        overdue=counts[OVERDUE],
        due=counts[DUE],
    )


def _diary(tell: Teller, entries: Sequence[SiteEntry], shared: Sequence[Due]) -> tuple[Block, ...]:
    """Lead to the same as a file, where something is still to be done."""
    if not to_do(tell.context, entries, shared):
        return ()
    return (
        Paragraph((tell.jump(tell.words("What is still to be done, for your own diary (iCalendar)"), FILE),), "quiet"),
    )


def _before(tell: Teller, every: Sequence[Item]) -> tuple[Block, ...]:
    asked = (
        ("kind", text("Kind"), kind_of),
        ("state", text("Status"), state_of),
        ("who", text("Who"), owner_of),
    )
    chooser = Chooser(
        label=tell.words("Choose from the calendar"),
        questions=questions(
            tell, [(name, tell.words(title), [ask(tell, one) for one in every]) for name, title, ask in asked]
        ),
        count=tell.words("Entries shown: {shown} of {all}."),
        nothing=tell.words("Nothing fits this choice."),
    )
    return (chooser,) if chooser.questions else ()


def _chapters(tell: Teller, every: Sequence[Item], programmes: Programmes) -> Iterator[Chapter]:
    """Give what is overdue, what comes and what lies behind; one list when there is no day to judge by."""
    day = tell.context.as_of
    groups: tuple[tuple[str, Text, Text, Sequence[Item]], ...] = (
        (
            "overdue",
            text("Overdue"),
            text("What should have been done"),
            [one for one in every if one.state == OVERDUE],
        ),
        ("coming", text("To come"), text("What comes, by month"), [one for one in every if _comes(one, day)]),
        (
            "behind",
            text("Behind us"),
            text("What lies behind, by month"),
            [one for one in every if one.state != OVERDUE and not _comes(one, day)],
        ),
    )
    for id, title, caption, some in groups:
        if some:
            yield Chapter(id, tell.words(title), (table(tell, tell.words(caption), some, programmes, id),))


def _comes(item: Item, day: dt.date | None) -> bool:
    """Say whether it still comes; an event that is going on does."""
    if item.kind == EVENT:
        return day is None or item.ends >= day
    return day is None or item.state == DUE


# --- what happened in the organisation -------------------------------------------------------------------------------


def _events(tell: Teller, calendar: Calendar) -> Chapter:
    lang = calendar.language
    intro = Paragraph(
        tell.say(
            "What happened in the organisation that can move a measure without any training. A programme whose months "
            "hold one of these says how it deals with it."
        )
    )
    owner = Paragraph(tell.say("Kept by {owner}.", owner=tell.author(calendar.owner, lang)), "quiet")
    heads = columns(tell, text("Event"), text("When"), text("Can move"), text("Departments"))
    ordered = sorted(calendar.events, key=lambda one: (one.period.start or dt.date.min, one.id))
    rows = tuple(_event(tell, one, lang) for one in ordered)
    events = Table(tell.words("Events"), heads, rows, id=f"table-{calendar.id}")
    return Chapter(f"calendar-{calendar.id}", calendar.title, (intro, *((owner,) if calendar.owner else ()), events))


def _event(tell: Teller, event: Event, lang: str) -> Row:
    note: Sentence = (tell.author(event.note, lang),) if event.note else ()
    moves: Sentence = (", ".join(event.measures),) if event.measures else tell.say("any measure")
    where: Sentence = (
        (tell.author(", ".join(event.departments), lang),) if event.departments else tell.say("the whole organisation")
    )
    return Row((cell(tell.author(event.title, lang), under=note), cell(stretch(tell, event)), cell(moves), cell(where)))
