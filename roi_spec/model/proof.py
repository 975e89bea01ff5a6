"""The outcome of verifying a published file: what was held against what, and every place where the two part.

Proven means that somebody else can stop doubting; so nothing counts as proven that was not looked at.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from roi_spec.model.text import Text


class Kind(enum.StrEnum):
    """What was looked at."""

    PDF = "pdf"
    WORKBOOK = "workbook"
    RECEIPT = "receipt"
    PAGE = "page"
    SITE = "site"


class Outcome(enum.StrEnum):
    """What came of it."""

    PROVEN = "proven"
    """Everything that was to be compared was compared, and is the same."""
    DIFFERS = "differs"
    UNSETTLED = "unsettled"
    """Nothing that was compared differs, but not everything could be compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a published file is not what roi-spec makes of the spec."""

    file: str
    """Where it stands: a file of the site, or one inside the file that was verified."""
    place: str
    """Where in that file: the id of a number, a cell, a page, a line; empty: the file as a whole."""
    what: Text
    """What it is, in words of the reader."""
    says: Text | None = None
    """What stands there; None: nothing."""
    should: Text | None = None
    """What should stand there; None: nothing."""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """What two readings have in common and where they part."""

    numbers: int = 0
    """How many numbers were held against each other."""
    differences: tuple[Difference, ...] = ()
    unsettled: tuple[Text, ...] = ()
    """What could not be compared, and why."""
    remarks: tuple[Text, ...] = ()
    """What a reader has to know beside that."""
    files: int = 0
    """How many files were held against each other."""

    def __add__(self, other: Compared) -> Compared:
        """Give both together; the same difference or remark is told once."""
        return Compared(
            self.numbers + other.numbers,
            tuple(dict.fromkeys((*self.differences, *other.differences))),
            tuple(dict.fromkeys((*self.unsettled, *other.unsettled))),
            tuple(dict.fromkeys((*self.remarks, *other.remarks))),
            self.files + other.files,
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of one published file, or of a whole site."""

    name: str
    """The file as it was asked for."""
    kind: Kind
    found: Compared
    basis: Text | None = None
    """The spec that it was recomputed from; None: there was none."""

    @property
    def outcome(self) -> Outcome:
        """Give the answer in one word."""
        if self.found.differences:
            return Outcome.DIFFERS
        if self.found.unsettled or self.basis is None:
            return Outcome.UNSETTLED
        return Outcome.PROVEN

    @property
    def exit_code(self) -> int:
        """Give 0 for proven, 1 for different, 3 for what could not be settled."""
        return {Outcome.PROVEN: 0, Outcome.DIFFERS: 1, Outcome.UNSETTLED: 3}[self.outcome]
