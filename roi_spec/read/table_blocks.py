"""The rows of a data file, some thousands at a time, turned into columns.

Two readers give the same: Python's `csv` where the file has quotation marks, and plain splitting of a whole block
where it has none, which takes half the time. A row that does not fit the headings is noted and left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules
from roi_spec.read.table_problems import Problem, Problems
from roi_spec.read.table_shape import Shape
from roi_spec.read.table_text import lines_of, opened

CHARACTERS = 1 << 17
"""Length of a block; longer ones are not faster, only larger."""
ROWS = 2048


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows that follow each other, as columns."""

    columns: tuple[Sequence[str], ...]
    """The cells of every column that the spec names, in the order of `Shape.columns`."""
    lines: Sequence[int]
    """The line on which each row begins."""


def blocks(content: bytes, shape: Shape, problems: Problems) -> Iterator[Block]:
    """Give all rows below the headings, block by block; empty rows are passed over."""
    read = _quoted if b'"' in content else _plain
    return read(content, shape, problems)


def _plain(content: bytes, shape: Shape, problems: Problems) -> Iterator[Block]:
    """Split blocks of a file without quotation marks.

    Each line end becomes a cell of its own, so that one look at these cells shows whether all rows have their length.
    """
    delimiter, width = shape.delimiter, len(shape.headings)
    between, empty = f"{delimiter}\n{delimiter}", f"\n{delimiter * (width - 1)}\n"
    stream, line = opened(content), shape.first
    for _ in range(shape.first - 1):
        stream.readline()
    while part := stream.read(CHARACTERS) + stream.readline():
        part = part.removesuffix("\n")
        rows = part.count("\n") + 1
        cells = part.replace("\n", between).split(delimiter)
        ends = cells[width :: width + 1]
        if len(cells) == rows * (width + 1) - 1 and ends == ["\n"] * (rows - 1) and empty not in f"\n{part}\n":
            columns = tuple(cells[index :: width + 1] for _, index in shape.columns)
            yield Block(columns, range(line, line + rows))
        else:
            yield _sorted_out([row.split(delimiter) for row in part.split("\n")], line, shape, problems)
        line += rows


def _quoted(content: bytes, shape: Shape, problems: Problems) -> Iterator[Block]:
    """Read a file with quotation marks, in which a cell may hold delimiters and line ends."""
    lines = lines_of(content)
    for _ in range(shape.first - 1):
        next(lines, None)
    reader = csv.reader(lines, delimiter=shape.delimiter, strict=True)
    even = {len(shape.headings)}
    try:
        while True:
            line = shape.first + reader.line_num
            rows = list(islice(reader, ROWS))
            if not rows:
                return
            simple = reader.line_num == line - shape.first + len(rows)
            if simple and set(map(len, rows)) == even and [""] * len(shape.headings) not in rows:
                columns = tuple(zip(*rows, strict=True))
                yield Block(tuple(columns[index] for _, index in shape.columns), range(line, line + len(rows)))
            else:
                yield _sorted_out(rows, line, shape, problems)
    except csv.Error as error:
        _not_understood(error, content, shape, problems)


def _sorted_out(rows: Sequence[list[str]], line: int, shape: Shape, problems: Problems) -> Block:
    """Keep the rows that fit, each with its line; empty cells beyond the last heading are no harm."""
    kept, lines, width = [], [], len(shape.headings)
    for row in rows:
        reaches = 1 + sum(cell.count("\n") for cell in row)
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) == width and any(cell.strip() for cell in row):
            kept.append(row)
            lines.append(line)
        elif any(cell.strip() for cell in row):
            _ragged(row, line, shape, problems)
        line += reaches
    return Block(tuple([row[index] for row in kept] for _, index in shape.columns), lines)


def _ragged(row: Sequence[str], line: int, shape: Shape, problems: Problems) -> None:
    width = len(shape.headings)
    if not problems.has_room(rules.RAGGED_ROW):
        problems.more(rules.RAGGED_ROW, 1)
        return
    message = text("Line {line} has {found} cells; there are {width} headings.", line=line, found=len(row), width=width)
    problems.add(Problem(rules.RAGGED_ROW, line, -1, message, _evened(row, width, shape)))


def _evened(row: Sequence[str], width: int, shape: Shape) -> Text:
    if len(row) < width:
        return text("Fill in what is missing; a cell without a figure stays empty but keeps its delimiter.")
    if shape.delimiter == ",":
        return text('A comma within a cell needs quotation marks around the cell: "12,5" or "Sales, north".')
    return text("Put quotation marks around a cell that holds the delimiter, or remove the cell that is too many.")


def _not_understood(error: csv.Error, content: bytes, shape: Shape, problems: Problems) -> None:
    """Find the row at which reading stopped by reading once more, row by row, and say what is wrong with it."""
    lines = lines_of(content)
    for _ in range(shape.first - 1):
        next(lines, None)
    reader, line = csv.reader(lines, delimiter=shape.delimiter, strict=True), shape.first
    try:
        for _ in reader:
            line = shape.first + reader.line_num
    except csv.Error:
        follows = "expected after" in str(error)
        message = (
            text("In line {line} text follows a closing quotation mark.", line=line)
            if follows
            else text("In line {line} a quotation mark is opened and not closed.", line=line)
        )
        advice = text('Close it, or write a quotation mark that belongs to the text twice: "".')
        problems.add(Problem(rules.QUOTATION_MARK, line, -1, message, advice))
