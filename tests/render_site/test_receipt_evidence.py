"""The evidence in the receipt: it fits its schema, holds every figure exactly, and no row too many."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from roi_spec.model.evaluation import Evaluation
from roi_spec.render.receipt import receipt
from tests.render.evidence import OPEN, PREFIX, analysis, evidenced, simulation
from tests.render.test_evidence import TOO_FEW, answered
from tests.render_site.test_receipt import PROVENANCE, exact, shape


def made(evaluation: Evaluation, limit: int = 10) -> dict[str, Any]:
    written = receipt(evaluation, (), replace(PROVENANCE, small_cell_limit=limit))
    return json.loads(written)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "evaluation",
    [
        evidenced(),
        evidenced(analysis(**OPEN)),
        evidenced(analysis(**TOO_FEW)),
        evidenced(drawn=simulation(above_zero=None, above_target=None, pays_back=None)),
        replace(evidenced(), tables=()),
    ],
    ids=["whole", "open", "refused", "without chances", "unread"],
)
def test_every_kind_of_evidence_fits_the_schema(evaluation: Evaluation) -> None:
    assert [f"{one.json_path}: {one.message[:200]}" for one in shape().iter_errors(made(evaluation))] == []


def test_a_data_file_stands_with_its_digest_and_how_it_was_read() -> None:
    (found,) = made(evidenced())["data"]
    assert (found["sha256"], found["rows"], found["delimiter"], found["detected"]) == ("c" * 64, 24, ";", ["delimiter"])
    assert (found["system"], found["extracted"]) == ("Claims system", "2025-08-04")
    assert "M100" not in json.dumps(made(evidenced()))


def test_an_analysis_is_exact_and_without_p_values() -> None:
    methods = next(one for one in made(evidenced())["kpis"] if one["id"] == "errors")["methods"]
    found = methods[0]["analysis"]
    assert exact(found["estimate"]) == Fraction("112.5")
    assert found["estimate"]["unit"] == "errors/month"
    assert [one["lost"] for one in found["arms"]] == [4, 0]
    assert [exact(one["actual"]) for one in found["points"]][:2] == [307, 308]
    assert found["checks"][1]["holds"] is None
    assert not any(name.startswith("p_") or name == "p" for name in found)
    assert methods[1]["analysis"] is None


def test_the_simulation_stands_whole() -> None:
    found = made(evidenced())["simulation"]
    assert found["draws"] == 32768
    assert exact(found["measures"]["result.roi"]["p10"]) == 41
    assert exact(found["above_zero"]) == Fraction(9712, 10000)
    assert sum(exact(one["share"]) for one in found["histogram"]) == 1
    assert [one["driver"] for one in found["contributions"]] == ["assumption.cost_per_error", f"{PREFIX}.effect"]


def test_break_evens_newer_values_correlations_and_claims_are_there() -> None:
    whole = made(evidenced())
    assert [exact(one["value"]) for one in whole["break_evens"][:1]] == [20]
    assert whole["break_evens"][1]["value"]["missing"]["en"] == "It never is."
    assert exact(whole["newer_values"][0]["then"]) == 230
    assert whole["correlations"][0]["between"] == ["cost_per_error", "rate"]
    assert whole["citations"][0]["seen"] == "secondary"
    assert whole["programme"]["evaluated_on"] == "2025-09-01"


def test_a_step_says_how_its_range_is_read() -> None:
    steps = {one["id"]: one for one in made(evidenced())["steps"]}
    assert steps["assumption.cost_per_error"]["distribution"]["shape"] == "pert"
    assert steps["assumption.rate"]["distribution"] is None


def test_answers_of_few_people_are_not_in_the_receipt() -> None:
    hidden, shown = made(answered("survey")), made(answered("survey"), limit=1)
    assert not [one for one in hidden["steps"] if ".respondent." in one["id"]]
    assert [one for one in shown["steps"] if ".respondent." in one["id"]]
    assert hidden["results"]["result.roi"] == shown["results"]["result.roi"]
    ids = {one["id"] for one in hidden["steps"]}
    assert {name for one in hidden["steps"] for name in one["inputs"]} <= ids
    assert "83.3" not in json.dumps(hidden)
