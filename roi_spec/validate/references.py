"""Names that point at something else: in formulas, to KPIs, to drivers, to rules.

Everything an author can name is looked up here, once, with what was probably meant and where it stands. Formulas
that wait for each other are shown as the whole circle.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.formula import Name, names
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.signed_items import items_of
from roi_spec.model.source import Pointer, Span
from roi_spec.model.spec import (
    Assumption,
    Attribution,
    Calendar,
    Formula,
    Kpi,
    Programme,
    StandardValues,
    Stated,
    Workspace,
)
from roi_spec.model.text import Text, text
from roi_spec.validate import links, rules
from roi_spec.validate.aliases import closest, meant_field
from roi_spec.validate.notation import inside
from roi_spec.validate.signed_places import signed_places

COUNTS = ("invited", "started", "completed")
"""Names that stand for the head counts of `audience`."""
OF_A_KPI = ("effect", "observed_change", "baseline", "result", "people")
"""Names that exist only in the conversion of a KPI."""
RESERVED = (*COUNTS, "benefit_window", *OF_A_KPI, "standard", "cost", "exchange", "cohort", *FUNCTIONS)
"""Names that an assumption cannot have."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a formula may use: each name, with the place where it gets its value, or None when it has no value."""

    known: Mapping[str, Span | None]
    where: Mapping[str, Text]
    """For a name without value: where to give it one."""


def cross_check(
    subject: Programme | Workspace,
    standards: Mapping[str, Assumption],
    known_rules: Collection[str],
    calendars: Iterable[Calendar] = (),
) -> tuple[Finding, ...]:
    """Look up every name that a file uses.

    `standards`: the standard values by id; `known_rules`: the ids of all rules; `calendars`: those of the
    organisation. Findings come in the order of their places.
    """
    if isinstance(subject, Workspace):
        return tuple(_unknown_rules_of(subject, known_rules))
    every = [
        *_duplicates(subject),
        *_reserved(subject.assumptions),
        *_formulas(subject, standards),
        *_circles(_graph(subject)),
        *_kpi_references(subject),
        *_drivers(subject.kpis),
        *links.findings(subject, standards, calendars),
        *(signed_places(subject.sign_offs, items_of(subject.document, standards)) if subject.sign_offs else ()),
        *(
            _unknown_rule(waiver.spot("rule"), waiver.rule, known_rules)
            for waiver in subject.waivers
            if waiver.rule not in known_rules
        ),
    ]
    return tuple(sorted(every, key=lambda finding: finding.order))


def check_calendar(spec: Calendar) -> tuple[Finding, ...]:
    """Look for events that share an id."""
    return tuple(_twice(spec.events))


def check_standard_values(spec: StandardValues) -> tuple[Finding, ...]:
    """Look up every name in a list of standard values; its formulas use only each other."""
    scope = _Scope({value.id: value.spot("id") for value in spec.values}, {})
    found = [*_versions(spec.values), *_reserved(spec.values)]
    for value in spec.values:
        if value.formula is not None:
            found += _names_in(value.formula, scope)
    found += _circles({value.id: value.formula for value in spec.values if value.formula is not None})
    return tuple(found)


def _versions(values: Iterable[Assumption]) -> Iterator[Finding]:
    """Find values of one id that hold on the same day; without days a second one is simply written twice."""
    by_id: dict[str, list[Assumption]] = {}
    for value in values:
        earlier = by_id.setdefault(value.id, [])
        undated = [one for one in (*earlier, value) if one.valid_from is None and one.valid_until is None]
        clash = next((one for one in earlier if together(one, value)), None)
        if len(undated) == len(earlier) + 1 and earlier:
            yield from _twice((earlier[0], value))
        elif clash is not None:
            yield rules.OVERLAPPING_VALUES.finding(
                value.spot("id"),
                text("On some days two values of {id} hold.", id=value.id),
                help=text("Give the earlier one a `valid_until` before the `valid_from` of the later one."),
                pointer=(*value.node.pointer, "id"),
                related=(Label(clash.spot("id"), text("the other one")),),
            )
        earlier.append(value)


def together(one: Assumption, other: Assumption) -> bool:
    """Say whether two versions of a value hold on the same day."""
    first, last = dt.date.min, dt.date.max
    starts = max(one.valid_from or first, other.valid_from or first)
    return starts <= min(one.valid_until or last, other.valid_until or last)


# --- names in formulas -----------------------------------------------------------------------------------------------


