"""The first page: the question, the answer as a range in words, and what a decision maker needs besides.

Neutral on purpose: a loss and an open outcome get the same sentences in the same place as a gain.
"""

from __future__ import annotations

from roi_spec.model.analysis import EFFECT
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.handbook import Fact, Notice, Summary
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Jump, Sentence
from roi_spec.model.spec import Period, Stage
from roi_spec.model.text import Text
from roi_spec.render.assemble_analysis import anchor, verdict_words
from roi_spec.render.assemble_remarks import is_paid_back_late, missing_costs
from roi_spec.render.assemble_simulation import ANCHOR, chance, drawn_figure
from roi_spec.render.figures import range_chart, result_figure, target_figure
from roi_spec.render.rounding import spans_loss
from roi_spec.render.verdicts import verdict_of
from roi_spec.render.writer import NOTHING, Writer

MOST = 3
"""How many drivers and limitations the first page shows; the rest is in the chapters."""

STAGES = {
    Stage.PLAN: Text("plan"),
    Stage.RUNNING: Text("running"),
    Stage.PROVISIONAL: Text("provisional"),
    Stage.FINAL: Text("final"),
}
_QUESTIONS = {
    ("roi", False): Text("Was “{programme}” worth its cost?"),
    ("roi", True): Text("Will “{programme}” be worth its cost?"),
    ("benefit_claim", False): Text("What did “{programme}” bring?"),
    ("benefit_claim", True): Text("What will “{programme}” bring?"),
    ("cost_only", False): Text("What did “{programme}” cost, and what changed?"),
    ("cost_only", True): Text("What will “{programme}” cost, and what should change?"),
    ("no_money", False): Text("What changed with “{programme}”?"),
    ("no_money", True): Text("What should change with “{programme}”?"),
}


def summary(writer: Writer, findings: tuple[Finding, ...] = ()) -> Summary:
    """Give the first page; `findings` are those about the file of this programme."""
    found = writer.evaluation
    return Summary(
        question=_question(writer),
        answer=answer(writer),
        sentences=tuple(
            one
            for one in (
                *_outcome(writer),
                *_drawn(writer),
                *_first_year(writer),
                *_data(writer),
                *_money(writer),
                *_verdict(writer),
                *_hurdle(writer),
            )
            if one
        ),
        figures=_figures(writer),
        chart=range_chart(writer),
        grade=found.grade,
        grade_words=_grade(writer),
        rests_on=_rests_on(writer),
        drivers=_drivers(writer),
        unsure=_unsure(writer),
        decision=_decision(writer),
        facts=_facts(writer),
        notices=_notices(writer, findings),
    )


def _question(writer: Writer) -> Sentence:
    found = writer.evaluation
    asked = _CLAIMED if found.programme.audits else _QUESTIONS[found.kind, found.is_forecast]
    return writer.say(asked.msgid, programme=found.programme.title)


_CLAIMED = Text("Does what was published about “{programme}” hold?")


# --- the answer ------------------------------------------------------------------------------------------------------


def answer(writer: Writer) -> Sentence:
    """Give the answer in one sentence."""
    kind = writer.evaluation.kind
    if kind == "roi":
        return _roi_answer(writer)
    if is_only_claimed(writer):
        claimed = writer.figure("result.claimed")
        return writer.say("A value of {claimed} was claimed. It is not counted, and there is no ROI.", claimed=claimed)
    if kind == "benefit_claim":
        return _benefit_answer(writer)
    if kind == "cost_only":
        total = writer.figure("result.total_cost")
        return writer.say("The costs are {cost}; no benefit was counted in money, so there is no ROI.", cost=total)
    return _levels_answer(writer)


def is_only_claimed(writer: Writer) -> bool:
    """Say whether there is a value in money that nothing separates from other causes, and none that counts."""
    claimed = isinstance(writer.evaluation.value("result.claimed"), Quantity)
    return claimed and writer.evaluation.kind in ("no_money", "cost_only")


def _ends(writer: Writer, step: str) -> dict[str, Sentence]:
    cases = (("low", CONSERVATIVE), ("base", BASE), ("high", OPTIMISTIC))
    return {name: result_figure(writer, step, case) for name, case in cases}


