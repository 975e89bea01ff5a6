"""The few things that the standard library does not say about a disk: exchange two folders, and hold one.

Each has a plain fallback, so the tool works on every system; only the guarantee is then weaker, and the docstring says
how.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # there, builds into one folder at the same time are not kept apart
    import fcntl

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_NOT_THERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""How a kernel or a file system says that it cannot exchange."""


def new_folder(parent: Path, prefix: str) -> Path:
    """Make a folder with a new name, with the rights that every new folder gets."""
    folder = parent / f"{prefix}{secrets.token_hex(6)}"
    folder.mkdir()
    return folder


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one parent change places in a single step.

    Where the system cannot, in two steps: between them the place of `other` is empty for an instant, and what stood
    there waits as `.<name>.old-*`. Raises OSError, with both in their old place.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        _exchange_in_steps(one, other)
    elif rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        code = ctypes.get_errno()
        if code not in _NOT_THERE:
            raise OSError(code, os.strerror(code), str(other))
        _exchange_in_steps(one, other)


def _exchange_in_steps(one: Path, other: Path) -> None:
    aside = other.parent / f".{other.name}.old-{secrets.token_hex(6)}"
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def settle(folder: Path) -> None:
    """Wait until everything written so far on the disk of `folder` is safe there. Raises OSError when it is not."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # One call for the whole file system: a site of ten thousand files would wait ten thousand times.
        whole = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if whole is None:
            os.sync()
        elif whole(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait for and keep the lock of a folder; the system gives it back when the process ends, however it ends."""
    handle = hold(folder)
    try:
        yield
    finally:
        release(handle)


def hold(folder: Path) -> int | None:
    """Take the lock of a folder, waiting for it; None where the system has no such locks."""
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def release(handle: int | None) -> None:
    """Give a lock back."""
    if handle is not None:
        os.close(handle)


def is_held(folder: Path) -> bool:
    """Say whether a living process holds the lock of a folder; True when nobody can tell."""
    if sys.platform == "win32":
        return True
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False
