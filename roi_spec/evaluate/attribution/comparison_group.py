"""Comparison group: difference in differences from summary values."""

from __future__ import annotations

from roi_spec.evaluate.attribution.scene import Scene
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
)


def write(scene: Scene) -> Name | None:
    """Write the working; needs the trained group's baseline and result and those of the comparison group."""
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
    """Give B when it is stated that both groups moved alike before, else C."""
    if scene.attribution.assignment == "voluntary":
        return "D", text(
            "People chose for themselves whether to take part, so the groups differ by more than the training."
        )
    if scene.attribution.parallel_before:
        return "B", text("A comparison group, and evidence that both groups moved alike beforehand.")
    return "C", text("A comparison group, but nothing shows that both groups moved alike beforehand.")
