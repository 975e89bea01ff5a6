"""The evidence in a receipt: data files, analyses, the simulation, break-even values, claims from outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from typing import Any

from roi_spec.model.analysis import Analysis, Arm, Check, Point, exact
from roi_spec.model.distribution import Distribution
from roi_spec.model.evaluation import BreakEven, Newer, Percentiles, Simulation
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import Citation, DataFile, StatedCorrelation
from roi_spec.model.table import Table
from roi_spec.model.units import Unit
from roi_spec.render.receipt_values import Sayer, day_text, exact_object, quantity_object
from roi_spec.render.verdicts import effect_unit


def data_object(entry: DataFile, tables: Iterable[Table]) -> dict[str, Any]:
    """Give a data file: where it comes from, and when it was read also how, with its digest."""
    read = next((one for one in tables if one.id == entry.id), None)
    return {
        "id": entry.id,
        "file": entry.file,
        "system": entry.system,
        "reference": entry.reference or None,
        "extracted": day_text(entry.extracted),
        "owner": entry.owner or None,
        "columns": dict(entry.columns),
        "path": read.path if read else None,
        "sha256": read.digest if read else None,
        "rows": (read.rows or None) if read else None,
        "delimiter": read.delimiter if read else None,
        "decimal_sign": read.decimal if read else None,
        "detected": list(read.detected) if read else [],
    }


# --- analyses --------------------------------------------------------------------------------------------------------


def analysis_object(analysis: Analysis | None, say: Sayer) -> dict[str, Any] | None:
    """Give an analysis whole, figures in the unit of the effect; None when there is none."""
    if analysis is None:
        return None
    unit = effect_unit(analysis)
    return {
        "design": analysis.design,
        "title": say(analysis.title),
        "model": say(analysis.model),
        "trust": analysis.trust,
        "verdict": analysis.verdict,
        "estimate": _measured(analysis.estimate, unit),
        "low": _measured(analysis.low, unit),
        "high": _measured(analysis.high, unit),
        "degrees_of_freedom": _number(analysis.degrees),
        "standardised": exact_object(analysis.standardised) if analysis.standardised is not None else None,
        "detectable": _measured(analysis.detectable, unit),
        "negligible": _measured(analysis.negligible, unit),
        "negligible_stated": analysis.negligible_stated,
        "counted": say(analysis.counted),
        "arms": [_arm(one) for one in analysis.arms],
        "checks": [_check(one, say) for one in analysis.checks],
        "notes": [say(one) for one in analysis.notes],
        "points": [_point(one) for one in analysis.points],
        "leads": [_point(one) for one in analysis.leads],
        "data": analysis.data or None,
        "sha256": analysis.digest or None,
        "rows": analysis.rows or None,
        "software": analysis.software or None,
        "cites": analysis.cites or None,
    }


def _measured(value: Fraction | None, unit: Unit) -> dict[str, Any] | None:
    return None if value is None else quantity_object(Quantity(value, unit))


def _number(value: float | None) -> dict[str, Any] | None:
    return None if value is None else exact_object(exact(value))


def _arm(arm: Arm) -> dict[str, Any]:
    return {
        "name": arm.name or None,
        "trained": arm.trained,
        "assigned": arm.assigned,
        "analysed": arm.analysed,
        "lost": arm.lost,
        "before": exact_object(arm.before) if arm.before is not None else None,
        "after": exact_object(arm.after) if arm.after is not None else None,
        "deviation": exact_object(arm.deviation) if arm.deviation is not None else None,
    }


def _check(check: Check, say: Sayer) -> dict[str, Any]:
    return {"title": say(check.title), "says": say(check.says), "holds": check.holds}


def _point(point: Point) -> dict[str, Any]:
    return {
        "label": point.label,
        "after": point.after,
        "actual": _number(point.actual),
        "expected": _number(point.expected),
        "low": _number(point.low),
        "high": _number(point.high),
        "compared": _number(point.compared),
    }


# --- uncertainty -----------------------------------------------------------------------------------------------------


def distribution_object(shape: Distribution | None) -> dict[str, Any] | None:
    """Give the shape of a range; None: read as 5th and 95th percentile around the median."""
    if shape is None:
        return None
    return {
        "shape": shape.shape,
        "ends": shape.ends,
        "degrees_of_freedom": _number(shape.degrees),
        "cases": [{"value": quantity_object(one.value), "weight": exact_object(one.weight)} for one in shape.cases],
    }


def correlation_object(one: StatedCorrelation) -> dict[str, Any]:
    """Give two values that move together."""
    return {"between": list(one.between), "strength": exact_object(one.strength.quantity.base), "why": one.why or None}


def simulation_object(simulation: Simulation | None, say: Sayer) -> dict[str, Any] | None:
    """Give the simulation: percentiles, chances, contributions, histogram, and how it was drawn."""
    if simulation is None:
        return None
    shares = ("above_zero", "above_target", "pays_back")
    return {
        "draws": simulation.draws,
        "seed": simulation.seed,
        "precision": {"wanted": exact_object(simulation.wanted), "reached": exact_object(simulation.reached)},
        "measure": simulation.measure,
        "measures": {id: _percentiles(one) for id, one in simulation.measures.items()},
        **{name: _share(getattr(simulation, name)) for name in shares},
        "contributions": [
            {"driver": one.driver, "title": say(one.title), "share": exact_object(one.share)}
            for one in simulation.contributions
        ],
        "histogram": [
            {"from": exact_object(one.start), "until": exact_object(one.end), "share": exact_object(one.share)}
            for one in simulation.histogram
        ],
    }


def _percentiles(known: Percentiles) -> dict[str, Any]:
    return {one.name: quantity_object(getattr(known, one.name)) for one in fields(known)}


def _share(value: Fraction | None) -> dict[str, Any] | None:
    return None if value is None else exact_object(value)


def break_even_object(one: BreakEven, say: Sayer) -> dict[str, Any]:
    """Give the value of one step at which the ROI is zero, or why there is none."""
    return {
        "step": one.id,
        "title": say(one.title),
        "base": quantity_object(one.base),
        "value": quantity_object(one.value) if one.value is not None else {"missing": say(one.reason)},
    }


def newer_object(one: Newer) -> dict[str, Any]:
    """Give a standard value of which a newer version would change the result."""
    newest = one.newer.value.best.quantity if one.newer.value else None
    return {
        "id": one.id,
        "value": quantity_object(newest) if newest else None,
        "valid_from": day_text(one.newer.valid_from),
        "measure": one.measure,
        "now": quantity_object(one.now),
        "then": quantity_object(one.then),
    }


# --- claims from outside ---------------------------------------------------------------------------------------------


def citation_object(one: Citation) -> dict[str, Any]:
    """Give a claim from outside as it was stated; it is context, and no step rests on it."""
    return {
        "id": one.id,
        "claim": one.claim,
        "value": one.value or None,
        "convention": one.convention or None,
        "source": one.source or None,
        "year": one.year,
        "seen": one.seen or None,
        "status": one.status or None,
    }
