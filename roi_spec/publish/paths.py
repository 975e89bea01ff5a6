"""Which names a file of the site may have.

A site is copied between systems: what Linux keeps apart, Windows and macOS may take for one file. So names are plain
ASCII without the characters and words that some system keeps for itself, and no two differ only in capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roi_spec.model.text import Text, text

MANIFEST = "manifest.json"
"""The list of everything published; also the mark by which we know a folder for ours."""

README = "README.md"
"""The one file in the folder of the site that people may write themselves."""

MAX_LENGTH = 200
"""Characters of a path; leaves room for the folder in front of it under Windows' limit of 260."""

_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?|\.nojekyll")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(slots=True)
class Names:
    """The names given out so far, as a system without capitals would see them."""

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def refuse(self, path: str) -> Text | None:
        """Take a path into the site, or give the reason why it cannot be one."""
        reason = _refuse_name(path) or self._refuse_clash(path)
        if reason is None:
            self.files[path.lower()] = path
            self.folders.update({folder.lower(): folder for folder in _folders(path)})
        return reason

    def _refuse_clash(self, path: str) -> Text | None:
        other = self.files.get(path.lower()) or self.folders.get(path.lower())
        for folder in _folders(path):
            other = other or self.files.get(folder.lower())
            namesake = self.folders.get(folder.lower(), folder)
            other = other or (namesake if namesake != folder else None)
        if other is None:
            return None
        return text("The files {path} and {other} would get the same place.", path=path, other=other)


def _refuse_name(path: str) -> Text | None:
    if path.lower() in (MANIFEST, README.lower()):
        return text("The name {path} is kept for the site itself.", path=path)
    if len(path) > MAX_LENGTH:
        return text("The name {path} is longer than {n} characters.", path=path, n=MAX_LENGTH)
    for part in path.split("/"):
        if _PART.fullmatch(part) is None or part.partition(".")[0].lower() in _DEVICES:
            return text("The name {path} cannot be a file on every system.", path=path)
    return None


def _folders(path: str) -> tuple[str, ...]:
    parts = path.split("/")[:-1]
    return tuple("/".join(parts[: n + 1]) for n in range(len(parts)))
