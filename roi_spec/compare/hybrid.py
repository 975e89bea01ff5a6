"""A tree that lies between two others: the old one, in which some of the changes have been made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from roi_spec.compare.items import paired
from roi_spec.model.document import Node


def hybrid(base: Node, head: Node, made: Collection[str], all_switches: Collection[str]) -> Node:
    """Give the base with the changes at the addresses `made`; `all_switches` are those of every change there is.

    Nodes are never altered, only put together anew; where nothing differs the old node itself is used. The order of
    items is that of the base, what is new comes last.
    """
    above = {part for switch in all_switches for part in _ancestors(switch)}
    return _merged(base, head, "", frozenset(made), frozenset(all_switches), frozenset(above))


def _ancestors(address: str) -> tuple[str, ...]:
    parts = address.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts)))


def _merged(
    base: Node, head: Node, at: str, made: frozenset[str], switches: frozenset[str], above: frozenset[str]
) -> Node:
    if at not in above:
        return base
    if base.kind == "map":
        keys = dict.fromkeys((*base.keys(), *head.keys()))
        chosen = ((key, _chosen(base.get(key), head.get(key), _under(at, key), made, switches, above)) for key in keys)
        return replace(base, fields=tuple((key, node) for key, node in chosen if node is not None))
    pairs = paired(base.items, head.items)
    place = {id(node): number for number, node in enumerate(base.items)}
    ordered = sorted(pairs, key=lambda pair: place[id(pair.base)] if pair.base is not None else len(place))
    items = (_chosen(pair.base, pair.head, _under(at, pair.key), made, switches, above) for pair in ordered)
    return replace(base, items=tuple(node for node in items if node is not None))


def _under(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _chosen(
    base: Node | None,
    head: Node | None,
    at: str,
    made: frozenset[str],
    switches: frozenset[str],
    above: frozenset[str],
) -> Node | None:
    if at in switches:
        return head if at in made else base
    if base is None or head is None or base.kind != head.kind or base.kind == "scalar":
        return base
    return _merged(base, head, at, made, switches, above)
