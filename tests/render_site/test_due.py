"""What is due and how it stands: from what authors stated to rows of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html import unescape

import pytest

from roi_spec.model.due import (
    DECISION,
    DONE,
    DUE,
    EVALUATION,
    FOLLOW_UP,
    OVERDUE,
    PASSED,
    UNJUDGED,
    VALUE,
    WAIVER,
    Due,
    of_library,
    of_programme,
)
from roi_spec.model.source import Span
from roi_spec.model.spec import StandardValues
from roi_spec.render.site import Site, pages
from roi_spec.render.site_due import items
from tests.render_site.chain import examined, survey
from tests.render_site.test_site import contexts, entry
from tests.specs import with_fragment

DAY = dt.date(2026, 6, 1)
AT = Span("specs/a.roi.yaml", 3, 1, 3, 5)


def due(kind: str, day: str, **more: object) -> Due:
    made = Due(kind, dt.date.fromisoformat(day), "Survey", "en", AT, owner="Quality team", programme="a")
    return replace(made, **more)  # type: ignore[arg-type]


def stated(more: str) -> tuple[Due, ...]:
    programme = examined(with_fragment(more)).programme
    assert programme is not None
    return of_programme(programme)


# --- from what was stated --------------------------------------------------------------------------------------------


def test_a_measurement_is_due_so_many_days_after_the_course() -> None:
    found = [one for one in stated(PLANNED) if one.kind == FOLLOW_UP]
    assert [(one.day, one.owner, one.done) for one in found] == [
        (dt.date(2025, 3, 30), "Quality team", None),
        (dt.date(2025, 6, 1), "Team leads", dt.date(2025, 6, 4)),
    ]


PLANNED = """
delivery:
  start: 2025-02-24
  end: 2025-02-28
follow_up:
  - level: application
    instrument: Survey
    owner: Quality team
    days: 30
  - level: impact
    instrument: System data
    owner: Team leads
    date: 2025-06-01
    done: 2025-06-04
decision:
  asked: Shall we go on?
  by: Director
  date: 2025-09-01
evaluated_on: 2025-07-01
"""


def test_decisions_and_evaluations_have_a_day() -> None:
    found = {one.kind: one for one in stated(PLANNED)}
    assert (found[DECISION].day, found[DECISION].owner) == (dt.date(2025, 9, 1), "Director")
    assert found[EVALUATION].day == found[EVALUATION].done == dt.date(2025, 7, 1)


def test_waivers_and_values_run_out() -> None:
    found = {one.kind for one in stated(WAIVED)}
    assert WAIVER in found
    waived = next(one for one in stated(WAIVED) if one.kind == WAIVER)
    assert (waived.title, waived.day, waived.owner) == ("ROI112", dt.date(2026, 1, 31), "Finance")


WAIVED = """
waivers:
  - rule: ROI112
    at: costs
    reason: Held on site at no charge
    by: Finance
    until: 2026-01-31
"""


def test_of_a_standard_value_only_the_last_version_runs_out() -> None:
    libraries = [one.spec for one in survey().files if isinstance(one.spec, StandardValues)]
    for library in libraries:
        found = of_library(library)
        assert found
        assert len({one.step for one in found}) == len(found)


# --- how it stands ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (due(FOLLOW_UP, "2026-05-31"), OVERDUE),
        (due(FOLLOW_UP, "2026-06-01"), DUE),
        (due(FOLLOW_UP, "2026-05-31", done=dt.date(2026, 5, 31)), DONE),
        (due(FOLLOW_UP, "2026-05-31", done=dt.date(2026, 7, 1)), OVERDUE),
        (due(VALUE, "2026-05-31"), OVERDUE),
        (due(WAIVER, "2027-01-01"), DUE),
        (due(DECISION, "2026-05-31"), PASSED),
    ],
)
def test_how_something_stands_on_a_day(what: Due, state: str) -> None:
    assert what.state(DAY) == state


def test_without_a_day_nothing_is_overdue() -> None:
    assert due(FOLLOW_UP, "2001-01-01").state(None) == UNJUDGED
    assert due(FOLLOW_UP, "2001-01-01", done=dt.date(2001, 1, 2)).state(None) == DONE


def test_values_of_a_programme_that_run_out_on_one_day_are_one_row() -> None:
    some = [due(VALUE, "2026-12-31", title=one) for one in ("Margin", "Rate")]
    found = items([*some, due(VALUE, "2026-12-31", programme="b"), due(FOLLOW_UP, "2026-12-31")], (), DAY)
    assert [(one.kind, len(one.dues)) for one in found] == [(FOLLOW_UP, 1), (VALUE, 2), (VALUE, 1)]


# --- the page --------------------------------------------------------------------------------------------------------


def calendar(*dues: Due, as_of: dt.date | None = DAY, lang: str = "en") -> str:
    around = Site(tuple(replace(one, as_of=as_of) for one in contexts()), ())
    made = pages([entry("a", dues=dues)], around)
    page = next(one.content.decode() for one in made if one.path == f"{lang}/calendar.html")
    run_on = re.sub(r"</?(?:a|span|time)\b[^>]*>", "", page)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", run_on)))


def test_the_calendar_says_what_is_overdue_and_who_has_to_do_it() -> None:
    page = calendar(due(FOLLOW_UP, "2026-05-04"), due(DECISION, "2026-12-09", owner="Director", title="Go on?"))
    assert "On 1 June 2026: 1 overdue, 1 still to come." in page
    assert "May 2026 Survey measurement 4 May 2026 A Quality team overdue" in page
    assert "December 2026 Go on? decision 9 December 2026 A Director due" in page


def test_the_calendar_is_there_in_dutch_and_without_anything_in_it() -> None:
    assert "Mei 2026 Survey meting 4 mei 2026 A Quality team over tijd" in calendar(
        due(FOLLOW_UP, "2026-05-04"), lang="nl"
    )
    assert "Nothing on this site has a day yet." in calendar()


def test_without_a_day_the_calendar_says_that_it_cannot_judge() -> None:
    page = calendar(due(FOLLOW_UP, "2026-05-04"), as_of=None)
    assert "no day was given to judge by" in page
    assert " overdue " not in page.replace("What is overdue cannot be said", "")
