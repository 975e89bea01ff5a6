"""Keeps the value before rounding beside a number as it is shown, so that a file with figures has both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from roi_spec.model.quantity import Quantity, exact_text
from roi_spec.model.sentence import Count, Figure, Reckoned
from roi_spec.model.units import PLAIN

Number = TypeVar("Number", Figure, Reckoned, Count)


def exactly(number: Number, value: Quantity) -> Number:
    """Give a number as shown with its value before rounding and its unit."""
    return replace(number, exact=exact_text(value.value), unit=str(value.unit))


def counted(shown: str, value: Any) -> Count:
    """Give a number that belongs to a sentence, with its exact value when it is a number and not a word."""
    if isinstance(value, int | Fraction | Decimal):
        return exactly(Count(shown), Quantity(Fraction(value), PLAIN))
    return exactly(Count(shown), value) if isinstance(value, Quantity) else Count(shown)
