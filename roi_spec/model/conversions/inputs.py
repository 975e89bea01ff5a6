"""Inputs and sources that several templates share, so that the same thing has the same name everywhere."""

from __future__ import annotations

from roi_spec.model.conversion import Input
from roi_spec.model.text import Text

PHILLIPS = "Phillips & Phillips, ROI Methodology, step 6 (converting data to money)"
"""The source of every formula that the field hands down without a single author."""


def rate(example: str) -> Input:
    """Give what an hour of work costs."""
    return Input(
        "rate",
        Text("Loaded hourly rate"),
        example,
        Text("Pay with all charges, divided by the hours that people really work. Agreed with finance."),
    )


def redeployed(example: str) -> Input:
    """Give the part of saved time that is worth money."""
    return Input(
        "redeployed",
        Text("Share put to productive use"),
        example,
        Text("The part of the saved time that went to other useful work. Nothing is assumed, so always state it."),
    )


def margin(example: str) -> Input:
    """Give what is left of revenue."""
    return Input(
        "margin",
        Text("Contribution margin"),
        example,
        Text("What is left of the price after variable costs, as a percentage. The lowest of recent years is careful."),
    )


def people_when_each() -> Input:
    """Give the number of people, for a KPI that may be measured per person or for all together."""
    return Input(
        "people",
        Text("Number of people"),
        "20 persons",
        Text("Only when the KPI is measured per person: for how many people it holds."),
        optional=True,
        is_factor=True,
    )


def people(meaning: Text) -> Input:
    """Give the number of people, where it is always needed."""
    return Input("people", Text("Number of people"), "20 persons", meaning)


def error_cost(time: str, hour: str, material: str) -> tuple[Input, ...]:
    """Give what one error costs, part by part."""
    return (
        Input(
            "correction_time",
            Text("Time to correct one error"),
            time,
            Text("Average working time of everybody who has to put the error right."),
        ),
        rate(hour),
        Input(
            "material",
            Text("Material lost with one error"),
            material,
            Text("Material that is wasted or used again; write 0 when there is none."),
        ),
        Input(
            "detection",
            Text("Cost of finding one error"),
            "4 EUR/error",
            Text("Checks and inspections that are no longer needed when there are fewer errors."),
            optional=True,
        ),
        Input(
            "compensation",
            Text("Compensation for one error"),
            "15 EUR/error",
            Text("What customers get back on average for one error."),
            optional=True,
        ),
        Input(
            "penalties",
            Text("Penalties for one error"),
            "2 EUR/error",
            Text("Contractual or legal penalties, on average for one error."),
            optional=True,
        ),
    )


ERROR_COST = "(correction_time * rate + material + detection + compensation + penalties)"
"""The formula over `error_cost`, in money per error."""
