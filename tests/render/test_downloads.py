"""Every table of a page as CSV and as JSON: what the page says, with numbers before rounding, and no formula in it."""

from __future__ import annotations

import csv
import io
import json
import posixpath
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE
from roi_spec.model.handbook import Cell, Column, Handbook, Row, Table
from roi_spec.model.quantity import Quantity, exact_text, parse_quantity
from roi_spec.model.sentence import Count, Figure, Sentence, Words
from roi_spec.render import downloads
from roi_spec.render.downloads import Origin, as_json
from roi_spec.render.exact import exactly
from roi_spec.render.html import to_html, to_print_html
from roi_spec.render.spreadsheet import ACTS, as_csv, harmless
from tests.render.chain import Element, evaluated, examined, example, examples, handbook, read
from tests.specs import BASE as SMALL

EN, NL = Translator("en"), Translator("nl")
BOM = "\ufeff"


def figure(written: str, step: str = "result.roi") -> Sentence:
    quantity = parse_quantity(written)
    assert isinstance(quantity, Quantity)
    return (exactly(Figure(EN.quantity(quantity), step), quantity),)


def table(*rows: tuple[Cell, ...], numbers: bool = True) -> Table:
    columns = (Column("Line"), Column("Amount", is_number=numbers))
    return Table("Costs", columns, tuple(Row(cells) for cells in rows), id="costs", files="tables/costs")


def line(name: str, content: Sentence, under: Sentence = ()) -> tuple[Cell, ...]:
    return (Cell((Words(name, ""),)), Cell(content, under))


