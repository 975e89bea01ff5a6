"""`roi-spec diff`: what changed between two editions, and what it does to the return on investment."""

from __future__ import annotations

import datetime as dt
import sys
from fractions import Fraction
from pathlib import Path

import click

from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.i18n import Translator
from roi_spec.model.comparison import Comparison
from roi_spec.model.text import Text

FORMATS = ("text", "json", "markdown", "html")


class Points(click.ParamType[Fraction]):
    """A number of percentage points, with a point or a comma."""

    name = "points"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Read the number; say how to write it when it is none."""
        if isinstance(value, Fraction):
            return value
        written = str(value).strip().removesuffix("%").replace(",", ".")
        whole, _, decimals = written.partition(".")
        if not (whole + decimals).isdecimal() or len(written) > 12:
            self.fail(f"{value!r}: 5, 2.5", param, ctx)
        return Fraction(f"{whole or 0}.{decimals or 0}")


@click.command("diff")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--only",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="SPEC",
    help="Look at these files and folders only; may be given more than once.",
)
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="How the comparison is written.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--exit-code", is_flag=True, help="End with exit code 1 when anything differs, as git does.")
@click.option(
    "--threshold",
    type=Points(),
    metavar="POINTS",
    help="Say so when the ROI of a programme moves by this many percentage points.",
)
@click.option("--plain", is_flag=True, help="Markdown without HTML and without folding.")
@click.option("--marker", default="", metavar="TAG", help="Markdown: a name for this comment, to find it again by.")
@options.as_of
@options.colour
@language.option
@click.pass_context
def command(
    ctx: click.Context, base: str | None, head: str | None, only: tuple[Path, ...], output_format: str,
    output: Path | None, exit_code: bool, threshold: Fraction | None, plain: bool, marker: str,  # noqa: FBT001
    as_of: dt.date | None, color: str,
) -> None:  # fmt: skip
    """Say what changed, and what each change does to the return on investment.

    BASE and HEAD are revisions of git, folders, files, receipts or sites. Without HEAD: the files as they stand.
    Without BASE: the last commit.

    Exit code 0: done. 1: something differs, with --exit-code. 2: wrong use. 3: could not run.
    """
    from roi_spec import comparing  # noqa: PLC0415 - `--help` needs none of it

    translator = chosen(ctx)
    try:
        with comparing.opened(base, head, here=Path.cwd(), only=only, as_of=as_of) as (before, after):
            found = comparing.compare(before, after, threshold=threshold)
    except comparing.CannotCompareError as reason:
        _say(translator, reason.reason, reason.help)
        ctx.exit(2 if reason.is_misuse else 3)
    colour = output is None and options.wants_colour(color)
    written = _written(found, translator, output_format, plain=plain, tag=marker, threshold=threshold, colour=colour)
    _put(written, output, colour=colour)
    ctx.exit(1 if exit_code and found.differs else 0)


def _written(
    found: Comparison,
    translator: Translator,
    form: str,
    *,
    plain: bool,
    tag: str,
    threshold: Fraction | None,
    colour: bool,
) -> str:
    """Give the comparison in the form that was asked for; each form is loaded when it is wanted."""
    if form == "json":
        from roi_spec.render.comparison import json  # noqa: PLC0415

        return json.render(found, translator)
    if form == "markdown":
        from roi_spec.render.comparison import markdown  # noqa: PLC0415

        try:
            return markdown.render(found, translator, plain=plain, tag=tag, threshold=threshold or 0)
        except ValueError:
            raise click.BadParameter(
                translator.gettext("Use letters, digits, points, hyphens and underscores."), param_hint="--marker"
            ) from None
    if form == "html":
        from roi_spec.render.comparison import page  # noqa: PLC0415

        return page.render(found, translator)
    from roi_spec.render.comparison import text as plain_text  # noqa: PLC0415

    return plain_text.render(found, translator, colour=colour)


def _put(written: str, output: Path | None, *, colour: bool) -> None:
    if output is None:
        click.echo(written, nl=False, color=colour)
    else:
        output.write_bytes(written.encode())


def _say(translator: Translator, *messages: Text | None) -> None:
    for message in messages:
        if message is not None:
            click.echo(translator.text(message), file=sys.stderr)
