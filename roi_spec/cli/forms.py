"""`--output-format`: in which forms findings are written, and where each of them goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from roi_spec.cli.language import chosen
from roi_spec.model.text import text

_Function = TypeVar("_Function", bound=Callable[..., Any])

FORMS = ("text", "json", "markdown", "github", "gitlab", "azure", "sarif", "junit", "rdjson", "auto")
"""The words of the option; `auto` is the form of the build server one runs on."""

_SERVERS = (("GITHUB_ACTIONS", "github"), ("GITLAB_CI", "gitlab"), ("TF_BUILD", "azure"))
"""The variable by which a build server makes itself known, and the form it reads."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which findings are to be written."""

    name: str
    file: Path | None = None
    """Where to; None: standard output."""


class _FormType(click.Choice[str]):
    """`NAME` or `NAME=FILE`."""

    name = "form"

    def __init__(self) -> None:
        super().__init__(FORMS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split the name from the file; a name that is none of the forms is refused as in any list of words."""
        if isinstance(value, Form):
            return value
        name, equals, file = str(value).partition("=")
        known = super().convert(name, param, ctx)
        if equals and not file:
            message = text("Name a file behind {name}=, or leave out the equals sign.", name=known)
            self.fail(chosen(ctx).text(message) if ctx else str(message), param, ctx)
        return Form(known, Path(file) if file else None)


def _separate(ctx: click.Context, param: click.Parameter, forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Refuse two forms on standard output: nobody could read either of them."""
    printed = [form.name for form in forms if form.file is None]
    if len(printed) > 1:
        message = text(
            "{first} and {second} cannot both go to the screen. Give one of them a file: {second}=FILE.",
            first=printed[0],
            second=printed[1],
        )
        raise click.BadParameter(chosen(ctx).text(message), ctx=ctx, param=param)
    return forms


def option(function: _Function) -> _Function:
    """Add `--output-format`, which may be given more than once."""
    add = click.option(
        "--output-format",
        "wanted",
        type=_FormType(),
        multiple=True,
        callback=_separate,
        metavar="FORM[=FILE]",
        help="How findings are written: text, json, markdown, github, gitlab, azure, sarif, junit, rdjson, or auto for "
        "the build server. With =FILE to a file. May be given more than once.",
    )
    return add(function)


def resolved(forms: tuple[Form, ...], environment: Mapping[str, str] = os.environ) -> tuple[Form, ...]:
    """Give the forms that are meant: text when none is named, and that of the build server for `auto`."""
    return tuple(Form(_of_server(environment), form.file) if form.name == "auto" else form for form in forms) or (
        Form("text"),
    )


def target(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Give the names under which git may know the branch that a build server compares with; none on a plain build."""
    branch, commit = environment.get("GITHUB_BASE_REF", ""), environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    return (f"origin/{branch}", branch) if branch else (commit,) if commit else ()


def on_server(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether a build server reads what is printed, and may obey a line of it."""
    return any(environment.get(name, "") for name, _ in _SERVERS)


def _of_server(environment: Mapping[str, str]) -> str:
    found = (form for name, form in _SERVERS if environment.get(name, "").lower() in ("true", "1"))
    return next(found, "text")
