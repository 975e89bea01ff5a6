"""`roi-spec register`: every value that figures rest on, with who stands behind it and until when."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.model.text import text


@click.command("register")
@options.specs
@options.as_of
@click.option(
    "--expiring", type=options.Days(), metavar="DAYS", help="Only what ran out, or will within so many days: 60d."
)
@click.option("--owner", default="", metavar="ROLE", help="Only the values of this role; part of its name is enough.")
@click.option(
    "--output-format",
    type=click.Choice(["csv", "xlsx", "json"]),
    default="csv",
    help="How the register is written: for a spreadsheet, as a workbook, for programs.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Without it: standard output.",
)
@language.option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[Path, ...],
    as_of: dt.date | None,
    expiring: int | None,
    owner: str,
    output_format: str,
    output: Path | None,
) -> None:
    """Write the register of values: every assumption and standard value of all programmes, with its source, its owner,
    its last day, who uses it, and how much it moves a result. Exit code 1: a file has mistakes and is left out.
    """  # noqa: D205 - one sentence, which `--help` shows as it is
    settings = pipeline.settings_for(options.named(names), as_of)
    if expiring is not None and settings.as_of is None:
        raise click.UsageError(chosen(ctx).text(text("Name the day to count from with --as-of: git knows none here.")))
    if output_format == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(chosen(ctx).text(text("A workbook cannot be read on a screen: name a file with -o.")))
    from roi_spec.cli.portfolio import entries_of, name_what_is_left_out, put, standards_of  # noqa: PLC0415 - `--help`
    from roi_spec.render.registers import grid, values  # noqa: PLC0415 - shows without the pages
    from roi_spec.render.site_values import register  # noqa: PLC0415

    found = pipeline.survey(settings)
    every = register(entries_of(found), standards_of(found))
    some = values.standings(every, settings.as_of, expiring=expiring, owner=owner)
    if output_format == "json":
        content = values.as_json(some, chosen(ctx), settings.as_of)
    elif output_format == "csv":
        content = grid.as_csv(values.as_grid(some, chosen(ctx)), chosen(ctx))
    else:
        house = found.workspace.organisation
        content = grid.as_xlsx(values.as_grid(some, chosen(ctx)), chosen(ctx), settings.as_of, house)
    put(content, output)
    ctx.exit(1 if name_what_is_left_out(found, ctx) else 0)
