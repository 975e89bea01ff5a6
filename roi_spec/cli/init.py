"""`roi-spec init`: the files that a workspace begins with, each one only where there is none yet."""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roi_spec.cli import language
from roi_spec.cli.language import chosen
from roi_spec.i18n import Translator
from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from roi_spec.model.artifact import Artifact
    from roi_spec.render.starting import Choice

_SHARED = re.compile(rb"^kind:\s*[\"']?standard-values", re.MULTILINE)
_FOLDER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_OWNER = re.compile(r"@[A-Za-z0-9_][A-Za-z0-9_./-]*")


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "--ci",
    "forge",
    type=click.Choice(["github", "gitlab", "none"]),
    default="none",
    help="Where pull requests are checked; writes the files that do it.",
)
@click.option("--pages", is_flag=True, help="Publish the site with the Pages of that forge as well.")
@click.option(
    "--visibility",
    type=click.Choice(["private", "public"]),
    default=None,
    help="Who may read the published site: only members, or everybody. Asked for when it is not given.",
)
@click.option("--finance", metavar="NAME", default="", help="Who approves shared values: @organisation/team.")
@click.option("--specs", metavar="FOLDER", default="specs", help="The folder with specs.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@language.option
@click.pass_context
def command(
    ctx: click.Context, folder: Path, forge: str, pages: bool, visibility: str | None, finance: str, specs: str,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Write the files that a workspace begins with: house settings, checks of pull requests, publication. What is there
    stays as it is.
    """  # noqa: D205 - one sentence, which `--help` shows as it is
    from roi_spec.render import starting  # noqa: PLC0415 - `--help` needs no templates

    _look_at(ctx, finance, specs)
    wanted = _visibility(ctx, forge, visibility, pages=pages)
    choice = starting.Choice(
        version=version("roi-spec"),
        language=chosen(ctx).locale,
        specs=specs,
        forge="" if forge == "none" else forge,
        visibility=wanted,
        finance=finance,
        owned=_owned(folder, specs),
    )
    desk = _Desk(folder, chosen(ctx), dry_run)
    for one in starting.files(choice):
        desk.put(one, choice)
    desk.ignore(starting.IGNORED)
    desk.next_steps(choice)


# --- what was asked for ----------------------------------------------------------------------------------------------


def _look_at(ctx: click.Context, finance: str, specs: str) -> None:
    """Refuse names that would not survive in a workflow; they become part of commands."""
    if not _FOLDER.fullmatch(specs):
        _refuse(ctx, text("{name} is no folder below this one. Write it as specs or training/specs.", name=specs))
    if finance and not _OWNER.fullmatch(finance):
        _refuse(ctx, text("{name}: write the name as the forge has it, such as @organisation/finance.", name=finance))


def _visibility(ctx: click.Context, forge: str, given: str | None, *, pages: bool) -> str:
    """Decide who may read the site, before anything is published; asked for when a person is there."""
    if not pages:
        return ""
    if forge == "none":
        _refuse(ctx, text("Say which Pages are meant: --ci github or --ci gitlab."))
    if given:
        return given
    _say(ctx, _WHO[forge])
    if not sys.stdin.isatty():
        _refuse(ctx, text("Say who may read the site: --visibility private or --visibility public."))
    asked = chosen(ctx).gettext("Who may read the site?")
    answer: str = click.prompt(asked, type=click.Choice(["private", "public"]), default="private", err=True)
    return answer


_WHO: dict[str, Text] = {
    "github": Text(
        "Everybody can read GitHub Pages, also those of a private repository, unless the organisation has access "
        "control for Pages (Enterprise Cloud). With private, the workflow asks GitHub first and publishes nothing "
        "while everybody could read it. With public, it publishes the edition without roles, small groups, internal "
        "notes and file names."
    ),
    "gitlab": Text(
        "GitLab Pages can be for members only (Settings, General, Visibility, Pages). With private, the job waits "
        "until somebody has set that and the variable ROI_SPEC_PAGES. With public, it publishes the edition without "
        "roles, small groups, internal notes and file names."
    ),
}


def _owned(folder: Path, specs: str) -> tuple[str, ...]:
    """Find the files with standard values: they belong to finance."""
    found = sorted((folder / specs).rglob("*.roi.yaml")) if (folder / specs).is_dir() else []
    return tuple(path.relative_to(folder).as_posix() for path in found if _is_shared(path))


def _is_shared(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _SHARED.search(file.read(4096)) is not None
    except OSError:
        return False


# --- what is written -------------------------------------------------------------------------------------------------


class _Desk:
    """One folder: writes what is not there, and says what it did with each file."""

    def __init__(self, folder: Path, translator: Translator, dry_run: bool) -> None:  # noqa: FBT001 - one caller
        self.folder = folder
        self.translator = translator
        self.dry_run = dry_run
        self.left: set[str] = set()

    def put(self, one: Artifact, choice: Choice) -> None:
        """Write a file where there is none; what is there stays."""
        from roi_spec.render.starting import OTHER_OWNERS, OWNERS  # noqa: PLC0415 - see `command`

        elsewhere = OTHER_OWNERS if one.path == OWNERS.get(choice.forge) else ()
        there = next((path for path in (one.path, *elsewhere) if self._exists(path)), None)
        if there is not None:
            self.left.add(one.path)
            self._tell(text("{path}: is there already and stays as it is", path=there))
            return
        self._tell(text("{path}: would be written", path=one.path) if self.dry_run else self._write(one))

    def ignore(self, line: str) -> None:
        """Add a line to `.gitignore`, unless it is there in one of its spellings."""
        path = self.folder / ".gitignore"
        known = path.read_bytes() if path.is_file() else b""
        if {line.encode(), line.strip("/").encode(), line.rstrip("/").encode(), line.lstrip("/").encode()} & {
            one.strip() for one in known.splitlines()
        } or b"/site/*" in known:
            self._tell(text("{path}: is there already and stays as it is", path=".gitignore"))
            return
        if not self.dry_run:
            self._inside(path)
            with path.open("ab") as file:
                file.write(b"" if not known or known.endswith(b"\n") else b"\n")
                file.write(f"{line}\n".encode())
        done = text("{path}: would get the line {line}", path=".gitignore", line=line)
        self._tell(done if self.dry_run else text("{path}: got the line {line}", path=".gitignore", line=line))

    def next_steps(self, choice: Choice) -> None:
        """Say what a person still has to do."""
        from roi_spec.render import starting  # noqa: PLC0415 - see `command`

        if starting.GITLAB_ENTRY in self.left:
            self._remark(text("Add to {path}:", path=starting.GITLAB_ENTRY))
            click.echo(starting.include(choice), nl=False, err=True)
        if choice.forge and starting.OWNERS[choice.forge] in self.left:
            self._remark(text("Add to the file with code owners, when it is not there yet:"))
            click.echo(starting.owners(choice), nl=False, err=True)
        elif choice.forge and not choice.finance:
            path = starting.OWNERS[choice.forge]
            self._remark(text("Put the name of finance's team in {path} and take away the #.", path=path))
        if choice.forge == starting.GITLAB:
            self._remark(
                text("The comment needs a key of its own: the first lines of {path} say which.", path=_GITLAB_FILE)
            )
        if choice.visibility == starting.PRIVATE:
            self._remark(_BEFORE_PUBLISHING[choice.forge])

    def _exists(self, path: str) -> bool:
        file = self.folder / path
        return file.exists() or file.is_symlink()

    def _write(self, one: Artifact) -> Text:
        path = self.folder / one.path
        self._inside(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:  # never over something that came in between
            file.write(one.content)
        return text("{path}: written", path=one.path)

    def _inside(self, path: Path) -> None:
        """Stop before a shortcut leads out of the folder."""
        if not path.resolve().is_relative_to(self.folder.resolve()):
            click.echo(self.translator.text(text("{path} leads out of this folder.", path=str(path))), err=True)
            raise SystemExit(3)

    def _tell(self, message: Text) -> None:
        click.echo(self.translator.text(message))

    def _remark(self, message: Text) -> None:
        click.echo(self.translator.text(message), err=True)


_GITLAB_FILE = ".gitlab/roi-spec.gitlab-ci.yml"
_BEFORE_PUBLISHING: dict[str, Text] = {
    "github": Text("Before the first publication: Settings, Pages, source GitHub Actions, visibility Private."),
    "gitlab": Text(
        "Before the first publication: Settings, General, Visibility, Pages: only project members. Then set the "
        "variable ROI_SPEC_PAGES to members-only."
    ),
}


def _refuse(ctx: click.Context, message: Text) -> None:
    raise click.UsageError(chosen(ctx).text(message), ctx=ctx)


def _say(ctx: click.Context, message: Text) -> None:
    click.echo(chosen(ctx).text(message), err=True)
