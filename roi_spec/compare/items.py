"""Which item of a list is which item of the other: by its id, else by what it is about, else by its content.

A position says nothing: a line that moved is the same line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roi_spec.compare.meaning import meaning
from roi_spec.model.document import Node

NAMES = ("id", "method", "period", "currency", "title", "rule", "option", "who", "by")
"""Fields by which items of a list can be told apart, the best first."""
_FOR_EVER = frozenset({"id", "method", "period", "currency", "rule"})
_APART = re.compile(r"[^\w@:+-]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One item at both sides; None where a side does not have it."""

    key: str
    """Its name in an address."""
    base: Node | None
    head: Node | None


def paired(base: Sequence[Node], head: Sequence[Node]) -> tuple[Pair, ...]:
    """Match the items of two lists: what the head has, in its order, and then what is gone."""
    versioned = _versions(base) | _versions(head)
    field = next((name for name in NAMES if all(_tells_apart(name, side, versioned) for side in (base, head))), None)
    if field is None:
        return _by_content(base, head)
    one, other = ({_key(item, field, versioned): item for item in side} for side in (base, head))
    gone = {key: node for key, node in one.items() if key not in other}
    found = [Pair(key, one.get(key) or _retitled(node, field, gone), node) for key, node in other.items()]
    return (*found, *(Pair(key, node, None) for key, node in gone.items()))


def _retitled(node: Node, field: str, gone: dict[str, Node]) -> Node | None:
    """Take from what is gone the item that a new one was before, when it only got another title: ids are for ever."""
    if field in _FOR_EVER:
        return None
    said = {key: meaning(child, key) for key, child in node.fields if key != field}
    for key, old in gone.items():
        before = {name: meaning(child, name) for name, child in old.fields if name != field}
        if sum(said.get(name) == words for name, words in before.items()) * 2 > max(len(before), len(said)):
            return gone.pop(key)
    return None


def moved(pairs: Sequence[Pair], base: Sequence[Node]) -> tuple[Pair, ...]:
    """Give the items that stand in another order among those that both sides have: as few as explain the difference."""
    place = {id(node): number for number, node in enumerate(base)}
    both = [pair for pair in pairs if pair.base is not None and pair.head is not None]
    kept = _longest_rising([place[id(pair.base)] for pair in both])
    return tuple(pair for number, pair in enumerate(both) if number not in kept)


def _versions(items: Sequence[Node]) -> frozenset[str]:
    """Give the ids that stand more than once: versions of one value, told apart by the day from which they hold."""
    ids = [found.text for item in items if (found := item.get("id")) is not None]
    return frozenset(one for one in ids if ids.count(one) > 1)


def _tells_apart(field: str, items: Sequence[Node], versioned: frozenset[str]) -> bool:
    """Say whether every item has the field, and no two the same."""
    if not all(item.kind == "map" and item.get(field) is not None for item in items):
        return False
    return len({_key(item, field, versioned) for item in items}) == len(items)


def _key(item: Node, field: str, versioned: frozenset[str]) -> str:
    named, since = item.get(field), item.get("valid_from")
    # A dot would read as a step further down, in the address of what stands below.
    words = _APART.sub("-", named.text.strip()) if named is not None else ""
    return f"{words}@{since.text}" if words in versioned and since is not None else words


def _by_content(base: Sequence[Node], head: Sequence[Node]) -> tuple[Pair, ...]:
    """Match equal content first; what is left over in order, as changed, when it is a thing with parts or a figure."""
    left = list(base)
    matched: list[tuple[Node | None, Node]] = []
    said = {id(node): meaning(node) for node in (*base, *head)}
    for node in head:
        twin = next((one for one in left if said[id(one)] == said[id(node)]), None)
        if twin is not None:
            left.remove(twin)
        matched.append((twin, node))
    pairs = []
    for number, (twin, node) in enumerate(matched, 1):
        found = twin or (left.pop(0) if left else None)
        pairs.append(Pair(str(number), found, node))
    return (*pairs, *(Pair(f"was-{number}", node, None) for number, node in enumerate(left, 1)))


def _longest_rising(numbers: list[int]) -> frozenset[int]:
    """Give the places of a longest rising run of numbers (patience sorting), which is what stayed in order."""
    tails: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        at = next((spot for spot, tail in enumerate(tails) if numbers[tail] >= number), len(tails))
        before.append(tails[at - 1] if at else None)
        tails[at : at + 1] = [place]
    kept = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
