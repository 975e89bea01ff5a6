"""Time: over which months are benefits counted, and over which months were they seen?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import (
    QUARTER_MONTHS,
    converted,
    converts_by,
    formulas,
    observed_months,
    rests_on,
    window_months,
)
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.periods import ends_before
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS

YEAR = 12
DAYS_IN_A_MONTH = Fraction(1461, 48)


def _window_months(programme: Programme) -> Fraction | None:
    """Give the length of the benefit window in months, also when it was stated in days or weeks."""
    if programme.benefit_window is None:
        return None
    return window_months(programme) or _in_months(programme.benefit_window.length.quantity)


def _in_months(length: Quantity) -> Fraction | None:
    """Give a stretch of calendar in months (364 to 366 days are a year); None for anything else."""
    if length.unit.dimensions == MONTHS.dimensions:
        return length.base
    if length.unit.dimensions != DAYS.dimensions:
        return None
    return Fraction(YEAR) if 364 <= length.base <= 366 else length.base / DAYS_IN_A_MONTH


ANNUALISED = Rule(
    id="ROI118",
    name="annualised-from-little",
    severity=Severity.WARNING,
    title="A few months are carried over a whole year",
    why="Right after a course people do their best, and one good month times twelve makes a year that nobody has seen.",
    bad="kpis:\n  - id: errors\n    result_period: {from: 2025-02-01, until: 2025-02-28}\n",
    good="kpis:\n  - id: errors\n    result_period: {from: 2025-02-01, until: 2025-07-31}\n",
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M18",),
    min_level=5,
    stages=("provisional", "final"),
)


@checks(ANNUALISED)
def annualised(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money over a year or more from results of less than three months."""
    window = _window_months(programme)
    if window is None or window < YEAR:
        return
    for kpi in converted(programme):
        months = observed_months(kpi)
        if months is None or months >= QUARTER_MONTHS or not _carried_over(kpi):
            continue
        yield ANNUALISED.finding(
            **on(kpi, "result_period"),
            message=text(
                "“{kpi}” was observed for {days} days and is counted for {window}.",
                kpi=kpi.title,
                days=_days(kpi),
                window=Quantity(window, MONTHS),
            ),
            help=text(
                "Measure at least three months, or add `annualised_because:` under `conversion:` with the reason."
            ),
        )


def _carried_over(kpi: Kpi) -> bool:
    conversion = kpi.conversion
    return conversion is not None and converts_by(kpi, "benefit_window") and not conversion.annualised_because


def _days(kpi: Kpi) -> int:
    period = kpi.result_period
    return (period.until - period.start).days + 1 if period and period.start and period.until else 0


LONG_WINDOW = Rule(
    id="ROI120",
    name="window-too-long",
    severity=Severity.ERROR,
    title="A short-term solution counts more than one year of benefits",
    why=(
        "Of a course of days or weeks only the first year counts; what lasts longer is hard to tell from everything "
        "that came later."
    ),
    bad="benefit_window: {start: 2025-02-01, length: 36 months, solution: short_term}\n",
    good="benefit_window: {start: 2025-02-01, length: 12 months, solution: short_term}\n",
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M20",),
    min_level=4,
)


_SHORTEN = Text(
    "Write `length: 12 months`. For a long-term solution write `solution: long_term`, with `why:` and `agreed_on:`."
)


