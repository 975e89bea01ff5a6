"""One side of a comparison, read: its programmes, and what they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roi_spec import pipeline
from roi_spec.comparing.snapshot import Snapshot
from roi_spec.model.document import Document, Node
from roi_spec.model.source import Span
from roi_spec.model.spec import Calendar, Programme, StandardValues, Workspace
from roi_spec.pipeline import Examined, Ground, Understood
from roi_spec.read import files
from roi_spec.read.yaml import parse

_NOWHERE = Span("", 1, 1, 1, 1)
EMPTY = Node("map", _NOWHERE)
_ID = re.compile(r"^id:\s*[\"']?([a-z0-9][a-z0-9_-]{0,63})[\"']?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Held:
    """One programme of a side, as its file says it."""

    understood: Understood
    document: Document
    id: str

    @property
    def path(self) -> str:
        """Give its file, relative to the workspace."""
        return self.document.source.path

    @property
    def digests(self) -> tuple[str, ...]:
        """Give what tells its file and data files apart from any other."""
        return (self.path, self.document.source.digest, *(one.digest for one in self.understood.tables))

    def words(self, field: str) -> str:
        """Give a field at the top of the file, or nothing."""
        found = self.document.root.get(field)
        return found.text if found is not None else ""


@dataclass(frozen=True, slots=True)
class Read:
    """One side, read but not yet evaluated."""

    snapshot: Snapshot
    ground: Ground | None
    """None: this side has no files at all."""
    programmes: Mapping[str, Held] = field(default_factory=dict)
    others: tuple[Understood, ...] = ()
    """Files that hold no programme that could be read."""

    @property
    def workspace(self) -> Workspace:
        """Give the settings of the house."""
        return self.ground.workspace if self.ground else Workspace()

    @property
    def house(self) -> Node:
        """Give the settings of the house as a tree."""
        return self.workspace.document.root if self.workspace.document else EMPTY

    @property
    def standards(self) -> Node:
        """Give the standard values of all files as one tree: `values`, and the lists they stand in, without them."""
        libraries = [one for one in self._shared() if isinstance(one, StandardValues)]
        values = tuple(item for one in libraries for item in _items(one.node, "values"))
        return _tree(values=values, lists=tuple(_without(one.node, "values") for one in libraries))

    @property
    def events(self) -> Node:
        """Give the events of all calendars as one tree."""
        calendars = [one for one in self._shared() if isinstance(one, Calendar)]
        events = tuple(item for one in calendars for item in _items(one.node, "events"))
        return _tree(events=events, calendars=tuple(_without(one.node, "events") for one in calendars))

    def is_place(self, path: str) -> bool:
        """Say whether this is one of the folders that were looked through, and not a file."""
        settings = self.snapshot.settings
        return path in {files.shown(settings.root, name) for name in settings.names if name.is_dir()}

    def sign_offs(self, programme: str) -> tuple[tuple[str, str], ...]:
        """Give who signed a programme in a file of its own, and the digest of what was signed."""
        found = self.ground.kit.sign_offs.get(programme, ()) if self.ground is not None else ()
        return tuple((one.by, one.digest) for one in found)

    def examined(self, one: Held, *, whole: bool = True) -> Examined:
        """Evaluate and judge one programme; `whole` with everything that is shown, else with what findings need."""
        assert self.ground is not None, "a side without files holds no programmes"
        return pipeline.examined(self.ground, one.understood, for_pages=whole)

    def _shared(self) -> Iterable[StandardValues | Calendar]:
        around = self.ground.around if self.ground else ()
        return (one.spec for one in around if isinstance(one.spec, StandardValues | Calendar))


def read(snapshot: Snapshot) -> Read:
    """Read every file of a side."""
    if not snapshot.settings.names:
        return Read(snapshot, None)
    ground = pipeline.ground(snapshot.settings, for_pages=True)
    programmes: dict[str, Held] = {}
    others = []
    for path in ground.left:
        if not snapshot.holds(files.shown(ground.root, path)):
            continue
        understood = pipeline.understood(ground, path)
        held = _held(understood)
        if held is None or held.id in programmes:
            others.append(understood)
        else:
            programmes[held.id] = held
    return Read(snapshot, ground, programmes, tuple(others))


def _held(understood: Understood) -> Held | None:
    """Give the programme of a file, also of one with mistakes, when it can be read as a tree and has an id."""
    if isinstance(understood.spec, Programme):
        return Held(understood, understood.spec.document, understood.spec.id)
    if understood.source is None or understood.spec is not None:
        return None
    document, _ = parse(understood.source)
    if document is None or document.root.kind != "map":
        # It cannot be read as a tree; its id may still tell which programme it is.
        found = _ID.search(understood.source.text)
        return Held(understood, Document(understood.source, EMPTY), found[1]) if found else None
    id, kind = document.root.get("id"), document.root.get("kind")
    is_programme = kind is None or kind.text == "programme"
    return Held(understood, document, id.text) if id is not None and id.text and is_programme else None


def _items(node: Node, name: str) -> tuple[Node, ...]:
    found = node.get(name)
    return found.items if found is not None else ()


def _without(node: Node, name: str) -> Node:
    return Node(node.kind, node.span, fields=tuple((key, child) for key, child in node.fields if key != name))


def _tree(**lists: tuple[Node, ...]) -> Node:
    return Node(
        "map", _NOWHERE, fields=tuple((name, Node("list", _NOWHERE, items=items)) for name, items in lists.items())
    )
