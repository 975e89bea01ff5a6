"""What was written for a programme: the finished working, and which lines each of the author's objects led to."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.finding import Finding
from roi_spec.model.formula import Expr
from roi_spec.model.spec import Attribution, Cost, Kpi
from roi_spec.model.text import Text
from roi_spec.model.working import Working


@dataclass(frozen=True, slots=True)
class WrittenMethod:
    """One attribution method as it was written down."""

    attribution: Attribution
    prefix: str
    effect: str | None
    grade: str
    grade_reason: Text


@dataclass(frozen=True, slots=True)
class WrittenKpi:
    """Which lines a KPI led to; None where there is no such line."""

    kpi: Kpi
    is_forecast: bool
    methods: tuple[WrittenMethod, ...]
    actual: str | None
    improvement: str | None
    unadjusted: str | None
    effect: str | None
    benefit: str | None
    gross_benefit: str | None
    claimed_in_full: bool
    years: tuple[str, ...] = ()
    """The benefit of each year of the window; the benefit itself when the window is a year or less."""
    worth: Expr | None = None
    """The benefit over the whole window, written out over the effect; None when it is not converted."""
    left_out: Text | None = None
    """Why its benefit is not in the headline, though there is one: it is somebody else's."""


@dataclass(frozen=True, slots=True)
class WrittenCost:
    """Which lines a cost led to."""

    cost: Cost
    line: str
    """What this evaluation carries of it, all years together."""
    yearly: str
    """What it carries of it in one year; the same line when it is made once."""
    years: tuple[int, ...]
    """The years in which it is made: 1 is the first of the window, 0 is before it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The finished working with the map from the author's objects to lines."""

    working: Working
    kpis: tuple[WrittenKpi, ...]
    costs: tuple[tuple[Cost, str], ...]
    """The costs of the programme's own perspective, with the line that carries each."""
    findings: tuple[Finding, ...] = ()
    """What could not be written as the author wants it."""
