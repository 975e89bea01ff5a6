"""Customer estimate: what customers say made the difference."""

from __future__ import annotations

from roi_spec.evaluate.attribution import estimates
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text

METHOD = Method(
    id="customer_estimate",
    title=Text("Customer estimate"),
    rank=7,
    grade="E",
    words=Text("whole change x share of customers who name the trained behaviour x confidence"),
    idea=Text(
        "Customers say what made them come or buy. The share that names the trained behaviour is "
        "credited to the programme."
    ),
    allowed=Text("Customers can see the trained behaviour, as in sales and service."),
    weakness=Text("People give the reason that comes to mind first; the wording of the question steers the answer."),
    cites=estimates.CITES,
    example="attribution:\n  method: customer_estimate\n  share: 44%\n"
    "  confidence: 80%\n  invited: 250\n  question: What made you come to our branch?\n",
)


def write(scene: Scene) -> Name | None:
    """Write: whole change x share x confidence."""
    return estimates.single(scene)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E."""
    return estimates.grade(scene)
