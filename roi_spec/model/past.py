"""What the history of a workspace tells of a programme: its commits, what each changed, and what stood fixed before.

Dates are those that commits claim; whoever makes a commit can choose them. Names of people do not get this far: a
commit carries a role, an author or nothing, as the house decided.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from roi_spec.model.comparison import Change, Explained
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Pointer
from roi_spec.model.text import Text


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, as a page may show it."""

    id: str
    """Full hash."""
    day: dt.date
    """The day it was made, as the commit claims."""
    who: str = ""
    """A role or an author, as the house decided; empty: not shown."""
    words: str = ""
    """The first line of its message."""
    order: int = 0
    """Its place in the history of the workspace, whatever its day; 0 is the newest."""


@dataclass(frozen=True, slots=True)
class Version:
    """A programme as one commit left it, computed with this version of the tool."""

    commit: Commit | None
    """None: the files as they are now, which no commit holds yet."""
    path: str
    """Of the spec, at that time."""
    stage: str = ""
    kind: str = ""
    """As `Evaluation.kind`; empty when it could not be computed."""
    roi: Quantity | None = None
    low: Quantity | None = None
    """ROI in the conservative case."""
    high: Quantity | None = None
    net_benefit: Quantity | None = None
    total_benefit: Quantity | None = None
    total_cost: Quantity | None = None
    why_not: Text | None = None
    """Why it could not be computed."""

    @property
    def figures(self) -> tuple[object, ...]:
        """Give what has to differ for a reader to see another result."""
        return (self.kind, self.roi, self.low, self.high, self.net_benefit, self.total_benefit, self.total_cost)


@dataclass(frozen=True, slots=True)
class Turn:
    """One commit that changed something of a programme, held against the version before it."""

    version: Version
    before: Version | None
    """None: the programme begins here, or further back nothing could be read."""
    changes: tuple[Change, ...] = ()
    """Of the programme's own file and data, and of what it shares with others."""
    explained: Explained | None = None
    """What each of them does to the result; None when nothing moved or one side has no figure."""
    remark: Text | None = None
    """Why the result moved, or cannot be told, when no change says so."""

    @property
    def moves(self) -> bool:
        """Say whether the results are other ones than before."""
        return self.before is None or self.version.figures != self.before.figures


class Stand(enum.StrEnum):
    """What the history says of what was agreed before a programme started."""

    FIXED = "fixed"
    """All of it stands in the last commit before the start, and none of it was touched since."""
    MOVED = "moved"
    """Something that matters is other than it was."""
    RETURNED = "returned"
    """Everything is as it was, but not all the time."""
    AHEAD = "ahead"
    """The programme has not started: it can still be agreed upon."""
    UNKNOWN = "unknown"
    """The history cannot tell."""


class Sort(enum.StrEnum):
    """What kind of agreement something is."""

    OBJECTIVE = "objective"
    KPI = "kpi"
    TARGET = "target"
    BASELINE = "baseline"
    METHOD = "method"
    CONVERSION = "conversion"
    FRAME = "frame"
    """Target of the ROI, and the months that count."""


@dataclass(frozen=True, slots=True)
class Later:
    """One thing that was agreed beforehand and is other than it was, or that came only later."""

    sort: Sort
    address: str
    """By ids: `kpis.errors.target`."""
    title: Text
    old: Text | None
    """None: there was none before the start."""
    new: Text | None
    """None: it was taken out."""
    commit: Commit | None
    """The one that changed it; None: the change is in no commit yet."""
    pointer: Pointer = ()
    """Where it stands now; where it is gone, the nearest that is left."""
    is_back: bool = False
    """Whether it has become again what it was before the start."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was agreed before the start, held against what stands there now."""

    stand: Stand
    start: dt.date | None = None
    """The first day of the programme; None: the file does not say."""
    agreed: Commit | None = None
    """The last commit before that day."""
    held: int = 0
    """How many things that were agreed are held against what stands there now."""
    later: tuple[Later, ...] = ()
    """Oldest first."""
    reasons: tuple[Text, ...] = ()
    """Why the history cannot tell; empty unless `UNKNOWN`."""
    remarks: tuple[Text, ...] = ()
    """What else a reader should know: another file name, a start that was put off."""

    @property
    def is_badge(self) -> bool:
        """Say whether the page may carry the words `Fixed beforehand`."""
        return self.stand is Stand.FIXED


@dataclass(frozen=True, slots=True)
class Past:
    """The history of one programme."""

    programme: str
    """Its id."""
    turns: tuple[Turn, ...]
    """Newest first."""
    quiet: int
    """How many commits touched its files without changing anything that has a meaning here."""
    proof: Proof
    findings: tuple[Finding, ...] = ()
    """What only the history can tell against it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The histories of all programmes of a run."""

    pasts: tuple[Past, ...]
    remarks: tuple[Text, ...] = ()
    """Why there is no history, or not all of it."""

    def of(self, programme: str) -> Past | None:
        """Give the history of a programme by its id, or None."""
        return next((one for one in self.pasts if one.programme == programme), None)


NO_MEMORY = Memory(())
