"""For whom a site is made: readers inside the organisation, or anybody."""

from __future__ import annotations

import enum


class Edition(enum.StrEnum):
    """What `--audience` chooses between."""

    INTERNAL = "internal"
    """Everything: who stands behind a value, where it stands in which file, notes for colleagues."""
    PUBLIC = "public"
    """The same figures without roles, small groups, internal notes and file names."""
