"""The same formulas as everywhere, over many draws at once.

A formula becomes a function of columns, one number per draw. What does not move is folded into plain numbers on the
way. What is added up is added in an order that rests on the values themselves, never on the order of a list in a file,
so listing things differently changes no digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number

Floats = NDArray[np.float64]
Columns = Mapping[str, Floats]

NEARLY_ZERO = 1e-12
"""A divisor smaller than this share of its base value is zero but for rounding: the draw has no value there."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A formula that differs between draws."""

    run: Callable[[Columns], Floats]
    is_fresh: bool
    """Whether `run` makes a new column each time, which the next step may then reuse."""


Part = float | Moving


@dataclass(frozen=True, slots=True)
class Compiler:
    """Makes functions of formulas."""

    constants: dict[str, float]
    """Base value of every line that has one."""
    probes: dict[str, Floats] = field(default_factory=dict)
    """What moves, tried at its base, its high end and its low end: three draws that need no chance."""
    inlined: dict[str, Moving] = field(default_factory=dict)
    """Lines that are worked out where they are used, not kept."""

    def compile(self, expr: Expr) -> Part:
        """Give the formula as a number when nothing in it moves, else as a function of columns."""
        if isinstance(expr, Number):
            return float(expr.value)
        if isinstance(expr, Name):
            return self._name(expr.id)
        if isinstance(expr, Negative):
            inner = self.compile(expr.inner)
            return -inner if isinstance(inner, float) else _one(_negated, inner)
        if isinstance(expr, Call):
            return _CALLS[expr.function](self, expr.arguments)
        if expr.sign == "+":
            return self.added(_terms(expr))
        left, right = self.compile(expr.left), self.compile(expr.right)
        if expr.sign == "/":
            return _divided(left, right, NEARLY_ZERO * abs(self.tried(right)[0]))
        return _two(np.multiply if expr.sign == "*" else np.subtract, left, right)

    def _name(self, id: str) -> Part:
        if id in self.inlined:
            return self.inlined[id]
        if id in self.probes:
            return Moving(lambda columns: columns[id], is_fresh=False)
        return self.constants[id]

    def tried(self, part: Part) -> tuple[float, ...]:
        """Give a part at its base, high and low; what has no value there counts as zero."""
        if isinstance(part, float):
            return (part, part, part)
        with np.errstate(all="ignore"):
            return tuple(np.nan_to_num(part.run(self.probes)).tolist())

    def sorted(self, arguments: tuple[Expr, ...]) -> list[Part]:
        """Compile some formulas and sort them by what they give, then by what they say."""
        parts = [(self.compile(one), one) for one in arguments]
        parts.sort(key=lambda pair: (self.tried(pair[0]), written(pair[1])))
        return [part for part, _ in parts]

    def added(self, arguments: tuple[Expr, ...]) -> Part:
        """Add up, in an order of its own."""
        parts = self.sorted(arguments)
        fixed = float(sum(part for part in parts if isinstance(part, float)))
        moving = [part for part in parts if isinstance(part, Moving)]
        return _total(fixed, moving) if moving else fixed

    def averaged(self, arguments: tuple[Expr, ...]) -> Part:
        """Take the mean."""
        return _two(np.divide, self.added(arguments), float(len(arguments)))

    def least(self, arguments: tuple[Expr, ...]) -> Part:
        """Take the smallest."""
        return self._chosen(np.minimum, arguments)

    def most(self, arguments: tuple[Expr, ...]) -> Part:
        """Take the largest."""
        return self._chosen(np.maximum, arguments)

    def _chosen(self, choose: np.ufunc, arguments: tuple[Expr, ...]) -> Part:
        found, *rest = (self.compile(one) for one in arguments)
        for part in rest:
            found = _two(choose, found, part)
        return found

    def rate(self, arguments: tuple[Expr, ...]) -> Part:
        """Find the internal rate of return of yearly amounts."""
        return self._of_series(_rate, arguments)

    def earned_back(self, arguments: tuple[Expr, ...]) -> Part:
        """Count the years until a cost is earned back by yearly amounts."""
        return self._of_series(_periods, arguments)

    def _of_series(self, found_in: Callable[[Sequence[Floats]], Floats], arguments: tuple[Expr, ...]) -> Part:
        amounts = [self.compile(one) for one in arguments]
        if all(isinstance(one, float) for one in amounts):
            return float(found_in([np.array([one]) for one in amounts])[0])

        def run(columns: Columns) -> Floats:
            every = (one if isinstance(one, float) else one.run(columns) for one in amounts)
            return found_in(np.broadcast_arrays(*every))

        return Moving(run, is_fresh=True)

    def without_sign(self, arguments: tuple[Expr, ...]) -> Part:
        """Drop the sign."""
        inner = self.compile(arguments[0])
        return abs(inner) if isinstance(inner, float) else _one(_unsigned, inner)


_CALLS: dict[str, Callable[[Compiler, tuple[Expr, ...]], Part]] = {
    "min": Compiler.least,
    "max": Compiler.most,
    "sum": Compiler.added,
    "mean": Compiler.averaged,
    "abs": Compiler.without_sign,
    "irr": Compiler.rate,
    "periods": Compiler.earned_back,
}
"""Every function of `model/functions.py`, over columns."""


