"""Declared figures: benefit 72,000, cost 24,000, hence net 48,000, ROI 200%, BCR 3, payback 4 months."""

from __future__ import annotations

import pytest

from tests.lint.chain import judge
from tests.specs import with_fragment


def codes(declared: str) -> list[str]:
    _, findings = judge(with_fragment(f"declared: {{{declared}}}\n"))
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    "declared",
    [
        "roi: 200%",
        "roi: 200.0%",
        "bcr: 3.0",
        "net_benefit: 48000 EUR",
        "total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 200%",
        "payback: 4 months",
        "payback: 4.3 months",
        "back_per_unit: 3.00 EUR, back_per_unit_is: gross",
        "back_per_unit: 2.00 EUR, back_per_unit_is: net",
    ],
)
def test_what_follows_from_the_inputs_is_left_alone(declared: str) -> None:
    assert codes(declared) == []


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("roi: 300%", "ROI102"),
        ("roi: 299.5%", "ROI102"),
        ("bcr: 2.0", "ROI102"),
        ("roi: 50%", "ROI105"),
        ("roi: 33.3%", "ROI105"),
        ("bcr: 0.33", "ROI105"),
        ("roi: 48000 EUR", "ROI106"),
        ("net_benefit: 72000 EUR", "ROI107"),
        ("roi: 201%", "ROI108"),
        ("bcr: 3.1", "ROI108"),
        ("total_cost: 25000 EUR", "ROI108"),
        ("payback: 6 months", "ROI145"),
        ("payback: 5 months", "ROI108"),
        ("back_per_unit: 2.00 EUR, back_per_unit_is: gross", "ROI103"),
        ("back_per_unit: 3.00 EUR, back_per_unit_is: net", "ROI103"),
        ("back_per_unit: 3.00 EUR", "ROI103"),
        ("back_per_unit: 2.50 EUR, back_per_unit_is: gross", "ROI108"),
    ],
)
def test_each_wrong_figure_gets_one_finding(declared: str, code: str) -> None:
    assert codes(declared) == [code]


def test_a_wrong_total_is_told_once_when_the_rest_follows_from_it() -> None:
    assert codes("total_benefit: 96000 EUR, roi: 300%, bcr: 4.0, net_benefit: 72000 EUR") == ["ROI108"]


def test_rounding_is_judged_by_the_digits_written() -> None:
    assert codes("payback: 4.0 months, bcr: 3.00") == []
    assert codes("bcr: 3.01") == ["ROI108"]
