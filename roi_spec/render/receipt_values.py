"""How single values stand in a receipt: exact numbers as text, sentences in every language, places and days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.edition import Edition
from roi_spec.model.quantity import Missing, Quantity, Value, exact_text, is_terminating
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.model.units import Unit, unit_of


@dataclass(frozen=True, slots=True)
class Sayer:
    """Says a sentence in every language of the receipt."""

    languages: tuple[Translator, ...]

    def __call__(self, message: Text | None) -> dict[str, str] | None:
        """Give a sentence by language; None stays None."""
        if message is None:
            return None
        return {one.locale: one.text(message) for one in self.languages}


def place(at: Span, edition: Edition = Edition.INTERNAL) -> dict[str, Any]:
    """Give a place: file, and 1-based line and column of its start and its end (not included).

    Outsiders get the file alone: how long a piece is, and how far the next, tells of what was left out.
    """
    if edition is Edition.PUBLIC:
        return {"file": at.path}
    return {
        "file": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }


def value_object(value: Value, say: Sayer) -> dict[str, Any]:
    """Give a value, or the reason why there is none."""
    return {"missing": say(value.reason)} if isinstance(value, Missing) else quantity_object(value)


def quantity_object(quantity: Quantity) -> dict[str, Any]:
    """Give a figure as shown, and in base units: the ones in which the formulas fit together without conversion."""
    return {
        **exact_object(quantity.value),
        "unit": str(quantity.unit),
        "base": {**exact_object(quantity.base), "unit": str(_base_unit(quantity.unit))},
    }


def _base_unit(unit: Unit) -> Unit:
    return unit_of(unit.dimensions)


def exact_object(value: Fraction) -> dict[str, Any]:
    """Give a number as decimal text, and as a fraction where its decimal has no end."""
    written: dict[str, Any] = {"decimal": exact_text(value)}
    if not is_terminating(value):
        written["fraction"] = {"numerator": str(value.numerator), "denominator": str(value.denominator)}
    return written


def day_text(day: dt.date | None) -> str | None:
    """Give a day as `YYYY-MM-DD`."""
    return day.isoformat() if day else None
