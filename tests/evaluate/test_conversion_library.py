"""Every template of the conversion library, from its worked case to money, against the same sum done by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F  # noqa: N817 - stands on every line of the sums by hand

import pytest

from roi_spec.evaluate.dimensions import infer
from roi_spec.evaluate.engine import compute, plan
from roi_spec.model.conversion import BUILT_IN, example_currency, example_inputs, example_quantity
from roi_spec.model.conversions import TEMPLATES, Template, example_yaml, expand, limits, missing
from roi_spec.model.conversions.example import kpi_id
from roi_spec.model.formula import Expr, Name, degree, names
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.source import Span
from roi_spec.model.units import PERCENT, POINTS, Unit, money
from roi_spec.model.working import Line, Working, verbatim

HERE = Span("specs/example.roi.yaml", 1, 1, 1, 1)

BY_HAND = {
    "hour_saved": 30 * 12 * 50 * F(60, 100),
    "time_saved": F(5, 60) * 40 * 20 * 12 * 48 * F(50, 100),
    "capacity_gained": F(10, 50) * F(30, 100) * 90_000 * 12 * F(50, 100),
    "time_to_proficiency": 3 * 24 * 1_100 * F(40, 100),
    "delay_avoided": 6 * 10 * 900,
    "error_avoided": 90 * 12 * (F(45, 60) * 48 + 6),
    "error_rate": F(5, 1_000) * 6_000 * 12 * (F(30, 60) * 46 + 2),
    "defect_rate": F(16, 1_000) * 20_000 * 12 * 9,
    "rework_avoided": 50 * 12 * (45 + 5),
    "complaints_avoided": 20 * 12 * (F(3, 2) * 44 + 25 + F(4, 100) * 600),
    "churn_reduced": F(25, 1_000) * 4_000 * 180,
    "satisfaction_points": 8 * F(3, 2) * 3_000,
    "output_increase": 100 * 12 * (45 - 27) * F(90, 100),
    "sales_increase": 24_000 * 12 * F(30, 100),
    "conversion_rate": F(4, 100) * 250 * 12 * 800 * F(35, 100),
    "deal_size": 250 * 40 * 12 * F(35, 100),
    "sales_cycle": 100 * (F(60, 50) - 1) * 3_000 * F(30, 100),
    "earlier_cash": 10 * 100 * 3_000 * F(2, 10_000),
    "downtime_avoided": 15 * 12 * 400,
    "resources_saved": 5_000 * 12 * F(22, 100),
    "turnover_avoided": 9 * (4_000 + 1_500 + 3_500 + 6_000),
    "absence_avoided": 24 * 12 * (260 + 40),
    "long_absence_avoided": 4 * (32_000 + 20_000 + 6_000),
    "external_hire_avoided": 100 * 12 * (95 - 62),
    "internal_promotion": 6 * (9_000 - 2_500),
    "disputes_avoided": 84 * 6_500,
    "accidents_avoided": 5 * (12_000 + F(110, 100) * 12_000),
    "fine_avoided": F(8, 20) * F(5, 100) * 250_000,
    "security_incidents": F(10, 25) * 6 * 15_000,
    "adverse_events_avoided": 5 * 18_000,
    "training_time_saved": 150 * (8 * 50 + 60 * F(8, 10)),
    "utility_model": F(8, 16) * 20 * 18_000,
    "cost_of_inaction": 25 * 3_000,
    "scrap_learning": 40_000 * (1 - F(55, 100)),
}
"""Worked out from domain.md's formulas in base units: hours, months, persons, shares."""

EVERY = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


def line(id: str, value: Quantity | None = None, formula: Expr | None = None, unit: Unit | None = None) -> Line:
    return Line(id, verbatim(id), HERE, "conversion", formula=formula, value=value, unit=unit)


def case(template: Template, **other: str) -> dict[str, str]:
    """Give the values of the worked case by name; `other` replaces some or adds optional ones, empty leaves one out."""
    told = template.example
    before, after = example_quantity(told.baseline), example_quantity(told.result)
    change = Quantity(abs(after.value - before.value), POINTS if before.unit == PERCENT else before.unit)
    values = {
        "effect": told.effect,
        "benefit_window": told.window,
        "baseline": told.baseline,
        "result": told.result,
        "observed_change": str(change),
        **{one.name: one.example for one in example_inputs(template)},
        **other,
    }
    return {name: written for name, written in values.items() if written}


