"""The verdict of the first page: the answer in a word or two, and what the result is held against.

Each word stands beside a sign, and neither depends on colour. A loss gets the same form as a gain.
"""

from __future__ import annotations

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.handbook import Held, Ruling
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Sentence
from roi_spec.model.text import Text
from roi_spec.render.assemble_answer import is_drawn, is_only_claimed, reached, standing
from roi_spec.render.assemble_money import Published, published, recomputed
from roi_spec.render.assemble_remarks import grade_mark
from roi_spec.render.assemble_simulation import ANCHOR, chance
from roi_spec.render.figures import target_figure
from roi_spec.render.outcomes import HURDLES, LIKELY_OUTCOMES, NO_TARGET, OUTCOMES, VERDICTS, hurdle, outcome
from roi_spec.render.writer import Writer

GAIN, LOSS, OPEN, EVEN, CLAIM, NONE = "gain", "loss", "open", "even", "claim", "none"
"""How a verdict looks; each has a sign of its own."""

SIGNS = {GAIN: "▲", LOSS: "▼", OPEN: "◆", EVEN: "■", CLAIM: "◉", NONE: "■"}
"""Drawn in the typeface of the pages, beside words that say the same."""

MET, PARTLY, NOT_MET = "✓", "◆", "–"
"""Signs of what the result is held against."""


def ruling(writer: Writer) -> Ruling:
    """Give the answer in a word or two."""
    found = writer.evaluation
    if found.programme.audits is not None:
        return Ruling(CLAIM, SIGNS[CLAIM], writer.plain(_claimed(writer).msgid), grade_mark(writer))
    if found.kind != "roi":
        return Ruling(NONE, SIGNS[NONE], writer.plain(_uncounted(writer).msgid), grade_mark(writer))
    side, certainty = weighed(found)
    words = WORDS[side, certainty, standing(found)]
    return Ruling(side, SIGNS[side], writer.plain(words.msgid), grade_mark(writer))


