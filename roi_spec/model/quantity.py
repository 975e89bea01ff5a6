"""Numbers with a unit, exact.

Values are exact fractions made from the decimals as written: no binary rounding and no decimal rounding either,
so a third of an hour times three is one hour. Rounding happens once, where a number is shown (half up), and
never feeds back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from roi_spec.model.text import Text
from roi_spec.model.units import PLAIN, Unit, parse_unit

MAX_DIGITS = 15
"""Digits before the point that a written number may have."""
MAX_DECIMALS = 10
"""Digits after the point that a written number may have."""

_WRITTEN = re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:\s?(%)|\s+(\S.*))?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit."""

    value: Fraction
    """In `unit`, as written: 30 for `30%`, not 0.3."""
    unit: Unit = PLAIN

    @property
    def base(self) -> Fraction:
        """Give the value in base units (hours, months, days, a share as a plain number)."""
        factor = self.unit.factor
        return self.value if factor == 1 else self.value * factor

    def __str__(self) -> str:
        """Write the quantity the way a spec would."""
        number = exact_text(self.value)
        if self.unit.is_share and self.unit.words[0][0] == "%":
            return f"{number}%"
        return f"{number} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that does not exist, and why: no result is better than an invented one."""

    reason: Text


Value = Quantity | Missing


def in_unit(base: Fraction, unit: Unit) -> Quantity:
    """Show a value in base units in another unit of the same dimensions."""
    factor = unit.factor
    return Quantity(base if factor == 1 else base / factor, unit)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a text is not a quantity in strict notation."""

    problem: str
    """`number`, `unit` (unknown word) or `size`."""
    word: str = ""
    """The unit word that is not in the vocabulary."""


def parse_quantity(text: str) -> Quantity | Unread:
    """Read `50 EUR/hour`, `30%`, `12 months`, `48`. Strict: a point for decimals, no thousands mark, no exponent.

    Gives `Unread` for everything else; explaining what was probably meant is the work of validation.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return Unread("number")
    digits, percent, word = match.groups()
    whole, _, decimals = digits.lstrip("-").partition(".")
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return Unread("size")
    unit = parse_unit(percent or word) if percent or word else PLAIN
    if isinstance(unit, str):
        return Unread("unit", unit)
    return Quantity(Fraction(digits), unit)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Round half up (away from zero at the half) to a number of decimals; never gives a negative zero."""
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = 1 if value < 0 and whole else 0
    # Built from digits: Decimal's own arithmetic would round anything longer than 28 of them.
    return Decimal((sign, Decimal(whole).as_tuple().digits, -decimals))


def is_terminating(value: Fraction) -> bool:
    """Say whether the value has a finite decimal notation."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _enough(value: Fraction) -> int:
    """Give a precision at which a finite decimal loses no digit: one decimal digit for each binary one is plenty."""
    return value.numerator.bit_length() + value.denominator.bit_length() + 1


def exact_text(value: Fraction, digits: int = 28) -> str:
    """Write the value as a decimal: all its decimals when they end, else `digits` significant ones."""
    with localcontext() as context:
        context.prec = _enough(value) if is_terminating(value) else digits
        context.rounding = ROUND_HALF_UP
        number = Decimal(value.numerator) / Decimal(value.denominator)
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
