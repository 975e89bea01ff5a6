"""What a design is asked, next to the figures themselves: the KPI's unit and direction, names, numbers at the start."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.quantity import Quantity
from roi_spec.model.units import PLAIN, POINTS, Unit


@dataclass(frozen=True, slots=True)
class Expected:
    """What is needed for the expected regression to the mean, in the KPI's unit."""

    population: float
    correlation: float
    """Of two measurements of the same people without training, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question to a design; the default is a plain number of which more is better."""

    better: str = "higher"
    unit: Unit = PLAIN
    negligible: float | None = None
    """An effect smaller than this counts as none, in the KPI's unit; None: 0.2 standard deviations."""
    names: tuple[str, str] = ("", "")
    """The trained group and the comparison group, as the data or the author call them."""
    assigned: tuple[int | None, int | None] = (None, None)
    """How many were in each at the start; None: those in the file."""
    assignment: str = ""
    """`random`, `matched`, `natural`, `voluntary`, or empty."""
    total: bool = False
    """The KPI is the total over the trained group, and not the average of a person or team."""
    seed: str = ""
    """What random divisions are drawn from, when there are too many to try them all."""
    regression: Expected | None = None

    def amount(self, value: float) -> Quantity:
        """Give a level of the KPI for a sentence, in four significant digits."""
        return Quantity(Fraction(f"{value:.4g}"), self.unit)

    def change(self, value: float) -> Quantity:
        """Give a difference for a sentence; between percentages it is in percentage points."""
        return Quantity(Fraction(f"{value:.4g}"), POINTS if self.unit.is_share else self.unit)


def plain(value: float) -> Fraction:
    """Give a bare figure (a correlation, a statistic) for a sentence, in three significant digits."""
    return Fraction(f"{value:.3g}")
