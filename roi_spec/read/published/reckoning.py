"""Reckons a receipt over: each number from the numbers that its own formula names, in each of its cases.

Plain fractions and nothing of the evaluator, so that a mistake there is not made here again. What statistics and the
simulation gave has no formula; it is held against a new computation elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.quantity import exact_text
from roi_spec.model.text import Text, text
from roi_spec.model.working import verbatim
from roi_spec.read.published.receipt import Receipt, exact, is_number, listed

MOST_BITS = 1 << 16
"""A number with more binary digits than this was made to keep a computer busy."""
MOST_WORK = 5_000_000
"""Steps times the times that all of them are worked out; a large programme of ours takes a tenth of it."""
MOST_YEARS = 200
"""Amounts that an internal rate of return may be of."""
_RATE = Fraction(1, 10**13)
"""How far two ways of finding an internal rate of return may be apart."""
_NOTHING = Fraction(1, 10**12)
"""What counts as nothing beside the costs, at a break-even value."""
_TENTH = Fraction(1, 10)

Values = Mapping[str, Fraction | None]


class NoValueError(Exception):
    """A formula has no value here: something it names has none, or it divides by zero."""


def reckoned(receipt: Receipt, locale: str, file: str) -> Compared:
    """Give how many numbers follow from the formulas of a receipt, and those that do not; titles in a language."""
    try:
        sheet = _Sheet(receipt)
        wrong = [*sheet.cases(), *sheet.swings(), *sheet.break_evens()]
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, CycleError):
        odd = text("The formulas of this receipt cannot be followed.")
        return Compared(differences=(Difference(file, "", odd),))
    told = tuple(one.told(receipt.title(one.step, locale), file) for one in wrong)
    return Compared(sheet.followed, told, remarks=_untold(sheet.hidden))


def _untold(hidden: int) -> tuple[Text, ...]:
    if not hidden:
        return ()
    return (
        text("Made of answers that are not shown, so only its spec can prove them: {count} numbers.", count=hidden),
    )


@dataclass(frozen=True, slots=True)
class _Wrong:
    step: str
    case: str
    says: Mapping[str, Any] | None
    should: Fraction | None
    """In base units."""

    def told(self, title: str, file: str) -> Difference:
        place = f"{self.step} ({self.case})" if self.case else self.step
        says = verbatim(_based_words(self.says)) if self.says else None
        return Difference(file, place, verbatim(title), says, self._should(), is_number=True)

    def _should(self) -> Text:
        if self.should is None:
            return text("no value: its formula has none")
        unit = (self.says or {}).get("base", {}).get("unit", "")
        return text("{number}, by its own formula", number=f"{exact_text(self.should)} {unit}".rstrip())


def _based_words(value: Mapping[str, Any]) -> str:
    base = value.get("base", value)
    return f"{base.get('decimal', '')} {base.get('unit', '')}".rstrip()


class _Sheet:
    """A receipt as something to compute with."""

    def __init__(self, receipt: Receipt) -> None:
        self.whole = receipt.whole
        self.steps = {str(one["id"]): one for one in listed(receipt.whole, "steps")}
        self.base: Values = {id: _based(step["value"]) for id, step in self.steps.items()}
        self.drivers = {str(step["driver"]) for step in self.steps.values() if step.get("driver")}
        self.followed = 0
        self.hidden = 0
        """Numbers that move though nothing on the receipt says why: what they are made of may not be shown."""
        rounds = sum(1 for name in ("swings", "break_evens") for _ in listed(receipt.whole, name))
        if len(self.steps) * rounds > MOST_WORK:
            raise ValueError(rounds)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids such that each comes after what it is made of. Raises CycleError when a number rests on itself."""
        rests_on = {id: {name for tree in _trees(step) for name in _names(tree)} for id, step in self.steps.items()}
        return tuple(TopologicalSorter(rests_on).static_order())

    # --- the three cases ----------------------------------------------------------------------------------------------

    def cases(self) -> Iterator[_Wrong]:
        """Give every number that does not follow from the numbers it names: as stated first, then in each case."""
        assert self.order is not None  # refuses a circle
        yield from self._case("", {}, {})
        for case in listed(self.whole, "scenarios"):
            yield from self._case(str(case["name"]), case["values"], case["ends"])

    def _case(self, name: str, told: Mapping[str, Any], ends: Mapping[str, str]) -> Iterator[_Wrong]:
        values = {**self.base, **{id: _based(value) for id, value in told.items()}}
        for id in self.steps if name in ("", "base") else _moved(self.steps, told):
            should = self._one(id, values, ends)
            if values[id] is None:
                continue  # why there is no value is more than a formula can say
            if _is_bare(self.steps[id]) and values[id] != should:
                self.hidden += 1
                continue
            self.followed += 1
            if should is None or not _same(values[id], should, self.steps[id]):
                yield _Wrong(id, "" if name == "base" else name, told.get(id) or self.steps[id]["value"], should)

    def _one(self, id: str, values: Values, ends: Mapping[str, str]) -> Fraction | None:
        """Work out one number over others, with some drivers at an end of their range."""
        step = self.steps[id]
        end = step.get(ends.get(step.get("driver") or "", ""))
        if isinstance(end, dict) and "value" in end:
            return _based(end["value"])
        formula = end["formula"] if isinstance(end, dict) else step["formula"]
        if formula is None:
            return self.base[id]
        try:
            return _worked(formula["tree"], values)
        except NoValueError:
            return None

    # --- one driver at a time ----------------------------------------------------------------------------------------

    def swings(self) -> Iterator[_Wrong]:
        """Give the swings that are not what their driver does alone."""
        for swing in listed(self.whole, "swings"):
            driver, measure = str(swing["driver"]), str(swing["measure"])
            if swing["range"] == "stated" and driver not in self.drivers:
                self.hidden += 1
                continue
            ends = (*self._ends(driver, measure, str(swing["range"])), self.base[measure])
            tried = [one for one in ends if one is not None]
            low, high = min(tried), max(tried)
            worse, better = (high, low) if measure == "result.total_cost" else (low, high)
            for name, should in (("worse", worse), ("better", better)):
                self.followed += 1
                if _based(swing[name]) != should:
                    yield _Wrong(measure, f"{name}: {driver}", swing[name], should)

    def _ends(self, driver: str, measure: str, kind: str) -> Iterator[Fraction | None]:
        if kind == "stated":
            yield from (self._at({driver: end}, {})[measure] for end in ("low", "high"))
            return
        value = self.base[driver]
        for part in (1 - _TENTH, 1 + _TENTH):
            yield None if value is None else self._at({}, {driver: value * part})[measure]

    def _at(self, ends: Mapping[str, str], forced: Values) -> Values:
        """Work out everything with some drivers at an end, or some numbers at another value."""
        values: dict[str, Fraction | None] = {}
        for id in self.order:
            values[id] = forced[id] if id in forced else self._one(id, values, ends)
        return values

    def break_evens(self) -> Iterator[_Wrong]:
        """Give the break-even values at which something is still gained or lost."""
        cost = self.base.get("result.total_cost") or Fraction(1)
        for one in listed(self.whole, "break_evens"):
            value, step = _based(one["value"]) if is_number(one["value"]) else None, str(one["step"])
            if value is None:
                continue
            self.followed += 1
            left = self._at({}, {step: value}).get("result.net_benefit")
            if left is None or abs(left) > _NOTHING * abs(cost):
                yield _Wrong(step, "break-even", one["value"], None)


