"""What an attribution method is: a description for people, and a function that writes its working as lines."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.text import Text

GRADES: dict[str, Text] = {
    "A": Text("randomised control group"),
    "B": Text("comparison group with parallel course beforehand, or a time series beside another one"),
    "C": Text(
        "time series, trend line, forecast model, or a comparison group that may have moved differently beforehand"
    ),
    "D": Text("before and after, with or without other factors subtracted"),
    "E": Text("estimates"),
    "F": Text("no attribution"),
}
"""Grade of evidence, best first (own scale, after the usual hierarchy of designs)."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to separate the effect of a programme from everything else."""

    id: str
    title: Text
    rank: int
    """Credibility, 1 is best (domain literature; ranks 5 to 7 are customary, not settled)."""
    grade: str
    """The grade of evidence a result by this method gets at most."""
    words: Text
    """The formula in words."""
    idea: Text
    """Two sentences: how it works."""
    allowed: Text
    """When it may be used."""
    weakness: Text
    """What can be wrong about it."""
    cites: str
    """Where the method is described."""
    example: str = ""
    """A small YAML example of the `attribution:` block."""
    data: Text | None = None
    """Which columns a data file must hold for it, by role; None: it reads no data file."""
    floor: Text | None = None
    """The least that it accepts; with less it gives no effect. None: it counts no observations."""
    trust: Text | None = None
    """How much it takes to lean on the result; in between the tool warns and the grade is one lower."""
