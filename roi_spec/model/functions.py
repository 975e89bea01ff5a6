"""The functions a formula may use: one row each.

To add one: a row here. The evaluator, the unit check, the handbook, the docs and a spreadsheet all read this table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.text import Text


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


@dataclass(frozen=True, slots=True)
class Function:
    """One function over values of the same unit; the result has that unit too."""

    name: str
    compute: Callable[[Sequence[Fraction]], Fraction]
    spreadsheet: str
    """Its name in a spreadsheet formula."""
    meaning: Text
    most: int | None = None
    """The largest number of values it takes; None: any number. The smallest is always one."""


FUNCTIONS: dict[str, Function] = {
    row.name: row
    for row in (
        Function("min", min, "MIN", Text("the smallest of the values")),
        Function("max", max, "MAX", Text("the largest of the values")),
        Function("sum", lambda values: sum(values, Fraction(0)), "SUM", Text("the values added up")),
        Function("mean", _mean, "AVERAGE", Text("the average of the values")),
        Function("abs", lambda values: abs(values[0]), "ABS", Text("the value without its sign"), most=1),
    )
}
