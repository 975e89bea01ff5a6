"""Evaluates one programme: write the working, measure it, compute it, and say what came out in the field's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from roi_spec.evaluate import dimensions, engine, rules, scenarios
from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.write import Written, WrittenKpi, WrittenMethod, write
from roi_spec.model.evaluation import (
    BASE,
    CONSERVATIVE,
    OPTIMISTIC,
    CostResult,
    Evaluation,
    KpiResult,
    MethodResult,
    Scenario,
    Step,
    Swing,
    Verdict,
)
from roi_spec.model.finding import Finding
from roi_spec.model.formula import names
from roi_spec.model.quantity import Missing, Quantity, Value, in_unit
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import Dimensions, Unit, money, multiply, unit_of
from roi_spec.model.vocabulary import COST_CATEGORIES
from roi_spec.model.working import Line

GRADE_ORDER = "ABCDEF"


def run(
    programme: Programme, standards: Mapping[str, Assumption], *, every_swing: bool = True
) -> tuple[Evaluation, tuple[Finding, ...]]:
    """Evaluate a programme with the shared `standards` (by id). Gives the evaluation and what could not be computed.

    Without `every_swing`, inputs that have no range are not tried either, unless nothing has one: a third of the time,
    for those who only want findings. Nothing else is different.
    """
    written = write(programme, standards)
    plan = engine.plan(written.working)
    measured, clashes = dimensions.infer(plan)
    plan = _without(plan, {one.line.id: one.text for one in clashes})
    values = engine.compute(plan)
    plan, values = _with_costs_above_zero(plan, values)
    steps = {line.id: _step(line, values[line.id], measured.get(line.id)) for line in written.working.lines}
    judged = scenarios.measure(values)
    tried = scenarios.trials(plan, values, judged) if judged else ()
    wanted = every_swing or not any(one.worse != one.better for one in tried)
    wiggled = scenarios.ten_percent(plan, values, judged) if judged and wanted else ()
    evaluation = _evaluation(programme, written, plan, values, steps, judged, tried, wiggled)
    clashed = _clash_findings(programme, clashes)
    undefined = (*_undefined(steps, {one.line.id for one in clashes}), *_below_zero(programme, steps))
    return evaluation, (*clashed, *_incomplete(written, steps, (*clashed, *undefined)), *undefined)


def _without(plan: engine.Plan, reasons: Mapping[str, Text]) -> engine.Plan:
    """Take the value away from some lines, so that nothing is built on them, in no scenario."""
    broken = {id: replace(plan.lines[id], absent=reason) for id, reason in reasons.items()}
    return replace(plan, lines={**plan.lines, **broken})


PER_COST = ("bcr", "roi", "back_per_unit_gross", "back_per_unit_net", "payback", "break_even_attribution")
"""The results that compare something with the costs."""


def _with_costs_above_zero(
    plan: engine.Plan, values: dict[str, engine.Result]
) -> tuple[engine.Plan, dict[str, engine.Result]]:
    """Take away what compares with the costs when these are not above zero.

    Divided by costs below zero a gain would read as a loss, and without costs nothing has to be earned back.
    """
    total = values["result.total_cost"]
    if not isinstance(total, Fraction) or total > 0:
        return plan, values
    title = plan.lines["result.total_cost"].title
    zero, below = "{title} is zero, so this is undefined.", "{title} is not above zero, so this is undefined."
    reason = text(below if total else zero, title=title)
    compared = {f"result.{one}" for one in PER_COST}
    found = [id for id in plan.lines if id in compared or id.endswith(".break_even_effect")]
    plan = _without(plan, dict.fromkeys(found, reason))
    return plan, engine.compute(plan)


def _step(line: Line, value: engine.Result, measured: Dimensions | None) -> Step:
    if isinstance(value, Missing):
        return Step(line, value, measured)
    return Step(line, in_unit(value, line.unit or unit_of(measured or ())), measured)


def _evaluation(
    programme: Programme,
    written: Written,
    plan: engine.Plan,
    values: Mapping[str, engine.Result],
    steps: Mapping[str, Step],
    judged: str | None,
    tried: tuple[scenarios.Trial, ...],
    wiggled: tuple[scenarios.Trial, ...],
) -> Evaluation:
    kpis = tuple(_kpi(one, steps) for one in written.kpis)
    cost = steps["result.total_cost"].value
    has_cost = isinstance(cost, Quantity) and cost.value > 0  # of what cost nothing there is no return
    has_benefit = isinstance(steps["result.total_benefit"].value, Quantity)
    kind = (
        "roi"
        if has_cost and has_benefit
        else "benefit_claim"
        if has_benefit
        else "cost_only"
        if has_cost
        else "no_money"
    )
    cases = tuple(_scenario(name, plan, values, steps, tried, judged) for name in (CONSERVATIVE, BASE, OPTIMISTIC))
    grade, reason = _grade(kpis)
    return Evaluation(
        programme=programme,
        steps=steps,
        kpis=kpis,
        costs=tuple(CostResult(cost, line, COST_CATEGORIES[cost.category].group) for cost, line in written.costs),
        scenarios=cases,
        swings=_swings((*tried, *wiggled), steps, judged),
        grade=grade,
        grade_reason=reason,
        verdict=_verdict(programme, cases),
        kind=kind,
        is_forecast=any(one.is_forecast and one.counted for one in kpis),
        has_range=any(one.stated and one.worse != one.better for one in tried),
    )


def _kpi(one: WrittenKpi, steps: Mapping[str, Step]) -> KpiResult:
    counted = one.benefit is not None and isinstance(steps[one.benefit].value, Quantity)
    lowest = _lowest(one, steps)
    methods = tuple(
        MethodResult(
            METHODS[m.attribution.method].METHOD,
            m.attribution,
            m.prefix,
            m.effect,
            m.grade,
            m.grade_reason,
            m.prefix == lowest,
        )
        for m in one.methods
    )
    even = f"kpi.{one.kpi.id}.break_even_effect"
    return KpiResult(
        kpi=one.kpi,
        status=_status(one, steps),
        is_forecast=one.is_forecast,
        methods=methods,
        improvement=one.improvement,
        unadjusted=one.unadjusted,
        effect=one.effect,
        benefit=one.benefit,
        gross_benefit=one.gross_benefit,
        break_even_effect=even if even in steps else None,
        counted=counted,
        why_not=None if counted else _why_not(one, steps),
    )


def _lowest(one: WrittenKpi, steps: Mapping[str, Step]) -> str | None:
    """Give the method whose effect is counted; None when the money does not rest on what a method found."""
    if one.claimed_in_full or not _rests_on_effect(one, steps):
        return None
    found = [
        (value.base, m.prefix) for m in one.methods if m.effect and isinstance(value := steps[m.effect].value, Quantity)
    ]
    return min(found)[1] if found and one.effect else None


def _rests_on_effect(one: WrittenKpi, steps: Mapping[str, Step]) -> bool:
    """Say whether the benefit, where there is one, is computed from the effect and not from something beside it."""
    formula = steps[one.benefit].line.formula if one.benefit else None
    return formula is None or any(name.id == one.effect for name in names(formula))


def _status(one: WrittenKpi, steps: Mapping[str, Step]) -> str:
    target = steps.get(f"kpi.{one.kpi.id}.target")
    actual = steps.get(one.actual or "")
    if target is None or actual is None or one.is_forecast:
        return "forecast" if one.is_forecast else "open"
    if isinstance(target.value, Missing) or isinstance(actual.value, Missing) or target.dimensions != actual.dimensions:
        return "open"
    reached = (
        actual.value.base >= target.value.base if one.kpi.better == "higher" else actual.value.base <= target.value.base
    )
    return "met" if reached else "not_met"


def _why_not(one: WrittenKpi, steps: Mapping[str, Step]) -> Text:
    if one.kpi.conversion is None:
        return text("Not converted to money.")
    if one.kpi.attribution is not None and one.kpi.attribution.method == "none":
        return text("No attribution: the change is shown, and no money is counted for it.")
    if one.benefit is not None and isinstance(value := steps[one.benefit].value, Missing):
        return value.reason
    return text("The effect cannot be computed from what was stated.")


def _scenario(
    name: str,
    plan: engine.Plan,
    values: Mapping[str, engine.Result],
    steps: Mapping[str, Step],
    tried: tuple[scenarios.Trial, ...],
    judged: str | None,
) -> Scenario:
    shown = {id: step.value for id, step in steps.items() if id.startswith("result.")}
    if name == BASE or judged is None:
        return Scenario(name, shown)
    moved = scenarios.corner(plan, values, tried, name, judged)
    changed = {
        id: _step(steps[id].line, value, steps[id].dimensions).value
        for id, value in moved.items()
        if value != values[id]
    }
    return Scenario(name, shown | changed)


def _swings(tried: tuple[scenarios.Trial, ...], steps: Mapping[str, Step], judged: str | None) -> tuple[Swing, ...]:
    if judged is None:
        return ()
    unit = steps[judged].line.unit
    assert unit is not None
    sign = -1 if judged == "result.total_cost" else 1
    swings = [
        Swing(
            one.driver,
            one.title,
            one.stated,
            _shown(sign * one.worse, unit),
            _shown(sign * one.better, unit),
            judged,
            Quantity((one.better - one.worse) / unit.factor, unit),
        )
        for one in tried
        if one.better != one.worse
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.spread.value, swing.driver)))


def _shown(value: Fraction, unit: Unit) -> Value:
    return Quantity(value / unit.factor, unit)


def _grade(kpis: tuple[KpiResult, ...]) -> tuple[str, Text]:
    """Give the weakest grade among what is counted: a chain is as strong as its weakest link."""
    weakest: tuple[str, Text] = ("-", text("Nothing is counted in money, so there is nothing to grade."))
    for one in kpis:
        if not one.counted:
            continue
        used = next((m for m in one.methods if m.used), None)
        grade, reason = (
            (used.grade, used.grade_reason) if used else ("F", text("The effect was not separated from other causes."))
        )
        if weakest[0] == "-" or GRADE_ORDER.index(grade) > GRADE_ORDER.index(weakest[0]):
            weakest = (grade, reason)
    return weakest


def _verdict(programme: Programme, cases: tuple[Scenario, ...]) -> Verdict:
    rois = [case.values.get("result.roi") for case in cases]
    target = programme.target_roi.value.quantity if programme.target_roi else None
    if any(not isinstance(roi, Quantity) for roi in rois):
        return Verdict("no_roi", target)
    if target is None:
        return Verdict("no_target", None)
    for code, roi in zip(("always", "base", "optimistic"), rois, strict=True):
        if isinstance(roi, Quantity) and roi.base >= target.base:
            return Verdict(code, target)
    return Verdict("never", target)


def _clash_findings(programme: Programme, clashes: tuple[dimensions.Clash, ...]) -> tuple[Finding, ...]:
    """Report every clash once: a formula that is worked out twice (with and without attribution) clashes twice."""
    stated = sorted(clashes, key=lambda one: one.line.id.endswith(".gross_benefit"))
    once = {(one.line.at, one.column): one for one in reversed(stated)}
    return tuple(_clash(one, programme) for one in clashes if once[one.line.at, one.column] is one)


def _clash(clash: dimensions.Clash, programme: Programme) -> Finding:
    line = clash.line
    at = line.at
    if clash.column is not None and at.line == at.end_line:
        column = at.column + _quote(at, programme) + clash.column
        at = Span(at.path, at.line, column, at.end_line, at.end_column)
    wants_money = line.unit is not None and line.unit.is_money and clash.column is None and line.formula is not None
    if wants_money:
        return rules.NOT_MONEY.finding(at, clash.text, help=_until_money(clash, programme.currency))
    if line.formula is None and line.unit is not None and line.unit.is_money:
        advice = text(
            "Write the amount in {currency}, and put the exchange rate and its date in the note.",
            currency=programme.currency,
        )
        return rules.UNLIKE.finding(at, clash.text, help=advice)
    return rules.UNLIKE.finding(
        at, clash.text, help=text("Bring both to the same unit, or multiply by what turns one into the other.")
    )


def _until_money(clash: dimensions.Clash, currency: str) -> Text:
    """Name what is left over beside the money, and the unit of the value that is missing."""
    wanted, measured = money(currency).dimensions, clash.measured or ()
    left, missing = multiply(measured, wanted, -1), multiply(wanted, measured, -1)
    if currency not in dict(measured):
        return text(
            "There is no amount in {currency} in it yet. Multiply by a value in {missing}: for example a price.",
            currency=currency,
            missing=dimensions.said(missing),
        )
    if all(power < 0 for _, power in left):
        return text(
            "This is an amount in {got}. Multiply by a value in {missing}, so that only {currency} is left: people, "
            "months (`benefit_window`), or how often it happens.",
            got=dimensions.said(measured),
            missing=dimensions.said(missing),
            currency=currency,
        )
    if all(power > 0 for _, power in left):
        return text(
            "What is left over is {left}. Divide by a value in {left}, or take out what is counted twice, so that "
            "only {currency} is left.",
            left=dimensions.said(left),
            currency=currency,
        )
    return text(
        "What is left over is {left}. Multiply by a value in {missing}, so that only {currency} is left.",
        left=dimensions.said(left),
        missing=dimensions.said(missing),
        currency=currency,
    )


def _quote(at: Span, programme: Programme) -> int:
    """Give 1 when the text at a place starts with a quotation mark, which a formula's own columns do not count."""
    line = programme.document.source.line(at.line) if at.path == programme.path else ""
    return 1 if line[at.column - 1 : at.column] in ("'", '"') else 0


