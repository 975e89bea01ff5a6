"""Ready-made conversions, decisions, parts and scale-ups: where these rules speak and where they keep silent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roi_spec.lint.worth import worth
from roi_spec.model.formula import Expr, Trouble, parse
from tests.lint.chain import judge
from tests.specs import BASE, with_fragment

ESTIMATE = "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
TASKS = (
    "kpis:\n  - id: errors\n    title: Time per claim file\n    baseline: 30 minutes/task\n"
    "    result: 24 minutes/task\n    # no target\n"
    + ESTIMATE
    + "    conversion:\n      technique: time_saved\n      inputs:\n        tasks: tasks\n"
    "        people: completed\n        rate: rate\n        redeployed: half\n        working_time: working_time\n"
)
SAVED = "      redeployed: The backlog of claims fell\n"


def tasks(number: int) -> str:
    return (
        f"assumptions:\n  - {{id: tasks, title: Tasks each, value: {number} tasks/person/month, source: System}}\n"
        "  - {id: half, title: Part put to use, value: 50%, source: Team leads}\n"
        "  - {id: working_time, title: Working time, value: 130 hours/person/month, source: Contracts}\n"
    )


def codes(fragment: str) -> set[str]:
    _, findings = judge(with_fragment(fragment))
    return {finding.code for finding in findings}


@pytest.mark.parametrize(("number", "expected"), [(40, False), (260, False), (261, True), (900, True)])
def test_tasks_fit_in_the_working_time(number: int, *, expected: bool) -> None:
    assert ("ROI318" in codes(TASKS + SAVED + tasks(number))) is expected


def test_time_that_is_put_to_use_is_asked_once() -> None:
    found = codes(TASKS + tasks(40))
    assert found & {"ROI124", "ROI317"} == {"ROI124"}


def test_a_question_on_overlap_needs_a_second_benefit() -> None:
    alone = (
        "kpis:\n  - id: errors\n    title: Hours of rework\n    baseline: 200 hours/month\n"
        "    result: 140 hours/month\n    # no target\n"
        + ESTIMATE
        + "    conversion:\n      technique: rework_avoided\n      inputs: {rate: rate}\n"
        "      redeployed: The backlog of claims fell\n"
    )
    assert "ROI317" not in codes(alone)


def test_an_amount_beside_the_decision_is_no_benefit_and_no_mistake() -> None:
    waste = (
        "kpis:\n  - id: checklist\n    conversion:\n      technique: scrap_learning\n"
        "      inputs: {delivery_cost: delivery}\n"
        "assumptions:\n  - {id: delivery, title: Cost of delivery, value: 24000 EUR, source: Ledger}\n"
    )
    evaluation, findings = judge(with_fragment(waste))
    assert findings == ()
    assert str(evaluation.quantity("result.total_benefit")) == "72000 EUR"


def expression(written: str) -> Expr:
    found = parse(written)
    assert not isinstance(found, Trouble)
    return found


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("effect", Fraction(100)),
        ("baseline - result", Fraction(120)),
        ("completed * hours_each", Fraction(320)),
        ("people / 2", Fraction(20)),
        ("min(cost_per_error, 50)", Fraction(50)),
        ("-rate + 50", Fraction(4)),
        ("benefit_window", Fraction(12)),
        ("unknown * 2", None),
        ("max(1, unknown)", None),
        ("rate / (2 - 2)", None),
    ],
)
def test_worth_of_a_formula(formula: str, expected: Fraction | None) -> None:
    evaluation, _ = judge(BASE)
    kpi = next(one.kpi for one in evaluation.kpis if one.kpi.id == "errors")
    assert worth(expression(formula), kpi, evaluation) == expected


COSTS = (
    "costs:\n  - {{id: needs, category: needs_analysis, amount: {needs} EUR, source: Time sheets}}\n"
    "  - {{id: design, category: development, amount: 4780 EUR, source: Invoice 2025-012{design}}}\n"
    "  - {{id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}}\n"
    "  - {{id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}}\n"
    "  - {{id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}}\n"
)


@pytest.mark.parametrize(
    ("purpose", "needs", "design", "said"),
    [
        ("account", "1200", ", sunk: true", []),
        ("account", "1200", "", []),
        ("decide", "1200", "", ["Whether this money can still be saved is not said: “Needs”, “Design”."]),
        ("decide", "0", ", sunk: false", []),
        (
            "decide",
            "0",
            ", sunk: true",
            ["“Design” is spent whatever is decided, and it counts in a study for a decision."],
        ),
    ],
)
def test_a_decision_looks_ahead(purpose: str, needs: str, design: str, said: list[str]) -> None:
    _, findings = judge(with_fragment(f"purpose: {purpose}\n" + COSTS.format(needs=needs, design=design)))
    assert [str(one.text) for one in findings if one.code == "ROI301"] == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            "  - {id: basics, title: Basics, people: 40}\n  - {id: coaching, title: Coaching, people: 12}\n",
            ["No KPI and no cost belongs to “Coaching”."],
        ),
        (
            "  - {id: basics, title: Basics}\n  - {id: coaching, title: Coaching, people: 12}\n",
            ["“Basics” has no number of people, and other parts do.", "No KPI and no cost belongs to “Coaching”."],
        ),
        ("  - {id: basics, title: Basics}\n", []),
        ("  - {id: basics, title: Basics, people: 40}\n", []),
    ],
)
def test_parts_hold_something(parts: str, said: list[str]) -> None:
    costs = COSTS.format(needs="1200", design=", part: basics")
    _, findings = judge(with_fragment(f"parts:\n{parts}{costs}"))
    assert [str(one.text) for one in findings if one.code == "ROI322"] == said


@pytest.mark.parametrize(("asked", "expected"), [(40, False), (41, True)])
def test_nobody_is_asked_who_did_not_take_part(asked: int, *, expected: bool) -> None:
    assert (
        "ROI327" in codes(f"kpis:\n  - id: useful\n    responses: {{invited: {asked}, received: 34}}\n")
    ) is expected


def test_a_survey_of_managers_may_be_larger() -> None:
    asked = "kpis:\n  - id: checklist\n    responses: {invited: 90, received: 80}\n"
    assert "ROI327" not in codes(asked)
