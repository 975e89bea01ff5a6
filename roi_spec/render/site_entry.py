"""What the pages about all programmes need of each one.

Small, made without rendering, and easy to send from one process to another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from roi_spec.model.conversions import TEMPLATES
from roi_spec.model.coverage import reached
from roi_spec.model.due import Due, of_programme
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, SCENARIOS, Evaluation, Step
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.formula import as_line
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Given, Level, Programme, StandardValues
from roi_spec.model.text import Text
from roi_spec.model.working import Origin
from roi_spec.render.registers.measures import NO_MEASURES, Measures, measures_of
from roi_spec.render.rounding import spans_loss


@dataclass(frozen=True, slots=True)
class Cases:
    """One figure in the three cases; None where the working gives none."""

    conservative: Quantity | None
    base: Quantity | None
    optimistic: Quantity | None

    def of(self, case: str) -> Quantity | None:
        """Give the figure of a case by its name."""
        return {CONSERVATIVE: self.conservative, BASE: self.base, OPTIMISTIC: self.optimistic}[case]


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the register of values: an assumption of a programme, or a standard value shared by all."""

    id: str
    """Of the step: `assumption.margin`, `standard.hourly_rate`."""
    title: str
    language: str
    at: Span
    value: Quantity | None
    low: Quantity | None = None
    high: Quantity | None = None
    formula: str = ""
    """As the author wrote it, when the value is computed."""
    origin: Origin = Origin()  # noqa: RUF009 - a frozen value
    words: Text | None = None
    """The tool's own title, for what the author gave none; then `title` is empty."""
    used_by: tuple[str, ...] = ()
    """Ids of the programmes whose figures rest on it."""
    valid_from: dt.date | None = None
    """Standard values: the first day on which it holds."""
    ranks: tuple[tuple[str, int], ...] = ()
    """By programme: its place among the values that move the result there, 1 moves it most."""

    @property
    def is_shared(self) -> bool:
        """Say whether this is a standard value."""
        return self.id.startswith("standard.")

    def is_expired(self, as_of: dt.date | None) -> bool:
        """Say whether its last day of validity has passed; on an unknown day, nothing has."""
        until = self.origin.valid_until
        return until is not None and as_of is not None and until < as_of


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """One programme as the portfolio shows it."""

    id: str
    title: str
    language: str
    path: str
    """Of the file, relative to the workspace."""
    stage: str
    kind: str
    """`roi`, `benefit_claim`, `cost_only` or `no_money`."""
    is_forecast: bool
    has_range: bool
    currency: str
    perspective: str
    owner: str
    publisher: str
    """Who published the claim that the file examines; empty for an own programme."""
    grade: str
    verdict: str
    target: Quantity | None
    roi: Cases
    cost: Cases
    benefit: Cases
    net: Cases
    counts: Mapping[str, int]
    """How many findings of each severity, and `waived`."""
    values: tuple[Registered, ...]
    grade_reason: Text = Text("")  # noqa: RUF009 - a frozen value
    price_year: int | None = None
    window: Quantity | None = None
    """How long benefits are counted."""
    solution: str = ""
    """`short_term` or `long_term`."""
    drawn: tuple[Quantity, Quantity] | None = None
    """P10 and P90 of the ROI in the simulation; None when there was none."""
    chance: Fraction | None = None
    """Share of the draws with an ROI above zero."""
    is_open: bool = False
    """Whether the evidence leaves both a loss and a gain open."""
    levels: frozenset[Level] = frozenset()
    """The levels at which it has data."""
    overlaps: tuple[Finding, ...] = ()
    """Where another programme may count the same benefit."""
    theme: str = ""
    department: str = ""
    year: int | None = None
    """In which it was given, or will be."""
    summary: str = ""
    methods: frozenset[str] = frozenset()
    """Ids of the attribution methods that gave an effect."""
    conversions: frozenset[str] = frozenset()
    """Ids of the techniques, and of the ready-made conversions, that its money rests on."""
    dues: tuple[Due, ...] = ()
    """What it has to do by a day, and what it did."""
    measured: Measures = NO_MEASURES
    """What it measures, as plan, actual and forecast."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that has no page because of errors."""

    path: str
    title: str
    """As far as it could be read; else empty."""
    reasons: tuple[Finding, ...]


