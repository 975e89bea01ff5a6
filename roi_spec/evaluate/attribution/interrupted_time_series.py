"""Interrupted time series: what the course from before leads to expect, held against the course after the start."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.analysis import PARALLEL_SERIES
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="interrupted_time_series",
    title=Text("Interrupted time series"),
    rank=3,
    grade="B",
    words=Text("average over the periods after of (course after - course from before, carried on)"),
    idea=Text(
        "One line is fitted through all periods that may jump and change its slope at the start, with the season where "
        "the data allow. How much better the periods after are than the course from before, carried on, is the effect."
    ),
    allowed=Text(
        "The earlier course would have gone on, nothing else that matters started at the same moment, and the way of "
        "measuring stayed the same."
    ),
    weakness=Text("Another change at the same moment looks like the programme; a comparison series guards against it."),
    cites=(
        "Bernal, Cummins & Gasparrini (2017), Interrupted time series regression for the evaluation of public health "
        "interventions: a tutorial; Newey & West (1987)"
    ),
    example=(
        "attribution:\n  method: interrupted_time_series\n  data: claims_monthly\n  start: 2025-02\n"
        "  trained: [South]\n  season: 12\n"
    ),
    data=Text("One row per period with `period` and `value`; with `group` as well for a comparison series."),
    floor=Text("3 periods before and 3 after"),
    trust=Text("8 periods before and 8 after; with a season 12 and 12"),
)


def write(scene: Scene) -> Name | None:
    """Write the effect that the data gave; needs data."""
    return measured.effect(scene) if scene.reads_data else None


def grade(scene: Scene) -> tuple[str, Text]:
    """Give B with a comparison series that moved alike before, else C; one lower with few periods."""
    analysis = scene.analysis
    if analysis is None or all(arm.trained for arm in analysis.arms):
        return grading.weighed(scene, "C", text("A time series, without one of a group that was not trained."))
    if grading.held(analysis, PARALLEL_SERIES) is False:
        reason = text("A time series beside one of a group that was not trained, but the two moved apart beforehand.")
        return grading.weighed(scene, "C", reason)
    return grading.weighed(scene, "B", text("A time series, beside one of a group that was not trained."))
