"""Writes the working of a programme: from what the author stated to lines, part by part.

No arithmetic happens here, only formulas. The order of the parts is the order in which a reader meets them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.attribution.scene import Scene, change_unit
from roi_spec.evaluate.names import Scope, kpi_scope, programme_scope, resolve, standard_scope, used_standards
from roi_spec.evaluate.sheet import Sheet
from roi_spec.model.formula import Expr, Name, call, degree, minus, number, over, plus, renamed, times
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Attribution, BenefitWindow, Cost, Given, Kpi, Programme, Ranged
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS, PERCENT, PERSONS, PLAIN, Dimensions, Unit, money, per
from roi_spec.model.vocabulary import COST_CATEGORIES, COST_GROUPS
from roi_spec.model.working import Origin, Working, verbatim


@dataclass(frozen=True, slots=True)
class WrittenMethod:
    """One attribution method as it was written down."""

    attribution: Attribution
    prefix: str
    effect: str | None
    grade: str
    grade_reason: Text


@dataclass(frozen=True, slots=True)
class WrittenKpi:
    """Which lines a KPI led to; None where there is no such line."""

    kpi: Kpi
    is_forecast: bool
    methods: tuple[WrittenMethod, ...]
    actual: str | None
    improvement: str | None
    unadjusted: str | None
    effect: str | None
    benefit: str | None
    gross_benefit: str | None
    claimed_in_full: bool


@dataclass(frozen=True, slots=True)
class Written:
    """The finished working with the map from the author's objects to lines."""

    working: Working
    kpis: tuple[WrittenKpi, ...]
    costs: tuple[tuple[Cost, str], ...]


def write(programme: Programme, standards: Mapping[str, Assumption]) -> Written:
    """Write every line of a programme; `standards` are the shared values by id."""
    sheet = Sheet()
    scope = programme_scope(programme, standards)
    _audience(sheet, programme)
    _window(sheet, programme)
    _standards(sheet, programme, standards)
    for assumption in programme.assumptions:
        _value(sheet, f"assumption.{assumption.id}", assumption, "assumption", scope)
    kpis = tuple(_kpi(sheet, programme, kpi, scope) for kpi in programme.kpis)
    costs = tuple((cost, _cost(sheet, programme, cost, scope)) for cost in programme.costs)
    _totals(sheet, programme, kpis, costs)
    return Written(sheet.done(), kpis, costs)


def _count(
    sheet: Sheet, id: str, title: Text, number: int | None, at: Span, part: str, unit: Unit = PERSONS
) -> Name | None:
    if number is None:
        return None
    return sheet.given(id, title, Quantity(Fraction(number), unit), part, at=at, origin=Origin(kind="count"))


def _audience(sheet: Sheet, programme: Programme) -> None:
    audience = programme.audience
    _count(sheet, "audience.invited", text("Invited"), audience.invited, audience.spot("invited"), "audience")
    _count(sheet, "audience.started", text("Started"), audience.started, audience.spot("started"), "audience")
    _count(
        sheet,
        "audience.completed",
        text("People who completed"),
        audience.completed,
        audience.spot("completed"),
        "audience",
    )


def _window(sheet: Sheet, programme: Programme) -> None:
    window = programme.benefit_window
    if window is None:
        return
    sheet.given("benefit_window", text("Benefit window"), window.length, "audience")
    start, end = window.start, programme.delivery and programme.delivery.until
    if start and end and start > end:
        days, unit = (start - end).days, _calendar(window)
        lag = Quantity(Fraction(days * 48, 1461), MONTHS) if unit == MONTHS else Quantity(Fraction(days), DAYS)
        note = text("From the end of delivery to the start of the benefit window; a month is 365.25 / 12 days.")
        sheet.given(
            "benefit_lag", text("Time before benefits start"), lag, "audience", at=window.spot("start"), note=note
        )


def _standards(sheet: Sheet, programme: Programme, standards: Mapping[str, Assumption]) -> None:
    scope = standard_scope(standards)
    for one in used_standards(programme, standards):
        _value(sheet, f"standard.{one}", standards[one], "standard", scope)


def _value(sheet: Sheet, id: str, stated: Assumption, part: str, scope: Scope) -> None:
    origin = Origin(stated.source, stated.owner, stated.date, stated.valid_until, stated.kind, stated.note)
    if stated.value is not None:
        sheet.given(id, verbatim(stated.title), stated.value.best, part, ends=stated.value, origin=origin)
    elif stated.formula is not None:
        sheet.derive(
            id, verbatim(stated.title), resolve(stated.formula.tree, scope), part, stated.formula.at, origin=origin
        )


