"""Findings that came and went: the same rule at the same thing is the same finding, wherever its line is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from roi_spec.cli import cli
from tests.compare.two import EN, compared, held_against, only, workspace
from tests.specs import BASE

WITHOUT_SOURCE = BASE.replace("{id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}",
                              "{id: needs, category: needs_analysis, amount: 1200 EUR}")  # fmt: skip

CONFIDENCE = "Errors in claim files: Cross-checks, Expert estimate, Confidence"


def codes(findings: object) -> list[str]:
    return [one.code for one in findings]  # type: ignore[attr-defined]


def test_a_finding_that_appears_and_one_that_goes(tmp_path: Path) -> None:
    worse = only(compared(tmp_path / "worse", BASE, WITHOUT_SOURCE))
    assert len(worse.appeared) == 1
    assert not worse.went
    better = only(compared(tmp_path / "better", WITHOUT_SOURCE, BASE))
    assert codes(better.went) == codes(worse.appeared)
    assert not better.appeared


def test_a_finding_on_another_line_is_the_same(tmp_path: Path) -> None:
    lower = WITHOUT_SOURCE.replace("owner: Learning and development\n", "# more\n# lines\nowner: HR\n")
    one = only(compared(tmp_path, WITHOUT_SOURCE, lower))
    assert (one.appeared, one.went) == ((), ())


def test_the_same_rule_at_another_thing_is_another_finding(tmp_path: Path) -> None:
    other = BASE.replace("amount: 1800 EUR, source: Time sheets", "amount: 1800 EUR")
    one = only(compared(tmp_path, WITHOUT_SOURCE, other))
    assert len(one.appeared) == len(one.went) == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("value: 60 EUR/error", "value: 19 EUR/error", "below_zero",
         "The ROI was 200% and is now below zero: −5%."),
        ("value: 60 EUR/error", "value: 22 EUR/error", "below_target",
         "The ROI was 200% and is now 10%: below its target of 15%."),
        ("confidence: 95%", "confidence: 99%", "confidence_raised",
         f"{CONFIDENCE} went up from 95% to 99% without another source."),
        ("amount: 1200 EUR", "amount: 2400 EUR", "roi_moved",
         "The ROI moved from 200% to 185.71%; you asked to hear of 5 percentage points and more."),
    ],
)  # fmt: skip
def test_lines_that_a_reviewer_wants_to_know_about(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    head = BASE.replace("low: 50 EUR/error\n    high: 70 EUR/error\n    ", "").replace(old, new)
    base = BASE.replace("low: 50 EUR/error\n    high: 70 EUR/error\n    ", "")
    crossed = only(compared(tmp_path, base, head, threshold=5)).crossings
    assert said in [EN.text(one.text) for one in crossed if one.code == code]


def test_a_value_that_was_signed_and_is_not_what_was_signed(tmp_path: Path) -> None:
    base = workspace(tmp_path / "base", BASE)
    spec = base / "specs" / "programme.roi.yaml"
    signed = CliRunner().invoke(cli, ["sign", str(spec), "--by", "Finance", "--on", "2025-09-01"])
    assert signed.exit_code == 0, signed.output
    head = shutil.copytree(base, tmp_path / "head")
    assert not held_against(base, head).differs
    (head / "specs" / spec.name).write_text(BASE.replace("amount: 1200 EUR", "amount: 1500 EUR"), "utf-8")
    crossed = only(held_against(base, head)).crossings
    assert [(one.code, EN.text(one.text)) for one in crossed] == [
        ("sign_off_lost", "costs.needs was signed off by Finance; it changed, so that does not hold any more.")
    ]


def test_a_confidence_with_another_source_is_told(tmp_path: Path) -> None:
    head = BASE.replace("confidence: 95%", "confidence: 99%\n        question: How sure are you, after the audit?")
    assert [one.code for one in only(compared(tmp_path, BASE, head)).crossings] == []