def rows(made: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def as_object(one: Table) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(as_json(one, Origin("en/p/index.html", EN, "Title · Site", "sales")))
    return made


# --- CSV -------------------------------------------------------------------------------------------------------------


def test_a_dutch_spreadsheet_gets_semicolons_and_a_decimal_comma() -> None:
    made = as_csv(table(line("Trainer", figure("1234.5 EUR"))), NL)
    assert made.decode() == f"{BOM}Line;Amount (EUR)\r\nTrainer;1234,5\r\n"


def test_an_english_spreadsheet_gets_commas_and_a_decimal_point() -> None:
    made = as_csv(table(line("Trainer, senior", figure("1234.5 EUR"))), EN)
    assert made.decode() == f'{BOM}Line,Amount (EUR)\r\n"Trainer, senior",1234.5\r\n'


def test_a_language_without_a_catalogue_gets_the_notation_of_its_country() -> None:
    assert b"Trainer;0,5\r\n" in as_csv(table(line("Trainer", figure("0.5 EUR"))), Translator("de"))


def test_a_loss_stays_a_number() -> None:
    assert rows(as_csv(table(line("ROI", figure("-12.25%"))), NL), ";")[1] == ["ROI", "-12,25"]


def test_units_that_differ_stand_in_a_column_of_their_own() -> None:
    made = rows(as_csv(table(line("Rate", figure("50 EUR/hour")), line("Share", figure("30%"))), NL), ";")
    assert made == [
        ["Line", "Amount", "Amount: eenheid"],
        ["Rate", "50", "EUR per uur"],
        ["Share", "30", "%"],
    ]


def test_columns_whose_units_differ_alike_share_the_column_of_units() -> None:
    columns = (Column("Result"), Column("Low", is_number=True), Column("High", is_number=True))
    roi = Row((Cell(("ROI",)), Cell(figure("7%")), Cell(figure("119%"))))
    net = Row((Cell(("Net",)), Cell(figure("-3 EUR")), Cell(figure("500 EUR"))))
    bcr = Row((Cell(("BCR",)), Cell(("–",)), Cell(figure("2.19"))))
    assert rows(as_csv(Table("Range", columns, (roi, net, bcr)), EN), ",") == [
        ["Result", "Low", "High", "Unit"],
        ["ROI", "7", "119", "%"],
        ["Net", "-3", "500", "EUR"],
        ["BCR", "", "2.19", ""],
    ]


def test_what_stands_under_a_cell_is_a_column_of_its_own() -> None:
    made = rows(as_csv(table(line("ROI", figure("68%"), ("from ", *figure("7%"))), line("BCR", figure("2%"))), EN), ",")
    assert made == [["Line", "Amount (%)", "Amount: note"], ["ROI", "68", "from 7%"], ["BCR", "2", ""]]


def test_a_cell_without_a_figure_is_empty_and_words_among_figures_stay() -> None:
    made = rows(as_csv(table(line("A", ("–",)), line("B", ("not known",)), line("C", figure("3 EUR"))), EN), ",")
    assert [one[1] for one in made] == ["Amount (EUR)", "", "not known", "3"]


@pytest.mark.parametrize("written", ["=1+1", "+31 6", "-x", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1"])
def test_words_never_become_a_formula(written: str) -> None:
    made = rows(as_csv(table(line(written, figure("3 EUR"))), NL), ";")
    assert made[1][0].startswith("'")
    assert made[1][0].endswith(written.strip())


@given(st.text(), st.sampled_from([EN, NL]))
def test_no_words_at_all_begin_like_a_formula_and_no_cell_is_lost(written: str, translator: Translator) -> None:
    one = Table(written, (Column(written), Column("B")), (Row((Cell((Words(written, ""),)), Cell((written,)))),))
    made = rows(as_csv(one, translator), ";" if translator is NL else ",")
    assert [len(row) for row in made] == [2, 2]
    assert not any(cell.lstrip(" ").startswith(ACTS) for row in made for cell in row)


def test_harmless_words_stay_as_they_are() -> None:
    assert harmless("Trainer – 2 days") == "Trainer – 2 days"


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_a_number_comes_with_its_exact_value_unit_and_step() -> None:
    made = as_object(table(line("ROI", figure("68.125%"))))
    assert made == {
        "title": "Costs",
        "programme": "sales",
        "language": "en",
        "reference": "Title · Site",
        "columns": [{"title": "Line"}, {"title": "Amount", "unit": "%"}],
        "rows": [[{"text": "ROI"}, {"text": "68.13%", "value": "68.125", "unit": "%", "step": "result.roi"}]],
    }


def test_a_number_of_a_sentence_has_a_value_and_no_step() -> None:
    cell = as_object(table(line("People", (Count("1,250", "1250"),))))["rows"][0][1]
    assert cell == {"text": "1,250", "value": "1250"}


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_figure_in_a_file_is_the_exact_value_of_its_step(id: str) -> None:
    evaluation, found = evaluated(example(id)), 0
    for file in downloads.of_handbook(handbook(example(id)), EN):
        if file.path.endswith(".json"):
            cells = [cell for row in json.loads(file.content)["rows"] for cell in row]
            for cell in cells:
                step, case = cell.get("step", ""), cell.get("case", BASE)
                value = evaluation.value(step, case) if step and ":" not in case else None
                if isinstance(value, Quantity):
                    found += 1
                    assert Fraction(cell["value"]) == Fraction(exact_text(value.value)), (file.path, step)
    assert found > 5


# --- pages and their files -------------------------------------------------------------------------------------------


def links(page: Element) -> list[str]:
    return [one.attributes["href"] for box in page.find("p", "files") for one in box.find("a")]


def written_out(one: Handbook) -> tuple[set[str], set[str]]:
    """Give the files that the page of a handbook links to, and those that are made."""
    page = read(to_html(one).content.decode())
    folder = posixpath.dirname(one.path)
    return {posixpath.join(folder, href) for href in links(page)}, {
        file.path for file in downloads.of_handbook(one, EN)
    }


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_table_of_a_handbook_leads_to_two_files_and_every_file_has_a_link(id: str) -> None:
    one = handbook(example(id))
    linked, made = written_out(one)
    assert linked == made
    assert len(made) == 2 * len(list(downloads.tables_of(one))) > 0


def test_what_a_link_is_called_begins_with_the_word_one_sees() -> None:
    page = read(to_html(handbook(example("consultative-selling-2025"), "nl")).content.decode())
    for box in page.find("p", "files"):
        csv_link, json_link = box.find("a")
        assert csv_link.attributes["aria-label"].startswith("CSV: ")
        assert json_link.attributes["aria-label"].startswith("JSON: ")
        assert (csv_link.text, json_link.text) == ("CSV", "JSON")


def test_paper_has_no_links_to_files() -> None:
    assert "tables/" not in to_print_html(handbook(example("consultative-selling-2025")))


def test_a_cost_that_is_called_like_a_formula_is_words_in_a_spreadsheet() -> None:
    one = handbook(
        examined(
            SMALL.replace("title: Files in which", 'title: "=HYPERLINK(A1) in which', 1).replace(
                "the checklist was used\n", 'the checklist was used"\n', 1
            )
        ),
        "nl",
    )
    made = b"".join(file.content for file in downloads.of_handbook(one, NL) if file.path.endswith(".csv")).decode()
    assert "'=HYPERLINK(A1)" in made
    assert ";=" not in made
    assert "\n=" not in made
