"""THE ORDER: read, validate, evaluate, lint, render, publish.

`understand` and `examine` are pure and are the whole story of one file. `survey` adds the disk and the files' knowledge
of each other; `building.py` goes on from there to the site. Stages meet here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from roi_spec import analyse, evaluate, lint, validate
from roi_spec.history import git
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.signed import Signed, as_library, held
from roi_spec.model.signed import Value as SignedValue
from roi_spec.model.signed_items import items_of
from roi_spec.model.source import Source, Span
from roi_spec.model.spec import Assumption, Calendar, Programme, SignOff, SignOffs, StandardValues, Workspace
from roi_spec.model.table import Table
from roi_spec.model.text import text
from roi_spec.read import files
from roi_spec.read.gate import admit
from roi_spec.read.yaml import parse
from roi_spec.resources import schema_root
from roi_spec.settings import WORKSPACE_FILE, Settings, find_root
from roi_spec.validate.rules import DUPLICATE_ID

Spec = Programme | StandardValues | Calendar | SignOffs | Workspace
JUDGEMENT = ("ROI1", "ROI3")
"""How the codes of the rules of the profession begin."""
_File = TypeVar("_File", "Examined", "Checked")


@dataclass(frozen=True, slots=True)
class Kit:
    """What every programme of a run is held against."""

    context: lint.Context
    """Without standard values: which version holds depends on the programme."""
    known_rules: frozenset[str]
    versions: Mapping[str, tuple[Assumption, ...]] = field(default_factory=dict)
    """Every standard value of the workspace by id, with all its versions."""
    sign_offs: Mapping[str, tuple[SignOff, ...]] = field(default_factory=dict)
    """What files of their own say was signed, by the id of the programme or list."""
    sign_off_files: Mapping[str, Source] = field(default_factory=dict)
    """These files by path, to show their lines."""
    signed: Mapping[str, SignedValue] = field(default_factory=dict)
    """Who signed which standard value in its own file; see `model.signed.as_library`."""
    for_pages: bool = True
    """Whether everything a page shows is wanted, or only what there is to say."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One file, read and validated."""

    source: Source | None
    path: str
    spec: Spec | None
    findings: tuple[Finding, ...]
    tables: tuple[Table, ...] = ()
    """The data files that the spec names."""
    excerpts: tuple[Source, ...] = ()
    """The lines of data files that findings point at."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One file, with everything that is to be said about it."""

    source: Source | None
    path: str
    spec: Spec | None
    evaluation: Evaluation | None
    findings: tuple[Finding, ...]
    excerpts: tuple[Source, ...] = ()
    """The lines of data files that findings point at."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Give everything that the findings point into."""
        return (*((self.source,) if self.source else ()), *self.excerpts)

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
        return tuple(one for one in self.findings if _is_error(one) and not (audits and one.code.startswith(JUDGEMENT)))


