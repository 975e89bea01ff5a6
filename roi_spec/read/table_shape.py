"""How a data file is laid out: what separates its cells, and under which headings the columns of the spec stand.

What the spec states is held against the file; what it leaves open is found out from the headings that it names.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from roi_spec.model.finding import Finding, Label
from roi_spec.model.source import Span
from roi_spec.model.spec import DataFile
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules
from roi_spec.read.table_problems import cell_spans
from roi_spec.read.table_text import lines_of

LABEL_ROLES = frozenset({"person", "team", "group", "period"})
SHARE_ROLES = frozenset({"attribution", "confidence", "factor"})
"""Every other role holds plain numbers."""

DELIMITERS = {",": text("a comma"), ";": text("a semicolon"), "\t": text("a tab"), "|": text("a vertical bar")}
_SPELLED = {"tab": "\t", "\\t": "\t"}
_LOOKED_AT = 50
"""Lines from which the delimiter is found out."""
_SAYS_ITSELF = re.compile(r"sep=([,;\t|])\n?")
"""The first line by which Excel knows the delimiter of a CSV."""
_SHOWN = 8
"""Headings of the file that a message names."""
_COMPARED = 500
"""Headings among which a similar one is looked for."""
_LONGEST_LINE = 1_000_000
_FIGURE = re.compile(r"[-+]?[0-9][0-9.,]*%?")


@dataclass(frozen=True, slots=True)
class Shape:
    """The layout of one file."""

    delimiter: str
    stated: bool
    """Whether the spec states the delimiter."""
    headings: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    """Role and position of every column that the spec names."""
    line: int
    """The line on which the headings begin."""
    first: int
    """The line on which the first row begins."""


def tidy(written: str) -> str:
    """Give a heading or label as it is compared: one kind of letters, no spaces around it, single spaces within."""
    return " ".join(unicodedata.normalize("NFC", written).split())


def shape_of(path: str, content: bytes, entry: DataFile) -> tuple[Shape | None, tuple[Finding, ...]]:
    """Find delimiter and headings; None when the file has none, or not those that the spec names."""
    skipped, head = _head(content)
    if not head:
        return None, (_nothing(path, text("The file is empty.")),)
    long = next((number for number, line in enumerate(head, skipped + 1) if len(line) > _LONGEST_LINE), 0)
    if long:
        return None, (_nothing(path, text("Line {line} is far too long for a row of a table.", line=long)),)
    stated = _SPELLED.get(entry.delimiter, entry.delimiter)
    stated = stated if stated in DELIMITERS else ""
    own = _SAYS_ITSELF.fullmatch(next(lines_of(content)))
    delimiter = stated or (own[1] if own else _likely(head, entry))
    wrong = _stated_otherwise(head, stated, entry)
    if wrong:
        return None, (wrong,)
    headings, length = _headings(head, delimiter)
    shape = Shape(delimiter, bool(stated), headings, (), skipped + 1, skipped + 1 + length)
    found = (*_missing(path, head, shape, entry), *_twice(path, content, shape, entry), *_mapped_twice(entry))
    columns = tuple((role, headings.index(tidy(name))) for role, name in entry.columns if tidy(name) in headings)
    return Shape(delimiter, bool(stated), headings, columns, shape.line, shape.first) if not found else None, found


def _head(content: bytes) -> tuple[int, list[str]]:
    """Give how many lines stand above the headings (`sep=;` and empty ones), and the lines from there on."""
    lines = list(islice(lines_of(content), _LOOKED_AT))
    skipped = 1 if lines and _SAYS_ITSELF.fullmatch(lines[0]) else 0
    while skipped < len(lines) and not lines[skipped].strip(" ,;|\t\n"):
        skipped += 1
    return skipped, lines[skipped:]


def _nothing(path: str, message: Text) -> Finding:
    return rules.NOTHING_INSIDE.finding(
        Span(path, 1, 1, 1, 1),
        message,
        help=text("Save the export again, with one line of headings and the rows below."),
    )


def _headings(head: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], int]:
    """Give the headings and over how many lines they reach: a heading may hold a line break."""
    reader = csv.reader(head, delimiter=delimiter)
    try:
        return tuple(tidy(cell) for cell in next(reader)), reader.line_num
    except csv.Error:
        return (tidy(head[0]),), 1


def _likely(head: Sequence[str], entry: DataFile) -> str:
    """Choose the delimiter with which most of the named headings are found, and then the most even rows."""
    return max(DELIMITERS, key=lambda delimiter: _fit(head, delimiter, entry))


def _fit(head: Sequence[str], delimiter: str, entry: DataFile) -> tuple[int, int, int]:
    headings, length = _headings(head, delimiter)
    named = sum(tidy(name) in headings for _, name in entry.columns)
    return named, _even(head[length:], delimiter, len(headings)), len(headings)


def _even(lines: Sequence[str], delimiter: str, width: int) -> int:
    """Count the rows that have as many cells as there are headings."""
    try:
        return sum(len(row) == width for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0


def _stated_otherwise(head: Sequence[str], stated: str, entry: DataFile) -> Finding | None:
    """Compare a stated delimiter with the file: wrong when not one heading is found with it, and some with another."""
    if not stated or _fit(head, stated, entry)[0]:
        return None
    likely = _likely(head, entry)
    if not _fit(head, likely, entry)[0]:
        return None
    return rules.STATED_OTHERWISE.finding(
        entry.spot("delimiter"),
        text(
            "The spec says that {stated} separates the cells of {file}; in the file it is {found}.",
            stated=DELIMITERS[stated],
            file=entry.file,
            found=DELIMITERS[likely],
        ),
        help=text("Write: {line}", line=f'delimiter: "{_written(likely)}"'),
    )


def _written(delimiter: str) -> str:
    return "\\t" if delimiter == "\t" else delimiter


# --- headings --------------------------------------------------------------------------------------------------------


def _missing(path: str, head: Sequence[str], shape: Shape, entry: DataFile) -> Iterator[Finding]:
    """Report named columns that the file does not have; when it has none at all, once."""
    missing = [(role, name) for role, name in entry.columns if tidy(name) not in shape.headings]
    if missing and len(missing) == len(entry.columns):
        below = _further_down(head, shape, entry)
        if below:
            yield _title_lines(path, below, shape)
            return
        if _looks_like_figures(shape.headings):
            yield _no_headings(path, entry, shape)
            return
    for role, name in missing:
        yield rules.HEADING_NOT_FOUND.finding(
            entry.spot("columns", role),
            text("{file} has no column “{name}”.", file=entry.file, name=name),
            help=_instead(tidy(name), shape.headings, role),
        )


def _instead(name: str, headings: Sequence[str], role: str) -> Text:
    """Offer the heading that looks most like the wanted one, else name those there are."""
    near_enough = [heading for heading in headings[:_COMPARED] if len(heading) < 2 * len(name) + 5]
    by_small = {heading.casefold(): heading for heading in reversed(near_enough) if heading}
    near = get_close_matches(name.casefold(), by_small, 1, 0.6)
    if near:
        return text("Write: {line}", line=f"{role}: {by_small[near[0]]}")
    shown = ", ".join(f"“{heading}”" for heading in headings[:_SHOWN] if heading)
    return text("The file has these headings: {headings}.", headings=shown)


def _further_down(head: Sequence[str], shape: Shape, entry: DataFile) -> int:
    """Give how many lines stand between the top and the line that does hold the headings; 0 when no line does."""
    wanted = {tidy(name) for _, name in entry.columns}
    for offset, line in enumerate(head):
        if wanted <= set(_headings([line], shape.delimiter)[0]):
            return offset
    return 0


def _title_lines(path: str, below: int, shape: Shape) -> Finding:
    line = shape.line + below
    return rules.HEADING_NOT_FOUND.finding(
        Span(path, line, 1, line, 1),
        text("The headings stand in line {line}, below other lines.", line=line),
        help=text("Remove the lines above it: a data file begins with its headings."),
    )


def _looks_like_figures(headings: Sequence[str]) -> bool:
    return any(_FIGURE.fullmatch(heading) for heading in headings)


def _no_headings(path: str, entry: DataFile, shape: Shape) -> Finding:
    line = shape.delimiter.join(name for _, name in entry.columns)
    return rules.HEADING_NOT_FOUND.finding(
        Span(path, shape.line, 1, shape.line, 1),
        text("The first line of {file} holds figures, not headings.", file=entry.file),
        help=text("Put a line with headings above it, for example: {line}", line=line),
    )


def _twice(path: str, content: bytes, shape: Shape, entry: DataFile) -> Iterator[Finding]:
    """Report headings that the spec names and the file has more than once."""
    wanted = {tidy(name) for _, name in entry.columns}
    again: dict[str, int] = {}
    for index, heading in enumerate(shape.headings):
        if heading in wanted and shape.headings.index(heading) < index:
            again.setdefault(heading, index)
    places = heading_spans(path, content, shape, again.values())
    for heading, index in again.items():
        yield rules.HEADING_TWICE.finding(
            places[index],
            text("“{heading}” is the heading of two columns.", heading=heading),
            help=text("Give one of them another heading, or remove the column that is not needed."),
        )


def _mapped_twice(entry: DataFile) -> Iterator[Finding]:
    """Report a heading that the spec gives to two roles, at the second one; a team may be its own group."""
    first: dict[str, str] = {}
    for role, name in entry.columns:
        other = first.setdefault(tidy(name), role)
        if other == role or {other, role} == _ONE_COLUMN:
            continue
        yield rules.HEADING_TWICE.finding(
            entry.spot("columns", role),
            text("“{heading}” is named for two columns: {first} and {second}.", heading=name, first=other, second=role),
            help=text("Write the heading of the column that holds {second}, or leave `{second}:` out.", second=role),
            related=(Label(entry.spot("columns", other), text("The first time")),),
        )


_ONE_COLUMN = {"team", "group"}
"""The roles that one column may have together: each team is named as trained or not."""


def heading_spans(path: str, content: bytes, shape: Shape, indexes: Iterable[int]) -> dict[int, Span]:
    """Find the place of headings in the text of a file."""
    wanted = [(shape.line, index) for index in indexes]
    return {index: span for (_, index), span in cell_spans(path, content, shape.delimiter, wanted).items()}
