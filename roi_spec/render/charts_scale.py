"""From values to places in a drawing, and from places to paths.

What every chart shares: a scale, round numbers along it, and shapes as text. Places are rounded to a tenth of a unit,
so the same values give the same bytes; only absolute commands are written, so that a test can hold every point inside
its drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Stroke

Number = Fraction | float

WIDTH = 480.0
"""Of every chart in a handbook, in units of its own; it is scaled to the column."""
_HATCH = 6
"""Between two lines of a hatched shape."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values between `least` and `most` to places between `start` and `end`; upside down when `end` is less."""

    least: Number
    most: Number
    start: float
    end: float

    def at(self, value: Number) -> float:
        """Give the place of a value; the middle when all values are the same."""
        span = float(self.most) - float(self.least)
        if not span:
            return (self.start + self.end) / 2
        return self.start + (float(value) - float(self.least)) * (self.end - self.start) / span


def scale(values: Iterable[Number], start: float, end: float) -> Scale:
    """Give a scale that just holds all values."""
    every = tuple(values)
    return Scale(min(every), max(every), start, end)


def round_scale(values: Iterable[Number], start: float, end: float) -> tuple[Scale, tuple[Fraction, ...]]:
    """Give a scale from one round number to another that holds all values, and the round numbers along it."""
    every = tuple(values)
    least, most = Fraction(min(every)), Fraction(max(every))
    step = nice((most - least) / 4 or abs(most) / 4 or Fraction(1))
    first, last = math.floor(least / step), math.ceil(most / step)
    marks = tuple(step * number for number in range(first, max(last, first + 1) + 1))
    return Scale(marks[0], marks[-1], start, end), marks


def nice(rough: Fraction) -> Fraction:
    """Give the round number (1, 2 or 5 times a power of ten) that a rough step comes nearest to from below."""
    power = Fraction(10) ** math.floor(math.log10(rough))
    return max(one * power for one in (Fraction(1, 10), 1, 2, 5) if one * power <= rough)


def px(place: float) -> str:
    """Write a place: tenths, no minus at zero, no needless digits."""
    written = f"{place:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


# --- shapes ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def path(self) -> str:
        """Give its outline."""
        return f"M{px(self.left)} {px(self.top)}H{px(self.right)}V{px(self.bottom)}H{px(self.left)}Z"


def bar(one: float, other: float, top: float, height: float) -> Box:
    """Give a lying bar between two places, whichever comes first."""
    return Box(min(one, other), top, max(one, other), top + height)


def line(points: Sequence[tuple[float, float]]) -> str:
    """Give a line through points."""
    return "M" + "L".join(f"{px(x)} {px(y)}" for x, y in points)


def across(y: float, start: float = 0, end: float = WIDTH) -> str:
    """Give a level line."""
    return f"M{px(start)} {px(y)}H{px(end)}"


def upright(x: float, top: float, bottom: float) -> str:
    """Give an upright line."""
    return f"M{px(x)} {px(top)}V{px(bottom)}"


def circle(x: float, y: float, radius: float) -> str:
    """Give a circle around a point."""
    left, right, size = px(x - radius), px(x + radius), px(radius)
    half = f"A{size} {size} 0 1 0"
    return f"M{left} {px(y)}{half} {right} {px(y)}{half} {left} {px(y)}Z"


def square(x: float, y: float, half: float) -> str:
    """Give a square around a point."""
    return Box(x - half, y - half, x + half, y + half).path


def hatched(boxes: Sequence[Box]) -> str:
    """Give slanting lines within rectangles that stand from left to right; where they touch, lines run on.

    A path of its own instead of a pattern: it needs no name in the page, and looks the same on screen and on paper.
    """
    if not boxes:
        return ""
    first = math.ceil(min(one.left + one.top for one in boxes) / _HATCH)
    last = math.floor(max(one.right + one.bottom for one in boxes) / _HATCH)
    return "".join(_slant(boxes, number * _HATCH) for number in range(first, last + 1))


def _slant(boxes: Sequence[Box], total: float) -> str:
    """Give the stretches of one slanting line (x + y = total) that lie inside."""
    stretches: list[tuple[float, float]] = []
    for one in boxes:
        start, end = max(one.left, total - one.bottom), min(one.right, total - one.top)
        if start >= end:
            continue
        if stretches and abs(stretches[-1][1] - start) < 0.05:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return "".join(line([(start, total - start), (end, total - end)]) for start, end in stretches)


def strokes(*drawn: tuple[str, str]) -> tuple[Stroke, ...]:
    """Give paths with their styles as strokes, from the back to the front, leaving out what is empty."""
    return tuple(Stroke(path, style) for path, style in drawn if path)


HATCHED = frozenset({"cost", "loss", "net-loss", "worse"})
"""Styles of shapes that carry slanting lines, so that they differ from the others in grey as well."""


def filled(boxes: Box | Sequence[Box], style: str) -> tuple[tuple[str, str], ...]:
    """Give bars in a style, with their hatching where it has one: pairs of path and style for `strokes`."""
    every = (boxes,) if isinstance(boxes, Box) else boxes
    hatching = ((hatched(every), f"{style}-hatch"),) if style in HATCHED else ()
    return (("".join(one.path for one in every), style), *hatching)
