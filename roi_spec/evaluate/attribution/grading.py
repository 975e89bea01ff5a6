"""The grade of evidence of a design with groups or series: where it starts, and what lowers it.

Each weakness takes one step, and the reason says so. Something measured never falls below D, a plain comparison of
before and after: E is for estimates and F for no attribution. The limits for dropping out are the cautious ones of the
What Works Clearinghouse (Standards Handbook 4.1, 2020).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.analysis import CAUTION, Analysis
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT

MOST_LOST = Fraction(1, 5)
"""The share of a group that may drop out before the grade is lowered."""
MOST_UNEQUAL = Fraction(1, 20)
"""By how much that share may differ between the groups."""

_LOWER = {"A": "B", "B": "C", "C": "D"}


def lower(grade: str) -> str:
    """Give the grade one step lower; D is the lowest for something measured."""
    return _LOWER.get(grade, grade)


def weighed(scene: Scene, best: str, reason: Text) -> tuple[str, Text]:
    """Give the grade that is left of the best one of a design, and why, in full sentences."""
    if _nothing_found(scene):
        return "F", text("The data are not enough for this method, so the effect was not separated from other causes.")
    if scene.attribution.assignment == "voluntary":
        return "D", text(
            "People chose for themselves whether to take part, so the groups differ by more than the training."
        )
    grade = best
    for weakness in _weaknesses(scene):
        grade, reason = lower(grade), text("{reason} {weakness}", reason=reason, weakness=weakness)
    if grade != best:
        reason = text("{reason} That makes it {grade} instead of {best}.", reason=reason, grade=grade, best=best)
    return grade, reason


def held(analysis: Analysis | None, title: Text) -> bool | None:
    """Say whether a check held against the data; None when it was not made or the data cannot show it."""
    checks = analysis.checks if analysis is not None else ()
    return next((check.holds for check in checks if check.title == title), None)


def _nothing_found(scene: Scene) -> bool:
    if scene.analysis is None:
        return scene.reads_data
    return scene.analysis.estimate is None


def _weaknesses(scene: Scene) -> Iterator[Text]:
    comparison, analysis = scene.attribution.comparison, scene.analysis
    if comparison is not None and comparison.trained_within_window:
        yield text("People of the comparison group were trained as well.")
    if analysis is None:
        return
    lost = _dropped_out(analysis)
    if lost is not None:
        yield lost
    if analysis.trust == CAUTION:
        yield text("There are fewer data than it takes to lean on this method.")


def _dropped_out(analysis: Analysis) -> Text | None:
    shares = [Fraction(arm.lost, arm.assigned) for arm in analysis.arms if arm.assigned]
    if not shares:
        return None
    if max(shares) > MOST_LOST:
        return text("More than {limit} of a group dropped out.", limit=Quantity(MOST_LOST * 100, PERCENT))
    if max(shares) - min(shares) > MOST_UNEQUAL:
        return text("Far more people dropped out of one group than of the other.")
    return None
