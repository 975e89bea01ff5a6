"""A file of the workspace once more as bytes, and new bytes put in its place: what changes an author's own file.

The only place that writes where authors write. The new content stands whole beside the old one before it takes its
place in a single step; the rights of the file stay, and nothing outside the workspace is ever touched.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from roi_spec.model.text import Text, text
from roi_spec.read.files import shown
from roi_spec.read.gate import LIMITS, readable
from roi_spec.read.splice import usual_line_end

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file as its author's program saved it."""

    text: str
    """With the line ends it has on disk, without a byte-order mark."""
    mark: bool = False
    """Whether a byte-order mark of UTF-8 stands in front."""

    @property
    def content(self) -> bytes:
        """Give the bytes to save: always UTF-8."""
        return (_MARK if self.mark else b"") + self.text.encode()


def written(content: bytes) -> Written | None:
    """Give the text of a file with its line ends and its mark; None when it is not text.

    A file in another encoding than UTF-8 keeps the kind of line end that it uses.
    """
    try:
        return Written(content.removeprefix(_MARK).decode("utf-8"), mark=content.startswith(_MARK))
    except UnicodeDecodeError:
        plain = readable(content)
    if plain is None:
        return None
    line_end = usual_line_end(content.replace(b"\0", b"").decode("latin-1"))
    return Written(plain.replace("\n", line_end))


def content_of(root: Path, path: Path) -> bytes | None:
    """Give the bytes of an ordinary file inside the workspace; None when it is none, or too large for a spec."""
    if not _inside(root, path):
        return None
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            ordinary = stat.S_ISREG(os.fstat(handle).st_mode)
            content = file.read(LIMITS.file_bytes + 1) if ordinary else None
    except OSError:
        return None
    return content if content is not None and len(content) <= LIMITS.file_bytes else None


def put(root: Path, path: Path, before: bytes, after: bytes) -> Text | None:
    """Save `after` in the place of `before`; give the reason when that was not done, with the file as it was.

    A shortcut to another file of the workspace stays a shortcut, and that file is changed.
    """
    name = shown(root, path)
    if content_of(root, path) != before:
        return text("{path} was changed by somebody else in the meantime.", path=name)
    try:
        _exchange(path.resolve(), after)
    except OSError as error:
        return text("{path} could not be saved: {reason}.", path=name, reason=error.strerror or str(error))
    return None


def _inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _exchange(place: Path, content: bytes) -> None:
    """Write beside the file, with its rights, and then let the name lead to the new content."""
    rights = stat.S_IMODE(place.stat().st_mode)
    beside = place.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(rights)
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
