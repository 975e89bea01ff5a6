"""Least squares on the periods before the programme, written as lines that anybody can recompute by hand.

Serves the trend line (driver: time) and the forecast model (one or two other drivers). Only sums, products and
one division, so the trace, a spreadsheet and the engine show the same arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roi_spec.evaluate.attribution import measured
from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.analysis import Analysis
from roi_spec.model.formula import Expr, Name, call, minus, number, over, plus, times
from roi_spec.model.periods import period_number
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Given, Point
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """One driver: its values before and after, as names of lines."""

    key: str
    title: Text
    before: tuple[Name, ...]
    after: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Centred:
    """A column of the periods before, with its mean."""

    mean: Name
    values: tuple[Name, ...]


def outcomes(scene: Scene, points: tuple[Point, ...], when: str) -> tuple[Name, ...]:
    """Write the KPI's own values of each period as inputs."""
    return tuple(
        scene.given(
            f"{when}.{position}.value", text("{kpi}, {period}", kpi=scene.kpi.title, period=point.period), point.value
        )
        for position, point in enumerate(points, start=1)
    )


def time_column(scene: Scene) -> Column:
    """Number the periods from 1 by the calendar, gaps included: the driver of a trend line."""
    every = (*scene.attribution.before, *scene.attribution.after)
    names = tuple(_time(scene, number, point, every[0]) for number, point in enumerate(every, start=1))
    split = len(scene.attribution.before)
    return Column("time", text("time"), names[:split], names[split:])


def _time(scene: Scene, position: int, point: Point, first: Point) -> Name:
    """Write the number of a period; one that cannot be placed on the line of the first one has none."""
    title = text("Number of period {period}", period=point.period)
    start, here = period_number(first.period), period_number(point.period)
    line = scene.id(f"time.{position}")
    if start is None or here is None or start[0] != here[0]:
        reason = text(
            "The period {period} cannot be counted from {first}; write all periods in one way.",
            period=point.period,
            first=first.period,
        )
        return scene.sheet.absent(line, title, reason, "attribution", point.at)
    number = Quantity(Fraction(here[1] - start[1] + 1), PLAIN)
    return scene.sheet.given(line, title, number, "attribution", at=point.spot("period"))


def driver_column(scene: Scene, key: str, title: str) -> Column:
    """Write the values of a driver of a forecast model as inputs."""
    line = f"driver_{key}"  # an author may call a driver `value` or `expected`, which are lines already

    def column(points: tuple[Point, ...], when: str) -> tuple[Name, ...]:
        out = []
        for position, point in enumerate(points, start=1):
            given = dict(point.drivers).get(key)
            label = text("{driver}, {period}", driver=title, period=point.period)
            out.append(_driver(scene, f"{when}.{position}.{line}", label, given, point))
        return tuple(out)

    before, after = column(scene.attribution.before, "before"), column(scene.attribution.after, "after")
    return Column(line, text("{text}", text=title), before, after)


def _driver(scene: Scene, name: str, label: Text, given: Given | None, point: Point) -> Name:
    if given is None:
        reason = text("{title} was not given.", title=label)
        return scene.sheet.absent(scene.id(name), label, reason, "attribution", point.at)
    return scene.given(name, label, given)


def centred(scene: Scene, key: str, title: Text, values: tuple[Name, ...], at: Span) -> Centred:
    """Write the mean of a column."""
    mean = scene.derive(
        f"fit.mean.{key}", text("Mean of {what} before the programme", what=title), call("mean", values), at
    )
    return Centred(mean, values)


def moment(scene: Scene, key: str, title: Text, left: Centred, right: Centred, at: Span) -> Name:
    """Write the sum of the products of two columns' deviations from their means.

    In the short form: the sum of the products of the values, less the number of periods times both means.
    """
    products = tuple(times(one, other) for one, other in zip(left.values, right.values, strict=True))
    middle = times(number(len(products)), left.mean, right.mean)
    return scene.derive(f"fit.sum.{key}", title, minus(call("sum", products), middle), at)


def expected_after(scene: Scene, values: tuple[Name, ...], columns: tuple[Column, ...]) -> tuple[Name, ...]:
    """Fit the periods before, and write what the fit expects in each period after."""
    at = scene.attribution.at
    kpi = text("{text}", text=scene.kpi.title)
    outcome = centred(scene, "outcome", kpi, values, at)
    drivers = tuple(centred(scene, column.key, column.title, column.before, at) for column in columns)
    slopes = (
        _one_slope(scene, outcome, drivers[0], columns[0])
        if len(columns) == 1
        else _two_slopes(scene, outcome, drivers, columns)
    )
    level: Expr = outcome.mean
    for slope, driver in zip(slopes, drivers, strict=True):
        level = minus(level, times(slope, driver.mean))
    intercept = scene.derive("fit.intercept", text("Starting level of the fitted line"), level, at)
    return tuple(
        _expected(scene, n, intercept, slopes, tuple(column.after[n - 1] for column in columns))
        for n in range(1, len(scene.attribution.after) + 1)
    )


