"""`roi-spec log`: what the history of a spec tells."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.show import examined
from roi_spec.model.past import Memory, Past
from roi_spec.model.text import text

if TYPE_CHECKING:
    from roi_spec.pipeline import Examined

_PLAYERS = 12
"""So many changes of one commit are told apart here; a build, which looks at everything, tells fewer apart."""


@click.command("log")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("value", metavar="[VALUE]", default="")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, help="How many commits to look at, newest first.")
@click.option(
    "--output-format", "form", type=click.Choice(["text", "json"]), default="text", help="How the log is written."
)
@options.as_of
@language.option
@click.pass_context
def command(ctx: click.Context, spec: Path, value: str, limit: int, form: str, as_of: dt.date | None) -> None:
    """Show what every commit changed in a spec and what that did to its result, and whether what was agreed before the
    start still stands. With VALUE (`assumptions.hourly_rate`, or an id): only what was changed of that.
    """  # noqa: D205 - the help text is one sentence
    from roi_spec.remembering import remember  # noqa: PLC0415 - `--help` needs none of it

    found = pipeline.survey(pipeline.settings_for((spec,), as_of))
    one = examined(found, spec, ctx)
    memory = remember(found, most=limit, players=_PLAYERS)
    past = memory.of(one.programme.id) if one.programme else None
    if past is None:
        for remark in memory.remarks:
            click.echo(chosen(ctx).text(remark), err=True)
        ctx.exit(3)
    if value:
        _refuse_unknown(ctx, one, past, value)
    click.echo(_written(ctx, one, past, memory, value, form), nl=False)


def _written(ctx: click.Context, one: Examined, past: Past, memory: Memory, value: str, form: str) -> str:
    from roi_spec.render.history import as_json, log  # noqa: PLC0415 - see above

    if form == "json":
        return as_json(past, chosen(ctx), value=value, remarks=memory.remarks)
    assert one.programme is not None
    return log(past, chosen(ctx), title=f"{one.programme.title} · {one.path}", value=value, remarks=memory.remarks)


def _refuse_unknown(ctx: click.Context, one: Examined, past: Past, value: str) -> None:
    """Leave when nothing of that name was changed; say whether there is such a thing at all, or what comes near."""
    from roi_spec.render.history import addresses, chosen_turns  # noqa: PLC0415 - see above

    if chosen_turns(past, value):
        return
    assert one.programme is not None
    known = addresses(one.programme.document.root, past)
    if value in known:
        click.echo(chosen(ctx).text(text("No commit changed {value}.", value=value)), err=True)
        ctx.exit(0)
    near = ", ".join(get_close_matches(value, known, n=3, cutoff=0.5))
    message = (
        text("The history knows no {value}. Did you mean {near}?", value=value, near=near)
        if near
        else text("The history knows no {value}.", value=value)
    )
    click.echo(chosen(ctx).text(message), err=True)
    ctx.exit(2)
