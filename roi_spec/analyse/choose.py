"""Which design answers which method, and which columns it needs. No figures here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from roi_spec.model.spec import Attribution
from roi_spec.model.text import Text

PAIRED, TWO_GROUPS, RANDOMISED = "paired", "two_groups", "randomised"
DIFFERENCES, SERIES, TREND, FORECAST = (
    "difference_in_differences",
    "interrupted_time_series",
    "trend_line",
    "forecast_model",
)
METHODS = (
    "before_after",
    "comparison_group",
    "randomised_control_group",
    "interrupted_time_series",
    "trend_line",
    "forecast_model",
)
"""The methods that read figures from a data file; tables of respondents are no business of this stage."""
TYPED = ("trend_line", "forecast_model")
"""The methods whose series may stand in the spec itself."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The columns a design needs, in each of the ways in which data can be laid out."""

    words: Text
    layouts: tuple[tuple[str, ...], ...]
    """Each a set of roles; `person|team` means one of both."""
    compares: bool = False
    """Whether it needs rows of two groups."""


NEEDS = {
    PAIRED: Needs(
        Text("A comparison before and after needs columns before and after, or person (or team), period and value."),
        (("before", "after"), ("person|team", "period", "value")),
    ),
    TWO_GROUPS: Needs(
        Text("A comparison of two groups needs columns group and value."),
        (("group", "value|after"),),
        compares=True,
    ),
    RANDOMISED: Needs(
        Text("A comparison by lot needs columns group, before and after, or group, person, period and value."),
        (("group", "before", "after|value"), ("group", "person|team", "period", "value")),
        compares=True,
    ),
    DIFFERENCES: Needs(
        Text("Difference in differences needs columns person or team, period, group and value."),
        (("person|team", "period", "group", "value"), ("group", "before", "after")),
        compares=True,
    ),
    SERIES: Needs(Text("An interrupted time series needs columns period and value."), (("period", "value"),)),
    TREND: Needs(Text("A trend line needs columns period and value."), (("period", "value"),)),
    FORECAST: Needs(
        Text("A forecast model needs columns period, value and one for each driver, named by its id."),
        (("period", "value"),),
    ),
}


def design_of(attribution: Attribution, roles: Collection[str]) -> str:
    """Give the design for a method and the columns that are there."""
    method = attribution.method
    if method == "before_after":
        return PAIRED
    if method == "randomised_control_group":
        return RANDOMISED if "before" in roles or "period" in roles else TWO_GROUPS
    if method == "comparison_group":
        return DIFFERENCES if "period" in roles or "before" in roles else TWO_GROUPS
    return method


def layout_of(design: str, roles: Collection[str], drivers: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """Give the first layout whose columns are all there, or None."""
    for layout in NEEDS[design].layouts:
        wanted = (*layout, *(drivers if design == FORECAST else ()))
        if all(any(one in roles for one in role.split("|")) for role in wanted):
            return layout
    return None


def reads_file(attribution: Attribution) -> bool:
    """Say whether the method takes figures from a data file."""
    return bool(attribution.data) and attribution.method in METHODS


def is_typed(attribution: Attribution) -> bool:
    """Say whether the method has a series that stands in the spec."""
    return attribution.method in TYPED and not attribution.data and bool(attribution.before) and bool(attribution.after)