@checks(LONG_WINDOW)
def long_window(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find short-term solutions with a window above twelve months."""
    window, months = programme.benefit_window, _window_months(programme)
    if window and months is not None and months > YEAR and window.solution == "short_term":
        yield LONG_WINDOW.finding(
            **on(window, "length"),
            message=text(
                "Benefits are counted over {length}, for a short-term solution.", length=window.length.quantity
            ),
            help=_SHORTEN,
        )
    if window is None or window.solution == "short_term":
        yield from _stretches(programme, context, months)


def _stretches(programme: Programme, context: Context, window: Fraction | None) -> Iterator[Finding]:
    """Find conversions by a stretch of time of their own that is longer than a year and than the window."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        for value in rests_on(formulas(kpi), programme, context):
            length = value.value.best.quantity if value.value else None
            months = _in_months(length) if length else None
            if length and months is not None and months > max(YEAR, window or 0):
                yield LONG_WINDOW.finding(
                    **on(kpi.conversion, "formula"),
                    message=text("Benefits are counted over {length}, for a short-term solution.", length=length),
                    help=_SHORTEN,
                )


_YEARS = (
    "benefit_window:\n  start: 2025-02-01\n  length: 36 months\n  solution: long_term\n"
    "  why: The process stays for years\n  yearly_decay: fading\n{agreed}"
    "discount_rate: {{value: 6%, source: Treasury}}\n"
    "assumptions:\n  - {{id: fading, title: Part that wears off each year, value: 12.9%, source: Quality team}}\n"
)

NOT_AGREED = Rule(
    id="ROI121",
    name="long-window-not-agreed",
    severity=Severity.WARNING,
    title="A window of several years was not agreed beforehand",
    why="A window that is chosen after the results are known can always be made long enough.",
    bad=_YEARS.format(agreed=""),
    good=_YEARS.format(agreed="  agreed_on: 2024-11-28\n"),
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M20",),
    min_level=4,
)


@checks(NOT_AGREED)
def not_agreed(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find long windows without a reason, or without a date of agreement before the start."""
    window, months = programme.benefit_window, _window_months(programme)
    if window is None or months is None or months <= YEAR or window.solution != "long_term":
        return
    start = programme.delivery.start if programme.delivery else window.start
    if not window.why or window.agreed_on is None:
        message = text(
            "Benefits are counted over {length}; why, and when that was agreed, is not said.",
            length=window.length.quantity,
        )
    elif start is not None and window.agreed_on > start:
        message = text(
            "The window was agreed on {agreed}, after the start on {start}.", agreed=window.agreed_on, start=start
        )
    else:
        return
    yield NOT_AGREED.finding(
        **on(window, "agreed_on"),
        message=message,
        help=text("Add `why:` and `agreed_on:` (before the start), or write `length: 12 months`."),
    )


EARLY_WINDOW = Rule(
    id="ROI122",
    name="benefits-before-training",
    severity=Severity.ERROR,
    title="Benefits are counted from before the programme began",
    why="What happened before the first day cannot be an effect of it.",
    bad="benefit_window: {start: 2024-10-01, length: 12 months, solution: short_term}\n",
    good="benefit_window: {start: 2025-02-01, length: 12 months, solution: short_term}\n",
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M13",),
    min_level=4,
)


@checks(EARLY_WINDOW)
def early_window(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find windows that open before delivery."""
    window, delivery = programme.benefit_window, programme.delivery
    if window and delivery and window.start and delivery.start and window.start < delivery.start:
        yield EARLY_WINDOW.finding(
            **on(window, "start"),
            message=text(
                "Benefits are counted from {window}, and the programme began on {start}.",
                window=window.start,
                start=delivery.start,
            ),
            help=text(
                "Write a start on or after the first day, for example `start: {start}`.",
                start=delivery.start.isoformat(),
            ),
        )


EARLY_EFFECT = Rule(
    id="ROI310",
    name="series-starts-before-training",
    severity=Severity.ERROR,
    title="A series counts periods as trained that lie before the programme",
    why="Before its first day the programme cannot have an effect; what was measured then belongs to the time before.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: matched\n      matched_on: [tenure]\n      parallel_before: Both teams moved alike\n"
        "      start: 2024-06\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: matched\n      matched_on: [tenure]\n      parallel_before: Both teams moved alike\n"
        "      start: 2025-02\n"
    ),
    source="Guiding principle 9 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M13",),
    min_level=4,
)


