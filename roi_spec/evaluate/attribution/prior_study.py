"""Previous study: the share, or the effect itself, that another study found."""

from __future__ import annotations

from roi_spec.evaluate.attribution import estimates, stated
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="prior_study",
    title=Text("Previous study"),
    rank=6,
    grade="E",
    words=Text("whole change x share found in the study"),
    idea=Text("A study of a like programme found which share of the change was due to it. That share is used here."),
    allowed=Text("The setting is alike, and the study itself is sound."),
    weakness=Text("Another organisation, another year: the share may not carry over."),
    cites=estimates.CITES,
    example="attribution:\n  method: prior_study\n  study: Internal evaluation 2023 of the same "
    "course in another region\n"
    "  share: 35%\n",
)


def write(scene: Scene) -> Name | None:
    """Write the effect as the study states it; else whole change x share, and x confidence when one is given."""
    if scene.attribution.stated_effect is not None:
        return stated.effect(scene, scene.attribution.stated_effect)
    return estimates.single(scene)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E: however good the study, it was done elsewhere."""
    if scene.attribution.stated_effect is not None:
        return "E", text("The effect was found elsewhere, and is carried over to this programme.")
    return "E", text("The share comes from a study elsewhere.")
