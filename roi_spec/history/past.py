"""The commits that touched the files of a workspace, and what each of these files held after each of them.

Only plumbing is asked (`rev-list`, `cat-file`, `diff-tree`, `ls-tree`): it obeys no setting of the user, replaces no
objects and shows names as bytes. Merges count once, as what they brought to the main line. The states in between are
worked out from the differences, so that the number of questions to git does not grow with the number of commits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from roi_spec.history import git
from roi_spec.history.records import Record, Touched, record
from roi_spec.model.text import Text, text

MOST_COMMITS = 200
"""Commits that are looked at, counted from the newest; a page says when there are more."""
MOST_BYTES = 8_000_000
"""A file that is larger is not read from history: it would be read again for every commit."""
_MOST_DATES = 20_000
"""Commits of the main line whose dates are held against each other."""
_DAY = 86_400
_PLAIN = "--no-replace-objects"
"""Objects as they are, and not what somebody put in their place."""


@dataclass(frozen=True, slots=True)
class Records:
    """The history of a workspace as far as it can be had."""

    commits: tuple[Record, ...]
    """Those that touched its files, newest first."""
    head: Mapping[str, str]
    """Name and content (a hash) of every such file in the newest commit."""
    is_shallow: bool = False
    """Whether the repository holds only the last part of its history."""
    is_cut: bool = False
    """Whether there are more commits than were looked at."""
    backdated: frozenset[str] = field(default_factory=frozenset)
    """Commits that claim to be more than a day older than one that they rest on."""

    def states(self) -> Iterator[tuple[Record, Mapping[str, str]]]:
        """Give every commit with the files it left behind, newest first."""
        files = dict(self.head)
        for one in self.commits:
            yield one, dict(files)
            undo(files, one.touched)


def undo(files: dict[str, str], touched: Iterable[Touched]) -> None:
    """Turn files back to what they were before a commit."""
    every = tuple(touched)
    for one in every:
        if one.path:
            files.pop(one.path, None)
    for one in every:
        if one.was:
            files[one.was] = one.was_blob


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """Files whose history is wanted: all below the root whose names end so, or only those of one folder."""

    ending: str
    """`.roi.yaml`; not more than letters, digits, points and hyphens."""
    folder: str = "**"

    @property
    def pathspec(self) -> str:
        """Give it as git reads it; signs that would mean something to git lose their meaning."""
        folder = self.folder if self.folder == "**" else re.sub(r"([\\*?\[\]])", r"\\\1", self.folder)
        return f":(glob){folder}/*{self.ending}" if folder else f":(glob)*{self.ending}"

    def fits(self, path: str) -> bool:
        """Say whether a file is one of them."""
        return path.endswith(self.ending) and self.folder in ("**", path.rpartition("/")[0])


def read(root: Path, wanted: Iterable[Wanted], most: int = MOST_COMMITS, at: str = "HEAD") -> Records | Text:
    """Give the history of the wanted files below `root` up to a commit, or why there is none."""
    head = git.commit(root, at)
    if head is None:
        return _why_none(root)
    kinds = tuple(sorted(set(wanted)))
    paths = tuple(one.pathspec for one in kinds)
    listed = _ask(root, "rev-list", "--first-parent", f"--max-count={most + 1}", head, "--", *paths)
    line = _main_line(root, head)
    if listed is None or not line:
        return text("Git could not read the history of this folder.")
    below = {one.id: under.id for one, under in pairwise(line)} | {line[-1].id: ""}
    found = [one for one in listed.decode("ascii").split() if one in below]
    records = _records(root, found[:most])
    return Records(
        commits=tuple(_with_touched(root, records, below, paths)),
        head=_files(root, head, kinds),
        is_shallow=git.is_shallow(root),
        is_cut=len(found) > most or len(line) == _MOST_DATES,
        backdated=_backdated(line),
    )


def contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """Give the bytes of many files by their hash; those that are too large or cannot be had are left out."""
    asked = sorted(set(blobs))
    sizes = _ask(root, "cat-file", "--batch-check", given=_lines(asked)) or b""
    known = [line.split() for line in sizes.decode("ascii", "replace").splitlines()]
    small = [one[0] for one in known if len(one) == 3 and one[1] == "blob" and int(one[2]) <= MOST_BYTES]
    return dict(_objects(root, small))


def _why_none(root: Path) -> Text:
    if git.run(root, "--version") is None:
        return text("Git could not be asked, so there is no history to show.")
    if not git.is_repository(root):
        return text("This folder is not kept in git, so there is no history to show.")
    return text("Nothing was committed here yet, so there is no history to show.")


def _ask(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    return git.run_bytes(root, _PLAIN, *arguments, given=given)


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{one}\n" for one in names).encode()


# --- commits ---------------------------------------------------------------------------------------------------------


def _records(root: Path, ids: Sequence[str]) -> tuple[Record, ...]:
    objects = dict(_objects(root, ids))
    found = (record(id, objects[id]) for id in ids if id in objects)
    return tuple(one for one in found if one is not None)


def _objects(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give objects with their bytes; git writes `<hash> <kind> <size>`, the bytes, and a line end."""
    asked = tuple(ids)
    printed = (_ask(root, "cat-file", "--batch", given=_lines(asked)) or b"") if asked else b""
    place = 0
    while place < len(printed):
        end = printed.index(b"\n", place)
        header = printed[place:end].split()
        if len(header) != 3:  # `<hash> missing`
            place = end + 1
            continue
        size = int(header[2])
        yield header[0].decode("ascii"), printed[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


@dataclass(frozen=True, slots=True)
class _Point:
    """A commit of the main line and its moment."""

    id: str
    moment: int


def _main_line(root: Path, head: str) -> list[_Point]:
    """Give the commits of the main line, newest first; where the clone ends, the line ends."""
    said = _ask(root, "rev-list", "--first-parent", "--timestamp", f"--max-count={_MOST_DATES}", head, "--") or b""
    pairs = (line.split() for line in said.decode("ascii", "replace").splitlines())
    return [_Point(one[1], int(one[0])) for one in pairs if len(one) == 2]


def _backdated(line: list[_Point]) -> frozenset[str]:
    """Find commits that claim to be more than a day older than one below them: clocks differ less than that."""
    found, latest = set(), line[-1].moment
    for one in reversed(line):
        if one.moment < latest - _DAY:
            found.add(one.id)
        latest = max(latest, one.moment)
    return frozenset(found)


# --- files -----------------------------------------------------------------------------------------------------------


def _files(root: Path, head: str, kinds: tuple[Wanted, ...]) -> dict[str, str]:
    """Give name and hash of the ordinary files of a commit below `root`."""
    files = {}
    for line in (_ask(root, "ls-tree", "-r", "-z", head) or b"").split(b"\0"):
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.decode("ascii").rpartition(" ")
        path = _name(name)
        if mode.startswith("100") and any(one.fits(path) for one in kinds):
            files[path] = blob
    return files


def _with_touched(
    root: Path, records: tuple[Record, ...], below: Mapping[str, str], paths: tuple[str, ...]
) -> Iterator[Record]:
    """Add to each commit what it did to the files, compared with the commit below it on the main line."""
    pairs = _lines(f"{one.id} {below[one.id]}".rstrip() for one in records)
    options = ("--stdin", "--root", "-r", "-z", "-M", "--raw", "--relative")
    touched = dict(_differences(_ask(root, "diff-tree", *options, "--", *paths, given=pairs) or b""))
    for order, one in enumerate(records):
        yield replace(one, touched=touched.get(one.id, ()), order=order)


def _differences(printed: bytes) -> Iterator[tuple[str, tuple[Touched, ...]]]:
    """Read raw differences: the hash of a commit, then for each file `:modes hashes letter` and one or two names."""
    commit, found = "", list[Touched]()
    fields = iter(printed.split(b"\0"))
    for one in fields:
        if one.startswith(b":"):
            found.extend(_touched(one.decode("ascii"), fields))
        elif one:
            if commit:
                yield commit, tuple(found)
            commit, found = one.decode("ascii", "replace").split()[0], []
    if commit:
        yield commit, tuple(found)


def _touched(about: str, fields: Iterator[bytes]) -> Iterator[Touched]:
    """Read one difference; a link, a submodule or a name that is no text is none of ours."""
    mode_before, mode_after, before, after, letter = about.lstrip(":").split()
    first = _name(next(fields))
    second = _name(next(fields)) if letter[0] in "RC" else first
    was = first if letter[0] not in "AC" and mode_before.startswith("100") else ""
    now = second if letter[0] != "D" and mode_after.startswith("100") else ""
    if was or now:
        yield Touched(now, was, after if now else "", before if was else "")


def _name(written: bytes) -> str:
    return written.decode("utf-8", "surrogateescape")
