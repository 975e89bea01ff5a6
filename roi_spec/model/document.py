"""The text of a spec as a tree in which every key and every value knows where it was written.

This is the only shape in which YAML travels through the tool. Scalars keep the text as written; what a scalar means
(number, date, quantity) is decided by the field it stands in, never by its looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from roi_spec.model.source import Pointer, Source, Span

Kind = Literal["map", "list", "scalar"]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value: a scalar with its text, or a map or list with its children."""

    kind: Kind
    span: Span
    """The value itself; for an empty value, the spot after the colon."""
    key_span: Span | None = None
    """The key in front of the value, when the parent is a map."""
    text: str = ""
    """Scalars: the text after YAML has removed quotes and joined lines. Maps and lists: empty."""
    quoted: bool = False
    """Scalars: written in quotes or as a text block, hence text whatever it looks like."""
    block: bool = False
    """Scalars: written as a `|` or `>` text block."""
    fields: tuple[tuple[str, Node], ...] = ()
    """Maps: keys and values in the order written."""
    items: tuple[Node, ...] = ()
    """Lists: the items in the order written."""
    pointer: Pointer = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written here (`key:` alone, `~` or `null`)."""
        return self.kind == "scalar" and not self.quoted and self.text in ("", "~", "null", "Null", "NULL")

    def get(self, key: str) -> Node | None:
        """Give the value of a key of a map, or None."""
        for name, child in self.fields:
            if name == key:
                return child
        return None

    def item(self, position: int) -> Node | None:
        """Give an item of a list (0-based), or None."""
        return self.items[position] if position < len(self.items) else None

    def keys(self) -> tuple[str, ...]:
        """Give the keys of a map, in order."""
        return tuple(name for name, _ in self.fields)

    @property
    def key_or_value(self) -> Span:
        """Give the best place to point at when the value as a whole is meant: its key, else itself."""
        return self.key_span or self.span

    def walk(self) -> Iterator[Node]:
        """Give this node and everything below it, parents first."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            children = [child for _, child in node.fields] or list(node.items)
            pending.extend(reversed(children))


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file as a tree."""

    source: Source
    root: Node

    def find(self, pointer: Pointer) -> Node | None:
        """Give the node a pointer leads to, or None."""
        node: Node | None = self.root
        for part in pointer:
            if node is None:
                return None
            node = node.item(part) if isinstance(part, int) else node.get(part)
        return node

    def nearest(self, pointer: Pointer) -> Node:
        """Give the node a pointer leads to, or its closest ancestor that exists."""
        for length in range(len(pointer), -1, -1):
            node = self.find(pointer[:length])
            if node is not None:
                return node
        return self.root


Plain = dict[str, Any] | list[Any] | str | int | bool | None
