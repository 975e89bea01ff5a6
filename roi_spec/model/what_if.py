"""What the what-if page of a programme shows: values a reader may move, what they lead to, and the words for it.

The page computes in the browser, from `programmes/<id>/working.js`; everything it may say stands in the page already,
translated, and a script only picks.
"""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.model.handbook import Frame
from roi_spec.model.sentence import Sentence, Words


@dataclass(frozen=True, slots=True)
class Notation:
    """How values of one step are written."""

    kind: str
    """`percent`, `money` or `number`."""
    currency: str = ""
    """ISO 4217 code, for money."""
    one: str = ""
    """The unit in words after one: `hour per person`; for money what it is counted by. Empty: none."""
    many: str = ""
    factor: str = "1"
    """How many base units one of the unit is, exact: `1/60`."""
    sign: str = ""
    """What stands behind a field for it: `%`, `EUR per hour`, `months`."""


@dataclass(frozen=True, slots=True)
class Dial:
    """One value that a reader may move."""

    id: str
    """Of its step."""
    title: Sentence
    notation: Notation
    base: str
    """The published value in base units, exact: `3/10`. So are the ends."""
    low: str
    high: str
    least: str
    """Where the slider begins, in the unit shown, as a decimal with a point; it is at or just below the low end."""
    most: str
    step: str
    start: str
    """Where the slider stands first: the place nearest to the published value."""
    published: Sentence
    ends: Sentence
    """Between which values it may lie, in words."""
    origin: Sentence
    outside: Sentence
    """What is said of a value beyond the ends."""
    even: Sentence = ()
    """At which value the ROI is zero, when that is known."""
    even_at: str = ""
    """Where that is on the slider: `37.5%`; empty: not on it."""
    base_at: str = ""
    """Where the published value is on the slider."""


@dataclass(frozen=True, slots=True)
class DialGroup:
    """Values of one kind."""

    title: str
    note: Sentence
    dials: tuple[Dial, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result: as published, and the room for what it comes to."""

    step: str
    title: str
    notation: Notation
    difference: Notation
    """How a difference is written: that between two shares is in percentage points."""
    decimals: str
    """With how many decimals it is read; empty: as many as it needs; `telling`: enough to stay on its side."""
    published: Sentence
    between: Sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that the page may come to say, by name; where a number belongs it has an empty place."""

    name: str
    content: Sentence


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The what-if page of one programme in one language."""

    frame: Frame
    path: str
    """Where the page stands in the site."""
    data: str
    """The way to `working.js`."""
    title: Words
    """Of the programme."""
    locale: str
    """The notation of numbers, as a browser names it: `nl-NL`."""
    groups: tuple[DialGroup, ...]
    outcomes: tuple[Outcome, ...]
    answer: tuple[Sentence, ...]
    """What is published, in sentences: the answer, and whether it meets target and hurdle."""
    phrases: tuple[Phrase, ...]
    fixed: Sentence = ()
    """What keeps its range and cannot be moved here; empty: nothing."""
