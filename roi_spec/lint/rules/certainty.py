"""Certainty: does the result show how sure it is, and is it too good to be true?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import counted, sounds_like_salary, window_months
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Programme, Stated
from roi_spec.model.text import text
from roi_spec.model.units import money

HIGH_PAY = Fraction(100_000)
"""A yearly salary that few groups reach, for programmes whose file holds no salary."""
LIKE_EUROS = ("EUR", "USD", "GBP", "CHF")
"""Currencies for which `HIGH_PAY` makes sense."""

ONE_FIGURE = Rule(
    id="ROI137",
    name="no-range",
    severity=Severity.WARNING,
    title="The result is one figure without a range",
    why="Every ROI rests on values that could be otherwise, and one figure hides by how much.",
    bad="assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    # no low\n    # no high\n",
    good=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M37",),
    min_level=5,
)


@checks(ONE_FIGURE)
def one_figure(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money results in which nothing has a low and a high."""
    benefit = evaluation.quantity("result.total_benefit")
    if evaluation.has_range or benefit is None or benefit.value == 0:
        return
    widest = next((swing.title for swing in evaluation.swings), None)
    lead = (
        text("Start with what moves the result most: {title}.", title=widest)
        if widest
        else text("Start with the value you are least sure of.")
    )
    yield ONE_FIGURE.finding(
        **on(programme, "assumptions"),
        message=text("No value has a low and a high, so the result is one figure."),
        help=text("Add `low:` and `high:` to the values that could be otherwise. {lead}", lead=lead),
    )


TOO_MUCH = Rule(
    id="ROI147",
    name="implausible-benefit-per-person",
    severity=Severity.WARNING,
    title="The benefit per person is larger than a year's salary",
    why=(
        "A course that is worth more than all the work of a participant is usually a slip in a unit or a number of "
        "zeros."
    ),
    bad=(
        "assumptions:\n  - id: cost_per_error\n    value: 6000 EUR/error\n    low: 5000 EUR/error\n    high: 7000 "
        "EUR/error\n"
    ),
    good=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M46", "M47"),
    min_level=5,
)


@checks(TOO_MUCH)
def too_much(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare the benefit per person who completed, a year, with the salary in the file, or else with a high one."""
    benefit = evaluation.quantity("result.benefit_per_person")
    bound = _yearly_pay(programme, evaluation)
    if benefit is None or bound is None:
        return
    months = window_months(programme)
    if benefit.base > bound * max(months or Fraction(12), Fraction(12)) / 12:
        yield TOO_MUCH.finding(
            **on(programme.audience, "completed"),
            message=text(
                "The benefit is {benefit}; a year's salary counts as {bound}.",
                benefit=benefit,
                bound=Quantity(bound, money(programme.currency)),
            ),
            help=text(
                "Check units and zeros in the conversion formulas. If the amount is right, explain it under "
                "`limitations:`."
            ),
        )


def _yearly_pay(programme: Programme, evaluation: Evaluation) -> Fraction | None:
    """Give the highest salary in the working, per year; else a salary few reach; None in other currencies."""
    wanted = {programme.currency: 1, "month": -1}
    pay = [
        step.value.base * 12
        for step in evaluation.steps.values()
        if isinstance(step.value, Quantity)
        and step.line.part in ("assumption", "standard")
        and {name: power for name, power in step.value.unit.dimensions if name not in ("person", "employee")} == wanted
        and sounds_like_salary(step.id, str(step.line.title))
    ]
    return max(pay) if pay else HIGH_PAY if programme.currency in LIKE_EUROS else None


HIGH_ROI = Rule(
    id="ROI148",
    name="extraordinary-roi",
    severity=Severity.WARNING,
    title="An ROI above 1,000% rests on weak evidence",
    why=(
        "Returns this high are rare in measured studies and common in estimates, so readers expect more than an "
        "estimate."
    ),
    bad=(
        "kpis:\n  - id: errors\n    attribution: {method: expert_estimate, share: 90%, confidence: 90%}\n"
        "assumptions:\n  - id: cost_per_error\n    value: 600 EUR/error\n    low: 500 EUR/error\n    high: 700 "
        "EUR/error\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution: {method: expert_estimate, share: 90%, confidence: 90%}\n"
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M48",),
    min_level=5,
)


@checks(HIGH_ROI)
def high_roi(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a four-digit ROI with evidence of grade D, E or F."""
    roi = evaluation.quantity("result.roi")
    first = next(counted(evaluation), None)
    if roi is not None and first is not None and roi.base > 10 and evaluation.grade in "DEF":
        yield HIGH_ROI.finding(
            **on(first.kpi, "attribution", "method"),
            message=text("The ROI is {roi}, on evidence of grade {grade}.", roi=roi, grade=evaluation.grade),
            help=text("Check the amounts first. Then add a second, measured method under `cross_checks:`."),
        )


PROVEN = Rule(
    id="ROI152",
    name="proven-with-a-loss",
    severity=Severity.WARNING,
    title="A result is called proven while its range includes a loss",
    why="When the careful case loses money, the evidence allows both readings, and the word proven does not.",
    bad=(
        "declared: {claim: The training has a proven return}\nassumptions:\n  - id: cost_per_error\n"
        "    value: 60 EUR/error\n    low: 5 EUR/error\n    high: 70 EUR/error\n"
    ),
    good=(
        "declared: {claim: The training probably earned its cost}\nassumptions:\n  - id: cost_per_error\n"
        "    value: 60 EUR/error\n    low: 5 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M52",),
    min_level=5,
)

_PROOF = re.compile(r"\b(?:proven|proved|guaranteed|bewezen|gegarandeerde?|aangetoonde?)\b", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:not|no|never|cannot|niet|geen|nooit)\b", re.IGNORECASE)


@checks(PROVEN)
def proven(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find words of proof while the ROI runs from below to above zero."""
    low, high = evaluation.quantity("result.roi", CONSERVATIVE), evaluation.quantity("result.roi", OPTIMISTIC)
    if low is None or high is None or not low.base < 0 < high.base:
        return
    for stated, name, written in _claims(programme):
        if _speaks_of_proof(written):
            yield PROVEN.finding(
                **on(stated, name),
                message=text(
                    "The wording speaks of proof, and the ROI lies between {low} and {high}.",
                    low=_whole(low),
                    high=_whole(high),
                ),
                help=text("Say what the range allows: probably positive, possibly a loss."),
            )


def _claims(programme: Programme) -> Iterator[tuple[Stated, str, str]]:
    yield programme, "summary", programme.summary
    if programme.declared:
        yield programme.declared, "claim", programme.declared.claim
        yield programme.declared, "sentence", programme.declared.sentence


def _speaks_of_proof(written: str) -> bool:
    return bool(_PROOF.search(written)) and not _DOUBT.search(written)


def _whole(value: Quantity) -> Quantity:
    return Quantity(Fraction(rounded(value.value, 0)), value.unit)
