"""The rules of statistics: what the data of a method must hold, and how much of it.

An example is a part of a spec; where the data matter their lines follow as comments under the name of the file.
"""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

_KPI = "kpis:\n  - id: errors\n    unit: errors/month\n    better: lower\n    attribution:\n"
_SERIES = _KPI + "      method: interrupted_time_series\n      data: claims\n"
_COMPARED = _KPI + "      method: comparison_group\n      data: claims\n"
_FILE = "# data/claims.csv\n# period,value\n"
_SOURCE = "Least amounts of data for each design, as customary in evaluation research"


def _months(*values: int) -> str:
    return "".join(f"# 2024-{month:02d},{value}\n" for month, value in enumerate(values, start=1))


TOO_LITTLE = Rule(
    id="ROI284",
    name="too-little-data",
    severity=Severity.ERROR,
    title="There is too little data for this method",
    why="Below this number chance alone moves the result further than any training; no figure is better than that one.",
    bad=_SERIES + "      start: 2024-03\n" + _FILE + _months(310, 290, 240, 230),
    good=_SERIES + "      start: 2024-04\n" + _FILE + _months(310, 290, 300, 230, 240, 225),
    source=_SOURCE,
)
LITTLE = Rule(
    id="ROI285",
    name="little-data",
    severity=Severity.WARNING,
    title="There is enough data to compute an effect, but not enough to lean on it",
    why="With this little data the interval is wide and its assumptions can hardly be checked.",
    bad=_KPI
    + "      method: trend_line\n      data: claims\n      start: 2024-05\n"
    + _FILE
    + _months(310, 290, 300, 305, 240),
    good=(
        _KPI
        + "      method: trend_line\n      data: claims\n      start: 2024-07\n"
        + _FILE
        + _months(310, 290, 300, 305, 298, 301, 240)
    ),
    source=_SOURCE,
)
COLUMNS = Rule(
    id="ROI286",
    name="columns-for-method",
    severity=Severity.ERROR,
    title="The data file lacks a column that the method needs",
    why="The method compares by these columns; without them it cannot tell who, when or which group.",
    bad=(
        _KPI + "      method: before_after\n      data: claims\n"
        "data:\n  - id: claims\n    columns: {group: group, value: value}\n"
    ),
    good=(
        _KPI + "      method: comparison_group\n      data: claims\n      trained: [South]\n"
        "data:\n  - id: claims\n    columns: {group: group, value: value}\n"
    ),
)
GROUPS = Rule(
    id="ROI287",
    name="unknown-group",
    severity=Severity.ERROR,
    title="It is not clear which rows of the data are the trained group",
    why="A label that matches no row, or is written in two ways, makes trained people count as untrained.",
    bad=_COMPARED + "      trained: [Soth]\n",
    good=_COMPARED + "      trained: [South]\n",
)
START = Rule(
    id="ROI288",
    name="start-outside-data",
    severity=Severity.ERROR,
    title="The start of the programme does not divide the data",
    why="The method compares periods before and after the start, so the data must hold both.",
    bad=_SERIES + "      start: 2027-04\n" + _FILE + _months(310, 290, 300, 230, 240, 225),
    good=_SERIES + "      start: 2024-04\n" + _FILE + _months(310, 290, 300, 230, 240, 225),
)
NO_COMPARISON = Rule(
    id="ROI289",
    name="no-comparison-rows",
    severity=Severity.ERROR,
    title="The data hold only one of the two groups",
    why="Without rows of both groups there is nothing to compare.",
    bad=_COMPARED + "      trained: [South, North]\n",
    good=_COMPARED + "      trained: [South]\n",
)
UNUSABLE = Rule(
    id="ROI290",
    name="unusable-figures",
    severity=Severity.ERROR,
    title="The figures in the data are all the same, or beyond computing",
    why="Where nothing varies nothing can be told apart; usually a wrong column was taken or a default was exported.",
    bad=_SERIES + "      start: 2024-04\n" + _FILE + _months(300, 300, 300, 300, 300, 300),
    good=_SERIES + "      start: 2024-04\n" + _FILE + _months(310, 290, 300, 230, 240, 225),
)
_PANEL = _COMPARED + "      start: 2024-03\n      trained: [South]\n# data/claims.csv\n# person,group,period,value\n"


def _rows(*rows: str) -> str:
    """Write the lines of a small panel: two people a group in two months, then the given rows."""
    plain = ("P1,South", "P2,South", "P3,North", "P4,North")
    every = (f"# {one},2024-{month:02d},{place + month}\n" for place, one in enumerate(plain) for month in (2, 3))
    return "".join((*every, *(f"# {row}\n" for row in rows)))


BOTH_GROUPS = Rule(
    id="ROI291",
    name="person-in-both-groups",
    severity=Severity.WARNING,
    title="The same person is in the trained and in the comparison group",
    why="Who was trained is no comparison any more; the difference between the groups comes out too small.",
    bad=_PANEL + _rows("P5,South,2024-02,5", "P5,North,2024-03,4"),
    good=_PANEL + _rows("P5,South,2024-02,5", "P5,South,2024-03,4"),
    mistakes=("M33",),
)
UNEVEN = Rule(
    id="ROI292",
    name="uneven-periods",
    severity=Severity.WARNING,
    title="In some periods only one of the groups has figures",
    why="Such a period cannot be compared and is left out; when many are missing the groups no longer tell one story.",
    bad=_PANEL + _rows("P1,South,2024-04,5"),
    good=_PANEL + _rows("P1,South,2024-04,5", "P3,North,2024-04,6"),
)
ASSIGNED = Rule(
    id="ROI293",
    name="assigned-fewer-than-measured",
    severity=Severity.ERROR,
    title="Fewer people were assigned than were measured",
    why="Who was measured must have been in the group at the start; otherwise drop-out cannot be reckoned with.",
    bad=_COMPARED + "      trained: [South]\n      assigned: [{group: South, people: 4}]\n",
    good=_COMPARED + "      trained: [South]\n      assigned: [{group: South, people: 40}]\n",
    mistakes=("M14",),
)
FIELD = Rule(
    id="ROI297",
    name="field-unfit-for-method",
    severity=Severity.ERROR,
    title="A field of the method cannot be used with its data or its KPI",
    why="A field that has no effect, or another one than its author thinks, changes what the result says.",
    bad=_COMPARED + "      trained: [South]\n      negligible: 3 EUR\n",
    good=_COMPARED + "      trained: [South]\n      negligible: 3 errors/month\n",
)
_SHIFT = "      start: 2024-04\n" + _FILE + _months(310, 290, 300, 230, 240, 225)
DIFFERS = Rule(
    id="ROI298",
    name="typed-figure-differs",
    severity=Severity.WARNING,
    title="A figure that is written differs from the one that the data give",
    why="Whoever opens the data finds another figure than the result is built on, and cannot tell which one is right.",
    bad=_SERIES.replace("    attribution:\n", "    baseline: 400 errors/month\n    attribution:\n") + _SHIFT,
    good=_SERIES.replace("    attribution:\n", "    baseline: 300 errors/month\n    attribution:\n") + _SHIFT,
)
