"""`roi-spec export`: the figures of one spec in a form for other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import as_text
from roi_spec.cli.show import examined
from roi_spec.model.text import text

FILES = {"xlsx": "workbook.xlsx", "json": "receipt.json"}
"""Every form with the name of the file when none is given."""


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FILES)))
@click.argument("spec", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Without it: workbook.xlsx or receipt.json, here.",
)
@options.as_of
@language.option
@click.pass_context
def command(ctx: click.Context, form: str, spec: Path, output: Path | None, as_of: dt.date | None) -> None:
    """Write the figures of one spec to a file: xlsx, a workbook in which every formula computes again, in the language
    of `--lang`; json, the receipt with every number exact. A spec with errors is not exported.
    """  # noqa: D205 - one sentence, which `--help` shows as it is
    found = pipeline.survey(pipeline.settings_for((spec,), as_of))
    one = examined(found, spec, ctx)
    if one.errors:
        click.echo(as_text([pipeline.summed_up(one)], chosen(ctx), colour=False), nl=False, err=True)
        ctx.exit(1)
    from roi_spec.building import receipt_of, workbook_of  # noqa: PLC0415 - `--help` loads no templates

    content = workbook_of(one, found, chosen(ctx).locale) if form == "xlsx" else receipt_of(one, found)
    target = output or Path(FILES[form])
    target.write_bytes(content)
    said = text("Wrote {file}, {size} kB.", file=str(target), size=max(1, len(content) >> 10))
    click.echo(chosen(ctx).text(said), err=True)
