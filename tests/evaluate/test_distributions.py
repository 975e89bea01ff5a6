"""What an author writes of a range is what the draws have: percentiles, bounds, the best value, weights."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest

from roi_spec.evaluate import engine
from roi_spec.evaluate.uncertainty.compiled import compiled
from roi_spec.evaluate.uncertainty.draws import start
from roi_spec.evaluate.uncertainty.formulas import _CALLS
from roi_spec.evaluate.uncertainty.shapes import student
from roi_spec.model.distribution import BOUNDS, P2_P97, P5_P95, SHAPES, Case, Correlation, Distribution
from roi_spec.model.formula import Name, call, minus, number, plus, times
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.model.working import Line, Working

AT = Span("a.roi.yaml", 1, 1, 1, 1)
DRAWS = 200_000


def quantity(written: str) -> Quantity:
    found = parse_quantity(written)
    assert isinstance(found, Quantity), written
    return found


def uncertain(id: str, value: str, low: str = "", high: str = "", *, driver: str = "", **shape) -> Line:
    """Write an input with a range."""
    ends = {"low": quantity(low) if low else None, "high": quantity(high) if high else None}
    distribution = Distribution(**shape) if shape else None
    return Line(
        id, Text(id), AT, "assumption", value=quantity(value), **ends, driver=driver or id, distribution=distribution
    )


def formula(id: str, tree, **more) -> Line:
    return Line(id, Text(id), AT, "result", formula=tree, **more)


def drawn(*lines: Line, correlations: tuple[Correlation, ...] = (), draws: int = DRAWS) -> dict[str, np.ndarray]:
    """Draw every line."""
    plan = engine.plan(Working(lines))
    model = compiled(plan, engine.compute(plan), [line.id for line in lines])
    made = start(model, "test", correlations, {})
    made.extend(draws)
    return {id: made.output(id) for id in (*model.outputs, *model.fixed)}


def below(values: np.ndarray, end: float) -> float:
    """Give the share of draws below a value."""
    return float((values < end).mean())


def near(chance: float):
    """Give a share of all draws that chance allows: five standard errors either way."""
    return pytest.approx(chance, abs=5 * math.sqrt(chance * (1 - chance) / DRAWS) + 1e-12)


# --- percentiles ------------------------------------------------------------------------------------------------------

RANGES = [("100", "80", "130"), ("100", "90", "110"), ("100", "60", "105"), ("50", "49", "90"), ("4", "2", "10")]


@pytest.mark.parametrize(("value", "low", "high"), RANGES)
@pytest.mark.parametrize("shape", ["split_normal", *(one for one in SHAPES if one != "discrete")])
def test_low_and_high_are_the_5th_and_95th_percentile_in_every_shape(shape, value, low, high):
    values = drawn(uncertain("x", value, low, high, shape=shape))["x"]
    assert below(values, float(low)) == near(0.05)
    assert below(values, float(high)) == near(0.95)


@pytest.mark.parametrize(("value", "low", "high"), RANGES)
def test_without_a_shape_the_best_value_is_the_median(value, low, high):
    values = drawn(uncertain("x", value, low, high))["x"]
    assert below(values, float(value)) == near(0.5)


@pytest.mark.parametrize(("value", "low", "high"), RANGES)
@pytest.mark.parametrize("shape", ["triangular", "pert"])
def test_the_best_value_is_the_most_likely_one(shape, value, low, high):
    """Around the best value there are more draws than around any other point of the range."""
    values = drawn(uncertain("x", value, low, high, shape=shape))["x"]
    width = (float(high) - float(low)) / 10

    def around(point: float) -> int:
        return int((np.abs(values - point) < width / 2).sum())

    top = around(float(value))
    aside = [around(float(value) + step * width) for step in (-4, -2, 2, 4)]
    assert top > max(aside)


@pytest.mark.parametrize("degrees", [3, 9, 28.4])
def test_an_estimate_from_data_has_its_interval_at_95_percent(degrees):
    values = drawn(uncertain("x", "-5", "-12", "2", shape="t", ends=P2_P97, degrees=degrees))["x"]
    assert below(values, -12) == near(0.025)
    assert below(values, -5) == near(0.5)
    assert below(values, 2) == near(0.975)


def test_quantiles_of_t_are_those_of_the_tables():
    """Two-sided 95 % points as printed in any table of Student's t."""
    score = NormalDist().inv_cdf(0.975)
    steps = [score * step / 512 for step in range(513)]
    found = [round(student(degrees, steps)[-1], 3) for degrees in (1, 2, 5, 10, 30, 120)]
    assert found == [12.706, 4.303, 2.571, 2.228, 2.042, 1.98]


