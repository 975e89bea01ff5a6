"""The portfolio: every programme on a row, gains and losses alike, to sort and to choose from.

Results, forecasts, programmes without ROI and claims of others stand apart, because one is not more or less of the
other. What is added up is decided in `site_totals.py`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.finding import Severity
from roi_spec.model.handbook import Cell, Notice, Paragraph, Row, Table
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Jump, Mark, Piece, Reckoned, Sentence
from roi_spec.model.text import Text, text
from roi_spec.render.exact import exactly
from roi_spec.render.frame import ABOUT, METHODS, VALUES
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.site_choose import keys_of, programme_chooser
from roi_spec.render.site_coverage import coverage
from roi_spec.render.site_entry import Cases, LeftOut, SiteEntry
from roi_spec.render.site_order import amount, in_order
from roi_spec.render.site_scatter import scatter
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_totals import finding_words, totals
from roi_spec.render.site_view import Block, Chapter, Page, Scatter
from roi_spec.render.site_words import KINDS, SHORT_VERDICTS, STAGES
from roi_spec.render.told import told

_GROUPS: tuple[tuple[str, Text, Text], ...] = (
    ("results", text("Results"), text("Programmes with a measured return. A loss is shown like a gain.")),
    ("forecasts", text("Forecasts"), text("Programmes that are planned or still running. These are expectations.")),
    (
        "without-roi",
        text("Without ROI"),
        text("Programmes that claim no return, or that state no costs to hold it against."),
    ),
    ("audits", text("Claims of others"), text("Figures that somebody else published, recomputed here.")),
)
"""In the order of the page: id, heading, and what the group holds."""


_CAPTIONS: dict[str, Text] = {
    "results": text("Measured return, cost and benefit of each programme"),
    "forecasts": text("Expected return, cost and benefit of each programme"),
    "without-roi": text("Programmes without ROI"),
    "audits": text("Return, cost and benefit as recomputed from the published figures"),
}


def group_of(entry: SiteEntry) -> str:
    """Say in which part of the portfolio a programme stands."""
    if entry.publisher:
        return "audits"
    if entry.kind != "roi":
        return "without-roi"
    return "forecasts" if entry.is_forecast else "results"


def portfolio(tell: Teller, entries: Sequence[SiteEntry], left_out: Sequence[LeftOut]) -> Page:
    """Give the first page of a language."""
    groups = [_chapter(tell, group, entries) for group in _GROUPS]
    more = (_together(tell, _members(entries, "results")), coverage(tell, entries), _left_out(tell, left_out))
    chapters = tuple(one for one in (*groups, *more) if one is not None)
    overview = _overview(tell, entries)
    return Page(
        frame=tell.frame(tell.site_title),
        path=tell.path,
        heading=tell.site_title,
        lead=_lead(tell, entries),
        jumps=_jumps(overview, chapters),
        blocks=(Paragraph(_how_to_read(tell), "quiet"), *overview),
        chapters=chapters,
    )


def _jumps(overview: Sequence[Block], chapters: Sequence[Chapter]) -> tuple[Jump, ...]:
    """Lead past the drawing, which fills the first screen, to the tables below it."""
    drawn = tuple(Jump(one.label, f"#{one.id}") for one in overview if isinstance(one, Scatter))
    named = tuple(Jump(one.title, f"#{one.id}") for one in chapters)
    return (*named[:1], *drawn, *named[1:])


def _members(entries: Sequence[SiteEntry], group: str) -> tuple[SiteEntry, ...]:
    """Give the programmes of a group by title: an order that favours nobody."""
    return tuple(
        sorted((one for one in entries if group_of(one) == group), key=lambda one: (one.title.lower(), one.id))
    )


def _lead(tell: Teller, entries: Sequence[SiteEntry]) -> Sentence:
    if not entries:
        return tell.say("No programme could be published yet.")
    measured = _members(entries, "results")
    counts = {"all": len(entries), "measured": len(measured)}
    if not measured:
        return tell.say("Programmes on this site: {all}. None has a measured return yet.", **counts)
    gains = sum(one.net.base is not None and one.net.base.value > 0 for one in measured)
    return tell.say(
        "Programmes on this site: {all}. With a measured return: {measured}. "
        "In the base case {gains} of these earned more than they cost.",
        **counts,
        gains=gains,
    )


def _how_to_read(tell: Teller) -> Sentence:
    about, values = tell.jump(tell.words("How to read this"), ABOUT), tell.jump(tell.words("All values"), VALUES)
    if tell.context.edition is Edition.PUBLIC:
        return tell.say(
            "Every figure leads to its formula and its inputs. {about} explains the words; {values} lists every "
            "assumption "
            "with its source and its date.",
            about=about,
            values=values,
        )
    return tell.say(
        "Every figure leads to its formula, its inputs and the line of the file. {about} explains the words; {values} "
        "lists every assumption with its owner and its date.",
        about=about,
        values=values,
    )


def _overview(tell: Teller, entries: Sequence[SiteEntry]) -> tuple[Block, ...]:
    chart = scatter(tell, entries)
    chooser = programme_chooser(tell, entries)
    return (*((chart,) if chart else ()), *((chooser,) if chooser.questions else ()))


# --- one group -------------------------------------------------------------------------------------------------------

_SHORT = 60
"""Programmes up to which rows are full. On a longer page each row tells less, and a script links all but the ROI."""


class Rows(enum.Enum):
    """How much a row tells."""

    FULL = "full"
    LEAN = "lean"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the lists: how a cell is written, and what it is sorted by."""

    title: Text
    cell: Callable[[Teller, SiteEntry, Rows], Cell]
    value: Callable[[SiteEntry], Any]
    is_number: bool = True


