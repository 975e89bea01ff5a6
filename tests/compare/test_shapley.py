"""Dividing a difference: it adds up exactly, and neither order nor name decides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.compare import MOST_EXACT, UnfitError, shares
from roi_spec.compare.shapley import GRID

Chosen = frozenset[int]
FEW = st.integers(1, 5)


def game(seed: int) -> Callable[[Chosen], Fraction]:
    """Make a game in which every set of players has a value of its own, some of them endless decimals."""
    return lambda chosen: Fraction(hash((seed, *sorted(chosen))) % 10_007 - 5_000, 3 + len(chosen))


def by_definition(count: int, value: Callable[[Chosen], Fraction]) -> tuple[Fraction, ...]:
    """Average what each player adds over every order, one by one: the definition, written down."""
    orders = list(permutations(range(count)))
    sums = [Fraction(0)] * count
    for order in orders:
        for place, player in enumerate(order):
            sums[player] += value(frozenset(order[: place + 1])) - value(frozenset(order[:place]))
    return tuple(total / len(orders) for total in sums)


@given(FEW, st.integers(0, 10_000))
@settings(deadline=None)
def test_the_shares_are_those_of_the_definition(count: int, seed: int) -> None:
    value = game(seed)
    found = shares([f"change {number}" for number in range(count)], value)
    assert found.orders is None
    assert sum(found.by) == value(frozenset(range(count))) - value(frozenset())
    for share, defined in zip(found.by, by_definition(count, value), strict=True):
        assert abs(share - defined) <= Fraction(2, GRID)


@given(st.integers(MOST_EXACT + 1, 16), st.integers(0, 10_000))
@settings(deadline=None, max_examples=5)
def test_drawn_orders_add_up_too_and_come_back_the_same(count: int, seed: int) -> None:
    value, names = game(seed), [f"change {number}" for number in range(count)]
    found = shares(names, value)
    assert found.orders is not None
    assert sum(found.by) == value(frozenset(range(count))) - value(frozenset())
    assert shares(names, value) == found


def test_many_changes_are_drawn_from_their_names_not_from_their_order() -> None:
    names = [f"change {number:02}" for number in range(MOST_EXACT + 2)]
    turned = names[::-1]
    weight = {name: Fraction(number * number, 7) for number, name in enumerate(names)}

    def worth(listed: list[str]) -> Callable[[Chosen], Fraction]:
        def value(chosen: Chosen) -> Fraction:
            total = sum((weight[listed[player]] for player in chosen), Fraction(0))
            return total * total

        return value

    one, other = shares(names, worth(names)), shares(turned, worth(turned))
    assert dict(zip(names, one.by, strict=True)) == dict(zip(turned, other.by, strict=True))


def test_what_only_works_together_is_shared_equally() -> None:
    found = shares(["price", "volume"], lambda chosen: Fraction(100 if len(chosen) == 2 else 0))
    assert list(found.by) == [50, 50]


def test_a_change_that_adds_nothing_gets_nothing() -> None:
    found = shares(["title", "price"], lambda chosen: Fraction(1, 3) if 1 in chosen else Fraction(1, 7))
    assert list(found.by) == [0, Fraction(1, 3) - Fraction(1, 7)]


def test_without_a_figure_it_says_for_which_changes() -> None:
    with pytest.raises(UnfitError) as caught:
        shares(["new name", "formula"], lambda chosen: None if chosen == {1} else Fraction(len(chosen)))
    assert caught.value.chosen == {1}
