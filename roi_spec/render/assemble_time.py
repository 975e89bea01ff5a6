"""The chapter about time, sides and scale: years, fiscal years, perspectives, currencies, parts, and forecasts.

Every figure is a line of the working; here these get their tables. What is not stated has no table.
"""

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.model.evaluation import KpiResult
from roi_spec.model.handbook import Block, Fact, Facts, Heading, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Mark, Sentence
from roi_spec.model.spec import Cohort, EarlierForecast, ExchangeRate, Given
from roi_spec.model.text import Text
from roi_spec.model.vocabulary import PERSPECTIVES
from roi_spec.render.assemble_remarks import grade_note
from roi_spec.render.blocks import Numbers, cell, columns, dotted
from roi_spec.render.charts_forecast import Expected, expected, forecast_chart
from roi_spec.render.trace import end_figure
from roi_spec.render.writer import NOTHING, Writer


def time(writer: Writer) -> tuple[Block, ...]:
    """Show the results year by year, from other sides, in parts, at scale and beside what was expected."""
    return (
        *_years(writer),
        *_worth(writer),
        *_fiscal(writer),
        *_perspectives(writer),
        *_exchange(writer),
        *_cohorts(writer),
        *_parts(writer),
        *_scale_up(writer),
        *_forecasts(writer),
    )


def has(writer: Writer, *ids: str) -> bool:
    """Say whether the working holds one of these lines with a value."""
    return any(isinstance(writer.evaluation.value(id), Quantity) for id in ids)


def keys(writer: Writer, start: str) -> tuple[str, ...]:
    """Give what follows `start` up to the next point in the ids of lines, in order: `1`, `2` for years."""
    found = (id[len(start) :].split(".")[0] for id in writer.evaluation.steps if id.startswith(start))
    return tuple(dict.fromkeys(found))


def _row(writer: Writer, title: Sentence, base: str, names: tuple[str, ...], style: str = "") -> Row:
    return Row((cell(title), *(cell(*_figure(writer, f"{base}.{name}")) for name in names)), style)


def _figure(writer: Writer, id: str) -> tuple[Sentence, Sentence]:
    return writer.figure(id), writer.why_missing(id)


# --- years -----------------------------------------------------------------------------------------------------------

_MONEY = ("benefit", "cost", "net")


def _years(writer: Writer) -> tuple[Block, ...]:
    years = keys(writer, "result.year_")
    if not years:
        return ()
    rows = [_row(writer, writer.say("Year {n}", n=int(one)), f"result.year_{one}", _MONEY) for one in years]
    whole = ("total_benefit", "total_cost", "net_benefit")
    rows.append(
        Row(
            (cell(writer.say("Counted in the result")), *(cell(writer.figure(f"result.{one}")) for one in whole)),
            "total",
        )
    )
    heads = columns(writer, "Year", Numbers("Benefit"), Numbers("Costs"), Numbers("Net benefit"))
    table = Table(writer.plain("Benefits and costs by year of the benefit window"), heads, tuple(rows), _before(writer))
    return (Heading(writer.say("Year by year"), "years"), table)


def _before(writer: Writer) -> Sentence:
    return writer.say("Costs made beforehand stand in year {n}.", n=0) if has(writer, "result.year_0.cost") else ()


_WORTH = (
    "result.first_year.benefit",
    "result.first_year.cost",
    "result.first_year.net",
    "result.first_year.bcr",
    "result.first_year.roi",
    "benefit_window.decay",
    "benefit_window.attrition",
    "discount_rate",
    "result.present_benefit",
    "result.present_cost",
    "result.npv",
    "result.discounted_roi",
    "result.irr",
)


def _worth(writer: Writer) -> tuple[Block, ...]:
    """Show the first-year view and what later years are worth today, each under its own name."""
    shown = [id for id in _WORTH if writer.evaluation.step(id) is not None]
    if not any(id.startswith("result.") for id in shown):
        return ()
    rows = tuple(_worth_row(writer, id) for id in shown)
    heads = columns(writer, "Result", Numbers("Value"))
    caption = writer.plain("The first year by itself, and all years in today's money")
    return (Table(caption, heads, rows, grade_note(writer), is_narrow=True),)


def _worth_row(writer: Writer, id: str) -> Row:
    line = writer.evaluation.steps[id].line
    note = writer.told(line.note) if line.note else ()
    return Row((cell(writer.say(line.title), note), cell(*_figure(writer, id))))


