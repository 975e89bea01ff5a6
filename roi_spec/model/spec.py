"""What an author has stated, as typed values: the nouns of the field.

Built by `validate.build` from a document that passed; every object keeps the node it came from, so that a rule
or a page can point at any field by name. Nothing is computed here. Prose stays exactly as written.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from roi_spec.model.distribution import Distribution
from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Severity
from roi_spec.model.formula import Expr
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.units import Unit


class Level(enum.IntEnum):
    """The levels of evaluation (Phillips): the chain from what went in to what it returned."""

    INPUT = 0
    REACTION = 1
    LEARNING = 2
    APPLICATION = 3
    IMPACT = 4
    ROI = 5

    @property
    def word(self) -> str:
        """Give the word used in specs: `application`."""
        return self.name.lower()


class Stage(enum.StrEnum):
    """How far the programme and its evaluation are."""

    PLAN = "plan"
    RUNNING = "running"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Base of everything an author states: knows its place."""

    node: Node

    @property
    def at(self) -> Span:
        """Give the best place to point at for the object as a whole: its `id` or `title` when it has one."""
        for name in ("id", "title", "method", "technique", "rule"):
            child = self.node.get(name)
            if child is not None:
                return child.span
        return self.node.key_or_value

    def spot(self, *route: str) -> Span:
        """Give the place of a field's value; of the deepest field on the route that exists, else of the object."""
        node, deepest = self.node, None
        for name in route:
            child = node.get(name)
            if child is None:
                break
            node = deepest = child
        return deepest.span if deepest is not None else self.at

    def has(self, name: str) -> bool:
        """Say whether the author wrote this field."""
        return self.node.get(name) is not None


@dataclass(frozen=True, slots=True)
class Given:
    """A quantity as the author wrote it."""

    quantity: Quantity
    at: Span
    written: str


@dataclass(frozen=True, slots=True)
class Ranged:
    """A quantity with the ends between which it probably lies; `low` and `high` as the author gave them."""

    best: Given
    low: Given | None = None
    high: Given | None = None
    distribution: Distribution | None = None
    """The shape between the ends; None: the ends are read as 5th and 95th percentile."""


@dataclass(frozen=True, slots=True, eq=False)
class Formula(Stated):
    """A formula as written, and as a tree with the author's names."""

    written: str
    tree: Expr

    @property
    def at(self) -> Span:
        """Give the place of the formula text."""
        return self.node.span


@dataclass(frozen=True, slots=True, eq=False)
class Period(Stated):
    """A stretch of calendar, both days included. `until` None: open."""

    start: dt.date | None
    until: dt.date | None

    @property
    def months(self) -> float | None:
        """Give the length in months (days / 30.4375), or None when an end is open. For rules only, never for money."""
        if self.start is None or self.until is None:
            return None
        return ((self.until - self.start).days + 1) / 30.4375


@dataclass(frozen=True, slots=True, eq=False)
class DataSource(Stated):
    """Where a measurement comes from."""

    system: str
    reference: str = ""
    date: dt.date | None = None
    owner: str = ""
    kind: str = ""
    """`system_of_record`, `survey`, `test`, `observation`, `self_report`, `estimate`, `vendor`,
    `literature` or empty.
    """


@dataclass(frozen=True, slots=True, eq=False)
class Responses(Stated):
    """How many were asked and how many answered."""

    invited: int
    received: int


