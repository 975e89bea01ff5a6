"""Averages over fewer than five people: found in an analysis and in the data file itself, and nowhere else."""

from __future__ import annotations

import math
from array import array
from dataclasses import replace

import pytest

from roi_spec.model.analysis import Analysis
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.table import Labels, Numbers, Table
from roi_spec.model.text import Text
from tests.lint.chain import judge
from tests.lint.surroundings import CLEAR
from tests.lint.test_evidence_from_data import COMPARED, DATA
from tests.specs import with_fragment

PREFIX = "kpi.errors.attribution"
OWN = "kpis:\n  - id: exam\n    # no baseline\n    # no result\n    data: errors_each\n"


def found(fragment: str, analysis: Analysis | None = None, table: Table | None = None) -> list[Finding]:
    def with_table(evaluation: Evaluation) -> Evaluation:
        return replace(evaluation, tables=(table,)) if table else evaluation

    analyses = {PREFIX: analysis} if analysis else {}
    whole = fragment if fragment.startswith("data:") else DATA + fragment
    _, said = judge(with_fragment(whole), analyses=analyses, adjusted=with_table)
    return [one for one in said if one.code == "ROI157"]


def of_people(trained: int, others: int, counted: str = "people") -> Analysis:
    south, north = CLEAR.arms
    arms = (replace(south, analysed=trained), replace(north, analysed=others))
    return replace(CLEAR, arms=arms, counted=Text(counted))


def table(south: int, north: int, *, empty: int = 0, **columns: Labels) -> Table:
    """Give a row for each person; the first `empty` of them without a figure."""
    rows = south + north
    values = [math.nan] * empty + [1.0 * n for n in range(rows - empty)]
    return Table(
        id="errors_each",
        path="specs/data/errors.csv",
        digest="c" * 64,
        delimiter=",",
        decimal=".",
        detected=(),
        rows=rows,
        columns={
            "group": Labels(array("l", [0] * south + [1] * north), ("South", "North")),
            "value": Numbers(array("d", values)),
            **columns,
        },
        lines=array("l", range(2, rows + 2)),
    )


@pytest.mark.parametrize(
    ("trained", "others", "expected"), [(5, 5, False), (4, 40, True), (40, 1, True), (40, 0, False)]
)
def test_a_group_of_an_analysis_with_fewer_than_five_people_is_an_error(
    trained: int, others: int, *, expected: bool
) -> None:
    assert bool(found(COMPARED, of_people(trained, others))) is expected


@pytest.mark.parametrize("counted", ["teams", "periods"])
def test_teams_and_periods_are_no_people(counted: str) -> None:
    assert not found(COMPARED, of_people(3, 3, counted))


@pytest.mark.parametrize(
    ("data", "expected"),
    [(table(5, 5), False), (table(4, 9), True), (table(9, 4), True), (table(6, 6, empty=2), True)],
)
def test_people_with_figures_are_counted_in_the_file_itself(data: Table, *, expected: bool) -> None:
    assert bool(found(COMPARED, table=data)) is expected


def test_many_rows_of_few_people_are_few_people() -> None:
    person = Labels(array("l", [n % 3 for n in range(30)]), ("a", "b", "c"))
    assert found(COMPARED, table=table(15, 15, person=person))


def test_a_series_of_a_team_holds_no_people() -> None:
    period = Labels(array("l", [0, 1, 0, 1]), ("2025-01", "2025-02"))
    assert not found(COMPARED, table=table(2, 2, period=period))


@pytest.mark.parametrize(("south", "north", "expected"), [(2, 2, True), (3, 2, False)])
def test_a_kpi_with_data_of_its_own_counts_everybody(south: int, north: int, *, expected: bool) -> None:
    assert bool(found(OWN, table=table(south, north))) is expected


def test_one_cause_is_told_once_with_its_place_and_what_to_do() -> None:
    (said,) = found(COMPARED, of_people(40, 2), table(40, 2))
    assert said.pointer[-2:] == ("attribution", "data")
    assert said.severity.value == "error"
    assert "too few people in “North”: 2." in str(said.text)
    assert "join groups until each holds at least 5 people" in str(said.help)


def test_estimates_of_those_who_were_asked_are_no_scores() -> None:
    asked = (
        "data:\n  - {id: errors_each, file: data/errors.csv, system: Survey, extracted: 2025-08-04,"
        " columns: {person: Number, attribution: Share, confidence: Sure}}\n"
        "kpis:\n  - id: errors\n    # no cross_checks\n    attribution:\n      method: manager_estimate\n"
        "      invited: 2\n      data: errors_each\n      respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Team list}\n"
    )
    assert not found(asked, table=table(1, 1))
