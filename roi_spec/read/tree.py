"""From parse events to `Node`s with exact places, and the refusal of everything a spec has no use for.

Iterative, so that no depth overflows, and bounded by `Limits` while it builds, so that a bomb ends at its first line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from roi_spec.model.document import Node
from roi_spec.model.finding import Finding
from roi_spec.model.source import Pointer, Source, Span
from roi_spec.read import refusals
from roi_spec.read.characters import offences
from roi_spec.read.gate import Limits
from roi_spec.read.places import Places

Kind = Literal["document", "map", "list", "end", "scalar", "alias"]
Place = tuple[int, int]

_MOST_OF_A_KIND = 20
"""Findings of one rule in one file; a file with more of them has one cause."""
_ALONE = re.compile(r"\s*(?:#[^\n]*\n\s*)*[,}]")
_COLON = re.compile(r"[ \t]*:")


@dataclass(slots=True)
class Event:
    """One step of a parser through a file; places are (line, column), 1-based.

    Not frozen, as an exception: it lives for a moment, there are hundreds in a file, and freezing one takes longer than
    reading it.
    """

    kind: Kind
    start: Place
    end: Place
    text: str = ""
    style: str = ""
    """Scalars: `"`, `'`, `|`, `>` or nothing."""
    flow: bool = False
    """Maps and lists: written with brackets."""
    anchor: str = ""
    tagged: bool = False
    directive: bool = False
    """Documents: a % line stands above it."""


class Stop(Exception):  # noqa: N818 - not an error of the program: it carries a finding to the edge of the stage
    """Ends the building at a finding after which the tree would mean nothing."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(slots=True)
