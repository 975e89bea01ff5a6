"""Fields of a method that cannot be used as they stand: said in words, and left out of the analysis.

What can be told from the spec alone stands here; no library is loaded for it, and no data are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from roi_spec.analyse import rules
from roi_spec.model.document import Node
from roi_spec.model.finding import Finding, Label
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import Attribution, Kpi
from roi_spec.model.text import Text, text
from roi_spec.model.units import POINTS, Unit

SHORTEST_SEASON = 2
"""Periods after which a pattern can repeat: within one period there is nothing to see of it."""


def unfit(kpi: Kpi, attribution: Attribution) -> tuple[Finding, ...]:
    """Find the fields of one method of a KPI that cannot be used as they stand."""
    found = (_negligible(kpi, attribution), _season(attribution))
    return (*(one for one in found if one), *_assigned_twice(attribution), *_beside_data(attribution))


def usable(kpi: Kpi, attribution: Attribution) -> Attribution:
    """Give the method without what `unfit` has found, so that one mistake does not hide the rest."""
    negligible = None if _negligible(kpi, attribution) else attribution.negligible
    season = None if _season(attribution) else attribution.season
    return replace(attribution, negligible=negligible, season=season)


def _negligible(kpi: Kpi, attribution: Attribution) -> Finding | None:
    """Find an amount that measures something else than the KPI does, or that no effect could be smaller than."""
    if attribution.negligible is None:
        return None
    stated, unit = attribution.negligible.quantity, _unit(kpi, attribution)
    at = attribution.spot("negligible")
    if unit is not None and not _measures_alike(stated.unit, unit):
        message = text(
            "`negligible:` is {amount}, and “{kpi}” is measured in {unit}.",
            amount=stated,
            kpi=kpi.title,
            unit=unit,
        )
        return rules.FIELD.finding(
            at, message, help=text("Write it in the unit of the KPI, for example: {line}", line=_line(stated, unit))
        )
    if stated.value > 0:
        return None
    message = text(
        "`negligible:` is {amount}; a smaller effect counts as none, and no effect is smaller than that.", amount=stated
    )
    help_ = text("Write an amount above zero, or leave `negligible:` out: then 0.2 standard deviations count.")
    return rules.FIELD.finding(at, message, help=help_)


def _unit(kpi: Kpi, attribution: Attribution) -> Unit | None:
    points = (*attribution.before, *attribution.after)
    return kpi.unit or (points[0].value.quantity.unit if points else None)


def _measures_alike(one: Unit, other: Unit) -> bool:
    return one.dimensions == other.dimensions and one.is_share == other.is_share


def _line(stated: Quantity, unit: Unit) -> str:
    value = abs(stated.value) or Fraction(1)
    return f"negligible: {Quantity(value, POINTS if unit.is_share else unit)}"


def _season(attribution: Attribution) -> Finding | None:
    season = attribution.season
    if season is None or season >= SHORTEST_SEASON:
        return None
    return rules.FIELD.finding(
        attribution.spot("season"),
        text("`season:` is {season}; a pattern repeats after {least} periods at the soonest.", season=season, least=2),
        help=text("Write after how many periods it repeats, 12 for months and 4 for quarters, or leave `season:` out."),
    )


def _assigned_twice(attribution: Attribution) -> Iterator[Finding]:
    """Find a group whose number at the start is stated again, at the second time."""
    first: dict[str, Node] = {}
    node = attribution.node.get("assigned")
    for item in node.items if node is not None else ():
        group = item.get("group")
        if group is None or first.setdefault(group.text, group) is group:
            continue
        yield rules.FIELD.finding(
            group.span,
            text("`assigned:` names “{group}” twice.", group=group.text),
            help=text("Keep one of them, with how many were in the group at the start."),
            related=(Label(first[group.text].span, text("The first time")),),
        )


_BESIDE: dict[str, tuple[Text, Text]] = {
    "stated_effect": (
        text("This method has `stated_effect:` and `data:`, two sources for one effect."),
        text(
            "Keep `data:` to have the effect computed here, or keep `stated_effect:` when it was computed elsewhere. "
            "The other one may stand under `cross_checks:` as a method of its own."
        ),
    ),
    "respondents": (
        text("This method has `respondents:` and `data:`, two sources for the same answers."),
        text("Put all answers in the data file, or all of them under `respondents:`, and leave the other one out."),
    ),
}


def _beside_data(attribution: Attribution) -> Iterator[Finding]:
    if not attribution.data:
        return
    for field, (message, help_) in _BESIDE.items():
        node = attribution.node.get(field)
        if node is not None:
            related = (Label(attribution.spot("data"), text("The data of this method")),)
            yield rules.FIELD.finding(node.key_or_value, message, help=help_, related=related)
