"""Methods that rest on data: which lines follow from what statistics found, and which grade that is worth.

The statistics are made by hand here; whether they are right is tested with the stage that makes them, and the whole
chain from file to figure in `tests/cases/methods/`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest

from roi_spec.evaluate import engine
from roi_spec.evaluate.attribution import METHODS, estimates
from roi_spec.evaluate.write import write
from roi_spec.evaluate.written import WrittenMethod
from roi_spec.model.analysis import CAUTION, PARALLEL, PARALLEL_SERIES, REFUSED, TRUSTED, Analysis, Arm, Check
from roi_spec.model.distribution import P2_P97, Distribution
from roi_spec.model.quantity import Missing, Quantity, in_unit
from roi_spec.model.spec import Programme
from roi_spec.model.text import Text
from roi_spec.model.units import Unit, parse_unit
from roi_spec.model.working import Line

HEAD = """
roi_spec: "1.0"
kind: programme
id: example
title: An example
language: en
currency: EUR
stage: final
evaluation_level: 5
audience: {group: Everybody, invited: 20, completed: 20}
benefit_window: {length: 12 months}
costs: [{id: all, category: facilitation, amount: 1000 EUR}]
data:
  - id: measured
    file: data/measured.csv
    system: Claims system
    reference: Report 12
    owner: Quality department
    extracted: 2025-08-04
    columns: {person: Nr, before: Before, after: After}
"""

PREFIX = "kpi.k.attribution"


def spec(attribution: str, better: str = "higher", unit: str = "points", figures: str = "") -> str:
    return f"""{HEAD}
kpis:
  - id: k
    title: Score
    level: impact
    better: {better}
    unit: {unit}
{figures}
    attribution: {attribution}
