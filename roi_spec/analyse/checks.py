"""Checks that several designs make, in words: drop-out, whether groups were alike, teams, and scatter in time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse.asked import Asked, plain
from roi_spec.analyse.parts import Side
from roi_spec.analyse.spread import critical_chi_square, deviation, mean, pooled
from roi_spec.model.analysis import Check
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_TOLD = 10
"""The average of fewer people than this is not told: it would say something about each of them."""
ALIKE = 0.25
"""Standard deviations between two groups beforehand that no adjustment repairs (What Works Clearinghouse)."""
LOST, LOST_UNEVENLY = 0.20, 0.05
"""Shares that dropped out, and difference between the arms, that can be lived with (the same source)."""
WWC = "What Works Clearinghouse, Standards Handbook 4.1 (2020): attrition and baseline equivalence"


def attrition(trained: Side, comparison: Side | None, counted: Text) -> Check:
    """Check how many dropped out, and whether from both groups alike."""
    title = text("Drop-out")
    shares = [_lost(side) for side in (trained, comparison) if side]
    if comparison is None:
        says = text(
            "{lost} of {assigned} {counted} are not in the analysis.",
            lost=max(trained.assigned - trained.analysed, 0),
            assigned=max(trained.assigned, trained.analysed),
            counted=counted,
        )
        return Check(title, says, shares[0] <= LOST)
    says = text(
        "Not in the analysis: {lost} of {assigned} {counted} of the trained group and {others_lost} of {others} of the "
        "comparison group.",
        lost=max(trained.assigned - trained.analysed, 0),
        assigned=max(trained.assigned, trained.analysed),
        counted=counted,
        others_lost=max(comparison.assigned - comparison.analysed, 0),
        others=max(comparison.assigned, comparison.analysed),
    )
    return Check(title, says, max(shares) <= LOST and abs(shares[0] - shares[1]) <= LOST_UNEVENLY)


def _lost(side: Side) -> float:
    whole = max(side.assigned, side.analysed)
    return 1 - side.analysed / whole if whole else 0.0


def stayers(before: NDArray[Any], stayed: NDArray[Any], asked: Asked) -> Check | None:
    """Check whether those who dropped out stood elsewhere beforehand than those who stayed; None when nobody did."""
    known = ~np.isnan(before)
    kept, gone = before[known & stayed], before[known & ~stayed]
    if len(gone) == 0 or len(kept) < 2:
        return None
    title = text("Who dropped out")
    if len(gone) < FEWEST_TOLD:
        return Check(title, text("Too few people dropped out to say where they stood beforehand."), holds=None)
    spread = pooled(kept, gone)
    apart = abs(mean(kept) - mean(gone)) / spread if spread else 0.0
    says = text(
        "Those who dropped out stood at {gone} beforehand, those who stayed at {kept}.",
        gone=asked.amount(mean(gone)),
        kept=asked.amount(mean(kept)),
    )
    return Check(title, says, apart <= ALIKE)


def alike_before(trained: NDArray[Any], comparison: NDArray[Any], asked: Asked) -> Check:
    """Check whether both groups stood at the same level beforehand."""
    spread = pooled(trained, comparison)
    apart = abs(mean(trained) - mean(comparison)) / spread if spread else 0.0
    says = text(
        "Beforehand the trained group stood at {trained} and the comparison group at {comparison}: {apart} standard "
        "deviations apart.",
        trained=asked.amount(mean(trained)),
        comparison=asked.amount(mean(comparison)),
        apart=plain(apart),
    )
    return Check(text("Groups alike beforehand"), says, round(apart, 2) <= ALIKE)


def assigned_how(asked: Asked) -> Check:
    """Check how people came to be in their group, as the author states it."""
    title = text("How people came into their group")
    if asked.assignment == "random":
        return Check(title, text("By lot, so the groups differ by chance alone."), holds=True)
    if asked.assignment == "matched":
        return Check(title, text("Matched on what is known; what is not known may still differ."), holds=None)
    if asked.assignment == "voluntary":
        return Check(title, text("By their own choice: who chooses a training differs from who does not."), holds=False)
    return Check(title, text("Not by lot: the groups may have differed from the start."), holds=None)


def teams(count: int, wider: float) -> Check:
    """Tell that people of one team are alike, and how much wider that makes the interval."""
    says = text(
        "People of one team are alike, so the interval counts {count} teams and not separate people. It is {times} "
        "times "
        "as wide as it would be otherwise.",
        count=count,
        times=plain(wider),
    )
    return Check(text("Teams"), says, holds=True)


def mixed_teams(count: int) -> Check:
    """Tell that trained and untrained people sit in one team."""
    says = text(
        "Teams in which people of both groups work together: {count}. What one learns the other may pick up, which "
        "makes "
        "the effect look smaller.",
        count=count,
    )
    return Check(text("Groups kept apart"), says, holds=False)


def mixed_people(count: int) -> Check:
    """Tell that people stand in both groups."""
    says = text("People in both groups in the data: {count}. They were left out.", count=count)
    return Check(text("Groups kept apart"), says, holds=False)


def durbin_watson(residuals: NDArray[Any]) -> float | None:
    """Give Durbin and Watson's statistic: about 2 when neighbours are unrelated; None without any scatter."""
    whole = math.fsum((residuals**2).tolist())
    return math.fsum((np.diff(residuals) ** 2).tolist()) / whole if whole > 0 else None


