"""The handbook of each kind of programme: what it must say, and how the page is built."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from roi_spec.model.handbook import Handbook, Table
from roi_spec.model.sentence import Sentence
from roi_spec.render.assemble import assemble
from roi_spec.render.html import style, to_html
from tests.render.chain import (
    context,
    evaluated,
    examined,
    example,
    examples,
    handbook,
    page,
    read,
    squeezed,
)
from tests.specs import BASE


def said(sentence: Sentence) -> str:
    return "".join(one if isinstance(one, str) else getattr(one, "text", getattr(one, "shown", "")) for one in sentence)


def summary_text(book: Handbook) -> str:
    first = book.summary
    held = (one.content for one in first.held)
    return " ".join(said(one) for one in (first.question, first.answer, first.break_even, *first.sentences, *held))


def titles(book: Handbook) -> list[str]:
    return [notice.title for notice in book.summary.notices]


# --- kinds -----------------------------------------------------------------------------------------------------------


def test_the_headline_is_a_range_with_gross_and_net_in_words() -> None:
    told = summary_text(handbook(example("consultative-selling-2025")))
    assert re.search(r"The ROI most likely lies between \d+% and \d+% \(8 of 10 outcomes\), with \d+% as the", told)
    unsure = summary_text(handbook(example("leiderschap-2025")))
    assert re.search(r"Both a loss and a gain are possible: the ROI most likely lies between −\d+% and \d+%", unsure)
    assert "(gross)" in told
    assert "(net)" in told
    assert "target" in told


def test_roi_never_stands_without_bcr() -> None:
    names = [fact.name for fact in handbook(example("consultative-selling-2025")).summary.figures]
    assert names[:2] == ["ROI", "Benefit-cost ratio (BCR)"]


def test_a_forecast_says_so_everywhere() -> None:
    plan = next(one for one in examples().values() if evaluated(one).is_forecast)
    book = handbook(plan)
    assert "This is a forecast" in titles(book)
    assert "forecast" in [mark.text for mark in book.marks]
    assert "expected" in summary_text(book)


def test_a_claim_without_costs_gets_no_roi_and_says_why() -> None:
    book = handbook(example("quality-claim"))
    assert "A benefit claim, not an ROI" in titles(book)
    assert book.summary.chart is None
    assert "ROI" not in [fact.name for fact in book.summary.figures]


def test_somebody_elses_figure_is_marked_and_recomputed() -> None:
    book = handbook(example("sales-training-claim"))
    assert "A published claim, recomputed" in titles(book)
    assert "declared" in [section.id for section in book.sections]


def test_a_loss_is_told_as_plainly_as_a_gain() -> None:
    costly = BASE.replace("amount: 4780 EUR", "amount: 4780000 EUR")
    assert costly != BASE
    told = summary_text(handbook(examined(costly)))
    assert "costs are higher than the benefits" in told
    assert not re.search(r"fail|unfortunately|bad|poor", told, re.IGNORECASE)


def test_every_kind_of_example_makes_a_page_in_both_languages() -> None:
    for one in examples().values():
        for locale in ("en", "nl"):
            assert page(one, locale).startswith("<!DOCTYPE html>")


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", sorted(examples()))
def test_the_page_is_well_built(id: str) -> None:
    root = read(page(example(id), "nl"))
    assert len(root.find("h1")) == 1
    assert root.find("html")[0].attributes["lang"] == "nl"
    ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.tag[1]) for one in root.all() if re.fullmatch("h[1-6]", one.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.find("table"):
        assert table.find("caption")
        assert all("scope" in head.attributes for head in table.find("th"))
    for drawing in root.find("svg"):
        first = next(one for one in drawing.children if not isinstance(one, str))
        assert drawing.attributes["role"] == "img"
        assert first.tag == "title"  # type: ignore[union-attr]
        assert first.text.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize("id", sorted(examples()))
def test_the_page_asks_nothing_of_anybody(id: str) -> None:
    html = page(example(id))
    assert "default-src 'none'" in html
    assert scripts(html)
    assert all(address.startswith("../../../assets/") for address in scripts(html))
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)
    assert not re.search(r"\s(?:src|href)=[^\"]", html)
    loaded = re.findall(r'<(?:link|img|iframe)[^>]*?(?:href|src)="([^"]*)"', html)
    assert all(address.startswith(("../../../", "data:")) for address in loaded)


def scripts(html: str) -> list[str]:
    """Give the files that a page runs; a script with words of its own in the page is an error."""
    found = read(html).find("script")
    assert not any(one.text.strip() for one in found)
    return [one.attributes["src"] for one in found]


def test_every_jump_lands() -> None:
    for one in examples().values():
        root = read(page(one))
        anchors = {found.attributes["id"] for found in root.all() if "id" in found.attributes}
        jumps = {a.attributes["href"][1:] for a in root.find("a") if a.attributes["href"].startswith("#")}
        assert jumps <= anchors


@pytest.mark.parametrize("id", sorted(examples()))
def test_columns_of_numbers_are_named_once_and_the_style_sheet_knows_each(id: str) -> None:
    known = set(re.findall(r'data-numbers~="(\d+)"', style("parts.css").decode()))
    for table in read(page(example(id))).find("table"):
        heads = table.find("thead")[0].find("th")
        named = table.attributes.get("data-numbers", "").split()
        assert set(named) <= known & {str(place) for place in range(2, len(heads) + 1)}
        assert not table.find(style="number")


def test_words_of_the_author_carry_their_own_language() -> None:
    root = read(page(example("consultative-selling-2025"), "nl"))
    assert root.find("bdi")
    assert {one.attributes.get("lang") for one in (*root.find("bdi"), *root.find(style="prose"))} == {"en"}
    same = read(page(example("consultative-selling-2025"), "en"))
    assert {one.attributes.get("lang") for one in (*same.find("bdi"), *same.find(style="prose"))} == {None}


def test_hostile_words_are_shown_as_words() -> None:
    evil = '<script>alert(1)</script>"onload="x'
    one = examined(BASE.replace("owner: Claims director", f"owner: '{evil}'"))
    html = page(one)
    assert "alert(1)" not in "".join(scripts(html))
    assert not any("onload" in one.attributes for one in read(html).all())
    assert evil in read(html).text


def test_braces_in_words_of_the_author_stay() -> None:
    one = examined(BASE.replace("owner: Claims director", "owner: 'Team {kpi} {0} {{7*7}}'"))
    text = read(page(one)).text
    assert "Team {kpi} {0} {{7*7}}" in text


# --- places, links, versions -----------------------------------------------------------------------------------------


def test_a_place_leads_to_the_line_of_the_revision() -> None:
    book = handbook(examined(), commit="abc123", link_pattern="https://example.org/r/blob/{commit}/{path}#L{line}")
    places = [
        row.place
        for section in book.sections
        for block in section.blocks
        if block.kind == "trace"
        for group in block.groups
        for row in group.rows
    ]
    assert all(place.href.startswith("https://example.org/r/blob/abc123/specs/small.roi.yaml#L") for place in places)


def test_without_a_revision_no_place_pretends_to_be_one() -> None:
    book = handbook(examined(), link_pattern="https://example.org/r/blob/{commit}/{path}#L{line}")
    assert "example.org/r/blob" not in str(book)


def test_without_a_date_no_page_names_a_day() -> None:
    one = examined()
    book = assemble(evaluated(one), one.findings, replace(context(), as_of=None))
    assert book.date == ""
    assert "Checked as of" not in "".join(str(piece) for piece in book.summary.byline)


def test_every_waiver_and_finding_is_printed() -> None:
    for one in examples().values():
        book = handbook(one)
        checks = next(section for section in book.sections if section.id == "checks")
        tables = [block for block in checks.blocks if isinstance(block, Table)]
        rows = sum(len(table.rows) for table in tables)
        waivers = len(evaluated(one).programme.waivers)
        own = [finding for finding in one.findings if finding.at.path == one.path]
        assert rows == len(own) + waivers


def test_the_same_input_gives_the_same_bytes() -> None:
    one = example("consultative-selling-2025")
    assert to_html(handbook(one)).content == to_html(handbook(one)).content


def test_a_users_own_template_goes_first(tmp_path: Path) -> None:

    folder = tmp_path / "handbook"
    folder.mkdir()
    (folder / "chapter-costs.html.j2").write_text('<section id="costs"><h2>House style</h2></section>', "utf-8")
    html = to_html(handbook(examined()), tmp_path).content.decode()
    assert "House style" in html
    assert squeezed(read(html).find("h1")[0].text)


def test_a_users_own_template_can_change_one_block_of_ours(tmp_path: Path) -> None:
    changed = '{% extends "ours/base.html.j2" %}{% block footer %}<p>House footer</p>{% endblock %}'
    (tmp_path / "base.html.j2").write_text(changed, "utf-8")
    html = to_html(handbook(examined()), tmp_path).content.decode()
    assert "<p>House footer</p>" in html
    assert 'href="trace.html#trace-result.roi"' in html
