"""The chapters about money: costs, results, and figures that were published elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, CostResult, Swing
from roi_spec.model.handbook import Block, Column, Heading, Paragraph, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.spec import Given
from roi_spec.model.text import Text
from roi_spec.model.vocabulary import COST_CATEGORIES, COST_GROUPS
from roi_spec.render.assemble_remarks import grade_note, is_paid_back_late, missing_costs
from roi_spec.render.assemble_simulation import break_evens
from roi_spec.render.blocks import Numbers, cell, columns, dotted
from roi_spec.render.charts_tornado import tornado
from roi_spec.render.charts_waterfall import waterfall
from roi_spec.render.figures import result_figure
from roi_spec.render.formulas import formula
from roi_spec.render.trace import KINDS
from roi_spec.render.writer import NOTHING, Writer

MOST_BARS = 8


def costs(writer: Writer) -> tuple[Block, ...]:
    """Show the costs and how complete they are, line by line under their category, and by the three groups."""
    if not writer.evaluation.costs:
        return (Paragraph(writer.say("No costs were stated, so no ROI can be computed.")),)
    missing = missing_costs(writer)
    told = writer.say(_STATED.msgid, missing=missing) if missing else writer.say(_LOADED)
    return (Paragraph(told), _cost_table(writer), *_proration(writer), _cost_groups(writer))


_LOADED = Text(
    "Fully loaded: besides the bill of a supplier also the time of the participants, development, overhead and "
    "evaluation."
)
_STATED = Text("Cost as stated, not fully loaded. Missing: {missing}.")


def _cost_table(writer: Writer) -> Table:
    rows: list[Row] = []
    for category in COST_CATEGORIES.values():
        lines = [one for one in writer.evaluation.costs if one.cost.category == category.id]
        if lines:
            rows.append(
                Row(
                    (
                        cell(writer.say(category.title)),
                        cell(("",)),
                        cell(("",)),
                        cell(writer.figure(f"costs.category.{category.id}")),
                    ),
                    "group",
                )
            )
            rows += [_cost_row(writer, one) for one in lines]
    total = cell(writer.figure("result.total_cost"))
    rows.append(Row((cell(writer.say("Total cost")), cell(("",)), cell(("",)), total), "total"))
    return Table(
        writer.plain("Costs by category"), columns(writer, "Cost", "Status", "Source", Numbers("Amount")), tuple(rows)
    )


def _cost_row(writer: Writer, one: CostResult) -> Row:
    cost = one.cost
    status = writer.say(KINDS[cost.status]) if cost.status in KINDS else NOTHING
    note = writer.pieces(cost.why_zero) or writer.pieces(cost.note)
    under = dotted(writer.pieces(cost.owner), writer.pieces(cost.date) if cost.date else ())
    return Row(
        (
            cell((writer.words(cost.title),), note),
            cell(status),
            cell(writer.pieces(cost.source), under),
            cell(writer.figure(one.charged)),
        )
    )


def _proration(writer: Writer) -> tuple[Block, ...]:
    shared = tuple(one for one in writer.evaluation.costs if one.cost.prorate)
    if not shared:
        return ()
    rows = tuple(_prorated(writer, one) for one in shared)
    heads = columns(
        writer, "Cost", Numbers("Whole cost"), Numbers("This run"), Numbers("Whole life"), Numbers("Carried here")
    )
    return (Table(writer.plain("Costs that serve more than this run"), heads, rows),)


def _prorated(writer: Writer, one: CostResult) -> Row:
    names = ("whole", "this_run", "lifetime")
    why = writer.pieces(one.cost.prorate.why) if one.cost.prorate else ()
    figures = (cell(writer.figure(f"{one.charged}.{name}")) for name in names)
    return Row((cell((writer.words(one.cost.title),), why), *figures, cell(writer.figure(one.charged))))


def _cost_groups(writer: Writer) -> Table:
    rows = [
        Row((cell(writer.say(title)), cell(writer.figure(f"costs.group.{group}"))))
        for group, title in COST_GROUPS.items()
        if writer.evaluation.step(f"costs.group.{group}")
    ]
    rows.append(Row((cell(writer.say("Total cost")), cell(writer.figure("result.total_cost"))), "total"))
    return Table(
        writer.plain("The same costs as direct, indirect and development"),
        columns(writer, "Group", Numbers("Amount")),
        tuple(rows),
        is_narrow=True,
    )


# --- results ---------------------------------------------------------------------------------------------------------

_RESULTS = (
    "result.total_benefit",
    "result.total_cost",
    "result.net_benefit",
    "result.bcr",
    "result.roi",
    "result.payback",
    "result.payback_with_lag",
    "result.break_even_attribution",
    "result.cost_per_person",
    "result.benefit_per_person",
    "result.net_per_person",
)


def results(writer: Writer) -> tuple[Block, ...]:
    """Show the results in three cases, the formulas, what drives them, and where the ROI would be zero."""
    found = writer.evaluation
    if found.kind == "no_money":
        return (
            Paragraph(
                writer.say(
                    "This study counts no money: there are neither costs nor benefits to set against each other."
                )
            ),
        )
    drawn = waterfall(writer)
    blocks: list[Block] = [_cases(writer), *((drawn,) if drawn else ()), *_formulas(writer)]
    blocks += _break_even(writer)
    blocks += break_evens(writer)
    blocks += _swings(writer)
    return tuple(blocks)


def _cases(writer: Writer) -> Table:
    rows = tuple(_case_row(writer, id) for id in _RESULTS if isinstance(writer.evaluation.value(id), Quantity))
    note = writer.say(
        "Conservative: every stated range at the end that hurts. Optimistic: at the end that helps. Not "
        "every range need be off to the same side at once, so the truth probably lies well inside."
    )
    if not writer.evaluation.has_range:
        note = writer.say("No ranges were stated, so the three cases are the same.")
    heads = columns(writer, "Result", Numbers("Conservative"), Numbers("Base"), Numbers("Optimistic"))
    graded = (" ", *grade_note(writer)) if writer.evaluation.kind == "roi" else ()
    return Table(writer.plain("Results in three cases"), heads, rows, (*note, *graded))


def _case_row(writer: Writer, id: str) -> Row:
    step = writer.evaluation.steps[id]
    figures = tuple(
        cell(result_figure(writer, id, case), _beyond_window(writer, id, case))
        for case in (CONSERVATIVE, BASE, OPTIMISTIC)
    )
    style = "strong" if id in ("result.roi", "result.bcr") else ""
    return Row(
        (cell(writer.say(step.line.title), writer.say(step.line.note) if step.line.note else ()), *figures), style
    )


def _beyond_window(writer: Writer, step: str, case: str) -> Sentence:
    return writer.say(_LATE) if step == "result.payback" and is_paid_back_late(writer, case) else ()


_LATE = Text("longer than the benefits are counted")


def _formulas(writer: Writer) -> tuple[Block, ...]:
    ids = ("result.net_benefit", "result.bcr", "result.roi", "result.payback")
    steps = (writer.evaluation.step(id) for id in ids)
    drawn = tuple(
        one
        for step in steps
        if step is not None and isinstance(step.value, Quantity) and (one := formula(writer, step))
    )
    return (Heading(writer.say("How these figures are computed")), *drawn) if drawn else ()


def _break_even(writer: Writer) -> tuple[Block, ...]:
    found = writer.evaluation
    rows = tuple(
        Row(
            (
                cell((writer.words(one.kpi.title),)),
                cell(writer.figure(one.effect or "")),
                cell(writer.figure(one.break_even_effect)),
            )
        )
        for one in found.kpis
        if one.break_even_effect and isinstance(found.value(one.break_even_effect), Quantity)
    )
    if not rows:
        return ()
    blocks: list[Block] = [Heading(writer.say("When the ROI is zero"))]
    share = found.quantity("result.break_even_attribution")
    if share is not None:
        said = _NEVER if share.base < 0 else _TOO_MUCH if share.base > 1 else _SHARE
        blocks.append(Paragraph(writer.say(said.msgid, share=result_figure(writer, "result.break_even_attribution"))))
    heads = columns(writer, "Measure", Numbers("Effect that counts"), Numbers("Effect at an ROI of zero"))
    blocks.append(Table(writer.plain("Break-even effect, the rest staying the same"), heads, rows))
    return tuple(blocks)


_SHARE = Text("The ROI is zero when {share} of the whole observed change is due to the programme.")
_TOO_MUCH = Text(
    "Even if the whole observed change were due to the programme, its value would not cover the costs: that would take "
    "{share} of the change."
)
_NEVER = Text("The observed change itself costs money, so no share of it can cover the costs ({share}).")


def _swings(writer: Writer) -> tuple[Block, ...]:
    swings = writer.evaluation.swings
    if not swings:
        return ()
    head = Heading(writer.say("What the result is most sensitive to"), "sensitivity")
    measure = writer.evaluation.steps[swings[0].measure].line.title
    heads = (
        *columns(writer, "Driver", "Tried between"),
        Column(writer.plain("{measure}, worse end", measure=measure), is_number=True),
        Column(writer.plain("{measure}, better end", measure=measure), is_number=True),
    )
    table = Table(
        writer.plain("One driver at a time, the rest at base"), heads, tuple(_swing(writer, one) for one in swings)
    )
    drawn = tornado(writer, swings[:MOST_BARS], table)
    return (head, *((drawn,) if drawn else ()), table)


def _swing(writer: Writer, one: Swing) -> Row:
    tried = writer.say("the stated range") if one.stated else writer.say("ten percent lower and higher")
    worse = writer.swing(one.measure, one.worse, f"worse:{one.driver}")
    better = writer.swing(one.measure, one.better, f"better:{one.driver}")
    return Row((cell(writer.say(one.title)), cell(tried), cell(worse), cell(better)))


# --- figures published elsewhere -------------------------------------------------------------------------------------

_DECLARED: tuple[tuple[str, str, Text], ...] = (
    ("total_benefit", "result.total_benefit", Text("Total benefit")),
    ("total_cost", "result.total_cost", Text("Total cost")),
    ("net_benefit", "result.net_benefit", Text("Net benefit")),
    ("bcr", "result.bcr", Text("Benefit-cost ratio (BCR)")),
    ("roi", "result.roi", Text("ROI")),
    ("payback", "result.payback", Text("Payback period")),
)


def declared(writer: Writer) -> tuple[Block, ...]:
    """Hold published figures against the recomputed ones."""
    stated = writer.evaluation.programme.declared
    if stated is None:
        return ()
    rows = [_declared_row(writer, one) for one in published(writer)]
    blocks: list[Block] = []
    if stated.sentence:
        blocks.append(Paragraph(("“", writer.words(stated.sentence), "”"), "quote"))
    if stated.source:
        blocks.append(Paragraph(writer.say("Source: {source}.", source=stated.source), "quiet"))
    heads = columns(writer, "Figure", Numbers("As published"), Numbers("Recomputed"), "Same?")
    blocks.append(Table(writer.plain("Published and recomputed"), heads, tuple(rows)))
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure, and the step that it is held against."""

    title: Text
    given: Given
    step: str
    same: bool | None
    """Whether both agree; None: it cannot be recomputed."""


