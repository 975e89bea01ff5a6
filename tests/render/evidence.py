"""Evidence made by hand, put into the small programme to see how pages tell it: analyses, a simulation, a data file."""

from __future__ import annotations

import datetime as dt
from array import array
from dataclasses import replace
from fractions import Fraction

from roi_spec.model.analysis import CANNOT_TELL, EFFECT, TRUSTED, Analysis, Arm, Check, Point
from roi_spec.model.distribution import Distribution
from roi_spec.model.evaluation import Bar, BreakEven, Contribution, Evaluation, Newer, Percentiles, Simulation
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import (
    Assumption,
    Calendar,
    Citation,
    DataFile,
    EarlierForecast,
    Event,
    Given,
    Period,
    Ranged,
    StatedCorrelation,
    Uncertainty,
)
from roi_spec.model.table import Labels, Numbers, Table
from roi_spec.model.text import text
from roi_spec.model.units import Unit, parse_unit
from roi_spec.model.working import verbatim
from tests.render.chain import evaluated, examined

HERE = Span("specs/small.roi.yaml", 1, 1, 1, 2)
ERRORS = parse_unit("errors/month")
assert isinstance(ERRORS, Unit)
PREFIX = "kpi.errors.attribution"


def quantity(written: str) -> Quantity:
    found = parse_quantity(written)
    assert isinstance(found, Quantity), written
    return found


def given(written: str) -> Given:
    return Given(quantity(written), HERE, written)


def stated(cls: type, **values: object) -> object:
    """Make something that an author states, as if it stood on the first line of the file."""
    node = evaluated(examined()).programme.node
    return cls(node=node, **values)


def analysis(**more: object) -> Analysis:
    """An interrupted time series that finds an effect; change what a test is about."""
    before = tuple(
        Point(f"2024-{month:02}", actual=300 + month, expected=301 + month, low=290 + month, high=312 + month)
        for month in range(7, 13)
    )
    after = tuple(
        Point(
            f"2025-{month:02}", actual=190 - month, expected=310 + month, low=280 + month, high=340 + month, after=True
        )
        for month in range(1, 7)
    )
    made = Analysis(
        design="interrupted_time_series",
        title=text("Interrupted time series"),
        model=text("Segmented regression, Newey-West errors with lag {lag}", lag=2),
        unit=ERRORS,
        trust=TRUSTED,
        arms=(
            Arm("South", True, 40, 36, Fraction(302), Fraction("187.25"), Fraction(12)),
            Arm("North", False, 38, 38, Fraction(290), Fraction(270), Fraction(11)),
        ),
        counted=text("people"),
        estimate=Fraction("112.5"),
        low=Fraction("81.25"),
        high=Fraction("143.75"),
        degrees=14.0,
        standardised=Fraction("1.234"),
        detectable=Fraction(44),
        negligible=Fraction(5),
        negligible_stated=True,
        verdict=EFFECT,
        checks=(
            Check(text("No trend of its own beforehand"), text("The slope was {b} a month.", b=Fraction(1, 2)), True),
            Check(text("No other event at the start"), text("Not in the data; fewer than 3 events are named."), None),
        ),
        notes=(text("The level fell by 101 at the start."),),
        points=(*before, *after),
        leads=tuple(Point(f"{n:+}", actual=float(n), low=n - 2.0, high=n + 2.0, after=n >= 0) for n in range(-3, 3)),
        data="claims",
        digest="c" * 64,
        rows=24,
        software="statsmodels 0.15.0",
        cites="Bernal, Cummins & Gasparrini (2017), IJE 46(1)",
    )
    return replace(made, **more)  # type: ignore[arg-type]


OPEN = {"estimate": Fraction(12), "low": Fraction(-20), "high": Fraction(44), "verdict": CANNOT_TELL}
"""An estimate that leaves the outcome open."""


def percentiles(p5: str, p10: str, p50: str, p90: str, p95: str) -> Percentiles:
    return Percentiles(*(quantity(one) for one in (p5, p10, p50, p90, p95, p50)))


