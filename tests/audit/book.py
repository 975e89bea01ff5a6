"""A receipt, walked by hand: its formulas are worked out here again, with nothing of the tool that made it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from typing import Any

CASES = ("conservative", "base", "optimistic")
ENDS = ("low", "high")
Values = dict[str, Fraction | None]


def exact(written: Mapping[str, Any]) -> Fraction:
    """Read a number of a receipt."""
    if "fraction" in written:
        return Fraction(int(written["fraction"]["numerator"]), int(written["fraction"]["denominator"]))
    return Fraction(written["decimal"])


def based(value: Mapping[str, Any]) -> Fraction | None:
    """Read a value of a receipt in base units; None when it says why there is none."""
    return None if "missing" in value else exact(value["base"])


class NoValueError(Exception):
    """Something the formula rests on has no value, or it divides by zero."""


def rate_of_return(flows: list[Fraction]) -> Fraction:
    """Find the rate at which the amounts of successive years are worth nothing together; 14 decimals."""
    signs = [flow > 0 for flow in flows if flow]
    if sum(one != other for one, other in pairwise(signs)) != 1:
        raise NoValueError

    def worth(rate: Fraction) -> Fraction:
        return sum((flow / (1 + rate) ** year for year, flow in enumerate(flows)), Fraction(0))

    low, high = Fraction(-999_999, 1_000_000), Fraction(10**6)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if (worth(middle) > 0) == (worth(low) > 0) else (low, middle)
    return Fraction(round(low * 10**14), 10**14)


def years_needed(amounts: list[Fraction]) -> Fraction:
    """Count the years until the first amount has been earned by the others, of the last year the part needed."""
    cost, *earned = amounts
    reached = [sum(earned[:count], Fraction(0)) for count in range(len(earned) + 1)]
    full = next((count for count, sofar in enumerate(reached) if sofar >= cost), None)
    if full is None:
        raise NoValueError
    return full - (reached[full] - cost) / earned[full - 1] if full else Fraction(0)


FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "sum": lambda every: sum(every, Fraction(0)),
    "mean": lambda every: sum(every, Fraction(0)) / len(every),
    "abs": lambda every: abs(every[0]),
    "irr": rate_of_return,
    "periods": years_needed,
}


def worked(tree: Mapping[str, Any], values: Mapping[str, Fraction | None]) -> Fraction:
    """Work out a formula over values by id."""
    if "name" in tree:
        found = values[tree["name"]]
        if found is None:
            raise NoValueError
        return found
    if "number" in tree:
        return exact(tree["number"])
    if "negative" in tree:
        return -worked(tree["negative"], values)
    if "call" in tree:
        return FUNCTIONS[tree["call"]]([worked(one, values) for one in tree["of"]])
    left, right = worked(tree["left"], values), worked(tree["right"], values)
    if tree["sign"] == "/":
        if right == 0:
            raise NoValueError
        return left / right
    return left * right if tree["sign"] == "*" else left + right if tree["sign"] == "+" else left - right


def names_in(tree: Mapping[str, Any]) -> list[str]:
    """Give the ids that a formula names."""
    return re.findall(r'"name": "([^"]+)"', json.dumps(tree))


@dataclass
class Sheet:
    """A receipt as something to compute with."""

    receipt: dict[str, Any]

    @cached_property
    def steps(self) -> dict[str, dict[str, Any]]:
        """The steps by id."""
        return {one["id"]: one for one in self.receipt["steps"]}

    @cached_property
    def rests_on(self) -> dict[str, list[str]]:
        """What each step is made of, the ends of its range included."""
        found: dict[str, list[str]] = {}
        for id, step in self.steps.items():
            trees = [step["formula"], *(end.get("formula") for end in (step["low"], step["high"]) if end)]
            found[id] = [name for tree in trees if tree for name in names_in(tree["tree"])]
        return found

    @cached_property
    def order(self) -> list[str]:
        """The ids such that each comes after what it is made of."""
        return self.basis(self.steps)

    def basis(self, wanted: Iterable[str]) -> list[str]:
        """Give some steps and all they are made of, in order."""
        done: dict[str, None] = {}

        def visit(id: str) -> None:
            if id not in done:
                for name in self.rests_on[id]:
                    visit(name)
                done[id] = None

        for id in wanted:
            visit(id)
        return list(done)

    @cached_property
    def drivers(self) -> dict[str, list[str]]:
        """The lines that each driver moves."""
        found: dict[str, list[str]] = {}
        for step in self.steps.values():
            if step["driver"]:
                found.setdefault(step["driver"], []).append(step["id"])
        return found

    def ends(self, lines: Collection[str]) -> list[str]:
        """Give the ends a driver can be at; the base (no end) where the author gave one end only."""
        stated = [end for end in ENDS if any(self.steps[line][end] for line in lines)]
        return stated if len(stated) == 2 else ["", *stated]

    def at(
        self,
        ends: Mapping[str, str] | None = None,
        forced: Mapping[str, Fraction] | None = None,
        only: Iterable[str] | None = None,
    ) -> Values:
        """Work out everything, or some steps in order, with some drivers at an end or some steps at another value."""
        values: Values = {}
        for id in self.order if only is None else only:
            values[id] = forced[id] if forced and id in forced else self._one(id, values, ends or {})
        return values

    def _one(self, id: str, values: Values, ends: Mapping[str, str]) -> Fraction | None:
        step = self.steps[id]
        stated = {"value": step["value"]} if step["kind"] == "input" else {"formula": step["formula"]}
        what = step.get(ends.get(step["driver"] or "", "")) or stated
        if "value" in what:
            return based(what["value"])
        if what["formula"] is None or (id == "result.break_even_attribution" and self._is_no_share(values)):
            return None
        try:
            return worked(what["formula"]["tree"], values)
        except NoValueError:
            return None

    @staticmethod
    def _is_no_share(values: Values) -> bool:
        """Say whether the effect is worth more than the whole change, so that it is no share of it."""
        benefit, whole = values["result.total_benefit"], values["result.gross_benefit"]
        return benefit is not None and whole is not None and whole < benefit

    # --- what it publishes --------------------------------------------------------------------------------------------

    def published(self, id: str, case: str) -> dict[str, Any]:
        """Give what the receipt publishes for a step: in a case, at an end of its range or of a swing, or a draw."""
        kind, _, driver = case.partition(":")
        if kind == "simulation":
            return self.receipt["simulation"]["measures"][id][driver]  # type: ignore[no-any-return]
        if driver:
            swing = next(one for one in self.receipt["swings"] if one["driver"] == driver)
            return swing[kind]  # type: ignore[no-any-return]
        if case in ENDS:
            return self.steps[id][case]["value"]  # type: ignore[no-any-return]
        values = next(one["values"] for one in self.receipt["scenarios"] if one["name"] == (case or "base"))
        return values.get(id) or self.steps[id]["value"]  # type: ignore[no-any-return]

    def in_case(self, case: str) -> Values:
        """Give everything that is published for a case, in base units."""
        return {id: based(self.published(id, case)) for id in self.steps}

    @property
    def measure(self) -> str | None:
        """What its swings are judged by."""
        return next((one["measure"] for one in self.receipt["swings"]), None)

    # --- complaints: empty when the receipt is right ------------------------------------------------------------------

    def wrong_steps(self) -> list[str]:
        """Name the steps that do not follow from their own formula and inputs."""
        own = self.at()
        return [id for id, step in self.steps.items() if based(step["value"]) != own[id]]

    def wrong_cases(self) -> list[str]:
        """Name what is wrong with the cases: no set of choices, or not the worst or the best of all."""
        found = []
        for case in CASES:
            chosen, published = self.choices(case), self.in_case(case)
            if chosen is None:
                found.append(f"{case}: a driver stands at none of its ends")
                continue
            own = self.at(chosen)
            found += [f"{case}: {id}" for id in self.steps if own[id] != published[id]]
        if self.measure is not None:
            worst, best = self.extremes(self.measure)
            for case, wanted in (("conservative", worst), ("optimistic", best)):
                reached = based(self.published(self.measure, case))
                if reached != wanted:
                    found.append(f"{case}: {self.measure} is {reached}, but a corner gives {wanted}")
        return found

    def extremes(self, measure: str) -> tuple[Fraction, Fraction]:
        """Try every corner. A cost that is highest is worst, also where it brings a negative ROI nearer to zero."""
        worst, best = self._corners(measure, max), self._corners(measure, min)
        return (max(worst), min(best)) if measure == "result.total_cost" else (min(worst), max(best))

    def _corners(self, measure: str, dearest: Callable[..., str]) -> list[Fraction]:
        """Give the measure in the base case and in every corner; what moves costs alone stands at one end."""
        basis = self.basis([measure])
        moved = {driver: lines for driver, lines in self.drivers.items() if set(lines) & set(basis)}
        fixed = self._unmoved(basis, moved)
        rest = [id for id in basis if id not in fixed]
        base = self.at(only=basis)
        costly = self._of_costs_alone(measure, moved)
        choices = [
            (dearest(self.ends(lines), key=lambda end, one=driver: self._cost(base, basis, {one: end})),)
            if driver in costly
            else self.ends(lines)
            for driver, lines in moved.items()
        ]
        found = []
        for ends in product(*choices):
            chosen, values = dict(zip(moved, ends, strict=True)), {id: base[id] for id in fixed}
            for id in rest:
                values[id] = self._one(id, values, chosen)
            found.append(values[measure])
        return [one for one in (*found, *(() if costly else (base[measure],))) if one is not None]

    def _of_costs_alone(self, measure: str, moved: Mapping[str, list[str]]) -> set[str]:
        if measure != "result.roi":
            return set()
        earning = set(self.basis(["result.total_benefit"]))
        return {driver for driver, lines in moved.items() if not set(lines) & earning}

    def _cost(self, base: Mapping[str, Fraction | None], basis: list[str], chosen: dict[str, str]) -> Fraction:
        values = dict(base)
        for id in basis:
            values[id] = self._one(id, values, chosen)
        cost = values["result.total_cost"]
        return Fraction(0) if cost is None else cost

    def _unmoved(self, basis: list[str], moved: Mapping[str, list[str]]) -> set[str]:
        touched: set[str] = {line for lines in moved.values() for line in lines}
        for id in basis:
            if set(self.rests_on[id]) & touched:
                touched.add(id)
        return {id for id in basis if id not in touched}

    def choices(self, case: str) -> dict[str, str] | None:
        """Read off at which end each driver stands in a case; None when at none of them."""
        published, found = self.in_case(case), {}
        for driver, lines in self.drivers.items():
            fitting = (
                end
                for end in ("", *ENDS)
                if all(self._one(line, published, {driver: end}) == published[line] for line in lines)
            )
            end = next(fitting, None)
            if end is None:
                return None
            found[driver] = end
        return found
