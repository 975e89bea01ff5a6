"""What a single value means when it is written as the language asks.

Strict on purpose: each function gives the value, or None when the text is anything else. What the author probably
meant then is explained in `notation.py`, which is only read when there is something to explain.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from roi_spec.model.quantity import Quantity, Unread, parse_quantity
from roi_spec.model.units import CURRENCIES, PLAIN, Unit, parse_unit

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.])")

_MONEY = frozenset(CURRENCIES)
_DIVISIBLE = frozenset(
    (
        "%",
        "pp",
        "minute",
        "hour",
        "workday",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "fte",
        "km",
        "kg",
        "kWh",
        "litre",
        "point",
    )
)

CALENDAR = ("day", "week", "month", "quarter", "year")
"""Units of calendar time; hours and working days are working time."""


def date(text: str) -> dt.date | None:
    """Read `2025-01-31`; None for another notation and for a day that does not exist."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def count(text: str) -> int | None:
    """Read a whole number, zero or more."""
    return int(text) if _COUNT.fullmatch(text) else None


def number(text: str) -> Quantity | None:
    """Read a number without unit, such as a ratio."""
    return Quantity(Fraction(text), PLAIN) if _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=8192)
def quantity(text: str) -> Quantity | None:
    """Read a number with a unit; None when the digits could mean something else (`18.500 EUR`, `1.500 calls`)."""
    read = parse_quantity(text)
    if isinstance(read, Unread) or not read.unit.words or looks_grouped(text, read.unit):
        return None
    # One notation, also for spaces: what the editor's pattern refuses must not pass here.
    return read if text == " ".join(text.split()) else None


def looks_grouped(text: str, unit: Unit) -> bool:
    """Say whether a point in front of three digits was probably meant for thousands.

    Money has cents, so three decimals are never accepted, but for a price below one (`0.035 EUR/call`). Of other units
    `1.500` is asked about, because nobody writes a last zero to mean one and a half; so is `1.234` of things counted.
    """
    digits = text.strip().partition(" ")[0].rstrip("%")
    whole, _, decimals = digits.lstrip("-").partition(".")
    if any(word in _MONEY for word, _ in unit.words):
        return len(decimals) > 2 and (whole != "0" or unit.is_money)
    if not _GROUPED.fullmatch(digits):
        return False
    return decimals.endswith("0") or not _divisible(unit)


def _divisible(unit: Unit) -> bool:
    """Say whether a unit is one of which people have thousandths: a share, time, weight, distance."""
    return any(word in _DIVISIBLE for word, power in unit.words if power > 0)


def share(text: str) -> Quantity | None:
    """Read a percentage from 0% to 100%."""
    read = percentage(text)
    return read if read is not None and 0 <= read.value <= 100 else None


def percentage(text: str) -> Quantity | None:
    """Read a percentage of any size."""
    read = quantity(text)
    return read if read is not None and read.unit.words == (("%", 1),) and text.endswith("%") else None


def money(text: str) -> Quantity | None:
    """Read an amount of one currency."""
    read = quantity(text)
    return read if read is not None and read.unit.is_money else None


def cost_amount(text: str) -> Quantity | None:
    """Read an amount of one currency, zero or more."""
    read = money(text)
    return read if read is not None and read.value >= 0 else None


def duration(text: str) -> Quantity | None:
    """Read a stretch of calendar time."""
    read = quantity(text)
    fits = read is not None and len(read.unit.words) == 1 and read.unit.words[0][0] in CALENDAR and read.value > 0
    return read if fits else None


def unit(text: str) -> Unit | None:
    """Read a unit without a number."""
    read = parse_unit(text)
    return None if isinstance(read, str) else read


_PERIOD = re.compile(r"[0-9]{4}-(?:Q[1-4]|W(?:0[1-9]|[1-4][0-9]|5[0-3])|0[1-9]|1[0-2])")


def period_label(text: str) -> str | None:
    """Read `2024-01`, `2024-Q1`, `2024-W05` or a date."""
    return text if _PERIOD.fullmatch(text) or date(text) else None


QUANTITIES: dict[str, Callable[[str], Quantity | None]] = {
    "quantity": quantity,
    "share": share,
    "percentage": percentage,
    "money": money,
    "cost_amount": cost_amount,
    "duration": duration,
    "number": number,
}
"""The kinds of value that are a number with a unit, and how each is read."""
