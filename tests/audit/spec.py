"""A spec, read by hand: quantities, formulas, dates and data files as a person with a calculator reads them."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from roi_spec.model.units import SPELLINGS
from tests.audit.book import FUNCTIONS

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
SCALE = {"minute": Fraction(1, 60), "week": 7, "quarter": 3, "year": 12, "%": Fraction(1, 100), "pp": Fraction(1, 100)}
"""What the words of a unit multiply by; every other word counts as itself."""
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%|.*)")


@cache
def loaded(path: Path) -> dict[str, Any]:
    """Read a YAML file."""
    return YAML(typ="safe").load(path.read_text("utf-8"))  # type: ignore[no-any-return]


def house() -> dict[str, Any]:
    """Read the settings of the organisation."""
    return loaded(ROOT / "roi-spec.yaml")


def measured(written: object) -> Fraction:
    """Read a value with its unit, in base units."""
    match = NUMBER.fullmatch(str(written).strip())
    assert match, written
    return Fraction(match[1]) * scale_of(match[2])


def unit_of(written: object) -> str:
    """Give the first word of the unit of a value, as the tool spells it."""
    match = NUMBER.fullmatch(str(written).strip())
    assert match, written
    return SPELLINGS.get(match[2].strip().lower(), match[2].strip())


def scale_of(unit: str) -> Fraction:
    """Give how many base units one of a unit is."""
    out = Fraction(1)
    for number, word in enumerate(unit.strip().split("/")):
        for each in word.strip().split("*"):
            symbol = SPELLINGS.get(each.strip().lower(), each.strip())
            factor = Fraction(SCALE.get(symbol, 1))
            out = out * factor if number == 0 else out / factor
    return out


# --- formulas --------------------------------------------------------------------------------------------------------


def sum_of(formula: str, names: Mapping[str, Fraction]) -> Fraction:
    """Work out a formula of a spec by way of Python's own grammar."""
    return _node(ast.parse(" ".join(str(formula).split()), mode="eval").body, names)


def _node(node: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Attribute):
        return names[ast.unparse(node)]
    if isinstance(node, ast.UnaryOp):
        return -_node(node.operand, names)
    if isinstance(node, ast.Call):
        return FUNCTIONS[ast.unparse(node.func)]([_node(one, names) for one in node.args])
    assert isinstance(node, ast.BinOp)
    left, right = _node(node.left, names), _node(node.right, names)
    return {
        ast.Add: lambda: left + right,
        ast.Sub: lambda: left - right,
        ast.Mult: lambda: left * right,
        ast.Div: lambda: left / right,
    }[type(node.op)]()  # type: ignore[index]


class Names(dict[str, Fraction]):
    """Values by name; one with a formula is worked out when it is asked for."""

    def __init__(self, known: Mapping[str, Fraction], later: Mapping[str, Callable[[], Fraction]]) -> None:
        super().__init__(known)
        self.later = dict(later)

    def __missing__(self, name: str) -> Fraction:
        return self.later[name]()

    def stated(self, every: list[dict[str, Any]], prefix: str = "") -> None:
        """Add values and formulas as they stand in a spec."""
        for one in every:
            name = prefix + one["id"]
            if "value" in one:
                self[name] = measured(one["value"])
            else:
                self.later[name] = lambda formula=one["formula"]: sum_of(formula, self)  # type: ignore[misc]

    def plus(self, own: Mapping[str, Fraction]) -> Names:
        """Give these names with some more."""
        return Names(self | own, self.later)


# --- shared values ---------------------------------------------------------------------------------------------------


def standard_versions() -> dict[str, list[dict[str, Any]]]:
    """Give the shared values by id, all their versions."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(SPECS.glob("*.roi.yaml")):
        for one in loaded(path).get("values", ()):
            found.setdefault(one["id"], []).append(one)
    return found


def standards(day: dt.date) -> dict[str, dict[str, Any]]:
    """Give the shared values that hold on a day: of several versions the one that is not too early or too late."""
    return {id: _on(day, every) for id, every in standard_versions().items()}


def _on(day: dt.date, every: list[dict[str, Any]]) -> dict[str, Any]:
    if len(every) == 1:
        return every[0]
    first, last = dt.date.min, dt.date.max
    holding = [one for one in every if one.get("valid_from", first) <= day <= one.get("valid_until", last)]
    assert len(holding) == 1, (day, every)
    return holding[0]


# --- calendars -------------------------------------------------------------------------------------------------------


def months_later(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def month_number(period: object) -> int:
    """Number a month from the year 0."""
    year, number = str(period).split("-")[:2]
    return 12 * int(year) + int(number)


# --- data files ------------------------------------------------------------------------------------------------------


def twelve(value: Fraction) -> Fraction:
    """Round to 12 significant digits, as figures from statistics are published."""
    return Fraction(f"{float(value):.12g}")


def mean(every: list[Fraction]) -> Fraction:
    """Add up and divide."""
    return sum(every, Fraction(0)) / len(every)


def table(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    """Read a data file: for each row the cells by role; empty cells are left out."""
    text = (SPECS / entry["file"]).read_text("utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=entry.get("delimiter", ","))
    headings: dict[str, str] = entry["columns"]
    return [{role: row[heading] for role, heading in headings.items() if row[heading].strip()} for row in rows]


def cell(written: str, entry: Mapping[str, Any]) -> Fraction:
    """Read a number of a data file; a percentage in base units."""
    plain = written.strip().removesuffix("%").strip()
    number = Fraction(plain.replace(",", ".") if entry.get("decimal") == "," else plain)
    return number / 100 if written.strip().endswith("%") else number
