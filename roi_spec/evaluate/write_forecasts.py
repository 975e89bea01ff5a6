"""Writes what was expected beside what came, and what may be expected when everybody takes part.

A forecast stays as it was made; only its error is added. Nothing here is part of the result.
"""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import resolve
from roi_spec.evaluate.sums import above_zero
from roi_spec.evaluate.write_inputs import count
from roi_spec.model.formula import Expr, Name, minus, over, times
from roi_spec.model.spec import ScaleUp
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, POINTS, Unit
from roi_spec.model.working import Origin


def write(desk: Desk) -> None:
    """Write the error of an earlier forecast, and the forecast of a scale-up."""
    _errors(desk)
    if desk.programme.scale_up is not None:
        _scale_up(desk, desk.programme.scale_up)


def _errors(desk: Desk) -> None:
    stated = desk.programme.earlier_forecast
    if stated is None:
        return
    origin = Origin(stated.source, "", stated.made_on, kind="estimate")
    for name, value, title, error in (
        ("total_benefit", stated.total_benefit, text("Forecast: total benefit"), text("Total benefit minus forecast")),
        ("total_cost", stated.total_cost, text("Forecast: total cost"), text("Total cost minus forecast")),
        ("roi", stated.roi, text("Forecast: ROI"), text("ROI minus forecast")),
    ):
        if value is not None:
            unit, off = (PERCENT, POINTS) if name == "roi" else (desk.currency, desk.currency)
            expected = desk.sheet.given(f"forecast.{name}", title, value, "result", origin=origin, unit=unit)
            formula = minus(Name(f"result.{name}"), expected)
            desk.sheet.derive(f"forecast_error.{name}", error, formula, "result", value.at, unit=off)


def _scale_up(desk: Desk, stated: ScaleUp) -> None:
    """Write a forecast from the pilot: benefit per person who completed x people x what of it remains - cost."""
    at = stated.spot("people")
    people = count(desk.sheet, "scale_up.people", text("Forecast: people to be reached"), stated.people, at, "result")
    assert people is not None
    title, tree = text("Forecast: share of the pilot's effect that remains"), resolve(stated.keeps.tree, desk.scope)
    keeps = desk.sheet.derive("scale_up.keeps", title, tree, "result", stated.keeps.at, unit=PERCENT)
    title = text("Forecast: benefit when everybody takes part")
    if "result.benefit_per_person" in desk.sheet.lines:
        formula = times(Name("result.benefit_per_person"), people, keeps)
        note = text("A forecast, not a result: what a person of the pilot brought, times people, times what remains.")
        benefit = _forecast(desk, stated, "benefit", title, formula, desk.currency, note=note)
    else:
        why_not = text("Without the number of people who completed there is no benefit per person.")
        benefit = desk.sheet.absent("scale_up.benefit", title, why_not, "result", stated.at)
    title, tree = text("Forecast: cost of reaching everybody"), resolve(stated.cost.tree, desk.scope)
    cost = desk.sheet.derive("scale_up.cost", title, tree, "result", stated.cost.at, unit=desk.currency)
    title = text("Forecast: net benefit when everybody takes part")
    net = _forecast(desk, stated, "net", title, minus(benefit, cost), desk.currency)
    title = text("Forecast: ROI when everybody takes part")
    _forecast(desk, stated, "roi", title, over(net, above_zero(cost)), PERCENT)


def _forecast(
    desk: Desk, stated: ScaleUp, name: str, title: Text, formula: Expr, unit: Unit, *, note: Text | None = None
) -> Name:
    return desk.sheet.derive(f"scale_up.{name}", title, formula, "result", stated.at, unit=unit, note=note)
