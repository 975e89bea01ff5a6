"""Randomised control group: the plain difference after the programme."""

from __future__ import annotations

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
)


def write(scene: Scene) -> Name | None:
    """Write the working; needs the result of both groups."""
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
    """Give A when the rule of assignment is stated, else B."""
    if scene.attribution.assignment_rule:
        return "A", text("Chance decided who was trained, by a stated rule.")
    return "B", text("A random control group, but how chance decided is not stated.")
