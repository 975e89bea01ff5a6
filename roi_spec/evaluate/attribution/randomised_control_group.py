"""Randomised control group: the difference after the programme, plain or with the measurement before taken along."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured, stated
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="randomised_control_group",
    title=Text("Randomised control group"),
    rank=1,
    grade="A",
    words=Text("result of the trained group - result of the control group"),
    idea=Text(
        "Chance decided who was trained, so both groups are alike in everything but the training. "
        "The difference afterwards is the effect."
    ),
    allowed=Text("Assignment was random, the groups did not mix, and both are measured in the same way and period."),
    weakness=Text("Small groups differ by chance; people who drop out undo the random assignment."),
    cites="Phillips & Phillips, ROI Methodology, step 5; post-test control group design",
    example=(
        "attribution:\n  method: randomised_control_group\n  comparison:\n    group: Control group\n    people: 20\n"
        "    result: 106 units/month\n  assignment_rule: Drawn by lot from the staff list\n"
    ),
    data=Text("One row per person with `group` and `after`, and `before` where it was measured."),
    floor=Text("3 people in both groups"),
    trust=Text("20 people in both groups"),
)


def write(scene: Scene) -> Name | None:
    """Write the working: from data, from an effect stated elsewhere, or from the results of both groups."""
    if scene.reads_data:
        return measured.effect(scene)
    if scene.attribution.stated_effect is not None:
        return stated.effect(scene, scene.attribution.stated_effect)
    comparison = scene.attribution.comparison
    if comparison is None or comparison.result is None or scene.actual is None:
        return None
    title = text("After, control group ({group})", group=comparison.group)
    control = scene.given("comparison.result", title, comparison.result)
    if comparison.baseline is not None:
        scene.given(
            "comparison.baseline",
            text("Before, control group ({group})", group=comparison.group),
            comparison.baseline,
            note=text("Shown to check that chance made the groups alike; not part of the effect."),
        )
    return scene.effect(scene.better(scene.actual, control), scene.attribution.at, cites=METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give A when the rule of assignment is stated, else B; less with weaknesses."""
    if scene.attribution.assignment_rule:
        best, reason = "A", text("Chance decided who was trained, by a stated rule.")
    else:
        best, reason = "B", text("A random control group, but how chance decided is not stated.")
    grade, reason = grading.weighed(scene, best, reason)
    if scene.attribution.stated_effect is not None and not scene.reads_data:
        return stated.grade(grade, reason, scene.attribution.stated_effect)
    return grade, reason
