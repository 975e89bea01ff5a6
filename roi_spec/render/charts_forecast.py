"""The drawing of what was expected beside what came: a pair of bars for each figure, on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Drawing
from roi_spec.model.handbook import Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.render.charts_scale import WIDTH, Box, bar, filled, px, scale, strokes, upright
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import Head, head, spoken
from roi_spec.render.writer import Writer

_BAR, _GAP = 9.0, 14.0


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure as it was expected and as it came, with what is written of both."""

    title: Sentence
    forecast: Quantity
    actual: Quantity
    written_forecast: Sentence
    written_actual: Sentence


def expected(writer: Writer, title: Sentence, forecast: str, actual: str) -> Expected | None:
    """Give the pair of two lines of the working; None when one has no value."""
    first, last = writer.evaluation.quantity(forecast), writer.evaluation.quantity(actual)
    if first is None or last is None:
        return None
    return Expected(title, first, last, writer.figure(forecast), writer.figure(actual))


def forecast_chart(writer: Writer, pairs: tuple[Expected, ...], table: Table) -> Drawing | None:
    """Draw forecasts beside what came of them; None without a pair. `table` is the one of the chapter with the same."""
    if not pairs:
        return None
    rows = tuple(_rows(pairs))
    first = pairs[0]
    return Drawing(
        form="forecast",
        title=writer.plain(
            "{figure}: {forecast} was expected, {actual} came.",
            figure=spoken(first.title),
            forecast=spoken(first.written_forecast),
            actual=spoken(first.written_actual),
        ),
        description=described(writer, table),
        caption=writer.plain("Broken outline: the forecast. Filled: what came. Each pair has a scale of its own."),
        height=px(rows[-1].actual.bottom + 4),
        strokes=strokes(
            *((upright(one.zero, one.forecast.top - 2, one.actual.bottom + 2), "zero") for one in rows),
            *(stroke for one in rows for stroke in (*filled(one.forecast, "forecast"), *filled(one.actual, "actual"))),
        ),
        labels=tuple(label for one in rows for label in one.words.labels),
        table=table,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One pair at its place."""

    words: Head
    forecast: Box
    actual: Box
    zero: float


def _rows(pairs: tuple[Expected, ...]) -> Iterator[_Row]:
    top = 0.0
    for one in pairs:
        against = (*one.written_forecast, " → ", *one.written_actual)
        words = head(one.title, against, top)
        where = scale((Fraction(0), one.forecast.base, one.actual.base), 2, WIDTH - 2)
        zero, under = where.at(0), top + words.height + 3
        forecast = bar(zero, where.at(one.forecast.base), under, _BAR)
        yield _Row(words, forecast, bar(zero, where.at(one.actual.base), forecast.bottom + 2, _BAR), zero)
        top = under + 2 * _BAR + 2 + _GAP
