"""Putting fixes into a text: so that the rest of the file is read as if they were made, or to make them for good."""

from __future__ import annotations

import re
from bisect import bisect_left
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


def spliced(raw: str, edits: Iterable[Edit]) -> str:
    """Give a text with edits made in it for good; they may not overlap (see `overlap`).

    `raw` is the text with the line ends it has on disk, which stay as they are, also where a file mixes them; edits
    count lines as the gate does. New line ends are of the kind that the file uses most.
    """
    plain = raw.replace("\r\n", "\n").replace("\r", "\n")
    places = Places.of("", plain)
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", raw))]
    line_end = usual_line_end(raw)
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, end = (offset + bisect_left(pairs, offset) for offset in _offsets(places, edit, len(plain)))
        raw = raw[:start] + edit.replacement.replace("\n", line_end) + raw[end:]
    return raw


def usual_line_end(raw: str) -> str:
    """Give the line end that a text uses most; a line feed when it has none."""
    both = raw.count("\r\n")
    counted = {"\n": raw.count("\n") - both, "\r\n": both, "\r": raw.count("\r") - both}
    return max(counted, key=lambda one: counted[one])


def overlap(some: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Say whether edits touch the same text; two at one spot do, since nobody knows which comes first."""
    taken = [(edit.span.path, *_ends(edit)) for edit in others]
    for edit in some:
        start, end = _ends(edit)
        for path, begin, until in taken:
            if path == edit.span.path and (start == begin or (start < until and begin < end)):
                return True
    return False


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    span = edit.span
    return (span.line, span.column), (span.end_line, span.end_column)


def _offsets(places: Places, edit: Edit, size: int) -> tuple[int, int]:
    span = edit.span
    start = places.offset(span.line, span.column)
    beyond = span.end_line > len(places.starts)
    return start, size if beyond else places.offset(span.end_line, span.end_column)
