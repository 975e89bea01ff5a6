"""What has to be done by a day, as a list that a person works down: text, Markdown, JSON or a calendar file.

One list for all forms. The day to judge by is given; without one nothing is called overdue and no days are counted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from roi_spec.i18n import Translator
from roi_spec.model.due import DECISION, DONE, EVALUATION, OVERDUE, PASSED, STATES, VALUE, WAIVER, Due
from roi_spec.model.rule import Rule
from roi_spec.model.text import Text, text
from roi_spec.render.figures import LEVEL_NAMES
from roi_spec.render.plain import no_order, one_line
from roi_spec.render.site_due import KIND_WORDS, STATE_WORDS


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do."""

    due: Due
    state: str
    """How it stands on the day to judge by: one of `roi_spec.model.due.STATES`."""
    programme: str
    """Title of the programme; empty for what all programmes share."""
    days: int | None
    """Days left; below zero: days late. None: no day to judge by."""


def duties(
    dues: Iterable[Due],
    titles: Mapping[str, str],
    as_of: dt.date | None,
    *,
    within: int | None = None,
    owner: str = "",
) -> tuple[Duty, ...]:
    """Give what is still to be done, what is late first, then by day.

    `titles` are those of programmes by id; `within` leaves out what lies further ahead than so many days; `owner` keeps
    what roles have to do whose name holds these words. What is done, and evaluations, are nothing to do any more.
    """
    found = [_duty(one, titles, as_of) for one in dues if one.kind != EVALUATION]
    wanted = [one for one in found if one.state not in (DONE, PASSED) and owner.lower() in one.due.owner.lower()]
    near = [one for one in wanted if within is None or one.days is None or one.days <= within]
    return tuple(sorted(near, key=lambda one: (STATES.index(one.state), one.due.day, one.programme, one.due.title)))


def _duty(due: Due, titles: Mapping[str, str], as_of: dt.date | None) -> Duty:
    days = (due.day - as_of).days if as_of else None
    return Duty(due, due.state(as_of), titles.get(due.programme, ""), days)


# --- in words --------------------------------------------------------------------------------------------------------

_DO: dict[str, Text] = {
    DECISION: text("Decision: {title}"),
    VALUE: text("Value to review: {title}"),
    WAIVER: text("Waiver to review: {title}"),
}


def sentence(duty: Duty, translator: Translator, rules: Mapping[str, Rule]) -> str:
    """Say on one line what has to be done."""
    title = one_line(duty.due.title)
    if duty.due.kind == WAIVER and title in rules:
        title = f"{title} ({translator.gettext(rules[title].title)})"
    known = _DO.get(duty.due.kind)
    if known is not None:
        return translator.text(text(known.msgid, title=title))
    level = duty.due.level
    if level is None:
        return translator.text(text("Measurement: {title}", title=title))
    return translator.text(
        text("Measurement of level {n} {level}: {title}", n=int(level), level=LEVEL_NAMES[level], title=title)
    )


def _when(duty: Duty, translator: Translator) -> str:
    day = translator.date(duty.due.day)
    if duty.days is None:
        return day
    if duty.days == 0:
        return translator.text(text("{day}, today", day=duty.due.day))
    if duty.days < 0:
        said = translator.ngettext("{day}, {n} day late", "{day}, {n} days late", -duty.days)
    else:
        said = translator.ngettext("{day}, in {n} day", "{day}, in {n} days", duty.days)
    return said.format(day=day, n=abs(duty.days))


def _head(state: str, count: int, translator: Translator) -> str:
    words = translator.text(STATE_WORDS[state])
    return f"{words[:1].upper()}{words[1:]} ({count})"


def _nothing(as_of: dt.date | None, translator: Translator) -> str:
    if as_of is None:
        return translator.text(text("Nothing is due."))
    return translator.text(text("Nothing is due as of {day}.", day=as_of))


def as_text(some: Sequence[Duty], translator: Translator, rules: Mapping[str, Rule], as_of: dt.date | None) -> str:
    """Give the list for a terminal."""
    if not some:
        return _nothing(as_of, translator) + "\n"
    rows: list[str] = []
    for state, group in groupby(some, key=lambda one: one.state):
        members = list(group)
        rows.append(_head(state, len(members), translator))
        for one in members:
            rows.append(f"  {_when(one, translator)}: {sentence(one, translator, rules)}")
            beside = [one_line(part) for part in (one.programme, one.due.owner) if part]
            rows.append("    " + " · ".join((*beside, f"{one_line(one.due.at.path)}:{one.due.at.line}")))
        rows.append("")
    return "\n".join(no_order(row) for row in rows)


