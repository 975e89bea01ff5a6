"""The two sides of a comparison: what they are called, and where their lines can be looked at."""

from __future__ import annotations

from roi_spec.model.comparison import Side
from roi_spec.model.text import text
from roi_spec.render.comparison.speech import Speech


def side_name(side: Side, speech: Speech) -> str:
    """Give the name of a side as it was asked for; the files of the work tree have none of their own."""
    return speech.say(text("the files as they stand")) if side.name in ("", ".") else speech.author(side.name)


def link_pattern(side: Side) -> str:
    """Give the address of a line of a side, with `{path}` and `{line}`; empty where it has none."""
    if not side.repository or not side.commit or side.dirty:
        return ""
    return f"{side.repository.rstrip('/')}/blob/{side.commit}/{{path}}#L{{line}}"
