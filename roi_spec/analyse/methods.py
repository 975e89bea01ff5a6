"""One method on one KPI: from a table (or a series in the spec) through its design to an analysis and findings."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse import choose, frame, rules
from roi_spec.analyse.asked import Asked, Expected
from roi_spec.analyse.panel import Panel
from roi_spec.analyse.parts import PEOPLE, TEAMS, Parts, analysis_of
from roi_spec.model.analysis import CAUTION, REFUSED, Analysis
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.periods import period_number
from roi_spec.model.quantity import MAX_DIGITS, Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Attribution, DataFile, Kpi, Point, Programme
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY_LOT = "randomised_control_group"
LARGEST = 10.0**MAX_DIGITS
"""As large as a number in a spec may be; squares of larger ones leave the range of a computer."""

Found = tuple[Analysis | None, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """One method with everything it reads."""

    kpi: Kpi
    attribution: Attribution
    entry: DataFile
    table: Table
    design: str

    @property
    def at(self) -> Span:
        """Give the place of the name of the data."""
        return self.attribution.spot("data")

    @property
    def drivers(self) -> tuple[str, ...]:
        """Give the ids of the drivers of a forecast model."""
        return tuple(one.id for one in self.attribution.drivers)

    @property
    def others(self) -> tuple[str, ...]:
        """Give the labels of the group column that were not trained, in the order of the alphabet."""
        column = self.table.labels("group")
        return tuple(one for one in sorted(column.names if column else ()) if one not in self.attribution.trained)


def from_file(programme: Programme, kpi: Kpi, attribution: Attribution, tables: Mapping[str, Table]) -> Found:
    """Analyse a method whose figures stand in a data file; nothing when the file could not be read."""
    entry = next((one for one in programme.data if one.id == attribution.data), None)
    table = tables.get(attribution.data)
    if entry is None or table is None:
        return None, ()
    table = for_kpi(kpi, table)
    case = Case(kpi, attribution, entry, table, choose.design_of(attribution, table.columns))
    if unfit := tuple(_unfit(case)):
        return None, unfit
    case, unused = _without_idle(case)
    asked = asked_of(kpi, attribution, case.others, seed_of(programme, kpi))
    with np.errstate(all="ignore"):
        parts, said = _DESIGNS[case.design](case, asked)
    parts = replace(parts, notes=(*parts.notes, *_compared_with(case), *_averaged(case)))
    analysis = analysis_of(parts, asked, data=entry.id, digest=table.digest, rows=table.rows)
    parts = replace(parts, trust=analysis.trust)
    return analysis, (*unused, *_rare(case), *said, *_enough(case, parts))


def for_kpi(kpi: Kpi, table: Table) -> Table:
    """Give a table as the KPI counts: yes and no of people (0 and 1) as percentages when it is in percent."""
    of_people = "person" in table.columns or "period" not in table.columns
    return frame.in_percent(table) if kpi.unit is not None and kpi.unit.is_share and of_people else table


def asked_of(kpi: Kpi, attribution: Attribution, others: tuple[str, ...], seed: str) -> Asked:
    """Put the question of a method to its design."""
    unit = kpi.unit or PLAIN
    comparison = attribution.comparison.group if attribution.comparison else ", ".join(others)
    regression = attribution.expected_regression
    return Asked(
        better=kpi.better,
        unit=unit,
        negligible=_in(unit, attribution.negligible.quantity) if attribution.negligible else None,
        names=(", ".join(attribution.trained), comparison),
        assigned=(_assigned(attribution, attribution.trained), _assigned(attribution, others)),
        assignment=attribution.assignment or ("random" if attribution.method == BY_LOT else ""),
        total=kpi.aggregate == "sum",
        seed=seed,
        regression=None
        if regression is None
        else Expected(
            _in(unit, regression.population_mean.quantity), float(regression.retest_correlation.quantity.base)
        ),
    )


def seed_of(programme: Programme, kpi: Kpi) -> str:
    """Give what random divisions are drawn from: names alone, so that the layout of a file is of no account."""
    return f"{programme.id} {kpi.id}"


def _in(unit: Unit, quantity: Quantity) -> float:
    return float(quantity.base / unit.factor)


def _assigned(attribution: Attribution, labels: tuple[str, ...]) -> int | None:
    """Give how many were assigned to some groups together; with one group and no labels, to everybody."""
    named = dict(attribution.assigned)
    if not labels and not attribution.trained:
        return sum(named.values()) or None
    return sum(named.get(label, 0) for label in labels) or None


# --- does the data fit the method? -----------------------------------------------------------------------------------


def _unfit(case: Case) -> list[Finding]:
    """Find what keeps the method from being worked out at all; one cause at a time."""
    if choose.layout_of(case.design, case.table.columns, case.drivers) is None:
        return [_columns(case)]
    if found := _groups(case):
        return found
    if "period" in case.table.columns and (wrong := _start(case)):
        return [wrong]
    if _huge(case):
        return [_beyond(case)]
    return [] if _varies(case) else [_constant(case)]


def _columns(case: Case) -> Finding:
    there = tuple(role for role, _ in case.entry.columns)
    needed = choose.NEEDS[case.design].words
    return rules.COLUMNS.finding(
        case.at,
        text("{needed} The data “{data}” have: {roles}.", needed=needed, data=case.entry.id, roles=there),
        help=text("Name the columns under `columns:` of this data entry, as `role: heading in the file`."),
        related=(Label(case.entry.spot("columns"), text("The columns that are named")),),
    )


def _groups(case: Case) -> list[Finding]:
    column = case.table.labels("group")
    if column is None:
        return [_no_groups(case)] if case.attribution.trained else []
    if not case.attribution.trained:
        message = text(
            "The data “{data}” hold several groups, and `trained:` does not say which were trained.", data=case.entry.id
        )
        help_ = text(
            "Write which of these were trained, for example `{line}`: {names}.",
            line=f"trained: [{column.names[0]}]",
            names=tuple(column.names[:8]),
        )
        return [rules.GROUPS.finding(case.at, message, help=help_)]
    unknown = [
        _unknown(case, name, "trained", column.names) for name in case.attribution.trained if name not in column.names
    ]
    unknown += [
        _unknown(case, name, "assigned", column.names)
        for name, _ in case.attribution.assigned
        if name not in column.names
    ]
    if unknown:
        return unknown
    if choose.NEEDS[case.design].compares and not case.others:
        message = text(
            "Every group in the data “{data}” is named under `trained:`, so there is no comparison.", data=case.entry.id
        )
        help_ = text("Name only the groups that were trained, or add rows of a group that was not.")
        return [rules.NO_COMPARISON.finding(case.attribution.spot("trained"), message, help=help_)]
    return [found for name, number in case.attribution.assigned if (found := _fewer(case, name, number))]


def _no_groups(case: Case) -> Finding:
    return rules.COLUMNS.finding(
        case.attribution.spot("trained"),
        text("`trained:` names groups, and the data “{data}” have no column group.", data=case.entry.id),
        help=text("Name the column that says the group under `columns:`, as `group: heading in the file`."),
        related=(Label(case.entry.spot("columns"), text("The columns that are named")),),
    )


def _unknown(case: Case, name: str, field: str, known: tuple[str, ...]) -> Finding:
    near = difflib.get_close_matches(name, known, 1, 0.6)
    help_ = text("Write: {line}", line=near[0]) if near else text("The data hold: {names}.", names=tuple(known[:8]))
    return rules.GROUPS.finding(
        _place(case.attribution, field, name),
        text("“{name}” is no group in the data “{data}”.", name=name, data=case.entry.id),
        help=help_,
    )


def _place(attribution: Attribution, field: str, name: str) -> Span:
    node = attribution.node.get(field)
    if node is not None:
        for item in node.items:
            named = item.get("group") or item
            if named.text == name:
                return named.span
    return attribution.spot(field)


def _fewer(case: Case, name: str, number: int) -> Finding | None:
    measured = frame.group_sizes(case.table).get(name, 0)
    if number >= measured:
        return None
    return rules.ASSIGNED.finding(
        _place(case.attribution, "assigned", name),
        text(
            "{number} were assigned to “{name}”, and the data “{data}” hold {measured}.",
            number=number,
            name=name,
            data=case.entry.id,
            measured=measured,
        ),
        help=text("Write how many were in the group at the start, those who dropped out included."),
    )


def _start(case: Case) -> Finding | None:
    column = case.table.labels("period")
    assert column is not None
    numbered = [one for one in map(period_number, column.names) if one]
    if not numbered:
        return None
    attribution, kind = case.attribution, numbered[0][0]
    first, last = (pick(column.names, key=lambda name: period_number(name) or ("", 0)) for pick in (min, max))
    if not attribution.start:
        message = text(
            "The data “{data}” run from {first} to {last}, and `start:` does not say when the programme began.",
            data=case.entry.id,
            first=first,
            last=last,
        )
        return rules.START.finding(
            case.at,
            message,
            help=text("Write the first period with the programme, for example `{line}`.", line="start: " + last),
        )
    start = period_number(attribution.start)
    if start is None or start[0] != kind:
        message = text(
            "The start {start} is not written as the periods in the data are: {first}.",
            start=attribution.start,
            first=first,
        )
        return rules.START.finding(
            attribution.spot("start"), message, help=text("Write it in the same way, for example {line}.", line=first)
        )
    numbers = [one[1] for one in numbered]
    if min(numbers) < start[1] <= max(numbers):
        return None
    message = (
        text(
            "The data “{data}” end in {last}, before the start {start}.",
            data=case.entry.id,
            last=last,
            start=attribution.start,
        )
        if start[1] > max(numbers)
        else text(
            "The data “{data}” begin in {first}, so there is nothing before the start {start}.",
            data=case.entry.id,
            first=first,
            start=attribution.start,
        )
    )
    help_ = text("Correct `start:`, or take an extract with periods on both sides of it.")
    return rules.START.finding(attribution.spot("start"), message, help=help_)


def _figures(case: Case) -> list[NDArray[Any]]:
    roles = ("value", "before", "after", *case.drivers)
    return [one for role in roles if (one := frame.numbers(case.table, role)) is not None]


def _huge(case: Case) -> bool:
    return any(bool((np.abs(one[~np.isnan(one)]) >= LARGEST).any()) for one in _figures(case))


def _beyond(case: Case) -> Finding:
    return rules.UNUSABLE.finding(
        case.at,
        text("The data “{data}” hold figures of more than {digits} digits.", data=case.entry.id, digits=MAX_DIGITS),
        help=text("Write them in a larger unit, for example thousands of euros."),
    )


def _varies(case: Case) -> bool:
    return frame.varies(*(frame.numbers(case.table, role) for role in ("value", "before", "after")))


def _constant(case: Case) -> Finding:
    return rules.UNUSABLE.finding(
        case.at,
        text("All figures of “{kpi}” in the data “{data}” are the same.", kpi=case.kpi.title, data=case.entry.id),
        help=text("Check which heading stands under `columns:`, and whether the extract is right."),
    )


def _enough(case: Case, parts: Parts) -> tuple[Finding, ...]:
    """Say so when there is too little, or little, to go by."""
    if parts.short is None or parts.trust not in (REFUSED, CAUTION):
        return ()
    rule = rules.TOO_LITTLE if parts.trust == REFUSED else rules.LITTLE
    message = text("{design} for “{kpi}”: {short}", design=parts.title, kpi=case.kpi.title, short=parts.short)
    return (rule.finding(case.at, message, help=parts.enough),)


# --- what is said beside the figures ---------------------------------------------------------------------------------

RARE = 0.05
"""A label with a smaller share of the rows is probably a way of writing another one."""


def _without_idle(case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Leave out a start and a season that these data know nothing of, and say so."""
    attribution, periods = case.attribution, case.table.labels("period")
    if periods is None:
        found = tuple(_idle(case, field) for field in ("start", "season") if getattr(attribution, field))
        return replace(case, attribution=replace(attribution, start="", season=None)), found
    if attribution.season is None:
        return case, ()
    length = max(_calendar(case).labels) + 1
    if case.design not in (choose.SERIES, choose.TREND):
        return replace(case, attribution=replace(attribution, season=None)), (_no_use(case),)
    if attribution.season <= length:
        return case, ()
    return replace(case, attribution=replace(attribution, season=None)), (_too_long(case, attribution.season, length),)


