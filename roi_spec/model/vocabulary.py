"""The closed lists of the field as data with their source: cost categories and conversion techniques.

Ranks say how credible a choice is (1 is best). An organisation that ranks otherwise changes this table, not code.
"""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.text import Text


@dataclass(frozen=True, slots=True)
class CostCategory:
    """One category of a fully loaded cost profile."""

    id: str
    title: Text
    group: str
    """The second taxonomy: `direct`, `indirect` or `development`."""
    expected: bool
    """Whether a level-5 study must show it, or say why it is zero (guiding principle 10)."""


COST_CATEGORIES: dict[str, CostCategory] = {
    row.id: row
    for row in (
        CostCategory("needs_analysis", Text("Needs analysis"), "development", expected=True),
        CostCategory("development", Text("Design and development"), "development", expected=True),
        CostCategory("acquisition", Text("Acquisition and licences"), "direct", expected=False),
        CostCategory("facilitation", Text("Facilitators"), "direct", expected=False),
        CostCategory("coordination", Text("Coordination and organisation"), "indirect", expected=False),
        CostCategory("participant_time", Text("Participant time"), "indirect", expected=True),
        CostCategory("travel", Text("Travel, lodging and meals"), "direct", expected=False),
        CostCategory("materials", Text("Materials, exams and fees"), "direct", expected=False),
        CostCategory("facilities", Text("Facilities"), "direct", expected=False),
        CostCategory("technology", Text("Technology and equipment"), "direct", expected=False),
        CostCategory("application_support", Text("Support on the job"), "indirect", expected=False),
        CostCategory("overhead", Text("Overhead and administration"), "indirect", expected=True),
        CostCategory("evaluation", Text("Evaluation and reporting"), "indirect", expected=True),
        CostCategory("communication", Text("Internal communication"), "indirect", expected=False),
    )
}

COST_GROUPS: dict[str, Text] = {
    "direct": Text("Direct"),
    "indirect": Text("Indirect"),
    "development": Text("Development"),
}


@dataclass(frozen=True, slots=True)
class Technique:
    """One way to turn a measure into money."""

    id: str
    title: Text
    rank: int
    formula: Text
    """The formula in words."""
    note: Text


TECHNIQUES: dict[str, Technique] = {
    row.id: row
    for row in (
        Technique(
            "standard_value",
            Text("Standard value agreed with finance"),
            1,
            Text("units x standard value"),
            Text("The value has an owner in finance, a date and an expiry."),
        ),
        Technique(
            "profit_contribution",
            Text("Output to profit contribution"),
            2,
            Text("extra revenue x contribution margin"),
            Text("Count the margin, never the revenue."),
        ),
        Technique(
            "cost_of_quality",
            Text("Cost of quality"),
            3,
            Text("defects avoided x (rework + scrap + warranty + handling)"),
            Text("Covers internal and external failure, appraisal and prevention."),
        ),
        Technique(
            "employee_time",
            Text("Employee time"),
            4,
            Text("hours saved x loaded hourly rate x share put to productive use"),
            Text("Saved time is money only when it is put to productive use, and that needs evidence."),
        ),
        Technique(
            "historical_cost",
            Text("Historical cost"),
            5,
            Text("average cost of past incidents"),
            Text("Same scope, indexed, with the number of incidents."),
        ),
        Technique(
            "expert_value",
            Text("Internal or external expert"),
            6,
            Text("value from an expert"),
            Text("State independence, basis and confidence."),
        ),
        Technique(
            "external_database",
            Text("External database or literature"),
            7,
            Text("published value x adjustments"),
            Text("State context, currency, year and percentile."),
        ),
        Technique(
            "linked_measure",
            Text("Link to another measure"),
            8,
            Text("change in a soft measure, modelled change in a hard one, value"),
            Text("Errors along the chain add up."),
        ),
        Technique(
            "participant_value",
            Text("Participant estimate of the value"),
            9,
            Text("stated value x confidence"),
            Text("Adjust for the confidence of the estimate."),
        ),
        Technique(
            "manager_value",
            Text("Manager estimate of the value"),
            10,
            Text("stated value x confidence"),
            Text("Adjust for the confidence of the estimate."),
        ),
        Technique(
            "ld_value",
            Text("Estimate by the L&D team"),
            11,
            Text("stated value x confidence"),
            Text("Least credible: the estimator gains by the result. A last resort."),
        ),
    )
}


ESTIMATES = ("customer_estimate", "participant_estimate", "manager_estimate", "expert_estimate")
"""Attribution methods that rest on somebody's estimate; they need confidence (guiding principle 7)."""


PERSPECTIVES: dict[str, Text] = {
    "employer": Text("the employer"),
    "participant": Text("the participants"),
    "public": Text("the public purse"),
    "society": Text("society as a whole"),
}
"""Whose costs and benefits a result counts; there is one result for each, and never a sum over them."""
