"""On paper a handbook has fewer elements than on a screen, and not a word or number less."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html import unescape

import pytest

from roi_spec.model.handbook import Trace, TraceRow
from roi_spec.render.html import PRINT_STYLES, environment, style, to_print_html
from tests.render.chain import examples, handbook, squeezed

LAYOUT = {"kind", "id", "href", "step", "case", "iso", "lang", "style", "anchor", "title", "page", "exact", "unit"}
"""Fields whose words are for the machine; titles are looked for by name."""


PLAIN = {"open", "prose", "quote", "claim", "partly", "drawing", "pointer", "decision", "graded", "sign"}
"""Classes that look like the text around them."""


def classes(page: str) -> list[str]:
    return re.findall(r'class="([^"]*)"', re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL))


def rows(book: object) -> list[TraceRow]:
    traces = [block for section in book.sections for block in section.blocks if isinstance(block, Trace)]  # type: ignore[attr-defined]
    return [row for trace in traces for group in trace.groups for row in group.rows]


def said(value: object) -> Iterator[str]:
    """Give every word and number that a piece of a view shows, signs apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from said(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in LAYOUT:
                yield from said(getattr(value, field.name))


def paragraphs(html: str) -> list[str]:
    """Give the numbers of the appendix as text."""
    found = re.findall(r'<p class="step">(.*?)</p>', html, re.DOTALL)
    return [squeezed(unescape(re.sub(r"<[^>]+>", " ", one))) for one in found]


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("id", sorted(examples()))
def test_every_number_stands_in_the_appendix_with_formula_place_and_source(id: str, locale: str) -> None:
    book = handbook(examples()[id], locale)
    printed = paragraphs(to_print_html(book))
    assert len(printed) == len(rows(book)) > 0
    for row, text in zip(rows(book), printed, strict=True):
        parts = [row.title, row.value, row.exact, row.ends, row.origin, row.note, row.cites, row.place]
        parts += [row.id, row.numbers or "", row.used_in]
        if row.words:
            parts += [row.words.told, row.words.items]
        missing = [word for part in parts for word in said(part) if squeezed(word) not in text]
        assert missing == [], row.id


def test_a_number_costs_no_element_of_its_own() -> None:
    html = to_print_html(handbook(examples()["consultative-selling-2025"]))
    body = re.sub(r"<svg.*?</svg>", "", html.partition("<main>")[2], flags=re.DOTALL)
    assert not re.search(r'class="(?:num|count|place|sign|name|step-id)"|data-step', body)
    steps = re.findall(r'<p class="step">(.*?)</p>', body, re.DOTALL)
    assert max(len(re.findall(r"<(?!/|br|i)", one)) for one in steps) <= 2


def test_a_fraction_on_one_line_keeps_its_meaning() -> None:
    pieces = environment("en", None, on_paper=True).get_template("handbook/pieces.html.j2").module
    leaf = [{"kind": "leaf", "content": (name,)} for name in "abc"]
    half = {"kind": "fraction", "above": leaf[0], "below": leaf[1]}
    plus = {"kind": "run", "parts": (("", leaf[1]), ("+", leaf[2]))}
    assert str(pieces.inline(half)) == "a / b"  # type: ignore[attr-defined]
    assert str(pieces.inline({"kind": "fraction", "above": leaf[0], "below": plus})) == "a / (b + c)"  # type: ignore[attr-defined]
    assert str(pieces.inline({"kind": "fraction", "above": leaf[2], "below": half})) == "c / (a / b)"  # type: ignore[attr-defined]


def test_the_language_of_other_words_is_marked() -> None:
    english = examples()["consultative-selling-2025"]
    assert '<span lang="en">' in to_print_html(handbook(english, "nl"))
    assert "<span lang=" not in to_print_html(handbook(english, "en"))


def test_every_class_on_paper_has_its_rule_or_needs_none() -> None:
    sheets = b"".join(style(name) for name in PRINT_STYLES).decode()
    pages = [to_print_html(handbook(one, locale)) for one in examples().values() for locale in ("en", "nl")]
    used = {name for page in pages for names in classes(page) for name in names.split()}
    plain = {name for name in used if name in PLAIN or name.startswith(("of-", "grade-"))}
    assert {name for name in used if f".{name}" not in sheets} <= plain
