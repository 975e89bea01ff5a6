"""The glossary: every term in both languages, and links only to what is there."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from roi_spec import evaluate
from roi_spec.model.conversions import TEMPLATES
from roi_spec.model.glossary import GLOSSARY, Term
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.pipeline import all_rules
from tests.render_site.chain import EN, NL, entries
from tests.render_site.test_site import drawn

TERMS = pytest.mark.parametrize("term", GLOSSARY.values(), ids=list(GLOSSARY))


@cache
def site() -> dict[str, str]:
    return drawn(list(entries()), all_rules())


@TERMS
def test_a_term_stands_on_its_page_in_both_languages(term: Term) -> None:
    for page in (site()[f"en/glossary/{term.id}.html"], site()[f"nl/glossary/{term.id}.html"]):
        for lang, translator in (("en", EN), ("nl", NL)):
            side = unescape(page[page.index(f'<div lang="{lang}">') :])
            side = side[: side.index("</div>")]
            assert translator.text(term.word) in side
            assert translator.text(term.meaning) in side
            assert term.formula is None or translator.text(term.formula) in side


@TERMS
def test_what_a_term_names_is_there(term: Term) -> None:
    methods = {one.METHOD.id for one in evaluate.METHODS.values()} | set(TECHNIQUES)
    assert set(term.see) <= set(GLOSSARY) - {term.id}
    assert set(term.rules) <= set(all_rules())
    assert set(term.methods) <= methods
    assert set(term.conversions) <= set(TEMPLATES)


@TERMS
def test_a_term_has_a_dutch_word_of_its_own_page(term: Term) -> None:
    assert NL.text(term.meaning) != EN.text(term.meaning)


def test_the_list_has_both_words_side_by_side() -> None:
    page = unescape(site()["en/glossary/index.html"])
    for term in GLOSSARY.values():
        row = re.search(rf'<tr><th scope="row"><a href="{term.id}.html">.*?</tr>', page)
        assert row is not None
        assert f'lang="nl">{NL.text(term.word)}</bdi>' in row[0]


def test_roi_and_bcr_are_told_apart_on_both_pages() -> None:
    for id in ("roi", "bcr"):
        page = site()[f"en/glossary/{id}.html"]
        assert "50%" in page
        assert "1.5" in page
    assert "(benefits − costs) ÷ costs" in site()["en/glossary/roi.html"]
    assert "benefits ÷ costs" in site()["en/glossary/bcr.html"]


def test_a_method_says_who_used_it_and_how_to_do_the_same() -> None:
    page = site()["en/methods/comparison_group.html"]
    used = page[page.index('id="used-by"') :]
    ids = {one.id for one in entries() if "comparison_group" in one.methods}
    assert ids
    assert set(re.findall(r"programmes/([^/]+)/index.html", used)) == ids
    assert "Copy the example into a KPI" in page
    assert "method: comparison_group" in page


def test_a_conversion_says_who_used_it() -> None:
    page = site()["nl/conversions/time_saved.html"]
    assert "programmes/claims-coaching-2025/index.html" in page[page.index('id="used-by"') :]
