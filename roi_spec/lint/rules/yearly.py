"""A year and more: is what was seen carried over months that are alike, and does it wear off?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import QUARTER_MONTHS, converted, converts_by, counted, observed_months, window_months
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Conversion, Given, Kpi, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS

YEAR = 12
WEEKS_OF_A_YEAR = 52
DAYS_OF_A_YEAR = 366

SEASON = Rule(
    id="ROI143",
    name="seasonal-measure-annualised",
    severity=Severity.WARNING,
    title="A measure with busy and quiet months is counted for a year from part of one",
    why="Six busy months times two is a year that does not exist, and the quiet months may hold no effect at all.",
    bad="kpis:\n  - id: errors\n    seasonal: true\n",
    good=(
        "kpis:\n  - id: errors\n    seasonal: true\n    conversion:\n      technique: standard_value\n"
        "      formula: effect * cost_per_error * benefit_window\n"
        "      annualised_because: Both groups were compared with the same months a year earlier\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M19",),
    min_level=5,
    stages=("provisional", "final"),
)


@checks(SEASON)
def season(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money over a year or more from a seasonal measure that was not seen over whole years.

    Less than three months are for ROI118; a method that reads a series and knows its season has dealt with it.
    """
    window = window_months(programme)
    if window is None or window < YEAR:
        return
    for one in counted(evaluation):
        months = observed_months(one.kpi)
        if months is None or months < QUARTER_MONTHS or not _goes_unseen(one, months):
            continue
        yield SEASON.finding(
            **on(one.kpi, "seasonal"),
            message=text(
                "“{kpi}” has busy and quiet months. It was observed for {months} and is counted for {window}.",
                kpi=one.kpi.title,
                months=Quantity(Fraction(round(months)), MONTHS),
                window=Quantity(window, MONTHS),
            ),
            help=text(
                "Measure whole years. Or compare with the same months a year earlier, and say so in "
                "`annualised_because:` under `conversion:`; a method that reads a series can take `season: 12`."
            ),
        )


def _goes_unseen(one: KpiResult, months: float) -> bool:
    conversion, used = one.kpi.conversion, next((method for method in one.methods if method.used), None)
    explained = conversion is None or conversion.annualised_because or not converts_by(one.kpi, "benefit_window")
    knows_season = used is not None and used.attribution.season is not None
    years = round(months / YEAR)
    whole = years > 0 and abs(months - years * YEAR) < 0.5
    return bool(one.kpi.seasonal) and not explained and not knows_season and not whole


_BY_THE_WEEK = (
    "benefit_window: {{start: 2025-02-01, length: {weeks} weeks, solution: short_term}}\n"
    "kpis:\n  - id: errors\n    baseline: 70 errors/week\n    result: 42 errors/week\n    # no target\n"
    "    attribution: {{method: expert_estimate, share: 50%, confidence: 80%}}\n"
    "    cross_checks: [{{method: prior_study, study: Course of 2023, share: 60%}}]\n"
)

WORKING_YEAR = Rule(
    id="ROI144",
    name="weeks-of-a-year-not-explained",
    severity=Severity.WARNING,
    title="A saving per week or day is counted for every week of the calendar",
    why="In weeks of leave and holidays nothing is saved; published cases count about 48 weeks, or 220 to 230 days.",
    bad=_BY_THE_WEEK.format(weeks=52),
    good=_BY_THE_WEEK.format(weeks=48),
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M19",),
    min_level=5,
)


