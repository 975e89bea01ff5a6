"""What the house and the author decide about findings: severities and waivers."""

from __future__ import annotations

import datetime as dt

import pytest

from roi_spec.lint.runner import is_waivable
from roi_spec.lint.waivers import locate, same_day
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.spec import RuleSetting, Workspace
from roi_spec.read.yaml import read_text
from tests.lint.chain import TODAY, judge
from tests.specs import BASE, with_fragment

NO_LIMITS = "# no limitations\n"
FULL_CLAIM = "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\n"


def waiver(rule: str, at: str = "", until: str = "2027-08-31") -> str:
    place = f"    at: {at}\n" if at else ""
    return f"waivers:\n  - rule: {rule}\n{place}    reason: Agreed with finance\n    by: Finance\n    until: {until}\n"


def outcome(fragment: str, as_of: dt.date | None = TODAY, workspace: Workspace | None = None) -> dict[str, Finding]:
    _, findings = judge(with_fragment(fragment), as_of, workspace)
    return {finding.code: finding for finding in findings}


def test_workspace_changes_the_weight_of_a_rule() -> None:
    house = Workspace(rules=(RuleSetting("ROI181", Severity.ERROR),))
    assert outcome(NO_LIMITS)["ROI181"].severity is Severity.WARNING
    assert outcome(NO_LIMITS, workspace=house)["ROI181"].severity is Severity.ERROR


def test_workspace_switches_a_rule_off() -> None:
    house = Workspace(rules=(RuleSetting("ROI181", None),))
    assert outcome(NO_LIMITS, workspace=house) == {}


def test_workspace_cannot_soften_the_language() -> None:
    house = Workspace(rules=(RuleSetting("ROI281", None),))
    wrong_unit = (
        "kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * cost_per_error}\n"
    )
    assert outcome(wrong_unit, workspace=house)["ROI281"].severity is Severity.ERROR


@pytest.mark.parametrize("at", ["kpis", "kpis.errors", "kpis[3]", "kpis.errors.attribution", "kpis[3].attribution"])
def test_waiver_holds_at_its_place_and_below(at: str) -> None:
    found = outcome(FULL_CLAIM + waiver("ROI104", at))
    assert list(found) == ["ROI104"]
    assert found["ROI104"].waived_by == "Agreed with finance"


@pytest.mark.parametrize("at", ["costs", "kpis.exam", "kpis[0]", "kpis.unknown", "kpis.errors.conversion"])
def test_waiver_elsewhere_covers_nothing_and_says_so(at: str) -> None:
    found = outcome(FULL_CLAIM + waiver("ROI104", at))
    assert set(found) == {"ROI104", "ROI194"}
    assert found["ROI104"].waived_by is None


def test_expired_waiver_lets_the_finding_count_again() -> None:
    found = outcome(NO_LIMITS + waiver("ROI181", until="2025-08-31"))
    assert set(found) == {"ROI181", "ROI195"}
    assert found["ROI181"].waived_by is None


def test_waiver_holds_on_its_last_day() -> None:
    found = outcome(NO_LIMITS + waiver("ROI181", until="2025-09-01"))
    assert found["ROI181"].waived_by == "Agreed with finance"


def test_without_a_day_a_waiver_holds_and_the_doubt_is_told() -> None:
    found = outcome(NO_LIMITS + waiver("ROI181", until="2020-01-01"), as_of=None)
    assert set(found) == {"ROI181", "ROI193"}
    assert found["ROI181"].waived_by == "Agreed with finance"


def test_language_rules_cannot_be_waived() -> None:
    wrong_unit = (
        "kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * cost_per_error}\n"
    )
    found = outcome(wrong_unit + waiver("ROI281"))
    assert set(found) == {"ROI281", "ROI197"}
    assert found["ROI281"].waived_by is None


@pytest.mark.parametrize(
    ("code", "expected"), [("ROI100", True), ("ROI199", True), ("ROI099", False), ("ROI223", False)]
)
def test_only_judgements_are_waivable(code: str, *, expected: bool) -> None:
    assert is_waivable(code) is expected


@pytest.mark.parametrize(
    ("place", "pointer"),
    [
        ("", ()),
        ("costs", ("costs",)),
        ("costs.design", ("costs", 1)),
        ("kpis[3].attribution.method", ("kpis", 3, "attribution", "method")),
        ("kpis.errors.cross_checks[0]", ("kpis", 3, "cross_checks", 0)),
        ("limitations", ("limitations",)),
        ("kpis.nothing", None),
        ("kpis[9]", None),
    ],
)
def test_place_is_read_as_a_pointer(place: str, pointer: tuple[str | int, ...] | None) -> None:
    document, _ = read_text("specs/example.roi.yaml", BASE)
    assert document is not None
    assert locate(place, document) == pointer


def test_an_error_is_not_accepted_in_the_whole_file() -> None:
    found = outcome(FULL_CLAIM + waiver("ROI104"))
    assert set(found) == {"ROI104", "ROI196"}
    assert found["ROI104"].waived_by == "Agreed with finance"


def test_a_warning_may_be_accepted_in_the_whole_file() -> None:
    assert set(outcome(NO_LIMITS + waiver("ROI181"))) == {"ROI181"}


@pytest.mark.parametrize(("until", "expected"), [("2027-09-01", False), ("2027-09-02", True)])
def test_a_waiver_of_more_than_two_years_is_told(until: str, *, expected: bool) -> None:
    assert ("ROI199" in outcome(NO_LIMITS + waiver("ROI181", "limitations", until))) is expected


def test_on_a_leap_day_two_years_end_on_the_last_of_february() -> None:
    assert same_day(dt.date(2024, 2, 29), 2) == dt.date(2026, 2, 28)


def test_a_decisive_rule_that_is_off_is_told_with_the_reason_of_the_house() -> None:
    house = Workspace(rules=(RuleSetting("ROI104", None, "Agreed with the board."),))
    found = outcome(FULL_CLAIM, workspace=house)
    assert set(found) == {"ROI192"}
    assert str(found["ROI192"].help) == "The reason that `roi-spec.yaml` gives: Agreed with the board."


def test_a_decisive_rule_that_is_off_and_would_not_speak_is_not_told() -> None:
    assert outcome("owner: Quality team\n", workspace=Workspace(rules=(RuleSetting("ROI104", None),))) == {}
