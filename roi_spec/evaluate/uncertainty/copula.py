"""Correlated normal scores: what makes inputs move together (a Gaussian copula)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from roi_spec.evaluate.uncertainty.consistency import Matrix, can_hold

Floats = NDArray[np.float64]

ROUNDS = 200
"""Steps towards the nearest correlations; a hundred are plenty for the few inputs that people correlate."""


def factor(table: Matrix) -> list[list[float]]:
    """Give the lower triangle that turns independent scores into scores with these correlations.

    Correlations that cannot all hold are replaced by the nearest that can.
    """
    wanted = np.array([[float(cell) for cell in row] for row in table])
    return _triangle((wanted if can_hold(table) else nearest(wanted)).tolist())


def nearest(wanted: Floats) -> Floats:
    """Give the correlations nearest to these (least squares) that can all hold.

    Negative eigenvalues are clipped and the diagonal is set back to 1, in turns.
    Source: Higham (2002), Computing the nearest correlation matrix, IMA Journal of Numerical Analysis 22, 329-343.
    """
    reached, correction = wanted.copy(), np.zeros_like(wanted)
    for _ in range(ROUNDS):
        moved = reached - correction
        clipped = _clipped(moved)
        correction = clipped - moved
        reached = clipped.copy()
        np.fill_diagonal(reached, 1.0)
    clipped = _clipped(reached)
    scale = np.sqrt(np.diag(clipped))
    found: Floats = clipped / np.outer(scale, scale)
    return found


def _clipped(table: Floats) -> Floats:
    """Take away what is below zero: the nearest table that has no negative variance, whatever its diagonal."""
    values, vectors = np.linalg.eigh(table)
    positive: Floats = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return (positive + positive.T) / 2


NOTHING_LEFT = 1e-10
"""A variance below this is none: the input follows entirely from those before it (a correlation of 1)."""


def _triangle(table: Sequence[Sequence[float]]) -> list[list[float]]:
    """Factor by Cholesky, in plain floats; allows inputs that follow entirely from others."""
    lower: list[list[float]] = []
    for i, row in enumerate(table):
        made: list[float] = []
        for j in range(i):
            rest = row[j] - sum(a * b for a, b in zip(made, lower[j], strict=False))
            made.append(rest / lower[j][j] if lower[j][j] else 0.0)
        own = row[i] - sum(one * one for one in made)
        lower.append([*made, math.sqrt(own) if own > NOTHING_LEFT else 0.0])
    return lower


def mixed(weights: Sequence[float], scores: Sequence[Floats]) -> Floats:
    """Add up independent scores with the weights of one row of the triangle."""
    total = weights[0] * scores[0]
    for weight, score in zip(weights[1:], scores[1:], strict=False):
        if weight:
            total += weight * score
    return total
