"""Respondents from a data file: one row of the table is one row of an estimate.

Who answered stays in the file: a respondent is known here as P1, P2, ... in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from roi_spec.model.document import Node
from roi_spec.model.quantity import Quantity, exact_text
from roi_spec.model.source import Span
from roi_spec.model.spec import Attribution, DataFile, Given, Kpi, Programme, Respondent
from roi_spec.model.table import Table
from roi_spec.model.units import PERCENT, PLAIN, Unit
from roi_spec.model.vocabulary import ESTIMATES

_SHARES = ("attribution", "confidence", "factor")


def respondents_of(table: Table, entry: DataFile, unit: Unit, node: Node) -> tuple[Respondent, ...]:
    """Give every row of a table that was read with `exact` as a respondent.

    `unit` is that of the `value` column; `node` is what the author wrote to name the table, to point at. Every answer
    points at its row in the file; an empty cell is None. ValueError when the table was not read with `exact`.
    """
    mapped = {role for role, _ in entry.columns}
    answers = {role: _answers(table, role, unit) for role in ("value", *_SHARES) if role in mapped}
    nothing: tuple[Given | None, ...] = (None,) * table.rows
    return tuple(
        Respondent(node, f"P{number}", value, attribution, confidence, factor)
        for number, (value, attribution, confidence, factor) in enumerate(
            zip(*(answers.get(role, nothing) for role in ("value", *_SHARES)), strict=True), 1
        )
    )


def _answers(table: Table, role: str, unit: Unit) -> tuple[Given | None, ...]:
    column = table.numbers(role)
    if column is None or len(column.written) != table.rows:
        raise ValueError(f"{table.id} was not read exactly, or has no column of numbers for {role}")
    give = _share if role in _SHARES else _amount
    return tuple(give(cell, unit, table.row(row)) if cell else None for row, cell in enumerate(column.written))


def _amount(cell: str, unit: Unit, at: Span) -> Given:
    return Given(Quantity(Fraction(cell), unit), at, f"{cell} {unit}".rstrip())


def _share(cell: str, _unit: Unit, at: Span) -> Given:
    percent = Fraction(cell) * 100
    return Given(Quantity(percent, PERCENT), at, f"{exact_text(percent)}%")


def wanted(programme: Programme, entry: DataFile) -> bool:
    """Say whether an entry is a table of answers, of which every digit is kept."""
    return any(_reads(method, entry.id) for kpi in programme.kpis for method in kpi.attributions)


def filled(programme: Programme, tables: Mapping[str, Table]) -> Programme:
    """Give the programme with the rows of its answer files where answers typed by hand would stand."""
    entries = {one.id: one for one in programme.data}

    def with_rows(kpi: Kpi, method: Attribution) -> Attribution:
        if not _reads(method, method.data) or method.data not in tables:
            return method
        rows = respondents_of(tables[method.data], entries[method.data], kpi.unit or PLAIN, method.node)
        return replace(method, respondents=rows)

    def with_methods(kpi: Kpi) -> Kpi:
        main = with_rows(kpi, kpi.attribution) if kpi.attribution else None
        return replace(kpi, attribution=main, cross_checks=tuple(with_rows(kpi, one) for one in kpi.cross_checks))

    return replace(programme, kpis=tuple(with_methods(kpi) for kpi in programme.kpis))


def _reads(method: Attribution, entry: str) -> bool:
    return bool(entry) and method.data == entry and method.method in ESTIMATES
