"""What only the PDF of a handbook has: files inside it, and lists of what stands on which page."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.text import Text


@dataclass(frozen=True, slots=True)
class Original:
    """One file that the figures rest on, as it lies on the disk."""

    path: str
    """Relative to the workspace."""
    digest: str
    """SHA-256 of the bytes that were read, in hexadecimal."""
    content: bytes | None = None
    """Those bytes; None when they were not asked for, or are no longer the same."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels inside the PDF."""

    name: str
    told: Text
    """What it is."""
    content: bytes
    digest: str
    media_type: str
    relationship: str
    """`Source`: the handbook is made from it. `Data`: figures of the handbook stand in it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A file that the figures rest on and that does not travel along."""

    path: str
    why: Text
    digest: str


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The files inside a PDF, and those that are only named."""

    attached: tuple[Enclosure, ...] = ()
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a list of contents: the page of its anchor is found when the PDF is set."""

    id: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands where; the lists of tables and figures are empty when they would be long."""

    chapters: tuple[Line, ...]
    tables: tuple[Line, ...] = ()
    figures: tuple[Line, ...] = ()