def _expected(scene: Scene, n: int, intercept: Name, slopes: tuple[Name, ...], drivers: tuple[Name, ...]) -> Name:
    point = scene.attribution.after[n - 1]
    formula = plus(intercept, *(times(slope, driver) for slope, driver in zip(slopes, drivers, strict=True)))
    return scene.derive(
        f"after.{n}.expected",
        text("Expected without the programme, {period}", period=point.period),
        formula,
        point.at,
        unit=point.value.quantity.unit,
    )


def _one_slope(scene: Scene, outcome: Centred, driver: Centred, column: Column) -> tuple[Name, ...]:
    at = scene.attribution.at
    joint = moment(scene, f"{column.key}.outcome", text("Sum of products of deviations"), driver, outcome, at)
    own = moment(
        scene,
        f"{column.key}.{column.key}",
        text("Sum of squared deviations of {what}", what=column.title),
        driver,
        driver,
        at,
    )
    return (scene.derive(f"fit.slope.{column.key}", text("Slope for {what}", what=column.title), over(joint, own), at),)


def _two_slopes(
    scene: Scene, outcome: Centred, drivers: tuple[Centred, ...], columns: tuple[Column, ...]
) -> tuple[Name, ...]:
    """Solve the two normal equations by Cramer's rule."""
    at = scene.attribution.at
    (first, second), (a, b) = drivers, (columns[0], columns[1])
    aa = moment(scene, "a.a", text("Sum of squared deviations of {what}", what=a.title), first, first, at)
    bb = moment(scene, "b.b", text("Sum of squared deviations of {what}", what=b.title), second, second, at)
    ab = moment(scene, "a.b", text("Sum of products of deviations of both drivers"), first, second, at)
    ay = moment(scene, "a.outcome", text("Sum of products of deviations with {what}", what=a.title), first, outcome, at)
    by = moment(
        scene, "b.outcome", text("Sum of products of deviations with {what}", what=b.title), second, outcome, at
    )
    below = scene.derive(
        "fit.determinant", text("What both slopes are divided by"), minus(times(aa, bb), times(ab, ab)), at
    )
    slope_a = over(minus(times(bb, ay), times(ab, by)), below)
    slope_b = over(minus(times(aa, by), times(ab, ay)), below)
    return (
        scene.derive(f"fit.slope.{a.key}", text("Slope for {what}", what=a.title), slope_a, at),
        scene.derive(f"fit.slope.{b.key}", text("Slope for {what}", what=b.title), slope_b, at),
    )


def differences(scene: Scene, actual: tuple[Name, ...], expected: tuple[Name, ...]) -> Expr:
    """Write how much better each period was than expected, and give the mean as a formula."""
    rows = []
    for n, (is_, would_be) in enumerate(zip(actual, expected, strict=True), start=1):
        point = scene.attribution.after[n - 1]
        title = text("Better than expected, {period}", period=point.period)
        rows.append(
            scene.derive(f"after.{n}.difference", title, scene.better(is_, would_be), point.at, unit=scene.unit)
        )
    return call("mean", tuple(rows))


def effect(scene: Scene, formula: Expr, cites: str) -> Name:
    """Write the effect; when statistics were made of the series, with its 95 % prediction interval around it."""
    analysis = scene.analysis
    if analysis is None:
        return scene.effect(formula, scene.attribution.at, cites=cites)
    if analysis.estimate is None:
        return scene.absent("effect", scene.effect_title, measured.why_not(analysis))
    margin = _margin(scene, analysis)
    return scene.derive(
        "effect",
        scene.effect_title,
        formula,
        scene.attribution.at,
        unit=scene.unit,
        low=minus(formula, margin) if margin else None,
        high=plus(formula, margin) if margin else None,
        driver=scene.id("effect") if margin else "",
        distribution=measured.spread(analysis) if margin else None,
        cites=cites,
    )


def _margin(scene: Scene, analysis: Analysis) -> Name | None:
    if analysis.low is None or analysis.high is None:
        return None
    title = text("Half the width of the 95 % prediction interval of the mean")
    half = Given(Quantity((analysis.high - analysis.low) / 2, scene.unit or PLAIN), scene.attribution.at, "")
    return scene.given("prediction_margin", title, half, note=measured.note(analysis), origin=measured.origin(scene))
