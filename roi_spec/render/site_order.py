"""The order of rows, decided here once and exactly: a page then only compares whole numbers.

Every cell of a column that can be sorted gets its place among the values of that column. Fractions are compared as they
are, amounts of another currency stand apart, words go by the alphabet whatever their accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from roi_spec.model.handbook import Row
from roi_spec.model.quantity import Quantity


def in_order(rows: Sequence[Row], values: Sequence[Sequence[Any]]) -> tuple[Row, ...]:
    """Give the rows with the place of each cell in its column, the first excepted: that has the order of the rows.

    `values` holds, for each other column, what its cells are compared by; None where a cell has no value.
    """
    orders = zip(*(places(column) for column in values), strict=True)
    return tuple(_placed(row, order) for row, order in zip(rows, orders, strict=True))


def _placed(row: Row, order: tuple[str, ...]) -> Row:
    first, *others = row.cells
    placed = (replace(one, order=place) for one, place in zip(others, order, strict=True))
    return replace(row, cells=(first, *placed))


def places(values: Sequence[Any]) -> tuple[str, ...]:
    """Give the place of each value, from 1 on; equal values share one, and None has none."""
    ranks = {value: str(rank) for rank, value in enumerate(sorted({one for one in values if one is not None}), 1)}
    return tuple("" if one is None else ranks[one] for one in values)


def alphabetical(words: str) -> str:
    """Give what words are sorted by: small letters without accents."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def amount(quantity: Quantity | None) -> tuple[str, Fraction] | None:
    """Give what a figure is sorted by: its currency first, because a euro is not less than a dollar."""
    return None if quantity is None else (quantity.unit.currency or "", quantity.base)
