"""What a reviewer reads: rows that add up as they are shown, headlines, counts, and when there is nothing to say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Cause, Crossing, Effect, Explained, Kind, ProgrammeChange
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT, POINTS
from roi_spec.render.comparison.counts import counts, worth_saying
from roi_spec.render.comparison.headlines import headline
from roi_spec.render.comparison.results import figures as results
from roi_spec.render.comparison.rows import MOST, effects
from roi_spec.render.comparison.speech import Speech, fitting
from tests.render_comparison.cases import (
    EXPLAINED,
    LEADERSHIP,
    LEAVER,
    SHARE,
    change,
    comparison,
    exact,
    figures,
    q,
)

EN, NL = Speech(Translator("en")), Speech(Translator("nl"))


# --- rows ------------------------------------------------------------------------------------------------------------


def test_the_rows_add_up_as_they_are_shown() -> None:
    found = effects(EXPLAINED, EN)
    assert [row.effect for row in found.rows] == ["−27.5", "+14.4"]
    assert (found.total.was, found.total.becomes, found.total.effect) == ("61.2%", "48.1%", "−13.1")
    assert found.adds_up


def test_whole_points_are_enough_when_they_add_up() -> None:
    found = effects(Explained("result.roi", q("60%"), q("75%"), (Effect((SHARE,), q("15 pp")),)), EN)
    assert [row.effect for row in found.rows] == ["+15"]
    assert found.total.effect == "+15"


def test_thirds_never_add_up_in_decimals_and_that_is_said() -> None:
    third = Quantity(Fraction(1, 3), POINTS)
    explained = Explained("result.roi", q("10%"), q("11%"), tuple(Effect((SHARE,), third) for _ in range(3)))
    assert not effects(explained, EN).adds_up


def test_an_effect_is_never_shown_as_nothing() -> None:
    explained = exact(EXPLAINED, Fraction("-13.0"), Fraction("-0.04"))
    assert [row.effect for row in effects(explained, EN).rows] == ["−13.00", "−0.04"]


def test_changes_that_rest_on_each_other_are_one_row() -> None:
    explained = Explained("result.roi", q("60%"), q("50%"), (Effect((SHARE, LEAVER), q("-10 pp")),))
    (row,) = effects(explained, NL).rows
    assert row.title == "Aandeel toe te rekenen aan training + Kosten per vertrek"
    assert (row.was, row.becomes) == ("60%; €\u00a022.000", "50%; €\u00a024.500")
    assert row.is_joint


def test_small_effects_stand_together_so_that_the_table_stays_readable_and_adds_up() -> None:
    parts = [Fraction(20 - place) for place in range(20)]
    made = tuple(Effect((change(f"Value {n}", "1", "2"),), Quantity(one, POINTS)) for n, one in enumerate(parts))
    found = effects(Explained("result.roi", q("0%"), Quantity(sum(parts, Fraction(0)), PERCENT), made), EN)
    assert len(found.rows) == MOST + 1
    assert found.rows[-1].title == "8 smaller effects together"
    assert sum((row.amount.value for row in found.rows), Fraction(0)) == sum(parts)


def test_where_there_is_no_roi_the_effects_are_money() -> None:
    explained = Explained("result.net_benefit", q("-1000 EUR"), q("500 EUR"), (Effect((LEAVER,), q("1500 EUR")),))
    found = effects(explained, EN)
    assert found.heading == "effect on net benefit"
    assert [row.effect for row in found.rows] == ["+€1,500"]
    assert (found.total.was, found.total.becomes) == ("−€1,000", "€500")


@settings(max_examples=100)
@given(st.fractions(-900, 900, max_denominator=900), st.lists(st.fractions(-90, 90, max_denominator=900), max_size=9))
def test_what_is_said_to_add_up_does_add_up(before: Fraction, parts: list[Fraction]) -> None:
    first, last = Quantity(before, PERCENT), Quantity(before + sum(parts), PERCENT)
    digits, adds_up = fitting(first, last, [Quantity(one, POINTS) for one in parts])
    shown = [Fraction(rounded(one, digits)) for one in (before, *parts, last.value)]
    assert not adds_up or sum(shown[:-1]) == shown[-1]


# --- headlines -------------------------------------------------------------------------------------------------------


def test_the_headline_has_the_roi_the_difference_the_payback_and_the_range() -> None:
    told = headline(LEADERSHIP, NL)
    assert (told.name, told.result.replace("\u00a0", " "), told.change) == ("ROI", "61% → 48%", "−13 procentpunt")
    assert [one.replace("\u00a0", " ") for one in told.more] == [
        "terugverdientijd 7 → 9 maanden",
        "bandbreedte 20% tot 85% (was 30% tot 95%)",
    ]


def test_a_small_difference_is_not_rounded_away() -> None:
    small = replace(LEADERSHIP, explained=exact(EXPLAINED, Fraction("0.03"), Fraction(0)))
    assert headline(small, EN).change == "+0.03 percentage points"


def test_a_new_programme_has_no_difference() -> None:
    new = replace(LEADERSHIP, kind=Kind.ADDED, before=None, explained=None)
    assert headline(new, EN).words == "new; it has ROI 48.1%"


def test_what_cannot_be_computed_any_more_is_not_zero() -> None:
    lost = replace(LEADERSHIP, after=None, explained=None, why_no_after=text("A value is missing."))
    assert headline(lost, EN).words == "no result any more, it had ROI 61.2%. A value is missing."
    assert headline(lost, EN).result == ""


def test_what_could_not_be_computed_on_either_side_has_lost_nothing() -> None:
    never = replace(LEADERSHIP, before=None, after=None, explained=None, why_no_after=text("A value is missing."))
    assert headline(never, EN).words == "no result, neither before nor now. A value is missing."


# --- counts and whether there is something to say --------------------------------------------------------------------


def test_the_line_that_counts() -> None:
    lost = replace(LEADERSHIP, crossings=(Crossing("sign_off_lost", text("Finance signed the old value.")),))
    assert counts(comparison(lost), NL) == (
        "2 waarden gewijzigd",
        "1 wacht op een nieuw akkoord",
        "geen nieuwe fouten",
        "1 nieuwe waarschuwing",
    )


def test_programmes_that_came_or_went_are_counted() -> None:
    new = replace(LEADERSHIP, id="a", kind=Kind.ADDED, changes=(), appeared=())
    gone = replace(LEADERSHIP, id="b", kind=Kind.REMOVED, changes=(), appeared=())
    assert counts(comparison(new, gone), NL)[:2] == ("1 nieuw programma", "1 programma verwijderd")


def test_one_percentage_point_is_one() -> None:
    two = replace(LEADERSHIP, explained=exact(EXPLAINED, Fraction("1.9"), Fraction("-0.4")))
    one = replace(LEADERSHIP, explained=exact(EXPLAINED, Fraction("1.4"), Fraction("-0.3")))
    assert [headline(some, EN).change for some in (two, one)] == ["+2 percentage points", "+1 percentage point"]
    assert headline(one, NL).change == "+1 procentpunt"


def test_the_day_of_a_cost_is_not_called_a_method() -> None:
    day = change("Trainer: Date", "2025-04-25", "2025-06-12", cause=Cause.METHOD, address="costs.trainer.date")
    method = change("Method", "estimate", "trend", cause=Cause.METHOD, address="kpis.sales.attribution.method")
    assert counts(comparison(replace(LEADERSHIP, changes=(day, method), appeared=())), EN) == (
        "1 method changed",
        "no new errors",
    )


def test_results_are_written_so_that_their_difference_shows() -> None:
    close = replace(LEADERSHIP, before=figures("47.78%"), after=figures("49.42%"))
    assert rows_of(close)["ROI"] == ("47.8%", "49.4%")


def rows_of(one: ProgrammeChange) -> dict[str, tuple[str, str]]:
    return {name: (before, after) for name, before, after in results(one, EN)}


UNMOVED = replace(
    LEADERSHIP,
    before=figures(),
    after=figures(),
    explained=None,
    appeared=(),
    crossings=(),
    changes=LEADERSHIP.changes[2:],
)


@pytest.mark.parametrize(
    ("programme", "threshold", "wanted"),
    [
        (UNMOVED, 0, False),
        (LEADERSHIP, 0, True),
        (replace(UNMOVED, before=figures("61%"), after=figures("61.4%")), 0, True),
        (replace(UNMOVED, before=figures("61%"), after=figures("61.4%")), 5, False),
        (replace(UNMOVED, before=figures("61%"), after=figures("66%")), 5, True),
        (replace(UNMOVED, appeared=LEADERSHIP.appeared), 5, True),
        (replace(UNMOVED, crossings=LEADERSHIP.crossings), 5, True),
        (replace(UNMOVED, kind=Kind.ADDED, before=None), 5, True),
        (replace(UNMOVED, after=None), 5, True),
    ],
    ids=["prose", "moved", "a little", "too little", "enough", "finding", "crossing", "new", "gone"],
)
def test_when_there_is_something_to_say(programme: object, threshold: int, wanted: bool) -> None:
    assert worth_saying(comparison(programme), threshold) is wanted  # type: ignore[arg-type]
