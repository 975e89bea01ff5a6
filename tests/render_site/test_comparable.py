"""What the portfolio adds up and what it does not, how sure each programme is, and how far programmes are evaluated."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest

from roi_spec.model.coverage import CUSTOMARY
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.source import Span
from roi_spec.model.spec import Level
from roi_spec.model.text import text
from roi_spec.model.working import Origin
from roi_spec.render.site_entry import Registered, SiteEntry, entry_of
from roi_spec.render.site_portfolio import comparable, coverage_of
from roi_spec.render.site_values import register
from tests.render.evidence import LOSS, calendar, evidenced, simulation
from tests.render_site.chain import EN
from tests.render_site.test_site import contexts, drawn, entry, money


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def index(*entries: SiteEntry, lang: str = "en") -> str:
    return words(drawn(list(entries))[f"{lang}/index.html"])


# --- what may be added up --------------------------------------------------------------------------------------------


def test_prices_of_another_year_are_not_added() -> None:
    same = [entry("a"), entry("b")]
    inside, outside = comparable([*same, entry("c", price_year=2019), entry("d", price_year=None)])
    assert inside == tuple(same)
    assert [EN.text(reason) for _, reason in outside] == ["in prices of 2019", "no price year stated"]


def test_the_windows_of_what_is_added_are_said() -> None:
    long = entry("c", window=money("36 months"), solution="long_term")
    assert "Benefits are counted over: 2 × 12 months (short-term), 1 × 36 months (long-term)." in index(
        entry("a"), entry("b"), long
    )


def test_a_sum_has_the_grade_of_its_weakest_part() -> None:
    weak = entry("b", grade="E", grade_reason=text("One estimate."))
    shown = index(entry("a", grade="A"), weak)
    assert re.search(r"as strong as its weakest part: evidence grade E +\( ?B ?: One estimate\.\)", shown)


def test_benefits_that_may_overlap_are_warned_about_below_the_sum() -> None:
    claim = Finding(
        "ROI342",
        Severity.INFO,
        text("Both count {what}.", what="the same hours"),
        Span("specs/b.roi.yaml", 9, 1, 9, 4),
    )
    shown = index(entry("a"), entry("b", overlaps=(claim,)))
    assert "Benefits may overlap These programmes may count the same benefit." in shown
    assert "ROI342 Both count the same hours. ( specs/b.roi.yaml:9 )" in shown
    assert "Benefits may overlap" not in index(entry("a"), entry("b"))


def test_a_waived_overlap_is_not_warned_about() -> None:
    found = Finding("ROI341", Severity.WARNING, text("Twice."), Span("specs/b.roi.yaml", 9, 1, 9, 4))
    assert entry_of(evidenced(), (found,)).overlaps == (found,)
    assert entry_of(evidenced(), (replace(found, waived_by="Settled"),)).overlaps == ()
    assert entry_of(evidenced(), (replace(found, code="ROI104"),)).overlaps == ()


# --- how sure ---------------------------------------------------------------------------------------------------------


def test_the_reason_of_a_grade_stands_beside_it() -> None:
    reason = "A comparison group, and evidence that both groups moved alike beforehand."
    assert f"B {reason}" in index(entry("a"))
    assert "Vergelijkingsgroep" in index(entry("a"), lang="nl") or "vergelijkingsgroep" in index(entry("a"), lang="nl")


def test_the_simulation_stands_below_the_roi() -> None:
    made = replace(entry_of(evidenced(), ()), id="a", values=())
    assert "P10 to P90: 41% to 352%; chance of a gain 97%" in index(made)
    assert "cannot tell" not in index(made)
    lost = replace(entry_of(evidenced(drawn=simulation(**LOSS)), ()), id="a", values=())
    assert "cannot tell P10 to P90: −31% to 110%; chance of a gain 71%" in index(lost)
    assert "kan niet gezegd worden" in index(lost, lang="nl")


def test_the_chart_shows_the_grade_beside_each_roi() -> None:
    page = drawn([entry("a"), entry("b", grade="-")])["en/index.html"]
    assert re.findall(r'text-anchor="middle">([A-F])</text>', page) == ["B"]


def test_an_entry_is_small_and_travels() -> None:
    made = entry_of(evidenced(), ())
    assert pickle.loads(pickle.dumps(made)).drawn == made.drawn
    assert len(pickle.dumps(made)) < 20_000


# --- how far programmes are evaluated --------------------------------------------------------------------------------


def test_levels_are_counted_over_own_programmes() -> None:
    all_levels = frozenset(Level)
    few = frozenset({Level.INPUT, Level.REACTION})
    rows = coverage_of([entry("a", levels=all_levels), entry("b", levels=few), entry("c", publisher="A vendor")])
    assert {int(one.level): (one.reached, one.programmes) for one in rows} == {
        0: (2, 2),
        1: (2, 2),
        2: (1, 2),
        3: (1, 2),
        4: (1, 2),
        5: (1, 2),
    }
    assert [(one.low, one.high) for one in rows] == list(CUSTOMARY.values())
    assert coverage_of([entry("c", publisher="A vendor")]) == ()


def test_coverage_stands_beside_what_is_customary() -> None:
    shown = index(entry("a", levels=frozenset({Level.INPUT, Level.REACTION})))
    assert "1 Reaction 100% 100% 1 of 1 as is customary" in shown
    assert "2 Learning 80% – 90% 0% 0 of 1 below what is customary" in shown
    assert "not a norm" in shown


# --- calendar and dated values ---------------------------------------------------------------------------------------


def site_with(**more: object) -> dict[str, str]:
    from roi_spec.render.site import Site, pages

    around = Site(contexts(**more), ())
    return {one.path: one.content.decode() for one in pages([entry("a")], around)}


def test_the_calendar_has_a_page_when_there_is_one() -> None:
    made = site_with(calendars=(calendar(),))
    assert "Reorganisation of the claims department 1 March 2025 to 30 April 2025 any measure the whole" in words(
        made["en/calendar.html"]
    )
    assert 'href="calendar.html"' in made["nl/index.html"]
    assert "en/calendar.html" not in site_with()
    assert 'href="calendar.html"' not in site_with()["nl/index.html"]


def version(line: int, value: str, since: dt.date, until: dt.date | None, *used: str) -> Registered:
    return Registered(
        "standard.rate",
        "Hourly rate",
        "en",
        Span("specs/values.roi.yaml", line, 1, line, 5),
        money(value),
        origin=Origin(valid_until=until),
        used_by=used,
        valid_from=since,
    )


def test_versions_of_a_standard_value_stand_apart() -> None:
    old = version(5, "46 EUR/hour", dt.date(2025, 1, 1), dt.date(2027, 12, 31))
    new = version(9, "49 EUR/hour", dt.date(2028, 1, 1), None)
    used = replace(old, used_by=("a",), valid_from=None)
    joined = register([entry("a", values=(used,))], (old, new))
    assert [(one.value, one.used_by, one.valid_from) for one in joined] == [
        (old.value, ("a",), dt.date(2025, 1, 1)),
        (new.value, (), dt.date(2028, 1, 1)),
    ]
    shown = words(drawn([entry("a", values=(used,))], standards=(old, new))["en/values.html"])
    assert "valid from 1 January 2025 until 31 December 2027" in shown
    assert "valid from 1 January 2028" in shown


@pytest.mark.parametrize("field", ["data", "floor", "trust"])
def test_a_method_page_says_what_data_it_needs(field: str) -> None:
    from roi_spec import evaluate
    from roi_spec.render.site_reference import method_pages

    described = evaluate.METHODS["comparison_group"].METHOD
    told = replace(described, **{field: text("Twelve of something.")})
    views = [one for one in method_pages(contexts()[0], (told,)) if one.path == "en/methods/comparison_group.html"]
    facts = [fact for block in views[0].blocks for fact in getattr(block, "items", ())]
    assert "Twelve of something." in [piece for fact in facts for piece in fact.content]


def test_shares_are_fractions() -> None:
    assert entry_of(evidenced(), ()).chance == Fraction(9712, 10000)
