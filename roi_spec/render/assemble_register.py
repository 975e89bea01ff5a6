"""The chapters an auditor starts with: values and who stands behind them, influences, checks, follow-up."""

from __future__ import annotations

from roi_spec.model.evaluation import Newer, Step
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.handbook import Block, Bullets, Heading, Paragraph, Row, Table
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.spec import Waiver
from roi_spec.model.text import Text
from roi_spec.render.assemble_context import calendar_events
from roi_spec.render.assemble_signed import register_cell
from roi_spec.render.assemble_simulation import shape_words
from roi_spec.render.assemble_summary import period
from roi_spec.render.blocks import Numbers, cell, columns, dotted, prose
from roi_spec.render.figures import LEVEL_NAMES
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.trace import KINDS, end_figure
from roi_spec.render.writer import NOTHING, Writer

# --- values ----------------------------------------------------------------------------------------------------------


def values(writer: Writer) -> tuple[Block, ...]:
    """Show the register of assumptions and the standard values that were used."""
    tables = (
        _register(writer, "assumption", "Assumptions of this programme"),
        _register(writer, "standard", "Standard values, shared by all programmes"),
    )
    found = tuple(one for one in tables if one is not None)
    if found:
        return (*_day(writer), *found, *_newer(writer))
    return (Paragraph(writer.say("This programme rests on no assumptions besides its measures and costs.")),)


def _day(writer: Writer) -> tuple[Block, ...]:
    """Say as of which day the standard values are taken."""
    day = writer.evaluation.programme.evaluated_on
    if day is None or all(one.line.part != "standard" for one in writer.evaluation.steps.values()):
        return ()
    return (Paragraph(writer.say("Of every standard value, the one that was valid on {day} is used.", day=day)),)


def _newer(writer: Writer) -> tuple[Block, ...]:
    """Show the standard values of which a newer version would change the result."""
    if not writer.evaluation.newer:
        return ()
    rows = tuple(_newer_row(writer, one) for one in writer.evaluation.newer)
    heads = columns(
        writer,
        "Value",
        Numbers("Used"),
        Numbers("Newer"),
        "Valid from",
        Numbers("Result as it is"),
        Numbers("Result with the newer value"),
    )
    note = writer.say("The study stays as of its own day; this shows what a newer value would make of it.")
    return (Table(writer.plain("Standard values that have a newer version"), heads, rows, note),)


def _newer_row(writer: Writer, one: Newer) -> Row:
    title = writer.evaluation.steps[one.measure].line.title
    since = one.newer.valid_from or one.newer.date
    newest = one.newer.value.best.quantity if one.newer.value else None
    return Row(
        (
            cell((writer.words(one.used.title),)),
            cell(writer.figure(f"standard.{one.id}")),
            cell(writer.reckoned(newest, f"newer:{one.id}:value") if newest else NOTHING),
            cell(writer.pieces(since) if since else NOTHING, (writer.place(one.newer.at),)),
            cell(writer.figure(one.measure), writer.say(title)),
            cell(_then(writer, one)),
        )
    )


def _then(writer: Writer, one: Newer) -> Sentence:
    decimals = telling_decimals(one.then, (writer.evaluation.verdict.target,)) if one.then.unit.is_share else None
    return writer.reckoned(one.then, f"newer:{one.id}:then", decimals=decimals)


def _register(writer: Writer, part: str, caption: str) -> Table | None:
    steps = tuple(one for one in writer.evaluation.steps.values() if one.line.part == part)
    if not steps:
        return None
    signed = ("Sign-off",) if writer.evaluation.signed is not None else ()
    heads = columns(writer, "Value", Numbers("Used"), Numbers("Low"), Numbers("High"), "Source", "Valid", *signed)
    return Table(writer.plain(caption), heads, tuple(_value_row(writer, one) for one in steps))


def _value_row(writer: Writer, step: Step) -> Row:
    stands = step.line.origin
    kind = writer.say(KINDS[stands.kind]) if stands.kind in KINDS else ()
    owner = writer.say("owner: {owner}", owner=stands.owner) if stands.owner else ()
    approved = writer.say("approved by: {who}", who=stands.approved_by) if stands.approved_by else ()
    ranged = step.line.formula is None
    low, high = (end_figure(writer, step, end) if ranged else NOTHING for end in ("low", "high"))
    return Row(
        (
            cell(writer.say(step.line.title), dotted(kind, writer.pieces(stands.note))),
            cell(writer.figure(step.id), _shape(writer, step)),
            cell(low),
            cell(high),
            cell(
                writer.pieces(stands.source) or writer.say("no source stated"),
                dotted(owner, approved, (writer.place(step.line.at),)),
            ),
            cell(_dates(writer, step)),
            *((register_cell(writer, step.id),) if writer.evaluation.signed is not None else ()),
        )
    )


def _shape(writer: Writer, step: Step) -> Sentence:
    """Say how the range is read, where the author chose a form; the customary reading is told with the simulation."""
    return shape_words(writer, step.line.distribution) if step.line.distribution else ()


def _dates(writer: Writer, step: Step) -> Sentence:
    start, end = step.line.origin.date, step.line.origin.valid_until
    if start and end:
        return writer.say("{start} to {end}", start=start, end=end)
    if end:
        return writer.say("until {day}", day=end)
    return writer.say("from {day}", day=start) if start else ()


# --- intangibles -----------------------------------------------------------------------------------------------------


