"""The reference of a page names what it takes to find the same figures again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from roi_spec import building, pipeline
from roi_spec.render.html import to_html
from roi_spec.render.reference import digest_of_all, reference
from tests.render.chain import SPECS, TODAY, context, example, handbook, read

SPEC = SPECS / "quality-claim.roi.yaml"
DIGEST = "ab" * 32


def test_it_names_title_site_version_revision_date_and_digest() -> None:
    here = context("en", commit="0123456789abcdef0123", digest=DIGEST)
    assert reference(here, "Selling", "Our training") == (
        f"Selling · Our training · roi-spec 1.0 · revision 0123456789ab · data as of 1 June 2026 · SHA-256 {DIGEST}"
    )


def test_it_is_written_in_the_language_of_the_page() -> None:
    here = context("nl", commit="0123456789abcdef0123")
    assert reference(here, "Verkopen", "Onze trainingen") == (
        "Verkopen · Onze trainingen · roi-spec 1.0 · versie 0123456789ab · gegevens van 1 juni 2026"
    )


def test_what_is_not_known_is_left_out_and_nothing_is_said_twice() -> None:
    assert (
        reference(context("en"), "Our training", "Our training")
        == "Our training · roi-spec 1.0 · data as of 1 June 2026"
    )


def test_the_page_prints_it_on_one_line_with_a_button_that_waits_for_its_script() -> None:
    one = handbook(example("quality-claim"), "en", digest=DIGEST)
    page = read(to_html(one).content.decode())
    (line,) = [found for found in page.find("span") if found.attributes.get("id") == "reference"]
    assert line.text == one.frame.reference
    assert line.text.endswith(f"SHA-256 {DIGEST}")
    (button,) = [found for found in page.find("button") if "data-copies" in found.attributes]
    assert "hidden" in button.attributes
    assert button.attributes["data-copies"] == "reference"


def test_one_digest_over_many_files_is_that_of_their_list() -> None:
    listed = "11  a.yaml\n22  b.yaml\n"
    assert digest_of_all([("b.yaml", "22"), ("a.yaml", "11")]) == hashlib.sha256(listed.encode()).hexdigest()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "site"
    building.build(pipeline.survey(pipeline.settings_for([SPEC], TODAY)), target, with_pdf=False)
    return target


def shown(page: Path) -> str:
    (line,) = [one for one in read(page.read_text("utf-8")).find("span") if one.attributes.get("id") == "reference"]
    return line.text


def test_the_digest_of_a_programme_is_that_of_its_receipt_in_every_language(site: Path) -> None:
    receipt = hashlib.sha256((site / "programmes/quality-claim/receipt.json").read_bytes()).hexdigest()
    for locale in ("nl", "en"):
        assert shown(site / locale / "programmes/quality-claim/index.html").endswith(receipt)


def test_the_digest_of_the_other_pages_is_over_every_file_that_was_read(site: Path) -> None:
    receipt = json.loads((site / "programmes/quality-claim/receipt.json").read_text("utf-8"))
    values = shown(site / "en/values.html")
    assert shown(site / "en/about.html").split()[-1] == values.split()[-1]
    assert values.split()[-1] not in json.dumps(receipt)


def test_every_table_of_every_page_is_there_in_both_forms(site: Path) -> None:
    looked_at = 0
    for page in sorted(site.rglob("*.html")):
        for box in read(page.read_text("utf-8")).find("p", "files"):
            for link in box.find("a"):
                looked_at += 1
                assert (page.parent / link.attributes["href"]).stat().st_size > 0
    made = [one for ending in ("csv", "json") for one in site.rglob(f"tables/*.{ending}")]
    assert looked_at == len(made) > 100


def test_each_language_has_the_words_that_its_search_loads(site: Path) -> None:
    for locale in ("nl", "en"):
        assert "programmes/quality-claim/index.html" in (site / f"assets/search.{locale}.js").read_text("utf-8")
