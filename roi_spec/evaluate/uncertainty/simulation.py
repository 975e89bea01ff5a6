"""Drives the draws until the precision asked is reached, and writes up what came out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from roi_spec.evaluate.engine import Plan, Result
from roi_spec.evaluate.uncertainty.compiled import compiled
from roi_spec.evaluate.uncertainty.draws import WATCHED, Draws, start
from roi_spec.evaluate.uncertainty.summary import bars, contribution, margin, percentiles, share_above
from roi_spec.model.analysis import exact
from roi_spec.model.distribution import Correlation
from roi_spec.model.evaluation import Contribution, Simulation
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN, Unit

Floats = NDArray[np.float64]

ROI, NET, PAYBACK, COST = "result.roi", "result.net_benefit", "result.payback", "result.total_cost"
TOLD = (ROI, NET, PAYBACK)
LEAST, MOST = 2**15, 2**20
"""Draws."""
STEP = 2**14
"""The number of draws is a multiple of this."""
SPARE = 1.05
"""How much more is drawn than the precision so far suggests, so that one look more is usually enough."""


def run(
    plan: Plan,
    base: Mapping[str, Result],
    *,
    programme_id: str,
    correlations: tuple[Correlation, ...],
    judged: str,
    target: Fraction | None,
    precision: Fraction,
    asked: Mapping[str, int],
    groups: Mapping[str, Text],
    also: tuple[str, ...],
) -> Simulation | None:
    """Draw until `precision` is reached; see `roi_spec.evaluate.uncertainty.simulate`."""
    draws = prepared(
        plan, base, programme_id=programme_id, correlations=correlations, judged=judged, asked=asked, also=also
    )
    if draws is None:
        return None
    reached = _drawn(draws, judged, float(precision))
    return _written(plan, draws, judged, target, precision, reached, groups, f'SHA-256("{programme_id}/" + id), PCG64')


def prepared(
    plan: Plan,
    base: Mapping[str, Result],
    *,
    programme_id: str,
    correlations: tuple[Correlation, ...],
    judged: str,
    asked: Mapping[str, int],
    also: tuple[str, ...] = (),
) -> Draws | None:
    """Make ready to draw; None when nothing moves what is judged."""
    if not isinstance(base.get(judged), Fraction):
        return None
    # Without costs there is no return: what is divided by costs below zero would read as its opposite.
    model = compiled(plan, base, dict.fromkeys((judged, *TOLD, *also)), guards=((ROI, COST),))
    return start(model, programme_id, correlations, asked) if judged in model.outputs else None


def run_draws(draws: Draws, count: int) -> dict[str, Floats]:
    """Draw a given number and give each result in order, lowest first: what is timed against others."""
    draws.extend(count)
    return {id: ordered(draws, id) for id in _measures(draws)}


def _drawn(draws: Draws, judged: str, wanted: float) -> float:
    """Draw until the precision is reached or there are `MOST`; give what was reached.

    A margin shrinks with the root of the number of draws, so how many are needed can be foreseen.
    """
    count = LEAST
    while True:
        draws.extend(count)
        reached = margin(ordered(draws, judged))
        if reached <= wanted or count >= MOST:
            return reached
        needed = count * (reached / wanted) ** 2 * SPARE if wanted > 0 else MOST
        count = min(MOST, max(count + STEP, math.ceil(min(needed, MOST) / STEP) * STEP))


def ordered(draws: Draws, id: str) -> Floats:
    """Give a result of all draws that have one, lowest first. Costs that are never earned back take for ever."""
    values = draws.output(id)
    values[~np.isfinite(values)] = np.inf if id == PAYBACK else np.nan
    values.sort()  # what is not a number comes last
    return values[: len(values) - int(np.isnan(values).sum())]


def _measures(draws: Draws) -> tuple[str, ...]:
    """Give the results that are told, as far as they have a value."""
    known = {*draws.model.outputs, *draws.model.fixed}
    return (*(id for id in TOLD if id in known), *(id for id in draws.model.outputs if id not in TOLD))


def _written(
    plan: Plan,
    draws: Draws,
    judged: str,
    target: Fraction | None,
    precision: Fraction,
    reached: float,
    groups: Mapping[str, Text],
    seed: str,
) -> Simulation | None:
    found = {id: ordered(draws, id) for id in _measures(draws)}
    if len(found[judged]) == 0:
        return None
    roi, payback = found.get(ROI), found.get(PAYBACK)
    told = {id: percentiles(values, _unit(plan, id)) for id, values in found.items() if _is_told(values, draws.count)}
    return Simulation(
        draws=draws.count,
        seed=seed,
        measures=told,
        above_zero=None if roi is None else share_above(roi, 0.0, draws.count, or_on=False),
        above_target=None
        if roi is None or target is None
        else share_above(roi, float(target), draws.count, or_on=True),
        pays_back=None if payback is None else Fraction(int(np.isfinite(payback).sum()), draws.count),
        wanted=precision,
        reached=exact(reached),
        measure=judged,
        contributions=_contributions(plan, draws, judged, groups),
        histogram=bars(found[judged], _unit(plan, judged), draws.count),
    )


def _is_told(values: Floats, draws: int) -> bool:
    """Say whether most draws have a value, and the percentiles of it have an end."""
    return 2 * len(values) > draws and math.isfinite(values[math.ceil(0.95 * len(values)) - 1])


def _unit(plan: Plan, id: str) -> Unit:
    return plan.lines[id].unit or PLAIN


def _contributions(plan: Plan, draws: Draws, judged: str, groups: Mapping[str, Text]) -> tuple[Contribution, ...]:
    """Give what each input that `judged` rests on adds to its spread, the largest first."""
    values = draws.output(judged)[:WATCHED]
    titles = _titles(plan, plan.basis_of(judged), groups)
    found = [
        Contribution(name, title, exact(contribution(draws.position(name), values)))
        for name, title in titles.items()
        if name in draws.positions
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.driver)))


def _titles(plan: Plan, basis: frozenset[str], groups: Mapping[str, Text]) -> dict[str, Text]:
    """Give the title of every driver and every group of respondents that the basis holds."""
    titles: dict[str, Text] = {}
    for id in plan.order:
        line = plan.lines[id]
        if id in basis:
            titles.setdefault(line.driver or line.id, line.driver_title or line.title)
            if line.resampled:
                titles[line.resampled] = groups.get(line.resampled, text("Which people answered"))
    return titles
