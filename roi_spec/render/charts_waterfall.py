"""The drawing that leads from costs over benefits to what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from roi_spec.model.charts import Drawing, Label, Stroke
from roi_spec.model.handbook import Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.render.blocks import Numbers, cell, columns
from roi_spec.render.charts_scale import WIDTH, Box, Scale, bar, filled, px, scale, strokes, upright
from roi_spec.render.charts_told import described, zero_mark
from roi_spec.render.charts_words import LINE, Head, Marked, head, laned
from roi_spec.render.writer import Writer

_BAR = 14.0
_GAP = 12.0
"""Between the bar of one row and the words of the next."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One bar of the waterfall."""

    title: Sentence
    amount: Sentence
    """With its sign."""
    value: Quantity
    """What it adds: a cost adds less than nothing."""
    style: str
    is_net: bool = False


_GROUPS = {
    "direct": Text("Direct costs"),
    "indirect": Text("Indirect costs"),
    "development": Text("Development costs"),
}


def waterfall(writer: Writer) -> Drawing | None:
    """Draw the way from costs over benefits to the net benefit; None where there is none."""
    net = writer.evaluation.quantity("result.net_benefit")
    if net is None or writer.evaluation.kind != "roi":
        return None
    parts = (*_costs(writer), *_benefits(writer), _net(writer, net))
    table = _parts_table(writer, parts)
    drawn, labels, height = _rows(writer, parts)
    return Drawing(
        form="waterfall",
        title=_net_words(writer, net),
        description=described(writer, table),
        caption=_waterfall_caption(writer),
        height=height,
        strokes=drawn,
        labels=labels,
        table=table,
    )


def _costs(writer: Writer) -> tuple[_Part, ...]:
    """Give the groups of costs when they make up the total exactly, else the total."""
    found = writer.evaluation
    groups = {id: title for group, title in _GROUPS.items() if found.quantity(id := f"costs.group.{group}")}
    total = found.quantity("result.total_cost")
    parts = tuple(_cost(writer, title, id) for id, title in groups.items())
    if total is not None and sum(-one.value.base for one in parts) == total.base:
        return tuple(one for one in parts if one.value.value)
    return (_cost(writer, Text("Total cost"), "result.total_cost"),)


def _cost(writer: Writer, title: Text, step: str) -> _Part:
    value = writer.evaluation.quantity(step)
    assert value is not None, step
    return _Part(writer.say(title), ("−\u00a0", *writer.figure(step)), Quantity(-value.value, value.unit), "cost")


def _benefits(writer: Writer) -> tuple[_Part, ...]:
    """Give the benefit of each measure that counts when they make up the total exactly, else the total."""
    total = writer.evaluation.quantity("result.total_benefit")
    counted = (one for one in writer.evaluation.kpis if one.counted and one.benefit)
    parts = tuple(
        _benefit(writer, (writer.words(one.kpi.title),), one.benefit or "", is_forecast=one.is_forecast)
        for one in counted
        if writer.evaluation.quantity(one.benefit or "") is not None
    )
    if total is not None and sum(one.value.base for one in parts) == total.base:
        return parts
    is_forecast = writer.evaluation.is_forecast
    return (_benefit(writer, writer.say("Total benefit"), "result.total_benefit", is_forecast=is_forecast),)


def _benefit(writer: Writer, title: Sentence, step: str, *, is_forecast: bool) -> _Part:
    value = writer.evaluation.quantity(step)
    assert value is not None, step
    if is_forecast:
        title = (*title, " (", writer.plain("forecast"), ")")
    sign: Sentence = ("+\u00a0",) if value.value >= 0 else ()
    style = "forecast" if is_forecast else "gain" if value.value >= 0 else "loss"
    return _Part(title, (*sign, *writer.figure(step)), value, style)


def _net(writer: Writer, net: Quantity) -> _Part:
    style = "net-gain" if net.value >= 0 else "net-loss"
    return _Part(writer.say("Net benefit"), writer.figure("result.net_benefit"), net, style, is_net=True)


def _parts_table(writer: Writer, parts: tuple[_Part, ...]) -> Table:
    rows = tuple(Row((cell(one.title), cell(one.amount)), "total" if one.is_net else "") for one in parts)
    heads = columns(writer, "Part", Numbers("Amount"))
    return Table(writer.plain("From costs to net benefit"), heads, rows, is_narrow=True)


def _net_words(writer: Writer, net: Quantity) -> str:
    cost = writer.evaluation.quantity("result.total_cost")
    benefit = writer.evaluation.quantity("result.total_benefit")
    assert cost is not None
    assert benefit is not None
    shown = {
        "net": writer.shown("result.net_benefit", Quantity(abs(net.value), net.unit)),
        "cost": writer.shown("result.total_cost", cost),
        "benefit": writer.shown("result.total_benefit", benefit),
    }
    said = _EVEN if net.value == 0 else _MORE if net.value > 0 else _LESS
    return writer.plain(said.msgid, **shown)


_MORE = Text("Benefits of {benefit} are {net} more than the costs of {cost}.")
_LESS = Text("Benefits of {benefit} are {net} less than the costs of {cost}.")
_EVEN = Text("Benefits of {benefit} equal the costs of {cost}.")


def _waterfall_caption(writer: Writer) -> str:
    said = [writer.plain("Costs lead to the left (hatched), benefits back to the right; what is left is the last bar.")]
    if any(one.counted and one.is_forecast for one in writer.evaluation.kpis):
        said.append(writer.plain("Broken outline: a forecast."))
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bar with its words, at its place."""

    part: _Part
    words: Head
    box: Box
    end: float
    """Where the next bar begins."""


def _placed(parts: tuple[_Part, ...], where: Scale) -> Iterator[_Placed]:
    """Place the bars below each other, each beginning where the one before it ended, and the last at zero."""
    top, reached = 0.0, Fraction(0)
    for one in parts:
        words = head(one.title, one.amount, top, "strong" if one.is_net else "")
        start = Fraction(0) if one.is_net else reached
        reached = start + one.value.base
        box = bar(where.at(start), where.at(reached), top + words.height + 3, _BAR)
        yield _Placed(one, words, box, where.at(reached))
        top = box.bottom + _GAP


def _rows(writer: Writer, parts: tuple[_Part, ...]) -> tuple[tuple[Stroke, ...], tuple[Label, ...], str]:
    ends = accumulate((one.value.base for one in parts if not one.is_net), initial=Fraction(0))
    where = scale((*ends, parts[-1].value.base), 2, WIDTH - 2)
    placed = tuple(_placed(parts, where))
    zero, bottom = where.at(0), placed[-1].box.bottom
    marks, _ = laned((Marked(zero, zero_mark(writer, parts[-1].value.unit), "soft"),), bottom + LINE + 2)
    joints = "".join(upright(one.end, one.box.bottom, one.box.bottom + _GAP + LINE + 3) for one in placed[:-1])
    drawn = strokes(
        (upright(zero, 0, bottom + 4), "zero"),
        (joints, "joint"),
        ("".join(path for one in placed for path in one.words.plates), "plate"),
        *(stroke for one in placed for stroke in filled(one.box, one.part.style)),
    )
    return drawn, (*(label for one in placed for label in one.words.labels), *marks), px(bottom + LINE + 8)
