"""Choosing, sorting and drawing on the portfolio: what a script works with is decided and exact before it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from html import unescape
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.spec import Level
from roi_spec.render.html import assets
from roi_spec.render.site_choose import slug
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_order import alphabetical, places
from roi_spec.render.site_scatter import LETTER, RADIUS, factor_steps, labelled, round_steps, shortened
from roi_spec.render.site_view import Dot
from tests.render_site.chain import entries, many
from tests.render_site.test_site import drawn, entry, money

LIMIT = 300_000
"""Bytes of the portfolio with its style sheets and scripts, for an organisation with 200 programmes."""


def portfolio(*some: SiteEntry, lang: str = "en") -> str:
    return drawn(list(some))[f"{lang}/index.html"]


def rows(page: str) -> dict[str, str]:
    return {found[1]: found[0] for found in re.finditer(r'<tr data-programme="([^"]+)".*?</tr>', page)}


def order(page: str, key: str) -> list[str]:
    """Give the programmes of the results in the order of a column, as a script would put them."""
    table = page[page.index('id="table-results"') :]
    heads = re.findall(r'<th scope="col"[^>]*?(?: data-key="(\w*)")?>', table[: table.index("</thead>")])
    column = heads.index(key)

    def place(row: str) -> tuple[bool, int]:
        cell = re.findall(r"<t[hd][^>]*>", row)[column]
        found = re.search(r'data-order="(\d+)"', cell)
        return (found is None, int(found[1]) if found else 0)

    found = rows(table[: table.index("</table>")])
    return sorted(found, key=lambda id: place(found[id]))


# --- sorting ---------------------------------------------------------------------------------------------------------


def test_rows_are_sorted_by_the_value_and_not_by_what_is_shown() -> None:
    made = entry("a", "100 EUR", "1000.4 EUR"), entry("b", "100 EUR", "1000.3 EUR"), entry("c", "100 EUR", "99 EUR")
    page = portfolio(*made)
    assert page.count("€1,000") >= 2
    assert order(page, "benefit") == ["c", "b", "a"]
    assert order(page, "roi") == ["c", "b", "a"]


def test_amounts_of_another_currency_stand_apart() -> None:
    page = portfolio(entry("a", "500 EUR", "1 EUR"), entry("b", "100 USD", "1 USD"), entry("c", "100 EUR", "1 EUR"))
    assert order(page, "cost") == ["c", "a", "b"]


def test_targets_of_different_height_are_compared_by_the_distance_to_them() -> None:
    near, far = entry("near", target=money("49%"), verdict="base"), entry("far", target=money("10%"), verdict="base")
    assert order(portfolio(near, far, entry("none", target=None)), "target") == ["near", "far", "none"]


def test_a_row_without_a_grade_comes_last() -> None:
    assert order(portfolio(entry("a", grade="-"), entry("b", grade="E"), entry("c", grade="A")), "grade") == [
        "c",
        "b",
        "a",
    ]


@given(st.lists(st.one_of(st.none(), st.fractions())))
def test_places_are_those_of_the_values(values: list[Fraction | None]) -> None:
    found = places(values)
    for (first, one), (second, other) in combinations(zip(values, found, strict=True), 2):
        if first is None or second is None:
            assert "" in (one, other)
        else:
            assert (first < second) == (int(one) < int(other))
            assert (first == second) == (one == other)


def test_words_go_by_the_alphabet_whatever_their_accents_and_capitals() -> None:
    assert sorted(["Zorg", "één", "Evaluatie", "ergens"], key=alphabetical) == ["één", "ergens", "Evaluatie", "Zorg"]


# --- choosing --------------------------------------------------------------------------------------------------------


def test_a_row_says_what_it_can_be_chosen_by() -> None:
    made = entry(
        "a",
        stage="final",
        grade="B",
        theme="Safe work",
        department="Sales, South region",
        levels=frozenset({Level.INPUT, Level.APPLICATION}),
        year=2025,
    )
    assert 'data-keys="final B safe-work sales-south-region 3 2025"' in rows(portfolio(made))["a"]


def test_what_was_not_stated_is_an_answer_as_well() -> None:
    page = portfolio(entry("a", theme=""), entry("b", theme="Growth"))
    asked = re.search(r'<select id="choose-theme".*?</select>', page, re.DOTALL)
    assert asked is not None
    assert re.findall(r'<option value="([^"]*)"', asked[0]) == ["", "growth", "none"]


def test_a_question_that_all_rows_answer_alike_is_not_asked() -> None:
    page = portfolio(entry("a", year=2025, grade="B"), entry("b", year=2025, grade="C"))
    assert 'name="grade"' in page
    assert 'name="year"' not in page


def test_every_answer_of_a_question_is_that_of_some_row_and_the_other_way_round() -> None:
    page = portfolio(*entries())
    answers = [re.search(r'data-keys="([^"]*)"', row) for row in rows(page).values()]
    for question in re.finditer(
        r'<select id="choose-\w+" name="(\w+)" data-place="(\d)">(.*?)</select>', page, re.DOTALL
    ):
        offered = {unescape(one) for one in re.findall(r'<option value="([^"]+)"', question[3])}
        given = {unescape(found[1]).split(" ")[int(question[2])] for found in answers if found}
        assert offered == given, question[1]


@pytest.mark.parametrize("written", ["Sales, South region", "  Één  thema ", "R&D", "学習", "50% van de omzet"])
def test_an_answer_in_the_address_is_one_word(written: str) -> None:
    assert slug(written)
    assert not re.search(r"[\s&?#%=]", slug(written))


def test_the_form_is_absent_until_a_script_is_there() -> None:
    page = portfolio(entry("a", grade="A"), entry("b", grade="B"))
    assert re.search(r'<form class="chooser" hidden ', page)
    assert "<button" not in page[page.index("<table") : page.rindex("</table>")]


# --- the drawing -----------------------------------------------------------------------------------------------------


def dots(page: str) -> dict[str, str]:
    return {
        found[2]: found[1] or "result" for found in re.finditer(r'<a(?: class="(\w+)")? data-programme="([^"]+)"', page)
    }


def test_results_and_forecasts_are_drawn_and_claims_of_others_are_not() -> None:
    page = portfolio(entry("a"), entry("b", is_forecast=True), entry("c", publisher="A vendor"))
    assert dots(page) == {"a": "result", "b": "forecast"}


def test_costs_in_another_currency_are_not_drawn_and_that_is_said() -> None:
    page = portfolio(entry("a"), entry("b"), entry("c", "100 USD", "150 USD"))
    assert set(dots(page)) == {"a", "b"}
    caption = re.sub(r"<[^>]+>", "", page[page.index("<figcaption>") : page.index("</figcaption>")])
    assert "another currency: C (USD)" in caption


def test_the_message_of_the_drawing_names_its_ends() -> None:
    page = unescape(portfolio(entry("gain", "100 EUR", "300 EUR"), entry("loss", "100 EUR", "20 EUR"), entry("middle")))
    assert (
        "Cost against ROI. With a measured return: 3, of which with a gain: 2. The highest measured ROI is "
        "200% (Gain), the lowest −80% (Loss).</title>" in page
    )


def test_the_message_of_the_drawing_counts_no_plan_among_results() -> None:
    plan = entry("plan", "100 EUR", "900 EUR", is_forecast=True)
    page = unescape(portfolio(entry("gain", "100 EUR", "300 EUR"), entry("loss", "100 EUR", "20 EUR"), plan))
    assert (
        "With a measured return: 2, of which with a gain: 1. The highest measured ROI is 200% (Gain), the lowest −80% "
        "(Loss). Forecasts: 1, of which with an expected gain: 1.</title>" in page
    )


def test_each_dot_leads_to_its_programme_and_says_its_name() -> None:
    page = unescape(portfolio(entry("gain", "100 EUR", "300 EUR"), entry("plan", is_forecast=True)))
    links = re.findall(r'<a[^>]* data-programme="([^"]+)" href="([^"]+)"[^>]*><title>([^<]*)</title>', page)
    assert [link[:2] for link in links] == [
        ("gain", "programmes/gain/index.html"),
        ("plan", "programmes/plan/index.html"),
    ]
    assert links[0][2] == "Gain: ROI 200%"
    assert links[1][2].endswith(", forecast")
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img"' not in svg  # nothing inside a picture can be reached


def test_the_top_of_the_page_leads_to_every_part_of_it() -> None:
    page = portfolio(entry("a"), entry("b", is_forecast=True), entry("c", publisher="A vendor"))
    ways = re.findall(r'<li><a href="#([^"]+)">', page[page.index('<ul class="jumps">') : page.index("<svg")])
    assert ways[:3] == ["results", "overview-figure", "forecasts"]
    parts = re.findall(r'<section id="([^"]+)">', page)
    assert sorted(ways) == sorted([*parts, "overview-figure"])
    assert all(f'id="{way}"' in page for way in ways)


def test_one_programme_is_not_drawn() -> None:
    assert "<svg" not in portfolio(entry("a"))


def test_every_dot_lies_inside_the_drawing() -> None:
    for x, y in re.findall(r"translate\((-?\d+) (-?\d+)\)", portfolio(*entries())):
        assert 0 <= int(x) <= 760
        assert 0 <= int(y) <= 420


PLACES = st.tuples(st.integers(80, 730), st.integers(30, 360), st.text("abcdefgh ", min_size=1, max_size=34))


@given(st.lists(PLACES, max_size=12))
def test_titles_in_the_drawing_never_lie_over_one_another(made: list[tuple[int, int, str]]) -> None:
    some = tuple(
        Dot(str(n), "", title, str(x), str(y), "", "", "result", "A", title) for n, (x, y, title) in enumerate(made)
    )
    shown = [one for one in labelled(some) if one.label]
    for one, other in combinations([_box(one) for one in shown], 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def _box(dot: Dot) -> tuple[float, float, float, float]:
    width, at = LETTER * len(dot.label), float(dot.x) + float(dot.label_x)
    left = at if dot.anchor == "start" else at - width
    assert abs(float(dot.label_x)) > RADIUS
    middle = float(dot.y) + float(dot.label_y) - 4
    return left, middle - 8, left + width, middle + 6


def test_scales_have_round_numbers() -> None:
    assert round_steps(-93.0, 130.0, 7) == (-50, 0, 50, 100)
    assert factor_steps(800.0, 12_000.0) == (1000, 2000, 5000, 10_000)


def test_costs_far_apart_stand_on_a_scale_of_factors() -> None:
    page = portfolio(entry("a", "100 EUR", "150 EUR"), entry("b", "90000 EUR", "95000 EUR"))
    assert [one for one in ("€100", "€1,000", "€10,000") if f'class="count">{one}<' in page] == [
        "€100",
        "€1,000",
        "€10,000",
    ]


def test_a_long_title_ends_at_a_word() -> None:
    assert (
        shortened("Lean in production and warehouse, from Yellow to Black Belt") == "Lean in production and warehouse…"
    )


# --- size ------------------------------------------------------------------------------------------------------------


@cache
def large() -> dict[str, str]:
    return drawn(list(many(200)))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_portfolio_of_200_programmes_is_small(language: str) -> None:
    page = large()[f"{language}/index.html"]
    files = {one.path: one.content for one in assets()}
    loaded = re.findall(r'(?:href|src)="../(assets/[^"]+\.(?:css|js))"', page)
    assert len(loaded) == len(set(loaded))
    size = len(page.encode()) + sum(len(files[name]) for name in loaded)
    assert len(rows(page)) == 200
    assert size < LIMIT, {name: len(files[name]) for name in loaded}


def test_every_row_of_a_large_portfolio_leads_to_the_working_of_its_roi() -> None:
    found = rows(large()["en/index.html"])
    known = {one.id: one for one in many(200)}
    for id, row in found.items():
        if known[id].roi.base is not None:
            assert f'href="programmes/{id}/trace.html#trace-result.roi"' in row


def test_every_number_on_the_portfolio_is_a_figure_or_a_count() -> None:
    for language in ("en", "nl"):
        page = portfolio(*(replace(one, title="Title", publisher="") for one in entries()), lang=language)
        for row in rows(page).values():
            bare = re.sub(r'<(a|span) class="(?:num|count)"[^>]*>[^<]*</\1>', "", row)
            assert not re.search(r"\d", re.sub(r"<[^>]+>", "", bare)), row
