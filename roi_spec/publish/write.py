"""Put a finished site on disk, whole or not at all; the only writer of files in the tool.

The new site is built beside the old one, checked, and then the two change places in one step of the file system. A
failure at any moment, a full disk or `kill -9` included, leaves the old site as it was, byte for byte. Folders that
roi-spec did not make are never replaced.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NoReturn

from roi_spec.model.artifact import Artifact
from roi_spec.model.text import Text, text
from roi_spec.publish import disk
from roi_spec.publish.links import Links
from roi_spec.publish.manifest import Grounds, listed, manifest
from roi_spec.publish.paths import MANIFEST, README, Names

SIGNATURES = f"{MANIFEST}."
"""How the name of a signature beside the manifest begins; it goes with the site that it signs."""

_CLUTTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that file managers leave behind; nobody misses them."""

_BROKEN_SHOWN = 20
"""Broken links named in one message."""


class PublishError(Exception):
    """Nothing was published, and the reason in words; the site is as it was before."""

    def __init__(self, reason: Text, help: Text | None = None, details: tuple[Text, ...] = ()) -> None:  # noqa: A002 - as in Finding
        super().__init__(str(reason))
        self.reason = reason
        self.help = help
        self.details = details


@dataclass(frozen=True, slots=True)
class Published:
    """What now stands on disk."""

    target: Path
    files: int
    """Without the manifest and a README of the owner."""
    size: int
    """Bytes of those files."""
    digest: str
    """SHA-256 of the manifest, hence of the whole site."""


def publish(artifacts: Iterable[Artifact], target: Path, grounds: Grounds | None = None) -> Published:
    """Make `target` hold exactly these files and a manifest; a README.md that stands there is kept.

    Artifacts are written one by one, so they may come from a generator. `grounds` is what the manifest says they were
    made from. Raises PublishError, with the folder as it was,
    when the target is not ours to replace, a name or link does not hold, or the disk does not take it.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow the link that we refuse
    with _plain_words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with _workplace(target) as workplace:
        tree = _Tree(workplace)
        for artifact in artifacts:
            tree.add(artifact)
        published = tree.finish(target, grounds or Grounds())
        with _plain_words(target):
            disk.settle(workplace)
            _change_places(workplace, target)
    return published


def refuse_target(target: Path) -> None:
    """Raise PublishError unless the folder is absent, empty but for a README, or a site of ours with nothing added."""
    if target.is_symlink():
        raise PublishError(
            text("{folder} is a link to another place.", folder=str(target)),
            text("Give the folder itself, or remove the link."),
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(
            text("{folder} is a file, not a folder.", folder=str(target)), text("Give another folder with -o.")
        )
    with _plain_words(target):
        strangers = _strangers(target)
    if strangers:
        raise PublishError(
            text("{folder} holds {names}, which roi-spec did not make.", folder=str(target), names=strangers),
            text("Give an empty or new folder with -o, or move those files away. A build replaces the whole folder."),
        )


# --- building --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tree:
    """The new site while it grows in its workplace."""

    root: Path
    digests: dict[str, str] = field(default_factory=dict)
    size: int = 0
    names: Names = field(default_factory=Names)
    links: Links = field(default_factory=Links)

    def add(self, artifact: Artifact) -> None:
        reason = self.names.refuse(artifact.path)
        if reason is not None:
            raise PublishError(reason)
        with _plain_words(self.root):
            _write(self.root / artifact.path, artifact.content)
        self.digests[artifact.path] = sha256(artifact.content).hexdigest()
        self.size += len(artifact.content)
        self.links.read(artifact.path, artifact.content)

    def finish(self, target: Path, grounds: Grounds) -> Published:
        broken = tuple(islice(self.links.broken(frozenset(self.digests)), _BROKEN_SHOWN))
        if broken:
            raise PublishError(text("The pages do not fit together; nothing was published."), details=broken)
        statement = manifest(self.digests, grounds)
        with _plain_words(self.root):
            _write(self.root / MANIFEST, statement)
        return Published(target, len(self.digests), self.size, sha256(statement).hexdigest())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)


# --- the folder that stands there ------------------------------------------------------------------------------------


def _strangers(target: Path) -> tuple[str, ...]:
    """Give the first few files of a folder that neither the manifest nor the habit of a README accounts for."""
    ours = _listed(target)
    found = sorted(name for name in _files_below(target) if name not in ours and not _belongs(name, ours))
    return tuple(found[:3])


def _belongs(name: str, ours: frozenset[str]) -> bool:
    """Say whether a file may stand in the folder of a site: a README, clutter, a signature of a manifest of ours."""
    signs = name.startswith(SIGNATURES) and "/" not in name and bool(ours)
    return signs or name == README or Path(name).name in _CLUTTER


def _listed(target: Path) -> frozenset[str]:
    try:
        known = listed((target / MANIFEST).read_bytes())
    except OSError:
        return frozenset()
    return frozenset(known) | {MANIFEST} if known is not None else frozenset()


def _files_below(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder, onerror=_raise):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        empty = [] if folders or files or Path(place) == folder else [""]
        for name in (*files, *links, *empty):
            yield (Path(place) / name).relative_to(folder).as_posix()


def _raise(error: OSError) -> NoReturn:
    raise error


# --- changing places -------------------------------------------------------------------------------------------------


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """Give a new folder beside the target, and remove whatever it holds in the end: the failed or the former site."""
    with _plain_words(target), disk.locked(target.parent):
        _clear_leftovers(target)
        refuse_target(target)
        workplace = disk.new_folder(target.parent, f".{target.name}.tmp-")
        hold = disk.hold(workplace)
    try:
        yield workplace
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
        disk.release(hold)


def _clear_leftovers(target: Path) -> None:
    """Remove what a killed build left, and bring back a site that was killed while it stood aside."""
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for leftover in target.parent.glob(f".{target.name}.tmp-*"):
        if not disk.is_held(leftover):
            shutil.rmtree(leftover, ignore_errors=True)


def _change_places(workplace: Path, target: Path) -> None:
    with disk.locked(target.parent):
        refuse_target(target)  # again: the build may have taken minutes
        readme = target / README
        if readme.is_file():
            _write(workplace / README, readme.read_bytes())
        if target.exists():
            disk.exchange(workplace, target)
        else:
            workplace.rename(target)
        # Both sites are safe on disk by now; what a failure here leaves open is which one a power cut would show.
        with suppress(OSError):
            disk.settle(target.parent)


# --- words for what a disk says --------------------------------------------------------------------------------------

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def _plain_words(folder: Path) -> Iterator[None]:
    """Turn what the system says about a disk into a PublishError."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            _reason(error, folder), text("The site is as it was; nothing of the new one is used.")
        ) from error


def _reason(error: OSError, folder: Path) -> Text:
    place = str(folder.parent)
    if error.errno in _FULL:
        return text("There is no room left on the disk of {folder}.", folder=place)
    if error.errno in _FORBIDDEN:
        return text("You may not write in {folder}.", folder=place)
    if error.errno == errno.EBUSY:
        return text("{folder} is in use by the system as a place of its own.", folder=str(folder))
    return text(
        "The disk of {folder} did not take the site: {reason}.", folder=place, reason=error.strerror or str(error)
    )
