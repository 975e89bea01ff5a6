"""The values that a reader of the what-if page may move, each with its slider, its field and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from roi_spec.model.evaluation import Step
from roi_spec.model.quantity import Quantity, exact_text, in_unit
from roi_spec.model.sentence import Figure, Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT, Unit
from roi_spec.model.what_if import Dial, Notation
from roi_spec.render.trace import origin
from roi_spec.render.what_if_values import Movable, end_of
from roi_spec.render.writer import Writer

STEPS = 50
"""A slider has at least this many places."""


# --- in words and on a slider ----------------------------------------------------------------------------------------


def dial(writer: Writer, one: Movable) -> Dial:
    """Give a value with everything that its part of the page shows."""
    step, grid = one.step, grid_of(one)
    even = next((e.value for e in writer.evaluation.break_evens if e.id == step.id and e.value is not None), None)
    return Dial(
        id=step.id,
        title=writer.say(step.line.driver_title or step.line.title),
        notation=notation(writer, one.base.unit),
        base=ratio(one.base.base),
        low=ratio(one.low.base),
        high=ratio(one.high.base),
        least=exact_text(grid.least),
        most=exact_text(grid.most),
        step=exact_text(grid.step),
        start=exact_text(grid.nearest(one.base.value)),
        published=writer.figure(step.id),
        ends=writer.say((_BETWEEN if one.stated else _NO_RANGE).msgid, **_range(writer, one)),
        origin=origin(writer, step),
        outside=writer.say((_OUTSIDE if one.stated else _FAR).msgid, **_range(writer, one)),
        even=_even(writer, step, even),
        even_at=grid.place(in_unit(even.base, one.base.unit).value) if even else "",
        base_at=grid.place(one.base.value),
    )


_BETWEEN = Text("Stated range: {low} to {high}.")
_NO_RANGE = Text("No range was stated; the slider goes ten percent either way.")
_OUTSIDE = Text("This is outside the range that was stated, {low} to {high}.")
_FAR = Text("This is more than ten percent away from the published value.")


def _range(writer: Writer, one: Movable) -> dict[str, Sentence]:
    shown = (("low", one.low), ("high", one.high)) if one.stated else ()
    return {name: _end_figure(writer, one.step, value) for name, value in shown}


def _end_figure(writer: Writer, step: Step, value: Quantity) -> Sentence:
    """Give an end of a range; its case is the name that the end has in the working.

    A share that counts, for one, has only a high end: its low one is the value itself, which is no case.
    """
    assert isinstance(step.value, Quantity)  # what can be moved has a value
    stated = {"low": step.line.low, "high": step.line.high}
    for case in ("low", "high"):
        if stated[case] is not None and end_of(writer.evaluation, step, case, step.value) == value:
            return (Figure(writer.translator.quantity(value), step.id, case, page=writer.trace),)
    return writer.figure(step.id)


def _even(writer: Writer, step: Step, even: Quantity | None) -> Sentence:
    if even is None:
        return ()
    value = writer.reckoned(even, f"break_even:{step.id}")
    return writer.say("The ROI is zero at {value}, with everything else as published.", value=value)


def notation(writer: Writer, unit: Unit) -> Notation:
    """Say how values of a unit are written, for a script that writes them as the page does."""
    factor = ratio(unit.factor)
    if unit == PERCENT:
        return Notation("percent", factor=factor, sign="%")
    rest = Unit(tuple(part for part in unit.words if part != (unit.currency, 1)))
    one, many = (writer.translator.unit(rest, count) for count in (1, 2))
    kind, currency = ("money", unit.currency) if unit.currency else ("number", "")
    return Notation(kind, currency, one, many, factor, f"{currency} {many}".strip())


def ratio(value: Fraction) -> str:
    """Write a number exactly: `3/10`."""
    return str(value)


# --- places on a slider ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a slider: from `least` to `most`, `step` apart, in the unit that is shown."""

    least: Fraction
    most: Fraction
    step: Fraction

    def nearest(self, value: Fraction) -> Fraction:
        """Give the place nearest to a value."""
        place = self.least + round((value - self.least) / self.step) * self.step
        return min(max(place, self.least), self.most)

    def place(self, value: Fraction) -> str:
        """Say where a value is: `37.5%` of the way; empty when it is not on the slider."""
        if not self.least <= value <= self.most:
            return ""
        return f"{float((value - self.least) * 100 / (self.most - self.least)):.1f}%"


def grid_of(one: Movable) -> Grid:
    """Give the places between two ends: round ones, the first at or just below the low end."""
    step = round_step((one.high.value - one.low.value) / STEPS)
    return Grid(floor(one.low.value / step) * step, ceil(one.high.value / step) * step, step)


def round_step(most: Fraction) -> Fraction:
    """Give the largest of 1, 2 or 5 times a power of ten that is not more than `most`."""
    power = Fraction(1)
    while power > most:
        power /= 10
    while power * 10 <= most:
        power *= 10
    return next(power * part for part in (5, 2, 1) if power * part <= most)
