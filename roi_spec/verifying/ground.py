"""Finds the files that figures were made from, by their digests, and lays them out so that they can be read again.

A file may be inside the PDF, among what was named, in the workspace one stands in, or in git at the commit that the
receipt names. Only bytes with the right digest count; a file that has changed since stands in for the one that cannot
be found, and that is said.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from roi_spec import building, pipeline
from roi_spec.history import git
from roi_spec.history.editions import edition
from roi_spec.model.edition import Edition
from roi_spec.model.proof import Compared, Difference
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Survey
from roi_spec.read.published.opened import content_of
from roi_spec.read.published.unreadable import UnreadableError
from roi_spec.settings import WORKSPACE_FILE, Settings, find_root

SHOWN = 12
"""Characters of a digest or a commit that are shown."""
TEMPLATES = "templates/"
"""Where a workspace keeps its own templates; pages are made of them, and none is a spec."""

ATTACHED = text("the attached spec")
GIVEN = text("the specs that were given")
WORKSPACE = text("the specs in the workspace")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a published file says it was made from."""

    files: tuple[tuple[str, str], ...]
    """By path in the workspace, with SHA-256."""
    specs: tuple[str, ...]
    """Which of them hold the programmes that were asked about."""
    data: frozenset[str]
    """Which of them are data files."""
    commit: str
    as_of: dt.date | None
    edition: Edition
    attached: Mapping[str, bytes]
    """Files that travelled along, by name."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What was found, read and evaluated again."""

    found: Survey
    """As the readers of the edition may see it."""
    basis: Text
    """Where the specs came from."""
    compared: Compared
    """What is wrong with the files themselves."""
    missing: tuple[str, ...] = ()
    """Files that were nowhere to be found."""

    @property
    def is_whole(self) -> bool:
        """Say whether every file was found as it was."""
        return not self.missing and not self.compared.differences


@contextmanager
def grounds(wanted: Wanted, given: Path | None, near: Path) -> Iterator[Ground | Text]:
    """Give what a published file can be held against, or say why there is nothing.

    `given` is what the user named; `near` is where the published file lies. Lasts as long as the context: files are
    read from a temporary folder.
    """
    with tempfile.TemporaryDirectory(prefix="roi-spec-") as place, _folders(wanted, given, near) as folders:
        if wanted.edition is Edition.PUBLIC:
            yield _as_a_whole(wanted, folders, given)
        else:
            yield _where_it_stands(wanted, folders) or _laid_out(wanted, folders, given, Path(place).resolve())


@dataclass(frozen=True, slots=True)
class _Folder:
    """A place where files of a workspace may be."""

    root: Path
    told: Text


@contextmanager
def _folders(wanted: Wanted, given: Path | None, near: Path) -> Iterator[tuple[_Folder, ...]]:
    """Give the places to look, best first: what was named, the workspace, the commit."""
    here = Path.cwd()
    roots = [_Folder(find_root(given.absolute(), here), GIVEN)] if given else []
    roots += [_Folder(given.absolute(), GIVEN)] if given and given.is_dir() else []
    around = [_Folder(root, WORKSPACE) for root in dict.fromkeys((find_root(here, here), find_root(near, here)))]
    known = next((one.root for one in (*roots, *around) if wanted.commit and git.commit(one.root, wanted.commit)), None)
    if known is None:
        yield (*roots, *around)
        return
    with edition(known, wanted.commit) as former:
        told = text("the specs at commit {commit}", commit=wanted.commit[:SHOWN])
        yield (*roots, *around, _Folder(former.root, told))


# --- in a folder that is as it was ------------------------------------------------------------------------------------


def _where_it_stands(wanted: Wanted, folders: Sequence[_Folder]) -> Ground | None:
    """Read a workspace in its own place when every file in it is as it was, so that its history is at hand as well."""
    for folder in dict.fromkeys(folders):
        held = {path: digest for path, digest in wanted.files if _is_plain(path)}
        if len(held) == len(wanted.files) and all(_is(folder.root, path, digest) for path, digest in held.items()):
            survey = _read_again(folder.root, wanted)
            if _names_read(survey) <= set(held):
                basis = ATTACHED if _attached_too(wanted) else folder.told
                return Ground(survey, basis, Compared(differences=tuple(_tampered(wanted, folders))))
    return None


def _is(root: Path, path: str, digest: str) -> bool:
    return _has(_content_in(root, path), digest)


def _has(content: bytes | None, digest: str) -> bool:
    return content is not None and hashlib.sha256(content).hexdigest() == digest


def _names_read(survey: Survey) -> set[str]:
    return {one.source.path for one in survey.files if one.source}


def _attached_too(wanted: Wanted) -> bool:
    """Say whether the very specs travelled along."""
    known, digests = dict(wanted.files), {hashlib.sha256(one).hexdigest() for one in wanted.attached.values()}
    return all(known.get(path) in digests for path in wanted.specs)


# --- laid out file by file -------------------------------------------------------------------------------------------