def as_markdown(some: Sequence[Duty], translator: Translator, rules: Mapping[str, Rule], as_of: dt.date | None) -> str:
    """Give the list as boxes to tick, for an issue or a wiki; text of authors shows as it is."""
    if not some:
        return _nothing(as_of, translator) + "\n"
    rows: list[str] = []
    for state, group in groupby(some, key=lambda one: one.state):
        members = list(group)
        rows += [f"### {_head(state, len(members), translator)}", ""]
        for one in members:
            beside = "".join(f" · {as_it_is(part)}" for part in (one.programme, one.due.owner) if part)
            place = f"`{one.due.at.path.replace('`', '')}:{one.due.at.line}`"
            words = as_it_is(sentence(one, translator, rules))
            rows.append(f"- [ ] **{_when(one, translator)}**: {words}{beside} · {place}")
        rows.append("")
    return "\n".join(rows)


_MEANING = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-!|~>&<"} | {"@": "&#64;"})


def as_it_is(words: str) -> str:
    """Write text so that Markdown shows it as it is: nothing in it is a mark, a link, a mention or an element."""
    return one_line(words).translate(_MEANING)


# --- for programs ----------------------------------------------------------------------------------------------------


def as_json(some: Sequence[Duty], as_of: dt.date | None) -> str:
    """Give the list as data."""
    return json.dumps({"as_of": as_of.isoformat() if as_of else None, "due": list(_objects(some))}, indent=2) + "\n"


def _objects(some: Sequence[Duty]) -> Iterator[dict[str, object]]:
    for one in some:
        yield {
            "kind": one.due.kind,
            "state": one.state,
            "day": one.due.day.isoformat(),
            "days": one.days,
            "title": one.due.title,
            "owner": one.due.owner or None,
            "level": int(one.due.level) if one.due.level is not None else None,
            "step": one.due.step or None,
            "programme": one.due.programme or None,
            "file": one.due.at.path,
            "line": one.due.at.line,
        }


def as_calendar(
    some: Sequence[Duty],
    translator: Translator,
    rules: Mapping[str, Rule],
    as_of: dt.date | None,
    *,
    with_places: bool = True,
) -> bytes:
    """Give the list as iCalendar (RFC 5545): a whole day for each.

    An entry keeps its name (UID) when its day moves, so that a diary which reads the file again moves it instead of
    adding another one. The stamp is the day to judge by, else the day itself. Without `with_places` no entry says in
    which file it was stated.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - only this form needs it

    calendar = Calendar()
    calendar.add("prodid", "-//roi-spec//due//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", translator.text(text("What is due for our training programmes")))
    alike = Counter(_key(one.due) for one in some)
    for one in some:
        event = Event()
        event.add("uid", _uid(one.due, several=alike[_key(one.due)] > 1))
        event.add("dtstamp", dt.datetime.combine(as_of or one.due.day, dt.time(), dt.UTC))
        event.add("dtstart", one.due.day)
        event.add("dtend", one.due.day + dt.timedelta(days=1))
        event.add("summary", sentence(one, translator, rules))
        beside = [part for part in (one.programme, one.due.owner) if part]
        place = (f"{one.due.at.path}:{one.due.at.line}",) if with_places else ()
        event.add("description", " · ".join((*beside, *place)))
        event.add("categories", [translator.text(KIND_WORDS[one.due.kind])])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _key(due: Due) -> tuple[str, ...]:
    return due.kind, due.programme, due.at.path, due.step or due.title


def _uid(due: Due, *, several: bool) -> str:
    """Name an entry after what it is about; of several that are about the same, after the day as well."""
    said = "\n".join((*_key(due), due.day.isoformat()) if several else _key(due))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@roi-spec"


def is_late(some: Sequence[Duty]) -> bool:
    """Say whether something should have been done before the day to judge by."""
    return any(one.state == OVERDUE for one in some)
