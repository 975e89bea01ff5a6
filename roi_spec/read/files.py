"""Spec files on disk: which there are, and their bytes handed to the gate.

The only disk access of this stage. Only ordinary files whose real place is inside the root are opened: no shortcut
that leads outside, no pipe, no device. A file is measured before it is read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from roi_spec.model.finding import Finding
from roi_spec.model.source import Source, Span
from roi_spec.model.text import Text, text
from roi_spec.read import rules
from roi_spec.read.gate import LIMITS, Limits, admit, too_large

SUFFIX = ".roi.yaml"
_NOT_WALKED = frozenset({"node_modules", "__pycache__"})


def discover(root: Path, names: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Find the spec files under the given files and folders, relative ones below `root`; sorted, each once.

    A file that is named itself may have any name; in folders only `*.roi.yaml` counts, and folders whose name begins
    with a dot are left out. A name that does not exist or leads outside `root` is a finding.
    """
    found: dict[Path, None] = {}
    findings: list[Finding] = []
    for name in names:
        path = root / name
        problem = _refuse_place(root, path) or (
            None if path.exists() else text("{path} does not exist.", path=shown(root, path))
        )
        if problem:
            findings.append(_finding(shown(root, path), problem))
        elif path.is_dir():
            specs = tuple(_specs_below(path))
            found.update(dict.fromkeys(specs))
            findings += () if specs else (_without_specs(shown(root, path)),)
        else:
            found[path] = None
    return tuple(sorted(found, key=lambda path: shown(root, path))), tuple(findings)


def load(root: Path, path: Path, limits: Limits = LIMITS) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read one file and pass it through the gate; every way in which a disk can refuse is a finding."""
    name = shown(root, path)
    problem = _refuse_place(root, path)
    if problem:
        return None, (_finding(name, problem),)
    try:
        return _read(name, path, limits)
    except OSError as error:
        return None, (_finding(name, _disk_says(name, error)),)


def shown(root: Path, path: Path) -> str:
    """Give the name of a file as readers see it: relative to the root, with forward slashes."""
    whole = Path(os.path.normpath(root / path))
    base = Path(os.path.normpath(root))
    name = whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.name
    return name.encode("utf-8", "replace").decode("utf-8")


def _read(name: str, path: Path, limits: Limits) -> tuple[Source | None, tuple[Finding, ...]]:
    """Open without waiting (a pipe would block for ever), look at what was opened, then read no more than allowed."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None, (_finding(name, text("{path} is not an ordinary file.", path=name)),)
        if status.st_size > limits.file_bytes:
            return None, (too_large(Span(name, 1, 1, 1, 1), status.st_size, limits),)
        return admit(name, file.read(limits.file_bytes + 1), limits)


def _refuse_place(root: Path, path: Path) -> Text | None:
    """Say why a path may not be used, when its real place is outside the root or cannot be found out."""
    try:
        inside = (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return text("{path} leads in a circle or cannot be followed.", path=shown(root, path))
    return None if inside else text("{path} leads to a place outside the project.", path=shown(root, path))


def _specs_below(folder: Path) -> Iterator[Path]:
    """Give the spec files below a folder without following shortcuts to other folders."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_WALKED)
        yield from (Path(place, name) for name in files if name.endswith(SUFFIX))


def _disk_says(name: str, error: OSError) -> Text:
    """Put the operating system's refusal in plain words."""
    if error.errno == errno.ENOENT:
        return text("{path} does not exist.", path=name)
    if error.errno in (errno.EACCES, errno.EPERM):
        return text("{path} may not be read by you.", path=name)
    if error.errno == errno.EISDIR:
        return text("{path} is a folder.", path=name)
    return text("{path} could not be read from the disk.", path=name)


def _without_specs(folder: str) -> Finding:
    """Say that a folder holds nothing to read: a spec under another name would be passed over in silence."""
    message = text("No file in {path} has a name that ends in {ending}.", path=folder, ending=SUFFIX)
    advice = text(
        "Save a spec as, for example, {example}; in a folder only such names are read.", example=f"name{SUFFIX}"
    )
    return rules.FILE_REFUSED.finding(Span(folder, 1, 1, 1, 1), message, help=advice)


def _finding(name: str, message: Text) -> Finding:
    return rules.FILE_REFUSED.finding(
        Span(name, 1, 1, 1, 1), message, help=text("Name an ordinary file or folder inside the project.")
    )
