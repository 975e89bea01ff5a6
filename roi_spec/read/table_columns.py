"""Columns while they are read: labels become codes, cells become numbers, a whole block at a time.

The common case (plain figures, labels seen before) runs at the speed of Python's own loops in C; only a block that
does not fit is looked at cell by cell.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from roi_spec.model.table import Column, Labels, Numbers
from roi_spec.model.text import text
from roi_spec.read import table_rules as rules
from roi_spec.read.table_cells import OTHER, Odd, Reading, evidence, number
from roi_spec.read.table_problems import SHOWN, Cell, Problem, Problems
from roi_spec.read.table_shape import tidy


class _Codes(dict[str, int]):
    """From a cell as written to the code of its label; knows a cell from the second time on without any work."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __missing__(self, cell: str) -> int:
        name = tidy(cell)
        if not name:
            code = -1
        elif name != cell:
            code = self[name]
        else:
            code = len(self.names)
            self.names.append(name)
        self[cell] = code
        return code


@dataclass(slots=True)
class LabelColumn:
    """A column of labels, growing."""

    codes: array[int] = field(default_factory=lambda: array("i"))
    known: _Codes = field(default_factory=_Codes)

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:  # noqa: ARG002 - as NumberColumn.take
        """Add the cells of a block."""
        self.codes.fromlist(list(map(self.known.__getitem__, cells)))

    @property
    def has_gaps(self) -> bool:
        """Say whether a cell was empty."""
        return -1 in self.known.values()

    def done(self) -> Column:
        """Give the column."""
        return Labels(self.codes, tuple(self.known.names))


@dataclass(slots=True)
class DecimalSign:
    """What is known of the decimal sign of a file: stated, found in a cell, or still open."""

    sign: str = ""
    """`.`, `,` or empty while no cell has shown one."""
    stated: bool = False
    met: bool = False
    """Whether a number with this sign has been read."""
    doubt: tuple[Cell, str] | None = None
    """The first cell whose sign could mark thousands as well, as long as no other cell has settled it."""
    contradicted: bool = False
    """Whether a number with decimals behind the other sign has been met."""
    corrected: str = ""
    """The sign that a later cell proved, when the file has to be read again with it."""

    def look(self, cells: Sequence[str], lines: Sequence[int], index: int) -> None:
        """Learn from the cells of a block; nothing to learn once the sign is certain."""
        spoken = [(evidence(cell), row) for row, cell in enumerate(cells) if "." in cell or "," in cell]
        certain = [mark for mark, _ in spoken if mark in (".", ",")]
        if certain:
            self._settle(max(dict.fromkeys(certain), key=certain.count))
        elif not self.sign:
            first = next(((mark[0], row) for mark, row in spoken if mark), None)
            if first:
                self.sign, row = first
                self.doubt = ((lines[row], index), cells[row].strip())

    def _settle(self, sign: str) -> None:
        if self.sign and self.sign != sign:
            self.corrected = sign
        self.sign, self.doubt = sign, None

    @property
    def is_wrong(self) -> bool:
        """Say whether the stated sign is not that of the file, so that reading on makes no sense."""
        return self.stated and self.contradicted and not self.met

    @property
    def is_open(self) -> bool:
        """Say whether blocks should still be looked at."""
        return not self.sign or self.doubt is not None


