"""A plan made ready for drawing: which inputs move and how, and the lines between them and the results as functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from roi_spec.evaluate.engine import Plan, Result
from roi_spec.evaluate.uncertainty.fitting import Fitted, derived_position, fit
from roi_spec.evaluate.uncertainty.formulas import Columns, Compiler, Moving, Part
from roi_spec.evaluate.uncertainty.shapes import Law
from roi_spec.model.formula import Expr, names
from roi_spec.model.quantity import Quantity
from roi_spec.model.working import Line

Floats = NDArray[np.float64]

FROM_BASE_TO_ENDS: Floats = np.array([0.0, 1.0, -1.0])
"""The positions that everything is tried at: base, high, low."""


@dataclass(slots=True)
class Driver:
    """One thing that moves, and the laws of the lines that it moves."""

    name: str
    laws: list[Law] = field(default_factory=list)

    def key(self, law: Law) -> str:
        """Give the name of the column that holds what is drawn by one of its laws."""
        if law not in self.laws:
            self.laws.append(law)
        return f"~{self.name}/{self.laws.index(law)}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the names of its columns."""
        return tuple(f"~{self.name}/{number}" for number in range(len(self.laws)))


@dataclass(frozen=True, slots=True)
class Row:
    """One respondent's line in a group that is drawn with replacement."""

    id: str
    tried: tuple[float, ...]
    """Its value at base, high and low: rows are sorted by this, so that permuting the people changes nothing."""

    @property
    def key(self) -> str:
        """Give the name of the column that says how often it was drawn."""
        return f"~{self.id}/drawn"


@dataclass(slots=True)
class Compiled:
    """What is needed to draw."""

    outputs: tuple[str, ...]
    """The lines asked for that move."""
    fixed: dict[str, float]
    """The lines asked for that do not."""
    drivers: dict[str, Driver] = field(default_factory=dict)
    groups: dict[str, list[Row]] = field(default_factory=dict)
    steps: list[tuple[str, Moving]] = field(default_factory=list)
    guards: tuple[tuple[str, str], ...] = ()
    """Pairs of lines: the first has a value only where the second is above zero."""

    def run(self, columns: dict[str, Floats]) -> None:
        """Work out every line from the columns of the drivers and groups; the columns are added."""
        for id, part in self.steps:
            columns[id] = part.run(columns)
        for id, divisor in self.guards:
            columns[id] = np.where(columns[divisor] > 0, columns[id], np.nan)


def compiled(
    plan: Plan, base: Mapping[str, Result], outputs: Iterable[str], guards: Iterable[tuple[str, str]] = ()
) -> Compiled:
    """Make everything ready that the outputs rest on; outputs that can have no value are left out.

    A line that has no value in the base case may have one in draws (a payback period, when the base is a loss).
    """
    wanted = tuple(id for id in outputs if id in plan.lines)
    basis = frozenset().union(*(plan.basis_of(id) for id in wanted))
    sources = [id for id in plan.order if id in basis and _moves_by_itself(plan.lines[id], base)]
    touched = plan.touched_by(sources, basis)
    builder = _Builder(plan, base, frozenset(wanted))
    for id in touched:
        builder.add(plan.lines[id])
    moving = tuple(id for id in wanted if id in builder.compiler.probes)
    constants = builder.compiler.constants
    still = {id: constants[id] for id in wanted if id not in moving and id in constants}
    kept = {id for id, _ in builder.steps}
    guarded = tuple(pair for pair in guards if kept.issuperset(pair))
    return Compiled(moving, still, builder.drivers, builder.groups, builder.steps, guarded)


def _moves_by_itself(line: Line, base: Mapping[str, Result]) -> bool:
    return isinstance(base.get(line.id), Fraction) and bool(line.resampled or _has_range(line))


def _has_range(line: Line) -> bool:
    has_cases = line.distribution is not None and bool(line.distribution.cases)
    return has_cases or bool(line.driver and (line.low is not None or line.high is not None))


