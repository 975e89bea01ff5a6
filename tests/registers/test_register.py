"""The register of values: who stands behind which value and until when, cut, written and safe in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.i18n import Translator
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.model.working import Origin
from roi_spec.render.registers.grid import Column, Grid, as_csv, as_xlsx
from roi_spec.render.registers.values import Standing, as_grid, as_json, standings
from roi_spec.render.site_entry import Registered, registered_standards
from roi_spec.render.site_values import register
from tests.render_site.chain import entries, survey
from tests.specs import BASE

TODAY = dt.date(2026, 6, 1)
EN, NL = Translator("en"), Translator("nl")


def value(id: str = "assumption.rate", until: str = "", since: str = "", owner: str = "Finance") -> Registered:
    last = dt.date.fromisoformat(until) if until else None
    first = dt.date.fromisoformat(since) if since else None
    at = Span("specs/a.roi.yaml", 5, 3, 5, 9)
    origin = Origin("Ledger", owner, None, last, "fact")
    return Registered(id, "Rate", "en", at, None, origin=origin, valid_from=first)


def every() -> tuple[Registered, ...]:
    from roi_spec.model.spec import StandardValues

    libraries = [one.spec for one in survey().files if isinstance(one.spec, StandardValues)]
    return register(entries(), [line for one in libraries for line in registered_standards(one)])


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ([value()], "open"),
        ([value(until="2026-06-01")], "valid"),
        ([value(until="2026-05-31")], "expired"),
        ([value("standard.rate", since="2026-06-02")], "coming"),
        ([value("standard.rate", "2026-05-31"), value("standard.rate", since="2026-06-01")], "replaced"),
        ([value("standard.rate", "2026-05-31"), value("standard.rate", since="2026-06-02")], "expired"),
        ([value("standard.rate", "2026-05-31"), value("standard.other", since="2026-06-01")], "expired"),
    ],
    ids=[
        "no last day",
        "on its last day",
        "a day later",
        "tomorrow",
        "followed on",
        "not followed yet",
        "another value",
    ],
)
def test_a_value_stands_as_its_days_say(known: list[Registered], state: str) -> None:
    assert standings(known, TODAY)[0].state == state


def test_without_a_day_nothing_has_run_out() -> None:
    known = [value(until="2000-01-01"), value()]
    assert [one.state for one in standings(known, None)] == ["unjudged", "open"]


def test_what_runs_out_soonest_stands_first_and_what_was_replaced_is_no_worry() -> None:
    known = [
        value("assumption.late", "2026-07-31"),
        value("assumption.soon", "2026-06-20"),
        value("assumption.gone", "2026-01-31"),
        value("assumption.open"),
        value("standard.rate", "2026-05-31"),
        value("standard.rate", since="2026-06-01"),
    ]
    found = standings(known, TODAY, expiring=60)
    assert [one.value.id for one in found] == ["assumption.gone", "assumption.soon", "assumption.late"]
    assert [one.value.id for one in standings(known, TODAY, expiring=19)] == ["assumption.gone", "assumption.soon"]


def test_part_of_a_role_is_enough() -> None:
    known = [value(owner="Finance department"), value(owner="HR")]
    assert [one.value.origin.owner for one in standings(known, TODAY, owner="finance")] == ["Finance department"]


def test_the_register_holds_what_the_page_holds() -> None:
    rows = as_grid(standings(every(), TODAY), EN).rows
    by_id = {str(row[0]): row for row in rows}
    assert len(rows) == len(every()) > 50
    hours = by_id["standard.productive_hours"]
    assert (hours[2], hours[5], hours[9]) == (Fraction(1600), "hours per person per year", "Finance")
    assert "claims-coaching-2025" in str(hours[14])
    ranks = [row[15] for row in rows if row[16] == "claims-coaching-2025"]
    assert min(ranks) == Fraction(2), "what moves it most is a measure, and no value of the register"


def test_a_low_end_in_minutes_stands_in_the_hours_of_its_value() -> None:
    from tests.test_i18n import quantity

    mixed = replace(value(), value=quantity("1 hours"), low=quantity("45 minutes"), high=None)
    row = as_grid((Standing(mixed, "open"),), EN).rows[0]
    assert row[2:6] == (Fraction(1), Fraction(3, 4), None, "hours")


def test_a_dutch_spreadsheet_gets_commas_and_semicolons() -> None:
    rows = list(
        csv.reader(io.StringIO(as_csv(as_grid(standings(every(), TODAY), NL), NL).decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0][:3] == ["Id", "Naam", "Waarde"]
    assert all(len(row) == len(rows[0]) for row in rows)
    assert any("," in row[2] for row in rows[1:])


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)


@given(st.sampled_from("=+-@\t\r\n＝＋－＠").flatmap(lambda sign: _WORDS.map(lambda words: sign + words)))
def test_no_words_become_a_formula(words: str) -> None:
    grid = Grid(text("Values"), text("Values"), (Column(text("Name")), Column(text("Note"))), ((words, None),))
    found = list(csv.reader(io.StringIO(as_csv(grid, EN).decode("utf-8-sig"), newline="")))
    assert found[1][0].startswith("'")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(grid, EN, TODAY))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value is None


def test_the_workbook_is_a_list_to_filter_and_always_the_same_bytes() -> None:
    grid = as_grid(standings(every(), TODAY), EN)
    written = as_xlsx(grid, EN, TODAY, "House")
    assert written == as_xlsx(grid, EN, TODAY, "House")
    sheet = openpyxl.load_workbook(io.BytesIO(written)).active
    assert sheet is not None
    assert sheet.max_row == len(grid.rows) + 1
    assert sheet.auto_filter.ref == f"A1:S{len(grid.rows) + 1}"
    assert not sheet.protection.sheet
    assert isinstance(sheet["C2"].value, int | float)


def test_the_data_keep_every_digit_and_say_null_for_what_is_not_known() -> None:
    found = json.loads(as_json(standings(every(), TODAY), EN, TODAY))
    assert found["as_of"] == "2026-06-01"
    hours = next(one for one in found["values"] if one["id"] == "standard.productive_hours")
    assert hours["value"] == {"value": "1600", "unit": "hours/person/year"}
    assert hours["low"] is None
    assert min(hours["ranks"].values()) >= 1


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "roi_spec", "register", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (BASE, ("--as-of", "2026-06-01"), 0),
        (BASE, ("--as-of", "2026-06-01", "--expiring", "60d", "--output-format", "json"), 0),
        (BASE, ("--expiring", "60d"), 2),
        (BASE.replace("stage:", "stgae:"), ("--as-of", "2026-06-01"), 1),
    ],
    ids=["everything", "what runs out", "no day to count from", "a file with a mistake"],
)
def test_the_command_leaves_with_what_was_asked(
    tmp_path: Path, content: str, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "small.roi.yaml").write_text(content, "utf-8")
    done = run(tmp_path, *options)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert (b"left out" in done.stderr) == ("stgae" in content)


def test_a_workbook_goes_into_the_file_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "small.roi.yaml").write_text(BASE, "utf-8")
    done = run(tmp_path, "--as-of", "2026-06-01", "--output-format", "xlsx", "-o", "values.xlsx")
    assert (done.returncode, done.stdout) == (0, b"")
    assert openpyxl.load_workbook(tmp_path / "values.xlsx").sheetnames == ["Values"]
