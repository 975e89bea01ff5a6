"""Units as a small algebra with a closed vocabulary.

A unit is a product of words with whole exponents (`EUR/person/month`). Every word belongs to one dimension: a
currency, working time (hours), calendar months, calendar days, or one kind of counted thing. Months and days
are two dimensions on purpose: no number of working weeks in a year goes without saying, so a spec has to state
it. Written from scratch because a units library costs more start-up time than the whole check (measured: 0.36
s).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

Dimensions = tuple[tuple[str, int], ...]
"""Dimension names with exponents other than zero, sorted by name. Empty: a plain number."""

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "JPY", "ZAR", "INR")

NUMBER: Dimensions = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary."""

    symbol: str
    """English singular; the name used everywhere inside."""
    dimension: str
    factor: Fraction
    """How many of the dimension's base unit one of these is."""
    plural: str
    dutch: str
    dutch_plural: str
    aliases: tuple[str, ...] = ()


def _words() -> tuple[Word, ...]:
    one = Fraction(1)
    time = (
        Word("minute", "hour", Fraction(1, 60), "minutes", "minuut", "minuten", ("min", "mins")),
        Word("hour", "hour", one, "hours", "uur", "uren", ("h", "hr", "hrs", "uurs")),
        Word("workday", "workday", one, "workdays", "werkdag", "werkdagen"),
        Word("day", "day", one, "days", "dag", "dagen"),
        Word("week", "day", Fraction(7), "weeks", "week", "weken"),
        Word("month", "month", one, "months", "maand", "maanden", ("mo", "mnd")),
        Word("quarter", "month", Fraction(3), "quarters", "kwartaal", "kwartalen"),
        Word("year", "month", Fraction(12), "years", "jaar", "jaren", ("yr", "annum")),
    )
    share = (
        Word("%", "", Fraction(1, 100), "%", "%", "%", ("percent", "procent")),
        Word(
            "pp", "", Fraction(1, 100), "pp", "procentpunt", "procentpunten", ("percentage_point", "percentage_points")
        ),
    )
    counted = tuple(Word(en, en, one, ens, nl, nls, extra) for en, ens, nl, nls, extra in _COUNTED)
    money = tuple(Word(code, code, one, code, code, code) for code in CURRENCIES)
    return time + share + counted + money


_COUNTED: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("person", "persons", "persoon", "personen", ("people", "participant", "participants", "deelnemer", "deelnemers")),
    ("employee", "employees", "medewerker", "medewerkers", ("werknemer", "werknemers")),
    ("fte", "fte", "fte", "fte", ("ftes",)),
    ("team", "teams", "team", "teams", ()),
    ("department", "departments", "afdeling", "afdelingen", ()),
    ("session", "sessions", "sessie", "sessies", ()),
    ("starter", "starters", "starter", "starters", ("hire", "hires", "new_hire", "new_hires")),
    ("leaver", "leavers", "vertrekker", "vertrekkers", ()),
    ("vacancy", "vacancies", "vacature", "vacatures", ()),
    ("call", "calls", "gesprek", "gesprekken", ("telefoontje", "telefoontjes")),
    ("visit", "visits", "bezoek", "bezoeken", ()),
    ("customer", "customers", "klant", "klanten", ("client", "clients")),
    ("lead", "leads", "lead", "leads", ()),
    ("deal", "deals", "deal", "deals", ()),
    ("order", "orders", "bestelling", "bestellingen", ()),
    ("case", "cases", "zaak", "zaken", ("dossier", "dossiers")),
    ("ticket", "tickets", "melding", "meldingen", ()),
    ("task", "tasks", "taak", "taken", ()),
    ("document", "documents", "document", "documenten", ()),
    ("invoice", "invoices", "factuur", "facturen", ()),
    ("error", "errors", "fout", "fouten", ()),
    ("defect", "defects", "defect", "defecten", ()),
    ("complaint", "complaints", "klacht", "klachten", ()),
    ("incident", "incidents", "incident", "incidenten", ()),
    ("accident", "accidents", "ongeval", "ongevallen", ()),
    ("event", "events", "gebeurtenis", "gebeurtenissen", ()),
    ("grievance", "grievances", "grief", "grieven", ()),
    ("unit", "units", "stuk", "stuks", ("piece", "pieces")),
    ("product", "products", "product", "producten", ()),
    ("item", "items", "item", "items", ()),
    ("batch", "batches", "partij", "partijen", ()),
    ("opportunity", "opportunities", "kans", "kansen", ()),
    ("point", "points", "punt", "punten", ()),
    ("test", "tests", "toets", "toetsen", ()),
    ("feature", "features", "functionaliteit", "functionaliteiten", ()),
    ("release", "releases", "release", "releases", ()),
    ("change", "changes", "wijziging", "wijzigingen", ()),
    ("project", "projects", "project", "projecten", ()),
    ("licence", "licences", "licentie", "licenties", ("license", "licenses")),
    ("bed_day", "bed_days", "ligdag", "ligdagen", ()),
    ("patient", "patients", "patiënt", "patiënten", ()),
    ("absence_day", "absence_days", "verzuimdag", "verzuimdagen", ()),
    ("km", "km", "km", "km", ()),
    ("kg", "kg", "kg", "kg", ()),
    ("kWh", "kWh", "kWh", "kWh", ()),
    ("litre", "litres", "liter", "liters", ("liter",)),
)

