"""`roi-spec schema`: the JSON Schema of the language, for editors and other tools."""

from __future__ import annotations

import click

from roi_spec.cli import language
from roi_spec.cli.language import chosen
from roi_spec.resources import schema_root

KINDS = ("programme", "standard-values", "sign-offs", "workspace", "receipt")


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS), default="programme")
@language.option
@click.pass_context
def command(ctx: click.Context, kind: str) -> None:
    """Print the JSON Schema of one kind of file, with help texts in the language of `--lang`.

    To use it in an editor: `roi-spec schema > programme.schema.json`, and name that file in the first line of a spec.
    """
    locale = chosen(ctx).locale
    spoken = schema_root() / f"{kind}.{locale}.schema.json"
    path = spoken if spoken.exists() else schema_root() / f"{kind}.schema.json"
    click.echo(path.read_text("utf-8"), nl=False)
