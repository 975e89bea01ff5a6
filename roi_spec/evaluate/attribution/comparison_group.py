"""Comparison group: what changed more for the trained group, from summary values or from data."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured, stated
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.analysis import PARALLEL
from roi_spec.model.formula import Name, minus
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="comparison_group",
    title=Text("Comparison group"),
    rank=2,
    grade="B",
    words=Text("change of the trained group - change of the comparison group"),
    idea=Text(
        "A group that was not trained lives through the same period. What changed for both had another cause; "
        "what changed more for the trained group is the effect."
    ),
    allowed=Text("Both groups are alike in performance, tenure and circumstances, and moved alike before."),
    weakness=Text("If the groups were already drifting apart, the difference is not the training."),
    cites="Phillips & Phillips, ROI Methodology, step 5; difference in differences in any econometrics text",
    example=(
        "attribution:\n  method: comparison_group\n  comparison:\n    group: North region\n    people: 11\n"
        "    baseline: 118000 USD/month\n    result: 121000 USD/month\n  assignment: matched\n"
    ),
    data=Text(
        "One row per person with `group` and `value`; for the difference in differences one row per period with "
        "`period` and `person` or `team` as well."
    ),
    floor=Text("2 people in both groups; with periods, 2 periods before and 4 people or teams in both groups"),
    trust=Text("20 people in both groups; with periods, 4 periods before and 10 people or teams in both groups"),
)


def write(scene: Scene) -> Name | None:
    """Write the working: from data, from an effect stated elsewhere, or from both groups' baseline and result."""
    if scene.reads_data:
        return measured.effect(scene)
    if scene.attribution.stated_effect is not None:
        return stated.effect(scene, scene.attribution.stated_effect)
    comparison = scene.attribution.comparison
    if comparison is None or comparison.baseline is None or comparison.result is None or scene.improvement is None:
        return None
    group = comparison.group
    before = scene.given(
        "comparison.baseline", text("Before, comparison group ({group})", group=group), comparison.baseline
    )
    after = scene.given("comparison.result", text("After, comparison group ({group})", group=group), comparison.result)
    changed = scene.derive(
        "comparison.change",
        text("Change in the comparison group ({group})", group=group),
        scene.better(after, before),
        comparison.at,
        unit=scene.unit,
    )
    return scene.effect(minus(scene.improvement, changed), scene.attribution.at, cites=METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give B when it is shown that both groups moved alike before, else C; less with weaknesses.

    With data only the data can show it: words do not replace periods that are there to be looked at.
    """
    alike = grading.held(scene.analysis, PARALLEL) if scene.reads_data else bool(scene.attribution.parallel_before)
    if alike:
        best, reason = "B", text("A comparison group, and evidence that both groups moved alike beforehand.")
    elif alike is False and scene.reads_data:
        best, reason = "C", text("A comparison group, but the periods before show that the groups moved differently.")
    else:
        best, reason = "C", text("A comparison group, but nothing shows that both groups moved alike beforehand.")
    grade, reason = grading.weighed(scene, best, reason)
    if scene.attribution.stated_effect is not None and not scene.reads_data:
        return stated.grade(grade, reason, scene.attribution.stated_effect)
    return grade, reason