def _columns(group: str, rows: Rows) -> tuple[str, ...]:
    """Give the keys of the columns of a group, without the first."""
    if group == "without-roi":
        return ("grade", "cost", "benefit", "warnings")
    return ("grade", "roi", "target", "cost", "benefit", *(("net",) if rows is Rows.FULL else ()), "warnings")


def _chapter(tell: Teller, group: tuple[str, Text, Text], entries: Sequence[SiteEntry]) -> Chapter | None:
    id, title, words = group
    members = _members(entries, id)
    if not members:
        return None
    table = _table(tell, id, members, Rows.FULL if len(entries) <= _SHORT else Rows.LEAN)
    return Chapter(id, tell.words(title), (Paragraph((tell.words(words),)), table))


def _table(tell: Teller, group: str, members: Sequence[SiteEntry], fill: Rows) -> Table:
    keys = _columns(group, fill)
    shown = [_COLUMNS[key] for key in keys]
    heads = columns(
        tell,
        text("Programme"),
        *(one.title for one in shown),
        numbers=[place for place, one in enumerate(shown, 1) if one.is_number],
        keys=("name", *keys),
    )
    rows = [
        Row(
            (_programme(tell, one), *(column.cell(tell, one, fill) for column in shown)),
            programme=one.id,
            keys=keys_of(tell, one),
        )
        for one in members
    ]
    placed = in_order(rows, [[column.value(one) for one in members] for column in shown])
    return Table(tell.words(_CAPTIONS[group]), heads, placed, note=_note(tell, members, keys), id=f"table-{group}")


def _programme(tell: Teller, entry: SiteEntry) -> Cell:
    said: list[Piece] = [tell.words(STAGES[entry.stage])]
    if entry.kind != "roi":
        said += [" · ", tell.words(_UNCOUNTED if entry.kind == "no_money" else KINDS[entry.kind])]
    if entry.publisher:
        said += [" · ", *tell.say("published by {publisher}", publisher=tell.author(entry.publisher, entry.language))]
    return cell(tell.programme(entry.id, entry.title, entry.language), under=tuple(said))


_UNCOUNTED = text("no money counted, no ROI")
"""A value in money may well have been claimed, so it is not said that there was no money."""


def _grade(tell: Teller, entry: SiteEntry, _: Rows) -> Cell:
    if entry.grade not in GRADES:
        return cell(NOTHING)
    # The grade of a forecast is of the method that is planned: nothing was measured yet that it could be evidence of.
    return cell(Mark(entry.grade, "grade"), under=(tell.words("planned"),) if entry.is_forecast else ())


def _roi(tell: Teller, entry: SiteEntry, rows: Rows) -> Cell:
    figure = tell.figure(entry.roi.base, entry.id, "result.roi", against=entry.target)
    return cell(figure, under=_range(tell, entry, rows))


def _range(tell: Teller, entry: SiteEntry, rows: Rows) -> Sentence:
    """Give between which values the ROI probably lies, and that it leaves the outcome open where it does."""
    if entry.drawn is not None:
        low, high = (_drawn(tell, entry, end) for end in ("p10", "p90"))
    elif entry.has_range and entry.roi.base is not None:
        ends = (entry.roi.of(case) for case in (CONSERVATIVE, OPTIMISTIC))
        cases = zip(ends, (CONSERVATIVE, OPTIMISTIC), strict=True)
        low, high = (tell.figure(one, entry.id, "result.roi", case, against=entry.target) for one, case in cases)
    else:
        return ()
    said = tell.say("{low} to {high}", low=low, high=high)
    if rows is Rows.LEAN and entry.drawn is not None:
        said = (Reckoned(told(said), "simulation:result.roi:p10-p90"),)
    return (*said, " ", Mark(tell.words("cannot tell"), "badge open")) if entry.is_open else said