def simulation(**more: object) -> Simulation:
    made = Simulation(
        draws=32768,
        seed="careful-claims and the id of each value",
        measures={
            "result.roi": percentiles("12.4%", "41%", "198%", "352%", "390.2%"),
            "result.net_benefit": percentiles("2976 EUR", "9840 EUR", "47520 EUR", "84480 EUR", "93648 EUR"),
            "result.payback": percentiles("2.4 months", "2.6 months", "4 months", "8.5 months", "10.7 months"),
        },
        above_zero=Fraction(9712, 10000),
        above_target=Fraction(94, 100),
        pays_back=Fraction(1),
        wanted=Fraction(1, 100),
        reached=Fraction(93, 10000),
        measure="result.roi",
        contributions=(
            Contribution("assumption.cost_per_error", text("{text}", text="Cost of one error"), Fraction(7, 10)),
            Contribution(f"{PREFIX}.effect", text("Effect"), Fraction(2, 10)),
        ),
        histogram=tuple(
            Bar(Fraction(n, 2), Fraction(n + 1, 2), Fraction(s, 100))
            for n, s in enumerate((3, 9, 20, 30, 22, 11, 5), start=-1)
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]


LOSS = {
    "measures": {"result.roi": percentiles("-60%", "-31%", "40%", "110%", "151%")},
    "above_zero": Fraction(71, 100),
    "above_target": Fraction(65, 100),
}
"""A simulation whose range from P10 to P90 holds both a loss and a gain."""


def table(people: int = 12, rows: int | None = None) -> Table:
    """Two periods for each of some people, whose codes must never be seen."""
    names = tuple(f"M{1000 + n}" for n in range(people))
    count = people * 2 if rows is None else rows
    return Table(
        id="claims",
        path="specs/data/claims.csv",
        digest="c" * 64,
        delimiter=";",
        decimal=",",
        detected=("delimiter",),
        rows=count,
        columns={
            "person": Labels(array("l", [n // 2 for n in range(count)]), names),
            "period": Labels(array("l", [n % 2 for n in range(count)]), ("2025-01", "2025-02")),
            "value": Numbers(array("d", [0.5 * n for n in range(count)])),
        },
        lines=array("l", range(2, count + 2)),
    )


def entry() -> DataFile:
    made = stated(
        DataFile,
        id="claims",
        file="data/claims.csv",
        system="Claims system",
        extracted=dt.date(2025, 8, 4),
        columns=(("person", "Number"), ("period", "Month"), ("value", "Errors")),
        reference="Report 12",
        owner="Quality department",
        decimal=",",
    )
    assert isinstance(made, DataFile)
    return made


def with_analysis(evaluation: Evaluation, found: Analysis | None) -> Evaluation:
    """Put an analysis behind the method that counts for the errors, and in front of the cross-check."""
    kpis = tuple(
        replace(
            one,
            methods=tuple(
                replace(method, analysis=found, used=True) if method.prefix == PREFIX else replace(method, used=False)
                for method in one.methods
            ),
        )
        for one in evaluation.kpis
    )
    return replace(evaluation, kpis=kpis)


def evidenced(found: Analysis | None = None, drawn: Simulation | None = None, **more: object) -> Evaluation:
    """The small programme with everything this package can show about evidence."""
    plain = evaluated(examined())
    programme = replace(
        plain.programme,
        data=(entry(),),
        evaluated_on=dt.date(2025, 9, 1),
        uncertainty=stated(Uncertainty, correlations=(_correlation(),)),  # type: ignore[arg-type]
        citations=(_citation(),),
        earlier_forecast=_forecast(),
    )
    rated = plain.steps["assumption.cost_per_error"]
    shaped = replace(rated, line=replace(rated.line, distribution=Distribution("pert", "bounds")))
    whole = replace(
        with_analysis(plain, found or analysis()),
        programme=programme,
        steps={**plain.steps, rated.id: shaped},
        simulation=drawn or simulation(),
        break_evens=(
            BreakEven(rated.id, verbatim("Cost of one error"), quantity("60 EUR/error"), quantity("20 EUR/error")),
            BreakEven("benefit_window", text("Benefit window"), quantity("12 months"), None, text("It never is.")),
        ),
        newer=(_newer(),),
        tables=(table(),),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def _correlation() -> StatedCorrelation:
    made = stated(StatedCorrelation, between=("cost_per_error", "rate"), strength=given("0.6"), why="Both follow wages")
    assert isinstance(made, StatedCorrelation)
    return made


def _citation() -> Citation:
    made = stated(
        Citation,
        id="vendor",
        claim="Every euro comes back four times",
        value="353%",
        convention="unknown",
        source="Brochure of a vendor",
        year=2019,
        seen="secondary",
        status="disputed",
    )
    assert isinstance(made, Citation)
    return made


def _forecast() -> EarlierForecast:
    made = stated(
        EarlierForecast,
        made_on=dt.date(2024, 11, 1),
        total_benefit=given("90000 EUR"),
        roi=given("250%"),
        source="Project plan",
    )
    assert isinstance(made, EarlierForecast)
    return made


def _newer() -> Newer:
    old = evaluated(examined()).programme.assumptions[0]
    newest = replace(old, value=Ranged(given("66 EUR/error")), valid_from=dt.date(2026, 1, 1))
    return Newer("cost_per_error", old, newest, "result.roi", quantity("200%"), quantity("230%"))


def assumption() -> Assumption:
    return evaluated(examined()).programme.assumptions[0]


def calendar() -> Calendar:
    event = stated(
        Event,
        id="reorganisation",
        title="Reorganisation of the claims department",
        period=stated(Period, start=dt.date(2025, 3, 1), until=dt.date(2025, 4, 30)),
    )
    programme = evaluated(examined()).programme
    made = stated(
        Calendar,
        document=programme.document,
        id="house",
        title="Calendar of the house",
        language="en",
        events=(event,),
    )
    assert isinstance(made, Calendar)
    return made
