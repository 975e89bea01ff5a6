"""Trend line: least squares on the periods before, carried on into the periods after."""

from __future__ import annotations

from roi_spec.evaluate.attribution import grading, measured, regression
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Name
from roi_spec.model.method import Method
from roi_spec.model.text import Text, text

METHOD = Method(
    id="trend_line",
    title=Text("Trend line"),
    rank=3,
    grade="C",
    words=Text("average of (actual - what the earlier trend leads to expect) over the periods after"),
    idea=Text(
        "The course before the programme is carried on as a straight line. How much better the "
        "periods after are than that line is the effect."
    ),
    allowed=Text("The trend would have gone on, and nothing else that matters started in the same period."),
    weakness=Text("Any other change at the same moment looks like the programme. Few points give an uncertain line."),
    cites="Phillips & Phillips, ROI Methodology, step 5; ordinary least squares on the pre-period only",
    example=(
        "attribution:\n  method: trend_line\n  before:\n    - {period: 2024-01, value: 50 calls/month}\n"
        "    - {period: 2024-02, value: 52 calls/month}\n"
        "    - {period: 2024-03, value: 54 calls/month}\n  after:\n    - {period: 2024-04, value: 60 calls/month}\n"
    ),
    data=Text("One row per period with `period` and `value`."),
    floor=Text("3 periods before"),
    trust=Text("6 periods before"),
)


def write(scene: Scene) -> Name | None:
    """Write the working; needs data, or at least two periods before (rules ask for six) and one after."""
    if scene.reads_data:
        return measured.effect(scene)
    if len(scene.attribution.before) < 2 or not scene.attribution.after:
        return None
    before = regression.outcomes(scene, scene.attribution.before, "before")
    after = regression.outcomes(scene, scene.attribution.after, "after")
    expected = regression.expected_after(scene, before, (regression.time_column(scene),))
    return regression.effect(scene, regression.differences(scene, after, expected), METHOD.cites)


def grade(scene: Scene) -> tuple[str, Text]:
    """Give C; with fewer than six periods before, D."""
    if scene.analysis is not None:
        return grading.weighed(scene, "C", text("A trend line through the periods before the programme."))
    count = len(scene.attribution.before)
    if count < 6:
        return "D", text("A trend line through only {count} periods; six are the least to lean on.", count=count)
    return "C", text("A trend line through {count} periods before the programme.", count=count)
