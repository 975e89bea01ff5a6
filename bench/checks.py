"""`roi-spec check` against `check-jsonschema` on the same files, and how long both take to start.

The peer runs in its own environment (see `bench/peer.py`). It reads YAML and holds it against the JSON Schema. Ours
does that with places in the file, and then also reads quantities and formulas, evaluates every programme with its
scenarios, and applies the rules of the profession.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import peer, specs
from bench.race import Command, Race, race
from roi_spec.resources import schema_root

MANY = 300
DAY = ("--as-of", "2025-06-30")
"""The day that expiry dates are held against, so that those rules work too."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A workspace to race in, outside any repository."""

    folder: Path
    programmes: tuple[Path, ...]


@contextmanager
def ground(count: int) -> Iterator[Ground]:
    """Make a workspace with `count` programmes for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="roi-spec-bench-") as name:
        folder = Path(name)
        yield Ground(folder, specs.write(folder, count))


def ours(place: Ground, *arguments: str) -> Command:
    """Give our command, as installed beside this Python."""
    script = Path(sys.executable).parent / "roi-spec"
    if not script.exists():
        raise RuntimeError("roi-spec is not installed beside this Python; `make setup` installs it")
    return Command(f"roi-spec {_short(arguments)}", (str(script), *arguments), place.folder)


def theirs(place: Ground, *arguments: str) -> Command:
    """Give the peer's command, as it installs by itself."""
    return Command(f"{peer.NAME} {_short(arguments)}".strip(), (str(peer.script()), *arguments), place.folder)


def lent(place: Ground, *arguments: str) -> Command:
    """Give the peer's command with our YAML parser in C lent to it."""
    alone = theirs(place, *arguments)
    path = (("PYTHONPATH", str(peer.lent_parser())),)
    return Command("the same with our parser", alone.arguments, alone.folder, environment=path)


def _short(arguments: tuple[str, ...]) -> str:
    """Leave out files and options' values, which the title has told."""
    return " ".join(one for one in arguments if one in ("check", "--help"))


def _schema() -> tuple[str, str]:
    return "--schemafile", str(schema_root() / "programme.schema.json")


def check_many(*, quick: bool) -> Race:
    """Race over many files. The peer is spared the standard values, which have another schema; ours reads them too."""
    count = MANY // 10 if quick else MANY
    with ground(count) as place:
        size = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in place.programmes) // count
        files = tuple(f"specs/{path.name}" for path in place.programmes)
        title = f"check: {count} programmes of {size} lines"
        mine = ours(place, "check", "specs", *DAY)
        asked = (*_schema(), *files)
        also = (lent(place, *asked),)
        return race(title, mine, theirs(place, *asked), rounds=3 if quick else 5, aim=0.25, also=also)


def check_one(*, quick: bool) -> Race:
    """Race over one file."""
    with ground(1) as place:
        file = f"specs/{place.programmes[0].name}"
        mine = ours(place, "check", file, *DAY)
        asked = (*_schema(), file)
        also = (lent(place, *asked),)
        return race("one: one programme", mine, theirs(place, *asked), rounds=7 if quick else 21, aim=0.6, also=also)


def help_page(*, quick: bool) -> Race:
    """Race to the help page."""
    with ground(0) as place:
        both = ours(place, "--help"), theirs(place, "--help")
        return race("help: start-up", *both, rounds=7 if quick else 21, aim=0.35)
