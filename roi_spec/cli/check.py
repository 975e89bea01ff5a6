"""`roi-spec check`: findings only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import print_findings


@click.command("check")
@options.specs
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How findings are written.")
@options.as_of
@options.colour
@language.option
@click.pass_context
def command(ctx: click.Context, names: tuple[Path, ...], output_format: str, as_of: dt.date | None, color: str) -> None:
    """Say what is wrong in specs, and how to mend it.

    Exit code 0: nothing that stops publication. 1: there is. 2: wrong use. 3: could not run.
    """
    found = pipeline.survey(pipeline.settings_for(options.named(names), as_of))
    print_findings(found, chosen(ctx), output_format, colour=options.wants_colour(color))
    ctx.exit(1 if any(one.errors for one in found.files) else 0)
