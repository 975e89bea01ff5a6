"""Sums over programmes: only over what may be added up, and for everything else the reason why it is left out.

Amounts of another currency, side, price year or length of window are not alike; benefits that two programmes may both
count would stand in a sum twice. Nothing is converted or halved here to make a sum possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import BASE, SCENARIOS
from roi_spec.model.finding import Finding
from roi_spec.model.handbook import Cell, Notice, Paragraph, Row, Table
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Mark, Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, money
from roi_spec.model.vocabulary import PERSPECTIVES
from roi_spec.render.exact import exactly
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Block
from roi_spec.render.site_words import CASES


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


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes amounts comparable."""

    currency: str
    perspective: str
    price_year: int | None
    window: Fraction | None
    """Length of the stretch over which benefits are counted, in months."""


@dataclass(frozen=True, slots=True)
class Left:
    """A programme that is not in a sum, and why."""

    entry: SiteEntry
    reason: Text
    findings: tuple[Finding, ...] = ()
    """Where it may count what another programme counts, when that is the reason."""


def comparable(members: Sequence[SiteEntry]) -> tuple[tuple[SiteEntry, ...], tuple[Left, ...]]:
    """Split measured programmes into those that may be added up, and the others with the reason.

    Together belong one currency, one perspective, one price year and one length of window: those that most programmes
    share, on a tie the first in order. Of these, whoever may count the benefit of another one stays outside.
    """
    if not members:
        return (), ()
    shared = _most_common([kind_of(one) for one in members])
    unlike = {one.id: reason for one in members if (reason := _unlike(one, shared)) is not None}
    inside = tuple(one for one in members if one.id not in unlike and not one.overlaps)
    return inside, tuple(_left_out(one, unlike.get(one.id)) for one in members if one not in inside)


def _left_out(entry: SiteEntry, unlike: Text | None) -> Left:
    if unlike is not None:
        return Left(entry, unlike)
    return Left(entry, text("may count the benefit of another programme"), tuple(dict.fromkeys(entry.overlaps)))


def kind_of(entry: SiteEntry) -> Kind:
    """Give what the amounts of a programme are, so that like is added to like."""
    return Kind(entry.currency, entry.perspective, entry.price_year, entry.window.base if entry.window else None)


def _most_common(kinds: Sequence[Kind]) -> Kind:
    def order(kind: Kind) -> tuple[int, str, str, int, Fraction]:
        return -kinds.count(kind), kind.currency, kind.perspective, -(kind.price_year or 0), kind.window or Fraction(0)

    return min(set(kinds), key=order)


def _unlike(entry: SiteEntry, shared: Kind) -> Text | None:
    kind = kind_of(entry)
    if kind.currency != shared.currency:
        return text("in {currency}", currency=entry.currency)
    if kind.perspective != shared.perspective:
        return text("seen from another side than the others")
    if kind.price_year != shared.price_year:
        year = entry.price_year
        return text("no price year stated") if year is None else text("in prices of {year}", year=year)
    if kind.window != shared.window:
        return text("benefits over {window}", window=entry.window) if entry.window else text("no window stated")
    return None


def total(members: Sequence[SiteEntry], case: str) -> Total:
    """Add up costs and benefits of a case."""
    return Total(_sum(one.cost.of(case) for one in members), _sum(one.benefit.of(case) for one in members))


def _sum(quantities: Iterable[Quantity | None]) -> Fraction:
    return sum((one.base for one in quantities if one is not None), Fraction(0))


# --- on the page -----------------------------------------------------------------------------------------------------


def totals(tell: Teller, members: Sequence[SiteEntry]) -> Iterator[Block]:
    """Give the sum over measured programmes, what it rests on, and what is not in it; nothing for one programme."""
    inside, outside = comparable(members)
    if len(members) < 2:
        return
    if len(inside) > 1:
        yield Paragraph(_alike(tell, inside))
        yield _total_table(tell, inside)
        yield from _by(tell, inside, "theme", text("By theme"))
        yield from _by(tell, inside, "department", text("By department"))
    else:
        yield Paragraph(tell.say("No two programmes are enough alike to add up."))
    if outside:
        yield _left(tell, outside)


