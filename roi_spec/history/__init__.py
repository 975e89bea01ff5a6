"""History: what the repository knows about the files. Git is asked through its command, never trusted with options."""

from __future__ import annotations
