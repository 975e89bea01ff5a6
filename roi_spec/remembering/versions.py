"""One programme as the files of an earlier day have it: read, validated and computed with the tool of today.

Nothing is read from disk: contents come from git. Every content is understood once, and what a programme comes to is
computed once for every set of contents that it rests on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from roi_spec import evaluate, lint, pipeline
from roi_spec.history.agreed import Agreement, agreed
from roi_spec.history.trails import Mark
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.finding import Severity
from roi_spec.model.past import Commit, Version
from roi_spec.model.spec import Assumption, Calendar, DataFile, Programme, StandardValues, Workspace
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Examined, Kit, Understood
from roi_spec.read import respondents
from roi_spec.read.gate import admit
from roi_spec.read.table import read_table
from roi_spec.settings import WORKSPACE_FILE

Files = tuple[tuple[str, str], ...]
"""Names with the hash of what they hold."""
_STANDARD = re.compile(r"\bstandard\.([a-z][a-z0-9_]*)")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Ground:
    """What all programmes share at one moment."""

    kit: Kit
    libraries: tuple[StandardValues, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A programme at one moment."""

    path: str
    understood: Understood
    ground: Ground
    evaluation: Evaluation | None
    why_not: Text | None = None

    @property
    def programme(self) -> Programme | None:
        """Give the programme as stated, when it could be read."""
        return self.understood.spec if isinstance(self.understood.spec, Programme) else None

    @property
    def agreement(self) -> Agreement | None:
        """Give what it agrees beforehand, when it could be read."""
        programme = self.programme
        return None if programme is None else agreed(programme, standards_of(programme, self.ground.kit))

    def version(self, commit: Commit | None) -> Version:
        """Sum it up for a page."""
        programme, found = self.programme, self.evaluation
        if found is None or programme is None:
            return Version(commit, self.path, why_not=self.why_not)
        return Version(
            commit=commit,
            path=self.path,
            stage=programme.stage.value,
            kind=found.kind,
            roi=found.quantity("result.roi"),
            low=found.quantity("result.roi", CONSERVATIVE),
            high=found.quantity("result.roi", OPTIMISTIC),
            net_benefit=found.quantity("result.net_benefit"),
            total_benefit=found.quantity("result.total_benefit"),
            total_cost=found.quantity("result.total_cost"),
        )


def standards_of(programme: Programme, kit: Kit) -> dict[str, Assumption]:
    """Give the version of every standard value that holds for a programme."""
    return evaluate.on_day(kit.versions, programme.evaluated_on or kit.context.as_of)


@dataclass(slots=True)
class Desk:
    """Looks at the versions of one programme; `contents` are the bytes of every file by their hash."""

    contents: Mapping[str, bytes]
    as_of: dt.date | None
    known: dict[object, Seen] = field(default_factory=dict)
    read: dict[tuple[str, str], Understood] = field(default_factory=dict)
    grounds: dict[Files, Ground] = field(default_factory=dict)

    def seen(self, mark: Mark, evaluation: Evaluation | None = None) -> Seen:
        """Give the programme as it was after a commit; `evaluation` is what it comes to, where that is known."""
        understood = self._with_tables(self._understood(mark.path, mark.blob), dict(mark.data))
        ground = self.ground(mark.shared)
        key = (mark.path, mark.blob, tuple(table.digest for table in understood.tables), _rests_on(understood, ground))
        if key in self.known:
            return replace(self.known[key], ground=ground)
        self.known[key] = (
            _examined(mark.path, understood, ground)
            if evaluation is None
            else Seen(mark.path, understood, ground, evaluation)
        )
        return self.known[key]

    def ground(self, shared: Files) -> Ground:
        """Give what all programmes share, from its files."""
        if shared not in self.grounds:
            self.grounds[shared] = ground_of([self._understood(path, blob) for path, blob in shared], self.as_of)
        return self.grounds[shared]

    def _understood(self, path: str, blob: str) -> Understood:
        if (path, blob) not in self.read:
            self.read[path, blob] = understood_of(path, self.contents.get(blob))
        return self.read[path, blob]

    def _with_tables(self, understood: Understood, data: Mapping[str, str]) -> Understood:
        """Read the data files that a programme names, and put answers where they belong; see `pipeline`."""
        programme = understood.spec
        if not isinstance(programme, Programme) or not programme.data:
            return understood
        tables = tuple(one for entry in programme.data if (one := self._table(programme, entry, data)) is not None)
        filled = respondents.filled(programme, {one.id: one for one in tables})
        if len(tables) < len(programme.data):
            return Understood(understood.source, understood.path, None, understood.findings)
        return replace(understood, spec=filled, tables=tables)

    def _table(self, programme: Programme, entry: DataFile, data: Mapping[str, str]) -> Table | None:
        path = _beside(programme.path, entry.file)
        content = self.contents.get(data.get(path, ""))
        if content is None:
            return None
        return read_table(content, path, entry, exact=respondents.wanted(programme, entry))[0]


