"""The page of a comparison: one file by itself, with a drawing that says what the table says."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Comparison, Effect, Explained
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT, POINTS
from roi_spec.render.charts_words import spoken
from roi_spec.render.comparison import page
from roi_spec.render.comparison.rows import effects
from roi_spec.render.comparison.speech import Speech
from roi_spec.render.comparison.waterfall import waterfall
from tests.render.chain import Element, read, spaced
from tests.render_comparison.cases import EXPLAINED, LEADERSHIP, LEAVER, SHARE, change, comparison, q
from tests.render_comparison.test_markdown import HOSTILE, hostile
from tests.render_comparison.test_rows import UNMOVED

EN, NL = Translator("en"), Translator("nl")


def shown(found: Comparison, translator: Translator = EN) -> Element:
    return read(page.render(found, translator))


# --- what stands on it -----------------------------------------------------------------------------------------------


def test_the_page_says_the_result_first_and_then_what_made_it() -> None:
    body = spaced(shown(comparison(LEADERSHIP, untouched=14), NL).find("body")[0])
    order = [
        "Wat is er veranderd",
        "61% → 48%",
        "2 waarden gewijzigd",
        "Graag bekijken",
        "Het effect van elke wijziging",
        "Alle resultaten voor en na",
        "Nieuwe bevindingen",
        "14 programma's zijn gelijk gebleven",
    ]
    places = [body.replace("\u00a0", " ").find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_table_of_effects_can_be_added_up() -> None:
    (table,) = (one for one in shown(comparison(LEADERSHIP)).find("table") if "effect" in spaced(one).lower()[:30])
    rows = [[spaced(cell) for cell in row.all() if cell.tag in ("th", "td")] for row in table.find("tr")]
    assert [row[3] for row in rows[1:]] == ["−27.5", "+14.4", "−13.1"]


def test_when_nothing_differs_the_page_says_so() -> None:
    assert "Nothing differs." in spaced(shown(comparison()).find("body")[0])


def test_a_programme_that_did_not_move_has_its_changes_and_no_drawing() -> None:
    found = shown(comparison(UNMOVED))
    assert not found.find("svg")
    assert "Toelichting" in spaced(found.find("section")[0])


# --- one file by itself ----------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_beside_it() -> None:
    html = page.render(comparison(LEADERSHIP), EN)
    assert not re.findall(r"""(?:src|href)=["'](?!#|data:)""", html)
    assert "url(" not in html
    assert "@import" not in html
    assert "<script" not in html
    assert "style=" not in html


def test_the_page_allows_its_own_style_sheet_and_nothing_else() -> None:
    html = page.render(comparison(LEADERSHIP), EN)
    (styles,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert page.render(comparison(LEADERSHIP), NL) == page.render(comparison(LEADERSHIP), NL)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_others_are_never_markup(words: str) -> None:
    harmless, found = (shown(comparison(hostile(one))) for one in ("harmless", words))
    kinds = ("script", "img", "a", "iframe", "details", "style")
    assert {kind: len(found.find(kind)) for kind in kinds} == {kind: len(harmless.find(kind)) for kind in kinds}


def test_words_in_another_language_say_which() -> None:
    titles = [one for one in shown(comparison(LEADERSHIP), EN).find("bdi") if one.text == "Leiderschapstraject 2025"]
    assert titles
    assert {one.attributes["lang"] for one in titles} == {"nl"}


# --- the drawing -----------------------------------------------------------------------------------------------------


def drawn(explained: Explained) -> list[tuple[float, float]]:
    """Give the left and the right end of every bar, from the top."""
    speech = Speech(EN)
    drawing = waterfall(effects(explained, speech), speech, "", "x")
    bars = [one for one in drawing.strokes if one.style in ("band", "actual", "gain", "loss")]
    boxes = [
        (float(left), float(top), float(right))
        for one in bars
        for left, top, right in re.findall(r"M([\d.-]+) ([\d.-]+)H([\d.-]+)V", one.path)
    ]
    return [(left, right) for left, _, right in sorted(boxes, key=lambda box: box[1])]


def test_each_bar_begins_where_the_one_before_it_ended() -> None:
    before, share, leaver, after = drawn(EXPLAINED)
    assert share[1] == before[1]
    assert leaver[0] == share[0]
    assert after[1] == leaver[1]
    assert before[0] == after[0]


def test_a_loss_leads_below_zero() -> None:
    before, loss, after = drawn(Explained("result.roi", q("10%"), q("-30%"), (Effect((SHARE,), q("-40 pp")),)))
    assert after[1] == before[0]
    assert loss == (after[0], before[1])


@settings(max_examples=60)
@given(st.fractions(-200, 200, max_denominator=99), st.lists(st.fractions(-90, 90, max_denominator=99), max_size=15))
def test_no_bar_leaves_the_drawing(before: Fraction, parts: list[Fraction]) -> None:
    made = tuple(Effect((SHARE,), Quantity(one, POINTS)) for one in parts)
    explained = Explained("result.roi", Quantity(before, PERCENT), Quantity(before + sum(parts), PERCENT), made)
    assert all(0 <= left <= right <= 480 for left, right in drawn(explained))


def test_the_drawing_says_in_words_what_it_shows() -> None:
    speech = Speech(NL)
    found = waterfall(effects(EXPLAINED, speech), speech, "", "x")
    assert found.title.replace("\u00a0", " ") == "ROI gaat van 61,2% naar 48,1%."
    assert found.description == (
        "Voor: 61,2%. Aandeel toe te rekenen aan training: −27,5 procentpunt. Kosten per vertrek: +14,4 procentpunt. "
        "Na: 48,1%."
    )
    assert found.table is not None
    assert spoken(found.table.rows[0].cells[4].content) == "Enquête deelnemers, 41 antwoorden"


def test_changes_that_cancel_each_other_out_are_said_to() -> None:
    effect = (Effect((SHARE,), q("-5 pp")), Effect((LEAVER,), q("5 pp")))
    speech = Speech(EN)
    found = waterfall(effects(Explained("result.roi", q("60%"), q("60%"), effect), speech), speech, "", "x")
    assert found.title == "The changes cancel each other out: ROI stays 60%."


def test_why_nothing_is_explained_stands_in_place_of_the_drawing() -> None:
    silent = replace(LEADERSHIP, explained=None, why_not_explained=text("One side has no costs."))
    assert "One side has no costs." in spaced(shown(comparison(silent)).find("section")[0])


def test_shared_values_name_the_programmes() -> None:
    rate = change("Hourly rate", "50 EUR/hour", "55 EUR/hour", address="standard.rate")
    found = shown(comparison(LEADERSHIP, shared=(rate,), touched_by=(("standard.rate", (LEADERSHIP.id,)),)))
    assert "Hourly rate €50.00 per hour €55.00 per hour Leiderschapstraject 2025" in spaced(found.find("table")[0])
