"""A table as CSV, written for the spreadsheet of the reader's country.

Where a comma marks decimals, a semicolon parts the cells; a mark in front says that the file is UTF-8. Numbers stand
in it before rounding and without their unit, which has a place of its own. Words are kept from acting as a formula
(CWE-1236).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.i18n import Translator
from roi_spec.model.handbook import Cell, Column, Table
from roi_spec.model.sentence import Count, Figure, Reckoned, Sentence
from roi_spec.model.text import text
from roi_spec.model.units import parse_unit
from roi_spec.render.told import told

NOTHING = "–"
"""What a cell shows where there is nothing; a spreadsheet leaves it empty."""

ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What words in a cell may not begin with: spreadsheets would take them for a formula."""

_EMPTY = Cell(())
Number = Figure | Reckoned | Count


def number_in(content: Sentence) -> Number | None:
    """Give the number a cell consists of, when it is one and its exact value was kept."""
    only = content[0] if len(content) == 1 else None
    return only if isinstance(only, Number) and only.exact else None


def harmless(words: str) -> str:
    """Give words that no spreadsheet takes for a formula: an apostrophe goes before a sign that would start one."""
    return f"'{words}" if words.lstrip(" ").startswith(ACTS) else words


def as_csv(table: Table, translator: Translator) -> bytes:
    """Give a table in the notation of a language."""
    mark = translator.number(Fraction(1, 2), 1).strip("05")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if mark == "," else ",", lineterminator="\r\n")
    writer.writerows(zip(*_lanes(table, translator, mark), strict=True))
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Strip:
    """One column of a table with everything in it."""

    column: Column
    cells: tuple[Cell, ...]
    numbers: tuple[Number | None, ...]

    @property
    def unit(self) -> str:
        """Give the unit of all its numbers; empty when they differ or have none."""
        units = {one.unit for one in self.numbers if one}
        return units.pop() if len(units) == 1 else ""

    @property
    def is_mixed(self) -> bool:
        """Say whether its numbers are in different units."""
        return not self.unit and any(one and one.unit for one in self.numbers)


def strip(table: Table, place: int) -> Strip:
    """Give one column of a table; the rows of a table may be of unequal length."""
    column = table.columns[place]
    cells = tuple(row.cells[place] if place < len(row.cells) else _EMPTY for row in table.rows)
    return Strip(column, cells, tuple(number_in(cell.content) if column.is_number else None for cell in cells))


def _lanes(table: Table, translator: Translator, mark: str) -> Iterator[list[str]]:
    """Give the columns of the file, each with its head: figures or words, units that differ, notes."""
    strips = [strip(table, place) for place in range(len(table.columns))]
    mixed = [one for one in strips if one.is_mixed]
    shared = _shared_units(mixed) if len(mixed) > 1 else None
    for one in strips:
        title = one.column.title
        yield [harmless(f"{title} ({unit_words(one.unit, translator)})" if one.unit else title), *_values(one, mark)]
        if one.is_mixed and shared is None:
            units = [number.unit if number else "" for number in one.numbers]
            yield _units(translator.text(text("{column}: unit", column=title)), units, translator)
        if any(cell.under for cell in one.cells):
            notes = (harmless(told(cell.under)) for cell in one.cells)
            yield [harmless(translator.text(text("{column}: note", column=title))), *notes]
    if shared is not None:
        yield _units(translator.text(text("Unit")), shared, translator)


def _values(one: Strip, mark: str) -> Iterator[str]:
    for number, cell in zip(one.numbers, one.cells, strict=True):
        shown = told(cell.content)
        yield number.exact.replace(".", mark) if number else "" if shown == NOTHING else harmless(shown)


def _shared_units(mixed: list[Strip]) -> list[str] | None:
    """Give the unit of each row, when all its numbers are in the same one; None when a row has more than one."""
    rows = [{one.unit for one in row if one} for row in zip(*(one.numbers for one in mixed), strict=True)]
    return [next(iter(row), "") for row in rows] if all(len(row) < 2 for row in rows) else None


def _units(head: str, units: list[str], translator: Translator) -> list[str]:
    return [harmless(head), *(harmless(unit_words(unit, translator)) for unit in units)]


def unit_words(unit: str, translator: Translator) -> str:
    """Write a unit in words of the reader: `EUR per uur`; one the vocabulary does not know stays as it is."""
    found = parse_unit(unit)
    return found if isinstance(found, str) else translator.unit(found)
