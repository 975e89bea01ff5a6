"""Published files on disk: which kind a file is, its bytes, and the files of a site. The only disk access here.

Only ordinary files are opened, never a link that leads out of the site, and none that is larger than anything we make.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from roi_spec.model.proof import Kind
from roi_spec.model.text import text
from roi_spec.read.published.unreadable import ForeignError, UnreadableError

MOST_BYTES = 64 << 20
"""A published file may hold 64 MiB."""
MANIFEST = "manifest.json"
_ENDINGS = {".pdf": Kind.PDF, ".xlsx": Kind.WORKBOOK, ".json": Kind.RECEIPT, ".html": Kind.PAGE, ".htm": Kind.PAGE}
_CHUNK = 1 << 20


def kind_of(path: Path) -> Kind:
    """Say what a path leads to. Raises `ForeignError` when it is nothing that roi-spec publishes."""
    if path.is_dir() or path.name == MANIFEST:
        if not ((path if path.is_dir() else path.parent) / MANIFEST).is_file():
            raise ForeignError(text("{folder} is no site of roi-spec: it holds no manifest.json.", folder=path.name))
        return Kind.SITE
    kind = _ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise ForeignError(
            text(
                "{file} is not a PDF, a workbook (.xlsx), a receipt (.json), a page (.html) or a site.", file=path.name
            )
        )
    return kind


def content_of(path: Path) -> bytes:
    """Give the bytes of a file. Raises `UnreadableError` when it is no ordinary file, too large, or may not be read."""
    try:
        with os.fdopen(_opened(path), "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or ""
        raise UnreadableError(text("{file} cannot be read: {reason}.", file=path.name, reason=reason)) from error
    if len(content) > MOST_BYTES:
        raise UnreadableError(text("{file} is larger than {most} MB.", file=path.name, most=MOST_BYTES >> 20))
    return content


def _opened(path: Path) -> int:
    """Open without waiting, and look at what was opened: a pipe would block for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableError(text("{file} is not an ordinary file.", file=path.name))
    return handle


def site_around(path: Path) -> Path | None:
    """Give the folder of the site that a file belongs to: the nearest one upward with a manifest; None: none."""
    whole = path.absolute()
    return next((folder for folder in (whole, *whole.parents) if (folder / MANIFEST).is_file()), None)


def digests_of(site: Path) -> Mapping[str, str]:
    """Give every file below a folder with its SHA-256, by path; a link or what is no file has an empty one."""
    return {path.relative_to(site).as_posix(): _digest(path) for path in sorted(_files_below(site))}


def digest_of(site: Path, name: str) -> str:
    """Give the SHA-256 of a file of a site; empty when there is no ordinary file of that name in it."""
    path = site / name
    inside = name and not Path(name).is_absolute() and ".." not in Path(name).parts
    return _digest(path) if inside and not any(one.is_symlink() for one in _on_the_way(site, path)) else ""


def _on_the_way(site: Path, path: Path) -> Iterator[Path]:
    yield path
    yield from (folder for folder in path.parents if folder != site and folder.is_relative_to(site))


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in files)
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())


def _digest(path: Path) -> str:
    if path.is_symlink():
        return ""
    try:
        with os.fdopen(_opened(path), "rb") as file:
            found = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except (OSError, ValueError, UnreadableError):
        return ""
    return found.hexdigest()
