"""The sheets that hold the working: a row for each step, a table where steps are rows of one."""

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Step
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.model.units import Unit
from roi_spec.model.workbook import EMPTY, Cell, Sheet
from roi_spec.render.told import told
from roi_spec.render.workbook.cases import ENDS
from roi_spec.render.workbook.fill import Filler
from roi_spec.render.workbook.layout import HEADER, Heading, LineRow, Slot, TableHead, TableRow
from roi_spec.render.workbook.scales import is_share, unit_of_step

_HEADS = {
    "title": Text("What"),
    BASE: Text("Value"),
    "unit": Text("Unit"),
    CONSERVATIVE: Text("Conservative"),
    OPTIMISTIC: Text("Optimistic"),
    "low": Text("Low"),
    "high": Text("High"),
    "how": Text("How it is computed, or who says so"),
    "owner": Text("Owner"),
    "date": Text("Date"),
    "valid_until": Text("Valid until"),
    "place": Text("File and line"),
    "note": Text("Note"),
    "name": Text("Name in formulas"),
}
_WIDTHS = {
    "title": 42,
    "unit": 17,
    "how": 48,
    "owner": 17,
    "date": 12,
    "valid_until": 12,
    "place": 38,
    "note": 44,
    "name": 40,
}
_NUMBER = 15
"""Width of a column with numbers."""
_BEHIND = ("how", "owner", "date", "valid_until", "place", "note")
"""What stands behind the numbers, in rows of tables too."""
_LEADS = {
    "inputs": Text("What the programme's authors state: who took part, in which period, and every assumption."),
    "standards": Text("Values that finance has agreed for every programme."),
    "kpis": Text("What was measured: baseline, target, result and the improvement between them."),
    "attribution": Text("What share of each improvement is due to the programme, by each method that was used."),
    "conversion": Text("How an effect becomes money."),
    "costs": Text("Every cost, what of it this run carries, and the sums by category."),
    "results": Text("What comes out of it all."),
}


def working_sheets(filler: Filler) -> Iterator[Sheet]:
    """Give the sheets of the working in their order."""
    for key, slots in filler.layout.slots.items():
        yield Sheet(
            filler.titles[key],
            tuple(_WIDTHS.get(one, _NUMBER) for one in filler.layout.columns),
            (*_top(filler, key), *(_row(filler, slot) for slot in slots)),
            frozen=(HEADER + 1, 1),
            repeated=HEADER,
        )


def _top(filler: Filler, key: str) -> Iterator[tuple[Cell, ...]]:
    tell = filler.writer.translator
    yield (Cell(filler.titles[key], "title"),)
    yield (Cell(tell.text(_LEADS[key]), "lead"),)
    yield ()
    yield tuple(Cell(tell.text(_HEADS[one]), "head") for one in filler.layout.columns)


def _row(filler: Filler, slot: Slot) -> tuple[Cell, ...]:
    if isinstance(slot, Heading):
        return (Cell(filler.writer.translator.text(slot.title), "heading" if slot.level == 1 else "label"),)
    if isinstance(slot, LineRow):
        return tuple(_in_line(filler, slot.step, column) for column in filler.layout.columns)
    if isinstance(slot, TableHead):
        return tuple(_heads(filler, slot))
    return tuple(_in_table(filler, slot)) if isinstance(slot, TableRow) else ()


def _in_line(filler: Filler, step: Step, column: str) -> Cell:
    if column == BASE or column in filler.cases.sides:
        return filler.cell(step.id, column)
    if column in ENDS:
        return filler.cell(step.id, column) if filler.cases.has(step.id, column) else EMPTY
    if column == "title":
        return Cell(filler.writer.translator.text(step.line.title), "plain")
    if column == "unit":
        return Cell(unit_words(filler, unit_of_step(step)), "small")
    if column == "name":
        return Cell(filler.names[step.id], "code")
    return about(filler, step, column)


