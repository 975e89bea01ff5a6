"""The specs, read by hand: every computed figure follows from the YAML and the data files alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.audit import groups
from tests.audit.book import Sheet, based, exact
from tests.audit.published import AS_OF, analyses, every_programme, programmes, sheet, study
from tests.audit.spec import ROOT, SPECS, loaded, measured, standard_versions
from tests.audit.study import Study, disagreements

CLOSE = Fraction(1, 10**11)
"""Figures from statistics have 12 significant digits."""


def close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))


@every_programme
def test_every_computed_figure_follows_from_the_spec_itself(programme: str) -> None:
    assert disagreements(study(programme), sheet(programme).steps) == []


@every_programme
def test_the_results_are_those_of_the_steps(programme: str) -> None:
    book = sheet(programme)
    for id, value in book.receipt["results"].items():
        assert based(value) == based(book.steps[id]["value"]), id


# --- evidence from data ----------------------------------------------------------------------------------------------


@every_programme
def test_every_input_from_a_data_file_is_what_the_file_says(programme: str) -> None:
    steps = sheet(programme).steps
    for id, value in study(programme).from_data().items():
        assert based(steps[id]["value"]) == value, id


@every_programme
def test_every_effect_from_a_data_file_is_what_its_rows_come_to(programme: str) -> None:
    own, book = study(programme), sheet(programme)
    found = analyses(book.receipt)
    for kpi in own.spec["kpis"]:
        for prefix, how in own.methods(kpi).items():
            if own.reads_groups(how):
                worked = own.found(kpi, how)
                published = exact(found[prefix]["estimate"]["base"])
                assert worked is None or close(worked, published), prefix
                assert worked is not None or how["method"] == "interrupted_time_series"


@every_programme
def test_the_effect_of_a_series_is_how_far_it_lies_from_its_expected_course(programme: str) -> None:
    own = study(programme)
    for prefix, one in analyses(sheet(programme).receipt).items():
        after = [point for point in one["points"] if point["after"]]
        if one["design"] in ("interrupted_time_series", "trend_line"):
            kpi = next(kpi for kpi in own.spec["kpis"] if prefix in own.methods(kpi))
            above = [exact(point["actual"]) - exact(point["expected"]) for point in after]
            better = own.sign(kpi) * sum(above) / len(above)
            assert abs(better - exact(one["estimate"])) <= Fraction(1, 10**8), prefix


@every_programme
def test_an_interval_is_the_range_of_its_effect(programme: str) -> None:
    own, book = study(programme), sheet(programme)
    for prefix, one in analyses(book.receipt).items():
        low, middle, high = (exact(one[name]["base"]) for name in ("low", "estimate", "high"))
        assert low <= middle <= high
        if one["data"] is None:
            margin = based(book.steps[f"{prefix}.prediction_margin"]["value"])
            assert margin == (high - low) / 2
            continue
        ranged = book.steps.get(f"{prefix}.measured", book.steps[f"{prefix}.effect"])
        ends = [based(ranged[name]["value"]) for name in ("low", "high")]
        best = based(ranged["value"])
        assert best is not None
        assert all(end is not None for end in ends)
        for end, wanted in zip(ends, (low, high), strict=True):
            assert end is not None
            assert abs(end - best - (wanted - middle)) <= CLOSE * (high - low) * 100, prefix
        assert own.spec["id"] == programme


@every_programme
def test_intervals_that_a_textbook_gives_come_out_the_same(programme: str) -> None:
    """Paired differences with Student's t, and the prediction interval of a trend line."""
    own, book = study(programme), sheet(programme)
    found = analyses(book.receipt)
    for kpi in own.spec["kpis"]:
        for prefix, how in own.methods(kpi).items():
            if prefix not in found:
                continue
            half = (exact(found[prefix]["high"]["base"]) - exact(found[prefix]["low"]["base"])) / 2
            if how["method"] == "before_after":
                assert abs(groups.paired(own.arms(kpi, how)[0])[1] / half - 1) < Fraction(1, 10**9)
            elif how["method"] == "trend_line" and "before" in how:
                own_half = own.trend(how).margin([one["period"] for one in how["after"]])
                assert abs(Fraction(own_half) / half - 1) < Fraction(1, 10**9)


@every_programme
def test_data_files_are_the_ones_that_were_counted(programme: str) -> None:
    own, receipt = study(programme), sheet(programme).receipt
    assert [one["id"] for one in receipt["data"]] == [one["id"] for one in own.spec.get("data", ())]
    listed = {one["path"]: one["sha256"] for one in receipt["provenance"]["files"]}
    for one, stated in zip(receipt["data"], own.spec.get("data", ()), strict=True):
        path = SPECS / stated["file"]
        assert one["path"] == path.relative_to(ROOT).as_posix()
        assert listed[one["path"]] == one["sha256"]
        assert one["rows"] == len(path.read_text("utf-8").strip().splitlines()) - 1
        assert one["extracted"] == str(stated["extracted"])


# --- shared values and calendars -------------------------------------------------------------------------------------


@every_programme
def test_a_newer_version_of_a_shared_value_gives_the_result_that_is_foretold(programme: str) -> None:
    book, own = sheet(programme), study(programme)
    used = {id.removeprefix("standard.") for id in book.steps if id.startswith("standard.")}
    later = {
        id: newest
        for id, several in standard_versions().items()
        if id in used
        and (newest := max(several, key=lambda one: str(one.get("valid_from", "")))).get("valid_from")
        and newest["valid_from"] > own.day
    }
    told = {one["id"]: one for one in book.receipt["newer_values"]}
    for id, newest in later.items():
        other = Study(own.spec, AS_OF, own.estimates, {id: measured(newest["value"])})
        then = other.figures()["result.roi"]
        assert (id in told) == (then != own.figures()["result.roi"]), id
        if id in told:
            assert based(told[id]["then"]) == then
            assert based(told[id]["now"]) == based(book.steps["result.roi"]["value"])
            assert based(told[id]["value"]) == measured(newest["value"])
    assert set(told) <= set(later)


