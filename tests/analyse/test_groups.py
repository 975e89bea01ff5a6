"""Pairs and groups: floors, drop-out, lopsided figures, teams, missing levels, and the verdict."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.analyse import linear
from roi_spec.analyse.asked import Asked, Expected
from roi_spec.analyse.paired import paired
from roi_spec.analyse.parts import Parts, analysis_of
from roi_spec.analyse.randomised import randomised
from roi_spec.analyse.teams import by_team
from roi_spec.analyse.two_groups import two_groups
from roi_spec.model.analysis import CANNOT_TELL, CAUTION, EFFECT, NO_EFFECT, REFUSED, TRUSTED, Check
from tests.analyse.by_hand import fractions, hc2_variance, least_squares, share_as_extreme

ASKED = Asked()
NOTHING = float("nan")


def some(count: int, spread: int = 11, step: int = 7) -> np.ndarray:
    return np.array([(step * one * one + one) % spread for one in range(count)], dtype=float)


def check(parts: Parts, title: str) -> Check:
    return next(one for one in parts.checks if str(one.title) == title)


# --- pairs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "trust"), [(9, REFUSED), (10, CAUTION), (29, CAUTION), (30, TRUSTED)])
def test_how_many_pairs_are_enough(people: int, trust: str) -> None:
    found = paired(some(people), some(people, step=3), ASKED)
    assert found.trust == trust
    assert (found.estimate is None) == (trust == REFUSED)


def test_people_without_both_measurements_are_lost() -> None:
    before, after = some(14), some(14, step=3)
    after[2], before[5] = NOTHING, NOTHING
    found = paired(before, after, Asked(assigned=(20, None)))
    assert (found.trained.assigned, found.trained.analysed) == (20, 12)
    assert check(found, "Drop-out").holds is False
    kept = [place for place in range(14) if place not in (2, 5)]
    assert found.trained.before == pytest.approx(np.mean(before[kept]))


def test_lopsided_differences_are_asked_of_wilcoxon_as_well() -> None:
    after = some(12)
    after[0] += 90
    found = paired(some(12, step=3), after, ASKED)
    spread = check(found, "Differences spread evenly")
    assert spread.holds is False
    assert "Wilcoxon" in str(spread.says)


def test_a_group_chosen_for_low_scores_is_told_how_far_it_moves_by_itself() -> None:
    # group 60, population 75, correlation 0.6: six points without any training
    before = np.array([58, 62] * 6, dtype=float)
    found = paired(before, before + some(12), Asked(regression=Expected(75, 0.6)))
    assert "it moves 6 by itself" in str(check(found, "Regression to the mean").says)


def test_pairs_in_teams_count_by_team() -> None:
    before, after = some(40), some(40, step=3)
    found = paired(before, after, ASKED, clusters=np.arange(40) // 4)
    assert found.estimate is not None
    assert found.estimate.degrees == 9
    assert found.estimate.value == pytest.approx(float(np.mean(after - before)))


# --- two groups ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "trust"), [(1, REFUSED), (2, CAUTION), (19, CAUTION), (20, TRUSTED)])
def test_how_many_people_in_each_group_are_enough(people: int, trust: str) -> None:
    found = two_groups(some(40 + people), np.repeat([True, False], [people, 40]), ASKED)
    assert found.trust == trust
    assert (found.estimate is None) == (trust == REFUSED)


def test_who_was_not_measured_is_lost() -> None:
    values = some(50)
    values[:6] = NOTHING
    found = two_groups(values, np.repeat([True, False], 25), Asked(assigned=(30, None)))
    assert (found.trained.assigned, found.trained.analysed) == (30, 19)
    assert found.comparison is not None
    assert (found.comparison.assigned, found.comparison.analysed) == (25, 25)
    assert check(found, "Drop-out").holds is False


def test_groups_of_whole_teams_are_compared_by_team() -> None:
    teams = np.arange(40) // 5
    arm = np.arange(40) < 20
    outcome = some(40) + 3 * (teams % 3)
    found = two_groups(outcome, arm, ASKED, clusters=teams)
    means = [sum(fractions(outcome[teams == one].tolist()), Fraction(0)) / 5 for one in range(8)]
    assert found.estimate is not None
    assert found.trust == CAUTION
    assert found.estimate.value == pytest.approx(float(sum(means[:4]) / 4 - sum(means[4:]) / 4))
    step = Fraction(1, 10**6)
    assert share_as_extreme(means, 4, Fraction(found.estimate.low) + step) > Fraction(5, 100)
    assert share_as_extreme(means, 4, Fraction(found.estimate.low) - step) <= Fraction(5, 100)


def test_three_teams_against_three_bear_no_interval() -> None:
    teams = np.arange(60) // 10
    found = two_groups(some(60), np.arange(60) < 30, ASKED, clusters=teams)
    assert found.trust == REFUSED
    assert found.estimate is None


def test_teams_that_hold_both_kinds_of_people_are_told() -> None:
    found = two_groups(some(60), np.arange(60) % 2 == 0, ASKED, clusters=np.arange(60) // 10)
    assert check(found, "Groups kept apart").holds is False
    assert found.estimate is not None
    assert found.estimate.degrees is not None


@pytest.mark.parametrize(
    ("how", "holds"), [("random", True), ("matched", None), ("natural", None), ("voluntary", False)]
)
def test_how_people_came_into_their_group_is_told(how: str, holds: bool | None) -> None:
    found = two_groups(some(60), np.arange(60) < 30, Asked(assignment=how))
    assert check(found, "How people came into their group").holds is holds


def test_yes_and_no_of_two_groups_get_newcombes_interval() -> None:
    # Newcombe (1998), table II: 56 of 70 against 48 of 80
    values = np.repeat([1.0, 0.0, 1.0, 0.0], [56, 14, 48, 32])
    arm = np.repeat([True, False], [70, 80])
    for times in (1.0, 100.0):
        found = two_groups(times * values, arm, ASKED).estimate
        assert found is not None
        assert (found.value, found.low, found.high) == pytest.approx(
            (0.2 * times, 0.0524 * times, 0.3339 * times), abs=5e-5 * times
        )


# --- by lot ----------------------------------------------------------------------------------------------------------


def test_the_adjusted_effect_and_its_error_by_hand() -> None:
    before, arm = some(24), np.arange(24) % 2 == 0
    after = before + some(24, step=3) + 4 * arm
    rows = [
        [Fraction(int(mine)), Fraction(1), Fraction(str(level))]
        for mine, level in zip(arm, before.tolist(), strict=True)
    ]
    outcome, first = fractions(after.tolist()), [Fraction(1), Fraction(0), Fraction(0)]
    found = randomised(before, after, arm, ASKED).estimate
    assert found is not None
    assert found.value == pytest.approx(float(least_squares(outcome, rows)[0]), rel=1e-10)
    assert found.error**2 == pytest.approx(float(hc2_variance(outcome, rows, first)), rel=1e-9)


def test_degrees_of_freedom_without_the_shortcut() -> None:
    columns = np.column_stack([np.arange(15) < 4, np.ones(15), some(15)]).astype(float)
    weights = np.array([1.0, 0.0, 0.0])
    inverse = np.linalg.inv(columns.T @ columns)
    left = np.eye(15) - columns @ inverse @ columns.T
    scaled = (columns @ inverse @ weights) / np.sqrt(np.diag(left))
    whole = scaled[:, None] * left * scaled[None, :]
    assert linear.bell_mccaffrey(columns, weights) == pytest.approx(np.trace(whole) ** 2 / np.trace(whole @ whole))


def test_a_missing_level_before_costs_nobody_a_place() -> None:
    before, arm = some(60), np.arange(60) % 2 == 0
    after = before + some(60, step=3) + 4 * arm
    before[[1, 8, 30, 31]] = NOTHING
    found = randomised(before, after, arm, ASKED)
    assert found.trained.analysed == 30
    assert any("without a measurement before: 4" in str(note) for note in found.notes)


def test_without_any_level_before_the_groups_are_compared_as_they_are() -> None:
    after, arm = some(60), np.arange(60) < 30
    adjusted = randomised(np.full(60, NOTHING), after, arm, ASKED).estimate
    plain = two_groups(after, arm, ASKED).estimate
    assert adjusted is not None
    assert plain is not None
    assert (adjusted.value, adjusted.error) == pytest.approx((plain.value, plain.error))


def test_a_level_that_is_known_of_one_arm_only_does_no_harm() -> None:
    before, arm = some(60), np.arange(60) < 30
    before[30:] = NOTHING
    found = randomised(before, some(60, step=3), arm, ASKED)
    assert found.estimate is not None


def test_an_effect_that_differs_by_level_is_noticed() -> None:
    before, arm = np.arange(40, dtype=float), np.arange(40) % 2 == 0
    after = np.where(arm, 2 * before, before) + some(40) / 10
    assert check(randomised(before, after, arm, ASKED), "Same adjustment in both groups").holds is False


def test_teams_by_lot_with_a_level_before() -> None:
    teams = np.arange(120) // 5
    arm = teams % 2 == 0
    before = some(120)
    after = before + some(120, step=3) + 2 * (teams % 5)
    found = randomised(before, after, arm, ASKED, clusters=teams)
    assert found.estimate is not None
    assert found.estimate.degrees == 23
    others = np.column_stack([np.ones(120), before - before.mean()])
    few, kind = by_team(after[:40], arm[:40], others[:40], teams[:40], "")
    assert few is not None
    assert "permutation" in str(kind)
    columns = np.column_stack([arm[:40].astype(float), others[:40]])
    assert few.value == pytest.approx(float(linear.ordinary(after[:40], columns).coefficients[0]))


# --- what follows ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shift", "negligible", "verdict"),
    [
        (6.0, None, EFFECT),
        (-6.0, None, EFFECT),
        (0.0, None, CANNOT_TELL),
        (0.0, 20.0, NO_EFFECT),
        (6.0, 20.0, NO_EFFECT),
    ],
)
def test_the_verdict(shift: float, negligible: float | None, verdict: str) -> None:
    asked = Asked(negligible=negligible)
    before = some(40)
    found = analysis_of(paired(before, before + some(40, step=3) - 4.5 + shift, asked), asked)
    assert found.verdict == verdict
    assert found.negligible_stated == (negligible is not None)


def test_a_small_effect_that_is_sure_is_an_effect_unless_the_author_calls_it_negligible() -> None:
    before = some(4000, spread=997)
    after = before + some(4000, spread=5) + 1
    found = analysis_of(paired(before, after, ASKED), ASKED)
    assert found.estimate is not None
    assert found.negligible is not None
    assert abs(found.estimate) < found.negligible
    assert found.verdict == EFFECT


def test_eight_people_a_group_are_told_what_they_could_have_found() -> None:
    found = analysis_of(two_groups(some(16), np.arange(16) < 8, ASKED), ASKED)
    assert found.trust == CAUTION
    assert found.detectable is not None
    assert found.low is not None
    assert found.high is not None
    assert found.detectable > (found.high - found.low) / 2


def test_a_total_counts_the_effect_for_everybody_who_was_analysed() -> None:
    values, arm = some(60), np.arange(60) < 25
    one = analysis_of(two_groups(values, arm, ASKED), ASKED)
    asked = Asked(total=True)
    every = analysis_of(two_groups(values, arm, asked), asked)
    for name in ("estimate", "low", "high", "detectable", "negligible"):
        assert float(getattr(every, name)) == pytest.approx(25 * float(getattr(one, name)))
    assert float(every.standardised or 0) == pytest.approx(float(one.standardised or 0))


def test_figures_too_large_to_compute_with_are_refused() -> None:
    with np.errstate(all="ignore"):
        found = analysis_of(two_groups(some(60) * 1e300, np.arange(60) < 25, ASKED), ASKED)
    assert found.trust == REFUSED
    assert found.estimate is None


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_of_no_account(chance) -> None:
    order = list(range(40))
    chance.shuffle(order)
    before, after, arm = some(40), some(40, step=3) / 7, np.arange(40) % 3 == 0
    assert paired(before[order], after[order], ASKED) == paired(before, after, ASKED)
    assert two_groups(after[order], arm[order], ASKED) == two_groups(after, arm, ASKED)
    assert randomised(before[order], after[order], arm[order], ASKED) == randomised(before, after, arm, ASKED)
