"""The workbook of a programme: every step a cell with a name, live, in the reader's language, the same every time."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from roi_spec import building, pipeline
from roi_spec.evaluate.run import PER_COST as ENGINE_PER_COST
from roi_spec.evaluate.run import SHARE as ENGINE_SHARE
from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import BASE
from roi_spec.model.quantity import Missing
from roi_spec.model.workbook import Formula
from roi_spec.render.workbook import RECEIPT, plan
from roi_spec.render.workbook.cases import PER_COST, SHARE, SIDES, Cases
from roi_spec.render.workbook.names import names_of
from roi_spec.render.workbook.scales import in_cell, unit_of_step
from tests.render.chain import SPECS, TODAY, context, evaluated, example
from tests.workbook.books import cells, made, named, of_example, of_text, opened, receipt_of

SALES = "consultative-selling-2025"
CLAIM = "it-training-trial"


# --- every step is there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [SALES, "lean-belts-2025", CLAIM])
def test_every_step_is_a_cell_with_the_number_of_the_engine(id: str) -> None:
    evaluation, book = evaluated(example(id)), opened(of_example(id), results=True)
    names = names_of(evaluation.steps)
    for step in evaluation.steps.values():
        found = named(book, names[step.id]).value
        if isinstance(step.value, Missing):
            assert isinstance(found, str), step.id
        else:
            assert found == pytest.approx(float(in_cell(step.value, unit_of_step(step))), rel=1e-12), step.id


def test_a_formula_reads_with_the_names_of_the_steps() -> None:
    book = opened(of_example(SALES))
    assert named(book, "result.net_benefit").value == "=result.total_benefit-result.total_cost"
    assert named(book, "kpi.cross_sell_revenue.improvement").value == (
        "=kpi.cross_sell_revenue.actual-kpi.cross_sell_revenue.baseline"
    )


def test_the_other_cases_compute_by_themselves() -> None:
    book = opened(of_example(SALES))
    assert named(book, "conservative.assumption.contribution_margin").value == "=low.assumption.contribution_margin"
    assert named(book, "optimistic.assumption.contribution_margin").value == "=high.assumption.contribution_margin"
    assert named(book, "conservative.result.net_benefit").value == (
        "=conservative.result.total_benefit-conservative.result.total_cost"
    )


def test_a_case_has_a_name_only_where_it_differs() -> None:
    book = opened(of_example(SALES))
    assert "conservative.assumption.gross_salary" not in book.defined_names
    row = named(book, "assumption.gross_salary").row
    beside = book["Inputs"].cell(row, 4)
    assert beside.value == "=assumption.gross_salary"


def test_respondents_stand_as_rows_of_one_table() -> None:
    book = opened(of_example("lean-belts-2025"))
    first, second = (named(book, f"kpi.retourfouten.attribution.respondent.{who}.confidence") for who in ("P1", "P2"))
    assert first.column == second.column
    assert second.row == first.row + 1


def test_an_input_is_open_and_a_formula_is_not() -> None:
    book = opened(of_example(SALES))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    assert not named(book, "assumption.contribution_margin").protection.locked
    assert not named(book, "low.assumption.contribution_margin").protection.locked
    assert named(book, "result.roi").protection.locked


def test_beside_an_input_stands_who_says_so() -> None:
    book = opened(of_example(SALES))
    sheet = book["Inputs"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = named(book, "assumption.contribution_margin").row
    told = {head: sheet.cell(row, column).value for head, column in heads.items()}
    assert told["How it is computed, or who says so"].startswith("Management accounts 2022 to 2025")
    assert told["Owner"]
    assert isinstance(told["Date"], dt.datetime)
    assert told["File and line"].startswith("specs/consultative-selling-2025.roi.yaml:")


def test_what_statistics_found_says_so() -> None:
    book = opened(of_example("retourmeldingen-2025"))
    effect = named(book, "kpi.boekingsfouten.attribution.effect")
    assert isinstance(effect.value, int | float)
    assert effect.comment.text.startswith("Counted or found by statistics in data, which a sheet cannot do.")
    assert not effect.protection.locked


# --- units and notation ----------------------------------------------------------------------------------------------


def test_a_cell_holds_the_number_that_a_reader_sees() -> None:
    book = opened(of_example(SALES), results=True)
    margin, window = named(book, "assumption.contribution_margin"), named(book, "benefit_window")
    assert (margin.value, margin.number_format) == (0.3, "0.0%")
    assert (window.value, window.offset(0, 1).value) == (12, "months")


def test_amounts_are_written_as_the_language_writes_them() -> None:
    english, dutch = (named(opened(of_example("lean-belts-2025", one)), "result.total_cost") for one in ("en", "nl"))
    assert english.number_format == '"€"#,##0.00;-"€"#,##0.00'
    assert dutch.number_format == '"€ "#,##0.00;"€ "-#,##0.00'


def test_a_small_price_is_not_written_as_nothing() -> None:
    one = of_text("assumptions:\n  - {id: cost_per_error, value: 0.005 EUR/error, low: 0.004 EUR/error}\n")
    assert named(opened(made(one)), "assumption.cost_per_error").number_format.startswith('"€"#,##0.000;')


def test_minutes_and_years_stay_as_they_were_written() -> None:
    fragment = """\
