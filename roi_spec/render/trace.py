"""The appendix: every number of the programme with its formula, its place in the file and who stands behind it."""

from __future__ import annotations

from roi_spec.model.evaluation import Step
from roi_spec.model.handbook import Trace, TraceGroup, TraceRow
from roi_spec.model.quantity import Missing, Quantity, exact_text
from roi_spec.model.sentence import Figure, Sentence
from roi_spec.model.text import Text
from roi_spec.render.blocks import dotted
from roi_spec.render.formulas import formula
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


def trace(writer: Writer) -> Trace:
    """Give every step, grouped as a reader meets them: the parts in order, KPI by KPI inside."""
    groups: dict[str, list[Step]] = {}
    for step in writer.evaluation.steps.values():
        groups.setdefault(_group(step), []).append(step)
    return Trace(tuple(_trace_group(writer, key, steps) for key, steps in groups.items()))


def _group(step: Step) -> str:
    """Keep what belongs to one KPI together: it is read as one story."""
    if step.line.part in ("kpi", "attribution", "conversion"):
        return "kpi." + step.id.split(".")[1]
    return step.line.part


def _trace_group(writer: Writer, key: str, steps: list[Step]) -> TraceGroup:
    kpi = next((one.kpi for one in writer.evaluation.kpis if f"kpi.{one.kpi.id}" == key), None)
    title: Sentence = (writer.words(kpi.title),) if kpi else writer.say(PARTS.get(key, _OTHER))
    return TraceGroup(title, tuple(row(writer, step) for step in steps), f"trace-of-{key}")


def row(writer: Writer, step: Step) -> TraceRow:
    """Give one step with everything that stands behind it."""
    line = step.line
    return TraceRow(
        id=step.id,
        title=writer.say(line.title),
        value=_value(writer, step),
        exact=_exact(writer, step),
        formula=formula(writer, step, linked=False),
        place=writer.place(line.at),
        ends=_ends(writer, step),
        origin=origin(writer, step),
        note=writer.say(line.note) if line.note else (),
        cites=line.cites,
    )


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
    line = step.line
    low, high = (one if isinstance(one, Quantity) else None for one in (line.low, line.high))
    if low and high:
        return writer.say(
            "Between {low} and {high}.", low=_end(writer, step, low, "low"), high=_end(writer, step, high, "high")
        )
    if low:
        return writer.say("At least {low}.", low=_end(writer, step, low, "low"))
    return writer.say("At most {high}.", high=_end(writer, step, high, "high")) if high else ()


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
    if stands.date:
        found.append((writer.day(stands.date),))
    if stands.valid_until:
        found.append(writer.say("valid until {day}", day=stands.valid_until))
    if stands.note:
        found.append((writer.words(stands.note),))
    return dotted(*found)
