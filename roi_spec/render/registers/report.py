"""Plan, actual and forecast of every measure of all programmes: which of them belong to a period, and how many.

The shape is that of a programme report by the Talent Development Reporting principles: three types of measures, what
was planned beside what came and what is expected. Claims of others are no programmes of one's own and stay out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from roi_spec.model.coverage import LevelCoverage
from roi_spec.render.registers.measures import TYPES, Measured
from roi_spec.render.site_coverage import coverage_of
from roi_spec.render.site_entry import SiteEntry


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, the first and the last one included."""

    first: dt.date
    last: dt.date

    def meets(self, start: dt.date, until: dt.date) -> bool:
        """Say whether another stretch has a day in it."""
        return start <= self.last and until >= self.first


_SHAPES = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?", re.IGNORECASE)


def period_of(written: str) -> Period:
    """Read `2025`, `2025-Q2`, `2025-06` or `2025-01-01..2025-06-30`; raises ValueError for anything else."""
    first, dots, last = written.strip().partition("..")
    if dots:
        found = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        if found.last < found.first:
            raise ValueError(written)
        return found
    match = _SHAPES.fullmatch(first)
    if match is None:
        raise ValueError(written)
    year, quarter, month = int(match[1]), match[2], match[3]
    begin, end = (3 * int(quarter) - 2, 3 * int(quarter)) if quarter else (int(month),) * 2 if month else (1, 12)
    return Period(dt.date(year, begin, 1), dt.date(year, end, calendar.monthrange(year, end)[1]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure and the programme it belongs to."""

    programme: SiteEntry
    measured: Measured


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    period: Period | None
    """None: everything there is."""
    programmes: tuple[SiteEntry, ...]
    undated: tuple[SiteEntry, ...]
    """Programmes that state no day, so that no period holds them; empty when none was asked for."""
    coverage: tuple[LevelCoverage, ...]
    """How far the programmes of the period are evaluated, beside what is customary."""

    def of_type(self, kind: str) -> tuple[Entry, ...]:
        """Give the measures of one of `TYPES`, by programme and level."""
        return tuple(Entry(one, each) for one in self.programmes for each in one.measured.every if each.type == kind)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give all measures, by type."""
        return tuple(one for kind in TYPES for one in self.of_type(kind))


def report(entries: Sequence[SiteEntry], period: Period | None = None) -> Report:
    """Make the report on the programmes of one's own that have a day in a period."""
    own = sorted((one for one in entries if not one.publisher), key=lambda one: one.id)
    chosen = tuple(one for one in own if period is None or _is_in(one, period))
    undated = tuple(one for one in own if period is not None and one.measured.start is None)
    return Report(period, chosen, undated, coverage_of(chosen))


def _is_in(entry: SiteEntry, period: Period) -> bool:
    start, until = entry.measured.start, entry.measured.until
    return start is not None and until is not None and period.meets(start, until)