def intangibles(writer: Writer) -> tuple[Block, ...]:
    """Show the benefits that stay out of the money on purpose."""
    stated = writer.evaluation.programme.intangibles
    if not stated:
        return (Paragraph(writer.say("No intangible benefits were stated.")),)
    rows = tuple(
        Row(
            (
                cell((writer.words(one.title),)),
                cell(writer.pieces(one.evidence)),
                cell(writer.pieces(one.why_not_converted)),
            )
        )
        for one in stated
    )
    told = writer.say(
        "These benefits count for nothing in the figures above. They are left out of the money on purpose."
    )
    return (
        Paragraph(told),
        Table(writer.plain("Intangible benefits"), columns(writer, "Benefit", "Evidence", "Why not in money"), rows),
    )


# --- influences and limitations --------------------------------------------------------------------------------------


def influences(writer: Writer) -> tuple[Block, ...]:
    """Show what else happened, and what this study cannot say."""
    programme = writer.evaluation.programme
    blocks: list[Block] = []
    if programme.external_influences:
        titles = {one.id: one.title for one in programme.kpis}
        rows = tuple(
            Row(
                (
                    cell((writer.words(one.title),), period(writer, one.period)),
                    cell(
                        writer.listed((writer.words(titles.get(kpi, kpi)),) for kpi in one.kpis)
                        or writer.say("all measures")
                    ),
                    cell(writer.pieces(one.treatment)),
                )
            )
            for one in programme.external_influences
        )
        blocks.append(
            Table(
                writer.plain("Other events in the same period"),
                columns(writer, "Event", "May have moved", "How this study deals with it"),
                rows,
            )
        )
    blocks += calendar_events(writer)
    blocks.append(Heading(writer.say("Limitations")))
    if programme.limitations:
        blocks.append(Bullets(tuple((writer.words(one),) for one in programme.limitations)))
    else:
        blocks.append(Paragraph(writer.say("No limitations were stated.")))
    return tuple(blocks)


# --- internal notes --------------------------------------------------------------------------------------------------


def internal_notes(writer: Writer) -> tuple[Block, ...]:
    """Show what is written for colleagues only; nothing when there is none, as in the public edition."""
    stated = writer.evaluation.programme.internal_notes
    if not stated:
        return ()
    told = writer.say("For readers inside the organisation; the public edition leaves these notes out.")
    return (Paragraph(told, "quiet"), *(block for one in stated for block in prose(writer, one)))


# --- checks ----------------------------------------------------------------------------------------------------------

_WEIGHTS = {Severity.ERROR: Text("error"), Severity.WARNING: Text("warning"), Severity.INFO: Text("remark")}


def checks(writer: Writer, findings: tuple[Finding, ...]) -> tuple[Block, ...]:
    """Show every remark of the checks about this programme, and every waiver in words."""
    own = sorted(findings, key=lambda one: one.order)
    blocks: list[Block] = []
    if own:
        rows = tuple(_finding(writer, one) for one in own)
        blocks.append(Table(writer.plain("What the checks found"), columns(writer, "Finding", "Weight", "Place"), rows))
    else:
        blocks.append(Paragraph(writer.say("The checks of the methodology found nothing to remark.")))
    if writer.evaluation.programme.waivers:
        rows = tuple(_waiver(writer, one) for one in writer.evaluation.programme.waivers)
        blocks.append(
            Table(
                writer.plain("Findings that somebody accepts"),
                columns(writer, "Rule", "Reason", "Accepted by", "Until"),
                rows,
            )
        )
    return tuple(blocks)


def _finding(writer: Writer, one: Finding) -> Row:
    rule = writer.context.rules.get(one.code)
    weight = writer.say(_WEIGHTS[one.severity])
    if one.waived_by is not None:
        weight = writer.say("{weight}, accepted", weight=_WEIGHTS[one.severity])
    why = one.why or (Text(rule.why) if rule else None)
    return Row(
        (
            cell((Mark(one.code, "code"), " ", *writer.say(one.text)), writer.say(why) if why else ()),
            cell(weight),
            cell((writer.place(one.at),)),
        )
    )


def _waiver(writer: Writer, one: Waiver) -> Row:
    rule = writer.context.rules.get(one.rule)
    title = (writer.plain(rule.title),) if rule else ()
    return Row(
        (
            cell((Mark(one.rule, "code"), " ", *title), dotted(writer.pieces(one.place), (writer.place(one.at),))),
            cell((writer.words(one.reason),)),
            cell((writer.words(one.by),)),
            cell(writer.pieces(one.until) if one.until else NOTHING),
        )
    )


# --- follow-up -------------------------------------------------------------------------------------------------------


def follow_up(writer: Writer) -> tuple[Block, ...]:
    """Show the planned and done measurements, and who hears the outcome."""
    programme = writer.evaluation.programme
    blocks: list[Block] = []
    if programme.follow_up:
        rows = tuple(
            Row(
                (
                    cell((writer.words(one.instrument),), writer.say(LEVEL_NAMES[one.level])),
                    cell((writer.words(one.owner),)),
                    cell(_planned(writer, one.days, one.date)),
                    cell((writer.day(one.done),) if one.done else writer.say("not yet")),
                )
            )
            for one in programme.follow_up
        )
        blocks.append(
            Table(writer.plain("Measurements"), columns(writer, "Measurement", "Owner", "Planned", "Done"), rows)
        )
    if programme.stakeholders:
        rows = tuple(
            Row((cell((writer.words(one.who),)), cell((writer.words(one.gets),)))) for one in programme.stakeholders
        )
        blocks.append(
            Table(writer.plain("Who hears the outcome"), columns(writer, "Who", "Receives"), rows, is_narrow=True)
        )
    return tuple(blocks) or (Paragraph(writer.say("No follow-up was planned and no stakeholders were named.")),)


def _planned(writer: Writer, days: int | None, date: object) -> Sentence:
    if date is not None:
        return writer.pieces(date)
    return writer.say("{days} days after delivery", days=days) if days is not None else NOTHING
