"""A text seen line by line, the way its author sees it: names, values, remarks, text blocks.

This is not a YAML parser. It works on broken text, where a parser has already given up, and only tells which part of a
line is what, so that the scan and the repairs look for mistakes where a mistake can be, and never inside prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["blank", "remark", "entry", "more", "block", "quoted", "brackets"]
"""`entry`: a name, an item or a text on its own; `more`: a further line of an unquoted text; `block`: inside a text
under | or >; `quoted` and `brackets`: inside quotation marks or brackets opened on an earlier line."""

BULLETS = "•·▪‣◦●○■□►➤➢✓–—*"
ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_DASHES = re.compile(r"(?:-(?:[ \t]+|$))*")
_BULLET = re.compile(rf"[{re.escape(BULLETS)}](?=[\s])[\s]+(?![\d.,]+(?:\s|$))")
_TIGHT_DASH = re.compile(r"-(?=[^\s\d.,-])")
_COLON = re.compile(r":(?=[ \t]|$)")
_QUOTED_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)""")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*'")
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#")
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")
_FLOW_PARTS = re.compile(r"""(?<![^\s\[{,:])"(?:[^"\\]|\\.)*"|(?<![^\s\[{,:])'(?:[^']|'')*'|(?<=[ \t])#.*|[\[{\]}]""")
_LOOKS_LIKE_ENTRY = re.compile(r"[ \t]*(?:- +)?[A-Za-z_][\w-]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line and what stands where in it. Offsets are 0-based and count from the start of the line."""

    number: int
    text: str
    role: Role
    indent: int
    """Ordinary spaces at the start."""
    mark: str = ""
    """The sign before a list item: a hyphen, or what the author used instead."""
    mark_at: int = 0
    tight: bool = False
    """The hyphen has no space behind it."""
    content_at: int = 0
    """Where the text behind indentation and list marks begins."""
    key: str = ""
    """The name before the colon, as written; empty when there is none."""
    value_at: int = 0
    """Where the value begins; the end of the line when it has none."""
    value_end: int = 0
    """Where it ends: before a remark and spaces."""
    remark_at: int = -1
    """Where a remark after the value begins, or -1."""
    owner: int = -1
    """How far the name or hyphen to which the value belongs is indented; -1 for the file itself."""
    fills: bool = False
    """A text on its own that is the value of the empty name above it."""
    unclosed: str = ""
    """The quotation mark or brackets that this line opens and that nothing closes."""

    @property
    def value(self) -> str:
        """Give the value as written on this line."""
        return self.text[self.value_at : self.value_end]

    @property
    def content(self) -> str:
        """Give the line without indentation and list marks."""
        return self.text[self.content_at :].rstrip()

    @property
    def is_block_header(self) -> bool:
        """Say whether a text block begins under this line."""
        return bool(_BLOCK_HEADER.match(self.text, self.value_at)) and self.role == "entry"


def read_lines(content: str) -> tuple[Line, ...]:
    """Describe every line of a text whose lines end in a line feed."""
    return _Reader(content.split("\n")).read()


class _Reader:
    """One pass over the lines; every line is looked at once, or twice when it follows an open mark."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.lines: list[Line] = []
        self.block_owner: int | None = None
        self.plain_owner: int | None = None
        self.empty_owner: int | None = None
        """The indentation of a name whose value has not come yet."""
        self.patience = 4 * len(texts) + 100
        """Lines that may still be looked ahead at; keeps the whole linear on hostile files."""

    def read(self) -> tuple[Line, ...]:
        while len(self.lines) < len(self.texts):
            self._next()
        return tuple(self.lines)

    def _next(self) -> None:
        number, written = len(self.lines) + 1, self.texts[len(self.lines)]
        indent = len(written) - len(written.lstrip(" "))
        line = Line(number, written, "entry", indent, content_at=indent)
        if not written.strip(" \t"):
            self.lines.append(replace(line, role="block" if self.block_owner is not None else "blank"))
        elif self.block_owner is not None and indent > self.block_owner:
            self.lines.append(replace(line, role="block"))
        elif written.lstrip(" \t").startswith("#"):
            self.plain_owner = None
            self.lines.append(replace(line, role="remark"))
        elif self.plain_owner is not None and indent > self.plain_owner:
            start, end, remark = _value(written, indent)
            more = replace(line, role="more", owner=self.plain_owner, value_at=start, value_end=end, remark_at=remark)
            self.lines.append(more)
        else:
            self._entry(number, written, indent)

    def _entry(self, number: int, written: str, indent: int) -> None:
        """Take a line with a name, an item or a text on its own, and everything it opens."""
        entry = _dissect(number, written, indent)
        if not entry.key and not entry.mark and self.empty_owner is not None and entry.indent > self.empty_owner:
            entry = replace(entry, fills=True, owner=self.empty_owner)
        self.block_owner = self.plain_owner = None
        value = entry.value
        if entry.is_block_header:
            self.block_owner = entry.owner
        elif value[:1] in ("'", '"'):
            entry = self._quoted(entry)
        elif value[:1] in ("[", "{"):
            entry = self._brackets(entry)
        else:
            self._plain(entry)
            self.lines.append(entry)
            return
        self.empty_owner = None
        if len(self.lines) < entry.number:
            self.lines.append(entry)

    def _plain(self, entry: Line) -> None:
        """Remember what the next line may belong to."""
        if entry.key and not entry.value:
            self.empty_owner = entry.owner
        elif not entry.fills:
            self.empty_owner = None
        belongs = entry.fills or entry.key or entry.mark == "-"
        if entry.value and belongs and entry.remark_at < 0 and not entry.value.startswith("//"):
            self.plain_owner = entry.owner

    def _quoted(self, entry: Line) -> Line:
        """Follow quotation marks to their end, unless lines that are clearly names come first."""
        mark = entry.value[0]
        closing = re.compile(r'(?:[^"\\]|\\.)*"' if mark == '"' else r"(?:[^']|'')*'(?!')")
        rest = re.compile(r'(?:[^"\\]|\\.)*' if mark == '"' else r"(?:[^']|'')*")
        if closing.match(entry.text, entry.value_at + 1):
            return entry
        for length, written in self._ahead(entry):
            indent = len(written) - len(written.lstrip(" "))
            if written.strip() and indent <= entry.owner:
                break
            if closing.match(written):
                self._swallow(entry, length, "quoted")
                return entry
            if not rest.fullmatch(written) and not written.endswith("\\"):
                break
        return replace(entry, unclosed=mark)

    def _brackets(self, entry: Line) -> Line:
        """Follow brackets to their end, unless a line that is clearly a name comes first."""
        opened = open_brackets(entry.text[entry.value_at :])
        if not opened:
            return entry
        so_far = opened
        for length, written in self._ahead(entry):
            indent = len(written) - len(written.lstrip(" "))
            if indent <= max(entry.owner, 0) and _LOOKS_LIKE_ENTRY.match(written):
                break
            so_far = open_brackets(written, so_far)
            if not so_far:
                self._swallow(entry, length, "brackets")
                return entry
        return replace(entry, unclosed=opened)

    def _ahead(self, entry: Line) -> Iterator[tuple[int, str]]:
        """Give the lines below one, numbered from 1, while patience lasts."""
        for index in range(entry.number, len(self.texts)):
            if self.patience <= 0:
                return
            self.patience -= 1
            yield index - entry.number + 1, self.texts[index]

    def _swallow(self, entry: Line, length: int, role: Role) -> None:
        """Take the lines that belong to what `entry` opened."""
        self.lines.append(entry)
        for written in self.texts[entry.number : entry.number + length]:
            indent = len(written) - len(written.lstrip(" "))
            self.lines.append(Line(len(self.lines) + 1, written, role, indent, content_at=indent))


def open_brackets(written: str, opened: str = "") -> str:
    """Give the brackets that are open at the end of a line, when `opened` were open at its start."""
    for part in _FLOW_PARTS.finditer(written):
        if part[0] in ("[", "{"):
            opened += part[0]
        elif part[0] in ("]", "}"):
            opened = opened[:-1]
            if not opened:
                return ""
    return opened


def _dissect(number: int, written: str, indent: int) -> Line:
    """Find list marks, name, value and remark of a line."""
    dashes = _DASHES.match(written, indent)
    at = dashes.end() if dashes else indent
    mark, mark_at = ("-", written.rindex("-", indent, at)) if at > indent else ("", indent)
    odd = _BULLET.match(written, at) or (_TIGHT_DASH.match(written, at) if not mark else None)
    if odd:
        mark, mark_at, at = odd[0].strip(), at, odd.end()
    name, after = _key(written, at)
    start, end, remark = _value(written, after)
    return Line(
        number,
        written,
        "entry",
        indent,
        mark=mark,
        mark_at=mark_at,
        tight=bool(odd) and mark == "-",
        content_at=at,
        key=name,
        value_at=start,
        value_end=end,
        remark_at=remark,
        owner=at if name else mark_at if mark else -1,
    )


def _key(written: str, at: int) -> tuple[str, int]:
    """Give the name that begins at an offset (or none), and where the text after its colon begins."""
    if written[at : at + 1] in ("'", '"'):
        quoted = _QUOTED_KEY.match(written, at)
        return (quoted[1], quoted.end()) if quoted else ("", at)
    colon = _COLON.search(written, at)
    if not colon or colon.start() == at or written[at] in "[{":
        return "", at
    remark = _REMARK.search(written, at, colon.start())
    return ("", at) if remark else (written[at : colon.start()].rstrip(), colon.end())


def _value(written: str, at: int) -> tuple[int, int, int]:
    """Give where the value at or behind an offset begins, where it ends, and where a remark begins (or -1)."""
    start = len(written) - len(written[at:].lstrip(" \t"))
    remark = _remark_after(written, start) if "#" in written else -1
    end = len((written[:remark] if remark >= 0 else written).rstrip(" \t"))
    return start, max(start, end), remark


def _remark_after(written: str, start: int) -> int:
    """Find the remark behind a value; a # inside closed quotation marks or brackets is text."""
    search_from = start
    if written[start : start + 1] == '"':
        closed = _DOUBLE_QUOTED.match(written, start)
        search_from = closed.end() if closed else len(written)
    elif written[start : start + 1] == "'":
        closed = _SINGLE_QUOTED.match(written, start)
        search_from = closed.end() if closed else len(written)
    elif written[start : start + 1] in ("[", "{"):
        parts = [part for part in _FLOW_PARTS.finditer(written, start) if part[0].startswith("#")]
        return parts[0].start() if parts else -1
    remark = _REMARK.search(written, search_from)
    return remark.start() if remark else -1


def usual_step(lines: tuple[Line, ...]) -> int:
    """Give how many spaces one level of this file is wide, by what most of its lines do; 2 when nothing tells."""
    indents = [line.indent for line in lines if line.role == "entry" and line.indent]
    fitting = {step: sum(indent % step == 0 for indent in indents) for step in (4, 2, 3)}
    return next((step for step, count in fitting.items() if indents and count >= 0.8 * len(indents)), 2)
