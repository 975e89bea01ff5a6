"""The second half of the order: render, publish.

Takes a survey, gives a site. Kept apart from `pipeline.py` so that a check loads neither templates nor PDF. The
rendering of one programme is one function over one picklable value, so any executor may run it; the parent writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from roi_spec import __version__, evaluate
from roi_spec.i18n import Translator, languages
from roi_spec.model.artifact import Artifact
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.spec import Calendar, StandardValues, Workspace
from roi_spec.model.text import Text
from roi_spec.pipeline import Examined, Survey, all_rules
from roi_spec.publish.write import Published, publish
from roi_spec.render import pdf
from roi_spec.render.assemble import assemble
from roi_spec.render.context import Context
from roi_spec.render.html import assets, to_html, to_print_html
from roi_spec.render.receipt import Provenance, provenance_of, receipt
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


def build(
    found: Survey,
    target: Path,
    executor: Executor | None = None,
    *,
    keep_going: bool = False,
    with_pdf: bool = True,
    tick: Callable[[int], object] = lambda _: None,
) -> Published:
    """Render every programme and publish the site, whole or not at all.

    Programmes with errors stop the publication (`Refused`); with `keep_going` they are left out and the index says why.
    Any `concurrent.futures.Executor` may do the rendering; `tick` hears of every programme that is done. Raises
    `PublishError` when the disk will not, `PdfError` when a page cannot be set.
    """
    if any(one.errors for one in found.files) and not keep_going:
        raise Refused
    return publish(_artifacts(found, executor, with_pdf=with_pdf, tick=tick), target)


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


def render_programme(job: Job) -> tuple[Artifact, ...]:
    """Give every file of one programme: page and PDF in each language, and the receipt. Runs in any process."""
    evaluation = job.evaluation
    made = [Artifact(receipt_path(evaluation.programme.id), receipt(evaluation, job.findings, job.provenance))]
    for context in job.contexts:
        handbook = assemble(evaluation, job.findings, context)
        made.append(to_html(handbook, job.own))
        if context.has_pdf:
            made.append(Artifact(pdf_path(handbook.path), pdf.to_pdf(to_print_html(handbook, job.own), job.own)))
    return tuple(made)


def receipt_of(one: Examined, found: Survey) -> bytes:
    """Give the receipt of one programme of a survey; ValueError when the file holds none that could be evaluated."""
    if one.evaluation is None:
        raise ValueError(one.path)
    return receipt(one.evaluation, one.findings, _provenance(one, found))


def receipt_path(programme: str) -> str:
    """Give the place of a receipt in the site."""
    return f"programmes/{programme}/receipt.json"


def pdf_path(page: str) -> str:
    """Give the place of the PDF of a page: beside it."""
    return str(PurePosixPath(page).with_name("handbook.pdf"))


def _artifacts(
    found: Survey, executor: Executor | None, *, with_pdf: bool, tick: Callable[[int], object]
) -> Iterator[Artifact]:
    """Give every file of the site, programmes first, as they are done, in the order of the survey."""
    contexts = _contexts(found, with_pdf=with_pdf)
    own = _own_templates(found)
    jobs = [_job(one, found, contexts, own) for one in publishable(found)]
    run = executor.map if executor else map
    for made in run(render_programme, jobs):
        tick(1)
        yield from made
    yield from assets(own)
    yield from pages([entry_of(job.evaluation, job.findings) for job in jobs], _site(found, contexts, own))


def _job(one: Examined, found: Survey, contexts: tuple[Context, ...], own: Path | None) -> Job:
    assert one.evaluation is not None

    digests = tuple((read.path, read.digest) for read in _provenance(one, found).files)
    with_files = tuple(replace(context, digests=digests) for context in contexts)
    return Job(one.evaluation, one.findings, _provenance(one, found), with_files, own)


def _provenance(one: Examined, found: Survey) -> Provenance:
    """Say which files the figures of a programme rest on: its own, and those that all programmes share."""
    shared = (StandardValues, Calendar, Workspace)
    sources = [
        file.source
        for file in found.files
        if file.source and (file is one or file.path == one.path or isinstance(file.spec, shared))
    ]
    commit = "" if found.settings.dirty else found.settings.commit
    made = provenance_of(
        sources, tool_version=__version__, schema_version=SCHEMA_VERSION, commit=commit, as_of=found.settings.as_of
    )
    return replace(made, rules=all_rules(), small_cell_limit=found.workspace.small_cell_limit)


def _contexts(found: Survey, *, with_pdf: bool) -> tuple[Context, ...]:
    """Give what every page needs to know, once per language, that of the house first."""
    house = found.workspace
    order = sorted(languages(), key=lambda one: (one != house.language, one))
    calendars = tuple(one.spec for one in found.files if isinstance(one.spec, Calendar))
    commit = "" if found.settings.dirty else found.settings.commit
    return tuple(
        Context(
            translator=Translator(language),
            version=__version__,
            as_of=found.settings.as_of,
            languages=tuple(order),
            link_pattern=f"{house.repository.rstrip('/')}/blob/{{commit}}/{{path}}#L{{line}}"
            if house.repository
            else "",
            commit=commit,
            rules=all_rules(),
            organisation=house.organisation,
            site_title=house.site_title,
            hurdle=house.hurdle_rate,
            calendars=calendars,
            small_cell_limit=house.small_cell_limit,
            has_pdf=with_pdf,
        )
        for language in order
    )


def _site(found: Survey, contexts: tuple[Context, ...], own: Path | None) -> Site:
    libraries = [one.spec for one in found.files if isinstance(one.spec, StandardValues)]
    standards = tuple(line for library in libraries for line in registered_standards(library))
    left_out = tuple(
        LeftOut(one.path, one.programme.title if one.programme else "", one.errors) for one in found.files if one.errors
    )
    described = tuple(method.METHOD for method in evaluate.METHODS.values())
    return Site(contexts, described, standards, left_out, own)


def _own_templates(found: Survey) -> Path | None:
    """Give the workspace's own templates, unless they are ours (the tool's own checkout)."""
    own = found.settings.root / "templates"
    return own if own.is_dir() and own.resolve() != templates_root().resolve() else None
