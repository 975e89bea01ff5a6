"""Putting fixes into a text, so that the rest of the file is read as if they were made."""

from __future__ import annotations

from collections.abc import Iterable

from roi_spec.model.finding import Edit, Finding
from roi_spec.read.places import Places


def apply(content: str, findings: Iterable[Finding]) -> str | None:
    """Give a text with the fixes of all findings made, line for line; None when an error has no fix.

    A line that a fix would remove becomes empty, so that every line keeps its number. Of two fixes in one place the
    first is made.
    """
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is None and finding.severity.rank == 0:
            return None
        edits.extend(finding.fix.edits if finding.fix else ())
    places = Places.of("", content)
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = _offsets(places, edit, len(content))
        if start >= at:
            removed_lines = "\n" * content.count("\n", start, end)
            parts += [content[at:start], edit.replacement, removed_lines]
            at = end
    return "".join(parts) + content[at:]


def _offsets(places: Places, edit: Edit, size: int) -> tuple[int, int]:
    span = edit.span
    start = places.offset(span.line, span.column)
    beyond = span.end_line > len(places.starts)
    return start, size if beyond else places.offset(span.end_line, span.end_column)
