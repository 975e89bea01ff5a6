"""In which unit a cell stands, and how its number looks.

A cell holds the number that a reader sees beside its unit: 12 for 12 months, 30 for 30 minutes. A percentage is the
share itself (0.6, shown as 60.0%), because that is how spreadsheets reckon. The engine computes in base units; a scale
says how many of them one unit of the cell is, and formulas convert with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import Step
from roi_spec.model.quantity import Quantity
from roi_spec.model.units import CURRENCIES, Unit, unit_of

_SHARES = ("%", "pp")
_HUNDREDTH = Fraction(1, 100)
_MOST_DECIMALS = 6


def unit_of_step(step: Step) -> Unit:
    """Give the unit in which a step is shown, also when it has no value."""
    if isinstance(step.value, Quantity):
        return step.value.unit
    return step.line.unit or unit_of(step.dimensions or ())


def is_share(unit: Unit) -> bool:
    """Say whether a cell in this unit is written as a percentage."""
    return sum(power for word, power in unit.words if word in _SHARES) == 1


def scale(unit: Unit) -> Fraction:
    """Give how many base units one unit of the cell is: 12 for years, 1/60 for minutes, 1 for percentages."""
    return unit.factor / _HUNDREDTH if is_share(unit) else unit.factor


def in_cell(value: Quantity, unit: Unit) -> Fraction:
    """Give a value as a cell in some unit holds it."""
    return value.base / scale(unit)


@dataclass(frozen=True, slots=True)
class Notation:
    """Number formats of a language."""

    locale: str

    def of(self, unit: Unit, value: Fraction | None, *, stated: bool) -> str:
        """Give the format of a cell; `stated` shows every decimal that somebody wrote."""
        if is_share(unit):
            needed = _needed(value * 100) if stated and value is not None else 1
            return f"0.{'0' * max(1, _small(needed, value and value * 100))}%"
        currency = next((word for word, power in unit.words if word in CURRENCIES and power == 1), "")
        if currency:
            return self._money(currency, max(2, _small(_needed(value) if stated else 2, value)))
        whole = value is not None and value.denominator == 1
        needed = 0 if whole else _needed(value) if stated else 2
        decimals = _small(needed, value)
        return f"#,##0.{'0' * decimals}" if decimals else "#,##0"

    def day(self) -> str:
        """Give the format of a day."""
        return f"[$-{_WINDOWS.get(self.locale, '809')}]d mmm yyyy"

    def _money(self, currency: str, decimals: int) -> str:
        from babel.numbers import get_currency_symbol  # noqa: PLC0415 - Babel costs 50 ms that nothing else needs here

        sign = get_currency_symbol(currency, self.locale).replace('"', "")
        number = f"#,##0.{'0' * decimals}"
        # Dutch writes the minus behind the sign of the currency, English in front of it.
        return f'"{sign} "{number};"{sign} "-{number}' if self.locale == "nl" else f'"{sign}"{number};-"{sign}"{number}'


_WINDOWS = {"nl": "413", "en": "809"}
"""How the file format calls a language: months are written in it."""


def _needed(value: Fraction | None) -> int:
    """Give how many decimals show a value exactly; two for one without end."""
    if value is None:
        return 0
    return next((n for n in range(_MOST_DECIMALS + 1) if (value * 10**n).denominator == 1), 2)


def _small(decimals: int, value: Fraction | None) -> int:
    """Give more decimals where a small value would read as nothing."""
    if not value:
        return decimals
    while decimals < _MOST_DECIMALS and abs(value) * 10**decimals < 10 and (value * 10**decimals).denominator != 1:
        decimals += 1
    return decimals
