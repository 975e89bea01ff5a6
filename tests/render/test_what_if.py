"""The what-if page: which programmes have one, what can be moved on it, and what its script computes with."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from roi_spec.model.sentence import Figure
from roi_spec.model.what_if import Dial, WhatIf
from roi_spec.render.outcomes import HURDLES, OUTCOMES, VERDICTS
from roi_spec.render.receipt import Provenance, as_object
from roi_spec.render.what_if import artifacts, to_html, what_if
from roi_spec.render.what_if_data import cut, script
from roi_spec.render.what_if_dials import Grid, round_step
from tests.render.chain import (
    context,
    evaluated,
    examined,
    example,
    examples,
    handbook,
    page,
    read,
    spaced,
    without,
)
from tests.specs import BASE

SELLING = "consultative-selling-2025"
EVERY = pytest.mark.parametrize("id", sorted(examples()))


@cache
def receipt(id: str) -> dict[str, Any]:
    one = example(id)
    return as_object(evaluated(one), one.findings, Provenance("1", "1", ()))


def view(id: str, locale: str = "en") -> WhatIf:
    return what_if(evaluated(example(id)), context(locale))


def dials(made: WhatIf) -> dict[str, Dial]:
    return {one.id: one for group in made.groups for one in group.dials}


def files(content: str) -> list[str]:
    evaluation = evaluated(examined(content))
    whole = json.dumps(as_object(evaluation, (), Provenance("1", "1", ()))).encode()
    return [one.path for one in artifacts(evaluation, whole, (context("en"), context("nl")), None)]


# --- which programmes ------------------------------------------------------------------------------------------------


def test_a_programme_with_a_range_has_the_page_in_both_languages_and_one_working() -> None:
    written = files(BASE)
    folder = written[0].removeprefix("programmes/").removesuffix("/working.js")
    assert written == [
        f"programmes/{folder}/working.js",
        f"en/programmes/{folder}/what-if.html",
        f"nl/programmes/{folder}/what-if.html",
    ]


def test_a_programme_without_ranges_has_neither_page_nor_link() -> None:
    certain = re.sub(r"\n    (low|high): .*", "", BASE)
    assert files(certain) == []
    assert "what-if.html" not in page(examined(certain))
    assert "what-if.html" in page(examined(BASE))


# --- what can be moved -----------------------------------------------------------------------------------------------


def test_the_three_largest_drivers_stand_open_in_the_order_of_their_effect() -> None:
    first = view(SELLING).groups[0]
    stated = [one.driver for one in evaluated(example(SELLING)).swings if one.stated]
    assert [one.id for one in first.dials] == stated[:3]
    assert not first.is_folded
    assert all(group.is_folded for group in view(SELLING).groups[1:])


def test_a_dial_carries_the_published_value_and_its_ends_exactly() -> None:
    margin = dials(view(SELLING))["assumption.contribution_margin"]
    assert [Fraction(one) for one in (margin.base, margin.low, margin.high)] == [
        Fraction(3, 10),
        Fraction(26, 100),
        Fraction(34, 100),
    ]
    assert (margin.least, margin.most, margin.start) == ("26", "34", "30")
    assert margin.notation.kind == "percent"


@EVERY
def test_every_driver_that_moves_alone_can_be_moved_and_others_are_named(id: str) -> None:
    evaluation = evaluated(example(id))
    alone = {one.driver for one in evaluation.swings if one.driver in evaluation.steps}
    made = view(id)
    assert alone <= set(dials(made))
    assert bool(made.fixed) == any(one.driver not in evaluation.steps for one in evaluation.swings)


def test_a_range_that_is_a_formula_has_the_ends_that_the_receipt_gives() -> None:
    id = "kpi.vrijwillig_verloop.attribution.effect"
    effect = dials(view("leiderschap-2025"))[id]
    step = next(one for one in receipt("leiderschap-2025")["steps"] if one["id"] == id)
    ends = sorted(Fraction(_exact(step[end]["at_base"]["base"])) for end in ("low", "high"))
    assert [Fraction(effect.low), Fraction(effect.high)] == ends


@EVERY
def test_an_end_of_a_range_is_marked_with_the_end_that_the_receipt_has_for_it(id: str) -> None:
    steps = {one["id"]: one for one in receipt(id)["steps"]}
    for made in dials(view(id)).values():
        ends = [one for one in made.ends if isinstance(one, Figure)]
        for end, value in zip(ends, (made.low, made.high), strict=False):
            step = steps[made.id]
            stands = step[end.case] if end.case else step["value"]
            known = stands.get("value") or stands.get("at_base") or stands
            assert _exact(known["base"]) == Fraction(value), (made.id, end.case)


def _exact(written: dict[str, Any]) -> Fraction:
    if "fraction" in written:
        return Fraction(int(written["fraction"]["numerator"]), int(written["fraction"]["denominator"]))
    return Fraction(written["decimal"])


def test_a_break_even_value_is_told_and_marked_where_it_is_on_the_slider() -> None:
    every = dials(view(SELLING))
    revenue, margin = every["kpi.cross_sell_revenue.actual"], every["assumption.contribution_margin"]
    assert revenue.even_at  # within the stated range
    assert margin.even  # known, and outside the range: told, not marked
    assert margin.even_at == ""


@pytest.mark.parametrize(
    ("most", "step"),
    [
        (Fraction(8, 50), Fraction(1, 10)),
        (Fraction(3), Fraction(2)),
        (Fraction(700), Fraction(500)),
        (Fraction(1), Fraction(1)),
    ],
)
def test_a_slider_moves_in_round_steps(most: Fraction, step: Fraction) -> None:
    assert round_step(most) == step


def test_a_place_on_a_slider_is_nearest_and_never_beyond_its_ends() -> None:
    grid = Grid(Fraction(26), Fraction(34), Fraction(1, 10))
    assert grid.nearest(Fraction(3003, 100)) == 30
    assert grid.nearest(Fraction(40)) == 34
    assert (grid.place(Fraction(28)), grid.place(Fraction(17))) == ("25.0%", "")


# --- what the script computes with -----------------------------------------------------------------------------------


@EVERY
def test_everything_in_the_working_stands_the_same_in_the_receipt(id: str) -> None:
    whole = receipt(id)
    part = cut(whole)
    steps = {one["id"]: one for one in whole["steps"]}
    cases = {one["name"]: one for one in whole["scenarios"]}
    assert part["verdict"] == whole["verdict"]
    for one in part["steps"]:
        assert _is_part(one, steps[one["id"]]), one["id"]
    for case in part["scenarios"]:
        assert case["ends"] == cases[case["name"]]["ends"]
        assert case["values"].items() <= cases[case["name"]]["values"].items()


def _is_part(part: Any, whole: Any) -> bool:
    """Say whether a value is the other one, or an object that leaves some of its keys out."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and _is_part(part[key], whole[key]) for key in part)
    return bool(part == whole)


