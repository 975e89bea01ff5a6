"""Reads a workbook that was published: every cell with its formula and its result, and the receipt inside it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roi_spec.model.text import text
from roi_spec.read.published.unreadable import UnreadableError

RECEIPT = "receipt.json"
"""The sheet that holds the receipt, line by line."""
MOST_BYTES = 48 << 20
"""Of all parts of a workbook together, unpacked."""
MOST_PARTS = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    formula: str
    """Empty when it is no formula."""
    value: Any
    """A number, text, a truth value or None; of a formula, the result that was kept."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """All cells by sheet and address."""

    sheets: Mapping[str, Mapping[str, Cell]]
    names: Mapping[str, str]
    """What a cell is called, by `Sheet!A1`: mostly the id of a number."""
    receipt: bytes
    """Empty when there is none."""


def read_workbook(content: bytes, name: str) -> Workbook:
    """Read a workbook. Raises `UnreadableError` when it is none, or one that is made to do harm."""
    try:
        _weigh(content, name)
        formulas, values = _loaded(content, results=False), _loaded(content, results=True)
        sheets = {sheet.title: dict(_cells(sheet, values[sheet.title])) for sheet in formulas.worksheets}
        names = dict(_names(formulas))
    except UnreadableError:
        raise
    except Exception as odd:
        raise UnreadableError(text("{file} is not a workbook that can be read.", file=name)) from odd
    return Workbook(sheets, names, _receipt(sheets.get(RECEIPT, {})))


def _weigh(content: bytes, name: str) -> None:
    """Look at the sizes before anything is unpacked; a packed file may claim less than it holds, so unpack it once."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
            raise UnreadableError(text("{file} holds more than any workbook of roi-spec.", file=name))
        for one in parts:
            with packed.open(one) as part:
                if len(part.read(one.file_size + 1)) > one.file_size or _declares(one.filename, packed):
                    raise UnreadableError(text("{file} holds more than any workbook of roi-spec.", file=name))


def _declares(part: str, packed: zipfile.ZipFile) -> bool:
    """Say whether a part declares entities of its own, which can grow without end; nothing honest does."""
    return part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(part)[:4096]


def _loaded(content: bytes, *, results: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - only who looks into a workbook pays for it

    return load_workbook(io.BytesIO(content), data_only=results, keep_links=False)


def _cells(sheet: Any, results: Any) -> Iterator[tuple[str, Cell]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            written = getattr(cell.value, "text", cell.value)  # a formula over several cells
            formula = str(written)[1:] if cell.data_type == "f" else ""
            yield cell.coordinate, Cell(formula, results[cell.coordinate].value if formula else written)


def _names(book: Any) -> Iterator[tuple[str, str]]:
    """Give the defined names of single cells."""
    for name, defined in book.defined_names.items():
        for sheet, place in defined.destinations:
            yield f"{sheet}!{str(place).replace('$', '')}", str(name)


def _receipt(cells: Mapping[str, Cell]) -> bytes:
    """Join the receipt from the first column of its sheet, below the words at its head."""
    rows = sorted((int(place[1:]), cell.value) for place, cell in cells.items() if re.fullmatch(r"A[0-9]{1,7}", place))
    return "".join(str(value) for row, value in rows if row > 1).encode()
