"""The last sheets: the scenarios side by side, the trace of every step, and the receipt itself."""

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Step
from roi_spec.model.formula import as_line
from roi_spec.model.text import Text, text
from roi_spec.model.workbook import EMPTY, Cell, Sheet
from roi_spec.render.workbook.cases import ENDS
from roi_spec.render.workbook.fill import Filler
from roi_spec.render.workbook.scales import unit_of_step
from roi_spec.render.workbook.working import unit_words

_Row = tuple[Cell, ...]

RECEIPT = "receipt.json"
"""The title of the sheet with the receipt, in every language: programs look for it."""
PIECE = 15_000
"""Characters of the receipt in one cell; a cell holds 32,767, and some characters count twice."""

_AT = {"low": Text("low end"), "high": Text("high end"), "": Text("base")}


def scenarios_sheet(filler: Filler, title: str) -> Sheet:
    """Give where every range stands in each case, and the results of the cases side by side."""
    tell = filler.writer.translator
    lead = Text(
        "In the conservative case every range stands at the end that hurts, in the optimistic case at the one that "
        "helps."
    )
    top: list[_Row] = [(Cell(title, "title"),), (Cell(tell.text(lead), "lead"),), ()]
    values = (Text("Low"), Text("Value"), Text("High"), Text("Conservative"), Text("Optimistic"))
    heads = (Text("Range"), Text("Unit"), *values)
    ranges = [_range(filler, step) for step in _ranged(filler)]
    results = (Text("Result"), Text("Unit"), Text("Conservative"), Text("Base"), Text("Optimistic"))
    rows = [*top, tuple(Cell(tell.text(one), "head") for one in heads), *ranges, ()]
    rows += [tuple(Cell(tell.text(one), "head") for one in results), *_results(filler)]
    return Sheet(title, (60, 20, 18, 18, 18, 18, 18), tuple(rows), frozen=(0, 1))


def _ranged(filler: Filler) -> list[Step]:
    return [step for step in filler.evaluation.steps.values() if any(filler.cases.has(step.id, end) for end in ENDS)]


def _range(filler: Filler, step: Step) -> _Row:
    tell = filler.writer.translator
    low, high = (filler.linked(step.id, end) if filler.cases.has(step.id, end) else EMPTY for end in ENDS)
    ends = (filler.cases.end_in(step, side) for side in (CONSERVATIVE, OPTIMISTIC))
    return (
        Cell(tell.text(step.line.title), "plain"),
        Cell(unit_words(filler, unit_of_step(step)), "small"),
        low,
        filler.linked(step.id),
        high,
        *(Cell(tell.text(_AT[end]), "plain") for end in ends),
    )


def _results(filler: Filler) -> Iterator[_Row]:
    for id, step in filler.evaluation.steps.items():
        if step.line.part == "result":
            title = Cell(filler.writer.translator.text(step.line.title), "plain")
            unit = Cell(unit_words(filler, unit_of_step(step)), "small")
            yield (title, unit, *(filler.linked(id, case, "result") for case in (CONSERVATIVE, BASE, OPTIMISTIC)))


# --- trace -----------------------------------------------------------------------------------------------------------


def trace_sheet(filler: Filler, title: str) -> Sheet:
    """Give every step: where its cell is, what it comes to, its formula with names, and words for want of a value."""
    tell = filler.writer.translator
    lead = Text("Every step of the working. A click on a cell's address leads to it.")
    heads = (
        Text("What"),
        Text("Cell"),
        Text("Value"),
        Text("Unit"),
        Text("How it is computed, or who says so"),
        Text("With the ids of the steps"),
        Text("Id of the step"),
        Text("Name in formulas"),
        Text("Words that stand where there is no value"),
    )
    top: list[_Row] = [(Cell(title, "title"),), (Cell(tell.text(lead), "lead"),), ()]
    head = tuple(Cell(tell.text(one), "head") for one in heads)
    rows = (_traced(filler, step) for step in filler.evaluation.steps.values())
    return Sheet(title, (42, 24, 15, 17, 48, 48, 36, 36, 36), (*top, head, *rows), frozen=(4, 1), repeated=3)


def _traced(filler: Filler, step: Step) -> _Row:
    target = filler.target(step.id)
    formula = step.line.formula
    return (
        Cell(filler.writer.translator.text(step.line.title), "plain"),
        Cell(target.replace("'", ""), "link", target=target),
        filler.linked(step.id),
        Cell(unit_words(filler, unit_of_step(step)), "small"),
        Cell(filler.words(step), "small"),
        Cell(as_line(formula, lambda name: name.id) if formula is not None else "", "code"),
        Cell(step.id, "code"),
        Cell(filler.names[step.id], "code"),
        filler.why(step),
    )


# --- the receipt -----------------------------------------------------------------------------------------------------


def receipt_sheet(filler: Filler, receipt: bytes) -> Sheet:
    """Give the receipt as text in the cells of the first column; put together they are its bytes."""
    written = receipt.decode()
    pieces = (written[at : at + PIECE] for at in range(0, len(written), PIECE))
    lead = text("The receipt, in pieces: the cells below, one after the other, are the whole file.")
    told = filler.writer.translator.text(lead)
    return Sheet(RECEIPT, (120,), ((Cell(told, "lead"),), *((Cell(one, "code"),) for one in pieces)), frozen=(1, 0))