"""


@dataclass(frozen=True)
class Worked:
    """What one method wrote, and what it comes to."""

    lines: dict[str, Line]
    values: dict[str, engine.Result]
    method: WrittenMethod

    def __getitem__(self, name: str) -> str:
        line, value = self.lines[f"{PREFIX}.{name}"], self.values[f"{PREFIX}.{name}"]
        assert isinstance(value, Fraction), value
        assert line.unit is not None
        return str(in_unit(value, line.unit))

    def line(self, name: str) -> Line:
        return self.lines[f"{PREFIX}.{name}"]

    def why_not(self, name: str) -> str:
        found = self.values[f"{PREFIX}.{name}"]
        assert isinstance(found, Missing)
        return str(found.reason)

    @property
    def grade(self) -> str:
        return self.method.grade

    @property
    def reason(self) -> str:
        return str(self.method.grade_reason)


@pytest.fixture
def worked(tmp_path: Path, spec_in) -> Callable[..., Worked]:
    """Write and compute a case with the analysis that is given for its main method."""

    def worked(body: str, analysis: Analysis | None = None, ends: dict[str, str] | None = None) -> Worked:
        path = tmp_path / f"case-{abs(hash(body))}.roi.yaml"
        path.write_text(body, "utf-8")
        programme = spec_in(path)
        assert isinstance(programme, Programme)
        written = write(programme, {}, {PREFIX: analysis} if analysis else {})
        plan = engine.plan(written.working)
        return Worked(written.working.index(), engine.compute(plan, ends), written.kpis[0].methods[0])

    return worked


def unit(word: str) -> Unit:
    found = parse_unit(word)
    assert isinstance(found, Unit)
    return found


TRAINED = Arm("South", trained=True, assigned=40, analysed=38, before=Fraction(60), after=Fraction(72))
COMPARED = Arm("North", trained=False, assigned=40, analysed=39, before=Fraction(61), after=Fraction(65))

TWO_ARMS = Analysis(
    design="difference_in_differences",
    title=Text("Difference in differences"),
    model=Text("Standard errors clustered by team"),
    unit=unit("points"),
    trust=TRUSTED,
    arms=(TRAINED, COMPARED),
    counted=Text("people"),
    estimate=Fraction(8),
    low=Fraction(3),
    high=Fraction(13),
    degrees=18.0,
    checks=(Check(PARALLEL, Text("The periods before show no difference in course."), holds=True),),
    data="measured",
    software="statsmodels 0.15.0",
)
ONE_ARM = replace(TWO_ARMS, design="paired", arms=(TRAINED,), estimate=Fraction(12), low=Fraction(9), high=Fraction(15))
COMPARISON = "{method: comparison_group, data: measured, trained: [South], comparison: {group: North}}"


# --- the lines -------------------------------------------------------------------------------------------------------


def test_the_effect_is_the_estimate_with_its_interval(worked):
    found = worked(spec(COMPARISON), TWO_ARMS)
    line = found.line("effect")
    assert found["effect"] == "8 points"
    assert (str(line.low), str(line.high)) == ("3 points", "13 points")
    assert line.driver == line.id  # one input of its own
    assert line.distribution == Distribution("t", P2_P97, 18.0)


def test_its_ends_are_the_ends_of_the_scenarios(worked):
    found = worked(spec(COMPARISON), TWO_ARMS, {f"{PREFIX}.effect": "low"})
    assert found["effect"] == "3 points"
    assert found.values["kpi.k.effect"] == 3


def test_it_says_how_it_was_found_and_where_the_data_come_from(worked):
    line = worked(spec(COMPARISON), TWO_ARMS).line("effect")
    assert str(line.note) == (
        "Standard errors clustered by team. The ends are those of its 95 % interval. Computed by statsmodels 0.15.0."
    )
    assert line.origin.source == "Claims system: Report 12 (data/measured.csv)"
    assert (line.origin.owner, line.origin.date) == ("Quality department", dt.date(2025, 8, 4))
    assert line.origin.kind == "measurement"


def test_without_degrees_of_freedom_the_spread_is_normal(worked):
    line = worked(spec(COMPARISON), replace(TWO_ARMS, degrees=None)).line("effect")
    assert line.distribution == Distribution("normal", P2_P97)


def test_an_interval_found_by_permuting_groups_keeps_both_its_halves(worked):
    line = worked(spec(COMPARISON), replace(TWO_ARMS, high=Fraction(20))).line("effect")
    assert line.distribution == Distribution("split_normal", P2_P97, None)


def test_every_group_shows_how_many_were_assigned_analysed_and_lost(worked):
    found = worked(spec(COMPARISON), TWO_ARMS)
    counts = [found[f"{arm}.{what}"] for arm in ("trained", "compared") for what in ("assigned", "analysed", "lost")]
    assert counts == ["40 persons", "38 persons", "2 persons", "40 persons", "39 persons", "1 persons"]
    assert str(found.line("trained.assigned").title) == "Assigned people, trained group (South)"
    means = [found[f"{arm}.{when}"] for arm in ("trained", "compared") for when in ("before", "after")]
    assert means == ["60 points", "72 points", "61 points", "65 points"]


def test_periods_are_not_counted_in_persons(worked):
    series = replace(ONE_ARM, counted=Text("periods"))
    body = spec("{method: interrupted_time_series, data: measured, start: 2025-02}")
    assert worked(body, series)["trained.assigned"] == "40"


def test_a_share_changes_by_percentage_points(worked):
    shares = replace(TWO_ARMS, unit=unit("%"))
    found = worked(spec(COMPARISON, unit='"%"'), shares)
    assert found["effect"] == "8 pp"
    assert found["trained.before"] == "60%"


def test_data_that_are_refused_give_no_effect_and_the_reason(worked):
    refused = replace(ONE_ARM, title=Text("Paired"), trust=REFUSED, estimate=None, low=None, high=None)
    found = worked(spec("{method: before_after, data: measured}"), refused)
    assert found.why_not("effect") == "Paired: the data are too few for an effect."
    assert found["trained.assigned"] == "40 persons"  # who was measured is shown all the same
    assert found.grade == "F"


def test_data_that_could_not_be_analysed_give_no_effect(worked):
    found = worked(spec(COMPARISON))
    assert "could not be analysed" in found.why_not("effect")
    assert found.grade == "F"


# --- before and after ------------------------------------------------------------------------------------------------

CHOSEN = """
      method: before_after
      data: measured
      expected_regression: {population_mean: %s, retest_correlation: 60%%, source: Retest of 2023}
