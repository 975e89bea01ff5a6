"""Values, costs and time: everything that money is computed with, and figures published elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roi_spec.model.spec.base import Formula, Given, Ranged, Stated


@dataclass(frozen=True, slots=True, eq=False)
class Publication(Stated):
    """What a reader must know of a value that was taken from literature."""

    year: int | None = None
    currency: str = ""
    context: str = ""
    """Country, sector and group it was measured in, and why these are alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Assumption(Stated):
    """A value that somebody chose or knows, with who, when and until when."""

    id: str
    title: str
    value: Ranged | None = None
    formula: Formula | None = None
    """Instead of a value: computed from other values."""
    source: str = ""
    source_kind: str = ""
    owner: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None
    kind: str = ""
    """`fact`, `assumption` or `judgement`."""
    note: str = ""
    approved_by: str = ""
    valid_from: dt.date | None = None
    """Standard values: the first day on which this value holds."""
    publication: Publication | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Proration(Stated):
    """The part of a cost that this evaluation carries: `this_run` of `lifetime`."""

    this_run: Given
    lifetime: Given
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Cost(Stated):
    """One cost line."""

    id: str
    title: str
    category: str
    amount: Ranged | None = None
    formula: Formula | None = None
    status: str = ""
    """`estimate`, `budget` or `actual`."""
    source: str = ""
    date: dt.date | None = None
    owner: str = ""
    prorate: Proration | None = None
    why_zero: str = ""
    people: int | None = None
    """For how many people this cost was made, when not everyone who took part."""
    perspective: str = ""
    price_year: int | None = None
    note: str = ""
    year: int | None = None
    """In which year of the benefit window it is made, 1 is the first; costs made beforehand are 0.

    None when it was not stated: then a date says so, see `evaluate/write_costs.py`.
    """
    every_year: bool = False
    """Whether it returns in every year of the benefit window from `year` on."""
    part: str = ""
    """Id of the sub-programme that causes it; empty: shared."""
    sunk: bool | None = None
    """Whether it is spent whatever is decided."""


@dataclass(frozen=True, slots=True, eq=False)
class BenefitWindow(Stated):
    """The stretch over which benefits are counted."""

    length: Given
    start: dt.date | None = None
    solution: str = "short_term"
    """`short_term` or `long_term`."""
    why: str = ""
    agreed_on: dt.date | None = None
    yearly_decay: Formula | None = None
    """Share of the effect that wears off each year: the name of an assumption, or a small formula."""
    yearly_attrition: Formula | None = None
    """Share of the trained people that leaves each year."""


@dataclass(frozen=True, slots=True, eq=False)
class ExchangeRate(Stated):
    """What one unit of another currency is worth in the programme's."""

    currency: str
    rate: Ranged
    """In programme currency per unit: `0.92 EUR/USD`."""
    date: dt.date | None = None
    source: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class DiscountRate(Stated):
    """By how much a later year counts less."""

    value: Ranged
    source: str = ""
    timing: str = "end"
    """When in the year money is taken to come in: `end` or `middle`."""


@dataclass(frozen=True, slots=True, eq=False)
class ScaleUp(Stated):
    """From a pilot to everybody: a forecast."""

    people: int
    cost: Formula
    """What it costs to reach them; it must come out as money."""
    keeps: Formula
    """Which share of the pilot's effect per person remains: the name of an assumption."""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class EarlierForecast(Stated):
    """What was expected before the start; it stays when the results are in."""

    made_on: dt.date | None = None
    total_benefit: Given | None = None
    total_cost: Given | None = None
    roi: Given | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class StatedCorrelation(Stated):
    """Two inputs that move together."""

    between: tuple[str, str]
    """Names as in formulas: ids of assumptions, `standard.<id>`, `cost.<id>`."""
    strength: Given
    """A plain number from -1 to 1."""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty(Stated):
    """How the simulation is run."""

    precision: Given | None = None
    """Margin asked of P5, P50 and P95, as a share of the width between P5 and P95."""
    correlations: tuple[StatedCorrelation, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Target(Stated):
    """The ROI that was asked for."""

    value: Given
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Declared(Stated):
    """Figures that were published elsewhere, to be recomputed. Each is None when it was not stated."""

    roi: Given | None = None
    bcr: Given | None = None
    net_benefit: Given | None = None
    total_benefit: Given | None = None
    total_cost: Given | None = None
    payback: Given | None = None
    back_per_unit: Given | None = None
    """The money in a sentence like `for every euro we got back ...`."""
    back_per_unit_is: str = ""
    """How that sentence means it: `gross` or `net`."""
    sentence: str = ""
    claim: str = ""
    """How the source words its certainty."""
    source: str = ""
