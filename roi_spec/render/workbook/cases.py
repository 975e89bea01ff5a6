"""What each cell of a step holds: in the base case, at the low and high end, in the conservative and optimistic case.

Follows the engine's rules for which formula or value counts where, and which other cells it rests on, so that the
sheet computes every case by itself. Nothing is computed here: values are those of the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation, Step
from roi_spec.model.formula import Binary, Call, Expr, Number, names, parts
from roi_spec.model.quantity import Missing, Quantity, Value
from roi_spec.model.working import Line

LOW, HIGH = "low", "high"
ENDS = (LOW, HIGH)
SIDES = (CONSERVATIVE, OPTIMISTIC)

PER_COST = (
    "bcr",
    "roi",
    "back_per_unit_gross",
    "back_per_unit_net",
    "payback_years",
    "payback",
    "break_even_attribution",
)
"""The results that exist only while the costs of the base case are above zero, as the engine has it."""
SHARE = "result.break_even_attribution"
"""Exists only while the benefit is part of the whole change."""

_REFUSING = ("irr", "periods")
"""Functions that may have no result."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that stands in the cell by itself."""

    value: Quantity
    is_input: bool
    """Somebody stated it; else it stands for a working that is not in this workbook."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A formula over other cells."""

    tree: Expr
    value: Value


@dataclass(frozen=True, slots=True)
class Same:
    """The number of another cell of the same step."""

    case: str
    value: Value


Held = Stated | Computed | Same | Missing
"""What a cell holds; Missing: the words why there is nothing."""


def is_per_cost(id: str) -> bool:
    """Say whether a step compares something with the costs."""
    return id.removeprefix("result.") in PER_COST if id.startswith("result.") else id.endswith(".break_even_effect")


