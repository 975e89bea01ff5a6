"""The what-if page: a reader moves values and sees what that does to the ROI, its range and the verdict.

The browser computes, with `templates/assets/evaluator.js`, from the formulas of the receipt. This module decides what
can be moved, what is shown beside it, and in which words the page may speak.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from roi_spec.model.artifact import Artifact
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.sentence import Jump, Reckoned, Sentence
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT, POINTS
from roi_spec.model.what_if import DialGroup, Notation, Outcome, WhatIf
from roi_spec.render.assemble_answer import answer
from roi_spec.render.assemble_verdict import together
from roi_spec.render.context import Context
from roi_spec.render.figures import result_figure, target_figure
from roi_spec.render.frame import frame
from roi_spec.render.html import render
from roi_spec.render.outcomes import HURDLES, NO_TARGET, VERDICTS, hurdle
from roi_spec.render.privacy import shown_only
from roi_spec.render.tidy import tidied
from roi_spec.render.what_if_data import script, script_path
from roi_spec.render.what_if_dials import dial, notation
from roi_spec.render.what_if_values import PAGE, Movable, can_be_tried, movables, moved_lines
from roi_spec.render.what_if_words import RANGE, phrases
from roi_spec.render.writer import DECIMALS, Writer

LARGEST = 3
"""Values with a range that stand open; the others are folded."""

TITLE = Text("What if?")
SHOWN = (
    "result.roi",
    "result.bcr",
    "result.net_benefit",
    "result.total_benefit",
    "result.total_cost",
    "result.payback",
)


def what_if(evaluation: Evaluation, context: Context) -> WhatIf:
    """Give the page of one programme in one language."""
    writer = Writer(shown_only(evaluation, context.small_cell_limit), context)
    programme = evaluation.programme
    folder = f"programmes/{programme.id}"
    page, handbook = f"{folder}/{PAGE}", (programme.title, f"{folder}/index.html")
    surroundings = frame(context, page, f"{writer.plain(TITLE.msgid)} {programme.title}", (handbook,))
    made = WhatIf(
        frame=surroundings,
        path=f"{context.locale}/{page}",
        data=surroundings.root + script_path(programme.id),
        title=writer.words(programme.title),
        locale=context.translator.tag,
        groups=_groups(writer),
        outcomes=tuple(_outcome(writer, one) for one in SHOWN if writer.evaluation.quantity(one) is not None),
        answer=_answer(writer),
        phrases=phrases(writer),
        fixed=_fixed(writer),
    )
    return tidied(made, context)


def artifacts(
    evaluation: Evaluation, receipt: bytes, contexts: tuple[Context, ...], own: Path | None
) -> list[Artifact]:
    """Give the page in every language and what it computes with, cut from the receipt; nothing where nothing moves."""
    if not can_be_tried(shown_only(evaluation, contexts[0].small_cell_limit)):
        return []
    data = Artifact(script_path(evaluation.programme.id), script(json.loads(receipt)))
    return [data, *(to_html(what_if(evaluation, context), own) for context in contexts)]


def to_html(page: WhatIf, own: Path | None = None) -> Artifact:
    """Give the page as a file; `own` is a folder with templates that go before ours."""
    return Artifact(page.path, render("what-if.html.j2", page.frame.lang, own, page=page, frame=page.frame))


# --- what can be moved -----------------------------------------------------------------------------------------------


def _groups(writer: Writer) -> tuple[DialGroup, ...]:
    found = movables(writer.evaluation)
    stated = tuple(one for one in found if one.stated)
    rest = tuple(one for one in found if not one.stated)
    groups = (
        (Text("What moves the result most"), (), stated[:LARGEST], False),
        (Text("More values with a range"), (), stated[LARGEST:], True),
        (Text("Values without a range"), writer.say(_UNSTATED), rest, True),
    )
    return tuple(_group(writer, *one) for one in groups if one[2])


_UNSTATED = Text("Nobody stated between which values these may lie. They count as certain in all three cases.")


def _group(writer: Writer, title: Text, note: Sentence, chosen: tuple[Movable, ...], is_folded: bool) -> DialGroup:  # noqa: FBT001 - one word, one meaning
    return DialGroup(writer.plain(title.msgid), note, tuple(dial(writer, one) for one in chosen), is_folded)


def _fixed(writer: Writer) -> Sentence:
    """Name what has a range and cannot be moved: answers of several people, which move together."""
    several = {driver for driver, moved in moved_lines(writer.evaluation).items() if len(moved) > 1}
    named = [one.title for one in writer.evaluation.swings if one.driver in several]
    if not named:
        return ()
    return writer.say("These move several answers at once and keep their range: {names}.", names=_listed(writer, named))


def _listed(writer: Writer, titles: list[Text]) -> Sentence:
    return writer.listed([writer.say(one) for one in titles])


# --- results ---------------------------------------------------------------------------------------------------------


def _outcome(writer: Writer, step: str) -> Outcome:
    value = writer.evaluation.steps[step].value
    assert isinstance(value, Quantity)  # the page shows what has a value
    written = notation(writer, value.unit)
    return Outcome(
        step=step,
        title=writer.translator.text(writer.evaluation.steps[step].line.title),
        notation=written,
        difference=_points(writer) if value.unit == PERCENT else written,
        decimals="telling" if step == "result.roi" else str(DECIMALS.get(step, "")),
        published=result_figure(writer, step),
        between=_between(writer, step),
    )


def _points(writer: Writer) -> Notation:
    return notation(writer, POINTS)


def _between(writer: Writer, step: str) -> Sentence:
    """Give the range of a result, the smaller end first; nothing when both ends are the same."""
    low, high = writer.evaluation.value(step, CONSERVATIVE), writer.evaluation.value(step, OPTIMISTIC)
    if low == high or not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return ()
    first, last = (CONSERVATIVE, OPTIMISTIC) if low.base <= high.base else (OPTIMISTIC, CONSERVATIVE)
    return writer.say(RANGE.msgid, low=result_figure(writer, step, first), high=result_figure(writer, step, last))


def _answer(writer: Writer) -> tuple[Sentence, ...]:
    """Give what is published: the answer of the first page, what the cases say together, target and hurdle."""
    found = writer.evaluation
    cases = [found.value("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC)]
    low, base, high = (None if one is None or isinstance(one, Missing) else one for one in cases)
    if low is None or base is None or high is None:
        return (_elsewhere(answer(writer)),)
    said = [_elsewhere(answer(writer)), writer.say(together(found, low, base, high))]
    if found.verdict.code == "no_target":
        said.append(writer.say(NO_TARGET))
    elif (found.verdict.code, found.has_range) in VERDICTS:
        verdict = VERDICTS[found.verdict.code, found.has_range]
        said.append(writer.say(verdict.msgid, target=target_figure(writer)))
    rate = writer.context.hurdle
    if rate is not None:
        said.append(writer.say(HURDLES[hurdle(base, rate.quantity)].msgid, hurdle=rate.quantity))
    return tuple(said)


def _elsewhere(sentence: Sentence) -> Sentence:
    """Give a sentence of the handbook with the links to its own places leading there."""
    return tuple(
        replace(one, href=f"index.html{one.href}")
        if isinstance(one, Reckoned | Jump) and one.href.startswith("#")
        else one
        for one in sentence
    )
