"""What may not be shown because it tells about too few people.

Answers that came from a data file are listed one by one only when enough people gave them. Below that number the rows
leave the evaluation before anything is written from it, so that no page, trace or receipt can hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roi_spec.model.evaluation import Evaluation, MethodResult, Step
from roi_spec.model.formula import names
from roi_spec.model.quantity import Quantity
from roi_spec.model.table import Table
from roi_spec.model.text import text


def shown_only(evaluation: Evaluation, limit: int) -> Evaluation:
    """Give the evaluation without the rows of respondents from a data file with fewer than `limit` people."""
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


def may_show_rows(table: Table, limit: int) -> bool:
    """Say whether the rows of a data file may be shown: each group in it holds `limit` people or more, or none."""
    return all(count == 0 or count >= limit for count in _people(table))


def _people(table: Table) -> tuple[int, ...]:
    """Count the people of each group; a file without people (a series of a whole team) gives zero."""
    person, group = table.labels("person"), table.labels("group")
    if person is None and (table.labels("period") is not None or table.labels("team") is not None):
        return (0,)
    codes = person.codes if person is not None else range(table.rows)
    groups = group.codes if group is not None else [0] * table.rows
    heads: dict[int, set[int]] = {}
    for code, one in zip(codes, groups, strict=True):
        heads.setdefault(one, set()).add(code)
    return tuple(len(one) for one in heads.values())