def _idle(case: Case, field: str) -> Finding:
    message = text(
        "`{field}:` is stated, and the data “{data}” have no column period.", field=field, data=case.entry.id
    )
    help_ = text(
        "Leave `{field}:` out, or name the column that says when under `columns:`, as `period: heading in the file`.",
        field=field,
    )
    return rules.FIELD.finding(case.attribution.spot(field), message, help=help_)


def _no_use(case: Case) -> Finding:
    return rules.FIELD.finding(
        case.attribution.spot("season"),
        text("`season:` is stated, and this method compares groups or people and follows no season."),
        help=text("Leave `season:` out; the season strikes both sides of the comparison."),
    )


def _too_long(case: Case, season: int, length: int) -> Finding:
    return rules.FIELD.finding(
        case.attribution.spot("season"),
        text(
            "`season:` is {season} periods, and the data “{data}” span {length}.",
            season=season,
            data=case.entry.id,
            length=length,
        ),
        help=text("Write after how many periods of these data the pattern repeats, or leave `season:` out."),
    )


def _compared_with(case: Case) -> tuple[Text, ...]:
    """Say which labels were taken as the comparison, where the spec does not show it by itself."""
    compares = choose.NEEDS[case.design].compares or case.design == choose.SERIES
    stated = case.attribution.comparison is not None and bool(case.attribution.comparison.group)
    if not compares or not case.others or not (stated or len(case.others) > 1):
        return ()
    names = case.others[:MOST_NAMED]
    if len(case.others) > len(names):
        more = len(case.others) - len(names)
        return (text("Taken as the comparison: the groups {names} and {more} others.", names=names, more=more),)
    return (text("Taken as the comparison: the rows with the group {names}.", names=names),)


