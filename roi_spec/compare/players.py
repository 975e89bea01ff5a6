"""Which changes can be made by themselves, and which only together because one rests on the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from roi_spec.compare import fields
from roi_spec.compare.differences import Difference
from roi_spec.model.comparison import Cause, Kind
from roi_spec.model.document import Node

MOVING = frozenset({Cause.VALUE, Cause.METHOD, Cause.STANDARD, Cause.DATA, Cause.HOUSE})
"""Causes that can move a figure."""
_CHOICES = frozenset({"method", "technique"})
"""Fields that decide which other fields stand beside them."""
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Group = frozenset[int]


def players(differences: Sequence[Difference]) -> tuple[Group, ...]:
    """Give the changes that can move a figure, by their numbers, joined where one cannot be without the other.

    Joined are: a thing that came or went and whatever names it; everything under an attribution whose method changed;
    rows of one list; fields that are one statement, such as those of a data file.
    """
    moving = [number for number, one in enumerate(differences) if one.change.cause in MOVING and one.switches]
    links: list[tuple[int, int]] = [*_named(differences, moving), *_together(differences, moving)]
    return joined([frozenset({number}) for number in moving], links)


def joined(groups: Iterable[Group], links: Iterable[tuple[int, int]]) -> tuple[Group, ...]:
    """Join groups that are linked, directly or through others; in the order of their first change."""
    found = list(groups)
    leader = list(range(len(found)))
    place = {number: spot for spot, group in enumerate(found) for number in group}

    def first(spot: int) -> int:
        while leader[spot] != spot:
            leader[spot] = leader[leader[spot]]
            spot = leader[spot]
        return spot

    for one, other in links:
        if one in place and other in place:
            leader[first(place[one])] = first(place[other])
    made: dict[int, set[int]] = {}
    for spot, group in enumerate(found):
        made.setdefault(first(spot), set()).update(group)
    return tuple(sorted((frozenset(group) for group in made.values()), key=min))


def _named(differences: Sequence[Difference], moving: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Link a thing that came or went to the changes of whatever names it."""
    for came in (True, False):
        kind = Kind.ADDED if came else Kind.REMOVED
        things: dict[str, int] = {}
        for number in moving:
            one = differences[number]
            if one.change.kind is kind:
                things |= {id: number for node in (*one.base, *one.head) if (id := _id_of(node))}
        for number in moving if things else ():
            for name in things.keys() & _names_in(differences[number], came=came):
                yield things[name], number


def _id_of(node: Node) -> str:
    found = node.get("id") if node.kind == "map" else None
    return found.text if found is not None else ""


def _names_in(one: Difference, *, came: bool) -> frozenset[str]:
    """Give every name that one side of a change uses: the new side for what came, the old side for what went."""
    parts = one.change.address.split(".")
    field = "inputs" if "inputs" in parts else parts[-1]
    return frozenset(name for node in (one.head if came else one.base) for name in _names_below(node, field))


def _names_below(node: Node, field: str) -> Iterator[str]:
    """Give the names in formulas and references; a word elsewhere, such as a unit, names nothing."""
    if node.kind == "scalar" and field in fields.FORMULAS | fields.REFERENCES:
        yield from _WORD.findall(node.text)
    for key, child in node.fields:
        yield from _names_below(child, field if field == "inputs" else key)
    for child in node.items:
        yield from _names_below(child, field)


def _together(differences: Sequence[Difference], moving: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Link changes that are one statement: under a choice that changed, in one list of rows, in one data file."""
    choices = {_parent(differences[number].change.address) for number in moving if _is_choice(differences[number])}
    first: dict[str, int] = {}
    for number in moving:
        address = differences[number].change.address
        around = [one for one in choices if address.startswith(f"{one}.")] + list(_containers(address))
        for container in around:
            known = first.setdefault(container, number)
            if known != number:
                yield known, number


def _is_choice(one: Difference) -> bool:
    return one.change.address.rpartition(".")[2] in _CHOICES


def _parent(address: str) -> str:
    return address.rpartition(".")[0]


def _containers(address: str) -> Iterator[str]:
    """Give the statements that an address lies in: a list of rows, or one data file."""
    parts = address.split(".")
    if parts[0] == "data" and len(parts) > 1:
        yield ".".join(parts[:2])
    for place, part in enumerate(parts[:-1]):
        if part in fields.ROWS and place > 0:
            yield ".".join(parts[: place + 1])
