"""Conservative, base and optimistic: the same working with every range at one end.

In the conservative case that is the end that hurts, in the optimistic one the end that helps. Which end
hurts is found by trying both, one driver at a time; the same trials give the table of swings. Drivers
that have no range are tried 10 % either way, marked as such, so that a reader sees what matters even where
nobody stated a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

from roi_spec.evaluate.engine import Ends, Plan, Result, recompute
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text
from roi_spec.model.working import Line

MEASURES = ("result.roi", "result.net_benefit", "result.total_benefit", "result.total_cost")
"""What a swing is judged by: the first of these that has a value."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One driver at both its ends, everything else at base. A cost has its sign turned: more is always better."""

    driver: str
    title: Text
    stated: bool
    worse: Fraction
    """The worst measure of both ends and the base."""
    better: Fraction
    """The best measure of both ends and the base."""
    hurts: str | None
    """The end that gives the worst measure; None when that is the base itself."""
    helps: str | None
    """The end that gives the best measure; None when that is the base itself."""

    def end(self, name: str) -> str | None:
        """Name the end that a scenario takes."""
        return self.hurts if name == CONSERVATIVE else self.helps


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


def end_values(plan: Plan, base: Mapping[str, Result]) -> dict[str, dict[str, Result]]:
    """Give what every end that is a formula comes to while other drivers stay at base: `low` and `high` by line."""
    found: dict[str, dict[str, Result]] = {}
    for driver, moved in drivers(plan).items():
        for end in ("low", "high"):
            written = {id: getattr(plan.lines[id], end) for id in moved}
            formulas = [id for id, one in written.items() if one is not None and not isinstance(one, Quantity)]
            values = recompute(plan, base, {driver: end}, formulas) if formulas else {}
            for id in formulas:
                found.setdefault(id, {})[end] = values[id]
    return found


def trials(plan: Plan, base: Mapping[str, Result], judged: str) -> tuple[Trial, ...]:
    """Try every stated driver at both ends, as far as it reaches the measure."""
    basis = plan.basis_of(judged)
    found = []
    for driver, moved in drivers(plan).items():
        only = plan.touched_by(moved, basis)
        if not only:
            continue
        low, high = (recompute(plan, base, {driver: end}, only)[judged] for end in ("low", "high"))
        found.append(_trial(driver, _title(plan.lines[moved[0]]), base[judged], low, high, judged, stated=True))
    return tuple(found)


def ten_percent(plan: Plan, base: Mapping[str, Result], judged: str) -> tuple[Trial, ...]:
    """Try every input without a range, 10 % down and 10 % up, as far as it reaches the measure."""
    basis = plan.basis_of(judged)
    found = []
    for id in plan.order:
        line = plan.lines[id]
        if id not in basis or line.value is None or line.driver or not _worth_trying(line):
            continue
        only = plan.touched_by((id,), basis)[1:]
        low, high = (
            recompute(plan, {**base, id: line.value.base * factor}, {}, only)[judged] for factor in TEN_PERCENT
        )
        if low != high:
            found.append(_trial(id, line.title, base[judged], low, high, judged, stated=False))
    return tuple(found)


TEN_PERCENT = (Fraction(9, 10), Fraction(11, 10))


def _trial(driver: str, title: Text, base: Result, low: Result, high: Result, judged: str, *, stated: bool) -> Trial:
    """Make a trial. An end at which the measure does not exist (nothing left to divide by) is not used."""
    assert isinstance(base, Fraction), judged
    sign = _sign(judged)
    measured: list[tuple[Fraction, str | None]] = [(sign * base, None)]
    measured += [(sign * end, name) for end, name in ((low, "low"), (high, "high")) if isinstance(end, Fraction)]
    # Of equals the first is taken: the base before its ends.
    worse, hurts = min(measured, key=itemgetter(0))
    better, helps = max(measured, key=itemgetter(0))
    return Trial(driver, title, stated, worse, better, hurts, helps)


def _sign(judged: str) -> int:
    """Give -1 when the measure is a cost alone, of which more hurts."""
    return -1 if judged == "result.total_cost" else 1


def _worth_trying(line: Line) -> bool:
    """Leave out what is counted or agreed rather than uncertain.

    These are measurements, head counts, period numbers, the window, and single answers.
    """
    return line.part in ("assumption", "standard", "cost") and line.origin.kind != "count"


def _title(line: Line) -> Text:
    return line.driver_title or line.title


def corner(
    plan: Plan, base: Mapping[str, Result], tried: tuple[Trial, ...], name: str, judged: str
) -> tuple[dict[str, str], dict[str, Result]]:
    """Give the end of every driver that moves in the conservative or the optimistic case, and every line it moves.

    Every stated driver stands at the end that hurts by itself, or at the one that helps; of what moves costs alone, the
    dearer end hurts. A driver that does nothing
    by itself (the range of a method that another one undercuts) is tried again once the others stand there. Drivers
    can also turn each other's effect round (a loss times a low margin is a small loss); where a figure has changed its
    sign on the way, each is moved to where it is worst, or best, given the others.
    """
    assert name in (CONSERVATIVE, OPTIMISTIC)
    stated = [one for one in tried if one.stated]
    dear = _cost_ends(plan, base, stated, name) if judged == "result.roi" else {}
    spent = _moved(plan, base, dear)
    if not isinstance(spent.get(judged, base[judged]), Fraction):
        dear, spent = {}, {}  # together they leave nothing to divide by
    rest = [one for one in stated if one.driver not in dear]
    ends = dear | _corner(plan, {**base, **spent}, rest, name, judged)
    return ends, _moved(plan, base, ends)


