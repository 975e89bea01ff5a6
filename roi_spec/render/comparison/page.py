"""A comparison as one HTML page that stands by itself: a file to attach to a pull request or to send by mail.

It carries its style sheets inside, because one file on a disk has nothing beside it; the page says by their digest that
it allows these and nothing else. So it has no script, no frame of the site and no look of the house: light or dark is
the device's choice, and the typeface is whatever the reader has.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Cause, Change, Comparison, ProgrammeChange, Side
from roi_spec.model.finding import Finding
from roi_spec.model.handbook import Block, Bullets, Cell, Column, Heading, Notice, Paragraph, Row, Table
from roi_spec.model.sentence import Mark, Piece, Reckoned, Sentence, Words
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.counts import counts, unchanged
from roi_spec.render.comparison.headlines import Headline, elsewhere, headline, weight
from roi_spec.render.comparison.results import figures
from roi_spec.render.comparison.rows import SHARES, effects, remarks, shared_by_many, title_of, without_effect
from roi_spec.render.comparison.sides import side_name
from roi_spec.render.comparison.speech import ARROW, Speech
from roi_spec.render.comparison.waterfall import waterfall
from roi_spec.render.html import render as filled
from roi_spec.render.html import style
from roi_spec.render.site_words import SEVERITIES

_STYLES = ("theme.css", "parts.css", "screen.css", "charts.css", "comparison.css")
_TYPEFACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""The files of the typeface do not travel with the page."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said of one programme, or of what all share."""

    id: str
    title: str
    lang: str
    """Of the title, when it is not that of the page."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything the template lays out."""

    lang: str
    title: str
    sides: str
    lead: tuple[Sentence, ...]
    counted: str
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    foot: tuple[str, ...]
    version: str
    styles: str
    allowed: str
    """What the page says of its style sheets: their digest."""


def render(comparison: Comparison, translator: Translator) -> str:
    """Give the page; also when nothing differs, and then it says so."""
    view = _view(comparison, Speech(translator))
    return filled("comparison.html.j2", translator.locale, None, page=view).decode("utf-8")


def _view(comparison: Comparison, speech: Speech) -> View:
    programmes = sorted(comparison.programmes, key=weight)
    styles = _styles()
    digest = base64.b64encode(hashlib.sha256(styles.encode("utf-8")).digest()).decode("ascii")
    return View(
        lang=speech.translator.locale,
        title=speech.say(text("What changed")),
        sides=ARROW.join(_side(one, speech) for one in (comparison.base, comparison.head)),
        lead=tuple(_lead(one, speech) for one in programmes) or ((speech.say(text("Nothing differs.")),),),
        counted=" · ".join(counts(comparison, speech)) if comparison.differs else "",
        blocks=tuple(_over_all(comparison, speech)),
        chapters=tuple(_chapter(one, speech, is_only=len(programmes) == 1) for one in programmes),
        foot=tuple(_foot(comparison, speech)),
        version=comparison.head.tool,
        styles=styles,
        allowed=f"sha256-{digest}",
    )


def _styles() -> str:
    """Give all style sheets as one, ready to stand between `<style>` and `</style>`."""
    joined = "\n".join(style(name).decode("utf-8") for name in _STYLES)
    return "\n" + _TYPEFACE.sub("", joined).replace("\r\n", "\n").strip() + "\n"


# --- the top ---------------------------------------------------------------------------------------------------------


def _lead(one: ProgrammeChange, speech: Speech) -> Sentence:
    """Give the headline of a programme, with a link to its chapter."""
    told = headline(one, speech)
    return (*_linked(told, one, speech), *_result(told, one))


def _linked(told: Headline, one: ProgrammeChange, speech: Speech) -> Sentence:
    return (Words(told.title, _lang(one, speech)), ": ")


def _result(told: Headline, one: ProgrammeChange) -> Sentence:
    said: list[Piece] = []
    if told.result:
        said += [f"{told.name} ", Reckoned(told.result, f"{one.id}:result")]
    if told.change:
        said += [" (", Reckoned(told.change, f"{one.id}:change"), ")"]
    if told.words:
        said.append(f"{', ' if told.result else ''}{told.words}")
    return (*said, *(f" · {more}" for more in told.more))


def _over_all(comparison: Comparison, speech: Speech) -> Iterator[Block]:
    """Give what holds for more than one programme: lines that were crossed, remarks on the sides, shared values."""
    titles = {one.id: one for one in comparison.programmes}
    crossed = tuple(_crossing(titles.get(id), crossing.text, speech) for id, crossing in comparison.crossings)
    if crossed:
        yield Notice(speech.say(text("Needs a look")), (), crossed, is_marked=True)
    remarks = tuple((speech.say(one),) for side in (comparison.base, comparison.head) for one in side.remarks)
    if remarks:
        yield Notice(speech.say(text("Know this first")), remarks)
    if shared_by_many(comparison):
        yield _shared(comparison, speech)
    yield from _told(comparison.appeared, comparison.went, speech)


def _crossing(one: ProgrammeChange | None, said: Text, speech: Speech) -> Sentence:
    name: Sentence = (Words(speech.author(one.title), _lang(one, speech)), ": ") if one is not None else ()
    return (*name, speech.say(said))


