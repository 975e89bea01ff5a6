"""`roi-spec verify`: prove a published file, or say where it differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from roi_spec.cli import language
from roi_spec.cli.language import chosen
from roi_spec.i18n import Translator
from roi_spec.model.proof import Kind, Proof


@click.command("verify")
@click.argument("file", metavar="FILE-OR-SITE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--spec",
    "given",
    metavar="FILE-OR-FOLDER",
    type=click.Path(exists=True, path_type=Path),
    help="The spec, or the folder of specs, that it was made from. Without it: what is attached, the workspace one "
    "stands in, or the commit that it names.",
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How the answer is written.")
@click.option("--pdf/--no-pdf", default=True, help="Of a site: make the PDFs again as well, to compare their pages.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to use. Without it: one per core.")
@language.option
@click.pass_context
def command(
    ctx: click.Context, file: Path, given: Path | None, output_format: str, pdf: bool, jobs: int | None,  # noqa: FBT001
) -> None:  # fmt: skip
    """Recompute a published PDF, workbook, receipt, page or site from its spec, and name every number that differs.

    Exit code 0: it is what roi-spec makes of its spec. 1: it is not. 2: wrong use. 3: it could not be settled.
    """
    from roi_spec.read.published import ForeignError, UnreadableError  # noqa: PLC0415 - `--help` needs none of it
    from roi_spec.render.proof import as_json, as_text  # noqa: PLC0415

    translator = chosen(ctx)
    try:
        proof = _proof(file, given, translator, prints=pdf, jobs=jobs)
    except UnreadableError as odd:
        click.echo(translator.text(odd.text), err=True)
        ctx.exit(2 if isinstance(odd, ForeignError) else 3)
    click.echo((as_json if output_format == "json" else as_text)(proof, translator), nl=False)
    ctx.exit(proof.exit_code)


def _proof(file: Path, given: Path | None, translator: Translator, *, prints: bool, jobs: int | None) -> Proof:
    from roi_spec.cli.build import executor_for  # noqa: PLC0415 - see above
    from roi_spec.read.published.opened import kind_of, site_around  # noqa: PLC0415
    from roi_spec.verifying import verify, verify_site  # noqa: PLC0415

    if kind_of(file) is not Kind.SITE:
        return verify(file, given, translator.locale)
    root = file if file.is_dir() else file.parent
    with executor_for(jobs) as executor:
        proof = verify_site(site_around(root) or root, given, translator.locale, prints=prints, executor=executor)
    return replace(proof, name=str(file))
