"""The rules of reading explain themselves: each example shows its mistake, and only that."""

from __future__ import annotations

import pytest

from roi_spec.model.rule import Rule, catalogue
from roi_spec.read import rules
from roi_spec.read.gate import Limits, admit
from roi_spec.read.yaml import parse

RULES = catalogue(rules)
SAVED_AS = {("ROI003", "bad"): "cp1252"}
"""Examples whose mistake is the encoding of the file."""
LIMITS = {
    "ROI002": Limits(file_bytes=48),
    "ROI034": Limits(values=8),
    "ROI035": Limits(text_length=20),
}
"""Small limits that let a small example pass one."""
ON_DISK = "ROI001"
"""The rule about places on disk; its cases are in test_spec_files.py."""


def codes(rule: Rule, which: str) -> list[str]:
    content = getattr(rule, which).encode(SAVED_AS.get((rule.id, which), "utf-8"))
    limits = LIMITS.get(rule.id, Limits())
    source, refused = admit("example.roi.yaml", content, limits)
    found = refused if source is None else (*refused, *parse(source, limits)[1])
    return sorted({finding.code for finding in found})


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id != ON_DISK], ids=lambda rule: rule.id)
def test_the_bad_example_shows_the_mistake(rule: Rule) -> None:
    assert codes(rule, "bad") == [rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_good(rule: Rule) -> None:
    assert codes(rule, "good") == []


def test_ids_and_names_are_unique_and_in_their_range() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all("ROI001" <= rule.id <= "ROI099" for rule in RULES)


@pytest.mark.parametrize("word", ["invalid", "illegal", "mapping", "scalar", "token", "parse", "unexpected", "schema"])
def test_no_rule_speaks_the_language_of_parsers(word: str) -> None:
    assert [rule.id for rule in RULES if word in f"{rule.title} {rule.why}".lower()] == []