def _shared(comparison: Comparison, speech: Speech) -> Table:
    titles = {one.id: speech.author(one.title) for one in comparison.programmes}
    users = dict(comparison.touched_by)
    rows = []
    for one in shared_by_many(comparison):
        names = [titles.get(id, id) for id in users.get(one.address, ())]
        cells = (title_of(one, speech), speech.value(one.old), speech.value(one.new), speech.listed(names) or "–")
        rows.append(Row(tuple(Cell((Words(cell, ""),)) for cell in cells)))
    names_of_columns = (text("shared value"), text("was"), text("becomes"), text("used by"))
    columns = tuple(Column(speech.say(name), place in (1, 2)) for place, name in enumerate(names_of_columns))
    return Table(speech.say(text("Shared values that changed")), columns, tuple(rows), id="shared")


# --- one programme ---------------------------------------------------------------------------------------------------


def _chapter(one: ProgrammeChange, speech: Speech, *, is_only: bool) -> Chapter:
    """Give what is said of a programme; of the only one, the headline stands right above."""
    blocks = (
        *(() if is_only else (Paragraph(_result(headline(one, speech), one), "lead"),)),
        *_explained(one, speech),
        *_results(one, speech),
        *_findings(one, speech),
        *_others(one, speech),
    )
    return Chapter(one.id, speech.author(one.title), _lang(one, speech), blocks)


def _lang(one: ProgrammeChange, speech: Speech) -> str:
    return "" if one.language == speech.translator.locale else one.language


def _explained(one: ProgrammeChange, speech: Speech) -> Iterator[Block]:
    if one.explained is None:
        if one.why_not_explained is not None:
            yield Paragraph((speech.say(one.why_not_explained),))
        return
    found = effects(one.explained, speech)
    drawing = waterfall(found, speech, _lang(one, speech), one.id)
    assert drawing.table is not None
    yield replace(drawing, table=None)
    yield drawing.table
    yield from (Paragraph((speech.say(remark),), "table-note") for remark in remarks(found))


def _results(one: ProgrammeChange, speech: Speech) -> Iterator[Block]:
    told = figures(one, speech)
    if not told:
        return
    rows = tuple(
        Row((Cell((name,)), *(Cell((Reckoned(shown, f"{one.id}:{side}:{place}"),)) for side, shown in _sides(row))))
        for place, (name, *row) in enumerate(told)
    )
    names = (text("result"), text("before"), text("after"))
    columns = tuple(Column(speech.say(name), place > 0) for place, name in enumerate(names))
    caption = speech.say(text("All results before and after"))
    yield Table(caption, columns, rows, is_narrow=True, id=f"{one.id}-results")


def _sides(row: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(("before", "after"), row, strict=True))


def _findings(one: ProgrammeChange, speech: Speech) -> Iterator[Block]:
    yield from _told(one.appeared, one.went, speech)


def _told(new: tuple[Finding, ...], gone: tuple[Finding, ...], speech: Speech) -> Iterator[Block]:
    for title, found in ((text("New findings"), new), (text("Findings that are no longer there"), gone)):
        if found:
            yield Heading((speech.say(title),))
            yield Bullets(tuple(_finding(finding, speech) for finding in found))


def _finding(finding: Finding, speech: Speech) -> Sentence:
    kind = speech.say(SEVERITIES[finding.severity])
    parts = (
        part for message in (finding.text, finding.help) if message for part in (*speech.marked(message), (" ", False))
    )
    said = tuple(Mark(part, "code") if is_code else part for part, is_code in parts)
    return (Mark(f"{finding.code} {kind}"), " ", *said, f"({speech.place(finding.at)})")


def _others(one: ProgrammeChange, speech: Speech) -> Iterator[Block]:
    silent = without_effect(one)
    yield from (Paragraph((speech.say(said),)) for said in elsewhere(one))
    if silent:
        yield Heading((speech.say(text("Changes that move no result")),))
        yield Bullets(tuple(_change(change, _lang(one, speech), speech) for change in silent))


def _change(change: Change, lang: str, speech: Speech) -> Sentence:
    title: Sentence = (Words(title_of(change, speech), lang),)
    if change.cause is Cause.PROSE or (change.old is None and change.new is None):
        return (*title, f" ({place})") if (place := speech.place(change.at or change.was_at)) else title
    return (*title, ": ", speech.value(change.old), ARROW, speech.value(change.new))


# --- the foot --------------------------------------------------------------------------------------------------------


def _foot(comparison: Comparison, speech: Speech) -> Iterator[str]:
    for side in (comparison.base, comparison.head):
        yield _side_in_full(side, speech)
    if comparison.untouched:
        yield speech.say(unchanged(comparison.untouched))
    yield speech.say(SHARES)


def _side(side: Side, speech: Speech) -> str:
    return side.commit[:7] if side.commit and not side.dirty else side_name(side, speech)


def _side_in_full(side: Side, speech: Speech) -> str:
    said = [side_name(side, speech)]
    said += [side.commit] if side.commit else []
    said += [speech.say(text("with changes that are not committed"))] if side.dirty else []
    said += [speech.translator.date(side.date)] if side.date else []
    said += [f"roi-spec {speech.author(side.tool)}"] if side.tool else []
    return " · ".join(dict.fromkeys(said))
