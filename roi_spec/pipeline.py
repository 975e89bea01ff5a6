"""THE ORDER: read, validate, evaluate, lint, render, publish.

`understand` and `examine` are pure and are the whole story of one file. `survey` adds the disk and the files' knowledge
of each other; `building.py` goes on from there to the site. Stages meet here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from roi_spec import evaluate, lint, validate
from roi_spec.history import git
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source
from roi_spec.model.spec import Assumption, Programme, StandardValues, Workspace
from roi_spec.model.text import text
from roi_spec.read import files
from roi_spec.read.yaml import parse
from roi_spec.resources import schema_root
from roi_spec.settings import WORKSPACE_FILE, Settings, find_root
from roi_spec.validate.rules import DUPLICATE_ID

Spec = Programme | StandardValues | Workspace


@dataclass(frozen=True, slots=True)
class Kit:
    """What every programme of a run is held against."""

    context: lint.Context
    known_rules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Understood:
    """One file, read and validated."""

    source: Source | None
    path: str
    spec: Spec | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """One file, with everything that is to be said about it."""

    source: Source | None
    path: str
    spec: Spec | None
    evaluation: Evaluation | None
    findings: tuple[Finding, ...]

    @property
    def programme(self) -> Programme | None:
        """Give the programme when the file holds one that could be read."""
        return self.spec if isinstance(self.spec, Programme) else None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Give the findings that stop publication: errors nobody has waived.

        What a file finds in somebody else's published claim belongs on its page; only its own mistakes stop it.
        """
        audits = self.programme is not None and self.programme.audits is not None
        return tuple(
            one
            for one in self.findings
            if one.severity is Severity.ERROR and one.waived_by is None and not (audits and one.code.startswith("ROI1"))
        )


@dataclass(frozen=True, slots=True)
class Survey:
    """All files of a run, examined."""

    settings: Settings
    workspace: Workspace
    files: tuple[Examined, ...]
    standards: Mapping[str, Assumption]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give every finding of the run, sorted by place."""
        return tuple(sorted((one for file in self.files for one in file.findings), key=lambda one: one.order))

    @property
    def sources(self) -> dict[str, Source]:
        """Give every file that was read, by path."""
        return {file.source.path: file.source for file in self.files if file.source}


# --- one file, pure --------------------------------------------------------------------------------------------------


def understand(source: Source) -> Understood:
    """Read and validate one file: text in, typed spec out (None when an error was found)."""
    document, syntax = parse(source)
    if document is None:
        return Understood(source, source.path, None, syntax)
    spec, unfit = validate.check(document, shapes())
    findings = (*_not_said_again(syntax, unfit), *unfit)
    failed = any(one.severity is Severity.ERROR for one in findings)
    return Understood(source, source.path, None if failed else spec, findings)


def _not_said_again(early: tuple[Finding, ...], late: tuple[Finding, ...]) -> Iterator[Finding]:
    """Leave out a remark about the text of a value when an error about that value follows: one cause, one finding."""
    failing = {(one.at.line, one.at.column) for one in late if one.severity is Severity.ERROR}
    for one in early:
        if one.severity is Severity.ERROR or (one.at.line, one.at.column) not in failing:
            yield one


def examine(understood: Understood, kit: Kit) -> Examined:
    """Evaluate and lint one file that was understood; a file without a programme passes through."""
    programme = understood.spec
    if not isinstance(programme, Programme):
        return Examined(understood.source, understood.path, programme, None, understood.findings)
    references = validate.cross_check(programme, kit.context.standards, kit.known_rules)
    if any(one.severity is Severity.ERROR for one in references):
        found = (*understood.findings, *references)
        return Examined(understood.source, understood.path, None, None, found)
    evaluation, undefined = evaluate.run(programme, kit.context.standards)
    advice = lint.run(programme, evaluation, kit.context)
    found = lint.settle(
        (*understood.findings, *references, *undefined, *advice), programme, kit.context, kit.known_rules
    )
    return Examined(understood.source, understood.path, programme, evaluation, found)


@cache
def shapes() -> validate.Kit:
    """Give the compiled schemas, read once per process."""
    root = schema_root()
    kinds = ("programme", "standard-values", "workspace")
    return validate.compile_schemas(
        {kind: json.loads((root / f"{kind}.schema.json").read_text("utf-8")) for kind in kinds}
    )


@cache
def all_rules() -> dict[str, Rule]:
    """Give every rule of every stage by id."""
    from roi_spec.evaluate import rules as evaluating  # noqa: PLC0415 - only `explain` and the site need the whole catalogue
    from roi_spec.model.rule import catalogue  # noqa: PLC0415
    from roi_spec.read import rules as reading  # noqa: PLC0415
    from roi_spec.validate import rules as validating  # noqa: PLC0415

    every = (*catalogue(reading, validating, evaluating), *lint.all_rules())
    return {rule.id: rule for rule in sorted(every, key=lambda rule: rule.id)}


# --- many files, with the disk ---------------------------------------------------------------------------------------


def settings_for(names: Iterable[Path], as_of: dt.date | None = None) -> Settings:
    """Find the workspace of the named files; without `as_of`, the day is that of the commit."""
    named = tuple(Path(name).absolute() for name in names)
    root = find_root(named[0] if named else Path.cwd(), Path.cwd())
    revision = git.revision(root)
    day = as_of or (revision.date if revision else None)
    commit = revision.commit if revision else ""
    return Settings(root, named, day, commit, dirty=bool(revision and revision.dirty))


def survey(settings: Settings, tick: Callable[[int, int], None] = lambda done, total: None) -> Survey:
    """Read, validate, evaluate and lint everything that was named; `tick` hears how far it is."""
    paths, unfound = files.discover(settings.root, settings.names)
    rules = frozenset(all_rules())
    house, workspace = _workspace(settings.root, rules)
    shared = _shared(settings.root, paths)
    understood = [_load(settings.root, path) for path in (*paths, *shared)]
    standards, clashes = _standards(understood)
    kit = Kit(lint.Context(settings.as_of, workspace, standards), rules)
    examined = []
    for number, one in enumerate(understood, start=1):
        examined.append(examine(one, kit))
        tick(number, len(understood))
    lost = [Examined(None, one.at.path, None, None, (one,)) for one in unfound]
    every = (*house, *lost, *_with(examined, (*clashes, *_same_ids(examined))))
    return Survey(settings, workspace, tuple(sorted(every, key=lambda one: one.path)), standards)


def _load(root: Path, path: Path) -> Understood:
    source, refused = files.load(root, path)
    if source is None:
        return Understood(None, files.shown(root, path), None, refused)
    understood = understand(source)
    return replace(understood, findings=(*refused, *understood.findings)) if refused else understood


def _workspace(root: Path, rules: frozenset[str]) -> tuple[tuple[Examined, ...], Workspace]:
    """Read the house settings when there are any; their defaults hold when there are none or they cannot be used."""
    path = root / WORKSPACE_FILE
    if not path.exists():
        return (), Workspace()
    one = _load(root, path)
    if not isinstance(one.spec, Workspace):
        return (Examined(one.source, one.path, one.spec, None, one.findings),), Workspace()
    unknown = validate.cross_check(one.spec, {}, rules)
    return (Examined(one.source, one.path, one.spec, None, (*one.findings, *unknown)),), one.spec


def _shared(root: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """Find the standard values that belong to the files that were named: a programme may rest on them.

    Looked through is the folder directly below the root that holds a named file (`specs`), whole; for a file in the root
    itself only the root, so that a stray file never sets off a walk through somebody's whole disk.
    """
    around = {_neighbourhood(root, path) for path in named}
    below, _ = files.discover(root, tuple(sorted(folder for folder in around if folder != root)))
    beside = tuple(sorted(root.glob(f"*{files.SUFFIX}"))) if root in around else ()
    known = {files.shown(root, path) for path in named}
    return tuple(path for path in (*below, *beside) if files.shown(root, path) not in known and _holds_values(path))


def _neighbourhood(root: Path, path: Path) -> Path:
    inside = Path(files.shown(root, path)).parts
    return root / inside[0] if len(inside) > 1 else root


_VALUES = re.compile(rb"^kind:\s*[\"']?standard-values", re.MULTILINE)


def _holds_values(path: Path) -> bool:
    """Look at the beginning of a file for its kind; a file that cannot be looked at holds none."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _VALUES.search(file.read(4096)) is not None
    except (OSError, RuntimeError):
        return False


