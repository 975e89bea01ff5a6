"""The reader's language: option, then environment, then the system, then English."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from roi_spec.i18n import SOURCE_LANGUAGE, Translator, languages

_Function = TypeVar("_Function", bound=Callable[..., Any])


def from_environment(environment: Mapping[str, str]) -> str:
    """Give the first language of `ROI_SPEC_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG` that the tool speaks; else English."""
    for name in ("ROI_SPEC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name, "")[:2].lower()
        if wanted and wanted in languages():
            return wanted
    return SOURCE_LANGUAGE


def chosen(ctx: click.Context) -> Translator:
    """Give the translator of this run."""
    root = ctx.find_root()
    if not isinstance(root.obj, Translator):
        root.obj = Translator(from_environment(os.environ))
    return root.obj


def _keep(ctx: click.Context, _: click.Parameter, language: str | None) -> None:
    if language is None:
        return
    if language not in languages():
        raise click.BadParameter(f"{language}: {', '.join(languages())}", ctx=ctx)
    ctx.find_root().obj = Translator(language)


def option(function: _Function) -> _Function:
    """Add `--lang` to a command."""
    add = click.option(
        "--lang",
        is_eager=True,
        expose_value=False,
        callback=_keep,
        metavar="nl|en",
        help="Language of what is printed.",
    )
    return add(function)
