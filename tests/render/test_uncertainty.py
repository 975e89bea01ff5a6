"""The simulation on the page: the range, the chances, what the spread is made of, and the headline that cannot tell."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from roi_spec.model.distribution import BOUNDS, P2_P97, Case, Distribution
from roi_spec.model.evaluation import Bar, Evaluation
from roi_spec.render.assemble import assemble
from roi_spec.render.assemble_simulation import shape_words
from roi_spec.render.writer import Writer
from tests.render.chain import context, spaced
from tests.render.evidence import LOSS, evidenced, percentiles, quantity, simulation
from tests.render.test_evidence import page, section, told
from tests.render.test_telling import said


def answer(evaluation: Evaluation, locale: str = "en") -> str:
    return said(assemble(evaluation, (), context(locale)).summary.answer)


def test_a_range_that_spans_a_loss_is_the_headline() -> None:
    lost = evidenced(drawn=simulation(**LOSS))
    assert answer(lost) == (
        "Both a loss and a gain are possible: the ROI most likely lies between −31% and 110% (8 of 10 outcomes), with "
        "200% as the base case."
    )
    assert "zijn allebei mogelijk: de ROI ligt waarschijnlijk tussen −31% en 110%" in answer(lost, "nl")


@pytest.mark.parametrize(
    ("ends", "is_open"),
    [
        (("-9%", "-1%", "50%", "90%", "99%"), True),
        (("-9%", "0%", "50%", "90%", "99%"), False),
        (("-9%", "1%", "50%", "90%", "99%"), False),
        (("-99%", "-90%", "-50%", "-5%", "5%"), False),
        (("-99%", "-90%", "-50%", "0.1%", "5%"), True),
    ],
)
def test_the_outcome_is_open_when_most_draws_hold_a_loss_and_a_gain(ends: tuple[str, ...], is_open: bool) -> None:
    drawn = simulation(measures={"result.roi": percentiles(*ends)})
    assert answer(evidenced(drawn=drawn)).startswith("Both a loss and a gain are possible") is is_open


def test_the_first_page_gives_range_and_chances_beside_the_cases() -> None:
    first = spaced(section(page(evidenced()), "summary"))
    assert "The ROI most likely lies between 41% and 352% (8 of 10 outcomes), with 200% as the base case." in first
    assert "The chance of a gain is 97%." in first
    assert "The chance of reaching it is 94%." in first


def test_a_chance_that_is_not_certain_does_not_read_as_certain() -> None:
    said = told(evidenced(drawn=simulation(above_zero=Fraction(99951, 100000), above_target=Fraction(49, 100000))))
    assert "The chance of a gain is 99.95%" in said
    assert "The chance of reaching it is 0.05%" in said


def test_a_chance_of_a_draw_or_two_is_not_given_in_digits() -> None:
    said = told(evidenced(drawn=simulation(above_zero=Fraction(99999, 100000), above_target=Fraction(1, 100000))))
    assert "The chance of a gain is more than 99.99%." in said
    assert "The chance of reaching it is less than 0.01%." in said


def test_a_percentile_stays_on_its_side_of_the_target() -> None:
    drawn = simulation(measures={"result.roi": percentiles("14.96%", "15.04%", "50%", "90%", "99%")})
    assert "ROI 14.96% 15.04% 50% 90% 99%" in spaced(section(page(evidenced(drawn=drawn)), "simulation"))


def test_the_chapter_tells_results_contributions_settings_and_what_was_drawn() -> None:
    said = spaced(section(page(evidenced()), "simulation"))
    for words in (
        "Net benefit €2,976 €9,840 €47,520 €84,480 €93,648",
        "Payback period 2.4 months 2.6 months 4.0 months 8.5 months 10.7 months",
        "Chance that the costs are earned back, when benefits go on after the window 100%",
        "Cost of one error 70%",
        "rounded hill with its top at the base (PERT); nothing lies outside the ends",
        "Cost of one error Loaded hourly rate 0.6 Both follow wages",
        "Draws 32,768",
        "0.93% of the distance from P5 to P95; asked was 1%",
        "careful-claims and the id of each value",
        "Evidence grade B",
    ):
        assert words in said, words


def test_the_histogram_hatches_what_is_a_loss() -> None:
    found = section(page(evidenced()), "simulation")
    (loss,), (gain,) = found.find("path", "loss"), found.find("path", "gain")
    assert loss.attributes["d"].count("M") == 1
    assert gain.attributes["d"].count("M") == 6
    assert len(found.find("path", "loss-hatch")) == 1
    assert len(found.find("path", "zero")) == 1


def test_a_histogram_without_room_for_zero_has_no_line_for_it() -> None:
    bars = tuple(Bar(Fraction(n), Fraction(n + 1), Fraction(1, 4)) for n in range(1, 5))
    found = section(page(evidenced(drawn=simulation(histogram=bars))), "simulation")
    assert not found.find("path", "zero")


def test_break_even_values_stand_with_the_results() -> None:
    said = spaced(section(page(evidenced()), "results"))
    assert "Cost of one error €60.00 per error €20.00 per error" in said
    assert "Benefit window 12 months – It never is." in said


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (None, "bell-shaped, each half with its own width; the ends are read as 5th and 95th percentile"),
        (Distribution("uniform", BOUNDS), "every value between the ends equally likely; nothing lies outside the ends"),
        (
            Distribution("t", P2_P97, 12.0),
            "bell-shaped with the tails of the estimate (Student); the ends are those of a 95% interval",
        ),
        (
            Distribution(
                "discrete",
                cases=(Case(quantity("2 deals"), Fraction(3, 10)), Case(quantity("3 deals"), Fraction(7, 10))),
            ),
            "one of the stated cases, by weight: 2 deals (30%) and 3 deals (70%)",
        ),
    ],
)
def test_a_distribution_is_said_in_words(shape: Distribution | None, words: str) -> None:
    assert said(shape_words(Writer(evidenced(), context()), shape)) == words


def test_without_a_simulation_the_cases_are_the_headline() -> None:
    plain = replace(evidenced(), simulation=None)
    assert answer(plain) == "The ROI lies between 150% and 250%, with 200% as the base case."
    assert "outcomes" not in answer(plain)


def test_the_grade_stands_wherever_an_roi_does() -> None:
    root = page(evidenced())
    for id in ("summary", "results", "simulation"):
        marks = [one for one in section(root, id).find("span", "grade") if one.text == "B"]
        assert marks, id
