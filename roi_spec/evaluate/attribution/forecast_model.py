"""Forecast model: what one or two other known drivers lead to expect, by least squares on the periods before."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured, regression
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="forecast_model",
    title=Text("Forecast with other drivers"),
    rank=4,
    grade="C",
    words=Text("average of (actual - forecast from the other drivers) over the periods after"),
    idea=Text(
        "Before the programme, the KPI followed one or two other known influences. Their later "
        "course gives a forecast; "
        "how much better the actual periods are is the effect."
    ),
    allowed=Text("The other influences are known, measured and few, and the relation is stable."),
    weakness=Text(
        "An influence that is not in the model looks like the programme; outside the earlier "
        "range the relation is a guess."
    ),
    cites="Phillips & Phillips, ROI Methodology, step 5 (forecasting); ordinary least squares",
    example=(
        "attribution:\n  method: forecast_model\n  drivers:\n    - {id: advertising, title: Advertising budget}\n"
        "  before:\n    - {period: 2024-01, value: 180 orders/month, drivers: {advertising: 10 EUR/month}}\n"
        "    - {period: 2024-02, value: 220 orders/month, drivers: {advertising: 20 EUR/month}}\n"
        "    - {period: 2024-03, value: 200 orders/month, drivers: {advertising: 15 EUR/month}}\n"
        "  after:\n    - {period: 2024-04, value: 290 orders/month, drivers: {advertising: 30 EUR/month}}\n"
    ),
    data=Text("One row per period with `period`, `value` and a column for each driver, under the id of the driver."),
    floor=Text("3 periods before, and more periods than unknowns"),
    trust=Text("6 periods before"),
)


def write(scene: Scene) -> Name | None:
    """Write the working; needs data, or one or two drivers, more periods before than unknowns, and one after."""
    if scene.reads_data:
        return measured.effect(scene)
    drivers = scene.attribution.drivers
    if not 1 <= len(drivers) <= 2 or len(scene.attribution.before) < len(drivers) + 1 or not scene.attribution.after:
        return None
    before = regression.outcomes(scene, scene.attribution.before, "before")
    after = regression.outcomes(scene, scene.attribution.after, "after")
    columns = tuple(regression.driver_column(scene, driver.id, driver.title) for driver in drivers)
    expected = regression.expected_after(scene, before, columns)
    return regression.effect(scene, regression.differences(scene, after, expected), METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give C; with fewer than six periods before, D."""
    if scene.analysis is not None:
        return grading.weighed(scene, "C", text("A forecast model on the periods before the programme."))
    count = len(scene.attribution.before)
    if count < 6:
        return "D", text("A forecast model on only {count} periods; six are the least to lean on.", count=count)
    return "C", text("A forecast model on {count} periods before the programme.", count=count)
