"""Making the fixes that findings offer: which of them, in what order, and with what effect. Nothing is saved here.

A fix is a splice, so remarks, order and layout stay. After every round the file is examined again; a fix after which
it would read worse than before is left out, and the author is told. A waived finding keeps what it waives, and
somebody else's published claim stays as it was published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from roi_spec import pipeline
from roi_spec.model.finding import Finding, Severity
from roi_spec.pipeline import JUDGEMENT, Examined, Ground
from roi_spec.read import files, rewriting
from roi_spec.read.splice import overlap, spliced
from roi_spec.settings import Settings

ROUNDS = 10
"""How often one file is mended: a fix may bring another mistake to light."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one file."""

    path: Path
    name: str
    """The file as readers see it."""
    before: bytes
    after: bytes
    made: tuple[Finding, ...]
    """The findings whose fix was made, in the order in which it happened."""
    held_back: tuple[Finding, ...]
    """The findings whose fix would have left the file with more errors."""

    @property
    def changed(self) -> bool:
        """Say whether there is anything to save."""
        return self.after != self.before


def mend(
    settings: Settings, *, unsafe: bool = False, everywhere: bool = False, among: Collection[str] | None = None
) -> tuple[Mended, ...]:
    """Make the fixes that are offered for the files of a run, and give every file that has any.

    `unsafe` also makes those that may change a meaning. Only files that were named are mended, or lie in a folder that
    was; `everywhere` adds those they rest on. `among`: the files that have a fix, as readers see them, where a check
    has found that out already. Standard values and house settings come first: what they say decides about the others.
    """
    found = pipeline.ground(settings, for_pages=False)
    around = (settings.root / one.path for one in found.around)
    shared = tuple(_mended(found, _wanted(settings, around, among, everywhere=everywhere), unsafe=unsafe))
    texts = {one.name: one.after for one in shared if one.changed}
    if texts:
        found, among = pipeline.ground(settings, for_pages=False, instead=texts), None
    own = tuple(_mended(found, _wanted(settings, found.left, among, everywhere=everywhere), unsafe=unsafe))
    return tuple(sorted((*shared, *own), key=lambda one: one.name))


def _wanted(
    settings: Settings, paths: Iterable[Path], among: Collection[str] | None, *, everywhere: bool
) -> Iterator[Path]:
    """Give the files that may be mended, each once."""
    for path in dict.fromkeys(paths):
        known = among is None or files.shown(settings.root, path) in among
        if known and (everywhere or _is_named(settings, path)):
            yield path


def _is_named(settings: Settings, path: Path) -> bool:
    place = _place(settings, path)
    return any(place[: len(name)] == name for name in (_place(settings, one) for one in settings.names))


def _place(settings: Settings, path: Path) -> tuple[str, ...]:
    """Give the parts of a path below the root; none for the root itself."""
    return PurePosixPath(files.shown(settings.root, path)).parts


def _mended(found: Ground, paths: Iterable[Path], *, unsafe: bool) -> Iterator[Mended]:
    yield from (one for path in paths if (one := mend_file(found, path, unsafe=unsafe)) is not None)


def mend_file(found: Ground, path: Path, *, unsafe: bool) -> Mended | None:
    """Mend one file, round by round, until nothing is left to mend; None when no fix is offered for it."""
    content = rewriting.content_of(found.root, path)
    if content is None:
        return None
    bench = _Bench(found, path, unsafe=unsafe, content=content)
    bench.mend()
    if not bench.made and not bench.held_back:
        return None
    name = bench.examined.path
    return Mended(path, name, content, bench.content, tuple(bench.made), tuple(bench.held_back))


