"""Comparing: from two trees to changes by id, and from changes to what each of them does to a figure.

Pure, and ignorant of what a figure is: `differences` looks at two documents, `hybrid` makes a document that lies
between them, `shares` divides a difference over whoever made it.
"""

from __future__ import annotations

from roi_spec.compare.crossings import Bars, crossings
from roi_spec.compare.differences import Difference, Differences, differences
from roi_spec.compare.findings import appeared_and_went
from roi_spec.compare.hybrid import hybrid
from roi_spec.compare.players import joined, players
from roi_spec.compare.shapley import MOST_EXACT, Shares, UnfitError, shares

__all__ = [
    "MOST_EXACT",
    "Bars",
    "Difference",
    "Differences",
    "Shares",
    "UnfitError",
    "appeared_and_went",
    "crossings",
    "differences",
    "hybrid",
    "joined",
    "players",
    "shares",
]
