"""Whether stated correlations can all hold at once: exactly, and without any library, so that a check can afford it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from roi_spec.model.distribution import Correlation

Matrix = list[list[Fraction]]


def contradictory(correlations: Iterable[Correlation]) -> tuple[tuple[str, ...], ...]:
    """Give the sets of inputs, each sorted by id, whose correlations with each other cannot all hold.

    (When A moves with B and B with C, then A cannot move against C.) The simulation takes the nearest ones that can.
    """
    stated = strengths(correlations)
    return tuple(names for names in components(stated) if not can_hold(matrix(names, stated)))


Strengths = dict[tuple[str, str], Fraction]
"""Correlation by pair of inputs, each pair in sorted order."""


def strengths(correlations: Iterable[Correlation]) -> Strengths:
    """Give the correlation of each pair; of a pair that is stated more than once, the weakest statement counts."""
    found: Strengths = {}
    for one in sorted(correlations, key=lambda one: (-abs(one.strength), one.strength)):
        if one.one != one.other:
            found[min(one.one, one.other), max(one.one, one.other)] = one.strength
    return found


def components(stated: Strengths) -> tuple[tuple[str, ...], ...]:
    """Give the sets of inputs that are linked, directly or through others; everything sorted."""
    home: dict[str, set[str]] = {}
    for one, other in stated:
        joined = home.get(one, {one}) | home.get(other, {other})
        for name in joined:
            home[name] = joined
    return tuple(sorted({tuple(sorted(names)) for names in home.values()}))


def matrix(names: Sequence[str], stated: Strengths) -> Matrix:
    """Give the table of correlations between linked inputs.

    A pair about which nothing was stated has none, if that can be. If not (A moves closely with B and B with C), it
    moves together as far as follows from the inputs between the two: by the product along the strongest way.
    """

    def between(one: str, other: str) -> Fraction:
        return Fraction(1) if one == other else stated.get((min(one, other), max(one, other)), Fraction(0))

    plain = [[between(one, other) for other in names] for one in names]
    if can_hold(plain):
        return plain
    filled = _filled(plain, [[(min(one, other), max(one, other)) in stated for other in names] for one in names])
    return filled if can_hold(filled) else plain


def _filled(table: Matrix, is_stated: list[list[bool]]) -> Matrix:
    """Fill the open cells with the strongest product along other cells (as Floyd and Warshall find shortest ways)."""
    found = [list(row) for row in table]
    everybody = range(len(table))
    for via in everybody:
        for i in everybody:
            for j in everybody:
                product = found[i][via] * found[via][j]
                if i != j and not is_stated[i][j] and abs(product) > abs(found[i][j]):
                    found[i][j] = product
    return found


def can_hold(table: Matrix) -> bool:
    """Say whether there is any set of inputs with these correlations: no combination of them varies less than nothing.

    By elimination, taking out the largest remaining variance each time (symmetric Gauss, positive semidefinite).
    """
    rest = [list(row) for row in table]
    while rest:
        at = max(range(len(rest)), key=lambda row: rest[row][row])
        pivot = rest[at][at]
        if pivot <= 0:
            return pivot == 0 and not any(any(row) for row in rest)
        kept = [row for row in range(len(rest)) if row != at]
        rest = [[rest[i][j] - rest[i][at] * rest[at][j] / pivot for j in kept] for i in kept]
    return True