# --- closed forms -----------------------------------------------------------------------------------------------------


def test_normal_has_its_mean_halfway_and_its_deviation_from_the_ends():
    values = drawn(uncertain("x", "100", "80", "120", shape="normal"))["x"]
    deviation = 40 / (2 * 1.6448536269514722)
    assert values.mean() == pytest.approx(100, abs=5 * deviation / math.sqrt(DRAWS))
    assert values.std() == pytest.approx(deviation, rel=0.01)


def test_lognormal_has_its_median_at_the_geometric_mean_of_the_ends():
    values = drawn(uncertain("x", "20", "10", "40", shape="lognormal"))["x"]
    spread = math.log(40 / 10) / (2 * 1.6448536269514722)
    assert below(values, 20) == near(0.5)
    assert values.mean() == pytest.approx(20 * math.exp(spread**2 / 2), rel=0.01)


def test_a_product_of_lognormals_is_lognormal():
    """Logarithms add up, so do their variances."""
    values = drawn(
        uncertain("a", "20", "10", "40", shape="lognormal"),
        uncertain("b", "3", "1", "9", shape="lognormal"),
        formula("product", times(Name("a"), Name("b"))),
    )["product"]
    spread = math.hypot(math.log(4), math.log(9)) / 2
    for sign, chance in ((-1, 0.05), (0, 0.5), (1, 0.95)):
        assert below(values, 60 * math.exp(sign * spread)) == near(chance)


def test_a_sum_of_normals_is_normal():
    values = drawn(
        uncertain("a", "100", "80", "120", shape="normal"),
        uncertain("b", "50", "35", "65", shape="normal"),
        formula("sum", call("sum", (Name("a"), Name("b"), number(7)))),
    )["sum"]
    for sign, chance in ((-1, 0.05), (0, 0.5), (1, 0.95)):
        assert below(values, 157 + sign * 25) == near(chance)  # 25 is the root of 20 squared and 15 squared


def test_triangular_with_hard_ends_has_the_mean_of_its_three_points():
    values = drawn(uncertain("x", "2", "1", "6", shape="triangular", ends=BOUNDS))["x"]
    assert (values.min() >= 1, values.max() <= 6) == (True, True)
    assert values.mean() == pytest.approx(3, abs=0.02)
    assert values.var() == pytest.approx((1 + 4 + 36 - 2 - 6 - 12) / 18, rel=0.02)


def test_pert_with_hard_ends_counts_the_best_value_four_times_in_its_mean():
    values = drawn(uncertain("x", "2", "1", "6", shape="pert", ends=BOUNDS))["x"]
    mean = (1 + 4 * 2 + 6) / 6
    assert (values.min() >= 1, values.max() <= 6) == (True, True)
    assert values.mean() == pytest.approx(mean, abs=0.01)
    assert values.var() == pytest.approx((mean - 1) * (6 - mean) / 7, rel=0.02)


def test_uniform_with_hard_ends_fills_its_range_and_no_more():
    values = drawn(uncertain("x", "2", "1", "6", shape="uniform", ends=BOUNDS))["x"]
    assert values.min() == pytest.approx(1, abs=0.001)
    assert values.max() == pytest.approx(6, abs=0.001)
    assert (values.min() >= 1, values.max() <= 6) == (True, True)
    assert below(values, 2) == near(0.2)


@pytest.mark.parametrize("shape", ["split_normal", "normal", "lognormal"])
def test_hard_ends_cut_a_curve_off(shape):
    values = drawn(uncertain("x", "20", "10", "40", shape=shape, ends=BOUNDS))["x"]
    assert values.min() == pytest.approx(10, rel=0.001)
    assert values.max() == pytest.approx(40, rel=0.001)
    assert (values.min() >= 10 - 1e-9, values.max() <= 40 + 1e-9) == (True, True)


