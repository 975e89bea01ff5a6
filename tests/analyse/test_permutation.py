"""Intervals for a handful of groups, against every division tried by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from roi_spec.analyse.parts import Estimate
from roi_spec.analyse.permutation import divisions, inverted
from tests.analyse.by_hand import fractions, share_as_extreme


def found(changes: list[str], trained: int, seed: str = "") -> Estimate | None:
    """Compare groups by their change alone: the column of a group is its indicator less the mean."""
    values = np.array([float(one) for one in changes])
    count = len(values)
    gram = np.eye(count) - 1 / count
    return inverted(gram, values - values.mean(), np.repeat([1.0, 0.0], [trained, count - trained]), seed)


CASES = [
    (["9", "7", "12", "1", "3", "2", "4"], 3),
    (["5", "6.5", "8", "7", "0", "1", "2.5", "3"], 4),
    (["-4", "0.5", "6", "2", "1", "-3", "2", "5.5"], 4),
    (["30", *map(str, range(1, 21))], 1),
]


@pytest.mark.parametrize(("changes", "trained"), CASES)
def test_the_interval_ends_where_five_percent_of_the_divisions_are_as_extreme(changes: list[str], trained: int) -> None:
    estimate = found(changes, trained)
    assert estimate is not None
    exact, step = fractions(changes), Fraction(1, 10**6)
    low, high = Fraction(estimate.low), Fraction(estimate.high)
    assert share_as_extreme(exact, trained, low + step) > Fraction(5, 100)
    assert share_as_extreme(exact, trained, low - step) <= Fraction(5, 100)
    assert share_as_extreme(exact, trained, high - step) > Fraction(5, 100)
    assert share_as_extreme(exact, trained, high + step) <= Fraction(5, 100)


def test_the_estimate_is_the_difference_of_the_means() -> None:
    estimate = found(["9", "7", "12", "1", "3", "2", "4"], 3)
    assert estimate is not None
    assert estimate.value == pytest.approx(28 / 3 - 10 / 4)


@pytest.mark.parametrize(
    ("trained", "others", "exists"),
    [(3, 3, False), (3, 4, True), (2, 5, True), (2, 4, False), (1, 18, False), (1, 19, True)],
)
def test_too_few_divisions_give_no_interval(trained: int, others: int, exists: bool) -> None:
    changes = [str(one * one % 17) for one in range(trained + others)]
    assert (found(changes, trained) is not None) == exists


def test_many_divisions_are_drawn_from_the_seed_and_hold_the_true_one() -> None:
    trained = np.repeat([1.0, 0.0], [9, 12])
    ways = divisions(trained, "one")
    assert len(ways) == 20_000
    assert ways[0].tolist() == trained.tolist()
    assert set(ways.sum(axis=1)) == {9}
    assert np.array_equal(ways, divisions(trained, "one"))
    assert not np.array_equal(ways, divisions(trained, "two"))


def test_all_divisions_are_tried_when_they_are_few() -> None:
    ways = divisions(np.array([1.0, 1.0, 0.0, 0.0, 0.0]), "")
    assert len({tuple(row) for row in ways.tolist()}) == 10