"""


def test_expected_regression_to_the_mean_is_taken_away(worked):
    """Group 60, everybody 75, correlation 0.6: (1 - 0.6) x (75 - 60) = 6 without any training."""
    found = worked(spec(CHOSEN % "75 points"), ONE_ARM)
    assert found["regression"] == "6 points"
    assert found["measured"] == "12 points"
    assert found["effect"] == "6 points"


def test_the_interval_moves_with_it(worked):
    """What is uncertain is the change that was measured: 9 to 15, so the effect is 3 to 9."""
    body = spec(CHOSEN % "75 points")
    low, high = (worked(body, ONE_ARM, {f"{PREFIX}.measured": end})["effect"] for end in ("low", "high"))
    assert (low, high) == ("3 points", "9 points")


def test_where_lower_is_better_regression_goes_down(worked):
    """Everybody makes 50 errors, the group chosen for many makes 60: it comes down by 0.4 x 10 = 4 by itself."""
    found = worked(spec(CHOSEN % "50 points", better="lower"), ONE_ARM)
    assert found["regression"] == "4 points"
    assert found["effect"] == "8 points"


def test_regression_never_makes_an_effect_larger(worked):
    """A group above the average would have come down: 0.4 x (50 - 60) = -4, which is shown and not added."""
    found = worked(spec(CHOSEN % "50 points"), ONE_ARM)
    assert found["regression"] == "-4 points"
    assert found["effect"] == "12 points"


def test_before_and_after_is_d_at_most(worked):
    assert worked(spec("{method: before_after, data: measured}"), ONE_ARM).grade == "D"
    assert worked(spec("{method: before_after, data: measured}"), replace(ONE_ARM, trust=CAUTION)).grade == "D"


# --- grades ----------------------------------------------------------------------------------------------------------

RANDOMISED = "{method: randomised_control_group, data: measured, trained: [South], assignment_rule: By lot}"
SERIES = "{method: interrupted_time_series, data: measured, start: 2025-02}"
LOST = replace(TWO_ARMS, arms=(replace(TRAINED, analysed=30), replace(COMPARED, analysed=30)))
UNEQUAL = replace(TWO_ARMS, arms=(replace(TRAINED, analysed=40), replace(COMPARED, analysed=34)))
ALIKE, APART = TWO_ARMS, replace(TWO_ARMS, checks=(replace(TWO_ARMS.checks[0], holds=False),))
UNSEEN = replace(TWO_ARMS, checks=())
DRIFTED = replace(TWO_ARMS, checks=(Check(PARALLEL_SERIES, Text("They moved apart."), holds=False),))
MIXED = COMPARISON.replace("{group: North}", "{group: North, trained_within_window: true}")


@pytest.mark.parametrize(
    ("attribution", "analysis", "grade", "because"),
    [
        (RANDOMISED, TWO_ARMS, "A", "Chance decided"),
        (RANDOMISED.replace(", assignment_rule: By lot", ""), TWO_ARMS, "B", "how chance decided is not stated"),
        (RANDOMISED, LOST, "B", "More than 20% of a group dropped out"),
        (RANDOMISED, UNEQUAL, "B", "Far more people dropped out of one group"),
        (RANDOMISED, replace(TWO_ARMS, trust=CAUTION), "B", "fewer data"),
        (RANDOMISED, replace(LOST, trust=CAUTION), "C", "That makes it C instead of A."),
        (COMPARISON, ALIKE, "B", "moved alike beforehand"),
        (COMPARISON, APART, "C", "the periods before show that the groups moved differently"),
        (COMPARISON, UNSEEN, "C", "nothing shows"),
        (MIXED, ALIKE, "C", "People of the comparison group were trained as well."),
        (MIXED, replace(APART, trust=CAUTION), "D", "That makes it D instead of C."),
        (COMPARISON.replace("trained:", "assignment: voluntary, trained:"), ALIKE, "D", "chose for themselves"),
        (SERIES, ONE_ARM, "C", "without one of a group that was not trained"),
        (SERIES, replace(ONE_ARM, trust=CAUTION), "D", "fewer data"),
        (SERIES, TWO_ARMS, "B", "beside one of a group that was not trained"),
        (SERIES, DRIFTED, "C", "the two moved apart beforehand"),
    ],
)
def test_the_grade_follows_from_the_design_and_its_weaknesses(worked, attribution, analysis, grade, because):
    found = worked(spec(attribution), analysis)
    assert found.grade == grade
    assert because in found.reason


def test_words_about_a_parallel_course_do_not_replace_data(worked):
    claimed = COMPARISON.replace("trained:", "parallel_before: Both grew by 2 % in 2024, trained:")
    assert worked(spec(claimed), UNSEEN).grade == "C"


TYPED = """
      method: comparison_group
      comparison: {group: North, baseline: 61 points, result: 65 points, trained_within_window: %s}
      parallel_before: Both went up by one point a year
