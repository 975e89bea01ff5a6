"""The chapter of claims from outside: context for a reader, never a figure of the study."""

from __future__ import annotations

from roi_spec.model.handbook import Block, Paragraph, Row, Table
from roi_spec.model.sentence import Count, Mark, Sentence, Words
from roi_spec.model.spec import Calendar, Citation, Event, Period, Programme
from roi_spec.model.text import Text
from roi_spec.render.assemble_summary import period
from roi_spec.render.blocks import cell, columns
from roi_spec.render.writer import Writer

CONVENTIONS: dict[str, Text] = {
    "gross": Text("gross: the cost is still in it"),
    "net": Text("net: the cost is taken off"),
    "unknown": Text("not known whether gross or net"),
}
SEEN: dict[str, Text] = {
    "primary": Text("read in the study itself"),
    "secondary": Text("quoted from somebody who quotes it"),
}
STATUSES: dict[str, Text] = {
    "undisputed": Text("undisputed"),
    "disputed": Text("disputed"),
    "unverified": Text("not verified"),
}


def citations(writer: Writer) -> tuple[Block, ...]:
    """Show what others claim; nothing when the file cites nobody."""
    stated = writer.evaluation.programme.citations
    if not stated:
        return ()
    told = writer.say(
        "What others published, to compare with. None of it is evidence here, and none goes into a figure."
    )
    heads = columns(writer, "Claim", "As published", "Source", "Standing")
    rows = tuple(_citation(writer, one) for one in stated)
    return (Paragraph(told), Table(writer.plain("Claims from outside"), heads, rows))


def _citation(writer: Writer, one: Citation) -> Row:
    convention = writer.say(CONVENTIONS[one.convention]) if one.convention in CONVENTIONS else ()
    source: Sentence = writer.pieces(one.source)
    if one.year is not None:
        source = (*source, *((", ",) if source else ()), Count(str(one.year)))
    seen = writer.say(SEEN[one.seen]) if one.seen in SEEN else ()
    return Row(
        (
            cell((writer.words(one.claim),), writer.pieces(one.note)),
            cell(writer.pieces(one.value), convention),
            cell(source, seen),
            cell(_standing(writer, one)),
        )
    )


def _standing(writer: Writer, one: Citation) -> Sentence:
    if one.status not in STATUSES:
        return ()
    style = "badge mark" if one.status == "disputed" else "badge"
    return (Mark(writer.plain(STATUSES[one.status].msgid), style),)


# --- the organisation's calendar -------------------------------------------------------------------------------------


def calendar_events(writer: Writer) -> tuple[Block, ...]:
    """Show what the organisation's calendar holds for the months of this programme, and how the study treats it."""
    programme = writer.evaluation.programme
    treated = {one.event: one.treatment for one in programme.external_influences if one.event}
    found = [
        (calendar, event)
        for calendar in writer.context.calendars
        for event in calendar.events
        if event.id in treated or _touches(event, programme)
    ]
    if not found:
        return ()
    rows = tuple(_event(writer, calendar, event, treated.get(event.id)) for calendar, event in found)
    heads = columns(writer, "Event", "When", "How this study deals with it")
    return (Table(writer.plain("Events in the organisation's calendar in these months"), heads, rows),)


def _event(writer: Writer, calendar: Calendar, event: Event, treatment: str | None) -> Row:
    lang = "" if calendar.language == writer.context.locale else calendar.language
    title, note = (Words(" ".join(one.split()), lang) for one in (event.title, event.note))
    dealt = writer.pieces(treatment) if treatment else writer.say("not dealt with")
    return Row((cell((title,), (note,) if event.note else ()), cell(period(writer, event.period)), cell(dealt)))


def _touches(event: Event, programme: Programme) -> bool:
    if event.departments and programme.department not in event.departments:
        return False
    measures = {one.measure for one in programme.kpis if one.measure}
    if event.measures and not measures & set(event.measures):
        return False
    stretches = [one for kpi in programme.kpis for one in (kpi.baseline_period, kpi.result_period) if one]
    return any(
        _overlap(event.period, one) for one in (*stretches, *((programme.delivery,) if programme.delivery else ()))
    )


def _overlap(one: Period, other: Period) -> bool:
    """Say whether two stretches share a day; an end that was not stated is open."""
    starts_before = one.start is None or other.until is None or one.start <= other.until
    ends_after = one.until is None or other.start is None or one.until >= other.start
    return starts_before and ends_after
