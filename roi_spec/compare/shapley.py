"""Divides a difference over the changes that made it, so that neither their order nor their number decides.

The Shapley value: what a change adds, averaged over every order in which the changes could have been made (L.S.
Shapley, A Value for n-Person Games, 1953). The shares add up to the difference exactly. Up to twelve changes every
order counts; beyond that orders are drawn, each with its reverse, from a seed that the changes themselves give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import factorial

MOST_EXACT = 12
"""So many changes are tried in every order."""
MOST_LOOKS = 4800
"""About so many times the figure is asked for when orders are drawn."""
MOST_ORDERS = 400
GRID = 10**18
"""Figures in between are rounded to so many parts of one: their exact fractions have thousands of digits, and since
every one of them is added once and taken away once, the sum stays exact.
"""

Chosen = frozenset[int]
Value = Callable[[Chosen], Fraction | None]
"""The figure when only the chosen players have made their change; None: there is none."""


class UnfitError(Exception):
    """With only these changes made there is no figure: some belong together."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        self.chosen = chosen


@dataclass(frozen=True, slots=True)
class Shares:
    """What every player adds, in the order of the players."""

    by: tuple[Fraction, ...]
    orders: int | None
    """How many orders were drawn; None: all of them were tried."""


def shares(names: Sequence[str], value: Value) -> Shares:
    """Divide `value(all) - value(none)` over the players, who are numbered as in `names`.

    The names are what orders are drawn from: the same changes give the same shares, however they are listed. Raises
    UnfitError when the figure does not exist for some of the players alone.
    """
    known = _Known(value, len(names))
    if len(names) <= MOST_EXACT:
        return Shares(_exact(len(names), known), None)
    return _sampled(names, known)


@dataclass(slots=True)
class _Known:
    """The figure, rounded in between but not at the two ends."""

    value: Value
    count: int
    none: Fraction = Fraction(0)
    all: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        everybody = frozenset(range(self.count))
        self.none, self.all = self._must(frozenset()), self._must(everybody)

    def __call__(self, chosen: Chosen) -> Fraction:
        found = self._must(chosen)
        # The two ends stay what they are, wherever they are met: a change that moves nothing then gets exactly nothing.
        return found if found in (self.none, self.all) else Fraction(round(found * GRID), GRID)

    def _must(self, chosen: Chosen) -> Fraction:
        found = self.value(chosen)
        if found is None:
            raise UnfitError(chosen)
        return found


def _exact(count: int, value: Callable[[Chosen], Fraction]) -> tuple[Fraction, ...]:
    everybody = range(count)
    found = {
        frozenset(some): value(frozenset(some)) for size in range(count + 1) for some in combinations(everybody, size)
    }
    shares = [Fraction(0)] * count
    for size in range(count):
        weight = Fraction(factorial(size) * factorial(count - size - 1), factorial(count))
        sums = [Fraction(0)] * count
        for some in combinations(everybody, size):
            without = frozenset(some)
            for player in everybody:
                if player not in without:
                    sums[player] += found[without | {player}] - found[without]
        shares = [share + weight * total for share, total in zip(shares, sums, strict=True)]
    return tuple(shares)


def _sampled(names: Sequence[str], value: Callable[[Chosen], Fraction]) -> Shares:
    count = len(names)
    pairs = max(min(MOST_ORDERS, MOST_LOOKS // count) // 2, 10)
    every = "\n".join(sorted(names))
    sums = [Fraction(0)] * count
    for number in range(pairs):
        places = [_place(every, number, name) for name in names]
        order = sorted(range(count), key=places.__getitem__)
        for one in (order, order[::-1]):
            _add(one, value, sums)
    return Shares(tuple(total / (2 * pairs) for total in sums), 2 * pairs)


def _place(every: str, number: int, name: str) -> bytes:
    """Give the place of a change in one of the orders drawn: by chance, but the same chance everywhere and always."""
    return sha256(f"{every}\n\n{number}\n{name}".encode()).digest()


def _add(order: Sequence[int], value: Callable[[Chosen], Fraction], sums: list[Fraction]) -> None:
    chosen: Chosen = frozenset()
    before = value(chosen)
    for player in order:
        chosen |= {player}
        after = value(chosen)
        sums[player] += after - before
        before = after
