"""What holds of a sign-off today, and who signed which value.

A sign-off keeps a mark of each value it covers and one digest over these marks. It falls when one of these values
changes, and by nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from roi_spec.model.signed_items import LISTS, PARTS, Item, covers, digest_of_all, in_scope, marks_of
from roi_spec.model.source import Span
from roi_spec.model.spec import SignOff

FIGURES = ("kpis", "assumptions", "costs", "exchange_rates", "discount_rate", "standard", "values")
"""Sections whose items are values that somebody may be asked to sign; the others count when a sign-off names them."""


class State(enum.StrEnum):
    """How far a value or a sign-off is."""

    SIGNED = "signed"
    STALE = "stale"
    """It was signed, and what was signed has changed."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is left of one sign-off."""

    sign_off: SignOff
    state: State
    changed: tuple[str, ...] = ()
    """Addresses of values that are not what they were."""
    added: tuple[str, ...] = ()
    """Addresses inside the scope that were not there to be signed."""
    gone: tuple[str, ...] = ()
    """Addresses that were signed and are no longer there."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new address of what has the same content under another id."""

    is_odd: bool = False
    """Whether its digest does not belong to the marks beside it: written by hand, so it vouches for nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One value and who signed it."""

    address: str
    title: str
    at: Span
    owner: str
    approved_by: str
    mark: str
    state: State
    by: tuple[SignOff, ...] = ()
    """The sign-offs that hold for it; when there is none, those that held once."""

    @property
    def id(self) -> str:
        """Give the last part of the address, without the date of a version."""
        return self.address.rpartition(".")[2].partition("@")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Signed:
    """What is signed of one file."""

    sign_offs: tuple[Standing, ...]
    values: tuple[Value, ...]
    """Every value that can be asked about, in the order of the file; see `FIGURES`."""

    def value(self, address: str) -> Value | None:
        """Give the value of an address; None when there is none."""
        return next((one for one in self.values if one.address == address), None)

    def of(self, state: State) -> tuple[Value, ...]:
        """Give the values that are as far as this."""
        return tuple(one for one in self.values if one.state is state)


# --- what holds ------------------------------------------------------------------------------------------------------


def held(items: tuple[Item, ...], sign_offs: Iterable[SignOff], library: Mapping[str, Value] | None = None) -> Signed:
    """Hold sign-offs against what the file says today.

    `library`: what is signed of the standard values in their own file, by id and mark; a programme need not have signed
    again what was signed there.
    """
    standings = tuple(standing(items, one) for one in sign_offs)
    covered = {one.address for each in standings for one in in_scope(items, each.sign_off.scope)}
    wanted = tuple(one for one in items if one.section in FIGURES or one.address in covered)
    trusted = tuple((one.sign_off, dict(one.sign_off.values)) for one in standings if not one.is_odd)
    return Signed(standings, tuple(_value(one, trusted, library or {}) for one in wanted))


def standing(items: tuple[Item, ...], sign_off: SignOff) -> Standing:
    """Say whether a sign-off holds, and else what changed since."""
    then, here = dict(sign_off.values), marks_of(in_scope(items, sign_off.scope))
    if digest_of_all(then) != sign_off.digest:
        return Standing(sign_off, State.STALE, is_odd=True)
    gone = {address: mark for address, mark in then.items() if address not in here}
    added = {address: mark for address, mark in here.items() if address not in then}
    renamed = tuple(_renamed(gone, added))
    for old, new in renamed:
        del gone[old], added[new]
    changed = tuple(address for address, mark in here.items() if then.get(address, mark) != mark)
    state = State.STALE if gone or added or renamed or changed else State.SIGNED
    return Standing(sign_off, state, changed, tuple(added), tuple(gone), renamed)


def _renamed(gone: Mapping[str, str], added: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find what has the same content under another id of the same section, where it can be told."""
    for old, mark in gone.items():
        section = old.partition(".")[0]
        twins = [new for new, other in added.items() if other == mark and new.partition(".")[0] == section]
        if len(twins) == 1 and list(gone.values()).count(mark) == 1:
            yield old, twins[0]


def _value(item: Item, sign_offs: tuple[tuple[SignOff, dict[str, str]], ...], library: Mapping[str, Value]) -> Value:
    """Say who signed one value: in this file, or for a standard value in its own."""
    mark = item.mark
    covering = tuple((one, marks[item.address]) for one, marks in sign_offs if item.address in marks)
    shared = library.get(f"{item.address}={mark}") if item.section == "standard" else None
    holding = tuple(one for one, signed in covering if signed == mark)
    holding += shared.by if shared is not None and shared.state is State.SIGNED else ()
    fallen = tuple(one for one, signed in covering if signed != mark)
    fallen += shared.by if shared is not None and shared.state is State.STALE else ()
    state = State.SIGNED if holding else State.STALE if fallen else State.MISSING
    owner, approved_by = (item.owner, item.approved_by)
    if shared is not None:
        owner, approved_by = owner or shared.owner, approved_by or shared.approved_by
    return Value(item.address, item.title, item.at, owner, approved_by, mark, state, by=holding or fallen)


def as_library(signed: Signed, owner: str, approved_by: str) -> dict[str, Value]:
    """Give what is signed of a list of standard values in the form in which programmes ask for it.

    `owner` and `approved_by` are those of the list, for values that name none.
    """
    values = (one for one in signed.values if one.address.startswith("values."))
    return {
        f"standard.{one.id}={one.mark}": replace(
            one, owner=one.owner or owner, approved_by=one.approved_by or approved_by
        )
        for one in values
    }


def lost(before: Signed | None, after: Signed | None) -> tuple[tuple[Value, Value], ...]:
    """Give the values that were signed in one edition and are stale or unsigned in the next, as they were and are."""
    if before is None or after is None:
        return ()
    now = {one.address: one for one in after.values}
    return tuple(
        (one, now[one.address])
        for one in before.of(State.SIGNED)
        if one.address in now and now[one.address].state is not State.SIGNED
    )


def unknown(items: Iterable[Item], sign_off: SignOff) -> tuple[str, ...]:
    """Give the places of a scope that lead nowhere and never did: nothing of the kind was signed either."""
    addresses = (*(one.address for one in items), *(address for address, _ in sign_off.values))
    known = (*LISTS, *PARTS, "standard")
    return tuple(
        place for place in sign_off.scope if place not in known and not any(covers(place, one) for one in addresses)
    )
