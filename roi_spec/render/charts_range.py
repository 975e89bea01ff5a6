"""The drawing of the first page: the ROI as a range, held against zero and the target.

A thick bar from P10 to P90 within a thin line from the conservative to the optimistic case; the dot is the base case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Drawing
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC
from roi_spec.model.handbook import Row, Table
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.assemble_simulation import drawn_figure
from roi_spec.render.blocks import Numbers, cell, columns
from roi_spec.render.charts_scale import Box, Scale, across, bar, circle, filled, px, scale, strokes, upright
from roi_spec.render.charts_told import described, zero_mark
from roi_spec.render.charts_words import LINE, SIZE, Marked, laned, spoken
from roi_spec.render.figures import result_figure, target_figure
from roi_spec.render.writer import Writer

ROI = "result.roi"
_WIDTH = 340.0
"""Narrow enough for a phone: at 288 pixels, words of 13 are 11 pixels high."""
_MARGIN = 18.0
_BAR, _CAP, _DOT = 18.0, 6.0, 5.0


@dataclass(frozen=True, slots=True)
class _Point:
    """A value along the scale, and how it is written."""

    value: Fraction
    written: Sentence


def range_chart(writer: Writer) -> Drawing | None:
    """Draw the ROI as a range with its base, zero and the target; None when there is no ROI."""
    points = _points(writer)
    if "base" not in points:
        return None
    where = scale((*(one.value for one in points.values()), 0), _MARGIN, _WIDTH - _MARGIN)
    above, lanes = laned(_marks(writer, points, where), SIZE, width=_WIDTH)
    top = SIZE + LINE * lanes - 6
    first = top + _BAR + SIZE + 8
    near, rows = laned(_near(points, where), first, width=_WIDTH)
    far, more = laned(_far(writer, points, where), first + LINE * rows, width=_WIDTH)
    table = _table(writer, points)
    return Drawing(
        form="range",
        title=_message(writer, points),
        description=described(writer, table),
        caption=" ".join(writer.plain(one.msgid) for one in _caption(points)),
        height=px(first + LINE * (rows + more) - SIZE + 4),
        width=px(_WIDTH),
        strokes=strokes(*_shapes(points, where, top)),
        labels=(*above, *near, *far),
        table=table,
        in_print=False,
    )


def _points(writer: Writer) -> Mapping[str, _Point]:
    """Give what is drawn by name: the base, the ends where there is a range, and the target."""
    found = writer.evaluation
    cases = {"low": CONSERVATIVE, "base": BASE, "high": OPTIMISTIC} if found.has_range else {"base": BASE}
    points = {
        name: _Point(value.base, result_figure(writer, ROI, case))
        for name, case in cases.items()
        if (value := found.quantity(ROI, case)) is not None
    }
    drawn = found.simulation.measures.get(ROI) if found.simulation is not None else None
    if found.simulation is not None and drawn is not None and found.has_range:
        for name, value in (("p10", drawn.p10), ("p90", drawn.p90)):
            points[name] = _Point(value.base, drawn_figure(writer, found.simulation, ROI, name))
    target = found.quantity("result.target_roi")
    return points if target is None else {**points, "target": _Point(target.base, target_figure(writer))}


# --- shapes ----------------------------------------------------------------------------------------------------------


def _shapes(points: Mapping[str, _Point], where: Scale, top: float) -> tuple[tuple[str, str], ...]:
    """Give the shapes from the back to the front: the line, the bar parted at zero, zero and target, the dot."""
    middle, bottom = top + _BAR / 2, top + _BAR + 4
    dot = circle(where.at(points["base"].value), middle, _DOT)
    target = ((upright(where.at(points["target"].value), top - 4, bottom), "target"),) if "target" in points else ()
    return (
        *_line(points, where, middle),
        *_bar(points, where, top),
        (upright(where.at(0), top - 4, bottom), "zero"),
        *target,
        (dot, "dot"),
    )


def _line(points: Mapping[str, _Point], where: Scale, middle: float) -> tuple[tuple[str, str], ...]:
    if "low" not in points or "high" not in points:
        return ((across(middle, _MARGIN, _WIDTH - _MARGIN), "grid"),)
    ends = [where.at(points[name].value) for name in ("low", "high")]
    caps = "".join(upright(one, middle - _CAP, middle + _CAP) for one in ends)
    return ((across(middle, *ends) + caps, "axis"),)


def _bar(points: Mapping[str, _Point], where: Scale, top: float) -> tuple[tuple[str, str], ...]:
    names = ("p10", "p90") if "p10" in points else ("low", "high")
    if names[0] not in points or names[1] not in points:
        return ()
    low, high = (points[name].value for name in names)
    sides: list[tuple[str, Box]] = []
    if low < 0:
        sides.append(("loss", bar(where.at(low), where.at(min(high, Fraction(0))), top, _BAR)))
    if high > 0:
        sides.append(("gain", bar(where.at(max(low, Fraction(0))), where.at(high), top, _BAR)))
    return tuple(drawn for style, box in sides for drawn in filled(box, style))


# --- words -----------------------------------------------------------------------------------------------------------


def _marks(writer: Writer, points: Mapping[str, _Point], where: Scale) -> tuple[Marked, ...]:
    """Give the words above the bar: zero and the target, which can be the same."""
    zero, target = Marked(where.at(0), zero_mark(writer, PERCENT), "soft"), points.get("target")
    if target is None:
        return (zero,)
    said = Marked(where.at(target.value), writer.say("target {value}", value=target.written), "target")
    return (said,) if target.value == 0 else (zero, said)


def _near(points: Mapping[str, _Point], where: Scale) -> tuple[Marked, ...]:
    """Give the figures under the bar: its ends and the base."""
    ends = ("p10", "p90") if "p10" in points else ("low", "high")
    plain = tuple(Marked(where.at(points[name].value), points[name].written) for name in ends if name in points)
    base = points["base"]
    return (Marked(where.at(base.value), base.written, "strong"), *plain)


def _far(writer: Writer, points: Mapping[str, _Point], where: Scale) -> tuple[Marked, ...]:
    """Give the figures under the ends of the line, when these are not those of the bar."""
    if "p10" not in points:
        return ()
    named = (("low", "conservative {value}"), ("high", "optimistic {value}"))
    return tuple(
        Marked(where.at(points[name].value), writer.say(said, value=points[name].written), "soft")
        for name, said in named
        if name in points
    )


def _caption(points: Mapping[str, _Point]) -> tuple[Text, ...]:
    if "low" not in points:
        return (Text("The dot is the ROI; no range was stated."),)
    if "p10" not in points:
        said, low = Text("The bar goes from the conservative to the optimistic case; the dot is the base case."), "low"
    else:
        said, low = _DRAWN, "p10"
    return (said, Text("Hatched: a loss.")) if points[low].value < 0 else (said,)


_DRAWN = Text(
    "The bar holds eight of ten outcomes of the simulation; the line goes from the conservative to the optimistic "
    "case; the dot is the base case."
)


def _message(writer: Writer, points: Mapping[str, _Point]) -> str:
    """Say what the drawing says in one sentence."""
    values = {name: spoken(one.written) for name, one in points.items()}
    has_range, has_target = "low" in points, "target" in points
    return writer.plain(_MESSAGES[has_range, has_target].msgid, **values)


_MESSAGES = {
    (True, True): Text("ROI from {low} to {high}, base case {base}, target {target}."),
    (True, False): Text("ROI from {low} to {high}, base case {base}."),
    (False, True): Text("ROI {base}, target {target}."),
    (False, False): Text("ROI {base}."),
}


def _table(writer: Writer, points: Mapping[str, _Point]) -> Table:
    rows = tuple(
        Row((cell(writer.say(title)), cell(points[name].written))) for name, title in _NAMES.items() if name in points
    )
    heads = columns(writer, "Case", Numbers("ROI"))
    return Table(writer.plain("The range of the ROI"), heads, rows, is_narrow=True)


_NAMES = {
    "low": Text("Conservative"),
    "p10": Text("One in ten outcomes is lower (P10)"),
    "base": Text("Base"),
    "p90": Text("One in ten outcomes is higher (P90)"),
    "high": Text("Optimistic"),
    "target": Text("Target"),
}
