"""From the names an author may use in a formula to the lines they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roi_spec.model.formula import Call, Expr, Name, Negative, Number, names, renamed
from roi_spec.model.spec import Assumption, Formula, Kpi, Programme

Scope = Mapping[str, str]
"""Name as written to id of a line."""


def programme_scope(programme: Programme, standards: Mapping[str, Assumption]) -> dict[str, str]:
    """Give the names that every formula of a programme may use."""
    scope = {one.id: f"assumption.{one.id}" for one in programme.assumptions}
    scope |= {f"standard.{one}": f"standard.{one}" for one in standards}
    scope |= {f"cost.{one.id}": f"cost.{one.id}" for one in programme.costs}
    scope |= {head: f"audience.{head}" for head in ("invited", "started", "completed")}
    scope |= {
        f"exchange.{code}": f"exchange.{code}" for code in (one.currency.lower() for one in programme.exchange_rates)
    }
    scope |= {f"cohort.{one.id}.completed": f"cohort.{one.id}.completed" for one in programme.cohorts}
    scope["benefit_window"] = "benefit_window"
    return scope


def kpi_scope(kpi: Kpi, scope: Scope) -> dict[str, str]:
    """Give the names that the conversion formula of a KPI may use."""
    own = {
        "effect": "effect",
        "observed_change": "improvement",
        "baseline": "baseline",
        "result": "actual",
        "people": "people",
    }
    found = {**scope, **{name: f"kpi.{kpi.id}.{line}" for name, line in own.items()}}
    return found if kpi.people is not None else found | {"people": scope["completed"]}


def standard_scope(standards: Mapping[str, Assumption]) -> dict[str, str]:
    """Give the names that a formula among the standard values may use: its siblings."""
    return {one: f"standard.{one}" for one in standards} | {f"standard.{one}": f"standard.{one}" for one in standards}


def resolve(tree: Expr, scope: Scope) -> Expr:
    """Point every name of a formula at its line; the name as written is kept for showing."""
    return renamed(tree, lambda name: replace(name, id=scope.get(name.written, name.id)))


def _of_the_whole(programme: Programme) -> tuple[Formula, ...]:
    """Give the formulas that belong to the programme as a whole: its window and its scale-up."""
    window, scale_up = programme.benefit_window, programme.scale_up
    losses = (window.yearly_decay, window.yearly_attrition) if window else ()
    forecast = (scale_up.cost, scale_up.keeps) if scale_up else ()
    return tuple(one for one in (*losses, *forecast) if one is not None)


def placeless(tree: Expr) -> Expr:
    """Give a formula without the columns it was written in, for one that does not stand in the file as it is."""
    if isinstance(tree, Name | Number):
        return replace(tree, column=0)
    if isinstance(tree, Call):
        return replace(tree, column=0, arguments=tuple(placeless(one) for one in tree.arguments))
    if isinstance(tree, Negative):
        return Negative(placeless(tree.inner))
    return replace(tree, left=placeless(tree.left), right=placeless(tree.right))


def used_standards(programme: Programme, standards: Mapping[str, Assumption]) -> tuple[str, ...]:
    """Give the standard values a programme rests on, also by way of others, in the order of the library."""
    formulas = [one.formula for one in programme.assumptions if one.formula]
    formulas += [one.formula for one in programme.costs if one.formula]
    formulas += [one.conversion.formula for one in programme.kpis if one.conversion]
    formulas += _of_the_whole(programme)
    pending = [
        name.written.removeprefix("standard.")
        for one in formulas
        for name in names(one.tree)
        if name.written.startswith("standard.")
    ]
    reached: set[str] = set()
    while pending:
        one = pending.pop()
        if one in reached or one not in standards:
            continue
        reached.add(one)
        formula = standards[one].formula
        if formula:
            pending += [name.written.removeprefix("standard.") for name in names(formula.tree)]
    return tuple(one for one in standards if one in reached)
