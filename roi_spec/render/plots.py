"""Where the points of an analysis and the bars of a simulation stand on paper.

The counterpart of `figures.py` for data: a course over time with what was expected, an event plot, a histogram. Each
has a table or sentences beside it that say the same; coordinates are rounded to a tenth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.analysis import Analysis, Point, exact
from roi_spec.model.charts import Across, Bin, Histogram, Plot, Stem, Stroke, Tick
from roi_spec.model.evaluation import Simulation
from roi_spec.model.quantity import Quantity, in_unit
from roi_spec.model.sentence import Count, Sentence
from roi_spec.model.text import Text
from roi_spec.render.writer import Writer

LEFT, RIGHT, TOP, BOTTOM = 64, 468, 14, 186
"""The field of a plot, in units of the drawing."""
_FEWEST = 3
"""Points below which a plot shows nothing that the table does not."""
_LABELS = 5
"""Labels that fit under a plot."""


@dataclass(frozen=True, slots=True)
class _Field:
    """From points to places in the drawing."""

    count: int
    least: float
    most: float

    def x(self, number: int) -> float:
        return LEFT + 8 + number * (RIGHT - LEFT - 16) / max(self.count - 1, 1)

    def y(self, value: float) -> float:
        return BOTTOM - (value - self.least) * (BOTTOM - TOP) / ((self.most - self.least) or 1)


def course(writer: Writer, analysis: Analysis) -> Plot | None:
    """Draw a series with what was expected without the programme; None when there is too little to see."""
    points = analysis.points
    if sum(one.actual is not None for one in points) < _FEWEST:
        return None
    field = _field(points, ("actual", "expected", "low", "high", "compared"))
    strokes = tuple(
        Stroke(path, style)
        for style in ("compared", "expected", "actual")
        if (path := _path(field, [getattr(one, style) for one in points]))
    )
    return Plot(
        title=writer.plain("The course of the measure. The table below gives the same figures."),
        caption=_course_caption(writer, points),
        band=_band(field, points),
        strokes=strokes,
        stems=(),
        levels=_levels(writer, field),
        ticks=_ticks(writer, field, points),
        start=_start(field, points),
    )


def _course_caption(writer: Writer, points: Sequence[Point]) -> str:
    said = [writer.plain("Thick line: measured.")]
    if any(one.expected is not None for one in points):
        said.append(writer.plain("Broken line: expected without the programme."))
    if any(one.low is not None for one in points):
        said.append(writer.plain("Band: where the expected value may lie."))
    if any(one.compared is not None for one in points):
        said.append(writer.plain("Thin line: the comparison."))
    if any(one.after for one in points):
        said.append(writer.plain("Upright line: start of the programme."))
    return " ".join(said)


def events(writer: Writer, analysis: Analysis) -> Plot | None:
    """Draw the effect period by period before and after the start; None when there is too little to see."""
    leads = tuple(one for one in analysis.leads if one.actual is not None)
    if len(leads) < _FEWEST:
        return None
    field = _field(leads, ("actual", "low", "high"), with_zero=True)
    stems = tuple(
        Stem(
            x=_px(field.x(number)),
            y=_px(field.y(one.actual or 0.0)),
            low=_px(field.y(one.actual or 0.0 if one.low is None else one.low)),
            high=_px(field.y(one.actual or 0.0 if one.high is None else one.high)),
        )
        for number, one in enumerate(leads)
    )
    return Plot(
        title=writer.plain("The effect in each period from the start. The table below gives the same figures."),
        caption=writer.plain(
            "Dots: the effect in each period, with its interval. Before the start they should lie around zero."
        ),
        band="",
        strokes=(),
        stems=stems,
        levels=_levels(writer, field),
        ticks=_ticks(writer, field, leads),
        start=_start(field, leads),
        zero=_px(field.y(0.0)),
    )


def _field(points: Sequence[Point], names: Iterable[str], *, with_zero: bool = False) -> _Field:
    found = [value for name in names for one in points if (value := getattr(one, name)) is not None]
    every = [*found, 0.0] if with_zero else found
    least, most = min(every), max(every)
    step = _nice((most - least) / 4 or abs(most) / 4 or 1.0)
    return _Field(len(points), math.floor(least / step) * step, math.ceil(most / step) * step)


def _nice(rough: float) -> float:
    """Give the round number (1, 2 or 5 times a power of ten) that a rough step comes nearest to from below."""
    power = 10.0 ** math.floor(math.log10(rough))
    return max(one * power for one in (1, 2, 5) if one * power <= rough * (1 + 1e-9))


def _levels(writer: Writer, field: _Field) -> tuple[Across, ...]:
    step = _nice((field.most - field.least) / 4 or 1.0)
    count = round((field.most - field.least) / step)
    every = max(1, math.ceil(count / 5))
    values = [field.least + step * number for number in range(0, count + 1, every)]
    return tuple(Across(_px(field.y(one)), (Count(writer.translator.number(exact(one))),)) for one in values)


def _ticks(writer: Writer, field: _Field, points: Sequence[Point]) -> tuple[Tick, ...]:
    last = len(points) - 1
    places = sorted({round(last * number / (_LABELS - 1)) for number in range(_LABELS)}) if last else [0]
    anchors = {0: "start", last: "end"}
    return tuple(
        Tick(_px(field.x(one)), (writer.words(points[one].label),), anchors.get(one, "middle")) for one in places
    )


def _start(field: _Field, points: Sequence[Point]) -> str:
    first = next((number for number, one in enumerate(points) if one.after), 0)
    return _px((field.x(first) + field.x(first - 1)) / 2) if first else ""


def _path(field: _Field, values: Sequence[float | None]) -> str:
    """Write a line through the values; where one is missing the line is broken."""
    out, is_broken = [], True
    for number, value in enumerate(values):
        if value is not None:
            out.append(f"{'M' if is_broken else 'L'}{_px(field.x(number))} {_px(field.y(value))}")
        is_broken = value is None
    return " ".join(out)


def _band(field: _Field, points: Sequence[Point]) -> str:
    known = [(number, one.low, one.high) for number, one in enumerate(points) if one.low is not None]
    if len(known) < 2:
        return ""
    lower = [f"{_px(field.x(number))} {_px(field.y(low))}" for number, low, _ in known]
    upper = [f"{_px(field.x(number))} {_px(field.y(low if high is None else high))}" for number, low, high in known]
    return f"M{' L'.join([*lower, *reversed(upper)])} Z"


def _px(value: float) -> str:
    return f"{value:.1f}"


# --- the simulation --------------------------------------------------------------------------------------------------

_FLOOR, _HEIGHT = 130, 104
_NEAR = 90
"""Two labels nearer than this are set away from each other."""


def histogram(writer: Writer, simulation: Simulation, target: Quantity | None) -> Histogram | None:
    """Draw how often each stretch of results came out; None without bars."""
    bars = simulation.histogram
    if len(bars) < 2:
        return None
    least, most = bars[0].start, bars[-1].end
    tallest = max(one.share for one in bars)
    across = _across(least, most)
    shown = writer.evaluation.steps[simulation.measure]
    zero = across(Fraction(0)) if least < 0 < most else None
    goal = across(target.base) if target is not None and least < target.base < most else None
    name = writer.translator.text(shown.line.title)
    return Histogram(
        title=writer.plain("How often each result came out of the simulation: {measure}.", measure=name),
        caption=writer.plain(
            "Each bar: the share of all draws with a result in that stretch; the few outermost draws are left out. "
            "Grey: a loss."
        ),
        bars=tuple(
            Bin(
                x=_px(across(one.start)),
                y=_px(_FLOOR - float(one.share / tallest) * _HEIGHT),
                width=_px(across(one.end) - across(one.start)),
                height=_px(float(one.share / tallest) * _HEIGHT),
                is_loss=one.end <= 0,
            )
            for one in bars
        ),
        zero=None if zero is None else Tick(_px(zero), (Count(writer.translator.number(0)),), _anchor(zero, goal)),
        target=None if goal is None else Tick(_px(goal), writer.say(_TARGET), _anchor(goal, zero)),
        ends=_histogram_ends(writer, simulation, across),
    )


_TARGET = Text("target")


def _across(least: Fraction, most: Fraction) -> Callable[[Fraction], float]:
    return lambda value: 20 + float((value - least) / (most - least)) * 440


def _anchor(here: float, other: float | None) -> str:
    if other is None or abs(here - other) > _NEAR:
        return "middle"
    return "end" if here < other else "start"


def _histogram_ends(writer: Writer, simulation: Simulation, across: Callable[[Fraction], float]) -> tuple[Tick, ...]:
    """Label the ends of the drawing, and the middle of the results where there is room."""
    known = simulation.measures.get(simulation.measure)
    unit = writer.evaluation.steps[simulation.measure].line.unit
    if known is None or unit is None:
        return ()
    first, last = (in_unit(one, unit) for one in (simulation.histogram[0].start, simulation.histogram[-1].end))
    ends = [(first, "start"), (known.p50, "middle"), (last, "end")]
    if not 20 + _NEAR < across(known.p50.base) < 460 - _NEAR:
        del ends[1]
    return tuple(Tick(_px(across(one.base)), _plain(writer, one), anchor) for one, anchor in ends)


def _plain(writer: Writer, value: Quantity) -> Sentence:
    return (Count(writer.translator.quantity(value, 0 if value.unit.is_share else None)),)
