"""A page of the public edition, without the gaps that redaction leaves.

Assemblers write for the reader who may see everything. Here places in files go from the finished view, and with them
the names, columns and dots around something that is no longer there; so no assembler has to think of outsiders.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from roi_spec.model.edition import Edition
from roi_spec.model.handbook import Cell, Fact, Row, Table
from roi_spec.model.sentence import Place, Words
from roi_spec.render.context import Context
from roi_spec.render.rewriting import rewritten
from roi_spec.render.writer import NOTHING

_View = TypeVar("_View")
_SEPARATORS = (" · ", ", ", " ")
_BRACKETS = ((" (", ")"), ("(", ")"))


def tidied(view: _View, context: Context) -> _View:
    """Give a view as the readers of this edition get it; that of the internal edition as it is."""
    return rewritten(view, _tidy) if context.edition is Edition.PUBLIC else view


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Place):
        return Place("", "")
    value = _without_gone(value)
    return _without_empty_columns(value) if isinstance(value, Table) else value


# --- sentences -------------------------------------------------------------------------------------------------------


def _without_gone(value: Any) -> Any:
    """Leave what is gone out of every sentence of a block, and out of every list of facts."""
    now = {one.name: getattr(value, one.name) for one in fields(value)}
    then = {name: _closed_up(one) for name, one in now.items() if isinstance(one, tuple)}
    changed = {name: one for name, one in then.items() if one is not now[name]}
    return replace(value, **changed) if changed else value


def _closed_up(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leave out what is gone, and a separator or a pair of brackets that then holds nothing apart."""
    nested = tuple(_closed_up(one) if isinstance(one, tuple) else one for one in parts)
    if not any(_is_gone(one) for one in nested):
        return parts if all(new is old for new, old in zip(nested, parts, strict=True)) else nested
    out: list[Any] = []
    for number, one in enumerate(nested):
        before = nested[number - 1] if number else None
        if _is_gone(one):
            continue
        if _is_gone(before) and out and (out[-1], one) in _BRACKETS:
            out.pop()
        elif not (_is_gone(before) and one in _SEPARATORS):
            out.append(one)
    while out and out[-1] in _SEPARATORS:
        out.pop()
    return tuple(out)


def _is_gone(piece: Any) -> bool:
    if isinstance(piece, Fact):
        return not piece.content
    return (isinstance(piece, Place) and not piece.shown) or (isinstance(piece, Words) and not piece.text)


# --- tables ----------------------------------------------------------------------------------------------------------


def _without_empty_columns(table: Table) -> Table:
    """Leave out columns in which no row has anything, but for the first, which names the rows."""
    if any(len(row.cells) != len(table.columns) for row in table.rows):
        return table
    kept = [n for n in range(len(table.columns)) if n == 0 or any(_holds(row.cells[n]) for row in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(_row(table, row, kept) for row in table.rows),
    )


def _holds(cell: Cell) -> bool:
    return cell.content not in ((), NOTHING) or bool(cell.under)


def _row(table: Table, row: Row, kept: list[int]) -> Row:
    cells = (row.cells[n] if table.columns[n].is_number else _raised(row.cells[n]) for n in kept)
    return replace(row, cells=tuple(cells))


def _raised(cell: Cell) -> Cell:
    """Give what stands small under nothing the place of the nothing."""
    if cell.content in ((), NOTHING):
        return replace(cell, content=cell.under or NOTHING, under=())
    return cell