def _formulas(spec: Programme, standards: Mapping[str, Assumption]) -> Iterator[Finding]:
    common = _common_scope(spec, standards)
    for assumption in spec.assumptions:
        if assumption.formula is not None:
            yield from _names_in(assumption.formula, common)
    lines = {f"cost.{cost.id}": cost.spot("id") for cost in spec.costs}
    for cost in spec.costs:
        if cost.formula is not None:
            yield from _names_in(cost.formula, _Scope({**common.known, **lines}, common.where))
    for kpi in spec.kpis:
        if kpi.conversion is not None:
            written = [one for _, one in kpi.conversion.inputs] or [kpi.conversion.formula]
            for formula in written:
                yield from _names_in(formula, _kpi_scope(common, kpi))
            if kpi.conversion.inputs:
                yield from _template_names(kpi, _kpi_scope(common, kpi))
    for formula in _around(spec):
        yield from _names_in(formula, common)


def _around(spec: Programme) -> Iterator[Formula]:
    """Give the formulas that belong to the programme as a whole."""
    window, scale_up = spec.benefit_window, spec.scale_up
    both = (window.yearly_decay, window.yearly_attrition) if window else ()
    yield from (one for one in both if one is not None)
    if scale_up is not None:
        yield from (scale_up.cost, scale_up.keeps)


def _template_names(kpi: Kpi, scope: _Scope) -> Iterator[Finding]:
    """Look up what a ready-made conversion itself needs (`benefit_window`, `people`), beside its inputs."""
    assert kpi.conversion is not None
    stated = {name.id for _, one in kpi.conversion.inputs for name in names(one.tree)}
    for id in dict.fromkeys(name.id for name in names(kpi.conversion.formula.tree) if name.id not in stated):
        if id in scope.known and scope.known[id] is None:
            yield rules.NAME_WITHOUT_VALUE.finding(
                kpi.conversion.formula.at,
                text("`{name}` has no value in this file.", name=id),
                help=scope.where.get(id),
                pointer=kpi.conversion.formula.node.pointer,
            )


def _common_scope(spec: Programme, standards: Mapping[str, Assumption]) -> _Scope:
    known: dict[str, Span | None] = {each.id: each.spot("id") for each in spec.assumptions}
    known |= {f"standard.{name}": value.spot("id") for name, value in standards.items()}
    of_a_kpi = text(
        "This is the id of a KPI. Write `effect` in its conversion: the change that is due to the programme."
    )
    where = {kpi.id: of_a_kpi for kpi in spec.kpis}
    for name in COUNTS:
        known[name] = spec.audience.spot(name) if spec.audience.has(name) else None
        where[name] = text("Fill in `{name}` under audience.", name=name)
    known |= {f"exchange.{one.currency.lower()}": one.spot("currency") for one in spec.exchange_rates}
    known |= {f"cohort.{one.id}.completed": one.spot("completed") for one in spec.cohorts if one.completed is not None}
    known["benefit_window"] = spec.benefit_window.spot("length") if spec.benefit_window else None
    where["benefit_window"] = text("Fill in benefit_window with a length, such as 12 months.")
    return _Scope(known, where)


def _kpi_scope(common: _Scope, kpi: Kpi) -> _Scope:
    measured = kpi.result or kpi.forecast
    own: dict[str, Span | None] = {"effect": kpi.at, "observed_change": kpi.at}
    own["baseline"] = kpi.baseline.at if kpi.baseline else None
    own["result"] = measured.best.at if measured else None
    own["people"] = kpi.spot("people") if kpi.people is not None else common.known["completed"]
    where = {
        "baseline": text("Fill in `baseline` of this KPI."),
        "result": text("Fill in `result` or `forecast` of this KPI."),
        "people": text("Fill in `people` of this KPI, or `completed` under audience."),
    }
    return _Scope({**common.known, **own}, {**common.where, **where})


def _names_in(formula: Formula, scope: _Scope) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in names(formula.tree):
        if name.id in seen:
            continue
        seen.add(name.id)
        if name.id not in scope.known:
            yield _unknown_name(formula, name, scope)
        elif scope.known[name.id] is None:
            yield rules.NAME_WITHOUT_VALUE.finding(
                inside(formula.node, name.column, len(name.written)),
                text("`{name}` has no value in this file.", name=name.id),
                help=scope.where.get(name.id),
                pointer=formula.node.pointer,
            )


