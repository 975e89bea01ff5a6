"""Places that sign-offs name: each must be a section or a value of the file, or have been one when it was signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from roi_spec.model.finding import Edit, Finding, Fix
from roi_spec.model.signed import unknown
from roi_spec.model.signed_items import LISTS, Item
from roi_spec.model.source import Span
from roi_spec.model.spec import SignOff, SignOffs
from roi_spec.model.text import text
from roi_spec.validate import rules
from roi_spec.validate.aliases import closest


def signed_places(sign_offs: Iterable[SignOff], items: Collection[Item]) -> Iterator[Finding]:
    """Look up every place in the scope of some sign-offs of one file, of which `items` can be signed."""
    addresses = tuple(one.address for one in items)
    for sign_off in sign_offs:
        for place in unknown(items, sign_off):
            yield _unknown(_spot(sign_off, place), place, addresses)


def _unknown(at: Span, place: str, addresses: tuple[str, ...]) -> Finding:
    message = text("Nothing in this file can be signed as {place}.", place=place)
    meant = closest(place, (*LISTS, *addresses))
    if meant is None:
        advice = text("Write a section such as `costs`, or one value such as `assumptions.hourly_rate`.")
        return rules.UNKNOWN_SIGNED.finding(at, message, help=advice)
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    return rules.UNKNOWN_SIGNED.finding(at, message, help=text("Did you mean `{meant}`?", meant=meant), fix=fix)


def _spot(sign_off: SignOff, place: str) -> Span:
    block = sign_off.node.get("scope")
    return next((one.span for one in block.items if one.text == place), sign_off.at) if block else sign_off.at


def unknown_subject(spec: SignOffs, known: Collection[str]) -> Finding:
    """Say that the file is for a programme or list that is not there; `known` are the ids of those that are."""
    at = spec.spot("for")
    message = text("There is no programme or list of standard values called {id}.", id=spec.subject)
    meant = closest(spec.subject, known)
    if meant is None:
        advice = text("Write after `for:` the `id` that stands at the top of the file that was signed.")
        return rules.UNKNOWN_SIGNED.finding(at, message, help=advice)
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    return rules.UNKNOWN_SIGNED.finding(at, message, help=text("Did you mean `{meant}`?", meant=meant), fix=fix)
