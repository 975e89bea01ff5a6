"""The data files of the example programmes: made by one program, labelled as made up, and read as they stand.

Where a design comes down to plain averages, the effect is reckoned here once more from the file, apart from the tool.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from roi_spec import lint, pipeline
from roi_spec.model.analysis import Analysis
from roi_spec.model.finding import Severity
from roi_spec.model.spec import DataFile, Programme
from tools import make_example_data as maker

SPECS = Path(__file__).resolve().parents[2] / "specs"
AS_OF = dt.date(2026, 11, 21)


@cache
def survey() -> pipeline.Survey:
    return pipeline.survey(pipeline.settings_for([SPECS], AS_OF))


def programmes() -> dict[str, Programme]:
    return {one.programme.id: one.programme for one in survey().files if one.programme}


def entries() -> list[DataFile]:
    return [entry for programme in programmes().values() for entry in programme.data]


def analysis(programme: str, kpi: str) -> Analysis:
    """The analysis of the method in use."""
    evaluation = next(one.evaluation for one in survey().files if one.programme and one.programme.id == programme)
    assert evaluation is not None
    found = next(one for one in evaluation.kpis if one.kpi.id == kpi)
    used = next(method.analysis for method in found.methods if method.used)
    assert used is not None
    return used


def rows(name: str) -> list[dict[str, str]]:
    delimiter = maker.FILES[name][0]
    return list(csv.DictReader((SPECS / "data" / name).read_text("utf-8").splitlines(), delimiter=delimiter))


def number(cell: str) -> float:
    return float(cell.replace(",", "."))


# --- the files -------------------------------------------------------------------------------------------------------


def test_the_folder_holds_these_files_and_no_others() -> None:
    assert {path.name for path in (SPECS / "data").iterdir()} == set(maker.FILES)


@pytest.mark.parametrize("name", maker.FILES)
def test_a_file_is_as_the_program_makes_it(name: str) -> None:
    assert (SPECS / "data" / name).read_bytes().decode("utf-8") == maker.content(name)


@pytest.mark.parametrize("name", maker.FILES)
def test_a_file_is_short_and_a_programme_uses_it(name: str) -> None:
    assert 10 < len(rows(name)) < 400
    assert f"data/{name}" in {entry.file for entry in entries()}


def test_every_data_entry_says_that_its_figures_are_made_up() -> None:
    assert all("made up" in entry.note or "verzonnen" in entry.note for entry in entries())


# --- what is found in them -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("programme", "kpi", "design", "verdict"),
    [
        ("retourmeldingen-2025", "boekingsfouten", "interrupted_time_series", "effect"),
        ("claims-coaching-2025", "minutes_per_case", "randomised", "effect"),
        ("claims-coaching-2025", "reopened", "randomised", "no_effect"),
        ("teamleiders-verzuim-2025", "verzuim", "difference_in_differences", "effect"),
        ("lean-belts-2025", "herstelwerk", "difference_in_differences", "effect"),
        ("pilot-vr-safety-2025", "damage", "randomised", "no_effect"),
    ],
)
def test_each_family_of_methods_is_seen(programme: str, kpi: str, design: str, verdict: str) -> None:
    found = analysis(programme, kpi)
    assert (found.design, found.verdict) == (design, verdict)


def difference(name: str, *, group: str, trained: str, value: str, start: str) -> float:
    """The change of the trained less the change of the others, from plain means; for panels without gaps."""

    def change(*, of_trained: bool) -> float:
        mine = [one for one in rows(name) if (one[group] == trained) is of_trained]
        late = mean(number(one[value]) for one in mine if one["Maand"] >= start)
        return late - mean(number(one[value]) for one in mine if one["Maand"] < start)

    return change(of_trained=True) - change(of_trained=False)


def test_the_effect_on_absence_is_the_difference_of_two_differences() -> None:
    plain = difference(
        "verzuim-per-team.csv",
        group="Groep",
        trained="Getraind",
        value="Verzuimdagen per medewerker",
        start="2025-01",
    )
    assert float(analysis("teamleiders-verzuim-2025", "verzuim").estimate or 0) == pytest.approx(-plain)


def test_the_effect_on_rework_is_that_of_ten_lines_together() -> None:
    plain = difference(
        "herstelwerk-per-lijn.csv", group="Hal", trained="Hal A", value="Uren herstelwerk", start="2025-01"
    )
    assert float(analysis("lean-belts-2025", "herstelwerk").estimate or 0) == pytest.approx(-10 * plain)


def test_those_who_left_are_counted_as_lost() -> None:
    coached, waiting = analysis("claims-coaching-2025", "minutes_per_case").arms
    gone = [one["arm"] for one in rows("claims-by-handler.csv") if not one["minutes_after"]]
    assert (coached.assigned, waiting.assigned) == (60, 60)
    assert (coached.lost, waiting.lost) == (gone.count("Coached"), gone.count("Waiting list"))


def test_drivers_who_moved_are_known_from_the_numbers_at_the_start() -> None:
    headset, usual = analysis("pilot-vr-safety-2025", "damage").arms
    assert (headset.assigned, usual.assigned) == (92, 92)
    assert headset.analysed + usual.analysed == len(rows("damage-by-driver.csv"))


# --- the programmes together -----------------------------------------------------------------------------------------


def test_two_programmes_share_a_measure_and_stay_within_the_whole() -> None:
    context = lint.Context(AS_OF, survey().workspace, calendars=())
    shares = {
        claim.programme: float(claim.share or 0)
        for one in survey().files
        if one.programme and one.evaluation
        for claim in lint.claims_of(one.programme, one.evaluation, context)
        if claim.measure == "return_errors"
    }
    assert set(shares) == {"lean-belts-2025", "retourmeldingen-2025"}
    assert 0.5 < sum(shares.values()) <= 1


def test_no_example_has_a_mistake_of_its_own() -> None:
    assert not [finding for one in survey().files for finding in one.errors]


def test_the_rate_of_the_day_is_used_and_the_later_one_is_told() -> None:
    told = [
        finding
        for one in survey().files
        if one.programme and one.programme.id == "retourmeldingen-2025"
        for finding in one.findings
    ]
    assert {finding.code for finding in told} == {"ROI316"}
    assert all(finding.severity is Severity.INFO for finding in told)
