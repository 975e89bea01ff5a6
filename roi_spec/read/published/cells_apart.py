"""Says in which cells two workbooks part: those that somebody changed first, then the results that came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.text import Text, text
from roi_spec.model.working import verbatim
from roi_spec.read.published.workbook import RECEIPT, Cell, Workbook

MOST_TOLD = 200
NEAR = 1e-12
"""Relative difference that another program's arithmetic may make."""


def cells_apart(says: Workbook, should: Workbook, file: str) -> Compared:
    """Hold every cell against a new workbook.

    The receipt has a sheet of its own and is held against the new one elsewhere.
    """
    stated, followed, count = list[Difference](), list[Difference](), 0
    for sheet in dict.fromkeys((*should.sheets, *says.sheets)):
        some, others = says.sheets.get(sheet), should.sheets.get(sheet)
        if sheet == RECEIPT:
            continue
        if some is None or others is None:
            stated.append(_sheet(file, sheet, is_there=some is not None))
            continue
        count += sum(_is_number(cell.value) for cell in others.values())
        for place in _different(some, others):
            one, other = some.get(place), others.get(place)
            found = Difference(
                file,
                _place(sheet, place, should),
                _title(others, place),
                _told(one, other),
                _told(other, one),
                _numeric(one, other),
            )
            (followed if _is_result(one, other) else stated).append(found)
    return Compared(count, tuple((*stated, *followed)[:MOST_TOLD]))


def _sheet(file: str, sheet: str, *, is_there: bool) -> Difference:
    what = text("Sheet {name}", name=sheet)
    return Difference(file, sheet, what, what if is_there else None, None if is_there else what)


def _different(some: Mapping[str, Cell], others: Mapping[str, Cell]) -> Iterator[str]:
    for place in sorted({*some, *others}, key=_order):
        if not _alike(some.get(place), others.get(place)):
            yield place


def _place(sheet: str, place: str, book: Workbook) -> str:
    """Give the address of a cell, and the number it is."""
    address = f"{sheet}!{place}"
    return f"{address} ({book.names[address]})" if address in book.names else address


def _order(place: str) -> tuple[int, int, str]:
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", place)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, place)


def _alike(one: Cell | None, other: Cell | None) -> bool:
    """Say whether two cells are the same; a formula whose result was not kept has none that could differ."""
    if one is None or other is None:
        return one is other
    if _plain(one.formula) != _plain(other.formula):
        return False
    return _same(one.value, other.value) or bool(one.formula and one.value is None)


def _is_result(one: Cell | None, other: Cell | None) -> bool:
    """Say whether only the result of a formula differs: it follows from another cell."""
    return bool(one and other and other.formula and _plain(one.formula) == _plain(other.formula))


def _same(value: Any, other: Any) -> bool:
    if _is_number(value) and _is_number(other):
        return bool(abs(value - other) <= NEAR * max(abs(value), abs(other)))
    return bool(value == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numeric(one: Cell | None, other: Cell | None) -> bool:
    return any(cell is not None and (_is_number(cell.value) or bool(cell.formula)) for cell in (one, other))


_TEXTS = re.compile(r'("(?:[^"]|"")*")')


def _plain(formula: str) -> str:
    """Write a formula as every program would: without spaces, prefixes and needless quotes, in capitals; texts stay."""
    parts = _TEXTS.split(formula)
    for place in range(0, len(parts), 2):
        bare = re.sub(r"\s+|_xlfn\.|_xlws\.|\$", "", parts[place])
        parts[place] = re.sub(r"'([^'!\[\]]+)'!", r"\1!", bare).upper().replace(" ", "")
    return "".join(parts)


def _title(cells: Mapping[str, Cell], place: str) -> Text:
    """Give the words at the beginning of the row of a cell."""
    match = re.fullmatch(r"[A-Z]+([0-9]+)", place)
    row = match[1] if match else ""
    own = (cells[f"{column}{row}"].value for column in "ABCDEF" if f"{column}{row}" in cells)
    return verbatim(next((one for one in own if isinstance(one, str) and one.strip()), place))


def _told(cell: Cell | None, other: Cell | None) -> Text | None:
    """Write a cell: its value, and its formula where that is what differs."""
    if cell is None:
        return None
    if cell.formula and (other is None or _plain(cell.formula) != _plain(other.formula)):
        return verbatim(f"={cell.formula}")
    value = int(cell.value) if isinstance(cell.value, float) and cell.value.is_integer() else cell.value
    return verbatim("" if value is None else str(value))
