"""Says where two receipts part: the one that was published, and the one that was made afresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.text import Text
from roi_spec.model.working import verbatim
from roi_spec.read.published.receipt import Receipt, is_number

_KEYS = ("id", "name", "driver", "step", "path", "method")
"""What tells the things of a list apart, in this order."""
_TOLD_ELSEWHERE = frozenset({"provenance", "format"})
"""Which files, which commit, which version: not a result of computing, and looked at before it."""
_NOTHING = object()


def apart(published: Receipt, afresh: Mapping[str, Any], locale: str, file: str, alone: frozenset[str]) -> Compared:
    """Hold every value of a receipt against a new one.

    `alone` are the codes of findings about several programmes together, which a programme by itself cannot give.
    """
    walk = _Walk(published, locale, file)
    before, after = (_without(one, alone) for one in (published.whole, afresh))
    for name in sorted({*before, *after} - _TOLD_ELSEWHERE):
        walk.hold((name,), before.get(name, _NOTHING), after.get(name, _NOTHING))
    return Compared(walk.numbers, tuple(walk.found))


def _without(whole: Mapping[str, Any], codes: frozenset[str]) -> dict[str, Any]:
    findings = whole.get("findings")
    kept = [one for one in findings if _code(one) not in codes] if isinstance(findings, list) else findings
    return {**whole, "findings": kept}


def _code(finding: Any) -> str:
    return str(finding.get("code", "")) if isinstance(finding, dict) else ""


@dataclass(slots=True)
class _Walk:
    receipt: Receipt
    locale: str
    file: str
    numbers: int = 0
    found: list[Difference] = field(default_factory=list)

    def hold(self, address: tuple[str, ...], says: Any, should: Any) -> None:
        """Hold two values against each other, and what is in them."""
        if is_number(says) or is_number(should):
            self.numbers += 1
            if says != should:
                self._note(address, says, should, is_number=True)
        elif isinstance(says, dict) and isinstance(should, dict):
            for name in sorted({*says, *should}):
                self.hold((*address, name), says.get(name, _NOTHING), should.get(name, _NOTHING))
        elif isinstance(says, list) and isinstance(should, list):
            for name, one, other in _paired(says, should):
                self.hold((*address, name), one, other)
        elif says != should:
            self._note(address, says, should, is_number=_is_count(says) and _is_count(should))

    def _note(self, address: tuple[str, ...], says: Any, should: Any, *, is_number: bool) -> None:
        title = verbatim(self._title(address))
        self.found.append(
            Difference(self.file, ".".join(address), title, _told(says, should), _told(should, says), is_number)
        )

    def _title(self, address: Sequence[str]) -> str:
        step = next((part for part in address[1:] if "." in part), "")
        return self.receipt.title(step, self.locale) if step else " › ".join(address)


def _paired(says: Sequence[Any], should: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Put the things of two lists together: by what tells them apart where they have it, else by their place."""
    key = next((key for key in _KEYS if _tells_apart(key, says) and _tells_apart(key, should)), None)
    if key is None:
        for number, (one, other) in enumerate(zip_longest(says, should, fillvalue=_NOTHING), start=1):
            yield str(number), one, other
        return
    before, after = ({str(one[key]): one for one in some} for some in (says, should))
    for name in dict.fromkeys((*before, *after)):
        yield name, before.get(name, _NOTHING), after.get(name, _NOTHING)
    if list(before) != list(after) and set(before) == set(after):
        yield "order", ", ".join(before), ", ".join(after)


def _tells_apart(key: str, some: Sequence[Any]) -> bool:
    names = [one.get(key) if isinstance(one, dict) else None for one in some]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _told(value: Any, other: Any) -> Text | None:
    """Write a value; with the fraction, where the decimals of the other are the same."""
    if value is _NOTHING:
        return None
    if not is_number(value):
        return verbatim(_short(value))
    written = f"{value['decimal']} {value.get('unit', '')}".rstrip()
    if is_number(other) and written == f"{other['decimal']} {other.get('unit', '')}".rstrip():
        written = _in_full(value) or written
    return verbatim(written)


def _in_full(value: Mapping[str, Any]) -> str:
    fraction, base = value.get("fraction"), value.get("base")
    parts = [f"{fraction.get('numerator')}/{fraction.get('denominator')}"] if isinstance(fraction, dict) else []
    parts += [f"{base.get('decimal')} {base.get('unit')}"] if isinstance(base, dict) else []
    return " = ".join((str(value["decimal"]), *parts))


def _short(value: Any) -> str:
    """Write something that is no number; what is said in several languages, once."""
    if isinstance(value, dict):
        return _short(next(iter(value.values()), ""))
    if isinstance(value, list):
        return ", ".join(_short(one) for one in value[:5])
    return str(value)
