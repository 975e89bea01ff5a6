"""Earlier editions of a workspace: the files of one commit, put into a temporary folder.

Only what a workspace consists of is taken (specs, house settings, data files), byte for byte as git keeps it: no
filter, no hook, no submodule runs. A link is followed only within the same commit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from roi_spec.history import git
from roi_spec.model.text import Text, text
from roi_spec.settings import WORKSPACE_FILE

KINDS = (".roi.yaml", ".csv", ".tsv", ".txt")
"""How names of files end that a workspace can consist of, in small letters."""
MOST_BYTES = 1 << 30
_POINTER = b"version https://git-lfs.github.com/spec/"
_LINK, _MODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Edition:
    """The files of one commit, on disk."""

    root: Path
    remarks: tuple[Text, ...] = ()
    """What is not there, and why."""


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    hash: str
    size: int


@contextmanager
def edition(root: Path, commit: str) -> Iterator[Edition]:
    """Put the workspace of one commit (a full hash) into a folder that lasts as long as the context.

    Files are looked for below `root`, which may be any folder of the repository; a file that cannot be had is a remark.
    """
    with tempfile.TemporaryDirectory(prefix="roi-spec-") as place:
        folder = Path(place).resolve()
        entries = _listed(root, commit)
        wanted, remarks = _wanted(root, entries)
        specs = {entry.hash for name, entry in wanted.items() if name.endswith(".yaml")}
        contents = _contents(root, sorted(specs))
        wanted = _named(wanted, contents)
        contents |= _contents(root, sorted({entry.hash for entry in wanted.values()} - specs))
        for name, entry in wanted.items():
            content = contents.get(entry.hash)
            if content is None:
                remarks.append(text("{path} could not be had from git.", path=name))
            elif content.startswith(_POINTER):
                remarks.append(_only_pointer(name))
            else:
                _put(folder, name, content)
        yield Edition(folder, tuple(remarks))


def _only_pointer(name: str) -> Text:
    return text("{path} is kept in Git LFS; this commit holds only a pointer to it, so it was not read.", path=name)


def _listed(root: Path, commit: str) -> dict[str, _Entry]:
    """Give all files of a commit below `root` by their name seen from there."""
    printed = git.run_bytes(root, "ls-tree", "-r", "-z", "-l", commit) or b""
    entries = {}
    for line in printed.split(b"\0"):
        about, _, name = line.partition(b"\t")
        parts = about.split()
        if len(parts) != 4:
            continue
        mode, _, named, size = (part.decode("ascii", "replace") for part in parts)
        entries[name.decode("utf-8", "surrogateescape")] = _Entry(mode, named, int(size) if size.isdigit() else 0)
    return entries


def _wanted(root: Path, entries: Mapping[str, _Entry]) -> tuple[dict[str, _Entry], list[Text]]:
    """Choose the files of a workspace; links become the file they lead to, when that is in the same commit."""
    chosen: dict[str, _Entry] = {}
    remarks: list[Text] = []
    for name, entry in entries.items():
        if not _is_ours(name) or entry.mode == _MODULE:
            continue
        target = _followed(root, name, entries) if entry.mode == _LINK else entry
        if target is None:
            remarks.append(text("{path} is a link to a place outside this commit, so it was not followed.", path=name))
        elif target.size <= MOST_BYTES:
            chosen[name] = target
    return chosen, remarks


def _named(wanted: dict[str, _Entry], specs: Mapping[str, bytes]) -> dict[str, _Entry]:
    """Leave out data files whose name stands in no spec: a repository may hold many that are none of ours."""
    written = b"\n".join(specs.values())
    return {
        name: entry
        for name, entry in wanted.items()
        if entry.hash in specs or PurePosixPath(name).name.encode("utf-8", "surrogateescape") in written
    }


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    harmless = (
        not path.is_absolute() and not {"..", ".git"} & {part.lower() for part in path.parts} and "\\" not in name
    )
    return harmless and (name == WORKSPACE_FILE or name.lower().endswith(KINDS))


def _followed(root: Path, name: str, entries: Mapping[str, _Entry]) -> _Entry | None:
    """Give the file that a link leads to; None when it is not an ordinary file of the same commit."""
    content = _contents(root, [entries[name].hash]).get(entries[name].hash, b"")
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(content.decode("utf-8", "surrogateescape")).parts:
        if part == "/" or (part == ".." and not parts):
            return None
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    found = entries.get("/".join(parts))
    return found if found is not None and found.mode not in (_LINK, _MODULE) else None


def _contents(root: Path, hashes: list[str]) -> dict[str, bytes]:
    """Give the bytes of many objects in one go."""
    if not hashes:
        return {}
    printed = git.run_bytes(root, "cat-file", "--batch", given="".join(f"{one}\n" for one in hashes).encode()) or b""
    contents, place = {}, 0
    while place < len(printed):
        end = printed.index(b"\n", place)
        header = printed[place:end].split()
        if len(header) != 3:  # `<hash> missing`
            place = end + 1
            continue
        size = int(header[2])
        contents[header[0].decode()] = printed[end + 1 : end + 1 + size]
        place = end + 1 + size + 1
    return contents


def _put(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
