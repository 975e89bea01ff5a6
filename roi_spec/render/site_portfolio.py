"""The portfolio: every programme on a row, gains and losses alike, and totals only over what can be added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.coverage import CUSTOMARY, LevelCoverage
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, SCENARIOS
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.handbook import Cell, Notice, Paragraph, Row, Table
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Mark, Piece, Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, money
from roi_spec.render.figures import LEVEL_NAMES
from roi_spec.render.frame import ABOUT, VALUES
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.site_entry import LeftOut, SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Chapter, Page, Spread, SpreadChart
from roi_spec.render.site_words import CASES, KINDS, SHORT_VERDICTS, STAGES

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
    chapters = [_chapter(tell, group, _members(entries, group[0])) for group in _GROUPS]
    chapters.append(_coverage(tell, entries))
    if left_out:
        chapters.append(_left_out(tell, left_out))
    return Page(
        frame=tell.frame(tell.site_title),
        path=tell.path,
        heading=tell.site_title,
        lead=_lead(tell, entries),
        blocks=(Paragraph(_how_to_read(tell), "quiet"),),
        chapters=tuple(one for one in chapters if one is not None),
    )


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
    gains = sum(_sign(one) > 0 for one in measured)
    return tell.say(
        "Programmes on this site: {all}. With a measured return: {measured}. "
        "In the base case {gains} of these earned more than they cost.",
        **counts,
        gains=gains,
    )


def _sign(entry: SiteEntry) -> int:
    value = entry.net.base.value if entry.net.base else Fraction(0)
    return (value > 0) - (value < 0)


def _how_to_read(tell: Teller) -> Sentence:
    return tell.say(
        "Every figure leads to its formula, its inputs and the line of the file. {about} explains the words; {values} "
        "lists every assumption with its owner and its date.",
        about=tell.jump(tell.words("How to read this"), ABOUT),
        values=tell.jump(tell.words("All values"), VALUES),
    )


# --- one group -------------------------------------------------------------------------------------------------------


def _chapter(tell: Teller, group: tuple[str, Text, Text], members: Sequence[SiteEntry]) -> Chapter | None:
    if not members:
        return None
    id, title, words = group
    intro = Paragraph((tell.words(words),))
    if id == "without-roi":
        return Chapter(id, tell.words(title), (intro, _claims(tell, members)))
    chart = _chart(tell, tell.words(title), members)
    totals = tuple(_totals(tell, members)) if id == "results" else ()
    table = _table(tell, _CAPTIONS[id], members)
    blocks = (intro, *((chart,) if chart else ()), table, *totals)
    return Chapter(id, tell.words(title), blocks)


def _table(tell: Teller, caption: Text, members: Sequence[SiteEntry]) -> Table:
    heads = columns(
        tell,
        text("Programme"),
        text("ROI, conservative"),
        text("ROI, base"),
        text("ROI, optimistic"),
        text("Target"),
        text("Evidence"),
        text("Costs"),
        text("Benefit"),
        text("Net benefit"),
        text("Findings"),
        numbers=(1, 2, 3, 6, 7, 8),
    )
    rows = tuple(_row(tell, one) for one in members)
    return Table(tell.words(caption), heads, rows, note=_range_note(tell, members))


def _range_note(tell: Teller, members: Sequence[SiteEntry]) -> Sentence:
    if all(one.has_range for one in members):
        return ()
    return tell.say("Where the three cases are the same, no range was stated for any value.")


def _row(tell: Teller, entry: SiteEntry) -> Row:
    roi = [
        cell(
            tell.figure(entry.roi.of(case), entry.id, "result.roi", case, against=entry.target),
            under=_drawn(tell, entry) if case == BASE else (),
        )
        for case in SCENARIOS
    ]
    sums = [
        cell(tell.figure(figure, entry.id, f"result.{name}"))
        for name, figure in (
            ("total_cost", entry.cost.base),
            ("total_benefit", entry.benefit.base),
            ("net_benefit", entry.net.base),
        )
    ]
    return Row(
        (_programme(tell, entry), *roi, _target(tell, entry), _grade(tell, entry), *sums, _findings(tell, entry))
    )


def _drawn(tell: Teller, entry: SiteEntry) -> Sentence:
    """Give what the simulation says of the ROI, and that it leaves the outcome open where it does."""
    if entry.drawn is None or entry.chance is None:
        return ()
    low, high = (tell.translator.quantity(one, telling_decimals(one, (entry.target,), least=0)) for one in entry.drawn)
    whole = Quantity(Fraction(100), PERCENT)
    share = Quantity(entry.chance * 100, PERCENT)
    gain = tell.translator.quantity(share, telling_decimals(share, (whole,), least=0))
    said = tell.say("P10 to P90: {low} to {high}; chance of a gain {gain}", low=low, high=high, gain=gain)
    return (Mark(tell.words("cannot tell"), "badge forecast"), " ", *said) if entry.is_open else said


def _programme(tell: Teller, entry: SiteEntry) -> Cell:
    title = tell.programme(entry.id, entry.title, entry.language)
    marks: list[Piece] = [Mark(tell.words(STAGES[entry.stage]))]
    if entry.is_forecast:
        marks += [" ", Mark(tell.words("forecast"), "badge forecast")]
    if entry.kind != "roi":
        marks += [" ", Mark(tell.words(_UNCOUNTED if entry.kind == "no_money" else KINDS[entry.kind]))]
    if entry.publisher:
        marks += [" ", *tell.say("published by {publisher}", publisher=tell.author(entry.publisher, entry.language))]
    return cell(title, under=tuple(marks))


_UNCOUNTED = text("no money counted, no ROI")
"""A value in money may well have been claimed, so it is not said that there was no money."""


def _target(tell: Teller, entry: SiteEntry) -> Cell:
    if entry.target is None:
        return cell(tell.words(SHORT_VERDICTS["no_target"]))
    under = (tell.words(SHORT_VERDICTS[entry.verdict]),)
    return cell(tell.figure(entry.target, entry.id, "result.target_roi"), under=under)


def _grade(tell: Teller, entry: SiteEntry) -> Cell:
    meaning = GRADES.get(entry.grade)
    if meaning is None:
        return cell(NOTHING)
    under = (tell.words(entry.grade_reason) or tell.words(meaning),)
    if not entry.is_forecast:
        return cell(Mark(entry.grade, "grade", tell.words(meaning)), under=under)
    # The grade is of the method that is planned: nothing was measured yet that it could be evidence of.
    forecast = Mark(tell.words("forecast"), "badge forecast")
    return cell(Mark(entry.grade, "grade", tell.words(meaning)), " ", forecast, under=under)


_COUNTED: tuple[tuple[str, str, str], ...] = (
    (Severity.ERROR.value, "{n} error", "{n} errors"),
    (Severity.WARNING.value, "{n} warning", "{n} warnings"),
    (Severity.INFO.value, "{n} remark", "{n} remarks"),
    ("waived", "{n} waived", "{n} waived"),
)


def _findings(tell: Teller, entry: SiteEntry) -> Cell:
    some = [
        tell.translator.ngettext(one, many, entry.counts[name]).format(n=entry.counts[name])
        for name, one, many in _COUNTED
        if entry.counts[name]
    ]
    return cell(", ".join(some) if some else tell.words("none"))


def _claims(tell: Teller, members: Sequence[SiteEntry]) -> Table:
    heads = columns(
        tell, text("Programme"), text("Evidence"), text("Costs"), text("Benefit"), text("Findings"), numbers=(2, 3)
    )
    rows = tuple(
        Row(
            (
                _programme(tell, one),
                _grade(tell, one),
                cell(tell.figure(one.cost.base, one.id, "result.total_cost")),
                cell(tell.figure(one.benefit.base, one.id, "result.total_benefit")),
                _findings(tell, one),
            )
        )
        for one in members
    )
    return Table(tell.words(_CAPTIONS["without-roi"]), heads, rows)


# --- totals ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over programmes that may be added up, in one case."""

    cost: Fraction
    benefit: Fraction

    @property
    def net(self) -> Fraction:
        """Give benefits less costs."""
        return self.benefit - self.cost

    @property
    def roi(self) -> Quantity | None:
        """Give the ROI of the whole: net benefit over cost, not a mean of the programmes' ROIs. None without costs."""
        return Quantity(self.net / self.cost * 100, PERCENT) if self.cost else None