@dataclass(frozen=True, slots=True)
class Survey:
    """All files of a run, examined, with everything that was computed."""

    settings: Settings
    workspace: Workspace
    files: tuple[Examined, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check keeps of one file: little, so that thousands fit in memory and travel between processes."""

    path: str
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    """Kept only where there are findings, to show their lines."""
    stops: bool
    """Whether a finding stops publication."""
    audits: bool = False
    """Whether the file holds somebody else's published claim."""
    programme: str = ""
    """Id of the programme; empty when the file holds none that could be read."""
    at: Span | None = None
    """Where that id stands."""
    assumptions: int = 0
    roi: tuple[Quantity, Quantity] | None = None
    """Conservative and optimistic ROI."""
    claims: tuple[lint.Claim, ...] = ()
    """What the programme claims, to be held against the claims of the others."""
    is_signed: bool = False
    """Whether somebody signed values of it."""


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
    if isinstance(programme, StandardValues):
        return _examined_list(understood, programme, kit)
    if not isinstance(programme, Programme):
        return Examined(understood.source, understood.path, programme, None, understood.findings)
    apart = kit.sign_offs.get(programme.id, ())
    if apart:
        programme = replace(programme, sign_offs=(*programme.sign_offs, *apart))
    standards = evaluate.on_day(kit.versions, programme.evaluated_on or kit.context.as_of)
    context = replace(kit.context, standards=standards)
    references = validate.cross_check(programme, standards, kit.known_rules, context.calendars)
    if any(one.severity is Severity.ERROR for one in (*references, *understood.findings)):
        found = (*understood.findings, *references)
        return _shown_in(Examined(understood.source, understood.path, None, None, found, understood.excerpts), kit)
    analysed = analyse.run(programme, {one.id: one for one in understood.tables})
    evaluation, undefined = evaluate.run(
        analysed.programme,
        standards,
        analyses=analysed.analyses,
        versions=kit.versions,
        tables=understood.tables,
        house=context.workspace,
        every_swing=kit.for_pages,
        shared_signed=kit.signed,
    )
    advice = lint.run(analysed.programme, evaluation, context)
    said = (*understood.findings, *references, *analysed.findings, *undefined, *advice)
    found = lint.settle(said, analysed.programme, context, kit.known_rules)
    one = Examined(understood.source, understood.path, analysed.programme, evaluation, found, understood.excerpts)
    return _shown_in(one, kit)


def _examined_list(understood: Understood, spec: StandardValues, kit: Kit) -> Examined:
    """Say what there is to say about the sign-offs of a list of standard values."""
    every = (*spec.sign_offs, *kit.sign_offs.get(spec.id, ()))
    if not every:
        return Examined(understood.source, understood.path, spec, None, understood.findings)
    spec, items = replace(spec, sign_offs=every), items_of(spec.document)
    astray = validate.signed_places(every, items)
    advice = lint.on_signed_values(spec, held(items, every), kit.context)
    found = (*understood.findings, *astray, *advice)
    return _shown_in(Examined(understood.source, understood.path, spec, None, found), kit)


def _shown_in(one: Examined, kit: Kit) -> Examined:
    """Add the files of sign-offs that findings point into, to show their lines."""
    paths = {finding.at.path for finding in one.findings} & kit.sign_off_files.keys()
    more = tuple(kit.sign_off_files[path] for path in sorted(paths))
    return replace(one, excerpts=(*one.excerpts, *more)) if more else one


@cache
def shapes() -> validate.Kit:
    """Give the compiled schemas, read once per process."""
    root = schema_root()
    kinds = ("programme", "standard-values", "sign-offs", "calendar", "workspace")
    return validate.compile_schemas(
        {kind: json.loads((root / f"{kind}.schema.json").read_text("utf-8")) for kind in kinds}
    )


@cache
def all_rules() -> dict[str, Rule]:
    """Give every rule of every stage by id."""
    from roi_spec.analyse import rules as analysing  # noqa: PLC0415
    from roi_spec.evaluate import rules as evaluating  # noqa: PLC0415 - only `explain` and the site need the whole catalogue
    from roi_spec.history import rules as remembering  # noqa: PLC0415
    from roi_spec.model.rule import catalogue  # noqa: PLC0415
    from roi_spec.read import rules as reading  # noqa: PLC0415
    from roi_spec.read import table_rules as tables  # noqa: PLC0415
    from roi_spec.validate import rules as validating  # noqa: PLC0415

    every = (*catalogue(reading, tables, validating, analysing, evaluating, remembering), *lint.all_rules())
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


@dataclass(frozen=True, slots=True)
class Ground:
    """What every programme of a run stands on; read before the first of them."""

    root: Path
    kit: Kit
    workspace: Workspace
    around: tuple[Examined, ...]
    """House settings, standard values, sign-offs, calendars, and names that led nowhere."""
    left: tuple[Path, ...]
    """Files that are still to be examined."""
    folders: tuple[Path, ...] = ()
    """Of what was named, the folders: of these every file is known."""
    instead: Mapping[str, bytes] = field(default_factory=dict)
    """What to read instead of what is on disk, by path as readers see it."""


def ground(settings: Settings, *, for_pages: bool, instead: Mapping[str, bytes] | None = None) -> Ground:
    """Find the files of a run, and read the house settings, the standard values and the calendars.

    `instead`: what some files, by path as readers see it, would hold after a change that is not on disk.
    """
    given = instead or {}
    paths, unfound = files.discover(settings.root, settings.names)
    rules = frozenset(all_rules())
    house, workspace = _workspace(settings.root, rules, given)
    shared = [path for path in paths if _is_shared(path)] + list(_shared(settings.root, paths))
    libraries = [_load(settings.root, path, given) for path in shared]
    versions, clashes = _standards(libraries)
    calendars = tuple(one.spec for one in libraries if isinstance(one.spec, Calendar))
    context = lint.Context(settings.as_of, workspace, calendars=calendars)
    kit = _with_sign_offs(Kit(context, rules, versions, for_pages=for_pages), libraries)
    lost = [Examined(None, one.at.path, None, None, (one,)) for one in unfound]
    around = (*house, *lost, *_with((examine(one, kit) for one in libraries), clashes))
    folders = tuple(name for name in settings.names if (settings.root / name).is_dir())
    left = tuple(path for path in paths if path not in set(shared))
    return Ground(settings.root, kit, workspace, around, left, folders, given)


def _without_subject(found: Ground, programmes: Collection[str]) -> tuple[Finding, ...]:
    """Find files of sign-offs for a file that is not there; silent where one could not be read, for it may be that."""
    if "" in programmes:
        return ()
    known = {*programmes, *(one.spec.id for one in found.around if isinstance(one.spec, StandardValues))}
    apart = (one.spec for one in found.around if isinstance(one.spec, SignOffs) and one.spec.subject not in known)
    inside = tuple(files.shown(found.root, folder) for folder in found.folders)
    return tuple(
        validate.unknown_subject(spec, known)
        for spec in apart
        if any(folder == "." or spec.at.path.startswith(f"{folder}/") for folder in inside)
    )


def _with_sign_offs(kit: Kit, libraries: Iterable[Understood]) -> Kit:
    """Add what was signed of each file in a file of its own, and of the standard values."""
    every = tuple(libraries)
    apart = sorted((one for one in every if isinstance(one.spec, SignOffs)), key=lambda one: one.path)
    by_id: dict[str, tuple[SignOff, ...]] = {}
    for one in apart:
        assert isinstance(one.spec, SignOffs)
        by_id[one.spec.subject] = (*by_id.get(one.spec.subject, ()), *one.spec.sign_offs)
    sources = {one.path: one.source for one in apart if one.source is not None}
    lists = tuple(one.spec for one in every if isinstance(one.spec, StandardValues))
    if not (by_id or kit.context.workspace.finance or any(one.sign_offs for one in lists)):
        return kit
    signed = {key: value for one in lists for key, value in _library(one, by_id.get(one.id, ())).items()}
    return replace(kit, sign_offs=by_id, sign_off_files=sources, signed=signed)


def _library(spec: StandardValues, apart: tuple[SignOff, ...]) -> dict[str, SignedValue]:
    signed: Signed = held(items_of(spec.document), (*spec.sign_offs, *apart))
    return as_library(signed, spec.owner, spec.approved_by)


def understood(found: Ground, path: Path) -> Understood:
    """Read and validate one of the files that are left, with its data files."""
    return _load(found.root, path, found.instead)


def examined(found: Ground, one: Understood, *, for_pages: bool) -> Examined:
    """Evaluate and lint one file by itself, without what other files have to say about it."""
    return examine(one, replace(found.kit, for_pages=for_pages))


def survey(settings: Settings) -> Survey:
    """Read, validate, evaluate and lint everything that was named, and keep all of it."""
    found = ground(settings, for_pages=True)
    examined = [examine(_load(found.root, path, found.instead), found.kit) for path in found.left]
    clashes = _same_ids((one.programme.id, one.programme.at) for one in examined if one.programme)
    claims = (claim for one in examined for claim in claims_in(one, found.kit))
    together = lint.across_programmes(claims, found.kit.context)
    lost = _without_subject(found, [one.programme.id if one.programme else "" for one in examined])
    every = (*_with(found.around, lost), *_with(examined, (*clashes, *together)))
    return Survey(settings, found.workspace, tuple(sorted(every, key=lambda one: one.path)))


def stated(found: Ground) -> tuple[Understood, ...]:
    """Read and validate everything that was named, and compute nothing: for what follows from the words of authors."""
    return tuple(_load(found.root, path, found.instead) for path in found.left)


def check(found: Ground, executor: Executor | None = None, parts: int = 1) -> tuple[Checked, ...]:
    """Do the same, and keep only what there is to say; with an executor, in `parts` that may run at the same time."""
    jobs = [(found, found.left[number::parts]) for number in range(parts)]
    batches = (executor.map if executor else map)(_check_some, jobs)
    examined = [one for batch in batches for one in batch]
    lost = _without_subject(found, [one.programme for one in examined])
    checked = [*(summed_up(one) for one in _with(found.around, lost)), *examined]
    clashes = _same_ids((one.programme, one.at) for one in checked if one.at)
    claims = (claim for one in checked for claim in one.claims)
    together = lint.across_programmes(claims, found.kit.context)
    every = (
        replace(one, findings=(*one.findings, *more), stops=one.stops or any(map(_is_error, more))) if more else one
        for one, more in _each(checked, (*clashes, *together))
    )
    return tuple(sorted(every, key=lambda one: one.path))


def _check_some(job: tuple[Ground, tuple[Path, ...]]) -> list[Checked]:
    found, paths = job
    examined = (examine(_load(found.root, path, found.instead), found.kit) for path in paths)
    return [_with_claims(one, claims_in(one, found.kit)) for one in examined]


def _with_claims(one: Examined, claims: tuple[lint.Claim, ...]) -> Checked:
    """Sum up a file; its lines are kept when something may yet be said about its claims."""
    summed = summed_up(one)
    return replace(summed, claims=claims, sources=one.sources) if claims else summed


def claims_in(one: Examined, kit: Kit) -> tuple[lint.Claim, ...]:
    """Give what a programme claims, to be held against the claims of others."""
    if one.programme is None or one.evaluation is None:
        return ()
    return lint.claims_of(one.programme, one.evaluation, kit.context)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.waived_by is None


def summed_up(one: Examined) -> Checked:
    """Give what a check keeps of a file that was examined."""
    programme, evaluation = one.programme, one.evaluation
    low = evaluation.quantity("result.roi", CONSERVATIVE) if evaluation else None
    high = evaluation.quantity("result.roi", OPTIMISTIC) if evaluation else None
    return Checked(
        path=one.path,
        findings=one.findings,
        sources=one.sources if one.findings else (),
        stops=bool(one.errors),
        audits=programme is not None and programme.audits is not None,
        programme=programme.id if programme else "",
        at=programme.at if programme else None,
        assumptions=len(programme.assumptions) if programme else 0,
        roi=(low, high) if low and high else None,
        is_signed=isinstance(one.spec, Programme | StandardValues) and bool(one.spec.sign_offs),
    )


def examine_as(found: Ground, path: Path, content: bytes) -> Examined:
    """Examine one file as if it held these bytes; its data files are read from disk."""
    return examine(_load(found.root, path, {files.shown(found.root, path): content}), found.kit)


def _load(root: Path, path: Path, instead: Mapping[str, bytes]) -> Understood:
    content = instead.get(files.shown(root, path)) if instead else None
    source, refused = files.load(root, path) if content is None else admit(files.shown(root, path), content)
    if source is None:
        return Understood(None, files.shown(root, path), None, refused)
    understood = _with_tables(understand(source), root)
    return replace(understood, findings=(*refused, *understood.findings)) if refused else understood


def _with_tables(understood: Understood, root: Path) -> Understood:
    """Read the data files that a programme names, and put rows of respondents where their answers belong."""
    programme = understood.spec
    if not isinstance(programme, Programme) or not programme.data:
        return understood
    from roi_spec.read import respondents, table  # noqa: PLC0415 - only programmes with data files pay for it

    found, troubles, excerpts = [], list(understood.findings), []
    for entry in programme.data:
        one = table.load_table(root, programme.path, entry, exact=respondents.wanted(programme, entry))
        troubles += one.findings
        found += [one.table] if one.table is not None else []
        excerpts += [one.excerpt] if one.excerpt is not None else []
    tables = tuple(found)
    filled = respondents.filled(programme, {one.id: one for one in tables})
    return replace(understood, spec=filled, findings=tuple(troubles), tables=tables, excerpts=tuple(excerpts))


def _workspace(
    root: Path, rules: frozenset[str], instead: Mapping[str, bytes]
) -> tuple[tuple[Examined, ...], Workspace]:
    """Read the house settings when there are any; their defaults hold when there are none or they cannot be used."""
    path = root / WORKSPACE_FILE
    if not path.exists():
        return (), Workspace()
    one = _load(root, path, instead)
    if not isinstance(one.spec, Workspace):
        return (Examined(one.source, one.path, one.spec, None, one.findings),), Workspace()
    unknown = validate.cross_check(one.spec, {}, rules)
    return (Examined(one.source, one.path, one.spec, None, (*one.findings, *unknown)),), one.spec


def _shared(root: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """Find the standard values and calendars that belong to the files that were named: a programme may rest on them.

    Looked through is the folder directly below the root that holds a named file (`specs`), whole; for a file in the
    root itself only the root, so that a stray file never sets off a walk through somebody's whole disk.
    """
    around = {_neighbourhood(root, path) for path in named}
    below, _ = files.discover(root, tuple(sorted(folder for folder in around if folder != root)))
    beside = tuple(sorted(root.glob(f"*{files.SUFFIX}"))) if root in around else ()
    known = {files.shown(root, path) for path in named}
    return tuple(path for path in (*below, *beside) if files.shown(root, path) not in known and _is_shared(path))


def _neighbourhood(root: Path, path: Path) -> Path:
    inside = Path(files.shown(root, path)).parts
    return root / inside[0] if len(inside) > 1 else root


_SHARED = re.compile(rb"^kind:\s*[\"']?(?:standard-values|sign-offs|calendar)", re.MULTILINE)


def _is_shared(path: Path) -> bool:
    """Look at the beginning of a file for a kind that all programmes share; no, when it cannot be looked at."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _SHARED.search(file.read(4096)) is not None
    except (OSError, RuntimeError):
        return False


def _standards(
    understood: Iterable[Understood],
) -> tuple[dict[str, tuple[Assumption, ...]], tuple[Finding, ...]]:
    """Join the standard values of all files, with their versions.

    An id that two files give for the same days is a finding at the second.
    """
    joined: dict[str, tuple[Assumption, ...]] = {}
    clashes = []
    for one in understood:
        if not isinstance(one.spec, StandardValues):
            continue
        for stated in one.spec.values:
            value = replace(stated, approved_by=stated.approved_by or one.spec.approved_by)
            earlier = joined.get(value.id, ())
            twin = next((other for other in earlier if validate.together(other, value)), None)
            if twin is None:
                joined[value.id] = (*earlier, value)
            elif twin.at.path != value.at.path:  # within one file validation has spoken about it
                clashes.append(_twice(value.id, value.at, twin.at))
    return joined, tuple(clashes)


def _same_ids(programmes: Iterable[tuple[str, Span]]) -> tuple[Finding, ...]:
    """Find programmes that share an id: they would share a page. The one whose file comes first keeps it."""
    seen: dict[str, Span] = {}
    clashes = []
    for id, at in sorted(programmes, key=lambda one: one[1]):
        first = seen.setdefault(id, at)
        if first is not at:
            clashes.append(_twice(id, at, first))
    return tuple(clashes)


def _twice(id: str, second: Span, first: Span) -> Finding:
    message = text("{id} stands in two files: here and in {other}.", id=id, other=first.path)
    return DUPLICATE_ID.finding(
        second, message, help=text("Give one of them another id."), related=(Label(first, text("The first one")),)
    )


def _with(examined: Iterable[Examined], more: tuple[Finding, ...]) -> Iterator[Examined]:
    """Add findings about files together to the files they are in."""
    for one, extra in _each(examined, more):
        yield replace(one, findings=(*one.findings, *extra)) if extra else one


def _each(many: Iterable[_File], more: tuple[Finding, ...]) -> Iterator[tuple[_File, tuple[Finding, ...]]]:
    """Give each file with the findings that point into it."""
    for one in many:
        yield one, tuple(finding for finding in more if finding.at.path == one.path)


def of_file(found: Survey, path: Path) -> Examined | None:
    """Give the file of a survey that a path leads to, or None."""
    name = files.shown(found.settings.root, path.absolute())
    return next((one for one in found.files if one.path == name), None)
