"""Inference for a handful of groups: what would the estimate have been, had other teams been the trained ones?

With fewer than ten groups in an arm no formula for a standard error can be leaned on. Under one and the same effect
for every trained group, the labels can be dealt out in every other way; the effects that survive this comparison
form the interval (Fisher 1935; test inversion as in Garthwaite 1996, here without searching).
"""

from __future__ import annotations

import hashlib
import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse.parts import Estimate
from roi_spec.analyse.spread import LEVEL, TWO_SIDED, quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL_UP_TO = 100_000
"""So many divisions are all tried; of more, a sample is drawn."""
DRAWN = 19_999


def divisions(trained: NDArray[Any], seed: str) -> NDArray[Any]:
    """Give ways to divide the groups into trained and not, one a row: all of them, or the true one and a sample."""
    count, some = len(trained), int(trained.sum())
    if math.comb(count, some) <= ALL_UP_TO:
        chosen = np.array(list(combinations(range(count), some)), dtype=np.intp)
    else:
        source = np.random.Generator(np.random.PCG64(int(hashlib.sha256(seed.encode()).hexdigest(), 16)))
        drawn = np.argsort(source.random((DRAWN, count)), axis=1)[:, :some]
        chosen = np.vstack([np.flatnonzero(trained)[None, :], drawn])
    out = np.zeros((len(chosen), count))
    np.put_along_axis(out, chosen, 1.0, axis=1)
    return out


def inverted(gram: NDArray[Any], joint: NDArray[Any], trained: NDArray[Any], seed: str = "") -> Estimate | None:
    """Give the least-squares effect of being trained with its interval; None when no interval of 95 % exists.

    For each group there is a column that is its indicator, cleared of everything else in the model: `gram` holds the
    products of these columns with each other, `joint` with the outcome. A division S has the column sum over S, hence
    the score s_S = joint_S / |S|; with an effect e taken from the trained, it is s_S - e r_S |T|, where r_S is the
    correlation of S's column with that of the true division T. The effects for which |s_S| is at least |s_T| lie
    between two roots; an effect is in the interval when more than 5 % of the divisions hold it between theirs.
    """
    ways = divisions(trained, seed)
    crossed = ways @ gram
    lengths = np.sqrt(np.maximum((crossed * ways).sum(axis=1), 0.0))
    own = math.sqrt(float(trained @ gram @ trained))
    with np.errstate(all="ignore"):
        scores = (ways @ joint) / lengths
        alike = np.clip((crossed @ trained) / (lengths * own), -1.0, 1.0)
        true = float(joint @ trained) / own
        roots = np.stack([(true - scores) / (1 - alike), (true + scores) / (1 + alike)])
    same = (np.abs(alike) > 1 - 1e-9) | (lengths == 0)
    lows = np.where(same, -np.inf, roots.min(axis=0))
    highs = np.where(same, np.inf, roots.max(axis=0))
    place = math.floor((1 - LEVEL) * len(ways) + 1e-9)
    low, high = float(np.sort(lows)[place]) / own, float(-np.sort(-highs)[place]) / own
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    return Estimate(true / own, low, high, (high - low) / (2 * quantile(TWO_SIDED)))
