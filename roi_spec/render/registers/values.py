"""The register of values as a file: every assumption and standard value of all programmes, and how each one stands.

Its rows are those of the page with all values (`site_values.register`); here they are cut to what was asked for and
written as CSV, as a workbook or as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.i18n import Translator
from roi_spec.model.quantity import Quantity, exact_text
from roi_spec.model.text import Text, text
from roi_spec.render.registers.grid import Column, Grid, Value
from roi_spec.render.site_entry import Registered
from roi_spec.render.site_values import ORIGINS
from roi_spec.render.spreadsheet import unit_words

EXPIRED, REPLACED, COMING, VALID, OPEN, UNJUDGED = "expired", "replaced", "coming", "valid", "open", "unjudged"
STATES: dict[str, Text] = {
    EXPIRED: text("expired"),
    REPLACED: text("earlier version"),
    COMING: text("not yet"),
    VALID: text("valid"),
    OPEN: text("no last day"),
    UNJUDGED: text("no day to judge by"),
}
"""How a value can stand on a day, in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One value, and how it stands on the day to judge by."""

    value: Registered
    state: str
    """One of `STATES`."""


def standings(
    every: Sequence[Registered], as_of: dt.date | None, *, expiring: int | None = None, owner: str = ""
) -> tuple[Standing, ...]:
    """Say of every value how it stands.

    `expiring` keeps what ran out, or will within so many days, in the order of its last day; it needs a day to judge
    by. A version that another one followed on is no worry and left out then. `owner` keeps what roles stand behind
    whose name holds these words.
    """
    found = [Standing(one, _state(one, every, as_of)) for one in every]
    wanted = [one for one in found if owner.lower() in one.value.origin.owner.lower()]
    if expiring is None or as_of is None:
        return tuple(wanted)
    last = as_of + dt.timedelta(days=expiring)
    near = [(until, one) for one in wanted if (until := one.value.origin.valid_until) and until <= last]
    worries = [(until, one) for until, one in near if one.state != REPLACED]
    return tuple(one for _, one in sorted(worries, key=lambda pair: pair[0]))


def _state(value: Registered, every: Sequence[Registered], as_of: dt.date | None) -> str:
    if as_of is None:
        return OPEN if value.origin.valid_until is None and value.valid_from is None else UNJUDGED
    if value.valid_from is not None and value.valid_from > as_of:
        return COMING
    if value.is_shared and any(_follows(other, value, as_of) for other in every):
        return REPLACED
    if value.is_expired(as_of):
        return EXPIRED
    return VALID if value.origin.valid_until else OPEN


def _follows(other: Registered, value: Registered, as_of: dt.date) -> bool:
    """Say whether another version of a standard value took over before or on a day."""
    since = other.valid_from
    return other.id == value.id and since is not None and (value.valid_from or dt.date.min) < since <= as_of


# --- rows ------------------------------------------------------------------------------------------------------------

_COLUMNS = (
    Column(text("Id"), 28),
    Column(text("Name"), 44),
    Column(text("Value")),
    Column(text("Low")),
    Column(text("High")),
    Column(text("Unit"), 18),
    Column(text("Formula"), 30),
    Column(text("Kind"), 12),
    Column(text("Source"), 40),
    Column(text("Owner"), 24),
    Column(text("Date"), 12),
    Column(text("Valid from"), 12),
    Column(text("Valid until"), 12),
    Column(text("State"), 16),
    Column(text("Used by"), 44),
    Column(text("Weight"), 9),
    Column(text("Weighs most in"), 28),
    Column(text("Note"), 40),
    Column(text("Place"), 44),
)


def as_grid(some: Sequence[Standing], translator: Translator) -> Grid:
    """Give the register as a list; numbers stand in the unit of their value."""
    rows = tuple(tuple(_row(one, translator)) for one in some)
    return Grid(text("Register of values"), text("Values"), _COLUMNS, rows)


def _row(one: Standing, translator: Translator) -> Iterator[Value]:
    value, origin = one.value, one.value.origin
    programme, rank = heaviest(value)
    known = value.value or value.low or value.high
    yield value.id
    yield _title(value, translator)
    yield from (_in_unit(each, known) for each in (value.value, value.low, value.high))
    yield unit_words(str(known.unit), translator) if known else ""
    yield value.formula
    yield translator.text(ORIGINS[origin.kind]) if origin.kind in ORIGINS else ""
    yield from (origin.source, origin.owner, origin.date, value.valid_from, origin.valid_until)
    yield translator.text(STATES[one.state])
    yield ", ".join(value.used_by)
    yield Fraction(rank) if rank else None
    yield programme
    yield origin.note
    yield f"{value.at.path}:{value.at.line}"


def _in_unit(quantity: Quantity | None, known: Quantity | None) -> Fraction | None:
    """Give a number in the unit of the row: an end may have been written in minutes where the value is in hours."""
    if quantity is None or known is None:
        return None
    return quantity.value if quantity.unit == known.unit else quantity.base / known.unit.factor


def _title(value: Registered, translator: Translator) -> str:
    return translator.text(value.words) if value.words else " ".join(value.title.split())


def heaviest(value: Registered) -> tuple[str, int]:
    """Give the programme whose result a value moves most, and its place there: 1 moves it most; 0: it moves none."""
    return min(value.ranks, key=lambda one: one[1], default=("", 0))


# --- for programs ----------------------------------------------------------------------------------------------------


def as_json(some: Sequence[Standing], translator: Translator, as_of: dt.date | None) -> bytes:
    """Give the register as data: every number exact, as text, with its unit; what is not known is null."""
    made = {"as_of": _day(as_of), "values": [_object(one, translator) for one in some]}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _object(one: Standing, translator: Translator) -> dict[str, object]:
    value, origin = one.value, one.value.origin
    return {
        "id": value.id,
        "title": _title(value, translator),
        "value": quantity_object(value.value),
        "low": quantity_object(value.low),
        "high": quantity_object(value.high),
        "formula": value.formula or None,
        "kind": origin.kind or None,
        "source": origin.source or None,
        "owner": origin.owner or None,
        "date": _day(origin.date),
        "valid_from": _day(value.valid_from),
        "valid_until": _day(origin.valid_until),
        "state": one.state,
        "used_by": list(value.used_by),
        "ranks": dict(value.ranks),
        "note": origin.note or None,
        "file": value.at.path,
        "line": value.at.line,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def quantity_object(quantity: Quantity | None) -> dict[str, str] | None:
    """Give a number as data: as text, so that no digit is lost, and its unit as a spec writes it."""
    return {"value": exact_text(quantity.value), "unit": str(quantity.unit)} if quantity else None
