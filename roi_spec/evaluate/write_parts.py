"""Writes what belongs to the parts of a bundle: their own costs, their share in the joint ones, and their own benefits.

A benefit without a part was brought about together: it has one attribution and counts once, in the whole only.
"""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sums import above_zero, added, summed
from roi_spec.evaluate.write_inputs import count
from roi_spec.evaluate.written import WrittenCost, WrittenKpi
from roi_spec.model.formula import Expr, Name, minus, number, over, plus, times
from roi_spec.model.spec import Part
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, Unit


def write(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...]) -> None:
    """Write every part, and what they have in common."""
    parts = desk.programme.parts
    if not parts:
        return
    for part in parts:
        title = text("People in {part}", part=part.title)
        count(desk.sheet, f"part.{part.id}.people", title, part.people, part.spot("people"), "audience")
    known = {part.id for part in parts}
    joint = tuple(Name(one.line) for one in costs if one.cost.part not in known)
    title, note = text("Costs that all parts share"), text("Costs that name no part.")
    shared = desk.sheet.derive(
        "parts.shared_cost", title, summed(joint), "result", desk.at, unit=desk.currency, note=note
    )
    together = tuple(Name(one.benefit) for one in kpis if one.benefit and one.kpi.part not in known)
    why_not = text("Every benefit belongs to a part.")
    added(desk, "parts.joint_benefit", text("Benefit that the parts brought about together"), together, why_not)
    for part in parts:
        _part(desk, part, kpis, costs, shared)


def _part(desk: Desk, part: Part, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], shared: Name) -> None:
    own = tuple(Name(one.line) for one in costs if one.cost.part == part.id)
    charged = _line(desk, part, "own_cost", text("Own costs of {part}", part=part.title), summed(own))
    formula, note = _share(desk, part)
    title = text("Share of {part} in the costs of all parts", part=part.title)
    carried = _line(desk, part, "shared_cost", title, times(shared, formula), note=note)
    cost = _line(desk, part, "cost", text("Costs of {part}", part=part.title), plus(charged, carried))
    benefits = tuple(Name(one.benefit) for one in kpis if one.benefit and one.kpi.part == part.id)
    if not benefits:
        return
    benefit = _line(desk, part, "benefit", text("Benefit of {part}", part=part.title), summed(benefits))
    net = _line(desk, part, "net", text("Net benefit of {part}", part=part.title), minus(benefit, cost))
    note = text("Without what the parts brought about together.")
    title = text("ROI of {part}", part=part.title)
    _line(desk, part, "roi", title, over(net, above_zero(cost)), unit=PERCENT, note=note)


def _line(
    desk: Desk, part: Part, name: str, title: Text, formula: Expr, *, unit: Unit | None = None, note: Text | None = None
) -> Name:
    return desk.sheet.derive(
        f"part.{part.id}.{name}", title, formula, "result", part.at, unit=unit or desk.currency, note=note
    )


def _share(desk: Desk, part: Part) -> tuple[Expr, Text]:
    """Give the share of a part in what is shared: by people when every part states them, else the same for all."""
    parts = desk.programme.parts
    if all(one.people for one in parts):
        everybody = summed(tuple(Name(f"part.{one.id}.people") for one in parts))
        return over(Name(f"part.{part.id}.people"), everybody), text("Shared by the number of people.")
    return over(number(1), number(len(parts))), text("Shared equally, because not every part says how many people.")
