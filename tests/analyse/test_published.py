"""Every design against results that others published, for data that are printed with them."""

from __future__ import annotations

import numpy as np
import pytest

from roi_spec.analyse import checks, linear
from roi_spec.analyse.asked import Asked
from roi_spec.analyse.differences import effect
from roi_spec.analyse.expected import forecast_model, trend_line
from roi_spec.analyse.paired import paired
from roi_spec.analyse.panel import Panel
from roi_spec.analyse.parts import analysis_of
from roi_spec.analyse.randomised import randomised
from roi_spec.analyse.series import newey_west_lag
from roi_spec.analyse.spread import detectable, hodges_lehmann, paired_proportions, two_proportions
from roi_spec.analyse.two_groups import two_groups

ASKED = Asked()

SLEEP_1 = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SLEEP_2 = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
"""Student (1908): extra hours of sleep under two drugs; the data set `sleep` of R."""


def test_pairs_as_r_prints_them_for_students_sleep() -> None:
    # t.test(extra ~ group, data = sleep, paired = TRUE): t = -4.0621, df = 9, CI -2.4598858 -0.7001142
    found = paired(SLEEP_2, SLEEP_1, ASKED).estimate
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((-1.58, -2.4598858, -0.7001142), abs=5e-8)
    assert found.degrees == 9
    assert found.value / found.error == pytest.approx(-4.0621, abs=5e-5)


def test_welch_as_r_prints_it_for_students_sleep() -> None:
    # t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, CI -3.3654832 0.2054832
    arms = np.repeat([True, False], 10)
    found = two_groups(np.concatenate([SLEEP_1, SLEEP_2]), arms, ASKED).estimate
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((-1.58, -3.3654832, 0.2054832), abs=5e-8)
    assert found.degrees == pytest.approx(17.776, abs=5e-4)
    assert found.value / found.error == pytest.approx(-1.8608, abs=5e-5)


def test_robust_errors_without_a_level_before_are_welchs() -> None:
    # HC2 is unbiased for the variance of a difference of means: the same error as above
    columns = np.column_stack([np.repeat([1.0, 0.0], 10), np.ones(20)])
    found = linear.robust(np.concatenate([SLEEP_1, SLEEP_2]), columns, np.array([1.0, 0.0]))
    assert found.value / found.error == pytest.approx(-1.8608, abs=5e-5)


@pytest.mark.parametrize(("few", "many", "published"), [(3, 27, 2.5), (10, 10, 18.0)])
def test_degrees_of_freedom_of_bell_and_mccaffrey(few: int, many: int, published: float) -> None:
    # Imbens & Kolesar (2016): K = 2.5 for 3 against 27; for equal groups n1 + n2 - 2
    columns = np.column_stack([np.repeat([1.0, 0.0], [few, many]), np.ones(few + many)])
    assert linear.bell_mccaffrey(columns, np.array([1.0, 0.0])) == pytest.approx(published, abs=0.05)


BLOOD = np.array([110, 118, 132, 140, 120, 128, 132, 138, 142, 150.0])
AGE = np.array([20, 25, 30, 35, 30, 35, 35, 40, 40, 45.0])
TREATED = np.repeat([False, True], [4, 6])
"""Western Michigan University, STAT 6620: blood pressure by treatment and age, with the output of SAS."""


def test_analysis_of_covariance_as_sas_prints_it() -> None:
    # PROC REG: grp_ind -10.38095 (1.64051), age 2.03810 (0.11338), intercept 68.95238 (3.25028)
    found = randomised(AGE, BLOOD, TREATED, ASKED).estimate
    assert found is not None
    assert found.value == pytest.approx(-10.38095, abs=5e-6)
    classic = linear.ordinary(BLOOD, np.column_stack([np.ones(10), TREATED, AGE]))
    assert classic.coefficients == pytest.approx([68.95238, -10.38095, 2.03810], abs=5e-6)
    assert np.sqrt(np.diag(classic.covariance)) == pytest.approx([3.25028, 1.64051, 0.11338], abs=5e-6)


