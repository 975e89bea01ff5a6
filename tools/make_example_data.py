"""Make the data files of the example programmes in specs/data.

Every figure is made up: drawn from a generator with a seed of its own for each file, and rounded as the system it is
said to come from would give it. Run `python tools/make_example_data.py` after a change here; with `--check` it writes
nothing and fails when a file in specs/data differs.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.random import Generator, default_rng

FOLDER = Path(__file__).resolve().parent.parent / "specs" / "data"
Rows = Iterable[tuple[str, ...]]

PEAKS = (1.14, 1.01, 0.97, 0.96, 0.97, 0.95, 1.02, 0.98, 0.95, 0.97, 1.03, 1.08)
"""Returns in each month of the year against an average month; January brings back the presents of December."""
FLU = (1.24, 1.20, 1.10, 1.00, 0.93, 0.88, 0.82, 0.84, 0.93, 1.00, 1.07, 1.16)
"""Absence in each month of the year against an average month."""


def months(year: int, month: int, count: int) -> list[str]:
    """Give `count` months from a first one on, as 2025-01."""
    numbers = (year * 12 + month - 1 + step for step in range(count))
    return [f"{one // 12}-{one % 12 + 1:02}" for one in numbers]


def returns_by_month(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Two sites, 24 months before a course at one and 12 after; what else helped (April, May) came to both."""
    yield "Maand", "Locatie", "Boekingsfouten"
    shared = draw.normal(0, 9, 36)
    for site, level, learned in (("Zuid", 404, (12, 45, 66, 76)), ("Noord", 352, (0,))):
        own = draw.normal(0, 8, 36)
        for step, month in enumerate(months(2022, 12, 36)):
            expected = level * PEAKS[(step + 11) % 12] - 14 * (step >= 28) - 16 * (step >= 29)
            gained = learned[min(step - 24, len(learned) - 1)] if step >= 24 else 0
            yield month, site, f"{expected - gained + shared[step] + own[step]:.0f}"