WORDS: tuple[Word, ...] = _words()
BY_SYMBOL: dict[str, Word] = {word.symbol: word for word in WORDS}


def _spellings() -> dict[str, str]:
    table: dict[str, str] = {}
    for word in WORDS:
        for spelling in (word.symbol, word.plural, word.dutch, word.dutch_plural, *word.aliases):
            table.setdefault(spelling.lower() if word.symbol not in CURRENCIES else spelling, word.symbol)
    return table


SPELLINGS: dict[str, str] = _spellings()
"""Every accepted spelling (lower case, except currency codes) and the symbol it stands for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of vocabulary words with whole exponents, in the order the author wrote them."""

    words: tuple[tuple[str, int], ...] = ()

    @property
    def dimensions(self) -> Dimensions:
        """Give what the unit measures, free of scale."""
        return _dimensions(self)

    @property
    def factor(self) -> Fraction:
        """Give how many base units one of this unit is (`60 minutes` are `1 hour`; `%` is 1/100)."""
        return _factor(self)

    @property
    def currency(self) -> str | None:
        """Give the currency when the unit holds exactly one, to the power of one."""
        found = [word for word, power in self.words if word in CURRENCIES and power == 1]
        return found[0] if len(found) == 1 else None

    @property
    def is_money(self) -> bool:
        """Say whether this is an amount of one currency and nothing else."""
        return len(self.words) == 1 and self.words[0][0] in CURRENCIES and self.words[0][1] == 1

    @property
    def is_share(self) -> bool:
        """Say whether this is written in percent or percentage points."""
        return len(self.words) == 1 and self.words[0][0] in ("%", "pp")

    def __str__(self) -> str:
        """Write the unit in English, as a spec would: `EUR/person/month`, `hours/person`."""
        if not self.words:
            return ""
        above = [word for word, power in self.words for _ in range(max(power, 0))]
        below = [word for word, power in self.words for _ in range(max(-power, 0))]
        head = "*".join(BY_SYMBOL[word].plural for word in above) or "1"
        return "/".join([head, *below])


@lru_cache(maxsize=4096)
def _dimensions(unit: Unit) -> Dimensions:
    total: dict[str, int] = {}
    for symbol, power in unit.words:
        dimension = BY_SYMBOL[symbol].dimension
        if dimension:
            total[dimension] = total.get(dimension, 0) + power
    return tuple(sorted((name, power) for name, power in total.items() if power))


@lru_cache(maxsize=4096)
def _factor(unit: Unit) -> Fraction:
    factor = Fraction(1)
    for symbol, power in unit.words:
        factor *= BY_SYMBOL[symbol].factor ** power
    return factor


PLAIN = Unit()
PERCENT = Unit((("%", 1),))
POINTS = Unit((("pp", 1),))
MONTHS = Unit((("month", 1),))
DAYS = Unit((("day", 1),))
PERSONS = Unit((("person", 1),))


def money(currency: str) -> Unit:
    """Give the unit of a plain amount in a currency (ISO 4217 code)."""
    return Unit(((currency, 1),))


def per(unit: Unit, below: Unit) -> Unit:
    """Give `unit / below`; nothing is cancelled."""
    return Unit((*unit.words, *((word, -power) for word, power in below.words)))


_UNIT = re.compile(r"[^\W\d]\w*|%|[*/]")


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | str:
    """Read `EUR/person/month`, `calls per hour`, `uur`. Give the unit, or the first word that is not in the vocabulary.

    `/` (or `per`) divides by the one word after it; `*` multiplies. Case does not matter except in currency codes.
    """
    prepared = re.sub(r"\s+per\s+", "/", text.strip())
    pieces: list[str] = _UNIT.findall(prepared)
    if not pieces or "".join(pieces) != re.sub(r"\s+", "", prepared):
        return text.strip()
    words: list[tuple[str, int]] = []
    expect_word, power = True, 1
    for piece in pieces:
        if piece in "*/":
            if expect_word:
                return text.strip()
            expect_word, power = True, (1 if piece == "*" else -1)
            continue
        symbol = SPELLINGS.get(piece) or SPELLINGS.get(piece.lower())
        if symbol is None or not expect_word or (symbol in CURRENCIES and piece != symbol):
            return piece
        words.append((symbol, power))
        expect_word = False
    return text.strip() if expect_word else Unit(tuple(words))


def unit_of(dimensions: Dimensions) -> Unit:
    """Give the base unit of some dimensions: money first, then what stands above the line, then below."""
    ranked = sorted(dimensions, key=lambda part: (part[1] < 0, part[0] not in CURRENCIES, part[0]))
    return Unit(tuple(ranked))


def multiply(left: Dimensions, right: Dimensions, sign: int = 1) -> Dimensions:
    """Multiply dimensions, or divide with `sign=-1`."""
    total = dict(left)
    for name, power in right:
        total[name] = total.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in total.items() if power))
