"""The appendix: every number of the programme with its formula, its place in the file and who stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import Step
from roi_spec.model.formula import Expr, as_line
from roi_spec.model.handbook import Trace, TraceGroup, TraceRow
from roi_spec.model.quantity import Missing, Quantity, exact_text
from roi_spec.model.sentence import Figure, Place, Sentence
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.render.blocks import dotted, spaced
from roi_spec.render.formulas import with_numbers
from roi_spec.render.sentences import in_words, named, whole
from roi_spec.render.touches import Touches, leads_to, rests_on, touched
from roi_spec.render.what_if_values import ways_to_try
from roi_spec.render.writer import NOTHING, Writer

PARTS = {
    "audience": Text("People and period"),
    "standard": Text("Standard values"),
    "assumption": Text("Assumptions"),
    "kpi": Text("Measures"),
    "attribution": Text("Attribution"),
    "conversion": Text("Conversion to money"),
    "cost": Text("Costs"),
    "result": Text("Results"),
}
_OTHER = Text("Other figures")
TITLE = Text("Trace of every number")
_MOST_DECIMALS = 10
"""How many decimals the trace shows of a value without end."""

KINDS = {
    "fact": Text("fact"),
    "assumption": Text("assumption"),
    "judgement": Text("judgement"),
    "measurement": Text("measurement"),
    "estimate": Text("estimate"),
    "budget": Text("budget"),
    "actual": Text("actual"),
    "count": Text("count"),
}


def lead(writer: Writer) -> Sentence:
    """Say what the reader of the trace finds."""
    if writer.context.edition is Edition.PUBLIC:
        return writer.say(
            "Every number of this programme, in the order of reading: its formula in words, with names and with "
            "numbers, "
            "its source, and the numbers that are made of it."
        )
    told = writer.say(
        "Every number of this programme, in the order of reading: its formula in words, with names and with numbers, "
        "its source and the line of the file it rests on, and the numbers that are made of it."
    )
    if writer.trace:
        return told
    file = Place(writer.evaluation.programme.path, href="")
    return spaced(told, writer.say("Lines without a file are of {file}.", file=file))


def rounding(writer: Writer) -> Sentence:
    """Say by which rule values are rounded."""
    return writer.say(
        "Values are computed exactly and rounded once, when they are shown; a half is rounded up, away "
        "from zero. No rounded value is used to compute another."
    )


def trace(writer: Writer) -> Trace:
    """Give every step, grouped as a reader meets them: the parts in order, KPI by KPI inside."""
    groups: dict[str, list[Step]] = {}
    for step in writer.evaluation.steps.values():
        groups.setdefault(_group(step), []).append(step)
    touches = touched(writer.evaluation)
    tried = ways_to_try(writer.evaluation)
    return Trace(tuple(_trace_group(writer, key, steps, touches, tried) for key, steps in groups.items()), writer.trace)


def _group(step: Step) -> str:
    """Keep what belongs to one KPI together: it is read as one story."""
    if step.line.part in ("kpi", "attribution", "conversion"):
        return "kpi." + step.id.split(".")[1]
    return step.line.part


def _trace_group(writer: Writer, key: str, steps: list[Step], touches: Touches, tried: Mapping[str, str]) -> TraceGroup:
    kpi = next((one.kpi for one in writer.evaluation.kpis if f"kpi.{one.kpi.id}" == key), None)
    title: Sentence = (writer.words(kpi.title),) if kpi else writer.say(PARTS.get(key, _OTHER))
    return TraceGroup(title, tuple(row(writer, step, touches, tried) for step in steps), f"trace-of-{key}")


def row(writer: Writer, step: Step, touches: Touches, tried: Mapping[str, str]) -> TraceRow:
    """Give one step with everything that stands behind it, what it touches, and where to try another value of it."""
    line = step.line
    return TraceRow(
        id=step.id,
        title=writer.say(line.title),
        value=_value(writer, step),
        exact=_exact(writer, step),
        words=in_words(writer, line.formula) if line.formula else None,
        names=as_line(line.formula, lambda name: name.id) if line.formula else "",
        numbers=with_numbers(writer, step),
        place=_place(writer, line.at),
        ends=_ends(writer, step),
        origin=whole(origin(writer, step)),
        note=writer.say(line.note) if line.note else (),
        cites=writer.cited(line.cites),
        rests_on=tuple(named(writer, id) for id in rests_on(writer.evaluation, step.id)),
        used_in=tuple(named(writer, id) for id in touches[step.id]),
        leads_to=dotted(*(writer.say(writer.evaluation.steps[id].line.title) for id in leads_to(touches, step.id))),
        what_if=tried.get(step.id, ""),
    )


def _place(writer: Writer, at: Span) -> Place:
    """Say the line of a file. On its own page the trace names the file of the programme once, and then lines alone."""
    place = writer.place(at)
    is_named_before = not writer.trace and at.path == writer.evaluation.programme.path
    return replace(place, shown=writer.plain("line {line}", line=at.line)) if is_named_before else place


def _value(writer: Writer, step: Step) -> Sentence:
    if isinstance(step.value, Missing):
        return (*NOTHING, " ", *writer.say(step.value.reason))
    return (Figure(writer.translator.quantity(step.value), step.id, linked=False),)


def _exact(writer: Writer, step: Step) -> str:
    """Give the value before rounding when what is shown was rounded."""
    if isinstance(step.value, Missing):
        return ""
    shown = writer.translator.quantity(step.value)
    decimals = min(len(exact_text(step.value.value).partition(".")[2]), _MOST_DECIMALS)
    exact = writer.translator.quantity(step.value, decimals)
    return "" if exact == shown else writer.translator.number(step.value.value, decimals)


def _ends(writer: Writer, step: Step) -> Sentence:
    low, high = step.line.low, step.line.high
    if isinstance(low, Quantity) and isinstance(high, Quantity):
        return writer.say(
            "Between {low} and {high}.", low=_end(writer, step, low, "low"), high=_end(writer, step, high, "high")
        )
    parts = (_stated(writer, step, one, end) for one, end in ((low, "low"), (high, "high")) if one is not None)
    return spaced(*parts)


def _stated(writer: Writer, step: Step, end: Quantity | Expr, name: str) -> Sentence:
    """Say one end of a range: a value, or how it is reckoned."""
    if isinstance(end, Quantity):
        at = _end(writer, step, end, name)
        return writer.say("At least {low}.", low=at) if name == "low" else writer.say("At most {high}.", high=at)
    told = in_words(writer, end).told
    return (
        writer.say("Low end: {formula}", formula=told)
        if name == "low"
        else writer.say("High end: {formula}", formula=told)
    )


def _end(writer: Writer, step: Step, value: Quantity, end: str) -> Sentence:
    return (Figure(writer.translator.quantity(value), step.id, end, linked=False),)


def end_figure(writer: Writer, step: Step | None, end: str) -> Sentence:
    """Give the low or high end that was stated for a step; a dash when there is none."""
    if step is None:
        return NOTHING
    value = step.line.low if end == "low" else step.line.high
    return _end(writer, step, value, end) if isinstance(value, Quantity) else NOTHING


def origin(writer: Writer, step: Step) -> Sentence:
    """Say where an input comes from: kind, source, owner, dates."""
    stands = step.line.origin
    found = [writer.say(KINDS[stands.kind])] if stands.kind in KINDS else []
    if stands.source:
        found.append((writer.words(stands.source),))
    if stands.owner:
        found.append(writer.say("owner: {owner}", owner=stands.owner))
    if stands.approved_by:
        found.append(writer.say("approved by: {who}", who=stands.approved_by))
    if stands.date:
        found.append((writer.day(stands.date),))
    if stands.valid_until:
        found.append(writer.say("valid until {day}", day=stands.valid_until))
    if stands.note:
        found.append((writer.words(stands.note),))
    return dotted(*found)
