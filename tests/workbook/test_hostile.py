"""Words of a spec stay words: no cell becomes a formula, a link or a control character, whatever somebody wrote."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from roi_spec import building, pipeline
from roi_spec.model.edition import Edition
from roi_spec.model.workbook import Cell, Formula, Sheet, Workbook
from roi_spec.render.workbook.write import LONGEST, harmless, xlsx
from tests import marked
from tests.render.chain import TODAY, evaluated, example
from tests.workbook.books import cells, made, named, of_example, of_text, opened, parts

HOSTILE = (
    "=1+1",
    "{=1+1}",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "http://example.org/a",
    "file:///etc/passwd",
    "internal:'Costs'!A1",
    "mailto:someone@example.org",
    "<r><t>x</t></r>",
    "_x0041_",
    "</t><f>1+1</f>",
    "1234",
    "TRUE",
    "#REF!",
    '"&WEBSERVICE("http://example.org")&"',
    "'quoted",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_written_as_words(words: str) -> None:
    sheet = Sheet("One", (20,), ((Cell(words), Cell(words, remark=words), Cell(words, "head")),))
    file = xlsx(Workbook(words, words, TODAY, (sheet,)))
    row = next(opened(file)["One"].iter_rows())
    assert [cell.data_type for cell in row] == ["s", "s", "s"]
    assert [cell.value.strip() for cell in row] == [words.strip()] * 3
    assert not any(cell.hyperlink for cell in row)
    assert "<f>" not in parts(file)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("words", ["a\x00b", "a\x0bb", "a\x1bb", "a\u202eb", "a\ud800b", "a\uffffb"])
def test_a_character_without_a_picture_does_not_get_in(words: str) -> None:
    assert harmless(words) == "a\ufffdb"
    sheet = Sheet("One", (20,), ((Cell(words, remark=words),),))
    assert opened(xlsx(Workbook(words, words, TODAY, (sheet,))))["One"]["A1"].value == "a\ufffdb"


def test_long_prose_is_cut_to_what_a_cell_holds() -> None:
    assert len(harmless("x" * 40_000)) == LONGEST
    assert harmless("x" * 40_000).endswith("…")


def test_a_reason_in_words_is_no_formula_either() -> None:
    sheet = Sheet("One", (20,), ((Cell(Formula("=IFERROR(1/0,B1)", "=1+1")), Cell("=1+1")),))
    cell = opened(xlsx(Workbook("", "", TODAY, (sheet,))), results=True)["One"]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.fixture(scope="module")
def book() -> bytes:
    fragment = """\
assumptions:
  - id: cost_per_error
    title: "=HYPERLINK(1)"
    source: "=cmd|x"
    owner: "+1+1"
costs:
  - {id: needs, title: "@SUM(1)", category: needs_analysis, amount: 1200 EUR, source: "{=1}+2"}
"""
    return made(of_text(fragment))


def test_every_formula_of_a_workbook_is_one_of_ours(book: bytes) -> None:
    own = re.compile(r"=[A-Za-z0-9_.,:$'!+\-*/<>=() ]+")
    formulas = [cell.value for cell in cells(opened(book)) if cell.data_type == "f"]
    assert len(formulas) > 50
    assert not [one for one in formulas if not own.fullmatch(one)]
    assert not [one for one in formulas if re.search(r"WEBSERVICE|HYPERLINK|INDIRECT|DDE|\[|cmd", one)]


def test_what_an_author_wrote_stands_there_as_text(book: bytes) -> None:
    found = {cell.value: cell.data_type for cell in cells(opened(book))}
    assert {found[words] for words in ("=HYPERLINK(1)", "=cmd|x", "@SUM(1)", "{=1}+2")} == {"s"}


def test_nothing_leads_out_of_the_file(book: bytes) -> None:
    for file in (book, of_example("consultative-selling-2025")):
        written = parts(file)
        assert not [name for name in written if "externalLink" in name or "vbaProject" in name or "connections" in name]
        assert not [name for name, text in written.items() if 'TargetMode="External"' in text]


def test_a_title_with_every_forbidden_sign_is_still_a_file() -> None:
    title = "[A]: *what*? /\\ 'x'"
    assert opened(made(of_text(f'title: "{title.replace(chr(92), chr(92) * 2)}"\n')))


# --- what is for colleagues ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_the_public_edition_tells_nothing_that_is_for_colleagues(locale: str, tmp_path: object) -> None:
    specs = marked.write(tmp_path)  # type: ignore[arg-type]
    found = pipeline.survey(pipeline.settings_for([specs], TODAY))
    told = {edition: everything(found, edition, locale) for edition in Edition}
    secret = re.compile(rf"\b{marked.MARK}[a-z]{{4,}}")
    assert secret.search(told[Edition.INTERNAL])
    assert not secret.findall(told[Edition.PUBLIC])


def everything(found: pipeline.Survey, edition: Edition, locale: str) -> str:
    from dataclasses import replace

    seen = building.for_its_readers(replace(found, settings=replace(found.settings, edition=edition)))
    files = [building.workbook_of(one, seen, locale) for one in building.publishable(seen)]
    return "".join(text.lower() for file in files for text in parts(file).values())


def test_numbers_are_those_of_the_evaluation_in_both_languages() -> None:
    roi = evaluated(example("consultative-selling-2025")).quantity("result.roi")
    assert roi is not None
    for locale in ("en", "nl"):
        found = named(opened(of_example("consultative-selling-2025", locale), results=True), "result.roi").value
        assert Fraction(found) == pytest.approx(roi.base, rel=1e-12)
