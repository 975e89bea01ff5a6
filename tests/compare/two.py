"""Two editions of a small workspace, and what there is to say about them in short lines.

found = compared(tmp_path, BASE, BASE.replace("amount: 1200 EUR", "amount: 1500 EUR"))
lines(found)   # ["~ value costs.needs.amount: €1,200 -> €1,500"]
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from roi_spec import comparing
from roi_spec.i18n import Translator
from roi_spec.model.comparison import Change, Comparison, Kind, ProgrammeChange
from roi_spec.model.text import Text

EN = Translator("en")
DAY = dt.date(2025, 12, 1)
HOUSE = 'roi_spec: "1.0"\nkind: workspace\norganisation: Example Insurance\n'
STANDARDS = """\
roi_spec: "1.0"
kind: standard-values
id: standards
title: Standard values
language: en
currency: EUR
owner: Finance
approved_by: Financial controller
values:
  - {id: cost_per_error, title: Cost of one error, value: 60 EUR/error, source: Cost manual, date: 2025-01-06}
  - {id: rate, title: Loaded hourly rate, value: 46 EUR/hour, source: Cost manual, date: 2025-01-06}
"""
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.RENAMED: "renamed", Kind.MOVED: "moved"}


def workspace(folder: Path, spec: str, *, house: str = HOUSE, **more: str) -> Path:
    """Write a workspace with one programme; further files by name, `standards` for `specs/standards.roi.yaml`."""
    (folder / "specs").mkdir(parents=True)
    (folder / "roi-spec.yaml").write_text(house, "utf-8")
    for name, content in {"programme": spec, **more}.items():
        (folder / "specs" / f"{name}.roi.yaml").write_text(content, "utf-8")
    return folder


def held_against(base: Path, head: Path, *, threshold: int | None = None) -> Comparison:
    """Compare two folders as of one day."""
    sides = (replace(one, settings=replace(one.settings, as_of=DAY)) for one in map(comparing.folder, (base, head)))
    return comparing.compare(*sides, threshold=None if threshold is None else Fraction(threshold))


def compared(folder: Path, base: str, head: str, *, threshold: int | None = None) -> Comparison:
    """Compare two texts of one programme."""
    before, after = workspace(folder / "base", base), workspace(folder / "head", head)
    return held_against(before, after, threshold=threshold)


def only(found: Comparison) -> ProgrammeChange:
    """Give the one programme that differs."""
    (programme,) = found.programmes
    return programme


def lines(found: Comparison) -> list[str]:
    """Give every change of the programmes in one short line each."""
    return [line(change) for one in found.programmes for change in one.changes]


def line(change: Change) -> str:
    """Write a change as sign, cause, address, and what became of what."""
    sides = [EN.text(side) for side in (change.old, change.new) if side is not None]
    return f"{_SIGNS[change.kind]} {change.cause.value} {change.address}: {' -> '.join(sides)}"


def effects(found: Comparison) -> dict[str, Fraction]:
    """Give the effects of one programme in percentage points, by the addresses of their changes."""
    explained = only(found).explained
    assert explained is not None
    return {" + ".join(change.address for change in one.changes): one.by.value for one in explained.effects}


def said(message: Text | None) -> str:
    """Write a sentence that may be missing."""
    return EN.text(message) if message is not None else ""


def adds_up(one: ProgrammeChange) -> bool:
    """Say whether the effects of a programme are its difference, to the last digit."""
    explained = one.explained
    return explained is not None and sum(effect.by.base for effect in explained.effects) == explained.total
