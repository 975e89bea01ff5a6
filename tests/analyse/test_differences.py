"""Difference in differences: panels worked out by hand, people lost, teams, and the course beforehand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from roi_spec.analyse.asked import Asked
from roi_spec.analyse.differences import difference_in_differences, effect, event_plot
from roi_spec.analyse.panel import Panel
from roi_spec.analyse.parts import Parts, analysis_of
from roi_spec.model.analysis import CAUTION, REFUSED, TRUSTED
from tests.analyse.by_hand import fractions, share_as_extreme

ASKED = Asked()


def figure(who: int, time: int) -> int:
    """Give a figure that looks like chance and is not."""
    return (who * who * 7 + time * 5 + who * time * 3) % 23


def panel(trained: int, others: int, times: int, start: int, effect_of: float = 6.0, team_of: int = 0) -> Panel:
    """Make a complete panel; everybody has a level, every period a tide, the trained an effect from `start` on."""
    count = trained + others
    units, when = np.repeat(np.arange(count), times), np.tile(np.arange(times), count)
    arm = units < trained
    values = np.array([10.0 * who + 4 * time + figure(who, time) for who, time in zip(units, when, strict=True)])
    values += effect_of * (arm & (when >= start))
    return Panel(values, units, when, arm, units // team_of if team_of else units)


def changes(found: Panel, start: int) -> list[Fraction]:
    """Give by hand how much each unit's mean after lies above its mean before."""
    out = []
    for who in range(int(found.units.max()) + 1):
        mine = found.units == who
        early = fractions(found.values[mine & (found.times < start)].tolist())
        late = fractions(found.values[mine & (found.times >= start)].tolist())
        out.append(sum(late, Fraction(0)) / len(late) - sum(early, Fraction(0)) / len(early))
    return out


def check(parts: Parts, title: str) -> bool | None:
    return next(one.holds for one in parts.checks if str(one.title) == title)


def test_a_complete_panel_gives_the_difference_of_the_mean_changes() -> None:
    found = panel(12, 11, 6, 4)
    by_hand = changes(found, 4)
    estimate = effect(found, (found.times >= 4).astype(float))
    assert estimate is not None
    assert estimate.value == pytest.approx(float(sum(by_hand[:12]) / 12 - sum(by_hand[12:]) / 11), rel=1e-10)


def test_its_clustered_error_follows_from_the_changes() -> None:
    # For a complete panel the clustered variance is that of a difference of two means of changes (HC0),
    # times G / (G - 1) x (N - 1) / (N - k), with k = 1 effect + 5 periods + 1 constant
    found = panel(12, 11, 6, 4)
    every = changes(found, 4)
    parts = (every[:12], every[12:])
    scatter = Fraction(0)
    for part in parts:
        middle = sum(part, Fraction(0)) / len(part)
        scatter += sum(((one - middle) ** 2 for one in part), Fraction(0)) / len(part) ** 2
    rows = len(found.values)
    variance = scatter * Fraction(23, 22) * Fraction(rows - 1, rows - 7)
    estimate = effect(found, (found.times >= 4).astype(float))
    assert estimate is not None
    assert estimate.error**2 == pytest.approx(float(variance), rel=1e-9)
    assert estimate.degrees == 22


def test_a_handful_of_teams_is_compared_by_permutation() -> None:
    found = panel(4, 5, 6, 4)
    every = changes(found, 4)
    estimate = effect(found, (found.times >= 4).astype(float))
    assert estimate is not None
    assert estimate.value == pytest.approx(float(sum(every[:4]) / 4 - sum(every[4:]) / 5), rel=1e-10)
    step = Fraction(1, 10**6)
    assert share_as_extreme(every, 4, Fraction(estimate.low) + step) > Fraction(5, 100)
    assert share_as_extreme(every, 4, Fraction(estimate.low) - step) <= Fraction(5, 100)
    assert share_as_extreme(every, 4, Fraction(estimate.high) - step) > Fraction(5, 100)
    assert share_as_extreme(every, 4, Fraction(estimate.high) + step) <= Fraction(5, 100)


def test_people_of_one_team_count_together() -> None:
    alone = panel(40, 40, 6, 4)
    teams = panel(40, 40, 6, 4, team_of=2)
    late = (alone.times >= 4).astype(float)
    one, other = effect(alone, late), effect(teams, late)
    assert one is not None
    assert other is not None
    assert one.value == pytest.approx(other.value)
    assert (one.degrees, other.degrees) == (79, 39)
    found = difference_in_differences(teams, 4, ASKED)
    assert "team" in str(found.model)
    assert check(found, "Teams") is True


