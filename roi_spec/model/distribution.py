"""How sure somebody is of a value: the shape of a range, and what its ends mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span

SHAPES = ("normal", "lognormal", "triangular", "pert", "uniform", "discrete")
"""What an author may write under `distribution:`. Without it a range is read as `split_normal`."""

P5_P95 = "p5_p95"
"""The ends are the 5th and 95th percentile, the value between them the median: how `low` and `high` are read."""
BOUNDS = "bounds"
"""The ends are hard: nothing lies outside."""
P2_P97 = "p2.5_p97.5"
"""The ends of a 95 % interval, as statistics give them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One of several possible values, with its weight; weights need not add up to one."""

    value: Quantity
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Distribution:
    """The shape of a range around a best value."""

    shape: str = "split_normal"
    """One of `SHAPES`, or `split_normal` (two half normals that meet at the best value, so that both ends are kept), or
    `t` (an estimate from data).
    """
    ends: str = P5_P95
    degrees: float | None = None
    """Degrees of freedom, for `t`."""
    cases: tuple[Case, ...] = ()
    """For `discrete`: the scenarios with their weights."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Two inputs that move together: the rank-normal (Gaussian copula) correlation between them, -1 to 1."""

    one: str
    """Id of a driver, which is the id of its line: `assumption.margin`, `standard.rate`, `cost.trainer`."""
    other: str
    strength: Fraction
    why: str
    at: Span
