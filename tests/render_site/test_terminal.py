"""What `show` and `explain` print."""

from __future__ import annotations

import pytest

from roi_spec import pipeline
from roi_spec.evaluate import METHODS
from roi_spec.i18n import Translator
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.render import terminal
from tests.render.evidence import LOSS, OPEN, analysis, evidenced, simulation
from tests.render.test_evidence import TOO_FEW
from tests.render_site.chain import EN, NL, evaluated, examined, programmes
from tests.specs import BASE, with_fragment


def evaluation_of(programme: str):  # type: ignore[no-untyped-def]
    return programmes()[programme].evaluation


def test_show_gives_gross_and_net_in_one_headline() -> None:
    rows = terminal.show(evaluation_of("consultative-selling-2025"), EN).splitlines()
    assert rows[0] == "Consultative selling for account managers"
    assert rows[1] == "final result · evaluation level 5 · specs/consultative-selling-2025.roi.yaml"
    assert rows[3] == "ROI 68%, between −27% and 193%."
    assert rows[4] == "BCR 1.68: for every US$1 spent, US$1.68 comes back; net of that US$1 it is US$0.68."
    assert rows[5] == "The target of 25% is reached in the base case, but not in the conservative one."


def test_show_sets_the_cases_in_columns() -> None:
    rows = terminal.show(evaluation_of("consultative-selling-2025"), EN).splitlines()
    assert "                            Conservative        Base  Optimistic" in rows
    assert "  ROI                               −27%         68%        193%" in rows


def test_show_in_dutch() -> None:
    shown = terminal.show(evaluation_of("inwerken-klantenservice-2025"), NL)
    assert "Baten-kostenverhouding 0,94: voor elke €\u00a01 die is uitgegeven, komt €\u00a00,94 terug;" in shown
    assert "Indicatoren en hun doelwaarden" in shown


def test_a_loss_is_told_like_a_gain() -> None:
    shown = terminal.show(evaluation_of("new-framework-engineers-2025"), EN)
    assert "ROI −52%, between" in shown
    assert "is reached in none of the cases" in shown


def test_a_forecast_says_so() -> None:
    assert "Forecast: these are expectations, not results." in terminal.show(evaluation_of("safety-plan-2027"), EN)


def test_no_roi_says_why() -> None:
    shown = terminal.show(evaluation_of("quality-claim"), EN)
    assert "A value of US$2,200,000,000 was claimed. It is not counted, and there is no ROI." in shown
    assert "This file examines a claim that" in shown


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("amount: 0 EUR, why_zero: Given", "costs of €0 give no ROI, which needs costs above zero."),
        ("formula: completed * hours_each, source: List", "a cost could not be computed, so there is no ROI."),
    ],
)
def test_costs_that_were_stated_are_not_said_to_be_absent(cost: str, words: str) -> None:
    costs = f"costs:\n  - {{id: time, category: participant_time, {cost}}}\n"
    shown = terminal.show(evaluated(with_fragment(costs)), EN)
    assert words in shown
    assert "no costs were stated" not in shown


def test_the_grade_of_a_forecast_is_no_evidence_yet() -> None:
    shown = terminal.show(evaluation_of("safety-plan-2027"), EN)
    assert "Evidence grade E, forecast with nothing measured yet:" in shown


def test_show_says_in_a_few_lines_what_the_simulation_gives() -> None:
    shown = terminal.show(evidenced(), EN)
    assert "Simulation (32,768 draws)" in shown
    assert "  ROI             12%     41%     198%     352%     390%" in shown
    assert "  Chance of an ROI above zero: 97%" in shown
    assert "  Where the uncertainty comes from: Cost of one error 70%, Effect 20%" in shown


def test_show_says_that_it_cannot_be_told() -> None:
    lost = evidenced(analysis(**OPEN), simulation(**LOSS))
    assert "We cannot tell whether the programme pays: ROI between −31% and 110% (P10 to P90)" in terminal.show(
        lost, EN
    )
    assert "kan niet gezegd worden: ROI tussen −31% en 110%" in terminal.show(lost, NL)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({}, "effect; 112.5 errors per month, 95% interval 81.25 errors per month to 143.75 errors per month"),
        (OPEN, "cannot tell; 12 errors per month, 95% interval −20 errors per month to 44 errors per month, smallest"),
        (TOO_FEW, "Errors in claim files · Comparison group: not estimated"),
    ],
)
def test_show_gives_the_verdict_of_every_analysis(found: dict[str, object], words: str) -> None:
    assert words in terminal.show(evidenced(analysis(**found)), EN)


