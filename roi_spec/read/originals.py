"""The bytes of files once more, as they were when they were read: for copies that must be equal to the last byte."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

MOST_BYTES = 4 << 20
"""Larger files are not read again."""


def original(root: Path, path: str, digest: str) -> bytes | None:
    """Give the bytes of a file that was read before, by its path as readers see it.

    None when it is gone, too large to be carried along, or no longer what it was: `digest` is the SHA-256 of what was
    read, so nothing else can come out of this.
    """
    try:
        handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None