class _Bench:
    """One file on the bench: its content so far, and what is known about the fixes tried on it."""

    def __init__(self, found: Ground, path: Path, *, unsafe: bool, content: bytes, looks_ahead: bool = True) -> None:
        self.found, self.path, self.unsafe, self.content = found, path, unsafe, content
        self.looks_ahead = looks_ahead
        self.examined = self._examine(content)
        self.made: list[Finding] = []
        self.held_back: list[Finding] = []
        self._tried: set[object] = set()

    def mend(self) -> None:
        """Mend round by round, until nothing is left to mend."""
        for _ in range(ROUNDS):
            if not self._round():
                break

    def _round(self) -> bool:
        """Make what is offered now; say whether that changed anything."""
        found = (one for one in self.examined.findings if _key(one) not in self._tried)
        offered = [one for one in found if may_be_made(self.examined, one, unsafe=self.unsafe)]
        before = self.content
        self._make([], apart(sorted(offered, key=lambda one: one.order)), before)
        return self.content != before

    def _make(self, kept: list[Finding], more: list[Finding], before: bytes) -> list[Finding]:
        """Make the fixes of `more` on top of those of `kept`; where that does harm, in halves, to find the culprit."""
        trial = self._with(before, [*kept, *more]) if more else None
        if trial is None or trial == self.content:
            return kept
        examined = self._examine(trial)
        if not worse(self.examined, examined) or (len(more) == 1 and self._ends_well(trial)):
            self._tried |= {_key(one) for one in more}
            self.content, self.examined = trial, examined
            self.made += more
            return [*kept, *more]
        if len(more) == 1:
            self._tried.add(_key(more[0]))
            self.held_back += more
            return kept
        middle = len(more) // 2
        return self._make(self._make(kept, more[:middle], before), more[middle:], before)

    def _ends_well(self, trial: bytes) -> bool:
        """Say whether errors that a fix brings to light are gone once they are mended as well."""
        if not self.looks_ahead:
            return False
        further = _Bench(self.found, self.path, unsafe=self.unsafe, content=trial, looks_ahead=False)
        further.mend()
        return not worse(self.examined, further.examined)

    def _with(self, before: bytes, findings: list[Finding]) -> bytes | None:
        written = rewriting.written(before)
        if written is None:
            return None
        edits = [edit for one in findings if one.fix for edit in one.fix.edits]
        return rewriting.Written(spliced(written.text, edits), written.mark).content

    def _examine(self, content: bytes) -> Examined:
        return pipeline.examine_as(self.found, self.path, content)


def may_be_made(examined: Examined, finding: Finding, *, unsafe: bool) -> bool:
    """Say whether a finding offers a fix that belongs to this file and to what was asked for."""
    fix = finding.fix
    if fix is None or finding.waived_by is not None:
        return False
    programme = examined.programme
    foreign = programme is not None and programme.audits is not None and finding.code.startswith(JUDGEMENT)
    elsewhere = any(edit.span.path != examined.path for edit in fix.edits)
    return (fix.safe or unsafe) and not foreign and not elsewhere


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the findings whose fixes do not touch each other's text; of two that do, the first."""
    kept: list[Finding] = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        others = [edit for one in kept if one.fix for edit in one.fix.edits]
        if not overlap(edits, others):
            kept.append(finding)
    return kept


def worse(before: Examined, after: Examined) -> bool:
    """Say whether a file reads worse than it did: more errors where its reading had come to.

    A mistake in the text hides what would be said about its fields, and a mistake in a field what would be said about
    the figures. So errors are counted by how early they stop the reading, and the earliest count most.
    """
    was, now = _errors(before.findings), _errors(after.findings)
    if was[0] and now[0] > was[0]:
        return _first_line(after.findings) <= _first_line(before.findings)
    return now > was


def _errors(findings: Iterable[Finding]) -> tuple[int, int, int]:
    stages = [_stage(one.code) for one in findings if one.severity is Severity.ERROR and one.waived_by is None]
    return (stages.count(0), stages.count(1), stages.count(2))


def _stage(code: str) -> int:
    """Give how early a rule speaks, from the ranges of ids in CONTRIBUTING: 0 the text, 1 the language, 2 the rest."""
    number = int(code.removeprefix("ROI"))
    return 0 if number < 100 else 1 if 200 <= number < 280 else 2


def _first_line(findings: Iterable[Finding]) -> int:
    """Give the line at which the reading of the text came to a stop."""
    return min(one.at.line for one in findings if one.severity is Severity.ERROR and _stage(one.code) == 0)


def _key(finding: Finding) -> object:
    edits = finding.fix.edits if finding.fix else ()
    return finding.code, finding.at.line, finding.pointer, tuple(edit.replacement for edit in edits)