"""


@pytest.mark.parametrize(("trained_too", "grade"), [("false", "B"), ("true", "C")])
def test_a_comparison_group_that_was_trained_too_counts_for_less_without_data_as_well(worked, trained_too, grade):
    typed = spec(TYPED % trained_too, figures="    baseline: 60 points\n    result: 72 points")
    assert worked(typed).grade == grade


# --- computed elsewhere ----------------------------------------------------------------------------------------------

STATED = """
      method: randomised_control_group
      assignment_rule: Drawn by lot
      stated_effect: {value: 8 points, low: -2 points, high: 11 points, study: %s, n_trained: 200, n_comparison: 210}
"""
PUBLISHED = "Journal of Training 2021"


def test_a_stated_effect_keeps_the_interval_that_came_with_it(worked):
    line = worked(spec(STATED % PUBLISHED)).line("effect")
    assert (str(line.value), str(line.low), str(line.high)) == ("8 points", "-2 points", "11 points")
    assert line.distribution == Distribution("split_normal", P2_P97)
    assert line.origin.source == PUBLISHED


def test_it_says_how_many_people_it_rests_on(worked):
    found = worked(spec(STATED % PUBLISHED))
    assert (found["trained.analysed"], found["compared.analysed"]) == ("200 persons", "210 persons")


@pytest.mark.parametrize(
    ("old", "new", "grade", "because"),
    [
        ("", "", "A", "a study that can be looked up"),
        ("Journal of Training 2021", "A report of our adviser", "B", "no year, DOI or address"),
        (", n_comparison: 210", "", "B", "the number of people in both groups is not stated"),
        (", low: -2 points, high: 11 points", "", "B", "no interval is stated"),
        ("      assignment_rule: Drawn by lot\n", "", "B", "how chance decided is not stated"),
    ],
)
def test_what_cannot_be_checked_counts_for_one_grade_less(worked, old, new, grade, because):
    found = worked(spec((STATED % PUBLISHED).replace(old, new) if old else STATED % PUBLISHED))
    assert found.grade == grade
    assert because in found.reason


def test_a_study_elsewhere_stays_e(worked):
    body = "{method: prior_study, study: Other region, stated_effect: {value: 8 points, study: Journal 2021}}"
    found = worked(spec(body))
    assert found["effect"] == "8 points"
    assert found.grade == "E"


# --- series in the spec itself ---------------------------------------------------------------------------------------

TREND = """
      method: trend_line
      before:
        - {period: 2024-01, value: 50 points}
        - {period: 2024-02, value: 52 points}
        - {period: 2024-03, value: 54 points}
        - {period: 2024-04, value: 56 points}
        - {period: 2024-05, value: 58 points}
        - {period: 2024-06, value: 61 points}
      after:
        - {period: 2024-07, value: 66 points}
        - {period: 2024-08, value: 70 points}