MOST_NAMED = 20


def _rare(case: Case) -> tuple[Finding, ...]:
    """Find labels outside `trained:` with few rows, which may be a trained group in another spelling.

    With many groups each has few rows, so a label is also held against half of an even share. Labels that differ in
    capitals or spaces alone were told when the file was read.
    """
    column = case.table.labels("group")
    if column is None or not case.attribution.trained:
        return ()
    rows = np.bincount(np.asarray(column.codes)[np.asarray(column.codes) >= 0], minlength=len(column.names))
    whole, limit = int(rows.sum()), min(RARE, 1 / (2 * len(column.names)))
    sizes = dict(zip(column.names, (int(one) for one in rows), strict=True))
    stated = {name for name, _ in case.attribution.assigned}
    few = [one for one in case.others if sizes[one] < limit * whole and one not in stated]
    return tuple(_few_rows(case, name, sizes[name], whole) for name in few if not _written_alike(name, column.names))


def _written_alike(name: str, names: tuple[str, ...]) -> bool:
    plain = name.casefold().replace(" ", "")
    return any(one != name and one.casefold().replace(" ", "") == plain for one in names)


def _few_rows(case: Case, name: str, rows: int, whole: int) -> Finding:
    column = case.table.labels("group")
    assert column is not None
    by_small = {one.casefold(): one for one in column.names if one != name}
    near = difflib.get_close_matches(name.casefold(), by_small, 1, 0.6)
    message = text(
        "“{name}” is not named under `trained:`, and has {rows} of the {whole} rows of the data “{data}”.",
        name=name,
        rows=rows,
        whole=whole,
        data=case.entry.id,
    )
    help_ = (
        text("If “{near}” is meant, write that in the data; else leave these rows out.", near=by_small[near[0]])
        if near
        else text("If it is a group of its own that was not trained, give it more rows or leave them out.")
    )
    first = case.table.row(column.codes.index(column.names.index(name)))
    related = (Label(first, text("The first row with this group")),)
    return rules.GROUPS.finding(
        case.attribution.spot("trained"), message, help=help_, related=related, severity=Severity.WARNING
    )