def _measured(sheet: Sheet, kpi: Kpi, name: str, title: Text, value: Given | Ranged | None) -> Name | None:
    if value is None:
        return None
    best, ends = (value.best, value) if isinstance(value, Ranged) else (value, None)
    source = kpi.source
    origin = Origin(
        f"{source.system}: {source.reference}" if source and source.reference else source.system if source else "",
        source.owner if source else "",
        source.date if source else None,
        kind="measurement",
    )
    return sheet.given(f"kpi.{kpi.id}.{name}", title, best, "kpi", ends=ends, origin=origin)


def _kpi(sheet: Sheet, programme: Programme, kpi: Kpi, scope: Scope) -> WrittenKpi:
    is_forecast = kpi.result is None and kpi.forecast is not None
    title = kpi.title
    _measured(sheet, kpi, "target", text("Target: {kpi}", kpi=title), kpi.target)
    baseline = _measured(sheet, kpi, "baseline", text("Baseline: {kpi}", kpi=title), kpi.baseline)
    if kpi.result is not None and kpi.forecast is not None:
        _measured(sheet, kpi, "forecast", text("Forecast: {kpi}", kpi=title), kpi.forecast.best)
    label = text("Forecast: {kpi}", kpi=title) if is_forecast else text("Result: {kpi}", kpi=title)
    actual = _measured(sheet, kpi, "actual", label, kpi.result or kpi.forecast)
    _counts(sheet, kpi)
    improvement = _improvement(sheet, kpi, baseline, actual)
    methods = tuple(
        _method(sheet, kpi, one, number, actual, baseline, improvement) for number, one in enumerate(kpi.attributions)
    )
    effect = _effect(sheet, kpi, methods, improvement)
    unadjusted = _unadjusted(sheet, methods, improvement, effect)
    benefit, gross = _benefits(sheet, programme, kpi, scope, effect, unadjusted)
    return WrittenKpi(
        kpi=kpi,
        is_forecast=is_forecast,
        methods=methods,
        actual=actual.id if actual else None,
        improvement=improvement.id if improvement else None,
        unadjusted=unadjusted,
        effect=effect,
        benefit=benefit,
        gross_benefit=gross,
        claimed_in_full=kpi.attribution is None,
    )


def _counts(sheet: Sheet, kpi: Kpi) -> None:
    title = kpi.title
    _count(
        sheet,
        f"kpi.{kpi.id}.people",
        text("People this counts for: {kpi}", kpi=title),
        kpi.people,
        kpi.spot("people"),
        "kpi",
    )
    _count(
        sheet,
        f"kpi.{kpi.id}.events",
        text("Events in the baseline: {kpi}", kpi=title),
        kpi.events,
        kpi.spot("events"),
        "kpi",
        PLAIN,
    )
    if kpi.responses:
        asked, got = text("Asked: {kpi}", kpi=title), text("Answered: {kpi}", kpi=title)
        _count(sheet, f"kpi.{kpi.id}.asked", asked, kpi.responses.invited, kpi.responses.spot("invited"), "kpi")
        _count(sheet, f"kpi.{kpi.id}.answered", got, kpi.responses.received, kpi.responses.spot("received"), "kpi")


def _improvement(sheet: Sheet, kpi: Kpi, baseline: Name | None, actual: Name | None) -> Name | None:
    if baseline is None or actual is None:
        return None
    change = minus(actual, baseline) if kpi.better == "higher" else minus(baseline, actual)
    unit = change_unit(kpi.baseline.quantity.unit if kpi.baseline else None)
    note = text("Turned so that positive is good: lower is better here.") if kpi.better == "lower" else None
    title = text("Observed improvement: {kpi}", kpi=kpi.title)
    return sheet.derive(f"kpi.{kpi.id}.improvement", title, change, "kpi", kpi.spot("result"), unit=unit, note=note)


