"""A file as it would be with its fields under the names that were meant.

An author who writes `kosten` for `costs` should not have to mend that before hearing what stands below it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Finding
from roi_spec.model.source import Pointer, Span
from roi_spec.validate import rules


def renamed(document: Document, found: Collection[Finding]) -> Document | None:
    """Give the document with every proposed name in place, or None when no name was proposed. All places stay."""
    names: dict[Span, str] = {}
    for finding in found:
        if is_new_name(finding) and finding.fix is not None:
            names[finding.at] = finding.fix.edits[0].replacement
    return replace(document, root=_renamed(document.root, (), names)) if names else None


def is_new_name(finding: Finding) -> bool:
    """Say whether a finding proposes another name for a field, and nothing else needs to change."""
    return finding.code == rules.UNKNOWN_FIELD.id and finding.fix is not None


def _renamed(node: Node, pointer: Pointer, names: Mapping[Span, str]) -> Node:
    fields: dict[str, Node] = {}
    for name, child in node.fields:
        meant = names.get(child.key_span, name) if child.key_span else name
        # Two names for one field: the second keeps its own, and is said to be there already.
        chosen = name if meant in fields else meant
        fields[chosen] = _renamed(child, (*pointer, chosen), names)
    items = tuple(_renamed(item, (*pointer, number), names) for number, item in enumerate(node.items))
    return replace(node, fields=tuple(fields.items()), items=items, pointer=pointer)
