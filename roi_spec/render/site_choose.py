"""What the rows of a page can be chosen by: status, evidence, theme, department, level and year of programmes.

A choice is a question with the answers that occur. Answers have a short name that both languages share, because it
stands in the address of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from roi_spec.model.method import GRADES
from roi_spec.model.spec import Level
from roi_spec.model.text import Text, text
from roi_spec.render.figures import LEVEL_NAMES
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_order import alphabetical
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_view import Chooser, Option, Question
from roi_spec.render.site_words import STAGES

Answer = Callable[[Teller, SiteEntry], Option | None]
NONE = "none"
"""The answer of a row for which nothing was stated."""


@dataclass(frozen=True, slots=True)
class _Facet:
    name: str
    title: Text
    answer: Answer


def slug(words: str) -> str:
    """Give the name of an author's words in an address: `Sales, South region` becomes `sales-south-region`."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-")


def _stage(tell: Teller, entry: SiteEntry) -> Option:
    return Option(entry.stage, tell.words(STAGES[entry.stage]))


def _grade(_: Teller, entry: SiteEntry) -> Option | None:
    return Option(entry.grade, entry.grade) if entry.grade in GRADES else None


def _level(tell: Teller, entry: SiteEntry) -> Option | None:
    if not entry.levels:
        return None
    highest = max(entry.levels)
    return Option(str(int(highest)), level_words(tell, highest))


def level_words(tell: Teller, level: Level) -> str:
    """Give a level with its number: `3 Application`."""
    return f"{int(level)} {tell.words(LEVEL_NAMES[level])}"


def _year(_: Teller, entry: SiteEntry) -> Option | None:
    return Option(str(entry.year), str(entry.year)) if entry.year else None


def _stated(field: str) -> Answer:
    def answer(tell: Teller, entry: SiteEntry) -> Option | None:
        written = getattr(entry, field)
        return authored(tell, written, entry.language)

    return answer


def authored(tell: Teller, written: str, lang: str) -> Option | None:
    """Give an answer in an author's words."""
    words = tell.author(written, lang)
    return Option(slug(written), words.text, words.lang) if slug(written) else None


_FACETS: tuple[_Facet, ...] = (
    _Facet("stage", text("Status"), _stage),
    _Facet("grade", text("Evidence"), _grade),
    _Facet("theme", text("Theme"), _stated("theme")),
    _Facet("department", text("Department"), _stated("department")),
    _Facet("level", text("Level reached"), _level),
    _Facet("year", text("Year"), _year),
)


def keys_of(tell: Teller, entry: SiteEntry) -> tuple[str, ...]:
    """Give the answers of the row of a programme."""
    return answers(facet.answer(tell, entry) for facet in _FACETS)


def answers(given: Iterable[Option | None]) -> tuple[str, ...]:
    """Give the answers of a row as they stand in the page."""
    return tuple(one.value if one else NONE for one in given)


def programme_chooser(tell: Teller, entries: Sequence[SiteEntry]) -> Chooser:
    """Give the form above the programmes."""
    asked = ((facet, [facet.answer(tell, one) for one in entries]) for facet in _FACETS)
    return Chooser(
        label=tell.words("Choose programmes"),
        questions=questions(tell, [(facet.name, tell.words(facet.title), given) for facet, given in asked]),
        count=tell.words("Programmes shown: {shown} of {all}."),
        nothing=tell.words("No programme fits this choice."),
    )


def questions(tell: Teller, asked: Sequence[tuple[str, str, Sequence[Option | None]]]) -> tuple[Question, ...]:
    """Give the questions with more than one answer; each is a name, a title and the answer of every row."""
    made = (Question(name, title, place, _options(tell, given)) for place, (name, title, given) in enumerate(asked))
    return tuple(one for one in made if len(one.options) > 1)


def _options(tell: Teller, given: Sequence[Option | None]) -> tuple[Option, ...]:
    found: Mapping[str, Option] = {one.value: one for one in reversed(given) if one is not None}
    stated = sorted(found.values(), key=lambda one: alphabetical(one.words))
    return (*stated, Option(NONE, tell.words("not stated"))) if None in given else tuple(stated)
