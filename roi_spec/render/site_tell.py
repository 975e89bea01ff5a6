"""Writes words and figures for the pages about all programmes, in one language and from one place in the site.

The counterpart of `writer.py`, which writes for one programme: here every figure says which programme it belongs to.
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE
from roi_spec.model.handbook import Cell, Column, Frame
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Day, Jump, Piece, Place, Sentence, Words
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.render.context import Context
from roi_spec.render.exact import exactly
from roi_spec.render.frame import frame, link, site_title
from roi_spec.render.rounding import telling_decimals
from roi_spec.render.site_view import Shown, Titled

NOTHING: Sentence = ("–",)


@dataclass(frozen=True, slots=True)
class Teller:
    """One page in one language; `page` is its path inside the folder of the language."""

    context: Context
    page: str

    @property
    def translator(self) -> Translator:
        """Give the language of the page."""
        return self.context.translator

    # --- words -------------------------------------------------------------------------------------------------------

    def words(self, message: Text | str, **values: Any) -> str:
        """Give a sentence as plain text."""
        return self.translator.text(message if isinstance(message, Text) else text(message, **values))

    def say(self, msgid: str, **values: Any) -> Sentence:
        """Give a sentence with pieces in its gaps; a value is a piece, a row of pieces, or something to write out."""
        out: list[Piece] = []
        for literal, name, _, _ in string.Formatter().parse(self.translator.gettext(msgid)):
            if literal:
                out.append(literal)
            if name is not None:
                out.extend(self._pieces(values[name]))
        return tuple(out)

    def _pieces(self, value: Any) -> Sentence:
        if isinstance(value, tuple):
            return value
        if isinstance(value, Words | Shown | Count | Day | Place | Jump):
            return (value,)
        return (Count(self.translator.value(value)),) if isinstance(value, int) else (self.translator.value(value),)

    def author(self, written: str, lang: str) -> Words:
        """Wrap words of an author, with their language when it differs from that of the page."""
        return Words(" ".join(written.split()), "" if lang == self.context.locale else lang)

    def cited(self, source: str) -> Words:
        """Give the source of a rule or method: in the language of the page when it is translated, else English."""
        found = self.translator.gettext(source)
        return Words(found, "en" if found == source and self.context.locale != "en" else "")

    def day(self, day: dt.date) -> Day:
        """Write a date."""
        return Day(day.isoformat(), self.translator.date(day))

    def listed(self, items: Sequence[Sentence]) -> Sentence:
        """Join sentences as `a, b and c`."""
        if len(items) < 2:
            return items[0] if items else ()
        first: Sentence = items[0]
        for one in items[1:-1]:
            first = (*first, ", ", *one)
        return self.say("{first} and {last}", first=first, last=items[-1])

    # --- figures -----------------------------------------------------------------------------------------------------

    def figure(
        self,
        quantity: Quantity | None,
        programme: str,
        step: str,
        case: str = BASE,
        *,
        against: Quantity | None = None,
        linked: bool = True,
    ) -> Sentence:
        """Give a figure of a programme, linked to its trace; a dash where there is none.

        `against` is the target that it is held against; rounding keeps it on its own side of that.
        """
        if quantity is None:
            return NOTHING
        href = self.link(f"programmes/{programme}/trace.html") + f"#trace-{step}" if linked else ""
        shown = self.rounded(quantity, step, against)
        figure = Shown(shown, step, "" if case == BASE else case, programme=programme, href=href)
        return (exactly(figure, quantity),)

    def rounded(self, quantity: Quantity, step: str = "", against: Quantity | None = None) -> str:
        """Write a figure; results in percent are read with as many decimals as in the handbook."""
        is_result = quantity.unit.is_share and step.startswith("result.")
        return self.translator.quantity(quantity, telling_decimals(quantity, (against,)) if is_result else None)

    # --- links -------------------------------------------------------------------------------------------------------

    def link(self, page: str) -> str:
        """Give the way from this page to another one in the same language."""
        return link(self.page, page)

    def jump(self, title: str, page: str) -> Jump:
        """Give a link to another page in the same language."""
        return Jump(title, self.link(page))

    def programme(self, id: str, title: str, lang: str, anchor: str = "") -> Titled:
        """Give a link to the handbook of a programme, or to a place in it."""
        words = self.author(title, lang)
        return Titled(words.text, self.link(f"programmes/{id}/index.html") + anchor, lang=words.lang)

    def working(self, id: str, title: str, lang: str, step: str) -> Titled:
        """Give a link, in the name of a programme, to the working of one of its numbers."""
        words = self.author(title, lang)
        return Titled(words.text, self.link(f"programmes/{id}/trace.html") + f"#trace-{step}", lang=words.lang)

    def place(self, at: Span) -> Place:
        """Write a place in a file."""
        return Place(f"{at.path}:{at.line}", self.context.href(at))

    # --- the frame ---------------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """Give the place of the page in the site."""
        return f"{self.context.locale}/{self.page}"

    def frame(self, title: str, *above: tuple[str, str]) -> Frame:
        """Give what surrounds the page; `above` are the titles and pages on the way to it, below the portfolio."""
        return frame(self.context, self.page, title, above)

    @property
    def site_title(self) -> str:
        """Give the name of the site, the organisation's own when it has one."""
        return site_title(self.context)


def cell(*content: Piece | Sentence, under: Sentence = ()) -> Cell:
    """Make a cell of a table from pieces and rows of pieces."""
    row: list[Piece] = []
    for one in content:
        row.extend(one if isinstance(one, tuple) else (one,))
    return Cell(tuple(row), under)


def columns(tell: Teller, *titles: Text, numbers: Sequence[int] = (), keys: Sequence[str] = ()) -> tuple[Column, ...]:
    """Make the heads of a table.

    `numbers` are the places of columns that hold figures; `keys` name the columns in the address of the page, for a
    table that can be sorted.
    """
    names = keys or [""] * len(titles)
    return tuple(
        Column(tell.words(title), is_number=place in numbers, key=key)
        for place, (title, key) in enumerate(zip(titles, names, strict=True))
    )
