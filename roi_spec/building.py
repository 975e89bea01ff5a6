"""The second half of the order: render, publish.

Takes a survey, gives a site. Kept apart from `pipeline.py` so that a check loads neither templates nor PDF. The
rendering of one programme is one function over one picklable value, so any executor may run it; the parent writes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from roi_spec import __version__, evaluate
from roi_spec.i18n import Translator, languages
from roi_spec.model.artifact import Artifact
from roi_spec.model.due import of_library
from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.handbook import Handbook
from roi_spec.model.paper import Original
from roi_spec.model.past import NO_MEMORY, Memory, Past
from roi_spec.model.spec import Calendar, SignOffs, StandardValues, Workspace
from roi_spec.model.text import Text
from roi_spec.pipeline import Examined, Survey, all_rules
from roi_spec.publish.manifest import Grounds
from roi_spec.publish.write import Published, publish
from roi_spec.read.originals import original
from roi_spec.remembering import remember
from roi_spec.render import downloads, history, pdf, search, trace_page, what_if, workbook
from roi_spec.render.assemble import HANDBOOK_PDF, SUMMARY_PDF, assemble
from roi_spec.render.audience import Redaction, neutral_names
from roi_spec.render.context import Context
from roi_spec.render.enclosures import enclosures
from roi_spec.render.formula_data import formulas
from roi_spec.render.house import LOCALES
from roi_spec.render.html import assets, logo, to_html, to_print_html
from roi_spec.render.html import check as check_own
from roi_spec.render.paper import with_enclosures
from roi_spec.render.receipt import Provenance, provenance_of, receipt
from roi_spec.render.reference import digest_of, digest_of_all
from roi_spec.render.site import Site, pages
from roi_spec.render.site_entry import LeftOut, entry_of, registered_standards
from roi_spec.resources import templates_root

SCHEMA_VERSION = "1.0"
"""Of the spec language."""


class Refused(Exception):  # noqa: N818 - not an error of the tool: the files are not fit to publish
    """Nothing was published because of findings; they are in the survey."""


@dataclass(frozen=True, slots=True)
class Job:
    """One programme to render in every language: small enough to send to another process."""

    evaluation: Evaluation
    findings: tuple[Finding, ...]
    provenance: Provenance
    contexts: tuple[Context, ...]
    own: Path | None
    """A folder with templates of the user, which go before ours."""
    originals: tuple[Original, ...] = ()
    """The files that the figures rest on, for what travels inside the PDF; the public edition has none of them."""
    prints: bool = True
    """Whether the PDFs that its pages speak of are made as well."""
    past: Past | None = None
    """What the history tells of it; None: nothing."""
    remarks: tuple[Text, ...] = ()
    """What is missing of the history as a whole."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one programme gives the site."""

    artifacts: tuple[Artifact, ...]
    findable: dict[str, search.Findable]
    """What the search finds in its handbook, by language."""
    history: dict[str, search.Findable] = field(default_factory=dict)
    """The same of the page with what changed; empty where there is none."""


def build(
    found: Survey,
    target: Path,
    executor: Executor | None = None,
    *,
    keep_going: bool = False,
    with_pdf: bool = True,
    with_history: bool = True,
    tick: Callable[[int], object] = lambda _: None,
) -> Published:
    """Render every programme and publish the site, whole or not at all.

    Programmes with errors stop the publication (`Refused`); with `keep_going` they are left out and the index says why.
    Any `concurrent.futures.Executor` may do the rendering; `tick` hears of every programme that is done. Raises
    `PublishError` when the disk will not, `PdfError` when a page cannot be set.
    """
    if any(one.errors for one in found.files) and not keep_going:
        raise Refused
    seen = for_its_readers(found)
    made = artifacts(seen, executor, with_pdf=with_pdf, with_history=with_history, tick=tick)
    return publish(made, target, grounds(seen, with_pdf=with_pdf, with_history=with_history))


def for_its_readers(found: Survey) -> Survey:
    """Give a survey as the readers of the edition may see it; everything that is published is made of this one."""
    if found.settings.edition is Edition.INTERNAL:
        return found
    redact = Redaction(neutral_names(_mentioned(found)), all_rules(), found.workspace.small_cell_limit)
    return redact(found)


