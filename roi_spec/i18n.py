"""Sentences and figures in the language of the reader.

A `Translator` turns a `Text` into a string and writes numbers, money, dates and quantities as that language does.
English is what stands in the code; other languages are PO files in `templates/locales/<language>/`, read when they are
first needed, so that a translator needs no build step. Locale data comes from Babel, which is imported only when a
sentence needs it: plain English does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from roi_spec.model.quantity import Missing, Quantity, rounded
from roi_spec.model.text import Text, text
from roi_spec.model.units import BY_SYMBOL, CURRENCIES, Unit
from roi_spec.resources import templates_root

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.numbers import NumberPattern

Number = Fraction | Decimal | int
_Kind = Literal["decimal", "currency", "percent"]

SOURCE_LANGUAGE = "en"
"""The language of the sentences in the code."""

MINUS = "\u2212"
"""The sign of a negative number; a hyphen is shorter, and a line may break after it."""

_REGIONS = {"en": "en_GB", "nl": "nl_NL"}
"""Which country's notation a language takes; a language that is not listed takes Babel's own default."""

_SINGULAR_AFTER_NUMBER = ("hour", "year", "pp")
"""Dutch says `8 uur` and `3 jaar`, where other words take their plural."""

_MOST_DIGITS = 400
"""Digits a decimal may have before it is rounded a second time; the default of 28 is less than a product may have."""


def languages(locales: Path | None = None, own: Path | None = None) -> tuple[str, ...]:
    """Give the languages there are: English, and every folder with a catalogue, in alphabetical order.

    `own` is a workspace's folder of catalogues: a folder there is a language of its site.
    """
    roots = (locales or templates_root() / "locales", *((own,) if own else ()))
    translated = {path.parent.name for root in roots for path in root.glob("*/*.po")}
    return tuple(sorted(translated | {SOURCE_LANGUAGE}))


@dataclass(frozen=True, slots=True)
class Translator:
    """One language: its sentences and its notation. Small and picklable; catalogues are cached per process."""

    locale: str = SOURCE_LANGUAGE
    """The language, as the folder in `locales` is called: `en`, `nl`."""
    locales: Path | None = None
    """Another folder of catalogues than the tool's own."""
    own: Path | None = None
    """A workspace's folder of catalogues: its sentences go before the others, one by one."""

    @property
    def tag(self) -> str:
        """Give the name of the notation as browsers know it: `en-GB`."""
        return self._region().replace("_", "-")

    # --- sentences ---------------------------------------------------------------------------------------------------

    def gettext(self, msgid: str) -> str:
        """Give the sentence in this language; a sentence without translation stays English."""
        return self._catalogue().gettext(msgid) if msgid else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Give the form of a sentence that goes with `count`."""
        return self._catalogue().ngettext(singular, plural, count)

    def text(self, message: Text) -> str:
        """Give a `Text` in this language, with every value in the language's notation.

        Strings of the author go in as they are. Braces that are no gap (`{a: b}` in a sentence about YAML) stay.
        """
        sentence = self.gettext(message.msgid)
        try:
            return sentence.format(**{name: self.value(value) for name, value in message.params})
        except (KeyError, IndexError, ValueError):
            return sentence

    def value(self, value: Any) -> str:
        """Give one value of a sentence in this language; what has no notation of its own is written as it is."""
        for kind, write in self._writers():
            if isinstance(value, kind):
                return write(value)
        return str(value)

    # --- figures -----------------------------------------------------------------------------------------------------

    def number(self, value: Number, decimals: int | None = None) -> str:
        """Give a number with thousands marks.

        Without `decimals`, as many as it needs, at most four, and from ten on two; a very small number keeps two
        telling digits.
        """
        exact = Fraction(value)
        digits = _needed_decimals(exact) if decimals is None else decimals
        return self._applied("decimal", exact, digits)

    def money(self, value: Number, currency: str, decimals: int | None = None) -> str:
        """Give an amount with its currency (ISO 4217); without `decimals`, whole from 100 on and in cents below."""
        exact = Fraction(value)
        digits = _money_decimals(exact) if decimals is None else decimals
        return self._applied("currency", exact, digits, currency)

    def percent(self, value: Number, decimals: int | None = None) -> str:
        """Give a share as a percentage: 1/4 becomes 25%; without `decimals`, at most one."""
        exact = Fraction(value)
        digits = min(_needed_decimals(exact * 100), 1) if decimals is None else decimals
        return self._applied("percent", exact, digits)

    def date(self, day: datetime.date) -> str:
        """Give a date in words: 1 March 2025, 1 maart 2025."""
        from babel.dates import format_date  # noqa: PLC0415 - Babel costs 50 ms that plain English does not need

        return format_date(day, "long", locale=self._region())

    def month(self, day: datetime.date) -> str:
        """Give the month of a day in words: March 2025, maart 2025."""
        from babel.dates import format_date  # noqa: PLC0415 - see above

        return format_date(day, "LLLL y", locale=self._region())

    def quantity(self, quantity: Quantity, decimals: int | None = None) -> str:
        """Give a value with its unit: `€ 50,00 per uur`, `30%`, `12 maanden`, `8 uur per persoon`."""
        value, unit = quantity.value, quantity.unit
        if unit.is_share and unit.words[0][0] == "%":
            return self.percent(value / 100, min(_needed_decimals(value), 2) if decimals is None else decimals)
        if unit.currency is not None:
            written, rest = self._amount(value, unit, unit.currency, decimals)
        else:
            written, rest = self.number(value, decimals), unit
        words = self.unit(rest, abs(value))
        return f"{written} {words}" if words else written

    def unit(self, unit: Unit, count: Number = 2) -> str:
        """Give a unit in words, in the form that goes with `count`: `hour per person`, `uur per persoon`.

        What has no word above the line begins with `per`; a plain number has no words at all.
        """
        above = [self._word(symbol, count) for symbol, power in unit.words for _ in range(power)]
        below = [self._word(symbol, 1) for symbol, power in unit.words for _ in range(-power)]
        per = self.gettext("per")
        return " ".join(part for part in (" × ".join(above), *(f"{per} {word}" for word in below)) if part)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _writers(self) -> tuple[tuple[type, Callable[[Any], str]], ...]:
        return (
            (str, str),
            (Text, self.text),
            (bool, lambda value: self.gettext("yes" if value else "no")),
            (int, self._count),
            (Quantity, self.quantity),
            (Missing, lambda value: self.text(value.reason)),
            (Unit, self.unit),
            (datetime.date, self.date),
            (Fraction, self.number),
            (Decimal, self.number),
            (tuple, self._list),
        )

    def _count(self, value: int) -> str:
        # Numbers of lines and the like: four digits read better without a mark, and need no locale data.
        return str(value) if abs(value) < 10_000 else self.number(value)

    def _list(self, values: tuple[Any, ...]) -> str:
        written = [self.value(value) for value in values]
        if len(written) < 2:
            return "".join(written)
        return self.text(text("{first} and {last}", first=", ".join(written[:-1]), last=written[-1]))

    def _amount(self, value: Fraction, unit: Unit, currency: str, decimals: int | None) -> tuple[str, Unit]:
        """Write the money in front and give what is left of the unit."""
        rest = Unit(tuple(part for part in unit.words if part != (currency, 1)))
        if decimals is None and rest.words and 100 <= abs(value) < 1000:
            decimals = min(_needed_decimals(value), 1) * 2  # a rate of 125.50 an hour keeps its cents
        return self.money(value, currency, decimals), rest

    def _word(self, symbol: str, count: Number) -> str:
        word = BY_SYMBOL[symbol]
        one = abs(count) == 1
        if symbol in CURRENCIES or symbol == "%":
            return symbol
        if self.locale == "nl":
            return word.dutch if one or symbol in _SINGULAR_AFTER_NUMBER else word.dutch_plural
        if symbol == "pp":
            return self.ngettext("percentage point", "percentage points", 1 if one else 2)
        return self.ngettext(symbol, word.plural, 1 if one else 2).replace("_", " ")

    def _applied(self, kind: _Kind, value: Fraction, decimals: int, currency: str | None = None) -> str:
        """Round once, half up, and write in the pattern of the locale, with a true minus sign."""
        region = self._region()
        pattern = _pattern(region, kind)
        pattern.frac_prec = (decimals, decimals)
        with localcontext() as context:
            context.prec = _MOST_DIGITS
            exact = rounded(value, decimals + pattern.scale)
            written = str(pattern.apply(exact, region, currency=currency, currency_digits=False))
        return written.replace("-", MINUS)

    def _region(self) -> str:
        return _REGIONS.get(self.locale, self.locale)

    def _catalogue(self) -> NullTranslations:
        return _translations(self.locale, self.locales, self.own)


# --- catalogues ------------------------------------------------------------------------------------------------------


@cache
def _translations(language: str, locales: Path | None, own: Path | None) -> NullTranslations:
    roots = (locales or templates_root() / "locales", *((own,) if own else ()))
    files = [file for root in roots for file in sorted((root / language).glob("*.po"))]
    if not files:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English has no catalogue and needs no Babel

    compiled = BytesIO()
    write_mo(compiled, read_catalogue(files, language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def read_catalogue(files: list[Path], language: str) -> Catalog:
    """Give the sentences of several PO files as one catalogue; a later file goes before an earlier one.

    A sentence that is not translated, or marked as doubtful, takes nothing away from an earlier file. Raises ValueError
    when a file is not a PO file.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - see above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    merged = Catalog(locale=language, charset="utf-8")
    for file in files:
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language, charset="utf-8", abort_invalid=True):
                if not message.id or (message.id in merged and (message.fuzzy or not any(message.string or ()))):
                    continue
                merged.delete(message.id)  # Babel joins what stands twice, and keeps the words of the first
                merged[message.id] = message
    return merged


