"""The commit a workspace stands at: for dates and links, without ever reading the clock.

Git runs with hooks, file monitors and hidden repositories switched off, in the plain C locale, with a time limit. A
missing git, a folder that is no repository, or a repository without commits is a normal case and gives None.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SAFE = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null")
_SECONDS = 10


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
    head = _git(root, "log", "-1", "--format=%H %cs", "HEAD", "--")
    if not head:
        return None
    commit, _, day = head.strip().partition(" ")
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return None
    changed = _git(root, "status", "--porcelain", "-z", "--untracked-files=no", "--", ".")
    return Revision(commit, date, dirty=changed is None or bool(changed))


def _git(root: Path, *arguments: str) -> str | None:
    """Run git and give what it printed; None when it could not or would not."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; nothing from a file becomes an argument
            ("git", "-C", str(root), *_SAFE, *arguments),  # noqa: S607 - the user's own git, as everywhere else
            env=environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout if done.returncode == 0 else None
