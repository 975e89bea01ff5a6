"""The report on plan, actual and forecast as text, as Markdown, as a list for a spreadsheet, and as data.

Where a figure is missing the report gives the reason; it never shows a zero for what nobody stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction

from roi_spec.i18n import Translator
from roi_spec.model.coverage import LevelCoverage
from roi_spec.model.quantity import Missing, exact_text
from roi_spec.model.text import Text, text
from roi_spec.render.figures import LEVEL_NAMES
from roi_spec.render.plain import no_order, one_line
from roi_spec.render.registers.duties import as_it_is
from roi_spec.render.registers.grid import Column, Grid, Value
from roi_spec.render.registers.measures import EFFECTIVENESS, EFFICIENCY, OUTCOME, TYPES, Held, Measured
from roi_spec.render.registers.report import Entry, Report
from roi_spec.render.registers.values import quantity_object
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.site_coverage import STANDS
from roi_spec.render.site_words import STATUS
from roi_spec.render.spreadsheet import unit_words

TYPE_WORDS: dict[str, Text] = {
    EFFICIENCY: text("Efficiency"),
    EFFECTIVENESS: text("Effectiveness"),
    OUTCOME: text("Outcomes"),
}
TITLE = text("Plan, actual and forecast")
CUSTOM = text("How far programmes are evaluated")


def shown(held: Held, against: Held, translator: Translator) -> str:
    """Write a figure, or the reason why there is none; a result in percent stays on its own side of its plan."""
    quantity = held.quantity
    if quantity is None:
        return translator.value(held.value)
    is_result = quantity.unit.is_share and held.step.startswith("result.")
    return translator.quantity(quantity, telling_decimals(quantity, (against.quantity,)) if is_result else None)


def name(measured: Measured, translator: Translator) -> str:
    """Give the title of a measure with its level: `3 Application: Files in which the checklist was used`."""
    word = translator.text(LEVEL_NAMES[measured.level])
    title = translator.text(measured.words) if measured.words else one_line(measured.title)
    return f"{int(measured.level)} {word}" if title == word else f"{int(measured.level)} {word}: {title}"


def beside_plan(measured: Measured, translator: Translator) -> str:
    """Say how the actual stands beside the plan: its share, which way is better, and whether the plan was reached."""
    if measured.share is None:
        return ""
    said = [translator.text(text("{share} of the plan", share=translator.percent(measured.share)))]
    if measured.better == "lower":
        said.append(translator.text(text("lower is better")))
    if measured.standing in ("met", "not_met"):
        said.append(translator.text(STATUS[measured.standing]))
    return ", ".join(said)


def scope(report: Report, translator: Translator) -> tuple[str, ...]:
    """Say what the report is about, and which programmes are not in it for want of a day."""
    count, period = len(report.programmes), report.period
    if period is None:
        first = text("Programmes, of every period: {n}.", n=count)
    else:
        first = text("Programmes from {first} to {last}: {n}.", first=period.first, last=period.last, n=count)
    said = [translator.text(first)]
    if report.undated:
        ids = ", ".join(one.id for one in report.undated)
        said.append(translator.text(text("Left out, because no day was stated: {ids}.", ids=ids)))
    return tuple(said)


# --- to read ---------------------------------------------------------------------------------------------------------


def as_text(report: Report, translator: Translator) -> str:
    """Give the report for a terminal."""
    rows = [*scope(report, translator), ""]
    for kind in TYPES:
        rows += [translator.text(TYPE_WORDS[kind]), *_text_rows(report.of_type(kind), translator), ""]
    if report.coverage:
        rows += [translator.text(CUSTOM), *(f"  {one}" for one in _covered(report.coverage, translator)), ""]
    return "\n".join(no_order(row) for row in rows)


def _text_rows(entries: Sequence[Entry], translator: Translator) -> Iterator[str]:
    if not entries:
        yield f"  {translator.text(text('No measures of this type.'))}"
    before = ""
    for one in entries:
        if one.programme.id != before:
            before = one.programme.id
            yield f"  {one_line(one.programme.title)}"
        yield f"    {name(one.measured, translator)}"
        yield f"      {_figures(one.measured, translator)}"


def _figures(measured: Measured, translator: Translator) -> str:
    beside = beside_plan(measured, translator)
    parts = (
        (text("Plan"), shown(measured.plan, measured.actual, translator)),
        (text("Actual"), shown(measured.actual, measured.plan, translator) + (f" ({beside})" if beside else "")),
        (text("Forecast"), shown(measured.forecast, measured.plan, translator)),
    )
    return " · ".join(f"{translator.text(word)}: {said}" for word, said in parts)


def _covered(coverage: Sequence[LevelCoverage], translator: Translator) -> Iterator[str]:
    for one in coverage:
        level = f"{int(one.level)} {translator.text(LEVEL_NAMES[one.level])}"
        said = text(
            "{level}: {here} ({n} of {all} programmes), customary {usual}, {stands}",
            level=level,
            here=translator.percent(one.share, 0),
            n=one.reached,
            all=one.programmes,
            usual=usual(one, translator),
            stands=STANDS[one.stands],
        )
        yield translator.text(said)


def usual(one: LevelCoverage, translator: Translator) -> str:
    """Write the customary share of a level, as a stretch where it is one."""
    low, high = translator.percent(one.low, 0), translator.percent(one.high, 0)
    return low if one.low == one.high else f"{low} – {high}"


def as_markdown(report: Report, translator: Translator) -> str:
    """Give the report for a wiki or an issue; text of authors shows as it is."""
    rows = [f"## {translator.text(TITLE)}", "", *(as_it_is(one) for one in scope(report, translator)), ""]
    heads = [translator.text(one) for one in (*_WHO, *_WHAT, text("Beside the plan"))]
    for kind in TYPES:
        rows += [f"### {translator.text(TYPE_WORDS[kind])}", ""]
        entries = report.of_type(kind)
        if entries:
            rows += [_markdown_row(heads), _markdown_row(["---"] * len(heads))]
            rows += [_markdown_row([as_it_is(cell) for cell in _cells(one, translator)]) for one in entries]
        else:
            rows.append(translator.text(text("No measures of this type.")))
        rows.append("")
    if report.coverage:
        covered = (f"- {as_it_is(one)}" for one in _covered(report.coverage, translator))
        rows += [f"### {translator.text(CUSTOM)}", "", *covered, ""]
    return "\n".join(rows)


_WHO = (text("Programme"), text("Measure"))
_WHAT = (text("Before"), text("Plan"), text("Actual"), text("Forecast"))


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(one: Entry, translator: Translator) -> tuple[str, ...]:
    measured = one.measured
    figures = (
        shown(measured.before, measured.plan, translator),
        shown(measured.plan, measured.actual, translator),
        shown(measured.actual, measured.plan, translator),
        shown(measured.forecast, measured.plan, translator),
    )
    return one.programme.title, name(measured, translator), *figures, beside_plan(measured, translator)


# --- for a spreadsheet -----------------------------------------------------------------------------------------------

_COLUMNS = (
    Column(text("Type")),
    Column(text("Programme"), 36),
    Column(text("Id")),
    Column(text("Level")),
    Column(text("Measure"), 44),
    *(Column(one) for one in _WHAT),
    Column(text("Unit"), 18),
    Column(text("Actual as share of the plan")),
    Column(text("Status")),
    Column(text("Missing"), 44),
)


def as_grid(report: Report, translator: Translator) -> Grid:
    """Give the report as a list: one measure a row, a column that says what is missing and why, no zero for it."""
    rows = tuple(tuple(_row(one, translator)) for one in report.entries)
    return Grid(TITLE, TITLE, _COLUMNS, rows)


def _row(one: Entry, translator: Translator) -> Iterator[Value]:
    measured = one.measured
    held = (measured.before, measured.plan, measured.actual, measured.forecast)
    unit = next((each.quantity.unit for each in held if each.quantity), None)
    yield translator.text(TYPE_WORDS[measured.type])
    yield one.programme.title
    yield measured.id
    yield Fraction(int(measured.level))
    yield translator.text(measured.words) if measured.words else measured.title
    yield from (each.quantity.base / unit.factor if each.quantity and unit else None for each in held)
    yield unit_words(str(unit), translator) if unit else ""
    yield measured.share
    yield translator.text(STATUS[measured.standing]) if measured.standing else ""
    yield "; ".join(_missing(held, translator))


def _missing(held: Sequence[Held], translator: Translator) -> Iterator[str]:
    for head, one in zip(_WHAT, held, strict=True):
        if isinstance(one.value, Missing):
            yield f"{translator.text(head)}: {translator.value(one.value)}"


# --- for programs ----------------------------------------------------------------------------------------------------


def as_json(report: Report, translator: Translator) -> bytes:
    """Give the report as data: every number exact, as text, with its unit; what is missing has its reason."""
    period = report.period
    made = {
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()} if period else None,
        "programmes": [one.id for one in report.programmes],
        "undated": [one.id for one in report.undated],
        "measures": [_object(one, translator) for one in report.entries],
        "coverage": [_coverage_object(one) for one in report.coverage],
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _object(one: Entry, translator: Translator) -> dict[str, object]:
    measured = one.measured
    held = {"before": measured.before, "plan": measured.plan, "actual": measured.actual, "forecast": measured.forecast}
    return {
        "type": measured.type,
        "programme": one.programme.id,
        "id": measured.id,
        "level": int(measured.level),
        "title": translator.text(measured.words) if measured.words else measured.title,
        "better": measured.better,
        **{word: _held_object(each, translator) for word, each in held.items()},
        "share_of_plan": exact_text(measured.share) if measured.share is not None else None,
        "standing": measured.standing or None,
    }


def _held_object(held: Held, translator: Translator) -> dict[str, str]:
    known = quantity_object(held.quantity)
    return {**known, "step": held.step} if known else {"missing": translator.value(held.value)}


def _coverage_object(one: LevelCoverage) -> dict[str, object]:
    return {
        "level": int(one.level),
        "programmes": one.programmes,
        "reached": one.reached,
        "customary": [exact_text(one.low), exact_text(one.high)],
        "stands": one.stands,
    }