# --- notation --------------------------------------------------------------------------------------------------------


def _needed_decimals(value: Fraction) -> int:
    """Say how many decimals show the value exactly; for one without end, as many as keep two telling digits.

    From ten on at most two: three decimals, as in 221.275, read as thousands in another notation.
    """
    most = 4 if abs(value) < 10 else 2
    for decimals in range(most + 1):
        if (value * 10**decimals).denominator == 1:
            return decimals
    decimals = 2
    while abs(value) * 10**decimals < 10 and decimals < 12:
        decimals += 1
    return decimals


def _money_decimals(value: Fraction) -> int:
    if value == 0 or abs(value) >= 100:
        return 0
    # A price of half a cent a call must not become a whole cent.
    return max(2, _needed_decimals(value)) if abs(value) < 1 else 2


def _pattern(region: str, kind: _Kind) -> NumberPattern:
    """Give a fresh copy of the locale's pattern: Babel's own is shared, and ours gets its number of decimals set."""
    from babel import Locale  # noqa: PLC0415 - see `date`
    from babel.numbers import parse_pattern  # noqa: PLC0415 - see `date`

    locale = Locale.parse(region)
    if kind == "currency":
        return parse_pattern(locale.currency_formats["standard"].pattern)
    formats = locale.percent_formats if kind == "percent" else locale.decimal_formats
    return parse_pattern(formats[None].pattern)
