"""`roi-spec build`: the main job."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import as_text
from roi_spec.i18n import Translator
from roi_spec.model.edition import Edition
from roi_spec.model.text import Text, text


@click.command("build")
@options.specs
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("site"), help="Where the site goes.")
@click.option("--pdf/--no-pdf", default=True, help="Make the PDF of every handbook as well.")
@click.option("--history/--no-history", default=True, help="Tell what changed, from git, on pages of its own.")
@click.option(
    "--keep-going", is_flag=True, help="Publish without the programmes that have errors; the index says which."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to use. Without it: one per core.")
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Edition]),
    default=Edition.INTERNAL.value,
    help="Who the site is for; the public one names no roles, small groups, internal notes and files.",
)
@options.as_of
@options.colour
@language.option
@click.pass_context
def command(
    ctx: click.Context, names: tuple[Path, ...], output: Path, pdf: bool, history: bool, keep_going: bool,  # noqa: FBT001
    jobs: int | None, audience: str, as_of: dt.date | None, color: str,
) -> None:  # fmt: skip
    """Check, evaluate and render every programme in Dutch and English, and publish the site, whole or not at all."""
    translator = chosen(ctx)
    _leave_cleanly()
    settings = replace(pipeline.settings_for(options.named(names), as_of), edition=Edition(audience))
    found = pipeline.survey(settings)
    failed = any(one.errors for one in found.files)
    report = as_text([pipeline.summed_up(one) for one in found.files], translator, colour=options.wants_colour(color))
    click.echo(report, nl=False, err=True, color=options.wants_colour(color))
    if failed and not keep_going:
        _say(translator, text("Nothing was published; the site in {target} is as it was.", target=str(output)))
        ctx.exit(1)
    _publish(ctx, found, output, translator, with_pdf=pdf, with_history=history, jobs=jobs)
    ctx.exit(1 if failed else 0)


def _publish(
    ctx: click.Context,
    found: pipeline.Survey,
    output: Path,
    translator: Translator,
    *,
    with_pdf: bool,
    with_history: bool,
    jobs: int | None,
) -> None:
    from roi_spec import building  # noqa: PLC0415 - templates and PDF are loaded only when the files are fit to publish
    from roi_spec.publish.write import PublishError  # noqa: PLC0415
    from roi_spec.render.house import HouseRefused  # noqa: PLC0415
    from roi_spec.render.pdf import PdfRefused  # noqa: PLC0415

    reason = building.why_no_pdf() if with_pdf else None
    if reason is not None:
        _say(translator, reason)
        _say(translator, text("The site is built without PDF."))
    try:
        with executor_for(jobs) as executor, _bar(translator, len(building.publishable(found))) as bar:
            published = building.build(
                found,
                output,
                executor,
                keep_going=True,
                with_pdf=with_pdf and reason is None,
                with_history=with_history,
                tick=bar.update,
            )
    except PublishError as error:
        for one in (error.reason, *error.details, *((error.help,) if error.help else ())):
            _say(translator, one)
        ctx.exit(3)
    except (PdfRefused, HouseRefused) as error:
        _say(translator, error.text)
        ctx.exit(1)
    _say(translator, text("{count} files are in {target}.", count=published.files, target=str(output)))


@contextmanager
def executor_for(jobs: int | None) -> Iterator[Executor | None]:
    """Give a pool of processes, or None when one process is enough."""
    wanted = jobs or os.cpu_count() or 1
    if wanted == 1:
        yield None
        return
    with ProcessPoolExecutor(wanted) as pool:
        yield pool


class _Silent:
    def update(self, count: int) -> None:
        """Say nothing: nobody is looking."""


@contextmanager
def _bar(translator: Translator, total: int) -> Iterator[_Silent]:
    """Give a bar on a terminal, and silence elsewhere."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    with click.progressbar(length=total, label=translator.gettext("Rendering"), file=sys.stderr) as bar:
        yield bar  # type: ignore[misc]


def _say(translator: Translator, message: Text) -> None:
    click.echo(translator.text(message), err=True)


def _leave_cleanly() -> None:
    """Turn a polite request to stop into an ordinary exit, so that what was begun beside the site is cleared away."""

    def leave(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
