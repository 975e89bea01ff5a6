"""Writes the costs: each line with what this evaluation carries of it, and the subtotals.

From what was stated to what is carried a cost takes up to four steps, each a line of its own: the amount in its own
currency (`stated`), in the programme's (`whole`), the part this run carries (`each_year`), and all its years together.
"""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import resolve
from roi_spec.evaluate.write_window import Window
from roi_spec.evaluate.written import WrittenCost
from roi_spec.model.formula import Expr, Name, call, number, over, times
from roi_spec.model.spec import Cost, Ranged
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import COST_CATEGORIES, COST_GROUPS
from roi_spec.model.working import Origin, verbatim


def write(desk: Desk, cost: Cost, window: Window | None) -> WrittenCost:
    """Write a cost line and what this evaluation carries of it."""
    line, years = f"cost.{cost.id}", _years(cost, window)
    yearly = f"{line}.each_year" if len(years) > 1 else line
    _amount(desk, cost, f"{line}.whole" if cost.prorate else yearly)
    if cost.prorate:
        _prorated(desk, cost, yearly)
    if len(years) > 1:
        note = text(
            "Made in {count} years: from year {first} to year {last}.", count=len(years), first=years[0], last=years[-1]
        )
        formula = times(number(len(years)), Name(yearly))
        _derive(desk, cost, line, verbatim(cost.title), formula, note)
    return WrittenCost(cost, line, yearly, years)


def _years(cost: Cost, window: Window | None) -> tuple[int, ...]:
    """Give the years in which a cost is made; what returns does so in each year of the window, a part year too."""
    first, last = _first(cost, window), len(window.years) if window is not None else 1
    if not cost.every_year or first >= last:
        return (first,)
    return tuple(range(first, last + 1))


def _first(cost: Cost, window: Window | None) -> int:
    """Give the first year of a cost.

    Not stated, a cost is made beforehand (year 0), because training is paid for before it can do anything; in the first
    year when its date says so, or when it returns every year.
    """
    if cost.year is not None:
        return cost.year
    opens = window.stated.start if window is not None else None
    is_inside = cost.date is not None and opens is not None and cost.date >= opens
    return 1 if cost.every_year or is_inside else 0


def _title(cost: Cost, id: str) -> Text:
    """Name a step on the way to what is carried; the last step has the author's own title."""
    step = id.removeprefix(f"cost.{cost.id}").lstrip(".")
    if step == "whole":
        return text("Whole cost: {cost}", cost=cost.title)
    if step == "each_year":
        return text("In each year: {cost}", cost=cost.title)
    return verbatim(cost.title)


def _origin(cost: Cost) -> Origin:
    return Origin(cost.source, cost.owner, cost.date, None, cost.status, cost.note)


def _derive(desk: Desk, cost: Cost, id: str, title: Text, formula: Expr, note: Text | None = None) -> Name:
    at = cost.prorate.at if cost.prorate and note else cost.formula.at if cost.formula else cost.at
    return desk.sheet.derive(id, title, formula, "cost", at, unit=desk.currency, origin=_origin(cost), note=note)


def _amount(desk: Desk, cost: Cost, id: str) -> None:
    """Write what was stated: an amount, or a formula; an amount in another currency with a known rate is exchanged."""
    title = _title(cost, id)
    if cost.amount is not None:
        code = _foreign(desk, cost.amount)
        if code is not None:
            _exchanged(desk, cost, cost.amount, code, id)
            return
        best, origin = cost.amount.best, _origin(cost)
        desk.sheet.given(id, title, best, "cost", ends=cost.amount, origin=origin, unit=desk.currency)
    elif cost.formula is not None:
        _derive(desk, cost, id, title, resolve(cost.formula.tree, desk.scope))


def _foreign(desk: Desk, amount: Ranged) -> str | None:
    """Give the other currency of an amount when its rate was stated; without a rate the units do not fit."""
    unit = amount.best.quantity.unit
    known = {one.currency for one in desk.programme.exchange_rates}
    return unit.currency if unit.is_money and unit != desk.currency and unit.currency in known else None


def _exchanged(desk: Desk, cost: Cost, amount: Ranged, code: str, id: str) -> None:
    title = text("In {currency}: {cost}", currency=code, cost=cost.title)
    stated = desk.sheet.given(f"cost.{cost.id}.stated", title, amount.best, "cost", ends=amount, origin=_origin(cost))
    rate = next(one for one in desk.programme.exchange_rates if one.currency == code)
    note = text("Exchanged from {currency}.", currency=code)
    if rate.date is not None:
        note = text("Exchanged from {currency} at the rate of {date}.", currency=code, date=rate.date)
    desk.sheet.derive(
        id,
        _title(cost, id),
        times(stated, Name(f"exchange.{code.lower()}")),
        "cost",
        amount.best.at,
        unit=desk.currency,
        origin=_origin(cost),
        note=note,
    )


def _prorated(desk: Desk, cost: Cost, id: str) -> None:
    assert cost.prorate is not None
    line, title = f"cost.{cost.id}", text("This run: {cost}", cost=cost.title)
    run = desk.sheet.given(f"{line}.this_run", title, cost.prorate.this_run, "cost")
    title = text("Over the whole life: {cost}", cost=cost.title)
    life = desk.sheet.given(f"{line}.lifetime", title, cost.prorate.lifetime, "cost")
    note = text("Prorated: whole cost x this run / whole life.")
    _derive(desk, cost, id, _title(cost, id), over(times(Name(f"{line}.whole"), run), life), note)


def subtotals(desk: Desk, costs: tuple[WrittenCost, ...]) -> None:
    """Write what the costs come to by category and by group."""
    for category in COST_CATEGORIES.values():
        lines = tuple(Name(one.line) for one in costs if one.cost.category == category.id)
        _subtotal(desk, f"costs.category.{category.id}", category.title, lines)
    for group, title in COST_GROUPS.items():
        lines = tuple(Name(one.line) for one in costs if COST_CATEGORIES[one.cost.category].group == group)
        _subtotal(desk, f"costs.group.{group}", title, lines)


def _subtotal(desk: Desk, id: str, title: Text, lines: tuple[Name, ...]) -> None:
    if not lines:
        return
    formula: Expr = lines[0] if len(lines) == 1 else call("sum", lines)
    desk.sheet.derive(id, text("Costs: {what}", what=title), formula, "cost", desk.at, unit=desk.currency)