def _unknown_name(formula: Formula, name: Name, scope: _Scope) -> Finding:
    at = inside(formula.node, name.column, len(name.written))
    pointer = formula.node.pointer
    if name.id in OF_A_KPI:
        message = text("`{name}` has a meaning only in the conversion of a KPI.", name=name.id)
        advice = text("Use the name of an assumption here.")
        return rules.NAME_ELSEWHERE.finding(at, message, help=advice, pointer=pointer)
    if name.id.startswith("cost."):
        message = text("`{name}` can be used only in the formula of a cost line.", name=name.id)
        if any(known.startswith("cost.") for known in scope.known):
            message = text("There is no cost line for `{name}`.", name=name.id)
        return _with_nearest(at, message, name.id, scope, pointer)
    message = text("The formula uses `{name}`, which nobody has given a value.", name=name.id)
    if name.id.startswith("standard."):
        message = text("`{name}` is not among the standard values.", name=name.id)
    return _with_nearest(at, message, name.id, scope, pointer)


def _with_nearest(at: Span, message: Text, written: str, scope: _Scope, pointer: Pointer) -> Finding:
    meant = None if written in scope.where else _meant(written, scope.known)
    if meant is None:
        advice = scope.where.get(written) or text("Add it under assumptions, with its value, source and owner.")
        if written.startswith("standard."):
            advice = text("Add it to the standard values, or use an assumption of this programme.")
        return rules.UNKNOWN_NAME.finding(at, message, help=advice, pointer=pointer)
    place = scope.known[meant]
    related = (Label(place, text("`{name}` gets its value here", name=meant)),) if place else ()
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    advice = text("Did you mean `{meant}`?", meant=meant)
    return rules.UNKNOWN_NAME.finding(at, message, help=advice, pointer=pointer, related=related, fix=fix)


def _meant(written: str, known: Iterable[str]) -> str | None:
    """Find the name that was meant: the same one with or without `standard.`, else one spelt alike, else its Dutch."""
    every = tuple(known)
    last = written.rpartition(".")[2]
    same = next((name for name in every if name.rpartition(".")[2] == last), None)
    return same or closest(written, every) or meant_field(written, every)


# --- circles ---------------------------------------------------------------------------------------------------------


def _graph(spec: Programme) -> dict[str, Formula]:
    graph = {each.id: each.formula for each in spec.assumptions if each.formula is not None}
    return graph | {f"cost.{each.id}": each.formula for each in spec.costs if each.formula is not None}