@checks(EARLY_EFFECT)
def early_effect(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find methods whose first period with the programme ends before delivery starts."""
    begun = programme.delivery.start if programme.delivery else None
    for kpi in programme.kpis if begun else ():
        for method in kpi.attributions:
            if method.start and begun and ends_before(method.start, begun):
                yield EARLY_EFFECT.finding(
                    **on(method, "start"),
                    message=text(
                        "“{kpi}” counts from {start} on as trained, and the programme began on {begun}.",
                        kpi=kpi.title,
                        start=method.start,
                        begun=begun,
                    ),
                    help=text("Write the first period that lies after the first day of the programme."),
                )


LATE_BASELINE = Rule(
    id="ROI131",
    name="baseline-missing-or-late",
    severity=Severity.ERROR,
    title="There is no baseline from before the programme",
    why=(
        "Without a measurement from before there is no change to speak of, and one made during the course already "
        "holds its effect."
    ),
    bad="kpis:\n  - id: errors\n    baseline_period: {from: 2025-01-01, until: 2025-03-31}\n",
    good="kpis:\n  - id: errors\n    baseline_period: {from: 2024-01-01, until: 2024-12-31}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M31",),
    min_level=4,
)


@checks(LATE_BASELINE)
def late_baseline(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find baselines that end after the start, and money without one (ROI282 speaks for methods that need it)."""
    start = programme.delivery.start if programme.delivery else None
    for kpi in programme.kpis:
        period = kpi.baseline_period
        if start and period and period.until and kpi.baseline and period.until > start:
            yield LATE_BASELINE.finding(
                **on(kpi, "baseline_period", "until"),
                message=text(
                    "The baseline of “{kpi}” runs until {until}, and the programme began on {start}.",
                    kpi=kpi.title,
                    until=period.until,
                    start=start,
                ),
                help=text(
                    "Take a period that ends on or before {start}, and give the baseline over that period.", start=start
                ),
            )
    for kpi in converted(programme):
        if kpi.baseline is None and kpi.attribution is None and (kpi.result or kpi.forecast) and kpi.level == 4:
            yield LATE_BASELINE.finding(
                **on(kpi, "baseline"),
                message=text("“{kpi}” has a result and no baseline.", kpi=kpi.title),
                help=text(
                    "Add `baseline:` with the value from before the programme, in the same unit, and "
                    "`baseline_period:`."
                ),
            )


EARLY_PERIOD = Rule(
    id="ROI126",
    name="result-from-before",
    severity=Severity.ERROR,
    title="A result was measured before the programme, or in the months of its baseline",
    why="A month from before the programme cannot show its effect, and the same month cannot be before and after.",
    bad=(
        "kpis:\n  - id: errors\n    baseline_period: {from: 2024-01-01, until: 2024-10-31}\n"
        "    result_period: {from: 2024-12-01, until: 2025-06-30}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    baseline_period: {from: 2024-01-01, until: 2024-10-31}\n"
        "    result_period: {from: 2025-02-01, until: 2025-07-31}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M31",),
    min_level=4,
)


@checks(EARLY_PERIOD)
def early_period(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find results whose period opens before delivery, or before the period of the baseline is over.

    A baseline that itself runs on into the programme is for ROI131.
    """
    first_day = programme.delivery.start if programme.delivery else None
    for kpi in programme.kpis:
        start = kpi.result_period.start if kpi.result_period else None
        baseline_until = kpi.baseline_period.until if kpi.baseline_period else None
        if start is None:
            continue
        if first_day and start < first_day:
            message = text(
                "“{kpi}” was measured from {start}, and the programme began on {first_day}.",
                kpi=kpi.title,
                start=start,
                first_day=first_day,
            )
        elif baseline_until and start <= baseline_until and not (first_day and baseline_until > first_day):
            message = text(
                "“{kpi}” was measured from {start}, and its baseline runs until {until}.",
                kpi=kpi.title,
                start=start,
                until=baseline_until,
            )
        else:
            continue
        yield EARLY_PERIOD.finding(
            **on(kpi, "result_period", "from"),
            message=message,
            help=text("Correct `from:`, or take a period after the programme and give the result over that period."),
        )


OLD_SOURCE = Rule(
    id="ROI127",
    name="source-before-result",
    severity=Severity.WARNING,
    title="A source is older than the result it should show",
    why="A report cannot hold what happened after it was made, so figure and source do not belong together.",
    bad="kpis:\n  - id: errors\n    source: {system: Quality register, reference: Report 12, date: 2025-03-03}\n",
    good="kpis:\n  - id: errors\n    source: {system: Quality register, reference: Report 12, date: 2025-08-04}\n",
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M31",),
    min_level=4,
)


@checks(OLD_SOURCE)
def old_source(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find sources dated before the last day of the result period."""
    for kpi in programme.kpis:
        date = kpi.source.date if kpi.source else None
        until = kpi.result_period.until if kpi.result_period else None
        if kpi.source and kpi.result and date and until and date < until:
            yield OLD_SOURCE.finding(
                **on(kpi.source, "date"),
                message=text(
                    "The source of “{kpi}” is dated {date}, and the result runs until {until}.",
                    kpi=kpi.title,
                    date=date,
                    until=until,
                ),
                help=text("Write the date of the report that holds the whole period, or end `result_period:` earlier."),
            )


NO_PERIOD = Rule(
    id="ROI155",
    name="period-not-stated",
    severity=Severity.WARNING,
    title="It is not said over which months a result was measured",
    why="A quarter, a year and the best month of a year look the same when the months are not named.",
    bad="kpis:\n  - id: errors\n    # no result_period\n    result: 180 errors/month\n",
    good=(
        "kpis:\n  - id: errors\n    result: 180 errors/month\n    result_period: {from: 2025-02-01, until: "
        "2025-07-31}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M18", "M20"),
    min_level=5,
    stages=("provisional", "final"),
)


@checks(NO_PERIOD)
def no_period(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find results that are money and have no period; a series after the programme is a period too."""
    for kpi in converted(programme):
        series = any(method.after for method in kpi.attributions)
        if kpi.level == 4 and kpi.result and kpi.result_period is None and not series:
            yield NO_PERIOD.finding(
                **on(kpi, "result"),
                message=text(
                    "“{kpi}” is {result}; over which months is not said.",
                    kpi=kpi.title,
                    result=kpi.result.best.quantity,
                ),
                help=text("Add `result_period:` with `from:` and `until:`, and make the benefit window fit it."),
            )


EARLY_RESULT = Rule(
    id="ROI189",
    name="measured-too-early",
    severity=Severity.WARNING,
    title="An impact result was measured within three months of the course",
    why=(
        "Ninety days show whether people apply what they learned; what it does for the business shows after four to "
        "six months."
    ),
    bad=(
        "benefit_window: {start: 2025-02-01, length: 3 months, solution: short_term}\n"
        "kpis:\n  - id: errors\n    result_period: {from: 2025-01-27, until: 2025-03-31}\n"
    ),
    good=(
        "benefit_window: {start: 2025-02-01, length: 3 months, solution: short_term}\n"
        "kpis:\n  - id: errors\n    result_period: {from: 2025-02-01, until: 2025-05-31}\n"
    ),
    source="Customary follow-up schedule: 90 days is provisional, no ROI yet",
    min_level=5,
    stages=("final",),
)


@checks(EARLY_RESULT)
def early_result(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find final money from results that end within 90 days of delivery, unless ROI118 speaks of the same months."""
    end = programme.delivery.until if programme.delivery else None
    window = _window_months(programme)
    for kpi in converted(programme):
        until = kpi.result_period.until if kpi.result_period else None
        already = (
            window is not None
            and window >= YEAR
            and (observed_months(kpi) or YEAR) < QUARTER_MONTHS
            and _carried_over(kpi)
        )
        if end and until and (until - end).days < 90 and not already:
            yield EARLY_RESULT.finding(
                **on(kpi, "result_period", "until"),
                message=text(
                    "“{kpi}” was measured until {until}, {days} days after the course.",
                    kpi=kpi.title,
                    until=until,
                    days=max((until - end).days, 0),
                ),
                help=text("Write `stage: provisional` for now, and measure again four to six months after the course."),
            )
