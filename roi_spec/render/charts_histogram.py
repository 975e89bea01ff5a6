"""The drawing of how often each result came out of the simulation, with where most of them lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Drawing
from roi_spec.model.evaluation import Bar, Simulation
from roi_spec.model.handbook import Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.units import PLAIN
from roi_spec.render.charts_scale import WIDTH, Box, Scale, across, filled, px, strokes, upright
from roi_spec.render.charts_told import described, zero_mark
from roi_spec.render.charts_words import LINE, SIZE, Marked, laned, spoken
from roi_spec.render.writer import Writer

_TALLEST = 100.0
"""Height of the most frequent stretch."""


@dataclass(frozen=True, slots=True)
class Percentile:
    """A result that a known part of the draws stays below, and how it is written."""

    name: str
    """`P10`."""
    value: Quantity
    written: Sentence


def histogram(
    writer: Writer,
    simulation: Simulation,
    percentiles: tuple[Percentile, ...],
    target: tuple[Quantity, Sentence] | None,
    table: Table,
) -> Drawing | None:
    """Draw the results of a simulation; None without bars. `table` has the percentiles, `target` its words as well."""
    bars = simulation.histogram
    if len(bars) < 2:
        return None
    where = Scale(bars[0].start, bars[-1].end, 20, WIDTH - 20)
    upper = tuple(one for one in _upper(writer, simulation, target) if _is_in(where, one.value))
    lower = tuple(_Line(one.value.base, (f"{one.name} ", *one.written), "percentile") for one in percentiles)
    above, lanes = laned([one.marked(where) for one in upper], SIZE)
    top = SIZE + LINE * lanes - 8
    floor = top + _TALLEST
    below, lines = laned([one.marked(where) for one in lower], floor + LINE + 6)
    return Drawing(
        form="histogram",
        title=_message(writer, simulation, percentiles),
        description=described(writer, table),
        caption=_caption(writer, bars),
        height=px(floor + LINE * lines + 12),
        strokes=strokes(
            *_areas(bars, where, floor),
            (across(floor, 20, WIDTH - 20), "axis"),
            *((upright(where.at(one.value), top, floor), one.style) for one in upper),
            *((upright(where.at(one.value), top, floor + 7), one.style) for one in lower),
        ),
        labels=(*above, *below),
        table=table,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """An upright line with its words."""

    value: Fraction
    words: Sentence
    style: str

    def marked(self, where: Scale) -> Marked:
        return Marked(where.at(self.value), self.words, "target" if self.style == "target" else "soft")


def _upper(writer: Writer, simulation: Simulation, target: tuple[Quantity, Sentence] | None) -> tuple[_Line, ...]:
    unit = writer.evaluation.steps[simulation.measure].line.unit or PLAIN
    zero = _Line(Fraction(0), zero_mark(writer, unit), "zero")
    return (zero, _Line(target[0].base, target[1], "target")) if target else (zero,)


def _is_in(where: Scale, value: Fraction) -> bool:
    return where.start < where.at(value) < where.end


def _areas(bars: Sequence[Bar], where: Scale, floor: float) -> tuple[tuple[str, str], ...]:
    """Give the bars as two shapes, parted at zero: what is lost and what is gained."""
    tallest = max(one.share for one in bars)
    zero = Fraction(0)
    sides: dict[str, list[Box]] = {"loss": [], "gain": []}
    for one in bars:
        top = floor - float(one.share / tallest) * _TALLEST
        for style, start, end in (("loss", one.start, min(one.end, zero)), ("gain", max(one.start, zero), one.end)):
            if start < end:
                sides[style].append(Box(where.at(start), top, where.at(end), floor))
    return tuple(drawn for style, boxes in sides.items() if boxes for drawn in filled(boxes, style))


def _message(writer: Writer, simulation: Simulation, percentiles: tuple[Percentile, ...]) -> str:
    measure = writer.evaluation.steps[simulation.measure].line.title
    first, last = percentiles[0], percentiles[-1]
    return writer.plain(
        "{measure}: eight of ten draws lie between {low} and {high}.",
        measure=measure,
        low=spoken(first.written),
        high=spoken(last.written),
    )


def _caption(writer: Writer, bars: Sequence[Bar]) -> str:
    said = [
        writer.plain("Each bar: the share of all draws with a result in that stretch; the few outermost are left out.")
    ]
    if bars[0].start < 0:
        said.append(writer.plain("Hatched: a loss."))
    return " ".join(said)
