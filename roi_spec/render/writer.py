"""Writes sentences whose figures know where they come from.

The one place where a value of the working becomes something to read. It never computes: it takes a step, rounds it
once and keeps the id beside it, so that every number on a page leads back to the trace.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE, Evaluation
from roi_spec.model.quantity import Missing, Quantity, Value, rounded
from roi_spec.model.sentence import Count, Day, Figure, Jump, Mark, Named, Piece, Place, Reckoned, Sentence, Words
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN, money
from roi_spec.render.context import Context
from roi_spec.render.exact import counted, exactly

TRACE = "trace.html"
"""The page of a programme with the working of every number, beside its handbook."""

NOTHING: Sentence = ("–",)
"""What stands where there is no figure."""

_PIECES = (Words, Figure, Count, Reckoned, Day, Place, Jump, Named, Mark)

DECIMALS = {
    "result.bcr": 2,
    "result.payback": 1,
    "result.payback_with_lag": 1,
    "benefit_lag": 1,
    "result.break_even_attribution": 0,
}
"""How many decimals a result is read with; the trace shows it with more."""

_RESULTS = ("result.", "perspective.", "part.", "scale_up.", "forecast_error.")
"""Where the lines of results begin: a share among them is read as an ROI is."""

_NUMBER = re.compile(r"\d[\d.,/]*(?:\s?%)?")


@dataclass(frozen=True, slots=True)
class Writer:
    """Words and figures of one programme in one language."""

    evaluation: Evaluation
    context: Context
    trace: str = TRACE
    """The page where workings stand, from the page that is written; empty: this page."""

    @property
    def translator(self) -> Translator:
        """Give the language of the page."""
        return self.context.translator

    # --- words -------------------------------------------------------------------------------------------------------

    def plain(self, msgid: str, **values: Any) -> str:
        """Give a sentence of ours without pieces."""
        return self.translator.text(text(msgid, **values))

    def say(self, message: Text | str, **values: Any) -> Sentence:
        """Give a sentence with its values as pieces: strings are the author's, integers are counts, texts are ours."""
        given = message if isinstance(message, Text) else text(message, **values)
        params = dict(given.params)
        out: list[Piece] = []
        for literal, name, _, _ in string.Formatter().parse(self.translator.gettext(given.msgid)):
            if literal:
                out.append(literal)
            if name is not None:
                out.extend(self.pieces(params.get(name, "")))
        return tuple(out)

    def told(self, message: Text) -> Sentence:
        """Give a sentence that an analysis says about itself: the numbers in it are its own, none is of the working."""
        return tuple(
            part
            for piece in self.say(message)
            for part in (self.counted(piece) if isinstance(piece, str) else (piece,))
        )

    def counted(self, written: str) -> Sentence:
        """Give words of ours with the numbers in them marked as belonging to the sentence."""
        return tuple(_with_counts(written))

    def cited(self, source: str) -> Sentence:
        """Give where a formula or method comes from: in the language of the page if translated, else in English."""
        if not source:
            return ()
        found = self.translator.gettext(source)
        return (Words(found, "en" if found == source and self.context.locale != "en" else ""),)

    def pieces(self, value: Any) -> Sentence:
        """Give one value of a sentence as pieces."""
        if isinstance(value, tuple):
            return tuple(piece for one in value for piece in self.pieces(one)) if _is_nested(value) else value
        if isinstance(value, _PIECES):
            return (value,)
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, str):
            return (self.words(value),) if value else ()
        if isinstance(value, dt.date):
            return (self.day(value),)
        if isinstance(value, bool):
            return (self.translator.value(value),)
        return (counted(self.translator.value(value), value),)

    def way(self, step: str) -> str:
        """Give the address of the working of a step, from the page that is written."""
        return f"{self.trace}#trace-{step}"

    def words(self, written: str) -> Words:
        """Wrap words of the author."""
        return Words(" ".join(written.split()), self.author_language)

    @property
    def author_language(self) -> str:
        """Give the language of the author, when it is not that of the page."""
        lang = self.evaluation.programme.language
        return "" if lang == self.context.locale else lang

    def day(self, day: dt.date) -> Day:
        """Write a date."""
        return Day(day.isoformat(), self.translator.date(day))

    def place(self, at: Span) -> Place:
        """Write a place in a file."""
        return Place(f"{at.path}:{at.line}", self.context.href(at))

    # --- figures -----------------------------------------------------------------------------------------------------

    def figure(self, step: str, case: str = BASE, decimals: int | None = None, *, linked: bool = True) -> Sentence:
        """Give the value of a step as a figure; a dash where the working has no such line, or no value for it."""
        value = self.evaluation.value(step, case)
        if value is None or isinstance(value, Missing):
            return NOTHING
        figure = Figure(self.shown(step, value, decimals), step, "" if case == BASE else case, linked, self.trace)
        return (exactly(figure, value),)

    def shown(self, step: str, value: Quantity, decimals: int | None = None) -> str:
        """Round a value once and write it."""
        if decimals is None:
            decimals = _never_nothing(value, DECIMALS.get(step, 2 if step.endswith(".bcr") else None))
        if decimals is None and value.unit.is_share and step.startswith(_RESULTS):
            # One decimal where it is exact or tells something: 462.5% and 3.5%, but 68%.
            is_exact = (value.value * 10).denominator == 1 and value.value.denominator != 1
            decimals = 1 if is_exact or (abs(value.value) < 10 and value.value.denominator != 1) else 0
        return self.translator.quantity(value, decimals)

    def amount(self, step: str, decimals: int = 2) -> Sentence:
        """Give a plain number as an amount of money: what comes back for each unit spent."""
        value = self.evaluation.quantity(step)
        if value is None:
            return NOTHING
        currency = self.evaluation.programme.currency
        figure = Figure(self.translator.money(value.value, currency, decimals), step, page=self.trace)
        return (exactly(figure, Quantity(value.value, money(currency))),)

    def bare(self, step: str) -> Sentence:
        """Give the number of a step without its unit, where the heading says what is counted."""
        value = self.evaluation.quantity(step)
        if value is None:
            return NOTHING
        return (exactly(Figure(self.translator.number(value.value), step, page=self.trace), value),)

    def swing(self, measure: str, value: Value, case: str) -> Sentence:
        """Give one end of a swing."""
        if isinstance(value, Missing):
            return NOTHING
        return (exactly(Figure(self.shown(measure, value), measure, case, page=self.trace), value),)

    def reckoned(
        self, value: Quantity | Fraction | int, of: str, href: str = "", decimals: int | None = None
    ) -> Sentence:
        """Give a number of an analysis or of the simulation; `of` says which, `href` where the page tells about it."""
        quantity = value if isinstance(value, Quantity) else Quantity(Fraction(value), PLAIN)
        return (exactly(Reckoned(self.translator.quantity(quantity, decimals), of, href), quantity),)

    def why_missing(self, step: str) -> Sentence:
        """Say why a step has no value; nothing when it has one."""
        value = self.evaluation.value(step)
        return self.say(value.reason) if isinstance(value, Missing) else ()

    def number(self, value: Fraction) -> Count:
        """Write a constant of a formula."""
        return counted(self.translator.quantity(Quantity(value, PLAIN)), value)

    def listed(self, items: Iterable[Sentence]) -> Sentence:
        """Join sentences as `a, b and c`."""
        every = [one for one in items if one]
        if len(every) < 2:
            return every[0] if every else ()
        first: Sentence = every[0]
        for one in every[1:-1]:
            first = (*first, ", ", *one)
        return self.say(text("{first} and {last}", first=first, last=every[-1]))


def _with_counts(written: str) -> Iterator[Piece]:
    """Cut a text at its numbers."""
    end = 0
    for found in _NUMBER.finditer(written):
        if found.start() > end:
            yield written[end : found.start()]
        yield Count(found.group())
        end = found.end()
    if end < len(written):
        yield written[end:]


def _is_nested(value: tuple[Any, ...]) -> bool:
    return any(isinstance(one, tuple | Text) for one in value)


def _never_nothing(value: Quantity, decimals: int | None) -> int | None:
    """Give as many decimals more as it takes that a small value does not read as zero (a day, in months)."""
    if decimals is None or value.value == 0:
        return decimals
    return next((more for more in range(decimals, decimals + 6) if rounded(value.value, more)), decimals)