def _method(
    sheet: Sheet,
    kpi: Kpi,
    attribution: Attribution,
    number: int,
    actual: Name | None,
    baseline: Name | None,
    improvement: Name | None,
) -> WrittenMethod:
    prefix = f"kpi.{kpi.id}.attribution" if number == 0 else f"kpi.{kpi.id}.cross_check_{number}"
    stated = kpi.baseline or (kpi.result.best if kpi.result else kpi.forecast.best if kpi.forecast else None)
    unit = change_unit(stated.quantity.unit if stated else kpi.unit)
    scene = Scene(sheet, kpi, attribution, prefix, actual, baseline, improvement, unit)
    if attribution.comparison:
        people = attribution.comparison.people
        _count(
            sheet,
            f"{prefix}.comparison.people",
            text("People in the comparison group"),
            people,
            attribution.comparison.spot("people"),
            "attribution",
        )
    method = METHODS[attribution.method]
    effect = method.write(scene)
    grade, reason = method.grade(scene)
    return WrittenMethod(attribution, prefix, effect.id if effect else None, grade, reason)


def _effect(sheet: Sheet, kpi: Kpi, methods: tuple[WrittenMethod, ...], improvement: Name | None) -> str | None:
    """Write the effect that counts: of several methods the lowest.

    Without any method it is the whole change, and rule ROI104 objects.
    """
    if kpi.level != 4 or (kpi.attribution is not None and kpi.attribution.method == "none"):
        return None
    title = text("Effect that counts: {kpi}", kpi=kpi.title)
    effects = tuple(Name(one.effect) for one in methods if one.effect)
    if kpi.attribution is None:
        if improvement is None:
            return None
        note = text("No attribution was stated, so the whole change is taken as the effect.")
        unit = sheet.lines[improvement.id].unit
        return sheet.derive(f"kpi.{kpi.id}.effect", title, improvement, "attribution", kpi.at, unit=unit, note=note).id
    if not effects or methods[0].effect is None:
        return None
    unit = sheet.lines[methods[0].effect].unit
    formula: Expr = effects[0] if len(effects) == 1 else call("min", effects)
    note_low = text("Several methods: the lowest counts (guiding principle 4).") if len(effects) > 1 else None
    at = kpi.spot("attribution", "method")
    return sheet.derive(f"kpi.{kpi.id}.effect", title, formula, "attribution", at, unit=unit, note=note_low).id


def _unadjusted(
    sheet: Sheet, methods: tuple[WrittenMethod, ...], improvement: Name | None, effect: str | None
) -> str | None:
    """Find the change before attribution: the observed change, else what respondents stated, else the effect itself.

    Respondents who name money, for a KPI that is measured in something else, state a change of their own.
    """
    stated = next((id for one in methods if (id := f"{one.prefix}.stated_total") in sheet.lines), None)
    if improvement is None:
        return stated or effect
    if stated is not None and _dimensions(sheet, stated) != _dimensions(sheet, improvement.id):
        return stated
    return improvement.id


def _dimensions(sheet: Sheet, id: str) -> Dimensions | None:
    unit = sheet.lines[id].unit
    return unit.dimensions if unit else None


def _benefits(
    sheet: Sheet, programme: Programme, kpi: Kpi, scope: Scope, effect: str | None, unadjusted: str | None
) -> tuple[str | None, str | None]:
    if kpi.conversion is None:
        return None, None
    formula = kpi.conversion.formula
    tree = resolve(formula.tree, kpi_scope(kpi, scope))
    currency = money(programme.currency)
    benefit = gross = None
    if effect is not None:
        title = text("Benefit: {kpi}", kpi=kpi.title)
        benefit = sheet.derive(f"kpi.{kpi.id}.benefit", title, tree, "conversion", formula.at, unit=currency).id
    if unadjusted is not None:
        wanted = f"kpi.{kpi.id}.effect"
        full = renamed(tree, lambda name: Name(unadjusted) if name.id == wanted else name)
        title = text("Value of the whole change, before attribution: {kpi}", kpi=kpi.title)
        gross = sheet.derive(f"kpi.{kpi.id}.gross_benefit", title, full, "conversion", formula.at, unit=currency).id
    return benefit, gross


