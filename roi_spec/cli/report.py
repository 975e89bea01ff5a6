"""Puts the findings of a survey on standard output, in the form that was asked for."""

from __future__ import annotations

import click

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.quantity import Quantity
from roi_spec.render.findings.terminal import Looked, Style, render


def print_findings(found: pipeline.Survey, translator: Translator, form: str, *, colour: bool) -> None:
    """Print every finding as text or JSON."""
    if form == "json":
        from roi_spec.render.findings import json  # noqa: PLC0415 - text needs none of it

        names = tuple(one.path for one in found.files)
        click.echo(json.render(found.findings, translator, pipeline.all_rules(), files=names), nl=False)
        return
    click.echo(as_text(found, translator, colour=colour), nl=False, color=colour)


def as_text(found: pipeline.Survey, translator: Translator, *, colour: bool) -> str:
    """Give every finding as text, with a line at the end that sums up."""
    return render(found.findings, found.sources, looked(found), translator, Style(colour))


def looked(found: pipeline.Survey) -> Looked:
    """Count what a run has looked at."""
    programmes = [one.programme for one in found.files if one.programme]
    assumptions = sum(len(one.assumptions) for one in programmes)
    return Looked(len(found.files), len(programmes), assumptions, _span(found))


def _span(found: pipeline.Survey) -> tuple[Quantity, Quantity] | None:
    evaluations = [one.evaluation for one in found.files if one.evaluation]
    worst = [one.quantity("result.roi", CONSERVATIVE) for one in evaluations]
    best = [one.quantity("result.roi", OPTIMISTIC) for one in evaluations]
    lows, highs = [one for one in worst if one], [one for one in best if one]
    if not lows or not highs:
        return None
    return min(lows, key=lambda one: one.base), max(highs, key=lambda one: one.base)
