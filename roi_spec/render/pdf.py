"""The PDF of a handbook: WeasyPrint over the same pieces, tagged for reading aloud and fit for the archive.

WeasyPrint gets nothing but our own style sheets and fonts; anything else ends the run. What it would only mention in
a log (a character without a glyph, a rule it does not know) is an error here, because nobody reads logs and everybody
reads the PDF.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from roi_spec.model.text import Text, text
from roi_spec.render.html import PRINT_STYLES, assets, fonts, style

if TYPE_CHECKING:
    from weasyprint import Document

_HOME = "https://handbook.invalid/"
"""The address that our own files seem to have; `.invalid` can never be reached."""
VARIANT = "pdf/a-3a"
"""For the archive and tagged; the mark of PDF/UA (for reading aloud) is added to its metadata."""
_COMMAND = "apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfError(Exception):
    """A PDF cannot be made; `text` says why in words."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.text = message


class PdfUnavailable(PdfError):  # noqa: N818 - the system lacks something; nothing is wrong with the handbook
    """This system cannot make PDF; `text` says what to do about it."""


class PdfRefused(PdfError):  # noqa: N818 - a finding about the content
    """WeasyPrint had a remark, so the PDF would not show what the page shows; `text` says which."""


def prepare() -> None:
    """Load what a PDF needs, before work is handed to processes. Raises `PdfUnavailable` when this system cannot."""
    _weasyprint()


def to_pdf(handbook_html: str, own: Path | None = None) -> bytes:
    """Set the print HTML of a handbook (`html.to_print_html`) as PDF; the same text gives the same bytes.

    `own` is a folder whose style sheets go before ours. Raises `PdfUnavailable` when the system lacks Pango, and
    `PdfRefused` when something in the handbook cannot be shown.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - the line above has loaded it

    with _strict() as remarks, _patient():
        try:
            source = weasyprint.HTML(string=handbook_html, base_url=_HOME, url_fetcher=_fetcher(own))
            document = source.render(pdf_variant=VARIANT)
            _mark_as_accessible(document)
            content: bytes = document.write_pdf(pdf_variant=VARIANT)
        except FatalURLFetchingError as foreign:
            raise PdfRefused(
                text("The PDF would read {address}, which is not a file of its own.", address=str(foreign)[:200])
            ) from foreign
    if remarks:
        raise PdfRefused(_explained(remarks[0], handbook_html))
    return content


def _weasyprint() -> Any:
    """Import WeasyPrint, which needs Pango from the system and takes half a second."""
    try:
        import weasyprint  # noqa: PLC0415 - only who makes a PDF pays for it
    except OSError as missing:
        raise PdfUnavailable(
            text(
                "PDF needs the library Pango, which this system does not have. On Debian or Ubuntu: {command}.",
                command=_COMMAND,
            )
        ) from missing
    return weasyprint


_OBJECTS = 20_000
"""How many new objects the collector of Python waits for while a PDF is made, instead of 700."""


@contextmanager
def _patient() -> Iterator[None]:
    """Let the collector of Python look less often: a layout is one growing tree in which nothing is garbage yet.

    Saves a tenth of the time for some 30 MiB; it stays on, so that many PDFs in one process need no more than one.
    """
    usual = gc.get_threshold()
    if usual[0]:  # 0: whoever runs us has switched it off
        gc.set_threshold(max(usual[0], _OBJECTS), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


# --- what WeasyPrint may read ----------------------------------------------------------------------------------------


def _files(own: Path | None) -> dict[str, tuple[bytes, str]]:
    sheets = {path for path in (one.path.removeprefix("assets/") for one in assets(own)) if path.endswith(".css")}
    files = {name: (style(name, own), "text/css") for name in {*PRINT_STYLES, *sheets}}
    return files | {font.path.removeprefix("assets/"): (font.content, "font/ttf") for font in fonts()}


def _fetcher(own: Path | None) -> Any:
    """Give a fetcher that knows our own files and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see above

    files = _files(own)

    class Own(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ARG002 - the base class has it
            name = urlsplit(url).path.lstrip("/")
            if not url.startswith(_HOME) or name not in files:
                raise FatalURLFetchingError(url)
            content, media_type = files[name]
            return URLFetcherResponse(url, body=content, headers={"Content-Type": media_type})

    return Own()


# --- remarks are errors ----------------------------------------------------------------------------------------------


_WARNING = 30
"""The weight of a log record from which it is a remark."""


@contextmanager
def _strict() -> Iterator[list[str]]:
    """Collect what WeasyPrint remarks, instead of letting it be printed."""
    from weasyprint.logger import LOGGER  # noqa: PLC0415 - see above

    remarks: list[str] = []

    def listen(record: Any) -> bool:
        if record.levelno >= _WARNING:
            remarks.append(record.getMessage()[:500])
        return False

    LOGGER.addFilter(listen)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile to the collector
            yield remarks
    finally:
        LOGGER.removeFilter(listen)


_GLYPH = re.compile(r"U\+([0-9A-F]{4,6})|([^\x00-\x7f])")


def _explained(remark: str, page: str) -> Text:
    """Say what a remark means: the character that no font has, with the words around it, else the remark itself."""
    match = _GLYPH.search(remark)
    if match is None:
        return text("The PDF cannot be made: {remark}.", remark=remark.rstrip("."))
    character = chr(int(match[1], 16)) if match[1] else match[2]
    return text(
        "The typeface of the PDF has no character {character} (U+{code}). It stands in: {words}",
        character=character,
        code=f"{ord(character):04X}",
        words=_around(character, page),
    )


def _around(character: str, page: str) -> str:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    place = words.find(character)
    return words[max(0, place - 40) : place + 40].strip() if place >= 0 else ""


# --- the mark of PDF/UA ----------------------------------------------------------------------------------------------

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


def _mark_as_accessible(document: Document) -> None:
    """Add `pdfuaid:part` to the metadata, and the declaration that PDF/A wants for a name it does not know.

    WeasyPrint writes one of the two marks only, and puts extra metadata where readers do not look for it.
    """
    for prefix, space in (
        ("pdfuaid", _UA),
        ("pdfaExtension", _EXTENSION),
        ("pdfaSchema", _SCHEMA),
        ("pdfaProperty", _PROPERTY),
    ):
        register_namespace(prefix, space)
    write = document.metadata.generate_rdf_metadata

    def marked(*arguments: Any) -> bytes:
        root = fromstring(write(*arguments))  # noqa: S314 - made by WeasyPrint a moment ago
        SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": "", f"{{{_UA}}}part": "1"})
        _declare(SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""}))
        marked_up: bytes = tostring(root, encoding="utf-8")
        return marked_up

    document.metadata.generate_rdf_metadata = marked


def _declare(description: Element) -> None:
    schema = _item(SubElement(description, f"{{{_EXTENSION}}}schemas"), "Bag")
    for name, value in (("schema", "PDF/UA identification"), ("namespaceURI", _UA), ("prefix", "pdfuaid")):
        SubElement(schema, f"{{{_SCHEMA}}}{name}").text = value
    named = _item(SubElement(schema, f"{{{_SCHEMA}}}property"), "Seq")
    about = (("name", "part"), ("valueType", "Integer"), ("category", "internal"), ("description", "Part of PDF/UA"))
    for name, value in about:
        SubElement(named, f"{{{_PROPERTY}}}{name}").text = value


def _item(parent: Element, kind: str) -> Element:
    listed = SubElement(parent, f"{{{_RDF}}}{kind}")
    return SubElement(listed, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})