def _roi_answer(writer: Writer) -> Sentence:
    found, ends = writer.evaluation, _ends(writer, "result.roi")
    if cannot_tell(writer.evaluation):
        return _open_answer(writer)
    if found.programme.audits is not None:
        return writer.say("Recomputed from the figures as published, the ROI is {base}.", base=ends["base"])
    if found.is_forecast and found.has_range:
        return writer.say("The expected ROI is {base}, between {low} and {high}.", **ends)
    if found.is_forecast:
        return writer.say("The expected ROI is {base}. No range was stated.", base=ends["base"])
    if found.has_range:
        return writer.say("The ROI is {base}, between {low} and {high}.", **ends)
    return writer.say("The ROI is {base}. No range was stated.", base=ends["base"])


def cannot_tell(evaluation: Evaluation) -> bool:
    """Say whether the range from P10 to P90 holds both a loss and a gain, so that it has to be the headline."""
    return evaluation.kind == "roi" and spans_loss(evaluation.simulation)


def _open_answer(writer: Writer) -> Sentence:
    drawn = writer.evaluation.simulation
    assert drawn is not None  # what cannot be told is known from the simulation
    low, high = (drawn_figure(writer, drawn, "result.roi", name, ANCHOR) for name in ("p10", "p90"))
    said = _OPEN_FORECAST if writer.evaluation.is_forecast else _OPEN
    return writer.say(said.msgid, low=low, high=high, base=result_figure(writer, "result.roi"))


_OPEN = Text(
    "We cannot tell whether the programme pays: the ROI lies between {low} and {high} (P10 to P90), with {base} as the "
    "base case."
)
_OPEN_FORECAST = Text(
    "We cannot tell whether the programme will pay: the expected ROI lies between {low} and {high} (P10 to P90), with "
    "{base} as the base case."
)


def _benefit_answer(writer: Writer) -> Sentence:
    ends = _ends(writer, "result.total_benefit")
    if writer.evaluation.costs:
        return writer.say("A benefit of {base}; from the costs as stated, no ROI can be computed.", base=ends["base"])
    if writer.evaluation.programme.audits is not None:
        return writer.say("A benefit of {base} was claimed; without costs there is no ROI.", base=ends["base"])
    if writer.evaluation.has_range:
        return writer.say("A benefit of {base}, between {low} and {high}; without costs there is no ROI.", **ends)
    return writer.say("A benefit of {base}; without costs there is no ROI.", base=ends["base"])


def _levels_answer(writer: Writer) -> Sentence:
    judged = [one for one in writer.evaluation.kpis if one.status in ("met", "not_met")]
    met = [one for one in judged if one.status == "met"]
    if not judged:
        return writer.say("There are no results to hold against a target yet.")
    return writer.say(
        "{met} of {all} measures reached their target. This study counts no money.", met=len(met), all=len(judged)
    )


# --- sentences under the answer --------------------------------------------------------------------------------------


