"""Across programmes: is the same improvement claimed more than once?

No file can know this by itself. `claims_of` sums up what one programme claims, small enough to travel between
processes; `across_programmes` holds the claims of all programmes against each other. Two claims meet when their windows
overlap and they are about the same measure (`measure:`) of the same people (`population:`).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, islice

from roi_spec.lint import waivers
from roi_spec.lint.check import on
from roi_spec.lint.context import Context
from roi_spec.lint.strands import TITLES, alike, overlap, population, strand
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.source import Pointer, Span
from roi_spec.model.spec import BenefitWindow, Kpi, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS, PERCENT

WHOLE = Fraction(1)
ENOUGH_LABELS = 5
"""Of benefits that may overlap, so many others are named; an organisation can have hundreds for the same people."""

BUDGET = Rule(
    id="ROI340",
    name="attribution-above-the-whole",
    severity=Severity.ERROR,
    title="Programmes together claim more than the whole change of a measure",
    why="Every programme may have its own good story, but together they cannot have caused more than what changed.",
    bad=(
        "# two programmes of the same months both hold this\n"
        "kpis:\n  - id: errors\n    measure: claim_errors\n    population: Claims handlers\n    attribution:\n"
        "      method: expert_estimate\n      share: 90%\n      confidence: 80%\n"
    ),
    good=(
        "# two programmes of the same months both hold this\n"
        "kpis:\n  - id: errors\n    measure: claim_errors\n    population: Claims handlers\n    attribution:\n"
        "      method: expert_estimate\n      share: 50%\n      confidence: 80%\n"
    ),
    source="Attribution budget: the shares of all programmes in one measure add up to at most 100%",
    mistakes=("M23",),
)

TWICE_CLAIMED = Rule(
    id="ROI341",
    name="measure-claimed-twice",
    severity=Severity.WARNING,
    title="Two programmes claim the same measure, and how they share it is not known",
    why="When the shares are not known, nobody can see whether the same improvement is counted twice.",
    bad=(
        "# two programmes of the same months both hold this\n"
        "kpis:\n  - id: errors\n    measure: claim_errors\n    population: Claims handlers\n    # no baseline\n"
        "    attribution:\n      method: comparison_group\n      assignment: matched\n      stated_effect: "
        "{value: 50 errors/month, low: 20 errors/month, high: 80 errors/month, study: Analysis of 2025, n_trained: 40, "
        "n_comparison: 38}\n"
    ),
    good=(
        "# the second programme is about other people\n"
        "kpis:\n  - id: errors\n    measure: claim_errors\n    population: Claims handlers of the second location\n"
    ),
    source="Attribution budget: the shares of all programmes in one measure add up to at most 100%",
    mistakes=("M23",),
)

OVERLAPPING_BENEFITS = Rule(
    id="ROI342",
    name="overlapping-benefits",
    severity=Severity.INFO,
    title="Benefits of two programmes for the same people may overlap",
    why="Hours saved are the hours in which more is made, so a sum over programmes can hold the same money twice.",
    bad=(
        "# a second programme for the same people in the same months counts time saved\n"
        "kpis:\n  - id: errors\n    title: Productivity in claim files\n"
    ),
    good=(
        "# a second programme for the same people in the same months counts time saved\n"
        "kpis:\n  - id: errors\n    title: Productivity in claim files\n"
        "    overlap: The hours saved go to training of new colleagues, not to claim files\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M22", "M23"),
)

RULES = (BUDGET, TWICE_CLAIMED, OVERLAPPING_BENEFITS)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one programme claims of one KPI."""

    programme: str
    """Id of the programme."""
    title: str
    """Its title."""
    kpi: str
    """Title of the KPI."""
    measure: str
    """Id under which the whole organisation knows the KPI; empty when the author gave none."""
    population: str
    """Whose KPI it is, in the author's words."""
    start: dt.date
    until: dt.date
    """First and last day of the benefit window."""
    share: Fraction | None
    """Effect as a share of the whole improvement, above 0; None when there is no improvement to hold it against."""
    counted: bool
    """Whether it is money."""
    strand: str
    explained: bool
    """Whether the author says why the benefit is not counted again elsewhere (`overlap:`)."""
    at: Span
    pointer: Pointer
    waived: tuple[tuple[str, str], ...] = ()
    """Rules of this module that a waiver of the programme covers here, each with the reason."""


