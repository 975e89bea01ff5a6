"""The working: every figure of a programme as a line, like a worksheet whose cells have names.

A line is either an input that somebody stated, or a formula over other lines. Attribution methods, conversions,
costs and results all write lines; nothing else holds a number. Scenarios, the trace, the spreadsheet and a
simulation are readers of this one object.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from roi_spec.model.distribution import Correlation, Distribution
from roi_spec.model.formula import Expr, Name
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.model.units import Unit


def verbatim(words: str) -> Text:
    """Wrap an author's own words, which are never translated."""
    return Text("{text}", (("text", words),))


@dataclass(frozen=True, slots=True)
class Origin:
    """Who stands behind an input."""

    source: str = ""
    owner: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None
    kind: str = ""
    """`fact`, `assumption`, `judgement`, `measurement`, `estimate`, `count` or empty."""
    note: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: an input or a formula."""

    id: str
    """Stable name within the programme: `kpi.errors.effect`, `cost.trainer`, `result.roi`."""
    title: Text
    at: Span
    """The place in the file that this figure rests on."""
    part: str
    """Its part: `audience`, `assumption`, `standard`, `kpi`, `attribution`, `conversion`, `cost` or `result`."""
    formula: Expr | None = None
    """How it is computed; None for inputs."""
    value: Quantity | None = None
    """Inputs: what was stated."""
    absent: Text | None = None
    """Why there is no figure here, when there is none."""
    unit: Unit | None = None
    """The unit to show it in; None: the unit that the formula gives."""
    low: Quantity | Expr | None = None
    high: Quantity | Expr | None = None
    driver: str = ""
    """What moves this line between low and high; lines with the same driver move together. Empty: no range."""
    driver_title: Text | None = None
    distribution: Distribution | None = None
    """The shape between low and high, for the simulation; None: read as 5th and 95th percentile."""
    resampled: str = ""
    """Rows that one group of people gave share a name here: the simulation draws such rows with replacement, because
    other people might have answered. Empty: not a row.
    """
    origin: Origin = field(default_factory=Origin)
    note: Text | None = None
    """A remark on the formula: convention, guiding principle, or why a value counts as zero."""
    cites: str = ""
    """The source of the formula."""

    @property
    def name(self) -> Name:
        """Give a reference to this line, for use in formulas."""
        return Name(self.id)


@dataclass(frozen=True, slots=True)
class Working:
    """All lines of one programme, in the order in which a reader meets them."""

    lines: tuple[Line, ...]
    correlations: tuple[Correlation, ...] = ()

    def index(self) -> dict[str, Line]:
        """Give the lines by id."""
        return {line.id: line for line in self.lines}
