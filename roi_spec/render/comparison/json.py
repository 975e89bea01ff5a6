"""A comparison for machines: stable English keys and codes, exact figures as text, and words in the reader's language.

A figure is a decimal; where that has no end, `fraction` holds the exact value beside it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.comparison import (
    Change,
    Comparison,
    Crossing,
    Effect,
    Explained,
    Figures,
    ProgrammeChange,
    Side,
)
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.render.receipt_values import quantity_object

FORMAT = "roi-spec-comparison/1"
"""Name and version of the shape; the number goes up when a key disappears or changes its meaning."""
_QUANTITIES = (
    "roi", "low", "high", "p10", "p90", "bcr", "net_benefit", "total_benefit", "total_cost", "payback",
)  # fmt: skip


def render(comparison: Comparison, translator: Translator) -> str:
    """Give the whole comparison as one JSON object."""
    written = json.dumps(as_object(comparison, translator), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{written}\n"


def as_object(comparison: Comparison, translator: Translator) -> dict[str, Any]:
    """Give the comparison as plain values."""
    tell = translator.text
    return {
        "format": FORMAT,
        "lang": translator.locale,
        "base": _side(comparison.base, translator),
        "head": _side(comparison.head, translator),
        "differs": comparison.differs,
        "programmes": [_programme(one, translator) for one in comparison.programmes],
        "untouched": comparison.untouched,
        "shared": [_change(one, translator) for one in comparison.shared],
        "touched_by": {address: list(ids) for address, ids in comparison.touched_by},
        "crossings": [{"programme": id, **_crossing(one, translator)} for id, one in comparison.crossings],
        "appeared": [_finding(one, tell(one.text)) for one in comparison.appeared],
        "went": [_finding(one, tell(one.text)) for one in comparison.went],
    }


def _side(one: Side, translator: Translator) -> dict[str, Any]:
    return {
        "name": one.name,
        "commit": one.commit or None,
        "date": _day(one.date),
        "tool": one.tool or None,
        "dirty": one.dirty,
        "remarks": [translator.text(remark) for remark in one.remarks],
    }


def _programme(one: ProgrammeChange, translator: Translator) -> dict[str, Any]:
    tell = translator.text
    return {
        "id": one.id,
        "was": one.was or None,
        "title": one.title,
        "language": one.language,
        "file": one.path,
        "was_file": one.was_path or None,
        "kind": one.kind.value,
        "before": _figures(one.before),
        "after": _figures(one.after),
        "why_no_before": _said(one.why_no_before, translator),
        "why_no_after": _said(one.why_no_after, translator),
        "changes": [_change(change, translator) for change in one.changes],
        "shared": [change.address for change in one.shared],
        "explained": _explained(one.explained) if one.explained else None,
        "why_not_explained": _said(one.why_not_explained, translator),
        "appeared": [_finding(finding, tell(finding.text)) for finding in one.appeared],
        "went": [_finding(finding, tell(finding.text)) for finding in one.went],
        "crossings": [_crossing(crossing, translator) for crossing in one.crossings],
    }


def _change(one: Change, translator: Translator) -> dict[str, Any]:
    return {
        "address": one.address,
        "from_address": one.from_address or None,
        "kind": one.kind.value,
        "cause": one.cause.value,
        "title": translator.text(one.title),
        "old": _said(one.old, translator),
        "new": _said(one.new, translator),
        "unit": one.unit or None,
        "source": one.source or None,
        "was_at": _place(one.was_at),
        "at": _place(one.at),
    }


def _explained(one: Explained) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "before": quantity_object(one.before),
        "after": quantity_object(one.after),
        "effects": [_effect(effect) for effect in one.effects],
        "orders_drawn": one.orders,
    }


def _effect(one: Effect) -> dict[str, Any]:
    return {"changes": [change.address for change in one.changes], "by": quantity_object(one.by)}


def _figures(one: Figures | None) -> dict[str, Any] | None:
    if one is None:
        return None
    quantities: dict[str, Quantity | None] = {name: getattr(one, name) for name in _QUANTITIES}
    return {
        "kind": one.kind,
        **{name: quantity_object(value) if value else None for name, value in quantities.items()},
        "grade": one.grade,
        "verdict": one.verdict,
        "stage": one.stage,
    }


def _crossing(one: Crossing, translator: Translator) -> dict[str, Any]:
    return {"code": one.code, "text": translator.text(one.text)}


def _finding(one: Finding, said: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": said,
        "at": _place(one.at),
        "waived_by": one.waived_by,
    }


def _place(at: Span | None) -> dict[str, Any] | None:
    return {"file": at.path, "line": at.line, "column": at.column} if at is not None and at.path else None


def _said(message: Text | None, translator: Translator) -> str | None:
    return translator.text(message) if message is not None else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
