"""A KPI with data of its own: a test before and after, a series, or a result only; without any attribution.

Its average (or total) is the KPI's baseline and result. Where the same people were measured twice, the change gets an
interval as well; below the floor of that design the figures stand without one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import choose, frame, rules
from roi_spec.analyse.methods import asked_of, for_kpi, seed_of
from roi_spec.analyse.paired import paired
from roi_spec.analyse.parts import Parts, analysis_of
from roi_spec.analyse.spread import mean
from roi_spec.model.analysis import CAUTION, REFUSED, Analysis
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.periods import period_number
from roi_spec.model.spec import Attribution, Kpi, Period, Programme
from roi_spec.model.table import Table
from roi_spec.model.text import text

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Measured:
    """What a KPI's own data say, as measured."""

    before: float | None = None
    after: float | None = None
    analysis: Analysis | None = None
    findings: tuple[Finding, ...] = ()


def measure(programme: Programme, kpi: Kpi, tables: Mapping[str, Table]) -> Measured:
    """Give baseline and result from the data of a KPI, and the change with its interval where people were followed.

    With periods, `baseline_period` and `result_period` say which count. With groups, only those that the attribution
    calls trained; without attribution all.
    """
    entry = next((one for one in programme.data if one.id == kpi.data), None)
    table = tables.get(kpi.data)
    if entry is None or table is None:
        return Measured()
    table, seed = for_kpi(kpi, table), seed_of(programme, kpi)
    if not {"value", "after"} & set(table.columns):
        return Measured(findings=(_columns(kpi, entry.id),))
    with np.errstate(all="ignore"):
        found = _by_period(kpi, table, seed) if "period" in table.columns else _side_by_side(kpi, table, seed)
    return replace(found, findings=(*found.findings, *_everybody(kpi, table)))


def _columns(kpi: Kpi, data: str) -> Finding:
    return rules.COLUMNS.finding(
        kpi.spot("data"),
        text("The data “{data}” have no column value or after, so “{kpi}” gets no result.", data=data, kpi=kpi.title),
        help=text("Name the columns under `columns:` of this data entry, as `role: heading in the file`."),
    )


def _trained(kpi: Kpi) -> Attribution | None:
    return kpi.attribution if kpi.attribution and kpi.attribution.trained else None


def _mine(kpi: Kpi, table: Table) -> NDArray[Any]:
    attribution = _trained(kpi)
    column = table.labels("group")
    if attribution is None or column is None or not set(attribution.trained) & set(column.names):
        return np.ones(table.rows, dtype=bool)
    return frame.members(table, attribution.trained)


def _everybody(kpi: Kpi, table: Table) -> tuple[Finding, ...]:
    """Say so when the data hold groups and nothing tells them apart: the figures are those of everybody."""
    column, attribution = table.labels("group"), kpi.attribution
    if column is None or len(column.names) < 2 or (attribution and choose.reads_file(attribution)):
        return ()
    if attribution and set(attribution.trained) & set(column.names):
        return ()
    message = text(
        "“{kpi}” counts everybody in the data “{data}”, in all its groups: {names}.",
        kpi=kpi.title,
        data=kpi.data,
        names=tuple(sorted(column.names)[:8]),
    )
    help_ = text(
        "When some of them were not trained, leave their rows out, or name those who were with `trained:` in a method "
        "that reads these data. When all were trained, leave `group` out of `columns:`."
    )
    return (rules.GROUPS.finding(kpi.spot("data"), message, help=help_, severity=Severity.INFO),)


def _side_by_side(kpi: Kpi, table: Table, seed: str) -> Measured:
    mine = _mine(kpi, table)
    after = frame.numbers(table, "after" if "after" in table.columns else "value")
    before = frame.numbers(table, "before")
    assert after is not None
    if before is None:
        return Measured(None, _summary(kpi, after[mine]))
    return _followed(kpi, table, before[mine], after[mine], seed)


