"""The PDF, looked into as a reader's program would."""

from __future__ import annotations

import io
import logging
from functools import cache

import pytest
from pypdf import PdfReader

from roi_spec.i18n import Translator
from roi_spec.render import pdf
from roi_spec.render.html import to_print_html
from tests.render.chain import evaluated, example, handbook, squeezed

SMALL = "quality-claim"
"""The shortest example; one PDF serves all tests."""


@cache
def content() -> bytes:
    return pdf.to_pdf(to_print_html(handbook(example(SMALL), "nl", organisation="Voorbeeldorganisatie")))


@cache
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(content()))


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    root = reader().root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert reader().metadata is not None
    assert reader().metadata.title == evaluated(example(SMALL)).programme.title  # type: ignore[union-attr]
    assert reader().metadata.author == "Voorbeeldorganisatie"  # type: ignore[union-attr]


def test_it_claims_the_archive_and_reading_aloud_at_once() -> None:
    packet = reader().root_object["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in packet
    assert 'pdfuaid:part="1"' in packet
    assert packet.count("<rdf:RDF") == 1


def test_its_dates_are_the_day_of_the_data() -> None:
    assert reader().metadata is not None
    assert str(reader().metadata["/CreationDate"]).startswith("D:20260601")  # type: ignore[index]


def test_the_same_handbook_gives_the_same_bytes() -> None:
    again = pdf.to_pdf(to_print_html(handbook(example(SMALL), "nl", organisation="Voorbeeldorganisatie")))
    assert again == content()


def test_pages_are_numbered_and_chapters_have_bookmarks() -> None:
    pages = len(reader().pages)
    assert f"3 / {pages}" in reader().pages[2].extract_text()
    titles = [one.title for one in reader().outline if not isinstance(one, list)]
    assert any("Bewijsketen" in title for title in titles)


def test_contents_name_the_page_of_every_chapter() -> None:
    book = handbook(example(SMALL), "nl")
    contents = squeezed(reader().pages[1].extract_text())
    assert all(section.title in contents for section in book.sections)


def test_every_typeface_is_inside() -> None:
    fonts = [
        font.get_object()
        for page in reader().pages
        for font in page["/Resources"].get("/Font", {}).values()  # type: ignore[union-attr]
    ]
    assert fonts
    assert all("SourceSansPro" in str(font["/BaseFont"]).replace("-", "") for font in fonts)


@pytest.mark.parametrize("foreign", ["学", "☃"], ids=["in few fonts of a machine", "in most"])
def test_a_character_without_glyph_is_named_with_its_place(foreign: str) -> None:
    """Fonts of the machine do not count: the next machine has others."""
    kind = '<p class="kind">'
    html = to_print_html(handbook(example(SMALL), "nl")).replace(kind, f"{kind}Team {foreign} ", 1)
    with pytest.raises(pdf.PdfRefused) as refused:
        pdf.to_pdf(html)
    told = Translator("nl").text(refused.value.text)
    assert f"Team {foreign}" in told


def test_a_remark_is_heard_when_another_library_has_switched_logs_off() -> None:
    html = to_print_html(handbook(example(SMALL), "nl")).replace('<p class="kind">', '<p class="kind">学', 1)
    log = logging.getLogger("weasyprint")
    log.disabled = True
    try:
        with pytest.raises(pdf.PdfRefused):
            pdf.to_pdf(html)
        assert log.disabled
    finally:
        log.disabled = False


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "https://example.org/x.png", "http://127.0.0.1/", "../../secret.css"]
)
def test_nothing_but_our_own_files_is_read(address: str) -> None:
    html = to_print_html(handbook(example(SMALL), "nl")).replace("</body>", f'<img src="{address}" alt="x"></body>')
    with pytest.raises(pdf.PdfRefused):
        pdf.to_pdf(html)


def test_the_error_names_the_command_for_pango() -> None:
    assert "apt-get install" in pdf._COMMAND
