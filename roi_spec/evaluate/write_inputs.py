"""Writes what everything else rests on: people, cohorts, standard values, assumptions and exchange rates."""

from __future__ import annotations

from fractions import Fraction

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import Scope, resolve, standard_scope, used_standards
from roi_spec.evaluate.sheet import Sheet
from roi_spec.model.distribution import Correlation
from roi_spec.model.formula import Name, call
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, ExchangeRate
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERSONS, Unit
from roi_spec.model.working import Origin, verbatim


def count(
    sheet: Sheet, id: str, title: Text, number: int | None, at: Span, part: str, unit: Unit = PERSONS
) -> Name | None:
    """Write a head count, or another count, as an input; None when it was not stated."""
    if number is None:
        return None
    return sheet.given(id, title, Quantity(Fraction(number), unit), part, at=at, origin=Origin(kind="count"))


def audience(desk: Desk) -> None:
    """Write how many people were invited, started and completed, and how many of each cohort."""
    people = desk.programme.audience
    count(desk.sheet, "audience.invited", text("Invited"), people.invited, people.spot("invited"), "audience")
    count(desk.sheet, "audience.started", text("Started"), people.started, people.spot("started"), "audience")
    title = text("People who completed")
    count(desk.sheet, "audience.completed", title, people.completed, people.spot("completed"), "audience")
    for one in desk.programme.cohorts:
        invited, completed = text("Invited: {cohort}", cohort=one.title), text("Completed: {cohort}", cohort=one.title)
        prefix = f"cohort.{one.id}"
        count(desk.sheet, f"{prefix}.invited", invited, one.invited, one.spot("invited"), "audience")
        count(desk.sheet, f"{prefix}.completed", completed, one.completed, one.spot("completed"), "audience")
    _added_up(desk, "invited", text("Invited"))
    _added_up(desk, "completed", title)


def _added_up(desk: Desk, name: str, title: Text) -> None:
    """Write a head count that was stated only cohort by cohort."""
    parts = tuple(Name(f"cohort.{one.id}.{name}") for one in desk.programme.cohorts)
    if not parts or f"audience.{name}" in desk.sheet.lines or any(one.id not in desk.sheet.lines for one in parts):
        return
    at, note = desk.programme.cohorts[0].at, text("All cohorts together.")
    desk.sheet.derive(f"audience.{name}", title, call("sum", parts), "audience", at, unit=PERSONS, note=note)


def values(desk: Desk) -> None:
    """Write the standard values that the programme rests on, its assumptions, and its exchange rates."""
    scope = standard_scope(desk.standards)
    for one in used_standards(desk.programme, desk.standards):
        _value(desk.sheet, f"standard.{one}", desk.standards[one], "standard", scope)
    for assumption in desk.programme.assumptions:
        _value(desk.sheet, f"assumption.{assumption.id}", assumption, "assumption", desk.scope)
    for rate in desk.programme.exchange_rates:
        _rate(desk, rate)


def _value(sheet: Sheet, id: str, stated: Assumption, part: str, scope: Scope) -> None:
    origin = Origin(
        stated.source, stated.owner, stated.date, stated.valid_until, stated.kind, stated.note, stated.approved_by
    )
    if stated.value is not None:
        sheet.given(id, verbatim(stated.title), stated.value.best, part, ends=stated.value, origin=origin)
    elif stated.formula is not None:
        sheet.derive(
            id, verbatim(stated.title), resolve(stated.formula.tree, scope), part, stated.formula.at, origin=origin
        )


def _rate(desk: Desk, rate: ExchangeRate) -> None:
    title = text("Exchange rate: {currency}", currency=rate.currency)
    origin = Origin(rate.source, rate.owner, rate.date, kind="fact")
    id = f"exchange.{rate.currency.lower()}"
    desk.sheet.given(id, title, rate.rate.best, "assumption", ends=rate.rate, origin=origin)


def correlations(desk: Desk) -> tuple[Correlation, ...]:
    """Give the inputs that move together, by the lines that move; a name without a range moves nothing."""
    stated = desk.programme.uncertainty.correlations if desk.programme.uncertainty else ()
    found = []
    for one in stated:
        first, second = (_driver(desk, name) for name in one.between)
        if first and second and first != second:
            found.append(Correlation(first, second, one.strength.quantity.base, one.why, one.at))
    return tuple(found)


def _driver(desk: Desk, written: str) -> str | None:
    """Find the line with the range: of a cost the amount as stated, before it is shared out or exchanged."""
    line = desk.scope.get(written, written)
    every = (line, f"{line}.stated", f"{line}.whole", f"{line}.each_year")
    return next((one for one in every if one in desk.sheet.lines and desk.sheet.lines[one].driver), None)
