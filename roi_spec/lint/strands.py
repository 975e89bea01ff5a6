"""Strands: along which way money is counted, so that the same gain is seen when it is counted along two of them.

A file says what a KPI measures in words and units only, so a strand is a guess, good enough to ask a question. Where
nothing is recognised, nothing is asked.
"""

from __future__ import annotations

import re

from roi_spec.lint.facts import technique, template
from roi_spec.model.spec import Kpi, Programme
from roi_spec.model.text import Text
from roi_spec.model.units import Unit

TIME, OUTPUT, SALES, LEAVING, HIRING = "time", "output", "sales", "leaving", "hiring"

TITLES: dict[str, Text] = {
    TIME: Text("time saved"),
    OUTPUT: Text("more output"),
    SALES: Text("more sales"),
    LEAVING: Text("fewer leavers"),
    HIRING: Text("cheaper or faster hiring"),
}

OVERLAPPING = (
    frozenset({TIME, OUTPUT}),
    frozenset({LEAVING, HIRING}),
    frozenset({SALES}),
    frozenset({LEAVING}),
    frozenset({OUTPUT}),
)
"""Strands that are likely to hold the same money: the hours saved are the hours in which more is made, a new colleague
takes the place of one who left, and a higher win rate is part of higher sales."""

_WORDS = {
    LEAVING: r"leavers?\b|attrition|retention|(?:staff|employee|voluntary) turnover|verloop|vertrek|behoud van",
    HIRING: r"\bhir(?:e|ing)|recruit|vacanc|ramp-?up|onboarding|time to productivity|werving|vacature|inwerk",
    SALES: r"\bsales?\b|revenue|cross-?sell|upsell|win rate|deal size|conversion rate|order value|omzet|verko(?:op|p)",
    OUTPUT: r"productivity|\boutput\b|throughput|\bcapacity|productiviteit|doorzet|productie per|capaciteit",
}
_NOT_SALES = re.compile(r"cost|saving|kosten|besparing|bespaard|training|course|cursus", re.IGNORECASE)
_UNITS = (("leaver", LEAVING), ("vacancy", HIRING), ("starter", HIRING), ("deal", SALES), ("order", SALES))


def strand(kpi: Kpi) -> str:
    """Give the strand that the money of a KPI runs along; empty when it is not recognised."""
    unit = _unit(kpi)
    powers = dict(unit.dimensions) if unit else {}
    how = technique(kpi)
    if powers.get("hour", 0) > 0 or (how is not None and how.id == "employee_time"):
        return TIME
    for name, found in _UNITS:
        if powers.get(name, 0) > 0:
            return found
    named = kpi.conversion.technique if template(kpi) and kpi.conversion else ""
    said = f"{kpi.id} / {named}".replace("_", " ") + f" / {kpi.title}"
    found = next((name for name, words in _WORDS.items() if re.search(words, said, re.IGNORECASE)), "")
    return "" if found == SALES and _NOT_SALES.search(said) else found


def overlap(one: str, other: str) -> bool:
    """Say whether two strands are likely to hold the same money."""
    return bool(one and other) and frozenset({one, other}) in OVERLAPPING


def population(kpi: Kpi, programme: Programme) -> str:
    """Give whose KPI it is, in the author's words: its population, else the audience."""
    return kpi.population or programme.audience.group


def alike(written: str) -> str:
    """Bring words of two authors to one form, to see whether they mean the same: case and spaces do not matter."""
    return " ".join(written.casefold().split())


def _unit(kpi: Kpi) -> Unit | None:
    if kpi.baseline:
        return kpi.baseline.quantity.unit
    ranged = kpi.result or kpi.forecast
    return ranged.best.quantity.unit if ranged else kpi.unit
