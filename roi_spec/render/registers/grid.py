"""A list with one head and many rows, as CSV or as a workbook: for a register that somebody sorts and filters.

Both files hold every number before rounding and text as text: no cell of an author can become a formula.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.i18n import Translator
from roi_spec.model.quantity import exact_text
from roi_spec.model.text import Text
from roi_spec.model.workbook import Cell, Sheet, Workbook
from roi_spec.render.spreadsheet import harmless
from roi_spec.render.workbook.write import xlsx

Value = str | Fraction | dt.date | None
"""What a cell holds; None: nothing, which is not zero."""

NO_DAY = dt.date(2000, 1, 1)
"""What the properties of a workbook say where no day is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    title: Text
    width: int = 14
    """In a workbook, in characters."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole list."""

    title: Text
    tab: Text
    """What stands on the tab of the sheet, at most 31 characters."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_csv(grid: Grid, translator: Translator) -> bytes:
    """Give the list for the spreadsheet of the reader's country: semicolons where a comma marks decimals."""
    mark = translator.number(Fraction(1, 2), 1).strip("05")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if mark == "," else ",", lineterminator="\r\n")
    writer.writerow([harmless(translator.text(one.title)) for one in grid.columns])
    writer.writerows([_written(value, mark) for value in row] for row in grid.rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _written(value: Value, mark: str) -> str:
    if isinstance(value, Fraction):
        return exact_text(value).replace(".", mark)
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value or "")


def as_xlsx(grid: Grid, translator: Translator, day: dt.date | None, author: str = "") -> bytes:
    """Give the list as a workbook with a filter on every column; the same list gives the same bytes."""
    head = tuple(Cell(translator.text(one.title), "head") for one in grid.columns)
    rows = (head, *(tuple(_cell(value) for value in row) for row in grid.rows))
    widths = tuple(one.width for one in grid.columns)
    sheet = Sheet(translator.text(grid.tab), widths, rows, frozen=(1, 2), repeated=0, is_list=True)
    return xlsx(Workbook(translator.text(grid.title), author, day or NO_DAY, (sheet,)))


def _cell(value: Value) -> Cell:
    return Cell(value, notation="yyyy-mm-dd" if isinstance(value, dt.date) else "")
