"""What someone who quotes a page writes down: with it a reader finds the same figures later, or sees they changed.

The digest is that of the receipt, for the pages of a programme, and one over all files that were read for the others:
equal digests mean equal figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from roi_spec.i18n import Translator
from roi_spec.model.text import text
from roi_spec.render.context import Context

SHORT = 12
"""Characters of the name of a revision that are enough to find it."""


def reference(context: Context, title: str, site: str) -> str:
    """Give the reference of a page on one plain line: title, site, version, revision, date and digest."""
    tell: Translator = context.translator
    return " · ".join(
        part
        for part in (
            title if title != site else "",
            site,
            f"roi-spec {context.version}",
            tell.text(text("revision {commit}", commit=context.commit[:SHORT])) if context.commit else "",
            tell.text(text("data as of {date}", date=context.as_of)) if context.as_of else "",
            f"SHA-256 {context.digest}" if context.digest else "",
        )
        if part
    )


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of_all(digests: Iterable[tuple[str, str]]) -> str:
    """Give one digest over files: the SHA-256 of the lines `<digest>  <path>`, in the order of the paths."""
    lines = sorted((path, digest) for path, digest in digests)
    return digest_of("".join(f"{digest}  {path}\n" for path, digest in lines).encode())
