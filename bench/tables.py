"""A data file of a million rows: our reader against `pandas.read_csv` on the same file, with the same five columns.

Both run in a process of their own and time only the reading: neither the start of Python nor the import of pandas
counts. Peak memory is that of the whole process. Ours also checks what pandas does not: every cell's notation, the same
person twice in a month, missing months, names of people, and the digest of the file.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bench.race import Race, Run

ROWS = 1_000_000
PERSONS = 40_000
MEMORY = 120
"""MiB that our process may take at its peak."""
AIM = 5.0
"""Reading and checking in plain Python may take this many times as long as reading in pandas' C."""

_OURS = """
from roi_spec.model.document import Node
from roi_spec.model.source import Span
from roi_spec.model.spec import DataFile
from roi_spec.read.table import load_table

place = Span("bench.roi.yaml", 1, 1, 1, 1)
columns = (("person", "Code"), ("period", "Month"), ("team", "Team"), ("before", "Revenue"), ("value", "Score"))
entry = DataFile(Node("map", place), "bench", sys.argv[1], "bench", columns=columns)

def read():
    loaded = load_table(Path.cwd(), "bench.roi.yaml", entry)
    table, findings = loaded.table, loaded.findings
    assert table is not None and table.rows == int(sys.argv[2]), findings
"""
_PANDAS = """
import pandas

def read():
    frame = pandas.read_csv(sys.argv[1], sep=";", decimal=","{options})
    assert len(frame) == int(sys.argv[2])
"""
_CATEGORIES = ', dtype={"Code": "category", "Month": "category", "Team": "category"}'
_TIMED = """
import json, sys, time
from pathlib import Path
{program}
wall, cpu = time.perf_counter(), time.process_time()
read()
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu]))
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that reads a file and says how long that took."""

    name: str
    program: str
    file: str = "plain.csv"


READERS = (
    Reader("roi-spec", _OURS),
    Reader("pandas", _PANDAS.replace("{options}", "")),
    Reader("pandas, labels as codes like ours", _PANDAS.replace("{options}", _CATEGORIES)),
    Reader("roi-spec, every cell in quotes", _OURS, "quoted.csv"),
)


def rows_in(count: int) -> Iterator[tuple[str, ...]]:
    """Give the rows of a panel as a Dutch export has them: people by month, a score and a revenue."""
    dice = random.Random(2025)
    for row in range(count):
        person, month = row % PERSONS, row // PERSONS
        score, revenue = f"{dice.random() * 100:.1f}", f"{dice.random() * 90_000 + 1000:.2f}"
        period = f"{2023 + month // 12}-{month % 12 + 1:02}"
        yield f"p{person:05}", period, f"Team {person % 37}", revenue.replace(".", ","), score.replace(".", ",")


@contextmanager
def ground(count: int) -> Iterator[Path]:
    """Make a folder with the file, once plain and once with quotation marks, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="roi-spec-bench-") as name:
        folder = Path(name)
        heads = ("Code", "Month", "Team", "Revenue", "Score")
        with (folder / "plain.csv").open("w") as plain, (folder / "quoted.csv").open("w") as quoted:
            for row in chain([heads], rows_in(count)):
                plain.write(";".join(row) + "\n")
                quoted.write('"' + '";"'.join(row) + '"\n')
        yield folder


def read_once(reader: Reader, folder: Path, rows: int) -> Run:
    """Run a reader once. RuntimeError with what it said when it fails, as when pandas is not installed."""
    program = _TIMED.replace("{program}", reader.program)
    arguments = (sys.executable, "-c", program, reader.file, str(rows))
    with subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        told, said = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{reader.name}: {said.decode(errors='replace')[-2000:]}")
    wall, cpu = json.loads(told)
    return Run(wall, cpu, usage.ru_maxrss / 1024)


def read_many(*, quick: bool) -> Race:
    """Race over a million rows, or a tenth of them."""
    count, rounds = (ROWS // 10, 3) if quick else (ROWS, 7)
    runs: dict[Reader, list[Run]] = {reader: [] for reader in READERS}
    with ground(count) as folder:
        for number in range(rounds):
            for reader in reversed(READERS) if number % 2 else READERS:
                runs[reader].append(read_once(reader, folder, count))
    ours, peer, *others = READERS
    peak = max(run.peak for run in runs[ours])
    said = "within" if peak <= MEMORY else "MORE THAN"
    return Race(
        f"tables: a CSV of {count} rows and 5 columns, reading only",
        ours.name,
        peer.name,
        tuple(runs[ours]),
        tuple(runs[peer]),
        AIM,
        notes=(f"peak memory of ours is {said} the {MEMORY} MiB it may take",),
        also=tuple((other.name, tuple(runs[other])) for other in others),
    )
