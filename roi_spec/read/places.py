"""From offsets in a text to lines and columns: the one place where positions are counted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from roi_spec.model.source import Span


@dataclass(frozen=True, slots=True)
class Places:
    """The line starts of one text. Offsets are 0-based code points; lines and columns 1-based, as in `Span`."""

    path: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Places:
        """Measure a text whose lines end in a line feed."""
        lengths = (len(line) + 1 for line in text.split("\n"))
        return cls(path, tuple(accumulate(lengths, initial=0))[:-1])

    def span(self, start: int, end: int) -> Span:
        """Give the span from offset `start` up to, not including, offset `end`."""
        line, column = self.line_and_column(start)
        end_line, end_column = self.line_and_column(end)
        return Span(self.path, line, column, end_line, end_column)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Give the 1-based line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a 1-based line and column."""
        return self.starts[line - 1] + column - 1
