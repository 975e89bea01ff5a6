"""What is to be said when a working cannot be computed: units that do not fit, figures that are missing or zero.

The place is where the author can mend it, and one cause is reported once.
"""

from __future__ import annotations

from collections.abc import Mapping

from roi_spec.evaluate import dimensions, rules
from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.uncertainty import contradictory
from roi_spec.evaluate.written import Written, WrittenKpi, WrittenMethod
from roi_spec.model.analysis import REFUSED, Analysis
from roi_spec.model.distribution import Correlation
from roi_spec.model.evaluation import Step
from roi_spec.model.finding import Finding
from roi_spec.model.formula import Expr, Name
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Kpi, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import Unit, money, multiply


def misfits(programme: Programme, steps: Mapping[str, Step]) -> dict[str, tuple[Finding, ...]]:
    """Say which inputs of a ready-made conversion are in a unit that it cannot use, by the id of the KPI."""
    ready = [(kpi, kpi.conversion) for kpi in programme.kpis if kpi.conversion and kpi.conversion.inputs]
    if not ready:
        return {}
    from roi_spec.model.conversions import TEMPLATES, misfit  # noqa: PLC0415 - only for a programme that names one

    found: dict[str, tuple[Finding, ...]] = {}
    for kpi, conversion in ready:
        units = {name: unit for name, one in conversion.inputs if (unit := _unit_of(one.tree, kpi, steps))}
        said = {name: misfit(TEMPLATES[conversion.technique], name, unit) for name, unit in units.items()}
        places = {name: one.at for name, one in conversion.inputs}
        found[kpi.id] = tuple(
            rules.NOT_MONEY.finding(places[name], one, help=text("Name a value in that unit."))
            for name, one in said.items()
            if one is not None
        )
    return found


def _unit_of(tree: Expr, kpi: Kpi, steps: Mapping[str, Step]) -> Unit | None:
    """Give the unit of an input that is a single name; None for a longer formula."""
    if not isinstance(tree, Name):
        return None
    kinds = ("assumption.{}", "audience.{}", "cost.{}", "{}", f"kpi.{kpi.id}.{{}}")
    lines = (kind.format(tree.id) for kind in kinds)
    step = next((steps[line] for line in lines if line in steps), None)
    return step.line.unit if step is not None else None


def clashes_of(programme: Programme, clashes: tuple[dimensions.Clash, ...]) -> tuple[Finding, ...]:
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
            "Write the amount in {currency}, or state the rate and its date under `exchange_rates:`.",
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


def _told_by_data(method: WrittenMethod, analyses: Mapping[str, Analysis]) -> bool:
    """Say whether the findings about the data have said already why there is no effect."""
    found = analyses.get(method.prefix)
    return found.trust == REFUSED if found else bool(method.attribution.data)


def incomplete(
    written: Written, steps: Mapping[str, Step], reported: tuple[Finding, ...], analyses: Mapping[str, Analysis]
) -> tuple[Finding, ...]:
    """Report every method that gives no effect, unless the reason has been reported where it lies."""
    known = {one.text for one in reported} | {dict(one.text.params).get("reason") for one in reported}
    found = []
    for one in written.kpis:
        if one.actual is None:
            continue  # nothing was measured yet; the rules of the profession say whether that is in order
        for method in one.methods:
            if _told_by_data(method, analyses):
                continue
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


def undefined(steps: Mapping[str, Step], broken: set[str]) -> tuple[Finding, ...]:
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


def below_zero(programme: Programme, steps: Mapping[str, Step]) -> tuple[Finding, ...]:
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


def contradictions(
    programme: Programme, steps: Mapping[str, Step], together: tuple[Correlation, ...]
) -> tuple[Finding, ...]:
    """Report correlations that cannot all hold; the simulation takes the nearest ones that can."""
    return tuple(
        rules.IMPOSSIBLE_CORRELATIONS.finding(
            _first_between(names, together, programme),
            text("These correlations cannot all hold: {names}.", names=_listed(names, steps)),
            help=text("Weaken or turn round the one that was a guess."),
        )
        for names in contradictory(together)
    )


def _first_between(names: tuple[str, ...], together: tuple[Correlation, ...], programme: Programme) -> Span:
    return next((one.at for one in together if one.one in names), programme.at)


def _listed(names: tuple[str, ...], steps: Mapping[str, Step]) -> tuple[Text, ...]:
    return tuple(steps[name].line.title for name in names if name in steps)
