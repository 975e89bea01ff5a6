"""The lines that a reviewer wants to know about: zero, the target, what any investment must earn, the grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.compare.differences import Difference
from roi_spec.compare.meaning import quantity_of
from roi_spec.model.comparison import Crossing, Figures, Kind
from roi_spec.model.quantity import Quantity
from roi_spec.model.signed import Value
from roi_spec.model.text import Text, text

GRADES = "ABCDEF"
HEAVIEST = (
    "below_zero",
    "sign_off_lost",
    "below_hurdle",
    "below_target",
    "confidence_raised",
    "grade_down",
    "roi_moved",
    "above_zero",
    "above_hurdle",
    "above_target",
)
"""The order in which a reviewer should read."""
_SHARES = frozenset({"share", "confidence", "attribution", "factor"})
_SOURCES = frozenset({"source", "basis", "study", "reference", "question", "why"})


@dataclass(frozen=True, slots=True)
class Bars:
    """What a result is held against."""

    threshold: Fraction | None = None
    """Movement of the ROI, in percentage points, from which on a reader is told."""
    target: tuple[Quantity | None, Quantity | None] = (None, None)
    """The ROI that was asked for, before and after."""
    hurdle: tuple[Quantity | None, Quantity | None] = (None, None)
    """What any investment must earn here, before and after."""


def crossings(
    before: Figures | None,
    after: Figures | None,
    differences: Sequence[Difference],
    bars: Bars,
    lost: Sequence[tuple[Value, Value]] = (),
) -> tuple[Crossing, ...]:
    """Give every line that was crossed, the heaviest first; `lost` are values whose sign-off does not hold any more."""
    found = [*_raised(differences), *(_unsigned(was) for was, _ in lost)]
    if before is not None and after is not None:
        found += [*_zero(before, after), *_moved(before, after, bars), *_grade(before, after)]
        found += _line(before.roi, after.roi, bars.target, "target", _BELOW_TARGET, _ABOVE_TARGET)
        found += _line(before.roi, after.roi, bars.hurdle, "hurdle", _BELOW_HURDLE, _ABOVE_HURDLE)
    return tuple(sorted(found, key=lambda one: HEAVIEST.index(one.code)))


_BELOW_TARGET = "The ROI was {before} and is now {after}: below its target of {line}."
_ABOVE_TARGET = "The ROI was {before} and is now {after}: it reaches its target of {line}."
_BELOW_HURDLE = "The ROI was {before} and is now {after}: below what an investment must earn here, {line}."
_ABOVE_HURDLE = "The ROI was {before} and is now {after}: it reaches what an investment must earn here, {line}."


def _zero(before: Figures, after: Figures) -> Iterator[Crossing]:
    for title, one, other in (
        (text("The ROI"), before.roi, after.roi),
        (text("The net benefit"), before.net_benefit, after.net_benefit),
    ):
        if one is None or other is None:
            continue
        if one.base >= 0 > other.base:
            yield Crossing(
                "below_zero",
                text("{title} was {before} and is now below zero: {after}.", title=title, before=one, after=other),
            )
        elif one.base < 0 <= other.base:
            yield Crossing(
                "above_zero",
                text("{title} was below zero, {before}, and is now {after}.", title=title, before=one, after=other),
            )
        return


def _moved(before: Figures, after: Figures, bars: Bars) -> Iterator[Crossing]:
    if bars.threshold is None or before.roi is None or after.roi is None:
        return
    points = (after.roi.base - before.roi.base) * 100
    if abs(points) >= bars.threshold:
        yield Crossing(
            "roi_moved",
            text(
                "The ROI moved from {before} to {after}; you asked to hear of {points} percentage points and more.",
                before=before.roi,
                after=after.roi,
                points=bars.threshold,
            ),
        )


def _grade(before: Figures, after: Figures) -> Iterator[Crossing]:
    old, new = GRADES.find(before.grade), GRADES.find(after.grade)
    if 0 <= old < new:
        yield Crossing(
            "grade_down",
            text("The evidence is weaker: grade {before} became {after}.", before=before.grade, after=after.grade),
        )


def _line(
    one: Quantity | None,
    other: Quantity | None,
    bars: tuple[Quantity | None, Quantity | None],
    name: str,
    below: str,
    above: str,
) -> Iterator[Crossing]:
    old, new = bars
    if one is None or other is None or old is None or new is None:
        return
    was, is_now = one.base >= old.base, other.base >= new.base
    if was != is_now:
        code, message = (f"above_{name}", above) if is_now else (f"below_{name}", below)
        yield Crossing(code, Text(message, (("before", one), ("after", other), ("line", new))))


def _unsigned(was: Value) -> Crossing:
    roles = tuple(dict.fromkeys(one.by for one in was.by))
    return Crossing(
        "sign_off_lost",
        text(
            "{title} was signed off by {roles}; it changed, so that does not hold any more.",
            title=was.title or was.address,
            roles=roles,
        ),
    )


def _raised(differences: Sequence[Difference]) -> Iterator[Crossing]:
    """Find shares and confidences that went up while nothing was said about a new source."""
    told = {_parent(one.change.address) for one in differences if _field(one) in _SOURCES}
    for one in differences:
        if one.change.kind is not Kind.CHANGED or _field(one) not in _SHARES or not one.base or not one.head:
            continue
        old, new = quantity_of(one.base[0]), quantity_of(one.head[0])
        parent = _parent(one.change.address)
        if old is not None and new is not None and new.base > old.base and not _is_told(parent, told):
            yield Crossing(
                "confidence_raised",
                text(
                    "{title} went up from {before} to {after} without another source.",
                    title=one.change.title,
                    before=old,
                    after=new,
                ),
            )


def _is_told(parent: str, told: set[str]) -> bool:
    """Say whether something was said about the source here or in the statement around it."""
    return any(parent == one or parent.startswith(f"{one}.attribution") for one in told)


def _field(one: Difference) -> str:
    return one.change.address.rpartition(".")[2]


def _parent(address: str) -> str:
    return address.rpartition(".")[0]
