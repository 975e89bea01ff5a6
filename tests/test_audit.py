"""An auditor who trusts nothing: every published figure, worked out again from the files alone.

Two sums of our own stand against the tool's. `Sheet` walks the formulas of a receipt; `Study` reads the spec itself and
knows the methods of the field. Neither uses the tool's numbers, formulas or formats: a mistake in those would otherwise
agree with itself. Then every figure on every page, and in `show`, must be one of these values, rounded half up.
"""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import html.parser
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from roi_spec import building, pipeline
from roi_spec.i18n import Translator
from roi_spec.model.units import SPELLINGS
from roi_spec.render.terminal import show
from tests.lint.chain import judge
from tests.specs import place_of, with_fragment

ROOT = Path(__file__).parents[1]
SPECS = ROOT / "specs"
AS_OF = dt.date(2026, 6, 1)
LOCALES = ("en", "nl")
CASES = ("conservative", "base", "optimistic")
SYMBOLS = {"€": "EUR", "US$": "USD", "£": "GBP", "CHF": "CHF"}
SCALE = {"minute": Fraction(1, 60), "week": 7, "quarter": 3, "year": 12, "%": Fraction(1, 100), "pp": Fraction(1, 100)}
"""What the words of a unit multiply by; every other word counts as itself."""


# --- what was published ----------------------------------------------------------------------------------------------


@cache
def survey() -> pipeline.Survey:
    return pipeline.survey(pipeline.settings_for([SPECS], AS_OF))