def test_analysis_of_covariance_of_the_leprosy_trial() -> None:
    # Snedecor & Cochran (1967, p. 422); SAS/STAT, PROC GLM, example "Analysis of Covariance": MSE 16.046254
    before = [11, 8, 5, 14, 19, 6, 10, 6, 11, 3, 6, 6, 7, 8, 18, 8, 19, 8, 5, 15, 16, 13, 11, 9, 21, 16, 12, 12, 7, 12]
    after = [6, 0, 2, 8, 11, 4, 13, 1, 8, 0, 0, 2, 3, 1, 18, 4, 14, 9, 1, 9, 13, 10, 18, 5, 23, 12, 5, 16, 1, 20]
    drug = np.repeat([0, 1, 2], 10)
    columns = np.column_stack([drug == 0, drug == 1, np.array(before), np.ones(30)]).astype(float)
    found = linear.ordinary(np.array(after, dtype=float), columns)
    assert found.scatter**2 == pytest.approx(16.046254, abs=5e-7)
    assert found.coefficients == pytest.approx([-3.446138280, -3.337166948, 0.987183811, -0.434671164], abs=5e-9)
    assert np.sqrt(np.diag(found.covariance))[:3] == pytest.approx([1.88678065, 1.85386642, 0.16449757], abs=5e-9)


INVEST = """
133.84636526040953 876.3226604369933 2.0151876656899663
152.63582571274878 929.3975255513717 1.8550336677202108
163.75716519020324 984.8879624804587 1.2724583109198613
155.32506956741716 1011.3837591702505 1.1936477331943696
161.49745577901624 1058.1536224860672 0.7582797875031551
172.0244267772785 1087.6829127779697 0.7209813423794547
157.68179332968833 1085.5112083105523 0.5807178246341778
173.31527965836892 1122.3830850953025 -0.10633132859485794
195 1185.9 0.3441828976148269
217.30496453900707 1254.2789598108748 0.6899999999999897
198.73131734445602 1246.263468891206 -0.9926950354609865
163.84450274266635 1231.576436918674 -3.056569343065691
194.87683240139035 1298.1713767568385 0.29290881628111176
231.4173509460907 1369.7250981792215 -0.36590297718000375
257.0136949873687 1438.5719984044676 0.055501606569090534
258.84224697099495 1479.5006731122262 1.6375322430527763
225.2550162537832 1475.002802376415 2.59119691592217
243.36373885415597 1513.8362201496361 4.0488532675709
200.35769528228926 1485.402165506574 5.003806497898947
"""
"""Greene (1993), table 15.1: real investment, gross national product and interest of the USA, 1964-1982."""


def investment() -> linear.Fit:
    rows = np.array([[float(cell) for cell in line.split()] for line in INVEST.split("\n") if line])
    columns = np.column_stack([np.ones(len(rows)), rows[:, 1], rows[:, 2]])
    return linear.newey_west(rows[:, 0], columns, 4)


def test_newey_west_errors_as_the_package_sandwich_of_r_prints_them() -> None:
    # NeweyWest(fm, lag = 4, prewhite = FALSE); R leaves out the factor T / (T - k), here 19 / 16
    published = [[359.4170681, -0.3115505035, -4.089319305], [-0.3115505035, 0.0002805888, -0.005355931]]
    assert investment().coefficients == pytest.approx([-12.53360, 0.16914, -1.00144], abs=5e-6)
    assert investment().covariance[:2] * 16 / 19 == pytest.approx(np.array(published), rel=1e-6)


def test_durbin_watson_as_greene_gives_it() -> None:
    # Greene (1993), example 15.4
    assert checks.durbin_watson(investment().residuals) == pytest.approx(1.3215, abs=5e-5)


@pytest.mark.parametrize(
    ("yes", "counts", "low", "high"),
    [
        ((56, 48), (70, 80), 0.0524, 0.3339),
        ((9, 3), (10, 10), 0.1705, 0.8090),
        ((6, 2), (7, 7), 0.0582, 0.8062),
        ((5, 0), (56, 29), -0.0381, 0.1926),
    ],
)
def test_two_proportions_as_in_newcombes_table(
    yes: tuple[int, int], counts: tuple[int, int], low: float, high: float
) -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
    assert two_proportions(yes, counts) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [((14, 5, 0, 22), 0.011, 0.226), ((1, 1, 7, 12), -0.507, -0.026)],
    ids=["Altman et al. (2000), Statistics with Confidence, p. 52", "Fagerland et al. (2014), airway responsiveness"],
)
def test_mcnemars_table_with_newcombes_interval(table: tuple[int, int, int, int], low: float, high: float) -> None:
    assert paired_proportions(*table) == pytest.approx((low, high), abs=5e-4)


def test_yes_and_no_in_pairs_use_that_interval() -> None:
    both, first, second, neither = 1, 1, 7, 12
    one = np.repeat([1.0, 1.0, 0.0, 0.0], [both, first, second, neither])
    other = np.repeat([1.0, 0.0, 1.0, 0.0], [both, first, second, neither])
    found = paired(other, one, ASKED).estimate
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((-6 / 21, -0.507, -0.026), abs=5e-4)