def convert(template: Template, **other: str) -> F | str:
    """Give the money that a template makes of its worked case, or why it makes none."""
    values = case(template, **other)
    given = [name for name in values if name not in BUILT_IN]
    if lacking := missing(template, given):
        return f"lacks {', '.join(lacking)}"
    formula = expand(template, {name: Name(name) for name in given})
    inputs = (line(name, example_quantity(written)) for name, written in values.items())
    benefit = line("benefit", formula=formula, unit=money(example_currency(template)))
    ready = plan(Working((*inputs, benefit)))
    _, clashes = infer(ready)
    if clashes:
        return str(clashes[0].text)
    found = compute(ready)["benefit"]
    return str(found.reason) if isinstance(found, Missing) else found


# --- the worked cases ------------------------------------------------------------------------------------------------


@EVERY
def test_the_worked_case_comes_out_as_by_hand(template: Template) -> None:
    assert convert(template) == BY_HAND[template.id]
    assert example_quantity(template.example.benefit).value == BY_HAND[template.id]


@pytest.mark.parametrize("template", [one for one in TEMPLATES.values() if one.counts], ids=lambda one: one.id)
def test_the_example_of_the_documentation_runs_as_a_spec(evaluated, template: Template) -> None:
    figures = evaluated(example_yaml(template))
    kpi = f"kpi.{kpi_id(template)}"
    assert figures[f"{kpi}.benefit"] == figures["result.total_benefit"] == template.example.benefit
    assert figures[f"{kpi}.effect"] == template.example.effect
    assert figures.codes == []


@pytest.mark.parametrize(
    ("id", "value", "wrong"),
    [
        ("sales_increase", "value: 30%", "value: 45 EUR/unit"),
        ("time_saved", "value: 48 EUR/hour", "value: 52000 EUR/person/year"),
        ("security_incidents", "value: 6 incidents/year", "value: 6 incidents"),
    ],
)
def test_a_wrong_unit_in_a_spec_is_refused(evaluated, id: str, value: str, wrong: str) -> None:
    figures = evaluated(example_yaml(TEMPLATES[id]).replace(value, wrong))
    assert "ROI281" in figures.codes
    assert figures.why_not(f"kpi.{kpi_id(TEMPLATES[id])}.benefit")


@EVERY
def test_it_still_comes_out_as_money_without_what_is_optional(template: Template) -> None:
    bare = {one.name: "" for one in template.inputs if one.optional}
    assert isinstance(convert(template, **bare), F)


@EVERY
def test_it_does_not_run_without_what_is_needed(template: Template) -> None:
    for one in template.inputs:
        if not one.optional:
            assert convert(template, **{one.name: ""}) == f"lacks {one.name}"


@EVERY
def test_a_longer_window_gives_proportionally_more(template: Template) -> None:
    inputs = {one.name: Name(one.name) for one in example_inputs(template)}
    expected = 0 if template.id == "scrap_learning" else 1
    assert degree(expand(template, inputs), "benefit_window") == expected


@EVERY
def test_no_effect_is_no_benefit(template: Template) -> None:
    none = str(replace(example_quantity(template.example.effect), value=F(0)))
    if template.counts:
        assert convert(template, effect=none) == 0


@EVERY
def test_every_input_in_another_unit_is_refused(template: Template) -> None:
    for one in template.inputs:
        if one.name in {name.id for name in names(template.tree)}:
            wrong = Quantity(one.quantity.value, Unit((*one.unit.words, ("km", 1))))
            assert isinstance(convert(template, **{one.name: str(wrong)}), str), one.name


# --- mistakes that the field is known for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "mistake", "words"),
    [
        # A price or revenue instead of a margin.
        ("output_increase", {"variable_cost": ""}, "lacks variable_cost"),
        ("output_increase", {"price": "40%"}, "cannot be added"),
        ("sales_increase", {"margin": "45 EUR/unit"}, "EUR*EUR/unit"),
        ("sales_increase", {"margin": ""}, "lacks margin"),
        ("conversion_rate", {"margin": "280 EUR/order"}, "EUR*EUR"),
        # No base rate.
        ("fine_avoided", {"probability": ""}, "lacks probability"),
        ("fine_avoided", {"probability": "5%"}, "EUR*month"),
        ("security_incidents", {"incidents": ""}, "lacks incidents"),
        ("security_incidents", {"incidents": "1 incident"}, "EUR*month"),
        ("error_rate", {"volume": ""}, "lacks volume"),
        # A percentage where points of a score are meant.
        ("satisfaction_points", {"effect": "40%"}, "EUR/point"),
        ("utility_model", {"standard_deviation": "20%"}, "points"),
        # A salary instead of an hourly rate.
        ("time_saved", {"rate": "52000 EUR/person/year"}, "EUR"),
        ("hour_saved", {"rate": "4300 EUR/month"}, "hours"),
        ("error_avoided", {"rate": "52000 EUR/person/year"}, "cannot be added"),
        ("time_to_proficiency", {"cost_of_time": "4800 EUR/starter/month"}, "EUR*day"),  # the KPI is in weeks
        # Per person or in total; a count for a rate; calendar for working time.
        ("time_saved", {"people": "40 hours"}, "hours"),
        ("time_saved", {"tasks": "40 tasks/month"}, "EUR*persons"),
        ("hour_saved", {"effect": "2 hours/person/month"}, "EUR/person"),
        ("delay_avoided", {"cost_of_delay": "900 EUR/hour"}, "EUR*days/hour"),
        ("downtime_avoided", {"effect": "3 days/month"}, "EUR*days/hour"),
        ("turnover_avoided", {"recruiting": "4000 EUR"}, "cannot be added"),
        ("absence_avoided", {"cost_per_day": "3000 EUR/person"}, "cannot be added"),
        ("deal_size", {"deals": "40 deals"}, "EUR*month"),
        ("disputes_avoided", {"cost_per_case": "6500 EUR/grievance"}, "EUR"),
        ("complaints_avoided", {"churn": "4%"}, "cannot be added"),
    ],
)
def test_a_known_mistake_is_refused(id: str, mistake: dict[str, str], words: str) -> None:
    found = convert(TEMPLATES[id], **mistake)
    assert isinstance(found, str)
    assert words in found