def _fiscal(writer: Writer) -> tuple[Block, ...]:
    years = keys(writer, "fiscal.")
    if not years:
        return ()
    rows = tuple(_row(writer, (Count(one),), f"fiscal.{one}", _MONEY) for one in years)
    heads = columns(writer, "Fiscal year", Numbers("Benefit"), Numbers("Costs"), Numbers("Net benefit"))
    note = writer.say(
        "Benefits are spread over the days of the benefit window; costs stand in the year they were made."
    )
    return (Table(writer.plain("The same by fiscal year"), heads, rows, note),)


# --- sides -----------------------------------------------------------------------------------------------------------

_SIDES = ("total_benefit", "total_cost", "net_benefit", "bcr", "roi")


def _perspectives(writer: Writer) -> tuple[Block, ...]:
    others = keys(writer, "perspective.")
    if not others:
        return ()
    own = writer.evaluation.programme.perspective
    rows = [_row(writer, writer.say("{side} (headline)", side=_side(writer, own)), "result", _SIDES, "strong")]
    rows += [_row(writer, _side(writer, one), f"perspective.{one}", _SIDES) for one in others if one != own]
    heads = columns(
        writer,
        "Seen by",
        Numbers("Benefit"),
        Numbers("Costs"),
        Numbers("Net benefit"),
        Numbers("BCR"),
        Numbers("ROI"),
    )
    note = writer.say("These are never added up: what one side pays, another may receive.")
    caption = writer.plain("The result from each side")
    return (
        Heading(writer.say("From each side")),
        Table(caption, heads, tuple(rows), (*note, " ", *grade_note(writer))),
    )


def _side(writer: Writer, name: str) -> Sentence:
    return writer.say(PERSPECTIVES[name]) if name in PERSPECTIVES else (writer.words(name),)


