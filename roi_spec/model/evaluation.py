"""What came out: every line with its value, the scenarios, and the results in the field's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from roi_spec.model.analysis import Analysis
from roi_spec.model.method import Method
from roi_spec.model.quantity import Missing, Quantity, Value
from roi_spec.model.signed import Signed
from roi_spec.model.spec import Assumption, Attribution, Cost, Kpi, Programme
from roi_spec.model.table import Table
from roi_spec.model.text import Text
from roi_spec.model.units import Dimensions
from roi_spec.model.working import Line

CONSERVATIVE, BASE, OPTIMISTIC = "conservative", "base", "optimistic"
SCENARIOS = (CONSERVATIVE, BASE, OPTIMISTIC)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working with its value in the base case: what the trace shows."""

    line: Line
    value: Value
    dimensions: Dimensions | None
    """What the value measures; None when the units do not fit."""

    @property
    def id(self) -> str:
        """Give the id of the line."""
        return self.line.id


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One attribution method on one KPI."""

    method: Method
    attribution: Attribution
    prefix: str
    """Ids of its lines start with this."""
    effect: str | None
    """Id of its effect; None when it gives none."""
    grade: str
    grade_reason: Text
    used: bool
    """Whether its effect is the one that counts (the lowest)."""
    analysis: Analysis | None = None
    """What statistics say, for methods that rest on data."""


@dataclass(frozen=True, slots=True)
class KpiResult:
    """What became of one KPI."""

    kpi: Kpi
    status: str
    """`met`, `not_met`, `open` (no target or no result) or `forecast`."""
    is_forecast: bool
    methods: tuple[MethodResult, ...]
    improvement: str | None = None
    """Ids of lines; None when there is no such line."""
    unadjusted: str | None = None
    effect: str | None = None
    benefit: str | None = None
    gross_benefit: str | None = None
    break_even_effect: str | None = None
    counted: bool = False
    """Whether its benefit is part of the total."""
    why_not: Text | None = None
    """Why it is not counted."""
    measured: Analysis | None = None
    """What statistics say of the change itself, for a KPI whose baseline and result come from a data file."""


@dataclass(frozen=True, slots=True)
class CostResult:
    """What became of one cost line."""

    cost: Cost
    charged: str
    """Id of the line with the amount that this evaluation carries."""
    group: str
    """`direct`, `indirect` or `development`."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The same working with every range at one end."""

    name: str
    values: Mapping[str, Value]
    """Every line that differs from the base case or is a result, by id."""
    ends: Mapping[str, str] = field(default_factory=dict)
    """Driver to the end it stands at, `low` or `high`; a driver that is not named stands at its base."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one driver does to the result when everything else stays at its base."""

    driver: str
    title: Text
    stated: bool
    """True: between the ends the author stated. False: no range was stated, and this is 10 % either way."""
    worse: Value
    """ROI (or net benefit, or total benefit: see `measure`) with the driver at the end that hurts."""
    better: Value
    measure: str
    """The line that `worse` and `better` are values of."""
    spread: Quantity


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of one input at which the ROI is zero while everything else stays at its base."""

    id: str
    """Id of the line."""
    title: Text
    base: Quantity
    value: Quantity | None
    """None when no value of this input brings the ROI to zero."""
    reason: Text | None = None
    """Why there is none."""


@dataclass(frozen=True, slots=True)
class Newer:
    """A standard value of which a newer version exists than the one that held on the day of the evaluation."""

    id: str
    """Id of the standard value."""
    used: Assumption
    newer: Assumption
    measure: str
    """The line that would change: the ROI, else the net benefit."""
    now: Quantity
    then: Quantity
    """The same line with the newer value."""


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Where a result of the simulation lies: 5, 10, 50, 90 and 95 % of the draws are below."""

    p5: Quantity
    p10: Quantity
    p50: Quantity
    p90: Quantity
    p95: Quantity
    mean: Quantity


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much of the spread of the result comes from one input (first-order share of the variance)."""

    driver: str
    title: Text
    share: Fraction
    """0 to 1; the shares need not add up to one: the rest is inputs working together."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram."""

    start: Fraction
    end: Fraction
    share: Fraction
    """Of all draws, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What many draws of all uncertain inputs together give. Costs and benefits are drawn together in every draw."""

    draws: int
    seed: str
    """What the random numbers were made from, in words: the id of the programme and of each input."""
    measures: Mapping[str, Percentiles]
    """By line: `result.roi`, `result.net_benefit`, `result.payback`; left out when most draws give it no value."""
    above_zero: Fraction | None
    """Share of the draws with ROI above 0."""
    above_target: Fraction | None
    """Share of the draws with ROI at or above the target; None without a target."""
    pays_back: Fraction | None
    """Share of the draws in which the costs are ever earned back."""
    wanted: Fraction
    """The precision asked for, as a share of the width from P5 to P95."""
    reached: Fraction
    """The precision reached: the widest 95 % margin of P5, P50 and P95 of the ROI, as a share of the same width."""
    measure: str
    """The line that `reached`, `contributions` and `histogram` are about: the ROI, else net benefit, else the total."""
    contributions: tuple[Contribution, ...]
    """Largest first."""
    histogram: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result held against the target."""

    code: str
    """`always` (also in the conservative case), `base`, `optimistic`, `never`, `no_target`, `no_roi`."""
    target: Quantity | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was computed for one programme."""

    programme: Programme
    steps: Mapping[str, Step]
    """Every line with its value, by id, in reading order."""
    kpis: tuple[KpiResult, ...]
    costs: tuple[CostResult, ...]
    scenarios: tuple[Scenario, ...]
    swings: tuple[Swing, ...]
    """Largest spread first."""
    grade: str
    """The evidence grade of the result: the weakest among the counted KPIs; `-` when nothing is counted."""
    grade_reason: Text
    verdict: Verdict
    kind: str
    """`roi`, `benefit_claim` (no costs), `cost_only` (no benefit counted) or `no_money`."""
    is_forecast: bool
    has_range: bool
    ends: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """What an end that is a formula comes to while other drivers stay at base: `low` and `high` by line."""
    simulation: Simulation | None = None
    """None when nothing is uncertain, or when only findings were asked for."""
    break_evens: tuple[BreakEven, ...] = ()
    """Of the inputs that move the result most, in that order."""
    newer: tuple[Newer, ...] = ()
    tables: tuple[Table, ...] = ()
    """The data files that were read for it, without their rows where these are many; see `Table`."""
    signed: Signed | None = None
    """Who signed which values; None where nobody signed anything and nobody has to."""

    def step(self, id: str) -> Step | None:
        """Give the step of a line, or None."""
        return self.steps.get(id)

    def value(self, id: str, scenario: str = BASE) -> Value | None:
        """Give a value in a scenario; None when there is no such line."""
        step = self.step(id)
        if step is None or scenario == BASE:
            return step.value if step else None
        found = next((one for one in self.scenarios if one.name == scenario), None)
        return found.values.get(id, step.value) if found else step.value

    def quantity(self, id: str, scenario: str = BASE) -> Quantity | None:
        """Give a value when it exists as a quantity."""
        value = self.value(id, scenario)
        return None if value is None or isinstance(value, Missing) else value
