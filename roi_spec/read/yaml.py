"""YAML text to a `Document`: the only place that knows ruamel.

ruamel's C parser (or its pure Python one, where the C library is not installed) gives *events*; `tree.py` builds nodes
of them. No scalar is interpreted: `2025-01-05`, `no` and `1e3` stay the text they are. When the text is broken, the
scan and the repairs say where a person should look; the parser's own complaint is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from roi_spec.model.document import Document
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.source import Source
from roi_spec.read import rules
from roi_spec.read.gate import LIMITS, Limits, admit
from roi_spec.read.proposals import Trouble
from roi_spec.read.repair import MOST_REPAIRED, PATIENCE, diagnose
from roi_spec.read.scan import Scanned, scan
from roi_spec.read.splice import apply
from roi_spec.read.tree import Event, Kind, Stop, build

try:
    from _ruamel_yaml import CParser
except ImportError:  # the C library is optional: same nodes, twenty times slower
    CParser = None

RawEvents = Callable[[str], Iterator[Any]]
"""A parser: text in, ruamel's events out."""


def parse(source: Source, limits: Limits = LIMITS) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one accepted file as a tree.

    No `Document` when nothing reliable can be built. A `Document` may come with errors that leave the rest of the file
    readable (a name that occurs twice, a comma between braces), so that the stages after this one can speak as well.
    """
    return parse_with(fastest(), source, limits)


def read_text(path: str, content: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read a text that is not on disk: the gate and `parse` together."""
    source, refused = admit(path, content.encode("utf-8", "surrogatepass"))
    if source is None:
        return None, refused
    document, findings = parse(source)
    return document, (*refused, *findings)


def parse_with(
    reader: RawEvents, source: Source, limits: Limits = LIMITS
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Do the work of `parse` with a given parser."""
    scanned = scan(source)
    if any(finding.severity is Severity.ERROR for finding in scanned.findings):
        return None, (*scanned.findings, *_below_the_scan(reader, source, scanned))
    try:
        root, found = build(events(reader, scanned.text), source, limits)
    except Stop as stop:
        return None, (*scanned.findings, stop.finding)
    except Exception as error:  # noqa: BLE001 - ruamel leaks AssertionError, ValueError, RecursionError and others
        first = _trouble_of(error)
        if reader is c_events and _python_gets_further(scanned.text, first):
            return parse_with(pure_events, source, limits)
        return None, _explain(reader, source, scanned, first)
    usable = root is not None and not any(_spoils(finding) for finding in found)
    return (Document(source, root) if usable and root else None), (*scanned.findings, *found)


def _python_gets_further(content: str, first: Trouble) -> bool:
    """Say whether the parser in Python reads what the C parser does not: `{title: Ready?}` is YAML 1.2, but not 1.1."""
    second = trouble(pure_events, content) if len(content) <= MOST_REPAIRED else first
    return second is None or second.line > first.line


def _explain(reader: RawEvents, source: Source, scanned: Scanned, first: Trouble) -> tuple[Finding, ...]:
    """Name the cause of a parser's trouble: a blemish from the scan, when mending it helps; else a repair."""
    mended = apply(scanned.text, scanned.findings)
    if mended is not None and trouble(reader, mended) is None:
        return tuple(_as_error(finding) if finding.fix else finding for finding in scanned.findings)
    return (*scanned.findings, *_diagnose(reader, source, scanned.text, first))


def _diagnose(reader: RawEvents, source: Source, content: str, first: Trouble) -> tuple[Finding, ...]:
    patience = PATIENCE if reader is c_events else PATIENCE // 10
    return diagnose(source, content, lambda changed: trouble(reader, changed), first, patience)


def _as_error(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.severity is Severity.WARNING else finding


def _below_the_scan(reader: RawEvents, source: Source, scanned: Scanned) -> tuple[Finding, ...]:
    """Look for further mistakes behind those of the scan, in the text as it would be without them."""
    mended = apply(scanned.text, scanned.findings) if len(source.text) <= MOST_REPAIRED else None
    left = trouble(reader, mended) if mended is not None else None
    if mended is None or left is None:
        return ()
    named = {finding.at.line for finding in scanned.findings}
    found = _diagnose(reader, source, mended, left)
    return tuple(finding for finding in found if finding.at.line not in named and finding.code != rules.UNREADABLE.id)


def _spoils(finding: Finding) -> bool:
    """Say whether a finding about the tree leaves the tree without a sure meaning."""
    if finding.severity is not Severity.ERROR or finding.code == rules.DUPLICATE_KEY.id:
        return False
    return finding.code != rules.COMMA_IN_BRACES.id or finding.fix is None


def fastest() -> RawEvents:
    """Give the C parser where it is installed, else the pure one."""
    return c_events if CParser is not None else pure_events


def c_events(content: str) -> Iterator[Any]:
    """Give the events of ruamel's C parser."""
    parser = CParser(content)
    while parser.check_event():
        yield parser.get_event()


def pure_events(content: str) -> Iterator[Any]:
    """Give the events of ruamel's parser in Python."""
    yield from YAML(typ="safe", pure=True).parse(content)


def events(reader: RawEvents, content: str) -> Iterator[Event]:
    """Translate ruamel's events into ours, leaving out those that only open and close the file."""
    for raw in reader(content):
        make = _MAKE.get(type(raw))
        if make:
            yield make(raw)


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _scalar(raw: Any) -> Event:
    start, end = raw.start_mark, raw.end_mark
    return Event(
        "scalar",
        (start.line + 1, start.column + 1),
        (end.line + 1, end.column + 1),
        raw.value,
        raw.style or "",
        anchor=raw.anchor or "",
        tagged=bool(raw.ctag),
    )


def _collection(kind: Kind, raw: Any) -> Event:
    return Event(
        kind,
        _place(raw.start_mark),
        _place(raw.end_mark),
        flow=bool(raw.flow_style),
        anchor=raw.anchor or "",
        tagged=bool(raw.ctag),
    )


def _document(raw: Any) -> Event:
    return Event("document", _place(raw.start_mark), _place(raw.end_mark), directive=bool(raw.version or raw.tags))


def _end(raw: Any) -> Event:
    return Event("end", _place(raw.start_mark), _place(raw.end_mark))


def _alias(raw: Any) -> Event:
    return Event("alias", _place(raw.start_mark), _place(raw.end_mark), anchor=raw.anchor or "")


_MAKE: dict[type, Callable[[Any], Event]] = {
    DocumentStartEvent: _document,
    MappingStartEvent: partial(_collection, "map"),
    SequenceStartEvent: partial(_collection, "list"),
    MappingEndEvent: _end,
    SequenceEndEvent: _end,
    ScalarEvent: _scalar,
    AliasEvent: _alias,
}


def trouble(reader: RawEvents, content: str) -> Trouble | None:
    """Say where a text stops being YAML, or None when it does not."""
    try:
        for _ in reader(content):
            pass
    except Exception as error:  # noqa: BLE001 - as above
        return _trouble_of(error)
    return None


def _trouble_of(error: Exception) -> Trouble:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        context = error.context_mark or mark
        if mark is not None and context is not None:
            return Trouble(mark.line + 1, mark.column + 1, context.line + 1, str(error.problem or ""))
    return Trouble(1, 1, 1, "")
