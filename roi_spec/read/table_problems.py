"""What is wrong with rows and cells, collected while reading: few of each kind, the rest counted.

A file of a million rows can hold a million mistakes of one kind. While reading only the line and the cell are noted;
where exactly they stand in the text is looked up once, at the end, for the few that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source, Span
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules
from roi_spec.read.table_text import lines_of

SHOWN = 5
"""Findings of one kind that are told one by one."""
_LONGEST = 10_000
"""Lines over which one row may reach; longer, and a quotation mark is not closed."""

Cell = tuple[int, int]
"""The line on which a row begins, from 1, and the position of the cell in it, from 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one cell; with `index` -1, with the row."""

    rule: Rule
    line: int
    index: int
    message: Text
    help: Text | None = None
    severity: Severity | None = None


@dataclass(slots=True)
class Problems:
    """A growing list of problems, with a limit for each rule."""

    kept: dict[str, list[Problem]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Note a problem; beyond the first few of a rule only their number is kept."""
        kept = self.kept.setdefault(problem.rule.id, [])
        if len(kept) <= SHOWN:
            kept.append(problem)
        self.more(problem.rule, 1)

    def more(self, rule: Rule, times: int) -> None:
        """Count problems of a rule that are not told one by one."""
        if times:
            self.counts[rule.id] = self.counts.get(rule.id, 0) + times

    def has_room(self, rule: Rule) -> bool:
        """Say whether another problem of this rule would be told, and not only counted."""
        return len(self.kept.get(rule.id, ())) <= SHOWN

    def count(self, rule: Rule) -> int:
        """Give how often a rule was broken so far."""
        return self.counts.get(rule.id, 0)

    def drop(self, rule: Rule) -> None:
        """Forget what was noted for a rule, because its cause is told otherwise."""
        self.kept.pop(rule.id, None)
        self.counts.pop(rule.id, None)

    def findings(self, path: str, content: bytes, delimiter: str) -> Iterator[Finding]:
        """Give everything as findings with exact places."""
        wanted = {(one.line, one.index) for kept in self.kept.values() for one in kept}
        places = cell_spans(path, content, delimiter, wanted)
        for code, kept in self.kept.items():
            alone = self.counts[code] <= SHOWN + 1
            for one in kept if alone else kept[:SHOWN]:
                yield one.rule.finding(places[one.line, one.index], one.message, help=one.help, severity=one.severity)
            if not alone:
                yield _rest(kept[SHOWN], self.counts[code] - SHOWN, places)


def _rest(first: Problem, count: int, places: dict[Cell, Span]) -> Finding:
    message = text("The same occurs {count} times more, from line {line} on.", count=count, line=first.line)
    return first.rule.finding(places[first.line, first.index], message, severity=first.severity)


# --- where cells stand -----------------------------------------------------------------------------------------------


def cell_spans(path: str, content: bytes, delimiter: str, wanted: Iterable[Cell]) -> dict[Cell, Span]:
    """Find the place of cells in the text of a file; a cell that a row does not have gets the place of the row."""
    by_line: dict[int, list[int]] = {}
    for line, index in wanted:
        by_line.setdefault(line, []).append(index)
    found: dict[Cell, Span] = {}
    if by_line:
        for line, record in _records(content, by_line):
            cells = _cells(record, delimiter)
            for index in by_line[line]:
                inside = 0 <= index < len(cells)
                found[line, index] = _span(path, line, record, cells[index] if inside else (0, len(record)))
    return {cell: found.get(cell, Span(path, cell[0], 1, cell[0], 1)) for cell in wanted}


def _records(content: bytes, wanted: dict[int, list[int]]) -> Iterator[tuple[int, str]]:
    """Give the rows that begin on the wanted lines, each with all the lines over which it reaches."""
    last = max(wanted)
    lines = enumerate(lines_of(content), 1)
    for number, line in lines:
        if number in wanted:
            parts, marks = [line], line.count('"')
            while marks % 2 and len(parts) < _LONGEST and (follows := next(lines, None)):
                parts.append(follows[1])
                marks += follows[1].count('"')
            yield number, "".join(parts).rstrip("\n")
        if number >= last:
            return


def _cells(record: str, delimiter: str) -> list[tuple[int, int]]:
    """Give where each cell of a row begins and ends, quotation marks included."""
    ends, quoted = [], False
    for offset, char in enumerate(record):
        if char == '"':
            quoted = not quoted
        elif char == delimiter and not quoted:
            ends.append(offset)
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(record)], strict=True))


def _span(path: str, line: int, record: str, cell: tuple[int, int]) -> Span:
    places = []
    for offset in cell:
        before = record[:offset]
        places += [line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1]
    return Span(path, *places)


def excerpt(path: str, content: bytes, digest: str, findings: Iterable[Finding]) -> Source:
    """Give a file of which only the lines that findings point at are filled, for showing them beside the findings.

    Line numbers stay right and a large file stays out of memory. Nothing is shown of a file that tells who somebody
    is.
    """
    there = [one for one in findings if one.at.path == path]
    personal = any(one.code == table_rules.PERSONAL.id for one in there)
    wanted = {one.at.line for one in there if not personal and b"\0" not in content}
    kept = []
    for number, line in enumerate(lines_of(content, "replace") if wanted else (), 1):
        kept.append(" ".join(line.splitlines()) if number in wanted else "")
        if number >= max(wanted):
            break
    return Source(path, "\n".join(kept), digest)
