"""The rules of statistics explain themselves: each example shows its mistake, and the mended one does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roi_spec.analyse import Analysed, rules
from roi_spec.i18n import Translator
from roi_spec.model.rule import Rule, catalogue

RULES = catalogue(rules)
GROUPS = "group,value\n" + "".join(f"{'South' if who < 25 else 'North'},{who * 7 % 13}\n" for who in range(50))
ABOUT_AMOUNTS = {"ROI284", "ROI285"}


def completed(example: str) -> tuple[str, str]:
    """Make a whole spec and a whole file of an example: lines of data stand in it as comments."""
    lines = example.splitlines()
    data = "".join(f"{line[2:]}\n" for line in lines if line.startswith("# ") and not line.startswith("# data/"))
    spec = "\n".join(line for line in lines if not line.startswith("# ")) + "\n"
    spec = spec.replace("  - id: errors\n", "  - id: errors\n    title: Errors\n    level: impact\n")
    content = data or GROUPS
    roles = ", ".join(f"{one}: {one}" for one in content.partition("\n")[0].split(","))
    rest = "    file: claims.csv\n    system: Claims system\n    extracted: 2025-08-04\n"
    if "data:\n  - id: claims\n" in spec:
        return spec.replace("  - id: claims\n", "  - id: claims\n" + rest), content
    return spec + f"data:\n  - id: claims\n{rest}    columns: {{{roles}}}\n", content


def codes(example: str, analysed: Callable[..., Analysed]) -> set[str]:
    spec, content = completed(example)
    return {one.code for one in analysed(spec, claims=content).findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_shows_the_mistake(rule: Rule, analysed: Callable[..., Analysed]) -> None:
    found = codes(rule.bad, analysed)
    assert rule.id in found
    assert found - {rule.id} <= ABOUT_AMOUNTS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_does_not(rule: Rule, analysed: Callable[..., Analysed]) -> None:
    found = codes(rule.good, analysed)
    assert rule.id not in found
    assert found <= ABOUT_AMOUNTS


def test_ids_and_names_are_unique_and_in_their_range() -> None:
    assert [rule.id for rule in RULES] == [f"ROI{number}" for number in (*range(284, 294), 297, 298)]
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_there_is_dutch(rule: Rule) -> None:
    for sentence in (rule.title, rule.why):
        assert Translator("nl").gettext(sentence) != sentence
