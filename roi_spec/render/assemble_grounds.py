"""What the result on the first page rests on: the evidence and its grade, what moves the result, what is not sure."""

from __future__ import annotations

from roi_spec.model.analysis import EFFECT
from roi_spec.model.evaluation import Swing
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.render.assemble_analysis import anchor, verdict_words
from roi_spec.render.assemble_remarks import missing_costs
from roi_spec.render.verdicts import verdict_of
from roi_spec.render.writer import NOTHING, Writer

MOST = 3
"""How many drivers and limitations the first page shows; the rest is in the chapters."""


# --- the grade -------------------------------------------------------------------------------------------------------


def grade_words(writer: Writer) -> Sentence:
    """Say what the grade means and why it is given."""
    grade, reason = writer.evaluation.grade, writer.evaluation.grade_reason
    if grade not in GRADES:
        return writer.say(reason)
    if writer.evaluation.is_forecast:
        meaning = _capital(writer, GRADES[grade])
        return writer.say("Forecast, nothing measured yet: {meaning}. {reason}", meaning=meaning, reason=reason)
    if _is_lowered(writer):
        return writer.say(reason)
    return writer.say("{meaning}. {reason}", meaning=_capital(writer, GRADES[grade]), reason=reason)


def _is_lowered(writer: Writer) -> bool:
    """Say whether the grade is lower than the design's own, so that its usual meaning would name another design."""
    grade, reason = writer.evaluation.grade, writer.evaluation.grade_reason
    methods = (method for one in writer.evaluation.kpis for method in one.methods)
    return any(one.grade == grade != one.method.grade and one.grade_reason == reason for one in methods)


def _capital(writer: Writer, words: Text) -> Sentence:
    said = writer.translator.text(words)
    return (said[:1].upper() + said[1:],)


# --- benefits and costs ----------------------------------------------------------------------------------------------


def rests_on(writer: Writer) -> tuple[Sentence, ...]:
    """Give each benefit with the way it was separated from other causes, and the costs."""
    out = []
    for one in writer.evaluation.kpis:
        if not one.counted or one.benefit is None:
            continue
        used = next((method for method in one.methods if method.used), None)
        figure = writer.figure(one.benefit)
        if used is None:
            said = "{benefit} from the whole change in {kpi}, not separated from other causes."
            out.append(writer.say(said, benefit=figure, kpi=one.kpi.title))
            continue
        said = "{benefit} from the effect on {kpi}; separated from other causes by: {method}."
        out.append(writer.say(said, benefit=figure, kpi=one.kpi.title, method=used.method.title))
    if isinstance(writer.evaluation.value("result.total_cost"), Quantity):
        out.append(_cost_words(writer))
    return tuple(out)


def _cost_words(writer: Writer) -> Sentence:
    """Give the costs with the number of their lines, and say what is missing before they are called fully loaded."""
    count, missing = len(writer.evaluation.costs), missing_costs(writer)
    values = {"cost": writer.figure("result.total_cost"), "count": count, "missing": missing}
    if missing:
        return writer.say((_STATED_LINE if count == 1 else _STATED_LINES).msgid, **values)
    return writer.say((_LOADED_LINE if count == 1 else _LOADED_LINES).msgid, **values)


_LOADED_LINE = Text("{cost} of fully loaded cost in {count} line.")
_LOADED_LINES = Text("{cost} of fully loaded cost in {count} lines.")
_STATED_LINE = Text("{cost} of cost as stated in {count} line; missing: {missing}.")
_STATED_LINES = Text("{cost} of cost as stated in {count} lines; missing: {missing}.")


# --- drivers ---------------------------------------------------------------------------------------------------------


def drivers(writer: Writer) -> tuple[Sentence, ...]:
    """Give the values that move the result most, each with what the result is at either end of it."""
    out = []
    for one in writer.evaluation.swings[:MOST]:
        worse = writer.swing(one.measure, one.worse, f"worse:{one.driver}")
        better = writer.swing(one.measure, one.better, f"better:{one.driver}")
        if _reads_the_same(worse, better):
            continue
        measure = writer.evaluation.steps[one.measure].line.title
        said = _SWUNG if one.stated else _WIGGLED
        driver = _driver(writer, one)
        out.append(writer.say(said.msgid, driver=driver, measure=measure, worse=worse, better=better))
    return tuple(out)


def _driver(writer: Writer, swing: Swing) -> Sentence:
    """Give the name of a driver with the value it has here, which leads to who stands behind it."""
    value = writer.figure(swing.driver)
    title = writer.say(swing.title)
    return title if value == NOTHING else (*title, " (", *value, ")")


def _reads_the_same(worse: Sentence, better: Sentence) -> bool:
    return [getattr(one, "shown", one) for one in worse] == [getattr(one, "shown", one) for one in better]


_SWUNG = Text("{driver}: {measure} {worse} to {better}.")
_WIGGLED = Text("{driver}: {measure} {worse} to {better}, ten percent either way; no range was stated.")


# --- what is not sure ------------------------------------------------------------------------------------------------


def unsure(writer: Writer) -> tuple[Sentence, ...]:
    """Give what the data do not settle, and the first limitations that the author states."""
    stated = writer.evaluation.programme.limitations[:MOST]
    told = (*_data(writer), *((writer.words(one),) for one in stated))
    return told or (writer.say("No limitations were stated."),)


def _data(writer: Writer) -> tuple[Sentence, ...]:
    """Say what the data behind an effect that counts allow to be said, unless that is simply that there is one."""
    return tuple(
        (
            writer.words(one.kpi.title),
            ": ",
            *verdict_words(writer, method.analysis, method.prefix, f"#{anchor(method.prefix)}"),
        )
        for one in writer.evaluation.kpis
        for method in one.methods
        if one.counted and method.used and method.analysis is not None and verdict_of(method.analysis) != EFFECT
    )
