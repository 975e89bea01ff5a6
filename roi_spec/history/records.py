"""A commit as git keeps it: who wrote it and when, who made it and when, what it says, and which files it touched.

Read from the object itself, so that no setting of the user and no replacement decides what it says.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """What a commit did to one file."""

    path: str
    """Its name afterwards; empty: it is gone."""
    was: str
    """Its name before; empty: it is new."""
    blob: str
    """Its content afterwards, as a hash; empty: it is gone."""
    was_blob: str


@dataclass(frozen=True, slots=True)
class Record:
    """One commit as git keeps it, with the name of who made it; pages get a `Commit`."""

    id: str
    parents: tuple[str, ...]
    authored: dt.datetime
    committed: dt.datetime
    name: str
    mail: str
    message: str
    touched: tuple[Touched, ...] = ()
    order: int = 0
    """Its place in the history; 0 is the newest."""

    @property
    def day(self) -> dt.date:
        """Give the day of the commit where it was made, as it claims."""
        return self.committed.date()

    @property
    def words(self) -> str:
        """Give the first line of the message; of a merge, the first one that says what was merged."""
        lines = [line.strip() for line in self.message.splitlines() if line.strip()]
        if len(self.parents) > 1 and len(lines) > 1 and lines[0].startswith("Merge "):
            return lines[1]
        return lines[0] if lines else ""


_PERSON = re.compile(r"(?P<name>.*?)\s*<(?P<mail>[^>]*)>\s+(?P<when>-?\d+)\s+(?P<zone>[+-]\d{4})")


def record(id: str, written: bytes) -> Record | None:
    """Read a commit; None when it does not say who made it and when, as every commit should."""
    head, _, message = written.partition(b"\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        fields.setdefault(name.decode("ascii", "replace"), []).append(_decoded(value))
    author = _PERSON.fullmatch("".join(fields.get("author", [])[:1]))
    committer = _PERSON.fullmatch("".join(fields.get("committer", [])[:1]))
    authored, committed = _moment(author), _moment(committer)
    if author is None or authored is None or committed is None:
        return None
    parents = tuple(fields.get("parent", []))
    return Record(id, parents, authored, committed, author["name"], author["mail"], _decoded(message))


def _decoded(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("latin-1")


def _moment(person: re.Match[str] | None) -> dt.datetime | None:
    """Read a moment with the time zone it was written in; None when it lies outside the calendar."""
    if person is None:
        return None
    sign = -1 if person["zone"][0] == "-" else 1
    minutes = sign * (int(person["zone"][1:3]) * 60 + int(person["zone"][3:]))
    try:
        zone = dt.timezone(dt.timedelta(minutes=minutes))
        return dt.datetime.fromtimestamp(int(person["when"]), zone)
    except (OverflowError, OSError, ValueError):
        return None