@pytest.mark.parametrize(
    ("id", "instead", "amount"),
    [
        # Orders for deals, people for leavers, one person for all: another word for the same thing.
        ("conversion_rate", {"effect": "0.04 orders/lead", "order_value": "800 EUR/order"}, 33_600),
        ("hour_saved", {"effect": "1.5 hours/person/month", "people": "20 persons"}, 10_800),
        ("fine_avoided", {"probability": "0.05 events/year", "fine": "400000 EUR/event", "retention": ""}, 8_000),
        ("external_hire_avoided", {"effect": "100 hours/month"}, 39_600),
        ("time_saved", {"tasks": "10 tasks/person/week", "benefit_window": "48 weeks"}, 19_200),
        ("security_incidents", {"baseline": "6 incidents/year", "effect": "2.4 incidents/year"}, 36_000),
        ("rework_avoided", {"material": ""}, 27_000),
        ("earlier_cash", {"capital_cost": "0.14 %/week"}, 600),
    ],
)
def test_the_same_thing_in_other_units(id: str, instead: dict[str, str], amount: int) -> None:
    assert convert(TEMPLATES[id], **instead) == amount


def test_turnover_may_be_a_share_of_a_group() -> None:
    """3 points of 300 people a year are 9 leavers."""
    each = dict.fromkeys(("recruiting", "selection", "onboarding", "lost_productivity"), "1000 EUR/person")
    assert convert(TEMPLATES["turnover_avoided"], effect="3 %/year", people="300 persons", **each) == 9 * 4_000


# --- details that are easily got wrong -------------------------------------------------------------------------------


def test_a_fine_counts_no_further_than_what_insurance_leaves() -> None:
    fine = TEMPLATES["fine_avoided"]
    assert convert(fine, retention="") == F(40, 100) * F(5, 100) * 400_000
    assert convert(fine, retention="500000 EUR") == convert(fine, retention="")


def test_travel_counts_for_the_same_part_as_the_hours() -> None:
    training = TEMPLATES["training_time_saved"]
    assert convert(training, travel="") == 150 * 8 * 50
    assert convert(training, effect="10 hours/person") == 150 * (10 * 50 + 60)


def test_a_cycle_that_is_no_shorter_brings_no_deals_and_one_of_nothing_is_undefined() -> None:
    cycle = TEMPLATES["sales_cycle"]
    assert convert(cycle, effect="0 days") == 0
    assert "zero" in str(convert(cycle, effect="60 days"))


def both_sides(template: Template, **other: str) -> tuple[F | Missing, F | Missing]:
    """Give the two figures of the check of a template, in the same unit."""
    values = case(template, **other)
    ((first, second, _),) = limits(template, {name: Name(name) for name in values if name not in BUILT_IN})
    lines = (line(name, example_quantity(written)) for name, written in values.items())
    ready = plan(Working((*lines, line("first", formula=first), line("second", formula=second))))
    measured, clashes = infer(ready)
    assert not clashes
    assert measured["first"] == measured["second"]
    found = compute(ready)
    return found["first"], found["second"]


def test_tasks_have_to_fit_in_the_working_time() -> None:
    saved = TEMPLATES["time_saved"]
    assert both_sides(saved) == (40 * F(30, 60), 130)
    assert both_sides(saved, tasks="400 tasks/person/month") == (200, 130)
