"""Level coverage: how far programmes are evaluated, beside what is customary."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roi_spec.model.coverage import LevelCoverage, coverage, reached
from roi_spec.model.spec import Level
from tests.lint.chain import judge
from tests.specs import BASE, with_fragment

NO_METHOD = "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\n    # no conversion\n"
FORECAST = (
    "stage: plan\nkpis:\n  - id: errors\n    # no result\n    # no result_period\n    forecast: 200 errors/month\n"
)


def levels(fragment: str) -> set[Level]:
    evaluation, _ = judge(with_fragment(fragment))
    return set(reached(evaluation))


def test_a_whole_study_reaches_every_level() -> None:
    assert set(reached(judge(BASE)[0])) == set(Level)


def test_a_change_without_attribution_is_no_impact_yet() -> None:
    assert levels(NO_METHOD) == set(Level) - {Level.IMPACT, Level.ROI}


def test_a_forecast_reaches_neither_impact_nor_return() -> None:
    assert levels(FORECAST) == set(Level) - {Level.IMPACT, Level.ROI}


def test_shares_are_counted_over_ones_own_programmes() -> None:
    own, forecast, audit = (
        judge(with_fragment(one))[0] for one in ("owner: Team\n", FORECAST, "audits: {publisher: Vendor}\n")
    )
    rows = {row.level: row for row in coverage([own, forecast, audit])}
    assert {row.programmes for row in rows.values()} == {2}
    assert rows[Level.APPLICATION].share == 1
    assert rows[Level.ROI].share == Fraction(1, 2)


def test_no_programmes_no_rows() -> None:
    assert coverage([]) == ()


@pytest.mark.parametrize(
    ("share", "expected"), [((1, 10), "below"), ((3, 20), "within"), ((3, 10), "within"), ((31, 100), "above")]
)
def test_a_share_stands_beside_the_customary_one(share: tuple[int, int], expected: str) -> None:
    row = LevelCoverage(Level.APPLICATION, Fraction(15, 100), Fraction(30, 100), *share)
    assert row.stands == expected
