"""`roi-spec due`: what has to be done by a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.i18n import Translator
from roi_spec.model.due import of_library, of_programme
from roi_spec.model.finding import Severity
from roi_spec.model.spec import Programme, StandardValues
from roi_spec.model.text import text

if TYPE_CHECKING:
    from roi_spec.render.registers.duties import Duty


@click.command("due")
@options.specs
@options.as_of
@click.option("--within", type=options.Days(), metavar="DAYS", help="Leave out what lies further ahead: 60d.")
@click.option("--owner", default="", metavar="ROLE", help="Only what this role has to do; part of its name is enough.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "markdown", "ical", "json"]),
    default="text",
    help="How the list is written: to read, to tick off, for a diary, for programs.",
)
@click.option("--exit-code", is_flag=True, help="Leave with 1 when something is overdue.")
@language.option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[Path, ...],
    as_of: dt.date | None,
    within: int | None,
    owner: str,
    output_format: str,
    exit_code: bool,  # noqa: FBT001 - Click's own signature
) -> None:
    """List measurements, decisions and reviews that are due: what is late first, then by day.

    Without --as-of the date of the commit counts. Exit code 1: a file has mistakes and is left out, or, with
    --exit-code, something is overdue.
    """
    from roi_spec.render.registers import duties  # noqa: PLC0415 - the help needs none of it

    settings = pipeline.settings_for(options.named(names), as_of)
    ground = pipeline.ground(settings, for_pages=False)
    files: list[pipeline.Examined | pipeline.Understood] = [*ground.around, *pipeline.stated(ground)]
    specs = [one.spec for one in files]
    programmes = [one for one in specs if isinstance(one, Programme)]
    libraries = [one for one in specs if isinstance(one, StandardValues)]
    some = duties.duties(
        (*(due for one in programmes for due in of_programme(one)), *(d for one in libraries for d in of_library(one))),
        {one.id: one.title for one in programmes},
        settings.as_of,
        within=within,
        owner=owner,
    )
    _print(some, output_format, chosen(ctx), settings.as_of)
    broken = [one for one in files if any(each.severity is Severity.ERROR for each in one.findings)]
    for one in broken:
        remark = text("{file} has mistakes and is left out; `roi-spec check` names them.", file=one.path)
        click.echo(chosen(ctx).text(remark), err=True)
    ctx.exit(1 if broken or (exit_code and duties.is_late(some)) else 0)


def _print(some: tuple[Duty, ...], form: str, translator: Translator, as_of: dt.date | None) -> None:
    from roi_spec.render.registers import duties  # noqa: PLC0415 - see above

    if form == "json":
        click.echo(duties.as_json(some, as_of), nl=False)
    elif form == "ical":
        click.echo(duties.as_calendar(some, translator, pipeline.all_rules(), as_of), nl=False)
    else:
        write = duties.as_markdown if form == "markdown" else duties.as_text
        click.echo(write(some, translator, pipeline.all_rules(), as_of), nl=False)