def _circles(graph: Mapping[str, Formula]) -> Iterator[Finding]:
    """Give each circle of formulas once, at the formula in it that stands first in the file."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        yield from _follow(start, graph, trail, done)


def _follow(start: str, graph: Mapping[str, Formula], trail: list[str], done: set[str]) -> Iterator[Finding]:
    """Walk from one name along the names it uses; a name met twice on the way closes a circle."""
    pending: list[tuple[str, bool]] = [(start, True)]
    while pending:
        name, entering = pending.pop()
        if not entering:
            trail.pop()
            done.add(name)
            continue
        if name in trail:
            yield _circle(trail[trail.index(name) :], graph)
            continue
        if name in done:
            continue
        trail.append(name)
        pending.append((name, False))
        used = dict.fromkeys(part.id for part in names(graph[name].tree) if part.id in graph)
        pending.extend((other, True) for other in reversed(used))


def _circle(members: list[str], graph: Mapping[str, Formula]) -> Finding:
    first = min(range(len(members)), key=lambda place: graph[members[place]].at)
    ordered = [*members[first:], *members[:first]]
    loop = " → ".join([*ordered, ordered[0]])
    formula = graph[ordered[0]]
    return rules.CYCLE.finding(
        formula.at,
        text("These formulas go round in a circle: {loop}.", loop=loop),
        help=text("Give one of them a value instead of a formula."),
        pointer=formula.node.pointer,
        related=tuple(Label(graph[name].at, text("`{name}` is worked out here", name=name)) for name in ordered[1:]),
    )


# --- ids -------------------------------------------------------------------------------------------------------------


def _duplicates(spec: Programme) -> Iterator[Finding]:
    listed = (spec.objectives, spec.kpis, spec.assumptions, spec.costs, spec.data, spec.cohorts, spec.parts)
    for items in (*listed, spec.citations):
        yield from _twice(items)
    for kpi in spec.kpis:
        for attribution in kpi.attributions:
            yield from _twice(attribution.drivers)
            yield from _twice(attribution.respondents)


def _twice(items: Iterable[Stated]) -> list[Finding]:
    seen: dict[str, Stated] = {}
    found = []
    for item in items:
        node = item.node.get("id")
        if node is None:
            continue
        first = seen.setdefault(node.text, item)
        if first is not item:
            found.append(
                rules.DUPLICATE_ID.finding(
                    node.span,
                    text("The id {id} stands here twice.", id=node.text),
                    help=text("Give one of the two another id."),
                    pointer=node.pointer,
                    related=(Label(first.spot("id"), text("the first one")),),
                )
            )
    return found


def _reserved(assumptions: Iterable[Assumption]) -> Iterator[Finding]:
    for assumption in assumptions:
        if assumption.id in RESERVED:
            yield rules.RESERVED_NAME.finding(
                assumption.spot("id"),
                text("`{id}` already means something else in formulas.", id=assumption.id),
                help=text("Choose a longer name, such as `{example}`.", example=f"{assumption.id}_value"),
                pointer=(*assumption.node.pointer, "id"),
            )


# --- KPIs, drivers, rules --------------------------------------------------------------------------------------------


def _kpi_references(spec: Programme) -> Iterator[Finding]:
    known = {kpi.id: kpi.spot("id") for kpi in spec.kpis}
    linked = [(each.kpi, each.spot("kpi")) for each in spec.objectives]
    linked += [(each.kpi, each.spot("kpi")) for each in spec.intangibles]
    for written, at in linked:
        if written and written not in known:
            yield _unknown_kpi(at, written, known)
    for influence in spec.external_influences:
        block = influence.node.get("kpis")
        for node in block.items if block is not None else ():
            if node.text not in known:
                yield _unknown_kpi(node.span, node.text, known)
    for kpi in spec.kpis:
        if kpi.complement and (kpi.complement not in known or kpi.complement == kpi.id):
            yield _unknown_kpi(kpi.spot("complement"), kpi.complement, {k: v for k, v in known.items() if k != kpi.id})


def _unknown_kpi(at: Span, written: str, known: Mapping[str, Span]) -> Finding:
    message = text("There is no KPI with the id {id}.", id=written)
    meant = closest(written, known)
    if meant is None:
        names_ = ", ".join(known)
        advice = text("Choose from: {known}.", known=names_) if known else text("Add the KPI under kpis.")
        return rules.UNKNOWN_KPI.finding(at, message, help=advice)
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    related = (Label(known[meant], text("this KPI")),)
    return rules.UNKNOWN_KPI.finding(
        at, message, help=text("Did you mean `{meant}`?", meant=meant), related=related, fix=fix
    )


def _drivers(kpis: Iterable[Kpi]) -> Iterator[Finding]:
    for kpi in kpis:
        for attribution in kpi.attributions:
            if attribution.method == "forecast_model":
                yield from _drivers_of(attribution)


def _drivers_of(attribution: Attribution) -> Iterator[Finding]:
    known = {driver.id: driver.spot("id") for driver in attribution.drivers}
    for point in (*attribution.before, *attribution.after):
        here = dict(point.drivers)
        strange = [name for name in here if name not in known]
        missing = [name for name in known if name not in here]
        for name in strange:
            child = point.node.get("drivers")
            node = child.get(name) if child is not None else None
            at = node.key_or_value if node is not None else point.at
            meant = closest(name, missing) or (missing[0] if len(missing) == 1 else None)
            if meant:
                missing.remove(meant)
            choice = meant or ", ".join(known)
            yield rules.DRIVER.finding(
                at,
                text(
                    "{period} names the driver {name}, which the method does not have.", period=point.period, name=name
                ),
                help=text("Write: {choice}", choice=choice),
                related=tuple(Label(span, text("the drivers are named here")) for span in list(known.values())[:1]),
            )
        for name in missing:
            yield rules.DRIVER.finding(
                point.spot("period"),
                text("{period} has no value for the driver {name}.", period=point.period, name=name),
                help=text("Add under drivers of this period: {name}: …", name=name),
                related=(Label(known[name], text("the driver")),),
            )


def _unknown_rules_of(workspace: Workspace, known_rules: Collection[str]) -> Iterator[Finding]:
    block = workspace.document.root.get("rules") if workspace.document else None
    for item in block.items if block is not None else ():
        node = item.get("rule")
        if node is not None and node.text not in known_rules:
            yield _unknown_rule(node.span, node.text, known_rules)


def _unknown_rule(at: Span, rule: str, known_rules: Collection[str]) -> Finding:
    message = text("There is no rule {rule}.", rule=rule)
    meant = closest(rule, known_rules)
    advice = text("Copy the code that stands in front of the finding.")
    if meant is not None and meant[:5] == rule[:5]:
        advice = text("Did you mean `{meant}`?", meant=meant)
    return rules.UNKNOWN_RULE.finding(at, message, help=advice)