@cache
def programmes() -> dict[str, pipeline.Examined]:
    return {one.programme.id: one for one in building.publishable(survey()) if one.programme}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site without PDF, from the same files as the tests read."""
    target = tmp_path_factory.mktemp("audit") / "site"
    building.build(survey(), target, with_pdf=False)
    return target


@cache
def sheet(programme: str) -> Sheet:
    return Sheet(json.loads(building.receipt_of(programmes()[programme], survey())))


every_programme = pytest.mark.parametrize("programme", sorted(programmes()))


# --- the receipt, walked by hand -------------------------------------------------------------------------------------


def exact(written: Mapping[str, Any]) -> Fraction:
    if "fraction" in written:
        return Fraction(int(written["fraction"]["numerator"]), int(written["fraction"]["denominator"]))
    return Fraction(written["decimal"])


def based(value: Mapping[str, Any]) -> Fraction | None:
    return None if "missing" in value else exact(value["base"])


FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "sum": lambda every: sum(every, Fraction(0)),
    "mean": lambda every: sum(every, Fraction(0)) / len(every),
    "abs": lambda every: abs(every[0]),
}


class NoValueError(Exception):
    """Something the formula rests on has no value, or it divides by zero."""


def worked(tree: Mapping[str, Any], values: Mapping[str, Fraction | None]) -> Fraction:
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


@dataclass
class Sheet:
    """A receipt as something to compute with."""

    receipt: dict[str, Any]

    @cached_property
    def steps(self) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in self.receipt["steps"]}

    @cached_property
    def order(self) -> list[str]:
        done: dict[str, None] = {}

        def visit(id: str) -> None:
            if id in done:
                return
            step = self.steps[id]
            trees = [step["formula"], *(end.get("formula") for end in (step["low"], step["high"]) if end)]
            for tree in filter(None, trees):
                for name in re.findall(r'"name": "([^"]+)"', json.dumps(tree["tree"])):
                    visit(name)
            done[id] = None

        for id in self.steps:
            visit(id)
        return list(done)

    @cached_property
    def drivers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for step in self.steps.values():
            if step["driver"]:
                found.setdefault(step["driver"], []).append(step["id"])
        return found

    def ends(self, lines: list[str]) -> list[str]:
        """Give the ends a driver can be at; the base (no end) where the author gave one end only."""
        stated = [end for end in ("low", "high") if any(self.steps[line][end] for line in lines)]
        return stated if len(stated) == 2 else ["", *stated]

    def at(
        self, ends: Mapping[str, str] | None = None, forced: Mapping[str, Fraction] | None = None
    ) -> dict[str, Fraction | None]:
        """Work out everything with some drivers at an end, or some inputs at another value."""
        values: dict[str, Fraction | None] = {}
        for id in self.order:
            values[id] = forced[id] if forced and id in forced else self._one(id, values, ends or {})
        return values

    def _one(self, id: str, values: Mapping[str, Fraction | None], ends: Mapping[str, str]) -> Fraction | None:
        step = self.steps[id]
        stated = {"value": step["value"]} if step["kind"] == "input" else {"formula": step["formula"]}
        what = step.get(ends.get(step["driver"] or "", "")) or stated
        if "value" in what:
            return based(what["value"])
        if what["formula"] is None:
            return None
        try:
            return worked(what["formula"]["tree"], values)
        except NoValueError:
            return None

    def published(self, id: str, case: str) -> dict[str, Any]:
        """Give the value that the receipt publishes for a step in a case, an end of its range, or an end of a swing."""
        kind, _, driver = case.partition(":")
        if driver:
            swing = next(one for one in self.receipt["swings"] if one["driver"] == driver)
            return swing[kind]  # type: ignore[no-any-return]
        if case in ("low", "high"):
            return self.steps[id][case]["value"]  # type: ignore[no-any-return]
        values = next(one["values"] for one in self.receipt["scenarios"] if one["name"] == (case or "base"))
        return values.get(id) or self.steps[id]["value"]  # type: ignore[no-any-return]


@every_programme
def test_every_step_comes_out_the_same_when_walked_by_hand(programme: str) -> None:
    book = sheet(programme)
    own = book.at()
    assert {id: based(step["value"]) for id, step in book.steps.items()} == own


@every_programme
def test_every_value_is_its_base_value_in_the_unit_shown(programme: str) -> None:
    for step in sheet(programme).steps.values():
        if "missing" not in step["value"]:
            assert exact(step["value"]) * scale_of(step["value"]["unit"]) == based(step["value"]), step["id"]


@every_programme
def test_each_case_is_the_worst_and_the_best_of_all_corners(programme: str) -> None:
    book = sheet(programme)
    measure = next((one["measure"] for one in book.receipt["swings"]), None)
    if measure is None:
        assert not book.receipt["has_range"]
        return
    corners = [
        book.at({driver: end for driver, end in zip(book.drivers, ends, strict=True) if end})[measure]
        for ends in itertools.product(*(book.ends(lines) for lines in book.drivers.values()))
    ]
    found = [one for one in (*corners, book.at()[measure]) if one is not None]
    assert based(book.published(measure, "conservative")) == min(found)
    assert based(book.published(measure, "optimistic")) == max(found)


@every_programme
def test_one_case_is_one_set_of_choices(programme: str) -> None:
    """All results of a case belong together: its ROI follows from its own benefit and cost, and so on."""
    book = sheet(programme)
    for case in CASES:
        cost, benefit, net, roi, bcr = (
            based(book.published(f"result.{name}", case))
            for name in ("total_cost", "total_benefit", "net_benefit", "roi", "bcr")
        )
        if cost is None or benefit is None:
            assert roi is None
            assert bcr is None
            continue
        assert net == benefit - cost
        assert roi == net / cost
        assert bcr == benefit / cost == roi + 1


@every_programme
def test_every_swing_is_that_driver_alone(programme: str) -> None:
    book = sheet(programme)
    base = book.at()
    for swing in book.receipt["swings"]:
        driver, measure = swing["driver"], swing["measure"]
        if swing["range"] == "stated":
            ends = [book.at({driver: end})[measure] for end in ("low", "high")]
        else:
            value = base[driver]
            assert value is not None
            ends = [book.at(forced={driver: value * part})[measure] for part in (Fraction(9, 10), Fraction(11, 10))]
        sign = -1 if measure == "result.total_cost" else 1
        tried = [sign * one for one in (*ends, base[measure]) if one is not None]
        worse, better = based(swing["worse"]), based(swing["better"])
        assert worse is not None
        assert better is not None
        assert [sign * worse, sign * better] == [min(tried), max(tried)], driver
        assert based(swing["spread"]) == abs(better - worse)


@every_programme
def test_the_totals_are_the_lines_and_nothing_else(programme: str) -> None:
    book = sheet(programme)
    own = book.at()
    counted = [one["steps"]["benefit"] for one in book.receipt["kpis"] if one["counted"]]
    charged = [one["charged"] for one in book.receipt["costs"]]
    assert len(set(charged)) == len(charged)
    for total, parts in (("result.total_benefit", counted), ("result.total_cost", charged)):
        values = [own[one] for one in parts]
        assert own[total] == (sum(values) if values and None not in values else None)  # type: ignore[arg-type]


@every_programme
def test_the_verdict_follows_from_the_target_and_the_cases(programme: str) -> None:
    book = sheet(programme)
    verdict = book.receipt["verdict"]
    rois = [based(book.published("result.roi", case)) for case in CASES]
    if None in rois:
        assert verdict["code"] == "no_roi"
    elif verdict["target"] is None:
        assert verdict["code"] == "no_target"
    else:
        target = based(verdict["target"])
        reached = [one >= target for one in rois if one is not None and target is not None]
        wanted = ("always", "base", "optimistic")[reached.index(True)] if True in reached else "never"
        assert verdict["code"] == wanted


# --- the spec, read by hand ------------------------------------------------------------------------------------------

NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%|.*)")


def measured(written: object) -> Fraction:
    """Read a value with its unit, in base units."""
    match = NUMBER.fullmatch(str(written).strip())
    assert match, written
    return Fraction(match[1]) * scale_of(match[2])


def scale_of(unit: str) -> Fraction:
    out = Fraction(1)
    for number, word in enumerate(part for part in unit.strip().split("/")):
        for each in word.strip().split("*"):
            symbol = SPELLINGS.get(each.strip().lower(), each.strip())
            factor = Fraction(SCALE.get(symbol, 1))
            out = out * factor if number == 0 else out / factor
    return out


def sum_of(formula: str, names: Mapping[str, Fraction]) -> Fraction:
    """Work out a formula of a spec by way of Python's own grammar."""
    return _node(ast.parse(" ".join(formula.split()), mode="eval").body, names)


