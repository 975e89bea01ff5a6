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
from roi_spec.render.site_coverage import coverage_of
from roi_spec.render.site_entry import Registered, SiteEntry, entry_of
from roi_spec.render.site_totals import comparable
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
    assert [EN.text(one.reason) for one in outside] == ["in prices of 2019", "no price year stated"]


def test_benefits_over_windows_of_another_length_are_not_added() -> None:
    long = entry("c", window=money("36 months"), solution="long_term")
    inside, outside = comparable([entry("a"), entry("b", window=money("1 year")), long])
    assert [one.id for one in inside] == ["a", "b"]
    assert [EN.text(one.reason) for one in outside] == ["benefits over 36 months"]


def test_what_programmes_in_a_sum_have_in_common_is_said() -> None:
    shown = index(entry("a"), entry("b"))
    assert "amounts in EUR, for the employer, in prices of 2025, with benefits over 12 months" in shown


def test_programmes_that_are_all_unlike_have_no_sum_and_say_so() -> None:
    shown = index(entry("a"), entry("b", price_year=2019))
    assert "No two programmes are enough alike to add up." in shown
    assert "Together: " not in shown


def test_a_sum_has_the_grade_of_its_weakest_part() -> None:
    weak = entry("b", grade="E", grade_reason=text("One estimate."))
    shown = index(entry("a", grade="A"), weak)
    assert re.search(r"as strong as its weakest part: evidence grade E +\( ?B ?: One estimate\.\)", shown)


def test_a_benefit_that_another_programme_may_count_is_not_added() -> None:
    claim = Finding(
        "ROI342",
        Severity.INFO,
        text("Both count {what}.", what="the same hours"),
        Span("specs/b.roi.yaml", 9, 1, 9, 4),
    )
    every = entry("a"), entry("b", overlaps=(claim,)), entry("c")
    inside, _ = comparable(every)
    assert [one.id for one in inside] == ["a", "c"]
    shown = index(*every)
    assert "Together: 2 measured programmes" in shown
    assert "B : may count the benefit of another programme. ROI342 Both count the same hours." in shown
    assert "specs/b.roi.yaml:9" in shown
    assert "Not in the total" not in index(entry("a"), entry("b"))


def test_sums_of_themes_add_up_to_the_whole() -> None:
    safe = entry("a", theme="Safe work"), entry("b", "300 EUR", "150 EUR", theme="Safe work")
    shown = index(
        *safe, entry("c", "200 EUR", "500 EUR", theme="Growth"), entry("d", "10 USD", "30 USD", theme="Growth")
    )
    assert "Growth 1 €200 €500 €300 150%" in shown
    assert "Safe work 2 €400 €300 −€100 −25%" in shown
    assert "Base €600 €800 €200 33.3%" in shown or "Base €600 €800 €200 33%" in shown


def test_a_waived_overlap_is_not_warned_about() -> None:
    found = Finding("ROI341", Severity.WARNING, text("Twice."), Span("specs/b.roi.yaml", 9, 1, 9, 4))
    assert entry_of(evidenced(), (found,)).overlaps == (found,)
    assert entry_of(evidenced(), (replace(found, waived_by="Settled"),)).overlaps == ()
    assert entry_of(evidenced(), (replace(found, code="ROI104"),)).overlaps == ()


# --- how sure ---------------------------------------------------------------------------------------------------------


def test_the_letters_that_occur_are_explained_below_the_list() -> None:
    assert "Evidence: B comparison group with parallel course beforehand" in index(entry("a"))
    assert "Bewijs: B vergelijkingsgroep" in index(entry("a"), lang="nl")
    assert "A randomised control group" not in index(entry("a"))


def test_the_simulation_stands_below_the_roi() -> None:
    made = replace(entry_of(evidenced(), ()), id="a", values=())
    assert " 41% to 352% " in index(made)
    assert "where 8 of 10 outcomes of the simulation lie (P10 to P90)" in index(made)
    assert "cannot tell" not in index(made)
    lost = replace(entry_of(evidenced(drawn=simulation(**LOSS)), ()), id="a", values=())
    assert "−31% to 110% cannot tell" in index(lost)
    assert "kan niet gezegd worden" in index(lost, lang="nl")


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


def test_events_of_the_organisation_stand_in_the_calendar() -> None:
    made = site_with(calendars=(calendar(),))
    assert "Reorganisation of the claims department 1 March 2025 to 30 April 2025 any measure the whole" in words(
        made["en/calendar.html"]
    )
    assert "Reorganisation" not in words(site_with()["en/calendar.html"])


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
