"""Makes the portfolio of very many programmes on disk, to measure what a reader has to load: many.py COUNT FOLDER.

The example programmes are repeated under other names; their own pages are not made, since only the portfolio is read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from roi_spec import building, pipeline
from roi_spec.i18n import Translator
from roi_spec.model.artifact import Artifact
from roi_spec.render.context import Context
from roi_spec.render.html import assets
from roi_spec.render.site import Site, pages
from roi_spec.render.site_entry import SiteEntry, entry_of

SPECS = Path(__file__).parents[2] / "specs"


def entries(count: int) -> list[SiteEntry]:
    """Give the examples again and again, each time with a number behind its id and title."""
    found = pipeline.survey(pipeline.settings_for([SPECS], None))
    known = [entry_of(one.evaluation, one.findings) for one in building.publishable(found) if one.evaluation]
    repeated = enumerate(islice(cycle(known), count), start=1)
    return [replace(one, id=f"{one.id}-{number}", title=f"{one.title} ({number})") for number, one in repeated]


def portfolio(count: int) -> Iterator[Artifact]:
    """Give the portfolio in English and what it loads."""
    site = Site((Context(Translator("en"), "1.0", None, languages=("en",)),), ())
    yield from assets()
    yield next(one for one in pages(entries(count), site) if one.path == "en/index.html")


def main() -> None:
    """Write the pages."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    for made in portfolio(count):
        path = folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.content)


if __name__ == "__main__":
    main()
