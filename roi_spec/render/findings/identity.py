"""What a finding is called from run to run: its rule and the place it is about, by ids instead of by positions.

Lines move when somebody adds a line above them, and list positions when somebody adds an item in front. So a place is
named by the `id` of every list item on the way, and by what an item says where it has no `id`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Finding
from roi_spec.model.source import Pointer, Source, Span

_NAMES = ("id", "rule", "title", "name")
"""The fields that name an item of a list, the most telling first."""
_MOST = 80
"""Characters of an item that go into its name."""


def fingerprints(
    findings: Sequence[Finding],
    documents: Mapping[str, Document] | None = None,
    sources: Mapping[str, Source] | None = None,
) -> tuple[str, ...]:
    """Give a name for each finding, 32 hexadecimal digits, different for each of them.

    `documents` and `sources` by path. Without the document of a file its places are named by position; a finding
    without a place in the tree is named by the words of its line.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        cause = _cause(finding, (documents or {}).get(finding.at.path), (sources or {}).get(finding.at.path))
        seen[cause] += 1
        written = f"{cause} {seen[cause]}"
        names.append(hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest()[:32])
    return tuple(names)


def _cause(finding: Finding, document: Document | None, source: Source | None) -> str:
    pointer = finding.pointer or (pointer_at(document, finding.at) if document else ())
    route: list[str] = list(address(document, pointer)) if document else [str(part) for part in pointer]
    if not route and source is not None:
        route = [source.line(finding.at.line).strip()]
    return json.dumps([finding.code, finding.at.path, *route], ensure_ascii=True)


def address(document: Document, pointer: Pointer) -> Iterator[str]:
    """Give the parts of a route with every list position replaced by what names the item there."""
    node: Node | None = document.root
    for part in pointer:
        child = None if node is None else node.item(part) if isinstance(part, int) else node.get(part)
        yield _name(child, part) if isinstance(part, int) else part
        node = child


def _name(item: Node | None, position: int) -> str:
    if item is None:
        return str(position)
    if item.kind == "scalar":
        return item.text[:_MOST]
    named = ((key, item.get(key)) for key in _NAMES)
    told = next((f"{key}={node.text[:_MOST]}" for key, node in named if node is not None and node.text), None)
    plain = (f"{key}={node.text[:_MOST]}" for key, node in item.fields if node.text)
    return told or next(plain, str(position))


def pointer_at(document: Document, at: Span) -> Pointer:
    """Give the route to the smallest value that a place lies in."""
    found: Pointer = ()
    for node in document.root.walk():
        begin = node.key_or_value
        if (begin.line, begin.column) <= (at.line, at.column) < (node.span.end_line, node.span.end_column):
            found = node.pointer
    return found