def _cost(sheet: Sheet, programme: Programme, cost: Cost, scope: Scope) -> str:
    currency = money(programme.currency)
    origin = Origin(cost.source, cost.owner, cost.date, None, cost.status, cost.note)
    line = f"cost.{cost.id}"
    whole = f"{line}.whole" if cost.prorate else line
    title = text("Whole cost: {cost}", cost=cost.title) if cost.prorate else verbatim(cost.title)
    if cost.amount is not None:
        sheet.given(whole, title, cost.amount.best, "cost", ends=cost.amount, origin=origin, unit=currency)
    elif cost.formula is not None:
        sheet.derive(
            whole, title, resolve(cost.formula.tree, scope), "cost", cost.formula.at, unit=currency, origin=origin
        )
    if cost.prorate:
        run = sheet.given(f"{line}.this_run", text("This run: {cost}", cost=cost.title), cost.prorate.this_run, "cost")
        life = sheet.given(
            f"{line}.lifetime", text("Over the whole life: {cost}", cost=cost.title), cost.prorate.lifetime, "cost"
        )
        note = text("Prorated: whole cost x this run / whole life.")
        sheet.derive(
            line,
            verbatim(cost.title),
            over(times(Name(whole), run), life),
            "cost",
            cost.prorate.at,
            unit=currency,
            origin=origin,
            note=note,
        )
    return line


FINANCE = "Phillips & Phillips, ROI Methodology, step 9 (benefit-cost ratio, ROI, payback)"


def _totals(
    sheet: Sheet, programme: Programme, kpis: tuple[WrittenKpi, ...], costs: tuple[tuple[Cost, str], ...]
) -> None:
    at = programme.at
    currency = money(programme.currency)
    counted = tuple(Name(one.benefit) for one in kpis if one.benefit)
    gross = tuple(Name(one.gross_benefit) for one in kpis if one.benefit and one.gross_benefit)
    charged = tuple(Name(line) for _, line in costs)
    _cost_subtotals(sheet, costs, at, currency)
    no_benefit = text("No KPI was converted to money, so there is no benefit to count.")
    no_benefit = _why_nothing_counts(kpis) or no_benefit
    benefit = _sum(sheet, "result.total_benefit", text("Total benefit"), counted, no_benefit, at, currency)
    claimed = tuple(Name(one.gross_benefit) for one in kpis if one.gross_benefit and not one.benefit)
    _sum(
        sheet,
        "result.claimed",
        text("Claimed, but not counted for want of attribution"),
        claimed,
        text("Every converted KPI is counted."),
        at,
        currency,
    )
    whole = _sum(
        sheet,
        "result.gross_benefit",
        text("Value of the whole change, before attribution"),
        gross,
        _why_nothing_counts(kpis) or text("No KPI was converted to money."),
        at,
        currency,
    )
    total = _sum(
        sheet,
        "result.total_cost",
        text("Total cost"),
        charged,
        text("No costs were stated, so there is no ROI."),
        at,
        currency,
    )
    net = sheet.derive(
        "result.net_benefit", text("Net benefit"), minus(benefit, total), "result", at, unit=currency, cites=FINANCE
    )
    sheet.derive(
        "result.bcr", text("Benefit-cost ratio (BCR)"), over(benefit, total), "result", at, unit=PLAIN, cites=FINANCE
    )
    sheet.derive("result.roi", text("ROI"), over(net, total), "result", at, unit=PERCENT, cites=FINANCE)
    _per_unit(sheet, at, benefit, net, total)
    _payback(sheet, programme, at, benefit, total)
    note = text("The smallest share of the whole change that must be due to the programme for the ROI to be zero.")
    sheet.derive(
        "result.break_even_attribution",
        text("Break-even attribution"),
        over(total, _above_zero(whole)),
        "result",
        at,
        unit=PERCENT,
        note=note,
    )
    for one in kpis:
        _break_even_effect(sheet, one, benefit, total)
    _per_person(sheet, programme, at, benefit, net, total)
    if programme.target_roi is not None:
        sheet.given("result.target_roi", text("Target ROI"), programme.target_roi.value, "result")


def _why_nothing_counts(kpis: tuple[WrittenKpi, ...]) -> Text | None:
    """Say why no converted KPI adds up to a benefit; None when none is converted."""
    if any(one.gross_benefit for one in kpis):
        return text("No attribution: the change is shown, and no money is counted for it.")
    if any(one.kpi.conversion for one in kpis):
        return text("The effect cannot be computed from what was stated.")
    return None


def _sum(sheet: Sheet, id: str, title: Text, parts: tuple[Name, ...], why_not: Text, at: Span, unit: Unit) -> Name:
    if not parts:
        return sheet.absent(id, title, why_not, "result", at)
    formula: Expr = parts[0] if len(parts) == 1 else call("sum", parts)
    return sheet.derive(id, title, formula, "result", at, unit=unit)


