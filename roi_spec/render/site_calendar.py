"""The page of the organisation's calendar: what happened that can move a measure without any training."""

from __future__ import annotations

import datetime as dt

from roi_spec.model.handbook import Paragraph, Row, Table
from roi_spec.model.sentence import Sentence
from roi_spec.model.spec import Calendar, Event
from roi_spec.model.text import text
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Chapter, Page


def calendar_page(tell: Teller) -> Page:
    """Give the page of all calendars in one language; the calendars are those of the context."""
    title = tell.words("Calendar")
    chapters = tuple(_chapter(tell, one) for one in tell.context.calendars)
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "What happened in the organisation that can move a measure without any training. A programme whose months "
            "hold one of these says how it deals with it."
        ),
        chapters=chapters,
    )


def _chapter(tell: Teller, calendar: Calendar) -> Chapter:
    lang = calendar.language
    owner = Paragraph(tell.say("Kept by {owner}.", owner=tell.author(calendar.owner, lang)), "quiet")
    heads = columns(tell, text("Event"), text("When"), text("Can move"), text("Departments"))
    ordered = sorted(calendar.events, key=lambda one: (one.period.start or dt.date.min, one.id))
    rows = tuple(_event(tell, one, lang) for one in ordered)
    table = Table(tell.words("Events"), heads, rows)
    return Chapter(f"calendar-{calendar.id}", calendar.title, (*((owner,) if calendar.owner else ()), table))


def _event(tell: Teller, event: Event, lang: str) -> Row:
    note: Sentence = (tell.author(event.note, lang),) if event.note else ()
    moves: Sentence = (", ".join(event.measures),) if event.measures else tell.say("any measure")
    where: Sentence = (
        (tell.author(", ".join(event.departments), lang),) if event.departments else tell.say("the whole organisation")
    )
    return Row((cell(tell.author(event.title, lang), under=note), cell(_when(tell, event)), cell(moves), cell(where)))


def _when(tell: Teller, event: Event) -> Sentence:
    start, until = event.period.start, event.period.until
    if start is not None and until is not None:
        return tell.say("{start} to {end}", start=tell.day(start), end=tell.day(until))
    if start is not None:
        return tell.say("from {day}", day=tell.day(start))
    return tell.say("until {day}", day=tell.day(until)) if until is not None else NOTHING