def returns_test(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Forty questions before and after the course; three people missed the second sitting."""
    yield "Code", "Voor", "Na"
    skill = draw.normal(25, 5, 46)
    gained = skill + draw.normal(7.5, 3.2, 46)
    for number, (before, after) in enumerate(zip(skill, gained, strict=True), 1):
        second = "" if number in (9, 27, 38) else _comma(_of(40, after))
        yield f"R{number:02}", _comma(_of(40, before)), second


def claims_by_handler(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Sixty handlers coached and sixty waiting, by lot; a few had left when the second quarter was measured."""
    yield "handler", "arm", "minutes_before", "minutes_after", "reopened_before", "reopened_after"
    arms = np.repeat(["Coached", "Waiting list"], 60)
    draw.shuffle(arms)
    for number, arm in enumerate(arms, 1):
        level = draw.normal(42, 6)
        before = level + draw.normal(0, 2)
        after = level - 0.6 + draw.normal(0, 2.4) - (3.3 if arm == "Coached" else 0)
        first, second = (_share(draw, 240, 0.068) for _ in range(2))
        gone = number in (17, 44, 71, 93, 118)
        later = ("", "") if gone else (f"{after:.1f}", second)
        yield f"C{number:03}", str(arm), f"{before:.1f}", later[0], first, later[1]


def absence_by_team(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Seventeen teams, six months before and six after the training of eight of their leaders."""
    yield "Team", "Groep", "Maand", "Verzuimdagen per medewerker"
    shared = draw.normal(0, 0.04, 12)
    for number in range(1, 18):
        trained = number <= 8
        level = draw.normal(1.16, 0.13)
        for step, month in enumerate(months(2024, 7, 12)):
            expected = level * FLU[(step + 6) % 12] - (0.19 if trained and step >= 6 else 0)
            value = max(expected + shared[step] + draw.normal(0, 0.13), 0.1)
            yield f"T{number:02}", "Getraind" if trained else "Nog niet", month, _comma(value, 2)


def pitches_won(draw: Generator) -> Iterator[tuple[str, ...]]:
    """The eighteen of 64 consultants who won fewest of their 20 pitches; most of their gain comes by itself."""
    yield "person", "won_before", "won_after"
    ability = draw.normal(0.33, 0.07, 64)
    before = draw.binomial(20, ability)
    chosen = np.argsort(before, kind="stable")[:18]
    after = draw.binomial(12, ability[chosen] + 0.03)
    for number, (first, second) in enumerate(zip(before[chosen], after, strict=True), 1):
        yield f"P{number:02}", f"{100 * first / 20:.1f}", f"{100 * second / 12:.1f}"


def rework_by_line(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Twenty production lines, eight months before and eight after; the lines of one hall had belts of every colour."""
    yield "Lijn", "Hal", "Maand", "Uren herstelwerk"
    shared = draw.normal(0, 4, 16)
    for number in range(1, 21):
        trained = number <= 10
        level = draw.normal(138 if trained else 129, 13)
        for step, month in enumerate(months(2024, 5, 16)):
            gained = (8.0, 18.0, 24.0)[min(step - 8, 2)] if trained and step >= 8 else 0.0
            value = level - gained - 0.3 * step + shared[step] + draw.normal(0, 7)
            yield f"L{number:02}", "Hal A" if trained else "Hal B", month, _comma(value, 1)


def answers_of_belts(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Fourteen belts who worked on returns, of whom twelve answered; nobody credits the projects with much."""
    yield "Code", "Deel door Lean", "Zekerheid"
    for number in range(1, 13):
        part, sure = draw.choice([10, 15, 20, 25, 30, 35]), draw.choice([50, 60, 70, 75, 80, 90])
        yield f"B{number:02}", f"{part}%", f"{sure}%" if number != 8 else ""


def damage_by_driver(draw: Generator) -> Iterator[tuple[str, ...]]:
    """Drivers with and without headset, damage per quarter over a year before and a year after: nothing changed."""
    yield "driver", "arm", "before", "after"
    arms = np.repeat(["Headset", "Usual course"], 92)
    draw.shuffle(arms)
    for number, arm in enumerate(arms, 1):
        care = max(draw.normal(1.45, 0.4), 0.3)
        before, after = draw.poisson(4 * care) / 4, draw.poisson(4 * care * 0.95) / 4
        if number not in (12, 58, 76, 101, 140, 167):  # moved to another site before the year was over
            yield f"D{number:03}", str(arm), f"{before:.2f}", f"{after:.2f}"


FILES: dict[str, tuple[str, int, Callable[[Generator], Rows]]] = {
    "retouren-per-maand.csv": (";", 1, returns_by_month),
    "retouren-toets.csv": (";", 2, returns_test),
    "claims-by-handler.csv": (",", 3, claims_by_handler),
    "verzuim-per-team.csv": (";", 4, absence_by_team),
    "pitches-won.csv": (",", 15, pitches_won),
    "herstelwerk-per-lijn.csv": (";", 9, rework_by_line),
    "lean-schattingen.csv": (";", 7, answers_of_belts),
    "damage-by-driver.csv": (",", 2, damage_by_driver),
}
"""Every file with what stands between its columns, the seed of its generator, and who writes its rows."""


def content(name: str) -> str:
    """Give the text of a file."""
    delimiter, seed, rows = FILES[name]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows(default_rng(seed)))
    return out.getvalue()


def main() -> int:
    """Write the files, or with `--check` only say which of them are not as this program makes them."""
    stale = [name for name in FILES if _written(name) != content(name)]
    if "--check" in sys.argv[1:]:
        print(f"Not up to date: {', '.join(stale)}." if stale else "The example data are up to date.")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(content(name), "utf-8", newline="\n")
    print(f"Written: {', '.join(stale) or 'nothing, all files are up to date'}.")
    return 0


def _written(name: str) -> str | None:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else None


def _of(questions: int, right: float) -> float:
    """Give the percentage of so many questions that was right."""
    return 100 * min(max(round(right), 0), questions) / questions


def _share(draw: Generator, cases: int, expected: float) -> str:
    return f"{100 * draw.binomial(cases, expected) / cases:.1f}"


def _comma(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


if __name__ == "__main__":
    raise SystemExit(main())
