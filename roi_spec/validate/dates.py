"""What to say about a date in another notation: the day or the two days it can mean, or that it does not exist."""

from __future__ import annotations

import datetime as dt
import re

from roi_spec.model.text import text
from roi_spec.validate import rules, values
from roi_spec.validate.advice import ABSENT, Advice, is_placeholder, short, without, write_form
from roi_spec.validate.numbers import QUOTES
from roi_spec.validate.shapes import Leaf

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"),
            ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"),
            ("juli", "july", "jul"), ("augustus", "august", "aug"),
            ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_DMY = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})\2([0-9]{4})")
_YMD = re.compile(r"([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})(?:[T ][0-9:.Z+]{2,20})?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:e|ste|de|st|nd|rd|th)?[ .-]{1,2}([A-Za-z]{3,9})\.?,?[ -]([0-9]{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_EXCEL_FIRST, _EXCEL_LAST = 18_264, 73_050
"""Spreadsheet day numbers from 1950 to 2099. Day 1 is 1 January 1900, and counts a 29 February that never was."""


def explain_date(written: str, leaf: Leaf) -> Advice:
    """Say what is the matter with a date, and which day it is."""
    bare = written.strip()
    unquoted = bare.strip(QUOTES).strip()
    if unquoted != bare and values.date(unquoted):
        return Advice(
            rules.WORD_QUOTES,
            text("These quotation marks come from a word processor: {written}", written=bare),
            text("Write {new}", new=unquoted),
            unquoted,
        )
    if unquoted.lower() in ABSENT:
        return Advice(rules.NOT_AVAILABLE, text("“{written}” is no date.", written=unquoted), without(leaf))
    if is_placeholder(unquoted):
        return Advice(
            rules.PLACEHOLDER, text("“{written}” is still a placeholder.", written=unquoted), write_form(leaf.field)
        )
    if re.fullmatch(r"[0-9]{5}", unquoted) and _EXCEL_FIRST <= int(unquoted) <= _EXCEL_LAST:
        new = (dt.date(1899, 12, 30) + dt.timedelta(days=int(unquoted))).isoformat()
        return Advice(
            rules.DATE_NOTATION,
            text("{written} is a spreadsheet's number for a day.", written=unquoted),
            text("Write {new}", new=new),
            new,
            safe=False,
        )
    parts = _date_parts(unquoted)
    if parts is None:
        return Advice(
            rules.DATE_NOTATION,
            text("“{written}” is not a whole date.", written=short(unquoted)),
            write_form(leaf.field),
        )
    return _date_advice(unquoted, parts)


def _date_parts(written: str) -> tuple[tuple[int, int, int], ...] | None:
    """Give the possible (year, month, day), the likely one first; two when only the author can choose."""
    found = _YMD.fullmatch(written)
    if found:
        return ((int(found[1]), int(found[2]), int(found[3])),)
    found = _DMY.fullmatch(written)
    if found:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "/" and first != second and first <= 12 and second <= 12:
            return ((year, second, first), (year, first, second))
        return ((year, first, second),) if second > 12 and first <= 12 else ((year, second, first),)
    found = _DAY_MONTH.fullmatch(written)
    if found and found[2].lower() in _MONTHS:
        return ((int(found[3]), _MONTHS[found[2].lower()], int(found[1])),)
    found = _MONTH_DAY.fullmatch(written)
    if found and found[1].lower() in _MONTHS:
        return ((int(found[3]), _MONTHS[found[1].lower()], int(found[2])),)
    return None


def _date_advice(written: str, parts: tuple[tuple[int, int, int], ...]) -> Advice:
    read = [_as_date(*part) for part in parts]
    first = read[0]
    if first is None:
        last = _last_day(*parts[0][:2])
        if last is None:
            return Advice(
                rules.NO_SUCH_DATE,
                text("{written} does not exist.", written=written),
                text("Check the month and the day."),
            )
        message = text("{written} does not exist: that month has {days} days.", written=written, days=last.day)
        return Advice(rules.NO_SUCH_DATE, message, text("Did you mean {new}?", new=last.isoformat()))
    if len(read) > 1 and read[1] is not None:
        one, other = first.isoformat(), read[1].isoformat()
        message = text("{written} can be {one} or {other}.", written=written, one=one, other=other)
        return Advice(rules.AMBIGUOUS_DATE, message, text("Write {one} or {other}.", one=one, other=other))
    new = first.isoformat()
    return Advice(
        rules.DATE_NOTATION,
        text("“{written}” is not written as year-month-day.", written=written),
        text("Write {new}", new=new),
        new,
    )


def _as_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> dt.date | None:
    return next((found for day in (31, 30, 29, 28) if (found := _as_date(year, month, day))), None)
