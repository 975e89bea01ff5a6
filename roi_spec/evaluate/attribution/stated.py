"""An effect that somebody else computed from data that are not here, with the interval that came with it.

What cannot be computed again is trusted one step less than the same design with its data, unless it stands where
everybody can look it up, with its interval and the number of people in both groups.
"""

from __future__ import annotations

import re
from fractions import Fraction

from roi_spec.evaluate.attribution import grading
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.distribution import P2_P97, Distribution
from roi_spec.model.formula import Name
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import Given, Ranged, StatedEffect
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERSONS
from roi_spec.model.working import Origin

_FINDABLE = re.compile(r"\b(?:19|20)\d\d\b|\bdoi\b|\b10\.\d{4,}/|https?://|\bISBN\b", re.IGNORECASE)
"""What a reference that others can look up holds: a year, a DOI, an address or an ISBN."""


def effect(scene: Scene, stated: StatedEffect) -> Name:
    """Write the numbers of people and the effect as stated; its ends are those of a 95 % interval."""
    trained, compared = text("trained group"), text("comparison group")
    for name, group, field, number in (
        ("trained.analysed", trained, "n_trained", stated.n_trained),
        ("compared.analysed", compared, "n_comparison", stated.n_comparison),
    ):
        if number is not None:
            title = text("Analysed {counted}, {group}", counted=text("people"), group=group)
            people = Given(Quantity(Fraction(number), PERSONS), stated.spot(field), "")
            scene.given(name, title, people, origin=Origin(stated.study, kind="count"))
    value = stated.value
    ends = Ranged(value.best, value.low, value.high, Distribution(ends=P2_P97))
    note = text("Computed by others; the data are not here, so it cannot be computed again.")
    source = Origin(stated.study, kind="measurement")
    return scene.given("effect", scene.effect_title, value.best, ends=ends, note=note, origin=source)


def grade(best: str, reason: Text, stated: StatedEffect) -> tuple[str, Text]:
    """Give the grade of the design, one lower when readers cannot check what was stated; and why."""
    missing = _missing(stated)
    if missing is None:
        return best, text("{reason} Computed elsewhere, in a study that can be looked up.", reason=reason)
    return grading.lower(best), text("{reason} Computed elsewhere, and {missing}.", reason=reason, missing=missing)


def _missing(stated: StatedEffect) -> Text | None:
    if not _FINDABLE.search(stated.study):
        return text("the reference names no year, DOI or address to look it up by")
    if stated.n_trained is None or stated.n_comparison is None:
        return text("the number of people in both groups is not stated")
    if stated.value.low is None or stated.value.high is None:
        return text("no interval is stated")
    return None
