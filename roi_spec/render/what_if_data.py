"""The part of a receipt that the what-if page computes with, as a script that a page may load from disk.

Cut from the receipt and from nothing else, so that what the browser computes with is what anybody can check.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

TOLD = (
    "result.roi",
    "result.bcr",
    "result.net_benefit",
    "result.total_benefit",
    "result.total_cost",
    "result.gross_benefit",
    "result.payback",
)
"""The steps that the page tells about, and `gross_benefit`, which a rule of the evaluation looks at."""

KEPT = ("id", "title", "kind", "value", "driver")


def cut(receipt: Mapping[str, Any], more: Iterable[str] = ()) -> dict[str, Any]:
    """Give what results are computed with: steps, cases, target and hurdle; `more` are ids of steps besides."""
    steps = {one["id"]: one for one in receipt["steps"]}
    needed = _basis(steps, (*TOLD, *more))
    return {
        "format": receipt["format"],
        "programme": {"id": receipt["programme"]["id"]},
        "verdict": receipt["verdict"],
        "hurdle": receipt["hurdle"],
        "steps": [_step(one) for id, one in steps.items() if id in needed],
        "scenarios": [_scenario(one, needed) for one in receipt["scenarios"]],
    }


def script(receipt: Mapping[str, Any], more: Iterable[str] = ()) -> bytes:
    """Give the same as a script: a page that was opened from disk may load a script, and no data."""
    written = json.dumps(cut(receipt, more), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    # Two characters that a string in a script may not hold in older browsers.
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"roiSpec.working({safe});\n".encode()


def script_path(programme: str) -> str:
    """Give the place of the script in the site: beside the receipt."""
    return f"programmes/{programme}/working.js"


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: step[key] for key in KEPT}
    return kept | {"formula": _tree(step["formula"]), "low": _end(step["low"]), "high": _end(step["high"])}


def _tree(formula: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if formula is None else {"tree": formula["tree"]}


def _end(end: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {"formula": _tree(end["formula"])} if end and "formula" in end else dict(end) if end else None


def _scenario(scenario: Mapping[str, Any], needed: set[str]) -> dict[str, Any]:
    values = {id: value for id, value in scenario["values"].items() if id in needed}
    return {"name": scenario["name"], "ends": scenario["ends"], "values": values}


def _basis(steps: Mapping[str, Mapping[str, Any]], wanted: Iterable[str]) -> set[str]:
    """Give some steps and all they are made of, also at the ends of their ranges."""
    reached: set[str] = set()
    pending = [id for id in wanted if id in steps]
    while pending:
        id = pending.pop()
        if id not in reached:
            reached.add(id)
            pending += [name for name in _names(steps[id]) if name in steps]
    return reached


def _names(step: Mapping[str, Any]) -> list[str]:
    formulas = (step["formula"], *(end.get("formula") for end in (step["low"], step["high"]) if end))
    return [name for formula in formulas if formula for name in _named(formula["tree"])]


def _named(tree: Mapping[str, Any]) -> list[str]:
    if "name" in tree:
        return [tree["name"]]
    inner = [tree[key] for key in ("negative", "left", "right") if key in tree] + tree.get("of", [])
    return [name for part in inner for name in _named(part)]
