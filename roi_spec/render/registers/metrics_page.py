"""An index of what is measured, in the words of the standards on learning metrics: which of them our figures answer.

Only what public abstracts and commentary say of these standards is used: types of metrics and the names of five of
them. Their full lists and formulas are for sale and are not repeated here; nothing is claimed to conform.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roi_spec.model.handbook import Bullets, Cell, Paragraph, Row, Table
from roi_spec.model.sentence import Piece, Sentence
from roi_spec.model.spec import Level
from roi_spec.model.text import Text, text
from roi_spec.render.frame import PLANNED
from roi_spec.render.registers.measures import EFFECTIVENESS, EFFICIENCY, TYPE_OF, TYPES
from roi_spec.render.registers.report import Entry, Report, report
from roi_spec.render.registers.tdrp import TITLE, TYPE_WORDS
from roi_spec.render.site_choose import level_words
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Page


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that a standard names, and what of ours answers it."""

    name: Text
    answered_by: str
    """The line of a working; empty: nothing here does."""
    remark: Text


SKILLS = (
    Metric(
        text("Total cost of developing and training"),
        "result.total_cost",
        text("of each programme that states costs; amounts in more than one currency are not added up"),
    ),
    Metric(
        text("Share of employees in training"),
        "",
        text("needs the number of employees, which no programme states; the people who completed are known"),
    ),
    Metric(
        text("Average hours of formal training per employee"),
        "",
        text("needs the number of employees, which no programme states"),
    ),
    Metric(text("Share by category of training"), "", text("needs the number of employees per category of training")),
    Metric(text("Workforce competency rate"), "", text("needs an assessment of the whole workforce")),
)
"""ISO/TS 30428:2021, the metrics on skills and capabilities, by the names they go by; not checked against its text."""


def metrics_page(tell: Teller, entries: Sequence[SiteEntry]) -> Page | None:
    """Give the page in one language; None when there is no programme of one's own."""
    found = report(entries)
    if not found.programmes:
        return None
    title = tell.words("Measures in the words of the standards")
    plan = tell.jump(tell.words(TITLE), PLANNED)
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "ISO/TS 30437:2023 sorts metrics of learning into efficiency, effectiveness and outcome. The level of a "
            "measure says which of these it is."
        ),
        blocks=(Paragraph((plan,), "quiet"),),
        chapters=(_types(tell, found), _balance(tell, found), _skills(tell, found), _sources(tell)),
    )


# --- by type ---------------------------------------------------------------------------------------------------------


def _types(tell: Teller, found: Report) -> Chapter:
    heads = columns(
        tell,
        text("Type and level"),
        text("Measures"),
        text("With a plan"),
        text("With an actual"),
        text("Programmes"),
        text("Which"),
        numbers=(1, 2, 3, 4),
    )
    by_type = sorted(Level, key=lambda level: (TYPES.index(TYPE_OF[level]), level))
    rows = tuple(
        _type_row(tell, level, [one for one in found.entries if one.measured.level == level]) for level in by_type
    )
    title = tell.words("By type and level")
    return Chapter("types", title, (Table(title, heads, rows, id="table-types"),))


def _type_row(tell: Teller, level: Level, some: Sequence[Entry]) -> Row:
    planned = sum(one.measured.plan.quantity is not None for one in some)
    came = sum(one.measured.actual.quantity is not None for one in some)
    programmes = len({one.programme.id for one in some})
    kind = tell.words(TYPE_WORDS[TYPE_OF[level]])
    counts = (cell(tell.say("{n}", n=count)) for count in (len(some), planned, came, programmes))
    return Row((cell(kind, under=(level_words(tell, level),)), *counts, _which(tell, some)))


def _which(tell: Teller, some: Sequence[Entry]) -> Cell:
    """List the measures, each once and with the way to a programme that has it; folded, because there are many."""
    names: dict[str, Piece] = {}
    for one in sorted(some, key=lambda one: not one.measured.step):
        entry, measured = one.programme, one.measured
        title = tell.words(measured.words) if measured.words else measured.title
        lang = tell.context.locale if measured.words else entry.language
        if measured.step:
            names.setdefault(title, tell.working(entry.id, title, lang, measured.step))
        else:
            names.setdefault(title, tell.programme(entry.id, title, lang))
    listed: list[Piece] = []
    for name in names.values():
        listed += [", ", name] if listed else [name]
    if not listed:
        return cell(tell.words("no measure"))
    if len(names) == 1:
        return cell(*listed)
    return Cell(tell.say("{n} measures", n=len(names)), tuple(listed), folds=True)


# --- a balanced set --------------------------------------------------------------------------------------------------


def _balance(tell: Teller, found: Report) -> Chapter:
    """Name the programmes that measure volume and cost and nothing of the quality: the standard asks for both."""
    lone = tuple(_only_efficiency(tell, found))
    said: Block = (
        Bullets(lone)
        if lone
        else Paragraph(tell.say("Every programme that measures efficiency measures effectiveness too."))
    )
    intro = tell.say(
        "A balanced set never has efficiency without effectiveness: many people at a low cost say nothing of what they "
        "learned. Not every programme needs an outcome; compliance and onboarding are the usual exceptions."
    )
    return Chapter("balance", tell.words("A balanced set"), (Paragraph(intro), said))


def _only_efficiency(tell: Teller, found: Report) -> Iterator[Sentence]:
    for one in found.programmes:
        kinds = {each.type for each in one.measured.every}
        if EFFICIENCY in kinds and EFFECTIVENESS not in kinds:
            link = tell.programme(one.id, one.title, one.language)
            yield tell.say("{programme}: efficiency and no effectiveness", programme=(link,))


# --- metrics by name -------------------------------------------------------------------------------------------------


def _skills(tell: Teller, found: Report) -> Chapter:
    heads = columns(tell, text("Metric"), text("Answered here"), text("Remark"))
    rows = tuple(
        Row((cell(tell.words(one.name)), _answer(tell, one, found), cell(tell.words(one.remark)))) for one in SKILLS
    )
    title = tell.words("Metrics on skills and capabilities")
    intro = tell.say(
        "ISO/TS 30428:2021 defines five. Of these, ISO 30414:2018 wants one in public reports: the total cost of "
        "developing and training."
    )
    return Chapter("skills", title, (Paragraph(intro), Table(title, heads, rows, id="table-skills")))


def _answer(tell: Teller, metric: Metric, found: Report) -> Cell:
    if not metric.answered_by:
        return cell(tell.words("no"))
    some = [one for one in found.entries if one.measured.id == metric.answered_by]
    return cell(tell.say("by {n} of {all} programmes", n=len(some), all=len(found.programmes)))


def _sources(tell: Teller) -> Chapter:
    items = (
        tell.say(
            "ISO/TS 30437:2023, Learning and development metrics. Its abstract speaks of 50 recommended metrics, its "
            "lead author of 52; this page uses its types only."
        ),
        tell.say("ISO/TS 30428:2021, Skills and capabilities metrics."),
        tell.say("ISO 30414:2018, Human capital reporting, first edition."),
        tell.say("Center for Talent Reporting, Talent Development Reporting principles (TDRp)."),
    )
    closing = tell.say(
        "This page says what our figures are about, not that they conform to a standard. Names and types come from "
        "public descriptions and were not checked against the text of the standards, which is for sale."
    )
    return Chapter("sources", tell.words("Where this comes from"), (Bullets(items), Paragraph(closing)))
