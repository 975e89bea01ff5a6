"""A data file as columns: numbers, and labels with few different values.

Kept as flat arrays, so that a million rows fit in some tens of megabytes and a statistics library can take them
without copying. What a column means (person, group, period, value) stands in the spec's `data:` entry; here it is
known by that role.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from roi_spec.model.source import Span


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A column of numbers, one per row; an empty cell is not-a-number."""

    values: array[float]
    written: tuple[str, ...] = ()
    """The cells as text with a decimal point; kept only for tables of respondents, whose figures stay exact."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of labels: for every row the place of its label in `names`; an empty cell is -1."""

    codes: array[int]
    names: tuple[str, ...]
    """Every different label, in order of first appearance."""


Column = Numbers | Labels


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One data file, read for one `data:` entry of a spec."""

    id: str
    """The id of the entry."""
    path: str
    """Relative to the workspace."""
    digest: str
    """SHA-256 of the bytes of the file, in hexadecimal."""
    delimiter: str
    decimal: str
    detected: tuple[str, ...]
    """Which of `delimiter` and `decimal` were found out and not stated."""
    rows: int
    columns: Mapping[str, Column]
    """By role: `person`, `team`, `group`, `period`, `value`, `before`, `after`, `attribution`, `confidence`,
    `factor`, or the id of a driver.
    """
    lines: array[int]
    """For every row the line of the file on which it starts, from 1."""

    def numbers(self, role: str) -> Numbers | None:
        """Give a column of numbers, or None."""
        found = self.columns.get(role)
        return found if isinstance(found, Numbers) else None

    def labels(self, role: str) -> Labels | None:
        """Give a column of labels, or None."""
        found = self.columns.get(role)
        return found if isinstance(found, Labels) else None

    def row(self, number: int) -> Span:
        """Give the place of a row, counted from 0."""
        return Span(self.path, self.lines[number], 1, self.lines[number], 1)
