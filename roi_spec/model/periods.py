"""Periods as authors write them, as numbers on one line of time.

`2024-03` counts in months, `2024-Q2` in quarters, `2024-W05` in weeks (ISO 8601), `2024-03-31` in days. The number
itself means nothing; the distance between two numbers is elapsed time, gaps included.
"""

from __future__ import annotations

import datetime as dt
import re

_FORMS = (
    (re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"), "month"),
    (re.compile(r"([0-9]{4})-Q([1-4])"), "quarter"),
    (re.compile(r"([0-9]{4})-W([0-5][0-9])"), "week"),
)


def period_number(period: str) -> tuple[str, int] | None:
    """Give what a period counts in (`month`, `quarter`, `week`, `day`) and its number; None when it is none of them."""
    for form, kind in _FORMS:
        match = form.fullmatch(period)
        if match:
            return _counted(kind, int(match[1]), int(match[2]))
    try:
        return "day", dt.date.fromisoformat(period).toordinal()
    except ValueError:
        return None


def ends_before(period: str, day: dt.date) -> bool:
    """Say whether a period lies wholly before a day; no for a period that cannot be read."""
    numbered = period_number(period)
    if numbered is None:
        return False
    kind, number = numbered
    week = day.isocalendar()
    same = {
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "week": f"{week.year:04}-W{week.week:02}",
        "day": day.isoformat(),
    }[kind]
    here = period_number(same)
    return here is not None and number < here[1]


def _counted(kind: str, year: int, part: int) -> tuple[str, int] | None:
    if kind == "month":
        return kind, year * 12 + part - 1
    if kind == "quarter":
        return kind, year * 4 + part - 1
    try:
        return kind, dt.date.fromisocalendar(year, part, 1).toordinal() // 7
    except ValueError:
        return None
