"""What every line of a working measures, found without computing a single value.

Refuses sums of unlike things and results that are not what their place asks for (money for a benefit), and says
why in the names that the author used. A literal zero fits any unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roi_spec.evaluate.engine import Plan
from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.quantity import Quantity, exact_text
from roi_spec.model.text import Text, text
from roi_spec.model.units import NUMBER, Dimensions, multiply, unit_of
from roi_spec.model.working import Line


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things in one formula that cannot be added or compared, or a result that does not fit its place."""

    line: Line
    text: Text
    column: int | None = None
    """Characters into the author's formula; None when the formula is the tool's own."""
    measured: Dimensions | None = None
    """What the whole formula comes out in, where that is what does not fit."""


Any = None
"""The dimensions of a literal zero: it fits everywhere."""


class _UnknownError(Exception):
    """A name in the formula has no known dimensions; another finding has said why."""


class _UnlikeError(Exception):
    def __init__(self, message: Text, column: int | None, measured: Dimensions | None = None) -> None:
        super().__init__()
        self.message = message
        self.column = column
        self.measured = measured


def infer(plan: Plan) -> tuple[dict[str, Dimensions | None], tuple[Clash, ...]]:
    """Give what every line measures (None when unknown) and every clash, one per cause."""
    found: dict[str, Dimensions | None] = {}
    clashes: list[Clash] = []
    for id in plan.order:
        line = plan.lines[id]
        try:
            found[id] = _line(line, found, plan.lines)
        except _UnknownError:
            found[id] = None
        except _UnlikeError as unlike:
            found[id] = None
            clashes.append(Clash(line, unlike.message, unlike.column, unlike.measured))
    return found, tuple(clashes)


def _line(line: Line, found: Mapping[str, Dimensions | None], lines: Mapping[str, Line]) -> Dimensions | None:
    if line.absent is not None:
        return None
    if line.formula is None:
        dimensions = line.value.unit.dimensions if line.value else None
        _fits_place(line, dimensions)
        _ends_fit(line, dimensions)
        return dimensions
    measured = _expr(line.formula, found, lines)
    wanted = line.unit.dimensions if line.unit else None
    if measured is Any:
        return wanted if wanted is not None else NUMBER
    if wanted is not None and measured != wanted:
        raise _UnlikeError(
            text(
                "{title} comes out in {got}, but must be in {want}.",
                title=line.title,
                got=said(measured),
                want=said(wanted),
            ),
            None,
            measured,
        )
    return measured


def _fits_place(line: Line, dimensions: Dimensions | None) -> None:
    if dimensions is not None and line.unit is not None and line.unit.dimensions != dimensions:
        raise _UnlikeError(
            text(
                "{title} is in {got}, but must be in {want}.",
                title=line.title,
                got=said(dimensions),
                want=said(line.unit.dimensions),
            ),
            None,
        )


def _ends_fit(line: Line, dimensions: Dimensions | None) -> None:
    for end in (line.low, line.high):
        if isinstance(end, Quantity) and end.unit.dimensions != dimensions and dimensions is not None:
            raise _UnlikeError(
                text(
                    "{title} is in {unit}, but an end of its range is in {other}.",
                    title=line.title,
                    unit=said(dimensions),
                    other=said(end.unit.dimensions),
                ),
                None,
            )


def _expr(expr: Expr, found: Mapping[str, Dimensions | None], lines: Mapping[str, Line]) -> Dimensions | None:
    if isinstance(expr, Name):
        measured = found.get(expr.id)
        if measured is None:
            raise _UnknownError
        return measured
    if isinstance(expr, Number):
        return Any if expr.value == 0 else NUMBER
    if isinstance(expr, Negative):
        return _expr(expr.inner, found, lines)
    if isinstance(expr, Call):
        alike = _alike(expr.arguments, found, lines)
        return NUMBER if FUNCTIONS[expr.function].is_rate else alike
    if expr.sign in "+-":
        return _alike((expr.left, expr.right), found, lines)
    left, right = _expr(expr.left, found, lines), _expr(expr.right, found, lines)
    if left is Any or right is Any:
        return Any
    return multiply(left, right, 1 if expr.sign == "*" else -1)


def _alike(
    many: tuple[Expr, ...], found: Mapping[str, Dimensions | None], lines: Mapping[str, Line]
) -> Dimensions | None:
    first: tuple[Expr, Dimensions] | None = None
    for expr in many:
        measured = _expr(expr, found, lines)
        if measured is Any:
            continue
        if first is None:
            first = (expr, measured)
        elif measured != first[1]:
            message = text(
                "{one} is in {unit} and {other} is in {other_unit}; they cannot be added or compared.",
                one=_called(first[0], lines),
                unit=said(first[1]),
                other=_called(expr, lines),
                other_unit=said(measured),
            )
            raise _UnlikeError(message, _column(expr))
    return first[1] if first else Any


def said(dimensions: Dimensions) -> Text:
    """Name dimensions in words: `EUR/person`, or `a plain number`."""
    if dimensions == NUMBER:
        return text("a plain number")
    return text("{unit}", unit=unit_of(dimensions))


def _called(expr: Expr, lines: Mapping[str, Line]) -> Text | str:
    if isinstance(expr, Name):
        if expr.written:
            return expr.written
        return lines[expr.id].title if expr.id in lines else expr.id
    if isinstance(expr, Number):
        return text("the number {number}", number=exact_text(expr.value))
    return text("the part {formula}", formula=written(expr, lines))


def written(expr: Expr, lines: Mapping[str, Line]) -> str:
    """Write a formula out with the author's names."""
    if isinstance(expr, Name):
        return expr.written or expr.id
    if isinstance(expr, Number):
        return exact_text(expr.value)
    if isinstance(expr, Negative):
        return f"-{written(expr.inner, lines)}"
    if isinstance(expr, Binary):
        return f"({written(expr.left, lines)} {expr.sign} {written(expr.right, lines)})"
    return f"{expr.function}({', '.join(written(one, lines) for one in expr.arguments)})"


def _column(expr: Expr) -> int | None:
    if isinstance(expr, (Name, Number, Call)):
        return expr.column if not isinstance(expr, Name) or expr.written else None
    if isinstance(expr, Binary):
        return _column(expr.left)
    return _column(expr.inner)
