"""Manager estimate, one row per manager."""

from __future__ import annotations

from roi_spec.evaluate.attribution import estimates
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text

METHOD = Method(
    id="manager_estimate",
    title=Text("Manager estimate"),
    rank=8,
    grade="E",
    words=Text("sum over managers of value x attribution x confidence; no answer is zero"),
    idea=Text(
        "The managers of those who were trained say how much improved, which share is due to the "
        "programme, and how sure they are."
    ),
    allowed=Text("Managers stand close to the work."),
    weakness=Text("Managers who asked for the programme want it to have worked; few of them answer for many."),
    cites=estimates.CITES,
    example="attribution:\n  method: manager_estimate\n  invited: 2\n  respondents:\n"
    "    - {id: m1, attribution: 50%, confidence: 80%}\n    - {id: m2, attribution: 40%, confidence: 70%}\n",
    data=estimates.DATA,
)


def write(scene: Scene) -> Name | None:
    """Write one row per manager and their sum."""
    return estimates.respondents(scene)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E."""
    return estimates.grade(scene)