def _cost_subtotals(sheet: Sheet, costs: tuple[tuple[Cost, str], ...], at: Span, currency: Unit) -> None:
    for category in COST_CATEGORIES.values():
        lines = tuple(Name(line) for cost, line in costs if cost.category == category.id)
        if lines:
            formula: Expr = lines[0] if len(lines) == 1 else call("sum", lines)
            sheet.derive(
                f"costs.category.{category.id}",
                text("Costs: {what}", what=category.title),
                formula,
                "cost",
                at,
                unit=currency,
            )
    for group, title in COST_GROUPS.items():
        lines = tuple(Name(line) for cost, line in costs if COST_CATEGORIES[cost.category].group == group)
        if lines:
            formula = lines[0] if len(lines) == 1 else call("sum", lines)
            sheet.derive(f"costs.group.{group}", text("Costs: {what}", what=title), formula, "cost", at, unit=currency)


def _per_unit(sheet: Sheet, at: Span, benefit: Name, net: Name, total: Name) -> None:
    gross_note = text("Gross: what comes back for each unit of money spent, the money itself included.")
    net_note = text("Net: what comes back for each unit of money spent, on top of the money itself.")
    sheet.derive(
        "result.back_per_unit_gross",
        text("Back per unit of money spent, gross"),
        over(benefit, total),
        "result",
        at,
        unit=PLAIN,
        note=gross_note,
    )
    sheet.derive(
        "result.back_per_unit_net",
        text("Back per unit of money spent, net"),
        over(net, total),
        "result",
        at,
        unit=PLAIN,
        note=net_note,
    )


def _payback(sheet: Sheet, programme: Programme, at: Span, benefit: Name, total: Name) -> None:
    if programme.benefit_window is None:
        return
    window = Name("benefit_window")
    unit = _calendar(programme.benefit_window)
    note = text("Time of gross benefit needed to earn back the costs, counted from the start of the benefit window.")
    payback = sheet.derive(
        "result.payback",
        text("Payback period"),
        over(total, over(_above_zero(benefit), window)),
        "result",
        at,
        unit=unit,
        note=note,
        cites=FINANCE,
    )
    if "benefit_lag" in sheet.lines:
        note = text("The same, counted from the end of delivery.")
        sheet.derive(
            "result.payback_with_lag",
            text("Payback period from the end of delivery"),
            plus(Name("benefit_lag"), payback),
            "result",
            at,
            unit=unit,
            note=note,
        )


def _above_zero(expr: Expr) -> Expr:
    """Write the part of a figure above zero: a loss never earns anything back, and dividing by this zero says so."""
    return call("max", (expr, number(0)))


def _calendar(window: BenefitWindow) -> Unit:
    """Give the unit of payback: months, or the author's own unit when the window is in weeks or days."""
    unit = window.length.quantity.unit
    return MONTHS if unit.dimensions == MONTHS.dimensions else unit


def _break_even_effect(sheet: Sheet, one: WrittenKpi, benefit: Name, total: Name) -> None:
    """Write the effect at which the ROI is zero; only where the benefit is proportional to the effect."""
    if one.benefit is None or one.effect is None:
        return
    formula = sheet.lines[one.benefit].formula
    if formula is None or degree(formula, one.effect) != 1:
        return
    others = minus(benefit, Name(one.benefit))
    worth_of_one = renamed(formula, lambda name: number(1) if name.id == one.effect else name)
    tree = over(minus(total, others), worth_of_one)
    note = text("The effect at which the ROI is zero while everything else stays the same.")
    title = text("Break-even effect: {kpi}", kpi=one.kpi.title)
    unit = sheet.lines[one.effect].unit
    sheet.derive(f"kpi.{one.kpi.id}.break_even_effect", title, tree, "result", one.kpi.at, unit=unit, note=note)


def _per_person(sheet: Sheet, programme: Programme, at: Span, benefit: Name, net: Name, total: Name) -> None:
    if "audience.completed" not in sheet.lines:
        return
    heads, unit = Name("audience.completed"), per(money(programme.currency), PERSONS)
    sheet.derive(
        "result.cost_per_person", text("Cost per person who completed"), over(total, heads), "result", at, unit=unit
    )
    sheet.derive(
        "result.benefit_per_person",
        text("Benefit per person who completed"),
        over(benefit, heads),
        "result",
        at,
        unit=unit,
    )
    sheet.derive(
        "result.net_per_person", text("Net benefit per person who completed"), over(net, heads), "result", at, unit=unit
    )
