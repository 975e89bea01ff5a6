"""Dates of the organisation: what happened in these months, which values are newer, which data came too early?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.across import window_of
from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import at_level, first_use
from roi_spec.lint.strands import alike
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.periods import period_number
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import DataFile, Event, ExchangeRate, Kpi, Level, Programme
from roi_spec.model.text import Text, text

LONG_AGO = dt.timedelta(days=730)
A_YEAR = dt.timedelta(days=366)

EVENT = Rule(
    id="ROI330",
    name="event-not-treated",
    severity=Severity.WARNING,
    title="Something happened in the organisation in these months, and nothing is said about it",
    why="A reader who remembers the event will give it the credit, unless the study says what it did about it.",
    bad=(
        "# the calendar of the organisation holds the event new_claims_form, from 2025-03-01\n"
        "external_influences:\n  - title: A wet winter\n    treatment: Came to both teams alike\n"
    ),
    good=(
        "# the calendar of the organisation holds the event new_claims_form, from 2025-03-01\n"
        "external_influences:\n  - title: New claims form\n    event: new_claims_form\n"
        "    treatment: Came to both teams alike, so the comparison removes it\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M32",),
    min_level=4,
)


@checks(EVENT)
def event(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find events of the calendars in the months of an impact KPI that no influence names; one finding per event.

    An influence that names the event and has no treatment is for ROI156.
    """
    named = {one.event for one in programme.external_influences}
    for one in (event for calendar_ in context.calendars for event in calendar_.events):
        touched = [kpi for kpi in at_level(programme, Level.IMPACT) if _touches(one, kpi, programme)]
        if one.id in named or not touched or not _concerns(one, programme):
            continue
        yield EVENT.finding(
            **on(programme, "external_influences"),
            message=text(
                "“{event}” ({days}) falls in the months of “{kpi}”, and this file says nothing about it.",
                event=one.title,
                days=_days(one),
                kpi=touched[0].title,
            ),
            help=text(
                "Add an item under `external_influences:` with `event: {id}`, a `title:` and a `treatment:` that says "
                "how its part was removed, or why there is none.",
                id=one.id,
            ),
            related=(Label(one.at, text("The event in the calendar.")),),
        )


def _days(one: Event) -> Text:
    if one.period.until is None:
        return text("from {start}", start=one.period.start)
    return text("{start} to {until}", start=one.period.start, until=one.period.until)


def _concerns(one: Event, programme: Programme) -> bool:
    """Say whether an event touches the department of a programme; a programme without department may be touched."""
    own = alike(programme.department)
    return not one.departments or not own or any(alike(name) in own or own in alike(name) for name in one.departments)


def _touches(one: Event, kpi: Kpi, programme: Programme) -> bool:
    """Say whether an event can have moved a KPI: by its measure, and by the months from baseline to result.

    What held from before the baseline until after the result changed nothing in between.
    """
    first, last = stretch(kpi, programme)
    start, until = one.period.start, one.period.until
    if first is None or last is None or start is None or (one.measures and kpi.measure not in one.measures):
        return False
    throughout = start <= first and (until is None or until >= last)
    return start <= last and (until is None or until >= first) and not throughout


def stretch(kpi: Kpi, programme: Programme) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and last day that the change of a KPI is about: baseline to result, else delivery to window."""
    delivery, window = programme.delivery, window_of(programme)
    first = kpi.baseline_period.start if kpi.baseline_period else None
    last = kpi.result_period.until if kpi.result_period else None
    return first or (delivery.start if delivery else None), last or (window[1] if window else None)


NEWER = Rule(
    id="ROI316",
    name="newer-standard-value",
    severity=Severity.INFO,
    title="There is a newer standard value that would change the result",
    why="The value of the day of evaluation is right here; who decides today wants to know what changed since.",
    bad=(
        "# since 2025-07-01 the standard values hold 48 EUR/error instead of 60\n"
        "evaluated_on: 2025-06-01\nkpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * standard.error_cost * benefit_window}\n"
    ),
    good=(
        "# since 2025-07-01 the standard values hold 48 EUR/error instead of 60\n"
        "evaluated_on: 2025-09-01\nkpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * standard.error_cost * benefit_window}\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M50",),
)


@checks(NEWER)
def newer(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Tell of every newer version of a standard value with which the result would be another."""
    for one in evaluation.newer:
        measure = evaluation.step(one.measure)
        if measure is None or one.used.value is None or one.newer.value is None or one.now.base == one.then.base:
            continue
        yield NEWER.finding(
            **first_use(programme, f"standard.{one.id}"),
            message=text(
                "“{value}” counts as {used} here; from {since} on it is {newer}. With that, {measure} would be {then} "
                "instead of {now}.",
                value=one.used.title,
                used=one.used.value.best.quantity,
                since=one.newer.valid_from or text("now"),
                newer=one.newer.value.best.quantity,
                measure=measure.line.title,
                then=_rounded(one.then),
                now=_rounded(one.now),
            ),
            help=text("To use it, write a later `evaluated_on:`. To leave it, nothing has to be done."),
            related=(Label(one.newer.at, text("The newer value stands here.")),),
        )


