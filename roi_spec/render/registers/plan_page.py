"""The page with plan, actual and forecast of every measure of all programmes, to choose from by year and programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from roi_spec.model.handbook import Cell, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Reckoned, Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT
from roi_spec.render.exact import exactly
from roi_spec.render.frame import METRICS, PORTFOLIO
from roi_spec.render.registers.measures import EFFECTIVENESS, EFFICIENCY, OUTCOME, TYPES, Held, Measured
from roi_spec.render.registers.report import Entry, Report, report
from roi_spec.render.registers.tdrp import TITLE, TYPE_WORDS
from roi_spec.render.site_choose import answers, level_words, questions
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Chooser, Option, Page
from roi_spec.render.site_words import STATUS

_MEANS: dict[str, Text] = {
    EFFICIENCY: text("How many people took part, and what it cost. The plan is the number of people invited."),
    EFFECTIVENESS: text("How good it was: reaction, learning, application, and the return on investment."),
    OUTCOME: text("What changed in the organisation. Attribution to the programme stands in its handbook."),
}


def plan_page(tell: Teller, entries: Sequence[SiteEntry]) -> Page | None:
    """Give the page in one language; None when there is no programme of one's own."""
    found = report(entries)
    if not found.programmes:
        return None
    title = tell.words(TITLE)
    coverage = tell.jump(tell.words("How far programmes are evaluated"), f"{PORTFOLIO}#coverage")
    index = tell.jump(tell.words("Measures in the words of the standards"), METRICS)
    chapters = (_chapter(tell, kind, found.of_type(kind)) for kind in TYPES)
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "What was planned, what came and what is expected, for {n} measures of {all} programmes. Where a figure is "
            "missing, the reason stands in its place.",
            n=len(found.entries),
            all=len(found.programmes),
        ),
        blocks=(Paragraph((index, " · ", coverage), "quiet"), *_before(tell, found)),
        chapters=tuple(one for one in chapters if one is not None),
    )


# --- what rows are chosen by -----------------------------------------------------------------------------------------


def _year(_: Teller, one: Entry) -> Option | None:
    year = one.programme.year
    return Option(str(year), str(year)) if year else None


def _level(tell: Teller, one: Entry) -> Option:
    level = one.measured.level
    return Option(str(int(level)), level_words(tell, level))


def _standing(tell: Teller, one: Entry) -> Option | None:
    standing = one.measured.standing
    return Option(standing, tell.words(STATUS[standing])) if standing else None


_ASKED: tuple[tuple[str, Text, Callable[[Teller, Entry], Option | None]], ...] = (
    ("year", text("Year"), _year),
    ("level", text("Level"), _level),
    ("standing", text("Status"), _standing),
)


def _before(tell: Teller, found: Report) -> tuple[Block, ...]:
    asked = [(name, tell.words(title), [ask(tell, one) for one in found.entries]) for name, title, ask in _ASKED]
    chooser = Chooser(
        label=tell.words("Choose measures"),
        questions=questions(tell, asked),
        count=tell.words("Measures shown: {shown} of {all}."),
        nothing=tell.words("No measure fits this choice."),
    )
    return (chooser,) if chooser.questions else ()


# --- tables ----------------------------------------------------------------------------------------------------------


def _chapter(tell: Teller, kind: str, entries: Sequence[Entry]) -> Chapter | None:
    if not entries:
        return None
    title = tell.words(TYPE_WORDS[kind])
    heads = columns(
        tell,
        text("Measure"),
        text("Programme"),
        text("Before"),
        text("Plan"),
        text("Actual"),
        text("Share of the plan"),
        text("Forecast"),
        numbers=(2, 3, 4, 5, 6),
    )
    rows = tuple(_row(tell, one) for one in entries)
    table = Table(title, heads, rows, id=f"table-{kind}")
    return Chapter(kind, title, (Paragraph((tell.words(_MEANS[kind]),)), table))


def _row(tell: Teller, one: Entry) -> Row:
    entry, measured = one.programme, one.measured
    cells = (
        cell(_name(tell, measured, entry.language), under=(level_words(tell, measured.level),)),
        cell(tell.programme(entry.id, entry.title, entry.language)),
        _held(tell, measured.before, measured.plan, entry),
        _held(tell, measured.plan, measured.actual, entry),
        _held(tell, measured.actual, measured.plan, entry),
        cell(_share(tell, one), under=_beside(tell, measured)),
        _held(tell, measured.forecast, measured.plan, entry),
    )
    return Row(cells, programme=entry.id, keys=answers(ask(tell, one) for _, _, ask in _ASKED))


def _name(tell: Teller, measured: Measured, lang: str) -> Sentence:
    return (tell.words(measured.words) if measured.words else tell.author(measured.title, lang),)


def _held(tell: Teller, held: Held, against: Held, entry: SiteEntry) -> Cell:
    """Give a figure with the way to its working, or in its place the reason why there is none."""
    if held.quantity is None:
        return cell(NOTHING, under=(tell.translator.value(held.value),))
    return cell(tell.figure(held.quantity, entry.id, held.step, against=against.quantity))


def _share(tell: Teller, one: Entry) -> Sentence:
    share = one.measured.share
    if share is None:
        return NOTHING
    of = f"share_of_plan:{one.programme.id}:{one.measured.id}"
    return (exactly(Reckoned(tell.translator.percent(share), of), Quantity(share * Fraction(100), PERCENT)),)


def _beside(tell: Teller, measured: Measured) -> Sentence:
    said = [tell.words("lower is better")] if measured.share is not None and measured.better == "lower" else []
    if measured.standing in ("met", "not_met"):
        said.append(tell.words(STATUS[measured.standing]))
    return (", ".join(said),) if said else ()
