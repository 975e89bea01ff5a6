"""A house lays its own look over the tool: colours, logo, a block, words, a language; a mistake is told kindly."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from roi_spec import building, pipeline
from roi_spec.cli import cli
from roi_spec.i18n import Translator, languages, read_catalogue
from roi_spec.render import pdf
from roi_spec.render.house import HouseRefused
from roi_spec.render.html import check, environment, logo, to_html, to_print_html
from roi_spec.resources import templates_root
from tests.render.chain import examined, handbook
from tests.specs import BASE

EXAMPLE = Path(__file__).parent.parent / "docs" / "house-style" / "templates"
TODAY = dt.date(2026, 6, 1)
HOUSE = 'roi_spec: "1.0"\nkind: workspace\norganisation: Example Insurance\nlanguage: en\n'


def workspace(root: Path, *, look: Path | None = None) -> Path:
    (root / "specs").mkdir()
    (root / "specs" / "claims.roi.yaml").write_text(BASE, "utf-8")
    (root / "roi-spec.yaml").write_text(HOUSE, "utf-8")
    if look is not None:
        shutil.copytree(look, root / "templates")
    return root


def own_file(root: Path, name: str, content: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def built(root: Path) -> Path:
    survey = pipeline.survey(pipeline.settings_for([root / "specs"], TODAY))
    building.build(survey, root / "site", with_pdf=False)
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(workspace(tmp_path_factory.mktemp("house"), look=EXAMPLE))


def pages(site: Path, lang: str = "*") -> dict[str, str]:
    found = sorted(one for folder in site.glob(lang) for one in folder.rglob("*.html"))
    return {one.relative_to(site).as_posix(): one.read_text("utf-8") for one in found}


# --- the example in docs/ --------------------------------------------------------------------------------------------


def test_its_colours_are_loaded_last_by_every_page(site: Path) -> None:
    assert (site / "assets" / "house.css").read_bytes() == (EXAMPLE / "assets" / "house.css").read_bytes()
    for name, html in pages(site).items():
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
        assert sheets[-1].endswith("assets/house.css"), name


def test_its_logo_stands_on_every_page_with_the_name_of_the_organisation(site: Path) -> None:
    assert (site / "assets" / "logo.svg").read_bytes() == (EXAMPLE / "assets" / "logo.svg").read_bytes()
    for name, html in {**pages(site), "index.html": (site / "index.html").read_text("utf-8")}.items():
        logo = re.search(r'<img class="logo" src="([^"]+)" alt="Example Insurance">', html)
        assert logo, name
        assert ((site / name).parent / logo[1]).resolve() == (site / "assets" / "logo.svg").resolve()


def test_its_block_is_replaced_and_the_rest_of_the_page_is_ours(site: Path) -> None:
    for html in pages(site, "en").values():
        footer = html.split("<footer")[1]
        assert "Questions about these figures? Ask the learning team." in footer
        assert "Made with roi-spec" in footer
        assert '<main id="main"' in html
    assert all("Vraag het team Opleidingen." in html for html in pages(site, "nl").values())


def test_its_words_stand_in_the_place_of_ours_in_both_languages(site: Path) -> None:
    assert ">Our programmes</a>" in pages(site, "en")["en/values.html"]
    assert ">Onze opleidingen</a>" in pages(site, "nl")["nl/values.html"]


def test_every_sentence_it_rewords_is_one_of_ours_or_of_its_own_template() -> None:
    ours = read_catalogue(sorted((templates_root() / "locales" / "nl").glob("*.po")), "nl")
    own = (EXAMPLE / "base.html.j2").read_text("utf-8")
    for path in EXAMPLE.glob("locales/*/*.po"):
        reworded = [str(one.id) for one in read_catalogue([path], path.parent.name) if one.id]
        assert [one for one in reworded if one not in ours and one not in own] == []


def test_its_logo_is_in_the_pdf_and_says_whose_it_is() -> None:
    paper = to_print_html(handbook(examined(), logo=logo(EXAMPLE), organisation="Example Insurance"), EXAMPLE)
    assert paper.index('class="logo"') < paper.index("<main")
    book = PdfReader(io.BytesIO(pdf.to_pdf(paper, EXAMPLE)))
    described = [one["/Alt"] for one in map(book.get_object, range(1, book.trailer["/Size"])) if has_alt(one)]
    assert "Example Insurance" in described


def test_its_colours_are_those_of_drawings_on_paper_as_well() -> None:
    colour = environment("en", EXAMPLE, on_paper=True).globals["colour"]
    assert isinstance(colour, dict)
    assert colour["accent"] == colours((EXAMPLE / "assets" / "house.css").read_text("utf-8"), "accent")[0]
    assert colour["ink"] == environment("en", on_paper=True).globals["colour"]["ink"]  # type: ignore[index]


def has_alt(value: object) -> bool:
    return isinstance(value, dict) and "/Alt" in value


def channels(colour: str) -> list[float]:
    shares = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, as WCAG 2 computes it."""
    bright, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels(x), strict=True)) for x in (one, other)),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def colours(css: str, name: str) -> list[str]:
    return re.findall(rf"--{name}: (#[0-9a-f]{{6}});", css)


