"""The promise of publishing under fire: after any failure, `kill -9` included, a whole site stands there, old or new.

A child process builds a new site over an old one. An audit hook counts what it asks of the file system and, at one
chosen call, fails or kills the process; every call has its turn.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from roi_spec.model.artifact import Artifact
from roi_spec.publish.write import PublishError, publish

OLD = tuple(Artifact(f"nl/page-{n}.html", f"old {n}".encode()) for n in range(4))
NEW = tuple(Artifact(f"en/page-{n}.html", f"new {n}".encode() * 50) for n in range(5))

WATCHED = (
    "open",
    "os.mkdir",
    "os.rename",
    "os.rmdir",
    "os.remove",
    "os.scandir",
    "os.listdir",
    "fcntl.flock",
    "ctypes.dlsym",
)
DONE, SURVIVED, REFUSED, BROKE = 0, 1, 2, 3
"""How a child ends: no fault met; published in spite of it; said in words that it was not; anything else."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """Give a folder with the old site in it, and what the old and the new one look like."""
    publish(NEW, tmp_path / "site")
    new = contents(tmp_path / "site")
    publish(OLD, tmp_path / "site")
    return tmp_path / "site", contents(tmp_path / "site"), new


def in_child(work: Callable[[], int]) -> int:
    """Start work in a child process and give its id; the child never returns into the tests."""
    child = os.fork()
    if child == 0:
        ended = BROKE
        try:
            ended = work()
        finally:
            os._exit(ended)
    return child


def build_with(fault: Callable[[], None], at_call: int, target: Path) -> int:
    """Build the new site in a child in which call number `at_call` meets the fault; give how the child ended."""
    child = in_child(lambda: _build(fault, at_call, target))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _build(fault: Callable[[], None], at_call: int, target: Path) -> int:
    calls = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal calls
        if event in WATCHED:
            calls += 1
            if calls == at_call:
                fault()

    sys.addaudithook(hook)
    try:
        publish(NEW, target)
    except PublishError:
        return REFUSED
    return DONE if calls < at_call else SURVIVED


def _publish(artifacts: tuple[Artifact, ...], target: Path) -> int:
    publish(artifacts, target)
    return DONE


def full_disk() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def bad_disk() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("fault", [full_disk, bad_disk, kill])
def test_a_fault_at_any_call_leaves_a_whole_site(
    sites: tuple[Path, dict[str, bytes], dict[str, bytes]], fault: Callable[[], None]
) -> None:
    target, old, new = sites
    tried = 0
    for call in range(1, 500):
        publish(OLD, target)
        ended = build_with(fault, call, target)
        assert ended != BROKE, f"call {call} ended in something else than a plain message"
        assert contents(target) in (old, new), f"call {call} left a mixture"
        if ended == REFUSED:
            assert contents(target) == old, f"call {call} said that nothing was published, and that was not so"
        if ended == DONE:
            break
        tried += 1
    assert tried > 20, "the hook saw almost nothing; the test would prove nothing"
    publish(OLD, target)
    assert [path.name for path in target.parent.iterdir()] == ["site"], "leftovers stay behind"


def test_kill_at_random_moments_leaves_a_whole_site(
    sites: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    target, old, new = sites
    random = Random(2025)
    for _ in range(60):
        publish(OLD, target)
        child = in_child(lambda: _publish(NEW, target))
        time.sleep(random.uniform(0, 0.008))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert contents(target) in (old, new)


def test_builds_at_the_same_time_end_in_one_of_the_sites(
    sites: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    target, old, new = sites
    children = [in_child(partial(_publish, artifacts, target)) for artifacts in (OLD, NEW) * 4]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    assert contents(target) in (old, new)
    assert [path.name for path in target.parent.iterdir()] == ["site"]
