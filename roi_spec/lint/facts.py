"""What several rules want to know: which KPIs are money, which values a formula rests on, how words sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.formula import names
from roi_spec.model.spec import Assumption, Attribution, Formula, Given, Kpi, Level, Programme, Stage
from roi_spec.model.units import MONTHS

QUARTER_MONTHS = 2.9
"""Three calendar months are at least 89 days (February to April), which is 2.92 months of 30.4375 days."""

_MARGIN = re.compile(r"margin|marge|contribution|contributie|dekkingsbijdrage|profit|winst", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfidence(?=\b|_)|zekerheidspercentage|\bmate van zekerheid|^zekerheid", re.IGNORECASE)
_REVENUE = re.compile(r"revenue|\bsales\b|omzet|verkopen|verkoop", re.IGNORECASE)
_SPENDING = re.compile(r"cost|saving|kosten|besparing|bespaard", re.IGNORECASE)
_SALARY = re.compile(r"salary|salaris|\bwages?\b|\bloon\b|brutoloon", re.IGNORECASE)


def converted(programme: Programme) -> Iterator[Kpi]:
    """Give the KPIs that are turned into money."""
    return (kpi for kpi in programme.kpis if kpi.conversion is not None)


def counted(evaluation: Evaluation) -> Iterator[KpiResult]:
    """Give the KPIs whose money is part of the total."""
    return (one for one in evaluation.kpis if one.counted)


def at_level(programme: Programme, *levels: Level) -> tuple[Kpi, ...]:
    """Give the KPIs of some levels."""
    return tuple(kpi for kpi in programme.kpis if kpi.level in levels)


def has_data(kpi: Kpi) -> bool:
    """Say whether something was measured."""
    return kpi.result is not None or any(method.after or method.respondents for method in kpi.attributions)


def is_missing(kpi: Kpi, programme: Programme) -> bool:
    """Say whether a final study owes a result here; rule ROI139 asks for it, and other rules then keep silent."""
    return programme.stage is Stage.FINAL and not has_data(kpi) and not kpi.absent_because


def uses(formula: Formula, *wanted: str) -> bool:
    """Say whether a formula names one of these directly."""
    return any(name.written in wanted for name in names(formula.tree))


def rests_on(formula: Formula, programme: Programme, context: Context) -> tuple[Assumption, ...]:
    """Give every assumption and standard value that a formula rests on, also by way of others."""
    own = {one.id: one for one in programme.assumptions}
    shared = {f"standard.{name}": one for name, one in context.standards.items()}
    found: dict[str, Assumption] = {}
    pending = [(name.written, own | shared) for name in names(formula.tree)]
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
