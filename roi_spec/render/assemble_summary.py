"""The first page: the question, the answer as a range in words, and what a decision maker needs besides.

Neutral on purpose: a loss and an open outcome get the same sentences in the same place as a gain.
"""

from __future__ import annotations

from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.handbook import Fact, Notice, Summary
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.sentence import Jump, Sentence
from roi_spec.model.spec import Period, Stage
from roi_spec.model.text import Text
from roi_spec.render.assemble_answer import answer, break_even, is_only_claimed, outside
from roi_spec.render.assemble_grounds import drivers, grade_words, rests_on, unsure
from roi_spec.render.assemble_remarks import is_paid_back_late
from roi_spec.render.assemble_signed import line as signed_line
from roi_spec.render.assemble_verdict import held, per_unit, ruling
from roi_spec.render.blocks import dotted
from roi_spec.render.charts_range import range_chart
from roi_spec.render.figures import result_figure
from roi_spec.render.writer import NOTHING, Writer

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
    return Summary(
        question=_question(writer),
        ruling=ruling(writer),
        answer=answer(writer),
        outside=outside(writer),
        break_even=break_even(writer),
        sentences=(*per_unit(writer), *_first_year(writer)),
        held=held(writer),
        figures=_figures(writer),
        chart=range_chart(writer),
        grade=writer.evaluation.grade,
        grade_words=grade_words(writer),
        rests_on=rests_on(writer),
        drivers=drivers(writer),
        unsure=unsure(writer),
        decision=_decision(writer),
        byline=_byline(writer),
        facts=_facts(writer),
        notices=_notices(writer, findings),
    )


def _question(writer: Writer) -> Sentence:
    found = writer.evaluation
    asked = _CLAIMED if found.programme.audits else _QUESTIONS[found.kind, found.is_forecast]
    return writer.say(asked.msgid, programme=found.programme.title)


_CLAIMED = Text("Does what was published about “{programme}” hold?")


# --- sentences -------------------------------------------------------------------------------------------------------


def _first_year(writer: Writer) -> tuple[Sentence, ...]:
    """Give the first year by itself beside a result over several years."""
    first, discounted = (writer.figure(f"result.{name}") for name in ("first_year.roi", "discounted_roi"))
    if first == NOTHING:
        return ()
    if discounted == NOTHING:
        return (writer.say("In the first year by itself the ROI is {first}.", first=first),)
    said = "In the first year by itself the ROI is {first}; discounted over all years it is {discounted}."
    return (writer.say(said, first=first, discounted=discounted),)


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
    return dotted(ends, window)


def _range(writer: Writer, step: str) -> Sentence:
    low, high = writer.evaluation.value(step, CONSERVATIVE), writer.evaluation.value(step, OPTIMISTIC)
    if step == "result.payback" and isinstance(low, Missing) and isinstance(high, Quantity):
        return writer.say("not earned back in the conservative case")
    if low == high or not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return ()
    first, last = (CONSERVATIVE, OPTIMISTIC) if low.base <= high.base else (OPTIMISTIC, CONSERVATIVE)
    return writer.say("{low} to {high}", low=result_figure(writer, step, first), high=result_figure(writer, step, last))


# --- decision and facts ----------------------------------------------------------------------------------------------


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


def period(writer: Writer, stretch: Period | None) -> Sentence:
    """Write a stretch of calendar."""
    if stretch is None or (stretch.start is None and stretch.until is None):
        return ()
    if stretch.start is None:
        return writer.say("until {day}", day=stretch.until)
    if stretch.until is None:
        return writer.say("from {day}", day=stretch.start)
    return writer.say("{start} to {end}", start=stretch.start, end=stretch.until)


def _byline(writer: Writer) -> Sentence:
    """Say whose programme it is and of when the data are; its stage is a mark beside the title."""
    programme, day = writer.evaluation.programme, writer.context.as_of
    parts = (
        writer.say("Owner: {owner}", owner=programme.owner) if programme.owner else (),
        writer.say("Checked as of {date}", date=day) if day else (),
    )
    return dotted(*parts)


def _facts(writer: Writer) -> tuple[Fact, ...]:
    """Give what the byline does not say already."""
    programme = writer.evaluation.programme
    window = programme.benefit_window
    rows = (
        ("Department", (writer.words(programme.department),) if programme.department else ()),
        ("Delivery", period(writer, programme.delivery)),
        ("Benefits counted over", _window(writer) if window else ()),
        ("Participants", _people(writer)),
        ("Sign-off", signed_line(writer)),
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
        out.append(Notice(writer.plain("This is a forecast"), (said,), style="forecast"))
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
    return Notice(writer.plain("A benefit claim, not an ROI"), tuple(why), style="claim")


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
    return Notice(writer.plain("A published claim, recomputed"), lines, style="claim")