@EVERY
def test_the_working_holds_every_step_that_its_formulas_name(id: str) -> None:
    part = cut(receipt(id))
    known = {one["id"] for one in part["steps"]}
    named = set(re.findall(r'"name": "([^"]+)"', json.dumps(part["steps"])))
    assert named <= known


def test_the_script_is_one_call_that_a_page_from_disk_may_load() -> None:
    written = script(receipt(SELLING)).decode()
    assert written.startswith("roiSpec.working({")
    assert json.loads(written.removeprefix("roiSpec.working(").removesuffix(");\n")) == cut(receipt(SELLING))


def test_the_receipt_says_which_end_each_driver_takes() -> None:
    cases = {one["name"]: one["ends"] for one in receipt(SELLING)["scenarios"]}
    assert cases["base"] == {}
    assert cases["conservative"]["assumption.contribution_margin"] == "low"
    assert cases["optimistic"]["assumption.contribution_margin"] == "high"


# --- the page --------------------------------------------------------------------------------------------------------


@EVERY
@pytest.mark.parametrize("locale", ["en", "nl"])
def test_no_digit_stands_on_the_page_without_its_source(id: str, locale: str) -> None:
    made = read(to_html(view(id, locale)).content.decode())
    body = next(one for one in made.find("main"))
    rest = without(body, {"num", "count", "small"}, {"time", "bdi", "svg", "script"})
    assert re.findall(r".{0,20}\d.{0,20}", rest) == []


@EVERY
def test_published_results_are_those_of_the_first_page(id: str) -> None:
    shown = {fact.name: fact.content for fact in handbook(example(id)).summary.figures}
    for one in view(id).outcomes:
        if one.title in shown and one.step != "result.payback":
            assert one.published == shown[one.title], one.step


def test_the_page_can_say_every_outcome_verdict_and_side_of_the_hurdle() -> None:
    names = {one.name for one in view(SELLING).phrases}
    assert {f"outcome-{one}" for one in OUTCOMES} <= names
    assert {f"verdict-{code}-{'range' if ranged else 'point'}" for code, ranged in VERDICTS} <= names
    hurdled = what_if(evaluated(example(SELLING)), context(hurdle=_hurdle()))
    assert {f"hurdle-{one}" for one in HURDLES} <= {one.name for one in hurdled.phrases}


def _hurdle() -> Any:
    target = evaluated(example(SELLING)).programme.target_roi
    assert target is not None
    return target.value


def test_the_page_says_that_it_needs_a_script_and_where_to_look_without() -> None:
    made = read(to_html(view(SELLING)).content.decode())
    told = next(one for one in made.find("p") if one.attributes.get("id") == "what-if-needs-script")
    assert "needs JavaScript" in spaced(told)
    assert told.find("a")[0].attributes["href"] == "trace.html"
    tool = next(one for one in made.find("div") if one.attributes.get("id") == "what-if")
    assert "hidden" in tool.attributes


def test_numbers_are_noted_as_the_language_of_the_page_writes_them() -> None:
    assert (view(SELLING).locale, view(SELLING, "nl").locale) == ("en-GB", "nl-NL")
    repair = dials(view("retourmeldingen-2025", "nl"))["standard.correction_time_per_return"].notation
    assert (repair.kind, repair.one, repair.many) == ("number", "uur per fout", "uur per fout")
