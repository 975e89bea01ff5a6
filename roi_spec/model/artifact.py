"""A finished file that waits to be published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: where it goes and what it holds."""

    path: str
    """Relative to the site, with forward slashes."""
    content: bytes