def _node(node: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Attribute):
        return names[ast.unparse(node)]
    if isinstance(node, ast.UnaryOp):
        return -_node(node.operand, names)
    if isinstance(node, ast.Call):
        return FUNCTIONS[ast.unparse(node.func)]([_node(one, names) for one in node.args])
    assert isinstance(node, ast.BinOp)
    left, right = _node(node.left, names), _node(node.right, names)
    return {
        ast.Add: lambda: left + right,
        ast.Sub: lambda: left - right,
        ast.Mult: lambda: left * right,
        ast.Div: lambda: left / right,
    }[type(node.op)]()  # type: ignore[index]


class Names(dict[str, Fraction]):
    """Values by name; one with a formula is worked out when it is asked for."""

    def __init__(self, stated: list[dict[str, Any]], other: Mapping[str, Fraction]) -> None:
        super().__init__(other)
        self.formulas = {one["id"]: one["formula"] for one in stated if "formula" in one}
        self.update({one["id"]: measured(one["value"]) for one in stated if "value" in one})

    def __missing__(self, name: str) -> Fraction:
        return sum_of(self.formulas[name], self)


@cache
def loaded(path: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(path.read_text("utf-8"))  # type: ignore[no-any-return]


def standards() -> dict[str, Fraction]:
    values = [one for path in sorted(SPECS.glob("*.roi.yaml")) for one in loaded(path).get("values", ())]
    names = Names(values, {})
    return {f"standard.{one['id']}": names[one["id"]] for one in values}


@dataclass
class Study:
    """A spec, and what the methods of the field make of it."""

    spec: dict[str, Any]
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        spec = self.spec
        heads = {name: Fraction(count) for name, count in spec["audience"].items() if isinstance(count, int)}
        window = spec.get("benefit_window")
        shared = standards() | heads | ({"benefit_window": measured(window["length"])} if window else {})
        self.names = Names(spec.get("assumptions", []), shared)

    def change(self, kpi: dict[str, Any]) -> Fraction | None:
        after = kpi.get("result", kpi.get("forecast"))
        if after is None or "baseline" not in kpi:
            return None
        return (measured(after) - measured(kpi["baseline"])) * self.sign(kpi)

    @staticmethod
    def sign(kpi: dict[str, Any]) -> int:
        return 1 if kpi["better"] == "higher" else -1

    def isolated(self, kpi: dict[str, Any], how: dict[str, Any]) -> Fraction:
        change, sign, method = self.change(kpi), self.sign(kpi), how["method"]
        if method == "trend_line":
            return mean([sign * one for one in above_the_line(how["before"], how["after"])])
        if method == "randomised_control_group":
            return sign * (measured(kpi["result"]) - measured(how["comparison"]["result"]))
        if "respondents" in how and any("value" in row for row in how["respondents"]):
            return sum(
                (measured(row["value"]) * counts(row) for row in how["respondents"] if "value" in row), Fraction(0)
            )
        assert change is not None
        if method == "comparison_group":
            other = how["comparison"]
            return change - sign * (measured(other["result"]) - measured(other["baseline"]))
        if method == "other_factors":
            return change - sum(measured(one["change"]) for one in how["factors"])
        if "respondents" in how:
            rows = how["respondents"]
            return change * sum(map(counts, rows)) / max(how.get("invited", 0), len(rows))
        return change * measured(how["share"]) * measured(how.get("confidence", "100%"))

    @staticmethod
    def methods(kpi: dict[str, Any]) -> list[dict[str, Any]]:
        return [*([kpi["attribution"]] if "attribution" in kpi else []), *kpi.get("cross_checks", [])]

    def effect(self, kpi: dict[str, Any]) -> Fraction | None:
        """Give the lowest of all methods; the whole change where there is none; nothing for the method `none`."""
        methods = self.methods(kpi)
        if methods and methods[0]["method"] == "none":
            return None
        return min(self.isolated(kpi, one) for one in methods) if methods else self.change(kpi)

    def money(self, kpi: dict[str, Any], effect: Fraction | None) -> Fraction | None:
        if "conversion" not in kpi or effect is None:
            return None
        own = {name: measured(kpi[name]) for name in ("baseline", "result", "people") if name in kpi}
        mine = Names([], self.names | own | {"effect": effect})
        mine.formulas = self.names.formulas
        return sum_of(kpi["conversion"]["formula"], mine)

    def cost(self, one: dict[str, Any]) -> Fraction:
        whole = measured(one["amount"]) if "amount" in one else sum_of(one["formula"], self.names)
        share = one.get("prorate")
        return whole * measured(share["this_run"]) / measured(share["lifetime"]) if share else whole


def counts(row: dict[str, Any]) -> Fraction:
    if "attribution" not in row or "confidence" not in row or "excluded" in row:
        return Fraction(0)
    return measured(row["attribution"]) * measured(row["confidence"])


def mean(every: list[Fraction]) -> Fraction:
    return sum(every, Fraction(0)) / len(every)


def above_the_line(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Fraction]:
    """Give how far each later period lies above the least-squares line through the earlier ones, by months."""

    def month(point: dict[str, Any]) -> int:
        year, number = str(point["period"]).split("-")
        return 12 * int(year) + int(number)

    x, y = [Fraction(month(one)) for one in before], [measured(one["value"]) for one in before]
    slope = sum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y, strict=True)) / sum((a - mean(x)) ** 2 for a in x)
    return [measured(one["value"]) - (mean(y) + slope * (month(one) - mean(x))) for one in after]


