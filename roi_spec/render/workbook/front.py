"""The first two sheets: what came out, and how to read and check this workbook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text
from roi_spec.model.workbook import EMPTY, Cell, Look, Sheet
from roi_spec.render.workbook.fill import Filler
from roi_spec.render.workbook.scales import in_cell, unit_of_step
from roi_spec.render.workbook.working import unit_words

_Row = tuple[Cell, ...]

HEADLINES = (
    "result.roi",
    "result.bcr",
    "result.net_benefit",
    "result.total_benefit",
    "result.total_cost",
    "result.payback",
    "result.target_roi",
)
_CASES = {BASE: Text("Base"), CONSERVATIVE: Text("Conservative"), OPTIMISTIC: Text("Optimistic")}
_PERCENTILES = (
    ("p10", Text("10 % of the draws are below")),
    ("p50", Text("Half of the draws are below")),
    ("p90", Text("90 % of the draws are below")),
)
_CHANCES = (
    ("above_zero", Text("Chance that the ROI is above zero")),
    ("above_target", Text("Chance that the ROI reaches the target")),
    ("pays_back", Text("Chance that the costs are earned back")),
)
_SAMPLE = Fraction(1234)
_LEGEND: tuple[tuple[Look, Text], ...] = (
    ("input", Text("An input that somebody stated. Type another value, and everything that rests on it follows.")),
    ("measured", Text("A number that statistics found in data: given, because a sheet cannot compute it.")),
    ("formula", Text("A formula. It is protected, without a password, so that it is not lost by accident.")),
    ("figure", Text("A number that is given because what it rests on is not in this workbook.")),
    ("missing", Text("No value, and the reason why.")),
)


def summary_sheet(filler: Filler, title: str) -> Sheet:
    """Give the headline figures in every case, what each KPI contributes, and what the simulation gave."""
    rows = [*_heading(filler), *_headlines(filler), *_contributions(filler), *_grounds(filler), *_simulated(filler)]
    return Sheet(title, (46, 18, 18, 18, 18, 60), (*rows, (), *_legend(filler)), frozen=(0, 1))


def _heading(filler: Filler) -> Iterator[_Row]:
    programme, context = filler.evaluation.programme, filler.writer.context
    yield (Cell(programme.title, "title"),)
    kinds = {
        "benefit_claim": Text("A claim of benefit: no costs are stated, so there is no ROI."),
        "cost_only": Text("Costs alone: no benefit is counted in money."),
        "no_money": Text("Nothing here is counted in money."),
    }
    lead = kinds.get(filler.evaluation.kind, Text("The result, what it rests on, and every step on the way to it."))
    yield (Cell(" · ".join(filter(None, (context.organisation, filler.writer.translator.text(lead)))), "lead"),)
    yield ()


def _headlines(filler: Filler) -> Iterator[_Row]:
    tell, cases = filler.writer.translator, (BASE, *filler.cases.sides)
    heads = (Text("Result"), Text("Unit"), *(_CASES[one] for one in cases))
    yield tuple(Cell(tell.text(one), "head") for one in heads)
    for id in HEADLINES:
        step = filler.evaluation.step(id)
        if step is not None:
            unit = Cell(unit_words(filler, unit_of_step(step)), "small")
            yield (
                Cell(tell.text(step.line.title), "label"),
                unit,
                *(filler.linked(id, one, "result") for one in cases),
            )
    yield ()


def _contributions(filler: Filler) -> Iterator[_Row]:
    tell, kpis = filler.writer.translator, [one for one in filler.evaluation.kpis if one.benefit]
    if not kpis:
        return
    heads = (Text("KPI that was converted"), Text("Counted"), Text("Benefit"), Text("Effect"), Text("Unit"))
    yield tuple(Cell(tell.text(one), "head") for one in heads)
    for one in kpis:
        assert one.benefit is not None
        effect = (filler.linked(one.effect), _unit(filler, one.effect)) if one.effect else (EMPTY, EMPTY)
        counted = Cell(tell.value(one.counted), "small")
        why = Cell(tell.text(one.why_not), "small") if one.why_not else EMPTY
        yield (Cell(one.kpi.title, "plain"), counted, filler.linked(one.benefit), *effect, why)
    yield ()


def _unit(filler: Filler, id: str) -> Cell:
    return Cell(unit_words(filler, unit_of_step(filler.evaluation.steps[id])), "small")


def _grounds(filler: Filler) -> Iterator[_Row]:
    tell, found = filler.writer.translator, filler.evaluation
    meaning = GRADES.get(found.grade)
    said = tell.text(meaning) if meaning is not None else ""
    yield (Cell(tell.text(text("Grade of the evidence")), "label"), Cell(found.grade, "label"), Cell(said, "lead"))
    yield (EMPTY, EMPTY, Cell(tell.text(found.grade_reason), "lead"))
    yield ()


def _simulated(filler: Filler) -> Iterator[_Row]:
    """Give what the simulation found: numbers that a sheet cannot draw by itself."""
    drawn, tell = filler.evaluation.simulation, filler.writer.translator
    if drawn is None or drawn.measure not in drawn.measures:
        return
    step = filler.evaluation.steps[drawn.measure]
    remark = tell.text(
        text("Drawn {draws} times by the tool. A sheet cannot do this, so it does not follow.", draws=drawn.draws)
    )
    yield (Cell(tell.text(text("Simulation: {measure}", measure=step.line.title)), "head"), Cell("", "head"))
    for field, words in _PERCENTILES:
        percentile = getattr(drawn.measures[drawn.measure], field)
        yield (Cell(tell.text(words), "plain"), _given(filler, percentile, remark))
    for field, words in _CHANCES:
        share = getattr(drawn, field)
        if share is not None:
            yield (Cell(tell.text(words), "plain"), Cell(share, "figure", "0.0%", remark=remark))


def _given(filler: Filler, value: Quantity, remark: str) -> Cell:
    number = in_cell(value, value.unit)
    return Cell(number, "figure", filler.notation.of(value.unit, number, stated=False), remark=remark)


def _legend(filler: Filler) -> Iterator[_Row]:
    tell = filler.writer.translator
    yield (Cell(tell.text(text("What the colours mean")), "heading"),)
    for look, words in _LEGEND:
        yield (Cell(_SAMPLE if look != "missing" else "–", look, "#,##0"), Cell(tell.text(words), "lead"))


# --- read me ---------------------------------------------------------------------------------------------------------

_HOW = (
    Text("Every step of the working is one cell with a name. Formulas use these names, so they can be read."),
    Text(
        "The sheets compute everything again in your own program: the numbers stand here as the tool found them, and a "
        "recalculation gives the same ones."
    ),
    Text(
        "A name in front of a dot says which case a cell belongs to: conservative.result.roi is the ROI of the "
        "conservative case, low.assumption.x the low end of an assumption, why.result.roi the words for want of a "
        "value."
    ),
    Text(
        "A cell holds the number in the unit beside it; a percentage is the share itself, so 60.0% is 0.6. Where units "
        "differ, a formula converts: by 12 between months and years, 60 between minutes and hours, 7 between days and "
        "weeks."
    ),
    Text(
        "Which end of a range goes into the conservative and the optimistic case was found by the tool; the sheet with "
        "the scenarios tells. The cells follow what you type, the choice of the ends does not."
    ),
    Text("What statistics or a simulation found in data cannot be computed by a sheet. It is marked, with a remark."),
    Text(
        "To prove this file: roi-spec verify FILE. It reads the receipt on the last sheet, computes every number again "
        "and names each cell that differs."
    ),
)


def about_sheet(filler: Filler, title: str) -> Sheet:
    """Give how to read the workbook, and from what it was made."""
    tell, context = filler.writer.translator, filler.writer.context
    rows: list[_Row] = [(Cell(title, "title"),), ()]
    rows += [(Cell(str(number), "label"), Cell(tell.text(one), "plain")) for number, one in enumerate(_HOW, start=1)]
    rows += [(), (Cell(tell.text(text("Made from")), "heading"),)]
    made = (
        (Text("Programme"), filler.evaluation.programme.id),
        (Text("Tool"), f"roi-spec {context.version}"),
        (Text("Revision"), context.commit),
        (Text("Data as of"), tell.date(context.as_of) if context.as_of else ""),
        (Text("Receipt, SHA-256"), context.digest),
    )
    rows += [(Cell(tell.text(words), "plain"), Cell(value, "code")) for words, value in made if value]
    rows += [(Cell(path, "plain"), Cell(f"SHA-256 {digest}", "code")) for path, digest in _files(filler)]
    return Sheet(title, (36, 110), tuple(rows))


def _files(filler: Filler) -> list[tuple[str, str]]:
    """Give every file that the figures rest on, with its digest."""
    tables = ((one.path, one.digest) for one in filler.evaluation.tables)
    return sorted(dict((*filler.writer.context.digests, *tables)).items())
