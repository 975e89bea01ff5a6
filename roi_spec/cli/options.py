"""Options that several commands share, and what they mean."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A date written as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the date; say how to write it when it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


class Days(click.ParamType[int]):
    """A number of days, written as `60` or `60d`."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number; say how to write it when it is none."""
        match = re.fullmatch(r"(\d{1,5})\s*d?", str(value).strip())
        return int(match[1]) if match else self.fail(f"{value!r}: 60d", param, ctx)


def specs(function: _Function) -> _Function:
    """Add the files and folders to look at; `specs`, or the folder one stands in, when none is named."""
    add = click.argument("names", metavar="[SPECS]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
    return add(function)


def as_of(function: _Function) -> _Function:
    """Add `--as-of`."""
    add = click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help="The day that expiry dates are held against (YYYY-MM-DD). Without it: the date of the commit.",
    )
    return add(function)


def colour(function: _Function) -> _Function:
    """Add `--color`."""
    choices = click.Choice(["auto", "always", "never"])
    return click.option("--color", type=choices, default="auto", help="Colour in the terminal.")(function)


def wants_colour(color: str) -> bool:
    """Decide on colour: the option, else NO_COLOR and FORCE_COLOR, else whether a person is looking."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def named(names: tuple[Path, ...]) -> tuple[Path, ...]:
    """Give what was named, or the usual place."""
    return names or ((Path("specs"),) if Path("specs").is_dir() else (Path(),))