def weighed(evaluation: Evaluation) -> tuple[str, str]:
    """Say on which side of zero the ROI lies, and how sure that is: `sure`, `likely` or `single` (no range).

    Sure: in all three cases. Likely: from P10 to P90, which leaves out the ends that few outcomes reach.
    """
    low, base, high = (evaluation.quantity("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC))
    if low is None or base is None or high is None:
        return OPEN, "sure"
    if not evaluation.has_range:
        return (GAIN if base.value > 0 else LOSS if base.value < 0 else EVEN), "single"
    if low.value > 0 or high.value < 0:
        return (GAIN if low.value > 0 else LOSS), "sure"
    if evaluation.simulation is None or not is_drawn(evaluation):
        return OPEN, "sure"
    drawn = evaluation.simulation.measures["result.roi"]
    if drawn.p10.value >= 0 and drawn.p90.value > 0:
        return GAIN, "likely"
    return (LOSS, "likely") if drawn.p90.value <= 0 and drawn.p10.value < 0 else (OPEN, "sure")


WORDS: dict[tuple[str, str, str], Text] = {
    (GAIN, "sure", "result"): Text("Yes"),
    (GAIN, "likely", "result"): Text("Most likely yes"),
    (GAIN, "single", "result"): Text("Yes, by a single figure"),
    (LOSS, "sure", "result"): Text("No"),
    (LOSS, "likely", "result"): Text("Most likely not"),
    (LOSS, "single", "result"): Text("No, by a single figure"),
    (OPEN, "sure", "result"): Text("We cannot tell"),
    (EVEN, "single", "result"): Text("Neither gain nor loss"),
    (GAIN, "sure", "plan"): Text("Yes, as expected now"),
    (GAIN, "likely", "plan"): Text("Most likely, as expected now"),
    (GAIN, "single", "plan"): Text("Yes, by a single expected figure"),
    (LOSS, "sure", "plan"): Text("No, as expected now"),
    (LOSS, "likely", "plan"): Text("Most likely not, as expected now"),
    (LOSS, "single", "plan"): Text("No, by a single expected figure"),
    (OPEN, "sure", "plan"): Text("We cannot tell yet"),
    (EVEN, "single", "plan"): Text("Neither gain nor loss, as expected now"),
}


def _claimed(writer: Writer) -> Text:
    """Say whether the figures of others can be recomputed, and come out as published."""
    agreed = [one.same for one in published(writer) if one.same is not None]
    if not agreed:
        return CLAIMS["unknown"]
    return CLAIMS["same" if all(agreed) else "other"]


CLAIMS = {
    "same": Text("The sums are right"),
    "other": Text("Not as it was published"),
    "unknown": Text("It cannot be recomputed"),
}


def _uncounted(writer: Writer) -> Text:
    """Say what there is in the place of an ROI."""
    kind = writer.evaluation.kind
    if is_only_claimed(writer):
        return UNCOUNTED["claimed"]
    if kind == "no_money":
        return UNCOUNTED["measured" if reached(writer.evaluation)[1] else "open"]
    return UNCOUNTED[kind]


UNCOUNTED = {
    "benefit_claim": Text("A benefit, but no ROI"),
    "cost_only": Text("Costs, but no counted benefit"),
    "claimed": Text("A claim that does not count"),
    "measured": Text("Results without money"),
    "open": Text("No results yet"),
}


# --- what it is held against -----------------------------------------------------------------------------------------


def held(writer: Writer) -> tuple[Held, ...]:
    """Hold published figures against recomputed ones, and the ROI against its costs, the target and the hurdle rate."""
    told = (_costs(writer), _target(writer), _hurdle(writer))
    return (*_published(writer), *(one for one in told if one is not None))


def _published(writer: Writer) -> tuple[Held, ...]:
    """Say how many figures of a claim come out as they were published, and give those that do not."""
    known = [one for one in published(writer) if one.same is not None]
    if writer.evaluation.programme.audits is None or not known:
        return ()
    other = [one for one in known if not one.same]
    style, sign = ("not_met", NOT_MET) if other else ("met", MET)
    same = len(known) - len(other)
    said = _SAME_ONE if 1 in (same, len(known)) else _SAME_MANY
    told = writer.say(said.msgid, same=same, all=len(known))
    return (Held(writer.plain("Published figures"), style, sign, told), *(_other(writer, one) for one in other))


_SAME_ONE = Text("{same} of {all} comes out the same when it is recomputed.")
_SAME_MANY = Text("{same} of {all} come out the same when they are recomputed.")


def _other(writer: Writer, one: Published) -> Held:
    said = "Published as {given}; recomputed, it is {own}."
    told = writer.say(said, given=writer.words(one.given.written), own=recomputed(writer, one))
    return Held(writer.plain(one.title.msgid), "not_met", NOT_MET, told)


def _costs(writer: Writer) -> Held | None:
    found = writer.evaluation
    low, base, high = (found.quantity("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC))
    if low is None or base is None or high is None:
        return None
    told = writer.say(together(found, low, base, high))
    side, _ = weighed(found)
    drawn = found.simulation
    if found.has_range and drawn is not None and is_drawn(found) and drawn.above_zero is not None:
        gain = chance(writer, drawn.above_zero, "above_zero", ANCHOR)
        told = (*told, " ", *writer.say("The chance of a gain is {gain}.", gain=gain))
    return Held(writer.plain("Benefits and costs"), side, SIGNS[side], told)


def together(evaluation: Evaluation, low: Quantity, base: Quantity, high: Quantity) -> Text:
    """Give what the three cases of an ROI say together; never that it is open, beside a verdict of "most likely"."""
    came = outcome(low, base, high, has_range=evaluation.has_range)
    side, certainty = weighed(evaluation)
    likely = LIKELY_OUTCOMES.get((side, came)) if certainty == "likely" else None
    return likely or OUTCOMES[came]


def _target(writer: Writer) -> Held | None:
    found, name = writer.evaluation, writer.plain("Target")
    if found.verdict.code == "no_target" and found.programme.audits is not None:
        return None
    if found.verdict.code == "no_target":
        return Held(name, "open", NOT_MET, writer.say(NO_TARGET))
    said = VERDICTS.get((found.verdict.code, found.has_range))
    if said is None:
        return None
    style, sign = _REACHED[found.verdict.code]
    told = writer.say(said.msgid, target=target_figure(writer))
    drawn = found.simulation
    if found.has_range and drawn is not None and is_drawn(found) and drawn.above_target is not None:
        target = chance(writer, drawn.above_target, "above_target", ANCHOR)
        told = (*told, " ", *writer.say("The chance of reaching it is {target}.", target=target))
    return Held(name, style, sign, told)


_REACHED = {
    "always": ("met", MET),
    "base": ("partly", PARTLY),
    "optimistic": ("partly", PARTLY),
    "never": ("not_met", NOT_MET),
}


def _hurdle(writer: Writer) -> Held | None:
    """Hold the base case against what any investment of the house must earn."""
    rate, roi = writer.context.hurdle, writer.evaluation.quantity("result.roi")
    if rate is None or roi is None:
        return None
    side = hurdle(roi, rate.quantity)
    style, sign = ("not_met", NOT_MET) if side == "below" else ("met", MET)
    return Held(writer.plain("Hurdle rate"), style, sign, writer.say(HURDLES[side].msgid, hurdle=rate.quantity))


# --- per unit of money -----------------------------------------------------------------------------------------------


def per_unit(writer: Writer) -> tuple[Sentence, ...]:
    """Say gross and net per unit of money in one sentence: most published mistakes swap the two."""
    if writer.evaluation.kind != "roi":
        return ()
    one = writer.translator.money(1, writer.evaluation.programme.currency, 0)
    gross, net = writer.amount("result.back_per_unit_gross"), writer.amount("result.back_per_unit_net")
    value = writer.evaluation.quantity("result.bcr")
    came = "gain" if value is None or value.base >= 1 else "loss" if value.base >= 0 else "harm"
    said = _BACK[came, writer.evaluation.is_forecast]
    return (writer.say(said.msgid, one=Count(one), gross=gross, net=net),)


_BACK = {
    ("gain", False): Text(
        "For every {one} spent, {gross} came back (gross); after the money itself is recovered, {net} remains (net)."
    ),
    ("gain", True): Text(
        "For every {one} spent, {gross} is expected back (gross); after the money itself is recovered, {net} remains "
        "(net)."
    ),
    ("loss", False): Text(
        "For every {one} spent, {gross} came back (gross): the money itself was not recovered, and the balance is "
        "{net} (net)."
    ),
    ("loss", True): Text(
        "For every {one} spent, {gross} is expected back (gross): the money itself is not recovered, and the balance "
        "is {net} (net)."
    ),
    ("harm", False): Text(
        "For every {one} spent, nothing came back and more was lost: {gross} (gross). With the money itself, the "
        "balance is {net} (net)."
    ),
    ("harm", True): Text(
        "For every {one} spent, nothing is expected back and more is lost: {gross} (gross). With the money itself, the "
        "balance is {net} (net)."
    ),
}
"""A loss keeps its sign, so that the figure is the one in the trace."""
