"""Expert estimate: one figure or one row per expert."""

from __future__ import annotations

from roi_spec.evaluate.attribution import estimates
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text

METHOD = Method(
    id="expert_estimate",
    title=Text("Expert estimate"),
    rank=9,
    grade="E",
    words=Text("whole change x share x confidence"),
    idea=Text("Somebody with experience of such programmes names the share and how sure they are."),
    allowed=Text("The expert is independent and knows programmes like this one."),
    weakness=Text("One opinion; conflicts of interest are hard to see."),
    cites=estimates.CITES,
    example="attribution:\n  method: expert_estimate\n  share: 40%\n"
    "  confidence: 70%\n  interest: Independent adviser, no fee depends on the result\n",
)


def write(scene: Scene) -> Name | None:
    """Write the rows when experts are listed, else whole change x share x confidence."""
    return estimates.respondents(scene) if scene.attribution.respondents else estimates.single(scene)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E."""
    return estimates.grade(scene)