assumptions:
  - {id: hours_each, value: 480 minutes/person}
"""
    book = opened(made(of_text(fragment)), results=True)
    assert named(book, "assumption.hours_each").value == 480
    formula = named(opened(made(of_text(fragment))), "cost.time").value
    assert formula == "=audience.completed*assumption.hours_each*assumption.rate/60"


def test_sheets_are_called_as_the_reader_calls_them() -> None:
    english, dutch = (opened(of_example(SALES, one)).sheetnames for one in ("en", "nl"))
    assert english[:4] == ["Summary", "Read me", "Inputs", "KPIs"]
    assert dutch[:4] == ["Samenvatting", "Leeswijzer", "Invoer", "KPI’s"]
    assert dutch[-1] == english[-1] == RECEIPT


# --- no value --------------------------------------------------------------------------------------------------------


def test_what_has_no_value_says_why_and_its_formula_does_too() -> None:
    one = of_text("costs:\n  - {id: needs, category: needs_analysis, amount: 0 EUR, source: Time sheets}\n")
    evaluation = evaluated(one)
    assert isinstance(evaluation.steps["result.roi"].value, Missing)
    told = named(opened(made(one), results=True), "result.roi").value
    assert told == "Total cost is zero, so this is undefined."
    formula = named(opened(made(one)), "result.roi").value
    assert formula.startswith("=IF(result.total_cost>0,")
    assert named(opened(made(one)), "why.result.roi").value == told


def test_no_error_is_in_sight() -> None:
    for id in (SALES, CLAIM, "quality-claim", "sales-training-claim"):
        assert not [cell for cell in cells(opened(of_example(id), results=True)) if cell.data_type == "e"]


def test_results_that_compare_with_the_costs_are_those_of_the_engine() -> None:
    assert (PER_COST, SHARE) == (ENGINE_PER_COST, ENGINE_SHARE)


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_the_same_programme_gives_the_same_bytes(locale: str) -> None:
    assert made(example(SALES), locale) == made(example(SALES), locale)


def test_the_receipt_travels_inside() -> None:
    book = opened(of_example(SALES))
    pieces = [cell.value for cell in book[RECEIPT]["A"][1:]]
    assert all(len(piece) <= 30_000 for piece in pieces)
    assert "".join(pieces).encode() == receipt_of(example(SALES))


def test_the_file_is_dated_by_its_data() -> None:
    properties = opened(of_example(SALES)).properties
    assert properties.created == dt.datetime(2026, 6, 1)  # noqa: DTZ001 - a file's property has no zone
    assert properties.title == "Consultative selling for account managers"
    assert properties.creator == "Harbour Group"


def test_every_sheet_prints_across_with_its_heads() -> None:
    book = opened(of_example(SALES))
    for title in ("Inputs", "KPIs", "Attribution", "Costs", "Results"):
        sheet = book[title]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "B5"


# --- what may not be told --------------------------------------------------------------------------------------------


def test_a_figure_whose_answers_are_hidden_stands_by_itself() -> None:
    evaluation = evaluated(example("lean-belts-2025"))
    strict = replace(context("en"), small_cell_limit=1000)
    whole = plan(evaluation, strict, b"{}")
    names = {cell.name for sheet in whole.sheets for row in sheet.rows for cell in row}
    hidden = [id for id in evaluation.steps if ".respondent.P" in id]
    assert hidden
    assert not names & set(hidden)
    given = next(
        cell
        for sheet in whole.sheets
        for row in sheet.rows
        for cell in row
        if cell.name == "kpi.retourfouten.attribution.counted_share"
    )
    assert isinstance(given.content, Fraction)
    assert given.look == "figure"
    assert "not shown" in given.remark


def test_cases_follow_the_scenarios_of_the_evaluation() -> None:
    evaluation = evaluated(example(SALES))
    cases = Cases(evaluation)
    for side in SIDES:
        differing = {id for id in evaluation.steps if evaluation.value(id, side) != evaluation.value(id, BASE)}
        assert differing <= cases.moved[side]


@pytest.fixture(scope="module")
def survey() -> pipeline.Survey:
    return pipeline.survey(pipeline.settings_for([SPECS], TODAY))


@pytest.mark.parametrize("edition", [*Edition])
def test_every_name_in_a_formula_is_that_of_a_cell(survey: pipeline.Survey, edition: Edition) -> None:
    seen = building.for_its_readers(replace(survey, settings=replace(survey.settings, edition=edition)))
    for one in building.publishable(seen):
        sheets = plan(evaluated(one), context("en"), b"{}").sheets
        written = [cell for sheet in sheets for row in sheet.rows for cell in row]
        defined = {cell.name for cell in written if cell.name}
        used = {
            name
            for cell in written
            if isinstance(cell.content, Formula)
            for name in re.findall(r"(?<![\w.$!'])[a-z_]\w*(?:\.\w+)*(?![\w(.'!])", cell.content.written)
        }
        assert used
        assert used <= defined, one.path
