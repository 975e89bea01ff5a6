"""Two editions of the same specs, held against each other: what changed, and what each change does to the result.

`opened` opens two sides as somebody names them, `compare` compares them. Only programmes that something touches are
evaluated; for the rest two digests say enough.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from roi_spec.compare.crossings import HEAVIEST
from roi_spec.comparing.between import Between
from roi_spec.comparing.sides import read
from roi_spec.comparing.snapshot import CannotCompareError, Snapshot, folder, opened, revision
from roi_spec.model.comparison import Comparison

__all__ = ["CannotCompareError", "Snapshot", "compare", "folder", "opened", "revision"]


def compare(base: Snapshot, head: Snapshot, *, threshold: Fraction | None = None) -> Comparison:
    """Compare two sides. `threshold`: from how many percentage points of ROI on a reader is to be told.

    Both sides are held against the same day, that of the head's settings. Gives every programme that differs in
    anything, and how many do not.
    """
    between = Between(read(base), read(head), threshold)
    found = between.programmes()
    crossings = sorted(
        ((one.id, crossing) for one in found for crossing in one.crossings),
        key=lambda each: (HEAVIEST.index(each[1].code), each[0]),
    )
    appeared, went = between.findings_of_shared()
    return Comparison(
        base=base.side,
        head=replace(head.side, repository=between.head.workspace.repository),
        programmes=found,
        untouched=between.count - len(found),
        shared=between.shared_changes,
        touched_by=between.touched_by(found),
        crossings=tuple(crossings),
        appeared=appeared,
        went=went,
    )