def test_its_colours_can_be_read_on_our_paper_light_and_dark() -> None:
    ours = "".join((templates_root() / "assets" / name).read_text("utf-8") for name in ("theme.css", "screen.css"))
    papers = colours(ours, "paper")
    accents = colours((EXAMPLE / "assets" / "house.css").read_text("utf-8"), "accent")
    assert len(papers) == len(accents) == 3
    assert all(contrast(paper, accent) >= 4.5 for paper, accent in zip(papers, accents, strict=True))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the same programme without a look of its own."""
    return built(workspace(tmp_path_factory.mktemp("plain")))


# --- without a house -------------------------------------------------------------------------------------------------


def test_a_site_without_a_look_of_its_own_has_an_empty_sheet_and_no_logo(published: Path) -> None:
    assert "{" not in (published / "assets" / "house.css").read_text("utf-8")
    assert not any('class="logo"' in html for html in pages(published).values())


# --- another language ------------------------------------------------------------------------------------------------

GERMAN = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Skip to the content"
msgstr "Zum Inhalt springen"

msgid "Programmes"
msgstr ""

#, fuzzy
msgid "Methods"
msgstr "Vielleicht Methoden"
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = workspace(tmp_path_factory.mktemp("german"))
    own_file(root, "locales/de/start.po", GERMAN)
    return built(root)


def test_a_folder_of_sentences_is_a_language_of_the_site(german: Path) -> None:
    assert set(pages(german, "de")) == {f"de/{name.removeprefix('en/')}" for name in pages(german, "en")}
    assert all('<html lang="de"' in html for html in pages(german, "de").values())
    assert all('hreflang="de"' in html for html in pages(german, "nl").values())


def test_its_sentences_are_translated_and_the_others_stay_english(german: Path) -> None:
    page = pages(german, "de")["de/values.html"]
    assert "Zum Inhalt springen" in page
    assert ">Programmes<" in page
    assert "Vielleicht" not in page


def test_its_numbers_are_written_its_own_way_and_the_author_keeps_theirs(german: Path) -> None:
    page = pages(german, "de")["de/programmes/careful-claims/index.html"]
    assert re.search(r"\d\.\d{3}\s*€", page)
    assert '<bdi lang="en">' in page


def test_other_languages_are_as_they_were(german: Path, published: Path) -> None:
    name = "nl/programmes/careful-claims/index.html"
    assert body(pages(german, "nl")[name]) == body(pages(published, "nl")[name])


def body(html: str) -> str:
    return html.partition('<main id="main"')[2].partition("</main>")[0]


def test_languages_of_a_workspace_stand_beside_those_of_the_tool(tmp_path: Path) -> None:
    own_file(tmp_path, "locales/fr/start.po", 'msgid "Programmes"\nmsgstr "Formations"\n')
    own = tmp_path / "templates" / "locales"
    assert languages(own=own) == ("en", "fr", "nl")
    assert Translator("fr", own=own).gettext("Programmes") == "Formations"
    assert Translator("nl", own=own).gettext("Programmes") == Translator("nl").gettext("Programmes")


# --- mistakes --------------------------------------------------------------------------------------------------------

MISTAKES = {
    "a block that does not end": (
        "base.html.j2",
        '{% extends "ours/base.html.j2" %}\n{% block footer %}\n<p>House</p>\n',
        ["templates/base.html.j2, line 2 cannot be read as a template", "{% endblock %}"],
    ),
    "a value that is not there": (
        "base.html.j2",
        '{% extends "ours/base.html.j2" %}\n{% block footer %}\n<p>{{ frame.adress }}</p>\n{% endblock %}\n',
        ["templates/base.html.j2, line 3: there is nothing called adress here"],
    ),
    "a name that is not there": (
        "handbook/chapter-costs.html.j2",
        "<p>{{ sectoin.title }}</p>\n",
        ["templates/handbook/chapter-costs.html.j2, line 1: there is nothing called sectoin here"],
    ),
    "a block that is not there": (
        "base.html.j2",
        '{% extends "ours/base.html.j2" %}\n\n{% block foot %}<p>House</p>{% endblock %}\n',
        ["templates/base.html.j2, line 3: ours/base.html.j2 has no block foot", "breadcrumb, "],
    ),
    "a template that is not there": (
        "base.html.j2",
        '{% extends "ours/bse.html.j2" %}\n',
        ["templates/base.html.j2, line 1: there is no template ours/bse.html.j2"],
    ),
    "a sum of words": (
        "base.html.j2",
        '{% extends "ours/base.html.j2" %}\n{% block footer %}{{ frame.lang + 1 }}{% endblock %}\n',
        ["templates/base.html.j2, line 2 cannot be filled in"],
    ),
    "sentences that are none": (
        "locales/nl/house.po",
        'msgid "Programmes"\nOpleidingen\n',
        ["templates/locales/nl/house.po, line 2 cannot be read", "msgstr"],
    ),
    "a way into the program": (
        "handbook/chapter-costs.html.j2",
        '\n{{ cycler.__init__.__globals__.os.popen("id").read() }}\n',
        ["templates/handbook/chapter-costs.html.j2, line 2: __init__ is not for templates", "README.md"],
    ),
    "a change of what is given": (
        "handbook/chapter-costs.html.j2",
        "{% set seen = [] %}\n{{ seen.append(1) }}\n",
        ["templates/handbook/chapter-costs.html.j2, line 2: append is not for templates"],
    ),
    "a sentence whose quote does not close": (
        "locales/nl/house.po",
        '\nmsgid "Programmes\nmsgstr "Opleidingen"\n',
        ["templates/locales/nl/house.po, line 2 cannot be read", "both in quotes"],
    ),
    "a gap that nothing fills": (
        "locales/nl/house.po",
        '\nmsgid "Made with roi-spec {version}."\nmsgstr "Gemaakt met {versie}."\n',
        ["templates/locales/nl/house.po, line 2: nothing can be put in {versie}", "{version}"],
    ),
}


def build(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(root)
    command = ["build", "specs", "-o", "site", "--no-pdf", "--jobs", "1", "--as-of", "2026-06-01", *arguments]
    return CliRunner().invoke(cli, command)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_names_its_file_and_line_and_leaves_the_site_as_it_was(
    name: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, content, said = MISTAKES[name]
    root = workspace(tmp_path)
    shutil.copytree(published, root / "site")
    before = digests(root / "site")
    own_file(root, file, content)
    done = build(root, monkeypatch)
    assert done.exit_code == 1, done.output
    assert [one for one in said if one not in " ".join(done.output.split())] == []
    assert "Traceback" not in done.output
    assert digests(root / "site") == before


def test_a_mistake_is_told_in_dutch_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_file(workspace(tmp_path), "handbook/chapter-costs.html.j2", "{{ nergens }}\n")
    done = build(tmp_path, monkeypatch, "--lang", "nl")
    assert "templates/handbook/chapter-costs.html.j2, regel 1: hier bestaat geen nergens." in done.output


@pytest.mark.parametrize("name", ["assets/x.txt", "assets/more", "base.html.j2", "locales/nl/house.po"])
def test_a_shortcut_to_a_place_elsewhere_is_refused_and_nothing_is_published(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = workspace(tmp_path) / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("secret", "utf-8")
    shortcut = tmp_path / "templates" / name
    shortcut.parent.mkdir(parents=True)
    shortcut.symlink_to(elsewhere if name.endswith("more") else elsewhere / "secret.txt")
    done = build(tmp_path, monkeypatch)
    assert done.exit_code == 1
    assert f"templates/{name} leads to a place outside the folder templates" in " ".join(done.output.split())
    assert not (tmp_path / "site").exists()


def test_a_shortcut_within_the_folder_is_followed(tmp_path: Path) -> None:
    own_file(tmp_path, "assets/house.css", ":root { --accent: #123456; }")
    (tmp_path / "templates" / "assets" / "same.css").symlink_to("house.css")
    check(tmp_path / "templates")


@pytest.mark.parametrize("name", ["base.html.j2", "assets/house.css", "locales/nl/house.po"])
def test_a_file_that_is_not_utf_8_is_told_kindly(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_file(workspace(tmp_path), name, "")
    (tmp_path / "templates" / name).write_bytes("# Coördinatie\n".encode("cp1252"))
    done = build(tmp_path, monkeypatch)
    assert done.exit_code == 1
    assert f"templates/{name} is not saved as UTF-8" in " ".join(done.output.split())


def test_a_block_may_hold_new_blocks_of_its_own(tmp_path: Path) -> None:
    nested = "{% block footer %}{% block mine %}<p>House</p>{% endblock %}{% endblock %}"
    own_file(tmp_path, "base.html.j2", '{% extends "ours/base.html.j2" %}' + nested)
    own = tmp_path / "templates"
    check(own)
    assert b"<p>House</p>" in to_html(handbook(examined()), own).content


def test_what_goes_wrong_in_another_process_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_file(workspace(tmp_path), "handbook/chapter-costs.html.j2", "{{ nowhere }}\n")
    done = build(tmp_path, monkeypatch, "--jobs", "2")
    assert done.exit_code == 1
    assert "there is nothing called nowhere here" in done.output


def test_the_reason_survives_the_way_between_processes() -> None:
    import pickle

    from roi_spec.model.text import text

    told = pickle.loads(pickle.dumps(HouseRefused(text("{file} is wrong", file="a.j2"))))
    assert told.text == text("{file} is wrong", file="a.j2")
