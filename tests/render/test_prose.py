"""An author's Markdown: a small part of it, and nothing that could act on a reader's machine."""

from __future__ import annotations

import time

import pytest

from roi_spec.render.prose import MAX_LENGTH, is_safe_link, paragraphs


def test_paragraphs_lists_and_emphasis() -> None:
    assert paragraphs("One *word*.\n\n- a\n- b") == ("<p>One <em>word</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        "<!-- hidden -->",
        "&lt;b&gt;",
    ],
)
def test_html_is_shown_and_never_works(written: str) -> None:
    page = paragraphs(written)
    assert "<script" not in page
    assert page.count("<") == page.count("<p>") + page.count("</p>")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//other.host",
        "http://plain",
        "../up",
    ],
)
def test_only_https_and_mail_become_links(address: str) -> None:
    assert not is_safe_link(address)
    assert "href" not in paragraphs(f"[x]({address})")


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "mailto:finance@example.org"])
def test_safe_links_stay(address: str) -> None:
    assert f'href="{address}"' in paragraphs(f"[x]({address})")


def test_pictures_headings_and_code_blocks_are_not_made() -> None:
    page = paragraphs("# Title\n\n![x](https://example.org/x.png)\n\n---\n\n    code")
    assert not any(f"<{tag}" in page for tag in ("h1", "img", "hr", "pre"))


@pytest.mark.parametrize("written", ["[" * MAX_LENGTH, "![[" * 3_000, "*" * MAX_LENGTH, "> " * 4_000])
def test_hostile_prose_takes_little_time(written: str) -> None:
    start = time.process_time()
    paragraphs(written)
    assert time.process_time() - start < 5


def test_prose_beyond_the_limit_is_shown_as_it_is() -> None:
    assert paragraphs("*" * (MAX_LENGTH + 1)).startswith("<p>***")
