"""Where a rule speaks and where it does not: levels and stages, and good specs that look like mistakes."""

from __future__ import annotations

import pytest

from roi_spec.lint import runner
from tests.lint.chain import judge
from tests.specs import BASE, with_fragment

ESTIMATE = "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"


def codes(fragment: str) -> set[str]:
    _, findings = judge(with_fragment(fragment))
    return {finding.code for finding in findings}


def test_a_study_of_application_is_not_asked_about_money() -> None:
    small = (
        "evaluation_level: 3\nstage: running\n# no costs\n# no limitations\n# no stakeholders\n# no summary\n"
        "# no external_influences\n# no target_roi\n# no business_goal\n"
        "kpis:\n  - id: errors\n    # no attribution\n    # no cross_checks\n    # no conversion\n    # no result\n"
        "    # no result_period\n"
    )
    assert codes(small) == set()


def test_a_plan_is_not_asked_for_results() -> None:
    plan = (
        "stage: plan\n# no limitations\n# no stakeholders\n# no external_influences\n# no intangibles\n"
        "kpis:\n  - id: useful\n    # no result\n    # no responses\n  - id: exam\n    # no result\n"
        "  - id: checklist\n    # no result\n  - id: errors\n    # no result\n    # no result_period\n"
        "    forecast: 200 errors/month\n    # no cross_checks\n" + ESTIMATE
    )
    assert codes(plan) == set()


def test_a_programme_without_costs_is_told_that_and_not_about_cost_categories() -> None:
    assert codes("# no costs\n") == {"ROI135"}
    assert codes("evaluation_level: 4\n# no costs\n") == set()


def test_saying_that_the_cause_is_unknown_is_no_mistake() -> None:
    unknown = "    attribution: {method: none, why: Too much changed at once}\n    # no cross_checks\n"
    assert codes("kpis:\n  - id: errors\n" + unknown) == set()


def test_a_missing_result_is_told_once() -> None:
    assert codes("kpis:\n  - id: checklist\n    # no result\n") == {"ROI139"}


def test_one_silent_respondent_is_no_missing_confidence() -> None:
    rows = (
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 3\n"
        "      respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Compares two teams}\n"
        "        - {id: m2, attribution: 50%}\n        - {id: m3}\n"
    )
    assert "ROI110" not in codes(rows)


MONEY = "    better: {better}\n    baseline: 100000 EUR/month\n    result: {result} EUR/month\n    # no target\n"


@pytest.mark.parametrize(
    ("title", "better", "result", "technique", "expected"),
    [
        ("Sales per month", "higher", 130000, "expert_value", True),
        ("Omzet per maand", "higher", 130000, "profit_contribution", True),
        ("Gross margin per month", "higher", 130000, "profit_contribution", False),
        ("Savings in sales costs", "higher", 130000, "expert_value", False),
        ("Scrap per month", "lower", 90000, "cost_of_quality", False),
    ],
)
def test_only_revenue_needs_a_margin(title: str, better: str, result: int, technique: str, *, expected: bool) -> None:
    kpi = f"kpis:\n  - id: errors\n    title: {title}\n" + MONEY.format(better=better, result=result) + ESTIMATE
    conversion = f"    conversion: {{technique: {technique}, formula: effect * benefit_window}}\n"
    assert ("ROI101" in codes(kpi + conversion)) is expected


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("jane.doe@example.org", True),
        ("Mevrouw Doe", True),
        ("training@example.org", False),
        ("Financial controller", False),
        ("Team lead South", False),
    ],
)
def test_persons_are_told_from_roles(owner: str, *, expected: bool) -> None:
    assert ("ROI149" in codes(f"owner: {owner}\n")) is expected


@pytest.mark.parametrize(
    ("id", "expected"),
    [("Jane Doe", True), ("Jane van den Doe", True), ("J. Doe", True), ("Team South", False), ("m1", False)],
)
def test_respondents_bear_codes(id: str, *, expected: bool) -> None:
    rows = (
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 1\n"
        "      respondents:\n"
        f"        - {{id: {id}, attribution: 60%, confidence: 80%, basis: Compares two teams}}\n"
    )
    assert ("ROI149" in codes(rows)) is expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The return is proven", True),
        ("Een bewezen rendement", True),
        ("The return is not proven", False),
        ("The return is likely", False),
    ],
)
def test_only_words_of_proof_are_held_against_a_loss(claim: str, *, expected: bool) -> None:
    wide = (
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 5 EUR/error\n    high: 70 EUR/error\n"
    )
    assert ("ROI152" in codes(f"declared: {{claim: {claim}}}\n" + wide)) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("{from: 2025-02-01, until: 2025-02-28}", True),
        ("{from: 2025-02-01, until: 2025-04-30}", False),
        ("{from: 2025-04-01, until: 2025-06-30}", False),
    ],
)
def test_three_calendar_months_may_stand_for_a_year(period: str, *, expected: bool) -> None:
    assert ("ROI118" in codes(f"kpis:\n  - id: errors\n    result_period: {period}\n")) is expected


def test_a_reason_for_carrying_a_month_over_a_year_is_heard() -> None:
    fragment = (
        "kpis:\n  - id: errors\n    result_period: {from: 2025-05-01, until: 2025-06-30}\n    conversion:\n"
        "      technique: standard_value\n      formula: effect * cost_per_error * benefit_window\n"
        "      annualised_because: The volume of claims is the same in every month\n"
    )
    assert codes(fragment) == set()


def test_every_module_of_rules_is_found() -> None:
    modules = {check.look.__module__.rpartition(".")[2] for check in runner.all_checks()}
    assert {"attribution", "certainty", "chain", "conversion", "cost", "declared", "evidence", "governance"} <= modules
    assert {"objectives", "privacy", "respondents", "results", "time", "validity"} <= modules


