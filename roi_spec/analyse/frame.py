"""From a table to plain arrays: who, when, which group and how much, as the designs take them.

Labels become codes in the order of their names, so that the order of the rows in a file is of no account.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse.panel import Panel
from roi_spec.model.periods import period_number
from roi_spec.model.table import Numbers, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of a table on one line of time, counted in their own steps from the first one."""

    times: NDArray[Any]
    """Of every row."""
    labels: Mapping[int, str]
    start: int
    """The first period on or after the start."""


@dataclass(frozen=True, slots=True)
class People:
    """One row per person (or team): the level before and after, the arm, and the team."""

    before: NDArray[Any]
    after: NDArray[Any]
    trained: NDArray[Any]
    teams: NDArray[Any] | None
    mixed: tuple[int, ...] = ()
    """Rows of the file at which somebody turns up in the second group; these people are left out."""


def numbers(table: Table, role: str) -> NDArray[Any] | None:
    """Give a column of numbers without copying it, or None."""
    column = table.numbers(role)
    return None if column is None else np.frombuffer(column.values, dtype=np.float64) if table.rows else np.zeros(0)


def codes(table: Table, role: str) -> NDArray[Any] | None:
    """Give a column of labels as numbers in the order of the names (-1: empty), or None."""
    column = table.labels(role)
    if column is None:
        return None
    order = np.argsort(np.array(column.names, dtype=object)) if column.names else np.zeros(0, dtype=np.intp)
    place = np.empty(len(column.names) + 1, dtype=np.intp)
    place[order] = np.arange(len(order))
    place[-1] = -1
    return np.asarray(place[np.asarray(column.codes)])


def members(table: Table, names: tuple[str, ...]) -> NDArray[Any]:
    """Tell for every row whether its group is one of `names`."""
    column = table.labels("group")
    if column is None:
        return np.ones(table.rows, dtype=bool)
    chosen = [code for code, name in enumerate(column.names) if name in names]
    return np.isin(np.asarray(column.codes), chosen)


def grouped(table: Table) -> NDArray[Any]:
    """Tell which rows say a group; all when there is no such column."""
    column = table.labels("group")
    return np.ones(table.rows, dtype=bool) if column is None else np.asarray(column.codes) >= 0


