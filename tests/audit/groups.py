"""Effects from data files, by plain means and least squares: what a person can do in a spreadsheet.

Tests of significance are not repeated here, nor the time series with a season; what defines each other estimate is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scipy import stats

from tests.audit.spec import cell, mean, month_number, scale_of, table


@dataclass(frozen=True)
class Unit:
    """A person, a team or a series: what it measured before and after."""

    group: str
    before: tuple[Fraction, ...]
    after: tuple[Fraction, ...]


@dataclass(frozen=True)
class Arm:
    """One group of a design."""

    trained: bool
    units: tuple[Unit, ...]

    @property
    def analysed(self) -> list[Unit]:
        """Who was measured afterwards."""
        return [one for one in self.units if one.after]

    @property
    def before(self) -> Fraction:
        """The mean before, of who was analysed and measured before."""
        return mean([mean(list(one.before)) for one in self.analysed if one.before])

    @property
    def after(self) -> Fraction:
        """The mean after."""
        return mean([mean(list(one.after)) for one in self.analysed])


def units(entry: Mapping[str, Any], start: object, scale: Fraction) -> list[Unit]:
    """Read a data file with one row per person, or one row per period."""
    rows, roles = table(entry), entry["columns"]
    if "period" not in roles:
        return [
            Unit(row.get("group", ""), *((_number(row, when, entry, scale)) for when in ("before", "after")))
            for row in rows
        ]
    found: dict[tuple[str, str], dict[str, list[Fraction]]] = {}
    for row in rows:
        one = found.setdefault((row.get("group", ""), row.get("team", "")), {"before": [], "after": []})
        when = "before" if month_number(row["period"]) < month_number(start) else "after"
        one[when].append(cell(row["value"], entry) * scale)
    return [Unit(group, tuple(one["before"]), tuple(one["after"])) for (group, _), one in found.items()]


def _number(row: Mapping[str, str], role: str, entry: Mapping[str, Any], scale: Fraction) -> tuple[Fraction, ...]:
    return (cell(row[role], entry) * scale,) if role in row else ()


def arms(entry: Mapping[str, Any], how: Mapping[str, Any], unit: str) -> list[Arm]:
    """Give the trained group, and the other one where there is one."""
    every = units(entry, how.get("start"), scale_of(unit))
    wanted = how.get("trained")
    if not wanted:
        return [Arm(trained=True, units=tuple(every))]
    trained = tuple(one for one in every if one.group in wanted)
    others = tuple(one for one in every if one.group not in wanted)
    assert trained
    return [Arm(trained=True, units=trained), *([Arm(trained=False, units=others)] if others else [])]


def both(arm: Arm) -> Arm:
    """Keep who was measured before and after."""
    return Arm(arm.trained, tuple(one for one in arm.units if one.before and one.after))


# --- estimates -------------------------------------------------------------------------------------------------------


def differences(first: Arm, other: Arm) -> Fraction:
    """Give the change of the trained group less that of the other."""
    return (first.after - first.before) - (other.after - other.before)


def adjusted(first: Arm, other: Arm) -> Fraction:
    """Give the difference after, adjusted for the level before: analysis of covariance with one slope.

    The slope is that of after on before within the groups. Who has no value before gets the mean.
    """
    known = [one.before[0] for arm in (first, other) for one in arm.analysed if one.before]
    groups = [
        [(one.before[0] if one.before else mean(known), one.after[0]) for one in arm.analysed] for arm in (first, other)
    ]
    centres = [(mean([x for x, _ in group]), mean([y for _, y in group])) for group in groups]
    pairs = [(x - centre[0], y - centre[1]) for group, centre in zip(groups, centres, strict=True) for x, y in group]
    slope = sum(x * y for x, y in pairs) / sum(x * x for x, _ in pairs)
    (x1, y1), (x0, y0) = centres
    return y1 - y0 - slope * (x1 - x0)


def paired(arm: Arm) -> tuple[Fraction, Fraction]:
    """Give the mean change of the same people, and half the width of its 95 % interval."""
    changes = [one.after[0] - one.before[0] for one in both(arm).units]
    middle = mean(changes)
    variance = sum((one - middle) ** 2 for one in changes) / (len(changes) - 1)
    error = math.sqrt(variance / len(changes))
    return middle, Fraction(float(stats.t.ppf(0.975, len(changes) - 1)) * error)


# --- trend lines -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trend:
    """A least-squares line through periods, which are numbered from 1 by the calendar."""

    first: int
    x: tuple[Fraction, ...]
    y: tuple[Fraction, ...]

    @property
    def across(self) -> Fraction:
        """Sum of squared deviations of time."""
        return sum(((one - mean(list(self.x))) ** 2 for one in self.x), Fraction(0))

    @property
    def along(self) -> Fraction:
        """Sum of products of deviations."""
        middle, level = mean(list(self.x)), mean(list(self.y))
        return sum(((a - middle) * (b - level) for a, b in zip(self.x, self.y, strict=True)), Fraction(0))

    @property
    def slope(self) -> Fraction:
        """How much it rises in a period."""
        return self.along / self.across

    @property
    def intercept(self) -> Fraction:
        """Its level at period 0."""
        return mean(list(self.y)) - self.slope * mean(list(self.x))

    def expects(self, period: object) -> Fraction:
        """Give what it leads to expect in a period."""
        return self.intercept + self.slope * self.number(period)

    def number(self, period: object) -> int:
        """Number a period."""
        return month_number(period) - self.first + 1

    def margin(self, periods: list[object]) -> float:
        """Give half the width of the 95 % prediction interval of the mean over later periods."""
        rest = sum((b - self.intercept - self.slope * a) ** 2 for a, b in zip(self.x, self.y, strict=True))
        freedom = len(self.x) - 2
        ahead = mean([Fraction(self.number(one)) for one in periods]) - mean(list(self.x))
        spread = rest / freedom * (Fraction(1, len(periods)) + Fraction(1, len(self.x)) + ahead**2 / self.across)
        return float(stats.t.ppf(0.975, freedom)) * math.sqrt(spread)
