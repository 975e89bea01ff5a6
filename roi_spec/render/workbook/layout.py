"""Decides on which sheet, in which row and column every cell of the working stands.

Done before any formula is written, because a formula needs to know where the cells it names are. A sheet is a list of
slots, one for each row; the place of a cell follows from the place of its slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roi_spec.model.evaluation import BASE, Evaluation, MethodResult, Step
from roi_spec.model.text import Text, text
from roi_spec.render.workbook.cases import ENDS, Cases
from roi_spec.render.workbook.tables import Table, arranged

INPUTS, STANDARDS, KPIS, ATTRIBUTION = "inputs", "standards", "kpis", "attribution"
CONVERSION, COSTS, RESULTS = "conversion", "costs", "results"

TITLES = {
    INPUTS: Text("Inputs"),
    STANDARDS: Text("Standard values"),
    KPIS: Text("KPIs"),
    ATTRIBUTION: Text("Attribution"),
    CONVERSION: Text("Conversion"),
    COSTS: Text("Costs"),
    RESULTS: Text("Results"),
}
"""The sheets that hold the working, in their order."""

_HOMES = {
    "audience": INPUTS,
    "assumption": INPUTS,
    "standard": STANDARDS,
    "kpi": KPIS,
    "attribution": ATTRIBUTION,
    "conversion": CONVERSION,
    "cost": COSTS,
    "result": RESULTS,
}

HEADER = 3
"""The row with the heads of the columns, below title, lead and a blank row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row with a heading."""

    title: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row with one step."""

    step: Step


@dataclass(frozen=True, slots=True)
class TableHead:
    """The row with the heads of a table."""

    table: Table
    columns: tuple[tuple[int, str], ...]
    """Kind and case of every column."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table."""

    table: Table
    columns: tuple[tuple[int, str], ...]
    row: int


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty row."""


Slot = Heading | LineRow | TableHead | TableRow | Blank


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands; rows and columns count from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of the working, and where each cell is."""

    columns: tuple[str, ...]
    """Of rows with one step: the case of a value, or what else stands there."""
    slots: dict[str, tuple[Slot, ...]]
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    """By id of the step and case."""


def lay_out(evaluation: Evaluation, cases: Cases) -> Layout:
    """Give every step its row."""
    columns = _columns(cases)
    slots = {sheet: tuple(_slots(sheet, evaluation, cases)) for sheet in TITLES}
    made = Layout(columns, {sheet: rows for sheet, rows in slots.items() if rows})
    for sheet, rows in made.slots.items():
        for number, slot in enumerate(rows, start=HEADER + 1):
            for id, case, column in _cells(slot, made.columns, cases):
                made.spots[id, case] = Spot(sheet, number, column)
    return made


def _columns(cases: Cases) -> tuple[str, ...]:
    ends = tuple(end for end in ENDS if any(cases.has(id, end) for id in cases.evaluation.steps))
    values = (BASE, "unit", *cases.sides, *ends)
    return ("title", *values, "how", "owner", "date", "valid_until", "place", "note", "name")


def _cells(slot: Slot, columns: Sequence[str], cases: Cases) -> Iterator[tuple[str, str, int]]:
    """Give the cells of the working in a row: step, case, column."""
    if isinstance(slot, LineRow):
        for number, column in enumerate(columns):
            if column in (BASE, *cases.sides, *ENDS) and cases.has(slot.step.id, column):
                yield slot.step.id, column, number
    if isinstance(slot, TableRow):
        for number, (kind, case) in enumerate(slot.columns, start=1):
            step = slot.table.rows[slot.row][kind]
            if step is not None and cases.has(step.id, case):
                yield step.id, case, number


# --- what stands on a sheet ------------------------------------------------------------------------------------------


def _slots(sheet: str, evaluation: Evaluation, cases: Cases) -> Iterator[Slot]:
    steps = [step for step in evaluation.steps.values() if _HOMES.get(step.line.part, RESULTS) == sheet]
    if sheet == INPUTS:
        yield from _group(Text("People and period"), [one for one in steps if one.line.part == "audience"])
        yield from _group(Text("Assumptions"), [one for one in steps if one.line.part == "assumption"])
    elif sheet in (KPIS, CONVERSION, ATTRIBUTION):
        for kpi in evaluation.kpis:
            mine = [step for step in steps if step.id.startswith(f"kpi.{kpi.kpi.id}.")]
            if mine:
                yield Heading(text("{kpi}", kpi=kpi.kpi.title))
                yield from _methods(mine, kpi.methods, cases) if sheet == ATTRIBUTION else _rows(mine, cases, "kpi.")
                yield Blank()
        yield from _rows([step for step in steps if not step.id.startswith("kpi.")], cases)
    else:
        yield from _rows(steps, cases)


def _group(title: Text, steps: Sequence[Step]) -> Iterator[Slot]:
    if steps:
        yield Heading(title)
        yield from map(LineRow, steps)
        yield Blank()


def _methods(steps: Sequence[Step], methods: Sequence[MethodResult], cases: Cases) -> Iterator[Slot]:
    """Give the working of each method apart, and then what became of them."""
    rest = list(steps)
    for method in methods:
        prefix = f"{method.prefix}."
        mine = [step for step in rest if step.id.startswith(prefix)]
        if mine:
            used = Text("The effect that counts") if method.used else Text("For comparison; it does not count")
            yield Heading(text("{method}: {role}", method=method.method.title, role=used), 2)
            yield from _rows(mine, cases, prefix)
            rest = [step for step in rest if step not in mine]
    if rest:
        if len(rest) < len(steps):
            yield Blank()
        yield from map(LineRow, rest)


def _rows(steps: Sequence[Step], cases: Cases, prefix: str = "") -> Iterator[Slot]:
    for one in arranged(steps, prefix):
        if isinstance(one, Step):
            yield LineRow(one)
            continue
        columns = tuple(_table_columns(one, cases))
        yield TableHead(one, columns)
        yield from (TableRow(one, columns, row) for row in range(len(one.rows)))
        yield Blank()


def _table_columns(table: Table, cases: Cases) -> Iterator[tuple[int, str]]:
    """Give every kind with the cases that one of its steps has."""
    for kind in range(len(table.kinds)):
        for case in (BASE, *cases.sides, *ENDS):
            if any(cases.has(step.id, case) for step in table.column(kind)):
                yield kind, case
