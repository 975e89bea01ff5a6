"""Reads a receipt: who made it from what, and its numbers by address."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from roi_spec.model.text import text
from roi_spec.read.published.unreadable import UnreadableError

MOST_DEPTH = 100
_DECIMAL = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,4000})?")
_WHOLE = re.compile(r"-?[0-9]{1,4000}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FORMAT = "roi-spec-receipt/"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as it was published."""

    whole: Mapping[str, Any]
    programme: str
    file: str
    """The spec, by its path in the workspace."""
    tool_version: str
    commit: str
    """Full hash; empty when none is given."""
    as_of: dt.date | None
    audience: str
    files: tuple[tuple[str, str], ...]
    """Every file that was read, with its SHA-256."""
    data: frozenset[str]
    """Which of them are data files."""

    def title(self, step: str, locale: str) -> str:
        """Give what a number is called; its id when it has no title."""
        found = next((one for one in listed(self.whole, "steps") if one.get("id") == step), {})
        titles = found.get("title")
        return str(titles.get(locale) or titles.get("en") or step) if isinstance(titles, dict) else step


def read_receipt(content: bytes, name: str = "receipt.json") -> Receipt:
    """Read a receipt. Raises `UnreadableError` when it is none, or none that can be understood."""
    whole = whole_in(content, name)
    if not str(whole.get("format", "")).startswith(_FORMAT):
        raise UnreadableError(text("{file} is not a receipt of roi-spec.", file=name))
    try:
        return _read(whole)
    except (KeyError, TypeError, AttributeError, ValueError) as odd:
        raise UnreadableError(text("{file} is not a receipt that can be understood.", file=name)) from odd


def _read(whole: dict[str, Any]) -> Receipt:
    origin, commit = whole["provenance"], whole["provenance"]["commit"] or ""
    return Receipt(
        whole,
        programme=_words(whole["programme"]["id"]),
        file=_words(whole["programme"]["file"]),
        tool_version=_words(origin["tool_version"]),
        commit=commit if _COMMIT.fullmatch(commit) else "",
        as_of=day_in(origin["as_of"]),
        audience=_words(whole["audience"]),
        files=tuple((_words(one["path"]), _words(one["sha256"])) for one in origin["files"]),
        data=frozenset(_words(one["path"]) for one in whole["data"]),
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def day_in(value: object) -> dt.date | None:
    """Read a day; None stays None. Raises ValueError or TypeError when it is no day."""
    return None if value is None else dt.date.fromisoformat(_words(value))


def whole_in(content: bytes, name: str) -> dict[str, Any]:
    """Read a JSON object. Raises `UnreadableError` when there is none, or one nested beyond all reason."""
    try:
        whole = json.loads(content.decode("utf-8"), parse_float=str, parse_int=_small)
    except (ValueError, RecursionError) as odd:
        raise UnreadableError(text("{file} is not JSON that can be read.", file=name)) from odd
    if not isinstance(whole, dict) or not _is_shallow(whole):
        raise UnreadableError(text("{file} is not a receipt of roi-spec.", file=name))
    return whole


def _small(digits: str) -> int | str:
    return int(digits) if len(digits) < 16 else digits


def _is_shallow(whole: object) -> bool:
    pending = [(whole, 0)]
    while pending:
        one, depth = pending.pop()
        if depth > MOST_DEPTH:
            return False
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        pending += [(each, depth + 1) for each in inner]
    return True


def listed(whole: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """Give the objects of a list; nothing when there is no such list."""
    found = whole.get(name)
    yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


# --- exact numbers ---------------------------------------------------------------------------------------------------


def is_number(value: object) -> bool:
    """Say whether an object of a receipt is a number: it has its decimals."""
    return isinstance(value, dict) and isinstance(value.get("decimal"), str)


def exact(value: Mapping[str, Any]) -> Fraction:
    """Give a number of a receipt, exactly. Raises ValueError when it is written in another way than ours."""
    fraction = value.get("fraction")
    if isinstance(fraction, dict):
        return Fraction(_integer(fraction.get("numerator")), _integer(fraction.get("denominator")) or _refuse())
    written = value.get("decimal")
    if not isinstance(written, str) or _DECIMAL.fullmatch(written) is None:
        raise ValueError(written)
    return Fraction(written)


def _integer(written: object) -> int:
    if not isinstance(written, str) or _WHOLE.fullmatch(written) is None:
        raise ValueError(written)
    return int(written)


def _refuse() -> int:
    raise ValueError(0)