def about(filler: Filler, step: Step, column: str) -> Cell:
    """Give what is known of a step beside its number: its formula in words or its source, owner, days, place, note."""
    line, stands = step.line, step.line.origin
    if column == "how":
        return Cell(filler.words(step), "small")
    if column in ("date", "valid_until"):
        day = stands.date if column == "date" else stands.valid_until
        return Cell(day, "small", filler.notation.day()) if day else EMPTY
    if column == "place":
        return Cell(place(filler, line.at), "small")
    if column == "owner":
        return Cell(" · ".join(dict.fromkeys(filter(None, (stands.owner, stands.approved_by)))), "small")
    return Cell(_note(filler, step), "small")


def _note(filler: Filler, step: Step) -> str:
    line = step.line
    said = [told(filler.writer.say(line.note))] if line.note else []
    said += [one for one in (line.origin.note, line.cites) if one]
    if filler.converts(step.id):
        said.append(filler.writer.plain("A number in this formula that no step has turns one unit into another."))
    return " ".join(said)


def place(filler: Filler, at: Span) -> str:
    """Give file and line; outsiders get no lines."""
    return at.path if filler.writer.context.edition is Edition.PUBLIC else f"{at.path}:{at.line}"


def unit_words(filler: Filler, unit: Unit) -> str:
    """Give the unit of a cell in the reader's words; of a percentage that of what it is a share of."""
    if unit.is_share:
        return "%" if unit.words[0][0] == "%" else filler.writer.translator.unit(unit)
    return filler.writer.translator.unit(unit) if not is_share(unit) else str(unit)


# --- tables ----------------------------------------------------------------------------------------------------------


def _heads(filler: Filler, head: TableHead) -> Iterator[Cell]:
    tell = filler.writer.translator
    yield Cell("", "subhead")
    for kind, case in head.columns:
        title = tell.text(head.table.heading(kind))
        unit = unit_words(filler, unit_of_step(head.table.column(kind)[0]))
        said = tell.text(text("{title} ({unit})", title=title, unit=unit)) if unit else title
        of_case = tell.text(text("{case}: {title}", case=tell.text(_HEADS[case]), title=said))
        yield Cell(said if case == BASE else of_case, "subhead")
    yield from (Cell("", "subhead") for _ in range(_gap(filler, head)))
    for column in _BEHIND:
        yield Cell(tell.text(_HEADS[column]), "subhead")


def _gap(filler: Filler, row: TableHead | TableRow) -> int:
    """Give how many cells stay empty, so that what stands behind the numbers is below its head where there is room."""
    return max(0, filler.layout.columns.index("how") - 1 - len(row.columns))


def _in_table(filler: Filler, row: TableRow) -> Iterator[Cell]:
    steps = row.table.rows[row.row]
    yield Cell(filler.writer.translator.value(row.table.label(row.row)), "plain")
    for kind, case in row.columns:
        step = steps[kind]
        shown = step is not None and (case == BASE or filler.cases.has(step.id, case))
        if step is not None and not shown and case in filler.cases.sides:
            yield filler.linked(step.id, case)
        else:
            yield filler.cell(step.id, case) if step is not None and shown else EMPTY
    yield from (EMPTY for _ in range(_gap(filler, row)))
    yield from _beside(filler, row)


def _beside(filler: Filler, row: TableRow) -> Iterator[Cell]:
    """Give what stands behind the numbers of a row; a note that the row above has as well is not said again."""
    above = _notes(filler, row.table.rows[row.row - 1]) if row.row else None
    for column in _BEHIND:
        if column == "note":
            note = _notes(filler, row.table.rows[row.row])
            yield Cell(note if note != above else "", "small")
        else:
            cells = (about(filler, step, column) for step in _inputs_first(row.table.rows[row.row]))
            yield next((cell for cell in cells if cell.content), EMPTY)


def _notes(filler: Filler, steps: tuple[Step | None, ...]) -> str:
    return next((note for step in _inputs_first(steps) if (note := _note(filler, step))), "")


def _inputs_first(steps: tuple[Step | None, ...]) -> list[Step]:
    known = [step for step in steps if step is not None]
    return sorted(known, key=lambda step: step.line.formula is not None)
