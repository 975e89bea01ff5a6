"""What can be signed of a file: each value without layout, notation and prose, with a mark that stands for its content.

The form in which content is digested is described in docs/sign-off.md, so that anybody can do it again without this
tool.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roi_spec.model.document import Document, Node
from roi_spec.model.formula import Binary, Expr, Name, Negative, Number, Trouble, names, parse
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption
from roi_spec.model.units import Unit, parse_unit, unit_of

WHOLE = "whole"
"""The scope of a sign-off on everything that counts in a file."""

LISTS = {
    "objectives": "id",
    "kpis": "id",
    "assumptions": "id",
    "costs": "id",
    "exchange_rates": "currency",
    "data": "id",
    "cohorts": "id",
    "parts": "id",
    "values": "id",
}
"""Sections that are lists, and the field by which their items are called."""
PARTS = (
    "currency",
    "perspective",
    "price_year",
    "evaluated_on",
    "purpose",
    "delivery",
    "benefit_window",
    "target_roi",
    "audience",
    "discount_rate",
    "scale_up",
    "earlier_forecast",
    "uncertainty",
    "declared",
)
"""Fields of a programme that count by themselves."""

LEFT_OUT = frozenset(
    (
        *("title", "note", "why", "reason", "owner", "approved_by", "accepted_by", "interest", "basis", "context"),
        *("contamination", "parallel_before", "redeployed", "annualised_because", "times_a_year_because"),
        *("changed_because", "absent_because", "displacement", "overlap", "not_converted", "why_zero"),
        *("selection_note", "sentence", "claim"),
    )
)
"""Fields that tell about a value and are no part of it."""
FORMULAS = frozenset(("formula", "yearly_decay", "yearly_attrition", "keeps", "cost", "inputs"))
"""Fields that hold a formula; `inputs` holds one under each name."""

MARK = 32
"""Digits of the digest of a value that a sign-off keeps: 128 bits, which nobody can aim at."""
PREFIX = "sha256:"

Content = dict[str, Any] | list[Any] | str


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One thing that can be signed."""

    address: str
    """`assumptions.hourly_cost`, `benefit_window`, `standard.rate`; a version of a standard value ends in its date."""
    node: Node
    content: Content
    needs: tuple[str, ...] = ()
    """Addresses of what its formulas name and of the data that it is computed from."""

    @property
    def mark(self) -> str:
        """Give the first digits of the SHA-256 of the content, in hexadecimal."""
        return digest_of(self.content)[:MARK]

    @property
    def section(self) -> str:
        """Give the first part of the address."""
        return self.address.partition(".")[0]

    @property
    def title(self) -> str:
        """Give what the author calls it; empty when it has no name of its own."""
        return _text(self.node, "title")

    @property
    def owner(self) -> str:
        """Give the role that answers for it."""
        return _text(self.node, "owner")

    @property
    def approved_by(self) -> str:
        """Give the role that the author says agreed to it."""
        return _text(self.node, "approved_by")

    @property
    def at(self) -> Span:
        """Give the place of its name, else of itself."""
        named = self.node.get("id") if self.node.kind == "map" else None
        return named.span if named is not None else self.node.key_or_value


# --- content ---------------------------------------------------------------------------------------------------------


def content_of(node: Node, name: str = "") -> Content:
    """Give a value as it is digested: exact numbers in base units, formulas with every bracket, no prose, no layout."""
    if node.kind == "map":
        inside = name if name == "inputs" else ""
        fields = sorted((key, child) for key, child in node.fields if _counts(key, child))
        return {key: content_of(child, inside or key) for key, child in fields}
    if node.kind == "list":
        items = sorted(node.items, key=lambda one: _text(one, "id")) if _have_ids(node) else node.items
        return [content_of(one, name) for one in items]
    if name in FORMULAS:
        return _formula_content(node.text)
    return _unit_content(node.text) if name == "unit" else _scalar_content(node.text)


def _counts(key: str, child: Node) -> bool:
    return key not in LEFT_OUT and not key.startswith("x-") and not child.is_empty


def _have_ids(node: Node) -> bool:
    return bool(node.items) and all(one.kind == "map" and one.get("id") is not None for one in node.items)


def _scalar_content(written: str) -> Content:
    read = parse_quantity(written)
    if isinstance(read, Quantity):
        return {"number": str(read.base), "unit": str(unit_of(read.unit.dimensions))}
    return " ".join(written.split())


def _unit_content(written: str) -> Content:
    read = parse_unit(written)
    return str(read) if isinstance(read, Unit) else written


def _formula_content(written: str) -> Content:
    tree = parse(written)
    return " ".join(written.split()) if isinstance(tree, Trouble) else {"formula": bracketed(tree)}