SLOWEST, FASTEST = 1e-9, 1e9
"""Between which the growth of one year (1 + rate) is looked for."""
HALVINGS = 100


def _rate(flows: Sequence[Floats]) -> Floats:
    """Give the rate at which yearly amounts are worth nothing together, by halving.

    No number where they change sign never or more than once: then there is no rate, or there may be several.
    """
    last, changes = np.zeros(flows[0].shape), np.zeros(flows[0].shape)
    for flow in flows:
        sign = np.sign(flow)
        changes += sign * last < 0
        last = np.where(sign == 0, last, sign)
    low, high = np.full(last.shape, SLOWEST), np.full(last.shape, FASTEST)
    starts_above = _worth(flows, low) > 0
    is_found = (changes == 1) & (starts_above != (_worth(flows, high) > 0))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_before = (_worth(flows, middle) > 0) == starts_above
        low, high = np.where(is_before, middle, low), np.where(is_before, high, middle)
    return np.where(is_found, low - 1, np.nan)


def _worth(flows: Sequence[Floats], growth: Floats) -> Floats:
    worth = np.zeros(growth.shape)
    for flow in flows:
        worth = worth * growth + flow
    return worth


def _periods(amounts: Sequence[Floats]) -> Floats:
    """Give the years until the first amount is earned back by the others; no number where that never happens.

    What is short by less than rounding makes counts as earned back.
    """
    cost, *earned = amounts
    left, needed = np.array(cost), np.where(cost <= 0, 0.0, np.nan)
    spare = NEARLY_ZERO * np.abs(cost)
    for passed, amount in enumerate(earned):
        is_last = np.isnan(needed) & (amount > 0) & (amount >= left - spare)
        part = np.divide(left, amount, out=np.ones(left.shape), where=is_last)
        needed = np.where(is_last, passed + np.clip(part, 0.0, 1.0), needed)
        left = left - amount
    return needed


def _terms(expr: Expr) -> tuple[Expr, ...]:
    """Take a chain of additions apart."""
    terms: list[Expr] = []
    pending = [expr]
    while pending:
        part = pending.pop()
        if isinstance(part, Binary) and part.sign == "+":
            pending += [part.right, part.left]
        else:
            terms.append(part)
    return tuple(terms)


def written(expr: Expr) -> str:
    """Write a formula as text that does not depend on where it stands in a file."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Number):
        return str(expr.value)
    if isinstance(expr, Negative):
        return f"-({written(expr.inner)})"
    if isinstance(expr, Call):
        return f"{expr.function}({','.join(map(written, expr.arguments))})"
    return f"({written(expr.left)}{expr.sign}{written(expr.right)})"


Change = Callable[[Floats, Floats | None], Floats]
"""From a column to a column; the second may be written to."""


def _one(change: Change, inner: Moving) -> Moving:
    def run(columns: Columns) -> Floats:
        column = inner.run(columns)
        return change(column, column if inner.is_fresh else None)

    return Moving(run, is_fresh=True)


def _negated(column: Floats, out: Floats | None) -> Floats:
    return np.negative(column, out=out)


def _unsigned(column: Floats, out: Floats | None) -> Floats:
    return np.abs(column, out=out)


def _two(join: np.ufunc, left: Part, right: Part) -> Part:
    """Join two parts; a column that nobody else holds is written over."""
    if isinstance(left, Moving):
        if isinstance(right, Moving):
            return _both(join, left, right)
        return _one(lambda column, out: join(column, right, out=out), left)
    if isinstance(right, Moving):
        return _one(lambda column, out: join(left, column, out=out), right)
    with np.errstate(all="ignore"):
        return float(join(left, right))


def _both(join: np.ufunc, left: Moving, right: Moving) -> Moving:
    def run(columns: Columns) -> Floats:
        one, other = left.run(columns), right.run(columns)
        return join(one, other, out=one if left.is_fresh else other if right.is_fresh else None)  # type: ignore[no-any-return]

    return Moving(run, is_fresh=True)


def _divided(left: Part, right: Part, nearly_zero: float) -> Part:
    """Divide; where the divisor is as good as zero there is no value (not a number)."""
    if isinstance(right, float):
        return _two(np.divide, left, right if abs(right) > nearly_zero else float("nan"))

    def safe(columns: Columns) -> Floats:
        divisor = right.run(columns)
        if divisor.min() > nearly_zero or divisor.max() < -nearly_zero:
            return divisor
        return np.where(np.abs(divisor) > nearly_zero, divisor, np.nan)

    return _two(np.divide, left, Moving(safe, right.is_fresh))


def _total(fixed: float, moving: list[Moving]) -> Moving:
    first, *rest = moving

    def run(columns: Columns) -> Floats:
        column = first.run(columns)
        total = np.add(column, fixed, out=column if first.is_fresh else None)
        for one in rest:
            total += one.run(columns)
        return total

    return Moving(run, is_fresh=True)
