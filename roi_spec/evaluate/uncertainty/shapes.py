"""The shapes of ranges: from random numbers to positions between the ends of a range, or to values.

A *position* is 0 at the base, 1 at the high end and -1 at the low end; lines that share a driver share its position. A
line with a shape of its own gets *values*. Every law can also be read off at given normal scores, which is how inputs
move together; laws without a short formula are read from a table over the scores.

Nothing here decides what an author meant: `fitting.py` does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STANDARD = NormalDist()
FARTHEST = 6.0
"""Tables end at this score; one draw in 500 million lies outside, and is put at the end of the table."""
CELLS = 2048
SCORES: Floats = np.linspace(-FARTHEST, FARTHEST, CELLS + 1)
PRACTICALLY_NEVER = 9.0
"""No normal draw of this or any other simulation lies outside this score."""


class Law:
    """A distribution that can be drawn from, and be read off at normal scores."""

    __slots__ = ()

    def direct(self, random: Generator, count: int) -> Floats:
        """Draw."""
        return self.at(random.standard_normal(count))

    def at(self, scores: Floats) -> Floats:
        """Give the value at each normal score; the scores stay as they are."""
        return _looked_up(table_of(self), scores)

    def quantiles(self) -> Floats:
        """Give the values at `SCORES`; a law writes this or `at`, whichever is known in closed form."""
        return self.at(SCORES)

    @property
    def reach(self) -> tuple[float, float]:
        """Give values that, in practice, no draw lies outside of."""
        table = table_of(self)
        return float(table[0]), float(table[-1])


@lru_cache(maxsize=256)
def table_of(law: Law) -> Floats:
    """Give the values of a law at `SCORES`; made once for each law."""
    return law.quantiles()


def _looked_up(table: Floats, scores: Floats) -> Floats:
    """Read a table over `SCORES`, straight lines between its points."""
    place = scores * (CELLS / (2 * FARTHEST))
    place += CELLS / 2
    np.maximum(place, 0.0, out=place)
    np.minimum(place, CELLS - 1e-9, out=place)
    cell = place.astype(np.intp)
    place -= cell
    start = table[cell]
    cell += 1
    step = table[cell]
    step -= start
    step *= place
    step += start
    return step


@lru_cache(maxsize=1)
def _chances() -> Floats:
    """Give the chance of a value below each of `SCORES`."""
    return np.array([STANDARD.cdf(score) for score in SCORES.tolist()])


@dataclass(frozen=True, slots=True)
class Normal(Law):
    """The bell curve."""

    middle: float
    spread: float
    """Standard deviation."""

    def at(self, scores: Floats) -> Floats:
        """Give the value at each score."""
        values = scores * self.spread
        if self.middle:
            values += self.middle
        return values

    @property
    def reach(self) -> tuple[float, float]:
        """Give nine standard deviations either way."""
        return self.middle - PRACTICALLY_NEVER * self.spread, self.middle + PRACTICALLY_NEVER * self.spread


@dataclass(frozen=True, slots=True)
class CutNormal(Law):
    """The bell curve between `-cut` and `cut` standard deviations, and nothing outside."""

    middle: float
    half: float
    """From the middle to either cut."""
    cut: float

    def quantiles(self) -> Floats:
        """Spread the chances over what lies inside."""
        below = STANDARD.cdf(-self.cut)
        inside = below + _chances()[1:-1] * (1 - 2 * below)
        scores = np.array([-self.cut, *map(STANDARD.inv_cdf, inside.tolist()), self.cut])
        return self.middle + self.half / self.cut * scores


@dataclass(frozen=True, slots=True)
class Exponential(Law):
    """What has its logarithm distributed by another law: lognormal for a normal one."""

    log: Law

    def direct(self, random: Generator, count: int) -> Floats:
        """Draw the logarithm."""
        values = self.log.direct(random, count)
        return np.exp(values, out=values)

    def at(self, scores: Floats) -> Floats:
        """Give the value at each score."""
        values = self.log.at(scores)
        return np.exp(values, out=values)

    @property
    def reach(self) -> tuple[float, float]:
        """Give that of the logarithm."""
        low, high = self.log.reach
        return math.exp(max(low, -700.0)), math.exp(min(high, 700.0))


@dataclass(frozen=True, slots=True)
class Uniform(Law):
    """Every value between two bounds alike."""

    low: float
    high: float

    def direct(self, random: Generator, count: int) -> Floats:
        """Draw."""
        values = random.random(count)
        values *= self.high - self.low
        values += self.low
        return values

    def quantiles(self) -> Floats:
        """Follow the chances."""
        return self.low + (self.high - self.low) * _chances()


@dataclass(frozen=True, slots=True)
class Triangular(Law):
    """From nothing at the bounds straight up to the best value."""

    low: float
    best: float
    high: float

    def direct(self, random: Generator, count: int) -> Floats:
        """Draw."""
        return random.triangular(self.low, self.best, self.high, count)

    def quantiles(self) -> Floats:
        """Stretch the triangle of width one."""
        width = self.high - self.low
        return self.low + width * triangular((self.best - self.low) / width, _chances())


@dataclass(frozen=True, slots=True)
class Pert(Law):
    """A smooth triangle: the beta distribution with its top at the best value and shapes that add up to six.

    Source: Malcolm, Roseboom, Clark & Fazar (1959), Application of a technique for research and development program
    evaluation, Operations Research 7, 646-669; in the form of Vose, Risk Analysis.
    """

    low: float
    best: float
    high: float

    def quantiles(self) -> Floats:
        """Stretch the curve of width one."""
        width = self.high - self.low
        return self.low + width * pert((self.best - self.low) / width, _chances())


@dataclass(frozen=True, slots=True)
class Student(Law):
    """An estimate from data: Student's t, scaled so that a chance of `tail` lies above 1 and as much below -1."""

    degrees: float
    tail: float

    def direct(self, random: Generator, count: int) -> Floats:
        """Draw."""
        values = random.standard_t(self.degrees, count)
        values /= self._end
        return values

    def quantiles(self) -> Floats:
        """Follow the curve outwards from its middle; it is the same on both sides."""
        above = student(self.degrees, SCORES[CELLS // 2 :].tolist())
        return np.array([-value for value in above[:0:-1]] + above) / self._end

    @property
    def _end(self) -> float:
        return _end_of_student(self.degrees, self.tail)

    @property
    def reach(self) -> tuple[float, float]:
        """Give no limit: with few degrees of freedom the tails are long."""
        return -math.inf, math.inf


@lru_cache(maxsize=64)
def _end_of_student(degrees: float, tail: float) -> float:
    end = STANDARD.inv_cdf(1 - tail)
    return student(degrees, [end * step / 512 for step in range(513)])[-1]


@dataclass(frozen=True, slots=True)
class Discrete(Law):
    """A few possible values, smallest first."""

    values: tuple[float, ...]
    shares: tuple[float, ...]
    """Chance of each; together one."""

    def at(self, scores: Floats) -> Floats:
        """Give the value whose part of the chances a score falls in."""
        chosen: Floats = np.array(self.values)[np.searchsorted(self._borders(), scores)]
        return chosen

    def _borders(self) -> Floats:
        return np.array([_score(chance) for chance in np.cumsum(self.shares)[:-1].tolist()])

    @property
    def reach(self) -> tuple[float, float]:
        """Give the smallest and the largest."""
        return self.values[0], self.values[-1]


def _score(chance: float) -> float:
    return STANDARD.inv_cdf(chance) if 0 < chance < 1 else math.copysign(math.inf, chance - 0.5)


# --- curves of width one ----------------------------------------------------------------------------------------------


def triangular(best: float, chances: Floats) -> Floats:
    """Give the quantiles of the triangle on 0 to 1 with its top at `best`."""
    rising = np.sqrt(chances * best)
    falling = 1 - np.sqrt((1 - chances) * (1 - best))
    return np.where(chances < best, rising, falling)


GRID: Floats = np.linspace(0.0, 1.0, 1025)


def pert(best: float, chances: Floats) -> Floats:
    """Give the quantiles of the PERT curve on 0 to 1 with its top at `best`, from its area added up on a grid."""
    height = GRID ** (4 * best) * (1 - GRID) ** (4 * (1 - best))
    area = np.concatenate(([0.0], np.cumsum((height[1:] + height[:-1]) / 2)))
    values: Floats = np.interp(chances, area / area[-1], GRID)
    return values


def student(degrees: float, scores: list[float]) -> list[float]:
    """Give the quantiles of Student's t at evenly spaced normal scores that start at 0.

    Where a score and a quantile t leave the same chance below them, dt/dscore = normal density / density of t; that is
    followed from the middle outwards (Runge-Kutta, fourth order).
    """
    constant = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) * math.sqrt(2 / degrees)

    def slope(score: float, value: float) -> float:
        # Both densities as one exponent: far out, each of them alone is next to nothing.
        return math.exp((degrees + 1) / 2 * math.log1p(value * value / degrees) - score * score / 2) / constant

    step = scores[1]
    found = [0.0]
    for score in scores[:-1]:
        value = found[-1]
        first = slope(score, value)
        second = slope(score + step / 2, value + step / 2 * first)
        third = slope(score + step / 2, value + step / 2 * second)
        fourth = slope(score + step, value + step * third)
        found.append(value + step / 6 * (first + 2 * second + 2 * third + fourth))
    return found
