"""Looks after yearly rates: a loss of more than everything and a discount below zero are slips, whatever follows.

A rate is looked at as it is and at the ends of the ranges it rests on, because every scenario goes there.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from roi_spec.evaluate import engine, rules, scenarios
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import in_unit
from roi_spec.model.source import Span
from roi_spec.model.spec import Programme
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT

LOSSES = {"benefit_window.decay": "yearly_decay", "benefit_window.attrition": "yearly_attrition"}
"""The shares that are lost each year, with the field that states each."""
DISCOUNT = "discount_rate"


def impossible(programme: Programme, plan: engine.Plan, values: Mapping[str, engine.Result]) -> dict[str, Finding]:
    """Give a finding for every yearly rate that cannot be, by its line."""
    found = {}
    for id in (*LOSSES, DISCOUNT):
        outside = _outside(plan, values, id) if id in plan.lines else None
        if outside is not None:
            found[id] = _below_zero(programme, plan, outside) if id == DISCOUNT else _no_share(plan, id, outside)
    return found


def _outside(plan: engine.Plan, values: Mapping[str, engine.Result], id: str) -> Fraction | None:
    """Give what lies outside: the rate itself, else an end of its range; None when all of it can be."""
    most = None if id == DISCOUNT else 1
    every = (values[id], _extreme(plan, values, id, 1), _extreme(plan, values, id, -1))
    return next((one for one in every if isinstance(one, Fraction) and (one < 0 or (most and one > most))), None)


def _extreme(plan: engine.Plan, values: Mapping[str, engine.Result], id: str, sign: int) -> engine.Result:
    """Give the highest (`sign` 1) or the lowest (-1) value: every driver in turn at the end that leads there."""
    basis, best = plan.basis_of(id), values[id]
    ends: dict[str, str] = {}
    for driver, moved in scenarios.drivers(plan).items():
        for end in ("low", "high") if basis.intersection(moved) else ():
            attempt = {**ends, driver: end}
            touched = plan.touched_by((one for name in attempt for one in scenarios.drivers(plan)[name]), basis)
            reached = engine.recompute(plan, values, attempt, touched)[id]
            if isinstance(reached, Fraction) and isinstance(best, Fraction) and sign * reached > sign * best:
                ends, best = attempt, reached
    return best


def _no_share(plan: engine.Plan, id: str, outside: Fraction) -> Finding:
    line, field = plan.lines[id], LOSSES[id]
    message = text(
        "{title} comes to {rate}; a share lies between 0% and 100%.", title=line.title, rate=in_unit(outside, PERCENT)
    )
    advice = text(
        "Let `{field}` name the share of what is left that is lost in a year, also at both ends of its range: 20% when "
        "80% is left a year later.",
        field=field,
    )
    return rules.LOST_SHARE.finding(line.at, message, help=advice)


def _below_zero(programme: Programme, plan: engine.Plan, outside: Fraction) -> Finding:
    message = text("The discount rate comes to {rate}, which is below zero.", rate=in_unit(outside, PERCENT))
    advice = text(
        "Write what money costs in a year, such as 3%. When later money counts as much as money now, write 0%."
    )
    return rules.BELOW_ZERO.finding(_written_at(programme, plan, outside), message, help=advice)


def _written_at(programme: Programme, plan: engine.Plan, outside: Fraction) -> Span:
    """Give the place of the rate, or of the end of its range, that says so."""
    stated = programme.discount_rate.value if programme.discount_rate else None
    every = (stated.best, stated.low, stated.high) if stated else ()
    return next((one.at for one in every if one and one.quantity.base == outside), plan.lines[DISCOUNT].at)
