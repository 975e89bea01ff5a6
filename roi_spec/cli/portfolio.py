"""What the commands about all programmes share: every programme as the pages know it, and where a file goes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from roi_spec import pipeline
from roi_spec.cli.language import chosen
from roi_spec.model.spec import StandardValues
from roi_spec.model.text import text
from roi_spec.render.site_entry import Registered, SiteEntry, entry_of, registered_standards


def entries_of(found: pipeline.Survey) -> tuple[SiteEntry, ...]:
    """Give every programme of a survey that has no errors, as the pages about all programmes show it."""
    return tuple(entry_of(one.evaluation, one.findings) for one in found.files if one.evaluation and not one.errors)


def standards_of(found: pipeline.Survey) -> tuple[Registered, ...]:
    """Give every standard value of a survey, also those that no programme uses."""
    libraries = (one.spec for one in found.files if isinstance(one.spec, StandardValues))
    return tuple(line for library in libraries for line in registered_standards(library))


def name_what_is_left_out(found: pipeline.Survey, ctx: click.Context) -> bool:
    """Say on standard error which files have mistakes, and whether there are any."""
    broken = [one.path for one in found.files if one.errors]
    for path in broken:
        remark = text("{file} has mistakes and is left out; `roi-spec check` names them.", file=path)
        click.echo(chosen(ctx).text(remark), err=True)
    return bool(broken)


def put(content: bytes, target: Path | None) -> None:
    """Write to a file, else to standard output."""
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        target.write_bytes(content)
