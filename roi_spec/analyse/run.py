"""The stage: every method that reads data, worked out; KPIs that read data, completed with what was found.

The libraries are loaded by the designs, which are imported only when a programme needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from roi_spec.analyse import choose, fields, typed
from roi_spec.model.analysis import Analysis, exact
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Given, Kpi, Programme, Ranged
from roi_spec.model.table import Table
from roi_spec.model.units import PLAIN


@dataclass(frozen=True, slots=True)
class Analysed:
    """A programme with what its data say."""

    programme: Programme
    """Completed: a KPI that reads data has its baseline and result."""
    analyses: Mapping[str, Analysis]
    """By the beginning of the method's lines: `kpi.errors.attribution`, `kpi.errors.cross_check_1`, `kpi.exam.data`."""
    findings: tuple[Finding, ...]


def needs(programme: Programme) -> bool:
    """Say whether a programme holds anything to analyse; if not, no library is loaded for it."""
    return any(
        kpi.data or any(choose.reads_file(one) or choose.is_typed(one) for one in kpi.attributions)
        for kpi in programme.kpis
    )


def run(programme: Programme, tables: Mapping[str, Table]) -> Analysed:
    """Analyse every method of a programme that reads data, and complete its KPIs.

    `tables` by the id of the `data:` entry; one that could not be read is not in it, and its methods are passed over.
    """
    findings = [one for kpi in programme.kpis for method in kpi.attributions for one in fields.unfit(kpi, method)]
    if not needs(programme):
        return Analysed(programme, {}, tuple(findings))
    analyses: dict[str, Analysis] = {}
    kpis = tuple(_kpi(programme, kpi, tables, analyses, findings) for kpi in programme.kpis)
    return Analysed(replace(programme, kpis=kpis), analyses, tuple(findings))


def _kpi(
    programme: Programme,
    kpi: Kpi,
    tables: Mapping[str, Table],
    analyses: dict[str, Analysis],
    findings: list[Finding],
) -> Kpi:
    from roi_spec.analyse import methods, own_data  # noqa: PLC0415 - these load the libraries

    written, differing = kpi, dict[str, Finding]()
    for number, attribution in enumerate(fields.usable(kpi, one) for one in kpi.attributions):
        found: Analysis | None = None
        said: tuple[Finding, ...] = ()
        if choose.reads_file(attribution):
            found, said = methods.from_file(programme, kpi, attribution, tables)
        elif choose.is_typed(attribution):
            found, said = methods.from_spec(kpi, attribution)
        findings.extend(said)
        if found is not None:
            analyses[_prefix(kpi, number)] = found
            if number == 0:
                before, after = _levels(kpi, found) if attribution.data else (None, None)
                at = attribution.spot("data")
                differing.update(typed.otherwise(written, before, after, attribution.data, at))
                kpi = with_figures(kpi, before, after, at)
    if kpi.data:
        measured = own_data.measure(programme, kpi, tables)
        findings.extend(measured.findings)
        if measured.analysis is not None:
            analyses[f"kpi.{kpi.id}.data"] = measured.analysis
        at = kpi.spot("data")
        differing.update(typed.otherwise(written, measured.before, measured.after, kpi.data, at))
        kpi = with_figures(kpi, measured.before, measured.after, at)
    findings.extend(differing.values())
    return kpi


def _prefix(kpi: Kpi, number: int) -> str:
    return f"kpi.{kpi.id}.attribution" if number == 0 else f"kpi.{kpi.id}.cross_check_{number}"


def _levels(kpi: Kpi, analysis: Analysis) -> tuple[float | None, float | None]:
    """Give the levels of the trained group before and after, as measured; totals where the KPI is one.

    Also below the floor of the method: what was measured was measured, only the effect is not known.
    """
    arm = analysis.arms[0]
    times = arm.analysed if _sums(kpi, analysis) else 1
    before = None if arm.before is None else float(arm.before) * times
    after = None if arm.after is None else float(arm.after) * times
    return before, after


def _sums(kpi: Kpi, analysis: Analysis) -> bool:
    """Say whether the analysis counts people or teams of whom the KPI is the total."""
    return kpi.aggregate == "sum" and analysis.counted.msgid != "periods"


def with_figures(kpi: Kpi, before: float | None, after: float | None, at: Span) -> Kpi:
    """Fill in a baseline and a result that the author did not write."""
    baseline, result = kpi.baseline, kpi.result
    if baseline is None and before is not None:
        baseline = _given(kpi, before, at)
    if result is None and after is not None:
        result = Ranged(_given(kpi, after, at))
    return replace(kpi, baseline=baseline, result=result)


def _given(kpi: Kpi, value: float, at: Span) -> Given:
    return Given(Quantity(exact(value), kpi.unit or PLAIN), at, "")
