"""Plan, actual and forecast: what each measure of a programme has, what it lacks and why, and which period it is in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.spec import Level
from roi_spec.render.registers.grid import as_csv
from roi_spec.render.registers.measures import TYPE_OF, Measured, measures_of
from roi_spec.render.registers.report import Period, Report, period_of, report
from roi_spec.render.registers.tdrp import as_grid, as_json, as_markdown, as_text
from roi_spec.render.site_entry import entry_of
from tests.render_site.chain import entries, evaluated, examined
from tests.specs import BASE

EN, NL = Translator("en"), Translator("nl")
AHEAD = BASE.replace("stage: final", "stage: plan").replace("result: 180 errors/month", "forecast: 180 errors/month")


def measures(content: str = BASE) -> dict[str, Measured]:
    return {one.id: one for one in measures_of(evaluated(content)).every}


def figures(content: str, id: str) -> list[str]:
    one = measures(content)[id]
    return [EN.value(held.value) for held in (one.before, one.plan, one.actual, one.forecast)]


@cache
def small(content: str = BASE) -> Report:
    one = examined(content)
    assert one.evaluation is not None
    return report([entry_of(one.evaluation, one.findings)])


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("audience.completed", ["not measured before", "40 persons", "40 persons", "no forecast was stated"]),
        ("kpi.exam", ["not measured before", "80%", "83%", "no forecast was stated"]),
        (
            "kpi.errors",
            ["300 errors per month", "200 errors per month", "180 errors per month", "no forecast was stated"],
        ),
    ],
)
def test_a_measure_has_what_was_stated_and_a_reason_for_what_was_not(id: str, said: list[str]) -> None:
    assert figures(BASE, id) == said


def test_before_the_result_an_expectation_is_no_actual() -> None:
    assert figures(AHEAD, "kpi.errors")[2:] == ["no actual yet", "180 errors per month"]
    for id in ("audience.completed", "result.roi", "result.total_benefit"):
        one = measures(AHEAD)[id]
        assert one.actual.quantity is None
        assert one.forecast.quantity is not None
        assert one.share is None


def test_costs_are_actual_only_when_every_line_is() -> None:
    assert measures()["result.total_cost"].actual.quantity is not None
    one = measures(BASE.replace("amount: 1200 EUR", "amount: 1200 EUR, status: estimate"))["result.total_cost"]
    assert EN.value(one.actual.value) == "1 of 5 cost lines are not actual costs"
    assert one.forecast.quantity is not None
    ahead = measures(AHEAD)["result.total_cost"]
    assert EN.value(ahead.actual.value) == "5 of 5 cost lines are not actual costs"


def test_costs_that_are_all_budget_are_the_plan() -> None:
    budget = measures(re.sub(r"(, category: \w+, )", r"\1status: budget, ", BASE))["result.total_cost"]
    assert budget.plan.quantity is not None
    assert (budget.actual.quantity, budget.forecast.quantity) == (None, None)


def test_the_share_of_the_plan_is_exact_and_never_over_nothing() -> None:
    assert str(measures()["kpi.errors"].share) == "9/10"
    assert measures()["result.total_cost"].share is None
    without = BASE.replace("target: 80%", "target: 0%")
    assert measures(without)["kpi.exam"].share is None


def test_types_follow_from_levels_as_the_standard_sorts_them() -> None:
    assert {level for level, kind in TYPE_OF.items() if kind == "effectiveness"} == {
        Level.REACTION,
        Level.LEARNING,
        Level.APPLICATION,
        Level.ROI,
    }
    assert [one.measured.id for one in small().of_type("outcome")] == ["kpi.errors", "result.total_benefit"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-01-24..2025-02-01", "2025-01-24", "2025-02-01"),
    ],
)
def test_a_period_is_written_as_people_do(written: str, first: str, last: str) -> None:
    assert period_of(written) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("written", ["summer", "2025-Q5", "2025-13", "2025-02-01..2025-01-01", "", "0000"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the command says how to write one
        period_of(written)


@pytest.mark.parametrize(
    ("period", "is_in"),
    [("2025-01", True), ("2025-01-24..2025-03-01", True), ("2025-01-25..2025-03-01", False), ("2024", False)],
    ids=["within", "on its last day", "a day later", "the year before"],
)
def test_a_programme_counts_when_a_day_of_it_is_in_the_period(period: str, is_in: bool) -> None:
    assert bool(report(small().programmes, period_of(period)).programmes) == is_in


def test_a_programme_without_a_day_is_named_and_left_out() -> None:
    one = small().programmes[0]
    timeless = replace(one, measured=replace(one.measured, start=None, until=None))
    found = report([timeless], period_of("2025"))
    assert (found.programmes, found.undated) == ((), (timeless,))
    assert "Left out, because no day was stated: careful-claims." in as_text(found, EN)
    assert report([timeless]).programmes == (timeless,)


def test_claims_of_others_are_not_in_it() -> None:
    found = report(entries())
    assert any(one.publisher for one in entries())
    assert not any(one.publisher for one in found.programmes)
    assert [one.programmes for one in found.coverage] == [len(found.programmes)] * 6


@pytest.mark.parametrize(
    ("translator", "row", "customary"),
    [
        (
            EN,
            "Plan: 200 errors per month · Actual: 180 errors per month (90% of the plan, lower is better, reached)",
            "5 ROI: 100% (1 of 1 programmes), customary 5%, above what is customary",
        ),
        (
            NL,
            "Plan: 200 fouten per maand · Werkelijk: 180 fouten per maand (90% van het plan, lager is beter, gehaald)",
            "5 ROI: 100% (1 van de 1 programma's), gebruikelijk 5%, boven wat gebruikelijk is",
        ),
    ],
)
def test_the_report_reads_as_a_person_would_say_it(translator: Translator, row: str, customary: str) -> None:
    rows = [one.strip() for one in as_text(small(), translator).splitlines()]
    assert any(one.startswith(row) for one in rows)
    assert customary in rows


def test_markdown_shows_the_words_of_authors_as_they_are() -> None:
    wild = BASE.replace("title: Careful claims handling", 'title: "A | <b>b</b> @all"')
    row = next(one for one in as_markdown(small(wild), EN).splitlines() if "Score on the final exam" in one)
    assert row.startswith(r"| A \| \<b\>b\</b\> &#64;all | 2 Learning: Score on the final exam |")


def test_the_list_leaves_empty_what_is_missing_and_says_why() -> None:
    written = as_csv(as_grid(small(), EN), EN).decode("utf-8-sig")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(written))}
    exam = rows["kpi.exam"]
    assert [exam[name] for name in ("Type", "Before", "Plan", "Actual", "Forecast", "Unit")] == [
        "Effectiveness",
        "",
        "80",
        "83",
        "",
        "%",
    ]
    assert exam["Missing"] == "Before: not measured before; Forecast: no forecast was stated"


def test_the_data_carry_the_type_of_the_standard() -> None:
    found = json.loads(as_json(small(), EN))
    errors = next(one for one in found["measures"] if one["id"] == "kpi.errors")
    assert errors["type"] == "outcome"
    assert errors["actual"] == {"value": "180", "unit": "errors/month", "step": "kpi.errors.actual"}
    assert errors["forecast"] == {"missing": "no forecast was stated"}
    assert errors["share_of_plan"] == "0.9"
    assert found["coverage"][5]["customary"] == ["0.05", "0.05"]


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (BASE, ("--period", "2025"), 0),
        (BASE, ("--output-format", "csv", "--lang", "nl"), 0),
        (BASE, ("--period", "summer"), 2),
        (BASE.replace("stage:", "stgae:"), (), 1),
    ],
    ids=["a year", "a list", "no period", "a file with a mistake"],
)
def test_the_command_leaves_with_what_was_asked(
    tmp_path: Path, content: str, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "small.roi.yaml").write_text(content, "utf-8")
    command = [sys.executable, "-m", "roi_spec", "tdrp", "small.roi.yaml", "--as-of", "2026-06-01", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert (b"left out" in done.stderr) == ("stgae" in content)