def test_wilcoxons_interval_as_hollander_and_wolfe_give_it() -> None:
    # Hollander & Wolfe (1973), example 3.1, depression scale: centre -0.46, interval (-0.786, -0.010)
    first = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30])
    second = np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])
    assert hodges_lehmann(second - first) == pytest.approx((-0.46, -0.786, -0.010), abs=5e-4)


CARS = (
    "4 2 4 10 7 4 7 22 8 16 9 10 10 18 10 26 10 34 11 17 11 28 12 14 12 20 12 24 12 28 13 26 13 34 13 34 13 46 14 26 "
    "14 36 "
    "14 60 14 80 15 20 15 26 15 54 16 32 16 40 17 32 17 40 17 50 18 42 18 56 18 76 18 84 19 36 19 46 19 68 20 32 20 48 "
    "20 52 20 56 20 64 22 66 23 54 24 70 24 92 24 93 24 120 25 85"
)
"""Ezekiel (1930): speed and stopping distance; the data set `cars` of R."""


@pytest.mark.parametrize(
    ("speed", "fit", "low", "high"),
    [(12, 29.60981, -1.749529, 60.96915), (19, 57.13667, 25.761756, 88.51159), (24, 76.79872, 44.752478, 108.84495)],
)
def test_the_interval_of_a_forecast_as_r_predicts_it(speed: float, fit: float, low: float, high: float) -> None:
    # predict(lm(dist ~ speed, cars), data.frame(speed = c(12, 19, 24)), interval = "prediction")
    pairs = np.array([float(one) for one in CARS.split()]).reshape(-1, 2)
    driver, outcome = np.append(pairs[:, 0], speed), np.append(pairs[:, 1], 100.0)
    found = forecast_model(np.arange(51), outcome, {"Speed": driver}, 50, ASKED)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(100 - fit, abs=5e-6)
    assert (100 - found.estimate.high, 100 - found.estimate.low) == pytest.approx((low, high), abs=5e-5)
    assert found.points[-1].low == pytest.approx(low, abs=5e-5)


def test_the_difference_of_differences_of_card_and_krueger() -> None:
    # Card & Krueger (1994), table 3: employment in New Jersey 20.44 -> 21.03, in Pennsylvania 23.33 -> 21.17;
    # their 2.76 is computed before rounding
    states = np.repeat([0, 1], [2 * 11, 2 * 11])
    units = np.repeat(np.arange(22), 2)
    waves = np.tile([0, 1], 22)
    means = np.array([20.44, 21.03, 23.33, 21.17])
    panel = Panel(means[states * 2 + waves] + units / 100, units, waves, states == 0, units)
    found = effect(panel, waves.astype(float))
    assert found is not None
    assert found.value == pytest.approx(2.76, abs=0.011)


@pytest.mark.parametrize(("size", "people"), [(0.2, 393), (0.3, 175), (0.5, 63), (0.8, 25)])
def test_the_smallest_effect_that_can_be_found(size: float, people: int) -> None:
    # the usual table of people per arm for 80 % power at 5 %: n = 2 (1.96 + 0.84)^2 / d^2
    assert detectable((2 / people) ** 0.5) <= size < detectable((2 / (people - 1)) ** 0.5)


@pytest.mark.parametrize(("periods", "lag"), [(12, 2), (24, 2), (36, 3), (48, 3)])
def test_the_lag_of_newey_and_west(periods: int, lag: int) -> None:
    assert newey_west_lag(periods) == lag


def test_the_trend_line_of_the_textbook() -> None:
    # pre 50 ... 60 in steps of two, post 66 70 74: expected 62 64 66, mean difference 6
    values = np.array([50, 52, 54, 56, 58, 60, 66, 70, 74.0])
    found = analysis_of(trend_line(np.arange(9), values, 6, ASKED), ASKED)
    assert (found.estimate, found.low, found.high) == (6, 6, 6)
    assert [one.expected for one in found.points[6:]] == pytest.approx([62, 64, 66])
    assert found.checks[0].holds is False, "figures without any scatter are not to be believed"


def test_the_forecast_of_the_textbook() -> None:
    # y = 140 + 4 x; at x = 30 that is 260, actual 290
    driver = np.array([5, 10, 15, 20, 12, 8, 30.0])
    values = np.append(140 + 4 * driver[:-1], 290)
    found = analysis_of(forecast_model(np.arange(7), values, {"Advertising": driver}, 6, ASKED), ASKED)
    assert found.estimate == 30
    outside = next(check for check in found.checks if str(check.title) == "Drivers within their earlier range")
    assert outside.holds is False
    assert "Advertising" in str(outside.says)