def why_no_pdf() -> Text | None:
    """Give the reason why this system cannot make PDF, and what to do about it; None when it can."""
    try:
        pdf.prepare()
    except pdf.PdfUnavailable as reason:
        return reason.text
    return None


def publishable(found: Survey) -> tuple[Examined, ...]:
    """Give the programmes that get a page."""
    return tuple(one for one in found.files if one.evaluation is not None and not one.errors)


def render_programme(job: Job) -> Rendered:
    """Give every file of one programme: page and PDF in each language, and the receipt. Runs in any process."""
    evaluation = job.evaluation
    made = [Artifact(receipt_path(evaluation.programme.id), receipt(evaluation, job.findings, job.provenance))]
    findable: dict[str, search.Findable] = {}
    digest = digest_of(made[0].content)
    contexts = tuple(replace(one, digest=digest) for one in job.contexts)
    for context in contexts:
        handbook = assemble(evaluation, job.findings, context)
        made.append(to_html(handbook, job.own))
        made.extend(downloads.of_handbook(handbook, context.translator))
        findable[context.locale] = search.of_handbook(handbook, context.translator)
        made.append(trace_page.to_html(trace_page.trace_page(evaluation, context), job.own))
        made.append(formulas(evaluation, context))
        book = workbook.workbook(evaluation, context, made[0].content)
        made.append(Artifact(workbook.path_of(evaluation.programme.id, context.locale), book))
        if context.has_pdf and job.prints:
            made.extend(_printed(job, handbook, context, made[0].content))
    made.extend(what_if.artifacts(evaluation, made[0].content, contexts, job.own))
    if job.past is None:
        return Rendered(tuple(made), findable)
    told, found = history.files(entry_of(evaluation, job.findings), job.past, job.remarks, contexts, job.own)
    return Rendered((*made, *told), findable, found)


def _printed(job: Job, handbook: Handbook, context: Context, written: bytes) -> Iterator[Artifact]:
    """Give a handbook and its first page as PDF; `written` is the receipt, which travels inside."""
    inside = enclosures(job.evaluation, job.originals, written, context.small_cell_limit)
    tell = context.translator
    html = to_print_html(with_enclosures(handbook, inside, tell), job.own)
    printed = pdf.to_pdfs(html, job.own, pdf.Inside(inside.attached, context.as_of, tell.text))
    yield Artifact(pdf_path(handbook.path), printed.handbook)
    yield Artifact(pdf_path(handbook.path, SUMMARY_PDF), printed.summary)


def receipt_of(one: Examined, found: Survey) -> bytes:
    """Give the receipt of one programme of a survey; ValueError when the file holds none that could be evaluated."""
    if one.evaluation is None:
        raise ValueError(one.path)
    return receipt(one.evaluation, one.findings, _provenance(one, found))


def workbook_of(one: Examined, found: Survey, locale: str) -> bytes:
    """Give the workbook of one programme of a survey; ValueError when the file holds none that could be evaluated.

    `found` is as its readers may see it: see `for_its_readers`.
    """
    if one.evaluation is None:
        raise ValueError(one.path)
    written, own = receipt_of(one, found), _own_templates(found)
    job = _job(one, found, _contexts(found, own, with_pdf=False), own)
    context = next(each for each in job.contexts if each.locale == locale)
    return workbook.workbook(one.evaluation, replace(context, digest=digest_of(written)), written)


def receipt_path(programme: str) -> str:
    """Give the place of a receipt in the site."""
    return f"programmes/{programme}/receipt.json"


def pdf_path(page: str, name: str = HANDBOOK_PDF) -> str:
    """Give the place of a PDF of a page: beside it."""
    return str(PurePosixPath(page).with_name(name))


