"""Findings as Markdown: what a reader of a run's summary sees, and what a file cannot make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from roi_spec.model.finding import Finding, Severity
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.render.findings import markdown
from tests.findings.cases import COST, EN, NL, PATH, REMARK, WAIVED, WARNING, many, report


def tokens(written: str) -> list[Token]:
    """Take Markdown apart as a forge does, with raw HTML and tables switched on."""
    found = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(written)
    return [token for one in found for token in (one, *(one.children or ()))]


def test_a_reader_sees_everything_by_file() -> None:
    assert markdown.render(report(COST, WAIVED), EN).splitlines() == [
        "### roi-spec check",
        "",
        "1 error, 1 waived in 1 of 1 file.",
        "",
        f"#### {PATH}",
        "",
        "- **error ROI210**, line 4: 18.500 EUR can be read in two ways: 100% certain it is not.",
        "  - help: Write one of these:",
        "",
        "    ```yaml",
        "      amount: 18500 EUR",
        "      amount: 18.5 EUR",
        "    ```",
        "",
        "  - why: The point is for cents.",
        "- waived ROI112, line 2: 18.500 EUR can be read in two ways: 100% certain it is not. (Held on site, agreed)",
    ]


def test_an_example_is_a_block_of_code_inside_the_list() -> None:
    (fence,) = [one for one in tokens(markdown.render(report(COST), EN)) if one.type == "fence"]
    assert fence.level > 2
    assert fence.content == "  amount: 18500 EUR\n  amount: 18.5 EUR\n"


def test_the_same_in_dutch() -> None:
    rows = markdown.render(report(COST), NL).splitlines()
    assert rows[2] == "1 fout in 1 van 1 bestand."
    assert any(row.startswith("- **fout ROI210**, regel 4: ") for row in rows)


def test_a_file_that_the_change_touches_comes_first() -> None:
    other = replace(WARNING, at=Span("specs/z.roi.yaml", 1, 1, 1, 2))
    written = markdown.render(report(COST, other, touched=(other,)), EN)
    assert written.index("#### specs/z.roi.yaml") < written.index(f"#### {PATH}")


EVIL = (
    "@everyone look at #12 and !34",
    "![x](https://example.org/x.png) [y](https://example.org)",
    "<img src=x onerror=alert(1)><!-- -->",
    "https://example.org www.example.org",
    "| a | b |",
    "~~gone~~ **bold** _slanted_ `code` $x$ &copy;",
    "```\n# heading\n- item",
    "\\@back \\[x\\](y)",
)
MADE_OF_TEXT = {"text", "inline", "softbreak", "fence", "text_special"}


@pytest.mark.parametrize("evil", EVIL)
def test_a_file_makes_no_markup(evil: str) -> None:
    calm, nasty = (
        replace(
            WARNING,
            text=text("{value}", value=value),
            help=text("Not {value}.\n{value}", value=value),
            at=Span(f"{value}.roi.yaml", 1, 1, 1, 2),
        )
        for value in ("calm", evil)
    )
    expected = [one.type for one in tokens(markdown.render(report(calm), EN)) if one.type not in MADE_OF_TEXT]
    found = tokens(markdown.render(report(nasty), EN))
    assert [one.type for one in found if one.type not in MADE_OF_TEXT] == expected


@pytest.mark.parametrize("sign", ["@everyone", "#12", "!34", "https://example.org", "www.example.org"])
def test_what_a_forge_finds_by_itself_is_broken_by_a_sign_without_width(sign: str) -> None:
    written = markdown.escaped(sign).replace("\\", "")
    assert sign not in written
    assert written.replace("\u2060", "") == sign


def test_what_is_too_long_is_left_out_by_whole_findings_and_counted() -> None:
    whole = markdown.render(report(*many(Severity.ERROR, 300)), EN)
    short = markdown.render(report(*many(Severity.ERROR, 300)), EN, limit=4000)
    assert len(short.encode()) <= 4000
    last = short.splitlines()[-1]
    shown = short.count("- **error")
    assert last == f"Left out here, for its length: {300 - shown}. Run `roi-spec check` to see everything."
    assert short.startswith(whole.partition("- **error")[0])


def test_two_thousand_long_findings_fit_in_a_summary() -> None:
    long = [replace(one, text=text("{v}", v="é" * 199)) for one in many(Severity.ERROR, 5000)]
    assert len(markdown.render(report(*long), EN).encode()) <= 1 << 20


def test_nothing_found_is_one_good_word() -> None:
    assert markdown.render(report(files=(PATH,)), EN) == "### roi-spec check\n\nAll well: 1 file.\n"


def test_the_order_in_which_findings_come_does_not_matter() -> None:
    found: tuple[Finding, ...] = (COST, WARNING, REMARK, WAIVED)
    assert markdown.render(report(*found), NL) == markdown.render(report(*reversed(found)), NL)
