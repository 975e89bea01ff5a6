"""What the data say about an effect: estimate and interval, verdict in words, groups, checks, plots and limits.

A p-value is nowhere; beside "cannot tell" always stands the smallest effect that the data could have shown.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from roi_spec.model.analysis import (
    CANNOT_TELL,
    CAUTION,
    EFFECT,
    NO_EFFECT,
    REFUSED,
    TRUSTED,
    Analysis,
    Arm,
    Point,
    exact,
)
from roi_spec.model.charts import Drawing
from roi_spec.model.evaluation import KpiResult
from roi_spec.model.handbook import Block, Bullets, Cell, Fact, Facts, Heading, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Jump, Mark, Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, PLAIN, POINTS, Unit
from roi_spec.render.blocks import Numbers, cell, columns
from roi_spec.render.charts_change import change_of_arms
from roi_spec.render.charts_course import course, events
from roi_spec.render.verdicts import HARMFUL, OUTCOMES, effect_unit, verdict_of
from roi_spec.render.writer import NOTHING, Writer

MOST_POINTS = 72
"""Periods that a table shows; a longer series is drawn, and stands in the receipt."""

_SAID: dict[str, Text] = {
    EFFECT: Text(
        "The whole 95% interval, from {low} to {high}, lies above zero: there is an effect, estimated at {estimate}."
    ),
    HARMFUL: Text(
        "The whole 95% interval, from {low} to {high}, lies below zero: there is an effect the wrong way, estimated at "
        "{estimate}."
    ),
    NO_EFFECT: Text(
        "The whole 95% interval, from {low} to {high}, is smaller than {negligible} either way, which counts as none."
    ),
    CANNOT_TELL: Text("The 95% interval, from {low} to {high}, leaves it open whether there is an effect."),
    REFUSED: Text("There are too few data for this method, so it gives no estimate."),
}
_NOT_SAID_HOW_SMALL = Text("The whole 95% interval, from {low} to {high}, is so small that it counts as no effect.")
"""For a small group, whose default of what is negligible would tell its standard deviation."""
_DETECTABLE = Text("With this much data, only an effect of {detectable} or more is likely to be found.")
_TRUST: dict[str, Text] = {
    TRUSTED: Text("as much data as this method asks for"),
    CAUTION: Text("fewer data than this method asks for: read with caution"),
    REFUSED: Text("too few data for this method"),
}


def verdict_mark(writer: Writer, analysis: Analysis) -> Mark:
    """Give the verdict as a word in a frame."""
    found = verdict_of(analysis)
    style = {EFFECT: "badge met", NO_EFFECT: "badge not_met"}.get(found, "badge open")
    return Mark(writer.plain(OUTCOMES[found].msgid), style)


def verdict_words(writer: Writer, analysis: Analysis, prefix: str, href: str = "") -> Sentence:
    """Say what the interval allows to be said; an open outcome with the effect that could have been found."""
    found = verdict_of(analysis)
    values = {name: figure(writer, analysis, prefix, name, href) for name in ("estimate", "low", "high", "negligible")}
    words = _NOT_SAID_HOW_SMALL if found == NO_EFFECT and analysis.negligible is None else _SAID[found]
    said = writer.say(words.msgid, **values)
    if found == CANNOT_TELL and analysis.detectable is not None:
        smallest = figure(writer, analysis, prefix, "detectable", href)
        return (*said, " ", *writer.say(_DETECTABLE.msgid, detectable=smallest))
    return said


def figure(writer: Writer, analysis: Analysis, prefix: str, name: str, href: str = "") -> Sentence:
    """Give a figure of an analysis in the unit of the effect; a dash when it has none."""
    value: Fraction | None = getattr(analysis, name)
    if value is None:
        return NOTHING
    return writer.reckoned(Quantity(value, effect_unit(analysis)), f"analysis:{prefix}:{name}", href)


def anchor(prefix: str) -> str:
    """Give the place on the page where an analysis is told about."""
    return f"analysis-{prefix}"


# --- the blocks ------------------------------------------------------------------------------------------------------


def analysed(writer: Writer, one: KpiResult, analysis: Analysis | None, prefix: str) -> tuple[Block, ...]:
    """Show the analysis behind a method, or behind the change itself, whole; nothing when there is none."""
    if analysis is None:
        return ()
    title = (verdict_mark(writer, analysis), " ", *writer.say("What the data say: {design}", design=analysis.title))
    blocks: list[Block] = [
        Heading(title, anchor(prefix), level=4),
        Paragraph(verdict_words(writer, analysis, prefix)),
        Facts(_facts(writer, analysis, prefix)),
    ]
    blocks += _arms(writer, one, analysis, prefix)
    blocks += _checks(writer, analysis)
    blocks += _notes(writer, analysis)
    blocks += _course(writer, one, analysis, prefix)
    blocks += _events(writer, analysis, prefix)
    return tuple(blocks)


def _facts(writer: Writer, analysis: Analysis, prefix: str) -> tuple[Fact, ...]:
    rows = (
        ("Estimate", figure(writer, analysis, prefix, "estimate"), _interval(writer, analysis, prefix)),
        ("Standardised effect", _standardised(writer, analysis, prefix), _STANDARDISED),
        ("Smallest effect this much data would find", figure(writer, analysis, prefix, "detectable"), _POWER),
        ("Counts as no effect", _negligible(writer, analysis, prefix), _negligible_from(analysis)),
        ("How it is decided", writer.say(_RULE) if analysis.estimate is not None else (), None),
        ("Model", writer.told(analysis.model), None),
        ("Reckoned with", writer.counted(analysis.software), None),
        ("Source of the method", writer.cited(analysis.cites), None),
        ("Data", _data(writer, analysis, prefix), None),
        ("What the data can bear", writer.say(_TRUST[analysis.trust]), None),
    )
    return tuple(
        Fact(writer.plain(name), content, _under(writer, under))
        for name, content, under in rows
        if content and content != NOTHING
    )


_STANDARDISED = Text("effect divided by a standard deviation")
_POWER = text(
    "with a power of {power}, tested two-sided at {level}",
    power=Quantity(Fraction(80), PERCENT),
    level=Quantity(Fraction(5), PERCENT),
)
_RULE = Text(
    "On the interval alone: an effect when all of it lies on one side of zero, no effect when all of it is smaller "
    "than what counts as none, and otherwise it cannot be told."
)


def _under(writer: Writer, under: Text | Sentence | None) -> Sentence:
    return writer.say(under) if isinstance(under, Text) else under or ()


def _interval(writer: Writer, analysis: Analysis, prefix: str) -> Sentence:
    if analysis.low is None or analysis.high is None:
        return ()
    low, high = (figure(writer, analysis, prefix, name) for name in ("low", "high"))
    return writer.say("95% interval: {low} to {high}", low=low, high=high)


def _standardised(writer: Writer, analysis: Analysis, prefix: str) -> Sentence:
    if analysis.standardised is None:
        return ()
    return writer.reckoned(analysis.standardised, f"analysis:{prefix}:standardised", decimals=2)


def _negligible(writer: Writer, analysis: Analysis, prefix: str) -> Sentence:
    return () if analysis.estimate is None else figure(writer, analysis, prefix, "negligible")


def _negligible_from(analysis: Analysis) -> Text:
    return Text("as stated") if analysis.negligible_stated else _FIFTH


_FIFTH = Text("a fifth of a standard deviation, as none was stated")


def _data(writer: Writer, analysis: Analysis, prefix: str) -> Sentence:
    if not analysis.data:
        return writer.say("figures in the spec itself")
    named = Jump(analysis.data, f"#data-{analysis.data}")
    if not analysis.rows:  # of few people: the public edition does not count them
        return writer.say("{file}, SHA-256 {digest}", file=named, digest=_digest(analysis))
    rows = writer.reckoned(analysis.rows, f"analysis:{prefix}:rows")
    return writer.say("{file}, {rows} rows, SHA-256 {digest}", file=named, rows=rows, digest=_digest(analysis))


def _digest(analysis: Analysis) -> Mark:
    return Mark(f"{analysis.digest[:12]}…", "code", analysis.digest)


# --- groups ----------------------------------------------------------------------------------------------------------


def _arms(writer: Writer, one: KpiResult, analysis: Analysis, prefix: str) -> tuple[Block, ...]:
    if not analysis.arms:
        return ()
    unit = _outcome_unit(one, analysis)
    rows = tuple(_arm(writer, analysis, prefix, number, unit) for number in range(len(analysis.arms)))
    heads = columns(
        writer,
        "Group",
        Numbers("At the start"),
        Numbers("Analysed"),
        Numbers("Lost"),
        Numbers("Before"),
        Numbers("After"),
        Numbers("Standard deviation"),
    )
    caption = writer.plain("Who was in it and who was lost, counted in {what}", what=analysis.counted)
    table = Table(caption, heads, rows)
    drawn = change_of_arms(writer, analysis, prefix, unit, table)
    return (*((drawn,) if drawn else ()), table)


def _outcome_unit(one: KpiResult, analysis: Analysis) -> Unit:
    """Give the unit of the measure itself, which for a share is percent where the effect is in percentage points."""
    stated = one.kpi.baseline or (one.kpi.result.best if one.kpi.result else None)
    return stated.quantity.unit if stated else one.kpi.unit or analysis.unit or PLAIN


def _arm(writer: Writer, analysis: Analysis, prefix: str, number: int, unit: Unit) -> Row:
    arm = analysis.arms[number]
    of = f"analysis:{prefix}:arms.{number}"
    counts = (cell(writer.reckoned(getattr(arm, name), f"{of}.{name}")) for name in ("assigned", "analysed"))
    spread = POINTS if unit == PERCENT else unit
    means = (
        cell(NOTHING if value is None else writer.reckoned(Quantity(value, measured_in), f"{of}.{name}"))
        for name, measured_in in (("before", unit), ("after", unit), ("deviation", spread))
        for value in (getattr(arm, name),)
    )
    return Row((cell(*_arm_name(writer, analysis, arm)), *counts, _lost(writer, arm, of), *means))


def _arm_name(writer: Writer, analysis: Analysis, arm: Arm) -> tuple[Sentence, Sentence]:
    role = writer.say("trained") if arm.trained else writer.say("comparison")
    if arm.name:
        return (writer.words(arm.name),), role
    return (writer.say("the whole group") if len(analysis.arms) == 1 else role), ()


def _lost(writer: Writer, arm: Arm, of: str) -> Cell:
    lost = writer.reckoned(arm.lost, f"{of}.lost")
    if not arm.lost or not arm.assigned:
        return cell(lost)
    share = writer.reckoned(Quantity(Fraction(arm.lost * 100, arm.assigned), PERCENT), f"{of}.lost_share", decimals=0)
    return cell(lost, share)


# --- checks and remarks ----------------------------------------------------------------------------------------------

_HOLDS = {True: Text("holds"), False: Text("does not hold"), None: Text("the data cannot show it")}


def _checks(writer: Writer, analysis: Analysis) -> tuple[Block, ...]:
    if not analysis.checks:
        return ()
    rows = tuple(
        Row((cell(writer.told(one.title)), cell(writer.told(one.says)), cell(writer.say(_HOLDS[one.holds]))))
        for one in analysis.checks
    )
    heads = columns(writer, "What the method takes for granted", "What the data show", "Outcome")
    return (Table(writer.plain("What the method takes for granted, held against the data"), heads, rows),)


def _notes(writer: Writer, analysis: Analysis) -> tuple[Block, ...]:
    if not analysis.notes:
        return ()
    return (
        Heading(writer.say("Remarks on this estimate"), level=4),
        Bullets(tuple(writer.told(one) for one in analysis.notes)),
    )


# --- plots with their tables -----------------------------------------------------------------------------------------


def _course(writer: Writer, one: KpiResult, analysis: Analysis, prefix: str) -> tuple[Block, ...]:
    if not analysis.points:
        return ()
    shown = tuple(name for name in _COURSE if any(getattr(point, name) is not None for point in analysis.points))
    heads = columns(writer, "Period", *(Numbers(_COURSE[name].msgid) for name in shown))
    rows = _points(writer, analysis.points, shown, f"analysis:{prefix}:points")
    unit = _outcome_unit(one, analysis)
    caption = (
        writer.plain("The measure period by period")
        if unit == PLAIN
        else writer.plain("The measure period by period, in {unit}", unit=unit)
    )
    table = Table(caption, heads, rows)
    return _drawn(writer, course(writer, analysis, unit, table), table, len(analysis.points))


_COURSE = {
    "actual": Text("Measured"),
    "expected": Text("Expected without the programme"),
    "low": Text("Expected, low"),
    "high": Text("Expected, high"),
    "compared": Text("Comparison"),
}
_EVENTS = {"actual": Text("Effect"), "low": Text("Low"), "high": Text("High")}


def _events(writer: Writer, analysis: Analysis, prefix: str) -> tuple[Block, ...]:
    if not analysis.leads:
        return ()
    heads = columns(writer, "Periods from the start", *(Numbers(name.msgid) for name in _EVENTS.values()))
    rows = _points(writer, analysis.leads, tuple(_EVENTS), f"analysis:{prefix}:leads")
    caption = writer.plain("The effect period by period, before and after the start")
    table = Table(caption, heads, rows)
    return _drawn(writer, events(writer, analysis, table), table, len(analysis.leads))


def _drawn(writer: Writer, drawn: Drawing | None, table: Table, count: int) -> tuple[Block, ...]:
    if count <= MOST_POINTS:
        return (*((drawn,) if drawn else ()), table)
    told = writer.say("The figures of all {count} periods stand in the receipt.", count=count)
    return (replace(drawn, table=None, pointer=told),) if drawn else (Paragraph(told, "quiet"),)


def _points(writer: Writer, points: tuple[Point, ...], names: tuple[str, ...], of: str) -> tuple[Row, ...]:
    """Give a row for each point; figures without their unit, which the caption names."""
    return tuple(
        Row(
            (
                cell((writer.words(point.label),), writer.say("with the programme") if point.after else ()),
                *(cell(_value(writer, getattr(point, name), f"{of}.{number}.{name}")) for name in names),
            )
        )
        for number, point in enumerate(points)
    )


def _value(writer: Writer, value: float | None, of: str) -> Sentence:
    return NOTHING if value is None else writer.reckoned(exact(value), of)
