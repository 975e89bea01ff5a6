"""What fixes change in a file, as a unified difference that `git apply` and `patch -p1` take."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from roi_spec.render.plain import no_order, one_line

_UNFINISHED = "\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> str:
    """Give the difference between two texts of one file; empty when there is none.

    `path` is the file's name in its repository. Line ends and a byte-order mark belong to the text.
    """
    old, new = _name(f"a/{path}"), _name(f"b/{path}")
    return "".join(_whole(line) for line in difflib.unified_diff(_lines(before), _lines(after), old, new))


def harmless(difference: str) -> str:
    """Give a difference for a log: where a build server or a terminal would obey a line, signs become numbers.

    A changed line begins with a sign of ours, but an unchanged one with a space, behind which an order still counts.
    """
    return "".join(f"{_safe(line)}\n" for line in difference.removesuffix("\n").split("\n")) if difference else ""


def _safe(line: str) -> str:
    return no_order(one_line(line.removesuffix("\r")))


def _lines(content: str) -> list[str]:
    """Give the lines as git counts them: only a line feed ends one."""
    parts = content.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *parts[-1:]] if parts[-1] else [f"{part}\n" for part in parts[:-1]]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n{_UNFINISHED}"


def _name(path: str) -> str:
    """Give a name as git writes it: in quotes when it holds signs of its own, with a tab behind it for a space."""
    if any(sign in '"\\' or sign < " " or sign == "\x7f" for sign in path):
        return f'"{"".join(_octal(path))}"'
    return f"{path}\t" if " " in path else path


def _octal(path: str) -> Iterator[str]:
    for sign in path:
        if sign in '"\\':
            yield f"\\{sign}"
        else:
            yield f"\\{ord(sign):03o}" if sign < " " or sign == "\x7f" else sign