@cache
def study(programme: str) -> Study:
    return Study(loaded(ROOT / programmes()[programme].path))


@every_programme
def test_effects_and_benefits_follow_from_the_spec_itself(programme: str) -> None:
    own, book = study(programme), sheet(programme)
    for kpi in own.spec["kpis"]:
        if "conversion" not in kpi:
            continue
        effect = own.effect(kpi)
        for number, how in enumerate(own.methods(kpi)):
            prefix = f"cross_check_{number}" if number else "attribution"
            if how["method"] != "none":
                assert book.at()[f"kpi.{kpi['id']}.{prefix}.effect"] == own.isolated(kpi, how), (kpi["id"], prefix)
        assert book.at().get(f"kpi.{kpi['id']}.effect") == effect, kpi["id"]
        assert book.at().get(f"kpi.{kpi['id']}.benefit") == own.money(kpi, effect), kpi["id"]


@every_programme
def test_the_results_follow_from_the_spec_itself(programme: str) -> None:
    own, results = study(programme), {id: based(value) for id, value in sheet(programme).receipt["results"].items()}
    amounts = [own.money(kpi, own.effect(kpi)) for kpi in own.spec["kpis"]]
    benefits = [one for one in amounts if one is not None]
    costs = [own.cost(one) for one in own.spec.get("costs", [])]
    benefit, cost = sum(benefits) if benefits else None, sum(costs) if costs else None
    assert (results["result.total_benefit"], results["result.total_cost"]) == (benefit, cost)
    if benefit is None or cost is None:
        assert results["result.roi"] is None
        return
    whole = sum(own.money(kpi, own.change(kpi)) or 0 for kpi in own.spec["kpis"])
    assert results["result.roi"] == (benefit - cost) / cost
    assert results["result.payback"] == cost * own.names["benefit_window"] / benefit
    assert results["result.break_even_attribution"] == cost / whole


@every_programme
def test_a_break_even_effect_brings_the_roi_to_zero(programme: str) -> None:
    book = sheet(programme)
    own = book.at()
    for kpi in book.receipt["kpis"]:
        even = kpi["steps"]["break_even_effect"]
        value = own[even] if even else None
        if value is not None:
            assert book.at(forced={kpi["steps"]["effect"]: value})["result.roi"] == 0, even


# --- places ----------------------------------------------------------------------------------------------------------


def written_at(place: Mapping[str, Any]) -> str:
    lines = (ROOT / place["file"]).read_text("utf-8").splitlines()[place["line"] - 1 : place["end_line"]]
    last = lines[-1][: place["end_column"] - 1]
    lines = [*lines[:-1], last]
    return " ".join([lines[0][place["column"] - 1 :], *lines[1:]]).strip().strip("\"'")


