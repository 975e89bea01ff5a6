"""A workbook as plain values: sheets of cells that hold text, a number, a day or a formula with its result.

Decided in Python, laid out by whoever writes the file. Nothing here knows a file format. Words of authors are only ever
text: a formula is a value of its own kind, and only our own trees become one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a spreadsheet, and what it comes to."""

    written: str
    """Begins with `=`; functions by their English names, arguments apart by commas, as the file format has it."""
    result: Fraction | str
    """As the engine gives it, in the unit of the cell; text where there is no value."""


Content = str | Fraction | dt.date | Formula | None

Look = Literal[
    "plain",
    "title",
    "heading",
    "lead",
    "head",
    "subhead",
    "label",
    "input",
    "measured",
    "figure",
    "formula",
    "result",
    "missing",
    "small",
    "link",
    "code",
]
"""What a cell is, which decides its colours: `input` and `measured` may be typed over, all others are protected."""

TYPED_OVER: tuple[Look, ...] = ("input", "measured")
"""The looks of cells that a reader may change in a protected sheet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    content: Content = None
    look: Look = "plain"
    notation: str = ""
    """The number format, in the file format's own code; empty: general."""
    name: str = ""
    """Its defined name; empty: none."""
    remark: str = ""
    """What pops up when somebody points at it."""
    target: str = ""
    """Another cell of this workbook that a click leads to: `'Costs'!B5`."""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    title: str
    """As it stands on the tab: at most 31 characters, no `[]:*?/\\`."""
    widths: tuple[int, ...]
    """Of its columns, in characters."""
    rows: tuple[tuple[Cell, ...], ...]
    frozen: tuple[int, int] = (0, 0)
    """Rows at the top and columns at the left that stay in sight."""
    repeated: int = -1
    """The row that stands on top of every printed page; -1: none."""
    is_list: bool = False
    """Whether it is a list under one head, to sort and to filter: nothing in it is protected."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """The whole file."""

    title: str
    author: str
    day: dt.date
    """What its properties give as the day it was made."""
    sheets: tuple[Sheet, ...]
