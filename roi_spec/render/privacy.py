"""What may not be shown because it tells about too few people.

Answers that came from a data file are listed one by one only when enough people gave them. Below that number the rows
leave the evaluation before anything is written from it, so that no page, trace or receipt can hold them. In the same
way an analysis of a small group keeps its averages and numbers, and loses what single scores could be worked out from.
The public edition goes further: `seen_from_outside`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roi_spec.model.analysis import Analysis, Check
from roi_spec.model.evaluation import BASE, Evaluation, KpiResult, MethodResult, Step
from roi_spec.model.formula import names
from roi_spec.model.people import heads, who
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERSONS

_TELLS_SPREAD = frozenset({"skew", "apart", "gone"})
"""Values in the words of a check that say how single people differ: skewness, distance in standard deviations, and the
average of those who dropped out."""

_UNSOLVABLE = 3
"""From this many people on, the ends of their average do not tell what one of them answered."""


def shown_only(evaluation: Evaluation, limit: int) -> Evaluation:
    """Give the evaluation without what it would tell about fewer than `limit` people; itself when that is nothing.

    Rows of respondents from a data file are left out, and of an analysis with a small group the spread within it.
    """
    told = _computed_from_few(limit)
    return _without_rows(_without_spread(evaluation, limit), lambda method: hides_rows(method, limit), told)


def hides_rows(method: MethodResult, limit: int) -> bool:
    """Say whether the answers a method rests on come from a data file and from too few people."""
    return bool(method.attribution.data) and _answers_of_few(method, limit)


def _answers_of_few(method: MethodResult, limit: int) -> bool:
    return 0 < len(method.attribution.respondents) < limit


def _computed_from_few(limit: int) -> Text:
    return text("Computed from the answers of fewer than {limit} people, which are not shown one by one.", limit=limit)


def _methods(evaluation: Evaluation) -> tuple[MethodResult, ...]:
    return tuple(method for one in evaluation.kpis for method in one.methods)


def _without_rows(evaluation: Evaluation, hides: Callable[[MethodResult], bool], told: Text) -> Evaluation:
    hidden = tuple(f"{method.prefix}.respondent." for method in _methods(evaluation) if hides(method))
    return _without(evaluation, lambda id: id.startswith(hidden), told) if hidden else evaluation


def _without(evaluation: Evaluation, is_hidden: Callable[[str], bool], told: Text) -> Evaluation:
    steps = {id: _closed(step, is_hidden, told) for id, step in evaluation.steps.items() if not is_hidden(id)}
    scenarios = tuple(
        replace(
            one,
            values={id: value for id, value in one.values.items() if not is_hidden(id)},
            ends={driver: end for driver, end in one.ends.items() if not is_hidden(driver)},
        )
        for one in evaluation.scenarios
    )
    swings = tuple(one for one in evaluation.swings if not is_hidden(one.driver))
    evens = tuple(one for one in evaluation.break_evens if not is_hidden(one.id))
    ends = {id: values for id, values in evaluation.ends.items() if not is_hidden(id)}
    return replace(evaluation, steps=steps, scenarios=scenarios, swings=swings, break_evens=evens, ends=ends)


def _closed(step: Step, is_hidden: Callable[[str], bool], told: Text) -> Step:
    """Give a step that rests on hidden rows as a figure that stands by itself, with the reason."""
    formula = step.line.formula
    if formula is None or not any(is_hidden(one.id) for one in names(formula)):
        return step
    value = step.value if isinstance(step.value, Quantity) else None
    return replace(step, line=replace(step.line, formula=None, value=value, low=None, high=None, note=told))


# --- analyses of small groups ----------------------------------------------------------------------------------------


def _without_spread(evaluation: Evaluation, limit: int) -> Evaluation:
    analyses = (found for one in evaluation.kpis for found in (one.measured, *(m.analysis for m in one.methods)))
    if not any(found is not None and is_of_few(found, limit) for found in analyses):
        return evaluation
    return replace(
        evaluation,
        kpis=tuple(_kpi_without(one, lambda found: _averages_only(found, limit)) for one in evaluation.kpis),
    )


def _kpi_without(one: KpiResult, reduced: Callable[[Analysis], Analysis]) -> KpiResult:
    """Give a KPI with each of its analyses reduced."""
    methods = tuple(
        replace(method, analysis=reduced(method.analysis)) if method.analysis else method for method in one.methods
    )
    return replace(one, methods=methods, measured=reduced(one.measured) if one.measured else None)


def _averages_only(analysis: Analysis, limit: int) -> Analysis:
    """Leave out of an analysis with a small group all that rests on the spread within one group.

    The other group loses its standard deviation as well: with it and a joint one, that of the small group is known.
    What the author stated as negligible stays; the default is a fifth of a standard deviation, so it goes. The points
    of a plot go because somebody who is missing in one period stands out beside the next.
    """
    if not is_of_few(analysis, limit):
        return analysis
    told = text(
        "Standard deviations and single periods are not shown: a group holds fewer than {limit} people.", limit=limit
    )
    return replace(
        analysis,
        arms=tuple(replace(arm, deviation=None) for arm in analysis.arms),
        standardised=None,
        negligible=analysis.negligible if analysis.negligible_stated else None,
        checks=tuple(_discreet(one, limit) for one in analysis.checks),
        notes=analysis.notes if told in analysis.notes else (*analysis.notes, told),
        points=(),
        leads=(),
    )


def is_of_few(analysis: Analysis, limit: int) -> bool:
    """Say whether a group of an analysis of people holds some, and fewer than `limit`."""
    return analysis.counted.msgid == "people" and any(0 < arm.analysed < limit for arm in analysis.arms)


def _discreet(check: Check, limit: int) -> Check:
    if _TELLS_SPREAD.isdisjoint(name for name, _ in check.says.params):
        return check
    return replace(check, says=_not_told(limit))


def _not_told(limit: int) -> Text:
    return text("Looked at, and not told in figures: a group holds fewer than {limit} people.", limit=limit)


# --- the public edition ----------------------------------------------------------------------------------------------


def seen_from_outside(evaluation: Evaluation, limit: int) -> Evaluation:
    """Give the evaluation as the public edition has it: nothing that single people or small groups stand out in.

    Single answers go wherever they were written down and however many there are, rows about people leave the data
    files, and a group of fewer than `limit` people is not counted. How many people a programme reached stays, whatever
    their number, where money is computed with it.
    """
    evaluation = _without_answers(shown_only(evaluation, limit), limit)
    kpis = tuple(_kpi_without(one, lambda found: _without_groups(found, limit)) for one in evaluation.kpis)
    tables = tuple(_without_people(one, limit) for one in evaluation.tables)
    return _without_counts(replace(evaluation, kpis=kpis, tables=tables), limit)


def _without_answers(evaluation: Evaluation, limit: int) -> Evaluation:
    """Leave out every single answer, and of few answers how many there were."""
    few = frozenset(one.prefix for one in _methods(evaluation) if _answers_of_few(one, limit))
    told = text("Computed from the answers of single people, which are not shown one by one.")
    evaluation = _without_rows(evaluation, lambda one: one.prefix in few, _computed_from_few(limit))
    evaluation = _without_rows(evaluation, lambda one: bool(one.attribution.respondents), told)
    return _unasked(_without_ends(evaluation), few, limit)


def _without_ends(evaluation: Evaluation) -> Evaluation:
    """Leave out what one or two people stated together, and what their confidence does to a figure.

    Base and upper end are two equations, in what such a person credits to the programme and how sure of it: they would
    tell both. Where the result rests on these answers it has no range either, for the range leads back to them.
    """
    solvable = tuple(one for one in _methods(evaluation) if 0 < len(one.attribution.respondents) < _UNSOLVABLE)
    if not solvable:
        return evaluation
    inside = tuple(f"{one.prefix}." for one in solvable)
    cases = tuple(
        replace(
            one,
            values={id: value for id, value in one.values.items() if not id.startswith(inside)},
            ends={driver: end for driver, end in one.ends.items() if not driver.startswith(inside)},
        )
        for one in evaluation.scenarios
    )
    swings = tuple(one for one in evaluation.swings if not one.driver.startswith(inside))
    stated = {f"{one.prefix}.stated_total" for one in solvable}
    steps = {id: step for id, step in evaluation.steps.items() if id not in stated}
    evaluation = replace(evaluation, steps=steps, scenarios=cases, swings=swings)
    return _without_range(evaluation) if any(one.used for one in solvable) else evaluation


def _without_range(evaluation: Evaluation) -> Evaluation:
    """Give the base case alone, as of a programme in which nothing is uncertain."""
    code = {"base": "always", "optimistic": "never"}.get(evaluation.verdict.code, evaluation.verdict.code)
    return replace(
        evaluation,
        scenarios=tuple(one for one in evaluation.scenarios if one.name == BASE),
        verdict=replace(evaluation.verdict, code=code),
        has_range=False,
        simulation=None,
    )


def _unasked(evaluation: Evaluation, few: frozenset[str], limit: int) -> Evaluation:
    """Leave out how many people gave few answers: where it is counted, and in the reason of a grade."""
    told = text("Estimates by fewer than {limit} respondents.", limit=limit)
    reasons = {one.grade_reason for one in _methods(evaluation) if one.prefix in few}
    kpis = tuple(
        replace(one, methods=tuple(replace(m, grade_reason=told) if m.prefix in few else m for m in one.methods))
        for one in evaluation.kpis
    )
    asked = {f"{prefix}.asked" for prefix in few}
    steps = {id: _uncounted(step, limit) if id in asked else step for id, step in evaluation.steps.items()}
    reason = told if evaluation.grade_reason in reasons else evaluation.grade_reason
    return replace(evaluation, kpis=kpis, steps=steps, grade_reason=reason)


def _without_people(table: Table, limit: int) -> Table:
    """Leave the columns out of a data file about people, and of one with a small group also how long it is."""
    if who(table) is None:
        return table
    return replace(table, columns={}, rows=table.rows if may_show_rows(table, limit) else 0)


def _without_groups(analysis: Analysis, limit: int) -> Analysis:
    """Leave the groups out of an analysis with a small one, and what its checks say in figures."""
    if not is_of_few(analysis, limit):
        return analysis
    checks = tuple(replace(one, says=_not_told(limit)) if one.says.params else one for one in analysis.checks)
    told = text("The groups are not counted here: one holds fewer than {limit} people.", limit=limit)
    return replace(analysis, arms=(), rows=0, checks=checks, notes=(told,))


def _without_counts(evaluation: Evaluation, limit: int) -> Evaluation:
    """Leave out how many people a small group holds, where no money is computed with that number."""
    users = _users(evaluation)
    few = {id for id, step in evaluation.steps.items() if _counts_few(step, limit)}
    hidden = {id for id in few if all(user.endswith(".lost") for user in users.get(id, ()))}
    hidden |= {user for id in hidden for user in users.get(id, ())}
    steps = {id: _uncounted(step, limit) if id in hidden else step for id, step in evaluation.steps.items()}
    return replace(evaluation, steps=steps) if hidden else evaluation


def _users(evaluation: Evaluation) -> dict[str, set[str]]:
    """Give for every line the lines whose formulas use it."""
    users: dict[str, set[str]] = {}
    for id, step in evaluation.steps.items():
        for used in names(step.line.formula) if step.line.formula is not None else ():
            users.setdefault(used.id, set()).add(id)
    return users


def _counts_few(step: Step, limit: int) -> bool:
    stated = step.line.value
    is_people = stated is not None and stated.unit == PERSONS and step.line.origin.kind == "count"
    return is_people and stated is not None and 0 < stated.value < limit


def _uncounted(step: Step, limit: int) -> Step:
    told = text("Fewer than {limit} people; how many is not shown.", limit=limit)
    line = replace(step.line, formula=None, value=None, absent=told, low=None, high=None, note=None)
    return replace(step, line=line, value=Missing(told))


# --- rows of a data file ---------------------------------------------------------------------------------------------


def may_show_rows(table: Table, limit: int) -> bool:
    """Say whether the rows of a data file may be shown: each group in it holds `limit` people or more, or none."""
    return small_groups(table, limit)[0] == 0


def small_groups(table: Table, limit: int) -> tuple[int, int]:
    """Count the groups of fewer than `limit` people in a file, and all its groups.

    A group is a label of the group or team column, or both together; a file with neither is one group. Where rows stand
    for people without a column that tells them apart, each period counts by itself.
    """
    apart = ("group", "team") if table.labels("person") is not None else ("group", "team", "period")
    roles = tuple(role for role in apart if table.labels(role) is not None)
    kinds = {(), roles, *((role,) for role in roles)} - ({()} if roles else set())
    counts = [count for kind in kinds for count in heads(table, kind).values()]
    return sum(count < limit for count in counts), len(counts)