@checks(WORKING_YEAR)
def working_year(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a number of weeks or days in a year without a reason, and measures per week counted for all of them."""
    for kpi in converted(programme):
        conversion = kpi.conversion
        if conversion is None or conversion.annualised_because:
            continue
        stated = conversion.times_a_year
        if stated is not None and (not conversion.times_a_year_because or _beyond_a_year(stated)):
            yield WORKING_YEAR.finding(
                **on(conversion, "times_a_year"), message=_stated(kpi, conversion, stated), help=_REASON
            )
        elif stated is None and _by_the_week(kpi) and (length := _whole_calendar(programme)):
            yield WORKING_YEAR.finding(
                **on(conversion, "formula"),
                message=text(
                    "“{kpi}” is measured per week or day and counted for {length}, holidays and leave included.",
                    kpi=kpi.title,
                    length=length,
                ),
                help=_REASON,
            )


_REASON = Text(
    "Write `times_a_year: 48 weeks` (or working days) under `conversion:`, and in `times_a_year_because:` what was "
    "taken off."
)


def _stated(kpi: Kpi, conversion: Conversion, stated: Given) -> Text:
    if conversion.times_a_year_because:
        return text(
            "“{kpi}” is counted for {amount} in a year, which no year has.", kpi=kpi.title, amount=stated.quantity
        )
    return text(
        "“{kpi}” is counted for {amount} in a year; why so many is not said.", kpi=kpi.title, amount=stated.quantity
    )


def _beyond_a_year(stated: Given) -> bool:
    unit, base = stated.quantity.unit, stated.quantity.base
    if unit.dimensions == MONTHS.dimensions:
        return base > YEAR
    return unit.dimensions in (DAYS.dimensions, (("workday", 1),)) and base > DAYS_OF_A_YEAR


def _by_the_week(kpi: Kpi) -> bool:
    measured = kpi.baseline or (kpi.result.best if kpi.result else None)
    return measured is not None and ("day", -1) in measured.quantity.unit.dimensions


def _whole_calendar(programme: Programme) -> Quantity | None:
    """Give the benefit window when it was stated in days or weeks and holds every week of a year."""
    window = programme.benefit_window
    if window is None or window.length.quantity.unit.dimensions != DAYS.dimensions:
        return None
    return window.length.quantity if window.length.quantity.base >= WEEKS_OF_A_YEAR * 7 else None


NO_DECAY = Rule(
    id="ROI146",
    name="years-without-decay",
    severity=Severity.WARNING,
    title="Benefits of several years neither wear off nor leave with people",
    why=(
        "Skills fade and people change jobs; when half of a skill is gone after five years, 12.9% of it wears off "
        "each year."
    ),
    bad=(
        "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
        "  why: The process stays for years\n  agreed_on: 2024-11-28\ndiscount_rate: {value: 6%, source: Treasury}\n"
    ),
    good=(
        "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
        "  why: The process stays for years\n  agreed_on: 2024-11-28\n  yearly_decay: fading\n"
        "discount_rate: {value: 6%, source: Treasury}\n"
        "assumptions:\n  - {id: fading, title: Part that wears off each year, value: 12.9%, source: Quality team}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M21",),
    min_level=4,
)


@checks(NO_DECAY)
def no_decay(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find long-term windows above a year without decay and without attrition."""
    window, months = programme.benefit_window, window_months(programme)
    if window is None or months is None or months <= YEAR or window.solution != "long_term":
        return
    if window.yearly_decay is None and window.yearly_attrition is None:
        yield NO_DECAY.finding(
            **on(window, "length"),
            message=text("Benefits are counted over {length}, every year as much.", length=window.length.quantity),
            help=text(
                "Ask how much wears off each year and how many leave. Write both under `assumptions:` and name them in "
                "`yearly_decay:` and `yearly_attrition:`. When nobody knows, take 12.9% for decay."
            ),
        )


NOT_DISCOUNTED = Rule(
    id="ROI328",
    name="years-not-discounted",
    severity=Severity.WARNING,
    title="Benefits of several years are not discounted",
    why="Money that comes in after three years is worth less than money now, and finance will ask by how much.",
    bad=(
        "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
        "  why: The process stays for years\n  agreed_on: 2024-11-28\n  yearly_decay: fading\n"
        "assumptions:\n  - {id: fading, title: Part that wears off each year, value: 12.9%, source: Quality team}\n"
    ),
    good=NO_DECAY.good,
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(NOT_DISCOUNTED)
def not_discounted(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find long-term windows above a year where neither the programme nor the house states a discount rate."""
    window, months = programme.benefit_window, window_months(programme)
    if window is None or months is None or months <= YEAR or window.solution != "long_term":
        return
    if programme.discount_rate is None and context.workspace.discount_rate is None:
        yield NOT_DISCOUNTED.finding(
            **on(window, "length"),
            message=text(
                "Benefits are counted over {length}, and no discount rate is given.", length=window.length.quantity
            ),
            help=text(
                "Add `discount_rate:` with `value:` and `source:`; finance has one. For all programmes at once it "
                "stands in `roi-spec.yaml`."
            ),
        )
