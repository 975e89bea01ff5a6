"""Turns a formula tree into a formula of a spreadsheet.

The same tree that the engine computes, written with the names of cells. The engine works in base units and cells stand
in the units people read, so a factor is carried along and written only where it does not cancel: a salary per year
divided by hours per year needs none, minutes times a price per hour are divided by 60.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.quantity import exact_text, is_terminating

LONGEST = 8000
"""Characters of a formula; spreadsheets take 8192."""
MOST_ARGUMENTS = 250
"""Values of a function that do not stand in a column; spreadsheets take 255."""

_SUM, _PRODUCT, _ATOM = 1, 2, 3
"""How tightly a piece holds together; a looser one gets brackets inside a tighter one."""


class Unspellable(Exception):  # noqa: N818 - not a fault: some functions need cells side by side
    """A spreadsheet cannot compute this tree from these cells."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What a speller asks about the cells it refers to, by the id of a step."""

    reference: Callable[[str], str]
    """The name or the address of the cell."""
    scale: Callable[[str], Fraction]
    """How many base units one unit of the cell is."""
    column: Callable[[tuple[str, ...]], str]
    """The range that these cells are, from top to bottom; empty when they are none."""
    may_be_words: Callable[[str], bool]
    """Whether words may stand in the cell instead of a number."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a formula: the value in base units is what is written, times the factor."""

    written: str
    holds: int
    factor: Fraction | None
    """None: any factor fits, since it is zero."""


def spelled(tree: Expr, target: Fraction, cells: Cells) -> str:
    """Write a tree for a cell whose unit is `target` base units, without the `=` in front.

    Raises Unspellable when the tree needs what a spreadsheet does not have, or gets longer than one may be.
    """
    piece = _piece(tree, cells)
    written = _in_units(piece, target).written
    if len(written) > LONGEST:
        raise Unspellable
    return written


def _in_units(piece: _Piece, units: Fraction) -> _Piece:
    """Give a piece such that what is written is in a unit of so many base units."""
    if piece.factor is None or piece.factor == units:
        return _Piece(piece.written, piece.holds, None if piece.factor is None else units)
    factor = piece.factor / units
    written = _inside(piece, _PRODUCT)
    if factor.numerator != 1 or factor.denominator == 1:
        written = f"{written}*{factor.numerator}"
    if factor.denominator != 1:
        written = f"{written}/{factor.denominator}"
    return _Piece(written, _PRODUCT, units)


def _inside(piece: _Piece, tight: int) -> str:
    return piece.written if piece.holds >= tight else f"({piece.written})"


def _piece(tree: Expr, cells: Cells) -> _Piece:
    if isinstance(tree, Name):
        return _Piece(cells.reference(tree.id), _ATOM, cells.scale(tree.id))
    if isinstance(tree, Number):
        return _number(tree.value)
    if isinstance(tree, Negative):
        inner = _piece(tree.inner, cells)
        return _Piece(f"-{_inside(inner, _PRODUCT)}", _SUM, inner.factor)
    if isinstance(tree, Call):
        return _call(tree, cells)
    left, right = _piece(tree.left, cells), _piece(tree.right, cells)
    return _product(tree, left, right) if tree.sign in "*/" else _total(tree, left, right)


def _number(value: Fraction) -> _Piece:
    factor = Fraction(1) if value else None
    if is_terminating(value):
        return _Piece(exact_text(value), _ATOM if value >= 0 else _SUM, factor)
    return _Piece(f"{value.numerator}/{value.denominator}", _PRODUCT if value >= 0 else _SUM, factor)


def _product(tree: Binary, left: _Piece, right: _Piece) -> _Piece:
    first, second = left.factor or Fraction(1), right.factor or Fraction(1)
    factor = first * second if tree.sign == "*" else first / second
    return _Piece(f"{_inside(left, _PRODUCT)}{tree.sign}{_inside(right, _ATOM)}", _PRODUCT, factor)


