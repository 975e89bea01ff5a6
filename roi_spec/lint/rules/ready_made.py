"""Ready-made conversions: is what the library warns about answered, and does the money fit the working time?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import converted, counted, formulas, rests_on, template, window_months
from roi_spec.lint.rules.overlap import sells
from roi_spec.lint.worth import worth
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Assumption, Kpi, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import Unit

HOURS_OF_A_YEAR = Fraction(2080)
"""Working hours of a full-time year before leave and holidays: 52 weeks of 40 hours."""
HOURS = Unit((("hour", 1),))

_REWORK = (
    "kpis:\n  - id: rework\n    title: Hours of rework\n    level: impact\n    better: lower\n"
    "    baseline: 200 hours/month\n    result: 140 hours/month\n"
    "    result_period: {{from: 2025-02-01, until: 2025-07-31}}\n"
    "    source: {{system: Time sheets, reference: Report 8, date: 2025-08-04}}\n{overlap}"
    "    attribution: {{method: expert_estimate, share: 50%, confidence: 80%}}\n"
    "    cross_checks: [{{method: prior_study, study: Course of 2023, share: 60%}}]\n    conversion:\n"
    "      technique: rework_avoided\n      inputs: {{rate: rate}}\n"
    "      redeployed: The backlog of claims fell by 140 files a month\n"
    "objectives:\n  - {{id: rework, level: impact, statement: Rework falls by a third, kpi: rework}}\n"
)

UNANSWERED = Rule(
    id="ROI317",
    name="ready-made-question-open",
    severity=Severity.WARNING,
    title="A ready-made conversion asks something that is not answered",
    why="Each conversion has its known weak spot, and a reader wants to see that somebody looked at it.",
    bad=_REWORK.format(overlap=""),
    good=_REWORK.format(overlap="    overlap: The cost of an error holds no hours of rework\n"),
    source="Conversion library: the weak spot of each conversion",
    mistakes=("M22", "M24", "M44"),
    min_level=4,
)


@checks(UNANSWERED)
def unanswered(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find fields that a template asks for and that are empty; one finding per KPI.

    Time that is put to use is for ROI124, displaced sales for ROI302, and overlap matters beside another benefit only.
    """
    several = sum(1 for _ in counted(evaluation)) > 1
    for kpi in converted(programme):
        ready = template(kpi)
        open_ = [route for route in (ready.asks if ready else ()) if not _answered(kpi, route)]
        asked = [route for route in open_ if route not in _elsewhere(kpi, several=several)]
        if ready is not None and asked:
            yield UNANSWERED.finding(
                **on(kpi, *asked[0].split(".")),
                message=text(
                    "“{kpi}” is turned into money by “{template}”, which asks for more.",
                    kpi=kpi.title,
                    template=ready.title,
                ),
                help=text(
                    "Add {fields}. The page of this conversion says what to look at.",
                    fields=", ".join(f"`{route.rpartition('.')[2]}:`" for route in asked),
                ),
            )


def _elsewhere(kpi: Kpi, *, several: bool) -> tuple[str, ...]:
    """Give the questions that other rules ask, or that nobody has to answer here."""
    found = ("conversion.redeployed", *(("displacement",) if sells(kpi) else ()))
    return found if several else (*found, "overlap")


def _answered(kpi: Kpi, route: str) -> bool:
    node = kpi.node
    for name in route.split("."):
        child = node.get(name)
        if child is None:
            return False
        node = child
    return not node.is_empty


_SEARCH = (
    "kpis:\n  - id: errors\n    title: Search time\n    baseline: {before} hours/month\n"
    "    result: {after} hours/month\n    # no target\n    # no cross_checks\n    attribution:\n"
    "      method: comparison_group\n      comparison: {{group: Team North, people: 38, "
    "baseline: {before} hours/month, result: {other} hours/month}}\n      assignment: matched\n"
    "      parallel_before: Both teams stayed within ten hours of each other in 2024\n    conversion:\n"
    "      technique: employee_time\n      formula: effect * rate * benefit_window\n"
    "      redeployed: The backlog of claims fell by 140 files a month\n"
    "assumptions:\n  - {{id: rate, title: Loaded hourly rate, value: 46 EUR/hour, low: 44 EUR/hour, high: 48 EUR/hour, "
    "source: Cost manual}}\n"
)

TOO_MANY_HOURS = Rule(
    id="ROI318",
    name="more-time-than-people-work",
    severity=Severity.WARNING,
    title="More time is saved or worked than people have",
    why="A slip in minutes, tasks or people quickly saves more hours than there are in a working year.",
    bad=_SEARCH.format(before=12000, after=4800, other=11900),
    good=_SEARCH.format(before=1200, after=480, other=1100),
    source="Common mistake in published ROI figures",
    mistakes=("M24", "M46"),
    min_level=5,
)