def artifacts(
    found: Survey,
    executor: Executor | None,
    *,
    with_pdf: bool,
    prints: bool = True,
    with_history: bool = True,
    tick: Callable[[int], object] = lambda _: None,
) -> Iterator[Artifact]:
    """Give every file of the site, programmes first, as they are done, in the order of the survey.

    `found` is as the readers of the edition may see it: see `for_its_readers`. Without `prints`, the PDFs that the
    pages speak of are left out; without `with_history`, what only git can tell.
    """
    memory = remembered(found, executor) if with_history else NO_MEMORY
    own = _own_templates(found)
    if own is not None:
        check_own(own)
    contexts = _contexts(found, own, with_pdf=with_pdf)
    jobs = [_remembering(replace(_job(one, found, contexts, own), prints=prints), memory) for one in publishable(found)]
    run = executor.map if executor else map
    findable: list[dict[str, search.Findable]] = []
    for made in run(render_programme, jobs):
        tick(1)
        findable += [made.findable, *((made.history,) if made.history else ())]
        yield from made.artifacts
    yield from assets(own)
    entries = [entry_of(job.evaluation, job.findings) for job in jobs]
    yield from pages(entries, replace(_site(found, contexts, own), memory=memory), findable)


def _remembering(job: Job, memory: Memory) -> Job:
    """Add to a job what the history tells, and to its pages the way there."""
    past = memory.of(job.evaluation.programme.id)
    return job if past is None else replace(_leading_to_history(job), past=past, remarks=memory.remarks)


def _leading_to_history(job: Job) -> Job:
    told = tuple(replace(one, downloads=(*one.downloads, _to_history(job, one))) for one in job.contexts)
    return replace(job, contexts=told)


def _to_history(job: Job, context: Context) -> tuple[str, str]:
    """Give the name of the page with what changed, and its place in the site."""
    return history.TITLE.msgid, f"{context.locale}/programmes/{job.evaluation.programme.id}/{history.PAGE}"


def remembered(found: Survey, executor: Executor | None = None) -> Memory:
    """Give what the history tells the readers of an edition: those outside, nothing."""
    return remember(found, executor) if found.settings.edition is Edition.INTERNAL else NO_MEMORY


def of_programme(
    one: Examined, found: Survey, locale: str, *, with_pdf: bool, prints: bool = True, with_history: bool = True
) -> tuple[Artifact, ...]:
    """Give the files of one programme in one language, as `artifacts` does; `one` is of `found`, with an evaluation.

    Its pages lead to the page with what changed when they are asked to, also where git is not at hand to make that one.
    """
    own = _own_templates(found)
    contexts = tuple(each for each in _contexts(found, own, with_pdf=with_pdf) if each.locale == locale)
    alone = replace(found, files=tuple(each for each in found.files if each is one or each.programme is None))
    memory = remembered(alone) if with_history else NO_MEMORY
    job = _remembering(replace(_job(one, found, contexts, own), prints=prints), memory)
    return render_programme(_leading_to_history(job) if with_history and job.past is None else job).artifacts


def grounds(found: Survey, *, with_pdf: bool, with_history: bool = True) -> Grounds:
    """Say what the site is made from, for its manifest; `found` is as its readers may see it."""
    settings, own = found.settings, _own_templates(found)
    return Grounds(
        version=__version__,
        schema_version=SCHEMA_VERSION,
        commit="" if settings.dirty else settings.commit,
        as_of=settings.as_of.isoformat() if settings.as_of else "",
        audience=settings.edition.value,
        languages=languages(own=own / LOCALES if own else None),
        with_pdf=with_pdf,
        with_history=with_history,
        materials=(*sorted(_read(found)), *_of_the_house(own)),
    )


def _of_the_house(own: Path | None) -> Iterator[tuple[str, str]]:
    """Give the workspace's own templates with their digests: pages are made of them as well."""
    for path in sorted(own.rglob("*")) if own else ():
        if path.is_file():
            name = path.relative_to(own.parent).as_posix() if own else ""
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()


def _job(one: Examined, found: Survey, contexts: tuple[Context, ...], own: Path | None) -> Job:
    assert one.evaluation is not None

    digests = tuple((read.path, read.digest) for read in _provenance(one, found).files)
    with_files = tuple(replace(context, digests=digests) for context in contexts)
    originals = _originals(one.evaluation, digests, found) if any(one.has_pdf for one in contexts) else ()
    return Job(one.evaluation, one.findings, _provenance(one, found), with_files, own, originals)


def _originals(evaluation: Evaluation, read: tuple[tuple[str, str], ...], found: Survey) -> tuple[Original, ...]:
    """Give the files that figures rest on, with the bytes of those that may travel inside the PDF."""
    if found.settings.edition is Edition.PUBLIC:
        return ()
    digests = dict((*read, *((table.path, table.digest) for table in evaluation.tables)))
    root = found.settings.root
    return tuple(Original(path, digest, original(root, path, digest)) for path, digest in sorted(digests.items()))


