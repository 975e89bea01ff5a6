"""The chapter about uncertainty.

What was drawn, what came out, what the spread is made of, and at which value of an input the programme breaks even.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.model.charts import Drawing
from roi_spec.model.distribution import BOUNDS, P2_P97, Distribution
from roi_spec.model.evaluation import BreakEven, Simulation, Step
from roi_spec.model.handbook import Block, Fact, Facts, Heading, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.spec import StatedCorrelation
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.assemble_remarks import grade_note
from roi_spec.render.blocks import Numbers, cell, columns
from roi_spec.render.charts_histogram import Percentile, histogram
from roi_spec.render.figures import target_figure
from roi_spec.render.rounding import telling, telling_decimals
from roi_spec.render.trace import end_figure
from roi_spec.render.writer import NOTHING, Writer

ANCHOR = "#simulation"
"""Where a page tells about the simulation."""

MEASURES = ("result.roi", "result.net_benefit", "result.payback")
"""In the order of the table."""

PERCENTILES = ("p5", "p10", "p50", "p90", "p95")
MOST_CONTRIBUTIONS = 12
MOST_BREAK_EVENS = 12


def simulation(writer: Writer) -> tuple[Block, ...]:
    """Show the simulation whole; nothing when there was none."""
    found = writer.evaluation.simulation
    if found is None:
        return ()
    told = writer.say(
        "Every uncertain value was drawn many times, all together: in each draw costs and benefits move at the same "
        "time, and the results are computed again by the same formulas. What follows is how the results lie."
    )
    table = _percentiles(writer, found)
    drawn = _histogram(writer, found, table)
    return (
        Paragraph(told),
        table,
        Facts(_chances(writer, found)),
        *((drawn,) if drawn else ()),
        *_contributions(writer, found),
        *_inputs(writer),
        *_correlations(writer),
        Heading(writer.say("How it was drawn")),
        Facts(_settings(writer, found)),
    )


def _histogram(writer: Writer, found: Simulation, table: Table) -> Drawing | None:
    known, goal = found.measures.get(found.measure), writer.evaluation.quantity("result.target_roi")
    if known is None:
        return None
    percentiles = tuple(
        Percentile(name.upper(), getattr(known, name), drawn_figure(writer, found, found.measure, name))
        for name in ("p10", "p50", "p90")
    )
    is_roi = goal is not None and found.measure == "result.roi"
    target = (goal, writer.say("target {value}", value=target_figure(writer))) if goal is not None and is_roi else None
    return histogram(writer, found, percentiles, target, table)


# --- results ---------------------------------------------------------------------------------------------------------


def drawn_figure(writer: Writer, found: Simulation, measure: str, name: str, href: str = "") -> Sentence:
    """Give a percentile of a result, rounded so that an ROI stays on its own side of zero and of the target."""
    known = found.measures.get(measure)
    if known is None:
        return NOTHING
    value: Quantity = getattr(known, name)
    decimals = None
    if measure == "result.roi":
        decimals = telling_decimals(value, _bounds(writer), least=0)
    elif measure.startswith("result.payback"):
        decimals = 1
    return writer.reckoned(value, f"simulation:{measure}:{name}", href, decimals)


def _bounds(writer: Writer) -> tuple[Quantity | None, ...]:
    hurdle = writer.context.hurdle
    return (writer.evaluation.quantity("result.target_roi"), hurdle.quantity if hurdle else None)


def chance(writer: Writer, share: Fraction, name: str, href: str = "") -> Sentence:
    """Give a share of the draws in percent; what is not everything or nothing never reads as 0% or 100%.

    Nearer to these than a hundredth of a percent is a matter of a draw or two, so no digits are given for it.
    """
    if 0 < share < _LEAST:
        return writer.say("less than {share}", share=Quantity(_LEAST * 100, PERCENT))
    if 1 - _LEAST < share < 1:
        return writer.say("more than {share}", share=Quantity((1 - _LEAST) * 100, PERCENT))
    value = Quantity(share * 100, PERCENT)
    decimals = telling_decimals(value, (Quantity(Fraction(100), PERCENT),), least=0)
    return writer.reckoned(value, f"simulation:{name}", href, decimals)


_LEAST = Fraction(1, 10_000)


def _percentiles(writer: Writer, found: Simulation) -> Table:
    shown = [one for one in (*MEASURES, found.measure) if one in found.measures]
    rows = tuple(_measure(writer, found, one) for one in dict.fromkeys(shown))
    heads = columns(writer, "Result", Numbers("P5"), Numbers("P10"), Numbers("P50"), Numbers("P90"), Numbers("P95"))
    note = writer.say(
        "P10 is the value that one draw in ten stays below, P90 the one that nine in ten stay below; P50 is the middle."
    )
    return Table(writer.plain("Where the results lie"), heads, rows, (*note, *_graded(writer)))


def _graded(writer: Writer) -> Sentence:
    return (" ", *grade_note(writer)) if writer.evaluation.kind == "roi" else ()


def _measure(writer: Writer, found: Simulation, measure: str) -> Row:
    step = writer.evaluation.step(measure)
    title = writer.say(step.line.title) if step else (measure,)
    figures = (cell(drawn_figure(writer, found, measure, name)) for name in PERCENTILES)
    return Row((cell(title), *figures), "strong" if measure == found.measure else "")


def _chances(writer: Writer, found: Simulation) -> tuple[Fact, ...]:
    rows = (
        ("Chance of an ROI above zero", found.above_zero, "above_zero"),
        ("Chance of reaching the target", found.above_target, "above_target"),
        ("Chance that the costs are earned back, when benefits go on after the window", found.pays_back, "pays_back"),
    )
    return tuple(
        Fact(writer.plain(title), chance(writer, share, name)) for title, share, name in rows if share is not None
    )


# --- what it is made of ----------------------------------------------------------------------------------------------


def _contributions(writer: Writer, found: Simulation) -> tuple[Block, ...]:
    if not telling(found):
        return ()
    title = writer.evaluation.steps[found.measure].line.title
    rows = tuple(
        Row(
            (
                cell(writer.say(one.title)),
                cell(
                    writer.reckoned(
                        Quantity(one.share * 100, PERCENT), f"simulation:contribution.{one.driver}", decimals=0
                    )
                ),
            )
        )
        for one in telling(found)[:MOST_CONTRIBUTIONS]
    )
    note = writer.say(
        "The part of the spread that would go if this one value were known exactly. The parts need not add up to the "
        "whole: the rest is values working together."
    )
    heads = columns(writer, "Value", Numbers("Part of the spread"))
    caption = writer.plain("What the spread is made of: {measure}", measure=title)
    return (Heading(writer.say("Where the uncertainty comes from")), Table(caption, heads, rows, note, is_narrow=True))


def _inputs(writer: Writer) -> tuple[Block, ...]:
    """Show what was drawn, and how; rows of respondents as one group."""
    rows = tuple(_input(writer, one) for one in writer.evaluation.steps.values() if _is_drawn(one))
    groups = tuple(_group(writer, name, count) for name, count in _resampled(writer))
    if not rows and not groups:
        return ()
    heads = columns(writer, "Value", Numbers("Low"), Numbers("Base"), Numbers("High"), "How it was drawn")
    return (Table(writer.plain("Values that were drawn"), heads, (*rows, *groups)),)


def _is_drawn(step: Step) -> bool:
    line = step.line
    has_ends = isinstance(line.low, Quantity) or isinstance(line.high, Quantity)
    has_cases = line.distribution is not None and bool(line.distribution.cases)
    return (has_ends or has_cases) and not line.resampled


def _input(writer: Writer, step: Step) -> Row:
    return Row(
        (
            cell(writer.say(step.line.title)),
            cell(end_figure(writer, step, "low")),
            cell(writer.figure(step.id)),
            cell(end_figure(writer, step, "high")),
            cell(shape_words(writer, step.line.distribution)),
        )
    )


def _resampled(writer: Writer) -> Iterator[tuple[str, int]]:
    groups: dict[str, set[str]] = {}
    for step in writer.evaluation.steps.values():
        if step.line.resampled:
            row = step.id.removeprefix(f"{step.line.resampled}.respondent.").split(".")[0]
            groups.setdefault(step.line.resampled, set()).add(row)
    return ((name, len(rows)) for name, rows in groups.items())


def _group(writer: Writer, name: str, count: int) -> Row:
    kpi = next((one.kpi for one in writer.evaluation.kpis if name.split(".")[1:2] == [one.kpi.id]), None)
    said = _ANSWER if count == 1 else _ANSWERS
    title = writer.say(said.msgid, count=count, kpi=kpi.title if kpi else name)
    how = writer.say("people drawn with replacement, because others might have answered")
    return Row((cell(title), cell(NOTHING), cell(NOTHING), cell(NOTHING), cell(how)))


_ANSWER = Text("Answers of {count} person: {kpi}")
_ANSWERS = Text("Answers of {count} people: {kpi}")

_SHAPES: dict[str, Text] = {
    "split_normal": Text("bell-shaped, each half with its own width"),
    "normal": Text("bell-shaped (normal)"),
    "lognormal": Text("bell-shaped on a scale of proportions (lognormal)"),
    "triangular": Text("triangle with its top at the base"),
    "pert": Text("rounded hill with its top at the base (PERT)"),
    "uniform": Text("every value between the ends equally likely"),
    "discrete": Text("one of the stated cases, by weight"),
    "t": Text("bell-shaped with the tails of the estimate (Student)"),
}
_ENDS: dict[str, Text] = {
    BOUNDS: Text("nothing lies outside the ends"),
    P2_P97: Text("the ends are those of a 95% interval"),
}
_ENDS_READ = Text("the ends are read as 5th and 95th percentile")


def shape_words(writer: Writer, shape: Distribution | None) -> Sentence:
    """Say how a range is read: the form of the distribution and what its ends mean."""
    known = shape or Distribution()
    said = writer.say(_SHAPES[known.shape]) if known.shape in _SHAPES else (known.shape,)
    if known.shape == "discrete":
        return (*said, ": ", *_cases(writer, known)) if known.cases else said
    return (*said, "; ", *writer.say(_ENDS.get(known.ends, _ENDS_READ)))


def _cases(writer: Writer, shape: Distribution) -> Sentence:
    whole = sum((one.weight for one in shape.cases), Fraction(0)) or Fraction(1)
    return writer.listed(
        writer.say("{value} ({weight})", value=one.value, weight=Quantity(one.weight / whole * 100, PERCENT))
        for one in shape.cases
    )


def _correlations(writer: Writer) -> tuple[Block, ...]:
    stated = writer.evaluation.programme.uncertainty
    if stated is None or not stated.correlations:
        return ()
    rows = tuple(_correlation(writer, one) for one in stated.correlations)
    heads = columns(writer, "One value", "Other value", Numbers("Strength"), "Why")
    note = writer.say("Strength runs from minus one (opposite) over zero (independent) to one (together).")
    return (Table(writer.plain("Values that move together"), heads, rows, note),)


def _correlation(writer: Writer, one: StatedCorrelation) -> Row:
    names = (cell(_named(writer, name)) for name in one.between)
    return Row((*names, cell(writer.pieces(one.strength.quantity)), cell(writer.pieces(one.why))))


def _named(writer: Writer, name: str) -> Sentence:
    """Give the title of a value by the name that formulas use for it."""
    for id in (name, f"assumption.{name}"):
        step = writer.evaluation.step(id)
        if step is not None:
            return writer.say(step.line.title)
    return (writer.words(name),)


def _settings(writer: Writer, found: Simulation) -> tuple[Fact, ...]:
    # Precision is a share of the distance from P5 to P95: a tenth of a percent tells enough.
    reached = Quantity(found.reached * 100, PERCENT)
    return (
        Fact(writer.plain("Draws"), writer.reckoned(found.draws, "simulation:draws")),
        Fact(
            writer.plain("Precision reached"),
            writer.say(
                "{reached} of the distance from P5 to P95; asked was {wanted}",
                reached=writer.reckoned(reached, "simulation:reached", decimals=2),
                wanted=Quantity(found.wanted * 100, PERCENT),
            ),
            writer.say(
                "how far P5, P50 and P95 may still be off, with a certainty of {level}",
                level=Quantity(Fraction(95), PERCENT),
            ),
        ),
        Fact(writer.plain("Random numbers made from"), (Mark(found.seed, "code"),), writer.say(_SEED)),
    )


_SEED = Text(
    "from the id of the programme and that of each value, so that the same file gives the same draws, on any machine "
    "and in any order"
)


# --- break-even ------------------------------------------------------------------------------------------------------


def break_evens(writer: Writer) -> tuple[Block, ...]:
    """Show for the values that matter most where the ROI would be zero; nothing when none was tried."""
    found = writer.evaluation.break_evens[:MOST_BREAK_EVENS]
    if not found:
        return ()
    rows = tuple(_even(writer, one) for one in found)
    heads = columns(writer, "Value", Numbers("Base"), Numbers("Where the ROI is zero"))
    note = writer.say("One value at a time, the others at their base; the values that move the result most come first.")
    return (Table(writer.plain("Break-even of each value that matters"), heads, rows, note),)


def _even(writer: Writer, one: BreakEven) -> Row:
    base = writer.figure(one.id)
    if one.value is None:
        value, why = NOTHING, writer.say(one.reason) if one.reason else ()
    else:
        value, why = writer.reckoned(one.value, f"break_even:{one.id}"), ()
    shown = base if base != NOTHING else writer.reckoned(one.base, f"break_even:{one.id}.base")
    return Row((cell(writer.say(one.title)), cell(shown), cell(value, why)))
