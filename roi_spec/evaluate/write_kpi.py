"""Writes one KPI: what was measured, what each method says the programme did, and which of that counts."""

from __future__ import annotations

from roi_spec.evaluate import write_conversion
from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.attribution.scene import Scene, change_unit
from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.sheet import Sheet
from roi_spec.evaluate.write_inputs import count
from roi_spec.evaluate.write_window import Window
from roi_spec.evaluate.written import WrittenKpi, WrittenMethod
from roi_spec.model.formula import Expr, Name, call, minus
from roi_spec.model.spec import Attribution, Given, Kpi, Ranged
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN, Dimensions
from roi_spec.model.vocabulary import PERSPECTIVES
from roi_spec.model.working import Origin


def write(desk: Desk, kpi: Kpi, window: Window | None) -> WrittenKpi:
    """Write a KPI and everything that follows from it, up to its benefit."""
    sheet = desk.sheet
    is_forecast = kpi.result is None and kpi.forecast is not None
    title = kpi.title
    _measured(sheet, kpi, "target", text("Target: {kpi}", kpi=title), kpi.target)
    baseline = _measured(sheet, kpi, "baseline", text("Baseline: {kpi}", kpi=title), kpi.baseline)
    expected = None
    if kpi.result is not None and kpi.forecast is not None:
        expected = _measured(sheet, kpi, "forecast", text("Forecast: {kpi}", kpi=title), kpi.forecast.best)
    label = text("Forecast: {kpi}", kpi=title) if is_forecast else text("Result: {kpi}", kpi=title)
    actual = _measured(sheet, kpi, "actual", label, kpi.result or kpi.forecast)
    _forecast_error(sheet, kpi, actual, expected)
    _counts(sheet, kpi)
    improvement = _improvement(sheet, kpi, baseline, actual)
    methods = tuple(
        _method(desk, kpi, one, number, actual, baseline, improvement) for number, one in enumerate(kpi.attributions)
    )
    effect = _effect(sheet, kpi, methods, improvement)
    unadjusted = _unadjusted(sheet, methods, improvement, effect)
    worth = write_conversion.write(desk, kpi, window, effect, unadjusted)
    return WrittenKpi(
        kpi=kpi,
        is_forecast=is_forecast,
        methods=methods,
        actual=actual.id if actual else None,
        improvement=improvement.id if improvement else None,
        unadjusted=unadjusted,
        effect=effect,
        benefit=worth.benefit,
        gross_benefit=worth.gross_benefit,
        claimed_in_full=kpi.attribution is None,
        years=worth.years,
        worth=worth.formula,
        left_out=_left_out(desk, kpi),
    )


def _left_out(desk: Desk, kpi: Kpi) -> Text | None:
    """Say why a benefit is not the programme's own; one result per perspective, never a sum over them."""
    if not kpi.perspective or kpi.perspective == desk.programme.perspective:
        return None
    return text("It is counted for {side}, not in this result.", side=PERSPECTIVES[kpi.perspective])


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


def _counts(sheet: Sheet, kpi: Kpi) -> None:
    title = kpi.title
    count(
        sheet,
        f"kpi.{kpi.id}.people",
        text("People this counts for: {kpi}", kpi=title),
        kpi.people,
        kpi.spot("people"),
        "kpi",
    )
    count(
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
        count(sheet, f"kpi.{kpi.id}.asked", asked, kpi.responses.invited, kpi.responses.spot("invited"), "kpi")
        count(sheet, f"kpi.{kpi.id}.answered", got, kpi.responses.received, kpi.responses.spot("received"), "kpi")


def _forecast_error(sheet: Sheet, kpi: Kpi, actual: Name | None, expected: Name | None) -> None:
    """Write by how much the result differs from what was expected; the forecast itself stays."""
    if actual is None or expected is None:
        return
    title = text("Result compared with the forecast: {kpi}", kpi=kpi.title)
    unit = change_unit(kpi.result.best.quantity.unit if kpi.result else None)
    note = text("Result minus forecast.")
    line = f"kpi.{kpi.id}.forecast_error"
    sheet.derive(line, title, minus(actual, expected), "kpi", kpi.spot("forecast"), unit=unit, note=note)


def _improvement(sheet: Sheet, kpi: Kpi, baseline: Name | None, actual: Name | None) -> Name | None:
    if baseline is None or actual is None:
        return None
    change = minus(actual, baseline) if kpi.better == "higher" else minus(baseline, actual)
    unit = change_unit(kpi.baseline.quantity.unit if kpi.baseline else None)
    note = text("Turned so that positive is good: lower is better here.") if kpi.better == "lower" else None
    title = text("Observed improvement: {kpi}", kpi=kpi.title)
    return sheet.derive(f"kpi.{kpi.id}.improvement", title, change, "kpi", kpi.spot("result"), unit=unit, note=note)


def _method(
    desk: Desk,
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
    source = next((one for one in desk.programme.data if one.id == attribution.data), None)
    analysis = desk.analyses.get(prefix)
    method = METHODS[attribution.method]
    scene = Scene(
        desk.sheet,
        kpi,
        attribution,
        prefix,
        actual,
        baseline,
        improvement,
        unit,
        analysis=analysis,
        source=source,
        method=method.METHOD.title,
    )
    if attribution.comparison:
        people = attribution.comparison.people
        count(
            desk.sheet,
            f"{prefix}.comparison.people",
            text("People in the comparison group"),
            people,
            attribution.comparison.spot("people"),
            "attribution",
        )
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
