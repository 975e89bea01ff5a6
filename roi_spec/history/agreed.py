"""What a programme agrees beforehand, in a form in which only a change of meaning is a change.

Objectives, KPIs with their targets and the way they are measured, attribution methods, and what turns an effect into
money, down to the standard values. What can only be known later (results, answers of respondents, the height of a
baseline) may be filled in; it counts once it stood there and became another. Order, layout, notation and new ids for
the same content are no change. A changed word in an objective is one: nobody else can judge what it meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roi_spec.model.formula import names
from roi_spec.model.past import Sort
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Pointer
from roi_spec.model.spec import Assumption, Attribution, Conversion, Formula, Given, Kpi, Objective, Period, Programme
from roi_spec.model.text import Text, text


@dataclass(frozen=True, slots=True)
class Point:
    """One thing about a thing: the target of a KPI, the statement of an objective."""

    name: str
    """As its field is called, where there is one: `target`, `attribution.method`."""
    sort: Sort
    title: Text
    content: Any
    """What is compared: a quantity, words, a formula, a reference; None: not stated."""
    fills: bool = False
    """Whether it may be filled in later."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a KPI, which may get another name."""

    id: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An objective, a KPI, a value or the programme itself, with everything agreed about it."""

    kind: str
    """`objectives`, `kpis`, `assumptions`, `standard` or empty for the programme: how its address begins."""
    id: str
    title: str
    points: tuple[Point, ...]
    pointer: Pointer

    @property
    def address(self) -> str:
        """Give its address by id."""
        return f"{self.kind}.{self.id}" if self.kind else ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that a programme agrees, as one version of its file has it."""

    things: Mapping[tuple[str, str], Thing]

    @property
    def size(self) -> int:
        """Count what is stated."""
        return sum(point.content is not None for thing in self.things.values() for point in thing.points)


def agreed(programme: Programme, standards: Mapping[str, Assumption]) -> Agreement:
    """Give what a programme agrees; `standards` are the shared values that hold for it, by id."""
    every = (
        _whole(programme),
        *(_objective(one) for one in programme.objectives),
        *(_kpi(one) for one in programme.kpis),
        *_values(programme, standards),
    )
    return Agreement({(one.kind, one.id): one for one in every})


# --- things ----------------------------------------------------------------------------------------------------------


def _whole(programme: Programme) -> Thing:
    target, window = programme.target_roi, programme.benefit_window
    points = (
        Point("target_roi", Sort.FRAME, text("Target of the ROI"), _quantity(target.value if target else None)),
        Point(
            "benefit_window.length",
            Sort.FRAME,
            text("Months in which benefits count"),
            _quantity(window.length if window else None),
        ),
    )
    return Thing("", "", programme.title, points, ())


def _objective(one: Objective) -> Thing:
    title = text("Objective “{statement}”", statement=one.statement)
    points = (
        Point("statement", Sort.OBJECTIVE, title, _words(one.statement)),
        Point("level", Sort.OBJECTIVE, text("Level of objective “{statement}”", statement=one.statement), one.level),
        Point("kpi", Sort.OBJECTIVE, text("KPI of objective “{statement}”", statement=one.statement), _kpi_of(one)),
    )
    return Thing("objectives", one.id, one.statement, points, one.node.pointer)


def _kpi_of(one: Objective) -> Reference | None:
    return Reference(one.kpi) if one.kpi else None


def _kpi(one: Kpi) -> Thing:
    points = (*_measured(one), *_attributed(one), *_converted(one))
    return Thing("kpis", one.id, one.title, points, one.node.pointer)


