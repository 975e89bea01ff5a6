"""What statistics say about an effect: the estimate with its interval, and what the data can bear.

Made by `analyse` from a data file or a series, used by the methods of `evaluate` as a measured input. The estimate and
its interval feed the money chain; a p-value is not even here. All figures are in the KPI's own unit and turned so that
positive is good.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.text import Text
from roi_spec.model.units import Unit

EFFECT, NO_EFFECT, CANNOT_TELL = "effect", "no_effect", "cannot_tell"
"""The verdicts. `effect`: the whole interval lies on one side of zero (which side, the estimate says). `no_effect`: the
whole interval lies within what is called negligible. `cannot_tell`: neither."""

TRUSTED, CAUTION, REFUSED = "trusted", "caution", "refused"
"""What the amount of data allows: enough; between the floor and enough; below the floor, so there is no estimate."""

PARALLEL = Text("Both groups moved alike beforehand")
"""Title of the check of the periods before in a difference in differences; the grade of evidence rests on it."""
PARALLEL_SERIES = Text("Both series moved alike beforehand")
"""The same for a time series beside another one."""


def exact(value: float) -> Fraction:
    """Give a figure from a statistics library as a fraction: 12 significant digits, the same on every machine."""
    return Fraction(f"{value:.12g}")


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of the design and what became of it."""

    name: str
    """The label in the data, or the author's name for the group; empty: the only group."""
    trained: bool
    assigned: int
    """How many were in it at the start (people, teams or periods, see `Analysis.counted`)."""
    analysed: int
    before: Fraction | None = None
    """Mean before, in the KPI's unit as measured (not turned); None when there is no before."""
    after: Fraction | None = None
    deviation: Fraction | None = None
    """Standard deviation of the outcome within the group."""

    @property
    def lost(self) -> int:
        """Give how many dropped out of the analysis."""
        return self.assigned - self.analysed


@dataclass(frozen=True, slots=True)
class Check:
    """One assumption of the method, held against the data, in words."""

    title: Text
    says: Text
    """What was found, in one or two sentences."""
    holds: bool | None
    """None: the data cannot show it either way."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a plot of an analysis."""

    label: str
    """A period as written, or the distance to the start in an event plot (`-3`, `+2`)."""
    actual: float | None = None
    expected: float | None = None
    """Without the programme, in the KPI's unit as measured; in an event plot None."""
    low: float | None = None
    """Of what was expected, or in an event plot of the estimate in `actual`."""
    high: float | None = None
    after: bool = False
    compared: float | None = None
    """The comparison group or series in the same period."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One design applied to one KPI."""

    design: str
    """`paired`, `two_groups`, `randomised`, `difference_in_differences`, `interrupted_time_series`, `trend_line` or
    `forecast_model`.
    """
    title: Text
    """The design in words: `Interrupted time series`."""
    model: Text
    """The model and the kind of interval, in words: `Welch's t interval, unequal variances`."""
    unit: Unit | None
    trust: str
    """`trusted`, `caution` or `refused`."""
    arms: tuple[Arm, ...]
    counted: Text
    """What is counted in the arms: `people`, `teams`, `periods`."""
    estimate: Fraction | None = None
    """None when refused."""
    low: Fraction | None = None
    high: Fraction | None = None
    """Ends of the 95 % interval."""
    taken_off: Fraction = Fraction(0)
    """What would have come without training (expected regression to the mean): no longer in estimate, low and high."""
    degrees: float | None = None
    """Degrees of freedom of the interval; None: normal."""
    standardised: Fraction | None = None
    """Effect divided by a standard deviation; which one, `model` says."""
    detectable: Fraction | None = None
    """Smallest effect that this much data would find with 80 % power at 5 % (two-sided)."""
    negligible: Fraction | None = None
    """An effect smaller than this counts as none: what the author stated, else 0.2 standard deviations."""
    negligible_stated: bool = False
    verdict: str = CANNOT_TELL
    checks: tuple[Check, ...] = ()
    notes: tuple[Text, ...] = ()
    points: tuple[Point, ...] = ()
    """The series with what was expected without the programme."""
    leads: tuple[Point, ...] = ()
    """Event plot: the effect before and after the start, period by period."""
    data: str = ""
    """Id of the `data:` entry; empty when the figures stand in the spec itself."""
    digest: str = ""
    rows: int = 0
    software: str = ""
    """Name and version of the library: `statsmodels 0.15.0`."""
    cites: str = ""
