"""Level coverage: how many programmes are evaluated how far, held against what is customary.

Customary (Phillips): everybody is counted and asked, most are tested, some are followed to the job, and few are worth
a study of impact or return. Forecasts and the recomputed claims of others are no evaluations of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.spec import Level

CUSTOMARY: dict[Level, tuple[Fraction, Fraction]] = {
    Level.INPUT: (Fraction(1), Fraction(1)),
    Level.REACTION: (Fraction(1), Fraction(1)),
    Level.LEARNING: (Fraction(80, 100), Fraction(90, 100)),
    Level.APPLICATION: (Fraction(15, 100), Fraction(30, 100)),
    Level.IMPACT: (Fraction(10, 100), Fraction(10, 100)),
    Level.ROI: (Fraction(5, 100), Fraction(5, 100)),
}
"""Customary shares of programmes per level, low and high end (customary in the ROI literature, not a standard)."""


@dataclass(frozen=True, slots=True)
class LevelCoverage:
    """How many programmes reach one level."""

    level: Level
    low: Fraction
    """Low end of the customary share of programmes, 0 to 1."""
    high: Fraction
    reached: int
    """How many programmes have data at this level."""
    programmes: int

    @property
    def share(self) -> Fraction:
        """Give the share of programmes that reach the level, 0 to 1."""
        return Fraction(self.reached, self.programmes)

    @property
    def stands(self) -> str:
        """Say where the share stands beside the customary one: `below`, `within` or `above`."""
        return "below" if self.share < self.low else "above" if self.share > self.high else "within"


def coverage(evaluations: Iterable[Evaluation]) -> tuple[LevelCoverage, ...]:
    """Count how many programmes reach each level; no rows when there are no programmes of one's own."""
    own = [one for one in evaluations if one.programme.audits is None]
    return tuple(
        LevelCoverage(level, low, high, sum(1 for one in own if level in reached(one)), len(own))
        for level, (low, high) in CUSTOMARY.items()
        if own
    )


def reached(evaluation: Evaluation) -> frozenset[Level]:
    """Give the levels at which one programme has data.

    A change of a business measure counts as impact only when a method found an effect in it; an ROI counts when it
    rests on results and not on a forecast.
    """
    audience = evaluation.programme.audience
    found = {Level.INPUT} if audience.completed is not None or audience.started is not None else set()
    for one in evaluation.kpis:
        measured = one.kpi.result is not None and not one.is_forecast
        found_by = (method.effect for method in one.methods if method.effect)
        attributed = not one.is_forecast and any(evaluation.quantity(effect) is not None for effect in found_by)
        if attributed if one.kpi.level == Level.IMPACT else measured:
            found.add(one.kpi.level)
    if evaluation.kind == "roi" and not evaluation.is_forecast:
        found.add(Level.ROI)
    return frozenset(found)
