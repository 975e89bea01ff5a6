"""Sign-offs in words: how far they are, for pages, terminal and PDF alike."""

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.model.signed import Signed, Standing, State
from roi_spec.model.signed_items import WHOLE
from roi_spec.model.text import Text, text

STATES = {
    State.SIGNED: Text("signed"),
    State.STALE: Text("sign-off stale"),
    State.MISSING: Text("not signed"),
}
SIGNS = {State.SIGNED: "✓", State.STALE: "!", State.MISSING: "–"}
"""The same without words and without colour, in characters that the typeface of the PDF has."""

SECTIONS = {
    WHOLE: Text("everything that counts"),
    "objectives": Text("objectives"),
    "kpis": Text("measures"),
    "assumptions": Text("assumptions"),
    "costs": Text("costs"),
    "standard": Text("standard values"),
    "values": Text("standard values"),
    "data": Text("data files"),
    "exchange_rates": Text("exchange rates"),
    "benefit_window": Text("benefit window"),
    "audience": Text("audience"),
    "discount_rate": Text("discount rate"),
}
"""What the author's words for sections are in a sentence; for the others the address itself is shown."""


def counted(signed: Signed) -> Text:
    """Say in one sentence how many values are signed and of how many the sign-off fell."""
    counts = {"signed": len(signed.of(State.SIGNED)), "all": len(signed.values), "stale": len(signed.of(State.STALE))}
    if counts["stale"]:
        return text("Values signed off: {signed} of {all}; changed since: {stale}", **counts)
    return text("Values signed off: {signed} of {all}", signed=counts["signed"], all=counts["all"])


def changes(one: Standing, signed: Signed) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Give what happened to the values of a sign-off since, with their names; nothing while it holds."""
    kinds = (
        (Text("Changed"), tuple(called(address, signed) for address in one.changed)),
        (Text("Added"), tuple(called(address, signed) for address in one.added)),
        (Text("No longer there"), one.gone),
        (Text("Under another id"), tuple(f"{old} → {new}" for old, new in one.renamed)),
    )
    yield from ((kind, names) for kind, names in kinds if names)


def called(address: str, signed: Signed) -> str:
    """Give the author's name of a value, else its address."""
    found = signed.value(address)
    return found.title if found is not None and found.title else address
