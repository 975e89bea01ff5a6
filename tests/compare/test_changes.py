"""What counts as a change, what it is called, and what is no change at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from roi_spec.model.comparison import Kind
from tests.compare.two import EN, compared, held_against, lines, only, said, workspace
from tests.specs import BASE

RESPONDENTS = """\
    attribution:
      method: participant_estimate
      respondents:
        - {id: P1, attribution: 50%, confidence: 80%}
        - {id: P2, attribution: 40%, confidence: 90%}
"""


def changed(*passages: tuple[str, str]) -> str:
    """Give the spec with passages replaced, each of which stands there once."""
    spec = BASE
    for old, new in passages:
        assert spec.count(old) == 1, f"{old!r} stands {spec.count(old)} times"
        spec = spec.replace(old, new)
    return spec


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("amount: 1200 EUR", "amount: 1500 EUR", "~ value costs.needs.amount: €1,200 -> €1,500"),
        ("value: 8 hours/person", "value: 9 hours/person",
         "~ value assumptions.hours_each.value: 8 hours per person -> 9 hours per person"),
        ("low: 50 EUR/error", "low: 55 EUR/error",
         "~ value assumptions.cost_per_error.low: €50.00 per error -> €55.00 per error"),
        ("length: 12 months", "length: 10 months", "~ value benefit_window.length: 12 months -> 10 months"),
        ("result: 270 errors/month", "result: 265 errors/month",
         "~ value kpis.errors.attribution.comparison.result: 270 errors per month -> 265 errors per month"),
        ("confidence: 95%", "confidence: 99%",
         "~ value kpis.errors.cross_checks.expert_estimate.confidence: 95% -> 99%"),
        ("completed * hours_each * rate", "completed * rate",
         "~ method costs.time.formula: completed * hours_each * rate -> completed * rate"),
        ("source: Invoice 2025-012", "source: Invoice 2025-013",
         "~ evidence costs.design.source: Invoice 2025-012 -> Invoice 2025-013"),
        ("stage: final", "stage: provisional", "~ evidence stage: final -> provisional"),
        ("evidence: 9 of 10 say so", "evidence: 8 of 10 say so",
         "~ prose intangibles.Calmer-work.evidence: 9 of 10 say so -> 8 of 10 say so"),
        ("title: Calmer work", "title: Quieter work",
         "~ prose intangibles.Quieter-work.title: Calmer work -> Quieter work"),
        ("matched_on: [tenure, type of claim]", "matched_on: [tenure]",
         "~ evidence kpis.errors.attribution.matched_on: tenure and type of claim -> tenure"),
        ('roi_spec: "1.0"', 'roi_spec: "1.1"', "~ tool roi_spec: 1.0 -> 1.1"),
    ],
)  # fmt: skip
def test_a_change_has_an_address_by_ids_and_figures_as_people_write_them(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = lines(compared(tmp_path, BASE, changed((old, new))))
    assert any(one.startswith(expected) or expected in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{value: 15%, reason: Same as other investments}", '{reason: Same as other investments, value: "15 %"}'),
        ("currency: EUR\nstage: final\n", "# agreed in the kick-off\nstage: final\n\ncurrency:   'EUR'\n"),
        ("title: Careful claims handling", "title: >-\n  Careful claims\n  handling"),
        ("effect * cost_per_error * benefit_window", "effect*cost_per_error  * benefit_window"),
        ("length: 12 months", "length: 1 year"),
        ("value: 46 EUR/hour", "value: 46.00 EUR/hour"),
        ("value: 8 hours/person", "value: 8 uur/persoon"),
        ("matched_on: [tenure, type of claim]", "matched_on:\n        - type of claim\n        - tenure"),
    ],
)
def test_another_way_of_writing_the_same_is_no_change(tmp_path: Path, old: str, new: str) -> None:
    found = compared(tmp_path, BASE, changed((old, new)))
    assert lines(found) == []
    assert not found.differs
    assert found.untouched == 1


def test_a_figure_with_its_range_is_one_thing(tmp_path: Path) -> None:
    head = changed(("value: 60 EUR/error", "value: 65 EUR/error"), ("low: 50 EUR/error", "low: 58 EUR/error"))
    found = compared(tmp_path, BASE, head)
    assert lines(found) == [
        "~ value assumptions.cost_per_error.value: €60.00 per error (50 to 70) -> €65.00 per error (58 to 70)"
    ]
    (change,) = only(found).changes
    assert (EN.text(change.title), change.unit, change.source) == ("Cost of one error", "EUR/error", "Cost manual 2025")


def test_titles_lead_from_the_thing_to_the_field(tmp_path: Path) -> None:
    (change,) = only(compared(tmp_path, BASE, changed(("baseline: 290 errors", "baseline: 295 errors")))).changes
    assert EN.text(change.title) == "Errors in claim files: Attribution, Comparison, Baseline"
    assert change.at is not None
    assert change.at.path == "specs/programme.roi.yaml"


def test_things_come_and_go_whole(tmp_path: Path) -> None:
    head = changed(
        ("  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n", ""),
        (
            "  - {id: overhead,",
            "  - {id: room, title: Room, category: facilities, amount: 400 EUR}\n  - {id: overhead,",
        ),
    )
    assert lines(compared(tmp_path, BASE, head)) == [
        "+ value costs.room: €400",
        "- value costs.survey: €1,800",
    ]


def test_another_id_is_a_rename_with_all_that_refers_to_it(tmp_path: Path) -> None:
    head = BASE.replace("{id: rate,", "{id: hourly_rate,").replace("hours_each * rate", "hours_each * hourly_rate")
    found = compared(tmp_path, BASE, head)
    assert lines(found) == ["renamed prose assumptions.hourly_rate: rate -> hourly_rate"]
    assert only(found).explained is None


def test_a_rename_beside_another_change_leaves_both_to_be_seen(tmp_path: Path) -> None:
    head = BASE.replace("{id: rate,", "{id: hourly_rate,").replace("hours_each * rate", "hours_each * hourly_rate")
    head = head.replace("value: 8 hours/person", "value: 9 hours/person")
    assert lines(compared(tmp_path, BASE, head)) == [
        "~ value assumptions.hours_each.value: 8 hours per person -> 9 hours per person",
        "renamed prose assumptions.hourly_rate: rate -> hourly_rate",
    ]


def test_a_line_that_only_stands_elsewhere_has_moved(tmp_path: Path) -> None:
    needs = "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
    head = BASE.replace(needs, "").replace("external_influences:\n", f"{needs}external_influences:\n")
    found = compared(tmp_path, BASE, head)
    assert lines(found) == ["moved prose costs.needs: "]
    assert only(found).explained is None


def test_rows_without_an_id_are_known_by_what_they_say(tmp_path: Path) -> None:
    one = "  - The comparison team handles slightly simpler claims.\n"
    head = BASE.replace(one, f"  - Some files were closed early.\n{one}")
    assert lines(compared(tmp_path, BASE, head)) == ["+ prose limitations.1: Some files were closed early."]


def test_a_file_under_another_name_is_the_same_programme(tmp_path: Path) -> None:
    base, head = workspace(tmp_path / "base", BASE), workspace(tmp_path / "head", BASE)
    (head / "specs" / "programme.roi.yaml").rename(head / "specs" / "claims.roi.yaml")
    one = only(held_against(base, head))
    assert (one.kind, one.was_path, one.path) == (Kind.MOVED, "specs/programme.roi.yaml", "specs/claims.roi.yaml")
    assert one.before == one.after


def test_a_programme_under_another_id_keeps_its_place(tmp_path: Path) -> None:
    one = only(compared(tmp_path, BASE, BASE.replace("id: careful-claims", "id: claims-2025")))
    assert (one.kind, one.was, one.id) == (Kind.RENAMED, "careful-claims", "claims-2025")


def test_programmes_that_come_and_go_have_a_result_at_one_side(tmp_path: Path) -> None:
    base, head = workspace(tmp_path / "base", BASE), workspace(tmp_path / "head", BASE)
    more = BASE.replace("id: careful-claims", "id: other-claims")
    (head / "specs" / "more.roi.yaml").write_text(more, "utf-8")
    added = only(held_against(base, head))
    assert (added.id, added.kind, added.before, said(added.why_no_before)) == (
        "other-claims", Kind.ADDED, None, "The programme is new.",
    )  # fmt: skip
    removed = only(held_against(head, base))
    assert (removed.kind, removed.after) == (Kind.REMOVED, None)


def test_a_file_that_cannot_be_computed_any_more_says_so(tmp_path: Path) -> None:
    one = only(compared(tmp_path, BASE, BASE.replace("amount: 1200 EUR", "amount: 1.200 EUR")))
    assert one.after is None
    assert said(one.why_no_after) == "The file has mistakes, so it could not be computed."
    assert [change.address for change in one.changes] == ["costs.needs.amount"]
    assert [finding.code for finding in one.appeared]


def test_a_file_that_cannot_be_read_any_more_is_not_a_programme_that_was_removed(tmp_path: Path) -> None:
    one = only(compared(tmp_path, BASE, BASE.replace("costs:\n", "costs: [\n")))
    assert (one.id, one.kind, one.after, one.changes) == ("careful-claims", Kind.CHANGED, None, ())
    assert said(one.why_no_after) == "The file has mistakes, so it could not be computed."


def test_answers_are_known_by_who_gave_them(tmp_path: Path) -> None:
    start, end = BASE.index("    attribution:\n      method: comparison_group"), BASE.index("    cross_checks:")
    base = BASE[:start] + RESPONDENTS + BASE[end:]
    head = base.replace("{id: P1, attribution: 50%", "{id: P1, attribution: 60%")
    found = compared(tmp_path, base, head)
    assert lines(found) == ["~ value kpis.errors.attribution.respondents.P1.attribution: 50% -> 60%"]
    (change,) = only(found).changes
    assert EN.text(change.title) == "Errors in claim files: Attribution, Respondents, P1, Attribution"
