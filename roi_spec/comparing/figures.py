"""The results of one programme at one side, as a reviewer reads them."""

from __future__ import annotations

from roi_spec.model.comparison import Figures
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC, Evaluation


def figures_of(evaluation: Evaluation) -> Figures:
    """Give the results of an evaluation: best estimate, range and simulation."""
    drawn = evaluation.simulation.measures.get("result.roi") if evaluation.simulation else None
    return Figures(
        kind=evaluation.kind,
        roi=evaluation.quantity("result.roi"),
        low=evaluation.quantity("result.roi", CONSERVATIVE),
        high=evaluation.quantity("result.roi", OPTIMISTIC),
        p10=drawn.p10 if drawn else None,
        p90=drawn.p90 if drawn else None,
        bcr=evaluation.quantity("result.bcr"),
        net_benefit=evaluation.quantity("result.net_benefit"),
        total_benefit=evaluation.quantity("result.total_benefit"),
        total_cost=evaluation.quantity("result.total_cost"),
        payback=evaluation.quantity("result.payback"),
        grade=evaluation.grade,
        verdict=evaluation.verdict.code,
        stage=evaluation.programme.stage.value,
    )
