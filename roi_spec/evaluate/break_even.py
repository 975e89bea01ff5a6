"""The value of one input at which the return is exactly zero, everything else staying at its base.

Found by computing the same working again with another value of that input: exactly where the net benefit is a straight
line in it, which is nearly always, else by halving an interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from roi_spec.evaluate.engine import Plan, Result, recompute
from roi_spec.model.evaluation import BreakEven, Swing
from roi_spec.model.quantity import Quantity, in_unit
from roi_spec.model.text import text
from roi_spec.model.units import PLAIN
from roi_spec.model.working import Line

MEASURE = "result.net_benefit"
MOST = 8
"""Inputs looked at: those that move the result most."""
HALVINGS = 60
DOUBLINGS = 8
"""A break-even value is looked for up to 2 to this power times the base, and down to as small a part of it."""


def break_evens(plan: Plan, base: Mapping[str, Result], swings: tuple[Swing, ...]) -> tuple[BreakEven, ...]:
    """Give the break-even value of the inputs that move the result most; none when there is no net benefit."""
    if not isinstance(base.get(MEASURE), Fraction):
        return ()
    basis = plan.basis_of(MEASURE)
    inputs = [plan.lines[one.driver] for one in swings if one.driver in plan.lines and one.driver in basis]
    return tuple(_break_even(plan, base, line) for line in inputs if line.value is not None)[:MOST]


Net = Callable[[Fraction], Fraction | None]
"""The net benefit at a value of the input; None where there is none."""


def _break_even(plan: Plan, base: Mapping[str, Result], line: Line) -> BreakEven:
    start = base[line.id]
    assert isinstance(start, Fraction), line.id
    moved = plan.touched_by((line.id,), plan.basis_of(MEASURE))[1:]

    def net(value: Fraction) -> Fraction | None:
        found = recompute(plan, {**base, line.id: value}, {}, moved)[MEASURE]
        return found if isinstance(found, Fraction) else None

    unit = line.unit or (line.value.unit if line.value else PLAIN)
    zero = _straight(net, start)
    if zero is None:
        zero = _halved(net, start)
    if zero is not None and zero < 0 <= start and not _may_be_negative(line):
        reason = text("Only a value below zero would do that, and there is none.")
        return BreakEven(line.id, line.title, in_unit(start, unit), None, reason)
    if zero is None:
        reason = text("No value of this input brings the ROI to zero.")
        return BreakEven(line.id, line.title, in_unit(start, unit), None, reason)
    return BreakEven(line.id, line.title, in_unit(start, unit), in_unit(zero, unit))


def _may_be_negative(line: Line) -> bool:
    """Say whether a value below zero means something here: a change does, a cost, a rate or a share does not."""
    return line.part == "attribution" or (isinstance(line.low, Quantity) and line.low.value < 0)


def _straight(net: Net, start: Fraction) -> Fraction | None:
    """Follow the line through two points to zero; None when the net benefit is no straight line, or a level one."""
    step = abs(start) or Fraction(1)
    here, there = net(start), net(start + step)
    if here is None or there is None or here == there:
        return None
    zero = start - here * step / (there - here)
    return zero if net(zero) == 0 else None


def _halved(net: Net, start: Fraction) -> Fraction | None:
    """Look for a change of sign further and further from the base, then halve the stretch; exact to about 18 digits."""
    here = net(start)
    if here is None:
        return None
    for side in (_nearer, _further, _across):
        near = start
        for far in side(start):
            there = net(far)
            if there is not None and (there < 0) != (here < 0):
                return _between(net, near, far, here < 0)
            near = far if there is not None else near
    return None


def _nearer(start: Fraction) -> Iterator[Fraction]:
    """Give values between the base and zero."""
    return (start / 2**power for power in range(1, DOUBLINGS))


def _further(start: Fraction) -> Iterator[Fraction]:
    """Give values beyond the base."""
    return ((start or Fraction(1)) * 2**power for power in range(1, DOUBLINGS))


def _across(start: Fraction) -> Iterator[Fraction]:
    """Give values on the other side of zero."""
    return (-(start or Fraction(1)) * 2**power for power in range(DOUBLINGS))


def _between(net: Net, one: Fraction, other: Fraction, below: bool) -> Fraction:  # noqa: FBT001 - the sign at `one`
    for _ in range(HALVINGS):
        middle = (one + other) / 2
        found = net(middle)
        if found is None or (found < 0) != below:
            other = middle
        else:
            one = middle
    return one
