"""Every rule of the language proves itself: its bad example gives exactly its code, its good example gives nothing."""

from __future__ import annotations

import pytest

from roi_spec.validate.rules import MANY_FINDINGS, RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestExamples:
    def test_the_bad_example_gives_this_finding_and_no_other(self, rule, findings):
        codes = {finding.code for finding in findings(rule.bad)}
        # Only many findings can show that there are many findings.
        assert codes == ({rule.id, "ROI210"} if rule is MANY_FINDINGS else {rule.id})

    def test_the_good_example_gives_none(self, rule, findings):
        assert findings(rule.good) == ()

    def test_it_says_what_and_why_without_the_words_of_programmers(self, rule):
        forbidden = ("invalid", "illegal", "mapping", "scalar", "token", "parse", "unexpected", "schema")
        assert not [word for word in forbidden if word in f"{rule.title} {rule.why}".lower()]


def test_ids_are_unique_and_in_the_range_of_the_language():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all("ROI201" <= each <= "ROI299" for each in ids)


def test_names_are_unique():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
