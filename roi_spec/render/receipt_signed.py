"""Who signed what, as the receipt tells it: each sign-off with its digest, and each value with its mark and state."""

from __future__ import annotations

from typing import Any

from roi_spec.model.signed import Signed, Standing, Value
from roi_spec.render.receipt_values import day_text


def signed_object(signed: Signed | None) -> dict[str, Any] | None:
    """Give what is signed; None where nobody signed anything and nobody has to."""
    if signed is None:
        return None
    return {
        "sign_offs": [_sign_off(one) for one in signed.sign_offs],
        "values": [_value(one) for one in signed.values],
    }


def _sign_off(one: Standing) -> dict[str, Any]:
    return {
        "by": one.sign_off.by or None,
        "on": day_text(one.sign_off.on),
        "scope": list(one.sign_off.scope) or ["whole"],
        "digest": one.sign_off.digest or None,
        "marks": {address: mark or None for address, mark in one.sign_off.values},
        "note": one.sign_off.note or None,
        "state": one.state.value,
        "changed": list(one.changed),
        "added": list(one.added),
        "gone": list(one.gone),
        "renamed": dict(one.renamed),
        "written_by_hand": one.is_odd,
    }


def _value(one: Value) -> dict[str, Any]:
    return {
        "address": one.address,
        "mark": one.mark or None,
        "state": one.state.value,
        "by": [{"by": each.by or None, "on": day_text(each.on)} for each in one.by],
    }
