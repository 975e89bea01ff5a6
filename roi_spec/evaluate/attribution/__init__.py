"""The attribution methods, one file each; this table is how the engine finds them.

A method contributes formulas and a citation, never bare numbers, so the trace, a spreadsheet and the handbook
text follow from it. To add one: a file beside these, a row here, its fields in `schema/source`.
"""

from __future__ import annotations

from typing import Protocol

from roi_spec.evaluate.attribution import (
    before_after,
    comparison_group,
    customer_estimate,
    expert_estimate,
    forecast_model,
    interrupted_time_series,
    manager_estimate,
    none,
    other_factors,
    participant_estimate,
    prior_study,
    randomised_control_group,
    trend_line,
)
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text


class AttributionMethod(Protocol):
    """What every file of this folder offers."""

    METHOD: Method

    def write(self, scene: Scene) -> Name | None:
        """Write the working; give the effect, or None when the spec does not hold enough for it."""

    def grade(self, scene: Scene) -> tuple[str, Text]:
        """Give the grade of evidence, A to F, and why."""


METHODS: dict[str, AttributionMethod] = {
    module.METHOD.id: module
    for module in (
        randomised_control_group,
        comparison_group,
        interrupted_time_series,
        trend_line,
        forecast_model,
        other_factors,
        before_after,
        prior_study,
        customer_estimate,
        participant_estimate,
        manager_estimate,
        expert_estimate,
        none,
    )
}
