"""The bytes of a data file as text: which files are let in, and a stream of lines without a copy of the whole.

A data file may be a thousand times larger than a spec, so its text never stands in memory at once.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from roi_spec.model.finding import Finding
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules

_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""Byte-order marks of encodings with more than one byte for every character; the longer marks first."""
_OTHER_FILES = (
    (b"PK\x03\x04", text("an Excel workbook or a zip file")),
    (b"\xd0\xcf\x11\xe0", text("an old Excel workbook")),
    (b"%PDF-", text("a PDF file")),
    (b"\x1f\x8b", text("a compressed file")),
)
_SAVE_AGAIN = text("In Excel: File, Save as, and choose the file type “CSV UTF-8 (Comma delimited)”.")
_STEP = 1 << 20


def opened(content: bytes, errors: str = "strict") -> io.TextIOWrapper:
    """Give the text of a file as a stream: without byte-order mark, every line end a line feed."""
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors=errors)


def lines_of(content: bytes, errors: str = "strict") -> Iterator[str]:
    """Give every line with its line end; `errors` as in Python, for a file that was refused."""
    return iter(opened(content, errors).readline, "")


def refuse(path: str, content: bytes) -> Finding | None:
    """Say why a file is no text in UTF-8, or None when it is."""
    start = Span(path, 1, 1, 1, 1)
    kind = next((name for magic, name in _OTHER_FILES if content.startswith(magic)), None)
    if kind:
        return _refused(start, text("This is {kind}, not a text file.", kind=kind))
    wide = next((name for mark, name in _WIDE if content.startswith(mark)), None)
    if wide or _looks_like_utf16(content):
        return _refused(start, text("This file is saved as {encoding}.", encoding=wide or "UTF-16"))
    if b"\0" in content:
        return _refused(_place(path, content, content.index(b"\0")), text("The file holds an empty byte (NUL)."))
    offset = _first_odd_byte(content)
    return None if offset is None else _not_utf8(path, content, offset)


def _refused(at: Span, message: Text) -> Finding:
    return rules.NOT_UTF8.finding(at, message, help=_SAVE_AGAIN)


def _looks_like_utf16(content: bytes) -> bool:
    """Say whether every other byte of the beginning is zero, as in UTF-16 text without a mark."""
    head = content[:200]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])) and any(head)


def _first_odd_byte(content: bytes) -> int | None:
    """Give the offset of the first byte that is not UTF-8; decodes in pieces, so memory does not grow."""
    if content.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), _STEP):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(content[start : start + _STEP], final=start + _STEP >= len(content))
        except UnicodeDecodeError as error:
            return start - waiting + error.start
    return None


def _not_utf8(path: str, content: bytes, offset: int) -> Finding:
    """Name the usual cause, a file that Excel saved as Windows-1252, and the first letter that shows it."""
    at = _place(path, content, offset)
    byte = content[offset : offset + 1]
    letter = byte.decode("cp1252", "replace")
    if letter.isprintable() and letter != "\ufffd":
        message = text(
            "This file is probably saved as Windows-1252, not as UTF-8. First odd character: {char} in line {line}.",
            char=letter,
            line=at.line,
        )
    else:
        message = text(
            "Line {line} contains a byte that is no letter in UTF-8: {byte}.", line=at.line, byte=f"0x{byte[0]:02X}"
        )
    return _refused(at, message)


def _place(path: str, content: bytes, offset: int) -> Span:
    """Count lines and columns up to a byte; everything before it is known to be UTF-8."""
    start = max(content.rfind(b"\n", 0, offset), content.rfind(b"\r", 0, offset)) + 1
    ends = content.count(b"\n", 0, start) + content.count(b"\r", 0, start) - content.count(b"\r\n", 0, start)
    column = len(content[start:offset].decode("utf-8-sig" if start == 0 else "utf-8", "replace")) + 1
    return Span(path, ends + 1, column, ends + 1, column + 1)
