"""Writes the benefit window: how long it is, how it falls into years, and what remains of the effect in each.

A benefit is proportional to the time over which it is counted, so decay and attrition can be written as a shorter
window: a second year of which 80 % remains counts as 0.8 years. A short-term solution counts one year at most.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.evaluate import rules
from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import resolve
from roi_spec.model.formula import Expr, Name, call, minus, number, times
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import BenefitWindow, Formula
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS, PERCENT, Unit

MOST_YEARS = 50
"""More years than these are not spread: nobody can say what a training still does after them."""
DAYS_IN_A_YEAR = Fraction(1461, 4)
DAYS_IN_A_MONTH = DAYS_IN_A_YEAR / 12

TIME = "Phillips & Phillips, ROI Methodology, guiding principle 9 (first-year benefits of short-term solutions)"
DECAY = "Phillips & Phillips, ROI Methodology, guiding principle 9 (benefits of several years, conservatively)"


@dataclass(frozen=True, slots=True)
class Window:
    """How the benefit window is counted."""

    stated: BenefitWindow
    years: tuple[Name, ...]
    """The length of each year that counts; one for a window of a year or less."""
    kept: tuple[Name | None, ...]
    """Beside each year, the share of the effect that remains in it; None: all of it."""
    counted: Name
    """The time over which benefits count: all years together, after decay and attrition."""
    length: Quantity
    """From the start of the window to the end of its last year that counts."""
    note: Text | None = None
    """What a reader of a benefit must know of this time."""

    @property
    def is_spread(self) -> bool:
        """Say whether benefits fall into more than one year."""
        return len(self.years) > 1

    def starts(self, year: int) -> dt.date | None:
        """Give the first day of a year of the window, 1 is the first; the year after the last starts when it ends.

        None without a date to start from.
        """
        if self.stated.start is None:
            return None
        ended = year > len(self.years)
        return later(self.stated.start, self.length if ended else Quantity(Fraction(12 * (year - 1)), MONTHS))


def write(desk: Desk) -> Window | None:
    """Write the benefit window and its years; None when there is none."""
    stated = desk.programme.benefit_window
    if stated is None:
        return None
    length = desk.sheet.given("benefit_window", text("Benefit window"), stated.length, "audience")
    _lag(desk, stated)
    count = _count(stated.length.quantity)
    if count <= 1:
        return Window(stated, (length,), (None,), length, stated.length.quantity)
    if stated.solution != "long_term":
        return _first_year(desk, stated)
    if count > MOST_YEARS:
        return _too_long(desk, stated)
    return _spread(desk, stated, length, count)


def calendar(window: BenefitWindow) -> Unit:
    """Give the unit of payback: months, or the author's own unit when the window is in weeks or days."""
    unit = window.length.quantity.unit
    return MONTHS if unit.dimensions == MONTHS.dimensions else unit


def one_year(desk: Desk, window: BenefitWindow) -> Name:
    """Write how long a year is in the unit of the window, once."""
    if "calendar.year" in desk.sheet.lines:
        return Name("calendar.year")
    length = _year(window.length.quantity)
    return desk.sheet.given("calendar.year", text("One year"), length, "audience", at=window.spot("length"))


def _year(length: Quantity) -> Quantity:
    in_months = length.unit.dimensions == MONTHS.dimensions
    return Quantity(Fraction(12), MONTHS) if in_months else Quantity(DAYS_IN_A_YEAR, DAYS)


def _count(length: Quantity) -> int:
    """Give into how many years a window falls; one day more, for a leap year, makes no year of its own."""
    spare = 1 if length.unit.dimensions == DAYS.dimensions else 0
    return max(1, math.ceil((length.base - spare) / _year(length).base))


def _lag(desk: Desk, window: BenefitWindow) -> None:
    start, end = window.start, desk.programme.delivery and desk.programme.delivery.until
    if start and end and start > end:
        days, unit = (start - end).days, calendar(window)
        lag = Quantity(days / DAYS_IN_A_MONTH, MONTHS) if unit == MONTHS else Quantity(Fraction(days), DAYS)
        note = text("From the end of delivery to the start of the benefit window; a month is 365.25 / 12 days.")
        title = text("Time before benefits start")
        desk.sheet.given("benefit_lag", title, lag, "audience", at=window.spot("start"), note=note)


