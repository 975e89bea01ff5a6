"""What readers see of sign-offs: a chapter, a column and a line, in words and signs; nothing where nobody signs."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from roi_spec.model.edition import Edition
from roi_spec.pipeline import all_rules
from roi_spec.render.audience import Redaction
from roi_spec.render.html import to_html
from roi_spec.render.receipt import Provenance, Read, as_object
from roi_spec.resources import schema_root
from tests.render.chain import Element, evaluated, examined, handbook, page, read, spaced
from tests.signing.signed import signed
from tests.specs import BASE

FILES = (Read("specs/small.roi.yaml", "0" * 64),)
STALE = signed(BASE, "Financial controller", "assumptions").replace("60 EUR/error", "65 EUR/error")


def chapter(html: str, id: str) -> Element:
    return next(one for one in read(html).find("section") if one.attributes.get("id") == id)


def rows(table: Element) -> list[list[str]]:
    return [[spaced(cell).strip() for cell in row.all() if cell.tag in ("td", "th")] for row in table.find("tr")]


def test_a_programme_that_nobody_signs_has_no_word_about_it() -> None:
    html = page(examined(BASE))
    assert 'id="signed"' not in html
    assert "Sign-off" not in html


def test_the_chapter_says_who_signed_what_and_what_changed_since() -> None:
    found = chapter(page(examined(STALE)), "signed")
    assert "Values signed off: 2 of 12; changed since: 1." in spaced(found)
    assert "Financial controller. Changed: Cost of one error." in spaced(found).replace(" .", ".")
    who, values = (rows(table) for table in found.find("table"))
    assert who[1][0] == "Financial controller"
    assert who[1][1] == "20 August 2025"
    assert who[1][2].startswith("assumptions 3 values · specs/small.roi.yaml:")
    assert who[1][3] == "! sign-off stale"
    by_address = {row[0].split()[-1]: row[1:] for row in values[1:]}
    assert by_address["assumptions.cost_per_error"] == ["! sign-off stale", "Financial controller · 20 August 2025"]
    assert by_address["assumptions.rate"] == ["✓ signed", "Financial controller · 20 August 2025"]
    assert by_address["costs.needs"] == ["– not signed", "–"]


def test_the_register_of_values_has_a_column_for_it() -> None:
    table = chapter(page(examined(STALE)), "values").find("table")[0]
    heads, *values = rows(table)
    assert heads[-1] == "Sign-off"
    assert [row[-1] for row in values] == [
        "! sign-off stale Financial controller · 20 August 2025",
        "✓ signed Financial controller · 20 August 2025",
        "✓ signed Financial controller · 20 August 2025",
    ]


def test_the_first_page_has_a_line_in_the_language_of_the_reader() -> None:
    assert "Sign-off Values signed off: 2 of 12; changed since: 1" in spaced(chapter(page(examined(STALE)), "summary"))
    dutch = spaced(chapter(page(examined(STALE), "nl"), "summary"))
    assert "Akkoord Getekende waarden: 2 van 12; daarna gewijzigd: 1" in dutch


def test_the_receipt_holds_every_sign_off_and_every_state() -> None:
    one = examined(STALE)
    made = as_object(evaluated(one), (), Provenance("1.0", "1.0", FILES, rules=all_rules()))
    schema = json.loads((schema_root() / "receipt.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made)] == []
    (sign_off,) = made["signed"]["sign_offs"]
    assert (sign_off["by"], sign_off["state"], sign_off["changed"]) == (
        "Financial controller",
        "stale",
        ["assumptions.cost_per_error"],
    )
    states = {value["address"]: value["state"] for value in made["signed"]["values"]}
    assert states["assumptions.rate"] == "signed"
    unsigned = as_object(evaluated(examined(BASE)), (), Provenance("1.0", "1.0", FILES, rules=all_rules()))
    assert unsigned["signed"] is None


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_the_public_edition_shows_the_state_and_no_role(locale: str) -> None:
    one = Redaction((), all_rules(), 10)(examined(STALE))
    made = as_object(evaluated(one), (), Provenance("1.0", "1.0", FILES, edition=Edition.PUBLIC, rules=all_rules()))
    assert {each["by"] for each in made["signed"]["sign_offs"]} == {None}
    assert {each["digest"] for each in made["signed"]["sign_offs"]} == {None}
    assert {each["mark"] for each in made["signed"]["values"]} == {None}
    html = to_html(handbook(one, locale)).content.decode()
    found = spaced(chapter(html, "signed"))
    assert "Financial controller" not in html
    assert ("✓ signed" if locale == "en" else "✓ getekend") in found
    assert "20 August 2025" in found or "20 augustus 2025" in found
