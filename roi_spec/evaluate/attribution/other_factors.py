"""Other factors: take away what other causes account for."""

from __future__ import annotations

from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name, call, minus
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="other_factors",
    title=Text("Subtraction of other factors"),
    rank=5,
    grade="D",
    words=Text("whole change - changes credited to other factors"),
    idea=Text(
        "Every other cause of the change gets its own defensible size. What remains is credited to the programme."
    ),
    allowed=Text("Each other factor has a size with a source."),
    weakness=Text("A factor that nobody thought of is credited to the programme."),
    cites="Phillips & Phillips, ROI Methodology, step 5",
    example=(
        "attribution:\n  method: other_factors\n  factors:\n    - {title: New price list, change: 8 units/month}\n"
        "    - {title: New system, change: 5 units/month}\n"
    ),
)


def write(scene: Scene) -> Name | None:
    """Write the working; needs the whole change and at least one other factor."""
    factors = scene.attribution.factors
    if scene.improvement is None or not factors:
        return None
    changes = tuple(
        scene.given(f"factor.{n}", text("Change credited to: {factor}", factor=factor.title), factor.change)
        for n, factor in enumerate(factors, start=1)
    )
    others = scene.derive(
        "factors", text("Change credited to other factors"), call("sum", changes), scene.attribution.at, unit=scene.unit
    )
    return scene.effect(minus(scene.improvement, others), scene.attribution.at, cites=METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give D."""
    count = len(scene.attribution.factors)
    if count == 1:
        return "D", text("A before-and-after comparison from which {count} other factor was subtracted.", count=count)
    return "D", text("A before-and-after comparison from which {count} other factors were subtracted.", count=count)
