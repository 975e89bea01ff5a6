"""The history of one programme for another program: every figure exact, every day and hash, in the order of the log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Change, Effect
from roi_spec.model.past import Commit, Later, Past, Proof, Turn, Version
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text
from roi_spec.render.history.text import chosen, is_about

_FIGURES = ("roi", "low", "high", "net_benefit", "total_benefit", "total_cost")


def as_json(
    past: Past,
    translator: Translator,
    *,
    value: str = "",
    remarks: Sequence[Text] = (),
) -> str:
    """Write a history as JSON; sentences are in the language of the translator, figures as specs write them."""
    written = _Writer(translator, value)
    made = {
        "programme": past.programme,
        "value": value,
        "remarks": [translator.text(one) for one in remarks],
        "quiet": past.quiet,
        "commits": [written.turn(one) for one in chosen(past, value)],
        "beforehand": written.proof(past.proof),
        "findings": [{"code": one.code, "text": translator.text(one.text), "at": str(one.at)} for one in past.findings],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


class _Writer:
    """Turns each part into what JSON knows."""

    def __init__(self, translator: Translator, value: str) -> None:
        self.translator = translator
        self.value = value

    def turn(self, one: Turn) -> dict[str, Any]:
        """Give one commit."""
        told = one.explained
        return {
            **_commit(one.version.commit),
            "path": one.version.path,
            "stage": one.version.stage,
            "before": _figures(one.before),
            "after": _figures(one.version),
            "why_not": self._text(one.version.why_not),
            "changes": [self._change(each) for each in one.changes if not self.value or is_about(each, self.value)],
            "measure": told.measure if told else None,
            "effects": [_effect(each) for each in told.effects] if told else [],
            "remark": self._text(one.remark),
        }

    def proof(self, one: Proof) -> dict[str, Any]:
        """Give what was agreed beforehand."""
        return {
            "stand": one.stand.value,
            "start": one.start.isoformat() if one.start else None,
            "agreed": _commit(one.agreed) if one.agreed else None,
            "held": one.held,
            "later": [self._later(each) for each in one.later],
            "reasons": [self.translator.text(each) for each in one.reasons],
            "remarks": [self.translator.text(each) for each in one.remarks],
        }

    def _change(self, one: Change) -> dict[str, Any]:
        return {
            "address": one.address,
            "from": one.from_address or None,
            "kind": one.kind.value,
            "cause": one.cause.value,
            "title": self._text(one.title),
            "old": self._text(one.old),
            "new": self._text(one.new),
        }

    def _later(self, one: Later) -> dict[str, Any]:
        return {
            **_commit(one.commit),
            "sort": one.sort.value,
            "address": one.address,
            "title": self._text(one.title),
            "old": self._text(one.old),
            "new": self._text(one.new),
            "is_back": one.is_back,
        }

    def _text(self, message: Text | None) -> str | None:
        return self.translator.text(message) if message is not None else None


def _commit(one: Commit | None) -> dict[str, Any]:
    if one is None:
        return {"commit": None, "day": None, "who": None, "message": None}
    return {"commit": one.id, "day": one.day.isoformat(), "who": one.who or None, "message": one.words}


def _figures(version: Version | None) -> dict[str, str | None] | None:
    if version is None or not version.kind:
        return None
    return {name: _exact(getattr(version, name)) for name in _FIGURES}


def _exact(quantity: Quantity | None) -> str | None:
    return str(quantity) if quantity is not None else None


def _effect(one: Effect) -> dict[str, Any]:
    return {"changes": [change.address for change in one.changes], "by": str(one.by)}