def published(writer: Writer) -> tuple[Published, ...]:
    """Give every figure that was published elsewhere with what became of it."""
    stated = writer.evaluation.programme.declared
    if stated is None:
        return ()
    totals = tuple((title, getattr(stated, name), step) for name, step, title in _DECLARED)
    back = stated.back_per_unit
    per_unit = ((_PER_UNIT, back, _back_step(writer, back, stated.back_per_unit_is)),) if back is not None else ()
    return tuple(_held_against(writer, *one) for one in (*totals, *per_unit) if one[1] is not None)


_PER_UNIT = Text("Back per unit of money spent")


def _held_against(writer: Writer, title: Text, given: Given, step: str) -> Published:
    with_lag = f"{step}_with_lag"
    if step == "result.payback" and not _agrees(writer, given, step) and _agrees(writer, given, with_lag):
        step, title = with_lag, writer.evaluation.steps[with_lag].line.title
    return Published(title, given, step, _agrees(writer, given, step))


def recomputed(writer: Writer, one: Published) -> Sentence:
    """Give what a published figure comes to here."""
    is_per_unit = one.step.startswith("result.back_per_unit")
    return writer.amount(one.step) if is_per_unit else writer.figure(one.step)


def _back_step(writer: Writer, given: Given, kind: str) -> str:
    """Give what an amount per unit is held against: what it is said to be, else the net one where that agrees."""
    net, gross = "result.back_per_unit_net", "result.back_per_unit_gross"
    return net if kind == "net" or (not kind and _agrees(writer, given, net)) else gross


