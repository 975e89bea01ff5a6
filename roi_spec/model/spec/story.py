"""Why, for whom, and what around it: what a reader needs to know and no figure of the result rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roi_spec.model.spec.base import Level, Period, Stated


@dataclass(frozen=True, slots=True, eq=False)
class Objective(Stated):
    """What should be reached, on one level."""

    id: str
    level: Level
    statement: str
    kpi: str = ""


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
class SignOff(Stated):
    """That somebody agreed to values as they were on a day; what they were is kept as marks, see `model/signed.py`."""

    by: str
    """The role that signed."""
    on: dt.date | None
    digest: str
    """Over the marks of all values: `sha256:` and 64 digits."""
    scope: tuple[str, ...] = ()
    """Sections and single values, by address; empty: everything that counts."""
    values: tuple[tuple[str, str], ...] = ()
    """Address and mark of every value that was signed."""
    note: str = ""


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
class Decision(Stated):
    """What the reader is asked to decide."""

    asked: str
    by: str = ""
    date: dt.date | None = None


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
