"""What the pages say at the edges: at exactly zero, at the target, above the whole change, and with costs missing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Sentence
from roi_spec.model.spec import Given
from roi_spec.model.units import PERCENT
from roi_spec.render.charts_chain import levels_chart
from roi_spec.render.rounding import share_decimals, telling_decimals
from roi_spec.render.writer import Writer
from tests.render.chain import context, evaluated, examined, example, handbook, page, read, squeezed
from tests.specs import with_fragment


def percent(value: str) -> Quantity:
    return Quantity(Fraction(value), PERCENT)


def costing(amount: str) -> str:
    """The base programme, which brings 72,000 EUR (60,000 to 84,000), with one line of costs."""
    return f"costs:\n  - {{id: time, category: participant_time, amount: {amount} EUR, source: Time sheets}}\n"


def said(sentence: Sentence) -> str:
    return "".join(one if isinstance(one, str) else getattr(one, "text", getattr(one, "shown", "")) for one in sentence)


def told(fragment: str, locale: str = "en") -> str:
    summary = handbook(examined(with_fragment(fragment)), locale).summary
    held = (one.content for one in summary.held)
    return " ".join(said(one) for one in (summary.answer, *summary.sentences, *held, *summary.rests_on))


def whole(fragment: str) -> str:
    return squeezed(read(page(examined(with_fragment(fragment)))).text)


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("24000", "In every case considered, the benefits are higher than the costs."),
        ("60000", "The base case gives a gain; in the conservative case, benefits and costs are equal."),
        ("66000", "The base case gives a gain, the conservative case a loss"),
        ("72000", "In the base case, benefits and costs are equal; the conservative case gives a loss"),
        ("80000", "The base case gives a loss, the optimistic case a gain"),
        ("84000", "The base case gives a loss; in the optimistic case, benefits and costs are equal."),
        ("90000", "In every case considered, the costs are higher than the benefits."),
    ],
)
def test_exactly_zero_is_neither_a_gain_nor_a_loss(cost: str, words: str) -> None:
    assert words in told(costing(cost))


@pytest.mark.parametrize(
    ("value", "against", "decimals"),
    [
        ("68.31", "25", 0),
        ("462.5", "25", 1),
        ("24.6", "25", 1),
        ("24.96", "25", 2),
        ("24.9996", "25", 4),
        ("25.04", "25", 2),
        ("25", "25", 0),
        ("-0.004", "25", 3),
        ("-0.4", "25", 1),
        ("0", "25", 0),
    ],
)
def test_rounding_leaves_a_result_on_its_side_of_the_target_and_of_zero(
    value: str, against: str, decimals: int
) -> None:
    assert telling_decimals(percent(value), (percent(against), None)) == decimals


@pytest.mark.parametrize("value", ["462.5", "68.25", "3.5", "3.14159", "-0.5", "0", "100", "-52.1", "9.99", "10.01"])
def test_handbook_and_portfolio_round_alike(value: str) -> None:
    writer = Writer(evaluated(examined()), context())
    one = percent(value)
    assert writer.shown("result.roi", one) == writer.translator.quantity(one, share_decimals(one))


def test_what_just_misses_its_target_does_not_seem_to_reach_it() -> None:
    said = told(costing("57619") + "target_roi: {value: 25%, reason: As agreed}\n")
    assert "with 24.96% as the base case" in said
    assert "The target of 25% is met only in the optimistic case." in said


def test_a_loss_is_not_said_to_come_back() -> None:
    assert "€0.80 came back (gross): the money itself was not recovered, and the balance is −€0.20 (net)." in told(
        costing("90000")
    )
    assert "€\u00a00,80 terug (bruto): de besteding zelf is niet terugverdiend" in told(costing("90000"), "nl")


def test_costs_are_called_fully_loaded_only_when_they_are() -> None:
    assert "fully loaded cost in 5 lines" in told("")
    said = whole(costing("24000"))
    assert "Fully loaded:" not in said
    assert "fully loaded cost" not in said
    missing = "needs analysis, design and development, overhead and administration, evaluation and reporting"
    assert f"Cost as stated, not fully loaded. Missing: {missing}." in said
    assert f"of cost as stated in 1 line; missing: {missing}." in said


def test_more_than_the_whole_change_cannot_be_due_to_the_programme() -> None:
    assert "would not cover the costs: that would take 104% of the change." in whole(costing("90000"))
    assert "The ROI is zero when 28% of the whole observed change is due to the programme." in whole(costing("24000"))


def test_costs_that_come_back_too_late_are_remarked_on() -> None:
    assert "longer than the benefit window of 12 months" in whole(costing("90000"))
    assert "longer than the benefit window" not in whole(costing("24000"))


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("roi: 200%", True),
        ("roi: 200.4%", False),
        ("bcr: 3.0", True),
        ("net_benefit: 48000 EUR", True),
        ("net_benefit: 48000 USD", False),
        ("net_benefit: 48001 EUR", False),
        ("payback: 4 months", True),
        ("back_per_unit: 2.00 EUR, back_per_unit_is: net", True),
        ("back_per_unit: 2.00 EUR", True),
        ("back_per_unit: 2.00 USD, back_per_unit_is: net", False),
        ("back_per_unit: 2.00 EUR, back_per_unit_is: gross", False),
    ],
)
def test_a_published_figure_is_the_same_within_half_of_its_last_digit(written: str, same: bool) -> None:
    one = examined(with_fragment(f"declared: {{{written}}}\n"))
    marks = [mark.text.strip() for mark in read(page(one)).find("table") if "As published" in mark.text]
    assert len(marks) == 1
    assert squeezed(marks[0]).endswith("yes" if same else "no")
    assert any(finding.code in ("ROI103", "ROI108") for finding in one.findings) is (
        not same or written == "back_per_unit: 2.00 EUR"
    )


def test_a_level_with_a_target_and_no_result_is_not_said_to_lack_a_target() -> None:
    one = examined(with_fragment("kpis:\n  - id: exam\n    # no result\n"))
    chart = levels_chart(Writer(evaluated(one), context()))
    assert chart is not None
    assert chart.table is not None
    outcomes = [said(row.cells[1].content) for row in chart.table.rows]
    assert outcomes == ["met", "no result yet", "met", "met", "met"]


@pytest.mark.parametrize(
    ("hurdle", "words"), [("200", "exactly equals the"), ("199", "is above the"), ("201", "is below the")]
)
def test_what_equals_the_hurdle_is_not_above_it(hurdle: str, words: str) -> None:
    one = examined()
    given = Given(percent(hurdle), evaluated(one).programme.at, f"{hurdle}%")
    book = handbook(one, hurdle=given)
    assert f"The base case {words} hurdle rate" in " ".join(said(one.content) for one in book.summary.held)


def test_the_grade_of_a_forecast_says_that_nothing_was_measured() -> None:
    plan = handbook(example("safety-plan-2027"))
    assert said(plan.summary.grade_words).startswith("Forecast, nothing measured yet: ")
    assert not said(handbook(examined()).summary.grade_words).startswith("Forecast")