def test_cases_come_with_their_weights_in_whatever_order_they_stand():
    cases = (
        Case(quantity("3 deals"), Fraction(7)),
        Case(quantity("2 deals"), Fraction(2)),
        Case(quantity("9 deals"), Fraction(1)),
    )
    there, back = (
        drawn(uncertain("x", "3 deals", shape="discrete", cases=order))["x"] for order in (cases, cases[::-1])
    )
    assert set(there.tolist()) == {2, 3, 9}
    assert [float((there == value).mean()) for value in (2, 3, 9)] == [near(0.2), near(0.7), near(0.1)]
    assert np.array_equal(there, back)


# --- sides and limits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["split_normal", *(one for one in SHAPES if one != "discrete")])
def test_where_no_low_end_is_stated_nothing_lies_below_the_best_value(shape):
    values = drawn(uncertain("x", "100", "", "130", shape=shape))["x"]
    assert 100 - 1e-9 <= values.min() < 100.01
    assert below(values, 130) == near(0.95)


def test_a_share_stays_between_0_and_100_percent():
    values = drawn(uncertain("x", "90%", "60%", "99%", shape="normal"))["x"]
    assert (values.min() >= 0, values.max()) == (True, 1)


def test_a_percentage_whose_high_end_is_above_100_is_not_a_share():
    values = drawn(uncertain("x", "100%", "95%", "110%"))["x"]
    assert below(values, 1.10) == near(0.95)
    assert values.max() > 1.15


def test_an_amount_above_zero_never_falls_below_it():
    values = drawn(uncertain("x", "100 EUR", "5 EUR", "400 EUR"))["x"]
    assert values.min() == 0


def test_an_effect_from_data_may_lie_on_the_other_side_of_zero():
    values = drawn(uncertain("x", "5", "1", "9", shape="t", ends=P2_P97, degrees=6))["x"]
    assert values.min() < 0


@pytest.mark.parametrize("shape", ["lognormal", "triangular", "pert", "uniform"])
def test_a_shape_that_does_not_fit_is_read_as_a_plain_range(shape):
    """A lognormal below zero, a best value that is no longer between its ends."""
    odd = ("-5", "-20", "10") if shape == "lognormal" else ("12", "20", "10")
    plain, shaped = (drawn(uncertain("x", *odd, **more))["x"] for more in ({}, {"shape": shape}))
    assert np.array_equal(plain, shaped)


def test_a_range_without_width_does_not_move():
    assert set(drawn(uncertain("x", "5", "5", "5", shape="pert"), draws=10)["x"].tolist()) == {5.0}


# --- formulas with formulas for ends ----------------------------------------------------------------------------------


def banded(**more) -> tuple[Line, ...]:
    """Give an estimate of 60 % at 70 % confidence: 42 %, in a band up to 78 %."""
    share, confidence = Name("share"), Name("confidence")
    upper = call("min", (number(1), times(share, minus(number(2), confidence))))
    return (
        Line("share", Text("share"), AT, "attribution", value=quantity("60%")),
        Line("confidence", Text("confidence"), AT, "attribution", value=quantity("70%")),
        formula("counted", times(share, confidence), high=upper, driver="band", **more),
    )


def test_a_confidence_band_starts_at_the_base_and_thins_out_to_its_upper_end():
    values = drawn(*banded())["counted"]
    assert values.min() == pytest.approx(0.42, abs=0.001)
    assert values.max() == pytest.approx(0.78, abs=0.002)
    assert (values.min() >= 0.42 - 1e-12, values.max() <= 0.78 + 1e-12) == (True, True)
    assert values.mean() == pytest.approx(0.42 + 0.36 / 3, abs=0.001)


def test_a_formula_with_an_interval_from_data_is_drawn_by_that():
    spread = formula(
        "effect",
        plus(Name("a"), number(2)),
        low=minus(Name("a"), number(4)),
        high=plus(Name("a"), number(8)),
        driver="effect",
        distribution=Distribution("t", P2_P97, 12),
    )
    plain = Line("a", Text("a"), AT, "kpi", value=quantity("10"))
    values = drawn(plain, spread)["effect"]
    assert (below(values, 6), below(values, 12), below(values, 18)) == (near(0.025), near(0.5), near(0.975))


