"""The search knows the words of every page and where they stand, and nothing that no page shows."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.handbook import Handbook
from roi_spec.render import search
from roi_spec.render.html import to_html
from roi_spec.render.search import Findable
from roi_spec.render.site import Site, views
from roi_spec.render.site_entry import entry_of
from tests.render.chain import context, evaluated, example, examples, handbook, read, spaced, trace

NL = Translator("nl")
PROGRAMME = "leiderschap-2025"


@cache
def of(id: str, locale: str = "nl") -> tuple[Handbook, Findable]:
    one = handbook(example(id), locale)
    return one, search.of_handbook(one, Translator(locale))


@cache
def reference_pages(locale: str = "nl") -> tuple[Findable, ...]:
    here = context(locale)
    return tuple(search.of_page(page, here.translator) for page in views((), Site((here,), ()), here))


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w%€]+", text))


def as_object(pages: tuple[Findable, ...]) -> dict[str, Any]:
    written = search.data(pages, "nl").content.decode()
    start = "(window.roiSpec ??= {}).search = "
    assert written.startswith(start)
    assert written.endswith(";\n")
    made: dict[str, Any] = json.loads(written.removeprefix(start)[:-2])
    return made


# --- handbooks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("id", sorted(examples()))
def test_nothing_is_found_that_the_page_does_not_show(id: str, locale: str) -> None:
    one, findable = of(id, locale)
    page = words(spaced(read(to_html(one).content.decode())))
    for part in findable.parts:
        assert words(part.words) | words(part.heading) <= page, part.anchor


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_place_is_an_anchor_of_the_page(id: str) -> None:
    one, findable = of(id)
    anchors = {
        f"#{found.attributes['id']}" for found in read(to_html(one).content.decode()).all() if "id" in found.attributes
    }
    assert {part.anchor for part in findable.parts} <= anchors | {""}
    assert findable.href == f"programmes/{id}/index.html"


def test_the_words_of_the_author_are_found_where_they_stand() -> None:
    _, findable = of(PROGRAMME)
    parts = {part.anchor: part.words for part in findable.parts}
    assert "Ziekteverzuim in de teams van de deelnemers" in parts["#measures"]
    assert "Ziekteverzuim in de teams van de deelnemers" not in parts["#costs"]


def test_our_own_sentences_are_not_repeated_for_every_programme() -> None:
    every = [part.words for id in examples() for part in of(id, "en")[1].parts]
    assert not any("Values are computed exactly" in one for one in every)


def test_a_passage_that_stands_more_than_once_in_a_chapter_is_kept_once() -> None:
    one, findable = of(PROGRAMME)
    (chapter,) = [
        section
        for section in read(to_html(one).content.decode()).find("section")
        if section.attributes.get("id") == "measures"
    ]
    (part,) = [part for part in findable.parts if part.anchor == "#measures"]
    assert spaced(chapter).count("Opleidingen") > part.words.split(" · ").count("Opleidingen") == 1


def test_a_title_in_another_language_keeps_its_language() -> None:
    assert of("consultative-selling-2025")[1].lang == "en"
    assert of(PROGRAMME)[1].lang == ""


# --- values ----------------------------------------------------------------------------------------------------------


def values(id: str, locale: str = "nl") -> tuple[Findable, ...]:
    return tuple(search.of_values((entry_of(evaluated(example(id)), ()),), Translator(locale)))


def test_an_assumption_leads_to_its_place_in_the_trace() -> None:
    (margin,) = [one for one in values("consultative-selling-2025") if one.href.endswith(".contribution_margin")]
    assert margin.title == "Contribution margin on cross-sell"
    assert margin.href == "programmes/consultative-selling-2025/trace.html#trace-assumption.contribution_margin"
    assert (margin.kind, margin.lang) == ("Waarde", "en")
    assert "Consultative selling" in margin.parts[0].words


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_assumption_is_found_once_where_the_trace_has_it(id: str) -> None:
    anchors = {one.attributes.get("id", "") for one in read(trace(example(id))).all()}
    found = [one.href.partition("#trace-")[2] for one in values(id)]
    assert found == [one.id for one in evaluated(example(id)).steps.values() if one.line.part == "assumption"]
    assert {f"trace-{one}" for one in found} <= anchors


# --- other pages -----------------------------------------------------------------------------------------------------


def test_rules_are_found_by_our_own_sentences() -> None:
    rule = next(one for one in reference_pages() if one.href == "rules/ROI111.html")
    assert rule.kind == "Regel"
    assert "Werktijd is meestal de grootste kostenpost van een training" in " ".join(one.words for one in rule.parts)


def test_every_kind_of_page_is_named() -> None:
    kinds = {one.href.split("/")[0]: one.kind for one in reference_pages()}
    assert (kinds["rules"], kinds["methods"], kinds["values.html"]) == ("Regel", "Methode", "Alle programma's")


def test_examples_of_yaml_are_left_out() -> None:
    assert not any("not_converted:" in part.words for one in reference_pages() for part in one.parts)


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_file_sets_one_property_and_holds_every_page_and_part() -> None:
    pages = (of(PROGRAMME)[1], *reference_pages())
    made = as_object(pages)
    assert made["pages"][0] == [pages[0].title, f"programmes/{PROGRAMME}/index.html", "", "Programma"]
    assert len(made["pages"]) == len(pages)
    assert len(made["parts"]) == sum(len(one.parts) for one in pages)
    assert {number for number, *_ in made["parts"]} == set(range(len(pages)))


def test_words_of_an_author_stay_words_in_the_script() -> None:
    wild = '</script>\u2028"; alert(1) //'
    part = search.Part("#a", wild, wild)
    assert as_object((Findable(wild, "a", "", "", (part,)),))["parts"] == [[0, "#a", wild, wild]]


def test_a_programme_adds_little_to_what_a_reader_loads() -> None:
    sizes = [len(search.data((of(id, locale)[1],), locale).content) for id in examples() for locale in ("nl", "en")]
    assert max(sizes) < 20_000


def test_a_programme_is_found_in_each_language_by_its_own_words() -> None:
    assert evaluated(example(PROGRAMME)).programme.language == "nl"
    assert "Ziekteverzuim" in " ".join(part.words for part in of(PROGRAMME, "en")[1].parts)