def claims_of(programme: Programme, evaluation: Evaluation, context: Context) -> tuple[Claim, ...]:
    """Sum up what a programme claims: every KPI with a result in which it sees an effect of its own.

    Forecasts claim nothing yet, and who recomputes somebody else's claim makes none. Without a benefit window there
    is no telling when the claim holds, and it is left out.
    """
    window = window_of(programme)
    if window is None or programme.audits is not None:
        return ()
    return tuple(_claim(one, programme, evaluation, context, window) for one in evaluation.kpis if _claims(one))


def _claims(one: KpiResult) -> bool:
    return not one.is_forecast and (one.counted or any(method.used for method in one.methods))


def _claim(
    one: KpiResult, programme: Programme, evaluation: Evaluation, context: Context, window: tuple[dt.date, dt.date]
) -> Claim:
    place = on(one.kpi, "measure")
    return Claim(
        programme=programme.id,
        title=programme.title,
        kpi=one.kpi.title,
        measure=one.kpi.measure,
        population=population(one.kpi, programme),
        start=window[0],
        until=window[1],
        share=_share(one, evaluation),
        counted=one.counted,
        strand=strand(one.kpi),
        explained=bool(one.kpi.overlap),
        at=place["at"],
        pointer=place["pointer"],
        waived=_waived(one.kpi, programme, context),
    )


def _share(one: KpiResult, evaluation: Evaluation) -> Fraction | None:
    """Give effect / improvement; without a method the whole change is claimed, and nobody can claim more than all."""
    change = evaluation.quantity(one.improvement) if one.improvement else None
    effect = evaluation.quantity(one.effect) if one.effect else None
    if one.kpi.attribution is None and change is not None:
        return WHOLE
    if change is None or effect is None or change.base <= 0 or change.unit.dimensions != effect.unit.dimensions:
        return None
    return min(max(effect.base / change.base, Fraction(0)), WHOLE)


def _waived(kpi: Kpi, programme: Programme, context: Context) -> tuple[tuple[str, str], ...]:
    ids = {rule.id for rule in RULES}
    held = (one for one in programme.waivers if one.rule in ids and not waivers.is_expired(one, context.as_of))
    return tuple((one.rule, one.reason) for one in held if waivers.reaches(one, kpi.node.pointer, programme.document))


