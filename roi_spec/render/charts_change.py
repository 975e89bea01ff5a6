"""The drawing of a change beside that of a comparison group: before and after for both, and what was to be expected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.analysis import Analysis
from roi_spec.model.charts import Drawing, Label
from roi_spec.model.handbook import Table
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import Unit
from roi_spec.render.charts_scale import WIDTH, Scale, circle, line, px, scale, square, strokes
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import LINE, SIZE, apart, spoken, width_of, wrapped
from roi_spec.render.writer import Writer

_TOP, _BOTTOM = 40.0, 150.0
"""Where the highest and the lowest value lie."""
_FOOT = 180.0


@dataclass(frozen=True, slots=True)
class Moved:
    """One group before and after, with its figures as they are written beside the points."""

    name: Sentence
    before: Fraction
    after: Fraction
    written_before: Sentence
    written_after: Sentence


def change(writer: Writer, trained: Moved, other: Moved, unit: Unit, table: Table) -> Drawing:
    """Draw both groups; `unit` is that of the figures, `table` the one of the chapter that has them."""
    expected = trained.before + other.after - other.before
    values = (trained.before, trained.after, other.before, other.after, expected)
    up = scale(values, _BOTTOM, _TOP)
    left, right = _columns(writer, trained, other)
    befores = ((trained.before, trained.written_before), (other.before, other.written_before))
    return Drawing(
        form="change",
        title=_message(writer, trained, other, unit),
        description=described(writer, table),
        caption=writer.plain(
            "Thick line: the trained group. Thin line with squares: the comparison group. Broken line: where the "
            "trained group would have stood, had it changed as the comparison group did."
        ),
        height=px(_FOOT + 6),
        strokes=strokes(
            (line([(left, up.at(trained.before)), (right, up.at(expected))]), "course-expected"),
            (line([(left, up.at(other.before)), (right, up.at(other.after))]), "course-compared"),
            (line([(left, up.at(trained.before)), (right, up.at(trained.after))]), "course-actual"),
            *(
                (square(x, up.at(value), 4), "dot-compared")
                for x, value in ((left, other.before), (right, other.after))
            ),
            *((circle(x, up.at(value), 5), "dot") for x, value in ((left, trained.before), (right, trained.after))),
        ),
        labels=(
            *_unit(writer, unit),
            *_beside(left - 9, "end", up, befores),
            *_beside(right + 9, "start", up, _after(writer, trained, other, expected)),
            Label(px(left), px(_FOOT), writer.say("Before"), "middle", "soft"),
            Label(px(right), px(_FOOT), writer.say("After"), "middle", "soft"),
        ),
        table=table,
    )


Written = tuple[Fraction, Sentence]


def _after(writer: Writer, trained: Moved, other: Moved, expected: Fraction) -> tuple[Written, ...]:
    return (
        (trained.after, (*trained.written_after, " ", *trained.name)),
        (other.after, (*other.written_after, " ", *other.name)),
        (expected, writer.say("expected")),
    )


def _columns(writer: Writer, trained: Moved, other: Moved) -> tuple[float, float]:
    """Give where before and after stand, so that the words beside them have room."""
    before = max(width_of(one) for one in (trained.written_before, other.written_before, writer.say("Before")))
    after = max(width_of(one) for _, one in _after(writer, trained, other, Fraction(0)))
    return before + 14, WIDTH - after - 14


def _beside(x: float, anchor: str, up: Scale, written: tuple[Written, ...]) -> tuple[Label, ...]:
    """Write words beside points, moved apart where points lie close."""
    places = apart([up.at(value) + 4 for value, _ in written], LINE, SIZE * 2, _BOTTOM + 10)
    styles = ("strong", "soft", "soft")
    return tuple(
        Label(px(x), px(y), one, anchor, style) for y, (_, one), style in zip(places, written, styles, strict=False)
    )


def _unit(writer: Writer, unit: Unit) -> tuple[Label, ...]:
    named = writer.translator.unit(unit)
    return (Label("0", px(SIZE), wrapped((named,), WIDTH, 1)[0], "start", "soft"),) if named else ()


_MESSAGE = Text("Trained group: from {a} to {b}. Comparison group: from {c} to {d}{unit}.")


def _message(writer: Writer, trained: Moved, other: Moved, unit: Unit) -> str:
    named = f" ({writer.translator.unit(unit)})" if writer.translator.unit(unit) else ""
    ends = (trained.written_before, trained.written_after, other.written_before, other.written_after)
    shown = {name: spoken(one) for name, one in zip("abcd", ends, strict=True)}
    return writer.plain(_MESSAGE.msgid, unit=named, **shown)


# --- where the figures come from -------------------------------------------------------------------------------------


_SETS_CHANGES = frozenset({"two_groups", "randomised", "difference_in_differences"})
"""Designs that expect of the trained group what the other one did."""


def change_of_arms(writer: Writer, analysis: Analysis, prefix: str, unit: Unit, table: Table) -> Drawing | None:
    """Draw the two groups of an analysis that sets their changes against each other; None where one has no before."""
    if analysis.design not in _SETS_CHANGES:
        return None
    trained = [number for number, arm in enumerate(analysis.arms) if arm.trained]
    others = [number for number, arm in enumerate(analysis.arms) if not arm.trained]
    if len(trained) != 1 or len(others) != 1:
        return None
    arms = [analysis.arms[number] for number in (*trained, *others)]
    digits = _digits([value for arm in arms for value in (arm.before, arm.after) if value is not None])
    moved = [_arm(writer, analysis, number, prefix, digits) for number in (*trained, *others)]
    if moved[0] is None or moved[1] is None:
        return None
    return change(writer, moved[0], moved[1], unit, table)


def _digits(values: Sequence[Fraction]) -> int:
    """Give the decimals that show the distance between values with two digits; an average has no end of them."""
    span = max(values, default=Fraction(0)) - min(values, default=Fraction(0))
    return max(0, 1 - math.floor(math.log10(span))) if span else 2


def _arm(writer: Writer, analysis: Analysis, number: int, prefix: str, digits: int) -> Moved | None:
    arm, of = analysis.arms[number], f"analysis:{prefix}:arms.{number}"
    if arm.before is None or arm.after is None:
        return None
    role = writer.say("trained") if arm.trained else writer.say("comparison")
    before, after = (
        writer.reckoned(value, f"{of}.{name}", decimals=digits)
        for value, name in ((arm.before, "before"), (arm.after, "after"))
    )
    return Moved(role, arm.before, arm.after, before, after)


def change_of_steps(writer: Writer, prefix: str, table: Table) -> Drawing | None:
    """Draw the two groups of a method (`kpi.errors.attribution`) whose figures are lines; None where one is missing."""
    kpi = f"kpi.{prefix.split('.')[1]}"
    trained = _steps(writer, writer.say("trained"), f"{kpi}.baseline", f"{kpi}.actual")
    other = _steps(writer, writer.say("comparison"), f"{prefix}.comparison.baseline", f"{prefix}.comparison.result")
    actual = writer.evaluation.quantity(f"{kpi}.actual")
    if trained is None or other is None or actual is None:
        return None
    return change(writer, trained, other, actual.unit, table)


def _steps(writer: Writer, name: Sentence, before: str, after: str) -> Moved | None:
    first, last = writer.evaluation.quantity(before), writer.evaluation.quantity(after)
    if first is None or last is None:
        return None
    return Moved(name, first.value, last.value, writer.bare(before), writer.bare(after))
