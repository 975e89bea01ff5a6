"""Cost against ROI, each programme a dot with its interval and the letter of its evidence.

Only amounts of one currency share the scale of costs; the others are named below the drawing. Costs far apart stand on
a scale in which each step is a factor. Titles are written where there is room for them; the tables name everything.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT, money
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_view import Dot, Line, Scatter

LEFT, RIGHT, TOP, BOTTOM = 62, 744, 16, 372
"""The plot inside a drawing of 760 by 420."""
RADIUS, LETTER = 9, 6.4
"""Of a dot, and the width of a letter of a label: both in units of the drawing."""
_FEWEST = 2
"""One programme alone compares with nothing."""
_MOST_LABELS = 40
"""With more dots there is no room for titles."""
_NAMED = 4
"""Programmes that are named below the drawing when they are not in it; of more, the number is said."""
_FAR_APART = 20
"""Costs that differ by more than this factor stand on a scale of factors."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From a value to a place; `by_factor` makes equal factors equally long."""

    least: float
    most: float
    start: float
    end: float
    by_factor: bool = False

    def at(self, value: float) -> float:
        """Give the place of a value."""
        low, high, here = (math.log10(one) if self.by_factor else one for one in (self.least, self.most, value))
        return self.start + (here - low) * (self.end - self.start) / ((high - low) or 1)


def scatter(tell: Teller, entries: Sequence[SiteEntry]) -> Scatter | None:
    """Give the drawing of all programmes of one's own with a cost and an ROI; None when there are too few."""
    known = [one for one in entries if one.roi.base and one.cost.base and one.cost.base.value > 0 and not one.publisher]
    shared = _most_common([one.currency for one in known])
    drawn = sorted((one for one in known if one.currency == shared), key=lambda one: (one.title.lower(), one.id))
    if len(drawn) < _FEWEST:
        return None
    across, upward = _cost_axis(drawn), _roi_axis(drawn)
    return Scatter(
        id="overview-figure",
        label=tell.words("Chart: cost and ROI"),
        title=_message(tell, drawn),
        description=tell.words("The tables below hold the same figures."),
        caption=_caption(tell, [one for one in known if one.currency != shared]),
        across=tell.words("Costs in {currency}", currency=shared),
        upward=tell.words("ROI"),
        columns=tuple(_cost_lines(tell, across, shared)),
        rows=tuple(_roi_lines(tell, upward)),
        dots=labelled(tuple(_dot(tell, one, across, upward) for one in drawn)),
    )


def _most_common(words: Sequence[str]) -> str:
    return min(set(words), key=lambda one: (-words.count(one), one), default="")


# --- scales ----------------------------------------------------------------------------------------------------------


def _cost_axis(drawn: Sequence[SiteEntry]) -> Axis:
    costs = [float(one.cost.base.value) for one in drawn if one.cost.base]
    if max(costs) > _FAR_APART * min(costs):
        return Axis(min(costs) / 1.3, max(costs) * 1.3, LEFT, RIGHT, by_factor=True)
    return Axis(0.0, max(costs) * 1.08, LEFT, RIGHT)


def _roi_axis(drawn: Sequence[SiteEntry]) -> Axis:
    every = [float(end.value) for one in drawn for end in (*interval(one), one.roi.base) if end is not None]
    least, most = min(*every, 0.0), max(*every, 0.0)
    room = (most - least) * 0.05 or 1.0
    return Axis(least - room, most + room, BOTTOM, TOP)


def interval(entry: SiteEntry) -> tuple[Quantity | None, Quantity | None]:
    """Give where 8 of 10 outcomes of the simulation lie; without one, the conservative and the optimistic case."""
    if entry.drawn is not None:
        return entry.drawn
    return (entry.roi.of(CONSERVATIVE), entry.roi.of(OPTIMISTIC)) if entry.has_range else (None, None)


def round_steps(least: float, most: float, wanted: int) -> tuple[Fraction, ...]:
    """Give round values between two ends: multiples of 1, 2 or 5 times a power of ten, about as many as wanted."""
    rough = (most - least) / wanted or 1.0
    power = Fraction(10) ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= Fraction(rough))
    first = math.ceil(Fraction(least) / step)
    return tuple(step * n for n in range(first, math.floor(Fraction(most) / step) + 1))


def factor_steps(least: float, most: float) -> tuple[Fraction, ...]:
    """Give round values on a scale of factors: 1, 2 and 5 times the powers of ten between two ends."""
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
    every = (size * Fraction(10) ** power for power in powers for size in (1, 2, 5))
    return tuple(one for one in every if least <= one <= most)


def _cost_lines(tell: Teller, axis: Axis, currency: str) -> Iterator[Line]:
    steps = factor_steps if axis.by_factor else (lambda least, most: round_steps(least, most, 6))
    for value in steps(axis.least, axis.most):
        label = tell.translator.quantity(Quantity(value, money(currency)), 0)
        yield Line(px(axis.at(float(value))), label)


def _roi_lines(tell: Teller, axis: Axis) -> Iterator[Line]:
    for value in round_steps(axis.least, axis.most, 7):
        yield Line(px(axis.at(float(value))), tell.translator.quantity(Quantity(value, PERCENT), 0), value == 0)


