"""What differs between two trees: things by their id, values by what they mean, never by line.

A figure with its range is one thing. The order of keys, quotes, comments and layout are nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roi_spec.compare import fields
from roi_spec.compare.items import moved, paired
from roi_spec.compare.meaning import meaning, quantity_of, shown, with_range
from roi_spec.compare.renames import Rename, renames, rewritten
from roi_spec.compare.words import field_name
from roi_spec.model.comparison import Cause, Change, Kind
from roi_spec.model.document import Node
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.model.working import verbatim

Route = tuple[str, ...]
_MAIN = ("value", "amount", "statement", "rate")
"""Fields that are the thing itself: its title is enough."""
_NAMED = ("title", "option", "who", "instrument", "rule")


@dataclass(frozen=True, slots=True)
class Difference:
    """A change, with what is needed to make it or leave it."""

    change: Change
    switches: tuple[str, ...]
    """Addresses that go over together from one side to the other; none: nothing that a figure could rest on."""
    base: tuple[Node, ...] = ()
    head: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Two trees, held against each other."""

    base: Node
    """With the ids of the head."""
    head: Node
    found: tuple[Difference, ...]
    renamed: tuple[Rename, ...] = ()


def differences(base: Node, head: Node, *, shared: str = "") -> Differences:
    """Compare two trees. `shared` names the list that stands for the whole tree in addresses (`standard`)."""
    known = renames(base, head)
    old = rewritten(base, known)
    found = [*_maps(old, head, (), ()), *(_renamed(one, old, head) for one in known)]
    if shared:
        found = [_readdressed(one, shared) for one in found]
    return Differences(old, head, tuple(found), known)


def _readdressed(one: Difference, shared: str) -> Difference:
    """Give a shared value the name that formulas use, as its address."""
    address, before = one.change.address, one.change.from_address
    cut = "values."
    new, old = (each.replace(cut, f"{shared}.", 1) if each.startswith(cut) else each for each in (address, before))
    return replace(one, change=replace(one.change, address=new, from_address=old))


def _renamed(one: Rename, base: Node, head: Node) -> Difference:
    pair = next(
        pair for pair in paired(_items(base, one.list), _items(head, one.list)) if pair.key.split("@")[0] == one.new
    )
    change = Change(
        address=f"{one.list}.{one.new}",
        kind=Kind.RENAMED,
        cause=Cause.PROSE,
        title=_thing(pair.head or pair.base, one.new),
        old=verbatim(one.old),
        new=verbatim(one.new),
        was_at=_at(pair.base),
        at=_at(pair.head),
        from_address=f"{one.list}.{one.old}",
    )
    return Difference(change, ())


def _items(node: Node, name: str) -> tuple[Node, ...]:
    found = node.get(name)
    return found.items if found is not None else ()


def _at(node: Node | None) -> Span | None:
    return node.span if node is not None else None


# --- walking ---------------------------------------------------------------------------------------------------------


def _maps(base: Node, head: Node, route: Route, names: tuple[Text, ...]) -> Iterator[Difference]:
    keys = dict.fromkeys((*head.keys(), *base.keys()))
    siblings = frozenset(keys)
    families: dict[str, list[str]] = {}
    for key in keys:
        if not route and key in ("id", "kind"):
            continue
        families.setdefault(fields.family(key, siblings), []).append(key)
    for name, members in families.items():
        yield from _family(name, members, base, head, route, names)


def _family(
    name: str, members: list[str], base: Node, head: Node, route: Route, names: tuple[Text, ...]
) -> Iterator[Difference]:
    old, new = base.get(name), head.get(name)
    if members == [name] and old is not None and new is not None and old.kind == new.kind != "scalar":
        inside = (*names, field_name(name))
        walk = _maps if old.kind == "map" else _lists
        yield from walk(old, new, (*route, name), inside)
        return
    differing = [key for key in members if not _same(base.get(key), head.get(key), key)]
    if not differing:
        return
    field = name if len(differing) > 1 else differing[0]
    olds, news = ([one for key in differing if (one := side.get(key)) is not None] for side in (base, head))
    whole = len(differing) > 1
    change = Change(
        address=".".join((*route, field)),
        kind=Kind.ADDED if not olds else Kind.REMOVED if not news else Kind.CHANGED,
        cause=fields.cause((*route, field), field),
        title=_title(names, field, is_top=not route),
        old=with_range(base, field) if whole and old is not None else shown(base.get(field), field),
        new=with_range(head, field) if whole and new is not None else shown(head.get(field), field),
        was_at=_at(base.get(field)),
        at=_at(head.get(field)),
        unit=_unit(base.get(field), head.get(field), field),
        source=_source(head) if head.get(field) is not None else "",
    )
    yield Difference(change, tuple(".".join((*route, key)) for key in differing), tuple(olds), tuple(news))


