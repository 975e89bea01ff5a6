"""Participant estimate, one row per respondent."""

from __future__ import annotations

from roi_spec.evaluate.attribution import estimates
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text

METHOD = Method(
    id="participant_estimate",
    title=Text("Participant estimate"),
    rank=8,
    grade="E",
    words=Text("sum over respondents of value x attribution x confidence; no answer is zero"),
    idea=Text(
        "Those who were trained say how much improved, which share is due to the programme, and "
        "how sure they are. Doubt lowers the figure; silence is zero."
    ),
    allowed=Text("Participants drive the measure themselves and no better method is within reach."),
    weakness=Text("Anchoring, over-confidence and wanting to please; people who gain by a good result estimate high."),
    cites=estimates.CITES,
    example="attribution:\n  method: participant_estimate\n  invited: 5\n  respondents:\n"
    "    - {id: p1, value: 10000 EUR/year, attribution: 60%, confidence: 80%}\n"
    "    - {id: p2, value: 20000 EUR/year, attribution: 50%, confidence: 70%}\n",
    data=estimates.DATA,
)


def write(scene: Scene) -> Name | None:
    """Write one row per respondent and their sum."""
    return estimates.respondents(scene)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E."""
    return estimates.grade(scene)
