"""The pages and the calendar file of the site: what they show, what they admit is missing, and what outsiders see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from icalendar import Calendar

from roi_spec.model.edition import Edition
from roi_spec.model.handbook import Bullets, Table
from roi_spec.model.quantity import Missing
from roi_spec.model.sentence import Jump
from roi_spec.model.text import text
from roi_spec.render.frame import CALENDAR, METRICS, PLANNED
from roi_spec.render.registers.diary import diary
from roi_spec.render.registers.measures import Held, Measures
from roi_spec.render.registers.metrics_page import metrics_page
from roi_spec.render.registers.plan_page import plan_page
from roi_spec.render.registers.report import report
from roi_spec.render.site_calendar import calendar_page
from roi_spec.render.site_coverage import coverage
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_view import Page, Titled
from roi_spec.render.told import told
from tests.render.chain import context
from tests.render_site.chain import TODAY, entries


def table(page: Page | None, id: str) -> Table:
    assert page is not None
    return next(block for one in page.chapters for block in one.blocks if isinstance(block, Table) and block.id == id)


def shown(page: Page | None, id: str) -> list[list[str]]:
    return [[told(cell.content) for cell in row.cells] for row in table(page, id).rows]


def claim() -> SiteEntry:
    return next(one for one in entries() if one.publisher)


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_every_measure_of_ones_own_stands_once_on_the_page(locale: str) -> None:
    page = plan_page(Teller(context(locale), PLANNED), entries())
    rows = [row for kind in ("efficiency", "effectiveness", "outcome") for row in table(page, f"table-{kind}").rows]
    assert len(rows) == len(report(entries()).entries)


def test_what_is_missing_is_a_dash_with_its_reason_and_never_a_zero() -> None:
    page = plan_page(Teller(context(), PLANNED), entries())
    cost = next(row for row in table(page, "table-efficiency").rows if told(row.cells[0].content) == "Total cost")
    plan = cost.cells[3]
    assert (told(plan.content), told(plan.under)) == ("–", "no plan was stated")


def test_a_site_of_claims_alone_has_neither_page() -> None:
    assert plan_page(Teller(context(), PLANNED), [claim()]) is None
    assert metrics_page(Teller(context(), METRICS), [claim()]) is None
    assert coverage(Teller(context(), "index.html"), [claim()]) is None


def test_the_coverage_on_the_first_page_leads_to_both() -> None:
    chapter = coverage(Teller(context(), "index.html"), entries())
    assert chapter is not None
    links = [
        piece.href for block in chapter.blocks for piece in getattr(block, "content", ()) if isinstance(piece, Jump)
    ]
    assert links == [PLANNED, METRICS]


def test_the_index_counts_measures_by_type_and_level() -> None:
    page = metrics_page(Teller(context(), METRICS), entries())
    rows = shown(page, "table-types")
    found = report(entries())
    assert [row[0] for row in rows] == ["Efficiency", *["Effectiveness"] * 4, "Outcomes"]
    assert sum(int(row[1]) for row in rows) == len(found.entries)
    assert all(int(row[2]) <= int(row[1]) and int(row[3]) <= int(row[1]) for row in rows)


def test_a_metric_that_no_figure_answers_says_what_it_needs() -> None:
    rows = shown(metrics_page(Teller(context(), METRICS), entries()), "table-skills")
    assert len(rows) == 5
    assert [row[1] for row in rows[1:]] == ["no"] * 4
    assert "number of employees" in rows[1][2]


@pytest.mark.parametrize("id", sorted(one.id for one in entries() if not one.publisher))
def test_the_index_of_one_programme_alone_leads_to_what_is_there(id: str) -> None:
    lone = next(one for one in entries() if one.id == id)
    known = {
        held.step
        for one in lone.measured.every
        for held in (one.before, one.plan, one.actual, one.forecast)
        if held.step
    }
    rows = table(metrics_page(Teller(context(), METRICS), [lone]), "table-types").rows
    which = [piece for row in rows for piece in (*row.cells[-1].content, *row.cells[-1].under)]
    links = [piece.href for piece in which if isinstance(piece, Titled)]
    assert links
    handbook = f"programmes/{id}/index.html"
    assert {link for link in links if link != handbook} <= {f"programmes/{id}/trace.html#trace-{one}" for one in known}


def test_a_measure_without_any_figure_leads_to_its_handbook() -> None:
    one = next(one for one in entries() if not one.publisher)
    empty = Held(Missing(text("not measured")))
    without = replace(one.measured.every[0], before=empty, plan=empty, actual=empty, forecast=empty)
    lone = replace(one, measured=Measures(every=(without,)))
    rows = table(metrics_page(Teller(context(), METRICS), [lone]), "table-types").rows
    links = [piece.href for row in rows for piece in row.cells[-1].content if isinstance(piece, Titled)]
    assert links == [f"programmes/{one.id}/index.html"]


def test_volume_and_cost_without_quality_is_named() -> None:
    one = next(one for one in entries() if not one.publisher)
    lone = replace(one, measured=Measures(every=tuple(each for each in one.measured.every if each.level == 0)))
    page = metrics_page(Teller(context(), METRICS), [lone])
    assert page is not None
    balance = next(chapter for chapter in page.chapters if chapter.id == "balance")
    bullets = next(block for block in balance.blocks if isinstance(block, Bullets))
    assert told(bullets.items[0]) == f"{lone.title}: efficiency and no effectiveness"


# --- the calendar file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_the_calendar_page_leads_to_a_file_that_a_diary_reads(locale: str) -> None:
    seen = replace(context(locale), as_of=TODAY)
    page = calendar_page(Teller(seen, CALENDAR), entries())
    links = [piece.href for block in page.blocks for piece in getattr(block, "content", ()) if isinstance(piece, Jump)]
    assert links == ["calendar.ics"]
    file = diary(seen, entries(), ())
    assert file is not None
    assert file.path == f"{locale}/calendar.ics"
    events = Calendar.from_ical(file.content).walk("VEVENT")
    assert events
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_outsiders_are_not_told_in_which_file_it_stands() -> None:
    inside = diary(replace(context(), as_of=TODAY), entries(), ())
    outside = diary(replace(context(), as_of=TODAY, edition=Edition.PUBLIC), entries(), ())
    assert inside is not None
    assert outside is not None
    assert b".roi.yaml" in inside.content.replace(b"\r\n ", b"")
    assert b".roi.yaml" not in outside.content.replace(b"\r\n ", b"")


def test_a_site_with_nothing_to_do_has_no_file_and_no_link() -> None:
    done = [replace(one, dues=()) for one in entries()]
    assert diary(context(), done, ()) is None
    assert not any(
        isinstance(piece, Jump)
        for block in calendar_page(Teller(context(), CALENDAR), done).blocks
        for piece in getattr(block, "content", ())
    )
