"""What the pages about all programmes need of each one.

Small, made without rendering, and easy to send from one process to another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.coverage import reached
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, SCENARIOS, Evaluation, Step
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.formula import as_line
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Given, Level, StandardValues
from roi_spec.model.text import Text
from roi_spec.model.working import Origin
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
    )


ACROSS = ("ROI340", "ROI341", "ROI342")
"""The rules about programmes that may count the same benefit."""


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
    return tuple(_registered(step, evaluation) for step in steps)


def _registered(step: Step, evaluation: Evaluation) -> Registered:
    line = step.line
    title = dict(line.title.params).get("text", "")
    return Registered(
        id=line.id,
        title=str(title),
        words=None if title else line.title,
        language=evaluation.programme.language,
        at=line.at,
        value=None if isinstance(step.value, Missing) else step.value,
        low=line.low if isinstance(line.low, Quantity) else None,
        high=line.high if isinstance(line.high, Quantity) else None,
        formula=as_line(line.formula, lambda name: name.written or name.id) if line.formula else "",
        origin=line.origin,
        used_by=(evaluation.programme.id,),
    )


# --- standard values, also those that no programme uses --------------------------------------------------------------


def registered_standards(library: StandardValues) -> tuple[Registered, ...]:
    """Give the lines of the register for one file of standard values."""
    return tuple(_standard(one, library.language) for one in library.values)


def _standard(stated: Assumption, language: str) -> Registered:
    ranged = stated.value
    return Registered(
        id=f"standard.{stated.id}",
        title=stated.title,
        language=language,
        at=stated.at,
        value=ranged.best.quantity if ranged else None,
        low=_end(ranged.low) if ranged else None,
        high=_end(ranged.high) if ranged else None,
        formula=stated.formula.written if stated.formula else "",
        origin=Origin(
            stated.source, stated.owner, stated.date, stated.valid_until, stated.kind or stated.source_kind, stated.note
        ),
        valid_from=stated.valid_from,
    )


def _end(given: Given | None) -> Quantity | None:
    return given.quantity if given else None
