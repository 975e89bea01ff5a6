"""Measures: where they come from, how the effect of the programme is separated, how it becomes money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roi_spec.model.spec.base import Formula, Given, Level, Period, Ranged, Stated
from roi_spec.model.units import Unit


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