@every_programme
def test_what_was_stated_stands_where_the_receipt_says(programme: str) -> None:
    book, spec = sheet(programme), study(programme).spec
    for step in book.steps.values():
        if step["kind"] != "input":
            continue
        written, value, name = written_at(step["place"]), based(step["value"]), step["id"].rpartition(".")[2]
        if step["id"] == "benefit_lag":
            months = Fraction((spec["benefit_window"]["start"] - spec["delivery"]["end"]).days) / (
                Fraction("365.25") / 12
            )
            assert value == months
            assert written == str(spec["benefit_window"]["start"])
        elif ".time." in step["id"]:
            first = written_at(book.steps[step["id"].replace(f".time.{name}", ".time.1")]["place"])
            year, month = (int(b) - int(a) for a, b in zip(first.split("-"), written.split("-"), strict=True))
            assert value == 12 * year + month + 1
        else:
            assert measured(written) == value, step["id"]


@every_programme
def test_what_was_computed_points_at_its_own_formula(programme: str) -> None:
    """A benefit, cost or value that an author wrote as a formula comes out the same when read off that place."""
    own, book = study(programme), sheet(programme)
    values, read = book.at(), 0
    for kpi in own.spec["kpis"]:
        step = book.steps.get(f"kpi.{kpi['id']}.benefit")
        if step is not None:
            assert " ".join(kpi["conversion"]["formula"].split()) in " ".join(written_at(step["place"]).split())
    for part, stated in (("assumption", own.spec.get("assumptions", [])), ("cost", own.spec.get("costs", []))):
        for one in stated:
            if "formula" in one:
                id = f"{part}.{one['id']}.whole" if "prorate" in one else f"{part}.{one['id']}"
                assert sum_of(written_at(book.steps[id]["place"]), own.names) == values[id], id
                read += 1
    assert read or not own.spec.get("costs")


@every_programme
def test_the_files_are_the_ones_that_were_read(programme: str) -> None:
    files = sheet(programme).receipt["provenance"]["files"]
    assert programmes()[programme].path in [one["path"] for one in files]
    for one in files:
        assert hashlib.sha256((ROOT / one["path"]).read_bytes()).hexdigest() == one["sha256"], one["path"]


# --- pages -----------------------------------------------------------------------------------------------------------


@dataclass
class Shown:
    """A figure as a reader sees it."""

    text: str
    step: str
    case: str
    programme: str
    bare: bool = False