@checks(TOO_MANY_HOURS)
def too_many_hours(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Hold what a template limits against its limit, and hours per person against a full working year."""
    for one in counted(evaluation):
        broken = _limit(one.kpi, evaluation)
        if broken is None:
            broken = _hours(one, programme, evaluation, context)
        if broken is not None and one.kpi.conversion is not None:
            yield TOO_MANY_HOURS.finding(
                **on(one.kpi.conversion, "technique"),
                message=text("“{kpi}”: {what}", kpi=one.kpi.title, what=broken),
                help=text("Check the units (minutes or hours, per person or together), tasks and people."),
            )


def _limit(kpi: Kpi, evaluation: Evaluation) -> Text | None:
    ready = template(kpi)
    if ready is None or kpi.conversion is None:
        return None
    from roi_spec.model.conversions import limits  # noqa: PLC0415 - only a file that names one pays for the library

    for left, right, message in limits(ready, {name: formula.tree for name, formula in kpi.conversion.inputs}):
        more, most = worth(left, kpi, evaluation), worth(right, kpi, evaluation)
        if more is not None and most is not None and more > most:
            return message
    return None


def _hours(one: KpiResult, programme: Programme, evaluation: Evaluation, context: Context) -> Text | None:
    """Say how many hours a year the money stands for per person, when that is more than a full-time year.

    The hours are the money divided by the one hourly rate that the formula rests on.
    """
    rates = [value for value in rests_on(formulas(one.kpi), programme, context) if _is_rate(value)]
    money = evaluation.quantity(one.benefit) if one.benefit else None
    people = one.kpi.people or programme.audience.completed
    value = rates[0].value if len(rates) == 1 else None
    if money is None or not people or value is None or value.best.quantity.base <= 0:
        return None
    years = max(window_months(programme) or Fraction(12), Fraction(12)) / 12
    hours = money.base / value.best.quantity.base / people / years
    if hours <= HOURS_OF_A_YEAR:
        return None
    return text(
        "The money stands for {hours} a year for each of {people} people, and a full-time year has {most}.",
        hours=Quantity(Fraction(rounded(hours, 0)), HOURS),
        people=people,
        most=Quantity(HOURS_OF_A_YEAR, HOURS),
    )


def _is_rate(value: Assumption) -> bool:
    unit = value.value.best.quantity.unit if value.value else None
    return unit is not None and unit.currency is not None and unit.dimensions == ((unit.currency, 1), ("hour", -1))


_MODEL = (
    "kpis:\n  - id: errors\n    title: Performance score\n    better: higher\n    baseline: 60 points\n"
    "    result: 70 points\n    # no target\n"
    "    attribution: {{method: expert_estimate, share: 50%, confidence: 80%}}\n"
    "    cross_checks: [{{method: prior_study, study: Course of 2023, share: 60%}}]\n    conversion:\n"
    "      technique: utility_model\n"
    "      inputs: {{standard_deviation: spread, people: completed, sdy: sdy}}\n{why}"
    "assumptions:\n  - {{id: spread, title: Spread of the score, value: 16 points, source: Scores of 2024}}\n"
    "  - {{id: sdy, title: Value of one standard deviation, value: 9000 EUR/person/year, source: Finance}}\n"
)

MODELLED = Rule(
    id="ROI319",
    name="benefit-from-a-model",
    severity=Severity.WARNING,
    title="A benefit follows from a model and not from a measured change in the business",
    why="A utility model turns a difference in skill into money by assumption; no business figure has to move for it.",
    bad=_MODEL.format(why=""),
    good=_MODEL.format(why="      why: The board asked for it beside the measured benefit\n"),
    source="Utility analysis (Brogden, Cronbach and Gleser) is a model of work",
    mistakes=("M25",),
    min_level=4,
)


@checks(MODELLED)
def modelled(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find counted KPIs that go by a model, without a word on it."""
    for one in counted(evaluation):
        ready = template(one.kpi)
        if ready is not None and ready.is_model and one.kpi.conversion is not None and not one.kpi.conversion.why:
            yield MODELLED.finding(
                **on(one.kpi.conversion, "technique"),
                message=text("The money of “{kpi}” comes from “{template}”.", kpi=one.kpi.title, template=ready.title),
                help=text(
                    "Add `why:` under `conversion:` with why a model is used and who accepts it, and say so under "
                    "`limitations:`. Better: turn a measured change of the business into money."
                ),
            )
