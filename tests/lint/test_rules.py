"""Every rule shows its mistake and its repair, and the examples mean what they say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from roi_spec import lint
from roi_spec.evaluate import rules as evaluation_rules
from roi_spec.i18n import Translator
from roi_spec.lint import across, beforehand, runner
from roi_spec.model.rule import Rule, catalogue
from tests.lint.chain import judge
from tests.lint.surroundings import judged
from tests.specs import BASE, place_of, with_fragment

ALONE = tuple(rule for rule in runner.all_rules() if rule not in (*across.RULES, *beforehand.RULES))
"""The rules that one file can tell; see `test_across.py` for several, and `tests/history` for what git knows."""
RULES = (*ALONE, *catalogue(evaluation_rules))

AT_THE_PROGRAMME = "id: careful-claims"
"""Where a finding stands when the block that it asks for is not there at all."""

PLACES = {
    "ROI101": "formula: effect * benefit_window",
    "ROI102": "declared:",
    "ROI103": "declared:",
    "ROI104": "- id: errors",
    "ROI105": "declared:",
    "ROI106": "declared:",
    "ROI107": "declared:",
    "ROI108": "declared:",
    "ROI109": "share: 100%",
    "ROI110": "respondents:",
    "ROI111": "costs:",
    "ROI112": "costs:",
    "ROI113": "people: 20",
    "ROI114": "confidence: 100%",
    "ROI115": "formula: completed * hours_each * rate",
    "ROI116": "received: 12",
    "ROI117": "formula: effect * completed",
    "ROI118": "result_period:",
    "ROI119": "formula: effect * confidence_in_data",
    "ROI120": "length: 36 months",
    "ROI121": "benefit_window:",
    "ROI122": "benefit_window:",
    "ROI310": "start: 2024-06",
    "ROI123": "invited: 1",
    "ROI124": "technique: employee_time",
    "ROI125": "method: other_factors",
    "ROI126": "result_period: {from: 2024-12-01",
    "ROI127": "date: 2025-03-03",
    "ROI128": "change: 2%",
    "ROI129": "events: 12",
    "ROI130": "target: 20%",
    "ROI131": "until: 2025-03-31",
    "ROI132": AT_THE_PROGRAMME,
    "ROI133": "selection: volunteers",
    "ROI134": "assignment: voluntary",
    "ROI135": "evaluation_level: 5",
    "ROI136": "source_kind: vendor",
    "ROI137": "assumptions:",
    "ROI138": "technique: expert_value",
    "ROI139": "- id: exam",
    "ROI140": "formula: effect * cost_per_error * benefit_window * users / completed",
    "ROI141": "declared:",
    "ROI142": "price_year: 2019",
    "ROI143": "seasonal: true",
    "ROI144": "formula: effect",
    "ROI145": "declared:",
    "ROI146": "length: 36 months",
    "ROI147": "completed: 40",
    "ROI148": "attribution: {method: expert_estimate",
    "ROI149": "id: Jane Doe",
    "ROI150": "valid_until: 2023-12-31",
    "ROI151": "result: 90%",
    "ROI153": "- id: search",
    "ROI152": "claim: The training has a proven return",
    "ROI154": "amount: 0 EUR",
    "ROI155": "result: 180 errors/month",
    "ROI156": "- title: New claims form",
    "ROI157": "received: 4}",
    "ROI158": "instrument_after:",
    "ROI159": "trained_within_window: true",
    "ROI160": "- id: errors",
    "ROI161": "- id: checklist",
    "ROI162": "- id: useful",
    "ROI163": "result: 0%",
    "ROI164": "people: 40\n",
    "ROI165": "- id: errors",
    "ROI166": "result: 82%",
    "ROI167": "benefit_window * 0.9",
    "ROI168": "technique: standard_value",
    "ROI169": "kind: self_report",
    "ROI170": "method: expert_estimate",
    "ROI171": "this_run: 40 persons",
    "ROI172": "source_kind: literature",
    "ROI173": "{id: m1,",
    "ROI174": "{id: m1,",
    "ROI175": "{id: m9,",
    "ROI176": "{id: m1,",
    "ROI177": "kpi: errors, evidence",
    "ROI178": "title: Calmer work",
    "ROI179": "- id: errors",
    "ROI180": "technique: participant_value",
    "ROI181": AT_THE_PROGRAMME,
    "ROI182": AT_THE_PROGRAMME,
    "ROI183": AT_THE_PROGRAMME,
    "ROI184": "id: calm",
    "ROI185": "- id: tidy",
    "ROI186": "understand why files",
    "ROI187": AT_THE_PROGRAMME,
    "ROI188": "date: 2025-04-24",
    "ROI189": "until: 2025-03-31",
    "ROI190": "before:",
    "ROI191": "people: 4,",
    "ROI192": "- id: errors",
    "ROI193": AT_THE_PROGRAMME,
    "ROI194": "rule: ROI181",
    "ROI195": "until: 2024-05-31",
    "ROI196": "rule: ROI104",
    "ROI197": "rule: ROI223",
    "ROI198": "prorate:",
    "ROI199": "until: 2099-12-31",
    "ROI300": "target_set_on: 2025-08-01",
    "ROI301": "sunk: true",
    "ROI302": "- id: errors",
    "ROI303": "data: errors_each",
    "ROI304": "method: before_after",
    "ROI305": "data: errors_each",
    "ROI306": "indicator: leading",
    "ROI307": "indicator: leading",
    "ROI308": "extracted: 2025-07-15",
    "ROI309": "stated_effect:",
    "ROI311": "id: academy",
    "ROI312": "seen: primary",
    "ROI313": "summary: Companies",
    "ROI314": "summary: We built",
    "ROI315": "    value: 60 EUR/error",
    "ROI316": "formula: effect * standard.error_cost",
    "ROI317": "- id: rework",
    "ROI318": "technique: employee_time",
    "ROI319": "technique: utility_model",
    "ROI320": "currency: USD, rate",
    "ROI321": "scale_up:",
    "ROI322": "id: coaching",
    "ROI323": "- id: useful",
    "ROI324": "formula: effect * cost_per_error",
    "ROI325": "date: 2022-11-01",
    "ROI326": "method: expert_estimate",
    "ROI327": "invited: 55",
    "ROI328": "length: 36 months",
    "ROI330": "external_influences:",
    "ROI350": "id: rate,",
    "ROI351": "- id: cost_per_error",
    "ROI352": "by: Learning and development",
    "ROI280": "formula: completed + hours_each",
    "ROI281": "formula: effect * cost_per_error}",
    "ROI282": "method: other_factors",
    "ROI283": "formula: completed / lifetime",
    "ROI295": "yearly_decay: fading",
    "ROI296": "discount_rate:",
    "ROI299": "between: [price, wage]",
    "ROI294": "formula: effect * cost_per_error * whole_time",
}
"""A piece of the line on which the bad example of a rule is reported."""


def test_the_base_programme_has_no_finding() -> None:
    evaluation, findings = judge(BASE)
    assert findings == ()
    assert str(evaluation.quantity("result.roi")) == "200%"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_gives_exactly_this_finding_at_its_line(rule: Rule) -> None:
    findings = judged(rule, bad=True)
    assert [finding.code for finding in findings] == [rule.id]
    assert findings[0].at.line == place_of(PLACES[rule.id].strip("\n"), with_fragment(rule.bad))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_gives_no_finding(rule: Rule) -> None:
    assert [finding.code for finding in judged(rule, bad=False)] == []


def test_every_rule_has_an_expected_place() -> None:
    assert sorted(PLACES) == sorted(rule.id for rule in RULES)


def test_ids_and_names_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", runner.all_rules(), ids=lambda rule: rule.id)
def test_rule_is_explained_in_dutch(rule: Rule) -> None:
    dutch = Translator("nl")
    assert dutch.gettext(rule.title) != rule.title
    assert dutch.gettext(rule.why) != rule.why
    assert dutch.gettext(rule.source) != rule.source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_where_a_rule_comes_from_is_said_in_words(rule: Rule) -> None:
    assert rule.source
    assert not re.search(r"\bM\d\d\b", rule.source)
    assert all(re.fullmatch(r"M\d\d", number) for number in rule.mistakes)


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.id)
def test_finding_says_what_to_write_in_both_languages(rule: Rule) -> None:
    finding = next(finding for finding in judged(rule, bad=True) if finding.code == rule.id)
    assert finding.help is not None
    for part in (finding.text, finding.help):
        english, dutch = Translator("en").text(part), Translator("nl").text(part)
        assert dutch != english
        assert "{" not in dutch.replace("{id:", "")


def sentences() -> list[str]:
    """Every sentence that the code of this stage may say, found in the code itself."""
    found = []
    for path in sorted(Path(lint.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("text", "Text"):
                assert isinstance(node.args[0], ast.Constant)
                found.append(str(node.args[0].value))
    return found


def test_dutch_advice_quotes_the_same_yaml() -> None:
    dutch = Translator("nl")
    for sentence in sentences():
        assert sorted(re.findall(r"`[^`]+`", dutch.gettext(sentence))) == sorted(re.findall(r"`[^`]+`", sentence))


FORBIDDEN = ("invalid", "illegal", "mapping", "scalar", "token", "parse", "unexpected", "schema")


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.id)
def test_sentences_are_plain(rule: Rule) -> None:
    findings = judged(rule, bad=True)
    said = " ".join(str(part) for finding in findings for part in (finding.text, finding.help, rule.title, rule.why))
    assert not [word for word in FORBIDDEN if word in said.lower()]
