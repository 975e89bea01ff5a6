"""The drawings of a page, as values: places on paper are decided, `templates/handbook/charts.html.j2` draws them.

Every drawing has a title (the whole message in words), a caption, and a label once it stands in a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roi_spec.model.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across a chart with its label."""

    x: str
    label: Sentence
    anchor: str


@dataclass(frozen=True, slots=True)
class RangeChart:
    """A bar from the low to the high end with the base in it, a line at zero and one at the target."""

    kind: ClassVar[str] = "range"
    title: str
    """The whole message in words, for who cannot see it."""
    caption: str
    low: Tick
    base: Tick
    high: Tick
    zero: Tick
    target: Tick | None
    width: str
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


@dataclass(frozen=True, slots=True)
class Link:
    """One level in the chain of evidence."""

    x: str
    level: str
    name: str
    status: str
    style: str
    """`met`, `not_met`, `partly`, `forecast` or `open`."""


@dataclass(frozen=True, slots=True)
class ChainChart:
    """The levels as a chain."""

    kind: ClassVar[str] = "chain"
    title: str
    caption: str
    links: tuple[Link, ...]
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


@dataclass(frozen=True, slots=True)
class Swung:
    """One bar of the tornado."""

    y: str
    label: Sentence
    x_worse: str
    width_worse: str
    x_better: str
    width_better: str
    worse: Tick
    better: Tick


@dataclass(frozen=True, slots=True)
class TornadoChart:
    """What each driver does to the result, largest first."""

    kind: ClassVar[str] = "tornado"
    title: str
    caption: str
    height: str
    base: Tick
    bars: tuple[Swung, ...]
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a plot, as a path."""

    path: str
    style: str
    """`actual`, `expected` or `compared`."""


@dataclass(frozen=True, slots=True)
class Stem:
    """One estimate with its interval: a dot on a line."""

    x: str
    y: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Across:
    """A line across a plot with its label beside it."""

    y: str
    label: Sentence


@dataclass(frozen=True, slots=True)
class Plot:
    """A course over time, or estimates with their intervals period by period."""

    kind: ClassVar[str] = "plot"
    title: str
    caption: str
    band: str
    """What was expected, from low to high, as a closed path; empty: none."""
    strokes: tuple[Stroke, ...]
    stems: tuple[Stem, ...]
    levels: tuple[Across, ...]
    ticks: tuple[Tick, ...]
    """Labels under the plot."""
    start: str = ""
    """Where the programme starts; empty: not in the plot."""
    zero: str = ""
    """Where zero lies, when a line belongs there."""
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram."""

    x: str
    y: str
    width: str
    height: str
    is_loss: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often each stretch of results came out of the simulation."""

    kind: ClassVar[str] = "histogram"
    title: str
    caption: str
    bars: tuple[Bin, ...]
    zero: Tick | None
    target: Tick | None
    ends: tuple[Tick, ...]
    """The labels under the first and the last bar."""
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


Chart = RangeChart | ChainChart | TornadoChart | Plot | Histogram
CHARTS = (RangeChart, ChainChart, TornadoChart, Plot, Histogram)
"""Everything that is numbered as a figure."""
