"""What programmes share: which of it changed, and which programme rests on which of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roi_spec.compare import Difference
from roi_spec.comparing.sides import Held
from roi_spec.model.comparison import Cause
from roi_spec.model.document import Node

EVALUATED = ("workspace.discount_rate", "workspace.fiscal_year_start")
"""House settings that figures rest on; the first only where a programme states no rate of its own."""
_STANDARD = re.compile(r"(?<![\w.])standard\.([A-Za-z][A-Za-z0-9_]*)")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def with_cause(one: Difference) -> Difference:
    """Say of a change of a standard value that it is one."""
    change = one.change
    if change.cause in (Cause.PROSE, Cause.EVIDENCE):
        return one
    return replace(one, change=replace(change, cause=Cause.STANDARD))


def in_house(one: Difference) -> Difference:
    """Say of a change of house settings that it is one."""
    cause = (
        Cause.TOOL
        if one.change.cause is Cause.TOOL
        else Cause.PROSE
        if one.change.cause is Cause.PROSE
        else Cause.HOUSE
    )
    address = f"workspace.{one.change.address}"
    return replace(one, change=replace(one.change, cause=cause, address=address))


def on_calendar(one: Difference) -> Difference:
    """Say of a change of a calendar what it is: something that numbers are judged by, never a number."""
    cause = Cause.PROSE if one.change.cause is Cause.PROSE else Cause.EVIDENCE
    address = "calendar." + one.change.address.removeprefix("events.")
    return replace(one, change=replace(one.change, cause=cause, address=address))


def standard_of(one: Difference) -> str:
    """Give the id of the standard value that a change is about."""
    return one.change.address.split(".")[1].partition("@")[0]


def standards_in(root: Node) -> Iterator[str]:
    """Give every standard value that a programme names."""
    for node in root.walk():
        if "standard." in node.text:
            yield from _STANDARD.findall(node.text)


def with_basis(used: set[str], sides: Sequence[Node]) -> set[str]:
    """Add the standard values that the used ones are computed from, at either side."""
    rests_on: dict[str, set[str]] = {}
    for one in (item for side in sides for item in _values(side)):
        id, formula = one.get("id"), one.get("formula")
        if id is not None and formula is not None:
            rests_on.setdefault(id.text, set()).update(_WORD.findall(formula.text))
    found, pending = set(used), list(used)
    while pending:
        more = rests_on.get(pending.pop(), set()) - found
        found |= more
        pending += more
    return found


def _values(root: Node) -> tuple[Node, ...]:
    found = root.get("values")
    return found.items if found is not None else ()


def subjects(one: Held) -> Iterator[str]:
    """Give what a programme's KPIs are about, by which claims of several programmes meet."""
    kpis = one.document.root.get("kpis")
    for kpi in kpis.items if kpis is not None else ():
        for name in ("measure", "population"):
            found = kpi.get(name)
            if found is not None:
                yield f"{name} {' '.join(found.text.lower().split())}"
