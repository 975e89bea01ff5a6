"""Writes the cells of the working: stated numbers as inputs, everything else as a formula with its result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from roi_spec.model.analysis import Analysis
from roi_spec.model.evaluation import BASE, Evaluation, Step
from roi_spec.model.formula import Expr
from roi_spec.model.quantity import Missing, Quantity, Value
from roi_spec.model.text import Text, text
from roi_spec.model.units import Unit
from roi_spec.model.workbook import Cell, Content, Formula, Look
from roi_spec.render.sentences import in_words
from roi_spec.render.told import told
from roi_spec.render.workbook.cases import ENDS, SHARE, Cases, Computed, Held, Same, Stated, is_per_cost
from roi_spec.render.workbook.layout import Layout, Spot
from roi_spec.render.workbook.names import WHY, in_case, names_of
from roi_spec.render.workbook.scales import Notation, in_cell, scale, unit_of_step
from roi_spec.render.workbook.spell import Cells, Unspellable, spelled
from roi_spec.render.writer import Writer

COST = "result.total_cost"

_MEASURED = Text(
    "Counted or found by statistics in data, which a sheet cannot do. It is given, not computed here. {how}"
)
_HIDDEN = Text("Given, not computed here: what it rests on is not shown in this edition.")
_NOT_HERE = Text("Given, not computed here: no spreadsheet function does this.")
_NOTHING = Text("No value: something it rests on is zero, is missing, or has no single answer.")


@dataclass(frozen=True)
class Filler:
    """Makes the cells of one workbook."""

    writer: Writer
    cases: Cases
    layout: Layout
    titles: dict[str, str]
    """Of the sheets, by key."""

    @property
    def evaluation(self) -> Evaluation:
        """Give what the workbook is about."""
        return self.cases.evaluation

    @cached_property
    def names(self) -> dict[str, str]:
        """Give the name of the base cell of every step."""
        return names_of(self.evaluation.steps)

    @cached_property
    def notation(self) -> Notation:
        """Give the number formats of the reader's language."""
        return Notation(self.writer.context.locale)

    # --- cells -------------------------------------------------------------------------------------------------------

    def cell(self, id: str, case: str = BASE) -> Cell:
        """Give the cell of a step in a case; without its name where it only repeats the base case."""
        held = self.cases.held(id, case)
        name = self.name(id, case) if self.cases.has(id, case) else ""
        content, look, remark = self._content(id, case, held)
        return Cell(
            content, look, self._notation(id, held), name, self.writer.translator.text(remark) if remark else ""
        )

    def linked(self, id: str, case: str = BASE, look: Look = "formula") -> Cell:
        """Give a cell elsewhere that shows the cell of a step."""
        value = self.cases.value(id, case)
        shown = case if self.cases.has(id, case) else BASE
        result = self._result(id, value)
        look = "missing" if isinstance(value, Missing) else look
        return Cell(Formula(f"={self.name(id, shown)}", result), look, self._notation(id, Same(shown, value)))

    def why(self, step: Step) -> Cell:
        """Give the words that stand in the cells of a step where there is no value; empty when there always is one."""
        if step.id not in self.cases.wordy:
            return Cell()
        values = (self.cases.value(step.id, case) for case in (BASE, *self.cases.sides))
        reason = next((one.reason for one in values if isinstance(one, Missing)), _NOTHING)
        return Cell(self.writer.translator.text(reason), "small", name=in_case(self.names[step.id], WHY))

    def name(self, id: str, case: str = BASE) -> str:
        """Give the name of a cell."""
        return in_case(self.names[id], "" if case == BASE else case)

    def address(self, spot: Spot, *, inside: str = "") -> str:
        """Give the address of a cell, without its sheet when it is asked for `inside` that sheet."""
        cell = f"${letters(spot.column)}${spot.row + 1}"
        return cell if spot.sheet == inside else f"{quoted(self.titles[spot.sheet])}!{cell}"

    def target(self, id: str) -> str:
        """Give where a click on a step leads to."""
        spot = self.layout.spots[id, BASE]
        return f"{quoted(self.titles[spot.sheet])}!{letters(spot.column)}{spot.row + 1}"

    def converts(self, id: str) -> bool:
        """Say whether the sheet's formula has a number in it that only turns one unit into another."""
        held = self.cases.held(id)
        if not isinstance(held, Computed):
            return False
        plain = Cells(lambda _: "x", lambda _: Fraction(1), lambda _: "", lambda _: False)
        real = Cells(lambda _: "x", self._scale, lambda _: "", lambda _: False)
        try:
            return spelled(held.tree, Fraction(1), plain) != spelled(held.tree, self._scale(id), real)
        except Unspellable:
            return False

    # --- inside ------------------------------------------------------------------------------------------------------

    def _content(self, id: str, case: str, held: Held) -> tuple[Content, Look, Text | None]:
        if isinstance(held, Missing):
            return self.writer.translator.text(held.reason), "missing", None
        if isinstance(held, Stated):
            return self._stated(id, held)
        if isinstance(held, Same):
            look: Look = "missing" if isinstance(held.value, Missing) else "formula"
            return Formula(f"={self.name(id, held.case)}", self._result(id, held.value)), look, None
        return self._computed(id, case, held)

    def _stated(self, id: str, held: Stated) -> tuple[Content, Look, Text | None]:
        number = in_cell(held.value, self._unit(id))
        if not held.is_input or self._is_closed(id):
            return number, "figure", _HIDDEN
        analysis = self._analysis(id)
        line = self.evaluation.steps[id].line
        if analysis is not None and (analysis.data or line.note is not None) and ".time." not in id:
            how = line.note or text("{model}.", model=analysis.model)
            return number, "measured", text(_MEASURED.msgid, how=how)
        return number, "input", None

    def _computed(self, id: str, case: str, held: Computed) -> tuple[Content, Look, Text | None]:
        written = self._spelled(held.tree, id, case)
        if written is None:
            if isinstance(held.value, Missing):
                return self.writer.translator.text(held.value.reason), "missing", None
            return in_cell(held.value, self._unit(id)), "figure", _NOT_HERE
        look: Look = (
            "missing" if isinstance(held.value, Missing) else "result" if id.startswith("result.") else "formula"
        )
        return Formula(f"={self._guarded(written, id, case)}", self._result(id, held.value)), look, None

    def _spelled(self, tree: Expr, id: str, case: str) -> str | None:
        """Write a tree with names of cells, or with their addresses where that would be too long."""
        for reference in (self._named, self._addressed):
            cells = Cells(
                lambda other, way=reference: way(other, id, case),  # type: ignore[misc]
                self._scale,
                lambda ids: self._column(ids, id, case),
                lambda other: other in self.cases.wordy,
            )
            try:
                return spelled(tree, self._scale(id), cells)
            except Unspellable:
                continue
        return None

    def _guarded(self, written: str, id: str, case: str) -> str:
        """Let words stand where there is no value, as the engine does."""
        if id not in self.cases.wordy or case in ENDS:
            return written
        why = in_case(self.names[id], WHY)
        if written.startswith("IFERROR("):
            return written
        safe = f"IFERROR({written},{why})"
        asked = self._asked(id, case)
        return f"IF({asked},{safe},{why})" if asked else safe

    def _asked(self, id: str, case: str) -> str:
        """Give the condition on which what compares with the costs has a value; empty for everything else."""
        if not is_per_cost(id) or COST not in self.evaluation.steps:
            return ""
        above = f"{self.name(COST)}>0"
        if id != SHARE:
            return above
        benefit, whole = (self._named(one, id, case) for one in ("result.total_benefit", "result.gross_benefit"))
        return f"AND({above},N({benefit})<=MAX({whole},0))"

    def _named(self, other: str, user: str, case: str) -> str:
        return self.name(other, self.cases.case_of(other, user, case))

    def _addressed(self, other: str, user: str, case: str) -> str:
        spot = self.layout.spots[other, self.cases.case_of(other, user, case)]
        return self.address(spot, inside=self._home(user, case))

    def _column(self, ids: tuple[str, ...], user: str, case: str) -> str:
        """Give cells as a range when they stand below each other, in this order and without a gap."""
        spots = [self.layout.spots.get((id, self.cases.case_of(id, user, case))) for id in ids]
        first = spots[0] if len(spots) > 1 else None
        if first is None or spots != [Spot(first.sheet, first.row + n, first.column) for n in range(len(spots))]:
            return ""
        last = f"${letters(first.column)}${first.row + len(spots)}"
        return f"{self.address(first, inside=self._home(user, case))}:{last}"

    def _home(self, id: str, case: str) -> str:
        return (self.layout.spots.get((id, case)) or self.layout.spots[id, BASE]).sheet

    def _unit(self, id: str) -> Unit:
        return unit_of_step(self.evaluation.steps[id])

    def _scale(self, id: str) -> Fraction:
        return scale(self._unit(id))

    def _result(self, id: str, value: Value) -> Fraction | str:
        if isinstance(value, Missing):
            return self.writer.translator.text(value.reason)
        return in_cell(value, self._unit(id))

    def _notation(self, id: str, held: Held) -> str:
        value = held.value if isinstance(held, Stated | Computed | Same) else None
        unit = self._unit(id)
        number = in_cell(value, unit) if isinstance(value, Quantity) else None
        return self.notation.of(unit, number, stated=self.evaluation.steps[id].line.formula is None)

    def _is_closed(self, id: str) -> bool:
        """Say whether a figure stands by itself because the answers behind it are not shown."""
        note = self.evaluation.steps[id].line.note
        return note is not None and note.msgid.startswith("Computed from the answers of")

    def _analysis(self, id: str) -> Analysis | None:
        """Give the analysis that found an input in data; None when somebody stated it."""
        for kpi in self.evaluation.kpis:
            if kpi.measured is not None and id in (f"kpi.{kpi.kpi.id}.baseline", f"kpi.{kpi.kpi.id}.actual"):
                return kpi.measured
            for method in kpi.methods:
                if method.analysis is not None and id.startswith(f"{method.prefix}."):
                    return method.analysis
        return None

    def words(self, step: Step) -> str:
        """Give a formula in words, or who says so."""
        if step.line.formula is None:
            return step.line.origin.source
        said = in_words(self.writer, step.line.formula)
        return "; ".join(filter(None, (told(said.told), *map(told, said.items))))


def letters(column: int) -> str:
    """Give the letters of a column: 0 is A, 26 is AA."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def quoted(title: str) -> str:
    """Give the title of a sheet as addresses write it."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'"