Kind = tuple[str, str, int | None]
"""What makes amounts comparable: currency, perspective and price year."""


def comparable(members: Sequence[SiteEntry]) -> tuple[tuple[SiteEntry, ...], tuple[tuple[SiteEntry, Text], ...]]:
    """Split measured programmes into those that may be added up, and the others with the reason.

    Together belong one currency, one perspective and one price year: those that most programmes share, on a tie the
    first in order.
    """
    shared = _most_common([_kind(one) for one in members])
    inside = tuple(one for one in members if _kind(one) == shared)
    outside = tuple((one, _why_left(one, shared)) for one in members if _kind(one) != shared)
    return inside, outside


def _kind(entry: SiteEntry) -> Kind:
    return entry.currency, entry.perspective, entry.price_year


def _most_common(kinds: Sequence[Kind]) -> Kind:
    return min(set(kinds), key=lambda kind: (-kinds.count(kind), kind[0], kind[1], -(kind[2] or 0)))


def _why_left(entry: SiteEntry, shared: Kind) -> Text:
    if entry.currency != shared[0]:
        return text("in {currency}", currency=entry.currency)
    if entry.perspective != shared[1]:
        return text("seen from another side than the others")
    if entry.price_year is None:
        return text("no price year stated")
    return text("in prices of {year}", year=entry.price_year)