def ljung_box(residuals: NDArray[Any], lags: int) -> float:
    """Give the statistic of Ljung and Box (1978) over the first `lags` autocorrelations."""
    count, whole = len(residuals), float(residuals @ residuals)
    alone = [float(residuals[lag:] @ residuals[:-lag]) / whole for lag in range(1, lags + 1)]
    return count * (count + 2) * math.fsum(r * r / (count - lag) for lag, r in enumerate(alone, start=1))


def unrelated_in_time(residuals: NDArray[Any], scale: float, lags: int) -> Check:
    """Check whether neighbouring periods resemble each other more than chance allows."""
    title = text("Neighbouring periods unrelated")
    if deviation(residuals) <= 1e-9 * max(scale, 1e-300):
        says = text(
            "All periods lie exactly on the fitted line; real figures scatter, so the interval says too little."
        )
        return Check(title, says, holds=False)
    watson, box, limit = durbin_watson(residuals), ljung_box(residuals, lags), critical_chi_square(lags)
    fine = watson is not None and 1 <= watson <= 3 and box <= limit
    says = text(
        "Durbin-Watson is {watson} (about 2 when unrelated), Ljung-Box over {lags} periods {box} (at most {limit}).",
        watson=plain(watson or 0.0),
        lags=lags,
        box=plain(box),
        limit=plain(limit),
    )
    return Check(title, says, fine)


FEW_PERIODS = 24
"""With fewer periods than this neither the scatter nor how periods are related is well known."""


def width(periods: int, residuals: NDArray[Any], unrelated: Check) -> Check | None:
    """Tell that the interval of a series may be too narrow; None when periods are many and not found alike.

    Takes the scatter around the fitted line and what was found of it. Where a high period is followed by a low one
    (Durbin-Watson above 2) nothing is found that makes an interval too narrow.

    The shares are of simulated series without an effect, 16 to 48 periods long (first-order autoregression, 250 series
    each, start halfway): 85 to 89 % with a correlation of 0.3 and 67 to 78 % with one of 0.6, for both designs.
    """
    watson = durbin_watson(residuals)
    alike = unrelated.holds is False and watson is not None and watson < 2
    if periods >= FEW_PERIODS and not alike:
        return None
    title = text("Width of the interval")
    if alike:
        says = text("Neighbouring periods are related here, so read this interval as too narrow. {found}", found=_HELD)
        return Check(title, says, holds=False)
    says = text(
        "With {periods} periods (fewer than {least}) it cannot be ruled out that neighbouring ones are related, and "
        "then the interval is too narrow. {found}",
        periods=periods,
        least=FEW_PERIODS,
        found=_HELD,
    )
    return Check(title, says, holds=None)


_HELD = Text(
    "In simulations an interval of 95% held the true effect about 87 times in a hundred when neighbouring periods "
    "correlated by 0.3, and about 72 times when they correlated by 0.6."
)


def nothing_else(says: Text) -> Check:
    """Tell what the data cannot show: that nothing else happened."""
    return Check(text("No other cause"), says, holds=None)
