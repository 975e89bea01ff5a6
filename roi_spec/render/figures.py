"""Where things stand in a chart: places on paper for values that were computed elsewhere.

Three charts, each with a table or a sentence beside it that says the same. Coordinates are rounded to a tenth, so the
same values give the same bytes; the drawing itself is in `templates/handbook/charts.html.j2`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import ChainChart, Link, RangeChart, Swung, Tick, TornadoChart
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation, KpiResult, Swing
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.spec import Level
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.writer import Writer

WIDTH = 480
"""Of every chart, in units of its own; it is scaled to the column."""
MARGIN = 46
"""Left and right, for half a label."""
NEAR = 84
"""Two labels nearer than this are set away from each other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From a value to a place between the margins."""

    least: Fraction
    most: Fraction

    def at(self, value: Fraction) -> Fraction:
        """Give the place of a value."""
        span = self.most - self.least
        return MARGIN + (value - self.least) * (WIDTH - 2 * MARGIN) / span if span else Fraction(WIDTH, 2)


def scale(values: Iterable[Fraction]) -> Scale:
    """Give a scale that holds all values."""
    every = tuple(values)
    return Scale(min(every), max(every))


def px(value: Fraction) -> str:
    """Write a coordinate."""
    return f"{float(value):.1f}"


# --- the ROI ---------------------------------------------------------------------------------------------------------


def roi_figure(writer: Writer, case: str = BASE) -> Sentence:
    """Give the ROI of a case, rounded so that it stays on its own side of zero, the target and the hurdle rate."""
    value = writer.evaluation.quantity("result.roi", case)
    return writer.figure("result.roi", case, None if value is None else _roi_decimals(writer, value))


def result_figure(writer: Writer, step: str, case: str = BASE) -> Sentence:
    """Give a result of a case; a ROI or break-even share so that rounding does not move it past what it is held to."""
    if step == "result.roi":
        return roi_figure(writer, case)
    value = writer.evaluation.quantity(step, case)
    if step == "result.break_even_attribution" and value is not None:
        return writer.figure(step, case, telling_decimals(value, (_WHOLE,), least=0))
    return writer.figure(step, case)


_WHOLE = Quantity(Fraction(100), PERCENT)


def target_figure(writer: Writer) -> Sentence:
    """Give the target of the ROI with the decimals that it was set with."""
    target = writer.evaluation.quantity("result.target_roi")
    if target is None:
        return writer.figure("result.target_roi")
    return writer.figure("result.target_roi", decimals=_written_decimals(target))


def _roi_decimals(writer: Writer, value: Quantity) -> int:
    hurdle = writer.context.hurdle
    others = (writer.evaluation.quantity("result.target_roi"), hurdle.quantity if hurdle else None)
    return telling_decimals(value, others)


def _written_decimals(value: Quantity, most: int = 4) -> int:
    return next((one for one in range(most) if (value.value * 10**one).denominator == 1), most)


# --- the range -------------------------------------------------------------------------------------------------------


def range_chart(writer: Writer) -> RangeChart | None:
    """Draw the ROI as a range with its base, zero and the target; None when there is no ROI."""
    found = writer.evaluation
    low, base, high = (found.quantity("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC))
    if low is None or base is None or high is None:
        return None
    target = found.quantity("result.target_roi")
    values = [low.base, base.base, high.base, Fraction(0), *((target.base,) if target else ())]
    where = scale(values)
    zero = where.at(Fraction(0))
    goal = where.at(target.base) if target else None
    ends = _ends(where.at(low.base), where.at(high.base), zero)
    return RangeChart(
        title=_range_words(writer, low, base, high, target),
        caption=writer.plain((_RANGE_CAPTION if low != high else _POINT_CAPTION).msgid),
        low=Tick(px(where.at(low.base)), roi_figure(writer, CONSERVATIVE), ends[0]),
        base=Tick(px(where.at(base.base)), roi_figure(writer), "middle"),
        high=Tick(px(where.at(high.base)), roi_figure(writer, OPTIMISTIC), ends[1]),
        zero=_zero_tick(writer, zero, goal),
        target=None if goal is None else _target_tick(writer, zero, goal),
        width=px(where.at(high.base) - where.at(low.base)),
    )


_RANGE_CAPTION = Text("The ROI from the conservative to the optimistic case; the dot is the base case.")
_POINT_CAPTION = Text("The ROI as a single point: the three cases are the same.")


def _range_words(writer: Writer, low: Quantity, base: Quantity, high: Quantity, target: Quantity | None) -> str:
    named = (("low", low), ("base", base), ("high", high))
    values = {name: writer.shown("result.roi", one, _roi_decimals(writer, one)) for name, one in named}
    if values["low"] == values["high"]:
        if target is None:
            return writer.plain("ROI {base}.", base=values["base"])
        goal = writer.shown("result.target_roi", target, _written_decimals(target))
        return writer.plain("ROI {base}, target {target}.", base=values["base"], target=goal)
    if target is None:
        return writer.plain("ROI from {low} to {high}, base case {base}.", **values)
    goal = writer.shown("result.target_roi", target, _written_decimals(target))
    return writer.plain("ROI from {low} to {high}, base case {base}, target {target}.", target=goal, **values)


def _ends(low: Fraction, high: Fraction, zero: Fraction) -> tuple[str, str]:
    """Set the labels at the ends of a short bar outward, else under its ends, and never across the line at zero."""
    if high - low < NEAR:
        return "end", "start"
    first = "middle" if abs(low - zero) > NEAR / 3 else "start" if low >= zero else "end"
    last = "middle" if abs(high - zero) > NEAR / 3 else "start" if high >= zero else "end"
    return first, last


def _sides(zero: Fraction, goal: Fraction | None) -> tuple[str, str]:
    if goal is None or abs(goal - zero) >= NEAR or abs(goal - zero) < NEAR / 4:
        return "middle", "middle"
    return ("end", "start") if goal >= zero else ("start", "end")


def _zero_tick(writer: Writer, zero: Fraction, goal: Fraction | None) -> Tick:
    said: Sentence = () if goal is not None and abs(goal - zero) < NEAR / 4 else (writer.number(Fraction(0)), "%")
    return Tick(px(zero), said, _sides(zero, goal)[0])


def _target_tick(writer: Writer, zero: Fraction, goal: Fraction) -> Tick:
    label = writer.say("target {value}", value=target_figure(writer))
    return Tick(px(goal), label, _sides(zero, goal)[1])


# --- the chain -------------------------------------------------------------------------------------------------------

LEVEL_NAMES = {
    Level.INPUT: Text("Input"),
    Level.REACTION: Text("Reaction"),
    Level.LEARNING: Text("Learning"),
    Level.APPLICATION: Text("Application"),
    Level.IMPACT: Text("Impact"),
    Level.ROI: Text("ROI"),
}
STATUS_NAMES = {
    "met": Text("target met"),
    "not_met": Text("target not met"),
    "partly": Text("partly met"),
    "forecast": Text("forecast"),
    "open": Text("no target or no result"),
    "absent": Text("not measured"),
}
_SHORT = {
    "met": Text("met"),
    "not_met": Text("not met"),
    "partly": Text("partly"),
    "forecast": Text("forecast"),
    "open": Text("open"),
    "absent": Text("not measured"),
}
"""The same in the room that a drawing has."""


def chain_chart(writer: Writer) -> ChainChart | None:
    """Draw levels 1 to 5 with what became of them; None when no level above the input was measured."""
    states = level_states(writer.evaluation)
    if all(state == "absent" for state in states.values()):
        return None
    links = tuple(
        Link(
            x=px(Fraction(WIDTH * (2 * number + 1), 10)),
            level=str(int(level)),
            name=writer.plain(LEVEL_NAMES[level].msgid),
            status=writer.plain((_open(writer.evaluation, level) if state == "open" else _SHORT[state]).msgid),
            style=state,
        )
        for number, (level, state) in enumerate(states.items())
    )
    said = "; ".join(f"{link.level} {link.name}: {link.status}" for link in links)
    caption = writer.plain("The chain of evidence: a result on one level rests on the levels before it.")
    return ChainChart(said, caption, links)


_NO_TARGET = Text("no target")
_NO_RESULT = Text("no result yet")


def _open(evaluation: Evaluation, level: Level) -> Text:
    """Say what an open level lacks: a target, a result, or now the one and now the other."""
    here = [f"kpi.{one.kpi.id}" for one in evaluation.kpis if one.kpi.level == level]
    if level is Level.ROI or all(evaluation.quantity(f"{one}.target") is None for one in here):
        return _NO_TARGET
    if all(evaluation.quantity(f"{one}.actual") is None for one in here):
        return _NO_RESULT
    return _SHORT["open"]


def level_states(evaluation: Evaluation) -> dict[Level, str]:
    """Say for each level from 1 to 5 what became of it."""
    states = {level: _state([one for one in evaluation.kpis if one.kpi.level == level]) for level in list(Level)[1:5]}
    states[Level.ROI] = _roi_state(evaluation)
    return states


def _state(kpis: list[KpiResult]) -> str:
    found = {one.status for one in kpis}
    if not found:
        return "absent"
    if len(found) == 1:
        return found.pop()
    return "partly" if "met" in found else "not_met" if "not_met" in found else "forecast"


def _roi_state(evaluation: Evaluation) -> str:
    if evaluation.kind != "roi":
        return "absent"
    if evaluation.is_forecast:
        return "forecast"
    return {"always": "met", "base": "met", "no_target": "open"}.get(evaluation.verdict.code, "not_met")


# --- the tornado -----------------------------------------------------------------------------------------------------

ROW = 46
"""Height of one bar with its label above it."""


def tornado(writer: Writer, swings: tuple[Swing, ...]) -> TornadoChart | None:
    """Draw what each driver does to the result; None when there is nothing to draw."""
    drawn = tuple(one for one in swings if isinstance(one.worse, Quantity) and isinstance(one.better, Quantity))
    if not drawn:
        return None
    measure = drawn[0].measure
    base = writer.evaluation.quantity(measure)
    assert base is not None, measure
    ends = [value.base for one in drawn for value in (one.worse, one.better) if not isinstance(value, Missing)]
    where = scale((*ends, base.base))
    middle = where.at(base.base)
    name = writer.evaluation.steps[measure].line.title
    return TornadoChart(
        title=writer.plain("What each driver does to the result. The table below gives the same figures."),
        caption=writer.plain("{measure} with one driver at a time at either end, the rest at base.", measure=name),
        height=str(30 + ROW * len(drawn)),
        base=Tick(px(middle), writer.say("base {value}", value=writer.figure(measure)), "middle"),
        bars=tuple(_bar(writer, one, number, where, middle) for number, one in enumerate(drawn)),
    )


def _bar(writer: Writer, swing: Swing, number: int, where: Scale, middle: Fraction) -> Swung:
    assert isinstance(swing.worse, Quantity)
    assert isinstance(swing.better, Quantity)
    worse, better = where.at(swing.worse.base), where.at(swing.better.base)
    return Swung(
        y=str(30 + ROW * number),
        label=writer.say(swing.title),
        x_worse=px(min(worse, middle)),
        width_worse=px(abs(middle - worse)),
        x_better=px(min(better, middle)),
        width_better=px(abs(better - middle)),
        worse=Tick(px(worse - 4), writer.swing(swing.measure, swing.worse, f"worse:{swing.driver}"), "end"),
        better=Tick(px(better + 4), writer.swing(swing.measure, swing.better, f"better:{swing.driver}"), "start"),
    )
