"""The drawings of an analysis over time: a series with what was expected of it, and an effect period by period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.analysis import Analysis, Point
from roi_spec.model.charts import Drawing, Label
from roi_spec.model.handbook import Table
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import Unit
from roi_spec.render.charts_scale import WIDTH, Scale, across, circle, line, px, round_scale, strokes, upright
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import LINE, SIZE, apart, width_of, wrapped
from roi_spec.render.writer import Writer

_TOP, _BOTTOM = 30.0, 186.0
"""The field of a plot; above it stands the unit, below it the periods."""
_FEWEST = 3
"""Points below which a plot shows nothing that the table does not."""


@dataclass(frozen=True, slots=True)
class _Field:
    """From points to places in the drawing."""

    up: Scale
    along: Scale
    marks: tuple[Fraction, ...]

    def points(self, values: Sequence[float | None]) -> tuple[tuple[float, float] | None, ...]:
        """Give the place of each value, in order; None where one is missing."""
        return tuple(
            None if value is None else (self.along.at(number), self.up.at(value)) for number, value in enumerate(values)
        )


def course(writer: Writer, analysis: Analysis, unit: Unit, table: Table) -> Drawing | None:
    """Draw a series with what was expected without the programme; None when there is too little to see.

    `unit` is that of the series, `table` has the figures.
    """
    points = analysis.points
    if sum(one.actual is not None for one in points) < _FEWEST:
        return None
    named = tuple(name for name in _NAMES if any(getattr(one, name) is not None for one in points))
    ends = tuple(writer.say(_NAMES[name]) for name in named)
    field = _field(writer, points, (*named, "low", "high"), room=max(width_of(one) for one in ends) + 8)
    lines = {name: _path(field.points([getattr(one, name) for one in points])) for name in reversed(named)}
    return Drawing(
        form="course",
        title=_course_words(writer, points),
        description=described(writer, table),
        caption=_course_caption(writer, points),
        height=px(_BOTTOM + LINE + 8),
        strokes=strokes(
            *_grid(field),
            (_band(field, points), "band"),
            (_start(field, points), "target"),
            *((path, f"course-{name}") for name, path in lines.items()),
        ),
        labels=(*_frame(writer, field, points, unit), *_ends(field, points, named, ends)),
        table=table,
    )


_NAMES = {"actual": Text("measured"), "expected": Text("expected"), "compared": Text("comparison")}


def events(writer: Writer, analysis: Analysis, table: Table) -> Drawing | None:
    """Draw the effect period by period before and after the start; None when there is too little to see."""
    leads = tuple(one for one in analysis.leads if one.actual is not None)
    if len(leads) < _FEWEST:
        return None
    field = _field(writer, leads, ("actual", "low", "high"), with_zero=True)
    places = [place for place in field.points([one.actual for one in leads]) if place is not None]
    return Drawing(
        form="events",
        title=_events_words(writer, leads),
        description=described(writer, table),
        caption=writer.plain(
            "Dots: the effect in each period, with its interval. Before the start they should lie around zero. Upright "
            "line: start of the programme."
        ),
        height=px(_BOTTOM + LINE + 8),
        strokes=strokes(
            *_grid(field),
            (across(field.up.at(0), field.along.start - 8, field.along.end + 8), "zero"),
            (_start(field, leads), "target"),
            ("".join(_stem(field, number, one) for number, one in enumerate(leads)), "stem"),
            ("".join(circle(x, y, 4) for x, y in places), "dot"),
        ),
        labels=_frame(writer, field, leads, analysis.unit),
        table=table,
    )


# --- what it says ----------------------------------------------------------------------------------------------------


def _course_words(writer: Writer, points: Sequence[Point]) -> str:
    """Say on which side of what was expected (else of the comparison) the periods since the start lie."""
    after = [one for one in points if one.after and one.actual is not None]
    beside = "expected" if any(one.expected is not None for one in after) else "compared"
    pairs = [(one.actual, other) for one in after if (other := getattr(one, beside)) is not None]
    if not pairs:
        return writer.plain("The measure in {count} periods.", count=len(points))
    above, below = sum(one > other for one, other in pairs), sum(one < other for one, other in pairs)
    said = _ABOUT_EXPECTED if beside == "expected" else _ABOUT_COMPARED
    return writer.plain(said.msgid, above=above, below=below, all=len(pairs))


_ABOUT_EXPECTED = Text(
    "Of {all} periods since the start, {above} lie above what was expected without the programme and {below} below it."
)
_ABOUT_COMPARED = Text("Of {all} periods since the start, {above} lie above the comparison and {below} below it.")


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


def _events_words(writer: Writer, leads: Sequence[Point]) -> str:
    after = [one for one in leads if one.after]
    clear = sum(one.low is not None and one.high is not None and (one.low > 0 or one.high < 0) for one in after)
    return writer.plain(
        "In {clear} of {all} periods since the start the whole interval lies on one side of zero.",
        clear=clear,
        all=len(after),
    )


# --- the field -------------------------------------------------------------------------------------------------------


def _field(
    writer: Writer, points: Sequence[Point], names: Iterable[str], *, room: float = 8, with_zero: bool = False
) -> _Field:
    found = [value for name in names for one in points if (value := getattr(one, name)) is not None]
    up, marks = round_scale([*found, 0.0] if with_zero else found, _BOTTOM, _TOP)
    left = max(width_of((writer.number(one),)) for one in marks) + 8
    return _Field(up, Scale(0, len(points) - 1, left + 10, WIDTH - room - 2), marks)


def _grid(field: _Field) -> tuple[tuple[str, str], ...]:
    start, end = field.along.start - 8, field.along.end
    return tuple((across(field.up.at(one), start, end), "grid") for one in field.marks)


def _frame(writer: Writer, field: _Field, points: Sequence[Point], unit: Unit | None) -> tuple[Label, ...]:
    """Write the numbers beside the grid, the unit above it, and as many periods below it as have room."""
    x = px(field.along.start - 12)
    levels = (Label(x, px(field.up.at(one) + 4), (writer.number(one),), "end", "soft") for one in field.marks)
    named = writer.translator.unit(unit) if unit else ""
    above = (Label("0", px(SIZE), wrapped((named,), WIDTH, 1)[0], "start", "soft"),) if named else ()
    return (*above, *levels, *_periods(writer, field, points))


def _periods(writer: Writer, field: _Field, points: Sequence[Point]) -> tuple[Label, ...]:
    """Name every so many periods, so that no two names touch."""
    names = [wrapped((writer.words(one.label),), WIDTH / 4, 1)[0] for one in points]
    room = max(width_of(one) for one in names) + 10
    stretch = (field.along.end - field.along.start) / max(len(points) - 1, 1)
    every = max(1, -int(-room // stretch))
    half = room / 2
    places = ((number, field.along.at(number)) for number in range(0, len(points), every))
    return tuple(
        Label(px(min(max(x, half), WIDTH - half)), px(_BOTTOM + LINE + 2), names[number], "middle", "soft")
        for number, x in places
    )


def _start(field: _Field, points: Sequence[Point]) -> str:
    first = next((number for number, one in enumerate(points) if one.after), 0)
    return upright(field.along.at(first - 0.5), _TOP - 8, _BOTTOM) if first else ""


# --- lines -----------------------------------------------------------------------------------------------------------


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Write a line through places; where one is missing the line is broken."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is not None:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return "".join(line(run) for run in runs if run)


def _band(field: _Field, points: Sequence[Point]) -> str:
    known = [(number, one.low, one.high) for number, one in enumerate(points) if one.low is not None]
    if len(known) < 2:
        return ""
    lower = [(field.along.at(number), field.up.at(low)) for number, low, _ in known]
    upper = [(field.along.at(number), field.up.at(low if high is None else high)) for number, low, high in known]
    return f"{line([*lower, *reversed(upper)])}Z"


def _stem(field: _Field, number: int, one: Point) -> str:
    middle = one.actual or 0.0
    low, high = (middle if end is None else end for end in (one.low, one.high))
    return upright(field.along.at(number), field.up.at(high), field.up.at(low))


def _ends(
    field: _Field, points: Sequence[Point], named: Sequence[str], written: Sequence[Sentence]
) -> tuple[Label, ...]:
    """Name each line at its right end, moved apart where ends lie close."""
    last = [next(value for one in reversed(points) if (value := getattr(one, name)) is not None) for name in named]
    places = apart([field.up.at(value) + 4 for value in last], LINE, SIZE, _BOTTOM)
    x = px(field.along.end + 6)
    return tuple(
        Label(x, px(y), words, "start", "strong" if name == "actual" else "soft")
        for name, y, words in zip(named, places, written, strict=True)
    )
