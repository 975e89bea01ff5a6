"""Puts findings on standard output, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.pipeline import Checked
from roi_spec.render.findings.terminal import Looked, Style, render


def print_findings(files: Sequence[Checked], translator: Translator, form: str, *, colour: bool) -> None:
    """Print every finding as text or JSON."""
    if form == "json":
        from roi_spec.render.findings import json  # noqa: PLC0415 - text needs none of it

        findings = tuple(finding for one in files for finding in one.findings)
        names = tuple(one.path for one in files)
        click.echo(json.render(findings, translator, pipeline.all_rules(), files=names), nl=False)
        return
    click.echo(as_text(files, translator, colour=colour), nl=False, color=colour)


def as_text(files: Sequence[Checked], translator: Translator, *, colour: bool) -> str:
    """Give every finding as text, with a line at the end that sums up."""
    findings = tuple(finding for one in files for finding in one.findings)
    sources = {source.path: source for one in files for source in one.sources}
    return render(findings, sources, looked(files), translator, Style(colour))


def looked(files: Sequence[Checked]) -> Looked:
    """Count what a run has looked at."""
    ends = [end for one in files if one.roi for end in one.roi]
    span = (min(ends, key=lambda end: end.base), max(ends, key=lambda end: end.base)) if ends else None
    return Looked(len(files), sum(bool(one.programme) for one in files), sum(one.assumptions for one in files), span)
