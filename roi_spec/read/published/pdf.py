"""Reads a PDF that was published: what travels inside it, its language, and the words of its pages."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.text import text
from roi_spec.model.working import verbatim
from roi_spec.read.published.unreadable import UnreadableError

MOST_PAGES = 2_000
MOST_INSIDE = 64 << 20
"""Bytes that all files inside a PDF may hold together."""
MOST_FILES = 100
MOST_TOLD = 50
_NO_LINES: list[str] = []


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, read."""

    language: str
    made_with: str
    """What set it: the producer it names."""
    inside: Mapping[str, bytes]
    """The files that travel inside it, by name."""
    content: bytes


def read_pdf(content: bytes, name: str) -> Pdf:
    """Read a PDF. Raises `UnreadableError` when it is none, or one that is made to do harm."""
    with _guarded(name):
        reader = _reader(content)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(text("{file} has more than {most} pages.", file=name, most=MOST_PAGES))
        language = str(reader.root_object.get("/Lang", ""))
        producer = str((reader.metadata or {}).get("/Producer", ""))
        return Pdf(language[:2].lower(), producer, _inside(reader, name), content)


def _inside(reader: Any, name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for number, one in enumerate(reader.attachment_list):
        found[str(one.name)] = bytes(one.content)
        if number >= MOST_FILES or sum(map(len, found.values())) > MOST_INSIDE:
            raise UnreadableError(text("{file} carries more files than any PDF of roi-spec.", file=name))
    return found


def words_of(content: bytes, name: str) -> list[list[str]]:
    """Give the lines of every page. Raises `UnreadableError`."""
    with _guarded(name):
        return [_lines(page.extract_text()) for page in _reader(content).pages]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def drawn(content: bytes, name: str) -> list[bytes]:
    """Give what is drawn on every page, and the pictures and letters it is drawn with. Raises `UnreadableError`."""
    with _guarded(name):
        return [_drawing(page) for page in _reader(content).pages]


def _drawing(page: Any) -> bytes:
    contents = page.get_contents()
    parts = [contents.get_data() if contents is not None else b""]
    resources = page.get("/Resources", {})
    for kind in ("/Font", "/XObject"):
        for key, one in sorted((resources.get_object().get(kind) or {}).items()):
            parts += [str(key).encode(), *_streams(one.get_object(), 0)]
    return b"\0".join(parts)


def _streams(one: Any, depth: int) -> Iterator[bytes]:
    """Give the bytes of a font or a picture, and of those it is made of."""
    if hasattr(one, "get_data"):
        yield one.get_data()
    for key in ("/DescendantFonts", "/FontDescriptor", "/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode"):
        inner = one.get(key) if hasattr(one, "get") and depth < 4 else None
        for each in inner if isinstance(inner, list) else (inner,):
            if each is not None:
                yield from _streams(each.get_object(), depth + 1)


def pages_apart(says: list[list[str]], should: list[list[str]], file: str) -> Compared:
    """Hold the words of two PDFs against each other, page by page."""
    found = []
    for number, (one, other) in enumerate(zip_longest(says, should, fillvalue=_NO_LINES), start=1):
        for tag, begin, end, start, stop in SequenceMatcher(None, one, other).get_opcodes():
            if tag != "equal":
                before, after = " ".join(one[begin:end]), " ".join(other[start:stop])
                found.append(_difference(file, number, before, after))
    return Compared(differences=tuple(found[:MOST_TOLD]))


def _difference(file: str, page: int, before: str, after: str) -> Difference:
    says = verbatim(before) if before else None
    should = verbatim(after) if after else None
    is_number = any(one.isdigit() for one in before + after)
    return Difference(file, f"page {page}", text("Words on page {page}", page=page), says, should, is_number)


def _reader(content: bytes) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415 - only who looks into a PDF pays for it

    return PdfReader(io.BytesIO(content), strict=False)


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turn whatever a PDF makes of its reader into one sentence, and keep what it mutters off the screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    except UnreadableError:
        raise
    except Exception as odd:
        raise UnreadableError(text("{file} is not a PDF that can be read.", file=name)) from odd
    finally:
        logger.setLevel(level)
