"""What one programme measures, as plan, actual and forecast side by side, sorted as reports on learning sort measures.

Talent Development Reporting principles (Center for Talent Reporting) and ISO/TS 30437:2023, which is built on them,
know three types of measures: efficiency (volume and cost, level 0), effectiveness (quality, levels 1, 2, 3 and 5) and
outcome (level 4). The type follows from the level an author stated. What is not there is never zero: it has a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.quantity import Missing, Quantity, Value
from roi_spec.model.spec import Level, Programme, Stage
from roi_spec.model.text import Text, text

EFFICIENCY, EFFECTIVENESS, OUTCOME = "efficiency", "effectiveness", "outcome"
TYPES = (EFFICIENCY, EFFECTIVENESS, OUTCOME)
TYPE_OF: dict[Level, str] = {
    Level.INPUT: EFFICIENCY,
    Level.REACTION: EFFECTIVENESS,
    Level.LEARNING: EFFECTIVENESS,
    Level.APPLICATION: EFFECTIVENESS,
    Level.IMPACT: OUTCOME,
    Level.ROI: EFFECTIVENESS,
}
"""ISO/TS 30437:2023: effectiveness holds the ROI too; outcome is the effect on goals of the organisation."""


@dataclass(frozen=True, slots=True)
class Held:
    """One figure of a measure, or why there is none."""

    value: Value
    step: str = ""
    """The line of the working that it is the value of; empty where there is none."""

    @property
    def quantity(self) -> Quantity | None:
        """Give the figure when there is one."""
        return None if isinstance(self.value, Missing) else self.value


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one programme."""

    id: str
    """`kpi.errors`, or the line of the working that it is: `result.roi`."""
    title: str
    """In the author's words; empty when `words` says it in ours."""
    level: Level
    before: Held
    plan: Held
    actual: Held
    forecast: Held
    words: Text | None = None
    better: str = "higher"
    """`higher` or `lower`: which way is better."""
    standing: str = ""
    """`met`, `not_met`, `open` or `forecast`; empty where a plan is nothing to reach."""

    @property
    def type(self) -> str:
        """Give the type of the measure: one of `TYPES`."""
        return TYPE_OF[self.level]

    @property
    def step(self) -> str:
        """Give the line of the working that says most of it; empty while none of its figures is known."""
        known = (one.step for one in (self.actual, self.plan, self.forecast, self.before))
        return next((step for step in known if step), "")

    @property
    def share(self) -> Fraction | None:
        """Give the actual as a share of the plan; None unless both are there, alike, and the plan is above zero.

        Source of the formula: TDRp, `year to date as % of plan`.
        """
        plan, actual = self.plan.quantity, self.actual.quantity
        if plan is None or actual is None or plan.unit.dimensions != actual.unit.dimensions or plan.base <= 0:
            return None
        return actual.base / plan.base


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything one programme measures, and when."""

    start: dt.date | None = None
    until: dt.date | None = None
    """The first and last day by which a programme is counted to a period; None: no day was stated."""
    every: tuple[Measured, ...] = ()


NO_MEASURES = Measures()


def measures_of(evaluation: Evaluation) -> Measures:
    """Give what a programme measures, by level."""
    found = (*_inputs(evaluation), *(_kpi(evaluation, one) for one in evaluation.kpis), *_money(evaluation))
    start, until = _days(evaluation.programme)
    return Measures(start, until, tuple(sorted(found, key=lambda one: one.level)))


def _days(programme: Programme) -> tuple[dt.date | None, dt.date | None]:
    """Give the days of the course; else the start of its benefits, else the day of its evaluation."""
    given, window = programme.delivery, programme.benefit_window
    if given is not None and (given.start or given.until):
        return given.start or given.until, given.until or given.start
    day = (window.start if window else None) or programme.evaluated_on
    return day, day


# --- figures ---------------------------------------------------------------------------------------------------------

NO_BEFORE, NO_PLAN = text("not measured before"), text("no plan was stated")
NO_ACTUAL, NO_FORECAST = text("no actual yet"), text("no forecast was stated")


def _held(evaluation: Evaluation, step: str, why_not: Text) -> Held:
    value = evaluation.value(step)
    return Held(Missing(why_not)) if value is None else Held(value, step)


def _none(why_not: Text) -> Held:
    return Held(Missing(why_not))


def _is_ahead(evaluation: Evaluation) -> bool:
    """Say whether what a file says of people and money is still to come."""
    return evaluation.is_forecast or evaluation.programme.stage is Stage.PLAN


def _kpi(evaluation: Evaluation, one: KpiResult) -> Measured:
    name, came = f"kpi.{one.kpi.id}", f"kpi.{one.kpi.id}.actual"
    actual = _none(NO_ACTUAL) if one.is_forecast else _held(evaluation, came, NO_ACTUAL)
    expected = came if one.is_forecast else f"{name}.forecast"
    return Measured(
        name,
        one.kpi.title,
        one.kpi.level,
        before=_held(evaluation, f"{name}.baseline", NO_BEFORE),
        plan=_held(evaluation, f"{name}.target", NO_PLAN),
        actual=actual,
        forecast=_held(evaluation, expected, NO_FORECAST),
        better=one.kpi.better,
        standing=one.status,
    )


# --- people and money ------------------------------------------------------------------------------------------------


def _inputs(evaluation: Evaluation) -> Iterator[Measured]:
    """Give how many people took part, and what it cost."""
    if evaluation.step("audience.completed") or evaluation.step("audience.invited"):
        plan = _held(evaluation, "audience.invited", NO_PLAN)
        yield _ours(evaluation, "audience.completed", text("People who completed"), Level.INPUT, plan)
    if evaluation.costs:
        yield _cost(evaluation)


def _ours(evaluation: Evaluation, step: str, words: Text, level: Level, plan: Held, standing: str = "") -> Measured:
    """Give a figure of the working as a measure: before the programme is over it is what is expected."""
    ahead = _is_ahead(evaluation)
    earlier = step.replace("result.", "forecast.")
    known = step if ahead else earlier if earlier != step else ""
    return Measured(
        step,
        "",
        level,
        before=_none(NO_BEFORE),
        plan=plan,
        actual=_none(NO_ACTUAL) if ahead else _held(evaluation, step, NO_ACTUAL),
        forecast=_held(evaluation, known, NO_FORECAST),
        words=words,
        standing=standing,
    )


def _cost(evaluation: Evaluation) -> Measured:
    """Give the total cost: an actual only when every line of it is one, a plan when every line is a budget.

    A line that does not say what it is counts as actual once the programme has results, for these rest on it.
    """
    step, unsaid = "result.total_cost", "estimate" if _is_ahead(evaluation) else "actual"
    statuses = [one.cost.status or unsaid for one in evaluation.costs]
    open_lines = sum(one != "actual" for one in statuses)
    total = _held(evaluation, step, NO_ACTUAL)
    why_not = text("{n} of {all} cost lines are not actual costs", n=open_lines, all=len(statuses))
    is_budget = all(one == "budget" for one in statuses)
    return Measured(
        step,
        "",
        Level.INPUT,
        before=_none(NO_BEFORE),
        plan=total if is_budget else _none(NO_PLAN),
        actual=_none(why_not) if open_lines else total,
        forecast=total if open_lines and not is_budget else _held(evaluation, "forecast.total_cost", NO_FORECAST),
        words=text("Total cost"),
        better="lower",
    )


def _money(evaluation: Evaluation) -> Iterator[Measured]:
    """Give the benefit in money and the ROI, where a programme has them or set out to."""
    if evaluation.quantity("result.total_benefit") is not None:
        title = text("Total benefit")
        yield _ours(evaluation, "result.total_benefit", title, Level.IMPACT, _none(NO_PLAN))
    target = evaluation.quantity("result.target_roi")
    if evaluation.kind == "roi" or target is not None:
        plan = _held(evaluation, "result.target_roi", NO_PLAN)
        yield _ours(evaluation, "result.roi", text("ROI"), Level.ROI, plan, _reached(evaluation, target))


def _reached(evaluation: Evaluation, target: Quantity | None) -> str:
    roi = evaluation.quantity("result.roi")
    if _is_ahead(evaluation):
        return "forecast"
    if roi is None or target is None:
        return "open"
    return "met" if roi.base >= target.base else "not_met"
