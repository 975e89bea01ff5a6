"""The gate: the checks every file passes before anything else looks at it.

Bytes go in; a decoded, normalised `Source` comes out, or the reasons why not. Cheap and total: linear in the size of
the file, and no input makes it raise. YAML is not known here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from roi_spec.model.finding import Edit, Finding, Fix, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source, Span
from roi_spec.model.text import Text, text
from roi_spec.read import rules
from roi_spec.read.characters import Offence, offences
from roi_spec.read.places import Places


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a spec may be; each limit is far above what a person writes and far below what hurts a computer."""

    file_bytes: int = 1024 * 1024
    lines: int = 20_000
    depth: int = 32
    values: int = 20_000
    text_length: int = 10_000


LIMITS = Limits()

_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""Byte-order marks of encodings with more than one byte for every character; the longer marks first."""
_OTHER_FILES = (
    (b"PK\x03\x04", text("an Office file or a zip file")),
    (b"%PDF-", text("a PDF file")),
    (b"\xd0\xcf\x11\xe0", text("an old Office file")),
    (b"\x89PNG", text("a picture")),
    (b"\xff\xd8\xff", text("a picture")),
    (b"\x1f\x8b", text("a compressed file")),
)
_USUAL = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽž€£§°±²³µ·½¼¾«»‘’‚“”„–—…•®©™\xa0")
_MOJIBAKE = re.compile("(?:[ÂÃ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|â[\u0080-\u00bf\u0152-\u2122]{2})")
_MOST = 10_000
"""Odd characters counted in one file; a file with more of them is not a text."""
_SHOWN = 3
"""How many further places of one kind are named; the rest is counted."""


def admit(path: str, content: bytes, limits: Limits = LIMITS) -> tuple[Source | None, tuple[Finding, ...]]:
    """Let one file in, or say why not.

    `path` is the name readers see; `content` the bytes on disk. The text of the `Source` has no byte-order mark and
    line feeds only, whatever the file had. No `Source` when a finding is an error.
    """
    start = Span(path, 1, 1, 1, 1)
    if len(content) > limits.file_bytes:
        return None, (too_large(start, len(content), limits),)
    decoded, refused = _decode(path, content)
    if decoded is None:
        return None, refused
    if decoded.count("\n") > limits.lines:
        return None, (_too_many_lines(start, decoded.count("\n"), limits),)
    found = (*_wrong_character_set(path, decoded), *_characters(path, decoded))
    if any(finding.severity is Severity.ERROR for finding in found):
        return None, found
    return Source(path, decoded, hashlib.sha256(content).hexdigest()), found


def too_large(at: Span, size: int, limits: Limits = LIMITS) -> Finding:
    """Say that a file of `size` bytes is too large; also used before the file is opened."""
    return rules.FILE_TOO_LARGE.finding(
        at,
        text("This file is {size} kB; a spec may be {most} kB.", size=-(-size // 1024), most=limits.file_bytes // 1024),
        help=text("Put long lists in a CSV file beside the spec and name that file here."),
    )


def _too_many_lines(at: Span, count: int, limits: Limits) -> Finding:
    return rules.FILE_TOO_LARGE.finding(
        at,
        text("This file has {count} lines; a spec may have {most}.", count=count, most=limits.lines),
        help=text("Put long lists in a CSV file beside the spec and name that file here."),
    )


def readable(content: bytes) -> str | None:
    """Give the text of a file as its fixes count it, also when the gate refuses the file; None when it is not text.

    Whoever applies fixes splices them into this text and saves the result as UTF-8; that alone mends the encoding.
    """
    codec = _codec(content)
    try:
        return _normalise(content.decode(codec)) if codec else None
    except UnicodeDecodeError:
        return None


def _codec(content: bytes) -> str | None:
    wide = _wide(content)
    if wide:
        return wide.lower()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None if _other_file(content) else "cp1252"
    return "utf-8-sig"


def _normalise(decoded: str) -> str:
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def _decode(path: str, content: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    start = Span(path, 1, 1, 1, 1)
    other = _other_file(content)
    if other:
        return None, (_not_text(start, other),)
    wide = _wide(content)
    if wide or _looks_like_utf16(content):
        return None, (_saved_as(start, wide or "UTF-16", None, fixable=bool(wide), safe=True),)
    try:
        return _normalise(content.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        return None, (_explain_encoding(path, content, error.start),)


def _other_file(content: bytes) -> Text | None:
    return next((name for magic, name in _OTHER_FILES if content.startswith(magic)), None)


def _wide(content: bytes) -> str | None:
    return next((name for mark, name in _WIDE if content.startswith(mark)), None)


def _looks_like_utf16(content: bytes) -> bool:
    """Say whether every other byte of the beginning is zero, as in UTF-16 text without a mark."""
    head = content[:200]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])) and any(head)


def _not_text(at: Span, kind: Text) -> Finding:
    return rules.NOT_UTF8.finding(
        at,
        text("This is {kind}, not a text file.", kind=kind),
        help=text("Save the spec as plain text with the encoding UTF-8."),
    )


def _explain_encoding(path: str, content: bytes, offset: int) -> Finding:
    """Name the likely encoding of a file that is not UTF-8, and its first odd character."""
    before = _normalise(content[:offset].decode("utf-8-sig"))
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    at = Span(path, line, column, line, column + 1)
    try:
        guess = content.decode("cp1252")
    except UnicodeDecodeError:
        return _broken_utf8(at, content[offset])
    unusual = {char for char in guess if char > "\x7f"} - _USUAL
    if any(char < "\xa0" for char in unusual):
        return _broken_utf8(at, content[offset])
    return _saved_as(at, "Windows-1252", content[offset : offset + 1].decode("cp1252"), safe=not unusual)


def _saved_as(at: Span, encoding: str, first: str | None, *, fixable: bool = True, safe: bool) -> Finding:
    if first is None:
        message = text("This file is saved as {encoding}.", encoding=encoding)
    else:
        message = text(
            "This file is saved as {encoding}. First odd character: {char} in line {line}.",
            encoding=encoding,
            char=first,
            line=at.line,
        )
    fix = Fix(text("Save the file as UTF-8"), (), safe=safe) if fixable else None
    advice = text("Save it again with the encoding UTF-8; in Notepad: File, Save as, Encoding.")
    return rules.NOT_UTF8.finding(at, message, help=advice, fix=fix)


def _broken_utf8(at: Span, byte: int) -> Finding:
    return rules.NOT_UTF8.finding(
        at,
        text("Line {line} contains a byte that is no letter in UTF-8: {byte}.", line=at.line, byte=f"0x{byte:02X}"),
        help=text("Open the file in the program it came from and save it again with the encoding UTF-8."),
    )


def _characters(path: str, decoded: str) -> Iterator[Finding]:
    """Report every kind of refused character once, with its first place, a count and one fix for all of them."""
    garbled = [match.span() for match in _garbled(decoded)]
    found = sorted(
        (
            each
            for each in islice(offences(decoded), _MOST)
            if not any(start <= each.start < end for start, end in garbled[:100])
        ),
        key=lambda offence: (offence.rule.id, offence.start),
    )
    if found:
        places = Places.of(path, decoded)
        for rule, group in groupby(found, key=lambda offence: offence.rule):
            yield character_finding(rule, tuple(group), decoded, places)


def character_finding(rule: Rule, group: tuple[Offence, ...], decoded: str, places: Places) -> Finding:
    """Make the one finding for all characters of a kind in a raw text."""
    first = group[0]
    edits = tuple(Edit(places.span(each.start, each.end), each.replacement) for each in group)
    return rule.finding(
        edits[0].span,
        character_message(first, decoded, len(group)),
        help=text("Remove it, or type the word again."),
        related=tuple(Label(edit.span, text("and here")) for edit in edits[1 : 1 + _SHOWN]),
        fix=Fix(text("Remove the character"), edits, safe=rule is rules.INVISIBLE_CHARACTER),
    )


def character_message(offence: Offence, whole: str, count: int = 1) -> Text:
    """Say in which word of a text a refused character stands, and how often its kind occurs."""
    kind, word = _KINDS[offence.rule.id], _word_around(whole, offence)
    if count > 1:
        return text(
            "“{word}” contains {kind}: {name}. The file has {count} of this kind.",
            word=word,
            kind=kind,
            name=offence.name,
            count=count,
        )
    if not word:
        return text("Here stands {kind}: {name}.", kind=kind, name=offence.name)
    return text("“{word}” contains {kind}: {name}.", word=word, kind=kind, name=offence.name)


_KINDS = {
    rules.CONTROL_CHARACTER.id: text("a control character"),
    rules.INVISIBLE_CHARACTER.id: text("an invisible character"),
    rules.DIRECTION_CHARACTER.id: text("a character that reverses the reading direction"),
    rules.UNKNOWN_CHARACTER.id: text("a character without an agreed meaning"),
    rules.STACKED_ACCENTS.id: text("a letter with more than eight accents"),
}


def _word_around(whole: str, offence: Offence) -> str:
    """Give the word in which an offence stands, as a reader sees it: without the offence and its like."""
    before = re.split(r"\s", whole[max(0, offence.start - 40) : offence.start])[-1]
    after = re.split(r"\s", whole[offence.end : offence.end + 40])[0]
    return "".join(char for char in before + after if char.isprintable()).strip(":")


def _wrong_character_set(path: str, decoded: str) -> Iterator[Finding]:
    """Report text that was UTF-8, was read as Windows-1252 and saved again: `CoÃ¶rdinatie`."""
    found = [(match, _undo(match[0]) or "") for match in _garbled(decoded)]
    if not found:
        return
    hidden = any("\x7f" <= char < "\xa0" for match, _ in found for char in match[0])
    places = Places.of(path, decoded)
    edits = tuple(Edit(places.span(*match.span()), meant) for match, meant in found)
    match, meant = found[0]
    yield rules.WRONG_CHARACTER_SET.finding(
        edits[0].span,
        text("“{written}” was probably meant as “{meant}”.", written=match[0], meant=meant),
        help=text("Write {meant} instead of {written}.", meant=meant, written=match[0]),
        related=tuple(Label(edit.span, text("and here")) for edit in edits[1 : 1 + _SHOWN]),
        fix=Fix(text("Restore the letters"), edits, safe=False),
        severity=Severity.ERROR if hidden else None,
    )


def _garbled(decoded: str) -> Iterator[re.Match[str]]:
    if not any(sign in decoded for sign in "ÂÃâ"):
        return iter(())
    return islice((match for match in _MOJIBAKE.finditer(decoded) if _undo(match[0])), _MOST)


def _undo(written: str) -> str | None:
    """Give what the signs were before they were read with the wrong character set, or None when they were not."""
    try:
        # The five bytes that Windows-1252 leaves open come through most programs as control characters.
        return b"".join(char.encode("latin-1" if char < "\xa0" else "cp1252") for char in written).decode("utf-8")
    except UnicodeError:
        return None
