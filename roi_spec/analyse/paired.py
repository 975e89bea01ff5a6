"""Paired before and after: the same people measured twice, with a t interval of their mean difference."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import checks
from roi_spec.analyse.asked import Asked, plain
from roi_spec.analyse.parts import PEOPLE, Estimate, Parts, Side
from roi_spec.analyse.spread import (
    SOFTWARE,
    TWO_SIDED,
    deviation,
    hodges_lehmann,
    is_yes_no,
    mean,
    paired_proportions,
    quantile,
    skewness,
)
from roi_spec.model.analysis import CAUTION, REFUSED, TRUSTED, Check
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLE = Text("Paired before and after")
FLOOR, ENOUGH = 10, 30
SKEWED, LARGE = 1.0, 200
CITES = "Student (1908); Wilcoxon (1945); McNemar (1947); Newcombe (1998), Statistics in Medicine 17, 2635-2650"


def paired(
    before: NDArray[Any],
    after: NDArray[Any],
    asked: Asked,
    *,
    clusters: NDArray[Any] | None = None,
    counted: Text = PEOPLE,
) -> Parts:
    """Compare the same people before and after.

    Takes one value per person for each time, not-a-number where there is none, and the team of each person when teams
    were trained together. People without both values are counted as lost.
    """
    both = ~(np.isnan(before) | np.isnan(after))
    order = np.lexsort((after[both], before[both]))
    first, second = before[both][order], after[both][order]
    groups = None if clusters is None else clusters[both][order]
    side = _side(first, second, max(len(before), asked.assigned[0] or 0))
    base = Parts("paired", TITLE, _words(yes_no=False), counted, REFUSED, side, software=SOFTWARE, cites=CITES)
    if len(first) < FLOOR:
        return replace(base, short=_count(len(first), counted), enough=_enough(FLOOR, counted))
    yes_no = is_yes_no(first, second)
    estimate, wider = _estimate(first, second, groups, yes_no=yes_no)
    found = [checks.attrition(side, None, counted), checks.stayers(before, both, asked)]
    found += [_skew(second - first, asked, yes_no=yes_no), _drift(side, asked), wider, _nothing_else()]
    done = replace(
        base,
        model=_words(yes_no=yes_no),
        trust=TRUSTED if len(first) >= ENOUGH else CAUTION,
        estimate=estimate,
        deviation=deviation(first) or None,
        taken_off=max(_moved(side, asked) * (1 if asked.better == "higher" else -1), 0.0),
        checks=tuple(one for one in found if one),
    )
    return (
        done
        if done.trust == TRUSTED
        else replace(done, short=_count(len(first), counted), enough=_enough(ENOUGH, counted))
    )


def _side(first: NDArray[Any], second: NDArray[Any], assigned: int) -> Side:
    if len(first) == 0:
        return Side(assigned, 0)
    return Side(assigned, len(first), mean(first), mean(second), deviation(second))


def _words(*, yes_no: bool) -> Text:
    if yes_no:
        return text(
            "Difference of two paired proportions (McNemar's table) with Newcombe's score interval; standardised by "
            "the "
            "standard deviation before"
        )
    return text("Mean difference of pairs with a t interval; standardised by the standard deviation before")


def _count(pairs: int, counted: Text) -> Text:
    return text("{count} {counted} were measured both before and after.", count=pairs, counted=counted)


def _enough(least: int, counted: Text) -> Text:
    if least == FLOOR:
        return text("{least} or more are needed to compute it.", least=least)
    return text("{least} or more {counted} would be enough to lean on.", least=least, counted=counted)


def _estimate(
    first: NDArray[Any], second: NDArray[Any], groups: NDArray[Any] | None, *, yes_no: bool
) -> tuple[Estimate, Check | None]:
    differences = second - first
    if groups is not None and len(np.unique(groups)) > 1:
        return _by_team(differences, groups)
    count, value = len(first), mean(differences)
    if yes_no:
        top = max(float(first.max()), float(second.max()))
        low, high = (top * end for end in paired_proportions(*_table(second / top, first / top)))
        moved = math.fsum((differences**2).tolist()) / count
        return Estimate(value, low, high, math.sqrt((moved - value * value) / count)), None
    error = deviation(differences) / math.sqrt(count)
    half = quantile(TWO_SIDED, count - 1) * error
    return Estimate(value, value - half, value + half, error, float(count - 1)), None


def _by_team(differences: NDArray[Any], groups: NDArray[Any]) -> tuple[Estimate, Check]:
    from roi_spec.analyse import linear  # noqa: PLC0415 - statsmodels takes a second to load; pairs alone do not need it

    one = np.ones((len(differences), 1))
    found = linear.clustered(differences, one, groups, np.ones(1))
    alone = deviation(differences) / math.sqrt(len(differences))
    return found, checks.teams(len(np.unique(groups)), found.error / alone if alone else 1.0)


def _table(one: NDArray[Any], other: NDArray[Any]) -> tuple[int, int, int, int]:
    both = int((one * other).sum())
    first, second = int(one.sum()) - both, int(other.sum()) - both
    return both, first, second, len(one) - both - first - second


def _skew(differences: NDArray[Any], asked: Asked, *, yes_no: bool) -> Check | None:
    """Check the shape of the differences; where it is lopsided in a small group, ask Wilcoxon's ranks as well."""
    if yes_no:
        return None
    title, skew = text("Differences spread evenly"), skewness(differences)
    if abs(skew) <= SKEWED or len(differences) >= LARGE:
        says = text(
            "Skewness is {skew}; the mean of {count} differences bears that.", skew=plain(skew), count=len(differences)
        )
        return Check(title, says, holds=True)
    centre, low, high = hodges_lehmann(differences)
    says = text(
        "The differences are lopsided (skewness {skew}). By Wilcoxon's signed ranks, which do not mind, the change is "
        "{centre}, between {low} and {high}.",
        skew=plain(skew),
        centre=asked.change(centre),
        low=asked.change(low),
        high=asked.change(high),
    )
    return Check(title, says, holds=False)


def _drift(side: Side, asked: Asked) -> Check | None:
    """Tell how far the group would have moved by itself, when it was chosen for its scores."""
    if asked.regression is None or side.before is None:
        return None
    moved = _moved(side, asked)
    says = text(
        "The group stood at {group} where the population stands at {population}. With a correlation of {correlation} "
        "between two measurements it moves {moved} by itself; that is taken off the effect.",
        group=asked.amount(side.before),
        population=asked.amount(asked.regression.population),
        correlation=_share(asked.regression.correlation),
        moved=asked.change(moved),
    )
    return Check(text("Regression to the mean"), says, holds=None)


def _moved(side: Side, asked: Asked) -> float:
    """Give how far the group moves towards everybody's mean without training: (1 - r) x (their mean - its mean)."""
    if asked.regression is None or side.before is None:
        return 0.0
    return (1 - asked.regression.correlation) * (asked.regression.population - side.before)


def _share(value: float) -> Quantity:
    return Quantity(plain(value * 100), PERCENT)


def _nothing_else() -> Check:
    return checks.nothing_else(
        text("Without a comparison group, everything that changed between the two measurements is in this difference.")
    )