def calendar(table: Table, start: int) -> Calendar:
    """Count the periods of a table in steps of the greatest common distance. All must be in one notation."""
    column = table.labels("period")
    assert column is not None
    found = [period_number(name) for name in column.names]
    numbered = np.array([one[1] if one else 0 for one in found], dtype=np.int64)
    first = int(numbered.min())
    step = math.gcd(*(int(one) - first for one in numbered)) or 1
    placed = (numbered - first) // step
    labels = {int(one): name for one, name in zip(placed, column.names, strict=True)}
    return Calendar(placed[np.asarray(column.codes)], labels, -((first - start) // step))


def people(table: Table, trained: tuple[str, ...], start: int | None) -> People:
    """Give one row per person from a table that has before and after beside each other, or one row per period.

    Periods on one side of the start are averaged. Without `person` the team is the one that is followed.
    """
    arm, known = members(table, trained), grouped(table)
    team = codes(table, "team")
    after = numbers(table, "after")
    if "period" not in table.columns:
        last = after if after is not None else numbers(table, "value")
        before = numbers(table, "before")
        assert last is not None
        first = before if before is not None else np.full(len(last), np.nan)
        return People(first[known], last[known], arm[known], None if team is None else team[known])
    assert start is not None
    panel, mixed = panel_of(table, trained, start)
    late = panel.times >= calendar(table, start).start
    count = int(panel.units.max(initial=-1)) + 1
    seen = np.unique(panel.units, return_index=True)[1]
    follows = "person" in table.columns and team is not None
    return People(
        _means(panel, ~late, count),
        _means(panel, late, count),
        panel.trained[seen],
        panel.clusters[seen] if follows else None,
        mixed,
    )


def _means(panel: Panel, rows: NDArray[Any], count: int) -> NDArray[Any]:
    known = rows & ~np.isnan(panel.values)
    with np.errstate(all="ignore"):
        sums = np.bincount(panel.units[known], panel.values[known], count)
        return np.asarray(sums / np.bincount(panel.units[known], minlength=count))


def panel_of(table: Table, trained: tuple[str, ...], start: int) -> tuple[Panel, tuple[int, ...]]:
    """Give the rows of a panel, and the rows at which somebody turns up in the second group.

    Who is in both groups is left out; the team of a person is the first one named.
    """
    values, arm = numbers(table, "value"), members(table, trained)
    who, team = codes(table, "person"), codes(table, "team")
    unit = who if who is not None else team
    assert values is not None
    assert unit is not None
    times = calendar(table, start).times
    keep = grouped(table) & (unit >= 0) & (times >= 0)
    order = np.flatnonzero(keep)[np.lexsort((values[keep], times[keep], unit[keep]))]
    unit, arm = unit[order], arm[order]
    _, first, place = np.unique(unit, return_index=True, return_inverse=True)
    changed = arm != arm[first][place]
    both = np.isin(unit, unit[changed])
    clusters = (team[order][first][place] if who is not None and team is not None else place)[~both]
    panel = Panel(values[order][~both], place[~both], times[order][~both], arm[~both], clusters)
    turning = tuple(int(row) for row in order[changed][np.unique(unit[changed], return_index=True)[1]])
    return panel.only(np.ones(len(panel.values), dtype=bool)), turning


def course(table: Table, rows: NDArray[Any], role: str = "value", *, total: bool = False) -> NDArray[Any]:
    """Give a column for the rows of a series, not-a-number elsewhere; with `total` times the rows in its period.

    A series takes the mean of the rows of a period; the total is that mean times their number.
    """
    values = numbers(table, role)
    assert values is not None
    out = np.where(rows, values, np.nan)
    if not total:
        return out
    column = table.labels("period")
    assert column is not None
    known = ~np.isnan(out)
    rows_of = np.bincount(np.asarray(column.codes)[known], minlength=len(column.names))
    return np.asarray(out * rows_of[np.asarray(column.codes)])


def in_percent(table: Table) -> Table:
    """Give a table of a KPI in percent with 100 for yes; one that holds anything but 0 and 1 stays as it is."""
    figures = {role: found for role in ("value", "before", "after") if (found := numbers(table, role)) is not None}
    known = [one[~np.isnan(one)] for one in figures.values()]
    if not all(bool(np.isin(one, (0.0, 1.0)).all()) for one in known):
        return table
    yes = {role: Numbers(array("d", (100 * one).tobytes())) for role, one in figures.items()}
    return replace(table, columns={**table.columns, **yes})


def varies(*columns: NDArray[Any] | None) -> bool:
    """Say whether the figures of these columns together hold two different ones; an empty table varies in no way."""
    found = np.concatenate([column[~np.isnan(column)] for column in columns if column is not None])
    return len(found) == 0 or bool(found.min() != found.max())


def rows_left_out(panel: Panel) -> tuple[int, ...]:
    """Give the periods in which only one of the groups has figures."""
    known = ~np.isnan(panel.values)
    times = panel.times[known]
    one, other = np.unique(times[panel.trained[known]]), np.unique(times[~panel.trained[known]])
    return tuple(int(time) for time in np.setxor1d(one, other))


def group_sizes(table: Table) -> Mapping[str, int]:
    """Give how many different people (or rows, or teams) the data hold of each label of the group column."""
    column = table.labels("group")
    assert column is not None
    group = np.asarray(column.codes)
    unit = codes(table, "person")
    if unit is None and "period" in table.columns:
        unit = codes(table, "team")
    if unit is None:
        return {name: int((group == code).sum()) for code, name in enumerate(column.names)}
    return {name: len(np.unique(unit[group == code])) for code, name in enumerate(column.names)}
