"""What the methods of the field make of a spec: every figure, worked out from the files alone.

`Study.figures` gives each computed figure by the id it must have on the receipt. Nothing of the tool's formulas is
used: the templates, methods and measures stand here in their own words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.audit import groups
from tests.audit.book import NoValueError, Values, based, rate_of_return, years_needed
from tests.audit.groups import Arm, Trend
from tests.audit.spec import (
    Names,
    cell,
    house,
    mean,
    measured,
    month_number,
    months_later,
    scale_of,
    standards,
    sum_of,
    table,
    twelve,
    unit_of,
)

Block = dict[str, Any]
Money = Fraction | None

READY_MADE = {
    "time_saved": "effect * benefit_window * tasks * people * rate * redeployed",
    "rework_avoided": "effect * benefit_window * (rate + material)",
    "error_avoided": (
        "effect * benefit_window * (correction_time * rate + material + detection + compensation + penalties)"
    ),
    "conversion_rate": "effect * benefit_window * leads * order_value * margin",
    "utility_model": "effect * benefit_window * people * sdy / standard_deviation",
    "absence_avoided": "effect * benefit_window * people * (cost_per_day + overtime_premium)",
}
"""Ready-made conversions, over what their inputs are called."""
LEFT_OUT = dict.fromkeys(("material", "detection", "compensation", "penalties", "overtime_premium"), Fraction(0))
LEFT_OUT |= dict.fromkeys(("people", "redeployed"), Fraction(1))
"""What an optional input counts for when it is left out."""

GROUPS = {
    "development": ("needs_analysis", "development"),
    "direct": ("acquisition", "facilitation", "travel", "materials", "facilities", "technology"),
    "indirect": (
        "coordination",
        "participant_time",
        "application_support",
        "overhead",
        "evaluation",
        "communication",
    ),
}
YEAR_OF_DAYS = Fraction("365.25")


def over(above: Money, below: Money) -> Money:
    """Divide; nothing by zero, and nothing where either is missing."""
    return None if above is None or not below else above / below


def positive(value: Money) -> Money:
    """Give what is above zero."""
    return None if value is None else max(value, Fraction(0))


def less(value: Money, other: Money) -> Money:
    """Subtract."""
    return None if value is None or other is None else value - other


def total(every: Iterable[Money]) -> Money:
    """Add up; one missing amount leaves no sum."""
    amounts = list(every)
    return None if None in amounts else sum((one for one in amounts if one is not None), Fraction(0))


@dataclass
class Study:
    """A spec, and what the methods of the field make of it."""

    spec: Block
    as_of: dt.date
    estimates: Mapping[str, Fraction] = field(default_factory=dict)
    """Effects found by statistics, by the prefix of the method's figures; held against the data files elsewhere."""
    other: Mapping[str, Fraction] = field(default_factory=dict)
    """Shared values to take instead of those that hold on the day."""
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        spec = self.spec
        known = {name: Fraction(count) for name, count in spec["audience"].items() if isinstance(count, int)}
        if "benefit_window" in spec:
            known["benefit_window"] = measured(spec["benefit_window"]["length"])
        known |= {
            f"exchange.{one['currency'].lower()}": measured(one["rate"]) for one in spec.get("exchange_rates", ())
        }
        known |= {f"cohort.{one['id']}.completed": Fraction(one["completed"]) for one in spec.get("cohorts", ())}
        later = {f"cost.{one['id']}": lambda one=one: self.cost(one) for one in self.costs}  # type: ignore[misc]
        self.names = Names(known, later)
        self.names.stated(spec.get("assumptions", []))
        shared = Names({}, {})
        shared.stated(list(standards(self.day).values()))
        shared.update(self.other)
        self.names.later |= {f"standard.{id}": lambda id=id: shared[id] for id in standards(self.day)}  # type: ignore[misc]

    @property
    def day(self) -> dt.date:
        """The day of which the shared values count."""
        return self.spec.get("evaluated_on") or self.as_of

    @property
    def costs(self) -> list[Block]:
        """All cost lines."""
        return self.spec.get("costs", [])  # type: ignore[no-any-return]

    @property
    def kpis(self) -> list[Block]:
        """All KPIs."""
        return self.spec["kpis"]  # type: ignore[no-any-return]

    def figures(self) -> Values:
        """Give every figure that is computed, by its id."""
        out: Values = {}
        for part in (self._values, self._window, self._kpis, self._costs, self._results, self._years, self._fiscal):
            out |= dict(part())
        for part in (self._parts, self._perspectives, self._forecasts):
            out |= dict(part())
        return out

    def _values(self) -> Iterator[tuple[str, Money]]:
        for name in (one["id"] for one in self.spec.get("assumptions", ()) if "formula" in one):
            yield f"assumption.{name}", self.names[name]
        for name in (one["id"] for one in standards(self.day).values() if "formula" in one):
            yield f"standard.{name}", self.names[f"standard.{name}"]

    # --- time --------------------------------------------------------------------------------------------------------

    @cached_property
    def year(self) -> Fraction:
        """One year in the base unit of the window: months or days."""
        in_days = unit_of(self.spec["benefit_window"]["length"]) in ("day", "days", "week", "weeks")
        return YEAR_OF_DAYS if in_days else Fraction(12)

    @cached_property
    def years(self) -> list[Fraction]:
        """The length of each year that counts; benefits of a short-term solution count one year at most."""
        length, spare = self.names["benefit_window"], (1 if self.year == YEAR_OF_DAYS else 0)
        if length - spare <= self.year:
            return [length]
        if self.spec["benefit_window"]["solution"] == "short_term":
            return [self.year]
        out = []
        while length - spare > self.year:
            out.append(self.year)
            length -= self.year
        return [*out, length]

    @cached_property
    def kept(self) -> list[Fraction]:
        """What remains of the effect in each year."""
        window, each = self.spec["benefit_window"], Fraction(1)
        for name in ("yearly_decay", "yearly_attrition"):
            each *= 1 - (sum_of(window[name], self.names) if name in window else 0)
        return [each**year for year in range(len(self.years))]

    @property
    def counted(self) -> Fraction:
        """The time over which benefits count."""
        return sum((one * rest for one, rest in zip(self.years, self.kept, strict=True)), Fraction(0))

    @cached_property
    def lag(self) -> Money:
        """The time from the end of delivery to the start of the window."""
        start, end = self.spec["benefit_window"].get("start"), self.spec.get("delivery", {}).get("end")
        if start is None or end is None or start <= end:
            return None
        days = Fraction((start - end).days)
        return days if self.year == YEAR_OF_DAYS else days / (YEAR_OF_DAYS / 12)

    def _window(self) -> Iterator[tuple[str, Money]]:
        window = self.spec.get("benefit_window")
        if window is None:
            return
        if len(self.years) == 1:
            yield "benefit_window.first_year", self.years[0]
            return
        for number, length in enumerate(self.years, start=1):
            yield f"benefit_window.year_{number}", length
        for name in ("decay", "attrition"):
            if f"yearly_{name}" in window:
                yield f"benefit_window.{name}", sum_of(window[f"yearly_{name}"], self.names)
        for number, rest in enumerate(self.kept[1:], start=2):
            yield f"benefit_window.kept_{number}", rest
        yield "benefit_window.counted", self.counted

    # --- what was measured -------------------------------------------------------------------------------------------

    def entry(self, id: str) -> Block:
        """Give a data file as the spec states it."""
        return next(one for one in self.spec["data"] if one["id"] == id)

    @staticmethod
    def reads_groups(how: Block) -> bool:
        """Say whether a method finds its effect in a data file, and not the answers of respondents."""
        return "data" in how and not how["method"].endswith("_estimate")

    def arms(self, kpi: Block, how: Block) -> list[Arm]:
        """Give the groups of a method that reads a data file, or of a KPI that does."""
        entry = self.entry(how["data"])
        found = groups.arms(entry, how, kpi.get("unit", ""))
        return [groups.both(found[0])] if len(found) == 1 and "period" not in entry["columns"] else found

    def many(self, kpi: Block, arm: Arm) -> int:
        """Give how many one mean stands for."""
        return len(arm.analysed) if kpi.get("aggregate") == "sum" else 1

    def level(self, kpi: Block, name: str) -> Money:
        """Give the baseline or the result of a KPI, stated or from data."""
        if name in kpi:
            return measured(kpi[name])
        how = kpi.get("attribution", {})
        source = how if self.reads_groups(how) else kpi if "data" in kpi else None
        if source is None or name == "forecast":
            return None
        arm = self.arms(kpi, source)[0]
        scale = scale_of(kpi.get("unit", ""))
        found = arm.before if name == "baseline" else arm.after
        if "period" in self.entry(source["data"])["columns"] and "team" not in self.entry(source["data"])["columns"]:
            return twelve(found / scale) * scale
        return twelve(found * self.many(kpi, arm) / scale) * scale

    def after(self, kpi: Block) -> Money:
        """Give the result, or the forecast while there is none."""
        result = self.level(kpi, "result")
        return self.level(kpi, "forecast") if result is None else result

    @staticmethod
    def sign(kpi: Block) -> int:
        """Give -1 where lower is better."""
        return 1 if kpi["better"] == "higher" else -1

    def change(self, kpi: Block) -> Money:
        """Give the whole change, positive when better."""
        change = less(self.after(kpi), self.level(kpi, "baseline"))
        return None if change is None else change * self.sign(kpi)

    # --- what the programme did --------------------------------------------------------------------------------------

    @staticmethod
    def methods(kpi: Block) -> dict[str, Block]:
        """Give the methods of a KPI by the prefix of their figures."""
        every = [*([kpi["attribution"]] if "attribution" in kpi else []), *kpi.get("cross_checks", [])]
        names = ["attribution", *(f"cross_check_{number}" for number in range(1, len(every)))]
        return {f"kpi.{kpi['id']}.{name}": one for name, one in zip(names, every, strict=False)}

    def respondents(self, how: Block) -> list[Block]:
        """Give the answers, stated or from a data file."""
        if "respondents" in how:
            return how["respondents"]  # type: ignore[no-any-return]
        entry = self.entry(how["data"])
        return [
            {"id": f"P{number}"} | {role: cell(row[role], entry) for role in row if role != "person"}
            for number, row in enumerate(table(entry), start=1)
        ]

    def isolated(self, kpi: Block, prefix: str, how: Block) -> Money:
        """Give the effect by one method."""
        sign, change = self.sign(kpi), self.change(kpi)
        if how["method"] == "none":
            return None
        if "stated_effect" in how:
            return measured(how["stated_effect"]["value"])
        if self.reads_groups(how):
            off = positive(self.regression(kpi, how)) if "expected_regression" in how else None
            return self.estimates[prefix] if off is None else self.raw(kpi, how) - off
        if "before" in how:
            return mean([sign * one for one in self._above(how)])
        if how["method"] == "randomised_control_group":
            return sign * (measured(kpi["result"]) - measured(how["comparison"]["result"]))
        assert change is not None, prefix
        if how["method"] == "comparison_group":
            return change - self._others(kpi, how)
        if how["method"] == "other_factors":
            return change - sum(measured(one["change"]) for one in how["factors"])
        return change * self.share(how)

    @staticmethod
    def trend(how: Block) -> Trend:
        """Fit the periods before."""
        first = month_number(how["before"][0]["period"])
        x = tuple(Fraction(month_number(one["period"]) - first + 1) for one in how["before"])
        return Trend(first, x, tuple(measured(one["value"]) for one in how["before"]))

    def _above(self, how: Block) -> list[Fraction]:
        line = self.trend(how)
        return [measured(one["value"]) - line.expects(one["period"]) for one in how["after"]]

    def _others(self, kpi: Block, how: Block) -> Fraction:
        return self.sign(kpi) * (measured(how["comparison"]["result"]) - measured(how["comparison"]["baseline"]))

    def share(self, how: Block) -> Fraction:
        """Give the share of the change that counts: one estimate, or the answers of all who were asked."""
        if "share" in how:
            return measured(how["share"]) * measured(how.get("confidence", "100%"))
        rows = self.respondents(how)
        return sum(map(counts, rows), Fraction(0)) / max(how.get("invited", 0), len(rows))

    def effect(self, kpi: Block) -> Money:
        """Give the lowest of all methods; the whole change where there is none; nothing for the method `none`."""
        methods = self.methods(kpi)
        if kpi["level"] != "impact" or kpi.get("attribution", {}).get("method") == "none":
            return None
        found = [self.isolated(kpi, prefix, how) for prefix, how in methods.items()]
        return min(one for one in found if one is not None) if methods else self.change(kpi)

    # --- what it is worth --------------------------------------------------------------------------------------------

    def worth(self, kpi: Block, effect: Money, time: Fraction | None = None) -> Money:
        """Give the money that an effect comes to over a stretch of time; over all that counts when not told."""
        if effect is None or "conversion" not in kpi:
            return None
        how = kpi["conversion"]
        own = {name: found for name in ("baseline", "result") if (found := self.level(kpi, name)) is not None}
        heads = kpi.get("people", self.spec["audience"].get("completed"))
        own |= {"people": Fraction(heads)} if heads is not None else {}
        change = self.change(kpi)
        own |= {"effect": effect} | ({"observed_change": change} if change is not None else {})
        named = self.names.plus(own)
        if "inputs" in how:
            inputs = {name: sum_of(formula, named) for name, formula in how["inputs"].items()}
            named, formula = named.plus(LEFT_OUT | inputs), READY_MADE[how["technique"]]
        else:
            formula = how["formula"]
        if "benefit_window" in self.spec:
            named = named.plus({"benefit_window": self._time(how, self.counted if time is None else time)})
        return sum_of(formula, named)

    def _time(self, how: Block, time: Fraction) -> Fraction:
        return measured(how["times_a_year"]) * time / self.year if "times_a_year" in how else time

    def yearly(self, kpi: Block) -> list[Money]:
        """Give the benefit of each year of the window."""
        effect = self.effect(kpi)
        if effect is None or "benefit_window" not in self.spec or len(self.years) == 1:
            return [self.worth(kpi, effect)]
        found = [self.worth(kpi, effect, year) for year in self.years]
        return [None if one is None else one * rest for one, rest in zip(found, self.kept, strict=True)]

    def benefit(self, kpi: Block) -> Money:
        """Give the benefit of a KPI, for whomever it counts."""
        return total(self.yearly(kpi))

    def gross(self, kpi: Block) -> Money:
        """Give what the whole change would be worth."""
        change = self.change(kpi)
        return self.worth(kpi, self.effect(kpi) if change is None else change)

    def _kpis(self) -> Iterator[tuple[str, Money]]:
        for kpi in self.kpis:
            id = f"kpi.{kpi['id']}"
            if (change := self.change(kpi)) is not None:
                yield f"{id}.improvement", change
            if "forecast" in kpi and (result := self.level(kpi, "result")) is not None:
                yield f"{id}.forecast_error", result - measured(kpi["forecast"])
            for prefix, how in self.methods(kpi).items():
                yield from ((f"{prefix}.{name}", value) for name, value in self._steps(kpi, prefix, how))
            yield f"{id}.effect", self.effect(kpi)
            if "conversion" in kpi:
                yield from self._worths(kpi, id)

    def _worths(self, kpi: Block, id: str) -> Iterator[tuple[str, Money]]:
        yield f"{id}.benefit", self.benefit(kpi)
        yield f"{id}.gross_benefit", self.gross(kpi)
        if len(every := self.yearly(kpi)) > 1:
            yield from ((f"{id}.benefit.year_{number}", one) for number, one in enumerate(every, start=1))
        if "times_a_year" in kpi["conversion"]:
            yield f"{id}.counted_time", self._time(kpi["conversion"], self.counted)
        one, two = self.worth(kpi, Fraction(1)), self.worth(kpi, Fraction(2))
        if one is not None and two == 2 * one and kpi in self.own_kpis:
            others = less(self.total_benefit, self.benefit(kpi))
            yield f"{id}.break_even_effect", over(less(self.total_cost, others), one)

    def _steps(self, kpi: Block, prefix: str, how: Block) -> Iterator[tuple[str, Money]]:
        effect = self.isolated(kpi, prefix, how)
        if self.reads_groups(how):
            yield from self._of_groups(kpi, prefix, how)
            return
        if effect is not None:
            yield "effect", effect
        if how["method"] == "comparison_group" and "stated_effect" not in how:
            yield "comparison.change", self._others(kpi, how)
        if how["method"] == "other_factors":
            yield "factors", sum((measured(one["change"]) for one in how["factors"]), Fraction(0))
        if how["method"].endswith("_estimate") or how["method"] == "prior_study":
            yield "counted_share", self.share(how)
            for row in self.respondents(how) if "share" not in how else ():
                yield f"respondent.{row['id']}.share", counts(row | {"excluded": ""})
                yield f"respondent.{row['id']}.zero", Fraction(0)
        if "before" in how:
            yield from self._of_trend(kpi, how)

    def _of_groups(self, kpi: Block, prefix: str, how: Block) -> Iterator[tuple[str, Money]]:
        for name, arm in self.named_arms(kpi, how):
            yield f"{name}.lost", Fraction(self.assigned(how, arm) - self.analysed(how, arm))
        if "expected_regression" in how:
            yield "regression", self.regression(kpi, how)
            yield "effect", self.isolated(kpi, prefix, how)

    def regression(self, kpi: Block, how: Block) -> Fraction:
        """Give how far a group would have moved towards everybody's mean by itself, positive when better."""
        stated, first = how["expected_regression"], self.arms(kpi, how)[0]
        away = measured(stated["population_mean"]) - self._shown(kpi, first.before)
        return (1 - measured(stated["retest_correlation"])) * away * self.sign(kpi) * self.many(kpi, first)

    def raw(self, kpi: Block, how: Block) -> Fraction:
        """Give the mean change of the same people, before anything is taken off."""
        first = self.arms(kpi, how)[0]
        return self._shown(kpi, groups.paired(first)[0]) * self.sign(kpi) * self.many(kpi, first)

    def _of_trend(self, kpi: Block, how: Block) -> Iterator[tuple[str, Money]]:
        line = self.trend(how)
        yield "fit.mean.outcome", mean(list(line.y))
        yield "fit.mean.time", mean(list(line.x))
        yield "fit.sum.time.outcome", line.along
        yield "fit.sum.time.time", line.across
        yield "fit.slope.time", line.slope
        yield "fit.intercept", line.intercept
        for number, (one, above) in enumerate(zip(how["after"], self._above(how), strict=True), start=1):
            yield f"after.{number}.expected", line.expects(one["period"])
            yield f"after.{number}.difference", above * self.sign(kpi)

    # --- from data to inputs -----------------------------------------------------------------------------------------

    def named_arms(self, kpi: Block, how: Block) -> list[tuple[str, Arm]]:
        """Give the groups by the name their figures have."""
        return [("trained" if arm.trained else "compared", arm) for arm in self.arms(kpi, how)]

    def is_series(self, how: Block) -> bool:
        """Say whether a data file holds one value per period, so that periods are counted and not people."""
        columns = self.entry(how["data"])["columns"]
        return "period" in columns and "team" not in columns and "person" not in columns

    def analysed(self, how: Block, arm: Arm) -> int:
        """Give how many people, teams or periods were analysed."""
        if self.is_series(how):
            return sum(len(one.before) + len(one.after) for one in arm.units)
        return len(arm.analysed)

    def assigned(self, how: Block, arm: Arm) -> int:
        """Give how many there were at first."""
        stated = {one["group"]: one["people"] for one in how.get("assigned", ())}
        if stated:
            return sum(stated[group] for group in {one.group for one in arm.units})
        return self.analysed(how, arm) if self.is_series(how) else len(arm.units)

    def _shown(self, kpi: Block, value: Fraction) -> Fraction:
        scale = scale_of(kpi["unit"])
        return twelve(value / scale) * scale

    def from_data(self) -> Values:
        """Give every input that data files lead to, except effects, by its id."""
        out: Values = {}
        for kpi in self.kpis:
            for prefix, how in self.methods(kpi).items():
                if self.reads_groups(how):
                    out |= self._group_inputs(kpi, prefix, how)
                elif "data" in how:
                    for row in self.respondents(how):
                        out |= {f"{prefix}.respondent.{row['id']}.{role}": row[role] for role in row if role != "id"}
            if self.reads_groups(kpi.get("attribution", {})) or "data" in kpi:
                id = f"kpi.{kpi['id']}"
                out |= {f"{id}.baseline": self.level(kpi, "baseline"), f"{id}.actual": self.level(kpi, "result")}
        return out

    def _group_inputs(self, kpi: Block, prefix: str, how: Block) -> Values:
        out: Values = {}
        for name, arm in self.named_arms(kpi, how):
            out[f"{prefix}.{name}.assigned"] = Fraction(self.assigned(how, arm))
            out[f"{prefix}.{name}.analysed"] = Fraction(self.analysed(how, arm))
            out[f"{prefix}.{name}.before"] = self._shown(kpi, arm.before)
            out[f"{prefix}.{name}.after"] = self._shown(kpi, arm.after)
        if "expected_regression" in how:
            out[f"{prefix}.measured"] = self.raw(kpi, how)
        return out

    def found(self, kpi: Block, how: Block) -> Money:
        """Work out an effect from its data file; None for what takes more than means and one line."""
        arms, sign = self.arms(kpi, how), self.sign(kpi)
        if how["method"] == "interrupted_time_series":
            return None
        if how["method"] == "before_after":
            off = 0
            if (stated := how.get("expected_regression")) is not None:
                away = measured(stated["population_mean"]) - arms[0].before
                off = max((1 - measured(stated["retest_correlation"])) * away * sign, 0)
            return (groups.paired(arms[0])[0] * sign - off) * self.many(kpi, arms[0])
        lot = how["method"] == "randomised_control_group"
        return (groups.adjusted if lot else groups.differences)(*arms) * sign * self.many(kpi, arms[0])

    # --- what it costs -----------------------------------------------------------------------------------------------

    def amount(self, one: Block) -> Fraction:
        """Give what was stated, in the currency of the programme."""
        if "formula" in one:
            return sum_of(one["formula"], self.names)
        code = unit_of(one["amount"])
        rate = Fraction(1) if code == self.spec["currency"] else self.names[f"exchange.{code.lower()}"]
        return measured(one["amount"]) * rate

    def each(self, one: Block) -> Fraction:
        """Give what this run carries in one year."""
        share = one.get("prorate")
        whole = self.amount(one)
        return whole * measured(share["this_run"]) / measured(share["lifetime"]) if share else whole

    def cost_years(self, one: Block) -> list[int]:
        """Give the years of the window in which a cost is made."""
        first, last = self._first_year_of(one), len(self.years) if "benefit_window" in self.spec else 1
        return list(range(first, max(first, last) + 1)) if one.get("every_year") else [first]

    def _first_year_of(self, one: Block) -> int:
        """Give the year that is stated; else 0, unless it returns every year or is dated in the window."""
        opens = self.spec.get("benefit_window", {}).get("start")
        dated = "date" in one and opens is not None and one["date"] >= opens
        return one.get("year", 1 if one.get("every_year") or dated else 0)  # type: ignore[no-any-return]

    def cost(self, one: Block) -> Fraction:
        """Give what a cost comes to, all its years together."""
        return self.each(one) * len(self.cost_years(one))

    def _costs(self) -> Iterator[tuple[str, Money]]:
        for one in self.costs:
            id = f"cost.{one['id']}"
            yield id, self.cost(one)
            yield f"{id}.each_year", self.each(one)
            yield f"{id}.whole", self.amount(one)
        for group, categories in GROUPS.items():
            every = [one for one in self.own_costs if one["category"] in categories]
            yield f"costs.group.{group}", total(map(self.cost, every))
            for category in categories:
                mine = [one for one in every if one["category"] == category]
                yield f"costs.category.{category}", total(map(self.cost, mine))

    # --- results -----------------------------------------------------------------------------------------------------

    def is_own(self, one: Block) -> bool:
        """Say whether a cost or KPI counts for the programme's own side."""
        return one.get("perspective", self.spec["perspective"]) == self.spec["perspective"]  # type: ignore[no-any-return]

    @property
    def own_costs(self) -> list[Block]:
        """The costs of the programme's own side."""
        return [one for one in self.costs if self.is_own(one)]

    @property
    def own_kpis(self) -> list[Block]:
        """The KPIs that count."""
        return [one for one in self.kpis if self.is_own(one) and self.benefit(one) is not None]

    @cached_property
    def total_benefit(self) -> Money:
        """All that counts."""
        return total(map(self.benefit, self.own_kpis)) if self.own_kpis else None

    @cached_property
    def total_cost(self) -> Money:
        """All costs of the own side."""
        return total(map(self.cost, self.own_costs)) if self.own_costs else None

    def _results(self) -> Iterator[tuple[str, Money]]:
        benefit, cost = self.total_benefit, self.total_cost
        net, counted = less(benefit, cost), self.own_kpis
        whole = total(map(self.gross, counted)) if counted else None
        claimed = [one for one in self.kpis if self.is_own(one) and self.gross(one) is not None and one not in counted]
        heads = self.spec["audience"].get("completed")
        people = None if heads is None else Fraction(heads)
        yield from {
            "result.total_benefit": benefit,
            "result.total_cost": cost,
            "result.net_benefit": net,
            "result.gross_benefit": whole,
            "result.claimed": total(map(self.gross, claimed)) if claimed else None,
            "result.bcr": over(benefit, cost),
            "result.roi": over(net, cost),
            "result.back_per_unit_gross": over(benefit, cost),
            "result.back_per_unit_net": over(net, cost),
            "result.break_even_attribution": None if (less(whole, benefit) or 0) < 0 else over(cost, positive(whole)),
            "result.cost_per_person": over(cost, people),
            "result.benefit_per_person": over(benefit, people),
            "result.net_per_person": over(net, people),
        }.items()
        if "benefit_window" in self.spec:
            payback = self.payback()
            yield "result.payback", payback
            if len(self.years) > 1:
                yield "result.payback_years", self.payback_years()
            yield "result.payback_with_lag", None if self.lag is None or payback is None else payback + self.lag

    def payback(self) -> Money:
        """Give the time it takes to earn back all costs: each year at its own pace, within the window."""
        if len(self.years) == 1 or not self.own_kpis:
            return over(self.total_cost, over(positive(self.total_benefit), self.years[0]))
        needed = self.payback_years()
        if needed is None:
            return None
        passed = int(needed)
        rest = self.years[passed] * (needed - passed) if needed > passed else Fraction(0)
        return sum(self.years[:passed], Fraction(0)) + rest

    def payback_years(self) -> Money:
        """Give how many years are needed to earn back all costs."""
        cost = self.total_cost
        every = [self.in_year(which)[0] for which in range(1, len(self.years) + 1)]
        if cost is None or None in every:
            return None
        try:
            return years_needed([cost, *(one for one in every if one is not None)])
        except NoValueError:
            return None

    # --- years -------------------------------------------------------------------------------------------------------

    def in_year(self, year: int) -> tuple[Money, Money]:
        """Give the benefit and the cost of a year of the window; year 0 is before it."""
        benefit: Money = Fraction(0)
        if not self.own_kpis:
            benefit = None
        elif 1 <= year <= len(self.years):
            benefit = total(self.yearly(one)[year - 1] for one in self.own_kpis)
        made = [self.each(one) for one in self.own_costs if year in self.cost_years(one)]
        return benefit, total(made) if self.own_costs else None

    def _years(self) -> Iterator[tuple[str, Money]]:
        if "benefit_window" not in self.spec:
            return
        made = [year for one in self.own_costs for year in self.cost_years(one)]
        years = range(min([1, *made]), max([len(self.years), *made]) + 1)
        if years[-1] == 1 and "discount_rate" not in self.spec:
            return
        flows = [self.in_year(year) for year in years]
        for year, (benefit, cost) in zip(years, flows, strict=True):
            yield f"result.year_{year}.benefit", benefit
            yield f"result.year_{year}.cost", cost
            yield f"result.year_{year}.net", less(benefit, cost)
        yield from self._first_year(
            flows[years.index(1)][0], total(self.in_year(year)[1] for year in years if year < 2)
        )
        yield from self._discounted(years, flows)
        nets = [less(*one) for one in flows]
        yield "result.irr", self._rate([one for one in nets if one is not None]) if None not in nets else None

    @staticmethod
    def _rate(nets: list[Fraction]) -> Money:
        try:
            return rate_of_return(nets)
        except NoValueError:
            return None

    @staticmethod
    def _first_year(benefit: Money, cost: Money) -> Iterator[tuple[str, Money]]:
        net = less(benefit, cost)
        yield "result.first_year.benefit", benefit
        yield "result.first_year.cost", cost
        yield "result.first_year.net", net
        yield "result.first_year.bcr", over(benefit, positive(cost))
        yield "result.first_year.roi", over(net, positive(cost))

    def _discounted(self, years: range, flows: list[tuple[Money, Money]]) -> Iterator[tuple[str, Money]]:
        stated = self.spec.get("discount_rate") or {"value": house()["discount_rate"]}
        rate = measured(stated["value"])
        first = 1 + rate / 2 if stated.get("timing") == "middle" else 1 + rate
        today = [Fraction(1) if year == 0 else 1 / (first * (1 + rate) ** (year - 1)) for year in years]
        for year, factor in zip(years, today, strict=True):
            if year:
                yield f"discount.year_{year}", factor
        benefit, cost = (
            total(None if flow[side] is None else flow[side] * one for flow, one in zip(flows, today, strict=True))  # type: ignore[operator]
            for side in (0, 1)
        )
        yield "result.present_benefit", benefit
        yield "result.present_cost", cost
        yield "result.npv", less(benefit, cost)
        yield "result.discounted_roi", over(less(benefit, cost), positive(cost))

    # --- fiscal years ------------------------------------------------------------------------------------------------

    def _starts(self, year: int) -> dt.date:
        """Give the first day of a year of the window."""
        start: dt.date = self.spec["benefit_window"]["start"]
        if year <= len(self.years):
            return months_later(start, 12 * (year - 1))
        length = sum(self.years) if len(self.years) == 1 else self.names["benefit_window"]
        if self.year == YEAR_OF_DAYS:
            return start + dt.timedelta(days=round(length))
        months, rest = divmod(length, 1)
        return months_later(start, int(months)) + dt.timedelta(days=round(rest * YEAR_OF_DAYS / 12))

    def _fiscal(self) -> Iterator[tuple[str, Money]]:
        window, opens = self.spec.get("benefit_window", {}), house().get("fiscal_year_start")
        if opens is None or "start" not in window:
            return
        begun = window["start"]
        spent = [(day, self.each(one)) for one in self.own_costs for day in self._cost_days(one)]
        last = self._starts(len(self.years) + 1) - dt.timedelta(days=1)
        first = min([begun, *(day for day, _ in spent)]).year - 1
        for year in range(first, max([last, *(day for day, _ in spent)]).year + 1):
            opening, closing = dt.date(year, opens, 1), dt.date(year + 1, opens, 1)
            label = str(year) if opens == 1 else f"{year}/{year + 1}"
            cost = total(amount for day, amount in spent if opening <= day < closing)
            benefit = total(self._fiscal_part(which, opening, closing) for which in range(1, len(self.years) + 1))
            benefit, cost = benefit if self.own_kpis else None, cost if self.own_costs else None
            yield f"fiscal.{label}.benefit", benefit
            yield f"fiscal.{label}.cost", cost
            yield f"fiscal.{label}.net", less(benefit, cost)

    def _fiscal_part(self, which: int, opening: dt.date, closing: dt.date) -> Money:
        start, end = self._starts(which), self._starts(which + 1)
        inside = max((min(end, closing) - max(start, opening)).days, 0)
        benefit = self.in_year(which)[0]
        return None if benefit is None else benefit * inside / (end - start).days

    def _cost_days(self, one: Block) -> list[dt.date]:
        """Give the day of a cost: its date; else the start of its year, and beforehand that of delivery."""
        start: dt.date = self.spec["benefit_window"]["start"]
        before = self.spec.get("delivery", {}).get("start") or start - dt.timedelta(days=1)
        return [
            one["date"] if year < 2 and "date" in one else months_later(start, 12 * (year - 1)) if year else before
            for year in self.cost_years(one)
        ]

    # --- sides, parts and forecasts ----------------------------------------------------------------------------------

    def _perspectives(self) -> Iterator[tuple[str, Money]]:
        for side in {one["perspective"] for one in (*self.costs, *self.kpis) if not self.is_own(one)}:
            benefits = [self.benefit(one) for one in self.kpis if one.get("perspective") == side]
            costs = [self.cost(one) for one in self.costs if one.get("perspective") == side]
            benefit, cost = total(benefits) if benefits else None, total(costs) if costs else None
            yield f"perspective.{side}.total_benefit", benefit
            yield f"perspective.{side}.total_cost", cost
            yield f"perspective.{side}.net_benefit", less(benefit, cost)
            yield f"perspective.{side}.bcr", over(benefit, positive(cost))
            yield f"perspective.{side}.roi", over(less(benefit, cost), positive(cost))

    def _parts(self) -> Iterator[tuple[str, Money]]:
        parts = {one["id"]: one.get("people") for one in self.spec.get("parts", ())}
        if not parts:
            return
        shared = sum((self.cost(one) for one in self.own_costs if one.get("part") not in parts), Fraction(0))
        joint = [self.benefit(one) for one in self.own_kpis if one.get("part") not in parts]
        yield "parts.shared_cost", shared
        yield "parts.joint_benefit", total(joint) if joint else None
        even = None in parts.values()
        for id, people in parts.items():
            own = sum((self.cost(one) for one in self.own_costs if one.get("part") == id), Fraction(0))
            share = Fraction(1, len(parts)) if even else Fraction(people, sum(parts.values()))
            benefits = [self.benefit(one) for one in self.own_kpis if one.get("part") == id]
            cost, benefit = own + shared * share, total(benefits) if benefits else None
            yield f"part.{id}.own_cost", own
            yield f"part.{id}.shared_cost", shared * share
            yield f"part.{id}.cost", cost
            yield f"part.{id}.benefit", benefit
            yield f"part.{id}.net", less(benefit, cost)
            yield f"part.{id}.roi", over(less(benefit, cost), positive(cost))

    def _forecasts(self) -> Iterator[tuple[str, Money]]:
        forecast, bigger = self.spec.get("earlier_forecast", {}), self.spec.get("scale_up")
        cost, benefit = self.total_cost, self.total_benefit
        for name, value in (("total_benefit", benefit), ("total_cost", cost), ("roi", over(less(benefit, cost), cost))):
            if name in forecast:
                yield f"forecast_error.{name}", less(value, measured(forecast[name]))
        if bigger is not None:
            keeps, price = sum_of(bigger["keeps"], self.names), sum_of(bigger["cost"], self.names)
            each = over(benefit, Fraction(self.spec["audience"]["completed"]))
            gain = None if each is None else each * bigger["people"] * keeps
            yield "scale_up.keeps", keeps
            yield "scale_up.cost", price
            yield "scale_up.benefit", gain
            yield "scale_up.net", less(gain, price)
            yield "scale_up.roi", over(less(gain, price), positive(price))


def counts(row: Block) -> Fraction:
    """Give what an answer counts for: nothing when it is incomplete or was left out as an extreme."""
    if "attribution" not in row or "confidence" not in row or row.get("excluded"):
        return Fraction(0)
    return _share(row["attribution"]) * _share(row["confidence"])


def _share(written: object) -> Fraction:
    return written if isinstance(written, Fraction) else measured(written)


def disagreements(own: Study, steps: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Name the computed figures of a receipt that come out otherwise here, and those that only one side has."""
    figures, found = own.figures(), []
    for id, step in steps.items():
        if step["kind"] == "input":
            continue
        published = based(step["value"])
        if id not in figures:
            found.append(f"{id} was not worked out")
        elif figures[id] != published:
            found.append(f"{id} is published as {published}, worked out as {figures[id]}")
    results = [id for id, value in figures.items() if value is not None and id.startswith(("result.", "kpi."))]
    unsaid = [id for id in results if id not in steps and not id.endswith((".share", ".zero", ".counted_share"))]
    return [*found, *(f"{id} is not published" for id in unsaid)]
