"""A second, independent implementation of what the designs compute: fractions, normal equations and plain loops."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

Matrix = list[list[Fraction]]


def fractions(values: Sequence[float | int | str]) -> list[Fraction]:
    return [Fraction(str(one)) for one in values]


def solve(left: Matrix, right: list[Fraction]) -> list[Fraction]:
    """Solve a square system by Gauss-Jordan elimination, exactly."""
    size = len(left)
    rows = [[*row, value] for row, value in zip(left, right, strict=True)]
    for place in range(size):
        best = next(row for row in range(place, size) if rows[row][place] != 0)
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [cell / rows[place][place] for cell in rows[place]]
        for row in range(size):
            if row != place:
                rows[row] = [a - rows[row][place] * b for a, b in zip(rows[row], rows[place], strict=True)]
    return [row[-1] for row in rows]


def gram(columns: Matrix) -> Matrix:
    """Give X'X of a list of rows."""
    size = len(columns[0])
    return [[sum((row[a] * row[b] for row in columns), Fraction(0)) for b in range(size)] for a in range(size)]


def least_squares(outcome: list[Fraction], columns: Matrix) -> list[Fraction]:
    """Give the coefficients by the normal equations."""
    size = len(columns[0])
    right = [sum((row[a] * y for row, y in zip(columns, outcome, strict=True)), Fraction(0)) for a in range(size)]
    return solve(gram(columns), right)


def residuals(outcome: list[Fraction], columns: Matrix) -> list[Fraction]:
    found = least_squares(outcome, columns)
    return [
        y - sum((a * b for a, b in zip(row, found, strict=True)), Fraction(0))
        for row, y in zip(columns, outcome, strict=True)
    ]


def weights_on_rows(columns: Matrix, contrast: list[Fraction]) -> list[Fraction]:
    """Give how much each row counts in a sum of coefficients: w'(X'X)^-1 x_i."""
    direction = solve(gram(columns), contrast)
    return [sum((a * b for a, b in zip(row, direction, strict=True)), Fraction(0)) for row in columns]


def ordinary_variance(outcome: list[Fraction], columns: Matrix, contrast: list[Fraction]) -> Fraction:
    left = residuals(outcome, columns)
    scatter = sum((one * one for one in left), Fraction(0)) / (len(columns) - len(columns[0]))
    return scatter * sum((one * one for one in weights_on_rows(columns, contrast)), Fraction(0))


def newey_west_variance(outcome: list[Fraction], columns: Matrix, contrast: list[Fraction], lag: int) -> Fraction:
    """Give the variance with Bartlett weights, times T / (T - k), from its definition."""
    scores = [a * b for a, b in zip(weights_on_rows(columns, contrast), residuals(outcome, columns), strict=True)]
    total = Fraction(0)
    for here, one in enumerate(scores):
        for there, other in enumerate(scores):
            apart = abs(here - there)
            if apart <= lag:
                total += (1 - Fraction(apart, lag + 1)) * one * other
    return total * Fraction(len(scores), len(scores) - len(columns[0]))


def hc2_variance(outcome: list[Fraction], columns: Matrix, contrast: list[Fraction]) -> Fraction:
    total = Fraction(0)
    for row, one, left in zip(columns, weights_on_rows(columns, contrast), residuals(outcome, columns), strict=True):
        own = sum((a * b for a, b in zip(row, solve(gram(columns), row), strict=True)), Fraction(0))
        total += one * one * left * left / (1 - own)
    return total


def share_as_extreme(changes: list[Fraction], trained: int, effect: Fraction) -> Fraction:
    """Give the share of all divisions of groups whose difference is at least as large, when `effect` is taken off.

    The first `trained` groups are the trained ones; all groups weigh the same.
    """
    cleared = [change - effect if place < trained else change for place, change in enumerate(changes)]

    def difference(chosen: tuple[int, ...]) -> Fraction:
        inside = [cleared[place] for place in chosen]
        outside = [one for place, one in enumerate(cleared) if place not in chosen]
        return sum(inside, Fraction(0)) / len(inside) - sum(outside, Fraction(0)) / len(outside)

    true = abs(difference(tuple(range(trained))))
    every = [abs(difference(chosen)) for chosen in combinations(range(len(changes)), trained)]
    return Fraction(sum(one >= true for one in every), len(every))
