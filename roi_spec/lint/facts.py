"""What several rules want to know: which KPIs are money, which values a formula rests on, how words sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.formula import names
from roi_spec.model.spec import Assumption, Attribution, Formula, Given, Kpi, Level, Programme, Stage
from roi_spec.model.units import MONTHS
from roi_spec.model.vocabulary import TECHNIQUES, Technique

if TYPE_CHECKING:
    from roi_spec.model.conversion import Template

QUARTER_MONTHS = 2.9
"""Three calendar months are at least 89 days (February to April), which is 2.92 months of 30.4375 days."""

_MARGIN = re.compile(r"margin|marge|contribution|contributie|dekkingsbijdrage|profit|winst", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfidence(?=\b|_)|zekerheidspercentage|\bmate van zekerheid|^zekerheid", re.IGNORECASE)
_REVENUE = re.compile(r"revenue|\bsales\b|omzet|verkopen|verkoop", re.IGNORECASE)
_SPENDING = re.compile(r"cost|saving|kosten|besparing|bespaard", re.IGNORECASE)
_SALARY = re.compile(r"salary|salaris|\bwages?\b|\bloon\b|brutoloon", re.IGNORECASE)


def converted(programme: Programme) -> Iterator[Kpi]:
    """Give the KPIs that are turned into money; an amount to hold beside a decision is in no total and is left out."""
    return (kpi for kpi in programme.kpis if kpi.conversion is not None and not kpi.conversion.is_comparator)


def counted(evaluation: Evaluation) -> Iterator[KpiResult]:
    """Give the KPIs whose money is part of the total."""
    return (one for one in evaluation.kpis if one.counted)


def at_level(programme: Programme, *levels: Level) -> tuple[Kpi, ...]:
    """Give the KPIs of some levels."""
    return tuple(kpi for kpi in programme.kpis if kpi.level in levels)


def has_data(kpi: Kpi) -> bool:
    """Say whether something was measured."""
    return kpi.result is not None or any(
        method.after or method.respondents or method.stated_effect for method in kpi.attributions
    )


def comparable(kpi: Kpi, programme: Programme) -> tuple[str, ...]:
    """Give the columns of the KPI's own data that a comparison can rest on: `group`, `period`."""
    entry = next((one for one in programme.data if kpi.data and one.id == kpi.data), None)
    present = {role for role, _ in entry.columns} if entry else set()
    return tuple(role for role in ("group", "period") if role in present)


def is_missing(kpi: Kpi, programme: Programme) -> bool:
    """Say whether a final study owes a result here; rule ROI139 asks for it, and other rules then keep silent."""
    return programme.stage is Stage.FINAL and not has_data(kpi) and not kpi.absent_because


def formulas(kpi: Kpi) -> tuple[Formula, ...]:
    """Give what the author wrote to turn a KPI into money: the formula, or the inputs of a ready-made technique."""
    if kpi.conversion is None:
        return ()
    return tuple(formula for _, formula in kpi.conversion.inputs) or (kpi.conversion.formula,)


def uses(formula: Formula, *wanted: str) -> bool:
    """Say whether a formula names one of these directly."""
    return any(name.written in wanted for name in names(formula.tree))


def converts_by(kpi: Kpi, *wanted: str) -> bool:
    """Say whether the way to money names one of these: in what the author wrote, or in the ready-made technique."""
    return kpi.conversion is not None and uses(kpi.conversion.formula, *wanted)


def template(kpi: Kpi) -> Template | None:
    """Give the ready-made way to money that a KPI takes; None when the author wrote a formula."""
    if kpi.conversion is None or kpi.conversion.technique in TECHNIQUES:
        return None
    from roi_spec.model.conversions import TEMPLATES  # noqa: PLC0415 - only a file that names one pays for the library

    return TEMPLATES.get(kpi.conversion.technique)


def technique(kpi: Kpi) -> Technique | None:
    """Give what the money of a KPI rests on, with its credibility; None when it is not turned into money."""
    if kpi.conversion is None:
        return None
    ready = template(kpi)
    return TECHNIQUES.get(ready.technique if ready else kpi.conversion.technique)


def rests_on(written: Iterable[Formula], programme: Programme, context: Context) -> tuple[Assumption, ...]:
    """Give every assumption and standard value that some formulas rest on, also by way of others."""
    own = {one.id: one for one in programme.assumptions}
    shared = {f"standard.{name}": one for name, one in context.standards.items()}
    found: dict[str, Assumption] = {}
    pending = [(name.written, own | shared) for formula in written for name in names(formula.tree)]
    while pending:
        name, scope = pending.pop()
        value = scope.get(name)
        if value is None or name in found:
            continue
        found[name] = value
        below = dict(context.standards) | shared if name.startswith("standard.") else scope
        pending += [(part.written, below) for part in names(value.formula.tree)] if value.formula else []
    return tuple(found.values())


def standards_used(evaluation: Evaluation, context: Context) -> tuple[Assumption, ...]:
    """Give the standard values that the working of a programme holds."""
    return tuple(one for name, one in context.standards.items() if f"standard.{name}" in evaluation.steps)


def first_use(programme: Programme, name: str) -> dict[str, Any]:
    """Give the place of the first formula that uses a standard value directly; else of the programme as a whole."""
    written = [formula for kpi in converted(programme) for formula in formulas(kpi)]
    written += [one.formula for one in programme.costs if one.formula]
    written += [one.formula for one in programme.assumptions if one.formula]
    for formula in written:
        if any(part.written == name for part in names(formula.tree)):
            return {"at": formula.at, "pointer": formula.node.pointer}
    return {"at": programme.at, "pointer": ()}


def is_percentage(value: Assumption) -> bool:
    """Say whether a value was written in percent."""
    return value.value is not None and value.value.best.quantity.unit.is_share


def sounds_like_margin(*texts: str) -> bool:
    """Say whether a name or title speaks of a margin or profit."""
    return any(_MARGIN.search(one) for one in texts)


def sounds_like_revenue(*texts: str) -> bool:
    """Say whether a name or title speaks of revenue or sales, and not of what these cost."""
    return any(_REVENUE.search(one) for one in texts) and not any(_SPENDING.search(one) for one in texts)


def sounds_like_confidence(*texts: str) -> bool:
    """Say whether a name or title speaks of confidence."""
    return any(_CONFIDENCE.search(one) for one in texts)


def sounds_like_salary(*texts: str) -> bool:
    """Say whether a name or title speaks of a salary."""
    return any(_SALARY.search(one) for one in texts)


def window_months(programme: Programme) -> Fraction | None:
    """Give the length of the benefit window in months; None when there is none or it was not stated in months."""
    if programme.benefit_window is None:
        return None
    length = programme.benefit_window.length.quantity
    return length.base if length.unit.dimensions == MONTHS.dimensions else None


def observed_months(kpi: Kpi) -> float | None:
    """Give over how many months a result was observed; None when it was not stated."""
    return kpi.result_period.months if kpi.result_period else None


def shares(attribution: Attribution) -> Iterator[Given]:
    """Give every share that was credited to the programme: the single one, and those of the respondents."""
    if attribution.share:
        yield attribution.share.best
    for row in attribution.respondents:
        stated = row.attribution or row.factor
        if stated and not row.excluded:
            yield stated


def confidences(attribution: Attribution) -> Iterator[Given]:
    """Give every confidence that was stated."""
    if attribution.confidence:
        yield attribution.confidence
    yield from (row.confidence for row in attribution.respondents if row.confidence and not row.excluded)
