"""One programme through the history of its workspace: under which name its file stood, and on which files it rested.

A programme is known by its id. Where the id changed as well, git's own look at the content of a renamed file leads
on. A commit counts when it changed the file of the programme, a file that all programmes share, or a data file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from roi_spec.history.past import Records
from roi_spec.history.records import Record

_KIND = re.compile(rb"^kind:[ \t]*[\"']?([a-z-]+)", re.MULTILINE)
_ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9_-]+)", re.MULTILINE)
SHARED = frozenset({"standard-values", "calendar", "workspace"})
"""Kinds of files that all programmes rest on."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a file says that it is, read from its first lines without understanding the rest."""

    kind: str
    id: str


def label(content: bytes) -> Label:
    """Read kind and id of a file; empty where it says none."""
    kind, id = _KIND.search(content), _ID.search(content)
    return Label(kind[1].decode("ascii") if kind else "", id[1].decode("ascii") if id else "")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a programme rested on after a commit."""

    record: Record
    path: str
    """Of its own file."""
    blob: str
    """Content of its own file, as a hash."""
    shared: tuple[tuple[str, str], ...]
    """Name and content of the files that all programmes share."""
    data: tuple[tuple[str, str], ...]
    """The same of every data file of the workspace."""

    @property
    def files(self) -> tuple[object, ...]:
        """Give what has to differ for a commit to count."""
        return (self.path, self.blob, self.shared, self.data)


Known = Callable[[str], Label]
"""Gives the label of a content by its hash."""


def trail(records: Records, programme: str, path: str, known: Known) -> tuple[Mark, ...]:
    """Give what a programme rested on after each commit that changed it, oldest first; none when it is in no commit.

    `path` is where its file stands now.
    """
    found: list[Mark] = []
    for mark in _followed(records, programme, path, known):
        if found and found[-1].files == mark.files:
            found[-1] = mark  # nothing of ours changed since: it is the older commit that made it so
        else:
            found.append(mark)
    return tuple(reversed(found))


def _followed(records: Records, programme: str, path: str, known: Known) -> Iterator[Mark]:
    """Go back through the commits until the file is no longer there."""
    for record, files in records.states():
        here = _place(files, programme, path, known)
        if here is None:
            return
        yield _mark(record, here, files, known)
        programme = known(files[here]).id or programme
        path = next((one.was for one in record.touched if one.path == here and one.was), here)


def _place(files: Mapping[str, str], programme: str, path: str, known: Known) -> str | None:
    """Find the file of a programme: where it stood, else the one that holds its id."""
    if path in files and known(files[path]) == Label("programme", programme):
        return path
    holders = [one for one, blob in files.items() if _is_spec(one) and known(blob) == Label("programme", programme)]
    if len(holders) == 1:
        return holders[0]
    is_own = path in files and known(files[path]).kind == "programme"
    return path if is_own and not holders else None


def _is_spec(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _mark(record: Record, path: str, files: Mapping[str, str], known: Known) -> Mark:
    near = ((one, blob) for one, blob in files.items() if _is_spec(one) and _is_near(one, path))
    shared = ((one, blob) for one, blob in near if known(blob).kind in SHARED)
    data = ((one, blob) for one, blob in files.items() if not _is_spec(one))
    return Mark(record, path, files[path], tuple(sorted(shared)), tuple(sorted(data)))


def _is_near(one: str, path: str) -> bool:
    """Say whether a shared file counts for a programme: as in a build, those at the root and in the same top folder."""
    return "/" not in one or one.partition("/")[0] == path.partition("/")[0]
