"""The effect of being trained where whole teams were trained: people of one team are not separate witnesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import linear, permutation
from roi_spec.analyse.parts import Estimate
from roi_spec.model.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENOUGH = 10
"""Teams in each arm from which a formula for the error can be leaned on."""

ROBUST = Text("t interval with errors clustered by team")
PERMUTED = Text("interval from all ways to divide the teams (permutation)")


def by_team(
    outcome: NDArray[Any], arm: NDArray[Any], others: NDArray[Any], teams: NDArray[Any], seed: str
) -> tuple[Estimate | None, Text]:
    """Give the coefficient of being trained beside the columns of `others`, and the kind of interval in words.

    No team may hold people of both arms. None when there are too few teams for any interval of 95 %.
    """
    names, codes = np.unique(teams, return_inverse=True)
    first = np.unique(codes, return_index=True)[1]
    trained = arm[first].astype(float)
    if min(trained.sum(), len(names) - trained.sum()) >= ENOUGH:
        columns = np.column_stack([arm.astype(float), others])
        return linear.clustered(outcome, columns, codes, np.eye(columns.shape[1])[0]), ROBUST
    products = _products(outcome, others, codes, len(names))
    return permutation.inverted(*products, trained, seed), PERMUTED


def _products(
    outcome: NDArray[Any], others: NDArray[Any], codes: NDArray[Any], count: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the products of the teams' indicators, cleared of `others`, with each other and with the outcome."""
    inverse = np.linalg.pinv(others.T @ others)
    shared = np.column_stack([np.bincount(codes, weights=column, minlength=count) for column in others.T])
    cleared = outcome - others @ (inverse @ (others.T @ outcome))
    gram = np.diag(np.bincount(codes, minlength=count).astype(float)) - shared @ inverse @ shared.T
    return gram, np.bincount(codes, weights=cleared, minlength=count)
