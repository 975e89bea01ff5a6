"""Writes the results year by year: the first year by itself, and what later years are worth today.

Costs made beforehand stand in year 0 and are not discounted. With `timing: middle` the first half year counts half the
yearly rate: simple interest, which stays exact where a square root would not, and gives a tenth of a percent less at a
rate of 10 %.
"""

from __future__ import annotations

from roi_spec.evaluate import rules
from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sums import above_zero, summed
from roi_spec.evaluate.write_results import why_nothing_counts
from roi_spec.evaluate.write_window import MOST_YEARS, Window
from roi_spec.evaluate.written import WrittenCost, WrittenKpi
from roi_spec.model.formula import Expr, Name, call, minus, number, over, plus, times
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, PLAIN, Unit
from roi_spec.model.working import Origin

FIRST_YEAR = "Phillips & Phillips, ROI Methodology, guiding principle 9 (first-year benefits)"
DISCOUNTED = (
    "Net present value: the sum of (benefit - cost) / (1 + rate)^year; "
    "Brealey, Myers & Allen, Principles of Corporate Finance"
)
RATE_OF_RETURN = (
    "The rate at which the net present value is zero; Brealey, Myers & Allen, Principles of Corporate Finance"
)


def write(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], window: Window | None) -> None:
    """Write the years, when benefits or costs fall into more than one, or when a discount rate was asked for."""
    if window is None:
        return
    last = max(len(window.years), *(one.years[-1] for one in costs), 1)
    if last == 1 and desk.programme.discount_rate is None:
        return
    if last > MOST_YEARS:
        _too_late(desk, costs)
        return
    first = min((one.years[0] for one in costs), default=1)
    years = tuple(range(min(first, 1), last + 1))
    for year in years:
        _year(desk, kpis, costs, window, year)
    if last > 1:
        _first_year(desk, years)
    _discounted(desk, years)
    _rate_of_return(desk, years)


def _too_late(desk: Desk, costs: tuple[WrittenCost, ...]) -> None:
    for one in costs:
        if one.years[-1] > MOST_YEARS:
            message = text("Costs later than year {most} cannot be shown by year.", most=MOST_YEARS)
            advice = text("Write in which year of the benefit window the cost is made: 1 is the first.")
            desk.findings.append(rules.NOT_SPREAD.finding(one.cost.spot("year"), message, help=advice))


def _line(
    desk: Desk, name: str, title: Text, formula: Expr, unit: Unit, *, note: Text | None = None, cites: str = ""
) -> Name:
    return desk.sheet.derive(f"result.{name}", title, formula, "result", desk.at, unit=unit, note=note, cites=cites)


# --- year by year ----------------------------------------------------------------------------------------------------


def _year(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], window: Window, year: int) -> None:
    benefit = _benefit(desk, kpis, window, year)
    cost = _cost(desk, costs, year)
    title = text("Net benefit in year {year}", year=year)
    _line(desk, f"year_{year}.net", title, minus(benefit, cost), desk.currency)


def _benefit(desk: Desk, kpis: tuple[WrittenKpi, ...], window: Window, year: int) -> Name:
    name, title = f"year_{year}.benefit", text("Benefit in year {year}", year=year)
    counted = tuple(one.years for one in kpis if one.years)
    if not counted:
        return desk.sheet.absent(f"result.{name}", title, why_nothing_counts(kpis), "result", desk.at)
    if year == 0:
        return _line(desk, name, title, number(0), desk.currency, note=text("Before the benefit window starts."))
    if year > len(window.years):
        return _line(desk, name, title, number(0), desk.currency, note=text("After the benefit window has ended."))
    return _line(desk, name, title, summed(tuple(Name(one[year - 1]) for one in counted)), desk.currency)


def _cost(desk: Desk, costs: tuple[WrittenCost, ...], year: int) -> Name:
    name, title = f"year_{year}.cost", text("Costs in year {year}", year=year)
    if not costs:
        why_not = text("No costs were stated, so there is no ROI.")
        return desk.sheet.absent(f"result.{name}", title, why_not, "result", desk.at)
    made = tuple(Name(one.yearly) for one in costs if year in one.years)
    note = None if made else text("No costs are made in this year.")
    return _line(desk, name, title, summed(made), desk.currency, note=note)


