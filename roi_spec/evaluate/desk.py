"""What the parts of the working are written from: the programme, the sheet, and what an author's names stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_spec.evaluate.names import Scope
from roi_spec.evaluate.sheet import Sheet
from roi_spec.model.analysis import Analysis
from roi_spec.model.finding import Finding
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Given, Programme
from roi_spec.model.units import Unit, money


@dataclass(frozen=True, slots=True)
class Desk:
    """One programme on its way to a working."""

    programme: Programme
    standards: Mapping[str, Assumption]
    """The shared values by id."""
    analyses: Mapping[str, Analysis]
    """What statistics say, by the prefix of a method's lines."""
    scope: Scope
    discount: Given | None = None
    """The discount rate of the house, for a programme that states none."""
    fiscal_year_start: int | None = None
    """Month in which the fiscal year starts, 1 to 12; None: results are not asked for by fiscal year."""
    sheet: Sheet = field(default_factory=Sheet)
    findings: list[Finding] = field(default_factory=list)
    """What cannot be written as the author wants it, found while writing."""

    @property
    def currency(self) -> Unit:
        """Give the unit of an amount of the programme."""
        return money(self.programme.currency)

    @property
    def at(self) -> Span:
        """Give the place of the programme, for figures that rest on all of it."""
        return self.programme.at
