"""`roi-spec show`: the results of one spec in the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import as_text


@click.command("show")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How results are written.")
@options.as_of
@language.option
@click.pass_context
def command(ctx: click.Context, spec: Path, form: str, as_of: dt.date | None) -> None:
    """Show the results of one spec. With `--format json`: the receipt, with every number and how it was computed."""
    found = pipeline.survey(pipeline.settings_for((spec,), as_of))
    one = examined(found, spec, ctx)
    if form == "json":
        from roi_spec.building import receipt_of  # noqa: PLC0415 - text needs none of it

        click.echo(receipt_of(one, found).decode(), nl=False)
    else:
        from roi_spec.render.terminal import show  # noqa: PLC0415 - JSON needs none of it

        assert one.evaluation is not None
        click.echo(show(one.evaluation, chosen(ctx)), nl=False)
    ctx.exit(1 if one.errors else 0)


def examined(found: pipeline.Survey, spec: Path, ctx: click.Context) -> pipeline.Examined:
    """Give the one programme that was named; print why there is none, and leave, when there is none."""
    one = pipeline.of_file(found, spec)
    if one is None or one.evaluation is None:
        click.echo(
            as_text([pipeline.summed_up(file) for file in found.files], chosen(ctx), colour=False), nl=False, err=True
        )
        ctx.exit(1)
    return one
