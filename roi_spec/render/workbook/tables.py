"""Finds the steps that are rows of a table: respondents, periods, years. Each row has the same kinds of figures.

Such steps differ in their id by a number or a respondent alone (`…respondent.P1.confidence`, `…before.3.value`,
`result.year_2.net`), and their titles by a name or a period. A table shows what many lines below each other would hide,
and gives sums a column to run over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from roi_spec.model.evaluation import Step
from roi_spec.model.text import Text, text

_ROW = re.compile(r"(?P<stem>(?:.*\.)?(?:respondent\.|[a-z_]+[._](?=[0-9])))(?P<row>[^.]+)(?:\.(?P<kind>[a-z_]+))?")
FEWEST = 2
"""Rows that make a table."""
GAP = "…"
_ALIKE = {"zero": "share"}
"""An answer that counts as zero stands in the column of those that count."""


@dataclass(frozen=True, slots=True)
class Table:
    """Steps as rows and kinds."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[Step | None, ...], ...]
    """One step for each kind; None where a row has no such figure."""

    def column(self, place: int) -> tuple[Step, ...]:
        """Give the steps of a kind, from top to bottom."""
        return tuple(row[place] for row in self.rows if (row[place]) is not None)  # type: ignore[misc]

    def heading(self, place: int) -> Text:
        """Give the title of a column: what the titles of its steps have in common."""
        steps = self.column(place)
        return common(tuple(step.line.title for step in steps))

    def label(self, row: int) -> Any:
        """Give what tells a row apart from the others: the name of a respondent, a period, a year."""
        for place, step in enumerate(self.rows[row]):
            if step is None:
                continue
            differing = _differing(tuple(one.line.title for one in self.column(place)))
            told = [value for name, value in step.line.title.params if name in differing]
            if told:
                return told[0]
        return str(row + 1)


def arranged(steps: Sequence[Step], prefix: str = "") -> tuple[Step | Table, ...]:
    """Give steps in their order, those that form a table as that table, at the place of its first step."""
    grouped: dict[str, list[tuple[Step, str, str]]] = {}
    stems: dict[str, str] = {}
    for step in steps:
        found = _ROW.fullmatch(step.id.removeprefix(prefix))
        if found:
            stems[step.id] = found["stem"]
            kind = found["kind"] or ""
            grouped.setdefault(found["stem"], []).append((step, found["row"], _ALIKE.get(kind, kind)))
    tables = {stem: _table(cells) for stem, cells in grouped.items() if len({row for _, row, _ in cells}) >= FEWEST}
    return tuple(_in_order(steps, stems, tables))


def _in_order(steps: Sequence[Step], stems: dict[str, str], tables: dict[str, Table]) -> Iterable[Step | Table]:
    shown: set[str] = set()
    for step in steps:
        stem = stems.get(step.id, "")
        if stem not in tables:
            yield step
        elif stem not in shown:
            shown.add(stem)
            yield tables[stem]


def _table(cells: list[tuple[Step, str, str]]) -> Table:
    kinds = tuple(dict.fromkeys(kind for _, _, kind in cells))
    rows: dict[str, dict[str, Step]] = {}
    for step, row, kind in cells:
        rows.setdefault(row, {})[kind] = step
    return Table(kinds, tuple(tuple(row.get(kind) for kind in kinds) for row in rows.values()))


# --- what titles share -----------------------------------------------------------------------------------------------


def common(titles: Sequence[Text]) -> Text:
    """Give the title that stands for all: where their values differ, a gap."""
    if len({one.msgid for one in titles}) > 1:
        return titles[0]
    differing = _differing(titles)
    first = titles[0]
    return text(first.msgid, **{name: GAP if name in differing else value for name, value in first.params})


def _differing(titles: Sequence[Text]) -> frozenset[str]:
    if len({one.msgid for one in titles}) > 1:
        return frozenset()
    values: dict[str, set[Any]] = {}
    for one in titles:
        for name, value in one.params:
            values.setdefault(name, set()).add(value)
    return frozenset(name for name, found in values.items() if len(found) > 1)