def _first_year(desk: Desk, stated: BenefitWindow) -> Window:
    note = text("A short-term solution: only the first twelve months of the window count.")
    year = one_year(desk, stated)
    formula = call("min", (Name("benefit_window"), year))
    at, title, unit = stated.spot("solution"), text("First year of the benefit window"), calendar(stated)
    first = desk.sheet.derive(
        "benefit_window.first_year", title, formula, "audience", at, unit=unit, note=note, cites=TIME
    )
    return Window(stated, (first,), (None,), first, _year(stated.length.quantity), note)


def _too_long(desk: Desk, stated: BenefitWindow) -> Window:
    reason = text("A benefit window of more than {most} years cannot be counted.", most=MOST_YEARS)
    desk.findings.append(
        rules.NOT_SPREAD.finding(stated.length.at, reason, help=text("Write a length that can be defended."))
    )
    counted = desk.sheet.absent(
        "benefit_window.counted", text("Time over which benefits count"), reason, "audience", stated.length.at
    )
    return Window(stated, (counted,), (None,), counted, stated.length.quantity)


def _spread(desk: Desk, stated: BenefitWindow, length: Name, count: int) -> Window:
    years = tuple(_one_of(desk, stated, length, number, count) for number in range(1, count + 1))
    kept = _kept(desk, stated, count)
    if kept[-1] is None:
        return Window(stated, years, kept, length, stated.length.quantity)
    parts = tuple(year if share is None else times(year, share) for year, share in zip(years, kept, strict=True))
    title = text("Time over which benefits count, after decay and attrition")
    note = text("As many years of a full effect as all years of what remains come to.")
    counted = desk.sheet.derive(
        "benefit_window.counted", title, call("sum", parts), "audience", stated.at, unit=calendar(stated), note=note
    )
    return Window(stated, years, kept, counted, stated.length.quantity)


def _one_of(desk: Desk, stated: BenefitWindow, length: Name, which: int, count: int) -> Name:
    year = one_year(desk, stated)
    before: Expr = year if count == 2 else times(number(count - 1), year)
    formula = minus(length, before) if which == count else year
    title = text("Year {year} of the benefit window", year=which)
    unit = calendar(stated)
    return desk.sheet.derive(f"benefit_window.year_{which}", title, formula, "audience", stated.length.at, unit=unit)


def _kept(desk: Desk, stated: BenefitWindow, count: int) -> tuple[Name | None, ...]:
    """Write what remains in each year: nothing is lost in the first, and in every later one the same share."""
    losses = [
        _loss(desk, name, title, formula)
        for name, title, formula in (
            ("decay", text("Share of the effect that wears off each year"), stated.yearly_decay),
            ("attrition", text("Share of the trained people that leaves each year"), stated.yearly_attrition),
        )
        if formula is not None
    ]
    if not losses:
        return (None,) * count
    remains = [minus(number(1), one) for one in losses]
    each: Expr = remains[0] if len(remains) == 1 else times(remains[0], remains[1])
    kept: list[Name | None] = [None]
    for year in range(2, count + 1):
        earlier = kept[-1]
        formula = each if earlier is None else times(earlier, Name("benefit_window.kept_2"))
        title = text("What remains of the effect in year {year}", year=year)
        at = stated.spot("yearly_decay") if stated.yearly_decay else stated.spot("yearly_attrition")
        kept.append(
            desk.sheet.derive(f"benefit_window.kept_{year}", title, formula, "audience", at, unit=PERCENT, cites=DECAY)
        )
    return tuple(kept)


def _loss(desk: Desk, name: str, title: Text, formula: Formula) -> Name:
    tree = resolve(formula.tree, desk.scope)
    return desk.sheet.derive(f"benefit_window.{name}", title, tree, "audience", formula.at, unit=PERCENT)


# --- days ------------------------------------------------------------------------------------------------------------


def later(day: dt.date, by: Quantity) -> dt.date | None:
    """Give the day after a stretch of calendar; None beyond the year 9999."""
    if by.unit.dimensions == DAYS.dimensions:
        months, days = 0, round(by.base)
    else:
        months, rest = divmod(by.base, 1)
        days = round(rest * DAYS_IN_A_MONTH)
    try:
        return months_later(day, int(months)) + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def months_later(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
