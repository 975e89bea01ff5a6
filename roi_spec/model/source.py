"""Where text came from: one file as read, and places in it.

Lines and columns are 1-based and count characters (code points), as a person counts them. Editors that count
UTF-16 units convert at their own edge. Nothing here opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass

Pointer = tuple[str | int, ...]
"""The route from the root of a document to a value: keys and list positions (0-based)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in one file: from (line, column) up to, not including, (end_line, end_column)."""

    path: str
    """The file, relative to the workspace, with forward slashes."""
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file, decoded and accepted by the gate."""

    path: str
    """Relative to the workspace, with forward slashes; the name that readers see."""
    text: str
    digest: str
    """SHA-256 of the bytes on disk, in hexadecimal."""

    def line(self, number: int) -> str:
        """Give line `number` (1-based) without its line end; empty when there is no such line."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def whole(self) -> Span:
        """Give the span of the first line: the place of findings about the file as a whole."""
        return Span(self.path, 1, 1, 1, 1)


def pointer_text(pointer: Pointer) -> str:
    """Write a pointer the way authors read it: `kpis[0].attribution.method`."""
    out = ""
    for part in pointer:
        if isinstance(part, int):
            out += f"[{part}]"
        else:
            out += f".{part}" if out else part
    return out
