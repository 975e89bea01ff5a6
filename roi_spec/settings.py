"""What one run of the tool was asked to do: options, environment and place, merged once and frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from roi_spec.model.edition import Edition

WORKSPACE_FILE = "roi-spec.yaml"
"""House settings; the folder that holds it is the root of the workspace."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run."""

    root: Path
    """The folder that paths are shown relative to and that no file may lead out of."""
    names: tuple[Path, ...]
    """The files and folders that were named."""
    as_of: dt.date | None = None
    """The day that expiry dates are held against; None: unknown, so they are not."""
    commit: str = ""
    """The commit the files stand at, when they do; empty when unknown or changed since."""
    dirty: bool = False
    """Whether files differ from that commit."""
    edition: Edition = Edition.INTERNAL
    """Who the site is for."""


def find_root(start: Path, here: Path) -> Path:
    """Give the workspace of a file or folder: the nearest folder upward that holds house settings or a repository.

    Without either it is the folder one stands in (`here`) when that holds the file, else the file's own folder.
    """
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.parents):
        if any((place / mark).exists() for mark in (WORKSPACE_FILE, ".git")):
            return place
    return here if folder.is_relative_to(here) else folder
