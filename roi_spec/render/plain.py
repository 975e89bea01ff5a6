"""Text for a screen of fixed-width characters, from values that somebody else wrote.

What comes from a file may hold control characters, direction marks or a line that a build server obeys (`::error`,
`##vso[`). Here such text is made harmless and stays readable; formulas are written as one line of plain characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from roi_spec.model.text import Text

MOST = 200
"""Characters of one value of a file that are shown in a sentence."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories without a picture of their own: controls, direction marks, line separators, unassigned."""

_OBEYED = re.compile(r"##(?=\[|vso\[)", re.IGNORECASE)
"""Build servers look for these anywhere in a line; `::command::` counts only at its start."""


def shown(character: str) -> str:
    """Give a character as it may be printed: itself, or its number when it has no picture."""
    if character == "\t":
        return "→"
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(words: str) -> str:
    """Give text on one line: line ends become spaces, hidden characters their number; no build server obeys it."""
    joined = " ".join(words.splitlines()) if any(sign in words for sign in "\n\r") else words
    return "".join(cells_of(joined))


def cells_of(line: str) -> list[str]:
    """Give every character of one line as `one_line` would print it, so that a place in the line can be counted."""
    cells = [shown(character) for character in line]
    for order in _OBEYED.finditer(line):
        cells[order.start() + 1] = "\\x23"
    return cells


def no_order(line: str) -> str:
    """Give a line that may be a whole row: `::error` is an order at its start, also behind spaces, and nowhere else."""
    begin = len(line) - len(line.lstrip())
    return f"{line[:begin]}\\x3a{line[begin + 1 :]}" if line.startswith("::", begin) else line


def quoted(message: Text) -> Text:
    """Give a sentence whose values from files are on one line, harmless and not longer than `MOST`.

    Only the values change: line ends in our own sentence stay, so that an example keeps its lines.
    """
    return replace(message, params=tuple((name, _value(value)) for name, value in message.params))


def _value(value: Any) -> Any:
    if isinstance(value, Text):
        return quoted(value)
    if isinstance(value, tuple):
        return tuple(_value(one) for one in value)
    if not isinstance(value, str):
        return value
    return "\n".join(cut(one_line(line)) for line in value.split("\n"))


def cut(line: str, most: int = MOST) -> str:
    """Give the start of a line that is too long, with a mark that there is more."""
    return line if len(line) <= most else line[: most - 1] + "…"


def width(words: str) -> int:
    """Count the columns that printed text takes: combining marks take none, wide characters two."""
    return sum(_columns(character) for character in words)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def padded(words: str, columns: int, *, right: bool = False) -> str:
    """Fill text up to a number of columns; `right` puts it at the right end, as figures stand."""
    space = " " * max(columns - width(words), 0)
    return space + words if right else words + space