def _followed(kpi: Kpi, table: Table, before: NDArray[Any], after: NDArray[Any], seed: str) -> Measured:
    """Compare the same people, and tell when they are few."""
    own = asked_of(kpi, Attribution(kpi.node, "before_after"), (), seed)
    known = ~(np.isnan(before) | np.isnan(after))
    if not known.any():
        return Measured(_summary(kpi, before), _summary(kpi, after))
    parts = paired(before, after, own)
    analysis = analysis_of(parts, own, data=kpi.data, digest=table.digest, rows=table.rows)
    said = _little(kpi, parts) if analysis.trust in (CAUTION, REFUSED) else ()
    return Measured(_summary(kpi, before[known]), _summary(kpi, after[known]), analysis, said)


def _little(kpi: Kpi, parts: Parts) -> tuple[Finding, ...]:
    if parts.short is None:
        return ()
    message = text("{design} for “{kpi}”: {short}", design=parts.title, kpi=kpi.title, short=parts.short)
    return (rules.LITTLE.finding(kpi.spot("data"), message, help=parts.enough),)


def _summary(kpi: Kpi, values: NDArray[Any]) -> float | None:
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return None
    return mean(known) * (len(known) if kpi.aggregate == "sum" else 1)


def _by_period(kpi: Kpi, table: Table, seed: str) -> Measured:
    values, mine = frame.numbers(table, "value"), _mine(kpi, table)
    if values is None or kpi.result_period is None:
        return Measured(findings=(_no_period(kpi),))
    early, late = (_within(table, period) & mine for period in (kpi.baseline_period, kpi.result_period))
    if not late.any():
        return Measured(findings=(_no_period(kpi),))
    who = frame.codes(table, "person")
    if who is None or not early.any():
        return Measured(_per_period(kpi, table, values, early), _per_period(kpi, table, values, late))
    first, second = (_of_each(values, who, rows) for rows in (early, late))
    seen = ~(np.isnan(first) & np.isnan(second))
    found = _followed(kpi, table, first[seen], second[seen], seed)
    return replace(found, before=_per_period(kpi, table, values, early), after=_per_period(kpi, table, values, late))


def _of_each(values: NDArray[Any], who: NDArray[Any], rows: NDArray[Any]) -> NDArray[Any]:
    """Give the mean of each person over some rows."""
    known = rows & ~np.isnan(values) & (who >= 0)
    count = int(who.max(initial=-1)) + 1
    return np.asarray(np.bincount(who[known], values[known], count) / np.bincount(who[known], minlength=count))


def _per_period(kpi: Kpi, table: Table, values: NDArray[Any], rows: NDArray[Any]) -> float | None:
    """Give the mean over the rows, or the mean over the periods of their totals."""
    known = rows & ~np.isnan(values)
    if not known.any():
        return None
    if kpi.aggregate != "sum":
        return mean(values[known])
    column = table.labels("period")
    assert column is not None
    return mean(values[known]) * int(known.sum()) / len(np.unique(np.asarray(column.codes)[known]))


def _no_period(kpi: Kpi) -> Finding:
    return rules.START.finding(
        kpi.spot("data"),
        text(
            "The data “{data}” hold periods, and no period of “{kpi}” is in its `result_period:`.",
            data=kpi.data,
            kpi=kpi.title,
        ),
        help=text(
            "Write `baseline_period:` and `result_period:` with `from:` and `until:` that hold whole periods of the "
            "data."
        ),
    )


def _within(table: Table, period: Period | None) -> NDArray[Any]:
    """Tell which rows are of a period that begins within a stretch of calendar."""
    column = table.labels("period")
    assert column is not None
    if period is None:
        return np.zeros(table.rows, dtype=bool)
    days = [_first_day(name) for name in column.names]
    inside = [
        code
        for code, day in enumerate(days)
        if day and (period.start is None or day >= period.start) and (period.until is None or day <= period.until)
    ]
    return np.isin(np.asarray(column.codes), inside)


def _first_day(name: str) -> dt.date | None:
    found = period_number(name)
    if found is None:
        return None
    kind, number = found
    if kind == "month":
        return dt.date(number // 12, number % 12 + 1, 1)
    if kind == "quarter":
        return dt.date(number // 4, number % 4 * 3 + 1, 1)
    return dt.date.fromordinal(number * 7 + 1 if kind == "week" else number)