def _moved(steps: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    """Give the steps that stand in a case, and those that rest on one of them."""
    for id, step in steps.items():
        if id in told or any(name in told for name in step.get("inputs") or ()):
            yield id


def _is_bare(step: Mapping[str, Any]) -> bool:
    """Say whether a number is stated with nothing that could move it."""
    return step["formula"] is None and not step.get("driver")


def _based(value: Mapping[str, Any]) -> Fraction | None:
    """Give a value in base units; None when it says why there is none."""
    return exact(value["base"]) if is_number(value) else None


def _same(says: Fraction | None, should: Fraction, step: Mapping[str, Any]) -> bool:
    return says == should or (says is not None and _is_rate(step) and abs(says - should) <= _RATE)


def _is_rate(step: Mapping[str, Any]) -> bool:
    return bool(step["formula"]) and step["formula"]["tree"].get("call") == "irr"


def _trees(step: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in (step, step.get("low"), step.get("high")):
        if isinstance(one, dict) and one.get("formula"):
            yield one["formula"]["tree"]


def _names(tree: Mapping[str, Any]) -> Iterator[str]:
    if "name" in tree:
        yield str(tree["name"])
    for inner in (tree.get("negative"), tree.get("left"), tree.get("right"), *(tree.get("of") or ())):
        if isinstance(inner, dict):
            yield from _names(inner)


# --- arithmetic ------------------------------------------------------------------------------------------------------


def _worked(tree: Mapping[str, Any], values: Values) -> Fraction:
    """Work out a formula over values by id, all in base units."""
    if "name" in tree:
        found = values[str(tree["name"])]
        if found is None:
            raise NoValueError
        return found
    if "number" in tree:
        return exact(tree["number"])
    if "negative" in tree:
        return -_worked(tree["negative"], values)
    if "call" in tree:
        return _FUNCTIONS[tree["call"]]([_worked(one, values) for one in tree["of"]])
    return _joined(tree["sign"], _worked(tree["left"], values), _worked(tree["right"], values))


def _joined(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if max(_size(left), _size(right)) > MOST_BITS:
        raise ValueError(sign)
    if sign == "/":
        if right == 0:
            raise NoValueError
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


def _size(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _sum(values: list[Fraction]) -> Fraction:
    total = Fraction(0)
    for value in values:
        total = _joined("+", total, value)
    return total


def _average(values: list[Fraction]) -> Fraction:
    return _sum(values) / len(values)


def _rate(flows: list[Fraction]) -> Fraction:
    """Find the rate at which the amounts of successive years are worth nothing together, by halving.

    `flows` change sign once, so their worth does too: it begins with the sign of the last amount and ends with that of
    the first.
    """
    told = [flow for flow in flows if flow]
    if sum((one > 0) != (other > 0) for one, other in pairwise(told)) != 1:
        raise NoValueError
    if len(flows) > MOST_YEARS:
        raise ValueError(len(flows))
    low, high = Fraction(1, 2**40), Fraction(2**40)
    for _ in range(120):
        middle = Fraction(round((low + high) / 2 * 2**80), 2**80)
        worth = Fraction(0)
        for flow in flows:
            worth = worth * middle + flow
        low, high = (low, middle) if (worth > 0) == (told[0] > 0) else (middle, high)
    return low - 1


def _periods(amounts: list[Fraction]) -> Fraction:
    """Count the periods until the first amount is earned by those after it, each evenly over its period."""
    left, passed = amounts[0], Fraction(0)
    for amount in amounts[1:]:
        if left <= 0:
            break
        if amount >= left:
            return passed + left / amount
        left, passed = left - amount, passed + 1
    if left > 0:
        raise NoValueError
    return passed


_FUNCTIONS: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "sum": _sum,
    "mean": _average,
    "abs": lambda every: abs(every[0]),
    "irr": _rate,
    "periods": _periods,
}
