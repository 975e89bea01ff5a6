"""Difference in differences: people or teams followed through time, some trained from one moment on, some never.

Each person (or team) is compared with itself and each period with the same period of the comparison group (two-way
fixed effects); for one moment of start this is the textbook difference of differences. What belongs together (a
person, or a team trained together) is one witness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import checks, linear, permutation
from roi_spec.analyse.asked import Asked
from roi_spec.analyse.panel import Panel
from roi_spec.analyse.parts import PEOPLE, TEAMS, Estimate, Parts, Side
from roi_spec.analyse.series import short
from roi_spec.analyse.spread import deviation, mean
from roi_spec.analyse.teams import ENOUGH as CLUSTERS_ENOUGH
from roi_spec.model.analysis import CAUTION, PARALLEL, REFUSED, TRUSTED, Check, Point
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLE = Text("Difference in differences")
FLOOR, ENOUGH = 2, 4
MOST_LEADS = 120
CITES = (
    "Angrist & Pischke (2009), Mostly Harmless Econometrics, 5.2; Bertrand, Duflo & Mullainathan (2004), Quarterly "
    "Journal "
    "of Economics 119, 249-275; Conley & Taber (2011), Review of Economics and Statistics 93, 113-125"
)


def difference_in_differences(
    panel: Panel, start: int, asked: Asked, *, counted: Text = PEOPLE, labels: Mapping[int, str] | None = None
) -> Parts:
    """Compare the change of the trained with the change of the others.

    Takes the rows of a panel (not-a-number: not measured) and the number of the first period with the programme.
    """
    whole, mixed = panel, _mixed(panel)
    if mixed:
        panel = replace(panel, clusters=panel.units)
    panel = _shared(panel.only(np.lexsort((panel.values, panel.times, panel.units))))
    late = panel.times >= start
    before, after = len(np.unique(panel.times[~late])), len(np.unique(panel.times[late]))
    panel = panel.only(_followed(panel, late))
    late = panel.times >= start
    sides = tuple(_side(panel, late, trained=place, assigned=_assigned(whole, asked, place)) for place in (True, False))
    base = Parts(
        "difference_in_differences",
        TITLE,
        _words(_ROBUST),
        counted,
        REFUSED,
        sides[0],
        sides[1],
        software=linear.SOFTWARE,
        cites=CITES,
    )
    if before < FLOOR or after < 1:
        return replace(base, short=_periods(before, after), enough=_more_periods(FLOOR))
    if min(side.analysed for side in sides) < 1:
        return replace(base, short=_followed_words(sides, counted), enough=_follow())
    estimate = effect(panel, late.astype(float), asked.seed)
    if estimate is None:
        return replace(base, short=_clusters_words(panel, counted), enough=_more_clusters())
    done = _done(base, panel, start, estimate, asked, labels or {}, whole, before)
    return replace(done, checks=(*done.checks, checks.mixed_teams(mixed))) if mixed else done


def _mixed(panel: Panel) -> int:
    """Count the teams that hold both trained and untrained people."""
    return len(np.intersect1d(panel.clusters[panel.trained], panel.clusters[~panel.trained]))


_ROBUST = Text("t interval with errors clustered by person")
_ROBUST_TEAMS = Text("t interval with errors clustered by team")
_PERMUTED = Text("interval from all ways to divide the groups (permutation)")


def _words(kind: Text) -> Text:
    return text(
        "Change of the trained less change of the others, each compared with itself (fixed effects of person or team "
        "and "
        "of period); {interval}; standardised by the standard deviation before",
        interval=kind,
    )


def _shared(panel: Panel) -> Panel:
    """Leave out rows without a value, and periods in which one of the groups has none at all."""
    known = panel.only(~np.isnan(panel.values))
    both = np.intersect1d(known.times[known.trained], known.times[~known.trained])
    return known.only(np.isin(known.times, both))


def _followed(panel: Panel, late: NDArray[Any]) -> NDArray[Any]:
    """Tell which rows are of somebody with figures both before and after the start."""
    count = int(panel.units.max(initial=-1)) + 1
    early_rows = np.bincount(panel.units[~late], minlength=count)
    late_rows = np.bincount(panel.units[late], minlength=count)
    return np.asarray(((early_rows > 0) & (late_rows > 0))[panel.units])


def _assigned(whole: Panel, asked: Asked, trained: bool) -> int:  # noqa: FBT001 - which arm is a plain yes or no
    return max(len(np.unique(whole.units[whole.trained == trained])), asked.assigned[0 if trained else 1] or 0)


def _side(panel: Panel, late: NDArray[Any], *, trained: bool, assigned: int) -> Side:
    mine = panel.trained == trained
    first, second = panel.values[mine & ~late], panel.values[mine & late]
    if len(first) == 0 or len(second) == 0:
        return Side(assigned, 0)
    return Side(assigned, len(np.unique(panel.units[mine])), mean(first), mean(second), deviation(first))


# --- the estimate ----------------------------------------------------------------------------------------------------


def effect(panel: Panel, score: NDArray[Any], seed: str = "") -> Estimate | None:
    """Give the coefficient of trained x `score`, beside a level for each unit and each period.

    `score` is 0 and 1 for before and after, or time itself for a difference in trends. Errors are clustered with ten
    clusters or more in each arm; with fewer the interval comes from permutations. None when no interval exists.
    """
    periods = _periods_cleared(panel)
    inverse = np.linalg.pinv(periods.T @ periods)
    cleared = within(np.column_stack([panel.values, panel.trained * score, score]), panel.units)
    outcome, treated = (cleared[:, :2] - periods @ (inverse @ (periods.T @ cleared[:, :2]))).T
    if float(treated @ treated) <= 1e-12 * max(float(cleared[:, 1] @ cleared[:, 1]), 1e-300):
        return None
    arms = _arms(panel)
    if min(int(arms.sum()), len(arms) - int(arms.sum())) >= CLUSTERS_ENOUGH:
        return linear.clustered(outcome, treated[:, None], panel.clusters, np.ones(1), periods.shape[1] + 1)
    own, count = cleared[:, 2], len(arms)
    shared = np.column_stack([np.bincount(panel.clusters, own * column, count) for column in periods.T])
    gram = np.diag(np.bincount(panel.clusters, own**2, count)) - shared @ inverse @ shared.T
    return permutation.inverted(gram, np.bincount(panel.clusters, own * outcome, count), arms, seed)


def _periods_cleared(panel: Panel) -> NDArray[Any]:
    """Give a column for every period but the first, less the mean of each unit."""
    times = np.unique(panel.times, return_inverse=True)[1]
    out = np.empty((len(times), int(times.max(initial=0))))
    for place in range(out.shape[1]):
        out[:, place] = within((times == place + 1).astype(float)[:, None], panel.units)[:, 0]
    return out


def within(columns: NDArray[Any], units: NDArray[Any]) -> NDArray[Any]:
    """Take the mean of each unit out of every column."""
    counts = np.bincount(units)
    means = [np.bincount(units, column) / counts for column in columns.T]
    return np.column_stack([column - mean[units] for column, mean in zip(columns.T, means, strict=True)])


def _arms(panel: Panel) -> NDArray[Any]:
    first = np.unique(panel.clusters, return_index=True)[1]
    return panel.trained[first].astype(float)


# --- what is said about it -------------------------------------------------------------------------------------------


def _done(
    base: Parts,
    panel: Panel,
    start: int,
    estimate: Estimate,
    asked: Asked,
    labels: Mapping[int, str],
    whole: Panel,
    before: int,
) -> Parts:
    arms = _arms(panel)
    few = min(int(arms.sum()), len(arms) - int(arms.sum())) < CLUSTERS_ENOUGH
    by_team = base.counted is TEAMS or len(arms) < int(panel.units.max()) + 1
    kind = _PERMUTED if few else _ROBUST_TEAMS if by_team else _ROBUST
    leads = event_plot(panel, start, asked.seed)
    made = [
        _parallel(panel, start, estimate, leads, asked),
        checks.attrition(base.trained, base.comparison, base.counted),
        _complete(panel),
        checks.assigned_how(asked) if asked.assignment else None,
        _team_check(panel, start, estimate, whole) if by_team and base.counted is PEOPLE else None,
        checks.nothing_else(
            text("Something else that struck only one of the groups at the start would be in this effect.")
        ),
    ]
    done = replace(
        base,
        model=_words(kind),
        trust=CAUTION if few or before < ENOUGH else TRUSTED,
        estimate=estimate,
        deviation=_deviation(panel, start) or None,
        checks=tuple(one for one in made if one),
        points=_points(panel, start, labels),
        leads=leads,
    )
    if few:
        return replace(done, short=_clusters_words(panel, base.counted), enough=_more_clusters())
    if before < ENOUGH:
        late = panel.times >= start
        return replace(done, short=_periods(before, len(np.unique(panel.times[late]))), enough=_more_periods(ENOUGH))
    return done


def event_plot(panel: Panel, start: int, seed: str = "") -> tuple[Point, ...]:
    """Give the effect of every period against the last one before the start; before the start it should be nothing."""
    times = np.unique(panel.times)
    anchor = int(times[times < start].max())
    if len(times) > MOST_LEADS:
        return ()
    out = []
    for time in (int(one) for one in times):
        if time == anchor:
            out.append(Point(f"{time - start:+d}", 0.0, after=False))
            continue
        pair = panel.only(np.isin(panel.times, (anchor, time)))
        pair = pair.only(np.bincount(pair.units)[pair.units] > 1)
        found = effect(pair, (pair.times == time).astype(float), seed) if len(np.unique(pair.trained)) == 2 else None
        label = f"{time - start:+d}" if time != start else "0"
        if found:
            out.append(Point(label, short(found.value), None, short(found.low), short(found.high), after=time >= start))
        else:
            out.append(Point(label, after=time >= start))
    return tuple(out)


def _parallel(panel: Panel, start: int, estimate: Estimate, leads: tuple[Point, ...], asked: Asked) -> Check:
    """Check whether the groups moved alike before: the drift per period, and every lead beside zero."""
    early = panel.only(panel.times < start)
    time = early.times - early.times.mean()
    drift = effect(early, time, asked.seed)
    if drift is None:
        return Check(PARALLEL, text("There are too few groups or periods before the start to tell."), holds=None)
    away = [one for one in leads if not one.after and one.low is not None and one.high is not None]
    beside = [one for one in away if one.low is not None and one.high is not None and not one.low <= 0 <= one.high]
    says = text(
        "Before the start the trained moved {slope} a period more than the others (95% interval {low} to {high}); "
        "{beside} "
        "of {leads} earlier periods stand apart from the last one.",
        slope=asked.change(drift.value),
        low=asked.change(drift.low),
        high=asked.change(drift.high),
        beside=len(beside),
        leads=len(away),
    )
    if not drift.low <= 0 <= drift.high or len(beside) > max(1, len(away) // 10):
        return Check(PARALLEL, says, holds=False)
    late = panel.times >= start
    distance = float(panel.times[late].mean() - panel.times[~late].mean())
    small = max(abs(drift.low), abs(drift.high)) * distance < abs(estimate.value)
    return Check(PARALLEL, says, True if small else None)


def _complete(panel: Panel) -> Check:
    """Check whether everybody was measured in every period."""
    cells = len(np.unique(panel.units)) * len(np.unique(panel.times))
    have = len(
        np.unique(panel.units.astype(np.int64) * len(panel.times) + np.unique(panel.times, return_inverse=True)[1])
    )
    says = text("{have} of {cells} combinations of who and when have a figure.", have=have, cells=cells)
    return Check(text("Complete panel"), says, have >= 0.95 * cells)


def _team_check(panel: Panel, start: int, estimate: Estimate, whole: Panel) -> Check:
    alone = effect(replace(panel, clusters=panel.units), (panel.times >= start).astype(float))
    count = len(np.unique(whole.clusters))
    return checks.teams(count, estimate.error / alone.error if alone and alone.error else 1.0)


def _deviation(panel: Panel, start: int) -> float:
    """Give the standard deviation between rows before the start, within group and period."""
    early = panel.only(panel.times < start)
    cells = np.unique(early.times, return_inverse=True)[1] * 2 + early.trained
    cells = np.unique(cells, return_inverse=True)[1]
    spread = within(early.values[:, None], cells)[:, 0]
    degrees = len(spread) - (int(cells.max()) + 1)
    return float(np.sqrt(float(spread @ spread) / degrees)) if degrees > 0 else 0.0


def _points(panel: Panel, start: int, labels: Mapping[int, str]) -> tuple[Point, ...]:
    """Give the course of both groups, and that of the trained had they moved as the others did."""
    times = np.unique(panel.times)
    courses = [
        np.array([mean(panel.values[(panel.times == time) & (panel.trained == arm)]) for time in times])
        for arm in (True, False)
    ]
    early = times < start
    apart = courses[0][early].mean() - courses[1][early].mean()
    return tuple(
        Point(
            labels.get(int(time), str(int(time))),
            short(courses[0][place]),
            short(courses[1][place] + apart),
            after=bool(time >= start),
            compared=short(courses[1][place]),
        )
        for place, time in enumerate(times)
    )


def _periods(before: int, after: int) -> Text:
    return text(
        "Both groups have figures in {before} periods before the start and {after} after it.",
        before=before,
        after=after,
    )


def _more_periods(least: int) -> Text:
    if least == FLOOR:
        return text(
            "At least {least} before and 1 after are needed: one period before cannot show whether both groups moved "
            "alike.",
            least=least,
        )
    return text("{least} or more before the start would be enough to lean on.", least=least)


def _followed_words(sides: tuple[Side, ...], counted: Text) -> Text:
    return text(
        "Figures both before and after the start: {trained} {counted} in the trained group and {comparison} in the "
        "other.",
        trained=sides[0].analysed,
        comparison=sides[1].analysed,
        counted=counted,
    )


def _follow() -> Text:
    return text("The same people or teams must have figures on both sides of the start.")


def _clusters_words(panel: Panel, counted: Text) -> Text:
    arms = _arms(panel)
    by_team = counted is TEAMS or len(arms) < int(panel.units.max()) + 1
    what = text("teams") if by_team else text("people")
    trained = int(arms.sum())
    return text(
        "The trained group holds {trained} {what} and the comparison group {comparison} that can be followed.",
        trained=trained,
        comparison=len(arms) - trained,
        what=what,
    )


def _more_clusters() -> Text:
    return text(
        "With four in each group a 95% interval exists; {least} or more in each would be enough to lean on.",
        least=CLUSTERS_ENOUGH,
    )
