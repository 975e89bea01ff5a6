"""The answer to the question of a handbook: a range in words, and which part of the change the programme must explain.

Neutral on purpose: a loss, an open outcome, a plan and a claim of others get sentences of the same build as a gain.
"""

from __future__ import annotations

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text
from roi_spec.render.assemble_simulation import ANCHOR, drawn_figure
from roi_spec.render.figures import result_figure
from roi_spec.render.rounding import spans_loss
from roi_spec.render.writer import Writer

OUTCOMES_IN_RANGE = {"eight": 8, "ten": 10}
"""From P10 to P90: eight of ten draws."""


def answer(writer: Writer) -> Sentence:
    """Give the answer in one sentence that can stand alone."""
    kind = writer.evaluation.kind
    if kind == "roi":
        return _roi(writer)
    if is_only_claimed(writer):
        claimed = writer.figure("result.claimed")
        return writer.say("A value of {claimed} was claimed. It is not counted, and there is no ROI.", claimed=claimed)
    if kind == "benefit_claim":
        return _benefit(writer)
    if kind == "cost_only":
        total = writer.figure("result.total_cost")
        return writer.say("The costs are {cost}; no benefit was counted in money, so there is no ROI.", cost=total)
    return _levels(writer)


def is_only_claimed(writer: Writer) -> bool:
    """Say whether there is a value in money that nothing separates from other causes, and none that counts."""
    claimed = isinstance(writer.evaluation.value("result.claimed"), Quantity)
    return claimed and writer.evaluation.kind in ("no_money", "cost_only")


def standing(evaluation: Evaluation) -> str:
    """Say what an evaluation is: `claim` (of others, recomputed), `plan` (nothing measured yet) or `result`."""
    if evaluation.programme.audits is not None:
        return "claim"
    return "plan" if evaluation.is_forecast else "result"


def is_drawn(evaluation: Evaluation) -> bool:
    """Say whether the simulation gave a range of the ROI."""
    return evaluation.simulation is not None and "result.roi" in evaluation.simulation.measures


def cannot_tell(evaluation: Evaluation) -> bool:
    """Say whether most outcomes hold both a loss and a gain."""
    return evaluation.kind == "roi" and spans_loss(evaluation.simulation)


# --- the ROI ---------------------------------------------------------------------------------------------------------


def _roi(writer: Writer) -> Sentence:
    found = writer.evaluation
    base = result_figure(writer, "result.roi")
    if not found.has_range:
        return writer.say(_POINTS[standing(found)].msgid, base=base)
    if not is_drawn(found):
        low, high = (result_figure(writer, "result.roi", case) for case in (CONSERVATIVE, OPTIMISTIC))
        return writer.say(_RANGES[standing(found)].msgid, low=low, high=high, base=base)
    assert found.simulation is not None  # it was drawn
    low, high = (drawn_figure(writer, found.simulation, "result.roi", name, ANCHOR) for name in ("p10", "p90"))
    said = (_OPEN if cannot_tell(found) else _LIKELY)[standing(found)]
    return writer.say(said.msgid, low=low, high=high, base=base, **OUTCOMES_IN_RANGE)


_LIKELY = {
    "result": Text(
        "The ROI most likely lies between {low} and {high} ({eight} of {ten} outcomes), with {base} as the base case."
    ),
    "plan": Text(
        "The expected ROI most likely lies between {low} and {high} ({eight} of {ten} outcomes), with {base} as the "
        "base case."
    ),
    "claim": Text(
        "Recomputed from the figures as published, the ROI most likely lies between {low} and {high} ({eight} of {ten} "
        "outcomes), with {base} as the base case."
    ),
}
_OPEN = {
    "result": Text(
        "Both a loss and a gain are possible: the ROI most likely lies between {low} and {high} ({eight} of {ten} "
        "outcomes), with {base} as the base case."
    ),
    "plan": Text(
        "Both a loss and a gain are possible: the expected ROI most likely lies between {low} and {high} ({eight} of "
        "{ten} outcomes), with {base} as the base case."
    ),
    "claim": Text(
        "Recomputed from the figures as published, both a loss and a gain are possible: the ROI most likely lies "
        "between {low} and {high} ({eight} of {ten} outcomes), with {base} as the base case."
    ),
}
_RANGES = {
    "result": Text("The ROI lies between {low} and {high}, with {base} as the base case."),
    "plan": Text("The expected ROI lies between {low} and {high}, with {base} as the base case."),
    "claim": Text(
        "Recomputed from the figures as published, the ROI lies between {low} and {high}, with {base} as the base case."
    ),
}
_POINTS = {
    "result": Text("The ROI is {base}. No range was stated."),
    "plan": Text("The expected ROI is {base}. No range was stated."),
    "claim": Text("Recomputed from the figures as published, the ROI is {base}."),
}


