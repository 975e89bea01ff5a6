"""`roi-spec check`: findings only, in every form that a person or a build server reads, and their fixes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli import forms, language, options
from roi_spec.cli.forms import Form
from roi_spec.cli.language import chosen
from roi_spec.cli.report import add_to_summary, as_form, as_text, fails, put, report_of
from roi_spec.model.finding import Severity
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Checked
from roi_spec.settings import Settings


@click.command("check")
@options.specs
@forms.option
@click.option("--fix", is_flag=True, help="Make the fixes that cannot change a meaning, and check what is left.")
@click.option("--diff", "difference", is_flag=True, help="Show what --fix would change, and save nothing.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: also those that may alter meaning.")
@click.option(
    "--fail-level",
    type=click.Choice([level.value for level in Severity]),
    default=Severity.ERROR.value,
    help="The least severity that gives exit code 1.",
)
@click.option("--exit-zero", is_flag=True, help="Give exit code 0, whatever is found.")
@click.option("--changed-since", "since", metavar="REV", help="Put first what this branch changed since it left REV.")
@options.as_of
@options.colour
@language.option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[Path, ...],
    wanted: tuple[Form, ...],
    *,
    fix: bool,
    difference: bool,
    unsafe: bool,
    fail_level: str,
    exit_zero: bool,
    since: str | None,
    as_of: dt.date | None,
    color: str,
) -> None:
    """Say what is wrong in specs, and how to mend it.

    Exit code 0: nothing that stops publication. 1: there is. 2: wrong use. 3: could not run.
    """
    refused = _refusal(wanted, fix=fix, difference=difference, unsafe=unsafe)
    if refused is not None:
        raise click.UsageError(chosen(ctx).text(refused), ctx)
    settings, level = pipeline.settings_for(options.named(names), as_of), Severity(fail_level)
    base = _base(ctx, settings, since)
    found, changes, saved = _checked(settings), False, True
    if fix or difference:
        found, changes, saved = _mended(ctx, settings, found, everywhere=not names, unsafe=unsafe, save=fix)
    shown = wanted if difference else forms.resolved(wanted)
    written = _write(ctx, found, settings, shown, level, base, colour=options.wants_colour(color))
    if not (saved and written):
        ctx.exit(3)
    if not (fix or difference):
        _offer(ctx, found, wanted)
    failed = any(one.stops or any(fails(one, each, level) for each in one.findings) for one in found)
    ctx.exit(1 if (failed or (difference and changes)) and not exit_zero else 0)


def _refusal(wanted: tuple[Form, ...], *, fix: bool, difference: bool, unsafe: bool) -> Text | None:
    """Say which options do not go together."""
    if fix and difference:
        return text("--fix saves and --diff only shows: choose one.")
    if unsafe and not (fix or difference):
        return text("--unsafe-fixes goes with --fix or --diff.")
    if difference and any(form.file is None for form in wanted):
        return text("--diff takes the screen for itself: give every form a file.")
    return None


def _base(ctx: click.Context, settings: Settings, since: str | None) -> str | None:
    """Find the commit from which on lines count as changed: what was asked for, else what a build server names."""
    names = (since,) if since else forms.target()
    if not names:
        return None
    from roi_spec.history import changed  # noqa: PLC0415 - only for a branch that is compared

    base = changed.base(settings.root, *names)
    if base is None:
        message = text(
            "Which lines changed since {name} cannot be told: this clone does not hold it, or not what lies between.",
            name=names[0],
        )
        if since:
            raise click.UsageError(chosen(ctx).text(message), ctx)
        click.echo(chosen(ctx).text(message), err=True)
    return base


def _mended(
    ctx: click.Context, settings: Settings, found: tuple[Checked, ...], *, everywhere: bool, unsafe: bool, save: bool
) -> tuple[tuple[Checked, ...], bool, bool]:
    """Make the fixes; give what is found afterwards, whether there is a change, and whether all of it was saved."""
    from roi_spec import fixing  # noqa: PLC0415 - a plain check needs none of it
    from roi_spec.cli import mending  # noqa: PLC0415

    among = {one.path for one in found if any(finding.fix for finding in one.findings)}
    files = fixing.mend(settings, unsafe=unsafe, everywhere=everywhere, among=among) if among else ()
    mending.tell(files, chosen(ctx), saved=save)
    saved = mending.save(files, settings.root, chosen(ctx)) if save else True
    if not save:
        mending.show(files, settings.root)
    texts = {one.name: one.after for one in files if one.changed}
    after = _checked(settings, {} if save else texts) if texts else found
    return after, bool(texts), saved


def _offer(ctx: click.Context, found: tuple[Checked, ...], wanted: tuple[Form, ...]) -> None:
    """Tell somebody who reads text how much of it `--fix` would do."""
    every = (finding for one in found for finding in one.findings if finding.waived_by is None)
    mendable = sum(finding.fix is not None and finding.fix.safe for finding in every)
    if mendable and Form("text") in forms.resolved(wanted):
        message = text("With --fix, `roi-spec check` mends {n} of these by itself.", n=mendable)
        click.echo(chosen(ctx).text(message), err=True)


def _checked(settings: Settings, texts: dict[str, bytes] | None = None) -> tuple[Checked, ...]:
    ground = pipeline.ground(settings, for_pages=False, instead=texts)
    with pool(len(ground.left)) as (executor, parts):
        found = pipeline.check(ground, executor, parts)
    if not any(one.is_signed for one in found):
        return found
    from roi_spec import signing  # noqa: PLC0415 - only where somebody signed, git is asked who

    return signing.with_four_eyes(ground, found)


def _write(
    ctx: click.Context,
    found: tuple[Checked, ...],
    settings: Settings,
    shown: tuple[Form, ...],
    level: Severity,
    base: str | None,
    *,
    colour: bool,
) -> bool:
    """Write every form; False when one could not be written."""
    translator, screen = chosen(ctx), Form("text")
    done = True
    if screen in shown:
        click.echo(as_text(found, translator, colour=colour), nl=False, color=colour)
    others = [form for form in shown if form != screen]
    if others:
        report = report_of(found, settings.root, level, base)
        for form in others:
            done = put(form, as_form(form.name, found, report, translator), translator) and done
        if Form("github") in others:
            add_to_summary(report, translator)
        if Form("gitlab") in others and forms.on_server():
            # Standard output becomes the report of the job; whoever reads its log wants words.
            click.echo(as_text(found, translator, colour=False), nl=False, err=True)
    return done


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
