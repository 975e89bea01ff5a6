"""The register: every assumption and standard value of all programmes, with who stands behind it and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import BASE
from roi_spec.model.handbook import Cell, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Mark, Piece, Sentence
from roi_spec.model.text import Text, text
from roi_spec.render.exact import exactly
from roi_spec.render.site_choose import answers, authored, questions
from roi_spec.render.site_entry import Registered, SiteEntry
from roi_spec.render.site_order import alphabetical, in_order
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Chooser, Option, Page

Titles = dict[str, tuple[str, str]]
"""Title and language of each programme, by id."""

_SEVERAL = 2
"""Programmes from which on they are counted, and it is said in which one a value weighs most."""

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
            shared[key] = replace(
                known,
                used_by=(*(first.used_by if first else ()), entry.id),
                ranks=(*(first.ranks if first else ()), *value.ranks),
            )
    return (*_by_version(shared.values()), *own)


def _by_version(shared: Iterable[Registered]) -> tuple[Registered, ...]:
    """Put the versions of a value below each other, the first one first; values stay in the order of their files."""
    ordered = sorted(shared, key=lambda one: (one.at.path, one.at.line))
    start = {one.id: place for place, one in reversed(list(enumerate(ordered)))}
    return tuple(sorted(ordered, key=lambda one: (start[one.id], one.valid_from or dt.date.min)))


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
        table = _table(tell, tell.words("Standard values"), shared, titles, "standard")
        chapters.append(Chapter("standard", tell.words("Standard values"), (Paragraph((intro,)), table)))
    if own:
        intro = tell.words("Chosen for one programme.")
        table = _table(tell, tell.words("Assumptions"), own, titles, "assumptions")
        chapters.append(Chapter("assumptions", tell.words("Assumptions"), (Paragraph((intro,)), table)))
    title = tell.words("All values")
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=_lead(tell, every),
        blocks=_before(tell, every),
        chapters=tuple(chapters),
    )


def _lead(tell: Teller, every: Iterable[Registered]) -> Sentence:
    values = tuple(every)
    if not values:
        return tell.say("No programme on this site rests on an assumption or a standard value.")
    says = _how_many(tell, values)
    day = tell.context.as_of
    if day is None:
        return (*says, " ", tell.words("Their last days of validity were not checked, because no day was given."))
    expired = sum(one.is_expired(day) for one in values)
    past = tell.say("Past their last day of validity on {day}: {expired}.", day=tell.day(day), expired=expired)
    return (*says, " ", *past)


def _how_many(tell: Teller, values: Sequence[Registered]) -> Sentence:
    """Count the values, and where owners may be named also those without one."""
    if tell.context.edition is Edition.PUBLIC:
        return tell.say("Values on which the figures of this site rest: {n}.", n=len(values))
    return tell.say(
        "Values on which the figures of this site rest: {n}. Without an owner: {ownerless}.",
        n=len(values),
        ownerless=sum(not one.origin.owner for one in values),
    )


def _before(tell: Teller, every: Sequence[Registered]) -> tuple[Block, ...]:
    chooser = Chooser(
        label=tell.words("Choose values"),
        questions=questions(
            tell, [(name, tell.words(title), [ask(tell, one) for one in every]) for name, title, ask in _ASKED]
        ),
        count=tell.words("Values shown: {shown} of {all}."),
        nothing=tell.words("No value fits this choice."),
    )
    weight = Paragraph(
        tell.say(
            "Weight tells how much a value moves the result of its programme: 1 moves it most. Of a value that several "
            "programmes use, the highest place is shown."
        ),
        "quiet",
    )
    return (weight, *((chooser,) if chooser.questions else ()))


def _kind(tell: Teller, value: Registered) -> Option | None:
    kind = value.origin.kind
    return Option(kind, tell.words(ORIGINS[kind])) if kind in ORIGINS else None


def _owner(tell: Teller, value: Registered) -> Option | None:
    return authored(tell, value.origin.owner, value.language)


def _standing(tell: Teller, value: Registered) -> Option:
    if value.is_expired(tell.context.as_of):
        return Option("expired", tell.words("expired"))
    return (
        Option("valid", tell.words("valid")) if value.origin.valid_until else Option("open", tell.words("no last day"))
    )


def _user(tell: Teller, value: Registered) -> Option:
    used = Option("used", tell.words("in use"))
    return used if value.used_by else Option("unused", tell.words("not in use"))


_ASKED: tuple[tuple[str, Text, Callable[[Teller, Registered], Option | None]], ...] = (
    ("kind", text("Kind"), _kind),
    ("owner", text("Owner"), _owner),
    ("until", text("Validity"), _standing),
    ("use", text("Use"), _user),
)


def _table(tell: Teller, caption: str, values: Sequence[Registered], titles: Titles, id: str) -> Table:
    heads = columns(
        tell,
        text("Name"),
        text("Value"),
        text("Weight"),
        text("Kind"),
        text("Source") if tell.context.edition is Edition.PUBLIC else text("Owner and source"),
        text("Date"),
        text("Used by"),
        text("Place"),
        numbers=(1, 2),
        keys=("name", "value", "weight", "kind", "owner", "until", "used", ""),
    )
    rows = [_row(tell, one, titles, {other.id for other in values if other.at != one.at}) for one in values]
    by: tuple[Callable[[Registered], Any], ...] = (
        lambda one: (str(one.value.unit), one.value.base) if one.value else None,
        _weight,
        lambda one: one.origin.kind if one.origin.kind in ORIGINS else None,
        lambda one: alphabetical(one.origin.owner) or None,
        lambda one: one.origin.valid_until,
        lambda one: len(one.used_by),
        lambda _: None,
    )
    placed = in_order(rows, [[value(one) for one in values] for value in by])
    return Table(caption, heads, placed, id=f"table-{id}")


def _row(tell: Teller, value: Registered, titles: Titles, others: set[str]) -> Row:
    """Write one value; `others` are the ids of all others, to see which values stand there in more than one version."""
    origin, lang = value.origin, value.language
    cells = (
        cell(_title(tell, value), *_version_mark(tell, value, others), under=_author(tell, origin.note, lang)),
        cell(_figure(tell, value, ""), under=_behind(tell, value)),
        _heaviest(tell, value, titles),
        cell(tell.words(ORIGINS[origin.kind]) if origin.kind in ORIGINS else NOTHING),
        cell(_author(tell, origin.owner, lang) or NOTHING, under=_author(tell, origin.source, lang)),
        cell(tell.day(origin.date) if origin.date else NOTHING, under=_valid(tell, value)),
        _used(tell, value, titles),
        cell(tell.place(value.at)),
    )
    keys = answers(ask(tell, value) for _, _, ask in _ASKED)
    return Row(cells, programme=value.used_by[0] if value.used_by else "", keys=keys)


def _version_mark(tell: Teller, value: Registered, others: set[str]) -> Sentence:
    """Say of a value with more than one version whether this is the one that holds on the day of the data."""
    if value.id not in others or tell.context.as_of is None:
        return ()
    if value.valid_from is not None and value.valid_from > tell.context.as_of:
        return (" ", Mark(tell.words("not yet")))
    return (
        " ",
        Mark(tell.words("earlier version") if value.is_expired(tell.context.as_of) else tell.words("holds now")),
    )


def _weight(value: Registered) -> int | None:
    return min((rank for _, rank in value.ranks), default=None)


def _heaviest(tell: Teller, value: Registered, titles: Titles) -> Cell:
    """Give the highest place of a value among those that move a result, and of several programmes in which."""
    rank = _weight(value)
    if rank is None:
        return cell(NOTHING)
    count = exactly(Count(str(rank)), Quantity(Fraction(rank)))
    if len(value.used_by) < _SEVERAL:
        return cell(count)
    programme = next(one for one, place in value.ranks if place == rank)
    return cell(count, under=tell.say("in {programme}", programme=tell.author(*titles[programme])))


def _figure(tell: Teller, value: Registered, end: str) -> Sentence:
    quantity = {"": value.value, "low": value.low, "high": value.high}[end]
    if quantity is None:
        return NOTHING
    if not value.used_by:
        return (exactly(Count(tell.rounded(quantity)), quantity),)
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
    return (*tell.say("was valid until {day}", day=tell.day(until)), " ", Mark(tell.words("expired"), "badge mark"))


def _title(tell: Teller, value: Registered) -> Sentence:
    return (tell.words(value.words) if value.words else tell.author(value.title, value.language),)


def _used(tell: Teller, value: Registered, titles: Titles) -> Cell:
    links: list[Piece] = []
    for one in value.used_by:
        links += [", "] if links else []
        links.append(tell.working(one, *titles[one], step=value.id))
    if not links:
        return cell(tell.words("no programme"))
    if len(value.used_by) < _SEVERAL:
        return cell(*links)
    return replace(cell(tell.say("{n} programmes", n=len(value.used_by)), under=tuple(links)), folds=True)