def _incomplete(written: Written, steps: Mapping[str, Step], reported: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Report every method that gives no effect, unless the reason has been reported where it lies."""
    known = {one.text for one in reported} | {dict(one.text.params).get("reason") for one in reported}
    found = []
    for one in written.kpis:
        if one.actual is None:
            continue  # nothing was measured yet; the rules of the profession say whether that is in order
        for method in one.methods:
            value = steps[method.effect].value if method.effect else None
            if isinstance(value, Missing) and value.reason not in known:
                found.append(rules.NO_EFFECT.finding(method.attribution.at, value.reason))
            elif value is None and method.attribution.method != "none":
                found.append(_lacking(one, method))
    return tuple(found)


def _lacking(one: WrittenKpi, method: WrittenMethod) -> Finding:
    described = METHODS[method.attribution.method].METHOD
    message = text("{method} on {kpi} lacks figures it needs.", method=described.title, kpi=one.kpi.title)
    advice = text(
        "It computes: {words}. Give every figure in that sentence, the KPI's baseline and result included.",
        words=described.words,
    )
    return rules.NO_EFFECT.finding(method.attribution.at, message, help=advice)


def _undefined(steps: Mapping[str, Step], broken: set[str]) -> tuple[Finding, ...]:
    """Report a figure that divides by zero where it first happens; what rests on it stays silent.

    Results have their own page text.
    """
    found, reported = [], set()
    for step in steps.values():
        if (
            step.line.part == "result"
            or step.line.id in broken
            or step.line.absent
            or not isinstance(step.value, Missing)
        ):
            continue
        if step.value.reason in reported or step.dimensions is None:
            continue
        reported.add(step.value.reason)
        message = text("{title} cannot be computed: {reason}", title=step.line.title, reason=step.value.reason)
        found.append(rules.UNDEFINED.finding(step.line.at, message, help=text("Check the figure that is zero.")))
    return tuple(found)


def _below_zero(programme: Programme, steps: Mapping[str, Step]) -> tuple[Finding, ...]:
    """Report costs that add up to less than zero: a formula can hold a grant, which no check of amounts sees."""
    total, roi = steps["result.total_cost"].value, steps["result.roi"]
    if not isinstance(total, Quantity) or total.value >= 0 or not isinstance(roi.value, Missing):
        return ()
    message = text("{title} cannot be computed: {reason}", title=roi.line.title, reason=roi.value.reason)
    advice = text(
        "Costs are positive. A subsidy or refund is not a cost: leave it out of the formula, and name it under "
        "`limitations:`."
    )
    return (rules.UNDEFINED.finding(programme.spot("costs"), message, help=advice),)
