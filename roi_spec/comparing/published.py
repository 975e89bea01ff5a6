"""Figures as they were published: read back from a receipt, or from the receipts of a site.

What was published is a fact, whatever today's tool would make of the same files. The files are looked for too, in the
history or where they stand, so that a difference can be told apart from a change.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from roi_spec.model.comparison import Figures
from roi_spec.model.quantity import Quantity
from roi_spec.model.units import Unit, parse_unit

FORMAT = "roi-spec-receipt/1"
RECEIPT = "receipt.json"
MOST_BYTES = 64 << 20
_MOST_RECEIPTS = 5000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says about the result of one programme."""

    programme: str
    title: str
    language: str
    path: str
    """The spec, relative to its workspace."""
    figures: Figures
    tool: str
    commit: str
    as_of: dt.date | None
    digests: tuple[tuple[str, str], ...]
    """Every file that was read, with the SHA-256 of its bytes."""

    def stands_in(self, root: Path) -> bool:
        """Say whether the files that it rests on stand in a folder, byte for byte."""
        try:
            return bool(self.digests) and all(_digest(root, path) == digest for path, digest in self.digests)
        except (OSError, ValueError):
            return False


def _digest(root: Path, name: str) -> str:
    """Give the digest of an ordinary file inside a folder; nothing for any other."""
    place = (root / name).resolve()
    if not place.is_relative_to(root.resolve()) or not place.is_file() or place.stat().st_size > MOST_BYTES:
        return ""
    return sha256(place.read_bytes()).hexdigest()


def is_published(path: Path) -> bool:
    """Say whether a path leads to a receipt or to a site with receipts."""
    return path.suffix == ".json" if path.is_file() else any(_in_site(path))


def receipts(path: Path) -> tuple[Receipt, ...]:
    """Read one receipt, or all of a site; what cannot be read as a receipt is not among them."""
    places = (path,) if path.is_file() else tuple(sorted(_in_site(path)))[:_MOST_RECEIPTS]
    found = (_receipt(place) for place in places)
    return tuple(one for one in found if one is not None)


def _in_site(folder: Path) -> Iterator[Path]:
    return folder.glob(f"programmes/*/{RECEIPT}")


def _receipt(place: Path) -> Receipt | None:
    try:
        if place.stat().st_size > MOST_BYTES:
            return None
        whole = json.loads(place.read_bytes())
        return _read(whole) if isinstance(whole, dict) and whole.get("format") == FORMAT else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _read(whole: dict[str, Any]) -> Receipt:
    programme, provenance = whole["programme"], whole["provenance"]
    as_of = provenance.get("as_of")
    return Receipt(
        programme=str(programme["id"]),
        title=str(programme["title"]),
        language=str(programme["language"]),
        path=str(programme.get("file") or ""),
        figures=_figures(whole),
        tool=str(provenance["tool_version"] if "tool_version" in provenance else provenance["tool"]["version"]),
        commit=str(provenance.get("commit") or ""),
        as_of=dt.date.fromisoformat(as_of) if as_of else None,
        digests=tuple((str(one["path"]), str(one["sha256"])) for one in provenance.get("files", ())),
    )


def _figures(whole: dict[str, Any]) -> Figures:
    results = whole["results"]
    cases = {one["name"]: one["values"] for one in whole["scenarios"]}
    drawn = ((whole.get("simulation") or {}).get("measures") or {}).get("result.roi") or {}
    return Figures(
        kind=str(whole["kind"]),
        roi=_quantity(results.get("result.roi")),
        low=_quantity(cases.get("conservative", {}).get("result.roi")),
        high=_quantity(cases.get("optimistic", {}).get("result.roi")),
        p10=_quantity(drawn.get("p10")),
        p90=_quantity(drawn.get("p90")),
        bcr=_quantity(results.get("result.bcr")),
        net_benefit=_quantity(results.get("result.net_benefit")),
        total_benefit=_quantity(results.get("result.total_benefit")),
        total_cost=_quantity(results.get("result.total_cost")),
        payback=_quantity(results.get("result.payback")),
        grade=str((whole.get("grade") or {}).get("grade", "-")),
        verdict=str((whole.get("verdict") or {}).get("code", "")),
        stage=str(whole["programme"].get("stage", "")),
    )


def _quantity(written: dict[str, Any] | None) -> Quantity | None:
    """Give a figure exactly: its fraction where its decimal has no end; None where there is none."""
    if not written or "decimal" not in written:
        return None
    unit = parse_unit(written["unit"]) if written.get("unit") else Unit(())
    if isinstance(unit, str):
        return None
    exact = written.get("fraction")
    value = Fraction(int(exact["numerator"]), int(exact["denominator"])) if exact else Fraction(written["decimal"])
    return Quantity(value, unit)
