"""The page on where each mistake, check and requirement is met names only what exists, and leaves nothing out."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from roi_spec import pipeline
from roi_spec.evaluate.attribution import METHODS
from roi_spec.lint import all_rules
from roi_spec.model.conversions import TEMPLATES
from roi_spec.resources import schema_root
from tests.lint.chain import judge
from tests.specs import BASE

PAGE = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([A-Z]+\d*-?\d+) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)

CHECKS_PER_PRINCIPLE = (5, 2, 5, 3, 5, 4, 5, 5, 4, 4, 4, 5)
"""How many checks each of the twelve guiding principles has."""

REQUIREMENTS = {
    "CU": "2 3 4 5 6 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 27 29 31 32 35 37 38 39 40 41 42 43 44 46 47 "
    "48 50 51 55 56 58 59 60 61 62 63 64 65 66 67 68 69 70 72 73 75 76 78 79 81 82 83 84 85 86 90 91 94 95 96 97 99",
    "MO": "1 2 3 4 5 6 7 8",
    "GH": "3 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 22 23 25 26 27 28 29",
    "ST": "1 2 3 4 5 6 7 8 9 10 12 13 14 15 16 17 18 19 20 21",
    "TQ": "1 2 3 4 5 6 7 8 9 11 12 13 14 15 16 17 18 19 20",
    "DP": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 20 21 23",
    "PH": "1 2",
    "KP": "1",
    "AC": "1",
    "DE": "1",
    "OB": "1",
    "JE": "1",
}
"""The requirements that concern the language, the computation or the rules."""


def expected() -> list[str]:
    found = [f"M{number:02}" for number in range(1, 53)]
    found += [
        f"GP{principle}-{check}"
        for principle, checks in enumerate(CHECKS_PER_PRINCIPLE, start=1)
        for check in range(1, checks + 1)
    ]
    found += [f"{kind}-{int(number):02}" for kind, numbers in REQUIREMENTS.items() for number in numbers.split()]
    return found


def fields(node: Any) -> set[str]:
    """Give every field name that a schema describes."""
    if isinstance(node, list):
        return set().union(*(fields(one) for one in node))
    if not isinstance(node, dict):
        return set()
    own = node.get("properties")
    below = set().union(*(fields(one) for one in node.values()))
    return below | (set(own) if isinstance(own, dict) else set())


def test_every_row_stands_exactly_once() -> None:
    assert Counter(id for id, _, _ in ROWS) == Counter(expected())


def test_every_line_of_the_tables_is_a_row() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith("| ---")]
    assert len(lines) == len(ROWS) + PAGE.count("| where it is met |")


def test_every_row_says_where_or_why_not() -> None:
    says = re.compile(
        r"ROI\d{3}|`[^`]+`|\*Boundary\*|\*later\*|Cannot |figure|stands|carries|computed|shown|rules|numbers"
    )
    assert [id for id, _, where in ROWS if not says.search(where)] == []


def test_every_rule_named_exists() -> None:
    assert set(re.findall(r"ROI\d{3}", PAGE)) - set(pipeline.all_rules()) == set()


def test_every_rule_of_the_profession_on_a_mistake_is_named_at_that_mistake() -> None:
    where = {id: text for id, _, text in ROWS}
    assert [(no, rule.id) for rule in all_rules() for no in rule.mistakes if rule.id not in where[no]] == []


def test_every_field_named_exists() -> None:
    known = set().union(*(fields(json.loads(path.read_text("utf-8"))) for path in schema_root().glob("*.schema.json")))
    assert set(re.findall(r"`([a-z_]+):`", PAGE)) - known == set()


def test_every_method_conversion_and_line_named_exists() -> None:
    evaluation, _ = judge(BASE)
    lines = {re.sub(r"^kpi\.[a-z_]+\.", "kpi.<id>.", id) for id in evaluation.steps}
    assert set(re.findall(r"method `([^`]+)`", PAGE)) - set(METHODS) == set()
    assert set(re.findall(r"conversion `([^`]+)`", PAGE)) - set(TEMPLATES) == set()
    assert set(re.findall(r"line `([^`]+)`", PAGE)) - lines == set()