def _exchange(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.exchange_rates
    if not stated:
        return ()
    rows = tuple(_rate(writer, one) for one in stated)
    heads = columns(writer, "Currency", Numbers("Rate"), Numbers("Low"), Numbers("High"), "Date", "Source")
    return (Table(writer.plain("Exchange rates that were used"), heads, rows),)


def _rate(writer: Writer, one: ExchangeRate) -> Row:
    id = f"exchange.{one.currency.lower()}"
    step = writer.evaluation.step(id)
    shown = writer.figure(id) if step else writer.pieces(one.rate.best.quantity)
    ends = (cell(end_figure(writer, step, end)) for end in ("low", "high"))
    source = cell(writer.pieces(one.source), writer.pieces(one.owner))
    return Row(
        (cell((Count(one.currency),)), cell(shown), *ends, cell(writer.pieces(one.date) if one.date else ()), source)
    )


# --- parts -----------------------------------------------------------------------------------------------------------


def _cohorts(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.cohorts
    if not stated:
        return ()
    rows = tuple(_cohort(writer, one) for one in stated)
    heads = columns(writer, "Cohort", "Start", Numbers("Invited"), Numbers("People who completed"))
    return (Table(writer.plain("Groups that went through it together"), heads, rows, is_narrow=True),)


def _cohort(writer: Writer, one: Cohort) -> Row:
    counts = (
        cell(_number(writer, f"cohort.{one.id}.{name}", number))
        for name, number in (("invited", one.invited), ("completed", one.completed))
    )
    return Row(
        (cell((writer.words(one.title or one.id),)), cell(writer.pieces(one.start) if one.start else ()), *counts)
    )


def _number(writer: Writer, id: str, stated: int | None) -> Sentence:
    known = writer.figure(id)
    return known if known != NOTHING or stated is None else writer.pieces(stated)


_PART = ("own_cost", "shared_cost", "cost", "benefit", "net", "roi")


def _parts(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.parts
    if not stated:
        return ()
    rows = [_row(writer, (writer.words(one.title or one.id),), f"part.{one.id}", _PART) for one in stated]
    if has(writer, "parts.shared_cost", "parts.joint_benefit"):
        rows.append(_joint(writer))
    heads = columns(
        writer,
        "Part",
        Numbers("Own costs"),
        Numbers("Share of joint costs"),
        Numbers("Costs"),
        Numbers("Benefit"),
        Numbers("Net benefit"),
        Numbers("ROI"),
    )
    note = writer.say(
        "A benefit that the parts brought about together has one attribution and counts once, in the whole only, so "
        "the parts need not add up to it."
    )
    return (Table(writer.plain("The parts of the programme"), heads, tuple(rows), (*note, " ", *grade_note(writer))),)


def _joint(writer: Writer) -> Row:
    """Show what belongs to all parts together: the cost that was shared out, and the benefit that cannot be."""
    shared, benefit = writer.figure("parts.shared_cost"), writer.figure("parts.joint_benefit")
    joint = (NOTHING, shared, NOTHING, benefit, NOTHING, NOTHING)
    return Row((cell(writer.say("Of all parts together")), *map(cell, joint)), "total")


# --- scale -----------------------------------------------------------------------------------------------------------


def _scale_up(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.scale_up
    if stated is None:
        return ()
    ids = tuple(id for id in writer.evaluation.steps if id.startswith("scale_up."))
    facts = tuple(
        Fact(writer.translator.text(writer.evaluation.steps[id].line.title), writer.figure(id), writer.why_missing(id))
        for id in ids
    )
    why = (Fact(writer.plain("Why this may be expected"), writer.pieces(stated.why)),) if stated.why else ()
    forecast = Mark(writer.plain("forecast"), "badge forecast")
    told = writer.say(
        "What it would cost and bring when everybody takes part. Nothing of this was measured, and none of it counts "
        "in the result above."
    )
    head = Heading((*writer.say("From pilot to everybody"), " ", forecast))
    return (head, Paragraph(told), Facts((*facts, *why)))


# --- forecast against actual -----------------------------------------------------------------------------------------

_FORECAST: tuple[tuple[str, Text], ...] = (
    ("total_benefit", Text("Total benefit")),
    ("total_cost", Text("Total cost")),
    ("roi", Text("ROI")),
)


def _forecasts(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.earlier_forecast
    measures = tuple(one for one in writer.evaluation.kpis if has(writer, f"kpi.{one.kpi.id}.forecast_error"))
    rows = [*(_stated(writer, stated) if stated else ()), *(_measure(writer, one) for one in measures)]
    if not rows:
        return ()
    heads = columns(writer, "Figure", Numbers("Forecast"), Numbers("Actual"), Numbers("Off by"))
    made = writer.say("Forecast of {day}.", day=stated.made_on) if stated and stated.made_on else ()
    said = writer.say("The forecast stays as it was made; actual less forecast is how far it was off.")
    note = dotted(said, made, writer.pieces(stated.source) if stated else ())
    table = Table(writer.plain("What was expected, and what came"), heads, tuple(rows), note)
    pairs = (*_stated_pairs(writer, stated), *_measure_pairs(writer, measures))
    drawn = forecast_chart(writer, pairs, table)
    return (Heading(writer.say("Forecast against actual")), *((drawn,) if drawn else ()), table)


def _stated_pairs(writer: Writer, stated: EarlierForecast | None) -> Iterator[Expected]:
    for name, title in _FORECAST if stated else ():
        pair = expected(writer, writer.say(title), f"forecast.{name}", f"result.{name}")
        if pair:
            yield pair


def _measure_pairs(writer: Writer, measures: tuple[KpiResult, ...]) -> Iterator[Expected]:
    for one in measures:
        base = f"kpi.{one.kpi.id}"
        pair = expected(writer, (writer.words(one.kpi.title),), f"{base}.forecast", f"{base}.actual")
        if pair:
            yield pair


def _stated(writer: Writer, stated: EarlierForecast) -> Iterator[Row]:
    for name, title in _FORECAST:
        given: Given | None = getattr(stated, name)
        if given is not None:
            expected = writer.figure(f"forecast.{name}")
            shown = expected if expected != NOTHING else writer.pieces(given.quantity)
            actual, error = writer.figure(f"result.{name}"), writer.figure(f"forecast_error.{name}")
            yield Row((cell(writer.say(title)), cell(shown), cell(actual), cell(error)))


def _measure(writer: Writer, one: KpiResult) -> Row:
    figures = (cell(writer.figure(f"kpi.{one.kpi.id}.{name}")) for name in ("forecast", "actual", "forecast_error"))
    return Row((cell((writer.words(one.kpi.title),)), *figures))
