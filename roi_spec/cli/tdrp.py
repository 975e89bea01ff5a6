"""`roi-spec tdrp`: plan, actual and forecast of every measure of all programmes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen

if TYPE_CHECKING:
    from roi_spec.i18n import Translator
    from roi_spec.render.registers.report import Period, Report


class Stretch(click.ParamType["Period"]):
    """A period: a year, a quarter, a month, or a first and a last day."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read the period; say how to write one when it is none."""
        from roi_spec.render.registers.report import period_of  # noqa: PLC0415 - `--help` shows without the pages

        try:
            return period_of(str(value))
        except ValueError:
            self.fail(f"{value!r}: 2025, 2025-Q2, 2025-06, 2025-01-01..2025-06-30", param, ctx)


@click.command("tdrp")
@options.specs
@options.as_of
@click.option(
    "--period",
    type=Stretch(),
    metavar="PERIOD",
    help="Only programmes given in this period: 2025, 2025-Q2, 2025-06, or 2025-01-01..2025-06-30.",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "csv", "json", "markdown"]),
    default="text",
    help="How the report is written: to read, for a spreadsheet, for programs, for a wiki.",
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
    period: Period | None,
    output_format: str,
    output: Path | None,
) -> None:
    """Report plan, actual and forecast of every measure: efficiency, effectiveness and outcome, as the Talent
    Development Reporting principles and ISO/TS 30437 sort them. Where a figure is missing it says why. Exit code 1: a
    file has mistakes and is left out.
    """  # noqa: D205 - one sentence, which `--help` shows as it is
    from roi_spec.cli.portfolio import entries_of, name_what_is_left_out, put  # noqa: PLC0415 - see `Stretch`
    from roi_spec.render.registers.report import report  # noqa: PLC0415

    found = pipeline.survey(pipeline.settings_for(options.named(names), as_of))
    put(_written(report(entries_of(found), period), output_format, chosen(ctx)), output)
    ctx.exit(1 if name_what_is_left_out(found, ctx) else 0)


def _written(report: Report, form: str, translator: Translator) -> bytes:
    from roi_spec.render.registers import grid, tdrp  # noqa: PLC0415 - see `Stretch`

    if form == "json":
        return tdrp.as_json(report, translator)
    if form == "csv":
        return grid.as_csv(tdrp.as_grid(report, translator), translator)
    write = tdrp.as_markdown if form == "markdown" else tdrp.as_text
    return write(report, translator).encode("utf-8", "replace")