def total(members: Sequence[SiteEntry], case: str) -> Total:
    """Add up costs and benefits of a case."""
    costs, benefits = ([getattr(one, name).of(case) for one in members] for name in ("cost", "benefit"))
    return Total(_sum(costs), _sum(benefits))


def _sum(quantities: Sequence[Quantity | None]) -> Fraction:
    return sum((one.base for one in quantities if one is not None), Fraction(0))


def _totals(tell: Teller, members: Sequence[SiteEntry]) -> Iterator[Table | Paragraph | Notice]:
    inside, outside = comparable(members)
    if len(inside) > 1:
        yield _total_table(tell, inside)
        yield from _overlaps(tell, inside)
    if outside:
        reasons = tell.listed(
            [(tell.author(one.title, one.language), f" ({tell.words(reason)})") for one, reason in outside]
        )
        yield Paragraph(tell.say("Not in the total: {programmes}. Unlike amounts do not add up.", programmes=reasons))


def _total_table(tell: Teller, inside: Sequence[SiteEntry]) -> Table:
    currency = money(inside[0].currency)
    rows = []
    for case in SCENARIOS:
        whole = total(inside, case)
        amounts = (tell.rounded(Quantity(value, currency)) for value in (whole.cost, whole.benefit, whole.net))
        roi = tell.rounded(whole.roi, "result.roi") if whole.roi else NOTHING
        rows.append(Row((cell(tell.words(CASES[case])), *map(cell, amounts), cell(roi))))
    heads = columns(
        tell, text("Case"), text("Costs"), text("Benefit"), text("Net benefit"), text("ROI"), numbers=(1, 2, 3, 4)
    )
    note = tell.say(
        "Forecasts, programmes without ROI and claims of others are left out. The ROI is that of the sums, not a mean "
        "of the programmes. The conservative case takes every programme at its conservative end at once, which is "
        "harsher than is likely; the optimistic case is as much too kind."
    )
    caption = tell.words("Together: {n} measured programmes", n=len(inside))
    note = (*note, " ", *_windows(tell, inside), " ", *_weakest(tell, inside))
    return Table(caption, heads, tuple(rows), note=note, is_narrow=True)


