"""Comparisons as a reviewer meets them, small enough to read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from roi_spec.model.comparison import (
    Cause,
    Change,
    Comparison,
    Crossing,
    Effect,
    Explained,
    Figures,
    Kind,
    ProgrammeChange,
    Side,
)
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text

PATH = "specs/leiderschap-2025.roi.yaml"


def q(written: str) -> Quantity:
    """Read a quantity as an author writes it; `?` is a third part of it."""
    value = parse_quantity(written)
    assert isinstance(value, Quantity), written
    return value


def at(line: int, path: str = PATH) -> Span:
    return Span(path, line, 1, line, 9)


def change(title: str, old: str | None, new: str | None, line: int = 12, **more: Any) -> Change:
    return Change(
        address=more.pop("address", f"assumptions.{title.lower().replace(' ', '_')}.value"),
        kind=more.pop("kind", Kind.CHANGED),
        cause=more.pop("cause", Cause.VALUE),
        title=text("{title}", title=title),
        old=None if old is None else written(old),
        new=None if new is None else written(new),
        at=at(line),
        **more,
    )


def written(value: str) -> Text:
    """Give a value as the reader's language writes it; words stay words."""
    found = parse_quantity(value)
    return text("{value}", value=found if isinstance(found, Quantity) else value)


def figures(roi: str | None = "61%", **more: str | None) -> Figures:
    given = {
        "low": "30%", "high": "95%", "p10": None, "p90": None, "bcr": None, "net_benefit": "61000 EUR",
        "total_benefit": "161000 EUR", "total_cost": "100000 EUR", "payback": "7 months", **more,
    }  # fmt: skip
    read = {name: None if value is None else q(value) for name, value in given.items()}
    roi_ = None if roi is None else q(roi)
    return Figures("roi" if roi else "benefit_claim", roi_, **read, grade="C", verdict="base", stage="final")


SHARE = change("Aandeel toe te rekenen aan training", "60%", "50%", 41, source="Enquête deelnemers, 41 antwoorden")
LEAVER = change("Kosten per vertrek", "22000 EUR", "24500 EUR", 52, source="HR-controlling, memo 2025-03")
NOTE = change("Toelichting", "oud", "nieuw", 60, cause=Cause.PROSE, address="assumptions.share.note")

EXPLAINED = Explained(
    "result.roi",
    q("61.2%"),
    q("48.1%"),
    (Effect((SHARE,), q("-27.5 pp")), Effect((LEAVER,), q("14.4 pp"))),
)
WARNING = Finding(
    "ROI131",
    Severity.WARNING,
    text("“{name}” rests on {n} answers.", name="Aandeel toe te rekenen aan training", n=41),
    at(41),
    help=text("Name how many were asked."),
)
LEADERSHIP = ProgrammeChange(
    id="leiderschap-2025",
    title="Leiderschapstraject 2025",
    language="nl",
    path=PATH,
    kind=Kind.CHANGED,
    before=figures("61.2%"),
    after=figures("48.1%", low="20%", high="85%", payback="9 months", net_benefit="48100 EUR"),
    why_no_before=None,
    why_no_after=None,
    changes=(SHARE, LEAVER, NOTE),
    shared=(),
    explained=EXPLAINED,
    why_not_explained=None,
    appeared=(WARNING,),
    went=(),
    crossings=(Crossing("below_target", text("The ROI falls below the target of {target}.", target=q("50%"))),),
)
OLD = Side("main", commit="a1b2c3d4e5f60718293a4b5c6d7e8f9012345678", tool="0.1.0")
NEW = Side("HEAD", commit="0f9e8d7c6b5a49382716051423324150697887a6", tool="0.1.0")
HOUSE = "https://example.org/house/specs"
"""Where the repository is, for links."""


def comparison(*programmes: ProgrammeChange, **more: Any) -> Comparison:
    crossings = tuple((one.id, crossing) for one in programmes for crossing in one.crossings)
    given = {"untouched": 0, "shared": (), "touched_by": (), "crossings": crossings, "base": OLD, "head": NEW, **more}
    return Comparison(programmes=programmes, **given)


def exact(explained: Explained, *parts: Fraction) -> Explained:
    """Give the same changes with these effects, in percentage points, and the result that follows."""
    unit = q("1 pp").unit
    told = tuple(replace(one, by=Quantity(by, unit)) for one, by in zip(explained.effects, parts, strict=True))
    after = Quantity(explained.before.value + sum(parts), explained.before.unit)
    return replace(explained, after=after, effects=told)