def bracketed(expr: Expr) -> str:
    """Write a formula with brackets around every sign, so that one formula has one way to be written."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Number):
        return str(expr.value)
    if isinstance(expr, Negative):
        return f"(-{bracketed(expr.inner)})"
    if isinstance(expr, Binary):
        return f"({bracketed(expr.left)} {expr.sign} {bracketed(expr.right)})"
    return f"{expr.function}({', '.join(bracketed(one) for one in expr.arguments)})"


def digest_of(content: Any) -> str:
    """Give the SHA-256 of content as JSON: keys sorted, no blanks between its parts, UTF-8."""
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def digest_of_all(marks: Mapping[str, str]) -> str:
    """Give the digest over several values: that of their marks by address."""
    return PREFIX + digest_of(dict(marks))


def marks_of(items: Iterable[Item]) -> dict[str, str]:
    """Give the mark of each item by its address."""
    return {one.address: one.mark for one in items}


# --- items -----------------------------------------------------------------------------------------------------------


def items_of(
    document: Document, standards: Mapping[str, Assumption] | None = None, files: Mapping[str, str] | None = None
) -> tuple[Item, ...]:
    """Give everything that can be signed of a programme or a list of standard values, in the order of the file.

    `standards`: the shared values that the programme may use, by id; those that it uses come last. `files`: the SHA-256
    of data files by the id of their `data:` entry, since what was signed is their content and not their name.
    """
    own = tuple(_own_items(document.root, files or {}))
    return (*own, *_shared_items(own, standards or {}))


def _own_items(root: Node, files: Mapping[str, str]) -> Iterator[Item]:
    is_list = root.get("values") is not None
    for name, node in root.fields:
        if name in LISTS and node.kind == "list":
            yield from (_item(name, one, is_list=is_list, files=files) for one in node.items if one.kind == "map")
        elif name in PARTS and not is_list and not node.is_empty:
            yield Item(name, node, content_of(node, name), tuple(_needs(node, is_list=is_list)))


def _item(section: str, node: Node, *, is_list: bool, files: Mapping[str, str]) -> Item:
    id = _text(node, LISTS[section])
    content = _without_id(content_of(node), LISTS[section])
    if section == "data" and id in files:
        content = {**content, "file": PREFIX + files[id]}
    version = _text(node, "valid_from") if is_list else ""
    address = f"{section}.{id}@{version}" if version else f"{section}.{id}"
    return Item(address, node, content, tuple(_needs(node, is_list=is_list)))


def _without_id(content: Content, field: str) -> dict[str, Any]:
    """Leave out of the content what is in the address already."""
    assert isinstance(content, dict)
    return {key: value for key, value in content.items() if key != field}


def _shared_items(own: Iterable[Item], standards: Mapping[str, Assumption]) -> Iterator[Item]:
    """Give the standard values that formulas name, also by way of each other."""
    pending = [need for one in own for need in one.needs if need.startswith("standard.")]
    seen: set[str] = set()
    while pending:
        address = pending.pop(0)
        value = standards.get(address.removeprefix("standard."))
        if value is None or address in seen:
            continue
        seen.add(address)
        needs = tuple(need.replace("values.", "standard.", 1) for need in _needs(value.node, is_list=True))
        yield Item(address, value.node, _without_id(content_of(value.node), "id"), needs)
        pending += needs


def _needs(node: Node, *, is_list: bool, name: str = "") -> Iterator[str]:
    """Give the addresses of what formulas below a node name, and of the data files it reads."""
    if node.kind == "scalar":
        tree = parse(node.text) if name in FORMULAS else None
        if tree is not None and not isinstance(tree, Trouble):
            yield from dict.fromkeys(_address(one.id, is_list=is_list) for one in names(tree))
        elif name == "data":
            yield f"data.{node.text}"
    for key, child in node.fields:
        yield from _needs(child, is_list=is_list, name=name if name == "inputs" else key)
    for child in node.items:
        yield from _needs(child, is_list=is_list, name=name)


_PREFIXES = {"cost": "costs", "cohort": "cohorts"}


def _address(name: str, *, is_list: bool) -> str:
    """Give where a name in a formula gets its value; what leads nowhere is simply not found later."""
    first, _, rest = name.partition(".")
    if is_list:
        return f"values.{name}"
    if first == "exchange":
        return f"exchange_rates.{rest.upper()}"
    if first in _PREFIXES:
        return f"{_PREFIXES[first]}.{rest.partition('.')[0]}"
    if rest or name == "benefit_window":
        return name
    return "audience" if name in ("invited", "started", "completed") else f"assumptions.{name}"


def _text(node: Node, name: str) -> str:
    found = node.get(name) if node.kind == "map" else None
    return found.text if found is not None and found.kind == "scalar" else ""


_WRITTEN = ("value", "amount", "rate", "length", "formula", "statement", "file")
_MEASURED = ("baseline", "result", "forecast", "target")


def written(node: Node) -> str:
    """Give what stands there, as the author wrote it, short enough for a sentence; empty when it has many parts."""
    if node.kind == "scalar":
        return " ".join(node.text.split())
    first = next((_text(node, name) for name in _WRITTEN if _text(node, name)), "")
    ends = [end for end in (_text(node, "low"), _text(node, "high")) if end]
    measured = " → ".join(one for one in (_text(node, name) for name in _MEASURED[:2]) if one)
    told = first or measured or next((_text(node, name) for name in _MEASURED[2:] if _text(node, name)), "")
    return f"{told} ({' – '.join(ends)})" if told and ends else told


# --- scope -----------------------------------------------------------------------------------------------------------


def in_scope(items: Iterable[Item], scope: Iterable[str]) -> tuple[Item, ...]:
    """Give what a scope covers, in the order of the items: what it names, and whatever their formulas name in turn."""
    every, wanted = tuple(items), tuple(scope) or (WHOLE,)
    chosen = {one.address for one in every if any(covers(place, one.address) for place in wanted)}
    by_name: dict[str, list[Item]] = {}
    for one in every:
        by_name.setdefault(one.address.partition("@")[0], []).append(one)
    pending = [one for one in every if one.address in chosen]
    while pending:
        found = [one for need in pending.pop().needs for one in by_name.get(need, ())]
        pending += [one for one in found if one.address not in chosen]
        chosen |= {one.address for one in found}
    return tuple(one for one in every if one.address in chosen)


def covers(place: str, address: str) -> bool:
    """Say whether a place of a scope holds an address: `costs` holds `costs.trainer`, `values.rate` every version."""
    return place in (WHOLE, address) or address.startswith((f"{place}.", f"{place}@"))
