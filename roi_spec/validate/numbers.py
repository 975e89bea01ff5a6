"""Taking a text apart into a number and a unit, in every notation people use. Nothing is judged here.

Knows points and commas for thousands and decimals, currency signs on either side, `k` and `mln`, brackets and long
dashes for a minus, and numbers as programmers write them. Where a text has two readings, it gives both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roi_spec.model.units import CURRENCIES, SPELLINGS, Unit, parse_unit
from roi_spec.validate.aliases import closest

MINUS = "−–—‒﹣－"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_MONEY_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "usd": "USD",
    "pond": "GBP",
    "pound": "GBP",
    "gbp": "GBP",
}
_SCALES = {
    "k": 1_000, "duizend": 1_000, "thousand": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "million": 1_000_000,
    "mio": 1_000_000, "m": 1_000_000, "mrd": 1_000_000_000, "miljard": 1_000_000_000,
    "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_BODY = re.compile(r"(?P<digits>[0-9](?:[0-9.,_'’ \u00a0\u202f]{0,40}[0-9])?)(?P<tail>,-|,--|,=|[.,])?")
_BASED = re.compile(
    r"(0[xX][0-9a-fA-F]{1,12}|0[oO][0-7]{1,12}|[0-9]{1,6}(?:\.[0-9]{1,6})?[eE][+-]?[0-9]{1,2})\s*(.{0,60})"
)
_WORD = re.compile(r"([A-Za-z]{1,9})\b\.?\s*(.{0,60})")
QUOTES = "“”„‟«»‘’‚‹›"


@dataclass(frozen=True, slots=True)
class Loose:
    """A number as an author may have written it."""

    readings: tuple[str, ...]
    """The possible values in plain digits, the likely one first."""
    rest: str
    """What stands around it: the unit, in strict spelling where it was clear."""
    grouped: bool = False
    """One reading takes a point for thousands."""


def take_apart(written: str, currency: str) -> Loose | None:
    """Find the number and the unit in a text; None when there is no number at the start.

    `currency` is what a euro sign stands for, so that the file's own currency is proposed.
    """
    negative, unit, body = _front(written.strip().strip(QUOTES).strip())
    based = _BASED.fullmatch(body)
    if based:
        return Loose((signed(_based(based[1]), negative=negative),), based[2] or unit)
    found = _BODY.match(body)
    if found is None:
        return None
    readings, grouped = read_digits(found["digits"])
    if found["tail"] and found["tail"][-1] in "-=":
        readings, grouped = readings[:1], False  # `,-` stands for no cents, so the point before it is for thousands
    rest = body[found.end() :].strip()
    scale, rest_behind_scale = _scale(rest)
    if scale > 1:
        readings, grouped, rest = (multiplied(readings[-1], scale),), False, rest_behind_scale
    whole = _whole_unit(unit, unit_text(rest))
    return Loose(
        tuple(signed(reading, negative=negative) for reading in readings),
        currency if currency and whole == "€" else whole,
        grouped,
    )


def _front(body: str) -> tuple[bool, str, str]:
    """Take off what stands in front of the digits: brackets or a minus (below zero), and a currency."""
    negative = body.startswith("(") and body.endswith(")")
    body = body.strip("()").strip() if negative else body
    minus, body = _minus(body)
    unit, body = _currency(body)
    second, body = _minus(body)
    return negative or minus or second, unit, body


def _minus(body: str) -> tuple[bool, str]:
    bare = body.lstrip(MINUS + "-+ ")
    return any(char in MINUS + "-" for char in body[: len(body) - len(bare)]), bare


def _currency(body: str) -> tuple[str, str]:
    for symbol, code in _SYMBOLS.items():
        if body.startswith(symbol):
            return code, body[len(symbol) :].strip()
    for code in CURRENCIES:
        if body.startswith(code) and body[3:4] in (" ", *"0123456789-"):
            return code, body[3:].strip()
    return "", body


def _scale(rest: str) -> tuple[int, str]:
    """Give the factor of a word such as `k` or `mln` at the start, and what follows; 1 when there is none."""
    found = _WORD.match(rest)
    word = found[1].lower() if found else ""
    is_unit = word in SPELLINGS and word not in ("m", "k")
    return (_SCALES[word], found[2].strip()) if found and word in _SCALES and not is_unit else (1, rest)


def _whole_unit(front: str, behind: str) -> str:
    """Join a currency in front of the number with what stands behind it: `€ 50 /uur` is `EUR/uur`."""
    if not front or behind.startswith(front):
        return behind
    if behind.lower().startswith("per "):
        return f"{front} {behind}"
    return f"{front}{behind}" if behind.startswith("/") else front


def signed(digits: str, *, negative: bool) -> str:
    """Put a minus in front of a number below zero."""
    return f"-{digits}" if negative else digits


def _based(written: str) -> str:
    lower = written.lower()
    if lower.startswith(("0x", "0o")):
        return str(int(lower, 0))
    head, _, power = lower.partition("e")
    exponent = int(power)
    return multiplied(head, 10**exponent) if exponent >= 0 else shifted(head, -exponent)


def shifted(digits: str, places: int) -> str:
    """Move the decimal point some places to the left."""
    whole, _, decimals = digits.partition(".")
    padded = whole.rjust(places + 1, "0")
    return tidy(f"{padded[:-places]}.{padded[-places:]}{decimals}")


def multiplied(digits: str, factor: int) -> str:
    """Multiply a number in digits, without rounding."""
    whole, _, decimals = digits.partition(".")
    scaled = int(whole + decimals) * factor
    return shifted(str(scaled), len(decimals)) if decimals else str(scaled)


def tidy(digits: str) -> str:
    """Give digits without zeros that say nothing."""
    whole, point, decimals = digits.partition(".")
    whole = whole.lstrip("0") or "0"
    kept = decimals.rstrip("0") if point else ""
    return f"{whole}.{kept}" if kept else whole


def read_digits(digits: str) -> tuple[tuple[str, ...], bool]:
    """Give the readings of digits with points, commas, spaces or underscores.

    Also says whether one of the readings takes the point or comma for thousands.
    """
    bare = re.sub(r"[_'’ \u00a0\u202f]", "", digits)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = "." if bare.rfind(".") > bare.rfind(",") else ","
        other = "," if decimal == "." else "."
        return (_plain_digits(bare.replace(other, "").replace(decimal, ".")),), False
    sign = "." if points else ","
    if points + commas > 1:
        return (_plain_digits(bare.replace(sign, "")),), False
    if points + commas == 0:
        return (_plain_digits(bare),), False
    whole, _, decimals = bare.partition(sign)
    decimal_reading = _plain_digits(f"{whole}.{decimals}")
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and whole.strip("0") and not whole.startswith("0"):
        return (whole + decimals, decimal_reading), True
    return (decimal_reading,), False


def _plain_digits(digits: str) -> str:
    whole, point, decimals = digits.partition(".")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if point and decimals else whole


def unit_text(rest: str) -> str:
    """Give the unit in strict spelling: `€/uur` becomes `EUR/uur`, `euro per dag` becomes `EUR per dag`."""
    out = rest.strip().strip(QUOTES).strip(" ,;.")
    for symbol, code in _SYMBOLS.items():
        out = out.replace(symbol, code)
    first = re.match(r"[A-Za-z]{3,7}", out)
    if first and first[0].lower() in _MONEY_WORDS and first[0] not in CURRENCIES:
        out = _MONEY_WORDS[first[0].lower()] + out[first.end() :]
    out = re.sub(r"(?i)^(?:pct|prct|proc)\.?$", "%", out)
    return re.sub(r"\s*/\s*", "/", out)


def known_unit(written: str) -> str:
    """Give a unit text when it stands for a unit, else nothing."""
    return written if written and isinstance(parse_unit(written), Unit) else ""


def repaired_unit(whole: str, word: str) -> str:
    """Give a unit with its unknown word replaced by the nearest known one, or nothing when none is near."""
    candidate = closest(word, SPELLINGS) if len(word) > 1 else None
    if word.upper() in CURRENCIES:
        candidate = word.upper()
    if candidate is None or word not in whole:
        return ""
    return known_unit(whole.replace(word, candidate, 1))
