"""The simulation: the whole working drawn many times over, the same digits every time."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from roi_spec.evaluate import engine
from roi_spec.evaluate.uncertainty import contradictory, simulate
from roi_spec.evaluate.uncertainty.compiled import compiled
from roi_spec.evaluate.uncertainty.copula import nearest
from roi_spec.evaluate.uncertainty.draws import start
from roi_spec.model.distribution import P2_P97, Case, Correlation, Distribution
from roi_spec.model.evaluation import Simulation
from roi_spec.model.formula import Expr, Name, call, minus, number, over, plus, times
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.model.units import MONTHS, PERCENT, money
from roi_spec.model.working import Line, Working

AT = Span("a.roi.yaml", 1, 1, 1, 1)
EUR = money("EUR")
ROI, NET, PAYBACK = "result.roi", "result.net_benefit", "result.payback"


def quantity(written: str) -> Quantity:
    found = parse_quantity(written)
    assert isinstance(found, Quantity), written
    return found


def given(id: str, value: str, low: str = "", high: str = "", **more) -> Line:
    """Write an input, with a range when it has one."""
    ends = {"low": quantity(low) if low else None, "high": quantity(high) if high else None}
    more.setdefault("driver", id if low or high else "")
    return Line(id, Text(id), AT, "assumption", value=quantity(value), **ends, **more)


def derived(id: str, formula: Expr, unit=EUR, **more) -> Line:
    return Line(id, Text(id), AT, "result", formula=formula, unit=unit, **more)


def results(benefit: Expr, cost: Expr) -> tuple[Line, ...]:
    """Write the results the way every programme has them."""
    total, whole = Name("result.total_cost"), Name("result.total_benefit")
    pace = over(call("max", (whole, number(0))), Name("window"))
    return (
        given("window", "12 months"),
        derived("result.total_benefit", benefit),
        derived("result.total_cost", cost),
        derived(NET, minus(whole, total)),
        derived(ROI, over(Name(NET), total), PERCENT),
        derived(PAYBACK, over(total, pace), MONTHS),
    )


def normal(id: str, low: str, high: str) -> Line:
    """Write a normal input through both ends."""
    middle = (quantity(low).value + quantity(high).value) / 2
    return given(id, f"{float(middle)} EUR", low, high, distribution=Distribution("normal"))


def simulated(*lines: Line, **more) -> Simulation:
    found = attempted(*lines, **more)
    assert found is not None
    return found


def attempted(*lines: Line, judged: str = ROI, target: str = "", **more) -> Simulation | None:
    plan = engine.plan(Working(lines))
    settings = {"programme_id": "test", "correlations": (), **more}
    share = Fraction(target) if target else None
    return simulate(plan, engine.compute(plan), judged=judged, target=share, **settings)


def programme(*more: Line) -> tuple[Line, ...]:
    """Give a programme with a benefit of about 150,000 and costs of about 100,000."""
    inputs = (
        given("hours", "3000", "2500", "3800"),
        given("rate", "50 EUR", "40 EUR", "55 EUR"),
        given("trainer", "60000 EUR", "55000 EUR", "80000 EUR"),
        given("venue", "40000 EUR"),
    )
    benefit = times(Name("hours"), Name("rate"))
    return (*inputs, *more, *results(benefit, call("sum", (Name("trainer"), Name("venue")))))


def correlated(one: str, other: str, strength: str) -> Correlation:
    return Correlation(one, other, Fraction(strength), "", AT)


# --- what is told -----------------------------------------------------------------------------------------------------


def test_benefit_and_cost_are_drawn_together_and_their_difference_is_normal():
    """Net = N(200, .) - N(100, .): its spread follows from both, and so does the chance of a loss."""
    found = simulated(
        normal("b", "140 EUR", "260 EUR"),
        normal("c", "20 EUR", "180 EUR"),
        *results(Name("b"), Name("c")),
        judged=NET,
    )
    net = found.measures[NET]
    assert float(net.p5.value) == pytest.approx(100 - 100, abs=2)  # 100 is the root of 60 squared and 80 squared
    assert float(net.p50.value) == pytest.approx(100, abs=2)
    assert float(net.p95.value) == pytest.approx(100 + 100, abs=2)
    assert float(net.mean.value) == pytest.approx(100, abs=1.5)
    assert float(net.p10.value) == pytest.approx(100 - 100 * 1.2815516 / 1.6448536, abs=2)
    assert float(net.p90.value) == pytest.approx(100 + 100 * 1.2815516 / 1.6448536, abs=2)


def test_figures_come_in_the_unit_of_their_line():
    found = simulated(*programme())
    assert [str(one.p50.unit) for one in found.measures.values()] == ["%", "EUR", "months"]
    roi = found.measures[ROI]
    assert 30 < roi.p50.value < 60
    assert roi.p5.value < roi.p10.value < roi.p50.value < roi.p90.value < roi.p95.value


def test_the_chance_of_a_return_above_zero_and_of_reaching_the_target():
    """The benefit is N(200, 60 / 1.645) and costs are 150: a chance of Phi(50 x 1.645 / 60); the target asks 180."""
    found = simulated(
        normal("b", "140 EUR", "260 EUR"), given("c", "150 EUR"), *results(Name("b"), Name("c")), target="0.2"
    )
    bell = NormalDist(200, 60 / 1.6448536)
    assert float(found.above_zero) == pytest.approx(1 - bell.cdf(150), abs=0.01)
    assert float(found.above_target) == pytest.approx(1 - bell.cdf(180), abs=0.01)
    assert simulated(*programme()).above_target is None


def test_a_return_that_lies_on_the_target_but_for_rounding_reaches_it():
    """1.1 / 0.5 - 1 is 1.2 (and in binary floats a little more or less); half of the draws are there."""
    cases = (Case(quantity("1.1 EUR"), Fraction(1)), Case(quantity("0.3 EUR"), Fraction(1)))
    benefit = given("b", "1.1 EUR", driver="b", distribution=Distribution("discrete", cases=cases))
    cost = given("c", "0.5 EUR")
    lines = (benefit, cost, *results(Name("b"), Name("c")))
    assert float(simulated(*lines, target="1.2").above_target) == pytest.approx(0.5, abs=0.02)
    zero = simulated(benefit, given("c", "1.1 EUR"), *results(Name("b"), Name("c")))
    assert zero.above_zero == 0


def test_costs_that_are_never_earned_back_count_as_for_ever():
    """The benefit is negative in 20 % of the draws; more than 5 %, so there are no percentiles of the payback."""
    score = NormalDist().inv_cdf(0.8)
    half = 1.6448536269514722 / score
    lines = (normal("b", f"{1 - half:.9f} EUR", f"{1 + half:.9f} EUR"), given("c", "1 EUR"))
    found = simulated(*lines, *results(Name("b"), Name("c")))
    assert float(found.pays_back) == pytest.approx(0.8, abs=0.01)
    assert PAYBACK not in found.measures


def test_a_payback_that_the_base_case_does_not_have_may_come_about_in_draws():
    lines = (given("b", "-10 EUR", "-50 EUR", "30 EUR"), given("c", "20 EUR"), *results(Name("b"), Name("c")))
    found = simulated(*lines)
    assert 0.2 < found.pays_back < 0.4
    assert PAYBACK not in found.measures


def test_draws_without_costs_have_no_return():
    """In a fifth of the draws nothing was paid: these count neither as a return nor as reaching the target."""
    cases = (Case(quantity("0 EUR"), Fraction(1)), Case(quantity("100 EUR"), Fraction(4)))
    cost = given("c", "100 EUR", driver="c", distribution=Distribution("discrete", cases=cases))
    found = simulated(given("b", "300 EUR"), cost, *results(Name("b"), Name("c")), target="0.5")
    assert float(found.above_zero) == pytest.approx(0.8, abs=0.02)
    assert found.measures[ROI].p5.value == found.measures[ROI].p95.value == 200


def test_where_nothing_moves_there_is_nothing_to_draw():
    fixed = (given("b", "20 EUR"), given("c", "10 EUR"))
    assert attempted(*fixed, *results(Name("b"), Name("c"))) is None
    aside = given("elsewhere", "5", "4", "6")
    assert attempted(*fixed, aside, *results(Name("b"), Name("c"))) is None


def test_what_has_no_value_is_not_judged():
    lines = (given("b", "20 EUR", "10 EUR", "30 EUR"), given("c", "0 EUR"), *results(Name("b"), Name("c")))
    assert attempted(*lines) is None
    assert set(simulated(*lines, judged=NET).measures) == {NET, PAYBACK}


def test_further_lines_are_told_when_asked_for():
    rate = derived("result.irr", call("irr", (minus(number(0), Name("c")), Name("b"))), PERCENT)
    lines = (given("b", "200 EUR", "150 EUR", "260 EUR"), given("c", "100 EUR"), *results(Name("b"), Name("c")), rate)
    found = simulated(*lines, also=("result.irr", "result.unknown"))
    assert list(found.measures) == [ROI, NET, PAYBACK, "result.irr"]
    assert float(found.measures["result.irr"].p50.value) == pytest.approx(float(found.measures[ROI].p50.value))


def test_costs_alone_are_judged_by_their_sum():
    absent = derived("result.total_benefit", number(0), absent=Text("No KPI was converted to money."))
    lines = (absent, given("a", "100 EUR", "90 EUR", "150 EUR"), derived("result.total_cost", Name("a")))
    found = simulated(*lines, judged="result.total_cost")
    assert set(found.measures) == {"result.total_cost"}
    assert (found.above_zero, found.pays_back) == (None, None)
    assert float(found.measures["result.total_cost"].p95.value) == pytest.approx(150, abs=2)


# --- precision --------------------------------------------------------------------------------------------------------


def test_the_number_of_draws_follows_from_the_precision_asked():
    rough, fine = (simulated(*programme(), precision=Fraction(one, 1000)) for one in (10, 4))
    assert (rough.draws, rough.wanted) == (2 * 16_384, Fraction(1, 100))
    assert rough.draws < fine.draws < 2**20
    assert fine.draws % 16_384 == 0
    assert fine.reached <= fine.wanted < rough.reached <= rough.wanted


def test_there_is_an_end_to_drawing():
    found = simulated(*programme(), precision=Fraction(1, 10**6))
    assert found.draws == 2**20
    assert found.reached > found.wanted


def test_the_precision_reached_is_kept_to():
    """Of twenty other programmes with the same figures, nearly all percentiles lie within the margin of the first."""
    medians = [simulated(*programme(), programme_id=f"other-{n}").measures[ROI].p50.value for n in range(20)]
    first = simulated(*programme())
    width = first.measures[ROI].p95.value - first.measures[ROI].p5.value
    assert max(medians) - min(medians) < 3 * first.reached * width


# --- the same digits --------------------------------------------------------------------------------------------------

OTHER_PROCESS = """
import sys
sys.path[:0] = {paths!r}
from test_simulation import programme, simulated
print(simulated(*programme()))
"""


def test_another_process_gives_the_same_digits():
    code = OTHER_PROCESS.format(paths=[str(Path(__file__).parent), *sys.path])
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert texts == {str(simulated(*programme()))}


def people(count: int) -> tuple[Line, ...]:
    """Give costs as many small amounts, half of which have a range."""
    return tuple(
        given(f"c{n}", f"{n}.7 EUR", *((f"{n}.1 EUR", f"{n}.9 EUR") if n % 2 else ())) for n in range(1, count)
    )


def test_listing_things_in_another_order_changes_no_digit():
    parts = people(12)
    first = None
    for seed in range(4):
        order = list(parts)
        random.Random(seed).shuffle(order)
        cost = call("sum", tuple(Name(one.id) for one in order))
        lines = [given("b", "90 EUR", "70 EUR", "140 EUR"), *order, *results(times(Name("b"), number(3)), cost)]
        random.Random(seed).shuffle(lines)
        pairs = [correlated("c1", "c3", "0.5"), correlated("c5", "b", "-0.4"), correlated("c3", "b", "0.2")]
        random.Random(seed).shuffle(pairs)
        found = simulated(*lines, correlations=tuple(pairs))
        first = first or found
        assert found == first


def test_adding_an_input_does_not_change_what_the_others_draw():
    without, plan = programme(), {}
    extra = given("gift", "5000 EUR", "4000 EUR", "6000 EUR")
    for name, lines in (("few", without), ("more", programme(extra))):
        made = engine.plan(Working(lines))
        model = compiled(made, engine.compute(made), [line.id for line in lines])
        draws = start(model, "test", (), {})
        draws.extend(5000)
        plan[name] = draws.output(ROI)
    assert np.array_equal(plan["few"], plan["more"])


def test_drawing_in_pieces_gives_the_same_draws():
    made = engine.plan(Working(programme()))
    model = compiled(made, engine.compute(made), [ROI])
    whole, pieces = start(model, "test", (), {}), start(model, "test", (), {})
    whole.extend(8192)
    for count in (100, 4000, 8192):
        pieces.extend(count)
    assert np.array_equal(whole.output(ROI), pieces.output(ROI))


def test_another_programme_draws_other_numbers():
    one, other = (simulated(*programme(), programme_id=name) for name in ("one", "other"))
    assert one.measures != other.measures


# --- everything else is as in the exact evaluation --------------------------------------------------------------------


def test_the_simulation_stays_within_the_scenarios_for_bounded_ranges():
    """With hard ends no draw is worse than every input at its worst, nor better than every input at its best."""
    hard = {"distribution": Distribution("pert", "bounds")}
    lines = (
        given("b", "200 EUR", "150 EUR", "260 EUR", **hard),
        given("c", "100 EUR", "80 EUR", "120 EUR", **hard),
        *results(Name("b"), Name("c")),
    )
    made = engine.plan(Working(lines))
    worst = engine.compute(made, {"b": "low", "c": "high"})[ROI]
    best = engine.compute(made, {"b": "high", "c": "low"})[ROI]
    model = compiled(made, engine.compute(made), [ROI])
    draws = start(model, "test", (), {})
    draws.extend(50_000)
    values = draws.output(ROI)
    assert worst <= values.min() < values.max() <= best


def test_a_wider_range_of_costs_widens_the_result_and_a_higher_one_lowers_it():
    def roi(low: str, value: str, high: str):
        lines = (given("b", "200 EUR"), given("c", value, low, high), *results(Name("b"), Name("c")))
        return simulated(*lines).measures[ROI]

    plain, wide, high = (
        roi("90 EUR", "100 EUR", "110 EUR"),
        roi("80 EUR", "100 EUR", "120 EUR"),
        roi("100 EUR", "110 EUR", "120 EUR"),
    )
    assert wide.p95.value - wide.p5.value > plain.p95.value - plain.p5.value
    assert all(getattr(high, name).value < getattr(plain, name).value for name in ("p5", "p10", "p50", "p90", "p95"))


def test_scaling_all_money_scales_the_net_benefit_and_leaves_the_return():
    def scaled(factor: int) -> Simulation:
        b, c = (
            (f"{factor * 200} EUR", f"{factor * 150} EUR", f"{factor * 240} EUR"),
            (
                f"{factor * 100} EUR",
                f"{factor * 90} EUR",
                f"{factor * 130} EUR",
            ),
        )
        return simulated(given("b", *b), given("c", *c), *results(Name("b"), Name("c")))

    one, thousand = scaled(1), scaled(1000)
    assert thousand.measures[ROI] == one.measures[ROI]
    assert thousand.measures[NET].p5.value == pytest.approx(1000 * one.measures[NET].p5.value, rel=1e-11)


# --- respondents ------------------------------------------------------------------------------------------------------

ANSWERS = (0.42, 0.06, 0.30, 0.0, 0.55, 0.21, 0.36, 0.12)


def answers(values=ANSWERS, **more) -> tuple[Line, ...]:
    """Give one row per respondent."""
    row = {"resampled": "kpi.sales.attribution", **more}
    return tuple(
        given(f"person.{number}", f"{value:.10f}".rstrip("0").rstrip("."), **row)
        for number, value in enumerate(values, start=1)
    )


def surveyed(rows: tuple[Line, ...], asked: int) -> tuple[Line, ...]:
    """Give a programme whose benefit is 100,000 times the average share, over all who were asked."""
    total = call("sum", tuple(Name(row.id) for row in rows))
    effect = derived("effect", over(total, number(asked)), PERCENT)
    return (*rows, effect, given("c", "10000 EUR"), *results(times(Name("effect"), number(100_000)), Name("c")))


@pytest.mark.parametrize("asked", [8, 20])
def test_respondents_are_drawn_again_from_all_who_were_asked(asked):
    """The mean of a bootstrap is the mean of the answers, and its variance theirs over n; silence is a zero."""
    lines = surveyed(answers(), asked)
    made = engine.plan(Working(lines))
    base = engine.compute(made)
    draws = start(compiled(made, base, ["effect"]), "test", (), {"kpi.sales.attribution": asked})
    draws.extend(100_000)
    values, everybody = draws.output("effect"), np.array([*ANSWERS, *[0.0] * (asked - len(ANSWERS))])
    assert values.mean() == pytest.approx(float(base["effect"]), rel=0.01)
    assert values.mean() == pytest.approx(everybody.mean(), rel=0.01)
    assert values.var() == pytest.approx(everybody.var() / asked, rel=0.03)


def test_permuting_respondents_changes_nothing():
    there, back = (
        simulated(*surveyed(answers(values), 12), asked={"kpi.sales.attribution": 12})
        for values in (ANSWERS, ANSWERS[::-1])
    )
    assert there == back


def test_all_giving_one_answer_leaves_nothing_to_chance_but_silence():
    lines = surveyed(answers([0.3] * 6), 6)
    assert simulated(*lines).measures[ROI].p5.value == simulated(*lines).measures[ROI].p95.value == 200
    silent = simulated(*surveyed(answers([0.3] * 6), 12), asked={"kpi.sales.attribution": 12})
    assert silent.measures[ROI].p5.value < silent.measures[ROI].p95.value


def test_many_respondents_take_no_more_memory_than_few():
    """Two thousand rows are added up one by one."""
    lines = surveyed(answers([number % 7 / 10 for number in range(2000)]), 2000)
    made = engine.plan(Working(lines))
    draws = start(compiled(made, engine.compute(made), ["effect"]), "test", (), {})
    draws.extend(4096)
    assert draws.output("effect").mean() == pytest.approx(float(engine.compute(made)["effect"]), rel=0.01)
    assert len(draws.model.steps) == 1


def test_a_band_and_the_draw_of_people_work_together():
    """Rows that lie in a band are moved along it and then counted."""
    rows = tuple(
        derived(f"person.{n}", number(n), PERCENT, high=number(2 * n), driver="band", resampled="g")
        for n in range(1, 5)
    )
    made = engine.plan(Working((*rows, derived("effect", call("mean", tuple(Name(row.id) for row in rows))))))
    draws = start(compiled(made, engine.compute(made), ["effect"]), "test", (), {})
    draws.extend(100_000)
    assert set(draws.positions) == {"band", "g"}
    assert draws.output("effect").mean() == pytest.approx(2.5 * 4 / 3, rel=0.01)


# --- contributions ----------------------------------------------------------------------------------------------------


def shares(found: Simulation) -> dict[str, float]:
    return {one.driver: float(one.share) for one in found.contributions}


def test_contributions_to_a_sum_are_the_shares_of_the_variances():
    lines = (
        normal("a", "70 EUR", "130 EUR"),
        normal("b", "60 EUR", "140 EUR"),
        given("c", "100 EUR"),
        *results(plus(Name("a"), Name("b")), Name("c")),
    )
    found = simulated(*lines, judged=NET)
    assert shares(found) == pytest.approx({"b": 0.64, "a": 0.36}, abs=0.02)
    assert [one.driver for one in found.contributions] == ["b", "a"]


def test_what_does_nothing_contributes_nothing():
    lines = (normal("a", "70 EUR", "130 EUR"), given("z", "5", "4", "6"), given("c", "100 EUR"))
    found = simulated(*lines, *results(plus(Name("a"), times(Name("z"), number(0))), Name("c")), judged=NET)
    assert shares(found)["z"] < 0.005
    assert shares(found)["a"] > 0.99


def test_cases_and_respondents_contribute_like_everything_else():
    """Half of the variance comes from either case of a, a quarter from b; the rest is chance among people."""
    cases = (Case(quantity("0 EUR"), Fraction(1)), Case(quantity("20 EUR"), Fraction(1)))  # variance 100
    a = given("a", "10 EUR", driver="a", distribution=Distribution("discrete", cases=cases))
    half = 1.6448536269514722 * 50**0.5
    b = normal("b", f"{100 - half:.9f} EUR", f"{100 + half:.9f} EUR")  # variance 50
    rows = answers([0, 20 * 2**0.5 / 2], resampled="people")  # two people: the sum has variance 2 x 50 = 100 / 2 x 2
    total = call("sum", (Name("a"), Name("b"), *(Name(row.id) for row in rows)))
    found = shares(simulated(a, b, *rows, given("c", "50 EUR"), *results(total, Name("c")), judged=NET))
    whole = 100 + 50 + 2 * 50
    assert found == pytest.approx({"a": 100 / whole, "b": 50 / whole, "people": 100 / whole}, abs=0.02)


def test_a_group_of_respondents_is_shown_under_its_title():
    lines = surveyed(answers(), 8)
    titles = {"kpi.sales.attribution": Text("Which participants answered about sales")}
    named, plain = simulated(*lines, groups=titles), simulated(*lines)
    assert str(named.contributions[0].title) == "Which participants answered about sales"
    assert str(plain.contributions[0].title) == "Which people answered"


def test_only_what_the_measure_rests_on_contributes():
    """A cost contributes to the ROI, not to the benefit."""
    lines = programme()
    assert set(shares(simulated(*lines))) == {"hours", "rate", "trainer"}
    assert set(shares(simulated(*lines, judged="result.total_benefit"))) == {"hours", "rate"}


# --- bars -------------------------------------------------------------------------------------------------------------


def test_bars_have_round_edges_and_hold_nearly_all_draws():
    found = simulated(*programme())
    starts = [one.start for one in found.histogram]
    steps = {one.end - one.start for one in found.histogram}
    assert 15 <= len(starts) <= 41
    assert len(steps) == 1
    assert 100 * steps.pop() in {1, 2, Fraction(5, 2), 5, 10}  # percent
    assert all(one.end == other.start for one, other in itertools.pairwise(found.histogram))
    assert 0.99 <= sum(one.share for one in found.histogram) <= 1
    assert 0 in {*starts, found.histogram[-1].end}  # losses and gains never share a bar


def test_bars_below_zero_add_up_to_the_chance_of_a_loss():
    found = simulated(*programme())
    losses = sum(one.share for one in found.histogram if one.end <= 0)
    assert losses == pytest.approx(1 - found.above_zero, abs=0.006)  # half a percent lies left of the bars


def test_one_certain_result_is_one_bar():
    cases = (Case(quantity("5 EUR"), Fraction(1)), Case(quantity("8 EUR"), Fraction(10**7)))
    b = given("b", "8 EUR", driver="b", distribution=Distribution("discrete", cases=cases))
    (bar,) = simulated(b, given("c", "5 EUR"), *results(Name("b"), Name("c"))).histogram
    assert bar.start <= Fraction(60, 100) < bar.end


# --- correlations -----------------------------------------------------------------------------------------------------


def test_inputs_that_move_together_widen_a_sum():
    lines = programme()
    apart, together = (
        simulated(*lines, correlations=pairs).measures[ROI] for pairs in ((), (correlated("hours", "rate", "0.9"),))
    )
    assert together.p95.value - together.p5.value > 1.1 * (apart.p95.value - apart.p5.value)


def test_a_correlation_with_something_that_does_not_move_is_left_aside():
    plain, odd = (simulated(*programme(), correlations=pairs) for pairs in ((), (correlated("hours", "venue", "0.9"),)))
    assert plain == odd


THREE = (correlated("a", "b", "0.9"), correlated("b", "c", "0.9"), correlated("a", "c", "-0.9"))


def test_correlations_that_cannot_all_hold_are_named():
    assert contradictory(THREE) == (("a", "b", "c"),)
    assert contradictory(()) == ()


def test_what_was_not_stated_contradicts_nothing():
    """A moves closely with B, and B with C: then A and C move together too, though nobody said so."""
    lines = [normal(name, "80 EUR", "120 EUR") for name in "abc"]
    assert contradictory(THREE[:2]) == ()
    made = engine.plan(Working((*lines, derived("all", call("sum", tuple(Name(one.id) for one in lines))))))
    draws = start(compiled(made, engine.compute(made), ["a", "b", "c", "all"]), "test", THREE[:2], {})
    draws.extend(100_000)
    found = np.corrcoef([draws.output(name) for name in "abc"])
    assert (found[0, 1], found[1, 2], found[0, 2]) == pytest.approx((0.9, 0.9, 0.81), abs=0.01)


@pytest.mark.parametrize(
    ("strengths", "holds"),
    [
        (("1", "1", "1"), True),
        (("1", "-1", "-1"), True),
        (("1", "1", "-1"), False),
        (("0.6", "0.8", "0"), True),
        (("0.6", "0.81", "0"), False),
        (("-0.5", "-0.5", "-0.5"), True),
        (("-0.51", "-0.5", "-0.5"), False),
    ],
)
def test_whether_correlations_can_hold_is_decided_exactly(strengths, holds):
    pairs = zip(("a", "b", "a"), ("b", "c", "c"), strengths, strict=True)
    assert (contradictory(correlated(*one) for one in pairs) == ()) == holds


def test_correlations_that_cannot_hold_are_replaced_by_the_nearest():
    """Higham (2002), section 4: the nearest to this well-known table has 0.7607 and 0.1573 in place of 1 and 0."""
    found = nearest(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]))
    assert found[0, 1] == pytest.approx(0.7607, abs=0.0001)
    assert found[0, 2] == pytest.approx(0.1573, abs=0.0001)


def test_contradictory_correlations_are_drawn_all_the_same():
    lines = [normal(name, "80 EUR", "120 EUR") for name in "abc"]
    total = call("sum", tuple(Name(one.id) for one in lines))
    assert simulated(*lines, given("k", "100 EUR"), *results(total, Name("k")), correlations=THREE).draws >= 2**15


# --- what it costs to those who do not ask ----------------------------------------------------------------------------


def test_the_door_does_not_load_numpy():
    code = "import sys, roi_spec.evaluate.uncertainty; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "False"


def test_an_estimate_from_data_feeds_the_result():
    """An effect with a 95 % interval around zero: the chance of a return above zero is far from certain."""
    effect = given("effect", "10", "-6", "26", distribution=Distribution("t", P2_P97, 14))
    lines = (effect, given("c", "100 EUR"), *results(times(Name("effect"), number(15)), Name("c")))
    found = simulated(*lines)
    assert found.measures[ROI].p5.value < 0 < found.measures[ROI].p50.value
    assert 0.5 < found.above_zero < 0.8
