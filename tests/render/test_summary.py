"""The first page for each kind of outcome: the verdict in a word, the answer as a range, and the drawing of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roi_spec.model.charts import Drawing
from roi_spec.model.handbook import Ruling, Summary
from roi_spec.model.sentence import Figure, Sentence
from roi_spec.render.assemble import assemble
from roi_spec.render.charts_words import width_of
from tests.render.chain import context, evaluated, examined, example, examples, handbook
from tests.render.evidence import LOSS, evidenced, percentiles, simulation
from tests.render.test_telling import costing, said
from tests.specs import BASE, with_fragment

SINGLE = (
    "assumptions:\n  - {id: cost_per_error, title: Cost of one error, value: 60 EUR/error, low: null, high: null}\n"
)


def first(id: str, locale: str = "en") -> Summary:
    return handbook(example(id), locale).summary


def of(fragment: str, locale: str = "en") -> Summary:
    return handbook(examined(with_fragment(fragment)), locale).summary


def words(summary: Summary) -> str:
    return f"{summary.ruling.sign} {summary.ruling.words}"


# --- the verdict -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "english", "dutch"),
    [
        ("consultative-selling-2025", "▲ Most likely yes", "▲ Waarschijnlijk wel"),
        ("pilot-vr-safety-2025", "▼ No", "▼ Nee"),
        ("presentation-skills-2026", "◆ We cannot tell", "◆ Dat is niet te zeggen"),
        ("safety-plan-2027", "◆ We cannot tell yet", "◆ Dat is nog niet te zeggen"),
        ("sales-training-claim", "◉ Not as it was published", "◉ Niet zoals het is gepubliceerd"),
        ("it-training-trial", "◉ The sums are right", "◉ De berekening klopt"),
        ("quality-claim", "◉ It cannot be recomputed", "◉ Het is niet na te rekenen"),
    ],
)
def test_each_kind_of_outcome_has_a_word_and_a_sign(id: str, english: str, dutch: str) -> None:
    assert words(first(id)) == english
    assert words(first(id, "nl")) == dutch


@pytest.mark.parametrize(
    ("ends", "verdict"),
    [
        (("5%", "10%", "50%", "90%", "99%"), "Yes"),
        (("-60%", "-31%", "40%", "110%", "151%"), "Yes"),
    ],
)
def test_a_gain_in_all_three_cases_is_sure_whatever_was_drawn(ends: tuple[str, ...], verdict: str) -> None:
    drawn = simulation(measures={"result.roi": percentiles(*ends)})
    assert ruling(evidenced(drawn=drawn)).words == verdict


def ruling(evaluation: object) -> Ruling:
    return assemble(evaluation, (), context()).summary.ruling  # type: ignore[arg-type]


@pytest.mark.parametrize(("cost", "verdict"), [("24000", "Yes"), ("90000", "No")])
def test_what_all_cases_agree_on_is_said_without_doubt(cost: str, verdict: str) -> None:
    assert of(costing(cost)).ruling.words == verdict


def test_a_benefit_without_costs_is_no_return() -> None:
    summary = of("# no costs\n# no target_roi\n")
    assert words(summary) == "■ A benefit, but no ROI"
    assert said(summary.answer).startswith("A benefit between")
    assert summary.chart is None
    assert summary.held == ()
    assert said(summary.break_even) == ""


def test_costs_of_zero_leave_the_range_of_the_benefit_in_the_answer() -> None:
    assert said(of(costing("0")).answer) == (
        "A benefit between €60,000 and €84,000, with €72,000 as the base case; from the costs as stated, no ROI can be "
        "computed."
    )


# --- the answer ------------------------------------------------------------------------------------------------------


def test_a_gain_is_a_range_with_what_it_takes_to_pay_back() -> None:
    summary = first("consultative-selling-2025")
    assert said(summary.answer) == (
        "The ROI most likely lies between 7% and 119% (8 of 10 outcomes), with 68% as the base case."
    )
    assert said(summary.break_even) == (
        "It still pays back if only about 35% of the measured change is due to the programme."
    )


def test_a_loss_is_told_in_the_same_form() -> None:
    summary = first("pilot-vr-safety-2025")
    assert said(summary.answer) == (
        "The ROI most likely lies between −119% and −67% (8 of 10 outcomes), with −93% as the base case."
    )
    assert said(summary.break_even).startswith("Even if the whole measured change is due to the programme")


def test_an_open_outcome_says_so_and_what_it_would_take() -> None:
    summary = first("inwerken-klantenservice-2025", "nl")
    assert said(summary.answer).startswith("Verlies en winst zijn allebei mogelijk")
    assert said(summary.break_even) == (
        "Het betaalt zich terug als ongeveer 38% of meer van de gemeten verandering door het programma komt."
    )


def test_a_plan_expects_and_has_measured_nothing() -> None:
    summary = first("safety-plan-2027")
    assert "the expected ROI most likely lies" in said(summary.answer)
    assert "of the expected change" in said(summary.break_even)


def test_a_claim_of_others_is_recomputed_figure_by_figure() -> None:
    held = {one.name: said(one.content) for one in first("sales-training-claim").held}
    assert held["Published figures"] == "4 of 5 come out the same when they are recomputed."
    assert "1 of 1 comes out the same when it is recomputed." in [
        said(one.content) for one in first("it-training-trial").held
    ]
    assert held["Back per unit of money spent"] == "Published as 4.63 USD; recomputed, it is US$5.63."
    assert "Target" not in held


def test_no_share_is_named_where_the_effect_is_no_part_of_the_change() -> None:
    assert first("claims-coaching-2025").break_even == ()


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("10%", "20%", "90%", "150%", "160%"), "above them: taken together, the ranges of the values reach further"),
        (
            ("205%", "210%", "250%", "300%", "310%"),
            "below them: taken together, the ranges of the values reach further",
        ),
        (("10%", "20%", "90%", "240%", "260%"), ""),
    ],
)
def test_a_base_value_outside_the_middle_outcomes_is_explained(ends: tuple[str, ...], told: str) -> None:
    drawn = simulation(measures={"result.roi": percentiles(*ends)})
    remark = said(assemble(evidenced(drawn=drawn), (), context()).summary.outside)
    assert told in remark
    assert bool(remark) == bool(told)


# --- held against ----------------------------------------------------------------------------------------------------


def test_target_and_costs_stand_with_their_chances() -> None:
    held = {one.name: (one.style, said(one.content)) for one in first("consultative-selling-2025").held}
    style, costs = held["Benefits and costs"]
    assert style == "gain"
    assert costs == (
        "The base case gives a gain; only the conservative case, with everything against the programme, gives a loss. "
        "The chance of a gain is 93%."
    )
    style, target = held["Target"]
    assert style == "partly"
    assert target.startswith("The target of 25% is met in the base case, but not in the conservative case.")


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_no_sentence_leaves_open_what_the_verdict_calls_likely(locale: str) -> None:
    for id in examples():
        summary = first(id, locale)
        likely = summary.ruling.words.startswith(("Most likely", "Waarschijnlijk"))
        told = " ".join(said(one.content) for one in summary.held)
        assert not (likely and re.search("cannot be told for certain|staat niet vast", told))


def test_every_sign_stands_beside_words() -> None:
    for one in examples().values():
        summary = handbook(one).summary
        assert summary.ruling.sign
        assert summary.ruling.words
        assert all(held.sign and held.name and said(held.content) for held in summary.held)


def test_a_driver_that_changes_nothing_one_can_read_is_left_out() -> None:
    for driver in first("pilot-vr-safety-2025").drivers:
        ends = re.findall(r"−?[\d.]+%", said(driver).rpartition(": ")[2])[:2]
        assert ends[0] != ends[1]


def test_a_driver_says_what_its_value_is_here_and_leads_to_who_stands_behind_it() -> None:
    margin = next(one for one in first("consultative-selling-2025").drivers if "Contribution margin" in said(one))
    assert said(margin) == "Contribution margin on cross-sell (30%): ROI 45% to 90%."
    assert next(one.step for one in margin if isinstance(one, Figure)) == "assumption.contribution_margin"


# --- the drawing -----------------------------------------------------------------------------------------------------


def chart(summary: Summary) -> Drawing:
    assert summary.chart is not None
    return summary.chart


def test_the_drawing_tells_its_figures_in_words() -> None:
    drawn = chart(first("consultative-selling-2025"))
    assert drawn.title == "ROI from −27% to 193%, base case 68%, target 25%."
    assert "One in ten outcomes is lower (P10): 7%." in drawn.description
    assert [stroke.style for stroke in drawn.strokes] == ["axis", "gain", "zero", "target", "dot"]


def test_a_bar_on_both_sides_of_zero_is_parted_there_and_hatched_where_it_is_a_loss() -> None:
    drawn = chart(first("leiderschap-2025"))
    assert {"loss", "loss-hatch", "gain"} <= {stroke.style for stroke in drawn.strokes}
    assert drawn.caption.endswith("Hatched: a loss.")


def test_a_single_figure_is_a_dot() -> None:
    drawn = chart(first("sales-training-claim"))
    assert [stroke.style for stroke in drawn.strokes] == ["grid", "zero", "dot"]
    assert drawn.caption == "The dot is the ROI; no range was stated."


def test_without_a_simulation_the_bar_goes_from_case_to_case() -> None:
    drawn = assemble(replace(evidenced(), simulation=None), (), context()).summary.chart
    assert drawn is not None
    assert "from the conservative to the optimistic case" in drawn.caption
    assert {"".join(map(str, written(label.content))) for label in drawn.labels} >= {"150%", "200%", "250%"}


def written(sentence: Sentence) -> list[str]:
    return [said((piece,)) for piece in sentence]


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_no_two_labels_of_the_drawing_overlap(locale: str) -> None:
    drawings = [one for id in examples() if (one := first(id, locale).chart) is not None]
    drawings.append(chart(assemble(evidenced(drawn=simulation(**LOSS)), (), context(locale)).summary))
    for drawn in drawings:
        boxes = [(label.y, float(label.x), width_of(label.content) / 2) for label in drawn.labels]
        for number, (y, x, half) in enumerate(boxes):
            assert half - 0.1 <= x <= float(drawn.width) - half + 0.1  # places are rounded to tenths
            assert 0 < float(y) <= float(drawn.height)
            assert all(y != other or abs(x - at) >= half + wide - 0.1 for other, at, wide in boxes[number + 1 :])


def test_two_remarks_on_the_payback_period_stand_apart() -> None:
    under = {one.name: said(one.under) for one in first("pilot-vr-safety-2025").figures}
    assert under["Payback period"] == (
        "not earned back in the conservative case · longer than the benefit window of 12 months"
    )


def test_what_the_byline_says_is_not_said_again() -> None:
    summary = handbook(examined()).summary
    assert {"Owner", "Stage", "Checked as of"}.isdisjoint(fact.name for fact in summary.facts)
    assert {"File", "Participants"} <= {fact.name for fact in summary.facts}


@pytest.mark.parametrize(
    ("id", "english", "dutch"),
    [
        ("consultative-selling-2025", "evidence grade B", "bewijsgraad B"),
        ("safety-plan-2027", "evidence grade E, planned", "bewijsgraad E, gepland"),
        ("quality-claim", "", ""),
    ],
)
def test_the_grade_of_the_evidence_stands_beside_the_verdict(id: str, english: str, dutch: str) -> None:
    assert said(first(id).ruling.grade) == english
    assert said(first(id, "nl").ruling.grade) == dutch


def test_the_byline_says_whose_it_is_and_the_date_and_a_mark_the_stage() -> None:
    book = handbook(examined())
    assert said(book.summary.byline) == "Owner: Learning and development · Checked as of 1 June 2026"
    assert [one.text for one in book.marks] == ["final"]
    nobody = BASE.replace("owner: Learning and development\n", "", 1)
    assert said(assemble(evaluated(examined(nobody)), (), context()).summary.byline) == "Checked as of 1 June 2026"