def _standards(understood: Iterable[Understood]) -> tuple[dict[str, Assumption], tuple[Finding, ...]]:
    """Join the standard values of all files; an id that two files give is a finding at the second."""
    joined: dict[str, Assumption] = {}
    clashes = []
    for one in understood:
        if not isinstance(one.spec, StandardValues):
            continue
        for stated in one.spec.values:
            value = replace(stated, approved_by=stated.approved_by or one.spec.approved_by)
            first = joined.setdefault(value.id, value)
            if first is not value:
                clashes.append(_twice(value.id, value.at.path, value, first))
    return joined, tuple(clashes)


def _same_ids(examined: Iterable[Examined]) -> tuple[Finding, ...]:
    """Find programmes that share an id: they would share a page."""
    seen: dict[str, Programme] = {}
    clashes = []
    for one in examined:
        if one.programme is None:
            continue
        first = seen.setdefault(one.programme.id, one.programme)
        if first is not one.programme:
            clashes.append(_twice(one.programme.id, one.path, one.programme, first))
    return tuple(clashes)


def _twice(id: str, path: str, second: Programme | Assumption, first: Programme | Assumption) -> Finding:
    message = text("{id} stands in two files: here and in {other}.", id=id, other=first.at.path)
    related = (Label(first.at, text("The first one")),)
    return DUPLICATE_ID.finding(second.at, message, help=text("Give one of them another id."), related=related)


def _with(examined: list[Examined], more: tuple[Finding, ...]) -> Iterator[Examined]:
    """Add findings about the files together to the files they are in."""
    for one in examined:
        extra = tuple(finding for finding in more if finding.at.path == one.path)
        yield replace(one, findings=(*one.findings, *extra)) if extra else one


def of_file(found: Survey, path: Path) -> Examined | None:
    """Give the file of a survey that a path leads to, or None."""
    name = files.shown(found.settings.root, path.absolute())
    return next((one for one in found.files if one.path == name), None)