def _drawn(tell: Teller, entry: SiteEntry, end: str) -> Sentence:
    assert entry.drawn is not None
    value = entry.drawn[end == "p90"]
    shown = tell.translator.quantity(value, telling_decimals(value, (entry.target,), least=0))
    return (exactly(Reckoned(shown, f"simulation:result.roi:{end}"), value),)


def _target(tell: Teller, entry: SiteEntry, rows: Rows) -> Cell:
    verdict = tell.words(SHORT_VERDICTS[entry.verdict])
    if entry.target is None:
        return cell(tell.words(SHORT_VERDICTS["no_target"]))
    if rows is Rows.LEAN:
        return cell(verdict)
    return cell(tell.figure(entry.target, entry.id, "result.target_roi"), under=(verdict,))


def _distance(entry: SiteEntry) -> Fraction | None:
    """Give how far the ROI is above its target: what makes targets of different height comparable."""
    if entry.target is None or entry.roi.base is None:
        return None
    return entry.roi.base.base - entry.target.base


def _sum(name: str, cases: Callable[[SiteEntry], Cases]) -> Callable[[Teller, SiteEntry, Rows], Cell]:
    """Give what writes a cell with an amount of money."""

    def written(tell: Teller, entry: SiteEntry, rows: Rows) -> Cell:
        return cell(tell.figure(cases(entry).base, entry.id, f"result.{name}", linked=rows is Rows.FULL))

    return written


def _warnings(entry: SiteEntry) -> int:
    return entry.counts[Severity.ERROR.value] + entry.counts[Severity.WARNING.value]


def _findings(tell: Teller, entry: SiteEntry, _: Rows) -> Cell:
    """Give how many findings want a look, and how many somebody accepted."""
    found, waived = _warnings(entry), entry.counts["waived"]
    count = exactly(Count(str(found)), Quantity(Fraction(found))) if found else tell.words("none")
    return cell(count, under=tell.say("{n} waived", n=waived) if waived else ())


def _note(tell: Teller, members: Sequence[SiteEntry], keys: Sequence[str]) -> Sentence:
    """Say how the rows are read: what stands below the ROI, and what the letters mean that occur."""
    said: list[Piece] = []
    if "roi" not in keys:
        return _letters(tell, members)
    if any(one.drawn for one in members):
        said += tell.say("Below the ROI: where 8 of 10 outcomes of the simulation lie (P10 to P90).")
    if any(one.has_range and not one.drawn for one in members):
        said += [" ", *tell.say("Without a simulation: from the conservative to the optimistic case.")]
    if not all(one.has_range for one in members):
        said += [" ", *tell.say("Where nothing stands below it, no range was stated for any value.")]
    return (*said, *_letters(tell, members))


def _letters(tell: Teller, members: Sequence[SiteEntry]) -> Sentence:
    found = sorted({one.grade for one in members if one.grade in GRADES})
    if not found:
        return ()
    said = "; ".join(f"{grade} {tell.words(GRADES[grade])}" for grade in found)
    methods = tell.jump(tell.words("Methods"), METHODS)
    return (" ", *tell.say("Evidence: {letters}. More under {methods}.", letters=said, methods=methods))


_COLUMNS: dict[str, _Column] = {
    "grade": _Column(text("Evidence"), _grade, lambda one: one.grade if one.grade in GRADES else None, is_number=False),
    "roi": _Column(text("ROI"), _roi, lambda one: amount(one.roi.base)),
    "target": _Column(text("Target"), _target, _distance, is_number=False),
    "cost": _Column(text("Costs"), _sum("total_cost", lambda one: one.cost), lambda one: amount(one.cost.base)),
    "benefit": _Column(
        text("Benefit"), _sum("total_benefit", lambda one: one.benefit), lambda one: amount(one.benefit.base)
    ),
    "net": _Column(text("Net benefit"), _sum("net_benefit", lambda one: one.net), lambda one: amount(one.net.base)),
    "warnings": _Column(text("Warnings"), _findings, _warnings),
}
"""By their names in the address of the page."""


# --- after the groups ------------------------------------------------------------------------------------------------


def _together(tell: Teller, measured: Sequence[SiteEntry]) -> Chapter | None:
    blocks = tuple(totals(tell, measured))
    return Chapter("together", tell.words("Together"), blocks) if blocks else None


def _left_out(tell: Teller, left_out: Sequence[LeftOut]) -> Chapter | None:
    if not left_out:
        return None
    notices = tuple(_reasons(tell, one) for one in sorted(left_out, key=lambda one: one.path))
    intro = tell.say("These files hold mistakes that stop publication. They have no page until those are mended.")
    return Chapter("left-out", tell.words("Not published"), (Paragraph(intro), *notices))


def _reasons(tell: Teller, one: LeftOut) -> Notice:
    items = tuple(finding_words(tell, finding) for finding in one.reasons)
    return Notice(one.title or one.path, ((one.path,),) if one.title else (), items, is_marked=True)
