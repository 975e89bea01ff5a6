"""`roi-spec check`: findings only."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import language, options
from roi_spec.cli.language import chosen
from roi_spec.cli.report import print_findings


@click.command("check")
@options.specs
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How findings are written.")
@options.as_of
@options.colour
@language.option
@click.pass_context
def command(ctx: click.Context, names: tuple[Path, ...], output_format: str, as_of: dt.date | None, color: str) -> None:
    """Say what is wrong in specs, and how to mend it.

    Exit code 0: nothing that stops publication. 1: there is. 2: wrong use. 3: could not run.
    """
    ground = pipeline.ground(pipeline.settings_for(options.named(names), as_of), for_pages=False)
    with pool(len(ground.left)) as (executor, parts):
        found = pipeline.check(ground, executor, parts)
    print_findings(found, chosen(ctx), output_format, colour=options.wants_colour(color))
    ctx.exit(1 if any(one.stops for one in found) else 0)


MANY = 40
"""Files from which on several processes are worth their start."""


@contextmanager
def pool(count: int) -> Iterator[tuple[Executor | None, int]]:
    """Give a pool of processes when there are many files and more than one core, and in how many parts to go."""
    cores = os.cpu_count() or 1
    if cores == 1 or count < MANY:
        yield None, 1
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a single file needs no pool

    with ProcessPoolExecutor(cores) as executor:
        yield executor, cores * 2
