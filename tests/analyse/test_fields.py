"""Fields that do not fit, labels that are probably misspelt, and figures that were typed beside the data."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from roi_spec.analyse import Analysed
from roi_spec.model.analysis import TRUSTED
from roi_spec.model.finding import Severity
from tests.analyse.test_run import (
    COMPARED,
    FALLING,
    GROUPED,
    INTERRUPTED,
    PANEL,
    SERIES,
    codes,
    exam,
    months,
    panel,
    series,
    spec,
    typed,
    words,
)

Analyse = Callable[..., Analysed]
ERRORS = "kpi.errors.attribution"


def pointed_at(found: Analysed, number: int = 0) -> str:
    at = found.findings[number].at
    return found.programme.document.source.line(at.line)[at.column - 1 : at.end_column - 1]


# --- an effect that counts as none -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("3 EUR", "Write it in the unit of the KPI, for example: negligible: 3 errors/month"),
        ("3 errors", "negligible: 3 errors/month"),
        ("-3 errors/month", "Write an amount above zero"),
        ("0 errors/month", "Write an amount above zero"),
    ],
)
def test_a_negligible_effect_that_cannot_be_one_is_not_used(analysed: Analyse, amount: str, says: str) -> None:
    found = analysed(spec(SERIES, INTERRUPTED + f"\nnegligible: {amount}"), d=series(FALLING))
    plain = analysed(spec(SERIES, INTERRUPTED), d=series(FALLING))
    assert codes(found) == ["ROI297"]
    assert found.findings[0].severity is Severity.ERROR
    assert (says in words(found), pointed_at(found)) == (True, amount)
    assert found.analyses[ERRORS].negligible == plain.analyses[ERRORS].negligible
    assert found.analyses[ERRORS].negligible_stated is False


def test_a_negligible_effect_in_another_unit_of_the_same_measure_is_used(analysed: Analyse) -> None:
    found = analysed(spec(SERIES, INTERRUPTED + "\nnegligible: 60 errors/year"), d=series(FALLING))
    assert (codes(found), found.analyses[ERRORS].negligible) == ([], 5)


@pytest.mark.parametrize(("amount", "expected"), [("3 pp", []), ("3%", []), ("3 points", ["ROI297"])])
def test_between_percentages_a_negligible_effect_is_in_points(
    analysed: Analyse, amount: str, expected: list[str]
) -> None:
    body = spec(SERIES, INTERRUPTED + f'\nnegligible: "{amount}"').replace("unit: errors/month", 'unit: "%"')
    assert codes(analysed(body, d=series(FALLING))) == expected


def test_a_series_in_the_spec_is_held_to_the_same(analysed: Analyse) -> None:
    body = typed([50, 53, 53, 57, 58, 60]).replace(
        "method: trend_line\n", "method: trend_line\n      negligible: 3 EUR\n"
    )
    assert codes(analysed(body)) == ["ROI297"]


# --- fields without a use --------------------------------------------------------------------------------------------


def test_a_season_is_longer_than_one_period_and_shorter_than_the_series(analysed: Analyse) -> None:
    for season, says in ((1, "2 periods at the soonest"), (17, "is 17 periods, and the data “d” span 16")):
        found = analysed(spec(SERIES, INTERRUPTED + f"\nseason: {season}"), d=series(FALLING))
        assert (codes(found), pointed_at(found), says in words(found)) == (["ROI297"], str(season), True)
        assert found.analyses[ERRORS].trust == TRUSTED


def test_a_start_needs_periods_in_the_data(analysed: Analyse) -> None:
    rows = "".join(f"{who * 7 % 13 + 20},{who * 5 % 17 + 10}\n" for who in range(35))
    body = spec("before: before, after: after", "method: before_after\ndata: d\nstart: 2024-05")
    found = analysed(body, d="before,after\n" + rows)
    assert (codes(found), pointed_at(found)) == (["ROI297"], "2024-05")
    assert "no column period" in words(found)


def test_a_group_is_assigned_once(analysed: Analyse) -> None:
    fields = "\nstart: 2024-05\nassigned: [{group: South, people: 20}, {group: South, people: 25}]"
    found = analysed(spec(PANEL, COMPARED + fields), d=panel(12))
    assert (codes(found), pointed_at(found)) == (["ROI297"], "South")
    assert found.findings[0].at.column > found.findings[0].related[0].span.column


def test_an_effect_computed_elsewhere_does_not_stand_beside_data(analysed: Analyse) -> None:
    stated = (
        "\nstart: 2024-05\nstated_effect: {value: 5 errors/month, low: 1 errors/month, high: 9 errors/month, study: s}"
    )
    found = analysed(spec(PANEL, COMPARED + stated), d=panel(12))
    assert codes(found) == ["ROI297"]
    assert "two sources for one effect" in words(found)


# --- labels ----------------------------------------------------------------------------------------------------------


def of_groups(*sizes: tuple[str, int]) -> str:
    labels = [name for name, size in sizes for _ in range(size)]
    return "group,value\n" + "".join(f"{label},{place * 7 % 13}\n" for place, label in enumerate(labels))


def notes(found: Analysed) -> str:
    return " ".join(str(one) for one in found.analyses[ERRORS].notes)


def test_a_label_with_few_rows_is_probably_misspelt(analysed: Analyse) -> None:
    body = spec("group: group, value: value", COMPARED)
    found = analysed(body, d=of_groups(("South", 30), ("Soouth", 2), ("North", 30)))
    assert [(one.code, one.severity) for one in found.findings] == [("ROI287", Severity.WARNING)]
    assert "“Soouth” is not named under `trained:`, and has 2 of the 62 rows" in words(found)
    assert "If “South” is meant" in words(found)
    assert "North, Soouth" in notes(found).replace("('North', 'Soouth')", "North, Soouth")


def test_many_groups_of_one_size_are_no_misspellings(analysed: Analyse) -> None:
    body = spec("group: group, value: value", COMPARED)
    found = analysed(body, d=of_groups(("South", 25), *((f"Town {place}", 3) for place in range(30))))
    assert codes(found) == []


def test_the_labels_of_the_comparison_are_told_when_it_is_named_otherwise(analysed: Analyse) -> None:
    data, body = of_groups(("South", 25), ("North", 25)), spec("group: group, value: value", COMPARED)
    named = spec("group: group, value: value", COMPARED + "\ncomparison: {group: Everybody else}")
    assert "Taken as the comparison" not in notes(analysed(body, d=data))
    assert "Taken as the comparison" in notes(analysed(named, d=data))


def test_a_series_beside_others_tells_them_too(analysed: Analyse) -> None:
    rows = "".join(
        f"{month},{value + place},{group}\n"
        for month, value in zip(months(16), FALLING, strict=True)
        for place, group in enumerate(("South", "West", "North"))
    )
    found = analysed(spec(GROUPED, INTERRUPTED + "\ntrained: [South]"), d="period,value,group\n" + rows)
    assert "Taken as the comparison" in notes(found)
    assert found.analyses[ERRORS].arms[1].name == "North, West"


# --- figures beside data ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "expected"), [("297", []), ("296.6", []), ("296.5", ["ROI298"]), ("300", ["ROI298"])]
)
def test_a_typed_figure_agrees_with_its_data_as_far_as_it_was_rounded(
    analysed: Analyse, baseline: str, expected: list[str]
) -> None:
    body = spec(SERIES, INTERRUPTED, f"better: lower\nbaseline: {baseline} errors/month")  # the data give 296.625
    found = analysed(body, d=series(FALLING))
    assert codes(found) == expected
    if expected:
        assert pointed_at(found) == f"{baseline} errors/month"
        assert "give 296.6 errors/month" in words(found)


def test_a_figure_typed_in_another_unit_is_compared_in_its_own(analysed: Analyse) -> None:
    figures = "better: lower\nbaseline: 3559.5 errors/year\nresult: 2900 errors/year"  # 12 x 296.625 and 12 x 245.25
    found = analysed(spec(SERIES, INTERRUPTED, figures), d=series(FALLING))
    assert (codes(found), pointed_at(found)) == (["ROI298"], "2900 errors/year")


def test_a_kpi_with_its_own_data_is_held_against_these(analysed: Analyse) -> None:
    rows = "before,after\n" + "".join(f"{50 + who % 5},{60 + who % 7}\n" for who in range(35))
    found = analysed(exam("before: before, after: after", "    baseline: 52 points\n    result: 70 points\n"), d=rows)
    assert (codes(found), pointed_at(found)) == (["ROI298"], "70 points")
    assert found.programme.kpis[0].result.best.quantity.value == 70


def test_a_kpi_that_counts_everybody_says_so(analysed: Analyse) -> None:
    rows = of_groups(("South", 25), ("North", 25))
    found = analysed(exam("group: group, value: value"), d=rows)
    assert [(one.code, one.severity) for one in found.findings] == [("ROI287", Severity.INFO)]
    assert "counts everybody" in words(found)
    assert codes(analysed(exam("group: group, value: value"), d=of_groups(("South", 25)))) == []


# --- the same figures in another layout ------------------------------------------------------------------------------


def test_drawn_divisions_do_not_depend_on_rows_or_line_ends(analysed: Analyse) -> None:
    body = spec(PANEL.replace("person: person", "team: person"), COMPARED + "\nstart: 2024-05")
    head, *rows = panel(21).splitlines()
    few = [row for row in rows if int(row.split(",")[0][1:]) < 9 or int(row.split(",")[0][1:]) > 29]
    shuffled = Random(3).sample(few, len(few))
    texts = ("\n".join([head, *few]), "\n".join([head, *shuffled]), "\r\n".join([head, *shuffled]))
    found = [analysed(body, d=one + "\n").analyses[ERRORS] for one in texts]
    assert "permutation" in str(found[0].model)
    assert [arm.analysed for arm in found[0].arms] == [9, 12], "more divisions than are all tried"
    assert len({one.digest for one in found}) == 3
    for name in ("estimate", "low", "high", "detectable", "checks", "points", "leads", "notes", "arms"):
        assert getattr(found[0], name) == getattr(found[1], name) == getattr(found[2], name)


# --- the width of an interval ----------------------------------------------------------------------------------------


def width_of(found: Analysed) -> list[bool | None]:
    return [one.holds for one in found.analyses[ERRORS].checks if str(one.title) == "Width of the interval"]


def test_few_or_related_periods_are_told_also_where_the_method_is_trusted(analysed: Analyse) -> None:
    body = spec(SERIES, INTERRUPTED.replace("2024-09", "2025-07"))
    chance = Random(8)
    unrelated = [300 + chance.randint(0, 40) for _ in range(36)]
    related = [300 + 40 * ((place // 6) % 2) + place % 2 for place in range(36)]
    assert width_of(analysed(body, d=series(unrelated))) == []
    assert width_of(analysed(body, d=series(related))) == [False]
    few = analysed(spec(SERIES, INTERRUPTED), d=series(FALLING))
    assert (few.analyses[ERRORS].trust, width_of(few)) == (TRUSTED, [None])