@dataclass(frozen=True)
class Cases:
    """Every cell that the steps of an evaluation have."""

    evaluation: Evaluation

    def held(self, id: str, case: str = BASE) -> Held:
        """Say what the cell of a step holds in a case."""
        step = self.evaluation.steps[id]
        value = self.value(id, case)
        if case in SIDES and id not in self.moved[case]:
            return Same(BASE, value)
        written = self._written(step.line, case)
        if isinstance(written, str):
            return Same(written, value)
        if isinstance(value, Missing) and (written is None or not self._explains(id, written, case)):
            return value
        if isinstance(value, Missing):
            assert written is not None
            return value if isinstance(written, Quantity) else Computed(written, value)
        if written is None or isinstance(written, Quantity):
            return Stated(value, is_input=written is not None)
        return Computed(written, value) if self._is_live(written, id, case) else Stated(value, is_input=False)

    def value(self, id: str, case: str = BASE) -> Value:
        """Give what a cell of a step comes to."""
        step = self.evaluation.steps[id]
        if case not in ENDS:
            return self.evaluation.value(id, case) or step.value
        end = self._end(step.line, case)
        return end if isinstance(end, Quantity) else self.evaluation.ends[id][case]

    def has(self, id: str, case: str) -> bool:
        """Say whether a step has a cell of its own in a case."""
        if case in ENDS:
            end = self._end(self.evaluation.steps[id].line, case)
            return isinstance(end, Quantity) or (end is not None and id in self.evaluation.ends)
        return case == BASE or id in self.moved[case]

    def end_in(self, step: Step, side: str) -> str:
        """Say at which end a step stands in a case: `low`, `high`, or empty for its base."""
        end = self._ends(side).get(step.line.driver, "") if step.line.driver else ""
        return end if end and self._end(step.line, end) is not None else ""

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """Give the cases beside the base that differ from it somewhere: both or none."""
        return SIDES if any(self.moved[side] for side in SIDES) else ()

    @cached_property
    def moved(self) -> Mapping[str, frozenset[str]]:
        """Give for the conservative and the optimistic case the steps that rest on what is different there."""
        return {side: frozenset(self._spread(self._started(side), side)) for side in SIDES}

    @cached_property
    def wordy(self) -> frozenset[str]:
        """Give the steps in whose cells words may come to stand instead of a number."""
        steps = self.evaluation.steps.values()
        start = [step.id for step in steps if self._is_wordy(step)]
        return frozenset(_reached(start, self._users(self._formulas())))

    def case_of(self, id: str, user: str, case: str) -> str:
        """Say in which case a formula of `user` in some case takes the step `id`."""
        if case in SIDES:
            return case if id in self.moved[case] else BASE
        if case in ENDS:
            # An end that is a formula goes with the ends of its own driver that are formulas, as the engine has it.
            line, other = self.evaluation.steps[user].line, self.evaluation.steps[id].line
            together = id != user and other.driver == line.driver and line.driver and self.has(id, case)
            return case if together and not isinstance(self._end(other, case), Quantity) else BASE
        return BASE

    # --- inside ------------------------------------------------------------------------------------------------------

    def _written(self, line: Line, case: str) -> Expr | Quantity | str | None:
        """Give what counts in a case: a tree, a stated value, the name of an end that stands in a cell, or nothing."""
        if case in ENDS:
            return self._end(line, case)
        end = self._ends(case).get(line.driver) if case in SIDES and line.driver else None
        chosen = self._end(line, end) if end else None
        if isinstance(chosen, Quantity):
            assert end is not None
            return end
        if chosen is not None:
            return chosen
        return line.formula if line.formula is not None else line.value if case == BASE else None

    def _ends(self, side: str) -> Mapping[str, str]:
        return next((one.ends for one in self.evaluation.scenarios if one.name == side), {})

    @staticmethod
    def _end(line: Line, end: str) -> Quantity | Expr | None:
        return line.low if end == LOW else line.high

    def _started(self, side: str) -> Iterator[str]:
        """Give the steps that differ by themselves: those of a driver that moves, and figures without a working."""
        ends = self._ends(side)
        for id, step in self.evaluation.steps.items():
            line = step.line
            end = ends.get(line.driver) if line.driver else None
            is_moved = end is not None and self._end(line, end) is not None
            if is_moved or (line.formula is None and self.value(id, side) != step.value):
                yield id

    def _spread(self, start: Iterable[str], side: str) -> set[str]:
        trees = dict(self._formulas())
        for id, step in self.evaluation.steps.items():
            written = self._written(step.line, side)
            if written is not None and not isinstance(written, Quantity | str):
                trees[id] = written
        return _reached(start, self._users(trees.items()))

    def _formulas(self) -> Iterator[tuple[str, Expr]]:
        for id, step in self.evaluation.steps.items():
            if step.line.formula is not None:
                yield id, step.line.formula

    def _users(self, trees: Iterable[tuple[str, Expr]]) -> dict[str, list[str]]:
        users: dict[str, list[str]] = {}
        for user, tree in trees:
            for one in names(tree):
                users.setdefault(one.id, []).append(user)
        return users

    def _is_live(self, tree: Expr, user: str, case: str) -> bool:
        """Say whether everything a formula rests on is in the workbook: what may not be shown has left it."""
        return all(
            one.id in self.evaluation.steps
            and isinstance(self.value(one.id, self.case_of(one.id, user, case)), Quantity)
            for one in names(tree)
        )

    def _explains(self, id: str, tree: Expr | Quantity, case: str) -> bool:
        """Say whether a sheet comes to the same lack of a value by itself."""
        if isinstance(tree, Quantity) or self.evaluation.steps[id].dimensions is None:
            return False
        if any(one.id not in self.evaluation.steps for one in names(tree)):
            return False
        return is_per_cost(id) or _may_refuse(tree) or not self._is_live(tree, id, case)

    def _is_wordy(self, step: Step) -> bool:
        every = (step.value, *(self.value(step.id, side) for side in SIDES))
        refuses = step.line.formula is not None and _refuses(step.line.formula)
        return is_per_cost(step.id) or refuses or any(isinstance(one, Missing) for one in every)


def _reached(start: Iterable[str], users: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(start)
    while pending:
        id = pending.pop()
        if id not in reached:
            reached.add(id)
            pending += users.get(id, ())
    return reached


def _refuses(tree: Expr) -> bool:
    return any(isinstance(one, Call) and one.function in _REFUSING for one in parts(tree))


def _may_refuse(tree: Expr) -> bool:
    """Say whether a formula may have no value although all its parts have one."""
    return _refuses(tree) or any(
        isinstance(one, Binary) and one.sign == "/" and not _is_number(one.right) for one in parts(tree)
    )


def _is_number(tree: Expr) -> bool:
    return isinstance(tree, Number) and tree.value != Fraction(0)