def _rounded(value: Quantity) -> Quantity:
    return Quantity(Fraction(rounded(value.value, 1 if value.unit.is_share else 0)), value.unit)


OLD_VALUE = Rule(
    id="ROI325",
    name="value-of-years-ago",
    severity=Severity.WARNING,
    title="A value is more than two years old and says nothing on how long it holds",
    why="Wages, prices and margins move, and what was right two years ago is probably not right now.",
    bad="assumptions:\n  - id: cost_per_error\n    date: 2022-11-01\n",
    good="assumptions:\n  - id: cost_per_error\n    date: 2025-01-15\n",
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M50",),
    min_level=4,
)


@checks(OLD_VALUE)
def old_value(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find assumptions dated more than two years before the evaluation, without `valid_until`."""
    day = programme.evaluated_on or context.as_of
    for value in programme.assumptions:
        if day is None or value.date is None or value.valid_until is not None or day - value.date <= LONG_AGO:
            continue
        yield OLD_VALUE.finding(
            **on(value, "date"),
            message=text("“{value}” is dated {date}.", value=value.title, date=value.date),
            help=text("Ask its owner whether it still holds, and write the present value or `valid_until:`."),
        )


EARLY_DATA = Rule(
    id="ROI308",
    name="data-taken-too-early",
    severity=Severity.WARNING,
    title="Data were taken from the system before the measured period was over",
    why="The last weeks are then not in it, and late entries of the weeks before are missing as well.",
    bad=(
        "data:\n  - {id: claims, file: data/claims.csv, system: Claims system, extracted: 2025-07-15, "
        "columns: {value: Errors}}\nkpis:\n  - id: errors\n    data: claims\n    unit: errors/month\n"
    ),
    good=(
        "data:\n  - {id: claims, file: data/claims.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {value: Errors}}\nkpis:\n  - id: errors\n    data: claims\n    unit: errors/month\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M31",),
)


@checks(EARLY_DATA)
def early_data(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Hold the day a file was taken against the result period, else against the last period in the file."""
    for entry in programme.data:
        last = _last_day(entry, programme, evaluation)
        if entry.extracted is None or last is None or entry.extracted >= last:
            continue
        yield EARLY_DATA.finding(
            **on(entry, "extracted"),
            message=text(
                "“{file}” was taken from {system} on {day}, and the period it is used for runs until {last}.",
                file=entry.file,
                system=entry.system,
                day=entry.extracted,
                last=last,
            ),
            help=text("Take the data again, or end the period earlier, and write the new `extracted:`."),
        )


def _last_day(entry: DataFile, programme: Programme, evaluation: Evaluation) -> dt.date | None:
    used = [kpi for kpi in programme.kpis if entry.id in (kpi.data, *(one.data for one in kpi.attributions))]
    stated = [kpi.result_period.until for kpi in used if kpi.result_period and kpi.result_period.until]
    table = next((one for one in evaluation.tables if one.id == entry.id), None)
    periods = table.labels("period") if table else None
    found = [day for label in (periods.names if periods and used else ()) if (day := period_end(label))]
    return max(stated or found, default=None)


def period_end(period: str) -> dt.date | None:
    """Give the last day of a period as authors write them (`2024-03`, `2024-Q2`, `2024-W05`); None for other words."""
    found = period_number(period)
    if found is None:
        return None
    kind, number = found
    if kind == "day":
        return dt.date.fromordinal(number)
    if kind == "week":
        return dt.date.fromordinal(number * 7 + 7)
    months = number if kind == "month" else number * 3 + 2
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


RATE = Rule(
    id="ROI320",
    name="exchange-rate-not-dated",
    severity=Severity.WARNING,
    title="An exchange rate has no date or source, or is more than a year old",
    why="Rates move by a tenth in a year, and without date and source nobody can look this one up.",
    bad="exchange_rates:\n  - {currency: USD, rate: 0.92 EUR/USD}\n",
    good=(
        "exchange_rates:\n"
        "  - {currency: USD, rate: 0.92 EUR/USD, date: 2025-07-31, source: Reference rate of the central bank}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M42",),
)


@checks(RATE)
def rate(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find rates without date or source, and rates of more than a year before the evaluation."""
    day = programme.evaluated_on or context.as_of
    for one in programme.exchange_rates:
        missing = [name for name, value in (("date", one.date), ("source", one.source)) if not value]
        if missing:
            yield _rate(
                one,
                text("The rate of {currency} cannot be looked up.", currency=one.currency),
                text("Add {fields}.", fields=", ".join(f"`{name}:`" for name in missing)),
            )
        elif day is not None and one.date is not None and day - one.date > A_YEAR:
            yield _rate(
                one,
                text("The rate of {currency} is dated {date}.", currency=one.currency, date=one.date),
                text("Take the rate of the months in which the money moved, and write its `date:` and `source:`."),
            )


def _rate(one: ExchangeRate, message: Text, advice: Text) -> Finding:
    return RATE.finding(**on(one, "date" if one.date else "rate"), message=message, help=advice)