def test_who_left_is_lost_and_does_not_blur_the_comparison() -> None:
    whole = panel(12, 12, 6, 4)
    gone = (whole.units == 3) & (whole.times >= 4)
    left = Panel(*(getattr(whole, name)[~gone] for name in ("values", "units", "times", "trained", "clusters")))
    without = whole.only(whole.units != 3)
    one, other = (difference_in_differences(part, 4, ASKED) for part in (left, without))
    assert one.estimate is not None
    assert other.estimate is not None
    assert one.estimate.value == pytest.approx(other.estimate.value, rel=1e-12)
    assert (one.trained.assigned, one.trained.analysed) == (12, 11)
    assert (other.trained.assigned, other.trained.analysed) == (11, 11)


def test_an_incomplete_panel_compares_like_with_like() -> None:
    # everybody of the trained misses the best month; a plain comparison of means would see an effect
    whole = panel(12, 12, 6, 4, effect_of=0.0)
    tide = replace_values(whole, 50.0 * whole.units % 7 + np.where(whole.times == 5, 40.0, 0.0))
    kept = ~((whole.times == 5) & (whole.units % 3 == 0) & whole.trained)
    found = effect(tide.only(kept), (tide.times[kept] >= 4).astype(float))
    assert found is not None
    assert found.value == pytest.approx(0, abs=1e-9)


def replace_values(found: Panel, values: np.ndarray) -> Panel:
    return Panel(values, found.units, found.times, found.trained, found.clusters)


def test_groups_that_drifted_apart_before_are_noticed() -> None:
    whole = panel(12, 12, 8, 5, effect_of=0.0)
    drifting = replace_values(whole, whole.values + 20.0 * whole.times * whole.trained)
    assert check(difference_in_differences(drifting, 5, ASKED), "Both groups moved alike beforehand") is False


def test_groups_that_moved_alike_before_are_seen_to() -> None:
    found = difference_in_differences(panel(12, 12, 8, 5, effect_of=100.0), 5, ASKED)
    assert check(found, "Both groups moved alike beforehand") is True


def test_the_event_plot_compares_every_period_with_the_last_one_before() -> None:
    whole = panel(12, 12, 6, 4)
    points = event_plot(whole, 4)
    assert [one.label for one in points] == ["-4", "-3", "-2", "-1", "0", "+1"]
    assert [one.after for one in points] == [False] * 4 + [True] * 2
    assert points[3].actual == 0
    first = whole.only(np.isin(whole.times, (3, 5)))
    by_hand = changes(Panel(first.values, first.units, first.times, first.trained, first.clusters), 4)
    assert points[5].actual == pytest.approx(float(sum(by_hand[:12]) / 12 - sum(by_hand[12:]) / 12))


def test_lower_is_better_turns_the_event_plot_as_well() -> None:
    asked = Asked(better="lower")
    parts = difference_in_differences(panel(12, 12, 6, 4), 4, asked)
    found = analysis_of(parts, asked)
    one, turned = parts.leads[-1], found.leads[-1]
    assert (turned.actual, turned.low, turned.high) == (-one.actual, -one.high, -one.low)


@pytest.mark.parametrize(
    ("trained", "others", "before", "trust"),
    [(12, 12, 1, REFUSED), (12, 12, 2, CAUTION), (12, 12, 4, TRUSTED), (12, 9, 4, CAUTION), (3, 3, 4, REFUSED)],
)
def test_how_much_is_enough(trained: int, others: int, before: int, trust: str) -> None:
    found = difference_in_differences(panel(trained, others, before + 2, before), before, ASKED)
    assert found.trust == trust
    assert (found.estimate is None) == (trust == REFUSED)
    assert (found.short is None) == (trust == TRUSTED)


def test_the_plot_shows_what_was_expected_without_the_programme() -> None:
    found = difference_in_differences(panel(12, 12, 6, 4), 4, ASKED)
    early = [one for one in found.points if not one.after]
    apart = sum(one.actual - one.compared for one in early) / len(early)
    assert all(one.expected == pytest.approx(one.compared + apart) for one in found.points)


def test_teams_that_hold_both_kinds_of_people_do_not_count_as_one() -> None:
    whole = panel(12, 12, 6, 4)
    mixed = Panel(whole.values, whole.units, whole.times, whole.trained, whole.units % 6)
    found = difference_in_differences(mixed, 4, ASKED)
    assert check(found, "Groups kept apart") is False
    assert found.estimate == difference_in_differences(whole, 4, ASKED).estimate


def test_nobody_to_follow_is_refused() -> None:
    whole = panel(12, 12, 6, 4)
    moved = Panel(whole.values, whole.units * 2 + (whole.times >= 4), whole.times, whole.trained, whole.units)
    found = difference_in_differences(moved, 4, ASKED)
    assert found.trust == REFUSED
    assert "both before and after" in str(found.short)