@lru_cache(maxsize=500)
def understood_of(path: str, content: bytes | None) -> Understood:
    """Read and validate a file that git holds; None: it could not be had. What all programmes share is read once."""
    source, refused = admit(path, content) if content is not None else (None, ())
    return Understood(None, path, None, refused) if source is None else pipeline.understand(source)


def ground_of(shared: list[Understood], as_of: dt.date | None) -> Ground:
    """Put together what all programmes share; a file that cannot be read counts as not there."""
    libraries = tuple(one.spec for one in shared if isinstance(one.spec, StandardValues))
    calendars = tuple(one.spec for one in shared if isinstance(one.spec, Calendar))
    houses = [one.spec for one in shared if isinstance(one.spec, Workspace) and one.path == WORKSPACE_FILE]
    versions: dict[str, tuple[Assumption, ...]] = {}
    for library in libraries:
        for stated in library.values:
            value = replace(stated, approved_by=stated.approved_by or library.approved_by)
            versions[value.id] = (*versions.get(value.id, ()), value)
    context = lint.Context(as_of, houses[0] if houses else Workspace(), calendars=calendars)
    return Ground(Kit(context, frozenset(pipeline.all_rules()), versions, for_pages=False), libraries)


def _examined(path: str, understood: Understood, ground: Ground) -> Seen:
    found: Examined = pipeline.examine(understood, ground.kit)
    if found.evaluation is not None:
        return Seen(path, understood, ground, found.evaluation)
    first = next((one for one in found.findings if one.severity is Severity.ERROR), None)
    if first is not None:
        why = text("Not computed, because the file had a mistake on line {line}: {mistake}", line=first.at.line,
                   mistake=first.text)  # fmt: skip
    else:
        why = text("Not computed, because a file that it rests on is not in the history or is too large for it.")
    return Seen(path, understood, ground, None, why)


def _beside(path: str, file: str) -> str:
    """Give the name of a data file as the root sees it."""
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / file).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _rests_on(understood: Understood, ground: Ground) -> str:
    """Give a digest of what a programme takes from the files that all share: named values, and two house settings."""
    if not isinstance(understood.spec, Programme):
        return ""
    standards = standards_of(understood.spec, ground.kit)
    named = sorted((id, _content(standards[id])) for id in _named(understood.spec, standards))
    house = ground.kit.context.workspace
    discount = house.discount_rate.quantity if house.discount_rate else None
    return hashlib.sha256(repr((named, str(discount), house.fiscal_year_start)).encode()).hexdigest()


def standards_named(one: Seen) -> frozenset[str]:
    """Give the ids of the standard values that a programme rests on, also through the formulas of others."""
    programme = one.programme
    return _named(programme, standards_of(programme, one.ground.kit)) if programme else frozenset()


def _named(programme: Programme, standards: Mapping[str, Assumption]) -> frozenset[str]:
    waiting = _STANDARD.findall(programme.document.source.text)
    found: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id in standards and id not in found:
            found.add(id)
            formula = standards[id].formula
            waiting += [name for name in _WORD.findall(formula.written) if name in standards] if formula else []
    return frozenset(found)


def _content(value: Assumption) -> str:
    ranged = value.value
    ends = (ranged.best, ranged.low, ranged.high) if ranged else ()
    written = [str(one.quantity) if one else "" for one in ends]
    shape = ranged.distribution if ranged else None
    return repr((written, repr(shape), value.formula.written if value.formula else ""))