@dataclass(slots=True)
class NumberColumn:
    """A column of numbers, growing."""

    index: int
    heading: str
    decimal: DecimalSign
    problems: Problems
    reads: Callable[[str, str, str], Reading] = number
    exact: bool = False
    values: array[float] = field(default_factory=lambda: array("d"))
    written: list[str] = field(default_factory=list)
    odd: Counter[str] = field(default_factory=Counter)
    """How often a cell broke each rule."""
    texts: list[Problem] = field(default_factory=list)
    """The first cells that hold text."""

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        """Add the cells of a block, together when all are plain figures, else one by one."""
        if self.decimal.is_open:
            self.decimal.look(cells, lines, self.index)
        figures = self._together(cells)
        self.values.extend(array("d", self._one_by_one(cells, lines)) if figures is None else figures)

    def _together(self, cells: Sequence[str]) -> array[float] | None:
        """Give the numbers of a block whose cells are all as they should be, else None."""
        return plain_figures(cells, self.decimal) if self.reads is number and not self.exact else None

    def _one_by_one(self, cells: Sequence[str], lines: Sequence[int]) -> Iterator[float]:
        sign = self.decimal.sign or "."
        for cell, line in zip(cells, lines, strict=True):
            reading = self.reads(cell, sign, self.heading)
            if reading.odd:
                self._note(reading.odd, cell, line)
            elif reading.written and sign in cell:
                self.decimal.met = True
            if self.exact:
                self.written.append(reading.written or "")
            yield float(reading.written) if reading.written else math.nan

    def _note(self, odd: Odd, cell: str, line: int) -> None:
        """Note an odd cell; texts wait until the whole column is known, a missing percent sign is said once."""
        self.odd[odd.rule.id] += 1
        if odd.rule is rules.NUMBER_NOTATION and evidence(cell) == OTHER.get(self.decimal.sign):
            self.decimal.contradicted = True
        problem = Problem(odd.rule, line, self.index, odd.message, odd.help, odd.severity)
        if odd.rule is rules.NOT_A_NUMBER:
            if len(self.texts) <= SHOWN:
                self.texts.append(problem)
        elif odd.rule is not rules.SHARE_WITHOUT_SIGN or self.odd[odd.rule.id] == 1:
            self.problems.add(problem)

    def settle(self, lines: Sequence[int]) -> None:
        """Say what only the whole column shows: that it holds no number at all, or which of its cells are texts."""
        for problem in self.texts:
            if any(not math.isnan(one) for one in self.values):
                self.problems.add(problem)
                continue
            message = text("The column “{heading}” holds texts and not one number.", heading=self.heading)
            help_ = text("Name the column that holds the figures under `columns:`.")
            self.problems.add(Problem(rules.NOT_A_NUMBER, problem.line, self.index, message, help_))
            return
        self.problems.more(rules.NOT_A_NUMBER, self.odd[rules.NOT_A_NUMBER.id] - len(self.texts))
        if not self.odd and all(map(math.isnan, self.values)):
            message = text("The column “{heading}” is empty.", heading=self.heading)
            help_ = text("Save the export again with its figures, or name another column under `columns:`.")
            self.problems.add(Problem(rules.NOTHING_INSIDE, lines[0], self.index, message, help_))

    def done(self) -> Column:
        """Give the column."""
        return Numbers(self.values, tuple(self.written))


def plain_figures(cells: Sequence[str], decimal: DecimalSign) -> array[float] | None:
    """Turn cells into numbers all at once; None when one of them is more than digits, a minus and the decimal sign.

    `float` alone would also take `1e9`, `1_000`, `nan` and digits of other scripts, hence the look at the characters.
    """
    joined = "\n".join(cells)
    sign = decimal.sign
    if not joined.isascii() or joined.encode().translate(None, b"0123456789-\n" + sign.encode()):
        return None
    if sign == ",":
        joined = joined.replace(",", ".")
        cells = joined.split("\n") if joined.count("\n") < len(cells) else ["a cell holds a line break"]
    figures = _converted(cells)
    # A number of hundreds of digits is infinite as a float.
    if figures is None or not math.isfinite(_sum(figures)):
        return None
    decimal.met = decimal.met or (sign != "" and "." in joined)
    return figures


def _converted(cells: Sequence[str]) -> array[float] | None:
    try:
        return array("d", [float(cell) for cell in cells])
    except ValueError:
        pass
    try:
        return array("d", [float(cell) if cell else math.nan for cell in cells])
    except ValueError:
        return None


def _sum(figures: array[float]) -> float:
    total = sum(figures)
    return sum(one for one in figures if not math.isnan(one)) if math.isnan(total) else total
