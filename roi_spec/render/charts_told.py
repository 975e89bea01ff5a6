"""What a drawing says to who cannot see it: its figures in words, taken from the table that stands under it."""

from __future__ import annotations

from fractions import Fraction

from roi_spec.model.handbook import Cell, Column, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Sentence
from roi_spec.model.units import Unit
from roi_spec.render.charts_words import spoken
from roi_spec.render.writer import NOTHING, Writer

_MOST = 12
"""Rows that are told one by one; of more, the first and the last."""


def described(writer: Writer, table: Table) -> str:
    """Give the rows of a table as sentences: for year 1 "Benefit €1,200; Costs €800"."""
    rows = table.rows
    if len(rows) <= _MOST:
        return " ".join(_row(table.columns, one) for one in rows)
    first, last = _row(table.columns, rows[0]), _row(table.columns, rows[-1])
    return writer.plain(
        "First: {first} Last: {last} The table has all {count} rows.", first=first, last=last, count=len(rows)
    )


def _row(columns: tuple[Column, ...], row: Row) -> str:
    name, *cells = row.cells
    told = [_cell(column, one) for column, one in zip(columns[1:], cells, strict=False) if one.content != NOTHING]
    if len(columns) == 2:
        told = [spoken(one.content) for one in cells]
    return f"{spoken(name.content)}: {'; '.join(told)}."


def _cell(column: Column, cell: Cell) -> str:
    return f"{column.title} {spoken(cell.content)}"


def zero_mark(writer: Writer, unit: Unit) -> Sentence:
    """Give a zero in a unit, for the end of a line that stands there."""
    return (Count(writer.translator.quantity(Quantity(Fraction(0), unit), 0)),)