_SOLUTIONS: dict[str, Text] = {"short_term": text("short-term"), "long_term": text("long-term")}


def _windows(tell: Teller, inside: Sequence[SiteEntry]) -> Sentence:
    """Say over what stretches the benefits were counted that are added up here."""
    kinds: dict[tuple[str, str], int] = {}
    for one in inside:
        length = tell.rounded(one.window) if one.window else tell.words("no window stated")
        kind = (length, tell.words(_SOLUTIONS[one.solution]) if one.window and one.solution in _SOLUTIONS else "")
        kinds[kind] = kinds.get(kind, 0) + 1
    said = [
        f"{count} × {length}{f' ({solution})' if solution else ''}"
        for (length, solution), count in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    ]
    return tell.say("Benefits are counted over: {windows}.", windows=", ".join(said))


def _weakest(tell: Teller, inside: Sequence[SiteEntry]) -> Sentence:
    """Give the weakest grade of evidence in a sum, which is the grade of the sum, with its reason."""
    graded = [one for one in inside if one.grade in GRADES]
    if not graded:
        return ()
    worst = max(graded, key=lambda one: (one.grade, one.id))
    return tell.say(
        "A sum is as strong as its weakest part: evidence grade {grade} ({programme}: {reason})",
        grade=(Mark(worst.grade, "grade", tell.words(GRADES[worst.grade])),),
        programme=tell.author(worst.title, worst.language),
        reason=tell.words(worst.grade_reason),
    )


def _overlaps(tell: Teller, inside: Sequence[SiteEntry]) -> Iterator[Notice]:
    """Warn where the same benefit may stand in the sum twice."""
    found = tuple(dict.fromkeys(finding for one in inside for finding in one.overlaps))
    if found:
        said = tell.say("These programmes may count the same benefit. The sums above then hold it each time.")
        items = tuple(_reason(tell, one) for one in found)
        yield Notice(tell.words("Benefits may overlap"), (said,), items, is_marked=True)


# --- chart -----------------------------------------------------------------------------------------------------------

_LEFT, _RIGHT, _ROW = 210, 640, 30
_FEWEST, _TALLEST = 2, 40
"""Programmes in the chart: one alone compares with nothing, and many are easier to read in the table."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From an ROI to a place across the drawing; zero is always on it."""

    least: Fraction
    most: Fraction

    def across(self, value: Fraction) -> str:
        part = (value - self.least) / ((self.most - self.least) or 1)
        return f"{float(_LEFT + part * (_RIGHT - _LEFT)):.1f}"


def _scale(drawn: Sequence[SiteEntry]) -> _Scale:
    ends = [end.value for one in drawn for case in SCENARIOS if (end := one.roi.of(case)) is not None]
    return _Scale(min(*ends, Fraction(0)), max(*ends, Fraction(0)))


def _chart(tell: Teller, group: str, members: Sequence[SiteEntry]) -> SpreadChart | None:
    drawn = [one for one in members if one.roi.base is not None]
    if not _FEWEST <= len(drawn) <= _TALLEST:
        return None
    scale, bottom = _scale(drawn), _ROW * len(drawn)
    return SpreadChart(
        label=tell.words("Chart: {group}", group=group),
        title=_chart_words(tell, drawn),
        caption=tell.words(
            "ROI of each programme: line from the conservative to the optimistic case, dot at the base case; the "
            "letter is the grade of its evidence."
        ),
        height=str(bottom + 24),
        foot=str(bottom + 4),
        label_y=str(bottom + 20),
        zero=scale.across(Fraction(0)),
        zero_label=tell.translator.percent(0),
        rows=tuple(_spread(tell, one, place, scale) for place, one in enumerate(drawn)),
    )