def _alike(tell: Teller, inside: Sequence[SiteEntry]) -> Sentence:
    """Say what the programmes of a sum have in common."""
    kind, window = kind_of(inside[0]), inside[0].window
    return tell.say(
        "What is added up here is alike: amounts in {currency}, for {side}, {year}, with {window}. Forecasts, "
        "programmes without ROI and claims of others are not in it.",
        currency=kind.currency,
        side=tell.words(PERSPECTIVES[kind.perspective]) if kind.perspective in PERSPECTIVES else kind.perspective,
        year=(tell.words("in prices of {year}", year=kind.price_year),)
        if kind.price_year
        else (tell.words("no price year stated"),),
        window=(tell.words("benefits over {window}", window=window) if window else tell.words("no window stated"),),
    )


def _total_table(tell: Teller, inside: Sequence[SiteEntry]) -> Table:
    rows = (Row((cell(tell.words(CASES[case])), *_sums(tell, inside, case))) for case in SCENARIOS)
    heads = columns(
        tell, text("Case"), text("Costs"), text("Benefit"), text("Net benefit"), text("ROI"), numbers=(1, 2, 3, 4)
    )
    note = tell.say(
        "The ROI is that of the sums, not a mean of the programmes. The conservative case takes every programme at its "
        "conservative end at once, which is harsher than is likely; the optimistic case is as much too kind."
    )
    caption = tell.words("Together: {n} measured programmes", n=len(inside))
    return Table(caption, heads, tuple(rows), (*note, " ", *_weakest(tell, inside)), is_narrow=True, id="table-totals")


def _sums(tell: Teller, inside: Sequence[SiteEntry], case: str) -> Iterator[Cell]:
    """Give the cells of a sum: cost, benefit, net benefit and ROI."""
    currency, whole = money(inside[0].currency), total(inside, case)
    for value in (whole.cost, whole.benefit, whole.net):
        yield cell(_added(tell, Quantity(value, currency)))
    yield cell(_added(tell, whole.roi, "result.roi") if whole.roi else NOTHING)


def _added(tell: Teller, quantity: Quantity, step: str = "") -> Sentence:
    return (exactly(Count(tell.rounded(quantity, step)), quantity),)


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


def _by(tell: Teller, inside: Sequence[SiteEntry], field: str, title: Text) -> Iterator[Table]:
    """Give the sums of each theme or department; nothing when all programmes have the same one."""
    groups: dict[str, list[SiteEntry]] = {}
    for one in inside:
        groups.setdefault(" ".join(getattr(one, field).split()), []).append(one)
    if len(groups) < 2:
        return
    heads = columns(
        tell,
        _ONE_OF[field],
        text("Programmes"),
        text("Costs"),
        text("Benefit"),
        text("Net benefit"),
        text("ROI"),
        numbers=(1, 2, 3, 4, 5),
    )
    rows = tuple(_group(tell, name, groups[name]) for name in sorted(groups, key=lambda one: (not one, one.lower())))
    yield Table(tell.words(title), heads, rows, is_narrow=True, id=f"table-{field}")


_ONE_OF: dict[str, Text] = {"theme": text("Theme"), "department": text("Department")}


def _group(tell: Teller, name: str, members: Sequence[SiteEntry]) -> Row:
    named = tell.author(name, members[0].language) if name else tell.words("not stated")
    count = exactly(Count(str(len(members))), Quantity(Fraction(len(members))))
    return Row((cell(named), cell(count), *_sums(tell, members, BASE)))


def _left(tell: Teller, outside: Sequence[Left]) -> Notice:
    """Name every programme that is not in the sum, with the reason and where the finding stands that is behind it."""
    items = tuple(_reason(tell, one) for one in sorted(outside, key=lambda one: one.entry.title.lower()))
    said = tell.say("Unlike amounts do not add up, and nothing is counted twice. Left out of the sums:")
    return Notice(tell.words("Not in the total"), (said,), items)


def _reason(tell: Teller, left: Left) -> Sentence:
    one = left.entry
    said: Sentence = (tell.programme(one.id, one.title, one.language), ": ", tell.words(left.reason))
    found = tell.listed([finding_words(tell, finding) for finding in left.findings])
    return (*said, ". ", *found) if found else said


def finding_words(tell: Teller, finding: Finding) -> Sentence:
    """Give a finding in words, with a link to its rule and the place it is about."""
    known = finding.code in tell.context.rules
    code = tell.jump(finding.code, f"rules/{finding.code}.html") if known else finding.code
    return (code, " ", tell.words(finding.text), " (", tell.place(finding.at), ")")
