"""What has to be done by a day: which duties there are, how they are written, and what a diary makes of them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from icalendar import Calendar

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.model.due import Due, of_programme
from roi_spec.model.spec import Programme
from roi_spec.read.gate import admit
from roi_spec.render.registers import duties
from tests.specs import BASE

TODAY = dt.date(2026, 6, 1)
EN, NL = Translator("en"), Translator("nl")
DUTIES = """follow_up:
  - {level: application, date: 2026-05-02, instrument: Observation, owner: Team leads}
  - {level: impact, date: 2027-05-02, instrument: Error count, owner: Quality department}
  - {level: reaction, date: 2026-03-01, done: 2026-03-02, instrument: Form, owner: Team leads}
"""
DECISION = 'decision: {asked: "Go on | <b>or</b> stop @all", by: Director of operations, date: 2026-06-11}\n'
SMALL = BASE.replace("owner: ", f"{DECISION}owner: ", 1).replace("follow_up:\n", DUTIES, 1)


@cache
def programme() -> Programme:
    source, refused = admit("specs/small.roi.yaml", SMALL.encode())
    assert source is not None, refused
    understood = pipeline.understand(source)
    assert isinstance(understood.spec, Programme), understood.findings
    return understood.spec


@cache
def dues() -> tuple[Due, ...]:
    return tuple(one for one in of_programme(programme()) if one.kind in ("decision", "follow_up"))


def some(as_of: dt.date | None = TODAY, **choice: object) -> tuple[duties.Duty, ...]:
    return duties.duties(dues(), {programme().id: programme().title}, as_of, **choice)  # type: ignore[arg-type]


def test_what_is_late_stands_first_and_what_is_done_is_gone() -> None:
    assert [(one.state, one.due.title, one.days) for one in some()] == [
        ("overdue", "Observation", -30),
        ("due", "Go on | <b>or</b> stop @all", 10),
        ("due", "Error count", 335),
    ]
    assert duties.is_late(some())


def test_without_a_day_nothing_is_late_and_nothing_is_counted() -> None:
    assert {(one.state, one.days) for one in some(None)} == {("unjudged", None)}
    assert not duties.is_late(some(None))


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ({"within": 10}, ["Observation", "Go on | <b>or</b> stop @all"]),
        ({"within": 9}, ["Observation"]),
        ({"owner": "quality"}, ["Error count"]),
        ({"owner": "nobody"}, []),
    ],
    ids=["the day itself counts", "a day earlier", "part of a role", "somebody else"],
)
def test_the_list_is_cut_by_days_and_by_role(choice: dict[str, object], titles: list[str]) -> None:
    assert [one.due.title for one in some(**choice)] == titles


@pytest.mark.parametrize(
    ("translator", "said"),
    [
        (EN, ["Overdue (1)", "2 May 2026, 30 days late: Measurement of level 3 Application: Observation"]),
        (NL, ["Over tijd (1)", "2 mei 2026, 30 dagen te laat: Meting op niveau 3 Toepassing: Observation"]),
    ],
)
def test_the_list_reads_as_a_person_would_say_it(translator: Translator, said: list[str]) -> None:
    rows = duties.as_text(some(), translator, {}, TODAY).splitlines()
    assert [row.strip() for row in rows[:2]] == said
    assert rows[2].strip().startswith(programme().title)
    assert rows[2].endswith("specs/small.roi.yaml:" + str(some()[0].due.at.line))


def test_nothing_due_is_a_sentence() -> None:
    assert duties.as_text((), EN, {}, TODAY) == "Nothing is due as of 1 June 2026.\n"
    assert duties.as_markdown((), NL, {}, None) == "Er hoeft niets te gebeuren.\n"


def test_a_checklist_shows_the_words_of_authors_as_they_are() -> None:
    row = next(one for one in duties.as_markdown(some(), EN, {}, TODAY).splitlines() if "Go on" in one)
    assert row.startswith("- [ ] **11 June 2026, in 10 days**: ")
    assert r"Go on \| \<b\>or\</b\> stop &#64;all" in row


def test_a_diary_reads_the_calendar_and_follows_a_day_that_moves() -> None:
    written = duties.as_calendar(some(), EN, {}, TODAY)
    events = Calendar.from_ical(written).walk("VEVENT")
    assert [one.decoded("dtstart") for one in events] == [one.due.day for one in some()]
    assert str(events[1]["summary"]) == "Decision: Go on | <b>or</b> stop @all"
    assert len({str(one["uid"]) for one in events}) == 3
    later = [duties.Duty(_moved(one.due), one.state, one.programme, one.days) for one in some()]
    moved = Calendar.from_ical(duties.as_calendar(later, EN, {}, TODAY)).walk("VEVENT")
    assert [str(one["uid"]) for one in moved] == [str(one["uid"]) for one in events]
    assert written == duties.as_calendar(some(), EN, {}, TODAY)


def _moved(due: Due) -> Due:
    from dataclasses import replace

    return replace(due, day=due.day + dt.timedelta(days=7))


def test_the_data_say_the_same(tmp_path: Path) -> None:
    found = json.loads(duties.as_json(some(), TODAY))
    assert found["as_of"] == "2026-06-01"
    assert [(one["kind"], one["state"], one["day"], one["level"]) for one in found["due"]] == [
        ("follow_up", "overdue", "2026-05-02", 3),
        ("decision", "due", "2026-06-11", None),
        ("follow_up", "due", "2027-05-02", 4),
    ]


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (SMALL, (), 0),
        (SMALL, ("--exit-code",), 1),
        (SMALL, ("--exit-code", "--owner", "director"), 0),
        (BASE.replace("stage:", "stgae:"), (), 1),
    ],
    ids=["late", "late, and asked to say so", "nothing late for this role", "a file with a mistake"],
)
def test_the_command_leaves_with_what_was_asked(
    tmp_path: Path, content: str, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "small.roi.yaml").write_text(content, "utf-8")
    command = [sys.executable, "-m", "roi_spec", "due", "small.roi.yaml", "--as-of", "2026-06-01", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert ("left out" in done.stderr) == ("stgae" in content)
