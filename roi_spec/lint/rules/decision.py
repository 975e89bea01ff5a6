"""Decision: does the study hold what a decision needs, when it looks ahead or at a part of the whole?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import CostResult, Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Programme
from roi_spec.model.text import text

_COSTS = (
    "costs:\n  - {{id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets{needs}}}\n"
    "  - {{id: design, category: development, amount: {amount}, source: Invoice 2025-012{design}}}\n"
    "  - {{id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}}\n"
    "  - {{id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}}\n"
    "  - {{id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}}\n"
)

SUNK = Rule(
    id="ROI301",
    name="spent-money-in-a-decision",
    severity=Severity.WARNING,
    title="A study for a decision counts money that is spent whatever is decided",
    why="What is already spent cannot be saved any more, so it must not turn a good decision into a bad one.",
    bad="purpose: decide\n" + _COSTS.format(needs=", sunk: false", design=", sunk: true", amount="4780 EUR"),
    good="purpose: decide\n"
    + _COSTS.format(
        needs=", sunk: false", design=", sunk: true, why_zero: Already spent on the pilot, 4780 EUR", amount="0 EUR"
    ).replace("why_zero: Already spent on the pilot, 4780 EUR", 'why_zero: "Already spent on the pilot, 4780 EUR"'),
    source="Common mistake in published ROI figures",
    mistakes=("M43",),
    min_level=5,
)


@checks(SUNK)
def sunk(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find costs called sunk in the total of a decision, and ask about development when it is not said."""
    if programme.purpose != "decide":
        return
    charged = [one for one in evaluation.costs if _counts(one, evaluation)]
    for one in charged:
        if one.cost.sunk:
            yield SUNK.finding(
                **on(one.cost, "sunk"),
                message=text(
                    "“{cost}” is spent whatever is decided, and it counts in a study for a decision.",
                    cost=one.cost.title,
                ),
                help=text(
                    "Write `amount: 0 {currency}` and in `why_zero:` what was spent and when. To account for the whole "
                    "programme, write `purpose: account`.",
                    currency=programme.currency,
                ),
            )
    unsaid = [one.cost for one in charged if one.group == "development" and one.cost.sunk is None]
    if unsaid:
        yield SUNK.finding(
            **on(unsaid[0]),
            message=text(
                "Whether this money can still be saved is not said: {titles}.",
                titles=", ".join(f"“{cost.title}”" for cost in unsaid),
            ),
            help=text("Add `sunk: true` when it is spent whatever is decided, or `sunk: false`."),
        )


def _counts(one: CostResult, evaluation: Evaluation) -> bool:
    value = evaluation.quantity(one.charged)
    return isinstance(value, Quantity) and value.value != 0


BOLD_SCALE_UP = Rule(
    id="ROI321",
    name="scale-up-without-reason",
    severity=Severity.WARNING,
    title="A pilot is scaled up without saying why the effect will hold",
    why="A pilot has the keenest people and the most attention, so what it reached is seldom what everybody reaches.",
    bad=(
        "assumptions:\n  - {id: kept, title: Part of the effect that remains, value: 70%, source: Quality team}\n"
        "  - {id: each, title: Cost per person, value: 300 EUR/person, source: Budget 2026}\n"
        "scale_up: {people: 200, cost: each * completed, keeps: kept}\n"
    ),
    good=(
        "assumptions:\n  - {id: kept, title: Part of the effect that remains, value: 70%, source: Quality team}\n"
        "  - {id: each, title: Cost per person, value: 300 EUR/person, source: Budget 2026}\n"
        "scale_up: {people: 200, cost: each * completed, keeps: kept, why: The pilot team was keener than the rest}\n"
    ),
    source="Guiding principle 4 of the ROI Methodology (Phillips & Phillips)",
)


@checks(BOLD_SCALE_UP)
def bold_scale_up(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find scale-ups without `why`."""
    ahead = programme.scale_up
    if ahead is not None and not ahead.why:
        yield BOLD_SCALE_UP.finding(
            **on(ahead, "keeps"),
            message=text(
                "The result is carried over to {people} people; on what that rests is not said.", people=ahead.people
            ),
            help=text("Add `why:` under `scale_up:` with how the others differ from the pilot."),
        )


PARTS = Rule(
    id="ROI322",
    name="parts-not-complete",
    severity=Severity.WARNING,
    title="The parts of a programme cannot be told apart",
    why="Shared costs are divided by people, so a part that is not filled in moves all the others.",
    bad=(
        "parts:\n  - {id: basics, title: Basics, people: 40}\n  - {id: coaching, title: Coaching}\n"
        + _COSTS.format(needs=", part: basics", design=", part: coaching", amount="4780 EUR")
    ),
    good=(
        "parts:\n  - {id: basics, title: Basics, people: 40}\n  - {id: coaching, title: Coaching, people: 12}\n"
        + _COSTS.format(needs=", part: basics", design=", part: coaching", amount="4780 EUR")
    ),
    source="Sub-programmes and bundles: shared costs are divided, and one attribution holds for the whole",
)


@checks(PARTS)
def parts(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find parts without people beside parts with, and parts that no KPI and no cost belongs to."""
    counted = any(part.people for part in programme.parts)
    used = {kpi.part for kpi in programme.kpis} | {cost.part for cost in programme.costs}
    for part in programme.parts:
        if counted and part.people is None:
            message = text("“{part}” has no number of people, and other parts do.", part=part.title)
            advice = text("Add `people:`, so that the shared costs can be divided.")
        elif part.id not in used:
            message = text("No KPI and no cost belongs to “{part}”.", part=part.title)
            advice = text("Write `part: {id}` at its KPIs and costs, or remove the part.", id=part.id)
        else:
            continue
        yield PARTS.finding(**on(part), message=message, help=advice)
