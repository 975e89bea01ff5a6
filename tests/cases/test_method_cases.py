"""Every attribution method on a case of its own: data and spec in, the numbers of a published source or of a hand out.

A case is a folder of `methods/`: `spec.roi.yaml`, `data.csv` where there are data, and `expected.yaml`, which says
where its numbers come from. `is`, `low` and `high` are in the unit that the line is shown in; `within` is the distance
that still counts as equal.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from roi_spec import pipeline
from roi_spec.evaluate.attribution import METHODS
from roi_spec.model.evaluation import BASE, Evaluation, MethodResult
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.settings import Settings

FOLDER = Path(__file__).parent / "methods"
CASES = sorted(one.name for one in FOLDER.iterdir() if one.is_dir())
DAY = dt.date(2025, 9, 1)


@cache
def expected(case: str) -> dict[str, Any]:
    return dict(YAML(typ="safe").load((FOLDER / case / "expected.yaml").read_text("utf-8")))


@cache
def examined(case: str) -> pipeline.Examined:
    """Take one case through the whole tool, as `check` and `build` do."""
    root = FOLDER / case
    found = pipeline.survey(Settings(root, (root / "spec.roi.yaml",), DAY))
    return next(one for one in found.files if one.path == "spec.roi.yaml")


def evaluation(case: str) -> Evaluation:
    found = examined(case)
    assert found.evaluation is not None, [f"{one.at} {one.code} {one.text}" for one in found.findings]
    return found.evaluation


def number(written: Any) -> Fraction:
    return Fraction(str(written))


def close(found: Fraction, wanted: Any, within: Any) -> bool:
    return abs(found - number(wanted)) <= number(within)


FIGURES = [(case, one) for case in CASES for one in expected(case)["figures"]]


@pytest.mark.parametrize(
    ("case", "figure"), FIGURES, ids=[f"{case}: {one['line']}, {one.get('scenario', BASE)}" for case, one in FIGURES]
)
def test_a_figure_is_that_of_its_source(case: str, figure: dict[str, Any]) -> None:
    found = evaluation(case).value(figure["line"], figure.get("scenario", BASE))
    assert isinstance(found, Quantity), found
    assert close(found.value, figure["is"], figure["within"]), float(found.value)


ENDS = [(case, one) for case, one in FIGURES if "low" in one]


@pytest.mark.parametrize(("case", "figure"), ENDS, ids=[f"{case}: {one['line']}" for case, one in ENDS])
def test_an_interval_is_that_of_its_source(case: str, figure: dict[str, Any]) -> None:
    line = evaluation(case).steps[figure["line"]].line
    assert isinstance(line.low, Quantity)
    assert isinstance(line.high, Quantity)
    assert close(line.low.value, figure["low"], figure["within"]), float(line.low.value)
    assert close(line.high.value, figure["high"], figure["within"]), float(line.high.value)


SAID = [(case, prefix) for case in CASES for prefix in expected(case)["methods"]]


@pytest.mark.parametrize(("case", "prefix"), SAID, ids=[case for case, _ in SAID])
def test_design_verdict_trust_and_grade_are_as_expected(case: str, prefix: str) -> None:
    found, wanted = _method(case, prefix), expected(case)["methods"][prefix]
    assert found.grade == wanted["grade"], str(found.grade_reason)
    if "design" not in wanted:
        assert found.analysis is None
        return
    analysis = found.analysis
    assert analysis is not None
    assert (analysis.design, analysis.trust, analysis.verdict) == (wanted["design"], wanted["trust"], wanted["verdict"])
    if "analysed" in wanted:
        assert [arm.analysed for arm in analysis.arms] == wanted["analysed"]
    if "detectable" in wanted:
        assert analysis.detectable is not None
        assert close(analysis.detectable, wanted["detectable"], wanted["within"]), float(analysis.detectable)


def _method(case: str, prefix: str) -> MethodResult:
    return next(method for kpi in evaluation(case).kpis for method in kpi.methods if method.prefix == prefix)


ABSENT = [(case, line) for case in CASES for line in expected(case).get("absent", ())]


@pytest.mark.parametrize(("case", "line"), ABSENT, ids=[f"{case}: {line}" for case, line in ABSENT])
def test_what_cannot_be_known_is_not_there(case: str, line: str) -> None:
    assert isinstance(evaluation(case).value(line), Missing)


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_about_the_data_is_as_expected(case: str) -> None:
    """Too little data is said once; a case with enough says nothing about its statistics."""
    said = sorted(one.code for one in examined(case).findings if "ROI282" <= one.code <= "ROI299")
    assert said == expected(case).get("findings", [])


@pytest.mark.parametrize("case", CASES)
def test_a_case_says_what_it_is_about_and_where_its_numbers_come_from(case: str) -> None:
    wanted = expected(case)
    assert len(wanted["about"]) > 20
    assert len(wanted["from"]) > 40
    assert all(one["from"] for one in wanted["figures"])


def test_every_method_has_a_case() -> None:
    assert set(METHODS) - set(CASES) == set()


# --- what the published trial is for ---------------------------------------------------------------------------------


def test_the_simulation_of_the_published_trial_spans_its_interval() -> None:
    """Published: 95 % of the ROI lies between -8.85 and 9.47, so nine draws in ten lie within that and hold a loss."""
    found = evaluation("published_randomised_trial").simulation
    assert found is not None
    roi = found.measures["result.roi"]
    assert -885 < roi.p5.value < -600
    assert 700 < roi.p95.value < 947
    assert found.above_zero is not None
    assert Fraction(1, 2) < found.above_zero < Fraction(3, 4)
