"""The drawing of the ROI over the commits: the base as a line, the range as a band, and the stage at which it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Drawing, Label
from roi_spec.model.past import Turn, Version
from roi_spec.model.sentence import Count, Sentence
from roi_spec.model.units import PERCENT
from roi_spec.render.charts_scale import WIDTH, Scale, across, circle, line, px, round_scale, strokes, upright
from roi_spec.render.charts_words import LINE, SIZE, Marked, laned, width_of
from roi_spec.render.history.words import stage
from roi_spec.render.site_tell import Teller

_TOP, _BOTTOM = 34.0, 210.0
_DOT = 3.5


@dataclass(frozen=True, slots=True)
class _Field:
    """Where values and versions lie."""

    up: Scale
    along: Scale
    marks: tuple[Fraction, ...]

    def place(self, number: int, value: Fraction) -> tuple[float, float]:
        """Give the place of a value of a version."""
        return self.along.at(number), self.up.at(value)


def chart(tell: Teller, turns: Sequence[Turn]) -> Drawing | None:
    """Draw the ROI of the versions that moved it, oldest first; None with fewer than two of them."""
    versions = [one.version for one in turns if one.version.roi is not None]
    if len(versions) < 2:
        return None
    field = _field(tell, versions)
    below, lanes = laned(_days(tell, field, versions), _BOTTOM + LINE + 2)
    points = [field.place(number, _base(one)) for number, one in enumerate(versions)]
    return Drawing(
        form="course",
        title=_message(tell, versions),
        description=_description(tell, versions),
        caption=tell.words(
            "Line: the ROI in the base case. Band: from the conservative to the optimistic case. Every dot is a commit "
            "that moved it; between two dots lies no fixed time. Upright line: another stage begins."
        ),
        height=px(_BOTTOM + LINE * (lanes + 1)),
        strokes=strokes(
            *((across(field.up.at(one), field.along.start - 8), "grid") for one in field.marks if one),
            (_band(field, versions), "band"),
            (across(field.up.at(0), field.along.start - 8) if field.marks[0] <= 0 <= field.marks[-1] else "", "zero"),
            *((upright(x, _TOP - 12, _BOTTOM), "percentile") for x, _ in _stages(tell, field, versions)[1:]),
            (line(points), "course-actual"),
            ("".join(circle(x, y, _DOT) for x, y in points), "dot"),
        ),
        labels=(*_levels(tell, field), *_named(tell, field, versions), *below),
        table=None,
    )


def _base(version: Version) -> Fraction:
    assert version.roi is not None
    return version.roi.base


def _field(tell: Teller, versions: Sequence[Version]) -> _Field:
    ends = [one for version in versions for one in (version.roi, version.low, version.high) if one is not None]
    up, marks = round_scale([*(one.base for one in ends), Fraction(0)], _BOTTOM, _TOP)
    left = max(width_of(tell.translator.percent(one)) for one in marks) + 12
    return _Field(up, Scale(0, len(versions) - 1, left + 10, WIDTH - 14), marks)


def _band(field: _Field, versions: Sequence[Version]) -> str:
    """Give the band; a version without a range narrows it to its line."""
    lower = [field.place(n, one.low.base if one.low else _base(one)) for n, one in enumerate(versions)]
    upper = [field.place(n, one.high.base if one.high else _base(one)) for n, one in enumerate(versions)]
    return f"{line([*lower, *reversed(upper)])}Z" if lower != upper else ""


def _levels(tell: Teller, field: _Field) -> tuple[Label, ...]:
    x = px(field.along.start - 12)
    return tuple(
        Label(x, px(field.up.at(one) + 4), (Count(tell.translator.percent(one)),), "end", "soft") for one in field.marks
    )


def _stages(tell: Teller, field: _Field, versions: Sequence[Version]) -> list[tuple[float, str]]:
    """Give where each stage begins, half-way between two versions, and what it is called."""
    found: list[tuple[float, str]] = []
    for number, one in enumerate(versions):
        named = stage(tell, one)
        if not found or found[-1][1] != named:
            found.append((field.along.at(number - 0.5) if number else field.along.start, named))
    return found


def _named(tell: Teller, field: _Field, versions: Sequence[Version]) -> tuple[Label, ...]:
    """Write the stages above the field, as far as two lines have room for them."""
    labels, _ = laned([Marked(x, (name,)) for x, name in _stages(tell, field, versions)], SIZE)
    return tuple(one for one in labels if float(one.y) <= SIZE + LINE)


def _days(tell: Teller, field: _Field, versions: Sequence[Version]) -> list[Marked]:
    """Name the month of every so many versions, so that they fit below in two lines."""
    every = -(-len(versions) // 6)
    months: list[Marked] = []
    for number, one in enumerate(versions):
        if number % every and number != len(versions) - 1:
            continue
        months.append(Marked(field.along.at(number), _month(tell, one), "soft"))
    return months


def _month(tell: Teller, one: Version) -> Sentence:
    if one.commit is None:
        return tell.say("now")
    return (Count(tell.translator.month(one.commit.day)),)


# --- in words --------------------------------------------------------------------------------------------------------


def _message(tell: Teller, versions: Sequence[Version]) -> str:
    first, last = versions[0], versions[-1]
    return tell.words(
        "The ROI went from {first} to {last} over {count} commits.",
        first=_percent(tell, first),
        last=_percent(tell, last),
        count=len(versions),
    )


def _percent(tell: Teller, one: Version) -> str:
    assert one.roi is not None
    assert one.roi.unit == PERCENT
    return tell.rounded(one.roi, "result.roi")


def _description(tell: Teller, versions: Sequence[Version]) -> str:
    """Give every dot in words; of many, the first and the last ones."""
    shown = versions if len(versions) <= 12 else (*versions[:6], *versions[-6:])
    return " ".join(f"{_spoken(tell, one)}: {_percent(tell, one)}." for one in shown)


def _spoken(tell: Teller, one: Version) -> str:
    return tell.translator.date(one.commit.day) if one.commit is not None else tell.words("now")