def _outcome(writer: Writer) -> tuple[Sentence, ...]:
    """Say in words whether it paid, including that the figures do not settle it."""
    low, base, high = (writer.evaluation.quantity("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC))
    if low is None or base is None or high is None:
        return ()
    if not writer.evaluation.has_range:
        return (writer.say(_GAIN if base.value > 0 else _EVEN if base.value == 0 else _LOSS),)
    return (writer.say(_in_three_cases(low, base, high)),)


def _in_three_cases(low: Quantity, base: Quantity, high: Quantity) -> Text:
    """Say what the cases give together; exactly zero is neither a gain nor a loss."""
    if low.value > 0:
        return _ALL_GAIN
    if high.value < 0:
        return _ALL_LOSS
    if base.value > 0:
        return _GAIN_OR_LOSS if low.value < 0 else _GAIN_OR_EVEN
    if base.value < 0:
        return _LOSS_OR_GAIN if high.value > 0 else _LOSS_OR_EVEN
    if low.value < 0 and high.value > 0:
        return _EVEN_OPEN
    return _EVEN_OR_GAIN if high.value > 0 else _EVEN_OR_LOSS if low.value < 0 else _EVEN


_ALL_GAIN = Text("In every case considered, the benefits are higher than the costs.")
_ALL_LOSS = Text("In every case considered, the costs are higher than the benefits.")
_GAIN_OR_LOSS = Text(
    "The base case gives a gain, the conservative case a loss: it cannot be told for certain whether the programme "
    "pays."
)
_GAIN_OR_EVEN = Text("The base case gives a gain; in the conservative case, benefits and costs are equal.")
_LOSS_OR_GAIN = Text(
    "The base case gives a loss, the optimistic case a gain: it cannot be told for certain whether the programme pays."
)
_LOSS_OR_EVEN = Text("The base case gives a loss; in the optimistic case, benefits and costs are equal.")
_EVEN_OPEN = Text(
    "In the base case, benefits and costs are equal; the conservative case gives a loss, the optimistic case a gain."
)
_EVEN_OR_GAIN = Text("In the base case, benefits and costs are equal; only the optimistic case gives a gain.")
_EVEN_OR_LOSS = Text("In the base case, benefits and costs are equal; the conservative case gives a loss.")
_GAIN = Text("The benefits are higher than the costs.")
_EVEN = Text("Benefits and costs are equal.")
_LOSS = Text("The costs are higher than the benefits.")


def _drawn(writer: Writer) -> tuple[Sentence, ...]:
    """Say where the simulation puts the ROI, and the chances of a gain and of the target."""
    found = writer.evaluation.simulation
    if found is None or "result.roi" not in found.measures or found.above_zero is None:
        return ()
    low, high = (drawn_figure(writer, found, "result.roi", name, ANCHOR) for name in ("p10", "p90"))
    where = () if cannot_tell(writer.evaluation) else (*writer.say(_RANGE.msgid, low=low, high=high), " ")
    gain = chance(writer, found.above_zero, "above_zero", ANCHOR)
    if found.above_target is None:
        return ((*where, *writer.say(_CHANCE.msgid, gain=gain)),)
    target = chance(writer, found.above_target, "above_target", ANCHOR)
    return ((*where, *writer.say(_CHANCES.msgid, gain=gain, target=target)),)


_RANGE = Text("In the simulation the ROI lies between {low} and {high} (P10 to P90).")
_CHANCE = Text("The chance of a gain is {gain}.")
_CHANCES = Text("The chance of a gain is {gain}, that of reaching the target {target}.")


def _first_year(writer: Writer) -> tuple[Sentence, ...]:
    """Give the first year by itself beside a result over several years."""
    first, discounted = (writer.figure(f"result.{name}") for name in ("first_year.roi", "discounted_roi"))
    if first == NOTHING:
        return ()
    if discounted == NOTHING:
        return (writer.say("In the first year by itself the ROI is {first}.", first=first),)
    said = "In the first year by itself the ROI is {first}; discounted over all years it is {discounted}."
    return (writer.say(said, first=first, discounted=discounted),)


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


def _money(writer: Writer) -> tuple[Sentence, ...]:
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

_VERDICTS = {
    ("always", True): Text("The target of {target} is met, also in the conservative case."),
    ("base", True): Text("The target of {target} is met in the base case, but not in the conservative case."),
    ("optimistic", True): Text("The target of {target} is met only in the optimistic case."),
    ("never", True): Text("The target of {target} is not met in any of the three cases."),
    ("always", False): Text("The target of {target} is met."),
    ("never", False): Text("The target of {target} is not met."),
}


def _verdict(writer: Writer) -> tuple[Sentence, ...]:
    found = writer.evaluation
    if found.verdict.code == "no_target":
        return (writer.say("No target was set for the ROI."),)
    said = _VERDICTS.get((found.verdict.code, found.has_range))
    return () if said is None else (writer.say(said.msgid, target=target_figure(writer)),)


def _hurdle(writer: Writer) -> tuple[Sentence, ...]:
    """Hold the base case against what any investment of the house must earn."""
    hurdle, roi = writer.context.hurdle, writer.evaluation.quantity("result.roi")
    if hurdle is None or roi is None:
        return ()
    if roi.base == hurdle.quantity.base:
        said = "The base case exactly equals the hurdle rate of {hurdle} that any investment must earn."
        return (writer.say(said, hurdle=hurdle.quantity),)
    if roi.base > hurdle.quantity.base:
        return (
            writer.say(
                "The base case is above the hurdle rate of {hurdle} that any investment must earn.",
                hurdle=hurdle.quantity,
            ),
        )
    return (
        writer.say(
            "The base case is below the hurdle rate of {hurdle} that any investment must earn.", hurdle=hurdle.quantity
        ),
    )


# --- figures ---------------------------------------------------------------------------------------------------------

_SHOWN = {
    "roi": (
        "result.roi",
        "result.bcr",
        "result.net_benefit",
        "result.total_benefit",
        "result.total_cost",
        "result.payback",
    ),
    "benefit_claim": ("result.total_benefit", "result.gross_benefit"),
    "cost_only": ("result.total_cost", "result.cost_per_person"),
    "no_money": ("result.claimed", "audience.invited", "audience.completed"),
}


def _figures(writer: Writer) -> tuple[Fact, ...]:
    return tuple(
        Fact(writer.translator.text(step.line.title), result_figure(writer, id), _between(writer, id))
        for id in _SHOWN[writer.evaluation.kind]
        if (step := writer.evaluation.step(id)) is not None and isinstance(step.value, Quantity)
    )


def _between(writer: Writer, step: str) -> Sentence:
    """Give the range of a figure where it has one, and say when costs come back later than benefits are counted."""
    late = step == "result.payback" and is_paid_back_late(writer)
    ends = _range(writer, step)
    if not late:
        return ends
    window = writer.say("longer than the benefit window of {window}", window=writer.figure("benefit_window"))
    return (*ends, *(("; ",) if ends else ()), *window)


def _range(writer: Writer, step: str) -> Sentence:
    low, high = writer.evaluation.value(step, CONSERVATIVE), writer.evaluation.value(step, OPTIMISTIC)
    if low == high or not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return ()
    first, last = (CONSERVATIVE, OPTIMISTIC) if low.base <= high.base else (OPTIMISTIC, CONSERVATIVE)
    return writer.say("{low} to {high}", low=result_figure(writer, step, first), high=result_figure(writer, step, last))


# --- what it rests on ------------------------------------------------------------------------------------------------


def _grade(writer: Writer) -> Sentence:
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


def _rests_on(writer: Writer) -> tuple[Sentence, ...]:
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


def _drivers(writer: Writer) -> tuple[Sentence, ...]:
    out = []
    for one in writer.evaluation.swings[:MOST]:
        worse = writer.swing(one.measure, one.worse, f"worse:{one.driver}")
        better = writer.swing(one.measure, one.better, f"better:{one.driver}")
        measure = writer.evaluation.steps[one.measure].line.title
        said = _SWUNG if one.stated else _WIGGLED
        out.append(writer.say(said.msgid, driver=one.title, measure=measure, worse=worse, better=better))
    return tuple(out)


_SWUNG = Text("{driver}: {measure} {worse} at one end of the stated range, {better} at the other.")
_WIGGLED = Text("{driver}: {measure} {worse} to {better} when it is ten percent lower or higher; no range was stated.")


def _unsure(writer: Writer) -> tuple[Sentence, ...]:
    stated = writer.evaluation.programme.limitations[:MOST]
    if stated:
        return tuple((writer.words(one),) for one in stated)
    return (writer.say("No limitations were stated."),)


def _decision(writer: Writer) -> Sentence:
    decision = writer.evaluation.programme.decision
    if decision is None:
        return ()
    said: Sentence = ()
    if decision.by and decision.date:
        said = writer.say("To be decided by {who} before {day}.", who=decision.by, day=decision.date)
    elif decision.by:
        said = writer.say("To be decided by {who}.", who=decision.by)
    return (writer.words(decision.asked), " ", *said)


# --- facts -----------------------------------------------------------------------------------------------------------


def period(writer: Writer, stretch: Period | None) -> Sentence:
    """Write a stretch of calendar."""
    if stretch is None or (stretch.start is None and stretch.until is None):
        return ()
    if stretch.start is None:
        return writer.say("until {day}", day=stretch.until)
    if stretch.until is None:
        return writer.say("from {day}", day=stretch.start)
    return writer.say("{start} to {end}", start=stretch.start, end=stretch.until)


def _facts(writer: Writer) -> tuple[Fact, ...]:
    programme = writer.evaluation.programme
    window = programme.benefit_window
    rows = (
        ("Owner", (writer.words(programme.owner),) if programme.owner else ()),
        ("Department", (writer.words(programme.department),) if programme.department else ()),
        ("Stage", writer.say(STAGES[programme.stage])),
        ("Delivery", period(writer, programme.delivery)),
        ("Benefits counted over", _window(writer) if window else ()),
        ("Participants", _people(writer)),
        ("Data as of", writer.pieces(writer.context.as_of) if writer.context.as_of else ()),
        ("File", (writer.place(programme.at),)),
    )
    return tuple(Fact(writer.plain(name), content) for name, content in rows if content)


def _window(writer: Writer) -> Sentence:
    window = writer.evaluation.programme.benefit_window
    length = writer.figure("benefit_window")
    if window is None or window.start is None:
        return length
    return writer.say("{length} from {day}", length=length, day=window.start)


def _people(writer: Writer) -> Sentence:
    done, asked = writer.figure("audience.completed"), writer.figure("audience.invited")
    if done == NOTHING:
        return asked if asked != NOTHING else ()
    return (
        done
        if asked == NOTHING
        else writer.say(
            "{done} completed, {asked} invited",
            done=writer.bare("audience.completed"),
            asked=writer.bare("audience.invited"),
        )
    )


# --- notices ---------------------------------------------------------------------------------------------------------


def _notices(writer: Writer, findings: tuple[Finding, ...]) -> tuple[Notice, ...]:
    found = writer.evaluation
    out = []
    if found.programme.audits is not None:
        out.append(_audited(writer, findings))
    if found.is_forecast:
        said = writer.say(
            "The results are expectations, not measurements. They are kept and held against the results later."
        )
        out.append(Notice(writer.plain("This is a forecast"), (said,), is_marked=True))
    if found.kind == "benefit_claim" or is_only_claimed(writer):
        out.append(_claim(writer))
    elif found.kind == "cost_only":
        out.append(Notice(writer.plain("Costs without a counted benefit"), (writer.say(_COST_ONLY),)))
    elif found.kind == "no_money":
        out.append(Notice(writer.plain("A study without money"), (writer.say(_NO_MONEY),)))
    return tuple(out)


def _claim(writer: Writer) -> Notice:
    """Say why a claimed benefit is no ROI: no cost to divide by, nothing that separates other causes, or both."""
    why = []
    if is_only_claimed(writer):
        why.append(writer.say(_UNSEPARATED))
    if writer.evaluation.costs and writer.evaluation.kind == "benefit_claim":
        why.append(writer.say(_UNCOMPUTED.msgid))
    elif not isinstance(writer.evaluation.value("result.total_cost"), Quantity):
        why.append(writer.say(_CLAIM.msgid))
    return Notice(writer.plain("A benefit claim, not an ROI"), tuple(why), is_marked=True)


_UNSEPARATED = Text("Nothing separates the effect of the programme from other causes, so the value does not count.")
_UNCOMPUTED = Text("Costs were stated, but they do not give a total above zero to hold the benefit against.")
_CLAIM = Text("Without the costs, an ROI cannot be computed: the same benefit can be a gain or a loss.")
_COST_ONLY = Text("No effect was converted to money, so costs stand beside the measured results and no ROI is given.")
_NO_MONEY = Text(
    "This study shows what people learned and do. It was not meant to count money, so there is no ROI to report."
)


def _audited(writer: Writer, findings: tuple[Finding, ...]) -> Notice:
    audits = writer.evaluation.programme.audits
    assert audits is not None
    told = writer.say("This page examines a figure that somebody else published. It is not a result of our own.")
    parts = [writer.pieces(one) for one in (audits.publisher, audits.title, audits.reference, audits.date) if one]
    named = tuple(piece for number, part in enumerate(parts) for piece in (((" · ",) if number else ()) + part))
    open_ = [one.severity for one in findings if one.waived_by is None]
    counted = [open_.count(weight) for weight in (Severity.ERROR, Severity.WARNING)]
    found = writer.say(
        "Mistakes that the checks found: {errors}; warnings: {warnings}.", errors=counted[0], warnings=counted[1]
    )
    more = (*found, " ", Jump(writer.plain("See the checks"), "#checks"))
    lines = (told, named, more) if any(counted) else (told, named)
    return Notice(writer.plain("A published claim, recomputed"), lines, is_marked=True)