@pytest.mark.parametrize("programme", sorted(programmes()))
@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
def test_every_figure_of_every_programme_can_be_explained(programme: str, translator: Translator) -> None:
    evaluation = evaluation_of(programme)
    for id in ("result.roi", "result.total_cost", *list(evaluation.steps)[:10]):
        shown = terminal.trace(evaluation, id, translator)
        assert f"[{id}]" in shown.splitlines()[0]
        assert evaluation.steps[id].line.at.path in shown


def test_a_trace_is_a_tree_down_to_what_was_stated() -> None:
    evaluation = evaluation_of("consultative-selling-2025")
    assert terminal.trace(evaluation, "cost.participant_time", EN).splitlines()[:1] == [
        f"{evaluation.steps['cost.participant_time'].line.title} = US$7,800  [cost.participant_time]"
    ]
    rows = terminal.trace(evaluation, "result.bcr", EN).splitlines()
    assert rows[0].endswith("= 1.68  [result.bcr]")
    assert rows[1] == "│  = [Total benefit] / [Total cost]"
    assert rows[2] == "│  = US$54,720 / US$32,630"
    assert rows[3] == "│  specs/consultative-selling-2025.roi.yaml:5"
    assert rows[4] == "├─ Total benefit = US$54,720  [result.total_benefit]"
    assert any(row.startswith("└─ Total cost = US$32,630") for row in rows)


def test_a_figure_that_is_used_twice_is_opened_once() -> None:
    shown = terminal.trace(evaluation_of("consultative-selling-2025"), "result.roi", EN)
    assert "see above" in shown
    assert shown.count("= [Total benefit] − [Total cost]") == 1


def test_the_end_of_an_id_is_enough_when_it_is_clear() -> None:
    evaluation = evaluated()
    assert terminal.trace(evaluation, "roi", EN) == terminal.trace(evaluation, "result.roi", EN)


@pytest.mark.parametrize(
    ("asked", "near"),
    [("result.rio", "result.roi"), ("totalcost", "result.total_cost"), ("payback_periode", "payback")],
)
def test_an_unknown_figure_brings_a_suggestion(asked: str, near: str) -> None:
    with pytest.raises(terminal.UnknownStep) as unknown:
        terminal.trace(evaluated(), asked, EN)
    assert "Did you mean" in EN.text(unknown.value.message)
    assert near in EN.text(unknown.value.message)


def test_an_unknown_figure_that_resembles_nothing() -> None:
    with pytest.raises(terminal.UnknownStep) as unknown:
        terminal.trace(evaluated(), "qqqqqq", EN)
    assert EN.text(unknown.value.message).startswith('There is no figure called "qqqqqq".')


def test_a_rule_is_explained_with_both_examples() -> None:
    rule = pipeline.all_rules()["ROI104"]
    rows = terminal.rule_text(rule, EN).splitlines()
    assert rows[0] == f"ROI104 {rule.name} ({rule.severity.value})"
    assert rule.title in rows
    assert rule.why in rows
    assert f"    {rule.bad.splitlines()[0]}" in rows[rows.index("Not like this:") :]
    assert f"    {rule.good.splitlines()[0]}" in rows[rows.index("But like this:") :]


@pytest.mark.parametrize("id", sorted(METHODS))
def test_every_method_is_explained(id: str) -> None:
    method = METHODS[id].METHOD
    shown = terminal.method_text(method, EN)
    for part in (method.title, method.idea, method.words, method.allowed, method.weakness):
        assert EN.text(part) in shown
    assert method.cites in shown


@pytest.mark.parametrize("id", sorted(TECHNIQUES))
def test_every_technique_is_explained(id: str) -> None:
    technique = TECHNIQUES[id]
    assert EN.text(technique.formula) in terminal.technique_text(technique, EN)


@pytest.mark.parametrize(
    "evil", ["::error::gone", "  ::error::gone", "a\\n::error::gone", "##[error]gone", "\\e[2Jgone"]
)
def test_a_build_server_obeys_nothing_that_stands_in_a_spec(evil: str) -> None:
    content = BASE.replace("title: Careful claims handling", f'title: "{evil}"')
    content = content.replace("title: Errors in claim files", f'title: "{evil}"').replace(
        "title: Cost of one error", f'title: "{evil}"'
    )
    one = examined(content)
    if one.evaluation is None:  # the gate has refused it, which is as good
        assert one.errors
        return
    written = terminal.show(one.evaluation, EN) + terminal.trace(one.evaluation, "roi", EN)
    assert "gone" in written
    assert not [row for row in written.splitlines() if row.lstrip().startswith("::")]
    assert "##[" not in written
    assert "\x1b" not in written


def test_columns_stay_straight_with_wide_characters() -> None:
    rows = list(terminal.table([("漢字", "1"), ("abcdef", "1000")], figures_from=1))
    assert rows == ["  漢字       1", "  abcdef  1000"]
