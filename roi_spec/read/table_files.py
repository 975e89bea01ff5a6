"""Data files on disk: the bytes of the file that a `data:` entry names, or why they cannot be had.

The path in the spec counts from the folder of the spec. Only an ordinary file whose real place is inside the root is
opened, and it is measured before it is read.
"""

from __future__ import annotations

import errno
import os
import stat
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from roi_spec.model.finding import Finding
from roi_spec.model.spec import DataFile
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules
from roi_spec.read.files import shown

MOST_BYTES = 1 << 30
"""A data file may hold a gigabyte: some thirty million rows."""
_LISTED = 1000
"""Files that are looked at to find one with a similar name."""


def fetch(root: Path, spec_path: str, entry: DataFile) -> tuple[str, bytes | None, tuple[Finding, ...]]:
    """Give the name of the file as readers see it, its bytes, and what is wrong when they cannot be had."""
    try:
        path = (root / spec_path).parent / entry.file
        real, base = path.resolve(), root.resolve()
    except (OSError, RuntimeError, ValueError):
        return (
            entry.file,
            None,
            (_refused(entry, text("{file} leads in a circle or cannot be followed.", file=entry.file)),),
        )
    name = shown(root, path)
    if not real.is_relative_to(base):
        message = text("{file} leads to a place outside the project.", file=entry.file)
        advice = text("Put the file beside the spec, for example in a folder data, and name it from there.")
        return name, None, (_refused(entry, message, advice),)
    try:
        return _read(name, path, entry)
    except (OSError, ValueError) as error:
        return name, None, (_not_there(root, path, entry, error),)


def _read(name: str, path: Path, entry: DataFile) -> tuple[str, bytes | None, tuple[Finding, ...]]:
    """Open without waiting (a pipe would block for ever), and look at what was opened before reading it."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return name, None, (_refused(entry, text("{file} is not an ordinary file.", file=entry.file)),)
        if status.st_size > MOST_BYTES:
            return name, None, (_too_large(entry, status.st_size),)
        return name, file.read(status.st_size), ()


def _too_large(entry: DataFile, size: int) -> Finding:
    message = text(
        "{file} is {size} MB; a data file may be {most} MB.", file=entry.file, size=size >> 20, most=MOST_BYTES >> 20
    )
    return _refused(entry, message, text("Leave out the columns and rows that the spec does not use."))


def _not_there(root: Path, path: Path, entry: DataFile, error: Exception) -> Finding:
    number = getattr(error, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        return _refused(entry, text("{file} may not be read by you.", file=entry.file))
    if number == errno.EISDIR:
        return _refused(entry, text("{file} is a folder.", file=entry.file))
    if number in (errno.ENOENT, errno.ENOTDIR):
        return _refused(entry, text("There is no file {file}.", file=entry.file), _near(root, path, entry))
    return _refused(entry, text("{file} could not be read from the disk.", file=entry.file))


def _near(root: Path, path: Path, entry: DataFile) -> Text:
    """Name the file that was probably meant: one with a similar name in the same folder, or else in the spec's."""
    if "\\" in entry.file:
        return text("Write: {line}", line=f"file: {entry.file.replace(chr(92), '/')}")
    folder = Path(os.path.normpath(root / path)).parent
    spec_folder = _without(folder, entry.file)
    for place in dict.fromkeys((folder, spec_folder, spec_folder / "data")):
        near = get_close_matches(path.name.casefold(), _names(root, place), 1, 0.6)
        if near:
            found = os.path.relpath(place / _names(root, place)[near[0]], spec_folder).replace(os.sep, "/")
            return text("Write: {line}", line=f"file: {found}")
    return text("Put the file there, or correct the name; it counts from the folder of the spec.")


def _without(folder: Path, file: str) -> Path:
    """Give the folder of the spec, from which `file` leads to `folder`."""
    depth = len([part for part in Path(file).parts[:-1] if part != "."])
    return folder if ".." in Path(file).parts else Path(*folder.parts[: len(folder.parts) - depth])


def _names(root: Path, folder: Path) -> dict[str, str]:
    """Give the files of a folder inside the root, by their names in small letters."""
    try:
        if not folder.resolve().is_relative_to(root.resolve()):
            return {}
        return {one.name.casefold(): one.name for one in islice(sorted(folder.iterdir()), _LISTED) if one.is_file()}
    except OSError:
        return {}


def _refused(entry: DataFile, message: Text, advice: Text | None = None) -> Finding:
    return rules.FILE_REFUSED.finding(
        entry.spot("file"), message, help=advice or text("Name an ordinary CSV file inside the project.")
    )