def entry_of(evaluation: Evaluation, findings: Sequence[Finding]) -> SiteEntry:
    """Give what the portfolio needs of one programme."""
    programme = evaluation.programme
    return SiteEntry(
        id=programme.id,
        title=programme.title,
        language=programme.language,
        path=programme.path,
        stage=programme.stage.value,
        kind=evaluation.kind,
        is_forecast=evaluation.is_forecast or programme.stage.value == "plan",
        has_range=evaluation.has_range,
        currency=programme.currency,
        perspective=programme.perspective,
        owner=programme.owner,
        publisher=programme.audits.publisher if programme.audits else "",
        grade=evaluation.grade,
        verdict=evaluation.verdict.code,
        target=evaluation.verdict.target,
        roi=_cases(evaluation, "result.roi"),
        cost=_cases(evaluation, "result.total_cost"),
        benefit=_cases(evaluation, "result.total_benefit"),
        net=_cases(evaluation, "result.net_benefit"),
        counts=_counts(findings),
        values=_values(evaluation),
        grade_reason=evaluation.grade_reason,
        price_year=programme.price_year,
        window=evaluation.quantity("benefit_window"),
        solution=programme.benefit_window.solution if programme.benefit_window else "",
        drawn=_drawn(evaluation),
        chance=evaluation.simulation.above_zero if evaluation.simulation else None,
        is_open=evaluation.kind == "roi" and spans_loss(evaluation.simulation),
        levels=reached(evaluation),
        overlaps=tuple(one for one in findings if one.code in ACROSS and one.waived_by is None),
        theme=programme.theme,
        department=programme.department,
        year=_year(programme),
        summary=programme.summary,
        methods=frozenset(one.method.id for kpi in evaluation.kpis for one in kpi.methods if one.effect),
        conversions=_conversions(programme),
        dues=of_programme(programme),
        measured=measures_of(evaluation),
    )


ACROSS = ("ROI340", "ROI341", "ROI342")
"""The rules about programmes that may count the same benefit."""


def _year(programme: Programme) -> int | None:
    """Give the year in which the course began, else that of its benefits or its evaluation; None when none is said."""
    window = programme.benefit_window
    days = (programme.delivery.start if programme.delivery else None, window.start if window else None)
    return next((day.year for day in (*days, programme.evaluated_on) if day is not None), None)


def _conversions(programme: Programme) -> frozenset[str]:
    """Give the techniques of a programme; a ready-made conversion stands for the technique below it as well."""
    named = {kpi.conversion.technique for kpi in programme.kpis if kpi.conversion}
    return frozenset(named | {TEMPLATES[one].technique for one in named if one in TEMPLATES})


def _drawn(evaluation: Evaluation) -> tuple[Quantity, Quantity] | None:
    known = evaluation.simulation.measures.get("result.roi") if evaluation.simulation else None
    return (known.p10, known.p90) if known else None


def _cases(evaluation: Evaluation, id: str) -> Cases:
    return Cases(*(evaluation.quantity(id, case) for case in SCENARIOS))


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts = {level.value: 0 for level in Severity} | {"waived": 0}
    for finding in findings:
        counts["waived" if finding.waived_by is not None else finding.severity.value] += 1
    return counts


def _values(evaluation: Evaluation) -> tuple[Registered, ...]:
    steps = (step for step in evaluation.steps.values() if step.line.part in ("assumption", "standard"))
    ranks = {one.driver: place for place, one in enumerate(evaluation.swings, 1)}
    return tuple(_registered(step, evaluation, ranks.get(step.line.driver or step.id)) for step in steps)


def _registered(step: Step, evaluation: Evaluation, rank: int | None) -> Registered:
    line, programme = step.line, evaluation.programme
    title = dict(line.title.params).get("text", "")
    return Registered(
        id=line.id,
        title=str(title),
        words=None if title else line.title,
        language=programme.language,
        at=line.at,
        value=None if isinstance(step.value, Missing) else step.value,
        low=line.low if isinstance(line.low, Quantity) else None,
        high=line.high if isinstance(line.high, Quantity) else None,
        formula=as_line(line.formula, lambda name: name.written or name.id) if line.formula else "",
        origin=line.origin,
        used_by=(programme.id,),
        ranks=((programme.id, rank),) if rank else (),
    )


# --- standard values, also those that no programme uses --------------------------------------------------------------


def registered_standards(library: StandardValues) -> tuple[Registered, ...]:
    """Give the lines of the register for one file of standard values; its owner stands in for one without."""
    owned = (replace(one, owner=one.owner or library.owner) for one in library.values)
    return tuple(_standard(one, library.language) for one in owned)


def _standard(stated: Assumption, language: str) -> Registered:
    ranged = stated.value
    return Registered(
        id=f"standard.{stated.id}",
        title=stated.title,
        language=language,
        at=_place(stated),
        value=ranged.best.quantity if ranged else None,
        low=_end(ranged.low) if ranged else None,
        high=_end(ranged.high) if ranged else None,
        formula=stated.formula.written if stated.formula else "",
        origin=Origin(
            stated.source, stated.owner, stated.date, stated.valid_until, stated.kind or stated.source_kind, stated.note
        ),
        valid_from=stated.valid_from,
    )


def _place(stated: Assumption) -> Span:
    """Give the place of the figure itself, as the working has it: versions of a value are told apart by it."""
    if stated.value is not None:
        return stated.value.best.at
    return stated.formula.at if stated.formula else stated.at


def _end(given: Given | None) -> Quantity | None:
    return given.quantity if given else None
