"""The drawing of what each driver does to the result, one at a time, largest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roi_spec.model.charts import Drawing, Label
from roi_spec.model.evaluation import Swing
from roi_spec.model.handbook import Table
from roi_spec.model.quantity import Quantity, Value
from roi_spec.model.sentence import Sentence
from roi_spec.render.charts_scale import WIDTH, Box, Scale, bar, filled, px, scale, strokes, upright
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import SIZE, Head, Marked, head, laned, width_of
from roi_spec.render.writer import Writer

_BAR, _GAP = 15.0, 10.0
_FIRST = 24.0
"""Where the first row begins, below the figure of the base."""
_BESIDE = 5.0
"""Between a bar and its figure."""


@dataclass(frozen=True, slots=True)
class _Swung:
    """A driver with what it does, both ends known."""

    swing: Swing
    worse: Quantity
    better: Quantity


def tornado(writer: Writer, swings: tuple[Swing, ...], table: Table) -> Drawing | None:
    """Draw what each driver does to the result; None when there is nothing to draw.

    `table` is the one of the chapter that has the same figures.
    """
    known = tuple(
        _Swung(one, one.worse, one.better)
        for one in swings
        if isinstance(one.worse, Quantity) and isinstance(one.better, Quantity)
    )
    if not known:
        return None
    where = _scale(writer, known)
    rows = tuple(_rows(writer, known, where))
    middle, bottom = where.at(_base(writer, known[0].swing).base), rows[-1].worse.bottom
    says = writer.say("base {value}", value=writer.figure(known[0].swing.measure))
    return Drawing(
        form="tornado",
        title=_message(writer, known[0]),
        description=described(writer, replace(table, rows=table.rows[: len(swings)])),
        caption=_caption(writer, known[0].swing),
        height=px(bottom + 3),
        strokes=strokes(
            (upright(middle, _FIRST - 5, bottom + 3), "zero"),
            ("".join(path for one in rows for path in one.words.plates), "plate"),
            *(stroke for one in rows for stroke in (*filled(one.worse, "worse"), *filled(one.better, "better"))),
        ),
        labels=(
            *laned((Marked(middle, says, "strong"),), SIZE)[0],
            *(label for one in rows for label in (*one.words.labels, *one.ends)),
        ),
        table=table,
    )


def _base(writer: Writer, swing: Swing) -> Quantity:
    base = writer.evaluation.quantity(swing.measure)
    assert base is not None, swing.measure
    return base


def _message(writer: Writer, most: _Swung) -> str:
    return writer.plain(
        "Largest driver: {driver}. It moves the result from {worse} to {better}.",
        driver=most.swing.title,
        worse=writer.shown(most.swing.measure, most.worse),
        better=writer.shown(most.swing.measure, most.better),
    )


def _caption(writer: Writer, swing: Swing) -> str:
    measure = writer.evaluation.steps[swing.measure].line.title
    said = writer.plain("{measure} with one driver at a time at either end, the rest at base.", measure=measure)
    return f"{said} {writer.plain('Hatched: the worse end.')}"


# --- places ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One driver at its place."""

    words: Head
    worse: Box
    better: Box
    ends: tuple[Label, Label]


def _scale(writer: Writer, known: tuple[_Swung, ...]) -> Scale:
    """Give a scale that holds all ends and leaves room for their figures on both sides."""
    values = (value.base for one in known for value in (one.worse, one.better))
    left = max(width_of(_figure(writer, one.swing, one.worse, "worse")) for one in known)
    right = max(width_of(_figure(writer, one.swing, one.better, "better")) for one in known)
    return scale((_base(writer, known[0].swing).base, *values), left + _BESIDE, WIDTH - right - _BESIDE)


def _figure(writer: Writer, swing: Swing, value: Value, side: str) -> Sentence:
    return writer.swing(swing.measure, value, f"{side}:{swing.driver}")


def _rows(writer: Writer, known: tuple[_Swung, ...], where: Scale) -> Iterator[_Row]:
    middle, top = where.at(_base(writer, known[0].swing).base), _FIRST
    for one in known:
        words = head(writer.say(one.swing.title), (), top)
        under = top + words.height + 2
        worse, better = (bar(where.at(end.base), middle, under, _BAR) for end in (one.worse, one.better))
        yield _Row(words, worse, better, _labels(writer, one, worse.left, better.right, under + SIZE - 1))
        top = worse.bottom + _GAP


def _labels(writer: Writer, one: _Swung, left: float, right: float, y: float) -> tuple[Label, Label]:
    worse, better = (
        _figure(writer, one.swing, value, side) for value, side in ((one.worse, "worse"), (one.better, "better"))
    )
    return (
        Label(px(left - _BESIDE), px(y), worse, "end", "soft"),
        Label(px(right + _BESIDE), px(y), better, "start", "soft"),
    )
