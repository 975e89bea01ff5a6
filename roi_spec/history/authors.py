"""Who changed a file, commit by commit: its content before and after each, with the mail of who wrote and committed it.

Mails never leave this part of the tool: they are held against each other, and only the answer is shown. Renames are
followed. Merges are passed over, so that a change belongs to who made it and not to who merged it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from roi_spec.history import git
from roi_spec.model.text import Text, text

MOST_VERSIONS = 200
"""How far back a file is followed."""
_FORMAT = "%x01%H%x00%aE%x00%cE"


@dataclass(frozen=True, slots=True)
class Version:
    """One commit that changed a file."""

    commit: str
    author: str
    """Mail of who wrote the change, in small letters."""
    committer: str
    """Mail of who put it into the repository, in small letters."""
    after: bytes | None
    before: bytes | None
    """None: the file was not there, or its content cannot be had."""

    @property
    def hands(self) -> frozenset[str]:
        """Give everybody who had a hand in it."""
        return frozenset((self.author, self.committer))


@dataclass(frozen=True, slots=True)
class Past:
    """The versions of one file, newest first."""

    versions: tuple[Version, ...]
    is_complete: bool
    """Whether its history is here down to the commit that brought the file."""


def past(root: Path, path: str) -> Past | Text:
    """Give the versions of a file below `root`, or why they cannot be had: no git, not in git, changed since."""
    if not git.is_repository(root) or git.commit(root, "HEAD") is None:
        return text("there is no git history")
    if git.run_bytes(root, "cat-file", "-e", f"HEAD:./{path}") is None:
        return text("{path} is not in git yet", path=path)
    if git.run(root, "--literal-pathspecs", "status", "--porcelain", "-z", "--", path) != "":
        return text("{path} differs from the last commit", path=path)
    touched = tuple(_touched(root, path))
    contents = _contents(root, touched)
    versions = tuple(
        Version(one.commit, one.author, one.committer, *contents[place * 2 : place * 2 + 2])
        for place, one in enumerate(touched)
    )
    return Past(versions, len(touched) < MOST_VERSIONS and not git.is_shallow(root))


@dataclass(frozen=True, slots=True)
class _Touched:
    commit: str
    author: str
    committer: str
    now: str
    was: str


def _touched(root: Path, path: str) -> Iterator[_Touched]:
    """Give the commits that changed a file, newest first, with its name in each, from the top of the work tree."""
    wanted = ("--follow", "--no-merges", "--topo-order", f"--max-count={MOST_VERSIONS}", "--name-status", "-z")
    printed = (
        git.run_bytes(root, "--literal-pathspecs", "log", *wanted, f"--format={_FORMAT}", "HEAD", "--", path) or b""
    )
    for record in printed.split(b"\x01")[1:]:
        parts = [part.strip(b"\n").decode("utf-8", "replace") for part in record.split(b"\0")]
        commit, author, committer, *rest = [part for part in parts if part]
        names = rest[1:]
        if names:
            yield _Touched(commit, author.lower(), committer.lower(), names[-1], names[0])


def _contents(root: Path, touched: Sequence[_Touched]) -> list[bytes | None]:
    """Give the content after and before each commit, in turns; asked of git in one go."""
    names = [name for one in touched for name in (f"{one.commit}:{one.now}", f"{one.commit}^:{one.was}")]
    asked = "".join(f"{name}\n" for name in names if "\n" not in name)
    printed = git.run_bytes(root, "cat-file", "--batch", given=asked.encode()) or b""
    found: list[bytes | None] = []
    at = 0
    for name in names:
        if "\n" in name:
            found.append(None)
            continue
        end = printed.find(b"\n", at)
        about = printed[at:end].split() if end >= 0 else []
        at = end + 1
        if len(about) == 3 and about[1] == b"blob":
            size = int(about[2])
            found.append(printed[at : at + size])
            at += size + 1
        else:
            found.append(None)
    return found
