"""A sign-off as lines of a file: added at the end of its list or put in the place of an older one; no other line moves.

Works on lines and not on the tree, so that comments, order and layout of the file stay as their author left them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roi_spec.model.document import Node
from roi_spec.model.signed_items import digest_of_all
from roi_spec.model.spec import SignOff

_PLAIN = re.compile(r"[^\W\d_][\w &/().'+-]*(?<! )")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ITEM = re.compile(r"(\s*)- ")
_WIDE = 100
"""A scope that is longer stands on lines of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign-off that is about to be written."""

    by: str
    on: dt.date
    scope: tuple[str, ...]
    note: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Address and mark of every value, in the order of the file."""

    @property
    def digest(self) -> str:
        """Give the digest over all marks."""
        return digest_of_all(self.marks)

    def replaces(self, earlier: SignOff) -> bool:
        """Say whether it stands for an earlier one: of the same role, on the same scope."""
        return earlier.by == self.by and frozenset(earlier.scope) == frozenset(self.scope)

    def says_what(self, earlier: SignOff) -> bool:
        """Say whether an earlier one says the same already."""
        return self.replaces(earlier) and earlier.digest == self.digest


class OnOneLine(Exception):  # noqa: N818 - an answer, which the command words
    """The list of sign-offs is written between square brackets, where no line can be added."""


def lines_of(entry: Entry, indent: str = "  ") -> list[str]:
    """Give the lines of a sign-off as an item of a list."""
    inside = f"{indent}  "
    lines = [f"{indent}- by: {_scalar(entry.by)}", f"{inside}on: {entry.on.isoformat()}"]
    listed = ", ".join(entry.scope)
    if len(listed) > _WIDE:
        lines += [f"{inside}scope:", *(f"{inside}  - {place}" for place in entry.scope)]
    elif listed:
        lines.append(f"{inside}scope: [{listed}]")
    if entry.note:
        lines.append(f"{inside}note: {_scalar(entry.note)}")
    lines += [f"{inside}digest: {entry.digest}", f"{inside}values:"]
    return [*lines, *(f"{inside}  - {address} {mark}" for address, mark in entry.marks.items())]


def file_of(entry: Entry, subject: str, head: Iterable[str] = ()) -> str:
    """Give a whole file of sign-offs with this one in it; `head` are lines that go before everything else."""
    lines = [*head, 'roi_spec: "1.0"', "kind: sign-offs", f"for: {subject}", "sign_offs:", *lines_of(entry)]
    return "\n".join(lines) + "\n"


def with_entry(content: str, root: Node, entry: Entry, instead: Node | None = None) -> str:
    """Give the content of a file with a sign-off added, or in the place of an older one (`instead`).

    `root` is the tree of the same content. Raises `OnOneLine` when the list stands on one line.
    """
    end = "\r\n" if "\r\n" in content else "\n"
    lines = content.replace("\r\n", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    block = root.get("sign_offs")
    if block is None:
        lines += ["sign_offs:", *lines_of(entry)]
    elif not block.items:
        key = block.key_or_value.line
        lines[key - 1 : _last(block)] = ["sign_offs:", *lines_of(entry)]
    else:
        _put(lines, block, entry, instead)
    return end.join((*lines, ""))


def _put(lines: list[str], block: Node, entry: Entry, instead: Node | None) -> None:
    """Put the lines of an entry in the place of one item, else behind the last one."""
    near = instead if instead is not None else block.items[-1]
    found = _ITEM.match(lines[near.span.line - 1])
    if found is None:
        raise OnOneLine
    first = near.span.line - 1 if instead is not None else _last(near)
    lines[first : _last(near)] = lines_of(entry, found[1])


def _last(node: Node) -> int:
    """Give the number of the last line on which a value stands."""
    ends = (one.span for one in node.walk())
    return max(one.end_line - (one.end_column == 1 and one.end_line > one.line) for one in ends)


def _scalar(written: str) -> str:
    """Write words so that they are read as these words and nothing else."""
    words = " ".join(written.split())
    is_plain = _PLAIN.fullmatch(words) is not None and words.lower() not in _WORDS
    return words if is_plain else json.dumps(words, ensure_ascii=False)