# --- a base value outside the range ---------------------------------------------------------------------------------


def outside(writer: Writer) -> Sentence:
    """Say that the base value lies outside the range beside it, and why it can; nothing where it lies inside."""
    found = writer.evaluation
    base = found.quantity("result.roi", BASE)
    if found.kind != "roi" or not found.has_range or base is None or found.simulation is None or not is_drawn(found):
        return ()
    drawn = found.simulation.measures["result.roi"]
    if drawn.p10.base <= base.base <= drawn.p90.base:
        return ()
    return writer.say(_OUTSIDE["above" if base.base > drawn.p90.base else "below"].msgid, **OUTCOMES_IN_RANGE)


_OUTSIDE = {
    "above": Text(
        "The base value lies outside the middle {eight} of {ten} outcomes, above them: taken together, the ranges of "
        "the values reach further towards a lower result than towards a higher one."
    ),
    "below": Text(
        "The base value lies outside the middle {eight} of {ten} outcomes, below them: taken together, the ranges of "
        "the values reach further towards a higher result than towards a lower one."
    ),
}


# --- break-even ------------------------------------------------------------------------------------------------------


def break_even(writer: Writer) -> Sentence:
    """Say which part of the change has to be due to the programme for it to pay; nothing where none is known.

    "About", because the share is rounded, and at the share as shown the ROI may lie a hair below zero.
    """
    found = writer.evaluation
    share, roi = found.quantity("result.break_even_attribution"), found.quantity("result.roi", BASE)
    if found.kind != "roi" or share is None or roi is None or share.base < 0:
        return ()
    sure = "never" if share.base > 1 else "open" if cannot_tell(found) or roi.value <= 0 else "gain"
    said = _EVEN[sure, "plan" if found.is_forecast else "result"]
    return writer.say(said.msgid, share=result_figure(writer, "result.break_even_attribution"))


_EVEN = {
    ("gain", "result"): Text(
        "It still pays back if only about {share} of the measured change is due to the programme."
    ),
    ("gain", "plan"): Text("It still pays back if only about {share} of the expected change is due to the programme."),
    ("open", "result"): Text("It pays back if about {share} or more of the measured change is due to the programme."),
    ("open", "plan"): Text("It pays back if about {share} or more of the expected change is due to the programme."),
    ("never", "result"): Text(
        "Even if the whole measured change is due to the programme, its value does not cover the costs: that would "
        "take about {share} of the change."
    ),
    ("never", "plan"): Text(
        "Even if the whole expected change is due to the programme, its value does not cover the costs: that would "
        "take about {share} of the change."
    ),
}


# --- no ROI ----------------------------------------------------------------------------------------------------------


def _benefit(writer: Writer) -> Sentence:
    found = writer.evaluation
    why = "uncomputed" if found.costs else "claimed" if found.programme.audits is not None else "alone"
    ends = {
        name: result_figure(writer, "result.total_benefit", case)
        for name, case in (("low", CONSERVATIVE), ("high", OPTIMISTIC))
        if found.has_range and found.quantity("result.total_benefit", case) is not None
    }
    said = _BENEFITS[why, len(ends) == len(("low", "high"))]
    return writer.say(said.msgid, base=result_figure(writer, "result.total_benefit"), **ends)


_BENEFITS = {
    ("uncomputed", False): Text("A benefit of {base}; from the costs as stated, no ROI can be computed."),
    ("uncomputed", True): Text(
        "A benefit between {low} and {high}, with {base} as the base case; from the costs as stated, no ROI can be "
        "computed."
    ),
    ("claimed", False): Text("A benefit of {base} was claimed; without costs there is no ROI."),
    ("claimed", True): Text(
        "A benefit between {low} and {high} was claimed, with {base} as the base case; without costs there is no ROI."
    ),
    ("alone", False): Text("A benefit of {base}; without costs there is no ROI."),
    ("alone", True): Text(
        "A benefit between {low} and {high}, with {base} as the base case; without costs there is no ROI."
    ),
}
"""By what keeps the ROI away, and whether there is a range."""


def _levels(writer: Writer) -> Sentence:
    met, judged = reached(writer.evaluation)
    if not judged:
        return writer.say("There are no results to hold against a target yet.")
    said = _LEVEL_ONE if 1 in (met, judged) else _LEVELS_MANY
    return writer.say(said.msgid, met=met, all=judged)


_LEVEL_ONE = Text("{met} of {all} measures reached its target. This study counts no money.")
_LEVELS_MANY = Text("{met} of {all} measures reached their target. This study counts no money.")


def reached(evaluation: Evaluation) -> tuple[int, int]:
    """Count the measures that reached their target, and those that have both a target and a result."""
    states = [one.status for one in evaluation.kpis if one.status in ("met", "not_met")]
    return states.count("met"), len(states)
