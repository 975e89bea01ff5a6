"""Claims of several programmes held against each other: budget, unknown shares, benefits that overlap."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from roi_spec.i18n import Translator
from roi_spec.lint import across, claims_of
from roi_spec.lint.across import window_of
from roi_spec.lint.context import Context
from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import RuleSetting, Workspace
from tests.lint.chain import TODAY, judge, programme_of
from tests.lint.surroundings import together
from tests.specs import BASE, with_fragment

SHARE = (
    "kpis:\n  - id: errors\n    measure: claim_errors\n    population: {people}\n    # no cross_checks\n"
    "    attribution: {{method: expert_estimate, share: {share}%, confidence: 100%}}\n"
)
SEARCH_TIME = (
    "kpis:\n  - id: errors\n    title: Search time\n    baseline: 300 hours/month\n    result: 180 hours/month\n"
    "    # no target\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n    conversion:\n"
    "      technique: employee_time\n      formula: effect * rate * benefit_window\n"
    "      redeployed: The backlog fell by 140 files a month\n"
)


def programme(id: str, fragment: str = "", start: str = "2025-02-01", months: int = 12) -> str:
    """Give the base programme under another id and title, with a window of its own."""
    window = f"benefit_window: {{start: {start}, length: {months} months, solution: short_term}}\n"
    return with_fragment(f"id: {id}\ntitle: Programme {id}\n{window}{fragment}")


def claiming(id: str, share: int, people: str = "Claims handlers", start: str = "2025-02-01") -> str:
    return programme(id, SHARE.format(share=share, people=people), start)


def codes(*contents: str) -> list[str]:
    return [one.code for one in together(*contents)]


def test_programmes_that_claim_the_whole_and_no_more_are_left_alone() -> None:
    assert codes(claiming("one", 60), claiming("two", 40)) == []


def test_more_than_the_whole_is_told_once_and_names_everybody() -> None:
    (found,) = together(claiming("one", 60), claiming("two", 30), claiming("three", 20, start="2025-03-01"))
    assert (found.code, found.severity) == ("ROI340", Severity.ERROR)
    assert str(found.text) == (
        "Programmes that claim “Errors in claim files” of “Claims handlers” in these months: 3. Together they claim "
        "110% of the change."
    )
    assert sorted(str(label.text) for label in found.related) == [
        "“Programme one” claims 60%.",
        "“Programme two” claims 30%.",
    ]


@pytest.mark.parametrize(
    ("people", "start", "expected"),
    [
        ("Claims handlers", "2025-02-01", ["ROI340"]),
        ("claims  Handlers", "2025-02-01", ["ROI340"]),
        ("Claims handlers", "2026-01-31", ["ROI340"]),
        ("Claims handlers", "2026-02-01", []),
        ("Claims handlers, second location", "2025-02-01", []),
    ],
)
def test_claims_meet_in_the_same_people_and_months(people: str, start: str, expected: list[str]) -> None:
    assert codes(claiming("one", 60), claiming("two", 60, people, start)) == expected


def test_a_measure_without_its_id_is_never_held_against_another() -> None:
    assert codes(programme("one"), programme("two")) == []


def test_two_kpis_of_one_programme_are_not_two_programmes() -> None:
    second = SHARE.format(share=60, people="Claims handlers") + (
        "  - id: more\n    title: More errors\n    level: impact\n    better: lower\n    measure: claim_errors\n"
        "    population: Claims handlers\n    baseline: 30 errors/month\n    result: 18 errors/month\n"
        "    attribution: {method: expert_estimate, share: 60%, confidence: 100%}\n    source: {system: Register}\n"
    )
    assert codes(programme("one", second)) == []


def test_a_claim_in_full_is_the_whole() -> None:
    full = "kpis:\n  - id: errors\n    measure: claim_errors\n    # no attribution\n    # no cross_checks\n"
    assert codes(claiming("one", 10), programme("two", full)) == ["ROI340"]


def test_a_forecast_claims_nothing_yet() -> None:
    plan = (
        "stage: plan\nkpis:\n  - id: errors\n    measure: claim_errors\n    # no result\n    # no result_period\n"
        "    forecast: 200 errors/month\n"
    )
    assert codes(claiming("one", 60), programme("two", plan)) == []


def test_who_examines_the_claim_of_others_claims_nothing() -> None:
    audit = "audits: {publisher: Vendor}\n" + SHARE.format(share=60, people="Claims handlers")
    assert codes(claiming("one", 60), programme("two", audit)) == []


def test_shares_that_cannot_be_seen_are_asked_for() -> None:
    unknown = (
        "kpis:\n  - id: errors\n    measure: claim_errors\n    # no baseline\n    # no cross_checks\n    attribution:\n"
        "      method: comparison_group\n      assignment: matched\n      stated_effect: {value: 50 errors/month, "
        "low: 20 errors/month, high: 80 errors/month, study: Analysis of 2025, n_trained: 40, n_comparison: 38}\n"
    )
    (found,) = together(claiming("one", 60), programme("two", unknown, "2025-03-01"))
    assert (found.code, found.severity) == ("ROI341", Severity.WARNING)
    assert [str(label.text) for label in found.related] == ["“Programme one” claims 60%."]


def test_time_and_output_of_the_same_people_may_be_the_same_money() -> None:
    output = "kpis:\n  - id: errors\n    title: Productivity in claim files\n"
    explained = output + "    overlap: The hours saved go to the telephone team\n"
    assert codes(programme("one", SEARCH_TIME), programme("two", output)) == ["ROI342"]
    assert codes(programme("one", SEARCH_TIME), programme("two", explained)) == []
    assert codes(programme("one", SEARCH_TIME), programme("two")) == []
    assert codes(programme("one", SEARCH_TIME), programme("two", output, "2026-02-01")) == []


def test_a_waiver_where_the_finding_stands_is_heard_until_it_ends() -> None:
    waived = claiming("two", 60, start="2025-03-01") + (
        "waivers:\n  - {rule: ROI340, at: kpis.errors, reason: Settled with finance, by: Finance, until: 2026-01-31}\n"
    )
    assert [one.waived_by for one in together(claiming("one", 60), waived)] == ["Settled with finance"]
    assert [one.waived_by for one in together(claiming("one", 60), waived, as_of=dt.date(2026, 3, 1))] == [None]
    assert "ROI194" not in {one.code for one in judge(waived)[1]}


def test_the_house_decides_how_much_it_weighs() -> None:
    two = (claiming("one", 60), claiming("two", 60))
    softer = Workspace(rules=(RuleSetting("ROI340", Severity.INFO),))
    assert [one.severity for one in together(*two, house=softer)] == [Severity.INFO]
    assert together(*two, house=Workspace(rules=(RuleSetting("ROI340", None),))) == ()


def test_the_order_in_which_programmes_are_read_does_not_matter() -> None:
    three = [claiming("one", 60), claiming("two", 30, start="2025-03-01"), claiming("three", 20, start="2025-04-01")]
    assert together(*three) == together(*reversed(three))


def test_claims_travel_between_processes() -> None:
    evaluation, _ = judge(claiming("one", 60))
    claims = claims_of(programme_of(claiming("one", 60)), evaluation, Context(TODAY))
    assert pickle.loads(pickle.dumps(claims)) == claims


@pytest.mark.parametrize(
    ("window", "last"),
    [
        ("{start: 2025-02-01, length: 12 months}", dt.date(2026, 1, 31)),
        ("{start: 2025-02-01, length: 1 months}", dt.date(2025, 2, 28)),
        ("{start: 2024-01-31, length: 1 months}", dt.date(2024, 2, 28)),
        ("{start: 2025-02-01, length: 2 weeks}", dt.date(2025, 2, 14)),
        ("{length: 12 months}", dt.date(2026, 1, 23)),
    ],
)
def test_the_last_day_of_a_window(window: str, last: dt.date) -> None:
    found = window_of(programme_of(with_fragment(f"benefit_window: {window}\n")))
    assert found is not None
    assert found[1] == last


def test_without_a_window_there_is_no_claim() -> None:
    no_money = "# no benefit_window\nkpis:\n  - id: errors\n    # no conversion\n    not_converted: No accepted value\n"
    assert codes(claiming("one", 60), with_fragment(no_money, claiming("two", 60))) == []


@pytest.mark.parametrize("rule", across.RULES, ids=lambda rule: rule.id)
def test_examples_show_the_mistake_and_its_repair(rule: Rule) -> None:
    first = {"ROI340": rule.bad, "ROI341": rule.bad, "ROI342": SEARCH_TIME}[rule.id]
    assert codes(programme("one", first), programme("two", rule.bad)) == [rule.id]
    first = {"ROI340": rule.good, "ROI341": rule.bad, "ROI342": SEARCH_TIME}[rule.id]
    assert codes(programme("one", first), programme("two", rule.good)) == []


@pytest.mark.parametrize("rule", across.RULES, ids=lambda rule: rule.id)
def test_findings_are_told_in_dutch(rule: Rule) -> None:
    dutch, other = Translator("nl"), SEARCH_TIME if rule is across.OVERLAPPING_BENEFITS else rule.bad
    for finding in together(programme("one", other), programme("two", rule.bad)):
        assert finding.help is not None
        parts = (finding.text, finding.help, *(label.text for label in finding.related))
        assert all(dutch.text(part) != Translator("en").text(part) for part in parts)


def test_the_base_programme_claims_one_thing() -> None:
    evaluation, _ = judge(BASE)
    (claim,) = claims_of(programme_of(BASE), evaluation, Context(TODAY))
    assert (claim.kpi, claim.population, str(claim.share)) == ("Errors in claim files", "Claims handlers", "5/6")