def window_of(programme: Programme) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day of the benefit window; when no start was stated it opens as delivery ends."""
    window, delivery = programme.benefit_window, programme.delivery
    if window is None:
        return None
    start = window.start or (delivery and (delivery.until or delivery.start))
    try:
        return (start, _after(start, window)) if start else None
    except (OverflowError, ValueError):  # beyond the last day of the calendar
        return None


def _after(start: dt.date, window: BenefitWindow) -> dt.date:
    """Give the last day of a window; whole months end on the day before the same day of a later month."""
    length = window.length.quantity
    if length.unit.dimensions != MONTHS.dimensions:
        days = int(length.base) if length.unit.dimensions == DAYS.dimensions else 365
        return start + dt.timedelta(days=max(days, 1) - 1)
    whole = int(length.base)
    year, month = divmod(start.year * 12 + start.month - 1 + whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    rest = dt.timedelta(days=round((length.base - whole) * Fraction(487, 16)) - 1)
    return dt.date(year, month + 1, min(start.day, last)) + rest


def across_programmes(claims: Iterable[Claim], context: Context) -> tuple[Finding, ...]:
    """Hold the claims of all programmes against each other.

    Gives findings, already weighed by the house settings and settled with the waivers of the programme they stand in;
    each stands at the claim that began last and labels the others.
    """
    ordered = sorted(claims, key=lambda one: (one.start, one.at))
    by_measure = sorted((one for one in ordered if one.measure), key=_same_measure)
    found = [
        (finding, claim)
        for _, group in groupby(by_measure, _same_measure)
        for finding, claim in _budget(_one_each(group))
    ]
    found += _overlaps(ordered)
    settled = (_settled(finding, claim, context) for finding, claim in found)
    return tuple(sorted((one for one in settled if one), key=lambda one: one.order))


def _same_measure(one: Claim) -> tuple[str, str]:
    return one.measure, alike(one.population)


def _one_each(group: Iterable[Claim]) -> list[Claim]:
    """Keep of each programme its largest claim; two in one programme are for the rule on double counting within it."""
    kept: dict[str, Claim] = {}
    for one in group:
        known = kept.get(one.programme)
        if known is None or (known.share or 0) < (one.share or 0):
            kept[one.programme] = one
    return sorted(kept.values(), key=lambda one: (one.start, one.at))


def _budget(group: list[Claim]) -> Iterator[tuple[Finding, Claim]]:
    """Add up the shares that are claimed on the day each claim begins."""
    for position, one in enumerate(group):
        running = [other for other in group[:position] if other.until >= one.start]
        if not running:
            continue
        known = sum((claim.share or Fraction(0) for claim in (*running, one)), Fraction(0))
        if known > WHOLE:
            yield _above(one, running, known), one
        elif any(claim.share is None for claim in (*running, one)) and any(claim.counted for claim in (*running, one)):
            yield _unknown(one, running), one


def _above(one: Claim, others: list[Claim], total: Fraction) -> Finding:
    return BUDGET.finding(
        one.at,
        text(
            "Programmes that claim “{kpi}” of “{population}” in these months: {count}. Together they claim {total} of "
            "the change.",
            kpi=one.kpi,
            population=one.population,
            count=len(others) + 1,
            total=_percent(total),
        ),
        help=text(
            "Settle with the others who caused which part ({others}), and write the lower shares under "
            "`attribution:`; or evaluate the programmes together, as `parts:` of one.",
            others=_titles(others),
        ),
        pointer=one.pointer,
        related=tuple(_label(other) for other in others),
    )


def _unknown(one: Claim, others: list[Claim]) -> Finding:
    return TWICE_CLAIMED.finding(
        one.at,
        text(
            "“{kpi}” of “{population}” is also claimed by: {others}. Which part belongs to whom cannot be seen.",
            kpi=one.kpi,
            population=one.population,
            others=_titles(others),
        ),
        help=text(
            "Add `baseline:` to each of these KPIs, so that every effect can be seen as a share of the change. When "
            "the people are others, write `population:`."
        ),
        pointer=one.pointer,
        related=tuple(_label(other) for other in others),
    )


def _overlaps(ordered: list[Claim]) -> list[tuple[Finding, Claim]]:
    """Find money of two programmes that runs along strands which hold the same gain, for the same people."""
    found = []
    earlier: dict[str, list[Claim]] = {}
    for one in (claim for claim in ordered if claim.counted and claim.strand):
        same_people = earlier.setdefault(alike(one.population), [])
        others = list(islice((other for other in same_people if _may_overlap(one, other)), ENOUGH_LABELS))
        if others:
            found.append((_overlapping(one, others), one))
        same_people.append(one)
    return found


def _may_overlap(one: Claim, other: Claim) -> bool:
    return (
        one.programme != other.programme
        and other.until >= one.start
        and not (one.measure and one.measure == other.measure)  # the attribution budget sees to these
        and not (one.explained or other.explained)
        and overlap(one.strand, other.strand)
    )


def _overlapping(one: Claim, others: list[Claim]) -> Finding:
    return OVERLAPPING_BENEFITS.finding(
        one.at,
        text(
            "“{kpi}” counts {strand} for “{population}”, and {other} counts {second} for the same people in these "
            "months.",
            kpi=one.kpi,
            strand=TITLES[one.strand],
            population=one.population,
            other=_titles(others[:1]),
            second=TITLES[others[0].strand],
        ),
        help=text(
            "Add `overlap:` to this KPI with why the one is not part of the other, or count only one of the two."
        ),
        pointer=one.pointer,
        related=tuple(_label(other) for other in others),
    )


def _label(other: Claim) -> Label:
    if other.share is None:
        return Label(other.at, text("“{programme}” claims a part that cannot be seen.", programme=other.title))
    return Label(other.at, text("“{programme}” claims {share}.", programme=other.title, share=_percent(other.share)))


def _titles(claims: list[Claim]) -> Text:
    joined = text("“{programme}”", programme=claims[0].title)
    for one in claims[1:]:
        joined = text("{first}, {next}", first=joined, next=text("“{programme}”", programme=one.title))
    return joined


def _percent(share: Fraction) -> Quantity:
    return Quantity(Fraction(rounded(share * 100, 0)), PERCENT)


def _settled(finding: Finding, claim: Claim, context: Context) -> Finding | None:
    """Apply the severity of the house and the waiver of the programme; None when the house switched the rule off."""
    setting = next((one for one in context.workspace.rules if one.rule == finding.code), None)
    if setting is not None and setting.severity is None:
        return None
    weighed = replace(finding, severity=setting.severity) if setting and setting.severity else finding
    return replace(weighed, waived_by=dict(claim.waived).get(finding.code))