class Page(html.parser.HTMLParser):
    """Collects the elements that say which step they show."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[Shown] = []
        self.ids: set[str] = set()
        self._open: list[Shown | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag in self.VOID:
            return
        found = None
        if "data-step" in given:
            found = Shown(
                "",
                given["data-step"],
                given.get("data-case", ""),
                given.get("data-programme", ""),
                "exact" in given.get("class", ""),
            )
            self.figures.append(found)
        self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one is not None:
                one.text += data


FIGURE = re.compile(
    r"(?P<minus>[-−]?)\s?(?P<symbol>€|US\$|£|CHF|[A-Z]{3})?\s?(?P<after>[-−]?)(?P<digits>\d[\d.,]*)\s?(?P<percent>%?)\s?(?P<words>.*)"
)


def half_up(value: Fraction, decimals: int) -> Fraction:
    whole, rest = divmod(abs(value) * 10**decimals, 1)
    rounded = Fraction(whole + (1 if 2 * rest >= 1 else 0), 10**decimals)
    return -rounded if value < 0 else rounded


def read_figure(text: str, locale: str) -> tuple[Fraction, int, str, str]:
    """Give the number, its decimals, the sign of money or share, and the words of the unit."""
    match = FIGURE.fullmatch(text.replace("\xa0", " ").replace("\u202f", " ").strip())
    assert match, text
    thousands, point = (",", ".") if locale == "en" else (".", ",")
    whole, _, decimals = match["digits"].partition(point)
    assert re.fullmatch(rf"\d{{1,3}}(\{thousands}\d{{3}})*|\d+", whole), text
    number = Fraction(whole.replace(thousands, "") + ("." + decimals if decimals else ""))
    negative = bool(match["minus"]) != bool(match["after"])
    return -number if negative else number, len(decimals), match["symbol"] or match["percent"], match["words"]


def words_of(unit: str) -> list[str]:
    above, *below = unit.split("/")
    return sorted(
        [
            *(SPELLINGS.get(one.lower(), one) for one in above.split("*") if one),
            *(f"/{SPELLINGS.get(one.lower(), one)}" for one in below),
        ]
    )


def words_shown(sign: str, words: str) -> list[str]:
    plain = re.sub(r"percentage points?", "pp", words)
    above, *below = re.split(r"\bper ", plain)
    every = [SYMBOLS.get(sign, sign), *(one.strip() for one in above.split("×"))]
    spelled = [SPELLINGS.get(one.replace(" ", "_").lower(), one) for one in every if one]
    return sorted(
        [*spelled, *(f"/{SPELLINGS.get(one.strip().replace(' ', '_').lower(), one.strip())}" for one in below)]
    )


BARE = {"result.back_per_unit_gross", "result.back_per_unit_net"}
"""Plain numbers that are shown as an amount for one unit of money."""


def complaint(shown: Shown, locale: str) -> str | None:
    """Say what is wrong with a figure; None when nothing is."""
    value = sheet(shown.programme).published(shown.step, shown.case)
    if "missing" in value:
        return f"{shown} has no value in the receipt"
    number, decimals, sign, words = read_figure(shown.text, locale)
    right = exact(value)
    if half_up(right, decimals) != number:
        return f"{shown}: {float(right)}"
    if number == 0 and right != 0:
        return f"{shown} is not zero but {float(right)}"
    is_bare = shown.bare or shown.step in BARE or not (sign or words)
    if not is_bare and words_shown(sign, words) != words_of(value["unit"]):
        return f"{shown}: the unit is {value['unit']}"
    return None


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_every_figure_on_the_handbook_is_in_the_receipt(programme: str, locale: str, site: Path) -> None:
    page = Page()
    page.feed((site / locale / "programmes" / programme / "index.html").read_text("utf-8"))
    for one in page.figures:
        one.programme = programme
    assert [said for one in page.figures if (said := complaint(one, locale))] == []
    assert {f"trace-{one.step}" for one in page.figures} <= page.ids
    assert {one.step for one in page.figures if one.step.startswith("result.")} or not study(programme).spec.get(
        "costs"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_figure_about_all_programmes_is_in_a_receipt(locale: str, site: Path) -> None:
    found = []
    for path in (site / locale).glob("*.html"):
        page = Page()
        page.feed(path.read_text("utf-8"))
        found += [one for one in page.figures if one.programme]
    assert len(found) > 20
    assert [said for one in found if (said := complaint(one, locale))] == []


GROSS_AND_NET = re.compile(r'data-step="result\.back_per_unit_(gross|net)">[^<]*</a>[^<(]*\((gross|net|bruto|netto)\)')


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_what_is_called_gross_is_gross(programme: str, locale: str, site: Path) -> None:
    """Most published mistakes swap the two, so the word behind the figure is held against the step of the figure."""
    page = (site / locale / "programmes" / programme / "index.html").read_text("utf-8")
    found = GROSS_AND_NET.findall(page)
    words = {"en": ("gross", "net"), "nl": ("bruto", "netto")}[locale]
    wanted = list(zip(("gross", "net"), words, strict=True)) if sheet(programme).receipt["kind"] == "roi" else []
    assert found == wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_the_totals_of_the_portfolio_are_those_of_its_measured_programmes(locale: str, site: Path) -> None:
    receipts = [sheet(one).receipt for one in sorted(programmes())]
    kept = [
        one
        for one in receipts
        if one["kind"] == "roi"
        and not one["is_forecast"]
        and one["programme"]["stage"] != "plan"
        and one["programme"]["audits"] is None
        and one["programme"]["currency"] == "EUR"
    ]
    page = (site / locale / "index.html").read_text("utf-8")
    tables = re.findall(rf"<caption>[^<]*: {len(kept)} [^<]*</caption>.*?</table>", page, re.DOTALL)
    assert len(tables) == 1
    rows = re.findall(r"<tr>(.*?)</tr>", tables[0], re.DOTALL)[1:]
    for case, row in zip(CASES, rows, strict=True):
        shown = [read_figure(one.strip(), locale) for one in re.findall(r'<td class="number">([^<]*)</td>', row)]
        total = {
            name: sum(based(sheet(one["programme"]["id"]).published(f"result.{name}", case)) or 0 for one in kept)
            for name in ("total_cost", "total_benefit", "net_benefit")
        }
        roi = (total["total_benefit"] - total["total_cost"]) / total["total_cost"] * 100
        for (number, decimals, *_), right in zip(shown, (*total.values(), roi), strict=True):
            assert half_up(Fraction(right), decimals) == number, (case, number)


@every_programme
def test_the_published_receipt_is_the_one_that_was_audited(programme: str, site: Path) -> None:
    assert json.loads((site / "programmes" / programme / "receipt.json").read_bytes()) == sheet(programme).receipt


# --- the terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_every_figure_in_show_is_in_the_receipt(programme: str, locale: str) -> None:
    book, examined = sheet(programme), programmes()[programme]
    assert examined.evaluation is not None
    told = show(examined.evaluation, Translator(locale))
    checked = list(_table_figures(book, told, locale, programme))
    assert [said for one in checked if (said := complaint(one, locale))] == []
    assert len(checked) >= len(book.receipt["costs"]) + sum(kpi["counted"] for kpi in book.receipt["kpis"])


def _table_figures(book: Sheet, told: str, locale: str, programme: str) -> Iterator[Shown]:
    """Read the rows of `show`: results in one or three cases, costs, benefits, and measures with three figures."""
    results = {step["title"][locale]: id for id, step in book.steps.items() if id.startswith("result.")}
    lines = {one["title"]: [one["charged"]] for one in book.receipt["costs"]}
    for kpi in book.receipt["kpis"]:
        lines.setdefault(kpi["title"], []).append(kpi["steps"]["benefit"] or "")
    for row in told.splitlines():
        cells = [one for one in re.split(r"\s{2,}", row.strip()) if one]
        title, figures = cells[0] if cells else "", [one for one in cells[1:] if FIGURE.fullmatch(one)]
        if title in results and figures:
            cases = CASES if len(figures) == 3 else ("base",)
            yield from (Shown(one, results[title], case, programme) for one, case in zip(figures, cases, strict=True))
        elif title in lines and len(figures) == 1 and lines[title][0]:
            yield Shown(figures[0], lines[title][0], "", programme)
        elif len(cells) == 6 and cells[0] in "12345":
            kpi = next(one["id"] for one in book.receipt["kpis"] if one["title"] == cells[1])
            for name, one in zip(("baseline", "actual", "target"), cells[2:5], strict=True):
                if one != "–":
                    yield Shown(one, f"kpi.{kpi}.{name}", "", programme)
                else:
                    assert f"kpi.{kpi}.{name}" not in book.steps


# --- what people try -------------------------------------------------------------------------------------------------

TIME = "completed * hours_each * rate"
COSTS = f"""costs:
  - {{id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}}
  - {{id: design, category: development, amount: 4780 EUR, source: Invoice 2025-012}}
  - {{id: time, category: participant_time, formula: {TIME}, source: Attendance list}}
  - {{id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}}
  - {{id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}}