def _declared_row(writer: Writer, one: Published) -> Row:
    outcome = writer.plain("cannot be recomputed" if one.same is None else "yes" if one.same else "no")
    missing = () if one.step.startswith("result.back_per_unit") else writer.why_missing(one.step)
    return Row(
        (
            cell(writer.say(one.title)),
            cell((writer.words(one.given.written),)),
            cell(recomputed(writer, one), missing),
            cell((Mark(outcome),)),
        )
    )


def _agrees(writer: Writer, given: Given, step: str) -> bool | None:
    """Say whether a recomputed value rounds to what was published; None when there is none.

    Within half a unit of the last digit that was written, and in the same kind of unit, as the rules ROI102 to ROI108
    compare; an amount per unit of money is a plain number here and may be written in the currency of the programme.
    """
    value = writer.evaluation.quantity(step)
    if value is None:
        return None
    stated = given.quantity
    own = writer.evaluation.programme.currency
    is_per_unit = step.startswith("result.back_per_unit") and stated.unit.currency == own
    if stated.unit.dimensions != value.unit.dimensions and not is_per_unit:
        return False
    decimals = len(given.written.strip().partition(" ")[0].rstrip("%").partition(".")[2])
    return abs(stated.base - value.base) <= Fraction(1, 10**decimals) * stated.unit.factor / 2
