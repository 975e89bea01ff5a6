"""The reader's language: option, then environment, then the system, then English.

Click's own sentences come along: Click asks the standard `gettext` for them, and during a run `gettext` asks our
catalogues.
"""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from roi_spec.i18n import SOURCE_LANGUAGE, Translator, languages
from roi_spec.model.text import text

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Command = TypeVar("_Command", bound=click.Command)

SENTENCES_OF_CLICK = (
    "Usage:",
    "Options",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Error: {message}",
    "Aborted!",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Did you mean {possibility}?",
    "(Did you mean one of: {possibilities}?)",
    "Got unexpected extra argument ({args})",
    "Got unexpected extra arguments ({args})",
    "Option {name!r} requires an argument.",
    "Option {name!r} requires {nargs} arguments.",
    "Option {name!r} does not take a value.",
    "Invalid value for {param_hint}: {message}",
    "Choose from:\n\t{choices}",
    "{value!r} is not {choice}.",
    "{value!r} is not one of {choices}.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
)
"""What Click may say to somebody who uses this tool, word for word; anything else that asks `gettext` is left alone."""

WORDS_OF_CLICK = ("[OPTIONS]", "COMMAND [ARGS]...", "path", "file", "integer", "integer range")
"""What Click writes in usage lines and for the kinds of values, without asking `gettext` at the time it is read."""


def from_environment(environment: Mapping[str, str]) -> str:
    """Give the first of `ROI_SPEC_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG` that the tool speaks; else English."""
    for name in ("ROI_SPEC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name, "")[:2].lower()
        if wanted and wanted in languages():
            return wanted
    return SOURCE_LANGUAGE


def asked_for(arguments: Sequence[str]) -> Translator:
    """Give the translator of a run, from the last `--lang` among its arguments, else from the environment.

    Click would know too late: what it says about a wrong argument, or in answer to `--help`, may come before it has
    read `--lang`.
    """
    wanted = from_environment(os.environ)
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            named = value if equals else "".join(arguments[number + 1 : number + 2])
            wanted = named if named in languages() else wanted
    return Translator(wanted)


def chosen(ctx: click.Context) -> Translator:
    """Give the translator of this run."""
    root = ctx.find_root()
    if not isinstance(root.obj, Translator):
        root.obj = Translator(from_environment(os.environ))
    return root.obj


def _known(ctx: click.Context, _: click.Parameter, language: str | None) -> None:
    if language is not None and language not in languages():
        message = text(
            "The tool does not speak {language}. Choose from: {known}.", language=language, known=", ".join(languages())
        )
        raise click.BadParameter(chosen(ctx).text(message), ctx=ctx)


def option(function: _Function) -> _Function:
    """Add `--lang` to a command; it is read by `asked_for`, and only checked here."""
    add = click.option(
        "--lang",
        is_eager=True,
        expose_value=False,
        callback=_known,
        metavar="nl|en",
        help="Language of what is printed.",
    )
    return add(function)


# --- Click in the reader's language ----------------------------------------------------------------------------------


@contextmanager
def spoken(translator: Translator) -> Iterator[None]:
    """Let Click speak the translator's language for the length of a run.

    `gettext` itself can only look for compiled catalogues, which this tool does not have, so its two look-ups are
    replaced; afterwards they are as they were.
    """

    def one(domain: str, message: str) -> str:
        return translator.gettext(message) if message in SENTENCES_OF_CLICK else before["dgettext"](domain, message)

    def some(domain: str, singular: str, plural: str, count: int) -> str:
        if singular in SENTENCES_OF_CLICK:
            return translator.ngettext(singular, plural, count)
        return before["dngettext"](domain, singular, plural, count)

    before: dict[str, Callable[..., str]] = {"dgettext": gettext.dgettext, "dngettext": gettext.dngettext}
    vars(gettext).update(dgettext=one, dngettext=some)
    try:
        yield
    finally:
        vars(gettext).update(before)


def translated(command: _Command, translator: Translator) -> _Command:
    """Give a copy of a command that explains itself in the translator's language; the command stays as it is."""
    copied = copy.copy(command)
    copied.help = translator.gettext(" ".join((command.help or "").split()))
    copied.options_metavar = translator.gettext(command.options_metavar or "")
    if isinstance(copied, click.Group):
        copied.subcommand_metavar = translator.gettext(copied.subcommand_metavar)
    copied.params = [_translated_parameter(parameter, translator) for parameter in command.params]
    return copied


def _translated_parameter(parameter: click.Parameter, translator: Translator) -> click.Parameter:
    copied = copy.copy(parameter)
    copied.type = copy.copy(parameter.type)
    copied.type.name = translator.gettext(parameter.type.name)
    if parameter.metavar:
        copied.metavar = translator.gettext(parameter.metavar)
    if isinstance(copied, click.Option) and copied.help:
        copied.help = translator.gettext(copied.help)
    return copied
