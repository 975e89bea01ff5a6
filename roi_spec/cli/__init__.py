"""The command line: options to settings, findings to exit code. Each command is a file of its own.

A command is imported when it is used. Exit codes: 0 fine, 1 findings, 2 wrong use, 3 could not run. Standard output
holds only what was asked for; remarks go to standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from roi_spec.cli.language import asked_for, chosen, option, spoken, translated

COMMANDS = {
    "build": "Check, evaluate and render every programme, and publish the site.",
    "check": "Say what is wrong in specs, and how to mend it.",
    "show": "Show the results of one spec in the terminal.",
    "export": "Write the figures of one spec to a workbook, or as JSON.",
    "diff": "Say what changed, and what each change does to the return on investment.",
    "log": "Show what every commit changed in a spec, and what that did to its result.",
    "explain": "Explain one number of a spec, a rule, or a method.",
    "verify": "Prove a published file from its spec, or say which numbers differ.",
    "due": "List measurements, decisions and reviews that are due.",
    "register": "Write every value that figures rest on: a register for a spreadsheet.",
    "tdrp": "Report plan, actual and forecast of every measure of all programmes.",
    "init": "Write the files that a workspace begins with.",
    "sign": "Agree to values as they are now, so that a later change of them shows.",
    "schema": "Print the JSON Schema of the language, for editors.",
}
"""Every command with its one-line help, so that `--help` imports none of them."""


class Commands(click.Group):
    """A group whose commands are imported only when they run, with help in the reader's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's own signature
        """Give the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of a command, and give the command in the reader's language."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"roi_spec.cli.{cmd_name}").command
        return translated(command, chosen(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was named; when there is none, offer the nearest of the table above."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as unknown:
            raise click.NoSuchCommand(unknown.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above, so that the help page imports none of them."""
        translator = chosen(ctx)
        with formatter.section(translator.gettext("Commands")):
            formatter.write_dl([(name, translator.gettext(words)) for name, words in COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Run the tool in one language, from the first remark on a wrong option to the last line of the result."""
        translator = asked_for(sys.argv[1:] if args is None else args)
        with spoken(translator):
            return super(Commands, translated(self, translator)).main(args, *rest, **{"obj": translator, **settings})


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - Click's own signature
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - 50 ms that only this option needs

        click.echo(f"roi-spec {version('roi-spec')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@option
def cli() -> None:
    """Describe training programmes in YAML, check them, and publish their return on investment so that anybody can
    audit it.
    """  # noqa: D205 - one sentence, which `--help` shows as it is


def main() -> None:
    """Run the tool and leave with its exit code; a closed pipe ends it quietly, and no file can cause a traceback."""
    # Specs become trees of small frozen values without cycles; looking for cycles often costs a tenth of a check.
    gc.set_threshold(50_000, 20, 100)
    try:
        cli(standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(3)
    except OSError as error:
        click.echo(f"roi-spec: {error.strerror or error}", err=True)
        sys.exit(3)
