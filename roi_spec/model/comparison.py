"""What changed between two editions of the same specs, and what each change does to the result.

Changes are about things with an id, never about lines of a file. Effects are shares of one total: they add up to the
difference between the two results exactly, whatever the order in which the changes were made.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text


class Kind(enum.StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    """The same content under another id."""
    MOVED = "moved"
    """Another place in its list, or in another file; nothing else."""


class Cause(enum.StrEnum):
    """Where a change comes from, which says who has to look at it."""

    VALUE = "value"
    """A number: an assumption, a cost, a baseline, an answer, a range."""
    METHOD = "method"
    """How the effect is separated or converted, a formula, a window."""
    STANDARD = "standard"
    """A value that programmes share."""
    DATA = "data"
    """The content of a data file."""
    HOUSE = "house"
    """A setting of the workspace."""
    TOOL = "tool"
    """Another version of roi-spec or of the spec language."""
    EVIDENCE = "evidence"
    """Source, owner, date, approval: what a number rests on."""
    PROSE = "prose"
    """Words that no number rests on."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not what it was."""

    address: str
    """Where it is, by ids: `assumptions.hourly_cost.value`, `kpis.errors.attribution.method`; stable over edits."""
    kind: Kind
    cause: Cause
    title: Text
    """What it is called, in the author's words: title of the thing and, behind it, the field."""
    old: Text | None = None
    """As a reader would write it: a `Quantity` becomes local notation. None: there was none."""
    new: Text | None = None
    was_at: Span | None = None
    at: Span | None = None
    unit: str = ""
    """Of old and new, where they are numbers."""
    from_address: str = ""
    """Of something renamed or moved: where it was."""
    source: str = ""
    """What the new value rests on, in the author's words; empty: not stated, or not a value."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change, or several that only work together, does to the measure."""

    changes: tuple[Change, ...]
    """More than one: they rest on each other (a new value and the KPI that begins to use it) and cannot be told apart.
    """
    by: Quantity
    """Its share of the difference; for an ROI in percentage points."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The difference of one measure, taken apart."""

    measure: str
    """The line that it is about: `result.roi`; where one side has no ROI, net benefit, total benefit or total cost."""
    before: Quantity
    after: Quantity
    effects: tuple[Effect, ...]
    """Largest first; what moves nothing is left out. Their sum is `after - before`, exactly."""
    orders: int | None = None
    """How many orders of the changes were drawn, when there were too many to try all; None: all were tried."""

    @property
    def total(self) -> Fraction:
        """Give the difference in base units."""
        return self.after.base - self.before.base


@dataclass(frozen=True, slots=True)
class Figures:
    """The results of one programme at one side."""

    kind: str
    """As `Evaluation.kind`."""
    roi: Quantity | None
    low: Quantity | None
    """ROI in the conservative case."""
    high: Quantity | None
    p10: Quantity | None
    p90: Quantity | None
    """Of the simulated ROI."""
    bcr: Quantity | None
    net_benefit: Quantity | None
    total_benefit: Quantity | None
    total_cost: Quantity | None
    payback: Quantity | None
    grade: str
    verdict: str
    stage: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line that a reviewer wants to know about was crossed."""

    code: str
    """`roi_moved`, `below_zero`, `above_zero`, `below_target`, `above_target`, `below_hurdle`, `above_hurdle`,
    `grade_down`, `confidence_raised` (a confidence or an attributed share went up without another source),
    `sign_off_lost`.
    """
    text: Text


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """One programme at both sides."""

    id: str
    title: str
    language: str
    path: str
    kind: Kind
    before: Figures | None
    """None: the programme is new, or could not be computed."""
    after: Figures | None
    why_no_before: Text | None
    why_no_after: Text | None
    changes: tuple[Change, ...]
    """Of its own file and data, in the order of the file at head."""
    shared: tuple[Change, ...]
    """Of standard values and the house, as far as this programme rests on them."""
    explained: Explained | None
    """None: nothing moved, or one side has no figure."""
    why_not_explained: Text | None
    appeared: tuple[Finding, ...]
    went: tuple[Finding, ...]
    crossings: tuple[Crossing, ...]
    was: str = ""
    """Its id at the base, when that was another."""
    was_path: str = ""
    """Its file at the base, when that was another."""


@dataclass(frozen=True, slots=True)
class Side:
    """One edition that was compared."""

    name: str
    """As it was asked for: a revision, a folder, a file."""
    commit: str = ""
    date: dt.date | None = None
    tool: str = ""
    """Version of roi-spec that made the figures."""
    dirty: bool = False
    remarks: tuple[Text, ...] = ()
    """What a reader has to know before relying on this side: shallow history, files that could not be read."""
    repository: str = ""
    """Web address of the repository, for links to a line; empty: no links."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions of a workspace, held against each other."""

    base: Side
    head: Side
    programmes: tuple[ProgrammeChange, ...]
    """Those that differ in anything, by id."""
    untouched: int
    """How many programmes are the same at both sides."""
    shared: tuple[Change, ...]
    """Changes of standard values, calendars and the house."""
    touched_by: tuple[tuple[str, tuple[str, ...]], ...]
    """For every shared change, by address, the ids of the programmes that rest on it."""
    crossings: tuple[tuple[str, Crossing], ...]
    """All crossings with the id of their programme, the heaviest first."""
    appeared: tuple[Finding, ...] = ()
    """In files without a programme: house settings, standard values, calendars, what cannot be read."""
    went: tuple[Finding, ...] = ()

    @property
    def differs(self) -> bool:
        """Say whether anything at all differs."""
        return bool(self.programmes or self.shared or self.appeared or self.went)
