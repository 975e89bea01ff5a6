"""Two programs against each other, run in turns, so that a busy moment of the machine hits both; compared by medians.

Only whole processes are raced here: wall clock, processor time and peak memory as the system counted them for that one
process and whatever it started.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
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
    environment: tuple[tuple[str, str], ...] = ()
    """What it finds in its environment besides what everyone finds there."""


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
    also: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    """Others that ran along, by name: told, but not aimed at."""

    @property
    def is_reached(self) -> bool:
        """Say whether the aim is met."""
        return self.ratio <= self.aim

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
        env=_environment() | dict(command.environment),
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


_OURS_ALONE = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "PYTHONHOME")


def _environment() -> dict[str, str]:
    """Give the environment of both: byte-code may be kept, as for any user, and the language is English."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS_ALONE}
    return kept | {"LC_ALL": "C.UTF-8", "ROI_SPEC_LANG": "en"}


def race(title: str, ours: Command, peer: Command, *, rounds: int, aim: float, also: tuple[Command, ...] = ()) -> Race:
    """Run all in turns, `rounds` times after one run each that is not counted; who begins changes every round."""
    commands = (ours, peer, *also)
    for command in commands:
        run(command)
    runs: dict[Command, list[Run]] = {command: [] for command in commands}
    for number in range(rounds):
        for command in reversed(commands) if number % 2 else commands:
            runs[command].append(run(command))
    others = tuple((command.name, tuple(runs[command])) for command in also)
    return Race(title, ours.name, peer.name, tuple(runs[ours]), tuple(runs[peer]), aim, also=others)


def lines(result: Race) -> list[str]:
    """Give the result as lines of text."""
    names = (result.ours, result.peer, *(name for name, _ in result.also))
    width = max(len(name) for name in names)
    every = (result.our_runs, result.peer_runs, *(runs for _, runs in result.also))
    pairs = result.pairs
    return [
        result.title,
        *(_row(name.ljust(width), runs) for name, runs in zip(names, every, strict=True)),
        (
            f"  ratio {result.ratio:.3f} (pairs {min(pairs):.3f} to {max(pairs):.3f}, {len(pairs)} rounds); "
            f"aim {result.aim:.2f}: {verdict(result)}"
        ),
        *(f"  ratio {_median(result.our_runs) / _median(runs):.3f} to {name}" for name, runs in result.also),
        *(f"  note: {note}" for note in result.notes),
    ]


def verdict(result: Race) -> str:
    """Say in one word whether the aim is met."""
    return "reached" if result.is_reached else "MISSED"


def _row(name: str, runs: Sequence[Run]) -> str:
    walls = sorted(run.wall for run in runs)
    cpu = statistics.median(run.cpu for run in runs)
    peak = max(run.peak for run in runs)
    times = f"{walls[0]:8.3f} {statistics.median(walls):8.3f} {walls[-1]:8.3f} s min/median/max"
    return f"  {name}  {times}  cpu {cpu:7.3f} s  peak {peak:5.0f} MiB"
