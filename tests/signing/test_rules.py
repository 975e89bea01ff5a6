"""What the checks say about sign-offs: stale ones, finance that has not signed, and one pair of eyes."""

from __future__ import annotations

import pytest

from roi_spec.i18n import Translator
from roi_spec.lint import on_signed_values, runner
from roi_spec.lint.context import Context
from roi_spec.lint.rules.signing import OWN, STALE, UNSIGNED
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.signed import held
from roi_spec.model.signed_items import items_of
from roi_spec.model.signed_text import with_entry
from roi_spec.model.spec import StandardValues, Workspace
from roi_spec.read.yaml import read_text
from tests.lint.chain import judge, kit
from tests.lint.surroundings import STANDARDS, standards_of
from tests.signing.signed import SHARED, document, entry, signed
from tests.specs import BASE

HOUSE = Workspace(finance=("Finance", "Financial controller"))
ENGLISH, DUTCH = Translator("en"), Translator("nl")


def found(content: str, house: Workspace | None = None) -> list[Finding]:
    _, findings = judge(content, workspace=house, standards=standards_of() if "standard." in content else None)
    return [one for one in findings if one.code in (STALE.id, UNSIGNED.id, OWN.id)]


def test_a_sign_off_that_holds_says_nothing() -> None:
    assert found(signed()) == []


@pytest.mark.parametrize(
    ("stage", "weight"), [("final", Severity.ERROR), ("provisional", Severity.WARNING), ("running", Severity.WARNING)]
)
def test_a_stale_sign_off_names_what_changed_where_it_changed(stage: str, weight: Severity) -> None:
    content = signed(BASE, "Finance", "assumptions").replace("60 EUR/error", "65 EUR/error")
    (one,) = found(content.replace("stage: final", f"stage: {stage}"))
    assert ENGLISH.text(one.text) == "Since Finance signed on 20 August 2025, this changed: Cost of one error."
    assert DUTCH.text(one.text) == "Sinds Finance op 20 augustus 2025 tekende, is dit gewijzigd: Cost of one error."
    assert content.splitlines()[one.at.line - 1] == "  - id: cost_per_error"
    assert one.severity is weight
    assert one.help is not None
    assert ENGLISH.text(one.help).endswith('roi-spec sign specs/example.roi.yaml --by "Finance" --scope assumptions')


def test_many_changes_are_counted() -> None:
    content = signed(BASE, "Finance", "costs").replace(", source: Time sheets", ", source: Sheets")
    content = content.replace("Invoice 2025-012", "Invoice 12").replace("Cost allocation 2025", "Allocation")
    (one,) = found(content)
    assert ENGLISH.text(one.text).endswith("this changed: costs.needs, costs.design, costs.overhead and 1 more.")


def test_a_line_written_by_hand_is_told_as_such() -> None:
    content = signed(BASE, "Finance", "assumptions.rate")
    line = next(line for line in content.splitlines() if "- assumptions.rate " in line)
    (one,) = found(content.replace(line, f"{line[:-4]}0000"))
    assert ENGLISH.text(one.text) == (
        "The sign-off by Finance was changed by hand: its digest does not belong to its values."
    )


def test_values_of_finance_need_its_sign_off_before_a_study_is_final() -> None:
    (one,) = found(BASE, HOUSE)
    assert one.severity is Severity.ERROR
    assert ENGLISH.text(one.text) == (
        "Values of Financial controller wait for its sign-off (2): Cost of one error, Loaded hourly rate."
    )
    assert found(BASE.replace("stage: final", "stage: provisional"), HOUSE) == []
    assert found(BASE) == []


def test_the_sign_off_of_another_role_is_not_that_of_finance() -> None:
    values = ("assumptions.cost_per_error", "assumptions.rate")
    assert found(signed(BASE, "Financial controller", *values), HOUSE) == []
    assert [one.code for one in found(signed(BASE, "Claims director", *values), HOUSE)] == [UNSIGNED.id]
    assert [one.code for one in found(signed(BASE, "Finance", values[0]), HOUSE)] == [UNSIGNED.id]


def test_shared_values_that_finance_owns_count_as_well() -> None:
    (one,) = found(SHARED, HOUSE)
    assert ENGLISH.text(one.text).endswith("(3): Cost of one error, Loaded hourly rate, Cost of an error.")


def test_the_claim_of_somebody_else_needs_no_sign_off_of_ours() -> None:
    assert found(BASE + "audits: {publisher: A vendor, title: The claim}\n", HOUSE) == []


def test_who_answers_for_the_file_does_not_sign_it() -> None:
    (one,) = found(signed(BASE, "Learning and development", "costs"))
    assert (one.code, one.severity) == (OWN.id, Severity.WARNING)
    assert ENGLISH.text(one.text) == "Learning and development signed, and answers for this file."


def test_who_owns_a_value_does_not_sign_it_unless_it_is_finance() -> None:
    owned = BASE.replace("value: 8 hours/person, source", "value: 8 hours/person, owner: Planning, source")
    (one,) = found(signed(owned, "Planning", "assumptions"))
    assert ENGLISH.text(one.text) == "Planning signed values that are its own: Hours per participant."
    assert found(signed(owned.replace("Planning", "Finance"), "Finance", "assumptions")) == []


def test_no_waiver_and_no_house_can_silence_them() -> None:
    assert not any(runner.is_waivable(rule.id) for rule in (STALE, UNSIGNED, OWN))


def library(content: str) -> StandardValues:
    from roi_spec import validate

    whole, _ = read_text("specs/values.roi.yaml", content)
    assert whole is not None
    spec, _ = validate.check(whole, kit())
    assert isinstance(spec, StandardValues)
    return spec


def test_lists_of_standard_values_are_signed_too() -> None:
    root = document(STANDARDS)
    made = with_entry(STANDARDS, root.root, entry_of_list("Financial controller"))
    assert codes(made) == []
    assert codes(made.replace("60 EUR/error, low", "61 EUR/error, low")) == [STALE.id]
    own = with_entry(STANDARDS.replace("Finance", "Planning"), root.root, entry_of_list("Planning", "Planning"))
    assert codes(own) == [OWN.id]


def entry_of_list(by: str, owner: str = "Finance"):
    from dataclasses import replace

    from roi_spec.model.signed_items import marks_of

    marks = marks_of(items_of(document(STANDARDS.replace("Finance", owner))))
    return replace(entry(BASE, by), scope=("values",), marks=marks)


def codes(content: str) -> list[str]:
    spec = library(content)
    return [one.code for one in on_signed_values(spec, held(items_of(spec.document), spec.sign_offs), Context())]
