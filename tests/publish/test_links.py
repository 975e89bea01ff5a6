"""Every link of a published page leads to a file of the site, and no page loads anything from elsewhere."""

from __future__ import annotations

import pytest

from roi_spec.publish.links import Links

FILES = frozenset({"index.html", "nl/index.html", "nl/values.html", "assets/site.css", "assets/logo.svg"})


def complaints(page: str, path: str = "nl/index.html") -> list[str]:
    links = Links()
    links.read("nl/values.html", b'<h1 id="rates">Rates</h1>')
    links.read(path, page.encode())
    return [str(reason) for reason in links.broken(FILES)]


@pytest.mark.parametrize(
    "page",
    [
        '<a href="values.html">',
        '<a href="values.html#rates">',
        '<a href="../index.html">',
        '<a href="#here">x</a><p id="here">',
        '<a href="#top">',
        '<a href="?print=1">',
        "<a href='https://example.org/paper'>",
        '<a href="mailto:finance@example.org">',
        '<link rel="stylesheet" href="../assets/site.css">',
        '<link rel="alternate" hreflang="en" href="https://example.org/en">',
        '<img src="../assets/logo.svg" srcset="../assets/logo.svg 1x, ../assets/logo.svg 2x">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<rect style="fill: url(#shade)">',
        '<!-- <a href="gone.html"> -->',
        "<script>const example = '<a href=\"gone.html\">';</script>",
        "<pre>&lt;a href=&quot;gone.html&quot;&gt;</pre>",
    ],
)
def test_a_sound_page_gives_no_complaint(page: str) -> None:
    assert complaints(page) == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<a href="gone.html">', "not a file"),
        ("<a class=x href=gone.html>", "not a file"),
        ('<a href="./">', "not a file"),
        ('<a href="../nl/">', "not a file"),
        ('<a href="../../outside.html">', "not a file"),
        ('<a href="values.html#gone">', "no such place"),
        ('<a href="#gone">', "no such place"),
        ('<img src="gone.png">', "not a file"),
        ('<img srcset="../assets/logo.svg 1x, gone.svg 2x">', "not a file"),
        ('<script src="https://cdn.example.org/x.js"></script>', "outside the site"),
        ('<link rel="stylesheet" href="//cdn.example.org/x.css">', "outside the site"),
        ('<link rel="stylesheet" href="/assets/site.css">', "outside the site"),
        ("<style>@import 'https://cdn.example.org/x.css';</style>", "outside the site"),
        ("<style>body { background: url(https://example.org/x.png) }</style>", "outside the site"),
        ('<p style="background: url(gone.png)">', "not a file"),
        ('<use href="https://example.org/sprite.svg#x">', "outside the site"),
    ],
)
def test_a_link_that_leads_nowhere_is_named(page: str, words: str) -> None:
    (complaint,) = complaints(page)
    assert "nl/index.html" in complaint
    assert words in complaint


def test_a_style_sheet_is_read_like_a_page() -> None:
    links = Links()
    links.read("assets/site.css", b"@font-face { src: url('gone.woff2') } p { background: url(logo.svg) }")
    (complaint,) = links.broken(FILES)
    assert "gone.woff2" in str(complaint)


def test_a_page_full_of_open_quotes_takes_linear_time() -> None:
    assert complaints('<a href="' * 50_000) == []