def test_two_versions_of_a_shared_value_are_used_on_either_side_of_the_year() -> None:
    used = {
        programme: based(sheet(programme).steps["standard.correction_time_per_return"]["value"])
        for programme in programmes()
        if "standard.correction_time_per_return" in sheet(programme).steps
    }
    assert set(used.values()) == {Fraction("0.6")}
    assert [one["value"] for one in standard_versions()["correction_time_per_return"]] == [
        "0.6 uren/fout",
        "0.45 uren/fout",
    ]


@every_programme
def test_an_event_that_is_named_stands_in_a_calendar_that_was_read(programme: str) -> None:
    events = {event["id"]: path for path in SPECS.glob("*.roi.yaml") for event in loaded(path).get("events", ())}
    listed = {one["path"] for one in sheet(programme).receipt["provenance"]["files"]}
    for one in study(programme).spec.get("external_influences", ()):
        if "event" in one:
            assert events[one["event"]].relative_to(ROOT).as_posix() in listed


# --- the audit itself is audited -------------------------------------------------------------------------------------

WRONG = [
    ("teamleiders-verzuim-2025", "result.npv"),
    ("teamleiders-verzuim-2025", "kpi.verzuim.benefit.year_3"),
    ("teamleiders-verzuim-2025", "fiscal.2025.cost"),
    ("lean-belts-2025", "cost.examens_green"),
    ("lean-belts-2025", "part.green.shared_cost"),
    ("pilot-vr-safety-2025", "scale_up.benefit"),
    ("presentation-skills-2026", "kpi.pitches_won.attribution.regression"),
    ("leiderschap-2025", "kpi.vrijwillig_verloop.attribution.fit.slope.time"),
    ("claims-coaching-2025", "result.roi"),
]


def a_digit_off(programme: str, id: str) -> dict[str, dict[str, Any]]:
    """Give the steps of a receipt with one figure a ten-thousandth larger."""
    steps = dict(sheet(programme).steps)
    right = based(steps[id]["value"])
    assert right
    wrong = right * Fraction(10_001, 10_000)
    number = {"decimal": "", "fraction": {"numerator": str(wrong.numerator), "denominator": str(wrong.denominator)}}
    steps[id] = steps[id] | {"value": steps[id]["value"] | {"base": number}}
    return steps


@pytest.mark.parametrize(("programme", "id"), WRONG)
def test_a_figure_that_is_a_little_off_is_noticed_from_both_sides(programme: str, id: str) -> None:
    steps = a_digit_off(programme, id)
    found = disagreements(study(programme), steps)
    assert [one.split(" is published")[0] for one in found] == [id]
    forged = Sheet(sheet(programme).receipt | {"steps": list(steps.values())})
    assert forged.wrong_steps() == [id]


@pytest.mark.parametrize(
    ("programme", "old", "new"),
    [
        ("teamleiders-verzuim-2025", "value: 25%\n", "value: 26%\n"),
        ("teamleiders-verzuim-2025", "timing: end", "timing: middle"),
        ("teamleiders-verzuim-2025", "length: 36 months", "length: 30 months"),
        ("lean-belts-2025", "rate: 0.94 EUR/USD", "rate: 0.95 EUR/USD"),
        ("lean-belts-2025", "perspective: public\n", "perspective: employer\n"),
        ("retourmeldingen-2025", "technique: error_avoided", "technique: rework_avoided"),
        ("presentation-skills-2026", "retest_correlation: 40%", "retest_correlation: 50%"),
        ("presentation-skills-2026", 'better: higher\n    unit: "%"', 'better: lower\n    unit: "%"'),
    ],
)
def test_another_spec_than_was_published_is_noticed(programme: str, old: str, new: str, tmp_path: Any) -> None:
    text = (ROOT / programmes()[programme].path).read_text("utf-8")
    assert old in text
    path = tmp_path / "other.roi.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    other = Study(loaded(path), AS_OF, study(programme).estimates)
    assert disagreements(other, sheet(programme).steps)


def test_a_row_that_was_changed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    own, programme = study("claims-coaching-2025"), "claims-coaching-2025"
    kpi = next(one for one in own.spec["kpis"] if one["id"] == "minutes_per_case")
    how = kpi["attribution"]
    published = exact(analyses(sheet(programme).receipt)["kpi.minutes_per_case.attribution"]["estimate"]["base"])
    right = own.found(kpi, how)
    assert right is not None
    assert close(right, published)
    rows = groups.table(own.entry("handling_time"))
    rows[0] = rows[0] | {"after": "50.1"}
    monkeypatch.setattr(groups, "table", lambda entry: rows)
    wrong = own.found(kpi, how)
    assert wrong is not None
    assert not close(wrong, published)


def test_a_case_that_is_no_corner_is_noticed() -> None:
    receipt = sheet("safety-plan-2027").receipt
    assert Sheet(receipt).wrong_cases() == []
    base = next(one for one in receipt["scenarios"] if one["name"] == "base")
    milder = [base | {"name": one["name"]} for one in receipt["scenarios"]]
    assert Sheet(receipt | {"scenarios": milder}).wrong_cases()