@dataclass(frozen=True, slots=True, eq=False)
class Respondent(Stated):
    """One row of an estimate. A missing answer is None and counts as zero."""

    id: str
    value: Given | None = None
    """The improvement this respondent names, in the KPI's unit or in money; None when only shares were asked."""
    attribution: Given | None = None
    confidence: Given | None = None
    factor: Given | None = None
    """A share that already holds attribution and confidence, when the method says so."""
    basis: str = ""
    """How the respondent arrived at the value."""
    excluded: str = ""
    """The reason this row is left out as an extreme; the row is shown and counts as zero."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Stated):
    """The untrained group."""

    group: str
    people: int | None = None
    baseline: Given | None = None
    result: Given | None = None
    trained_within_window: bool | None = None
    """Whether people of this group were trained as well before the result was measured."""
    contamination: str = ""
    """How the groups were kept apart, and what passed between them all the same."""


@dataclass(frozen=True, slots=True, eq=False)
class DataFile(Stated):
    """A CSV file beside the spec, and what its columns are."""

    id: str
    file: str
    """Relative path; never outside the workspace."""
    system: str
    """The system of record it was taken from."""
    extracted: dt.date | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """Role (`person`, `team`, `group`, `period`, `value`, `before`, `after`, `attribution`, `confidence`, `factor`, or
    the id of a driver) and heading in the file.
    """
    reference: str = ""
    owner: str = ""
    delimiter: str = ""
    """`,`, `;`, tab or `|`; empty: found out from the file."""
    decimal: str = ""
    """`.` or `,`; empty: found out from the file."""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class StatedEffect(Stated):
    """An effect that somebody else computed from data that are not here, with its 95 % interval."""

    value: Ranged
    study: str
    """Where the computation stands."""
    n_trained: int | None = None
    n_comparison: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Regression(Stated):
    """What is needed to say how far a group chosen for extreme scores would have moved back by itself."""

    population_mean: Given
    retest_correlation: Given
    """Correlation between two measurements of the same people without training, as a share."""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Point(Stated):
    """One period of a series: the KPI's value and, for a forecast model, the value of each other driver."""

    period: str
    value: Given
    drivers: tuple[tuple[str, Given], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Driver(Stated):
    """Another influence whose course is known."""

    id: str
    title: str
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OtherFactor(Stated):
    """Something else that moved the KPI, with the change credited to it (positive is improvement)."""

    title: str
    change: Given
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Attribution(Stated):
    """How the effect of the programme is separated from everything else, for one KPI by one method."""

    method: str
    why: str = ""
    owner: str = ""
    comparison: Comparison | None = None
    assignment: str = ""
    """`random`, `matched`, `natural` or `voluntary`."""
    assignment_rule: str = ""
    matched_on: tuple[str, ...] = ()
    parallel_before: str = ""
    """What shows that both groups moved alike before."""
    before: tuple[Point, ...] = ()
    after: tuple[Point, ...] = ()
    drivers: tuple[Driver, ...] = ()
    factors: tuple[OtherFactor, ...] = ()
    share: Ranged | None = None
    confidence: Given | None = None
    factor_includes: tuple[str, ...] = ()
    """`attribution`, `confidence`: what a respondent's combined `factor` or the single `share` already holds."""
    respondents: tuple[Respondent, ...] = ()
    invited: int | None = None
    question: str = ""
    study: str = ""
    """Prior study: reference, why the setting is alike."""
    interest: str = ""
    """Whether the estimator gains by a good result, and how."""
    data: str = ""
    """Id of a `data:` entry that this method reads instead of figures in the spec."""
    start: str = ""
    """First period with the programme, as written in the data."""
    trained: tuple[str, ...] = ()
    """Labels of the group column that were trained; every other label is the comparison."""
    assigned: tuple[tuple[str, int], ...] = ()
    """How many each label had at the start, when the file holds only those who were measured."""
    season: int | None = None
    """Number of periods after which the pattern repeats (12 for months); None: no season."""
    negligible: Given | None = None
    """An effect smaller than this counts as none."""
    stated_effect: StatedEffect | None = None
    expected_regression: Regression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hurdle(Stated):
    """The go / no-go test in front of conversion: four answers, None when not answered."""

    standard_value: bool | None = None
    technique_available: bool | None = None
    affordable: bool | None = None
    accepted_in_two_minutes: bool | None = None
    accepted_by: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Conversion(Stated):
    """How the effect becomes money."""

    technique: str
    """What the value rests on (`standard_value`), or a template of the conversion library (`time_saved`)."""
    formula: Formula
    """As written; for a template of the library, the template with the author's inputs put in."""
    inputs: tuple[tuple[str, Formula], ...] = ()
    """For a template: the value of each of its inputs, as a name or a small formula."""
    is_comparator: bool = False
    """Whether the amount is only held beside the decision, as the template says, and never counted."""
    why: str = ""
    redeployed: str = ""
    """Employee time: what people do with the time, and how that is known."""
    annualised_because: str = ""
    times_a_year: Given | None = None
    """The working time in a year over which the effect occurs (`48 weeks`, `220 days`), when not the whole calendar."""
    times_a_year_because: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Kpi(Stated):
    """One measure on one level."""

    id: str
    title: str
    level: Level
    better: str
    """`higher` or `lower`."""
    unit: Unit | None = None
    definition: str = ""
    target: Given | None = None
    baseline: Given | None = None
    result: Ranged | None = None
    forecast: Ranged | None = None
    """What is expected, before results are in; kept beside the result for ever."""
    baseline_period: Period | None = None
    result_period: Period | None = None
    events: int | None = None
    """How many events the baseline counts, when the measure is a rate or count."""
    people: int | None = None
    """For how many people this measure counts, when not everyone who completed."""
    responses: Responses | None = None
    source: DataSource | None = None
    attribution: Attribution | None = None
    cross_checks: tuple[Attribution, ...] = ()
    conversion: Conversion | None = None
    hurdle: Hurdle | None = None
    not_converted: str = ""
    """Why an impact KPI stays out of the money."""
    absent_because: str = ""
    """Why a planned KPI has no result."""
    perspective: str = ""
    complement: str = ""
    """The id of a KPI that together with this one makes 100 %."""
    measure: str = ""
    """Id under which every programme of the organisation knows this KPI; see the attribution budget."""
    population: str = ""
    """Whose KPI it is, in words that other programmes use too; empty: the audience's group."""
    data: str = ""
    """Id of a `data:` entry that baseline and result are computed from."""
    aggregate: str = "mean"
    """How: `mean` or `sum`."""
    instrument_before: str = ""
    instrument_after: str = ""
    """Id or version of the test, form or query used before and after; they must be the same."""
    changed_because: str = ""
    """Why the definition or instrument changed all the same, and what was done about it."""
    target_set_on: dt.date | None = None
    seasonal: bool | None = None
    """Whether the KPI has busy and quiet months."""
    displacement: str = ""
    """What was done to find out whether the gain was taken from another team or period."""
    overlap: str = ""
    """Why this benefit is not counted again in another one."""
    part: str = ""
    """Id of the sub-programme it belongs to; empty: the whole."""
    indicator: str = ""
    """`leading` or `lagging`; empty: by its level."""

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Give the main method first, then every cross-check."""
        return ((self.attribution,) if self.attribution else ()) + self.cross_checks


@dataclass(frozen=True, slots=True, eq=False)
class Objective(Stated):
    """What should be reached, on one level."""

    id: str
    level: Level
    statement: str
    kpi: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Publication(Stated):
    """What a reader must know of a value that was taken from literature."""

    year: int | None = None
    currency: str = ""
    context: str = ""
    """Country, sector and group it was measured in, and why these are alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Assumption(Stated):
    """A value that somebody chose or knows, with who, when and until when."""

    id: str
    title: str
    value: Ranged | None = None
    formula: Formula | None = None
    """Instead of a value: computed from other values."""
    source: str = ""
    source_kind: str = ""
    owner: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None
    kind: str = ""
    """`fact`, `assumption` or `judgement`."""
    note: str = ""
    approved_by: str = ""
    valid_from: dt.date | None = None
    """Standard values: the first day on which this value holds."""
    publication: Publication | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Proration(Stated):
    """The part of a cost that this evaluation carries: `this_run` of `lifetime`."""

    this_run: Given
    lifetime: Given
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Cost(Stated):
    """One cost line."""

    id: str
    title: str
    category: str
    amount: Ranged | None = None
    formula: Formula | None = None
    status: str = ""
    """`estimate`, `budget` or `actual`."""
    source: str = ""
    date: dt.date | None = None
    owner: str = ""
    prorate: Proration | None = None
    why_zero: str = ""
    people: int | None = None
    """For how many people this cost was made, when not everyone who took part."""
    perspective: str = ""
    price_year: int | None = None
    note: str = ""
    year: int = 1
    """In which year of the benefit window it is made, 1 is the first; costs made beforehand are 0."""
    every_year: bool = False
    """Whether it returns in every year of the benefit window from `year` on."""
    part: str = ""
    """Id of the sub-programme that causes it; empty: shared."""
    sunk: bool | None = None
    """Whether it is spent whatever is decided."""


@dataclass(frozen=True, slots=True, eq=False)
class Influence(Stated):
    """Something else that happened and may have moved a KPI."""

    title: str
    period: Period | None = None
    kpis: tuple[str, ...] = ()
    treatment: str = ""
    event: str = ""
    """Id of the event in the organisation's calendar that this is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Intangible(Stated):
    """A benefit left out of the money on purpose."""

    title: str
    kpi: str = ""
    evidence: str = ""
    why_not_converted: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp(Stated):
    """A measurement that is planned or done."""

    level: Level
    instrument: str
    owner: str
    days: int | None = None
    date: dt.date | None = None
    done: dt.date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Stakeholder(Stated):
    """Who hears the result, and in which form."""

    who: str
    gets: str


@dataclass(frozen=True, slots=True, eq=False)
class Waiver(Stated):
    """A finding that somebody accepts, for a reason and for a time."""

    rule: str
    place: str
    """Where it holds: a route like `costs` or `kpis.errors`; empty: the whole file."""
    reason: str
    by: str
    until: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Declared(Stated):
    """Figures that were published elsewhere, to be recomputed. Each is None when it was not stated."""

    roi: Given | None = None
    bcr: Given | None = None
    net_benefit: Given | None = None
    total_benefit: Given | None = None
    total_cost: Given | None = None
    payback: Given | None = None
    back_per_unit: Given | None = None
    """The money in a sentence like `for every euro we got back ...`."""
    back_per_unit_is: str = ""
    """How that sentence means it: `gross` or `net`."""
    sentence: str = ""
    claim: str = ""
    """How the source words its certainty."""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Audited(Stated):
    """The published claim of somebody else that this file examines."""

    publisher: str
    title: str = ""
    date: dt.date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Alternative(Stated):
    """Another way to reach the goal, and why it was not chosen."""

    option: str
    why_not: str


@dataclass(frozen=True, slots=True, eq=False)
class BusinessGoal(Stated):
    """Why the programme exists."""

    statement: str
    owner: str = ""
    gap: str = ""
    evidence: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Audience(Stated):
    """Who took part."""

    group: str
    invited: int | None = None
    started: int | None = None
    completed: int | None = None
    selection: str = ""
    """`everyone`, `random`, `nominated`, `volunteers`, `low_performers` or `high_performers`."""
    selection_note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BenefitWindow(Stated):
    """The stretch over which benefits are counted."""

    length: Given
    start: dt.date | None = None
    solution: str = "short_term"
    """`short_term` or `long_term`."""
    why: str = ""
    agreed_on: dt.date | None = None
    yearly_decay: Formula | None = None
    """Share of the effect that wears off each year: the name of an assumption, or a small formula."""
    yearly_attrition: Formula | None = None
    """Share of the trained people that leaves each year."""


@dataclass(frozen=True, slots=True, eq=False)
class ExchangeRate(Stated):
    """What one unit of another currency is worth in the programme's."""

    currency: str
    rate: Ranged
    """In programme currency per unit: `0.92 EUR/USD`."""
    date: dt.date | None = None
    source: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class DiscountRate(Stated):
    """By how much a later year counts less."""

    value: Ranged
    source: str = ""
    timing: str = "end"
    """When in the year money is taken to come in: `end` or `middle`."""


@dataclass(frozen=True, slots=True, eq=False)
class Cohort(Stated):
    """One group that went through the programme together."""

    id: str
    title: str
    start: dt.date | None = None
    invited: int | None = None
    completed: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Part(Stated):
    """A sub-programme, or one intervention of a bundle."""

    id: str
    title: str
    people: int | None = None
    """Its share in the shared costs follows from this; without people in any part they are shared equally."""


@dataclass(frozen=True, slots=True, eq=False)
class ScaleUp(Stated):
    """From a pilot to everybody: a forecast."""

    people: int
    cost: Formula
    """What it costs to reach them; it must come out as money."""
    keeps: Formula
    """Which share of the pilot's effect per person remains: the name of an assumption."""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class EarlierForecast(Stated):
    """What was expected before the start; it stays when the results are in."""

    made_on: dt.date | None = None
    total_benefit: Given | None = None
    total_cost: Given | None = None
    roi: Given | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class StatedCorrelation(Stated):
    """Two inputs that move together."""

    between: tuple[str, str]
    """Names as in formulas: ids of assumptions, `standard.<id>`, `cost.<id>`."""
    strength: Given
    """A plain number from -1 to 1."""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty(Stated):
    """How the simulation is run."""

    precision: Given | None = None
    """Margin asked of P5, P50 and P95, as a share of the width between P5 and P95."""
    correlations: tuple[StatedCorrelation, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Citation(Stated):
    """A claim of somebody outside: context for a reader, never an input."""

    id: str
    claim: str
    value: str = ""
    """As published: `353%`, `4.53 per dollar`."""
    convention: str = ""
    """`gross`, `net` or `unknown`."""
    source: str = ""
    year: int | None = None
    seen: str = ""
    """`primary`: the study itself was read; `secondary`: somebody who quotes it."""
    status: str = ""
    """`undisputed`, `disputed` or `unverified`."""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Target(Stated):
    """The ROI that was asked for."""

    value: Given
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Decision(Stated):
    """What the reader is asked to decide."""

    asked: str
    by: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Programme(Stated):
    """One training programme, whole."""

    document: Document
    id: str
    title: str
    language: str
    currency: str
    stage: Stage
    evaluation_level: int
    audience: Audience
    summary: str = ""
    owner: str = ""
    theme: str = ""
    department: str = ""
    perspective: str = "employer"
    price_year: int | None = None
    audits: Audited | None = None
    delivery: Period | None = None
    benefit_window: BenefitWindow | None = None
    target_roi: Target | None = None
    decision: Decision | None = None
    business_goal: BusinessGoal | None = None
    objectives: tuple[Objective, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    costs: tuple[Cost, ...] = ()
    external_influences: tuple[Influence, ...] = ()
    intangibles: tuple[Intangible, ...] = ()
    limitations: tuple[str, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    declared: Declared | None = None
    waivers: tuple[Waiver, ...] = ()
    evaluated_on: dt.date | None = None
    """The day as of which standard values are taken."""
    purpose: str = "account"
    """`account` (what did it return) or `decide` (shall we go on)."""
    data: tuple[DataFile, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    discount_rate: DiscountRate | None = None
    cohorts: tuple[Cohort, ...] = ()
    parts: tuple[Part, ...] = ()
    scale_up: ScaleUp | None = None
    earlier_forecast: EarlierForecast | None = None
    uncertainty: Uncertainty | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def path(self) -> str:
        """Give the file, relative to the workspace."""
        return self.document.source.path


@dataclass(frozen=True, slots=True, eq=False)
class StandardValues(Stated):
    """Values agreed with their owner (usually finance) and shared by all programmes."""

    document: Document
    id: str
    title: str
    language: str
    currency: str
    owner: str = ""
    approved_by: str = ""
    approved_on: dt.date | None = None
    values: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Event(Stated):
    """Something in the life of the organisation that can move KPIs."""

    id: str
    title: str
    period: Period
    measures: tuple[str, ...] = ()
    """Ids of the organisation's KPIs (`measure:`) it can move; empty: any."""
    departments: tuple[str, ...] = ()
    """Departments it touches; empty: all."""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar(Stated):
    """What happens in the organisation that every programme has to reckon with."""

    document: Document
    id: str
    title: str
    language: str
    owner: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A rule whose weight the workspace changes; `severity` None switches it off."""

    rule: str
    severity: Severity | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """House settings; the defaults hold when there is no `roi-spec.yaml`."""

    organisation: str = ""
    site_title: str = ""
    language: str = "en"
    currency: str = "EUR"
    fiscal_year_start: int = 1
    """Month, 1 to 12."""
    hurdle_rate: Given | None = None
    discount_rate: Given | None = None
    small_cell_limit: int = 10
    """Rows and scores of groups smaller than this are not shown."""
    repository: str = ""
    """Web address of the repository, for links to file and line; empty: no links."""
    rules: tuple[RuleSetting, ...] = ()
    document: Document | None = field(default=None, compare=False)
