"""Prose of an author as safe HTML.

Specs come from pull requests, so prose is untrusted: a small part of Markdown (paragraphs, lists, emphasis, code,
quotations, links), no HTML, no images, and links only to https and mail addresses.
"""

from __future__ import annotations

import html
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_LENGTH = 10_000
"""Characters; longer prose is shown as it was written, because Markdown takes more than linear time."""

_TURNED_OFF = ("image", "heading", "lheading", "hr", "table", "fence", "code", "html_block", "html_inline", "reference")


def paragraphs(written: str) -> str:
    """Give prose as HTML paragraphs and lists."""
    if len(written) > MAX_LENGTH:
        return f"<p>{html.escape(written)}</p>\n"
    return str(_reader().render(written))


def is_safe_link(address: str) -> bool:
    """Say whether a link of an author may stand on a page."""
    return urlsplit(address).scheme.lower() in ("https", "mailto")


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only pages need it

    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": 20}
    reader = MarkdownIt("js-default", options).disable(_TURNED_OFF)
    setattr(reader, "validateLink", is_safe_link)  # noqa: B010 - the library's own door for this, typed as a method
    return reader