class _Builder:
    """Takes lines in order of computing."""

    def __init__(self, plan: Plan, base: Mapping[str, Result], outputs: frozenset[str]) -> None:
        self.plan = plan
        self.outputs = outputs
        self.compiler = Compiler({id: float(value) for id, value in base.items() if isinstance(value, Fraction)})
        self.drivers: dict[str, Driver] = {}
        self.groups: dict[str, list[Row]] = {}
        self.steps: list[tuple[str, Moving]] = []

    def add(self, line: Line) -> None:
        """Take one line; one that rests on something without a value is left out, and so is all that rests on it."""
        if line.absent is not None or not self._is_known(line.formula):
            return
        part = self._moved(line) if _has_range(line) else self._formula(line)
        if line.resampled:
            part = self._drawn(line, part)
        if isinstance(part, Moving):
            self._keep(line, part)
        else:
            self.compiler.constants[line.id] = part

    def _is_known(self, formula: Expr | None) -> bool:
        known = (self.compiler.probes, self.compiler.constants)
        return formula is None or all(any(name.id in one for one in known) for name in names(formula))

    def _keep(self, line: Line, part: Moving) -> None:
        with np.errstate(all="ignore"):
            self.compiler.probes[line.id] = part.run(self.compiler.probes)
        # People may be many: their rows are worked out while they are added up, and never all held at once.
        if line.resampled and len(self.plan.users.get(line.id, ())) == 1 and line.id not in self.outputs:
            self.compiler.inlined[line.id] = part
        else:
            self.steps.append((line.id, part))

    def _formula(self, line: Line) -> Part:
        if line.formula is None:
            return self.compiler.constants[line.id]
        return self.compiler.compile(line.formula)

    def _moved(self, line: Line) -> Part:
        if line.formula is not None or any(isinstance(end, Expr) for end in (line.low, line.high)):
            return self._derived(line)
        fitted = fit(line)
        if fitted is None:
            return self.compiler.constants[line.id]
        return self._input(line, fitted)

    def _column(self, line: Line, law: Law, tried: Floats) -> str:
        """Give the name of the column of a law of the line's driver, ready to be tried."""
        name = line.driver or line.id
        key = self.drivers.setdefault(name, Driver(name)).key(law)
        self.compiler.probes[key] = tried
        return key

    def _input(self, line: Line, fitted: Fitted) -> Moving:
        base = self.compiler.constants[line.id]
        low, high = (float(end.base) if isinstance(end, Quantity) else base for end in (line.low, line.high))
        if fitted.is_position:
            key = self._column(line, fitted.law, FROM_BASE_TO_ENDS)
            return _limited(_between(key, base, low, high), fitted.floor, fitted.ceiling)
        if line.distribution and line.distribution.cases:
            low, high = fitted.law.reach
        key = self._column(line, fitted.law, np.array([base, high, low]))
        return _limited(Moving(lambda columns: columns[key], is_fresh=False), fitted.floor, fitted.ceiling)

    def _derived(self, line: Line) -> Part:
        low, base, high = self._end(line.low), self._formula(line), self._end(line.high)
        if low is None and high is None:
            return base
        law = derived_position(line.distribution, has_low=low is not None, has_high=high is not None)
        return _between(self._column(line, law, FROM_BASE_TO_ENDS), base, low, high)

    def _end(self, end: Quantity | Expr | None) -> Part | None:
        """Give one end of a range of formulas; None when it has no value in the base case."""
        if isinstance(end, Quantity):
            return float(end.base)
        if end is None or not self._is_known(end):
            return None
        return self.compiler.compile(end)

    def _drawn(self, line: Line, part: Part) -> Moving:
        """Multiply a respondent's line by how often the respondent is drawn."""
        row = Row(line.id, self.compiler.tried(part))
        self.groups.setdefault(line.resampled, []).append(row)
        self.compiler.probes[row.key] = np.ones(3)
        key = row.key
        if isinstance(part, float):
            return Moving(lambda columns: columns[key] * part, is_fresh=True)
        return Moving(lambda columns: columns[key] * part.run(columns), is_fresh=True)


def _between(key: str, base: Part, low: Part | None, high: Part | None) -> Moving:
    """Put a line between its ends at the positions in a column; a missing end is the base."""

    def value(part: Part, columns: Columns) -> float | Floats:
        return part if isinstance(part, float) else part.run(columns)

    if isinstance(base, float) and isinstance(low, float) and isinstance(high, float):
        return _along(key, base, base - low, high - base)

    def run(columns: Columns) -> Floats:
        position, middle = columns[key], value(base, columns)
        moved = np.zeros_like(position)
        if high is not None:
            moved += np.maximum(position, 0.0) * (value(high, columns) - middle)
        if low is not None:
            moved += np.minimum(position, 0.0) * (middle - value(low, columns))
        moved += middle
        return moved

    return Moving(run, is_fresh=True)


def _along(key: str, base: float, down: float, up: float) -> Moving:
    """The same for fixed ends, with fewer steps."""

    def run(columns: Columns) -> Floats:
        position = columns[key]
        moved = position * up if up == down else position * np.where(position > 0, up, down)
        moved += base
        return moved

    return Moving(run, is_fresh=True)


def _limited(part: Moving, floor: float | None, ceiling: float | None) -> Moving:
    """Put what lies outside at the limit."""
    if floor is None and ceiling is None:
        return part

    def run(columns: Columns) -> Floats:
        column = part.run(columns)
        out = column if part.is_fresh else None
        if floor is not None:
            column = out = np.maximum(column, floor, out=out)
        return column if ceiling is None else np.minimum(column, ceiling, out=out)

    return Moving(run, is_fresh=True)
