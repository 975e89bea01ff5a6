"""The comment under a pull request, as Markdown and as a reader sees it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Cause, ProgrammeChange
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.escaping import code, escaped, opening
from roi_spec.render.comparison.markdown import marker, render
from tests.render_comparison.cases import EXPLAINED, HOUSE, LEADERSHIP, NEW, SHARE, at, change, comparison
from tests.render_comparison.test_rows import UNMOVED

EN, NL = Translator("en"), Translator("nl")
FORGE = MarkdownIt("commonmark", {"html": True}).enable("table")
LINKED = replace(NEW, repository=HOUSE)


def lines(markdown: str) -> list[str]:
    return [line for line in markdown.replace("\u00a0", " ").splitlines() if line]


# --- what stands in it -----------------------------------------------------------------------------------------------


def test_the_first_lines_are_for_the_manager() -> None:
    assert lines(render(comparison(LEADERSHIP, untouched=14), NL))[:3] == [
        "<!-- roi-spec:comment -->",
        (
            "**Leiderschapstraject 2025**: ROI **61% → 48%** (−13 procentpunt) · terugverdientijd 7 → 9 maanden · "
            "bandbreedte 20% tot 85% (was 30% tot 95%)"
        ),
        "2 waarden gewijzigd · geen nieuwe fouten · 1 nieuwe waarschuwing",
    ]


def test_the_table_has_a_row_for_each_change_and_their_sum() -> None:
    table = [line for line in lines(render(comparison(LEADERSHIP), EN)) if line.startswith("|")][:5]
    assert table == [
        "| changed | was | becomes | effect on ROI, in percentage points | source |",
        "| --- | ---: | ---: | ---: | --- |",
        "| Aandeel toe te rekenen aan training | 60% | 50% | −27.5 | Enquête deelnemers, 41 antwoorden line 41 |",
        "| Kosten per vertrek | €22,000 | €24,500 | +14.4 | HR-controlling, memo 2025-03 line 52 |",
        "| **Together: ROI** | **61.2%** | **48.1%** | **−13.1** |  |",
    ]


def test_places_are_links_to_the_commit_that_was_looked_at() -> None:
    found = render(comparison(LEADERSHIP, head=LINKED), EN)
    assert f"[line 41](<{HOUSE}/blob/{NEW.commit}/specs/leiderschap-2025.roi.yaml#L41>)" in found


def test_without_a_commit_a_place_is_no_link() -> None:
    for head in (replace(LINKED, dirty=True), replace(LINKED, commit=""), replace(LINKED, repository="javascript:x")):
        assert "](" not in render(comparison(LEADERSHIP, head=head), EN)


def test_several_programmes_are_a_list_with_what_moved_most_first() -> None:
    small = replace(
        LEADERSHIP,
        id="small",
        title="Small",
        explained=replace(EXPLAINED, effects=EXPLAINED.effects[:1], after=EXPLAINED.before),
    )
    found = lines(render(comparison(small, LEADERSHIP), EN))
    assert found[1].startswith("- **Leiderschapstraject 2025**")
    assert found[2].startswith("- **Small**")
    assert "#### Leiderschapstraject 2025" in found


def test_a_shared_value_names_the_programmes_that_rest_on_it() -> None:
    rate = change("Loaded hourly rate", "50 EUR/hour", "55 EUR/hour", cause=Cause.STANDARD, address="standard.rate")
    other = replace(LEADERSHIP, id="sales", title="Sales")
    found = comparison(
        LEADERSHIP, other, shared=(rate,), touched_by=(("standard.rate", ("leiderschap-2025", "sales")),)
    )
    written = render(found, EN)
    assert "| Loaded hourly rate | €50.00 per hour | €55.00 per hour | Leiderschapstraject 2025 and Sales |" in written
    assert "1 standard value changed" in written


def test_a_programme_that_moves_by_a_shared_value_alone_has_no_table() -> None:
    rate = change("Rate", "50 EUR/hour", "55 EUR/hour", cause=Cause.STANDARD, address="standard.rate")
    alone = replace(EXPLAINED, effects=(replace(EXPLAINED.effects[0], changes=(rate,)),))
    others = tuple(replace(LEADERSHIP, id=name, title=name, explained=alone) for name in ("sales", "safety"))
    found = comparison(LEADERSHIP, *others, shared=(rate,), touched_by=(("standard.rate", ("sales", "safety")),))
    written = render(found, EN)
    assert "#### Leiderschapstraject 2025" in written
    assert "#### sales" not in written
    assert "A programme without a table of its own moves by the shared value alone." in written


def test_a_shared_value_of_one_programme_stands_in_its_table_alone() -> None:
    shared = replace(SHARE, cause=Cause.STANDARD)
    found = comparison(LEADERSHIP, shared=(shared,), touched_by=((shared.address, (LEADERSHIP.id,)),))
    assert render(found, EN).count("Aandeel toe te rekenen aan training | 60%") == 1


def test_what_a_finding_tells_to_write_is_code_and_backticks_of_the_author_are_not() -> None:
    told = replace(LEADERSHIP.appeared[0], help=text("Write `date:` for {name}.", name="`x`"))
    written = render(comparison(replace(LEADERSHIP, appeared=(told,))), EN)
    assert "Write `date:` for \\`x\\`." in written


def test_a_finding_in_a_shared_file_counts() -> None:
    found = comparison(appeared=LEADERSHIP.appeared)
    assert "**ROI131** (warning)" in render(found, EN)


def test_another_file_or_id_is_said() -> None:
    moved = replace(LEADERSHIP, was_path="specs/old.roi.yaml", was="old")
    written = render(comparison(moved), EN)
    assert "The file moved: specs/old.roi.yaml is now specs/leiderschap-2025.roi.yaml." in written
    assert "The id was old and is now leiderschap-2025." in written


def test_files_that_are_not_committed_are_called_so() -> None:
    written = render(comparison(LEADERSHIP, head=replace(NEW, name=".", dirty=True)), NL)
    assert "→ de bestanden zoals ze " in written


def test_words_that_move_nothing_are_only_named() -> None:
    written = render(comparison(LEADERSHIP), EN)
    assert "- **Toelichting** `specs/leiderschap-2025.roi.yaml:60`" in written


def test_why_nothing_is_explained_is_said() -> None:
    silent = replace(LEADERSHIP, explained=None, why_not_explained=text("One side has no costs."))
    assert "One side has no costs." in render(comparison(silent), EN)


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_nothing_is_left_in_the_other_language(locale: str) -> None:
    written = render(comparison(LEADERSHIP, untouched=3), Translator(locale))
    english = ("changed", "becomes", "effect on", "Together:", "New findings", "before", "the same")
    assert all((word in written) == (locale == "en") for word in english)


# --- nothing to say --------------------------------------------------------------------------------------------------


def test_it_says_nothing_when_nothing_moved() -> None:
    assert render(comparison(UNMOVED), EN) == ""
    assert render(comparison(), EN) == ""


def test_it_speaks_when_a_finding_appeared_though_nothing_moved() -> None:
    written = render(comparison(replace(UNMOVED, appeared=LEADERSHIP.appeared)), EN)
    assert "No result moved." in written
    assert "**ROI131** (warning)" in written


# --- marker ----------------------------------------------------------------------------------------------------------


def test_the_first_line_is_a_marker_that_nobody_sees() -> None:
    for plain in (False, True):
        first = render(comparison(LEADERSHIP), EN, tag="sales", plain=plain).splitlines()[0]
        assert first == marker("sales", plain=plain)
        assert re.sub(r"<!--.*?-->|\s", "", FORGE.render(first + "\n")) == ""


@pytest.mark.parametrize("tag", ["-->", "a b", "--> <b>", "é", "x" * 65])
def test_a_tag_is_a_plain_word(tag: str) -> None:
    with pytest.raises(ValueError, match=re.escape(tag)):
        render(comparison(LEADERSHIP), EN, tag=tag)


# --- the plain variant -----------------------------------------------------------------------------------------------


def test_plain_has_no_html_and_no_folding_and_says_the_same() -> None:
    plain = render(comparison(LEADERSHIP, untouched=14), EN, plain=True)
    assert "<" not in plain.replace("&lt;", "")
    folded = render(comparison(LEADERSHIP, untouched=14), EN)
    assert words_of(plain) == words_of(folded)


def words_of(markdown: str) -> str:
    """Give what a reader sees."""
    shown = re.sub(r"<!--.*?-->|<[^>]*>", " ", FORGE.render(markdown))
    return " ".join(shown.replace("\u2060", "").split())


# --- too long --------------------------------------------------------------------------------------------------------


def large(programmes: int) -> tuple[ProgrammeChange, ...]:
    return tuple(
        replace(LEADERSHIP, id=f"p{place}", title=f"Programme {place} " + "with a long name " * 4)
        for place in range(programmes)
    )


@pytest.mark.parametrize("plain", [False, True], ids=["folded", "plain"])
@pytest.mark.parametrize("programmes", [1, 30, 100])
@pytest.mark.parametrize("limit", [12_000, 60_000])
def test_it_stays_below_the_limit_and_is_cut_by_whole_sections(programmes: int, plain: bool, limit: int) -> None:
    written = render(comparison(*large(programmes)), EN, plain=plain, limit=limit)
    assert len(written) <= limit
    assert written.count("<details>") == written.count("</details>")
    tables = re.findall(r"(?:^\|.*\n)+", written, re.MULTILINE)
    widths = [{row.count(" | ") for row in table.splitlines()} for table in tables]
    assert all(len(some) == 1 for some in widths)
    assert written.rstrip().splitlines()[-1].endswith("roi-spec 0.1.0" + ("" if plain else "</sub>"))


def test_what_was_left_out_is_named() -> None:
    written = render(comparison(*large(100)), EN)
    assert "Left out here because it would be too long: further tables of programmes and all results." in written
    assert "and 60 more programmes" in written
    assert "Left out" not in render(comparison(*large(2)), EN)


# --- words of others -------------------------------------------------------------------------------------------------

HOSTILE = [
    "@everyone and @org/team",
    "see #12, !34, GH-56, org/repo#78 and &9",
    "~label %1 $2 ^3",
    "https://example.org/x and www.example.org and a@example.org",
    "![picture](https://example.org/p.png) [link](javascript:alert(1))",
    "<img src=x onerror=alert(1)> <!-- roi-spec:comment --> </details></summary>",
    "a | b || c",
    "**bold** _it_ `code` ~~gone~~ ==mark== $x^2$",
    "# heading",
    "- item\n- item",
    "1. one\n2) two",
    "> quote",
    "```\nfence\n```",
    "line\n\n/close\n/merge",
    ":tada: :+1:",
    "deadbeef1234 and a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
    "[//]: # (roi-spec:comment)",
    "a\\|b \\",
    "{+ added +} [- gone -]",
    "&lt;b&gt; &#64;everyone &commat;here",
    "[^1] [x] [ ]",
    "\u202eright to left\u202c \u200b",
]


def hostile(words: str) -> ProgrammeChange:
    """Give a programme whose author wrote this wherever an author can write."""
    told = text("{words}", words=words)
    one = replace(SHARE, title=told, old=told, new=told, source=words)
    note = change(words, words, words, cause=Cause.EVIDENCE, address="x")
    finding = replace(LEADERSHIP.appeared[0], text=told, help=told, at=at(3, f"specs/{words}.roi.yaml"))
    explained = replace(EXPLAINED, effects=(replace(EXPLAINED.effects[0], changes=(one,)), EXPLAINED.effects[1]))
    return replace(
        LEADERSHIP, title=words, changes=(one, note), explained=explained, appeared=(finding,), went=(finding,),
        crossings=(replace(LEADERSHIP.crossings[0], text=told),),
    )  # fmt: skip


def skeleton(markdown: str) -> list[tuple[str, str]]:
    """Give the structure of what a forge makes of it, without its words."""
    inner = (child for one in FORGE.parse(markdown) for child in (one, *(one.children or ())))
    return [(one.type, one.tag) for one in inner if one.type not in ("text", "inline", "text_special")]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("plain", [False, True], ids=["folded", "plain"])
def test_words_of_others_are_never_markup(words: str, plain: bool) -> None:
    harmless = render(comparison(hostile("quite harmless"), untouched=1, head=LINKED), EN, plain=plain)
    written = render(comparison(hostile(words), untouched=1, head=LINKED), EN, plain=plain)
    assert skeleton(written) == skeleton(harmless)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_others_call_nobody_and_lead_nowhere(words: str) -> None:
    shown = re.sub(r"<code>.*?</code>|<a .*?</a>", "", FORGE.render(render(comparison(hostile(words)), EN)))
    visible = re.sub(r"<[^>]*>", " ", shown)
    assert not re.search(r"[@#!~%^][A-Za-z0-9]|GH-\d|https?://|www\.|\w@\w|:[a-z0-9_+-]+:", visible), visible
    assert not re.search(r"^\s*/\w", visible, re.MULTILINE)
    assert not re.search(r"(?<!\w)(?=\w*\d)(?=\w*[a-f])[0-9a-f]{7,40}(?!\w)", visible)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_words_come_out_as_they_went_in(words: str) -> None:
    for shape in ("x {}", "| a | b |\n| --- | --- |\n| {} | y |", "**{}**x", "- x {}"):
        markdown = shape.replace("{}", f"“{escaped(words)}”")
        shown = re.sub(r"<[^>]*>", "\x00", FORGE.render(markdown))
        (found,) = re.findall("“(.*)”", unescape(shown), re.DOTALL) or [""]
        assert squeezed(found) == squeezed(words)


@settings(max_examples=150)
@given(st.from_regex(r"[#+=\-/0-9.)>]{1,4} ?[a-z]*", fullmatch=True))
def test_no_words_begin_a_heading_a_list_or_an_order(words: str) -> None:
    assert [one.type for one in FORGE.parse(opening(words)) if one.level == 0] in (
        [], ["paragraph_open", "paragraph_close"],
    )  # fmt: skip
    assert not opening(words).startswith("/")


@settings(max_examples=200)
@given(st.text(alphabet="`|ab \\<", min_size=1, max_size=20).filter(str.strip))
def test_code_is_one_piece_of_code(words: str) -> None:
    (inline,) = (one for one in FORGE.parse(f"x {code(words)} y") if one.type == "inline")
    assert [one.type for one in inline.children or ()] == ["text", "code_inline", "text"]


def unescape(html: str) -> str:
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def squeezed(words: str) -> str:
    return re.sub("[ \t\r\n\f\v]+", " ", words.replace("\u2060", "").replace("\x00", "\ufffd")).strip(" ")


def test_a_message_with_braces_of_the_author_stays() -> None:
    braces = replace(LEADERSHIP, crossings=(replace(LEADERSHIP.crossings[0], text=Text("Write {x}.")),))
    assert "Write &#123;x&#125;." in render(comparison(braces), EN)
