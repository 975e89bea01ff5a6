"""How the tests of verifying make a site, and ask about it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import replace
from pathlib import Path

from roi_spec import building, pipeline
from roi_spec.model.edition import Edition
from roi_spec.model.proof import Proof
from roi_spec.verifying import verify

DAY = dt.date(2026, 6, 1)
ID = "careful-claims"
HOUSE = 'roi_spec: "1.0"\nkind: workspace\norganisation: Northern Insurance\nlanguage: en\n'


def git(folder: Path, *arguments: str) -> None:
    """Run git as nobody in particular, on a fixed day."""
    names = {
        "GIT_AUTHOR_NAME": "L&D",
        "GIT_AUTHOR_EMAIL": "ld@example.org",
        "GIT_AUTHOR_DATE": "2026-06-01 12:00 +0000",
    }
    names |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in names.items()}
    settings = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(("git", *arguments), cwd=folder, check=True, capture_output=True, env=settings)


def built(workspace: Path, target: Path, edition: Edition = Edition.INTERNAL, *, with_pdf: bool = False) -> Path:
    """Build the site of a workspace."""
    settings = replace(pipeline.settings_for([workspace / "specs"], DAY), edition=edition)
    building.build(pipeline.survey(settings), target, with_pdf=with_pdf)
    return target


def receipt_in(site: Path) -> Path:
    """Give the place of the receipt of the one programme."""
    return site / "programmes" / ID / "receipt.json"


def page_in(site: Path, locale: str = "en") -> Path:
    """Give the place of its handbook."""
    return site / locale / "programmes" / ID / "index.html"


def proof_of(path: Path, spec: Path | None = None) -> Proof:
    """Verify something, in English."""
    return verify(path, spec, "en")


def told(proof: Proof) -> list[tuple[str, str, str, str]]:
    """Give what differs as file, place, what it says, what it should say."""
    return [(one.file, one.place, str(one.says or ""), str(one.should or "")) for one in proof.found.differences]
