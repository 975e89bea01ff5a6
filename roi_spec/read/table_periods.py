"""Periods in the notations that exports use, in the one that counts: `mrt-24` and `03/2024` are `2024-03`."""

from __future__ import annotations

import datetime as dt
import re

from roi_spec.model.periods import period_number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DUTCH = {"mrt": 3, "maa": 3, "mei": 5, "okt": 10}
_SEPARATOR = r"[-/. ]{0,2}"
_FORMS = (
    (re.compile(rf"(?P<y>\d{{4}}){_SEPARATOR}Q(?P<q>[1-4])", re.IGNORECASE), "{y}-Q{q}"),
    (re.compile(rf"[QK](?P<q>[1-4]){_SEPARATOR}(?P<y>\d{{4}})", re.IGNORECASE), "{y}-Q{q}"),
    (re.compile(rf"(?P<y>\d{{4}}){_SEPARATOR}K(?P<q>[1-4])", re.IGNORECASE), "{y}-Q{q}"),
    (re.compile(rf"(?P<y>\d{{4}}){_SEPARATOR}(?:W|wk|week) ?(?P<w>\d{{1,2}})", re.IGNORECASE), "{y}-W{w:0>2}"),
    (re.compile(rf"(?:W|wk|week) ?(?P<w>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}})", re.IGNORECASE), "{y}-W{w:0>2}"),
    (re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})"), "{y}-{m:0>2}"),
    (re.compile(r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})"), "{y}-{m:0>2}"),
    (re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])"), "{y}-{m}"),
    (re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})"), "{y}-{m:0>2}-{d:0>2}"),
)
_NAMED = re.compile(r"(?P<m>[a-z]{3,9})\.?[-/. ']{0,2}(?P<y>\d{4}|\d{2})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})")
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")
_EXCEL_DAY = re.compile(r"[34]\d{4}")
_EXCEL_BEGINS = dt.date(1899, 12, 30)


def in_strict_notation(written: str) -> str | None:
    """Give a period as `2024-03`, `2024-Q1`, `2024-W05` or `2024-03-31`; None when not one reading is certain."""
    meant = _meant(written.strip())
    return meant if meant and period_number(meant) else None


def _meant(written: str) -> str | None:
    for form, strict in _FORMS:
        match = form.fullmatch(written)
        if match:
            return strict.format(**match.groupdict())
    return _named_month(written) or _day_first(written) or _of_a_spreadsheet(written)


def _named_month(written: str) -> str | None:
    """Read `mrt-24`, `March 2024` and `maart 2024`; a year of two digits is one of this century."""
    match = _NAMED.fullmatch(written)
    if not match:
        return None
    name = match["m"][:3].casefold()
    month = _DUTCH.get(name) or (_MONTHS.index(name) + 1 if name in _MONTHS else 0)
    year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
    return f"{year}-{month:02}" if month else None


def _day_first(written: str) -> str | None:
    """Read `31-12-2024`; `01/02/2024` may be January or February, so it stays unread."""
    match = _DAY_FIRST.fullmatch(written)
    if not match or ("/" in written and int(match["d"]) <= 12 and match["d"] != match["m"]):
        return None
    return f"{match['y']}-{match['m']:0>2}-{match['d']:0>2}"


def _of_a_spreadsheet(written: str) -> str | None:
    """Read a day with midnight behind it, and Excel's number of a day."""
    match = _WITH_TIME.fullmatch(written)
    if match:
        return match[1]
    return (_EXCEL_BEGINS + dt.timedelta(int(written))).isoformat() if _EXCEL_DAY.fullmatch(written) else None
