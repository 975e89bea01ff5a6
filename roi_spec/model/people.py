"""How many different people stand behind the figures of a data file.

A file holds people when it has a column for them, or when each of its rows is one of them. A series of a whole team
tells of nobody in particular, so there is nobody to count in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from roi_spec.model.table import Labels, Numbers, Table

FIGURES = ("value", "before", "after")
"""Roles of the columns whose averages are shown."""
_PLACES = ("group", "team", "period")


def who(table: Table) -> Sequence[int] | None:
    """Give a number for the person of each row, -1 where none is named; None when the rows are not about people.

    Rows without a column for people are taken for people, except where each is another place in the organisation or
    another period.
    """
    if any(_length(column) < table.rows for column in table.columns.values()):
        return None
    person = table.labels("person")
    if person is not None:
        return person.codes
    if table.labels("team") is None and table.labels("period") is None:
        return range(table.rows)
    return range(table.rows) if _repeats(zip(*_labels(table, _PLACES), strict=True)) else None


def heads(table: Table, roles: Collection[str]) -> Mapping[tuple[int, ...], int]:
    """Count the people in each combination of the labels in some columns; nothing when the file holds no people."""
    people = who(table)
    if people is None:
        return {}
    found: dict[tuple[int, ...], set[int]] = {}
    places = zip(*_labels(table, roles), strict=True) if roles else iter([()] * table.rows)
    for person, place in zip(people, places, strict=True):
        if person >= 0:
            found.setdefault(place, set()).add(person)
    return {place: len(one) for place, one in found.items()}


def with_figures(table: Table, groups: Collection[str] | None, enough: int) -> int:
    """Count the people of some groups (None: of all) who have a figure, in the column that has the fewest.

    Stops at `enough`, which is also what a file without people gives, and one without a figure of these groups.
    """
    people = None if _is_series(table) else who(table)
    rows = range(table.rows) if groups is None else _rows(table.labels("group"), groups)
    columns = [one for role in FIGURES if (one := table.numbers(role)) is not None]
    if people is None:
        return enough
    counts = (_up_to(enough, people, rows, column) for column in columns)
    return min((count for count in counts if count), default=enough)


def _up_to(enough: int, people: Sequence[int], rows: Iterable[int], column: Numbers) -> int:
    seen: set[int] = set()
    for row in rows:
        value = column.values[row]
        if people[row] >= 0 and value == value:  # noqa: PLR0124 - not-a-number stands for an empty cell
            seen.add(people[row])
            if len(seen) == enough:
                break
    return len(seen)


def _is_series(table: Table) -> bool:
    return table.labels("person") is None and table.labels("period") is not None


def _rows(column: Labels | None, groups: Collection[str]) -> Iterable[int]:
    if column is None:
        return ()
    chosen = {code for code, name in enumerate(column.names) if name in groups}
    return (row for row, code in enumerate(column.codes) if code in chosen)


def _labels(table: Table, roles: Iterable[str]) -> list[Sequence[int]]:
    return [one.codes for role in roles if (one := table.labels(role)) is not None]


def _repeats(places: Iterable[tuple[int, ...]]) -> bool:
    seen: set[tuple[int, ...]] = set()
    for place in places:
        if place in seen:
            return True
        seen.add(place)
    return False


def _length(column: Numbers | Labels) -> int:
    return len(column.values if isinstance(column, Numbers) else column.codes)
