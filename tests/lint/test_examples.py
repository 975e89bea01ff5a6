"""The published worked example, recomputed; and the example programmes, which a good study may look like."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.lint.chain import example, judge, standard_values

LATER = dt.date(2026, 11, 20)
CLAIM = "sales-training-claim.roi.yaml"


def said(name: str, code: str) -> str:
    _, findings = judge(example(name), LATER, standards=standard_values())
    return " ".join(f"{finding.text} {finding.help}" for finding in findings if finding.code == code)


def test_the_published_claim_collects_every_known_defect() -> None:
    _, findings = judge(example(CLAIM), LATER)
    codes = {finding.code for finding in findings}
    assert {"ROI101", "ROI103", "ROI104", "ROI112", "ROI137", "ROI155"} <= codes


def test_the_published_sums_and_roi_are_right() -> None:
    evaluation, findings = judge(example(CLAIM), LATER)
    assert str(evaluation.quantity("result.roi")) == "462.5%"
    assert not {finding.code for finding in findings} & {"ROI102", "ROI105", "ROI106", "ROI107", "ROI108"}


def test_the_sentence_per_dollar_names_both_amounts() -> None:
    assert "4.63 USD" in said(CLAIM, "ROI103")
    assert "5.63 USD" in said(CLAIM, "ROI103")


def test_with_margin_attribution_and_confidence_the_claim_loses_a_fifth() -> None:
    careful = (
        example(CLAIM)
        .replace(
            "    conversion:\n",
            "    attribution: {method: expert_estimate, share: 60%, confidence: 80%}\n    conversion:\n",
        )
        .replace("formula: effect * benefit_window", "formula: effect * contribution_margin * benefit_window")
        .replace(
            "assumptions:\n",
            "assumptions:\n  - {id: contribution_margin, title: Contribution margin, value: 30%, source: Accounts}\n",
        )
    )
    evaluation, findings = judge(careful, LATER)
    assert str(evaluation.quantity("result.roi")) == "-19%"
    assert not {finding.code for finding in findings} & {"ROI101", "ROI104"}


@pytest.mark.parametrize(
    "name",
    [
        "consultative-selling-2025.roi.yaml",
        "inwerken-klantenservice-2025.roi.yaml",
        "leiderschap-2025.roi.yaml",
        "new-framework-engineers-2025.roi.yaml",
        "safety-plan-2027.roi.yaml",
    ],
)
def test_a_careful_programme_is_left_alone(name: str) -> None:
    _, findings = judge(example(name), LATER, standards=standard_values())
    assert [finding.code for finding in findings if finding.severity.value != "info" and not finding.waived_by] == []
