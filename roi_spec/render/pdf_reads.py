"""What WeasyPrint may read while it sets a PDF: our own style sheets and typeface, the logo, what is enclosed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from roi_spec.model.paper import Enclosure
from roi_spec.render.html import PRINT_STYLES, assets, fonts, logo, style

HOME = "https://handbook.invalid/"
"""The address that our own files seem to have; `.invalid` can never be reached."""
TIGHT = "tight.css"
"""The style sheet that makes a long summary fit."""
_PICTURES = {"logo.svg": "image/svg+xml", "logo.png": "image/png"}
"""What the logo of a house may be."""
_NO_DAY = dt.date(1970, 1, 1)
"""The date of enclosed files where none is known: always the same, since the clock would change the bytes."""

Files = Mapping[str, tuple[bytes, str]]
"""Content and media type by name."""


def files(own: Path | None) -> Files:
    """Give what a PDF is set with; `own` is a folder whose files go before ours."""
    sheets = {path for path in (one.path.removeprefix("assets/") for one in assets(own)) if path.endswith(".css")}
    found = {name: (style(name, own), "text/css") for name in {*PRINT_STYLES, TIGHT, *sheets}}
    found |= {name: (style(name, own), _PICTURES[name]) for name in (logo(own),) if name}
    return found | {font.path.removeprefix("assets/"): (font.content, "font/ttf") for font in fonts()}


def fetcher(known: Files) -> Any:
    """Give a fetcher that knows some files and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415 - loaded already

    class Own(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ARG002 - the base class has it
            name = urlsplit(url).path.lstrip("/")
            if not url.startswith(HOME) or name not in known:
                raise FatalURLFetchingError(url)
            content, media_type = known[name]
            return URLFetcherResponse(url, body=content, headers={"Content-Type": media_type})

    return Own()


def attachments(inside: Sequence[Enclosure], day: dt.date | None, say: Any) -> list[Any]:
    """Give what travels inside the PDF as WeasyPrint takes it.

    The bytes go by an address, which lets us name the media type: left to itself WeasyPrint asks the machine it runs
    on, and the PDF would differ from one machine to the next. `day` is the date they get.
    """
    from weasyprint import Attachment  # noqa: PLC0415 - loaded already

    reads = fetcher({f"enclosed/{number}": (one.content, one.media_type) for number, one in enumerate(inside)})
    moment = dt.datetime.combine(day or _NO_DAY, dt.time())
    return [
        Attachment(
            url=f"{HOME}enclosed/{number}",
            url_fetcher=reads,
            name=one.name,
            description=say(one.told),
            created=moment,
            modified=moment,
            relationship=one.relationship,
        )
        for number, one in enumerate(inside)
    ]
