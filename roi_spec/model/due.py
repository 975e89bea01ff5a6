"""What has to be done by a day, and whether it was: follow-ups, decisions, values and waivers that run out.

Taken from what authors stated, for the calendar of the site and for whoever asks what is overdue. There is no clock
here: the day to judge by is given, and without one nothing is called overdue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, FollowUp, Level, Programme, StandardValues

FOLLOW_UP, DECISION, VALUE, WAIVER, EVALUATION = "follow_up", "decision", "value", "waiver", "evaluation"
KINDS = (FOLLOW_UP, DECISION, VALUE, WAIVER, EVALUATION)
DONE, OVERDUE, PASSED, DUE, UNJUDGED = "done", "overdue", "passed", "due", "unjudged"
STATES = (OVERDUE, DUE, UNJUDGED, PASSED, DONE)
"""What wants attention stands first."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day."""

    kind: str
    """One of `KINDS`."""
    day: dt.date
    title: str
    """In the author's words: the instrument, the question, the value; for a waiver the id of the rule."""
    language: str
    at: Span
    owner: str = ""
    """The role that has to do it."""
    done: dt.date | None = None
    level: Level | None = None
    """Follow-ups: what is measured."""
    step: str = ""
    """Values: the id of the line in the working."""
    programme: str = ""
    """Id; empty for what all programmes share."""

    def state(self, as_of: dt.date | None) -> str:
        """Say how it stands on a day: one of `STATES`. Whether a decision was taken is not stated, so it passes."""
        if self.done is not None and (as_of is None or self.done <= as_of):
            return DONE
        if as_of is None:
            return UNJUDGED
        if self.day >= as_of:
            return DUE
        return PASSED if self.kind == DECISION else OVERDUE


def of_programme(programme: Programme) -> tuple[Due, ...]:
    """Give what one programme has to do and has done, by day."""
    found = (*_follow_ups(programme), *_decision(programme), *_values(programme), *_waivers(programme))
    return tuple(sorted((*found, *_evaluation(programme)), key=_by_day))


def of_library(library: StandardValues) -> tuple[Due, ...]:
    """Give the standard values that run out without a later version to take over."""
    versions: dict[str, list[Assumption]] = {}
    for one in library.values:
        versions.setdefault(one.id, []).append(one)
    latest = (_unreplaced(some) for some in versions.values())
    return tuple(_expiry(one, library.language, "standard", "") for some in latest for one in some if one.valid_until)


def _by_day(due: Due) -> tuple[dt.date, int, str]:
    return due.day, KINDS.index(due.kind), due.title


def _follow_ups(programme: Programme) -> Iterator[Due]:
    for one in programme.follow_up:
        day = _planned(one, programme) or one.done
        if day is not None:
            yield Due(
                FOLLOW_UP,
                day,
                one.instrument,
                programme.language,
                one.at,
                owner=one.owner,
                done=one.done,
                level=one.level,
                programme=programme.id,
            )


def _planned(one: FollowUp, programme: Programme) -> dt.date | None:
    """Give the day of a measurement: as stated, or so many days after the last day of the course."""
    end = programme.delivery.until if programme.delivery else None
    if one.date is not None or one.days is None or end is None:
        return one.date
    return end + dt.timedelta(days=one.days)


def _decision(programme: Programme) -> Iterator[Due]:
    asked = programme.decision
    if asked is not None and asked.date is not None:
        yield Due(
            DECISION,
            asked.date,
            asked.asked,
            programme.language,
            asked.at,
            owner=asked.by,
            programme=programme.id,
        )


def _values(programme: Programme) -> Iterator[Due]:
    for one in programme.assumptions:
        if one.valid_until is not None:
            yield _expiry(one, programme.language, "assumption", programme.id)


def _expiry(value: Assumption, language: str, part: str, programme: str) -> Due:
    assert value.valid_until is not None
    return Due(
        VALUE,
        value.valid_until,
        value.title,
        language,
        value.at,
        owner=value.owner,
        step=f"{part}.{value.id}",
        programme=programme,
    )


def _waivers(programme: Programme) -> Iterator[Due]:
    for one in programme.waivers:
        if one.until is not None:
            yield Due(WAIVER, one.until, one.rule, "", one.at, owner=one.by, programme=programme.id)


def _evaluation(programme: Programme) -> Iterator[Due]:
    day = programme.evaluated_on
    if day is not None:
        at, owner = programme.spot("evaluated_on"), programme.owner
        yield Due(EVALUATION, day, "", programme.language, at, owner=owner, done=day, programme=programme.id)


def _unreplaced(versions: Sequence[Assumption]) -> tuple[Assumption, ...]:
    """Leave out every version that another one follows on."""
    ordered = sorted(versions, key=lambda one: one.valid_from or dt.date.min)
    replaced = {id(before) for before, after in pairwise(ordered) if after.valid_from is not None}
    return tuple(one for one in ordered if id(one) not in replaced)
