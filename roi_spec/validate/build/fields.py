"""Single fields of a node as typed values.

Only called on a document that passed, so a value that cannot be read is a bug.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from roi_spec.model import spec
from roi_spec.model.document import Node
from roi_spec.model.formula import Trouble, parse
from roi_spec.model.units import Unit
from roi_spec.validate import values
from roi_spec.validate.values import QUANTITIES

T = TypeVar("T")


def text(node: Node, name: str, default: str = "") -> str:
    found = node.get(name)
    return found.text if found is not None else default


def texts(node: Node, name: str) -> tuple[str, ...]:
    found = node.get(name)
    return tuple(item.text for item in found.items) if found is not None else ()


def date(node: Node, name: str) -> dt.date | None:
    found = node.get(name)
    return values.date(found.text) if found is not None else None


def count(node: Node, name: str) -> int | None:
    found = node.get(name)
    return values.count(found.text) if found is not None else None


def answer(node: Node, name: str) -> bool | None:
    found = node.get(name)
    return found.text in ("true", "True", "TRUE") if found is not None else None


def level(node: Node) -> spec.Level:
    return spec.Level[text(node, "level").upper()]


def title(node: Node) -> str:
    return text(node, "title") or text(node, "id").replace("_", " ").capitalize()


def unit(node: Node, name: str) -> Unit | None:
    found = node.get(name)
    return values.unit(found.text) if found is not None else None


def given(node: Node, name: str, kind: str = "quantity") -> spec.Given | None:
    found = node.get(name)
    return stated_quantity(found, kind) if found is not None else None


def must(node: Node, name: str, kind: str = "quantity") -> spec.Given:
    return stated_quantity(child(node, name), kind)


def child(node: Node, name: str) -> Node:
    found = node.get(name)
    if found is None:
        raise LookupError(f"{name} was checked to be there")
    return found


def stated_quantity(node: Node, kind: str) -> spec.Given:
    quantity = QUANTITIES[kind](node.text)
    if quantity is None:
        raise ValueError(f"{node.text!r} was checked to be a {kind}")
    return spec.Given(quantity, node.span, node.text)


def ranged(node: Node, name: str, low: str, high: str, kind: str = "quantity") -> spec.Ranged | None:
    best = given(node, name, kind)
    return spec.Ranged(best, given(node, low, kind), given(node, high, kind)) if best else None


def formula(node: Node, name: str) -> spec.Formula | None:
    found = node.get(name)
    if found is None:
        return None
    tree = parse(found.text)
    assert not isinstance(tree, Trouble), f"{found.text!r} was checked to be a formula"
    return spec.Formula(found, found.text, tree)


def formulas(node: Node, name: str) -> tuple[tuple[str, spec.Formula], ...]:
    found = node.get(name)
    return tuple((key, must_formula(found, key)) for key, _ in found.fields) if found is not None else ()


def must_formula(node: Node, name: str) -> spec.Formula:
    found = formula(node, name)
    if found is None:
        raise LookupError(f"{name} was checked to be there")
    return found


def part(node: Node, name: str, make: Callable[[Node], T]) -> T | None:
    found = node.get(name)
    return make(found) if found is not None else None


def parts(node: Node, name: str, make: Callable[[Node], T]) -> tuple[T, ...]:
    found = node.get(name)
    return tuple(make(item) for item in found.items) if found is not None else ()


def period(node: Node, first: str = "from", last: str = "until") -> spec.Period:
    return spec.Period(node, date(node, first), date(node, last))
