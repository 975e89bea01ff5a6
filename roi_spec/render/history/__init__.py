"""The history of programmes for readers: a page for each, what changed lately over all of them, and the terminal.

Everything here is made of `model.past`; what changed and what it did to a result was decided before.
"""

from __future__ import annotations

from roi_spec.render.history.files import files
from roi_spec.render.history.json import as_json
from roi_spec.render.history.lately import CHANGES, changes_page, lately
from roi_spec.render.history.page import PAGE, TITLE, history_page
from roi_spec.render.history.text import addresses, log
from roi_spec.render.history.text import chosen as chosen_turns

__all__ = [
    "CHANGES",
    "PAGE",
    "TITLE",
    "addresses",
    "as_json",
    "changes_page",
    "chosen_turns",
    "files",
    "history_page",
    "lately",
    "log",
]