"""


def trend(estimate: Fraction) -> Analysis:
    return replace(
        ONE_ARM, design="trend_line", data="", estimate=estimate, low=estimate - 1, high=estimate + 1, degrees=4.0
    )


def test_a_trend_line_keeps_its_own_arithmetic_and_gets_a_margin(worked):
    plain = worked(spec(TREND))
    exact = plain.values[f"{PREFIX}.effect"]
    assert isinstance(exact, Fraction)
    found = worked(spec(TREND), trend(exact))
    assert found.values[f"{PREFIX}.effect"] == exact
    assert found["prediction_margin"] == "1 points"
    low, high = (
        worked(spec(TREND), trend(exact), {f"{PREFIX}.effect": end}).values[f"{PREFIX}.effect"]
        for end in ("low", "high")
    )
    assert (low, high) == (exact - 1, exact + 1)
    assert found.line("effect").distribution == Distribution("t", P2_P97, 4.0)


def test_a_trend_line_through_too_few_periods_gives_no_effect(worked):
    refused = replace(trend(Fraction(1)), trust=REFUSED, estimate=None, low=None, high=None)
    found = worked(spec(TREND), refused)
    assert "too few" in found.why_not("effect")
    assert found.grade == "F"


def test_a_trend_line_from_a_file_takes_the_estimate_of_the_data(worked):
    found = worked(spec("{method: trend_line, data: measured, start: 2024-07}"), trend(Fraction(5)))
    assert found["effect"] == "5 points"
    assert found.grade == "C"


# --- respondents -----------------------------------------------------------------------------------------------------

BY_VALUE = """
      method: participant_estimate
      invited: 5
      respondents:
        - {id: p1, value: 10 points, attribution: 60%, confidence: 80%}
        - {id: p2, value: 20 points, attribution: 50%}
"""
BY_SHARE = """
      method: manager_estimate
      invited: 5
      factor_includes: %s
      respondents:
        - {id: p1, attribution: 60%%, confidence: 80%%}
        - {id: p2, attribution: 50%%, confidence: 70%%, excluded: Left in March}
"""


def rows(found: Worked) -> list[str]:
    return [one.id.removeprefix(f"{PREFIX}.") for one in found.lines.values() if one.resampled == PREFIX]


def test_what_counts_of_each_respondent_can_be_drawn_again(worked):
    assert rows(worked(spec(BY_VALUE))) == ["respondent.p1.effect", "respondent.p2.effect"]


def test_so_can_shares(worked):
    figures = "    baseline: 60 points\n    result: 72 points"
    found = worked(spec(BY_SHARE % "[attribution]", figures=figures))
    assert rows(found) == ["respondent.p1.share", "respondent.p2.zero"]


def test_and_shares_that_hold_the_confidence_already(worked):
    figures = "    baseline: 60 points\n    result: 72 points"
    attribution = (BY_SHARE % "[confidence]").replace(", confidence: 80%", "").replace(", confidence: 70%", "")
    found = worked(spec(attribution, figures=figures))
    assert rows(found) == ["respondent.p1.attribution", "respondent.p2.zero"]


def test_the_silent_are_part_of_the_group_that_is_drawn_from(worked):
    assert estimates.asked(worked(spec(BY_VALUE)).method.attribution) == 5


# --- what a reader is told about a method ----------------------------------------------------------------------------

READS_DATA = (
    "randomised_control_group comparison_group interrupted_time_series trend_line forecast_model before_after "
    "participant_estimate manager_estimate"
)


def test_methods_that_read_data_say_which_columns(worked):
    assert {id for id, one in METHODS.items() if one.METHOD.data} == set(READS_DATA.split())


def test_methods_with_a_least_amount_of_data_say_how_much(worked):
    bounded = {id for id, one in METHODS.items() if one.METHOD.floor and one.METHOD.trust}
    assert bounded == set(READS_DATA.split()) - {"participant_estimate", "manager_estimate"}


def test_better_methods_rank_before_estimates():
    rank = {id: one.METHOD.rank for id, one in METHODS.items()}
    assert rank["interrupted_time_series"] < rank["before_after"] < rank["customer_estimate"]


def test_quantities_of_the_hand_made_analysis_are_in_the_unit_of_the_kpi(worked):
    assert worked(spec(COMPARISON), TWO_ARMS).line("effect").value == Quantity(Fraction(8), unit("points"))
