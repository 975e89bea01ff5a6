"""The pages of the conversion library: one for each template in each language, with its formula, case and pitfalls."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from html import unescape

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.artifact import Artifact
from roi_spec.model.conversions import TEMPLATES, Template, example_yaml
from roi_spec.render.context import Context
from roi_spec.render.html import render
from roi_spec.render.site_conversions import conversion_pages, page_of, worked_out

EN, NL = Translator("en"), Translator("nl")
EVERY = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
NO_BREAK = "\u00a0"


@cache
def drawn(language: str) -> dict[str, str]:
    """Give the text of every page, by its address, free of tags."""
    context = Context(Translator(language), "0.1.0", dt.date(2026, 6, 1), ("en", "nl"))
    made = (
        Artifact(page.path, render("site/page.html.j2", language, None, page=page, frame=page.frame))
        for page in conversion_pages(context)
    )
    return {one.path: " ".join(unescape(re.sub(r"<[^>]+>", " ", one.content.decode())).split()) for one in made}


def plain(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_there_is_a_page_for_each_and_a_list(language: str) -> None:
    pages = {f"{language}/{page_of(id)}" for id in TEMPLATES}
    assert set(drawn(language)) == pages | {f"{language}/conversions/index.html"}


@EVERY
def test_the_list_names_every_template(template: Template) -> None:
    for translator, language in ((EN, "en"), (NL, "nl")):
        found = drawn(language)[f"{language}/conversions/index.html"]
        assert plain(translator.text(template.title)) in found
        assert plain(translator.text(template.words)) in found


@EVERY
def test_a_page_says_everything_in_its_language(template: Template) -> None:
    for translator, language in ((EN, "en"), (NL, "nl")):
        found = drawn(language)[f"{language}/{page_of(template.id)}"]
        for words in (template.title, template.measures, template.words, *template.warnings):
            assert plain(translator.text(words)) in found
        for one in template.inputs:
            assert plain(translator.text(one.meaning)) in found
        assert plain(template.formula) in found
        assert plain(example_yaml(template)) in found
        assert plain(translator.gettext(template.cites)) in found


def shown(id: str, translator: Translator = EN) -> str:
    return translator.text(worked_out(translator, TEMPLATES[id])[-1]).replace(NO_BREAK, " ")


def test_a_worked_case_is_a_sum_with_a_result() -> None:
    assert shown("time_saved") == (
        "5 minutes per task × 40 tasks per person per month × 20 persons × 12 months × €48.00 per hour × 50% = €19,200"
    )
    assert shown("sales_cycle", NL).endswith("= € 18.000")


def test_brackets_stand_where_they_are_needed() -> None:
    assert (
        shown("output_increase")
        == "100 units per month × 12 months × (€45.00 per unit − €27.00 per unit) × 90% = €19,440"
    )
    assert shown("capacity_gained").startswith("10 hours per change / 50 hours per change × 30% ×")
    assert shown("sales_cycle").startswith("100 deals per year × 10 days / (60 days − 10 days) × 12 months")
    assert "min(€400,000; €250,000)" in shown("fine_avoided")


def test_a_model_and_what_never_counts_say_so_first() -> None:
    assert "This is a model, not a measurement of money." in drawn("en")["en/conversions/utility_model.html"]
    for id in ("cost_of_inaction", "scrap_learning"):
        assert "It never counts as a benefit." in drawn("en")[f"en/conversions/{id}.html"]
        assert "Het telt nooit als baat." in drawn("nl")[f"nl/conversions/{id}.html"]
    assert "It never counts" not in drawn("en")["en/conversions/time_saved.html"]
