"""Writes the result of everybody else who is named: one result per perspective, never a sum over them."""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sums import above_zero, added
from roi_spec.evaluate.written import WrittenCost, WrittenKpi
from roi_spec.model.formula import Name, minus, over
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, PLAIN
from roi_spec.model.vocabulary import PERSPECTIVES

SEPARATE = "One result per perspective; what one party pays another may receive, so they are never added up"


def own(desk: Desk, costs: tuple[WrittenCost, ...]) -> tuple[WrittenCost, ...]:
    """Give the costs of the programme's own perspective."""
    return tuple(one for one in costs if one.cost.perspective in ("", desk.programme.perspective))


def write(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...]) -> None:
    """Write a result for every other perspective that a KPI or a cost names."""
    for side, title in PERSPECTIVES.items():
        benefits = tuple(Name(one.benefit) for one in kpis if one.kpi.perspective == side and one.benefit)
        charged = tuple(Name(one.line) for one in costs if one.cost.perspective == side)
        if side != desk.programme.perspective and (benefits or charged):
            _result(desk, side, title, benefits, charged)


def _result(desk: Desk, side: str, title: Text, benefits: tuple[Name, ...], charged: tuple[Name, ...]) -> None:
    line, at, currency = f"perspective.{side}", desk.at, desk.currency
    none = text("No benefit was stated for {side}.", side=title)
    said = text("Total benefit for {side}", side=title)
    benefit = added(desk, f"{line}.total_benefit", said, benefits, none)
    none, said = text("No cost was stated for {side}.", side=title), text("Total cost for {side}", side=title)
    total = added(desk, f"{line}.total_cost", said, charged, none)
    said = text("Net benefit for {side}", side=title)
    net = desk.sheet.derive(
        f"{line}.net_benefit", said, minus(benefit, total), "result", at, unit=currency, cites=SEPARATE
    )
    said = text("Benefit-cost ratio (BCR) for {side}", side=title)
    desk.sheet.derive(f"{line}.bcr", said, over(benefit, above_zero(total)), "result", at, unit=PLAIN)
    said = text("ROI for {side}", side=title)
    desk.sheet.derive(f"{line}.roi", said, over(net, above_zero(total)), "result", at, unit=PERCENT)
