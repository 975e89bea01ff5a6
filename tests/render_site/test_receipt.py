"""The receipt: its shape, and that an outsider who has nothing else arrives at the same figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from roi_spec import building, pipeline
from roi_spec.i18n import Translator
from roi_spec.model.source import Source
from roi_spec.render.receipt import provenance_of, receipt
from roi_spec.resources import schema_root
from tests.render_site.chain import evaluated, examined, programmes, survey
from tests.specs import BASE, with_fragment

PROVENANCE = provenance_of(
    [Source("b.roi.yaml", "", "b" * 64), Source("a.roi.yaml", "", "a" * 64)], tool_version="0.1.0", schema_version="1.0"
)
SMALL = "small"


@cache
def made(programme: str) -> dict[str, Any]:
    if programme == SMALL:
        return json.loads(receipt(evaluated(), examined().findings, PROVENANCE))  # type: ignore[no-any-return]
    return json.loads(building.receipt_of(programmes()[programme], survey()))  # type: ignore[no-any-return]


def every() -> list[str]:
    return [SMALL, *programmes()]


@cache
def shape() -> Draft202012Validator:
    schema = json.loads((schema_root() / "receipt.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("programme", every())
def test_a_receipt_fits_its_schema(programme: str) -> None:
    assert [f"{one.json_path}: {one.message[:200]}" for one in shape().iter_errors(made(programme))] == []


def test_the_schema_refuses_another_shape() -> None:
    whole = json.loads(json.dumps(made(SMALL)))
    whole["steps"][0]["value"]["decimal"] = 3.5
    whole["surprise"] = True
    assert len(list(shape().iter_errors(whole))) >= 2


@pytest.mark.parametrize("programme", every())
def test_an_outsider_recomputes_every_step(programme: str) -> None:
    steps = {step["id"]: step for step in made(programme)["steps"]}
    computed = 0
    for step in steps.values():
        value = step["value"]
        if step["kind"] == "formula" and "missing" not in value:
            assert compute(step["formula"]["tree"], steps) == base(value), step["id"]
            computed += 1
    assert computed > 5 or made(programme)["kind"] == "no_money"


def rate(flows: list[Fraction]) -> Fraction:
    """Find the internal rate of return to 14 decimals, by halving between 0 and 1000 times a year."""
    low, high = Fraction(0), Fraction(1000)
    first = next(flow for flow in flows if flow)
    for _ in range(80):
        middle = (low + high) / 2
        worth = sum((flow / middle**year for year, flow in enumerate(flows)), Fraction(0))
        low, high = (middle, high) if (worth > 0) == (first < 0) else (low, middle)
    return Fraction(round((low - 1) * 10**14), 10**14)


def periods(amounts: list[Fraction]) -> Fraction:
    """Count how many amounts after the first add up to it, of the last one the part that is needed."""
    left, count = amounts[0], Fraction(0)
    for amount in amounts[1:]:
        if left <= 0:
            break
        count += min(left / amount, Fraction(1)) if amount > 0 else 1
        left -= amount
    return count


# What an outsider needs to know is in these lines: names stand for values in base units, and there are seven functions.
FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "sum": lambda values: sum(values, Fraction(0)),
    "mean": lambda values: sum(values, Fraction(0)) / len(values),
    "abs": lambda values: abs(values[0]),
    "irr": rate,
    "periods": periods,
}


def compute(tree: dict[str, Any], steps: dict[str, Any]) -> Fraction:
    if "name" in tree:
        return base(steps[tree["name"]]["value"])
    if "number" in tree:
        return exact(tree["number"])
    if "negative" in tree:
        return -compute(tree["negative"], steps)
    if "call" in tree:
        return FUNCTIONS[tree["call"]]([compute(one, steps) for one in tree["of"]])
    left, right = compute(tree["left"], steps), compute(tree["right"], steps)
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else Fraction(0)}[
        tree["sign"]
    ]


def base(value: dict[str, Any]) -> Fraction:
    return exact(value["base"])


def exact(value: dict[str, Any]) -> Fraction:
    if "fraction" in value:
        fraction = Fraction(int(value["fraction"]["numerator"]), int(value["fraction"]["denominator"]))
        assert abs(fraction - Fraction(value["decimal"])) <= abs(fraction) / 10**20
        return fraction
    return Fraction(value["decimal"])


@pytest.mark.parametrize("programme", every())
def test_every_input_and_every_name_is_there(programme: str) -> None:
    whole = made(programme)
    ids = [step["id"] for step in whole["steps"]]
    assert len(ids) == len(set(ids))
    assert {one for step in whole["steps"] for one in step["inputs"]} <= set(ids)
    assert set(whole["inputs"]) == {step["id"] for step in whole["steps"] if step["kind"] == "input"}
    assert {cost["charged"] for cost in whole["costs"]} <= set(ids)


@pytest.mark.parametrize("programme", every())
def test_titles_are_in_every_language(programme: str) -> None:
    for step in made(programme)["steps"]:
        assert set(step["title"]) == {"en", "nl"}
        assert all(step["title"].values())


def test_the_same_programme_gives_the_same_bytes() -> None:
    one = receipt(evaluated(), examined().findings, PROVENANCE)
    again = examined.__wrapped__(BASE)
    assert receipt(again.evaluation, again.findings, PROVENANCE) == one
    assert one.endswith(b"\n")
    assert b"NaN" not in one


@pytest.mark.parametrize("programme", sorted(programmes()))
def test_every_place_is_in_a_file_that_is_named_with_its_digest(programme: str) -> None:
    whole = made(programme)
    named = {file["path"] for file in whole["provenance"]["files"]}
    assert {step["place"]["file"] for step in whole["steps"]} <= named


def test_figures_are_text_and_exact() -> None:
    results = made(SMALL)["results"]
    roi, cost = results["result.roi"], results["result.total_cost"]
    assert isinstance(cost["decimal"], str)
    assert Decimal(cost["decimal"]) > 0
    benefit = results["result.total_benefit"]
    assert base(roi) == (base(benefit) - base(cost)) / base(cost)


def test_files_are_sorted_and_carry_their_digest() -> None:
    files = made(SMALL)["provenance"]["files"]
    assert files == [{"path": "a.roi.yaml", "sha256": "a" * 64}, {"path": "b.roi.yaml", "sha256": "b" * 64}]


def test_findings_are_said_in_every_language() -> None:
    found = examined(with_fragment("# no limitations\n"))
    assert found.evaluation is not None
    whole = json.loads(receipt(found.evaluation, found.findings, replace(PROVENANCE, rules=pipeline.all_rules())))
    (finding,) = whole["findings"]
    assert finding["code"] == "ROI181"
    assert finding["name"] == pipeline.all_rules()["ROI181"].name
    assert set(finding["message"]) == set(finding["why"]) == {"en", "nl"}


def test_another_language_can_be_asked_for() -> None:
    whole = json.loads(receipt(evaluated(), (), PROVENANCE, (Translator("en"),)))
    assert set(whole["steps"][0]["title"]) == {"en"}
