"""Whole files: one programme, the values and events that all programmes share, and the settings of the house."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from roi_spec.model.document import Document
from roi_spec.model.finding import Severity
from roi_spec.model.spec.base import Given, Period, Stage, Stated
from roi_spec.model.spec.evidence import DataFile, Kpi
from roi_spec.model.spec.money import (
    Assumption,
    BenefitWindow,
    Cost,
    Declared,
    DiscountRate,
    EarlierForecast,
    ExchangeRate,
    ScaleUp,
    Target,
    Uncertainty,
)
from roi_spec.model.spec.story import (
    Audience,
    Audited,
    BusinessGoal,
    Citation,
    Cohort,
    Decision,
    FollowUp,
    Influence,
    Intangible,
    Objective,
    Part,
    SignOff,
    Stakeholder,
    Waiver,
)


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
    internal_notes: tuple[str, ...] = ()
    """Prose for readers inside the organisation; the public edition leaves it out."""
    follow_up: tuple[FollowUp, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    declared: Declared | None = None
    waivers: tuple[Waiver, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
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
    sign_offs: tuple[SignOff, ...] = ()

    @property
    def path(self) -> str:
        """Give the file, relative to the workspace."""
        return self.document.source.path


@dataclass(frozen=True, slots=True, eq=False)
class SignOffs(Stated):
    """What others signed of one programme or one list of standard values, in a file of its own."""

    document: Document
    subject: str
    """The id of what was signed."""
    sign_offs: tuple[SignOff, ...] = ()


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
class MailRole:
    """The role that stands on pages for who commits with a mail address."""

    mail: str
    """A whole address, or an `@` and a domain."""
    role: str


@dataclass(frozen=True, slots=True)
class HistorySetting:
    """Who the pages name beside a change; names in git are personal data."""

    people: str = "roles"
    """`roles`, `authors` or `none`."""
    roles: tuple[MailRole, ...] = ()


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
    search_engines: str = "keep_out"
    """`keep_out` or `welcome`."""
    finance: tuple[str, ...] = ()
    """The roles that sign for money; empty: nobody has to."""
    rules: tuple[RuleSetting, ...] = ()
    history: HistorySetting = HistorySetting()
    document: Document | None = field(default=None, compare=False)
