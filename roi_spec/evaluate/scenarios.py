"""Conservative, base and optimistic: the same working with every range at the end that hurts, at its base, or
at the end that helps.

Which end hurts is found by trying both, one driver at a time; the same trials give the table of swings. Drivers
that have no range are tried 10 % either way, marked as such, so that a reader sees what matters even where
nobody stated a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.evaluate.engine import Ends, Plan, Result, recompute
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text
from roi_spec.model.working import Line

MEASURES = ("result.roi", "result.net_benefit", "result.total_benefit", "result.total_cost")
"""What a swing is judged by: the first of these that has a value."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One driver at both its ends, everything else at base."""

    driver: str
    title: Text
    stated: bool
    low: Fraction
    high: Fraction

    @property
    def hurts(self) -> str:
        """Name the end that gives the worse result."""
        return "low" if self.low <= self.high else "high"

    @property
    def worse(self) -> Fraction:
        """Give the measure at the end that hurts."""
        return min(self.low, self.high)

    @property
    def better(self) -> Fraction:
        """Give the measure at the end that helps."""
        return max(self.low, self.high)


def measure(base: Mapping[str, Result]) -> str | None:
    """Give the line that swings are judged by; None when the programme has no money at all."""
    return next((one for one in MEASURES if isinstance(base.get(one), Fraction)), None)


def drivers(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Give every driver with the lines it moves."""
    found: dict[str, list[str]] = {}
    for id in plan.order:
        if plan.lines[id].driver:
            found.setdefault(plan.lines[id].driver, []).append(id)
    return {driver: tuple(lines) for driver, lines in found.items()}


def trials(plan: Plan, base: Mapping[str, Result], judged: str) -> tuple[Trial, ...]:
    """Try every stated driver at both ends. A cost alone is judged with its sign turned, since more of it hurts."""
    sign = -1 if judged == "result.total_cost" else 1
    found = []
    for driver, moved in drivers(plan).items():
        only = plan.touched_by(moved)
        if judged not in only:
            continue
        ends = [recompute(plan, base, {driver: end}, only)[judged] for end in ("low", "high")]
        low, high = ends
        if isinstance(low, Fraction) and isinstance(high, Fraction):
            title = _title(plan.lines[moved[0]])
            found.append(Trial(driver, title, True, sign * low, sign * high))
    return tuple(found)


def ten_percent(plan: Plan, base: Mapping[str, Result], judged: str) -> tuple[Trial, ...]:
    """Try every input without a range, 10 % down and 10 % up, as far as it reaches the measure."""
    sign = -1 if judged == "result.total_cost" else 1
    reaches = _reaching(plan, judged)
    found = []
    for id in plan.order:
        line = plan.lines[id]
        if id not in reaches or line.value is None or line.driver or not _worth_trying(line):
            continue
        only = plan.touched_by((id,))[1:]
        ends = []
        for factor in (Fraction(9, 10), Fraction(11, 10)):
            moved = dict(base)
            moved[id] = line.value.base * factor
            ends.append(recompute(plan, moved, {}, only)[judged])
        low, high = ends
        if isinstance(low, Fraction) and isinstance(high, Fraction) and low != high:
            found.append(Trial(id, line.title, False, sign * low, sign * high))
    return tuple(found)


def _worth_trying(line: Line) -> bool:
    """Leave out what is counted or agreed rather than uncertain: head counts, period numbers, the window, and single answers."""
    return line.part in ("assumption", "standard", "cost", "kpi") and line.origin.kind != "count"


def _reaching(plan: Plan, judged: str) -> frozenset[str]:
    users_of: dict[str, set[str]] = {}
    for used, users in plan.users.items():
        for user in users:
            users_of.setdefault(user, set()).add(used)
    reached, pending = set(), [judged]
    while pending:
        one = pending.pop()
        for used in users_of.get(one, ()):
            if used not in reached:
                reached.add(used)
                pending.append(used)
    return frozenset(reached)


def _title(line: Line) -> Text:
    return line.driver_title or line.title


def corner(
    plan: Plan, base: Mapping[str, Result], tried: tuple[Trial, ...], name: str
) -> tuple[Ends, dict[str, Result]]:
    """Give the conservative or optimistic case: every stated driver at the end that hurts, or at the other."""
    flip = {"low": "high", "high": "low"}
    assert name in (CONSERVATIVE, OPTIMISTIC)
    ends = {one.driver: one.hurts if name == CONSERVATIVE else flip[one.hurts] for one in tried if one.stated}
    moved = [line for driver, lines in drivers(plan).items() if driver in ends for line in lines]
    return ends, recompute(plan, base, ends, plan.touched_by(moved))


def shown(line: Line, value: Fraction) -> Quantity:
    """Give a value of a line in the unit the line is shown in."""
    unit = line.unit
    assert unit is not None, line.id
    return Quantity(value / unit.factor, unit)
