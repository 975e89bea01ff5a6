"""The history of single values: which commit made one what it is, and what it was when somebody signed.

Looks at content and not at lines: a value belongs to the commit that changed it, however often its line was moved or
written in another way since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from roi_spec.history import authors
from roi_spec.history.authors import Past, Version
from roi_spec.model.document import Document
from roi_spec.model.signed import Value
from roi_spec.model.signed_items import Item, items_of, written
from roi_spec.model.spec import SignOff
from roi_spec.model.text import Text, text
from roi_spec.read.gate import admit
from roi_spec.read.yaml import parse

Items = dict[str, tuple[Item, ...]]
"""What can be signed of one content, by name; more than one where a value has versions."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One commit on one file, as the values it left behind."""

    version: Version
    after: Items
    before: Items


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of the files of a run; each file is read once."""

    root: Path
    _pasts: dict[str, Past | Text] = field(default_factory=dict)
    _steps: dict[str, tuple[_Step, ...]] = field(default_factory=dict)

    def past(self, path: str) -> Past | Text:
        """Give the versions of a file, or why there are none."""
        if path not in self._pasts:
            self._pasts[path] = authors.past(self.root, path)
        return self._pasts[path]

    def steps(self, path: str) -> tuple[_Step, ...]:
        """Give the values of a file after and before each commit, newest first."""
        if path not in self._steps:
            found = self.past(path)
            versions = () if isinstance(found, Text) else found.versions
            self._steps[path] = tuple(_Step(one, _items(path, one.after), _items(path, one.before)) for one in versions)
        return self._steps[path]

    def same_hands(self, sign_off: SignOff, value: Value) -> bool | Text:
        """Say whether the one who made a value what it is also added the sign-off, or why that cannot be told."""
        signer = self._found(sign_off.at.path, lambda one: _holds(one, sign_off))
        author = self._found(value.at.path, _makes(value))
        if isinstance(signer, Text):
            return signer
        if isinstance(author, Text):
            return author
        return author.author in signer.hands

    def _found(self, path: str, did: Callable[[_Step], bool]) -> Version | Text:
        """Give the newest commit that did something to a file, or why it cannot be told."""
        past = self.past(path)
        if isinstance(past, Text):
            return past
        found = next((one.version for one in self.steps(path) if did(one)), None)
        if found is None or (found.before is None and not past.is_complete):
            return text("the history that is here does not go back far enough")
        return found

    def as_signed(self, value: Value, mark: str) -> str:
        """Give a value as its author had written it when it had this mark; empty when git no longer knows."""
        name = _name(value.address)
        steps = self.steps(value.at.path)
        every = (item for one in steps for side in (one.after, one.before) for item in side.get(name, ()))
        return next((written(item.node) for item in every if item.mark == mark), "")


def _makes(value: Value) -> Callable[[_Step], bool]:
    """Tell whether a commit made a value what it is: it was so afterwards, and not before."""
    return lambda one: value.mark in _marks(one.after, value) and value.mark not in _marks(one.before, value)


def _marks(items: Items, value: Value) -> tuple[str, ...]:
    return tuple(one.mark for one in items.get(_name(value.address), ()))


def _name(address: str) -> str:
    """Give the name under which a value stands in its own file, with all its versions.

    A standard value of a programme stands in a list of values.
    """
    return address.replace("standard.", "values.", 1).partition("@")[0]


def _holds(one: _Step, sign_off: SignOff) -> bool:
    key = _key(sign_off.by, sign_off.digest)
    return key in one.after and key not in one.before


def _items(path: str, content: bytes | None) -> Items:
    """Give what could be signed of an older content, and its sign-offs by role and digest; nothing when unreadable."""
    source = admit(path, content)[0] if content is not None else None
    document = parse(source)[0] if source is not None else None
    if document is None or document.root.kind != "map":
        return {}
    found: Items = {}
    for one in (*items_of(document), *_sign_offs(document)):
        found[_name(one.address)] = (*found.get(_name(one.address), ()), one)
    return found


def _sign_offs(document: Document) -> Iterator[Item]:
    block = document.root.get("sign_offs")
    for node in block.items if block is not None else ():
        by, digest = (child.text if (child := node.get(name)) else "" for name in ("by", "digest"))
        yield Item(_key(by, digest), node, digest)


def _key(by: str, digest: str) -> str:
    return f"{by} {digest}".partition("@")[0]
