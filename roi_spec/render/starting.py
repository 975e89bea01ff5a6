"""The files that a workspace begins with: house settings, checks on a forge, publication, who has to look at what.

Texts only, made from `templates/ci/`; `cli/init.py` looks at what is there already and writes the rest. Marks of our
own (`<{ }>`, `<% %>`) fill them, because workflows have double braces of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from roi_spec.model.artifact import Artifact
from roi_spec.resources import templates_root
from roi_spec.settings import WORKSPACE_FILE

if TYPE_CHECKING:
    from jinja2 import Environment

GITHUB, GITLAB = "github", "gitlab"
FORGES = (GITHUB, GITLAB)
PRIVATE, PUBLIC = "private", "public"
VISIBILITIES = (PRIVATE, PUBLIC)

GITLAB_ENTRY = ".gitlab-ci.yml"
"""The file that GitLab reads; often there already, with other jobs."""
OWNERS = {GITHUB: ".github/CODEOWNERS", GITLAB: ".gitlab/CODEOWNERS"}
OTHER_OWNERS = ("CODEOWNERS", "docs/CODEOWNERS")
"""Where the same rules may stand as well; a forge reads only the first that it finds."""
IGNORED = "/site/"
"""The site is built, and not kept in git."""

_FILES = {
    GITHUB: {"check.yml": ".github/workflows/roi-spec.yml", "comment.yml": ".github/workflows/roi-spec-comment.yml"},
    GITLAB: {"check.yml": ".gitlab/roi-spec.gitlab-ci.yml"},
}
_PAGES = {GITHUB: ".github/workflows/roi-spec-pages.yml", GITLAB: ".gitlab/roi-spec-pages.gitlab-ci.yml"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to begin with."""

    version: str
    """Of the tool: what runs on the forge is what runs here."""
    language: str
    """Of the comments and of the house settings."""
    specs: str = "specs"
    """The folder with specs."""
    forge: str = ""
    """`github`, `gitlab`, or empty: none."""
    visibility: str = ""
    """Who may read the published site: `private` or `public`; empty: it is not published."""
    finance: str = ""
    """Who looks at what finance owns, as the forge names them: `@organisation/finance`; empty: to be filled in."""
    owned: tuple[str, ...] = ()
    """Files that finance owns, from the top of the repository."""


def files(choice: Choice) -> tuple[Artifact, ...]:
    """Give every file of a choice, in the order in which they are worth reading; `.gitignore` is not among them."""
    return tuple(Artifact(path, content.encode("utf-8")) for path, content in _files(choice))


def _files(choice: Choice) -> Iterator[tuple[str, str]]:
    language = choice.language if choice.language == "nl" else "en"
    yield WORKSPACE_FILE, _filled(f"workspace.{language}.yaml")
    if not choice.forge:
        return
    values = {"version": choice.version, "specs": choice.specs, "language": choice.language}
    for name, path in _FILES[choice.forge].items():
        yield path, _filled(f"{choice.forge}/{name}", **values)
    if choice.visibility:
        is_private = choice.visibility == PRIVATE
        yield _PAGES[choice.forge], _filled(f"{choice.forge}/pages.yml", private=is_private, **values)
    if choice.forge == GITLAB:
        yield GITLAB_ENTRY, include(choice)
    yield OWNERS[choice.forge], owners(choice)


def include(choice: Choice) -> str:
    """Give the lines by which GitLab finds our jobs, for a file of its own or to be added to one."""
    included = [_FILES[GITLAB]["check.yml"], *((_PAGES[GITLAB],) if choice.visibility else ())]
    return _filled("gitlab/include.yml", included=included)


def owners(choice: Choice) -> str:
    """Give the rules that ask finance to look at what finance owns.

    Without a name they stand behind a `#`: a name that the forge does not know would switch the whole rule off.
    """
    paths = choice.owned or (f"{choice.specs}/standard-values*.roi.yaml",)
    who, off = (choice.finance, "") if choice.finance else ("@organisation/finance", "# ")
    lines = ["# Who has to approve a change of these files: shared values and sign-offs belong to finance."]
    lines += [f"{off}{pattern} {who}" for pattern in (*(f"/{path}" for path in paths), "*.signoffs.roi.yaml")]
    return "\n".join(lines) + "\n"


def _filled(name: str, **values: Any) -> str:
    written: str = _environment().get_template(name).render(**values)
    return written


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only `init` needs templates

    return Environment(
        loader=FileSystemLoader(templates_root() / "ci"),
        variable_start_string="<{",
        variable_end_string="}>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML and not HTML; every value is looked at before it comes here
    )
