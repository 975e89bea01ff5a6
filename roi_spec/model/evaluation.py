"""What came out: every line with its value, the scenarios, and the results in the field's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roi_spec.model.method import Method
from roi_spec.model.quantity import Missing, Quantity, Value
from roi_spec.model.spec import Attribution, Cost, Kpi, Programme
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