def _cost_ends(plan: Plan, base: Mapping[str, Result], stated: list[Trial], name: str) -> dict[str, str]:
    """Give the end of every driver that moves costs alone: a higher cost hurts, whatever it does to the ROI.

    With a negative benefit a higher cost brings the ROI nearer to zero; no careful case rests on that.
    """
    reach = plan.basis_of("result.total_benefit")
    moved = drivers(plan)
    ends = {}
    for one in stated:
        if any(line in reach for line in moved[one.driver]):
            continue
        only = plan.touched_by(moved[one.driver], plan.basis_of("result.roi"))
        there = {end: recompute(plan, base, {one.driver: end}, only) for end in ("low", "high")}
        known = {
            end: cost
            for end, values in there.items()
            if isinstance(cost := values["result.total_cost"], Fraction) and isinstance(values["result.roi"], Fraction)
        }
        worst = (max if name == CONSERVATIVE else min)(sorted(known), key=known.__getitem__, default=None)
        # An end that is missing or the base itself leaves the driver where it is.
        if worst is not None and known[worst] != base["result.total_cost"] and _is_beyond(known[worst], base, name):
            ends[one.driver] = worst
    return ends


def _is_beyond(cost: Fraction, base: Mapping[str, Result], name: str) -> bool:
    middle = base["result.total_cost"]
    return isinstance(middle, Fraction) and (cost > middle if name == CONSERVATIVE else cost < middle)


def _corner(plan: Plan, base: Mapping[str, Result], stated: list[Trial], name: str, judged: str) -> dict[str, str]:
    """Give the ends of the drivers that reach the benefit."""
    ends = {one.driver: end for one in stated if (end := one.end(name))}
    moved = _moved(plan, base, ends)
    if not _fits(moved, base, name, judged):
        ends = _one_by_one(plan, base, stated, name, judged)
        moved = _moved(plan, base, ends)
    if _turned(moved, base):
        # A loss times a low margin is a small loss: where a sign has turned, every driver is asked again.
        return _settled(plan, base, stated, name, judged, ends)
    idle = [one for one in stated if one.end(name) is None]
    return _woken(plan, base, idle, name, judged, ends) if idle else ends


ROUNDS = 4
"""How often every driver is asked again, given where the others stand; hardly ever does a second round change one."""


def _turned(moved: Mapping[str, Result], base: Mapping[str, Result]) -> bool:
    """Say whether a figure on the way has changed its sign, so that what rests on it may work the other way."""
    return any(
        isinstance(value, Fraction) and isinstance(middle := base[id], Fraction) and value * middle < 0
        for id, value in moved.items()
        if not id.startswith("result.")
    )


def _settled(
    plan: Plan, base: Mapping[str, Result], stated: list[Trial], name: str, judged: str, ends: dict[str, str]
) -> dict[str, str]:
    """Move each driver in turn to where it is worst (or best) given the others, until none moves any more."""
    reached = {**base, **_moved(plan, base, ends)}
    for _ in range(ROUNDS):
        before = dict(ends)
        for one in stated:
            for end in ("low", "high", None):
                others = {driver: at for driver, at in ends.items() if driver != one.driver}
                attempt = others | ({one.driver: end} if end else {})
                values = {**base, **_moved(plan, base, attempt)}
                if values[judged] != reached[judged] and _fits(values, reached, name, judged):
                    ends, reached = attempt, values
        if ends == before:
            break
    return ends


def _woken(
    plan: Plan, base: Mapping[str, Result], idle: list[Trial], name: str, judged: str, ends: dict[str, str]
) -> dict[str, str]:
    """Move the drivers that did nothing by themselves, each alone and then together, given where the others stand."""
    groups = [[one] for one in idle] + ([idle] if len(idle) > 1 else [])
    reached = {**base, **_moved(plan, base, ends)}
    for group in groups:
        for end in ("low", "high"):
            # An end that by itself works the other way is never taken.
            fresh = {one.driver: end for one in group if end not in (one.hurts, one.helps)}
            values = {**base, **_moved(plan, base, {**fresh, **ends})}
            if values[judged] != reached[judged] and _fits(values, reached, name, judged):
                ends, reached = {**fresh, **ends}, values
    return ends


def _moved(plan: Plan, base: Mapping[str, Result], ends: Ends) -> dict[str, Result]:
    lines = [line for driver, moved in drivers(plan).items() if driver in ends for line in moved]
    only = plan.touched_by(lines)
    values = recompute(plan, base, ends, only)
    return {id: values[id] for id in only}


def _fits(moved: Mapping[str, Result], base: Mapping[str, Result], name: str, judged: str) -> bool:
    """Say whether the measure exists and lies on its own side of the base."""
    value, middle = moved.get(judged, base[judged]), base[judged]
    if not isinstance(value, Fraction) or not isinstance(middle, Fraction):
        return False
    side = _sign(judged) * (value - middle)
    return side <= 0 if name == CONSERVATIVE else side >= 0


def _one_by_one(plan: Plan, base: Mapping[str, Result], stated: list[Trial], name: str, judged: str) -> dict[str, str]:
    """Move the drivers one after another, the strongest first.

    Each goes to the end that is worst (or best) given those before it.
    """
    ends: dict[str, str] = {}
    reached = dict(base)
    for one in sorted(stated, key=lambda trial: (trial.worse - trial.better, trial.driver)):
        for end in ("low", "high"):
            attempt = {**ends, one.driver: end}
            values = {**base, **_moved(plan, base, attempt)}
            if values[judged] != reached[judged] and _fits(values, reached, name, judged):
                ends, reached = attempt, values
    return ends
