"""Data files: from the bytes of a CSV to columns of numbers and labels, or what is wrong with it, row by row.

`read_table` is pure; `load_table` fetches the bytes first. A file of a million rows is read block by block, so that
hardly more than the bytes and the finished columns is ever in memory.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.source import Source, Span
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Table
from roi_spec.model.text import text
from roi_spec.read import table_rules as rules
from roi_spec.read.table_blocks import blocks
from roi_spec.read.table_cells import OTHER, SIGNS, number, share
from roi_spec.read.table_checks import check
from roi_spec.read.table_columns import DecimalSign, LabelColumn, NumberColumn
from roi_spec.read.table_files import fetch
from roi_spec.read.table_persons import headings_that_tell
from roi_spec.read.table_problems import Problems, cell_spans, excerpt
from roi_spec.read.table_shape import LABEL_ROLES, SHARE_ROLES, Shape, shape_of
from roi_spec.read.table_text import refuse


@dataclass(frozen=True, slots=True)
class Loaded:
    """One data file, fetched and read."""

    table: Table | None
    """None when a finding is an error."""
    findings: tuple[Finding, ...]
    excerpt: Source | None = None
    """The lines that the findings point at; None when none does, or when the file could not be fetched."""


def load_table(root: Path, spec_path: str, entry: DataFile, *, exact: bool = False) -> Loaded:
    """Read the file that a `data:` entry of a spec names; its path counts from the folder of the spec.

    `spec_path` is relative to `root`, which the file may not leave. See `read_table`.
    """
    path, content, refused = fetch(root, spec_path, entry)
    if content is None:
        return Loaded(None, refused)
    table, findings = read_table(content, path, entry, exact=exact)
    if not findings:
        return Loaded(table, ())
    return Loaded(table, findings, excerpt(path, content, hashlib.sha256(content).hexdigest(), findings))


def read_table(
    data: bytes, path: str, entry: DataFile, *, exact: bool = False
) -> tuple[Table | None, tuple[Finding, ...]]:
    """Read a CSV as the columns that a `data:` entry names; no table when a finding is an error.

    `path` is the name readers see. Delimiter and decimal sign are as stated, else found out and told in
    `Table.detected`; a file without decimals has a point and does not tell it. Shares (attribution, confidence, factor)
    come out as a fraction of one. With `exact` the cells of number columns are kept as written, in strict notation.
    """
    refused = refuse(path, data)
    if refused:
        return None, (refused,)
    shape, unfit = shape_of(path, data, entry)
    if shape is None:
        return None, unfit
    reading = _Reading(data, path, entry, shape, exact=exact)
    table = reading.table()
    findings = tuple(reading.findings(table))
    failed = any(one.severity is Severity.ERROR for one in findings)
    return (None if failed else table), tuple(sorted(findings, key=lambda one: one.order))


class _Reading:
    """One reading of one file whose layout is known."""

    def __init__(self, data: bytes, path: str, entry: DataFile, shape: Shape, *, exact: bool) -> None:
        self.data, self.path, self.entry, self.shape, self.exact = data, path, entry, shape, exact
        stated = entry.decimal if entry.decimal in SIGNS else ""
        self._begin(DecimalSign(stated, stated=bool(stated)))
        if not stated and shape.delimiter == "," and b'"' not in data:
            # Where commas separate cells and nothing is quoted, a comma in a number cannot be.
            self.decimal.sign = "."

    def _begin(self, decimal: DecimalSign) -> None:
        self.decimal, self.problems, self.lines = decimal, Problems(), array("i")
        self.columns: dict[str, LabelColumn | NumberColumn] = {
            role: LabelColumn() if role in LABEL_ROLES else self._numbers(role, index)
            for role, index in self.shape.columns
        }

    def _numbers(self, role: str, index: int) -> NumberColumn:
        heading = self.shape.headings[index]
        reads = share if role in SHARE_ROLES else number
        return NumberColumn(index, heading, self.decimal, self.problems, reads, self.exact)

    def table(self) -> Table:
        """Read all rows; once more when a late cell shows that the decimal sign was taken wrongly."""
        if not self._read():
            self._begin(DecimalSign(self.decimal.corrected))
            self._read()
        found_out = {
            "delimiter": not self.shape.stated,
            "decimal": self.decimal.met and not self.decimal.stated,
        }
        return Table(
            id=self.entry.id,
            path=self.path,
            digest=hashlib.sha256(self.data).hexdigest(),
            delimiter=self.shape.delimiter,
            decimal=self.decimal.sign or ".",
            detected=tuple(name for name, was in found_out.items() if was),
            rows=len(self.lines),
            columns={role: column.done() for role, column in self.columns.items()},
            lines=self.lines,
        )

    def _read(self) -> bool:
        columns = tuple(self.columns.values())
        for block in blocks(self.data, self.shape, self.problems):
            for column, cells in zip(columns, block.columns, strict=True):
                column.take(cells, block.lines)
            self.lines.extend(block.lines)
            if self.decimal.corrected and not self.decimal.stated:
                return False
            if self.decimal.is_wrong:
                break
        return True

    def findings(self, table: Table) -> Iterator[Finding]:
        """Give everything that is wrong with the rows and columns."""
        if table.rows == 0 and not self.problems.counts:
            yield self._no_rows()
            return
        named = tuple(headings_that_tell(self.path, self.data, self.shape, self.entry))
        yield from named
        for column in self.columns.values():
            if isinstance(column, NumberColumn) and table.rows:
                column.settle(self.lines)
        if not self.decimal.is_wrong:
            columns = self.columns.items()
            gaps = {role for role, column in columns if isinstance(column, LabelColumn) and column.has_gaps}
            check(table, dict(self.shape.columns), gaps, self.problems)
        if any(one.severity is Severity.ERROR for one in named):
            self.problems.drop(rules.PERSONAL)
        yield from self._decimal_sign()
        yield from self.problems.findings(self.path, self.data, self.shape.delimiter)

    def _no_rows(self) -> Finding:
        at = Span(self.path, self.shape.line, 1, self.shape.line, 1)
        message = text("{file} has headings and no rows.", file=self.entry.file)
        return rules.NOTHING_INSIDE.finding(at, message, help=text("Save the export again, with its rows."))

    def _decimal_sign(self) -> Iterator[Finding]:
        """Say once what makes every number of the file uncertain, instead of something about each of them."""
        decimal = self.decimal
        if decimal.doubt:
            self.problems.drop(rules.NUMBER_NOTATION)
            yield self._unclear(*decimal.doubt)
        elif decimal.is_wrong:
            self.problems.drop(rules.NUMBER_NOTATION)
            yield rules.STATED_OTHERWISE.finding(
                self.entry.spot("decimal"),
                text(
                    "The spec says that decimals follow {stated}; in {file} they follow {found}.",
                    stated=SIGNS[decimal.sign],
                    file=self.entry.file,
                    found=SIGNS[OTHER[decimal.sign]],
                ),
                help=text("Write: {line}", line=f'decimal: "{OTHER[decimal.sign]}"'),
            )

    def _unclear(self, cell: tuple[int, int], written: str) -> Finding:
        sign = self.decimal.sign
        return rules.DECIMAL_UNCLEAR.finding(
            cell_spans(self.path, self.data, self.shape.delimiter, [cell])[cell],
            text(
                "“{cell}” can be {large} or a number with three decimals; no other cell decides it.",
                cell=written,
                large=written.replace(sign, ""),
            ),
            help=text(
                'State in the spec: `decimal: "{sign}"` for a number with decimals, `decimal: "{other}"` for {large}.',
                sign=sign,
                other=OTHER[sign],
                large=written.replace(sign, ""),
            ),
            related=(Label(self.entry.at, text("this entry")),),
        )
