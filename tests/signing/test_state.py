"""What is left of a sign-off after a change: it holds, or it says exactly what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roi_spec.model.signed import State, as_library, held, lost, standing, unknown
from roi_spec.model.signed_items import digest_of_all, in_scope, items_of, marks_of
from roi_spec.model.spec import SignOff
from tests.lint.surroundings import NEWER_STANDARDS, STANDARDS
from tests.signing.signed import DAY, SHARED, after, document, items, sign_off, values_after
from tests.specs import BASE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Forty claims handlers learned", "Forty handlers of claims learned"),
        ("stage: final", "stage: provisional"),
        ("title: Cost of one error", "title: What one error costs"),
        ("  - The comparison team handles slightly simpler claims.", "  - Small groups."),
        ("language: en\ncurrency: EUR\n", "currency: EUR\n# as everywhere\nlanguage: en\n"),
        ("invited: 40, started: 40", "started: 40, invited: 40"),
    ],
    ids=["typo", "stage", "title", "limitation", "order and a remark", "order of fields"],
)
def test_a_sign_off_on_everything_survives_what_is_no_content(old: str, new: str) -> None:
    assert after(old, new).state is State.SIGNED


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("60 EUR/error", "65 EUR/error", ("assumptions.cost_per_error",)),
        ("amount: 1200 EUR", "amount: 1250 EUR", ("costs.needs",)),
        ("method: expert_estimate", "method: manager_estimate", ("kpis.errors",)),
        ("length: 12 months", "length: 13 months", ("benefit_window",)),
        ("at least 80% on the final exam", "at least 85% on the final exam", ("objectives.knows",)),
        ("completed: 40", "completed: 39", ("audience",)),
    ],
)
def test_a_change_of_content_is_named(old: str, new: str, changed: tuple[str, ...]) -> None:
    found = after(old, new)
    assert (found.state, found.changed, found.added, found.gone) == (State.STALE, changed, (), ())


def test_a_sign_off_on_a_section_falls_when_something_is_added_or_taken_away() -> None:
    more = "  - {id: room, category: facilities, amount: 300 EUR, source: Invoice 9}\n"
    line = "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    assert after(line, line + more, "costs").added == ("costs.room",)
    assert after(line, "", "costs").gone == ("costs.survey",)
    assert after(line, line + more, "assumptions").state is State.SIGNED


def test_another_id_for_the_same_content_is_called_a_new_name() -> None:
    found = after("  - {id: needs, ", "  - {id: analysis, ", "costs")
    assert (found.renamed, found.added, found.gone) == ((("costs.needs", "costs.analysis"),), (), ())
    assert found.state is State.STALE


def test_a_sign_off_on_a_formula_covers_what_the_formula_names() -> None:
    covered = [one.address for one in in_scope(items(), ("costs.time",))]
    assert covered == ["audience", "assumptions.hours_each", "assumptions.rate", "costs.time"]
    assert after("value: 8 hours/person", "value: 9 hours/person", "costs.time").changed == ("assumptions.hours_each",)


def test_a_shared_value_that_is_used_is_part_of_what_was_signed() -> None:
    earlier = sign_off(SHARED, "Finance", "kpis.errors")
    assert [address for address, _ in earlier.values if address.startswith("standard.")] == ["standard.error_cost"]
    assert standing(items(SHARED), earlier).state is State.SIGNED
    dearer = STANDARDS.replace("60 EUR", "62 EUR")
    assert standing(items(SHARED, dearer), earlier).changed == ("standard.error_cost",)


def test_a_data_file_is_signed_by_its_content() -> None:
    entry = "data:\n  - {id: scores, file: data/scores.csv, system: Exams, columns: {value: Score}}\n"
    one, other = (
        marks_of(items_of(document(BASE + entry), {}, {"scores": digest * 64}))["data.scores"] for digest in "ab"
    )
    assert one != other
    assert digest_of_all({"data.scores": one}) != digest_of_all({"data.scores": other})


def test_of_a_fallen_sign_off_the_other_values_stay_signed() -> None:
    found = values_after("60 EUR/error", "65 EUR/error", "assumptions")
    states = {one.address: one.state for one in found.values}
    assert states["assumptions.cost_per_error"] is State.STALE
    assert states["assumptions.rate"] is State.SIGNED
    assert states["costs.needs"] is State.MISSING


def test_a_mark_that_was_written_by_hand_makes_the_whole_sign_off_worthless() -> None:
    cheaper = items(BASE.replace("60 EUR/error", "30 EUR/error"))
    true = sign_off(BASE, "Finance", "assumptions")
    now = {one.address: one.mark for one in cheaper}
    forged = replace(true, values=tuple((address, now[address]) for address, _ in true.values))
    assert standing(cheaper, forged).is_odd
    assert {one.state for one in held(cheaper, (forged,)).values} == {State.MISSING}


def test_what_was_signed_in_the_list_of_standard_values_need_not_be_signed_again() -> None:
    shared = items_of(document(STANDARDS))
    marks = marks_of(shared)
    one = SignOff(document(STANDARDS).root, "Board", DAY, digest_of_all(marks), ("values",), tuple(marks.items()))
    library = as_library(held(shared, (one,)), "Finance", "Financial controller")
    value = held(items(SHARED), (), library).value("standard.error_cost")
    assert value is not None
    assert (value.state, [each.by for each in value.by], value.approved_by) == (
        State.SIGNED,
        ["Board"],
        "Financial controller",
    )
    newer = held(items(SHARED, NEWER_STANDARDS), (), library).value("standard.error_cost")
    assert newer is not None
    assert newer.state is State.MISSING


def test_places_that_lead_nowhere_are_found_but_not_those_that_were_signed_once() -> None:
    earlier = sign_off(BASE, "Finance", "assumptions.hours_each", "costs")
    without = BASE.replace("hours_each", "hours")
    assert unknown(items(), earlier) == ()
    assert unknown(items(without), earlier) == ()
    assert unknown(items(), replace(earlier, scope=("assumptions.hours_eech",))) == ("assumptions.hours_eech",)


def test_a_reviewer_hears_which_sign_offs_a_change_costs() -> None:
    before = held(items(), (sign_off(BASE, "Finance", "assumptions"),))
    then = values_after("60 EUR/error", "65 EUR/error", "assumptions")
    assert [now.address for _, now in lost(before, then)] == ["assumptions.cost_per_error"]
    assert lost(before, before) == lost(None, then) == ()
