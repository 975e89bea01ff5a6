"""The command line: options to settings, findings to exit code. Each command is a file of its own, imported when it is used.

Exit codes: 0 fine, 1 findings, 2 wrong use, 3 could not run. Standard output holds only what was asked for; remarks go to standard error.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from roi_spec.cli.language import chosen, option
from roi_spec.i18n import Translator

COMMANDS = {
    "build": "Check, evaluate and render every programme, and publish the site.",
    "check": "Say what is wrong in specs, and how to mend it.",
    "show": "Show the results of one spec in the terminal.",
    "explain": "Explain one number of a spec, a rule, or a method.",
    "schema": "Print the JSON Schema of the language, for editors.",
}
"""Every command with its one-line help, so that `--help` imports none of them."""


class Commands(click.Group):
    """A group whose commands are imported only when they run, with help in the reader's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of a command; the help page gets a stand-in instead."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"roi_spec.cli.{cmd_name}").command
        return _translated(command, chosen(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above."""
        translator = chosen(ctx)
        with formatter.section(translator.gettext("Commands")):
            formatter.write_dl([(name, translator.gettext(words)) for name, words in COMMANDS.items()])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the tool as a whole."""
        _translated(self, chosen(ctx))
        super().format_help(ctx, formatter)


def _translated(command: click.Command, translator: Translator) -> click.Command:
    if command.help:
        command.help = translator.gettext(" ".join(command.help.split()))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = translator.gettext(parameter.help)
    return command


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - Click's own signature
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - 50 ms that only this option needs

        click.echo(f"roi-spec {version('roi-spec')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@option
def cli() -> None:
    """Describe training programmes in YAML, check them, and publish their return on investment so that anybody can audit it."""


def main() -> None:
    """Run the tool and leave with its exit code; a closed pipe ends it quietly, and no file can cause a traceback."""
    try:
        cli(standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(3)
    except OSError as error:
        click.echo(f"roi-spec: {error.strerror or error}", err=True)
        sys.exit(3)
