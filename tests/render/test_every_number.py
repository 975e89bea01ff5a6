"""No number stands on a page without a step of the working behind it, and none says something else than its step."""

from __future__ import annotations

import re

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE, Evaluation
from roi_spec.model.quantity import Missing, Quantity, Value
from tests.render.chain import IDS, Element, evaluated, examined, examples, page, read, trace, without

EXEMPT = {
    "prose",
    "num",
    "count",
    "place",
    "exact",
    "no",
    "level",
    "code",
    "cite",
    "note",
    "step-id",
    "node-text",
    "site-footer",
}
"""The author's words, figures themselves, counts in a sentence, places, chapter numbers, rule and step ids, sources."""
SAYS_SO_ITSELF = re.compile(
    r"guiding principle \d|leidend principe \d|(?:level|niveau) \d|SHA-256|100 %|\(2 [-−] |365[.,]25 / 12"
    r"|P(?:5|10|50|90|95)(?!\d)|\b5(?:th|e) (?:and|en) 95(?:th|e)|12[.,]9 ?%"
    r"|(?:Table|Tabel|Figure|Figuur) (?:\d+|[A-Z])\.\d+"
    r"|95 ?%(?: |-)(?:prediction )?(?:interval|voorspellingsinterval)"
)
"""Digits that belong to the words of the method."""
NUMBERED = {"time", "bdi", "title", "desc", "head"}


def case_value(evaluation: Evaluation, step: str, case: str) -> Value | None:
    kind, _, driver = case.partition(":")
    if driver:
        swing = next(one for one in evaluation.swings if one.driver == driver)
        return swing.worse if kind == "worse" else swing.better
    if case in ("low", "high"):
        end = getattr(evaluation.steps[step].line, case)
        return end if isinstance(end, Quantity) else None
    return evaluation.value(step, case or BASE)


def ways_to_write(value: Quantity, translator: Translator, currency: str) -> set[str]:
    """Give the value rounded once to 0 up to 6 decimals: with its unit, as a bare number, or as an amount of money."""
    out = {translator.quantity(value), translator.number(value.value), translator.money(value.value, currency)}
    for decimals in range(7):
        out |= {translator.quantity(value, decimals), translator.number(value.value, decimals)}
        out.add(translator.money(value.value, currency, decimals))
    return out


def figures(page: Element) -> list[Element]:
    return [one for one in page.all() if "num" in one.classes and step_of(one)]


def step_of(figure: Element) -> str:
    """Give the step that a figure is the value of: it says so, or its link does."""
    linked = figure.attributes.get("href", "").partition("#trace-")[2]
    return figure.attributes.get("data-step", linked)


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("id", sorted(examples()))
def test_each_figure_is_the_rounded_value_of_its_step(id: str, locale: str) -> None:
    one = examples()[id]
    evaluation, translator = evaluated(one), Translator(locale)
    on_the_page, in_the_trace = figures(read(page(one, locale))), figures(read(trace(one, locale)))
    assert on_the_page
    assert in_the_trace
    for figure in (*on_the_page, *in_the_trace):
        step, case = step_of(figure), figure.attributes.get("data-case", "")
        value = case_value(evaluation, step, case)
        assert value is not None, step
        assert not isinstance(value, Missing), step
        assert figure.text in ways_to_write(value, translator, evaluation.programme.currency), (step, case)


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("id", sorted(examples()))
def test_no_other_digits_stand_on_the_page(id: str, locale: str) -> None:
    rest = " ".join(without(read(made(examples()[id], locale)), EXEMPT, NUMBERED) for made in (page, trace))
    rest = SAYS_SO_ITSELF.sub("", rest)
    assert re.findall(r"[^\n]{0,40}\d[^\n]{0,20}", rest) == []


@pytest.mark.parametrize("id", sorted(examples()))
def test_each_figure_leads_to_its_step_in_the_trace(id: str) -> None:
    book, working = read(page(examples()[id])), read(trace(examples()[id]))
    anchors = {one.attributes["id"] for one in working.all() if "id" in one.attributes}
    assert {f"trace-{step}" for step in evaluated(examples()[id]).steps} <= anchors
    for root, way in ((book, "trace.html"), (working, "")):
        for figure in figures(root):
            step = step_of(figure)
            assert f"trace-{step}" in anchors
            assert figure.tag != "a" or figure.attributes["href"] == f"{way}#trace-{step}"


def test_the_check_notices_a_number_without_a_step() -> None:
    tampered = page(examined()).replace("<h3>", "<h3>74,000 ", 1)
    assert "74,000" in without(read(tampered), EXEMPT, NUMBERED)


def test_the_check_notices_a_figure_that_says_something_else() -> None:
    evaluation = evaluated(examined())
    value = evaluation.quantity("result.roi")
    assert value is not None
    assert "999%" not in ways_to_write(value, Translator("en"), "EUR")


def test_every_example_is_looked_at() -> None:
    assert set(examples()) <= set(IDS) | set(examples())
    assert len(examples()) >= 6
