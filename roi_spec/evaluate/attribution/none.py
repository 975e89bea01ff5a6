"""No attribution: the change is shown and never counted."""

from __future__ import annotations

from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="none",
    title=Text("No attribution"),
    rank=99,
    grade="F",
    words=Text("shown, never counted"),
    idea=Text(
        "Nobody could separate the effect of the programme from everything else. "
        "The change is reported as a change, and no money is counted for it."
    ),
    allowed=Text("Always: saying that the cause is not known is honest."),
    weakness=Text("Readers may still take the change for an effect."),
    cites="Phillips & Phillips, ROI Methodology, guiding principle 5",
    example="attribution:\n  method: none\n  why: Too many things changed at once to tell them apart\n",
)


def write(scene: Scene) -> Name | None:
    """Write nothing: there is no effect to count."""
    return None


def grade(scene: Scene) -> tuple[str, Text]:
    """Give F."""
    return "F", text("The effect was not separated from other causes.")