def _averaged(case: Case) -> tuple[Text, ...]:
    """Tell of a series in which several rows are about one period of one group, because one figure is made of them."""
    if case.design not in (choose.SERIES, choose.TREND, choose.FORECAST):
        return ()
    periods, groups = case.table.labels("period"), case.table.labels("group")
    if periods is None:
        return ()
    side = groups.codes if groups is not None else repeat(0, case.table.rows)
    rows = Counter(zip(periods.codes, side, strict=True))
    several = sum(count > 1 for count in rows.values())
    if not several:
        return ()
    how = text("their total") if case.kpi.aggregate == "sum" else text("their average")
    return (
        text(
            "Periods with more than one row in the file: {count}. For each of them {how} counts.",
            count=several,
            how=how,
        ),
    )


# --- the designs -----------------------------------------------------------------------------------------------------

Made = tuple[Parts, tuple[Finding, ...]]


def _start_number(case: Case) -> int | None:
    found = period_number(case.attribution.start) if case.attribution.start else None
    return found[1] if found else None


def _people(case: Case) -> tuple[frame.People, tuple[Finding, ...]]:
    found = frame.people(case.table, case.attribution.trained, _start_number(case))
    return found, _both_groups(case, found.mixed)


def _both_groups(case: Case, rows: tuple[int, ...]) -> tuple[Finding, ...]:
    if not rows:
        return ()
    lines = tuple(str(case.table.lines[row]) for row in rows[:5])
    message = text(
        "People in both groups in the data “{data}”: {count}. The first changes in line {lines}.",
        count=len(rows),
        data=case.entry.id,
        lines=lines[0],
    )
    help_ = text("Give each person the group it was in at the start. Until then these people are left out.")
    return (
        rules.BOTH_GROUPS.finding(
            case.at,
            message,
            help=help_,
            related=tuple(Label(case.table.row(row), text("In the other group from here on")) for row in rows[:5]),
        ),
    )


