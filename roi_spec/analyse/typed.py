"""Figures that an author typed beside data that give the same figures: do they agree?

The typed one counts. It agrees when the figure from the data, rounded as the author rounded, is the typed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.analyse import rules
from roi_spec.model.analysis import exact
from roi_spec.model.finding import Finding, Label
from roi_spec.model.quantity import Quantity, exact_text
from roi_spec.model.source import Span
from roi_spec.model.spec import Given, Kpi
from roi_spec.model.text import Text, text
from roi_spec.model.units import PLAIN, Unit

_SAYS: dict[str, Text] = {
    "baseline": Text("The baseline of “{kpi}” is written as {typed}, and the data “{data}” give {found}."),
    "result": Text("The result of “{kpi}” is written as {typed}, and the data “{data}” give {found}."),
}


def otherwise(
    kpi: Kpi, before: float | None, after: float | None, data: str, at: Span
) -> Iterator[tuple[str, Finding]]:
    """Give a finding for each typed figure that differs from what the data give, by the name of its field.

    `kpi` as the author wrote it; the figures in its unit; `at` is the place where the data are named.
    """
    typed = (("baseline", kpi.baseline, before), ("result", kpi.result.best if kpi.result else None, after))
    for field, given, found in typed:
        if given is not None and found is not None and not _agree(given, found, kpi.unit or given.quantity.unit):
            yield field, _finding(kpi, field, given, found, data, at)


def _agree(given: Given, found: float, unit: Unit) -> bool:
    """Say whether both are the same figure but for rounding; what measures something else is told elsewhere."""
    stated = given.quantity
    if stated.unit.dimensions != unit.dimensions:
        return True
    decimals = len(exact_text(stated.value).partition(".")[2])
    half = Fraction(1, 2 * 10**decimals)
    measured = exact(found) * unit.factor / stated.unit.factor
    return abs(measured - stated.value) <= half


def _finding(kpi: Kpi, field: str, given: Given, found: float, data: str, at: Span) -> Finding:
    measured = Quantity(Fraction(f"{found:.4g}"), kpi.unit or PLAIN)
    return rules.DIFFERS.finding(
        given.at,
        text(_SAYS[field].msgid, kpi=kpi.title, typed=given.quantity, data=data, found=measured),
        help=text(
            "Leave `{field}:` out to count with the data, or correct it: what is written here counts.", field=field
        ),
        related=(Label(at, text("The data")),),
    )
