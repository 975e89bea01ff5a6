"""Two groups, measured afterwards only: the difference of their means with Welch's interval."""

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
    is_yes_no,
    mean,
    pooled,
    quantile,
    skewness,
    two_proportions,
)
from roi_spec.model.analysis import CAUTION, REFUSED, TRUSTED, Check
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLE = Text("Two groups afterwards")
FLOOR, ENOUGH = 2, 20
TEAMS_ENOUGH = 10
CITES = "Welch (1947); Newcombe (1998), Statistics in Medicine 17, 873-890"


def two_groups(
    values: NDArray[Any], trained: NDArray[Any], asked: Asked, *, clusters: NDArray[Any] | None = None
) -> Parts:
    """Compare trained and untrained people after the programme.

    Takes one value per person (not-a-number: not measured), whether the person was trained, and the team of each when
    whole teams were trained.
    """
    known = ~np.isnan(values)
    order = np.lexsort((values[known], trained[known]))
    outcome, arm = values[known][order], trained[known][order].astype(bool)
    teams = None if clusters is None else clusters[known][order]
    one, other = outcome[arm], outcome[~arm]
    sides = tuple(
        _side(group, max(int((trained == place).sum()), asked.assigned[1 - place] or 0))
        for place, group in ((1, one), (0, other))
    )
    base = Parts("two_groups", TITLE, _words(), PEOPLE, REFUSED, sides[0], sides[1], software=SOFTWARE, cites=CITES)
    if min(len(one), len(other)) < FLOOR:
        return replace(base, short=in_each(sides), enough=needed(FLOOR))
    estimate, model, more = _estimate(outcome, arm, teams, asked)
    if estimate is None:
        return replace(base, short=in_few_teams(arm, teams), enough=teams_needed())
    found = (checks.assigned_how(asked), checks.attrition(sides[0], sides[1], PEOPLE), _skew(one, other), *more)
    done = replace(
        base,
        model=model,
        trust=TRUSTED,
        estimate=estimate,
        deviation=pooled(one, other) or None,
        checks=tuple(check for check in found if check),
    )
    return careful(done, sides, arm, teams)


def careful(done: Parts, sides: tuple[Side, ...], arm: NDArray[Any], teams: NDArray[Any] | None) -> Parts:
    """Lower the trust when there are few people, or few teams when whole teams were trained."""
    if min(side.analysed for side in sides) < ENOUGH:
        return replace(done, trust=CAUTION, short=in_each(sides), enough=needed(ENOUGH))
    if teams is not None and not mixed(arm, teams) and min(_teams(arm, teams)) < TEAMS_ENOUGH:
        return replace(done, trust=CAUTION, short=in_few_teams(arm, teams), enough=teams_needed())
    return done


def _side(group: NDArray[Any], assigned: int) -> Side:
    after = mean(group) if len(group) else None
    return Side(assigned, len(group), None, after, deviation(group) if len(group) else None)


def _words() -> Text:
    return text("Difference of means, Welch's t interval; standardised by the pooled standard deviation")


def in_each(sides: tuple[Side, ...]) -> Text:
    """Say how many there are in each group."""
    return text(
        "There are {trained} people in the trained group and {comparison} in the comparison group with figures.",
        trained=sides[0].analysed,
        comparison=sides[1].analysed,
    )


def needed(least: int) -> Text:
    """Say how many would do."""
    if least == FLOOR:
        return text("At least {least} in each group are needed to compute it.", least=least)
    return text("{least} or more in each group would be enough to lean on.", least=least)


def mixed(arm: NDArray[Any], teams: NDArray[Any]) -> int:
    """Count the teams that hold both trained and untrained people."""
    return len(np.intersect1d(teams[arm], teams[~arm]))


def _teams(arm: NDArray[Any], teams: NDArray[Any]) -> tuple[int, int]:
    return len(np.unique(teams[arm])), len(np.unique(teams[~arm]))


def in_few_teams(arm: NDArray[Any], teams: NDArray[Any] | None) -> Text:
    """Say how many teams there are in each group."""
    one, other = _teams(arm, teams) if teams is not None else (0, 0)
    return text(
        "The trained group holds {trained} teams and the comparison group {comparison}.", trained=one, comparison=other
    )


def teams_needed() -> Text:
    """Say how many teams would do."""
    return text(
        "With four teams in each group a 95% interval exists; {least} or more in each would be enough to lean on.",
        least=TEAMS_ENOUGH,
    )


def _estimate(
    outcome: NDArray[Any], arm: NDArray[Any], teams: NDArray[Any] | None, asked: Asked
) -> tuple[Estimate | None, Text, tuple[Check, ...]]:
    plain_one = _alone(outcome[arm], outcome[~arm])
    if teams is None:
        return (*plain_one, ())
    if shared := mixed(arm, teams):
        return (*plain_one, (checks.mixed_teams(shared),))
    from roi_spec.analyse.teams import by_team  # noqa: PLC0415 - statsmodels takes a second; people alone do not need it

    estimate, kind = by_team(outcome, arm, np.ones((len(outcome), 1)), teams, asked.seed)
    model = text("Difference of means, {interval}; standardised by the pooled standard deviation", interval=kind)
    wider = estimate.error / plain_one[0].error if estimate and plain_one[0].error else 1.0
    return estimate, model, (checks.teams(len(np.unique(teams)), wider),)


def _alone(one: NDArray[Any], other: NDArray[Any]) -> tuple[Estimate, Text]:
    value = mean(one) - mean(other)
    parts = deviation(one) ** 2 / len(one), deviation(other) ** 2 / len(other)
    error = math.sqrt(sum(parts))
    if is_yes_no(one, other):
        top = max(float(one.max()), float(other.max()))
        yes = int(one.sum() / top), int(other.sum() / top)
        low, high = (top * end for end in two_proportions(yes, (len(one), len(other))))
        model = text(
            "Difference of two proportions with Newcombe's score interval; standardised by the pooled standard "
            "deviation"
        )
        return Estimate(value, low, high, error), model
    below = parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(other) - 1)
    degrees = sum(parts) ** 2 / below if below > 0 else float(len(one) + len(other) - 2)
    half = quantile(TWO_SIDED, degrees) * error
    return Estimate(value, value - half, value + half, error, degrees), _words()


def _skew(one: NDArray[Any], other: NDArray[Any]) -> Check | None:
    if is_yes_no(one, other):
        return None
    skew = max(skewness(one), skewness(other), key=abs)
    fine = abs(skew) <= 1 or min(len(one), len(other)) >= 50
    says = text(
        "Skewness is at most {skew}, with {count} people in the smaller group.",
        skew=plain(skew),
        count=min(len(one), len(other)),
    )
    return Check(text("Figures spread evenly"), says, fine)