def _laid_out(wanted: Wanted, folders: Sequence[_Folder], given: Path | None, place: Path) -> Ground | Text:
    told, missing, found = WORKSPACE, [], list[Difference]()
    for path, digest in wanted.files:
        if not _is_plain(path):
            return text("The receipt names {path}, which is no file of a workspace.", path=path)
        content, source = _exact(path, digest, wanted, folders, given)
        if content is None:
            content, source = _instead(path, wanted, folders, given)
            if content is None:
                missing.append(path)
                continue
            found.append(_changed(path, digest, content))
        _put(place / path, content)
        told = source if path in wanted.specs else told
    if not any((place / one).is_file() for one in wanted.specs):
        return text("The spec {path} is nowhere to be found; name it with --spec.", path=", ".join(wanted.specs))
    found += _tampered(wanted, folders)
    survey = _read_again(place, wanted)
    return Ground(survey, told, Compared(differences=tuple(found)), tuple(missing))


def _is_plain(path: str) -> bool:
    """Say whether a name from a receipt is that of a file inside a folder, on every system."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and not {"..", "."} & set(parts) and not set(path) & set("\\\0:")


def _exact(
    path: str, digest: str, wanted: Wanted, folders: Sequence[_Folder], given: Path | None
) -> tuple[bytes | None, Text]:
    """Find the very bytes that a digest stands for."""
    for content in wanted.attached.values():
        if hashlib.sha256(content).hexdigest() == digest:
            return content, ATTACHED
    if given is not None and given.is_file() and _has(_content(given), digest):
        return _content(given), GIVEN
    for folder in folders:
        if _is(folder.root, path, digest):
            return _content_in(folder.root, path), folder.told
    return None, WORKSPACE


def _instead(path: str, wanted: Wanted, folders: Sequence[_Folder], given: Path | None) -> tuple[bytes | None, Text]:
    """Give the file of today where that of then is gone; what was named by the user first."""
    if given is not None and given.is_file() and wanted.specs == (path,):
        return _content(given), GIVEN
    for folder in folders:
        content = _content_in(folder.root, path)
        if content is not None:
            return content, folder.told
    attached = wanted.attached.get(PurePosixPath(path).name)
    return attached, ATTACHED


def _content_in(root: Path, path: str) -> bytes | None:
    try:
        inside = (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return None
    return _content(root / path) if inside else None


def _content(path: Path) -> bytes | None:
    try:
        return content_of(path)
    except UnreadableError:
        return None


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _changed(path: str, digest: str, content: bytes) -> Difference:
    now = hashlib.sha256(content).hexdigest()
    return Difference(path, "", text("The file that was read has another content"), _digest(digest), _digest(now))


def _digest(digest: str) -> Text:
    return text("SHA-256 {digest}", digest=f"{digest[:SHOWN]}…")


def _tampered(wanted: Wanted, folders: Sequence[_Folder]) -> Iterator[Difference]:
    """Hold the digests of the receipt against the files of the commit that it names, where git has it."""
    root = next((one.root for one in folders if wanted.commit and git.commit(one.root, wanted.commit)), None)
    for path, digest in wanted.files if root else ():
        assert root is not None
        kept = git.run_bytes(root, "cat-file", "blob", f"{wanted.commit}:./{path}")
        if kept is not None and digest not in _digests(kept):
            what = text("At commit {commit}, this file has another content", commit=wanted.commit[:SHOWN])
            yield Difference(path, "", what, _digest(digest), _digest(hashlib.sha256(kept).hexdigest()))


def _digests(kept: bytes) -> set[str]:
    """Give the digests of a file of git as it may lie on a disk: some systems write other line ends."""
    unix = kept.replace(b"\r\n", b"\n")
    return {hashlib.sha256(one).hexdigest() for one in (kept, unix, unix.replace(b"\n", b"\r\n"))}


def _read_again(place: Path, wanted: Wanted) -> Survey:
    """Read and evaluate what was laid out, as on the day of the receipt."""
    beside = wanted.data | {WORKSPACE_FILE}
    names = (path for path, _ in wanted.files if path not in beside and not path.startswith(TEMPLATES))
    named = tuple(place / path for path in names if (place / path).is_file())
    return pipeline.survey(Settings(place, named, wanted.as_of, wanted.commit))


# --- the public edition ----------------------------------------------------------------------------------------------


def _as_a_whole(wanted: Wanted, folders: Sequence[_Folder], given: Path | None) -> Ground | Text:
    """Read a whole workspace again: what is public names its files by number, so they are found by digest alone."""
    digests = {digest for _, digest in wanted.files}
    nearest: tuple[int, Ground] | None = None
    for folder in folders:
        names = (given,) if given and folder.told is GIVEN else ((folder.root / "specs"),)
        if not names[0].exists():
            continue
        settings = replace(pipeline.settings_for(names, wanted.as_of), commit=wanted.commit, dirty=False)
        survey = pipeline.survey(replace(settings, edition=wanted.edition))
        lost = len(digests - set(_read(survey)))
        if nearest is None or lost < nearest[0]:
            nearest = lost, Ground(building.for_its_readers(survey), folder.told, _lost(lost))
    if nearest is None or nearest[0] == len(digests):
        return text("A public file does not name its specs. Give the folder that holds them with --spec.")
    return nearest[1]


def _read(survey: Survey) -> Iterator[str]:
    yield from (one.source.digest for one in survey.files if one.source)
    yield from (table.digest for one in survey.files if one.evaluation for table in one.evaluation.tables)


def _lost(count: int) -> Compared:
    if not count:
        return Compared()
    what = text("Files that this was made from and that are not here as they were: {count}", count=count)
    return Compared(differences=(Difference("receipt.json", "provenance.files", what),))
