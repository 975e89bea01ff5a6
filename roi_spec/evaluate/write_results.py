"""Writes the results: benefits against costs, and what follows from both."""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sums import above_zero, added
from roi_spec.evaluate.write_costs import subtotals
from roi_spec.evaluate.write_window import Window, calendar
from roi_spec.evaluate.written import WrittenCost, WrittenKpi
from roi_spec.model.formula import Expr, Name, call, degree, minus, number, over, plus, renamed, times
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, PERSONS, PLAIN, Unit, per

FINANCE = "Phillips & Phillips, ROI Methodology, step 9 (benefit-cost ratio, ROI, payback)"


def write(desk: Desk, kpis: tuple[WrittenKpi, ...], costs: tuple[WrittenCost, ...], window: Window | None) -> None:
    """Write the totals and the financial measures, of the programme's own perspective."""
    subtotals(desk, costs)
    benefit, whole = _benefits(desk, kpis)
    charged, why_not = tuple(Name(one.line) for one in costs), text("No costs were stated, so there is no ROI.")
    total = added(desk, "result.total_cost", text("Total cost"), charged, why_not)
    net = _result(desk, "net_benefit", text("Net benefit"), minus(benefit, total), desk.currency, cites=FINANCE)
    _result(desk, "bcr", text("Benefit-cost ratio (BCR)"), over(benefit, total), PLAIN, cites=FINANCE)
    _result(desk, "roi", text("ROI"), over(net, total), PERCENT, cites=FINANCE)
    _per_unit(desk, benefit, net, total)
    if window is not None:
        _payback(desk, window, benefit, total)
    note = text("The smallest share of the whole change that must be due to the programme for the ROI to be zero.")
    share = over(total, above_zero(whole))
    _result(desk, "break_even_attribution", text("Break-even attribution"), share, PERCENT, note=note)
    for one in kpis:
        _break_even_effect(desk, one, benefit, total)
    _per_person(desk, benefit, net, total)
    if desk.programme.target_roi is not None:
        desk.sheet.given("result.target_roi", text("Target ROI"), desk.programme.target_roi.value, "result")


def _result(
    desk: Desk, name: str, title: Text, formula: Expr, unit: Unit, *, note: Text | None = None, cites: str = ""
) -> Name:
    return desk.sheet.derive(f"result.{name}", title, formula, "result", desk.at, unit=unit, note=note, cites=cites)


def _benefits(desk: Desk, kpis: tuple[WrittenKpi, ...]) -> tuple[Name, Name]:
    """Write what counts, what is claimed without counting, and what counts before attribution: the first and last."""
    counted = tuple(Name(one.benefit) for one in kpis if one.benefit)
    gross = tuple(Name(one.gross_benefit) for one in kpis if one.benefit and one.gross_benefit)
    claimed = tuple(Name(one.gross_benefit) for one in kpis if one.gross_benefit and not one.benefit)
    benefit = added(desk, "result.total_benefit", text("Total benefit"), counted, why_nothing_counts(kpis))
    title, why_not = text("Claimed, but not counted for want of attribution"), text("Every converted KPI is counted.")
    added(desk, "result.claimed", title, claimed, why_not)
    title = text("Value of the whole change, before attribution")
    why_not = _why_none(kpis) or text("No KPI was converted to money.")
    return benefit, added(desk, "result.gross_benefit", title, gross, why_not)


def why_nothing_counts(kpis: tuple[WrittenKpi, ...]) -> Text:
    """Say why there is no benefit."""
    return _why_none(kpis) or text("No KPI was converted to money, so there is no benefit to count.")


def _why_none(kpis: tuple[WrittenKpi, ...]) -> Text | None:
    """Say why no converted KPI adds up to a benefit; None when none is converted."""
    if any(one.gross_benefit for one in kpis):
        return text("No attribution: the change is shown, and no money is counted for it.")
    if any(one.kpi.conversion for one in kpis):
        return text("The effect cannot be computed from what was stated.")
    return None


def _per_unit(desk: Desk, benefit: Name, net: Name, total: Name) -> None:
    note = text("Gross: what comes back for each unit of money spent, the money itself included.")
    title = text("Back per unit of money spent, gross")
    _result(desk, "back_per_unit_gross", title, over(benefit, total), PLAIN, note=note)
    note = text("Net: what comes back for each unit of money spent, on top of the money itself.")
    title = text("Back per unit of money spent, net")
    _result(desk, "back_per_unit_net", title, over(net, total), PLAIN, note=note)


def _payback(desk: Desk, window: Window, benefit: Name, total: Name) -> None:
    """Write how long the gross benefit takes to earn back the costs; over several years, each at its own pace."""
    unit = calendar(window.stated)
    note = text("Time of gross benefit needed to earn back the costs, counted from the start of the benefit window.")
    formula = over(total, over(above_zero(benefit), window.counted))
    if window.is_spread:
        formula = _year_by_year(desk, window, total)
        note = text(
            "Time of gross benefit needed to earn back the costs of all years, counted from the start of the benefit "
            "window: each year at its own pace, and none after the window."
        )
    payback = _result(desk, "payback", text("Payback period"), formula, unit, note=note, cites=FINANCE)
    if "benefit_lag" in desk.sheet.lines:
        title, note = (
            text("Payback period from the end of delivery"),
            text("The same, counted from the end of delivery."),
        )
        _result(desk, "payback_with_lag", title, plus(Name("benefit_lag"), payback), unit, note=note)


def _year_by_year(desk: Desk, window: Window, total: Name) -> Expr:
    """Give the time of the years that are needed: all are equally long, except the last."""
    earned = tuple(Name(f"result.year_{which}.benefit") for which in range(1, len(window.years) + 1))
    title, note = text("Years needed to earn back the costs"), text("Of the last year that is needed, the part used.")
    needed = _result(desk, "payback_years", title, call("periods", (total, *earned)), PLAIN, note=note)
    whole = number(len(window.years) - 1)
    before = times(window.years[0], call("min", (needed, whole)))
    return plus(before, times(window.years[-1], above_zero(minus(needed, whole))))


def _break_even_effect(desk: Desk, one: WrittenKpi, benefit: Name, total: Name) -> None:
    """Write the effect at which the ROI is zero; only where the benefit is proportional to the effect."""
    if one.benefit is None or one.effect is None or one.worth is None or degree(one.worth, one.effect) != 1:
        return
    others = minus(benefit, Name(one.benefit))
    worth_of_one = renamed(one.worth, lambda name: number(1) if name.id == one.effect else name)
    tree = over(minus(total, others), worth_of_one)
    note = text("The effect at which the ROI is zero while everything else stays the same.")
    title = text("Break-even effect: {kpi}", kpi=one.kpi.title)
    unit = desk.sheet.lines[one.effect].unit
    line = f"kpi.{one.kpi.id}.break_even_effect"
    desk.sheet.derive(line, title, tree, "result", one.kpi.at, unit=unit, note=note)


def _per_person(desk: Desk, benefit: Name, net: Name, total: Name) -> None:
    if "audience.completed" not in desk.sheet.lines:
        return
    heads, unit = Name("audience.completed"), per(desk.currency, PERSONS)
    _result(desk, "cost_per_person", text("Cost per person who completed"), over(total, heads), unit)
    _result(desk, "benefit_per_person", text("Benefit per person who completed"), over(benefit, heads), unit)
    _result(desk, "net_per_person", text("Net benefit per person who completed"), over(net, heads), unit)
