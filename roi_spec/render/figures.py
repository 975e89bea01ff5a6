"""Results as figures, rounded so that they stay on their side of what they are held to, and the state of each level."""

from __future__ import annotations

from fractions import Fraction

from roi_spec.model.evaluation import BASE, Evaluation, KpiResult
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.spec import Level
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.writer import Writer

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


# --- the levels ------------------------------------------------------------------------------------------------------

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
