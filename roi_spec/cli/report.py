"""Puts findings in the forms that were asked for, on standard output and into files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from roi_spec import __version__, pipeline
from roi_spec.cli.forms import Form
from roi_spec.history import changed
from roi_spec.i18n import Translator
from roi_spec.model.document import Document
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.source import Source
from roi_spec.model.text import text
from roi_spec.pipeline import JUDGEMENT, Checked
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.findings.terminal import Looked, Style, render

_LEAST_ROOM = 10_000
"""Bytes that must be left in a summary: beyond its limit GitHub throws away all of it, also what others wrote."""


def as_text(files: Sequence[Checked], translator: Translator, *, colour: bool) -> str:
    """Give every finding as text, with a line at the end that sums up."""
    findings = tuple(finding for one in files for finding in one.findings)
    return render(findings, _sources(files), looked(files), translator, Style(colour))


def as_form(name: str, files: Sequence[Checked], report: Report, translator: Translator) -> str:
    """Give every finding in one of the forms that other programs read."""
    if name == "text":
        return as_text(files, translator, colour=False)
    if name == "json":
        from roi_spec.render.findings import json  # noqa: PLC0415 - the other forms need none of it

        documents = documents_of(files)
        return json.render(report.findings, translator, report.rules, files=report.files, documents=documents)
    written: str = import_module(f"roi_spec.render.findings.{name}").render(report, translator)
    return written


def report_of(files: Sequence[Checked], root: Path, level: Severity, since: str | None = None) -> Report:
    """Give everything that is to be said, ready for every form.

    `level`: the least severity that makes the run fail. `since`: the commit from which on lines count as changed.
    """
    from roi_spec.render.findings.identity import fingerprints  # noqa: PLC0415 - text needs none of it

    said = sorted(((one, finding) for one in files for finding in one.findings), key=lambda each: each[1].order)
    sources = _sources(files)
    names = fingerprints([finding for _, finding in said], documents_of(files), sources)
    touched = _touched({finding.at.path for _, finding in said}, root, since)
    items = tuple(
        Item(finding, name, fails(one, finding, level), _is_touched(finding, touched))
        for (one, finding), name in zip(said, names, strict=True)
    )
    paths = tuple(sorted({one.path for one in files}))
    return Report(items, paths, looked(files), pipeline.all_rules(), sources, below(root), __version__)


def fails(one: Checked, finding: Finding, level: Severity) -> bool:
    """Say whether a finding makes a run fail: nobody has waived it, it weighs enough, and the file is to blame.

    What a file finds in somebody else's published claim is not its own mistake.
    """
    foreign = one.audits and finding.code.startswith(JUDGEMENT)
    return finding.waived_by is None and finding.severity.rank <= level.rank and not foreign


def looked(files: Sequence[Checked]) -> Looked:
    """Count what a run has looked at."""
    ends = [end for one in files if one.roi for end in one.roi]
    span = (min(ends, key=lambda end: end.base), max(ends, key=lambda end: end.base)) if ends else None
    return Looked(len(files), sum(bool(one.programme) for one in files), sum(one.assumptions for one in files), span)


def documents_of(files: Sequence[Checked]) -> dict[str, Document]:
    """Give the files with findings as trees, by path, as far as they can be read."""
    from roi_spec.read.yaml import parse  # noqa: PLC0415 - see above

    trees = ((one.path, parse(source)[0]) for one in files for source in one.sources if source.path == one.path)
    return {path: tree for path, tree in trees if tree is not None}


def below(root: Path) -> str:
    """Give where the workspace lies in its repository: empty, or a folder with a slash behind it."""
    top = next((place for place in (root, *root.parents) if (place / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"


def put(form: Form, written: str, translator: Translator) -> bool:
    """Put a form where it was wanted; False when its file cannot be written, which standard error then says."""
    if form.file is None:
        click.echo(written, nl=False)
        return True
    try:
        form.file.write_bytes(written.encode("utf-8", "replace"))
    except OSError as error:
        reason = error.strerror or str(error)
        message = text("{path} could not be written: {reason}.", path=str(form.file), reason=reason)
        click.echo(translator.text(message), err=True)
        return False
    return True


def add_to_summary(report: Report, translator: Translator, environment: Mapping[str, str] = os.environ) -> None:
    """Add everything as Markdown to the summary of a step, where the build server gives a file for it."""
    place = environment.get("GITHUB_STEP_SUMMARY", "")
    if not place:
        return
    from roi_spec.render.findings import markdown  # noqa: PLC0415 - only on a build server

    path = Path(place)
    try:
        room = markdown.LIMIT - (path.stat().st_size if path.exists() else 0)
        if room < _LEAST_ROOM:
            return
        with path.open("ab") as file:
            file.write(markdown.render(report, translator, room).encode("utf-8", "replace"))
    except OSError as error:
        reason = error.strerror or str(error)
        message = text("{path} could not be written: {reason}.", path=place, reason=reason)
        click.echo(translator.text(message), err=True)


def _sources(files: Sequence[Checked]) -> dict[str, Source]:
    return {source.path: source for one in files for source in one.sources}


def _touched(paths: set[str], root: Path, since: str | None) -> dict[str, tuple[range, ...]]:
    return {path: changed.lines(root, since, path) for path in sorted(paths)} if since else {}


def _is_touched(finding: Finding, touched: Mapping[str, tuple[range, ...]]) -> bool:
    at = finding.at
    last = max(at.line, at.end_line - (at.end_column == 1))
    return any(at.line < lines.stop and lines.start <= last for lines in touched.get(at.path, ()))
