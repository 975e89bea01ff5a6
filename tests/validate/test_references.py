"""Names that point at something else: what the tool finds, and what it proposes."""

from __future__ import annotations

import pytest

from roi_spec import validate
from roi_spec.read.yaml import read_text

RATE = "  - id: hourly_rate\n    value: 50 EUR/hour\n"


class TestNamesInFormulas:
    def test_a_misspelt_name_shows_where_the_right_one_gets_its_value(self, only):
        finding = only("assumptions:\n" + RATE + "  - id: day_rate\n    formula: 8 * hourly_rat\n")
        assert (finding.code, finding.at.line, finding.at.column, finding.at.end_column) == ("ROI250", 5, 18, 28)
        assert str(finding.help) == "Did you mean `hourly_rate`?"
        assert finding.related[0].span.line == 2
        assert finding.fix.edits[0].replacement == "hourly_rate"

    def test_the_same_unknown_name_twice_in_a_formula_is_one_finding(self, findings):
        assert len(findings("assumptions:\n  - id: a\n    formula: zz + zz\n")) == 1

    def test_a_standard_value_without_its_prefix(self, kit, whole):
        lines = "assumptions:\n  - id: a\n    formula: loaded_rate * 2\n"
        document, _ = read_text("specs/test.roi.yaml", whole(lines))
        spec, _ = validate.check(document, kit)
        value, _ = validate.check(read_text("values.roi.yaml", VALUES)[0], kit)
        standards = {each.id: each for each in value.values}
        (finding,) = validate.cross_check(spec, standards, ())
        assert str(finding.help) == "Did you mean `standard.loaded_rate`?"

    def test_a_dutch_name_for_a_count(self, only):
        lines = "  completed: 40\nassumptions:\n" + RATE + "  - id: total\n    formula: deelnemers * hourly_rate\n"
        assert str(only("audience:\n  group: Sales\n" + lines).help) == "Did you mean `completed`?"

    def test_the_id_of_a_kpi_is_no_number(self, only):
        lines = (
            "kpis:\n  - id: revenue\n    title: Revenue\n    level: impact\n    better: higher\n"
            "    conversion: {technique: profit_contribution, formula: revenue * margin}\n"
            "assumptions:\n  - id: margin\n    value: 22%\n"
        )
        finding = only(lines)
        assert finding.code == "ROI250"
        assert "Write `effect` in its conversion" in str(finding.help)

    def test_the_effect_of_a_kpi_is_not_known_in_a_cost_line(self, only):
        finding = only("costs:\n  - id: trainer\n    category: facilitation\n    formula: effect * 2\n")
        assert finding.code == "ROI258"

    def test_other_cost_lines_are_known_in_a_cost_line(self, findings):
        lines = (
            "costs:\n  - id: trainer\n    category: facilitation\n    amount: 7000 EUR\n"
            "  - id: overhead\n    category: overhead\n    formula: 0.1 * cost.trainer\n"
        )
        assert findings(lines) == ()

    def test_a_count_that_was_not_filled_in(self, only):
        lines = "assumptions:\n  - id: fee\n    value: 5 EUR/person\n  - id: total\n    formula: fee * completed\n"
        finding = only(lines)
        assert (finding.code, str(finding.help)) == ("ROI259", "Fill in `completed` under audience.")


class TestCircles:
    def test_the_whole_circle_is_shown(self, only):
        lines = (
            "assumptions:\n  - id: gross\n    formula: net * 2\n"
            "  - id: net\n    formula: half / 2\n  - id: half\n    formula: gross + 1\n"
        )
        finding = only(lines)
        assert str(finding.text) == "These formulas go round in a circle: gross → net → half → gross."
        assert [label.span.line for label in finding.related] == [5, 7]

    def test_a_formula_that_uses_itself(self, only):
        finding = only("assumptions:\n  - id: gross\n    formula: gross * 2\n")
        assert str(finding.text).endswith("gross → gross.")

    def test_two_ways_to_the_same_name_are_no_circle(self, findings):
        lines = (
            "assumptions:\n" + RATE + "  - id: a\n    formula: hourly_rate * 2\n"
            "  - id: b\n    formula: hourly_rate * 3\n  - id: c\n    formula: a + b\n"
        )
        assert findings(lines) == ()


VALUES = (
    'roi_spec: "1.0"\nkind: standard-values\nid: values-2025\ntitle: Values\nlanguage: en\ncurrency: EUR\n'
    "owner: Finance\nvalues:\n  - id: loaded_rate\n    value: 50 EUR/hour\n"
)


class TestStandardValues:
    def test_their_formulas_use_each_other(self, examine):
        assert examine(VALUES + "  - id: day_rate\n    formula: loaded_rate * 8\n")[1] == ()

    def test_and_nothing_else(self, examine):
        spec, found = examine(VALUES + "  - id: day_rate\n    formula: completed * 8\n")
        assert spec is None
        assert [each.code for each in found] == ["ROI250"]

    def test_a_circle(self, examine):
        _, found = examine(VALUES + "  - id: a\n    formula: b\n  - id: b\n    formula: a\n")
        assert [each.code for each in found] == ["ROI251"]


class TestOtherReferences:
    def test_a_misspelt_kpi(self, only):
        kpi = "kpis:\n  - id: dialogue_use\n    title: Use\n    level: application\n    better: higher\n"
        finding = only(kpi + "intangibles:\n  - title: Confidence\n    kpi: dialog_use\n")
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI253", "dialogue_use")

    def test_a_period_without_the_value_of_a_driver(self, only):
        lines = (
            "kpis:\n  - id: e\n    title: E\n    level: impact\n    better: lower\n    attribution:\n"
            "      method: forecast_model\n      drivers: [{id: orders, title: Orders}]\n"
            "      before: [{period: 2024-01, value: 5 errors}]\n"
            "      after: [{period: 2024-02, value: 4 errors, drivers: {orders: 9 orders}}]\n"
        )
        assert str(only(lines).text) == "2024-01 has no value for the driver orders."

    def test_a_workspace_that_weighs_an_unknown_rule(self, kit):
        content = 'roi_spec: "1.0"\nkind: workspace\nrules:\n  - {rule: ROI998, severity: info, reason: Agreed}\n'
        workspace, _ = validate.check(read_text("roi-spec.yaml", content)[0], kit)
        (finding,) = validate.cross_check(workspace, {}, ["ROI112"])
        assert (finding.code, finding.at.line) == ("ROI256", 4)

    @pytest.mark.parametrize("name", ["effect", "completed", "benefit_window", "min"])
    def test_a_name_that_formulas_use_for_something_else(self, name, only):
        assert only(f"assumptions:\n  - id: {name}\n    value: 5 EUR\n").code == "ROI257"
