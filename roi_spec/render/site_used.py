"""Who used a method, a technique or a conversion: the programmes to look at when somebody wants to do the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roi_spec.model.handbook import Bullets
from roi_spec.model.method import GRADES
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_view import Chapter
from roi_spec.render.site_words import STAGES


def used_by(tell: Teller, programmes: Sequence[SiteEntry]) -> Iterator[Chapter]:
    """Give the chapter with the programmes of one's own and of others; none when there are none."""
    if programmes:
        ordered = sorted(programmes, key=lambda one: (one.title.lower(), one.id))
        items = tuple(_programme(tell, one) for one in ordered)
        yield Chapter("used-by", tell.words("Programmes that used it"), (Bullets(items),))


def _programme(tell: Teller, one: SiteEntry) -> Sentence:
    grade: Sentence = (" ", Mark(one.grade, "grade", tell.words(GRADES[one.grade]))) if one.grade in GRADES else ()
    return (tell.programme(one.id, one.title, one.language), " · ", tell.words(STAGES[one.stage]), *grade)