def _provenance(one: Examined, found: Survey) -> Provenance:
    """Say which files the figures of a programme rest on: its own, and those that all programmes share."""
    shared = (StandardValues, Calendar, Workspace)
    subjects = {one.programme.id if one.programme else ""}
    subjects |= {file.spec.id for file in found.files if isinstance(file.spec, StandardValues)}
    sources = [
        file.source
        for file in found.files
        if file.source
        and (
            file is one
            or file.path == one.path
            or isinstance(file.spec, shared)
            or (isinstance(file.spec, SignOffs) and file.spec.subject in subjects)
        )
    ]
    commit = "" if found.settings.dirty else found.settings.commit
    made = provenance_of(
        sources, tool_version=__version__, schema_version=SCHEMA_VERSION, commit=commit, as_of=found.settings.as_of
    )
    house = found.workspace
    hurdle = house.hurdle_rate.quantity if house.hurdle_rate else None
    made = replace(made, rules=all_rules(), small_cell_limit=house.small_cell_limit, hurdle=hurdle)
    return replace(made, edition=found.settings.edition)


def _contexts(found: Survey, own: Path | None, *, with_pdf: bool) -> tuple[Context, ...]:
    """Give what every page needs to know, once per language, that of the house first."""
    house = found.workspace
    sentences = own / LOCALES if own else None
    order = sorted(languages(own=sentences), key=lambda one: (one != house.language, one))
    calendars = tuple(one.spec for one in found.files if isinstance(one.spec, Calendar))
    commit = "" if found.settings.dirty else found.settings.commit
    return tuple(
        Context(
            translator=Translator(language, own=sentences),
            version=__version__,
            as_of=found.settings.as_of,
            languages=tuple(order),
            link_pattern=f"{house.repository.rstrip('/')}/blob/{{commit}}/{{path}}#L{{line}}"
            if house.repository
            else "",
            commit=commit,
            digest=_digest(found),
            rules=all_rules(),
            organisation=house.organisation,
            site_title=house.site_title,
            hurdle=house.hurdle_rate,
            calendars=calendars,
            small_cell_limit=house.small_cell_limit,
            has_pdf=with_pdf,
            edition=found.settings.edition,
            is_listed=house.search_engines == "welcome",
            logo=logo(own),
        )
        for language in order
    )


def _digest(found: Survey) -> str:
    """Give one digest over every file that was read, specs and data."""
    return digest_of_all(_read(found))


def _read(found: Survey) -> set[tuple[str, str]]:
    """Give every file that was read, specs and data, with its digest."""
    specs = {(one.source.path, one.source.digest) for one in found.files if one.source}
    data = {(table.path, table.digest) for one in found.files if one.evaluation for table in one.evaluation.tables}
    return specs | data


def _site(found: Survey, contexts: tuple[Context, ...], own: Path | None) -> Site:
    libraries = [one.spec for one in found.files if isinstance(one.spec, StandardValues)]
    standards = tuple(line for library in libraries for line in registered_standards(library))
    left_out = tuple(
        LeftOut(one.path, one.programme.title if one.programme else "", one.errors) for one in found.files if one.errors
    )
    described = tuple(method.METHOD for method in evaluate.METHODS.values())
    dues = tuple(due for library in libraries for due in of_library(library))
    return Site(contexts, described, standards, left_out, own, dues)


def _mentioned(found: Survey) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give the path of every file of a run, its digest, and how programmes write its name."""
    for one in found.files:
        yield one.path, one.source.digest if one.source else "", ()
        read = {table.id: table for table in one.evaluation.tables} if one.evaluation else {}
        for entry in one.programme.data if one.programme else ():
            table = read.get(entry.id)
            yield (table.path, table.digest, (entry.file,)) if table else (entry.file, "", ())


def _own_templates(found: Survey) -> Path | None:
    """Give the workspace's own templates, unless they are ours (the tool's own checkout)."""
    own = found.settings.root / "templates"
    return own if own.is_dir() and own.resolve() != templates_root().resolve() else None