class _Open:
    """A map or list whose end has not come yet."""

    event: Event
    pointer: Pointer
    key_span: Span | None
    fields: list[tuple[str, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    seen: dict[str, Span] = field(default_factory=dict)
    key: tuple[str, Span] | None = None
    """The key that waits for its value."""

    @property
    def is_map(self) -> bool:
        return self.event.kind == "map"

    def last_end(self) -> Place | None:
        """Give the end of the last thing inside, for maps and lists that end by indentation."""
        child = self.items[-1] if self.items else self.fields[-1][1] if self.fields else None
        return (child.span.end_line, child.span.end_column) if child else None


def build(events: Iterator[Event], source: Source, limits: Limits) -> tuple[Node | None, tuple[Finding, ...]]:
    """Build the tree of one file. Raises `Stop` with the finding that ends it; passes the parser's exceptions on."""
    builder = _Builder(source, limits)
    for event in events:
        builder.take(event)
    return builder.root, builder.done()


class _Builder:
    """The state of one pass over the events."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.places = Places.of(source.path, source.text)
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self.anchors: dict[str, Event] = {}
        self.aliases: list[Event] = []
        self.values = 0
        self.documents = 0

    def take(self, event: Event) -> None:
        """Take the next event."""
        if event.kind == "end":
            self._close(event)
        elif event.kind == "document":
            self._document(event)
        elif not self._key_is_due():
            self._value(event)
        elif event.kind == "scalar":
            self._key(event)
        else:
            raise Stop(self._not_a_name(event))

    def done(self) -> tuple[Finding, ...]:
        """Give what was found, after the last event."""
        self._references()
        root = self.root
        if root is None or (root.kind == "scalar" and root.is_empty):
            self.root = None
            self._say(refusals.empty(self.source))
        elif root.kind == "scalar" and not root.quoted:
            self._say(refusals.only_words(root))
        return tuple(self.findings)

    # -- the kinds of events ------------------------------------------------------------------------------------------

    def _document(self, event: Event) -> None:
        self.documents += 1
        if event.directive:
            raise Stop(refusals.directive(self._span(event.start, event.end)))
        if self.documents > 1:
            raise Stop(refusals.second_document(self._span(event.start, event.end)))

    def _key(self, event: Event) -> None:
        """Take a scalar in the place of a key."""
        span = self._span(event.start, event.end)
        name = unicodedata.normalize("NFC", event.text)
        if not name.strip():
            raise Stop(self._not_a_name(event))
        if event.anchor or event.tagged:
            self._refuse_extras(event, span)
        if event.style == '"':
            self._check_characters(event, span)
        self._count(event)
        if name == "<<" and not event.style:
            raise Stop(refusals.merge_key(span))
        self.open[-1].key = (name, span)

    def _value(self, event: Event) -> None:
        """Take a scalar, an alias, or the beginning of a map or list in the place of a value."""
        self._count(event)
        pointer, key_span = self._pointer(), self._key_span()
        if event.kind in ("map", "list"):
            if len(self.open) >= self.limits.depth:
                raise Stop(refusals.too_deep(self._span(event.start, event.end), self.limits))
            self._refuse_extras(event, self._span(event.start, event.end))
            self.open.append(_Open(event, pointer, key_span))
            return
        if event.kind == "alias":
            self.aliases.append(event)
        self._place(self._scalar(event, pointer, key_span))

    def _close(self, event: Event) -> None:
        """End the innermost map or list and hand it to the one around it."""
        closed = self.open.pop()
        begin = closed.event
        end = event.end if begin.flow else closed.last_end() or begin.end
        node = Node(
            begin.kind if begin.kind == "map" else "list",
            self._span(begin.start, end),
            closed.key_span,
            fields=tuple(closed.fields),
            items=tuple(closed.items),
            pointer=closed.pointer,
        )
        self._place(node)

    def _scalar(self, event: Event, pointer: Pointer, key_span: Span | None) -> Node:
        span = self._scalar_span(event, key_span)
        if event.anchor or event.tagged:
            self._refuse_extras(event, span)
        if event.style == '"':
            self._check_characters(event, span)
        if len(event.text) > self.limits.text_length:
            self._say(refusals.too_long(span, len(event.text), self.limits))
        return Node(
            "scalar",
            span,
            key_span,
            text=unicodedata.normalize("NFC", event.text),
            quoted=bool(event.style),
            block=event.style in ("|", ">"),
            pointer=pointer,
        )

    def _place(self, node: Node) -> None:
        """Put a finished value where it belongs."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if not parent.is_map:
            parent.items.append(node)
            return
        assert parent.key is not None  # a value in a map always follows its key
        (name, span), parent.key = parent.key, None
        if parent.event.flow and self._has_no_colon(node, span):
            self._cut_by_comma(parent, name, span)
        elif name in parent.seen:
            self._say(refusals.duplicate(name, span, parent.seen[name]))
        else:
            parent.seen[name] = span
            parent.fields.append((name, node))

    # -- places -------------------------------------------------------------------------------------------------------

    def _span(self, start: Place, end: Place) -> Span:
        return Span(self.source.path, *start, *end)

    def _offset(self, place: Place) -> int:
        return self.places.offset(*place)

    def _scalar_span(self, event: Event, key_span: Span | None) -> Span:
        """Give the exact place of a scalar: block texts end at their last line, missing values after the colon."""
        if event.style in ("|", ">"):
            start = self._offset(event.start)
            written = self.source.text[start : self._offset(event.end)].rstrip()
            return self.places.span(start, start + len(written))
        if event.kind == "scalar" and not event.text and not event.style and event.start == event.end and key_span:
            return self._after_colon(key_span)
        return self._span(event.start, event.end)

    def _after_colon(self, key_span: Span) -> Span:
        end = self._offset((key_span.end_line, key_span.end_column))
        colon = _COLON.match(self.source.text, end)
        spot = colon.end() if colon else end
        return self.places.span(spot, spot)

    def _key_is_due(self) -> bool:
        return bool(self.open) and self.open[-1].is_map and self.open[-1].key is None

    def _pointer(self) -> Pointer:
        if not self.open:
            return ()
        parent = self.open[-1]
        part: str | int = parent.key[0] if parent.key else len(parent.items)
        return (*parent.pointer, part)

    def _key_span(self) -> Span | None:
        return self.open[-1].key[1] if self.open and self.open[-1].key else None

    # -- refusals -----------------------------------------------------------------------------------------------------

    def _say(self, finding: Finding) -> None:
        if sum(each.code == finding.code for each in self.findings[-_MOST_OF_A_KIND * 5 :]) < _MOST_OF_A_KIND:
            self.findings.append(finding)

    def _count(self, event: Event) -> None:
        self.values += 1
        if self.values > self.limits.values:
            raise Stop(refusals.too_many(self._span(event.start, event.end), self.limits))

    def _not_a_name(self, event: Event) -> Finding:
        return refusals.not_a_name(self._span(event.start, event.end), empty=event.kind == "scalar")

    def _refuse_extras(self, event: Event, span: Span) -> None:
        """Report a tag, remember an anchor."""
        if event.anchor and event.kind != "alias":
            self.anchors.setdefault(event.anchor, event)
        if event.tagged:
            self._say(refusals.tag(span, self._written(span)))

    def _written(self, span: Span) -> str:
        """Give the first line of what stands at a place."""
        start = self._offset((span.line, span.column))
        end = self._offset((span.end_line, span.end_column))
        line_end = self.source.text.find("\n", start)
        return self.source.text[start : min(end, line_end if line_end >= 0 else end)].rstrip()

    def _references(self) -> None:
        """Tell a real anchor with its aliases from a text that happens to begin with & or *."""
        used = {event.anchor for event in self.aliases}
        for event in (*self.anchors.values(), *self.aliases):
            span = self._span(event.start, event.end)
            is_pair = event.anchor in used and event.anchor in self.anchors
            if is_pair or event.kind not in {"scalar", "alias"}:
                self._say(refusals.anchor(span, "*" if event.kind == "alias" else "&", event.anchor))
            else:
                self._say(refusals.reserved_start(span, self._written(span)))

    def _check_characters(self, event: Event, span: Span) -> None:
        r"""Apply the character rule to what escapes such as `\e` have become."""
        for offence in offences(event.text):
            self._say(refusals.escaped_character(span, offence, event.text))
            return

    # -- braces and commas --------------------------------------------------------------------------------------------

    def _has_no_colon(self, node: Node, key_span: Span) -> bool:
        """Say whether a key between braces stands alone: `better` in `{title: Faster, better}`."""
        end = self._offset((key_span.end_line, key_span.end_column))
        return node.kind == "scalar" and not node.text and not node.quoted and bool(_ALONE.match(self.source.text, end))

    def _cut_by_comma(self, parent: _Open, name: str, span: Span) -> None:
        """Join the two halves of a text that a comma between braces has cut, and say so once for all its commas."""
        if not parent.fields or parent.fields[-1][1].kind != "scalar" or parent.fields[-1][1].block:
            self._say(refusals.alone_in_braces(span, name))
            return
        key, before = parent.fields[-1]
        whole = Span(span.path, before.span.line, before.span.column, span.end_line, span.end_column)
        start, end = self._offset((whole.line, whole.column)), self._offset((whole.end_line, whole.end_column))
        joined = " ".join(self.source.text[start:end].split())
        if len(joined) > self.limits.text_length:
            raise Stop(refusals.too_long(whole, len(joined), self.limits))
        parent.fields[-1] = (key, replace(before, text=joined, span=whole, quoted=True))
        if self.findings and self.findings[-1].pointer == before.pointer:
            self.findings.pop()
        self._say(refusals.cut_by_comma(whole, key, joined, before.pointer))
