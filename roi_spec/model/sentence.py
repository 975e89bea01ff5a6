"""The pieces of a sentence on a page: our words, the author's, and figures that know the step they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the author, never translated."""

    kind: ClassVar[str] = "words"
    text: str
    lang: str
    """The language they are written in; empty when it is the language of the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as shown, and the step of the working that it is the value of."""

    kind: ClassVar[str] = "figure"
    shown: str
    step: str
    case: str = ""
    """Empty: the base case. Else the scenario, or `worse:<driver>` and `better:<driver>` for one end of a swing."""
    linked: bool = True
    page: str = "trace.html"
    """The page where its working stands, from the page it is shown on; empty: the same page."""
    exact: str = ""
    """The value before rounding, as a decimal with a point: `45.333`; 30 for 30%. Empty: not kept."""
    unit: str = ""
    """Of the exact value, as a spec writes it: `EUR/person`, `%`; empty for a plain number."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that belongs to a sentence and not to the working: `12 periods`, the `1` in a formula."""

    kind: ClassVar[str] = "count"
    text: str
    exact: str = ""
    """Its value as that of a `Figure`, when it was a number before it was written."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A number that an analysis of data or the simulation gave: it has no formula, but it stands in the receipt."""

    kind: ClassVar[str] = "reckoned"
    shown: str
    of: str
    """What it is: `analysis:kpi.errors.attribution:low`, `simulation:result.roi:p10`, `break_even:assumption.rate`."""
    href: str = ""
    """Where the page tells how it was reckoned; empty: right here."""
    exact: str = ""
    """The value before rounding, as that of a `Figure`."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, for people and for machines."""

    kind: ClassVar[str] = "day"
    iso: str
    shown: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file."""

    kind: ClassVar[str] = "place"
    shown: str
    """`specs/a.roi.yaml:12`."""
    href: str
    """Where to see it; empty: nowhere."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to another place on the page or in the site."""

    kind: ClassVar[str] = "jump"
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Named:
    """The title of a number of the working, with the way to it."""

    kind: ClassVar[str] = "named"
    content: Sentence
    href: str
    step: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word in a frame: a grade, `forecast`, `met`."""

    kind: ClassVar[str] = "mark"
    text: str
    style: str = "badge"
    """`badge`, `badge forecast` or `grade`."""
    title: str = ""


Piece = str | Words | Figure | Count | Reckoned | Day | Place | Jump | Named | Mark
Sentence = tuple[Piece, ...]
