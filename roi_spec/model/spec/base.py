"""What everything an author states has in common: its place, values as written, ranges, formulas and periods."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from roi_spec.model.distribution import Distribution
from roi_spec.model.document import Node
from roi_spec.model.formula import Expr
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span


class Level(enum.IntEnum):
    """The levels of evaluation (Phillips): the chain from what went in to what it returned."""

    INPUT = 0
    REACTION = 1
    LEARNING = 2
    APPLICATION = 3
    IMPACT = 4
    ROI = 5

    @property
    def word(self) -> str:
        """Give the word used in specs: `application`."""
        return self.name.lower()


class Stage(enum.StrEnum):
    """How far the programme and its evaluation are."""

    PLAN = "plan"
    RUNNING = "running"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Base of everything an author states: knows its place."""

    node: Node

    @property
    def at(self) -> Span:
        """Give the best place to point at for the object as a whole: its `id` or `title` when it has one."""
        for name in ("id", "title", "method", "technique", "rule"):
            child = self.node.get(name)
            if child is not None:
                return child.span
        return self.node.key_or_value

    def spot(self, *route: str) -> Span:
        """Give the place of a field's value; of the deepest field on the route that exists, else of the object."""
        node, deepest = self.node, None
        for name in route:
            child = node.get(name)
            if child is None:
                break
            node = deepest = child
        return deepest.span if deepest is not None else self.at

    def has(self, name: str) -> bool:
        """Say whether the author wrote this field."""
        return self.node.get(name) is not None


@dataclass(frozen=True, slots=True)
class Given:
    """A quantity as the author wrote it."""

    quantity: Quantity
    at: Span
    written: str


@dataclass(frozen=True, slots=True)
class Ranged:
    """A quantity with the ends between which it probably lies; `low` and `high` as the author gave them."""

    best: Given
    low: Given | None = None
    high: Given | None = None
    distribution: Distribution | None = None
    """The shape between the ends; None: the ends are read as 5th and 95th percentile."""


@dataclass(frozen=True, slots=True, eq=False)
class Formula(Stated):
    """A formula as written, and as a tree with the author's names."""

    written: str
    tree: Expr

    @property
    def at(self) -> Span:
        """Give the place of the formula text."""
        return self.node.span


@dataclass(frozen=True, slots=True, eq=False)
class Period(Stated):
    """A stretch of calendar, both days included. `until` None: open."""

    start: dt.date | None
    until: dt.date | None

    @property
    def months(self) -> float | None:
        """Give the length in months (days / 30.4375), or None when an end is open. For rules only, never for money."""
        if self.start is None or self.until is None:
            return None
        return ((self.until - self.start).days + 1) / 30.4375