"""
ESTIMATE = "attribution: {method: expert_estimate, share: 50%, confidence: 80%}"


def counted_by(formula: str) -> str:
    return f"kpis:\n  - id: errors\n    conversion: {{technique: standard_value, formula: '{formula}'}}\n"


def sold(unit: str, formula: str, values: str) -> str:
    return (
        f"kpis:\n  - id: errors\n    title: Sold\n    better: higher\n    target: 110 {unit}\n"
        f"    baseline: 100 {unit}\n    result: 130 {unit}\n    {ESTIMATE}\n    # no cross_checks\n"
        f"    conversion: {{technique: profit_contribution, formula: {formula}}}\nassumptions:\n{values}"
    )


def weekly(length: str) -> str:
    return (
        f"benefit_window: {{start: 2025-02-01, length: {length}, solution: short_term}}\nkpis:\n  - id: errors\n"
        "    target: 50 errors/week\n    baseline: 75 errors/week\n    result: 45 errors/week\n"
        f"    # no cross_checks\n    {ESTIMATE}\n"
    )


COMBINED = """kpis:
  - id: errors
    # no cross_checks
    attribution:
      method: participant_estimate
      invited: 2
      {includes}
      respondents:
        - {{id: p1, factor: 48%, basis: Team list}}
        - {{id: p2, factor: 35%, basis: Team list}}