def test_findings_come_in_the_order_of_the_file_and_with_a_pointer() -> None:
    _, findings = judge(
        with_fragment("# no limitations\ntarget_roi: {value: 15%}\nkpis:\n  - id: errors\n    events: 3\n")
    )
    assert [finding.at for finding in findings] == sorted(finding.at for finding in findings)
    assert [finding.pointer for finding in findings] == [("limitations",), ("kpis", 3, "events")]


def test_judging_twice_gives_the_same() -> None:
    fragment = with_fragment("# no limitations\n")
    assert judge(fragment)[1] == judge(fragment)[1]
    assert judge(BASE)[1] == ()


def test_who_shows_an_roi_is_asked_what_an_roi_study_is_asked() -> None:
    bare = "evaluation_level: 1\n# no external_influences\n# no limitations\n"
    assert codes(bare) == {"ROI132", "ROI181"}


@pytest.mark.parametrize("stage", ["plan", "running"])
def test_a_plan_with_results_in_money_is_judged_as_a_provisional_study(stage: str) -> None:
    assert codes(f"stage: {stage}\n# no limitations\n# no stakeholders\n") == {"ROI181", "ROI182"}


def test_costs_without_a_source_are_told_together() -> None:
    costs = (
        "costs:\n  - {id: needs, category: needs_analysis, amount: 1200 EUR}\n"
        "  - {id: design, category: development, amount: 4780 EUR}\n"
        "  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    )
    _, findings = judge(with_fragment(costs))
    assert [str(one.text) for one in findings] == ["Costs without a source: “Needs”, “Design”."]


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("none", True),
        ("Ignored.", True),
        ("n.v.t.", True),
        ("N/A", True),
        ("geen", True),
        ("None of the teams used it, so it did not matter", False),
        ("Genegeerd in team Noord, waar het niet speelde", False),
    ],
)
def test_a_treatment_says_something(treatment: str, *, expected: bool) -> None:
    fragment = f"external_influences:\n  - title: New claims form\n    treatment: {treatment}\n"
    assert ("ROI156" in codes(fragment)) is expected


@pytest.mark.parametrize(
    ("owner", "expected"),
    [("jdoe@example.org", True), ("claims@example.org", False), ("opleidingen@example.org", False)],
)
def test_the_address_of_a_person_is_told_from_that_of_a_team(owner: str, *, expected: bool) -> None:
    assert ("ROI149" in codes(f"owner: {owner}\n")) is expected


@pytest.mark.parametrize(
    ("payback", "expected"),
    [("4 months", False), ("6 months", True), ("17 weeks", False), ("26 weeks", True), ("183 days", True)],
)
def test_a_payback_may_be_written_in_days_weeks_or_months(payback: str, *, expected: bool) -> None:
    declared = f"declared: {{total_benefit: 72000 EUR, total_cost: 24000 EUR, payback: {payback}}}\n"
    assert ("ROI145" in codes(declared)) is expected


def test_a_benefit_without_costs_is_asked_what_an_impact_study_is_asked() -> None:
    assert codes("evaluation_level: 1\n# no costs\n# no limitations\n") == {"ROI181"}


def test_a_prior_study_does_not_explain_everything_either() -> None:
    study = "    attribution: {method: prior_study, study: Earlier course, share: 100%}\n    # no cross_checks\n"
    assert "ROI109" in codes("kpis:\n  - id: errors\n" + study)


def test_another_factor_has_a_source() -> None:
    factor = (
        "    attribution:\n      method: other_factors\n      factors:\n"
        "        - {title: New form, change: 20 errors/month}\n    # no cross_checks\n"
    )
    assert "ROI165" in codes("kpis:\n  - id: errors\n" + factor)


@pytest.mark.parametrize("technique", ["expert_value", "standard_value", "employee_time"])
def test_saved_hours_go_somewhere_whatever_the_technique(technique: str) -> None:
    hours = (
        "kpis:\n  - id: errors\n    title: Search time\n    baseline: 300 hours/month\n    result: 180 hours/month\n"
        "    # no target\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
        f"    conversion: {{technique: {technique}, formula: effect * rate * benefit_window}}\n"
    )
    assert "ROI124" in codes(hours)


@pytest.mark.parametrize(
    ("factor", "expected"),
    [("- 0", set()), ("/ 2", set()), ("* (1 - lasting)", set()), ("* 0.9", {"ROI167"}), ("* 12 / 12", {"ROI167"})],
)
def test_arithmetic_needs_a_few_numbers_of_its_own(factor: str, expected: set[str]) -> None:
    formula = f"effect * cost_per_error * benefit_window {factor}"
    lasting = "assumptions:\n  - {id: lasting, title: Part that fades, value: 10%, source: Process owner}\n"
    conversion = f"kpis:\n  - id: errors\n    conversion: {{technique: standard_value, formula: {formula}}}\n"
    assert codes(lasting + conversion) & {"ROI167"} == expected


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        ("effect * cost_per_error", "This is an amount in EUR/month. Multiply by a value in months"),
        ("effect * benefit_window", "Multiply by a value in EUR/error"),
        ("effect * cost_per_error * benefit_window * completed", "Divide by a value in persons"),
        (
            "effect * cost_per_error * benefit_window * hours_each",
            "What is left over is hours/person. Multiply by a value in persons/hour",
        ),
    ],
)
def test_what_is_missing_for_an_amount_of_money_is_named(formula: str, advice: str) -> None:
    conversion = f"kpis:\n  - id: errors\n    conversion: {{technique: standard_value, formula: {formula}}}\n"
    _, findings = judge(with_fragment(conversion))
    helps = [str(finding.help) for finding in findings if finding.code == "ROI281"]
    assert [advice in one for one in helps] == [True]
