"""Groups made by lot, with a measurement before: analysis of covariance, everyone counted where the lot put them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import checks, linear
from roi_spec.analyse.asked import Asked
from roi_spec.analyse.parts import PEOPLE, Estimate, Parts, Side
from roi_spec.analyse.spread import deviation, mean, pooled
from roi_spec.analyse.teams import by_team
from roi_spec.analyse.two_groups import careful, in_each, in_few_teams, mixed, teams_needed
from roi_spec.model.analysis import REFUSED, TRUSTED, Check
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLE = Text("Groups by lot, adjusted for the level before")
FLOOR = 3
"""People in each arm: with fewer, nothing is left to judge the scatter by."""
CITES = (
    "Lin (2013), Annals of Applied Statistics 7, 295-318; White & Thompson (2005), Statistics in Medicine 24, "
    "993-1007; "
    "Imbens & Kolesar (2016), Review of Economics and Statistics 98, 701-712; " + checks.WWC
)


def randomised(
    before: NDArray[Any],
    after: NDArray[Any],
    trained: NDArray[Any],
    asked: Asked,
    *,
    clusters: NDArray[Any] | None = None,
) -> Parts:
    """Compare groups by lot after the programme, adjusted for the level before.

    Takes one value per person for each time (not-a-number: not measured) and the arm the lot put the person in. Who
    has no value afterwards is lost; a missing value before is filled with the mean (White & Thompson).
    """
    known = ~np.isnan(after)
    order = np.lexsort((after[known], before[known], trained[known]))
    outcome, arm, level = after[known][order], trained[known][order].astype(bool), before[known][order]
    teams = None if clusters is None else clusters[known][order]
    sides = tuple(_side(outcome, level, arm == bool(place), _size(trained, place, asked)) for place in (1, 0))
    base = Parts(
        "randomised",
        TITLE,
        _words(_ROBUST),
        PEOPLE,
        REFUSED,
        sides[0],
        sides[1],
        software=linear.PLAIN_SOFTWARE,
        cites=CITES,
    )
    others = _others(level)
    if min(side.analysed for side in sides) < FLOOR or len(outcome) < others.shape[1] + 3:
        return replace(base, short=in_each(sides), enough=_needed())
    estimate, kind, more = _estimate(outcome, arm, others, teams, asked)
    if estimate is None:
        return replace(base, short=in_few_teams(arm, teams), enough=teams_needed())
    found = (
        checks.assigned_how(replace(asked, assignment="random")),
        checks.attrition(sides[0], sides[1], PEOPLE),
        checks.stayers(before, known, asked),
        *_levels(level, arm, asked),
        _same_slope(outcome, arm, level),
        *more,
    )
    done = replace(
        base,
        model=_words(kind),
        trust=TRUSTED,
        estimate=estimate,
        deviation=pooled(outcome[arm], outcome[~arm]) or None,
        checks=tuple(one for one in found if one),
        notes=_notes(level),
    )
    return careful(done, sides, arm, teams)


_ROBUST = Text("t interval with errors that may differ from person to person (HC2, Bell-McCaffrey)")


def _words(kind: Text) -> Text:
    return text(
        "Analysis of covariance: after = start + effect x trained + slope x before; {interval}; standardised by the "
        "pooled standard deviation after",
        interval=kind,
    )


def _size(trained: NDArray[Any], place: int, asked: Asked) -> int:
    return max(int((trained == place).sum()), asked.assigned[1 - place] or 0)


def _side(outcome: NDArray[Any], level: NDArray[Any], mine: NDArray[Any], assigned: int) -> Side:
    after, before = outcome[mine], level[mine & ~np.isnan(level)]
    if len(after) == 0:
        return Side(assigned, 0)
    return Side(assigned, len(after), mean(before) if len(before) else None, mean(after), deviation(after))


def _needed() -> Text:
    return text("At least {least} in each group are needed to compute it.", least=FLOOR)


def _others(level: NDArray[Any]) -> NDArray[Any]:
    """Give the columns beside the arm: a constant, and the level before, less its mean, when it varies at all."""
    known, one = ~np.isnan(level), np.ones(len(level))
    spread = deviation(level[known])
    if spread == 0:
        return one[:, None]
    return np.column_stack([one, np.where(known, (level - np.mean(level[known])) / spread, 0.0)])


def _estimate(
    outcome: NDArray[Any], arm: NDArray[Any], others: NDArray[Any], teams: NDArray[Any] | None, asked: Asked
) -> tuple[Estimate | None, Text, tuple[Check, ...]]:
    columns = np.column_stack([arm.astype(float), others])
    if not linear.is_full_rank(columns):  # the level before says no more than the arm itself
        columns = columns[:, :2]
    alone = linear.robust(outcome, columns, np.eye(columns.shape[1])[0])
    if teams is None:
        return alone, _ROBUST, ()
    if shared := mixed(arm, teams):
        return alone, _ROBUST, (checks.mixed_teams(shared),)
    estimate, kind = by_team(outcome, arm, columns[:, 1:], teams, asked.seed)
    wider = estimate.error / alone.error if estimate and alone.error else 1.0
    return estimate, kind, (checks.teams(len(np.unique(teams)), wider),)


def _levels(level: NDArray[Any], arm: NDArray[Any], asked: Asked) -> tuple[Check, ...]:
    known = ~np.isnan(level)
    one, other = level[arm & known], level[~arm & known]
    return (checks.alike_before(one, other, asked),) if len(one) > 1 and len(other) > 1 else ()


def _same_slope(outcome: NDArray[Any], arm: NDArray[Any], level: NDArray[Any]) -> Check | None:
    """Check whether the level before counts for as much in both arms."""
    known = ~np.isnan(level)
    centred = level[known] - np.mean(level[known]) if known.any() else level[known]
    mine = arm[known].astype(float)
    columns = np.column_stack([mine * centred, mine, centred, np.ones(len(mine))])
    if len(mine) < 8 or not linear.is_full_rank(columns):
        return None
    crossed = linear.robust(outcome[known], columns, np.eye(4)[0])
    same = crossed.low <= 0 <= crossed.high
    says = (
        text("The level before counts for as much in both groups.")
        if same
        else text(
            "The level before does not count for as much in both groups: the effect differs between strong and weak "
            "starters."
        )
    )
    return Check(text("Same adjustment in both groups"), says, same)


def _notes(level: NDArray[Any]) -> tuple[Text, ...]:
    told = (text("Everyone is counted in the group the lot gave, whether or not they took part (intention to treat)."),)
    missing = int(np.isnan(level).sum())
    if not missing:
        return told
    return (
        *told,
        text("People without a measurement before: {count}. The mean of all stands in for it.", count=missing),
    )
