"""The PDF of a handbook: WeasyPrint over the same pieces, tagged for reading aloud and fit for the archive.

WeasyPrint gets nothing but our own style sheets and fonts; anything else ends the run. What it would only mention in
a log (a character without a glyph, a rule it does not know) is an error here, because nobody reads logs and everybody
reads the PDF.
"""

from __future__ import annotations

import datetime as dt
import gc
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from roi_spec.model.paper import Enclosure
from roi_spec.model.text import Text, text
from roi_spec.render.pdf_fonts import own_fonts
from roi_spec.render.pdf_marks import finish, mark_as_accessible
from roi_spec.render.pdf_reads import HOME, TIGHT, attachments, fetcher, files

if TYPE_CHECKING:
    from weasyprint import Document

CONTENTS = "contents"
"""The anchor of the page after the summary."""
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


@dataclass(frozen=True, slots=True)
class Printed:
    """A handbook on paper."""

    handbook: bytes
    summary: bytes
    """Its first page by itself."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What travels inside the PDF of a handbook."""

    files: tuple[Enclosure, ...] = ()
    day: dt.date | None = None
    """The date that the files get."""
    say: Callable[[Text], str] = str
    """Puts what they are into the language of the handbook."""


def to_pdf(handbook_html: str, own: Path | None = None, inside: Inside = Inside()) -> bytes:
    """Set the print HTML of a handbook (`html.to_print_html`) as PDF; the same text gives the same bytes.

    `own` is a folder whose style sheets go before ours. Raises `PdfUnavailable` when the system lacks Pango, and
    `PdfRefused` when something in the handbook cannot be shown.
    """
    return _set(handbook_html, own, lambda document: _written(document, inside))


def to_pdfs(handbook_html: str, own: Path | None = None, inside: Inside = Inside()) -> Printed:
    """Do the same, and give the first page as a PDF by itself as well; the handbook is laid out once for both."""

    def both(document: Document) -> Printed:
        first = _first_pages(document)
        return Printed(summary=_written(first, Inside()), handbook=_written(document, inside))

    return _set(handbook_html, own, both)


_Made = TypeVar("_Made")


def _set(handbook_html: str, own: Path | None, write: Callable[[Document], _Made]) -> _Made:
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - the line above has loaded it

    with _strict() as remarks, _patient():
        try:
            made = write(_laid_out(weasyprint, handbook_html, fetcher(files(own))))
        except FatalURLFetchingError as foreign:
            raise PdfRefused(
                text("The PDF would read {address}, which is not a file of its own.", address=str(foreign)[:200])
            ) from foreign
    if remarks:
        raise PdfRefused(_explained(remarks[0], handbook_html))
    return made


def _laid_out(weasyprint: Any, handbook_html: str, reads: Any) -> Document:
    """Lay out a handbook; once more in smaller type when its summary would take a second page."""
    document = _render(weasyprint, handbook_html, reads)
    if _summary_ends(document) > 1:
        smaller = f'<link rel="stylesheet" href="{TIGHT}">\n</head>'
        document = _render(weasyprint, handbook_html.replace("</head>", smaller, 1), reads)
    return document


def _render(weasyprint: Any, html: str, reads: Any) -> Document:
    source = weasyprint.HTML(string=html, base_url=HOME, url_fetcher=reads)
    return source.render(pdf_variant=VARIANT, font_config=own_fonts())


def _summary_ends(document: Document) -> int:
    """Count the pages in front of the contents; a template without contents is not looked at."""
    return next((number for number, page in enumerate(document.pages) if CONTENTS in page.anchors), 1)


def _first_pages(document: Document) -> Document:
    first = document.copy(document.pages[: _summary_ends(document)])
    first.metadata = copy(document.metadata)
    first.metadata.description = document.metadata.custom.get("summary", document.metadata.description)
    return first


def _written(document: Document, inside: Inside) -> bytes:
    mark_as_accessible(document.metadata)
    content: bytes = document.write_pdf(
        pdf_variant=VARIANT, attachments=attachments(inside.files, inside.day, inside.say), finisher=finish
    )
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


# --- remarks are errors ----------------------------------------------------------------------------------------------


_WARNING = 30
"""The weight of a log record from which it is a remark."""


@contextmanager
def _strict() -> Iterator[list[str]]:
    """Collect what WeasyPrint remarks, instead of letting it be printed.

    Another library may have switched its log off (some do that to all logs that they find); here it is always heard.
    """
    from weasyprint.logger import LOGGER  # noqa: PLC0415 - see above

    remarks: list[str] = []

    def listen(record: Any) -> bool:
        if record.levelno >= _WARNING:
            remarks.append(record.getMessage()[:500])
        return False

    usual = LOGGER.disabled, LOGGER.level
    LOGGER.disabled = False
    LOGGER.setLevel(_WARNING)
    LOGGER.addFilter(listen)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile to the collector
            yield remarks
    finally:
        LOGGER.removeFilter(listen)
        LOGGER.disabled = usual[0]
        LOGGER.setLevel(usual[1])


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
