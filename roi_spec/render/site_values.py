"""The register: every assumption and standard value of all programmes, with who stands behind it and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from roi_spec.model.evaluation import BASE
from roi_spec.model.handbook import Cell, Paragraph, Row, Table
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.text import Text, text
from roi_spec.render.site_entry import Registered, SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Chapter, Page, Titled

Titles = dict[str, tuple[str, str]]
"""Title and language of each programme, by id."""

_NAMED = 6
"""Programmes that are named beside a value; of more, only the number is said."""

ORIGINS: dict[str, Text] = {
    "fact": Text("fact"),
    "assumption": Text("assumption"),
    "judgement": Text("judgement"),
}


def register(entries: Sequence[SiteEntry], standards: Sequence[Registered]) -> tuple[Registered, ...]:
    """Join the values of all programmes: each standard value once, with every programme that rests on it.

    Standard values come first, then assumptions by programme; each in the order of its file.
    """
    shared: dict[tuple[str, str, int], Registered] = {_version(one): one for one in standards}
    own: list[Registered] = []
    for entry in sorted(entries, key=lambda one: one.id):
        for value in entry.values:
            if not value.is_shared:
                own.append(value)
                continue
            key = _version(value)
            first = shared.get(key)
            # What the programme computed knows more (a formula's value); the library knows the language.
            known = replace(
                value,
                language=first.language if first else value.language,
                valid_from=first.valid_from if first else None,
            )
            shared[key] = replace(known, used_by=(*(first.used_by if first else ()), entry.id))
    return (*sorted(shared.values(), key=lambda one: (one.at.path, one.at.line)), *own)


def _version(value: Registered) -> tuple[str, str, int]:
    """Tell the versions of a standard value apart by the line they stand on."""
    return value.id, value.at.path, value.at.line


def values_page(tell: Teller, entries: Sequence[SiteEntry], standards: Sequence[Registered]) -> Page:
    """Give the page of all values in one language."""
    every = register(entries, standards)
    titles = {one.id: (one.title, one.language) for one in entries}
    shared = [one for one in every if one.is_shared]
    own = [one for one in every if not one.is_shared]
    chapters = []
    if shared:
        intro = tell.words(
            "Agreed with their owner, dated, and open to every programme. A value may stand here more than once, each "
            "time for its own months; a programme uses the one that was valid on the day of its evaluation."
        )
        table = _table(tell, tell.words("Standard values"), shared, titles)
        chapters.append(Chapter("standard", tell.words("Standard values"), (Paragraph((intro,)), table)))
    if own:
        intro = tell.words("Chosen for one programme.")
        table = _table(tell, tell.words("Assumptions"), own, titles)
        chapters.append(Chapter("assumptions", tell.words("Assumptions"), (Paragraph((intro,)), table)))
    title = tell.words("All values")
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=_lead(tell, every),
        chapters=tuple(chapters),
    )


def _lead(tell: Teller, every: Iterable[Registered]) -> Sentence:
    values = tuple(every)
    if not values:
        return tell.say("No programme on this site rests on an assumption or a standard value.")
    ownerless = sum(not one.origin.owner for one in values)
    says = tell.say(
        "Values on which the figures of this site rest: {n}. Without an owner: {ownerless}.",
        n=len(values),
        ownerless=ownerless,
    )
    day = tell.context.as_of
    if day is None:
        return (*says, " ", tell.words("Their last days of validity were not checked, because no day was given."))
    expired = sum(one.is_expired(day) for one in values)
    past = tell.say("Past their last day of validity on {day}: {expired}.", day=tell.day(day), expired=expired)
    return (*says, " ", *past)


def _table(tell: Teller, caption: str, values: Sequence[Registered], titles: Titles) -> Table:
    heads = columns(
        tell,
        text("Name"),
        text("Value"),
        text("Kind"),
        text("Owner and source"),
        text("Date"),
        text("Used by"),
        text("Place"),
        numbers=(1,),
    )
    return Table(caption, heads, tuple(_row(tell, one, titles) for one in values))


def _row(tell: Teller, value: Registered, titles: Titles) -> Row:
    origin, lang = value.origin, value.language
    return Row(
        (
            cell(_title(tell, value), under=_author(tell, origin.note, lang)),
            cell(_figure(tell, value, ""), under=_behind(tell, value)),
            cell(tell.words(ORIGINS[origin.kind]) if origin.kind in ORIGINS else NOTHING),
            cell(_author(tell, origin.owner, lang) or NOTHING, under=_author(tell, origin.source, lang)),
            cell(tell.day(origin.date) if origin.date else NOTHING, under=_valid(tell, value)),
            _used(tell, value, titles),
            cell(tell.place(value.at)),
        )
    )


def _figure(tell: Teller, value: Registered, end: str) -> Sentence:
    quantity = {"": value.value, "low": value.low, "high": value.high}[end]
    if quantity is None:
        return NOTHING
    if not value.used_by:
        return (tell.rounded(quantity),)
    return tell.figure(quantity, value.used_by[0], value.id, end or BASE)


def _behind(tell: Teller, value: Registered) -> Sentence:
    """Give the range that was stated, or the formula of a value that is computed."""
    if value.formula:
        return tell.say("computed: {formula}", formula=value.formula)
    if value.low is None and value.high is None:
        return ()
    return tell.say("from {low} to {high}", low=_figure(tell, value, "low"), high=_figure(tell, value, "high"))


def _author(tell: Teller, written: str, lang: str) -> Sentence:
    return (tell.author(written, lang),) if written else ()


def _valid(tell: Teller, value: Registered) -> Sentence:
    until, since = value.origin.valid_until, value.valid_from
    if since is not None and until is not None and not value.is_expired(tell.context.as_of):
        return tell.say("valid from {day} until {last}", day=tell.day(since), last=tell.day(until))
    if until is None:
        return tell.say("valid from {day}", day=tell.day(since)) if since else ()
    if not value.is_expired(tell.context.as_of):
        return tell.say("valid until {day}", day=tell.day(until))
    return (*tell.say("was valid until {day}", day=tell.day(until)), " ", Mark(tell.words("expired"), "badge forecast"))


def _title(tell: Teller, value: Registered) -> Sentence:
    return (tell.words(value.words) if value.words else tell.author(value.title, value.language),)


def _used(tell: Teller, value: Registered, titles: Titles) -> Cell:
    links: list[str | Titled] = []
    for one in value.used_by[:_NAMED]:
        links += [", "] if links else []
        links.append(tell.programme(one, *titles[one], anchor=f"#trace-{value.id}"))
    if not links:
        return cell(tell.words("no programme"))
    more = len(value.used_by) - _NAMED
    return cell(*links, under=tell.say("and {n} more", n=more) if more > 0 else ())