def px(place: float) -> str:
    """Write a coordinate, in as few characters as it takes: half a unit cannot be seen."""
    return str(round(place))


# --- dots and their titles -------------------------------------------------------------------------------------------


def _dot(tell: Teller, entry: SiteEntry, across: Axis, upward: Axis) -> Dot:
    cost, roi = entry.cost.base, entry.roi.base
    assert cost is not None
    assert roi is not None
    low, high = interval(entry)
    words, y = tell.author(entry.title, entry.language), upward.at(float(roi.value))
    return Dot(
        programme=entry.id,
        href=tell.link(f"programmes/{entry.id}/index.html"),
        name=_name(tell, entry),
        x=px(across.at(float(cost.value))),
        y=px(y),
        low=px(upward.at(float(low.value)) - y) if low else "",
        high=px(upward.at(float(high.value)) - y) if high else "",
        style="forecast" if entry.is_forecast else "",
        grade=entry.grade if entry.grade in GRADES else "",
        label=shortened(words.text),
        lang=words.lang,
    )


def _name(tell: Teller, entry: SiteEntry) -> str:
    said = "{programme}: ROI {roi}, forecast" if entry.is_forecast else "{programme}: ROI {roi}"
    return tell.words(said, programme=" ".join(entry.title.split()), roi=_roi(tell, entry))


def shortened(title: str, most: int = 34) -> str:
    """Give the first words of a title that fit."""
    if len(title) <= most:
        return title
    return f"{title[:most].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of something in the drawing."""


def labelled(dots: tuple[Dot, ...]) -> tuple[Dot, ...]:
    """Give each dot its title right or left of it, where it lies over no other dot or title; else none."""
    taken: list[Box] = [_around(one) for one in dots]
    out = []
    for one in dots:
        made, box = _placed(one, taken) if len(dots) <= _MOST_LABELS else (replace(one, label="", lang=""), None)
        taken += [box] if box else []
        out.append(made)
    return tuple(out)


def _around(dot: Dot) -> Box:
    x, y = float(dot.x), float(dot.y)
    return x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1


def _placed(dot: Dot, taken: Sequence[Box]) -> tuple[Dot, Box | None]:
    x, y, width = float(dot.x), float(dot.y), LETTER * len(dot.label)
    for down in (0.0, -11.0, 11.0):
        for anchor, left in (("start", x + RADIUS + 3), ("end", x - RADIUS - 3 - width)):
            box = (left, y + down - 8, left + width, y + down + 6)
            if left >= LEFT and left + width <= RIGHT + 12 and not any(_meet(box, one) for one in taken):
                away = RADIUS + 3 if anchor == "start" else -RADIUS - 3
                return replace(dot, label_x=px(away), label_y=px(down + 4), anchor=anchor), box
    return replace(dot, label="", lang=""), None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- words -----------------------------------------------------------------------------------------------------------


def _message(tell: Teller, drawn: Sequence[SiteEntry]) -> str:
    """Say what the drawing shows: how many results earned their costs back, and apart from them what is expected."""
    results = [one for one in drawn if not one.is_forecast]
    plans = [one for one in drawn if one.is_forecast]
    said = [tell.words("Cost against ROI.")]
    if results:
        said.append(tell.words(_RETURNED.msgid, all=len(results), above=_gains(results)))
    if len(results) >= _FEWEST:
        said.append(_ends(tell, results))
    if plans:
        said.append(tell.words(_EXPECTED.msgid, all=len(plans), above=_gains(plans)))
    return " ".join(said)


_RETURNED = Text("With a measured return: {all}, of which with a gain: {above}.")
_EXPECTED = Text("Forecasts: {all}, of which with an expected gain: {above}.")


def _gains(entries: Sequence[SiteEntry]) -> int:
    return sum(one.roi.base.value > 0 for one in entries if one.roi.base)


def _ends(tell: Teller, results: Sequence[SiteEntry]) -> str:
    ordered = sorted(results, key=lambda one: one.roi.base.base if one.roi.base else Fraction(0))
    return tell.words(
        "The highest measured ROI is {most} ({best}), the lowest {least} ({worst}).",
        most=_roi(tell, ordered[-1]),
        best=ordered[-1].title,
        least=_roi(tell, ordered[0]),
        worst=ordered[0].title,
    )


def _roi(tell: Teller, entry: SiteEntry) -> str:
    return tell.rounded(entry.roi.base, "result.roi", entry.target) if entry.roi.base else ""


def _caption(tell: Teller, elsewhere: Sequence[SiteEntry]) -> Sentence:
    said = tell.say(
        "Each dot is a programme at its base case, the letter in it the grade of its evidence. The line through it "
        "holds 8 of 10 outcomes of the simulation. A filled dot is a result, an open one a forecast."
    )
    if not elsewhere:
        return said
    if len(elsewhere) > _NAMED:
        return (*said, " ", *tell.say("Not drawn, because costs are in another currency: {n}.", n=len(elsewhere)))
    named = tell.listed([(tell.author(one.title, one.language), f" ({one.currency})") for one in elsewhere])
    return (*said, " ", *tell.say("Not drawn, because costs are in another currency: {programmes}.", programmes=named))