"""
YEARS = "assumptions:\n  - {id: stays, title: Years that it stays, value: 3 years, source: Estimate}\n"
PRICE = "  - {id: price, title: Price, value: 50 EUR/unit, source: Price list}\n"
PAST_ATTRIBUTION = [
    "observed_change * cost_per_error * benefit_window",
    "(baseline - result) * cost_per_error * benefit_window",
    "max(effect, observed_change) * cost_per_error * benefit_window",
    "max(effect, baseline - result) * cost_per_error * benefit_window",
    "(effect + observed_change) / 2 * cost_per_error * benefit_window",
]


def codes(fragment: str) -> set[str]:
    return {finding.code for finding in judge(with_fragment(fragment))[1]}


@pytest.mark.parametrize("formula", PAST_ATTRIBUTION)
def test_money_cannot_pass_by_its_attribution(formula: str) -> None:
    evaluation, findings = judge(with_fragment(counted_by(formula)))
    assert [(one.code, one.at.line) for one in findings] == [
        ("ROI104", place_of(formula, with_fragment(counted_by(formula))))
    ]
    if "effect" not in formula:
        assert evaluation.grade == "F"
        assert not any(method.used for one in evaluation.kpis for method in one.methods)


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        (counted_by("effect * cost_per_error * benefit_window"), set()),
        (counted_by("effect / observed_change * observed_change * cost_per_error * benefit_window"), set()),
        (counted_by("min(effect, baseline) * cost_per_error * benefit_window"), set()),
        (counted_by("effect * cost_per_error * stays") + YEARS, {"ROI120"}),
        (weekly("104 weeks"), {"ROI120", "ROI170"}),
        (weekly("52 weeks"), {"ROI170"}),
        (weekly("366 days"), {"ROI170"}),
        (sold("units/month", "effect * price * benefit_window", PRICE), {"ROI101", "ROI170", "ROI137"}),
        (COMBINED.format(includes=""), {"ROI110", "ROI170"}),
        (COMBINED.format(includes="factor_includes: [attribution, confidence]"), {"ROI170"}),
        (COSTS.replace("-012}", "-012, prorate: {this_run: 4 persons, lifetime: 400 persons, why: Plan}}"), {"ROI113"}),
        (COSTS.replace("-012}", "-012, prorate: {this_run: 40 persons, lifetime: 400 persons, why: Plan}}"), set()),
        ("declared: {net_benefit: 48000 USD}\n", {"ROI108"}),
        ("declared: {total_cost: 24000 USD, roi: 200%}\n", {"ROI108"}),
        ("declared: {back_per_unit: 2.00 USD, back_per_unit_is: net}\n", {"ROI108"}),
        ("declared: {net_benefit: 48000 EUR, back_per_unit: 2.00 EUR, back_per_unit_is: net}\n", set()),
    ],
)
def test_a_trick_gets_its_finding_and_an_honest_line_none(fragment: str, found: set[str]) -> None:
    assert codes(fragment) - {"ROI137"} == found - {"ROI137"}


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ("  - {id: margin, title: Margin, value: 30%, source: Ledger}\n", False),
        ("  - {id: margin, title: Margin, value: 100%, source: Ledger}\n", True),
        (
            """  - {id: spent, title: Spent, value: 70%, source: Ledger}
  - {id: margin, title: Margin, formula: 1 - spent}
""",
            False,
        ),
    ],
)
def test_a_margin_takes_something_off(values: str, is_found: bool) -> None:
    assert ("ROI101" in codes(sold("EUR/month", "effect * margin * benefit_window", values))) is is_found


def test_a_grant_in_a_cost_formula_does_not_turn_a_gain_into_a_loss() -> None:
    grant = "  - {id: grant, category: materials, formula: -3 * cost.time, source: Letter}\n"
    evaluation, findings = judge(with_fragment(COSTS + grant))
    assert [one.code for one in findings] == ["ROI283"]
    assert evaluation.kind == "benefit_claim"
    assert evaluation.quantity("result.total_cost") is not None
    assert evaluation.quantity("result.roi") is evaluation.quantity("result.payback") is None


def test_what_cost_nothing_has_no_return() -> None:
    free = "costs:\n  - {id: time, category: participant_time, amount: 0 EUR, why_zero: Given in free time}\n"
    evaluation, _ = judge(with_fragment(free))
    assert (evaluation.kind, evaluation.verdict.code) == ("benefit_claim", "no_roi")
    names = ("roi", "bcr", "payback", "break_even_attribution")
    assert [evaluation.quantity(f"result.{name}") for name in names] == [None] * 4


def test_a_cross_check_alone_attributes_nothing() -> None:
    evaluation, findings = judge(with_fragment("kpis:\n  - id: errors\n    # no attribution\n"))
    assert [one.code for one in findings] == ["ROI104"]
    assert evaluation.grade == "F"


def test_why_there_is_no_benefit_is_true() -> None:
    none = "kpis:\n  - id: errors\n    # no cross_checks\n    attribution: {method: none, why: Too much changed}\n"
    evaluation, _ = judge(with_fragment(none))
    assert "No attribution" in str(evaluation.value("result.total_benefit"))


def test_the_target_is_met_when_the_roi_equals_it() -> None:
    evaluation, _ = judge(with_fragment("target_roi: {value: 200%, reason: As agreed}\n"))
    assert str(evaluation.quantity("result.roi")) == "200%"
    assert evaluation.verdict.code == "base"


# --- the audit itself is audited -------------------------------------------------------------------------------------


def test_a_figure_that_is_a_digit_off_is_noticed() -> None:
    programme = "consultative-selling-2025"
    assert complaint(Shown("68%", "result.roi", "", programme), "en") is None
    assert complaint(Shown("69%", "result.roi", "", programme), "en")
    assert complaint(Shown("US$54.720", "result.total_benefit", "", programme), "nl") is None
    assert complaint(Shown("€54,720", "result.total_benefit", "", programme), "en")
    assert complaint(Shown("US$54,720 per month", "result.total_benefit", "", programme), "en")


def test_rounding_is_half_up_away_from_zero() -> None:
    assert [half_up(Fraction(one), 0) for one in ("2.5", "-2.5", "0.4", "-0.5")] == [3, -3, 0, -1]