def _first_year(desk: Desk, years: tuple[int, ...]) -> None:
    """Write the view of the first year: its benefits against all costs made beforehand and in it."""
    benefit = Name("result.year_1.benefit")
    spent = tuple(Name(f"result.year_{year}.cost") for year in years if year <= 1)
    benefit = _line(desk, "first_year.benefit", text("Benefit of the first year"), benefit, desk.currency)
    note = text("All costs made beforehand and in the first year.") if len(spent) > 1 else None
    cost = _line(
        desk, "first_year.cost", text("Costs up to and in the first year"), summed(spent), desk.currency, note=note
    )
    net = _line(desk, "first_year.net", text("Net benefit of the first year"), minus(benefit, cost), desk.currency)
    title = text("Benefit-cost ratio (BCR) of the first year")
    _line(desk, "first_year.bcr", title, over(benefit, above_zero(cost)), PLAIN, cites=FIRST_YEAR)
    title = text("ROI of the first year")
    _line(desk, "first_year.roi", title, over(net, above_zero(cost)), PERCENT, cites=FIRST_YEAR)


# --- today's money ---------------------------------------------------------------------------------------------------


def _discounted(desk: Desk, years: tuple[int, ...]) -> None:
    rate = _rate(desk)
    if rate is None:
        return
    _factors(desk, rate, years[-1])
    benefit = _present(desk, "present_benefit", text("Benefits in today's money"), "benefit", years)
    cost = _present(desk, "present_cost", text("Costs in today's money"), "cost", years)
    title = text("Net present value (NPV)")
    npv = _line(desk, "npv", title, minus(benefit, cost), desk.currency, cites=DISCOUNTED)
    title, formula = text("Discounted ROI"), over(npv, above_zero(cost))
    note = text("Net present value divided by the costs in today's money; not the same as the ROI above.")
    _line(desk, "discounted_roi", title, formula, PERCENT, note=note, cites=DISCOUNTED)


def _rate(desk: Desk) -> Name | None:
    """Write the discount rate: the programme's own, else that of the house."""
    title, stated = text("Discount rate per year"), desk.programme.discount_rate
    if stated is not None:
        origin = Origin(stated.source, kind="assumption")
        return desk.sheet.given(
            "discount_rate", title, stated.value.best, "assumption", ends=stated.value, origin=origin
        )
    if desk.discount is not None:
        note = text("The rate of the organisation.")
        return desk.sheet.given("discount_rate", title, desk.discount, "assumption", note=note)
    return None


def _factors(desk: Desk, rate: Name, last: int) -> None:
    """Write what one unit of money of each year is worth today."""
    growth = plus(number(1), rate)
    middle = desk.programme.discount_rate is not None and desk.programme.discount_rate.timing == "middle"
    half = plus(number(1), over(rate, number(2)))
    note = text("Money comes in at the end of each year.")
    if middle:
        note = text("Money comes in halfway through each year; half a year counts half the yearly rate.")
    for year in range(1, last + 1):
        first: Expr = over(number(1), half if middle else growth)
        formula = first if year == 1 else over(Name(f"discount.year_{year - 1}"), growth)
        title = text("Worth today of one unit of money of year {year}", year=year)
        desk.sheet.derive(
            f"discount.year_{year}", title, formula, "result", desk.at, unit=PLAIN, note=note, cites=DISCOUNTED
        )


def _present(desk: Desk, name: str, title: Text, what: str, years: tuple[int, ...]) -> Name:
    amounts = tuple(
        times(Name(f"result.year_{year}.{what}"), Name(f"discount.year_{year}"))
        if year
        else Name(f"result.year_0.{what}")
        for year in years
    )
    return _line(desk, name, title, summed(amounts), desk.currency)


def _rate_of_return(desk: Desk, years: tuple[int, ...]) -> None:
    """Write the internal rate of return over whole years; one amount alone has none."""
    if len(years) < 2:
        return
    amounts = tuple(Name(f"result.year_{year}.net") for year in years)
    note = text("Whole years, with the money of each at its end.")
    title = text("Internal rate of return (IRR)")
    _line(desk, "irr", title, call("irr", amounts), PERCENT, note=note, cites=RATE_OF_RETURN)