def _measured(one: Kpi) -> Iterator[Point]:
    """Give what is to be reached and how it is measured; the height of the baseline is known only when measured."""
    kpi, source = one.title, one.source
    yield Point("target", Sort.TARGET, text("Target of “{kpi}”", kpi=kpi), _quantity(one.target))
    yield Point("level", Sort.KPI, text("Level of “{kpi}”", kpi=kpi), one.level)
    yield Point("better", Sort.KPI, text("Which way of “{kpi}” is better", kpi=kpi), _words(one.better))
    yield Point("measure", Sort.KPI, text("Measure that “{kpi}” is", kpi=kpi), _words(one.measure), fills=True)
    yield Point("definition", Sort.KPI, text("Definition of “{kpi}”", kpi=kpi), _words(one.definition), fills=True)
    yield Point("population", Sort.KPI, text("People of “{kpi}”", kpi=kpi), _words(one.population), fills=True)
    yield Point(
        "source.system",
        Sort.BASELINE,
        text("System that “{kpi}” comes from", kpi=kpi),
        _words(source.system if source else ""),
        fills=True,
    )
    instrument = text("Instrument of “{kpi}” before", kpi=kpi)
    yield Point("instrument_before", Sort.BASELINE, instrument, _words(one.instrument_before), fills=True)
    period = text("Period of the baseline of “{kpi}”", kpi=kpi)
    yield Point("baseline_period", Sort.BASELINE, period, _period(one.baseline_period), fills=True)
    yield Point("baseline", Sort.BASELINE, text("Baseline of “{kpi}”", kpi=kpi), _quantity(one.baseline), fills=True)


def _attributed(one: Kpi) -> Iterator[Point]:
    main = one.attribution
    title = text("Attribution method of “{kpi}”", kpi=one.title)
    yield Point("attribution.method", Sort.METHOD, title, _words(main.method if main else ""))
    group = text("Group that “{kpi}” is compared with", kpi=one.title)
    yield Point("attribution.comparison", Sort.METHOD, group, _words(_group(main)), fills=True)
    assigned = text("How groups were made for “{kpi}”", kpi=one.title)
    yield Point("attribution.assignment", Sort.METHOD, assigned, _words(main.assignment if main else ""), fills=True)
    for check in one.cross_checks:
        said = text("Second method for “{kpi}”: {method}", kpi=one.title, method=check.method)
        yield Point(f"cross_checks.{check.method}", Sort.METHOD, said, _words(check.method), fills=True)


def _group(one: Attribution | None) -> str:
    return one.comparison.group if one and one.comparison else ""


def _converted(one: Kpi) -> Iterator[Point]:
    found: Conversion | None = one.conversion
    technique = text("Technique that makes “{kpi}” money", kpi=one.title)
    yield Point("conversion.technique", Sort.CONVERSION, technique, _words(found.technique if found else ""))
    formula = text("Formula that makes “{kpi}” money", kpi=one.title)
    yield Point("conversion.formula", Sort.CONVERSION, formula, found.formula.tree if found else None)
    times = text("Working time in a year that “{kpi}” is counted over", kpi=one.title)
    yield Point("conversion.times_a_year", Sort.CONVERSION, times, _quantity(found.times_a_year if found else None))


def _values(programme: Programme, standards: Mapping[str, Assumption]) -> Iterator[Thing]:
    """Give every value that conversions rest on, also through the formulas of other values."""
    own = {one.id: one for one in programme.assumptions}
    waiting = [one.conversion.formula for one in programme.kpis if one.conversion]
    seen: set[str] = set()
    while waiting:
        for name in names(waiting.pop().tree):
            called = name.written or name.id
            shared = called.startswith("standard.")
            value = standards.get(called.removeprefix("standard.")) if shared else own.get(called)
            if value is None or called in seen:
                continue
            seen.add(called)
            waiting += [value.formula] if value.formula else []
            yield _value(value, "standard" if shared else "assumptions")


def _value(one: Assumption, kind: str) -> Thing:
    ranged = one.value
    low, high = (ranged.low, ranged.high) if ranged else (None, None)
    formula: Formula | None = one.formula
    points = (
        Point("value", Sort.CONVERSION, text("{value}", value=one.title), _quantity(ranged.best if ranged else None)),
        Point("formula", Sort.CONVERSION, text("Formula of “{value}”", value=one.title), formula and formula.tree),
        Point("low", Sort.CONVERSION, text("Low end of “{value}”", value=one.title), _quantity(low), fills=True),
        Point("high", Sort.CONVERSION, text("High end of “{value}”", value=one.title), _quantity(high), fills=True),
    )
    return Thing(kind, one.id, one.title, points, one.node.pointer if kind == "assumptions" else ())


def _quantity(given: Given | None) -> Quantity | None:
    return given.quantity if given else None


def _words(written: str) -> str | None:
    return " ".join(written.split()) or None


def _period(period: Period | None) -> tuple[Any, Any] | None:
    return (period.start, period.until) if period else None