def _lists(base: Node, head: Node, route: Route, names: tuple[Text, ...]) -> Iterator[Difference]:
    field = route[-1]
    if _is_plain(base, field) and _is_plain(head, field):
        yield from _plain(base, head, route, names)
        return
    pairs = paired(base.items, head.items)
    for pair in pairs:
        at = (*route, pair.key)
        inside = (*_around(names, route), _thing(pair.head or pair.base, pair.key))
        if pair.base is not None and pair.head is not None and pair.base.kind == pair.head.kind == "map":
            yield from _maps(pair.base, pair.head, at, inside)
        elif pair.base is None or pair.head is None or not _same(pair.base, pair.head, field):
            yield _whole(pair.base, pair.head, at, inside)
    for pair in moved(pairs, base.items):
        yield _order(pair.base, pair.head, (*route, pair.key), (*_around(names, route), _thing(pair.head, pair.key)))


def _around(names: tuple[Text, ...], route: Route) -> tuple[Text, ...]:
    """Leave out the name of a list at the top: the title of its items says enough."""
    return names[:-1] if len(route) == 1 else names


def _whole(base: Node | None, head: Node | None, route: Route, names: tuple[Text, ...]) -> Difference:
    """Give an item that came, went, or is words and says something else."""
    address = ".".join(route)
    field = next((part for part in reversed(route[:-1]) if not part.isdigit()), "")
    change = Change(
        address=address,
        kind=Kind.ADDED if base is None else Kind.REMOVED if head is None else Kind.CHANGED,
        cause=_cause_of_item(route, field),
        title=_joined(names),
        old=shown(base, field),
        new=shown(head, field),
        was_at=_at(base),
        at=_at(head),
        unit=_unit(base, head, field),
        source=_source(head),
    )
    return Difference(change, (address,), (base,) if base else (), (head,) if head else ())


def _cause_of_item(route: Route, field: str) -> Cause:
    if route[0] in ("kpis", "cohorts", "parts", "scale_up"):
        return fields.cause((*route[:2], *route[2:], field), field) if len(route) > 2 else Cause.METHOD
    return Cause.DATA if route[0] == "data" else fields.cause(route, field)


def _order(base: Node | None, head: Node | None, route: Route, names: tuple[Text, ...]) -> Difference:
    address = ".".join(route)
    change = Change(
        address, Kind.MOVED, Cause.PROSE, _joined(names), was_at=_at(base), at=_at(head), from_address=address
    )
    return Difference(change, ())


def _is_plain(node: Node, field: str) -> bool:
    return field not in fields.PROSE and all(item.kind == "scalar" for item in node.items)


def _plain(base: Node, head: Node, route: Route, names: tuple[Text, ...]) -> Iterator[Difference]:
    """Compare two lists of names as sets: their order says nothing."""
    field = route[-1]
    one, other = (sorted(meaning(item, field) for item in side.items) for side in (base, head))
    if one == other:
        return
    address = ".".join(route)
    change = Change(
        address=address,
        kind=Kind.CHANGED,
        cause=fields.cause(route, field),
        title=_joined(names),
        old=shown(base, field),
        new=shown(head, field),
        was_at=_at(base),
        at=_at(head),
    )
    yield Difference(change, (address,), (base,), (head,))


def _same(base: Node | None, head: Node | None, field: str) -> bool:
    if base is None or head is None:
        return base is head
    return meaning(base, field) == meaning(head, field)


# --- words -----------------------------------------------------------------------------------------------------------


def _unit(base: Node | None, head: Node | None, field: str) -> str:
    for node in (head, base):
        inside = node.get("value") or node.get("amount") or node if node is not None and node.kind == "map" else node
        figure = quantity_of(inside)
        if figure is not None and not fields.is_words(field):
            return str(figure.unit)
    return ""


def _source(node: Node | None) -> str:
    """Give what a value rests on, as its author wrote it beside the value."""
    found = node.get("source") if node is not None and node.kind == "map" else None
    if found is not None and found.kind == "map":
        parts = (part for name in ("system", "reference") if (part := found.get(name)) is not None)
        return ", ".join(" ".join(part.text.split()) for part in parts)
    return " ".join(found.text.split()) if found is not None else ""


def _thing(node: Node | None, key: str) -> Text:
    """Give what an item of a list is called: its title, else its id in words, else its place."""
    for name in _NAMED:
        found = node.get(name) if node is not None and node.kind == "map" else None
        if found is not None and found.text:
            return verbatim(" ".join(found.text.split()))
    words = key.split("@", maxsplit=1)[0].removeprefix("was-")
    return verbatim(
        words if words.isdigit() or words.isupper() or words[1:].isdigit() else words.replace("_", " ").capitalize()
    )


def _title(names: tuple[Text, ...], field: str, *, is_top: bool) -> Text:
    return _joined(names) if field in _MAIN and not is_top and names else _joined((*names, field_name(field)))


def _joined(names: Sequence[Text]) -> Text:
    """Give the names from the outside in: `Errors in invoices: Attribution, Share`."""
    if len(names) < 2:
        return names[0] if names else verbatim("")
    rest = names[1]
    for more in names[2:]:
        rest = Text("{first}, {second}", (("first", rest), ("second", more)))
    return Text("{thing}: {part}", (("thing", names[0]), ("part", rest)))
