"""What may not be shown because it tells about too few people.

Answers that came from a data file are listed one by one only when enough people gave them. Below that number the rows
leave the evaluation before anything is written from it, so that no page, trace or receipt can hold them. In the same
way an analysis of a small group keeps its averages and numbers, and loses what single scores could be worked out from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roi_spec.model.analysis import Analysis, Check
from roi_spec.model.evaluation import Evaluation, KpiResult, MethodResult, Step
from roi_spec.model.formula import names
from roi_spec.model.people import heads
from roi_spec.model.quantity import Quantity
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text

_TELLS_SPREAD = frozenset({"skew", "apart", "gone"})
"""Values in the words of a check that say how single people differ: skewness, distance in standard deviations, and the
average of those who dropped out."""


def shown_only(evaluation: Evaluation, limit: int) -> Evaluation:
    """Give the evaluation without what it would tell about fewer than `limit` people; itself when that is nothing.

    Rows of respondents from a data file are left out, and of an analysis with a small group the spread within it.
    """
    evaluation = _without_spread(evaluation, limit)
    hidden = tuple(
        f"{method.prefix}.respondent." for one in evaluation.kpis for method in one.methods if hides_rows(method, limit)
    )
    return _without(evaluation, lambda id: id.startswith(hidden), limit) if hidden else evaluation


def hides_rows(method: MethodResult, limit: int) -> bool:
    """Say whether the answers a method rests on come from a data file and from too few people."""
    asked = len(method.attribution.respondents)
    return bool(method.attribution.data) and 0 < asked < limit


def _without(evaluation: Evaluation, is_hidden: Callable[[str], bool], limit: int) -> Evaluation:
    steps = {id: _closed(step, is_hidden, limit) for id, step in evaluation.steps.items() if not is_hidden(id)}
    scenarios = tuple(
        replace(one, values={id: value for id, value in one.values.items() if not is_hidden(id)})
        for one in evaluation.scenarios
    )
    swings = tuple(one for one in evaluation.swings if not is_hidden(one.driver))
    evens = tuple(one for one in evaluation.break_evens if not is_hidden(one.id))
    return replace(evaluation, steps=steps, scenarios=scenarios, swings=swings, break_evens=evens)


def _closed(step: Step, is_hidden: Callable[[str], bool], limit: int) -> Step:
    """Give a step that rests on hidden rows as a figure that stands by itself, with the reason."""
    formula = step.line.formula
    if formula is None or not any(is_hidden(one.id) for one in names(formula)):
        return step
    value = step.value if isinstance(step.value, Quantity) else None
    note = text("Computed from the answers of fewer than {limit} people, which are not shown one by one.", limit=limit)
    return replace(step, line=replace(step.line, formula=None, value=value, low=None, high=None, note=note))


# --- analyses of small groups ----------------------------------------------------------------------------------------


def _without_spread(evaluation: Evaluation, limit: int) -> Evaluation:
    analyses = (found for one in evaluation.kpis for found in (one.measured, *(m.analysis for m in one.methods)))
    if not any(found is not None and is_of_few(found, limit) for found in analyses):
        return evaluation
    return replace(evaluation, kpis=tuple(_kpi(one, limit) for one in evaluation.kpis))


def _kpi(one: KpiResult, limit: int) -> KpiResult:
    methods = tuple(replace(method, analysis=_averages_only(method.analysis, limit)) for method in one.methods)
    return replace(one, methods=methods, measured=_averages_only(one.measured, limit))


def _averages_only(analysis: Analysis | None, limit: int) -> Analysis | None:
    """Leave out of an analysis with a small group all that rests on the spread within one group.

    The other group loses its standard deviation as well: with it and a joint one, that of the small group is known.
    What the author stated as negligible stays; the default is a fifth of a standard deviation, so it goes. The points
    of a plot go because somebody who is missing in one period stands out beside the next.
    """
    if analysis is None or not is_of_few(analysis, limit):
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