def _paired(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.paired import paired  # noqa: PLC0415 - each design loads what it needs, and no more

    found, said = _people(case)
    mine = found.trained
    teams = None if found.teams is None else found.teams[mine]
    return paired(found.before[mine], found.after[mine], asked, clusters=teams, counted=_counted(case)), said


def _counted(case: Case) -> Text:
    return (
        TEAMS
        if "person" not in case.table.columns and "team" in case.table.columns and "period" in case.table.columns
        else PEOPLE
    )


def _two_groups(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.two_groups import two_groups  # noqa: PLC0415 - see above

    found, said = _people(case)
    return two_groups(found.after, found.trained, asked, clusters=found.teams), said


def _randomised(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.randomised import randomised  # noqa: PLC0415 - see above

    found, said = _people(case)
    return randomised(found.before, found.after, found.trained, asked, clusters=found.teams), said


def _differences(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.differences import difference_in_differences  # noqa: PLC0415 - see above

    if "period" not in case.table.columns:
        made = difference_in_differences(_two_periods(case), 1, asked)
        short = text("The data hold one measurement before and one after.")
        return replace(made, short=short, enough=_more_before()), ()
    start = _start_number(case)
    assert start is not None
    panel, mixed = frame.panel_of(case.table, case.attribution.trained, start)
    when = frame.calendar(case.table, start)
    said = (*_both_groups(case, mixed), *_uneven(case, frame.rows_left_out(panel), when.labels))
    made = difference_in_differences(panel, when.start, asked, counted=_counted(case), labels=when.labels)
    return _told(made, mixed), said


def _more_before() -> Text:
    return text(
        "Difference in differences needs two measurements before or more, in rows with person or team, period, group "
        "and value: one cannot show whether both groups moved alike. When the groups were drawn by lot, write "
        "`method: randomised_control_group`; else leave `before:` out of `columns:`, and the groups are compared "
        "afterwards."
    )


def _told(parts: Parts, mixed: tuple[int, ...]) -> Parts:
    from roi_spec.analyse import checks  # noqa: PLC0415 - see above

    return replace(parts, checks=(*parts.checks, checks.mixed_people(len(mixed)))) if mixed else parts


def _two_periods(case: Case) -> Panel:
    found = frame.people(case.table, case.attribution.trained, None)
    count = len(found.before)
    units = np.tile(np.arange(count), 2)
    values = np.concatenate([found.before, found.after])
    return Panel(values, units, np.repeat([0, 1], count), np.tile(found.trained, 2), units)


def _uneven(case: Case, times: tuple[int, ...], labels: Mapping[int, str]) -> tuple[Finding, ...]:
    if not times:
        return ()
    message = text(
        "Only one of the groups in the data “{data}” has figures in: {periods}.",
        data=case.entry.id,
        periods=tuple(labels.get(time, str(time)) for time in times[:6]),
    )
    help_ = text("Add the missing rows. Until then these periods are left out.")
    return (rules.UNEVEN.finding(case.at, message, help=help_),)


def _interrupted(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.interrupted import interrupted_time_series  # noqa: PLC0415 - see above

    mine, when = frame.members(case.table, case.attribution.trained), _calendar(case)
    comparison: tuple[NDArray[Any], NDArray[Any]] | None = None
    said: tuple[Finding, ...] = ()
    if case.others:
        rest = ~mine & frame.grouped(case.table)
        size = _rows_a_period(when.times[mine]) if asked.total else 1.0
        comparison = (when.times, frame.course(case.table, rest) * size)
        said = _uneven(case, _one_sided(case, mine, rest, when), when.labels)
    values = frame.course(case.table, mine, total=asked.total)
    parts = interrupted_time_series(
        when.times, values, when.start, asked, season=case.attribution.season, comparison=comparison, labels=when.labels
    )
    return parts, said


def _rows_a_period(times: NDArray[Any]) -> float:
    """Give how many people or teams a total is of, so that the comparison can be brought to the same size."""
    return len(times) / max(len(np.unique(times)), 1)


def _one_sided(case: Case, mine: NDArray[Any], rest: NDArray[Any], when: frame.Calendar) -> tuple[int, ...]:
    values = frame.course(case.table, mine | rest)
    known = ~np.isnan(values)
    return tuple(int(time) for time in np.setxor1d(when.times[mine & known], when.times[rest & known]))


def _calendar(case: Case) -> frame.Calendar:
    start = _start_number(case)
    assert start is not None
    return frame.calendar(case.table, start)


def _trend(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.expected import trend_line  # noqa: PLC0415 - see above

    when = _calendar(case)
    values = frame.course(case.table, frame.members(case.table, case.attribution.trained), total=asked.total)
    return trend_line(when.times, values, when.start, asked, season=case.attribution.season, labels=when.labels), ()


def _forecast(case: Case, asked: Asked) -> Made:
    from roi_spec.analyse.expected import forecast_model  # noqa: PLC0415 - see above

    when = _calendar(case)
    mine = frame.members(case.table, case.attribution.trained)
    values = frame.course(case.table, mine, total=asked.total)
    drivers = {one.title: frame.course(case.table, mine, one.id) for one in case.attribution.drivers}
    return forecast_model(when.times, values, drivers, when.start, asked, labels=when.labels), ()


_DESIGNS = {
    choose.PAIRED: _paired,
    choose.TWO_GROUPS: _two_groups,
    choose.RANDOMISED: _randomised,
    choose.DIFFERENCES: _differences,
    choose.SERIES: _interrupted,
    choose.TREND: _trend,
    choose.FORECAST: _forecast,
}


# --- a series in the spec itself -------------------------------------------------------------------------------------


def from_spec(kpi: Kpi, attribution: Attribution) -> Found:
    """Analyse a series that stands in the spec: the interval around what the lines of the evaluation compute.

    Nothing when a period or a driver cannot be counted with, or a unit differs; the evaluation says so itself.
    """
    points = (*attribution.before, *attribution.after)
    unit = kpi.unit or points[0].value.quantity.unit
    times = _times(points)
    alike = all(one.value.quantity.unit.dimensions == unit.dimensions for one in points)
    drivers = {one.title: _course(points, one.id) for one in attribution.drivers}
    if times is None or not alike or any(one is None for one in drivers.values()):
        return None, ()
    values = np.array([_in(unit, one.value.quantity) for one in points])
    asked = asked_of(replace(kpi, unit=unit), attribution, (), "")
    parts = _typed(attribution, times, values, {name: one for name, one in drivers.items() if one is not None}, asked)
    if parts is None:
        return None, ()
    analysis = analysis_of(parts, asked, rows=len(points))
    if analysis.trust != REFUSED or parts.short is None:
        return analysis, ()
    message = text("{design} for “{kpi}”: {short}", design=parts.title, kpi=kpi.title, short=parts.short)
    return analysis, (rules.TOO_LITTLE.finding(attribution.spot("before"), message, help=parts.enough),)


def _typed(
    attribution: Attribution,
    times: NDArray[Any],
    values: NDArray[Any],
    drivers: Mapping[str, NDArray[Any]],
    asked: Asked,
) -> Parts | None:
    from roi_spec.analyse.expected import forecast_model, trend_line  # noqa: PLC0415 - see above

    early = len(attribution.before)
    start = int(times[early:].min())
    if len(np.unique(times)) < len(times) or int(times[:early].max()) >= start:
        return None
    points = (*attribution.before, *attribution.after)
    labels = {int(time): one.period for time, one in zip(times, points, strict=True)}
    with np.errstate(all="ignore"):
        if attribution.method == choose.TREND:
            return trend_line(times, values, start, asked, labels=labels)
        return forecast_model(times, values, drivers, start, asked, labels=labels) if 1 <= len(drivers) <= 2 else None


def _times(points: tuple[Point, ...]) -> NDArray[Any] | None:
    found = [period_number(one.period) for one in points]
    if any(one is None or found[0] is None or one[0] != found[0][0] for one in found):
        return None
    return np.array([one[1] for one in found if one], dtype=np.int64)


def _course(points: tuple[Point, ...], driver: str) -> NDArray[Any] | None:
    given = [dict(one.drivers).get(driver) for one in points]
    return np.array([float(one.quantity.base) for one in given if one]) if all(given) else None
