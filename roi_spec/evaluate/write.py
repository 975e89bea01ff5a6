"""Writes the working of a programme: from what the author stated to lines, part by part.

No arithmetic happens here, only formulas. The order of the parts is the order in which a reader meets them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from roi_spec.evaluate import (
    write_costs,
    write_fiscal,
    write_forecasts,
    write_inputs,
    write_kpi,
    write_parts,
    write_perspectives,
    write_results,
    write_window,
    write_years,
)
from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import programme_scope
from roi_spec.evaluate.written import Written
from roi_spec.model.analysis import Analysis
from roi_spec.model.spec import Assumption, Given, Programme

NO_ANALYSES: Mapping[str, Analysis] = MappingProxyType({})


def write(
    programme: Programme,
    standards: Mapping[str, Assumption],
    analyses: Mapping[str, Analysis] = NO_ANALYSES,
    *,
    discount: Given | None = None,
    fiscal_year_start: int | None = None,
) -> Written:
    """Write every line of a programme.

    `standards` are the shared values by id, `analyses` what statistics say by the prefix of a method's lines,
    `discount` the discount rate of the house. With `fiscal_year_start` (a month) results are split by fiscal year.
    """
    scope = programme_scope(programme, standards)
    desk = Desk(programme, standards, analyses, scope, discount, fiscal_year_start)
    write_inputs.audience(desk)
    window = write_window.write(desk)
    write_inputs.values(desk)
    kpis = tuple(write_kpi.write(desk, kpi, window) for kpi in programme.kpis)
    costs = tuple(write_costs.write(desk, cost, window) for cost in programme.costs)
    ours, paid = tuple(one for one in kpis if one.left_out is None), write_perspectives.own(desk, costs)
    write_results.write(desk, ours, paid, window)
    write_years.write(desk, ours, paid, window)
    write_fiscal.write(desk, ours, paid, window)
    write_parts.write(desk, ours, paid)
    write_perspectives.write(desk, kpis, costs)
    write_forecasts.write(desk)
    working = desk.sheet.done(write_inputs.correlations(desk))
    return Written(working, kpis, tuple((one.cost, one.line) for one in paid), tuple(desk.findings))
