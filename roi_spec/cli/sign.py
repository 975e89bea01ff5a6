"""`roi-spec sign`: agree to values as they are now, so that a later change of them shows."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import as_text
from roi_spec.i18n import Translator
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from roi_spec.signing import Prepared


@click.command("sign")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="ROLE", help="The role that signs, such as Finance. Not a name.")
@click.option(
    "--scope",
    multiple=True,
    metavar="PLACE",
    help="A section (costs) or one value (assumptions.hourly_cost); can be given again. Without it: everything.",
)
@click.option("--on", "day", type=options.Day(), metavar="DATE", help="The day of the sign-off (YYYY-MM-DD).")
@click.option("--note", default="", metavar="TEXT", help="What was agreed with it.")
@click.option("--inside", is_flag=True, help="Write it into the spec itself, not into a file of its own beside it.")
@click.option("--dry-run", is_flag=True, help="Show what would be signed and written, and write nothing.")
@language.option
@click.pass_context
def command(
    ctx: click.Context,
    spec: Path,
    by: str,
    scope: tuple[str, ...],
    day: dt.date | None,
    note: str,
    *,
    inside: bool,
    dry_run: bool,
) -> None:
    """Sign values of a programme or of a list of standard values, as they are now.

    The sign-off keeps a mark of each value: it holds until one of them changes, and then says which. Without `--on` its
    day is that of the last commit.
    """
    from roi_spec import signing  # noqa: PLC0415 - `--help` needs none of it
    from roi_spec.model.signed_text import Entry  # noqa: PLC0415

    tell = chosen(ctx)
    settings = pipeline.settings_for((spec,), day)
    if settings.as_of is None:
        raise click.UsageError(tell.text(text("There is no commit to take the day from. Add: --on YYYY-MM-DD")), ctx)
    found = pipeline.ground(settings, for_pages=False)
    one = _examined(found, spec, ctx)
    try:
        ready = signing.prepare(found, one, Entry(by.strip(), settings.as_of, scope, note), inside=inside)
    except signing.CannotSign as answer:
        click.echo(f"roi-spec: {tell.text(answer.reason)}", err=True)
        ctx.exit(2)
    click.echo("\n".join(_told(ready, by, settings.as_of, tell)))
    if dry_run:
        click.echo("\n" + "\n".join(ready.lines))
    else:
        _write(found.root / ready.path, ready.content)
    click.echo(tell.text(_outcome(ready, written=not dry_run)), err=True)


def _examined(found: pipeline.Ground, spec: Path, ctx: click.Context) -> pipeline.Examined:
    """Give the file that was named; print why it cannot be signed, and leave, when it cannot be read."""
    from roi_spec import signing  # noqa: PLC0415 - `--help` needs none of it
    from roi_spec.read.files import shown  # noqa: PLC0415

    one = signing.examined(found, shown(found.root, spec.absolute()))
    if one.spec is None:
        click.echo(as_text([pipeline.summed_up(one)], chosen(ctx), colour=False), nl=False, err=True)
        ctx.exit(1)
    return one


def _told(ready: Prepared, by: str, day: dt.date, tell: Translator) -> Iterator[str]:
    """Say what is signed: each value with what stands there now."""
    from roi_spec.model.signed_items import written  # noqa: PLC0415 - `--help` needs none of it

    head = text("{by} signs, on {day}, what stands here now ({count}):", by=by, day=day, count=len(ready.items))
    yield tell.text(head)
    wide = max(len(item.address) for item in ready.items)
    for item in ready.items:
        parts = [part for part in (item.title, written(item.node)) if part]
        yield f"  {item.address:<{wide}}  {'; '.join(parts)}".rstrip()


def _outcome(ready: Prepared, *, written: bool) -> Text:
    if not written:
        return text("Nothing was written. Without --dry-run it goes into {path}.", path=ready.path)
    if ready.is_renewed:
        return text("Signed again in {path}.", path=ready.path)
    return text("Signed in {path}. Commit it by itself, so that git shows who signed.", path=ready.path)


def _write(path: Path, content: bytes) -> None:
    """Put the content in the place of the file, whole or not at all; a file that was there keeps its rights."""
    rights = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(rights)
        beside.replace(path)
    except OSError:
        beside.unlink()
        raise
