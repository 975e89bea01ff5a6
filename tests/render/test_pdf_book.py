"""The PDF as a book: a first page that stands alone, contents that tell the page, and the same page by itself."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from roi_spec.render import pdf
from roi_spec.render.html import to_print_html
from tests.render.chain import example, examples, handbook, squeezed

BOOK = "it-training-trial"
"""The shortest example with everything that is looked at here: figures, data, headings in chapters."""


@cache
def printed(locale: str = "en") -> pdf.Printed:
    return pdf.to_pdfs(to_print_html(handbook(example(BOOK), locale, organisation="Example Organisation")))


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes, page: int) -> str:
    return squeezed(reader(content).pages[page].extract_text())


def first_pages(id: str, locale: str) -> bytes:
    """Set only what stands in front of the chapters: enough to see where the contents begin, in a tenth of the time."""
    html = to_print_html(handbook(example(id), locale, organisation="Example Organisation"))
    return pdf.to_pdfs(only_front(html)).summary


def only_front(html: str) -> str:
    html = re.sub(r"<main>.*</main>", "<main></main>", html, flags=re.DOTALL)
    return re.sub(r'(<nav id="contents".*?</p>).*?</nav>', r"\1</nav>", html, flags=re.DOTALL)


@pytest.mark.parametrize("id", sorted(examples()))
def test_the_summary_is_one_page_in_every_example(id: str) -> None:
    assert len(reader(first_pages(id, "nl")).pages) == 1, "English is shorter; tests/pdf looks at both"


def test_the_first_page_says_what_whose_which_stage_and_of_when() -> None:
    first = words(printed().handbook, 0)
    for said in (handbook(example(BOOK)).title.text, "Example Organisation", "final", "1 June 2026", "roi-spec 1.0"):
        assert said in first


def test_contents_begin_on_the_second_page_and_tell_the_page_of_a_chapter() -> None:
    book = reader(printed().handbook)
    assert words(printed().handbook, 1).startswith("Contents")
    starts = (number for number, page in enumerate(book.pages, 1) if re.search(r"\n6\s+Costs\n", page.extract_text()))
    costs = next(starts)
    assert f" 6 Costs {costs} " in words(printed().handbook, 1)


def test_tables_and_figures_are_listed_with_their_pages() -> None:
    contents = words(printed().handbook, 1)
    assert "List of tables" in contents
    assert "Table 1.1 Objectives, level by level 3 Table 2.1" in contents
    assert re.search(r"Figure 2\.1 \S.* \d+ Figure", contents)


def test_every_page_but_the_first_says_which_it_is_and_of_what() -> None:
    book = reader(printed("nl").handbook)
    count = len(book.pages)
    for number, page in enumerate(book.pages[1:], start=2):
        told = squeezed(page.extract_text())
        assert f"{number} / {count}" in told
        assert "gegevens van 1 juni 2026" in told


def test_a_reference_names_the_page() -> None:
    whole = squeezed(" ".join(page.extract_text() for page in reader(printed().handbook).pages))
    assert re.search(r"The figures: Table 8\.\d \(p\.\s\d+\)", whole), re.findall(r"The figures:.{40}", whole)


def test_sections_are_numbered_and_bookmarked_under_their_chapter() -> None:
    outline = reader(printed().handbook).outline
    assert outline[0].title == "Summary"  # type: ignore[union-attr]
    below = [one.title for group in outline if isinstance(group, list) for one in group]  # type: ignore[union-attr]
    assert "3.1 What each measure counts" in below
    assert [title for title in below if not re.match(r"(\d+|A)\.\d+\s", str(title))] == []


def test_the_summary_by_itself_is_the_first_page() -> None:
    alone = reader(printed().summary)
    assert len(alone.pages) == 1
    assert words(printed().summary, 0) == words(printed().handbook, 0)
    assert alone.metadata is not None
    assert alone.metadata.subject == "Summary on one page"
    assert "/Annots" not in alone.pages[0]


def test_a_long_summary_is_set_smaller_until_it_fits() -> None:
    html = to_print_html(handbook(example(BOOK)))
    sentence = (
        '<p class="outcome">A sentence of fifteen words that stands here to make this page as long as it can be.</p>'
    )
    longer = only_front(html).replace('<div class="halves">', sentence * 4 + '<div class="halves">', 1)
    assert len(reader(pdf.to_pdfs(longer).summary).pages) == 1


def test_headings_in_tables_say_what_they_head() -> None:
    book = reader(printed().handbook)
    cells = [one for one in _elements(book) if one["/S"] == "/TH"]
    heads = [one["/A"].get_object() for one in cells]
    assert {one["/Scope"] for one in heads} == {"/Row", "/Column"}
    assert all("/Headers" in one for one in heads if one["/Scope"] == "/Row")


def _elements(book: PdfReader) -> list[Any]:
    root: Any = book.root_object["/StructTreeRoot"]
    found, left = [], [root["/K"][0].get_object()]
    while left:
        one = left.pop()
        if isinstance(one, dict) and "/S" in one:
            found.append(one)
            left.extend(kid.get_object() for kid in one.get("/K", ()))
    return found
