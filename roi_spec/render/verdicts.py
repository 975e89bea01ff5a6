"""What the data allow to be said, as a word: shared by pages and terminal."""

from __future__ import annotations

from roi_spec.model.analysis import CANNOT_TELL, EFFECT, NO_EFFECT, REFUSED, Analysis
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT, PLAIN, POINTS, Unit

HARMFUL = "harmful"
"""An effect the wrong way: not a verdict of its own in the statistics, but it reads as one."""

OUTCOMES: dict[str, Text] = {
    EFFECT: Text("effect"),
    HARMFUL: Text("effect the wrong way"),
    NO_EFFECT: Text("no effect"),
    CANNOT_TELL: Text("cannot tell"),
    REFUSED: Text("not estimated"),
}


def verdict_of(analysis: Analysis) -> str:
    """Give the verdict, with an effect the wrong way and a refusal told apart."""
    if analysis.trust == REFUSED or analysis.estimate is None:
        return REFUSED
    if analysis.verdict == EFFECT and analysis.estimate < 0:
        return HARMFUL
    return analysis.verdict


def effect_unit(analysis: Analysis) -> Unit:
    """Give the unit of an effect: a change of a percentage is in percentage points."""
    return POINTS if analysis.unit == PERCENT else analysis.unit or PLAIN