def _spread(tell: Teller, entry: SiteEntry, place: int, scale: _Scale) -> Spread:
    base = entry.roi.base
    assert base is not None
    middle = _ROW * place + _ROW // 2
    low, high = entry.roi.of(CONSERVATIVE) or base, entry.roi.of(OPTIMISTIC) or base
    return Spread(
        label=_shortened(entry.title),
        lang=tell.author(entry.title, entry.language).lang,
        y=str(middle),
        text_y=str(middle + 4),
        low=scale.across(low.value),
        high=scale.across(high.value),
        base=scale.across(base.value),
        figure=tell.figure(base, entry.id, "result.roi", against=entry.target),
        grade=entry.grade if entry.grade in GRADES else "",
    )


def _shortened(title: str, most: int = 30) -> str:
    flat = " ".join(title.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def _chart_words(tell: Teller, drawn: Sequence[SiteEntry]) -> str:
    said = []
    for one in drawn:
        base = one.roi.of(BASE)
        assert base is not None
        said.append(f"{one.title}: {tell.rounded(base, 'result.roi', one.target)}")
    return tell.words("ROI in the base case. {programmes}.", programmes="; ".join(said))


# --- left out --------------------------------------------------------------------------------------------------------


def _left_out(tell: Teller, left_out: Sequence[LeftOut]) -> Chapter:
    notices = tuple(_reasons(tell, one) for one in sorted(left_out, key=lambda one: one.path))
    intro = tell.say("These files hold mistakes that stop publication. They have no page until those are mended.")
    return Chapter("left-out", tell.words("Not published"), (Paragraph(intro), *notices))


def _reasons(tell: Teller, one: LeftOut) -> Notice:
    items = tuple(_reason(tell, finding) for finding in one.reasons)
    return Notice(one.title or one.path, ((one.path,),) if one.title else (), items, is_marked=True)


def _reason(tell: Teller, finding: Finding) -> Sentence:
    known = finding.code in tell.context.rules
    code = tell.jump(finding.code, f"rules/{finding.code}.html") if known else finding.code
    return (code, " ", tell.words(finding.text), " (", tell.place(finding.at), ")")


# --- how far programmes are evaluated --------------------------------------------------------------------------------

_STANDS: dict[str, Text] = {
    "below": text("below what is customary"),
    "within": text("as is customary"),
    "above": text("above what is customary"),
}


def coverage_of(entries: Sequence[SiteEntry]) -> tuple[LevelCoverage, ...]:
    """Count how many programmes of one's own have data at each level; claims of others are no evaluations."""
    own = [one for one in entries if not one.publisher]
    return tuple(
        LevelCoverage(level, low, high, sum(level in one.levels for one in own), len(own))
        for level, (low, high) in CUSTOMARY.items()
        if own
    )


def _coverage(tell: Teller, entries: Sequence[SiteEntry]) -> Chapter | None:
    rows = tuple(_covered(tell, one) for one in coverage_of(entries))
    if not rows:
        return None
    heads = columns(
        tell, text("Level"), text("Customary"), text("Here"), text("Programmes"), text("Beside it"), numbers=(1, 2, 3)
    )
    intro = tell.say(
        "How many programmes have data at each level. What is customary is a rule of thumb of the field, not a norm: "
        "most programmes are asked about and tested, few are worth a study of impact or return."
    )
    title = tell.words("How far programmes are evaluated")
    return Chapter("coverage", title, (Paragraph(intro), Table(title, heads, rows, is_narrow=True)))


def _covered(tell: Teller, one: LevelCoverage) -> Row:
    percent = tell.translator.percent
    usual = percent(one.low, 0) if one.low == one.high else f"{percent(one.low, 0)} – {percent(one.high, 0)}"
    level = f"{int(one.level)} {tell.words(LEVEL_NAMES[one.level])}"
    of = tell.words("{n} of {all}", n=one.reached, all=one.programmes)
    return Row((cell(level), cell(usual), cell(percent(one.share, 0)), cell(of), cell(tell.words(_STANDS[one.stands]))))
