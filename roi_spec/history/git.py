"""The commit a workspace stands at, and the one safe way to ask git: never with options from outside, never the clock.

Git runs with hooks, file monitors and hidden repositories switched off, in the plain C locale, with a time limit. A
missing git, a folder that is no repository, or a repository without commits is a normal case and gives None.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SAFE = (
    "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null",
    "-c", "diff.external=", "-c", "core.pager=cat", "-c", "log.showSignature=false", "-c", "core.quotePath=false",
)  # fmt: skip
_SECONDS = 10
_MOST_SECONDS = 60
"""For what reads many files or many commits."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit."""

    commit: str
    """Full hash."""
    date: dt.date
    """The committer's date, as the commit claims it."""
    dirty: bool
    """Whether files that git follows differ from the commit."""


def revision(root: Path) -> Revision | None:
    """Give the commit that `root` stands at, or None when there is none to be had."""
    head = commit(root, "HEAD")
    date = day_of(root, head) if head else None
    if head is None or date is None:
        return None
    changed = run(root, "status", "--porcelain", "-z", "--untracked-files=no", "--", ".")
    return Revision(head, date, dirty=changed is None or bool(changed))


def commit(root: Path, name: str) -> str | None:
    """Give the full hash of the commit that a name leads to (branch, tag, `HEAD~3`); None when it leads to none.

    The only door for names from outside: whatever the name looks like, git takes it for a name and not for an option,
    and everything after this uses the hash.
    """
    if not name or "\0" in name:
        return None
    found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    full = (found or "").strip()
    return full if len(full) in (40, 64) and all(each in "0123456789abcdef" for each in full) else None


def day_of(root: Path, commit: str) -> dt.date | None:
    """Give the committer's date of a commit, as the commit claims it; None when there is none that can be read."""
    said = run(root, "log", "-1", "--format=%cs", commit, "--")
    try:
        return dt.date.fromisoformat((said or "").strip())
    except ValueError:
        return None


def merge_base(root: Path, one: str, other: str) -> str | None:
    """Give the commit from which two others went their own ways; None when none is known here."""
    found = run(root, "merge-base", one, other)
    return found.split()[0] if found and found.split() else None


def is_repository(root: Path) -> bool:
    """Say whether git can be asked about this folder at all."""
    return run(root, "rev-parse", "--git-dir") is not None


def is_shallow(root: Path) -> bool:
    """Say whether only the last part of the history is here."""
    return (run(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"


def run(root: Path, *arguments: str, seconds: int = _SECONDS) -> str | None:
    """Run git in a folder and give what it printed, as text; None when it could not or would not."""
    printed = run_bytes(root, *arguments, seconds=seconds)
    try:
        return None if printed is None else printed.decode()
    except UnicodeDecodeError:
        return None


def run_bytes(root: Path, *arguments: str, given: bytes = b"", seconds: int = _MOST_SECONDS) -> bytes | None:
    """Do the same for bytes; `given` is what git reads from its standard input."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; a name from outside goes through `commit` first
            ("git", "-C", str(root), *_SAFE, *arguments),  # noqa: S607 - the user's own git, as everywhere else
            env=environment,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None
