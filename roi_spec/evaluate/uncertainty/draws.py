"""The draws themselves: one stream of random numbers for each input, made from its name.

What an input draws does not depend on which other inputs there are, in which order they stand, or how many draws are
made at a time. Only the outputs are kept: eight bytes per draw and output, so a million draws of three results take 24
MB, and the inputs are held for one block at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from roi_spec.evaluate.uncertainty.compiled import Compiled, Driver, Row
from roi_spec.evaluate.uncertainty.consistency import components, matrix, strengths
from roi_spec.evaluate.uncertainty.copula import factor, mixed
from roi_spec.model.distribution import Correlation

Floats = NDArray[np.float64]

BLOCK = 4096
"""Draws at a time: a column of them fits in a processor's nearest memory."""
ROOM = 2**21
"""Cells that the answers of one group of respondents may take at a time."""
WATCHED = 2**15
"""Of so many draws it is remembered where each input stood, to see what the spread comes from."""


def stream(programme_id: str, name: str) -> Generator:
    """Give the random numbers of one input: always the same for the same name."""
    digest = sha256(f"{programme_id}/{name}".encode()).digest()
    return Generator(PCG64(SeedSequence(int.from_bytes(digest, "big"))))


@dataclass(slots=True)
class Linked:
    """Inputs that move together (or one that moves alone)."""

    drivers: tuple[Driver, ...]
    streams: tuple[Generator, ...]
    weights: list[list[float]]
    """Lower triangle; see `copula.factor`."""

    def draw(self, count: int) -> dict[str, Floats]:
        """Draw the columns of all of them."""
        if len(self.drivers) == 1 and len(self.drivers[0].laws) == 1:
            return {self.drivers[0].keys[0]: self.drivers[0].laws[0].direct(self.streams[0], count)}
        scores = [one.standard_normal(count) for one in self.streams]
        columns: dict[str, Floats] = {}
        for driver, weights in zip(self.drivers, self.weights, strict=True):
            score = mixed(weights, scores)
            columns |= {key: law.at(score) for key, law in zip(driver.keys, driver.laws, strict=True)}
        return columns


@dataclass(slots=True)
class Group:
    """Respondents, who are drawn with replacement from all who were asked: others might have answered."""

    name: str
    rows: tuple[Row, ...]
    asked: int
    """At least the number of rows; the rest was silent, and a draw may hold more or fewer of those too."""
    stream: Generator

    @property
    def key(self) -> str:
        """Give the name of the column that says where the group stands: the total of its rows at their base values."""
        return f"~{self.name}/total"

    def draw(self, count: int) -> dict[str, Floats]:
        """Give how often each row was drawn, and where that puts the group."""
        people = len(self.rows)
        answered = self.stream.binomial(self.asked, people / self.asked, size=count)
        which = self.stream.integers(0, people, size=int(answered.sum()))
        which *= count
        which += np.repeat(np.arange(count), answered)
        drawn = np.bincount(which, minlength=people * count).reshape(people, count).astype(np.float64)
        columns = {row.key: times for row, times in zip(self.rows, drawn, strict=True)}
        columns[self.key] = np.einsum("r,rd->d", np.array([row.tried[0] for row in self.rows]), drawn)
        return columns


@dataclass(slots=True)
class Draws:
    """A growing number of draws."""

    model: Compiled
    linked: tuple[Linked, ...]
    groups: dict[str, Group]
    count: int = 0
    outputs: dict[str, list[Floats]] = field(default_factory=dict)
    positions: dict[str, list[Floats]] = field(default_factory=dict)
    """Where each driver and group stood in the first `WATCHED` draws."""

    def extend(self, count: int) -> None:
        """Draw until there are `count` in all."""
        with np.errstate(all="ignore"):
            while self.count < count:
                self._block(min(self._at_a_time, count - self.count))

    @property
    def _at_a_time(self) -> int:
        people = sum(len(group.rows) for group in self.groups.values())
        return max(256, min(BLOCK, ROOM // max(1, people)))

    def _block(self, size: int) -> None:
        columns: dict[str, Floats] = {}
        for linked in self.linked:
            columns |= linked.draw(size)
        for group in self.groups.values():
            columns |= group.draw(size)
        if self.count < WATCHED:
            self._watch(columns)
        self.model.run(columns)
        for id in self.model.outputs:
            self.outputs.setdefault(id, []).append(columns[id])
        self.count += size

    def _watch(self, columns: Mapping[str, Floats]) -> None:
        for name, driver in self.model.drivers.items():
            self.positions.setdefault(name, []).append(columns[driver.keys[0]])
        for name, group in self.groups.items():
            self.positions.setdefault(name, []).append(columns[group.key])

    def output(self, id: str) -> Floats:
        """Give one output, a number per draw; a draw without a value is not a number."""
        if id in self.model.fixed:
            return np.full(self.count, self.model.fixed[id])
        return np.concatenate(self.outputs[id])

    def position(self, name: str) -> Floats:
        """Give where a driver or group stood in the first draws."""
        return np.concatenate(self.positions[name])[:WATCHED]


def start(model: Compiled, programme_id: str, correlations: tuple[Correlation, ...], asked: Mapping[str, int]) -> Draws:
    """Make everything ready to draw; nothing is drawn yet. Correlations of what does not move here are left aside."""
    stated = {pair: value for pair, value in strengths(correlations).items() if set(pair) <= set(model.drivers)}
    together = components(stated)
    alone = tuple((name,) for name in sorted(model.drivers) if not any(name in names for names in together))
    linked = tuple(
        Linked(
            tuple(model.drivers[name] for name in names),
            tuple(stream(programme_id, name) for name in names),
            factor(matrix(names, stated)) if len(names) > 1 else [[1.0]],
        )
        for names in (*together, *alone)
    )
    groups = {
        name: Group(
            name,
            tuple(sorted(rows, key=lambda row: (row.tried, row.id))),
            max(asked.get(name, 0), len(rows)),
            stream(programme_id, f"{name}/people"),
        )
        for name, rows in sorted(model.groups.items())
    }
    return Draws(model, linked, groups)
