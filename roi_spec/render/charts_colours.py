"""The colours of style sheets, for drawings on paper: a PDF looks at no style sheet inside a drawing.

Read from the same files that set the page, so that a house with colours of its own has them in drawings as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STATED = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;{}]+?)\s*;")
_REFERS = re.compile(r"var\(\s*--([a-z0-9-]+)\s*\)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_DEEPEST = 8
"""Names that stand for names that stand for names: no sheet of colours goes further."""


def colours(sheets: Iterable[str]) -> dict[str, str]:
    """Give what the custom properties of style sheets stand for; a later sheet goes before an earlier one.

    What stands inside `@media` is left out: it is for a screen, in the dark for one.
    """
    stated = {name: value for sheet in sheets for name, value in _STATED.findall(_always(_REMARK.sub("", sheet)))}
    return {name: _resolved(value, stated) for name, value in stated.items()}


def _always(sheet: str) -> str:
    """Give a style sheet without its `@media` blocks, with everything that is nested in them."""
    kept, media, rest = sheet.partition("@media")
    if not media:
        return kept
    depth = 0
    for sign in _BRACE.finditer(rest):
        depth += 1 if sign[0] == "{" else -1
        if depth == 0:
            return kept + _always(rest[sign.end() :])
    return kept


def _resolved(value: str, stated: dict[str, str]) -> str:
    for _ in range(_DEEPEST):
        found = _REFERS.fullmatch(value)
        if found is None:
            break
        value = stated.get(found[1], "")
    return value
