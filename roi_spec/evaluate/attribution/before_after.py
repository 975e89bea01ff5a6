"""Before and after: the same people measured twice, less what would have come back by itself."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.analysis import Analysis
from roi_spec.model.formula import Expr, Name, call, minus, number, times
from roi_spec.model.method import Method
from roi_spec.model.spec import Regression
from roi_spec.model.text import Text, text
from roi_spec.model.working import Origin

METHOD = Method(
    id="before_after",
    title=Text("Before and after"),
    rank=6,
    grade="D",
    words=Text("average over people of (after - before) - expected regression to the mean"),
    idea=Text(
        "The same people are measured before and after. Their average change is the effect, less what a group that "
        "was chosen for low or high scores would have moved back by itself."
    ),
    allowed=Text("The same people, the same instrument, nothing else that matters in between, and no better method."),
    weakness=Text(
        "Everything else that changed in between looks like the programme, and people chosen for extreme scores move "
        "back to the average without any training."
    ),
    cites="Student's t on paired differences; Campbell & Kenny (1999), A Primer on Regression Artifacts",
    example=(
        "attribution:\n  method: before_after\n  data: exam_2025\n"
        "  expected_regression: {population_mean: 75 points, retest_correlation: 60%, source: Retest of 120 people in "
        "2023}\n"
    ),
    data=Text("One row per person with `person`, `before` and `after`; or `person`, `period` and `value`."),
    floor=Text("10 people measured both before and after"),
    trust=Text("30 people measured both before and after"),
)

MEASURED = Text("Improvement measured, before regression to the mean is taken away")


def write(scene: Scene) -> Name | None:
    """Write the working; needs data, and takes away the expected regression when there is enough to compute it."""
    if not scene.reads_data:
        return None
    stated = scene.attribution.expected_regression
    if stated is None or scene.analysis is None or scene.analysis.estimate is None:
        return measured.effect(scene)
    whole = measured.estimate(scene, "measured", MEASURED)
    expected = _regression(scene, stated, scene.analysis)
    note = text("Expected regression is only ever taken away: it may not make an effect larger (guiding principle 4).")
    below = minus(whole, call("max", (expected, number(0))))
    return scene.effect(below, scene.attribution.at, note=note, cites=METHOD.cites)


def _regression(scene: Scene, stated: Regression, analysis: Analysis) -> Name:
    """Write how far the group would have moved by itself: (1 - r) x (mean of everybody - mean of the group)."""
    source = Origin(stated.source, kind="assumption")
    everybody = scene.given(
        "regression.population",
        text("Mean of everybody the group was chosen from"),
        stated.population_mean,
        origin=source,
    )
    alike = scene.given(
        "regression.correlation",
        text("Correlation between two measurements without training"),
        stated.retest_correlation,
        origin=source,
    )
    group = Name(scene.id("trained.before"))
    formula: Expr = times(minus(number(1), alike), scene.better(everybody, group))
    if scene.kpi.aggregate == "sum":  # both means are of one person, the effect is of all together
        formula = times(formula, number(analysis.arms[0].analysed))
    note = text(
        "A group that was chosen for its scores moves back towards the average without training: (1 - r) x (mean of "
        "everybody - mean of the group), r being the correlation between two measurements."
    )
    title = text("Improvement expected without training (regression to the mean)")
    return scene.derive("regression", title, formula, stated.at, unit=scene.unit, note=note, cites=METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give D; F when the data are not enough."""
    if scene.attribution.expected_regression is not None:
        reason = text("The same people before and after, less the expected regression to the mean.")
    else:
        reason = text("The same people before and after, with nobody to compare them with.")
    return grading.weighed(scene, "D", reason)
