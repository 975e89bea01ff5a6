"""Writes the result by fiscal year: benefits by the days of the window in it, costs by the day they were made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sums import summed
from roi_spec.evaluate.write_results import why_nothing_counts
from roi_spec.evaluate.write_window import Window, months_later
from roi_spec.evaluate.written import WrittenCost, WrittenKpi
from roi_spec.model.formula import Expr, Name, Number, minus, over, times
from roi_spec.model.text import Text, text

LAST_YEAR = 9990
"""Calendars end soon after this year."""


def write(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], window: Window | None) -> None:
    """Write a result for each fiscal year, when these are asked for and every day that is needed is known."""
    if desk.fiscal_year_start is None or window is None or window.stated.start is None:
        return
    ends = window.starts(len(window.years) + 1)
    days = tuple(day for one in costs for day in _days(desk, one, window))
    if ends is None or ends.year > LAST_YEAR or any(day is None for day in days):
        return
    years = {_year(desk, day) for day in (*_every(window.stated.start, ends), *days) if day is not None}
    for year in sorted(years):
        _result(desk, kpis, costs, window, year)


def _year(desk: Desk, day: dt.date) -> int:
    """Give the calendar year in which the fiscal year of a day starts."""
    return day.year if day.month >= (desk.fiscal_year_start or 1) else day.year - 1


def _label(desk: Desk, year: int) -> str:
    """Name a fiscal year: `2025`, or `2024/2025` when it is not the calendar year."""
    return str(year) if desk.fiscal_year_start == 1 else f"{year}/{year + 1}"


def _every(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Give a day in every month from the start to the day before the end."""
    last, day, month = end - dt.timedelta(days=1), start, 0
    while day <= last:
        yield day
        month += 1
        day = months_later(start.replace(day=1), month)


def _result(
    desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], window: Window, year: int
) -> None:
    label = _label(desk, year)
    benefit = _benefit(desk, kpis, window, year)
    cost = _cost(desk, costs, window, year)
    title, formula = text("Net benefit in fiscal year {label}", label=label), minus(benefit, cost)
    desk.sheet.derive(f"fiscal.{label}.net", title, formula, "result", desk.at, unit=desk.currency)


def _benefit(desk: Desk, kpis: tuple[WrittenKpi, ...], window: Window, year: int) -> Name:
    label = _label(desk, year)
    line, title = f"fiscal.{label}.benefit", text("Benefit in fiscal year {label}", label=label)
    if not any(one.benefit for one in kpis):
        return desk.sheet.absent(line, title, why_nothing_counts(kpis), "result", desk.at)
    parts = tuple(part for which in range(1, len(window.years) + 1) if (part := _part(desk, window, which, year)))
    note = text("Spread evenly over the days of the benefit window.")
    return desk.sheet.derive(line, title, summed(parts), "result", desk.at, unit=desk.currency, note=note)


def _part(desk: Desk, window: Window, which: int, year: int) -> Expr | None:
    """Give the part of one year's benefit that falls into a fiscal year; None when it has no day in it."""
    start, end = window.starts(which), window.starts(which + 1)
    if start is None or end is None:
        return None
    opens = dt.date(year, desk.fiscal_year_start or 1, 1)
    inside = (min(end, opens.replace(year=year + 1)) - max(start, opens)).days
    if inside <= 0:
        return None
    benefit = Name(f"result.year_{which}.benefit" if window.is_spread else "result.total_benefit")
    return over(times(benefit, Number(Fraction(inside))), Number(Fraction((end - start).days)))


def _cost(desk: Desk, costs: tuple[WrittenCost, ...], window: Window, year: int) -> Name:
    label = _label(desk, year)
    line, title = f"fiscal.{label}.cost", text("Costs in fiscal year {label}", label=label)
    if not costs:
        return desk.sheet.absent(line, title, _NO_COSTS, "result", desk.at)
    made = tuple(
        Name(one.yearly)
        for one in costs
        for day in _days(desk, one, window)
        if day is not None and _year(desk, day) == year
    )
    return desk.sheet.derive(line, title, summed(made), "result", desk.at, unit=desk.currency)


_NO_COSTS = Text("No costs were stated, so there is no ROI.")


def _days(desk: Desk, one: WrittenCost, window: Window) -> tuple[dt.date | None, ...]:
    """Give for each time that a cost is made the day.

    In the first year and before it as stated. Else what is made beforehand is made when delivery starts, or on the day
    before the window opens; what is made in a year of the window, at its start.
    """
    return tuple((one.cost.date if year < 2 else None) or _usual(desk, year, window) for year in one.years)


def _usual(desk: Desk, year: int, window: Window) -> dt.date | None:
    delivery, opens = desk.programme.delivery, window.stated.start
    if year == 0 and delivery is not None and delivery.start is not None:
        return delivery.start
    if opens is None or opens == dt.date.min:
        return opens
    return _after(opens, year - 1) if year else opens - dt.timedelta(days=1)


def _after(day: dt.date, years: int) -> dt.date | None:
    return months_later(day, 12 * years) if day.year + years <= LAST_YEAR else None
