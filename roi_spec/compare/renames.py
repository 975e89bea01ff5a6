"""Things that got another id and nothing else.

The old side is rewritten with the new ids, references included, so that a rename is one change and not an added thing,
a removed thing and a changed formula for each place that uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from roi_spec.compare import fields
from roi_spec.compare.meaning import Meaning, meaning
from roi_spec.model.document import Node

LISTS = ("assumptions", "costs", "kpis", "objectives", "data", "cohorts", "parts", "values", "events")
"""Lists whose items other parts of a file refer to by id."""
_PREFIX = {"costs": r"cost\.", "values": r"standard\."}
"""What stands in front of a name in a formula; assumptions and the rest go by their bare name."""


@dataclass(frozen=True, slots=True)
class Rename:
    """One thing with another id."""

    list: str
    old: str
    new: str


def renames(base: Node, head: Node) -> tuple[Rename, ...]:
    """Find what only got another id: gone at one side, new at the other, and alike in everything else."""
    found: list[Rename] = []
    for name in LISTS:
        before, after = _by_id(base.get(name)), _by_id(head.get(name))
        gone = {id: node for id, node in before.items() if id not in after}
        new = {id: _without_id(node) for id, node in after.items() if id not in before}
        for old, node in gone.items():
            twins = [id for id, said in new.items() if said == _without_id(rewritten(node, (Rename(name, old, id),)))]
            if len(twins) == 1:
                found.append(Rename(name, old, twins[0]))
                del new[twins[0]]
    return tuple(found)


def rewritten(node: Node, renamed: tuple[Rename, ...], field: str = "") -> Node:
    """Give a tree in which renamed things carry their new id, wherever they are named."""
    if not renamed:
        return node
    if node.kind == "map":
        return replace(
            node, fields=tuple((key, rewritten(child, renamed, _place(key, field))) for key, child in node.fields)
        )
    if node.kind == "list":
        known = {one.old: one.new for one in renamed if one.list == field}
        return replace(node, items=tuple(_item(item, known, renamed, field) for item in node.items))
    return _scalar(node, renamed, field)


def _place(key: str, around: str) -> str:
    """Say what a value is: everything below `inputs` is a formula."""
    return around if around == "inputs" else key


def _item(item: Node, known: Mapping[str, str], renamed: tuple[Rename, ...], field: str) -> Node:
    made = rewritten(item, renamed, field if item.kind == "scalar" else "")
    if item.kind != "map":
        return made
    return replace(
        made,
        fields=tuple(
            (key, replace(child, text=known[child.text]) if key == "id" and child.text in known else child)
            for key, child in made.fields
        ),
    )


def _scalar(node: Node, renamed: tuple[Rename, ...], field: str) -> Node:
    if field in fields.FORMULAS or field in ("at", "between"):
        words = node.text
        for one in renamed:
            prefix = _PREFIX.get(one.list, "")
            pattern = rf"(?<![\w.]){prefix}{re.escape(one.old)}(?![\w])"
            words = re.sub(pattern, f"{prefix.replace(chr(92), '')}{one.new}", words)
        return node if words == node.text else replace(node, text=words)
    if field in fields.REFERENCES:
        new = next((one.new for one in renamed if one.old == node.text), None)
        return node if new is None else replace(node, text=new)
    return node


def _by_id(node: Node | None) -> dict[str, Node]:
    if node is None or node.kind != "list":
        return {}
    return {found.text: item for item in node.items if item.kind == "map" and (found := item.get("id")) is not None}


def _without_id(node: Node) -> Meaning:
    return meaning(replace(node, fields=tuple((key, child) for key, child in node.fields if key != "id")))