def _total(tree: Binary, left: _Piece, right: _Piece) -> _Piece:
    left, right = _alike((left, right))
    factor = left.factor if left.factor is not None else right.factor
    return _Piece(f"{left.written}{tree.sign}{_inside(right, _PRODUCT)}", _SUM, factor)


def _alike(pieces: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Give pieces in one unit: the one they share, else base units."""
    factors = {one.factor for one in pieces if one.factor is not None}
    return pieces if len(factors) < 2 else tuple(_in_units(one, Fraction(1)) for one in pieces)


# --- functions -------------------------------------------------------------------------------------------------------


def _call(tree: Call, cells: Cells) -> _Piece:
    pieces = _alike(tuple(_piece(one, cells) for one in tree.arguments))
    factor = next((one.factor for one in pieces if one.factor is not None), None)
    ids = tuple(one.id for one in tree.arguments if isinstance(one, Name))
    every = len(ids) == len(tree.arguments)
    column = cells.column(ids) if every and len({cells.scale(id) for id in ids}) == 1 else ""
    if tree.function == "periods":
        return _Piece(_periods([one.written for one in pieces]), _ATOM, Fraction(1))
    if tree.function == "irr":
        return _Piece(_irr(column), _ATOM, Fraction(1))
    if tree.function == "sum" and (pairs := _pairs(tree.arguments, cells)):
        return _Piece(pairs, _ATOM, factor)
    if not column and len(pieces) > MOST_ARGUMENTS:
        raise Unspellable
    listed = column or ",".join(one.written for one in pieces)
    written = f"{FUNCTIONS[tree.function].spreadsheet}({listed})"
    if tree.function != "abs" and any(map(cells.may_be_words, ids)):
        # SUM, MIN and their like pass over words; a sum without one of its parts would look like a result.
        written = f"IF(COUNT({listed})={len(pieces)},{written},NA())"
    return _Piece(written, _ATOM, factor)


def _pairs(arguments: tuple[Expr, ...], cells: Cells) -> str:
    """Write a sum of products as one when both factors run down a column: periods times figures."""
    products = [
        (one.left.id, one.right.id)
        for one in arguments
        if isinstance(one, Binary) and one.sign == "*" and isinstance(one.left, Name) and isinstance(one.right, Name)
    ]
    if len(products) < len(arguments) or len(products) < 2:
        return ""
    left, right = (tuple(ids) for ids in zip(*products, strict=True))
    is_even = all(len({cells.scale(id) for id in ids}) == 1 for ids in (left, right))
    columns = (cells.column(left), cells.column(right))
    if not is_even or not all(columns) or any(map(cells.may_be_words, (*left, *right))):
        return ""
    return f"SUMPRODUCT({columns[0]},{columns[1]})"


def _irr(column: str) -> str:
    """Write the internal rate of return; more than one change of sign has no single answer, so none is given."""
    if not column:
        raise Unspellable
    first, _, last = column.rpartition(":")
    above, below = f"{first}:{_shifted(last, -1)}", f"{_shifted(first, 1)}:{last}"
    return f"IF(SUMPRODUCT(--({above}*{below}<0))>1,NA(),IRR({column}))"


def _shifted(cell: str, by: int) -> str:
    """Give an absolute address some rows further down."""
    column, _, row = cell.rpartition("$")
    return f"{column}${int(row) + by}"


def _periods(amounts: list[str]) -> str:
    """Write the periods until the first amount is earned back: one question for each, and no answer after the last."""
    cost, *earned = (one if one.replace(".", "").replace("_", "").isalnum() else f"({one})" for one in amounts)
    written = "NA()"
    for number in reversed(range(len(earned))):
        before = "".join(f"-{one}" for one in earned[:number])
        part = f"({cost}{before})/{earned[number]}" if before else f"{cost}/{earned[number]}"
        passed = f"{number}+{part}" if number else part
        written = f"IF({earned[number]}>={cost}{before},{passed},{written})"
    return f"IF({cost}<=0,0,{written})"