def test_an_end_that_has_no_value_is_the_base():
    nothing = Line("gone", Text("gone"), AT, "kpi", absent=Text("Not measured."))
    one_sided = formula("x", Name("a"), low=Name("gone"), high=times(number(2), Name("a")), driver="x")
    plain = Line("a", Text("a"), AT, "kpi", value=quantity("10"))
    values = drawn(nothing, plain, one_sided)["x"]
    assert (values.min() >= 10, values.max() <= 20) == (True, True)


# --- together ---------------------------------------------------------------------------------------------------------


def correlated(strength: str, one: str = "a", other: str = "b") -> Correlation:
    return Correlation(one, other, Fraction(strength), "", AT)


def pair(shape: str = "split_normal", other: str = "split_normal", **more) -> tuple[Line, Line]:
    return uncertain("a", "100", "80", "130", shape=shape, **more), uncertain("b", "20", "10", "40", shape=other)


def test_lines_with_one_driver_stand_at_the_same_place():
    values = drawn(
        uncertain("a", "100", "80", "130", driver="x"), uncertain("b", "10", "8", "13", driver="x"), draws=1000
    )
    assert np.allclose(values["a"], 10 * values["b"])


@pytest.mark.parametrize("other", ["split_normal", "lognormal", "pert", "uniform", "t"])
@pytest.mark.parametrize(("strength", "sign"), [("1", 1), ("-1", -1)])
def test_a_perfect_correlation_puts_both_in_the_same_order(strength, sign, other):
    values = drawn(*pair("triangular", other), correlations=(correlated(strength),), draws=2000)
    a, b = (values[name].argsort().argsort() for name in "ab")
    assert np.abs(a - (b if sign == 1 else 1999 - b)).max() <= 2  # at the far ends of a table two may be equal


def test_a_correlation_is_that_of_the_normal_scores():
    values = drawn(*pair("normal", "lognormal"), correlations=(correlated("0.6"),))
    assert np.corrcoef(values["a"], np.log(values["b"]))[0, 1] == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize("shape", ["uniform", "pert", "triangular", "lognormal", "t"])
def test_moving_together_changes_no_range(shape):
    values = drawn(*pair(shape, shape), correlations=(correlated("-0.7"),))
    assert (below(values["a"], 80), below(values["a"], 130)) == (near(0.05), near(0.95))
    assert (below(values["b"], 10), below(values["b"], 40)) == (near(0.05), near(0.95))


def test_what_is_not_correlated_moves_apart():
    values = drawn(*pair())
    assert abs(np.corrcoef(values["a"], values["b"])[0, 1]) < 5 / math.sqrt(DRAWS)


def test_the_variance_of_a_sum_grows_with_the_correlation():
    total = formula("sum", plus(Name("a"), Name("b")))
    a, b = (uncertain(name, "100", "80", "120", shape="normal") for name in "ab")
    one = (20 / 1.6448536269514722) ** 2
    for strength in ("-1", "-0.5", "0.5", "1"):
        values = drawn(a, b, total, correlations=(correlated(strength),))["sum"]
        assert values.var() == pytest.approx(2 * one * (1 + float(strength)), rel=0.02, abs=1e-9)


def test_every_function_of_formulas_is_known_here():
    """A function that is added to the language has to be added to the simulation as well."""
    assert set(_CALLS) == set(FUNCTIONS)


def test_a_rate_of_return_is_found_in_every_draw_that_has_one():
    """Pay 100 now, get x after a year: the rate is x % - 100 %. With nothing coming in there is none."""
    rate = formula("rate", call("irr", (number(-100), Name("x"))))
    values = drawn(uncertain("x", "110", "0", "240", shape="uniform", ends=BOUNDS), rate, draws=1000)
    assert np.allclose(values["rate"], values["x"] / 100 - 1, atol=1e-9)
    nothing = drawn(uncertain("x", "-5", "-10", "-1"), rate, draws=10)
    assert np.isnan(nothing["rate"]).all()


def test_percentiles_are_the_default_meaning_of_ends():
    assert Distribution().ends == P5_P95
