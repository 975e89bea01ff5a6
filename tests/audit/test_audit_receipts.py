"""The receipts, walked by hand: every step, every case, every swing, and what is said of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tests.audit.book import CASES, based, exact
from tests.audit.published import every_programme, sheet
from tests.audit.spec import scale_of


@every_programme
def test_every_step_comes_out_the_same_when_walked_by_hand(programme: str) -> None:
    assert sheet(programme).wrong_steps() == []


@every_programme
def test_every_value_is_its_base_value_in_the_unit_shown(programme: str) -> None:
    for step in sheet(programme).steps.values():
        if "missing" not in step["value"]:
            assert exact(step["value"]) * scale_of(step["value"]["unit"]) == based(step["value"]), step["id"]


@every_programme
def test_each_case_is_one_corner_and_the_worst_and_the_best_of_all(programme: str) -> None:
    book = sheet(programme)
    assert book.wrong_cases() == []
    assert book.measure is not None or not book.receipt["has_range"]


@every_programme
def test_all_results_of_a_case_belong_together(programme: str) -> None:
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
    charged = [one["charged"] for one in book.receipt["costs"] if own_side(book.receipt, one["charged"])]
    assert len(set(charged)) == len(charged)
    for total, parts in (("result.total_benefit", counted), ("result.total_cost", charged)):
        values = [own[one] for one in parts]
        assert own[total] == (sum(values) if values and None not in values else None)  # type: ignore[arg-type]


def own_side(receipt: dict[str, object], line: str) -> bool:
    """Say whether a cost is in no result of somebody else's side."""
    steps = [one for one in receipt["steps"] if one["id"].startswith("perspective.")]  # type: ignore[attr-defined]
    return not any(line in one["inputs"] for one in steps)


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


# --- break-even, and what money later is worth -----------------------------------------------------------------------


@every_programme
def test_a_break_even_effect_brings_the_roi_to_zero(programme: str) -> None:
    book = sheet(programme)
    own = book.at()
    for kpi in book.receipt["kpis"]:
        even = kpi["steps"]["break_even_effect"]
        value = own[even] if even else None
        if value is not None:
            assert book.at(forced={kpi["steps"]["effect"]: value})["result.roi"] == 0, even


@every_programme
def test_at_a_break_even_value_nothing_is_gained_or_lost(programme: str) -> None:
    book = sheet(programme)
    basis = book.basis(["result.net_benefit"])

    def net(step: str, value: Fraction) -> Fraction | None:
        return book.at(forced={step: value}, only=basis)["result.net_benefit"]

    for one in book.receipt["break_evens"]:
        step, base = one["step"], based(one["base"])
        assert base == based(book.steps[step]["value"])
        assert base is not None
        even = based(one["value"])
        if even is not None:
            left, cost = net(step, even), book.at()["result.total_cost"]
            assert left is not None
            assert abs(left) <= Fraction(1, 10**12) * (cost or 1), step
        else:
            found = [net(step, base * factor) for factor in (0, Fraction(1, 2), 1, 2, 100)]
            signs = {value > 0 for value in found if value is not None}
            assert len(signs) == 1, f"{step}: none is told, but there is one"


@every_programme
def test_at_the_internal_rate_of_return_all_years_together_are_worth_nothing(programme: str) -> None:
    own = sheet(programme).at()
    rate = own.get("result.irr")
    if rate is None:
        return
    years = [int(id.split("_")[1].split(".")[0]) for id in own if id.startswith("result.year_") and id.endswith(".net")]
    flows = [own[f"result.year_{year}.net"] or Fraction(0) for year in sorted(years)]
    worth = sum(flow / (1 + rate) ** number for number, flow in enumerate(flows))
    assert abs(worth) < Fraction(1, 10**6)
    assert flows[0] < 0


# --- parts of a whole ------------------------------------------------------------------------------------------------


@every_programme
def test_years_fiscal_years_and_parts_add_up_to_the_whole(programme: str) -> None:
    own = sheet(programme).at()

    def summed(prefix: str, end: str) -> list[Fraction]:
        return [value for id, value in own.items() if id.startswith(prefix) and id.endswith(end) and value is not None]

    for whole, kind in (("result.total_benefit", "benefit"), ("result.total_cost", "cost")):
        for prefix in ("result.year_", "fiscal."):
            parts = summed(prefix, f".{kind}")
            assert not parts or sum(parts) == own[whole], (prefix, kind)
    costs = [value for id, value in own.items() if id.startswith("part.") and id.endswith(".cost")]
    assert not costs or sum(one or 0 for one in costs) == own["result.total_cost"]


# --- the simulation --------------------------------------------------------------------------------------------------


@every_programme
def test_a_simulation_has_its_parts_in_order(programme: str) -> None:
    book = sheet(programme)
    simulation = book.receipt["simulation"]
    assert (simulation is not None) == book.receipt["has_range"]
    if simulation is None:
        return
    assert simulation["draws"] > 0
    assert exact(simulation["precision"]["reached"]) <= exact(simulation["precision"]["wanted"])
    for measure, known in simulation["measures"].items():
        ranked = [based(known[name]) for name in ("p5", "p10", "p50", "p90", "p95")]
        assert ranked == sorted(ranked), measure  # type: ignore[type-var]
    for name in ("above_zero", "above_target", "pays_back"):
        assert simulation[name] is None or 0 <= exact(simulation[name]) <= 1, name
    shares = [exact(one["share"]) for one in simulation["contributions"]]
    assert all(0 <= share <= 1 for share in shares)
    drawn = {step["resampled"] for step in book.steps.values() if step["resampled"]}
    assert {one["driver"] for one in simulation["contributions"]} <= set(book.drivers) | drawn


@every_programme
def test_a_histogram_joins_up_and_agrees_with_the_chance(programme: str) -> None:
    """The bars show the middle 99 % of the draws: half a percent at each end may be missing, and nothing else."""
    simulation = sheet(programme).receipt["simulation"]
    if simulation is None:
        return
    bars = [(exact(one["from"]), exact(one["until"]), exact(one["share"])) for one in simulation["histogram"]]
    tail = Fraction(1, 200)
    assert 1 - 2 * tail <= sum(share for *_, share in bars) <= 1
    assert all(one[1] == other[0] for one, other in pairwise(bars))
    assert all(share >= 0 for *_, share in bars)
    if simulation["measure"] == "result.roi" and any(start == 0 for start, *_ in bars):
        above = sum(share for start, _, share in bars if start >= 0)
        assert 0 <= exact(simulation["above_zero"]) - above <= tail


@every_programme
def test_draws_stay_between_the_worst_and_the_best_case_when_ends_are_likely_ends(programme: str) -> None:
    """The cases put every driver at its end at once; nine draws in ten are less extreme than that."""
    book = sheet(programme)
    simulation = book.receipt["simulation"]
    worst, best = (based(book.published("result.roi", case)) for case in ("conservative", "optimistic"))
    if simulation is None or "result.roi" not in simulation["measures"] or worst is None or best is None:
        return
    known = simulation["measures"]["result.roi"]
    low, high = based(known["p5"]), based(known["p95"])
    assert low is not None
    assert high is not None
    assert worst <= low <= high <= best
