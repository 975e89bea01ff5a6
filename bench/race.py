"""Two programs against each other, run in turns, so that a busy moment of the machine hits both; compared by medians.

Only whole processes are raced here: wall clock, processor time and peak memory as the system counted them for that one
process and whatever it started.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, its child processes included."""
    peak: float
    """MiB; of the largest single process when there are several."""


@dataclass(frozen=True, slots=True)
class Command:
    """A program to race."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    exits: tuple[int, ...] = (0,)
    """Exit codes that mean it did its work."""


@dataclass(frozen=True, slots=True)
class Race:
    """What came out of racing `ours` against `peer`."""

    title: str
    ours: str
    peer: str
    our_runs: tuple[Run, ...]
    peer_runs: tuple[Run, ...]
    aim: float
    """The ratio to stay below."""
    notes: tuple[str, ...] = ()

    @property
    def ratio(self) -> float:
        """Give our median wall time as a share of the peer's."""
        return _median(self.our_runs) / _median(self.peer_runs)

    @property
    def pairs(self) -> tuple[float, ...]:
        """Give the ratio of each pair of neighbouring runs: their spread says how far to trust the ratio."""
        return tuple(one.wall / other.wall for one, other in zip(self.our_runs, self.peer_runs, strict=True))


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def run(command: Command) -> Run:
    """Run a program once, without output. A program that fails is not measured: RuntimeError with what it said."""
    start = time.perf_counter()
    with subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.exits:
        raise RuntimeError(f"{command.name}: exit code {process.returncode}\n{said.decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Give the environment of both: byte-code may be kept, as for any user, and the language is English."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    }
    return kept | {"LC_ALL": "C.UTF-8", "ROI_SPEC_LANG": "en"}


def race(title: str, ours: Command, peer: Command, *, rounds: int, aim: float, notes: tuple[str, ...] = ()) -> Race:
    """Run both in turns, `rounds` times after one run each that is not counted; who begins changes every round."""
    for command in (ours, peer):
        run(command)
    ours_, peers = [], []
    for number in range(rounds):
        turns: list[Callable[[], None]] = [lambda: ours_.append(run(ours)), lambda: peers.append(run(peer))]
        for turn in reversed(turns) if number % 2 else turns:
            turn()
    return Race(title, ours.name, peer.name, tuple(ours_), tuple(peers), aim, notes)


def lines(result: Race) -> list[str]:
    """Give the result as lines of text."""
    width = max(len(result.ours), len(result.peer))
    pairs = result.pairs
    verdict = "reached" if result.ratio <= result.aim else "MISSED"
    return [
        result.title,
        _row(result.ours.ljust(width), result.our_runs),
        _row(result.peer.ljust(width), result.peer_runs),
        (
            f"  ratio {result.ratio:.3f} (pairs {min(pairs):.3f} to {max(pairs):.3f}, {len(pairs)} rounds); "
            f"aim {result.aim:.2f}: {verdict}"
        ),
        *(f"  note: {note}" for note in result.notes),
    ]


def _row(name: str, runs: Sequence[Run]) -> str:
    walls = sorted(run.wall for run in runs)
    cpu = statistics.median(run.cpu for run in runs)
    peak = max(run.peak for run in runs)
    times = f"{walls[0]:8.3f} {statistics.median(walls):8.3f} {walls[-1]:8.3f} s min/median/max"
    return f"  {name}  {times}  cpu {cpu:7.3f} s  peak {peak:5.0f} MiB"
