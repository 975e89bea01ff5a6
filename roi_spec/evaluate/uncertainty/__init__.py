"""Simulation: many draws of all uncertain inputs together, through the same formulas as every other figure.

Only this door is imported by everything; numpy, behind it, is loaded by the first call and paid for by whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from roi_spec.evaluate.engine import Plan, Result
from roi_spec.evaluate.uncertainty.consistency import contradictory
from roi_spec.model.distribution import Correlation
from roi_spec.model.evaluation import Simulation
from roi_spec.model.text import Text

__all__ = ["PRECISION", "contradictory", "simulate"]

PRECISION = Fraction(1, 100)
"""The margin of P5, P50 and P95 that is asked when nobody asks otherwise, as a share of the width from P5 to P95."""


def simulate(
    plan: Plan,
    base: Mapping[str, Result],
    *,
    programme_id: str,
    correlations: tuple[Correlation, ...],
    judged: str,
    target: Fraction | None,
    precision: Fraction = PRECISION,
    asked: Mapping[str, int] | None = None,
    groups: Mapping[str, Text] | None = None,
    also: tuple[str, ...] = (),
) -> Simulation | None:
    """Draw until `precision` is reached, and say where the results lie. None when nothing that `judged` rests on moves.

    `base` holds the values of the base case; `judged` is the line that precision, contributions and histogram are
    about; `target` is an ROI as a plain number (0.25 for 25 %). Of each group of respondents (`Line.resampled`),
    `asked` gives how many people were asked (those who were silent included; else the number of its rows) and `groups`
    the title that its contribution is shown under. `also` names further lines whose percentiles are wanted: the net
    present value, the result of the first year.
    """
    from roi_spec.evaluate.uncertainty.simulation import run  # noqa: PLC0415 - numpy: a sixth of a second

    return run(
        plan,
        base,
        programme_id=programme_id,
        correlations=correlations,
        judged=judged,
        target=target,
        precision=precision,
        asked=asked or {},
        groups=groups or {},
        also=also,
    )
