"""Two agreements held against each other: what is other than it was, and what only got another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roi_spec.history.agreed import Agreement, Point, Reference, Thing
from roi_spec.model.formula import Expr, Name, as_line
from roi_spec.model.past import Commit, Later, Sort
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text

_Key = tuple[str, str]


def later(before: Agreement, now: Agreement, commit: Commit | None) -> tuple[Later, ...]:
    """Give what is other than it was, in the order of the file as it is now; `commit` is the one that changed it."""
    names_now = _renamed(before, now)
    found: list[Later] = []
    for key, thing in now.things.items():
        was = before.things.get(next((old for old, new in names_now.items() if new == key), key))
        if was is not None:
            found += _points(was, thing, names_now, commit)
        elif thing.kind not in ("assumptions", "standard"):
            found.append(_came(thing, commit))
    gone = (one for key, one in before.things.items() if names_now.get(key, key) not in now.things)
    return (*found, *(_went(one, commit) for one in gone if one.kind not in ("assumptions", "standard")))


def renamed(before: Agreement, now: Agreement) -> tuple[tuple[str, str], ...]:
    """Give the addresses that are called something else while everything about them is the same."""
    return tuple((_address(old), _address(new)) for old, new in _renamed(before, now).items())


def _address(key: _Key) -> str:
    return f"{key[0]}.{key[1]}"


def _came(thing: Thing, commit: Commit | None) -> Later:
    sort = Sort.OBJECTIVE if thing.kind == "objectives" else Sort.KPI
    title = text("Objective “{statement}”", statement=thing.title) if sort is Sort.OBJECTIVE else _kpi_title(thing)
    return Later(sort, thing.address, title, None, text("added"), commit, thing.pointer)


def _went(thing: Thing, commit: Commit | None) -> Later:
    sort = Sort.OBJECTIVE if thing.kind == "objectives" else Sort.KPI
    title = text("Objective “{statement}”", statement=thing.title) if sort is Sort.OBJECTIVE else _kpi_title(thing)
    return Later(sort, thing.address, title, text("there"), None, commit, thing.pointer[:1])


def _kpi_title(thing: Thing) -> Text:
    return text("KPI “{kpi}”", kpi=thing.title)


def _points(was: Thing, thing: Thing, names_now: Mapping[_Key, _Key], commit: Commit | None) -> Iterator[Later]:
    old = {one.name: one for one in was.points}
    new = {one.name: one for one in thing.points}
    for name in dict.fromkeys((*new, *old)):
        point = new.get(name) or old[name]
        first = old[name].content if name in old else None
        last = new[name].content if name in new else None
        if _same(first, last, names_now) or (first is None and point.fills):
            continue
        address = f"{thing.address}.{name}".lstrip(".")
        route = (*thing.pointer, *name.split("."))
        yield Later(point.sort, address, point.title, _shown(first), _shown(last), commit, route)


def _same(first: Any, last: Any, names_now: Mapping[_Key, _Key]) -> bool:
    """Hold two contents against each other by what they mean, when ids of the first may have become others."""
    if isinstance(first, Quantity) and isinstance(last, Quantity):
        return first.base == last.base and first.unit.dimensions == last.unit.dimensions
    if isinstance(first, Reference) and isinstance(last, Reference):
        return names_now.get(("kpis", first.id), ("kpis", first.id))[1] == last.id
    if isinstance(first, Expr) and isinstance(last, Expr):
        return as_line(first, lambda one: _now(one, names_now)) == as_line(last, lambda one: one.written or one.id)
    return bool(first == last)


def _now(name: Name, names_now: Mapping[_Key, _Key]) -> str:
    """Give what a name of an earlier version is called now."""
    called = name.written or name.id
    kind, id = ("standard", called.removeprefix("standard.")) if "." in called else ("assumptions", called)
    id_now = names_now.get((kind, id), (kind, id))[1]
    return f"standard.{id_now}" if kind == "standard" else id_now


def _shown(content: Any) -> Text | None:
    """Write a content for a reader; formulas with the names that the author gave."""
    if content is None:
        return None
    if isinstance(content, Reference):
        return text("{value}", value=content.id)
    if isinstance(content, Expr):
        return text("{value}", value=as_line(content, lambda one: one.written or one.id))
    if isinstance(content, tuple):
        start, until = content
        return text("{start} to {end}", start=start or "…", end=until or "…")
    return text("{value}", value=getattr(content, "word", content))


# --- other names for the same ----------------------------------------------------------------------------------------


def _renamed(before: Agreement, now: Agreement) -> dict[_Key, _Key]:
    """Find what has another id and is the same in everything else; values first, because formulas name them."""
    found: dict[_Key, _Key] = {}
    for kind in ("standard", "assumptions", "kpis", "objectives"):
        gone = [one for key, one in before.things.items() if key[0] == kind and key not in now.things]
        came = [one for key, one in now.things.items() if key[0] == kind and key not in before.things]
        for one in gone:
            twins = [other for other in came if _is_same_thing(one, other, found)]
            if len(twins) == 1 and (kind, twins[0].id) not in found.values():
                found[kind, one.id] = (kind, twins[0].id)
    return found


def _is_same_thing(one: Thing, other: Thing, found: Mapping[_Key, _Key]) -> bool:
    return one.title == other.title and _same_points(one.points, other.points, found)


def _same_points(one: Iterable[Point], other: Iterable[Point], found: Mapping[_Key, _Key]) -> bool:
    first, last = ({point.name: point.content for point in points} for points in (one, other))
    return first.keys() == last.keys() and all(_same(first[name], last[name], found) for name in first)
