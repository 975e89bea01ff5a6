"""The digest of a sign-off worked out anew from docs/sign-off.md, with nothing of the tool: what an auditor writes.

Reads YAML with ruamel, formulas with Python's own grammar and numbers with a table of a few units.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from fractions import Fraction
from typing import Any

from ruamel.yaml import YAML

LEFT_OUT = """
    title note why reason owner approved_by accepted_by interest basis context contamination parallel_before redeployed
    annualised_because times_a_year_because changed_because absent_because displacement overlap not_converted why_zero
    selection_note sentence claim
""".split()  # noqa: SIM905 - as the page lists them
FORMULAS = ("formula", "yearly_decay", "yearly_attrition", "keeps", "cost")
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
UNITS = {
    "%": ("", Fraction(1, 100)),
    "EUR": ("EUR", Fraction(1)),
    "minutes": ("hour", Fraction(1, 60)),
    "hour": ("hour", Fraction(1)),
    "hours": ("hour", Fraction(1)),
    "uur": ("hour", Fraction(1)),
    "month": ("month", Fraction(1)),
    "months": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
    "person": ("person", Fraction(1)),
    "persons": ("person", Fraction(1)),
    "error": ("error", Fraction(1)),
    "errors": ("error", Fraction(1)),
    "point": ("point", Fraction(1)),
    "points": ("point", Fraction(1)),
}
NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?: ?(%)| +(\S+))?")


def digest(written: str, addresses: tuple[str, ...]) -> str:
    """Give the digest over some items of a list, such as `assumptions.rate`."""
    marks = {address: mark(written, address) for address in addresses}
    return "sha256:" + hashlib.sha256(as_json(marks)).hexdigest()


def mark(written: str, address: str) -> str:
    """Give the mark of one item of a list."""
    section, id = address.split(".")
    items = YAML(typ="base", pure=True).load(written)[section]
    (item,) = (one for one in items if one["id"] == id)
    return hashlib.sha256(as_json(content({key: value for key, value in item.items() if key != "id"}))).hexdigest()[:32]


def as_json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        return {
            key: content(child, "formula" if field == "inputs" else key)
            for key, child in value.items()
            if key not in LEFT_OUT and not key.startswith("x-") and child != ""
        }
    if isinstance(value, list):
        with_ids = all(isinstance(one, dict) and "id" in one for one in value)
        return [content(one, field) for one in (sorted(value, key=lambda one: one["id"]) if with_ids else value)]
    if field in FORMULAS:
        return {"formula": bracketed(ast.parse(value, mode="eval").body)}
    if field == "unit":
        return value
    read = NUMBER.fullmatch(value)
    return number(*read.groups()) if read else " ".join(value.split())


def number(digits: str, percent: str | None, unit: str | None) -> dict[str, str]:
    above, *below = (percent or unit or "").split("/")
    exact, dimensions = Fraction(digits), dict[str, int]()
    for word, power in [(above, 1), *((word, -1) for word in below)]:
        if word:
            dimension, factor = UNITS[word]
            exact *= factor**power
            if dimension:
                dimensions[dimension] = dimensions.get(dimension, 0) + power
    tops = [plural(name) for name, power in sorted(dimensions.items()) if power > 0]
    return {
        "number": str(exact),
        "unit": "/".join(["*".join(tops) or "1", *(name for name, power in sorted(dimensions.items()) if power < 0)])
        if dimensions
        else "",
    }


def plural(word: str) -> str:
    return word if word == "EUR" else f"{word}s"


def bracketed(node: ast.expr) -> str:
    if isinstance(node, ast.BinOp):
        return f"({bracketed(node.left)} {SIGNS[type(node.op)]} {bracketed(node.right)})"
    if isinstance(node, ast.UnaryOp):
        return f"(-{bracketed(node.operand)})"
    if isinstance(node, ast.Call):
        return f"{bracketed(node.func)}({', '.join(map(bracketed, node.args))})"
    if isinstance(node, ast.Attribute):
        return f"{bracketed(node.value)}.{node.attr}"
    if isinstance(node, ast.Constant):
        return str(Fraction(str(node.value)))
    assert isinstance(node, ast.Name)
    return node.id
