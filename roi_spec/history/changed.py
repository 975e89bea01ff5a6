"""Which lines of a file a change touches: between the commit it branched off from and the files as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from roi_spec.history import git

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
"""The head of a stretch of changed lines; without lines around them every other line begins with another sign."""


def base(root: Path, *names: str) -> str | None:
    """Give the commit from which the files at `root` branched off from the first name that leads to a commit.

    None when no name does, or when the clone holds too little of the history to tell.
    """
    here = git.commit(root, "HEAD")
    other = next((found for name in names if (found := git.commit(root, name))), None)
    return git.merge_base(root, other, here) if here and other else None


def lines(root: Path, since: str, path: str) -> tuple[range, ...]:
    """Give the lines of one file, by its path below `root`, that differ from a commit; all of them for a new file.

    Where lines were only taken out, the line behind that place stands for them.
    """
    arguments = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", since, "--")
    told = git.run_bytes(root, "diff", *arguments, f":(literal){path}")
    if not told:
        new = git.run_bytes(root, "ls-files", "-z", "--others", "--", f":(literal){path}")
        return (range(1, _LAST),) if new else ()
    starts = ((int(hunk[1]), int(hunk[2] or 1)) for hunk in _HUNK.finditer(told))
    return tuple(range(start, start + count) if count else range(start + 1, start + 2) for start, count in starts)


_LAST = 1_000_000_000
"""Beyond the last line of any file."""
