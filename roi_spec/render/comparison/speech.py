"""Words and figures of a comparison as plain strings, in one language.

What authors wrote is put on one line and made harmless here; whoever lays it out still has to escape it for its own
notation. Every figure is rounded once, here, and never feeds back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.quantity import Quantity, in_unit, rounded
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, POINTS, Unit
from roi_spec.render.plain import cut, one_line, quoted
from roi_spec.render.rounding import share_decimals
from roi_spec.render.writer import DECIMALS

_CODE = re.compile("`([^`]+)`")
_BACKTICK = "\ue000"
"""Stands in for a backtick of an author; `quoted` has taken this sign out of every value."""
NOTHING = "–"
"""What stands where there is no value."""
ARROW = "\u00a0→ "
"""Stays with what stands before it."""
_LONGEST = 300
"""Characters of a whole sentence with values of files in it."""
_MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """One language."""

    translator: Translator

    def say(self, message: Text) -> str:
        """Give a sentence on one line, with what comes from files harmless and not too long."""
        return cut(one_line(self.translator.text(quoted(message))), _LONGEST)

    def value(self, message: Text | None) -> str:
        """Give one side of a change as its reader would write it; a dash where there was nothing."""
        return self.say(message) if message is not None else NOTHING

    def marked(self, message: Text) -> tuple[tuple[str, bool], ...]:
        """Give a sentence in parts: what stands between backticks in our own words is code, which the second part says.

        Backticks in the values are the author's, and mark nothing.
        """
        told = self.translator.text(_hidden(quoted(message)))
        parts = (part.replace(_BACKTICK, "`") for part in _CODE.split(told))
        return tuple((one_line(part), place % 2 == 1) for place, part in enumerate(parts) if part)

    def author(self, written: str) -> str:
        """Give words of an author on one line."""
        return cut(one_line(written.strip()))

    def listed(self, items: Sequence[str]) -> str:
        """Join words as `a, b and c`."""
        return self.translator.value(tuple(items))

    def place(self, at: Span | None) -> str:
        """Give file and line."""
        return one_line(f"{at.path}:{at.line}") if at is not None else ""

    # --- figures -----------------------------------------------------------------------------------------------------

    def figure(self, quantity: Quantity | None, decimals: int | None = None) -> str:
        """Give a figure with its unit; a dash where there is none."""
        return self.translator.quantity(quantity, decimals) if quantity is not None else NOTHING

    def result(self, name: str, quantity: Quantity | None) -> str:
        """Give a result (`roi`, `payback`) with as many decimals as the handbook has."""
        if quantity is None:
            return NOTHING
        digits = share_decimals(quantity) if quantity.unit == PERCENT else DECIMALS.get(f"result.{name}")
        return self.figure(quantity, digits)

    def passage(self, before: Quantity | None, after: Quantity) -> str:
        """Give what became of a length of time: `7 → 9 months`; the unit once, and as few decimals as tell it."""
        both = [one for one in (before, after) if one is not None and one.unit == after.unit]
        digits = 0 if all(one.value.denominator == 1 for one in both) else DECIMALS["result.payback"]
        shown = self.figure(after, digits)
        if before is None:
            return f"{NOTHING}{ARROW}{shown}"
        is_same = before.unit == after.unit
        first = self.translator.number(before.value, digits) if is_same else self.figure(before)
        unchanged = rounded(before.value, digits) == rounded(after.value, digits)
        return shown if is_same and unchanged else f"{first}{ARROW}{shown}"

    def signed(self, quantity: Quantity, decimals: int, *, bare: bool = False) -> str:
        """Give a difference with its sign; `bare` leaves out the word for percentage points."""
        value = Fraction(rounded(quantity.value, decimals))  # so that the word for the unit fits what is shown
        is_bare = bare and quantity.unit == POINTS
        shown = Quantity(value, quantity.unit)
        number = self.translator.number(value, decimals) if is_bare else self.figure(shown, decimals)
        return f"+{number}" if value > 0 else number


def _hidden(value: Any) -> Any:
    """Hide the backticks in the values of a sentence, and in those of sentences among them."""
    if isinstance(value, Text):
        return replace(value, params=tuple((name, _hidden(one)) for name, one in value.params))
    if isinstance(value, tuple):
        return tuple(_hidden(one) for one in value)
    return value.replace("`", _BACKTICK) if isinstance(value, str) else value


def change_unit(unit: Unit) -> Unit:
    """Give the unit in which values of a unit differ: two percentages differ by percentage points."""
    return POINTS if unit == PERCENT else unit


def difference(before: Quantity, after: Quantity) -> Quantity:
    """Give after minus before; for percentages in percentage points."""
    return in_unit(after.base - before.base, change_unit(after.unit))


def fitting(before: Quantity, after: Quantity, parts: Sequence[Quantity]) -> tuple[int, bool]:
    """Give the fewest decimals with which the parts, as they are shown, add up to the difference shown.

    No part that moves something is shown as nothing, where that can be. Gives also whether they do add up: a reader who
    adds the shown figures finds the total, or is told that they are rounded.
    """
    total = difference(before, after)
    whole = range(_MOST_DECIMALS + 1)
    adding = [digits for digits in whole if _adds_up(before, after, total, parts, digits)]
    telling = [digits for digits in adding if all(rounded(one.value, digits) for one in parts if one.value)]
    best = next(iter((*telling, *adding)), None)
    return (best, True) if best is not None else (1 if total.unit == POINTS else 0, False)


def _adds_up(before: Quantity, after: Quantity, total: Quantity, parts: Sequence[Quantity], digits: int) -> bool:
    shown = rounded(total.value, digits)
    if rounded(before.value, digits) + shown != rounded(after.value, digits):
        return False
    if total.value and not shown:
        return False
    return not parts or sum(Fraction(rounded(one.value, digits)) for one in parts) == Fraction(shown)


def heading(measure: str) -> Text:
    """Give the name of a result."""
    return _MEASURES.get(measure, text("Result"))


_MEASURES: dict[str, Text] = {
    "result.roi": Text("ROI"),
    "result.net_benefit": Text("Net benefit"),
    "result.total_benefit": Text("Total benefit"),
    "result.total_cost": Text("Total cost"),
}
