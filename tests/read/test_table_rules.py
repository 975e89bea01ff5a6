"""The rules of data files explain themselves: each example shows its mistake, and only that."""

from __future__ import annotations

import pytest

from roi_spec.model.rule import Rule, catalogue
from roi_spec.read import table_rules
from tests.read.tables import entry, read

RULES = catalogue(table_rules)
ON_DISK = "ROI050"
"""The rule about places on disk; its cases are in test_tables.py."""
MAPPED = {
    "ROI055": entry(decimal=".", period="Month", group="Team", value="Errors"),
    "ROI062": entry(attribution="Attribution", confidence="Confidence"),
    "ROI064": entry(person="Code", period="Month", value="Errors"),
    "ROI067": entry(period="Month", value="Errors"),
    "ROI069": entry(attribution="Attribution", confidence="Confidence"),
}
"""What the columns of an example are, where it is not a month, a team and a number of errors."""
SAVED_AS = {("ROI051", "bad"): "cp1252"}


def codes(rule: Rule, which: str) -> list[str]:
    content = getattr(rule, which).encode(SAVED_AS.get((rule.id, which), "utf-8"))
    return sorted({finding.code for finding in read(content, MAPPED.get(rule.id))[1]})


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id != ON_DISK], ids=lambda rule: rule.id)
def test_the_bad_example_shows_the_mistake(rule: Rule) -> None:
    assert codes(rule, "bad") == [rule.id]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id != ON_DISK], ids=lambda rule: rule.id)
def test_the_good_example_is_good(rule: Rule) -> None:
    assert codes(rule, "good") == []


def test_ids_and_names_are_unique_and_in_their_range() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all("ROI050" <= rule.id <= "ROI069" for rule in RULES)


@pytest.mark.parametrize("word", ["invalid", "illegal", "mapping", "scalar", "token", "parse", "unexpected", "schema"])
def test_no_rule_speaks_the_language_of_programs(word: str) -> None:
    assert [rule.id for rule in RULES if word in f"{rule.title} {rule.why}".lower()] == []
