"""What a value means, so that another way of writing the same is no change, and how a reader sees it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from roi_spec.compare import fields
from roi_spec.model.document import Node
from roi_spec.model.formula import Trouble, as_line, parse
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import COST_CATEGORIES, PERSPECTIVES, TECHNIQUES
from roi_spec.model.working import verbatim

Meaning = tuple[Any, ...]
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "category": {id: one.title for id, one in COST_CATEGORIES.items()},
    "technique": {id: one.title for id, one in TECHNIQUES.items()},
    "perspective": PERSPECTIVES,
}
"""What a reader calls the choices of a field."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES, _NO = ("true", "True", "TRUE"), ("false", "False", "FALSE")


def quantity_of(node: Node | None) -> Quantity | None:
    """Give the figure that a value is, or None."""
    if node is None or node.kind != "scalar":
        return None
    read = parse_quantity(node.text)
    return read if isinstance(read, Quantity) else None


def meaning(node: Node, field: str = "") -> Meaning:
    """Give what a value says, equal for all ways of writing it: quotes, spaces, order of keys, line breaks."""
    if node.kind == "map":
        return ("map", *sorted((key, meaning(child, key)) for key, child in node.fields))
    if node.kind == "list":
        return ("list", *(meaning(item, field) for item in node.items))
    words = " ".join(node.text.split())
    if fields.is_words(field):
        return ("words", words)
    figure = quantity_of(node)
    if figure is not None:
        return ("figure", str(figure.base), str(figure.unit.dimensions))
    if words in _YES or words in _NO:
        return ("answer", words.lower())
    formula = parse(words) if field in fields.FORMULAS else None
    if formula is not None and not isinstance(formula, Trouble):
        return ("formula", as_line(formula, lambda name: name.written or name.id))
    return ("words", words)


def shown(node: Node | None, field: str = "") -> Text | None:
    """Give a value as a reader would write it: a figure or a day in local notation, words as they stand.

    Of a thing with parts: its figure, else its words, else how many parts it has.
    """
    if node is None:
        return None
    if node.kind == "scalar":
        return _scalar(node, field)
    if node.kind == "list":
        return _list(node, field)
    for key in ("value", "amount", "formula", "rate", "share", "length", "statement", "asked"):
        found = node.get(key)
        if found is not None and found.kind == "scalar":
            return with_range(node, key) if key in ("value", "amount", "rate", "share") else _scalar(found, key)
    for key in ("method", "technique", "title", "file", "option", "who", "reason"):
        found = node.get(key)
        if found is not None and found.kind == "scalar":
            return _scalar(found, key)
    written = [f"{key}: {child.text}" for key, child in node.fields if child.kind == "scalar"]
    return verbatim(", ".join(written)) if written else text("{count} parts", count=len(node.fields))


def with_range(node: Node, field: str) -> Text | None:
    """Give a figure with the ends between which it lies, where these are stated."""
    best = shown(node.get(field), field)
    figure = quantity_of(node.get(field))
    low, high = (_end(node, field, end, figure) for end in ("low", "high"))
    if low is not None and high is not None:
        return text("{value} ({low} to {high})", value=best, low=low, high=high)
    if low is not None:
        return text("{value} (from {low})", value=best, low=low)
    return text("{value} (up to {high})", value=best, high=high) if high is not None else best


def _end(node: Node, field: str, end: str, best: Quantity | None) -> Text | Fraction | None:
    """Give one end of a range; in the unit of the figure itself the number says enough."""
    found = node.get(end) if field in ("value", "rate") else node.get(f"{field}_{end}")
    figure = quantity_of(found)
    if figure is not None and best is not None and figure.unit == best.unit and not best.unit.is_money:
        return figure.value
    return shown(found, field)


def _scalar(node: Node, field: str) -> Text:
    words = " ".join(node.text.split())
    named = _CHOICES.get(field, {}).get(words)
    if named is not None:
        return named
    figure = None if fields.is_words(field) or (node.quoted and not node.text.endswith("%")) else quantity_of(node)
    if figure is not None and field not in ("year", "price_year"):
        return Text("{value}", (("value", figure),))
    if _DAY.fullmatch(words):
        try:
            return Text("{day}", (("day", dt.date.fromisoformat(words)),))
        except ValueError:
            return verbatim(words)
    if words in _YES or words in _NO:
        return Text("{answer}", (("answer", words in _YES),))
    return verbatim(words)


def _list(node: Node, field: str) -> Text:
    if all(item.kind == "scalar" for item in node.items):
        return Text("{several}", (("several", tuple(_scalar(item, field) for item in node.items)),))
    return text("{count} rows", count=len(node.items))
