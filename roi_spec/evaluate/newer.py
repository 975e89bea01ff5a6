"""Standard values of which a newer version exists, and what the result would be with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from roi_spec.evaluate.engine import Plan, Result, recompute
from roi_spec.model.evaluation import Newer
from roi_spec.model.quantity import in_unit
from roi_spec.model.spec import Assumption

_FIRST, _LAST = dt.date.min, dt.date.max


def on_day(versions: Mapping[str, tuple[Assumption, ...]], day: dt.date | None) -> dict[str, Assumption]:
    """Give of every standard value the version that holds on a day.

    When none does, the one that held last before it, else the first that came after; the rules of the profession then
    speak of a value that has expired. Without a day: the newest.
    """
    return {id: _holds(several, day or _LAST) for id, several in versions.items()}


def _holds(several: tuple[Assumption, ...], day: dt.date) -> Assumption:
    ordered = sorted(several, key=_start)
    begun = [one for one in ordered if _start(one) <= day]
    return begun[-1] if begun else ordered[0]


def _start(one: Assumption) -> dt.date:
    return one.valid_from or _FIRST


def newer(
    plan: Plan,
    base: Mapping[str, Result],
    standards: Mapping[str, Assumption],
    versions: Mapping[str, tuple[Assumption, ...]],
    judged: str,
) -> tuple[Newer, ...]:
    """Give every standard value used for which a newer version would change the measure that swings are judged by."""
    found = []
    for id, used in standards.items():
        line = plan.lines.get(f"standard.{id}")
        latest = _latest(versions.get(id, ()), used)
        if line is None or line.value is None or latest is None or latest.value is None:
            continue
        if latest.value.best.quantity.unit.dimensions != line.value.unit.dimensions:
            continue  # it measures something else, so no formula that rests on this one could use it
        moved = plan.touched_by((line.id,))[1:]
        changed = {**base, line.id: latest.value.best.quantity.base}
        then, now = recompute(plan, changed, {}, moved)[judged], base[judged]
        unit = plan.lines[judged].unit
        if isinstance(then, Fraction) and isinstance(now, Fraction) and then != now and unit is not None:
            found.append(Newer(id, used, latest, judged, in_unit(now, unit), in_unit(then, unit)))
    return tuple(found)


def _latest(several: Iterable[Assumption], used: Assumption) -> Assumption | None:
    later = [one for one in several if _start(one) > _start(used)]
    return max(later, key=_start) if later else None
