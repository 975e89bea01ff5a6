"""Which findings came and which went. A finding that only moved to another line is the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from roi_spec.compare.items import NAMES
from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Finding
from roi_spec.model.source import Span

Key = tuple[str, str, bool]


def appeared_and_went(
    before: Sequence[Finding], base: Document | None, after: Sequence[Finding], head: Document | None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Give the findings that are new and those that are gone: the same rule at the same thing is the same finding."""
    old = [(_key(one, base), one) for one in before]
    new = [(_key(one, head), one) for one in after]
    return _beyond(new, Counter(key for key, _ in old)), _beyond(old, Counter(key for key, _ in new))


def _beyond(findings: Sequence[tuple[Key, Finding]], known: Counter[Key]) -> tuple[Finding, ...]:
    """Give the findings that are more than what the other side has."""
    left = Counter(known)
    found = []
    for key, finding in findings:
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _key(finding: Finding, document: Document | None) -> Key:
    return finding.code, place_of(finding, document), finding.waived_by is not None


def place_of(finding: Finding, document: Document | None) -> str:
    """Give the place of a finding by ids, which stays when lines move; in another file, the file."""
    if document is None or finding.at.path != document.source.path:
        return finding.at.path
    node, parts = document.root, list[str]()
    while True:
        step = next(((name, child) for name, child in _children(node) if _holds(child, finding.at)), None)
        if step is None:
            return ".".join(parts)
        parts.append(step[0])
        node = step[1]


def _children(node: Node) -> tuple[tuple[str, Node], ...]:
    if node.kind == "map":
        return node.fields
    return tuple((_named(item, number), item) for number, item in enumerate(node.items))


def _named(item: Node, number: int) -> str:
    if item.kind == "map":
        found = next((one for name in NAMES if (one := item.get(name)) is not None), None)
        return found.text if found is not None else str(number)
    return " ".join(item.text.split()) or str(number)


def _holds(node: Node, at: Span) -> bool:
    point = (at.line, at.column)
    spans = [span for span in (node.key_span, node.span) if span is not None]
    return any((span.line, span.column) <= point <= (span.end_line, span.end_column) for span in spans)
