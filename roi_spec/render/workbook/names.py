"""Names of cells: every step of the working is a name that formulas use, in every case that it has.

`result.roi` is the base case. The other cells of the same step have the case in front: `conservative.result.roi`,
`optimistic.result.roi`, `low.assumption.margin`, `high.assumption.margin`, and `why.result.roi` for the words that
stand where there is no value. A dot is allowed in a name, and with it no name can be taken for a cell such as `Q1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WHY = "why"
"""The case of the words that stand where there is no value."""

_OTHER = re.compile(r"[^A-Za-z0-9_.]")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc][0-9]*([RrCc][0-9]*)?|[^A-Za-z_].*")


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Give the name of every step by id, no two alike.

    Spreadsheets do not tell capitals from small letters: of ids that differ only there, the later one is numbered.
    """
    taken: dict[str, str] = {}
    for id in ids:
        name, number = _spelled(id), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_spelled(id)}_{number}"
        taken[name.casefold()] = id
        taken[f"\0{id}"] = name
    return {key[1:]: name for key, name in taken.items() if key.startswith("\0")}


def in_case(name: str, case: str) -> str:
    """Give the name of a step in a case; an empty case is the base case."""
    return f"{case}.{name}" if case else name


def _spelled(id: str) -> str:
    """Give an id as a name: it is one already, but for characters that no name may have."""
    name = _OTHER.sub(lambda found: f"_{ord(found[0]):x}_", id)
    return f"line.{name}" if _LIKE_A_CELL.fullmatch(name) else name
