"""Evaluates one programme: write the working, measure it, compute it, and say what came out in the field's words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from roi_spec.evaluate import break_even, dimensions, engine, newer, rates, scenarios, troubles
from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.attribution.estimates import asked
from roi_spec.evaluate.uncertainty import PRECISION, simulate
from roi_spec.evaluate.write import NO_ANALYSES, write
from roi_spec.evaluate.written import Written, WrittenKpi
from roi_spec.model.analysis import Analysis
from roi_spec.model.evaluation import (
    BASE,
    CONSERVATIVE,
    OPTIMISTIC,
    CostResult,
    Evaluation,
    KpiResult,
    MethodResult,
    Scenario,
    Simulation,
    Step,
    Swing,
    Verdict,
)
from roi_spec.model.finding import Finding
from roi_spec.model.formula import names
from roi_spec.model.quantity import Missing, Quantity, Value, in_unit
from roi_spec.model.signed import Signed, held
from roi_spec.model.signed import Value as SignedValue
from roi_spec.model.signed_items import items_of
from roi_spec.model.spec import Assumption, Programme, Workspace
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text
from roi_spec.model.units import Dimensions, Unit, unit_of
from roi_spec.model.vocabulary import COST_CATEGORIES
from roi_spec.model.working import Line

GRADE_ORDER = "ABCDEF"
HOUSE = Workspace()
NO_VERSIONS: Mapping[str, tuple[Assumption, ...]] = MappingProxyType({})


def run(
    programme: Programme,
    standards: Mapping[str, Assumption],
    *,
    analyses: Mapping[str, Analysis] = NO_ANALYSES,
    versions: Mapping[str, tuple[Assumption, ...]] = NO_VERSIONS,
    tables: tuple[Table, ...] = (),
    house: Workspace = HOUSE,
    every_swing: bool = True,
    shared_signed: Mapping[str, SignedValue] | None = None,
) -> tuple[Evaluation, tuple[Finding, ...]]:
    """Evaluate a programme. Gives the evaluation and what could not be computed.

    `standards` are the shared values that hold on the day of the evaluation, by id, and `versions` all their versions;
    `analyses` is what statistics say, by the prefix of a method's lines, from `tables`. Of the house the discount rate
    and the start of the financial year are used.

    `shared_signed` is what was signed of the standard values in their own file; see `model.signed.as_library`.

    Without `every_swing` there are no simulation and no break-even values, and inputs that have no range are not tried
    either, unless nothing has one: a fraction of the time, for those who only want findings. Nothing else is different.
    """
    written, plan, values, measured, clashes, impossible = _computed(programme, standards, analyses, house)
    steps = {line.id: _step(line, values[line.id], measured.get(line.id)) for line in written.working.lines}
    judged = scenarios.measure(values)
    tried = scenarios.trials(plan, values, judged) if judged else ()
    wanted = every_swing or not any(one.worse != one.better for one in tried)
    wiggled = scenarios.ten_percent(plan, values, judged) if judged and wanted else ()
    evaluation = _evaluation(programme, written, plan, values, steps, judged, tried, wiggled, analyses)
    evaluation = replace(
        evaluation,
        newer=newer.newer(plan, values, standards, versions, judged) if judged else (),
        break_evens=break_even.break_evens(plan, values, evaluation.swings) if every_swing else (),
        tables=tables,
        signed=_signed(programme, standards, tables, house, shared_signed),
        simulation=_simulation(programme, written, plan, values, judged) if judged and every_swing else None,
    )
    unfit = troubles.misfits(programme, steps)
    unexplained = tuple(one for one in clashes if not _explained(one, unfit))
    clashed = (*(one for several in unfit.values() for one in several), *troubles.clashes_of(programme, unexplained))
    undefined = (*troubles.undefined(steps, {one.line.id for one in clashes}), *troubles.below_zero(programme, steps))
    incomplete = troubles.incomplete(written, steps, (*clashed, *undefined), analyses)
    contradicted = troubles.contradictions(programme, steps, written.working.correlations)
    return evaluation, (*written.findings, *impossible.values(), *clashed, *incomplete, *undefined, *contradicted)


def _signed(
    programme: Programme,
    standards: Mapping[str, Assumption],
    tables: tuple[Table, ...],
    house: Workspace,
    shared: Mapping[str, SignedValue] | None,
) -> Signed | None:
    """Say who signed what; None where nobody did and, by the settings of the house, nobody has to."""
    if not programme.sign_offs and not house.finance:
        return None
    items = items_of(programme.document, standards, {one.id: one.digest for one in tables})
    return held(items, programme.sign_offs, shared)


def figures(
    programme: Programme,
    standards: Mapping[str, Assumption],
    *,
    analyses: Mapping[str, Analysis] = NO_ANALYSES,
    house: Workspace = HOUSE,
) -> tuple[engine.Plan, dict[str, engine.Result]]:
    """Compute the base case and nothing else: no scenarios, no simulation, no findings.

    Takes what `run` takes, and gives the working in its order with every value in base units, the same as `run` gives:
    for whoever asks about one programme many times with something changed.
    """
    _, plan, values, *_ = _computed(programme, standards, analyses, house)
    return plan, values


def recomputed(
    plan: engine.Plan,
    values: Mapping[str, engine.Result],
    inputs: Mapping[str, Quantity],
    within: Container[str] | None = None,
) -> dict[str, engine.Result]:
    """Compute what `figures` gave again, with other values of some inputs; with `within`, only those lines anew."""
    lines = {**plan.lines, **{id: replace(plan.lines[id], value=value) for id, value in inputs.items()}}
    changed = replace(plan, lines=lines)
    reached = engine.recompute(changed, values, {}, changed.touched_by(inputs, within))
    return _with_share_named(_with_costs_above_zero(changed, reached)[1])


def _computed(
    programme: Programme, standards: Mapping[str, Assumption], analyses: Mapping[str, Analysis], house: Workspace
) -> tuple[
    Written,
    engine.Plan,
    dict[str, engine.Result],
    Mapping[str, Dimensions | None],
    tuple[dimensions.Clash, ...],
    dict[str, Finding],
]:
    """Write the working, measure it and compute the base case; what cannot be has no value."""
    written = write(
        programme,
        standards,
        analyses,
        discount=house.discount_rate,
        fiscal_year_start=house.fiscal_year_start,
    )
    plan = engine.plan(written.working)
    measured, clashes = dimensions.infer(plan)
    plan = _without(plan, {one.line.id: one.text for one in clashes})
    values = engine.compute(plan)
    impossible = rates.impossible(programme, plan, values)
    if impossible:
        plan = _without(plan, {id: finding.text for id, finding in impossible.items()})
        measured, values = dimensions.infer(plan)[0], engine.compute(plan)
    plan, values = _with_costs_above_zero(plan, values)
    return written, plan, _with_share_named(values), measured, clashes, impossible


def _explained(clash: dimensions.Clash, unfit: Mapping[str, tuple[Finding, ...]]) -> bool:
    """Say whether a clash in a conversion follows from an input that has been spoken about."""
    return any(said and clash.line.id.startswith(f"kpi.{kpi}.") for kpi, said in unfit.items())


def _simulation(
    programme: Programme,
    written: Written,
    plan: engine.Plan,
    values: Mapping[str, engine.Result],
    judged: str,
) -> Simulation | None:
    """Draw all uncertain inputs together, as precisely as the programme asks."""
    estimated = [(one.kpi, m) for one in written.kpis for m in one.methods if m.attribution.respondents]
    wanted = programme.uncertainty.precision if programme.uncertainty else None
    target = programme.target_roi.value.quantity.base if programme.target_roi else None
    return simulate(
        plan,
        values,
        programme_id=programme.id,
        correlations=written.working.correlations,
        judged=judged,
        target=target,
        precision=wanted.quantity.base if wanted else PRECISION,
        asked={one.prefix: asked(one.attribution) for _, one in estimated},
        groups={one.prefix: text("Who answered, for {kpi}", kpi=kpi.title) for kpi, one in estimated},
    )


def _without(plan: engine.Plan, reasons: Mapping[str, Text]) -> engine.Plan:
    """Take the value away from some lines, so that nothing is built on them, in no scenario."""
    broken = {id: replace(plan.lines[id], absent=reason) for id, reason in reasons.items()}
    return replace(plan, lines={**plan.lines, **broken})


PER_COST = (
    "bcr",
    "roi",
    "back_per_unit_gross",
    "back_per_unit_net",
    "payback_years",
    "payback",
    "break_even_attribution",
)
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


SHARE = "result.break_even_attribution"
_NO_SHARE = Text(
    "The effect is larger than the whole change that was observed, so no share of that change can be named."
)


def _with_share_named(values: dict[str, engine.Result]) -> dict[str, engine.Result]:
    """Take away the break-even share of the whole change when the effect is not a share of it.

    That happens when the group to compare with got worse: the programme also kept that from happening.
    """
    every = (values["result.total_cost"], values["result.gross_benefit"], values["result.total_benefit"])
    cost, whole, benefit = (one if isinstance(one, Fraction) else Fraction(0) for one in every)
    is_named = any(isinstance(one, Missing) for one in every) or cost <= 0 or benefit <= max(whole, Fraction(0))
    return values if is_named else {**values, SHARE: Missing(_NO_SHARE)}


def _in_corner(
    plan: engine.Plan, values: Mapping[str, engine.Result], moved: dict[str, engine.Result]
) -> dict[str, engine.Result]:
    """Ask again, in a scenario, whether the break-even share can be named."""
    reached = engine.recompute(plan, {**values, **moved}, {}, (SHARE,))
    return {**moved, SHARE: _with_share_named(reached)[SHARE]}


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
    analyses: Mapping[str, Analysis],
) -> Evaluation:
    kpis = tuple(_kpi(one, steps, analyses) for one in written.kpis)
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
        ends=_end_values(plan, values, steps),
    )


def _kpi(one: WrittenKpi, steps: Mapping[str, Step], analyses: Mapping[str, Analysis]) -> KpiResult:
    valued = one.benefit is not None and isinstance(steps[one.benefit].value, Quantity)
    counted = valued and one.left_out is None
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
            analyses.get(m.prefix),
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
        measured=analyses.get(f"kpi.{one.kpi.id}.data"),
    )


def _lowest(one: WrittenKpi, steps: Mapping[str, Step]) -> str | None:
    """Give the method whose effect is counted; None when the money does not rest on what a method found."""
    if one.claimed_in_full or not _rests_on_effect(one):
        return None
    found = [
        (value.base, m.prefix) for m in one.methods if m.effect and isinstance(value := steps[m.effect].value, Quantity)
    ]
    return min(found)[1] if found and one.effect else None


def _rests_on_effect(one: WrittenKpi) -> bool:
    """Say whether the benefit, where there is one, is computed from the effect and not from something beside it."""
    return one.benefit is None or one.worth is None or any(name.id == one.effect for name in names(one.worth))


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
    if one.left_out is not None and one.benefit is not None:
        return one.left_out
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
    ends, moved = scenarios.corner(plan, values, tried, name, judged)
    moved = _in_corner(plan, values, moved)
    changed = {
        id: _step(steps[id].line, value, steps[id].dimensions).value
        for id, value in moved.items()
        if value != values[id]
    }
    return Scenario(name, shown | changed, ends)


def _end_values(
    plan: engine.Plan, values: Mapping[str, engine.Result], steps: Mapping[str, Step]
) -> dict[str, dict[str, Value]]:
    return {
        id: {end: _step(steps[id].line, value, steps[id].dimensions).value for end, value in ends.items()}
        for id, ends in scenarios.end_values(plan, values).items()
    }


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
