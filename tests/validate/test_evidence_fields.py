"""What an author writes of data files, ranges, correlations, ready-made conversions, cohorts, currencies, calendars."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from roi_spec.model.distribution import BOUNDS, P5_P95
from roi_spec.model.spec import Calendar

DATA = (
    "data:\n  - id: claims\n    file: data/claims.csv\n    system: Claims system\n    extracted: 2025-08-04\n"
    "    columns: {period: Maand, value: Fouten}\n"
)
KPI = "kpis:\n  - id: errors\n    title: Errors\n    level: impact\n    better: lower\n    unit: errors/month\n"
SERIES = KPI + "    attribution: {method: interrupted_time_series, data: claims, start: 2025-02}\n"


class TestDataFiles:
    def test_what_its_columns_are(self, examine, whole):
        spec, found = examine(whole(DATA + SERIES))
        assert found == ()
        (entry,) = spec.data
        assert entry.columns == (("period", "Maand"), ("value", "Fouten"))
        assert (entry.extracted, spec.kpis[0].attribution.start) == (dt.date(2025, 8, 4), "2025-02")

    def test_system_and_date_are_asked_for(self, only):
        lines = DATA.replace("    system: Claims system\n", "").replace("    extracted: 2025-08-04\n", "")
        assert str(only(lines).text) == "These fields are missing in data › claims: `system`, `extracted`."

    def test_a_misspelt_id_is_named(self, only):
        finding = only(DATA + SERIES.replace("data: claims", "data: claim"))
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI268", "claims")

    def test_a_misspelt_column(self, only):
        finding = only(DATA.replace("period:", "perod:") + SERIES)
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI268", "period")

    def test_estimates_from_a_file_without_estimates(self, only):
        finding = only(DATA + KPI + "    attribution: {method: participant_estimate, data: claims}\n")
        assert (finding.code, "`attribution`, `confidence`" in str(finding.text)) == ("ROI268", True)

    @pytest.mark.parametrize("path", ["/etc/claims.csv", "../claims.csv", "data/../../claims.csv", "claims.xlsx"])
    def test_a_file_elsewhere_or_of_another_kind(self, path, findings):
        assert [one.code for one in findings(DATA.replace("data/claims.csv", path) + SERIES)] == ["ROI211"]

    def test_a_method_on_data_needs_no_figures_in_the_spec(self, findings):
        kpi = KPI + "    attribution: {method: comparison_group, data: claims, trained: [South], start: 2025-02}\n"
        assert findings(DATA + kpi) == ()

    def test_without_data_it_does(self, only):
        assert "comparison" in str(only(KPI + "    attribution: {method: comparison_group}\n").text)


class TestRanges:
    def spread(self, examine, whole, lines):
        spec, found = examine(whole(f"assumptions:\n  - id: deals\n{lines}"))
        assert found == ()
        return spec.assumptions[0].value

    def test_low_and_high_are_likely_ends_unless_stated_otherwise(self, examine, whole):
        value = self.spread(examine, whole, "    value: 3 deals\n    low: 2 deals\n    high: 5 deals\n")
        assert value.distribution is None

    def test_a_shape_between_likely_ends(self, examine, whole):
        lines = "    value: 3 deals\n    low: 2 deals\n    high: 5 deals\n    distribution: pert\n"
        value = self.spread(examine, whole, lines)
        assert (value.distribution.shape, value.distribution.ends) == ("pert", P5_P95)

    def test_hard_bounds(self, examine, whole):
        lines = "    value: 3 deals\n    low: 2 deals\n    high: 5 deals\n    bounds: hard\n"
        value = self.spread(examine, whole, lines)
        assert (value.distribution.shape, value.distribution.ends) == ("triangular", BOUNDS)

    def test_cases_make_the_ends(self, examine, whole):
        lines = (
            "    value: 3 deals\n    distribution: discrete\n"
            "    cases: [{value: 2 deals, weight: 30%}, {value: 3 deals, weight: 60%}, {value: 6 deals, weight: 10%}]\n"
        )
        value = self.spread(examine, whole, lines)
        assert (str(value.low.quantity), str(value.high.quantity)) == ("2 deals", "6 deals")
        assert [case.weight for case in value.distribution.cases] == [Fraction(3, 10), Fraction(6, 10), Fraction(1, 10)]

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ("distribution: pert", "here one is missing"),
            ("distribution: discrete", "needs the cases"),
            ("cases: [{value: 3 deals, weight: 100%}]", "count only with"),
            ("distribution: discrete\n    cases: [{value: 3 deals, weight: 90%}]", "add up to 90%, not 100%"),
            ("distribution: discrete\n    cases: [{value: 4 deals, weight: 100%}]", "none of the cases"),
            ("low: 0 deals\n    high: 5 deals\n    distribution: lognormal", "never reaches zero"),
        ],
    )
    def test_what_does_not_go_together(self, lines, said, only):
        finding = only(f"assumptions:\n  - id: deals\n    value: 3 deals\n    {lines}\n")
        assert finding.code == "ROI266"
        assert said in str(finding.text)


class TestCorrelations:
    VALUES = (
        "assumptions:\n  - {id: price, value: 30 EUR/deal, low: 25 EUR/deal, high: 35 EUR/deal}\n"
        "  - {id: margin, value: 30%, low: 25%, high: 35%}\n"
    )

    def said(self, only, pair):
        finding = only(f"{self.VALUES}uncertainty: {{correlations: [{{{pair}, why: Both follow the market}}]}}\n")
        assert finding.code == "ROI267"
        return str(finding.text)

    def test_one_that_is_complete(self, examine, whole):
        lines = "uncertainty: {correlations: [{between: [price, margin], strength: -0.4, why: Discounts}]}\n"
        spec, found = examine(whole(self.VALUES + lines))
        assert found == ()
        assert spec.uncertainty.correlations[0].strength.quantity.value == Fraction(-4, 10)

    def test_stronger_than_possible(self, only):
        assert "between -1 and 1" in self.said(only, "between: [price, margin], strength: 1.2")

    def test_with_itself(self, only):
        assert "two different names" in self.said(only, "between: [price, price], strength: 0.2")

    def test_with_a_value_that_cannot_differ(self, only):
        assert "has no range" in self.said(only, "between: [price, deals], strength: 0.2")


class TestConversions:
    ASSUMED = "assumptions:\n  - {id: rate, value: 50 EUR/hour}\n"
    HOURS = KPI.replace("errors/month", "hours/month") + "    conversion: {{technique: {}}}\n"

    def test_inputs_with_a_technique_that_has_none(self, only):
        finding = only(self.ASSUMED + self.HOURS.format("standard_value, inputs: {rate: rate}"))
        assert (finding.code, "no ready-made conversion" in str(finding.text)) == ("ROI265", True)

    def test_inputs_that_are_not_there(self, findings):
        lines = (
            "benefit_window: {length: 12 months}\n"
            + self.ASSUMED
            + self.HOURS.format("hour_saved, inputs: {rates: rate}")
        )
        found = findings(lines)
        assert {one.code for one in found} == {"ROI265"}
        assert [one.fix.edits[0].replacement for one in found if one.fix] == ["rate"]
        assert any("needs the input `rate`" in str(one.text) for one in found)

    def test_half_of_an_optional_pair(self, findings):
        kpi = KPI.replace("errors/month", "complaints/month")
        kpi += (
            "    conversion: {technique: complaints_avoided, inputs: {handling_time: time, rate: rate, churn: share}}\n"
        )
        assumed = self.ASSUMED + "  - {id: time, value: 2 hours/complaint}\n  - {id: share, value: 5%}\n"
        found = findings("benefit_window: {length: 12 months}\n" + assumed + kpi)
        assert "customer_value" in " ".join(str(one.text) for one in found)


class TestTheRest:
    def test_cohorts_add_up(self, only):
        finding = only(
            "audience: {group: Account managers, completed: 20}\n"
            "cohorts: [{id: spring, title: Spring, completed: 12}, {id: autumn, title: Autumn, completed: 9}]\n"
        )
        assert "21 people" in str(finding.text)

    def test_an_exchange_rate_the_wrong_way_round(self, only):
        finding = only("exchange_rates: [{currency: USD, rate: 1.09 USD/EUR}]\n")
        assert (finding.code, str(finding.help)) == ("ROI270", "Write, for example: 0.92 EUR/USD")

    def test_a_cost_of_an_unknown_part(self, only):
        finding = only(
            "parts: [{id: green_belt, title: Green Belt}]\n"
            "costs: [{id: trainer, category: facilitation, amount: 7000 EUR, part: greenbelt}]\n"
        )
        assert finding.fix.edits[0].replacement == "green_belt"

    def test_a_calendar(self, examine):
        spec, found = examine(
            'roi_spec: "1.0"\nkind: calendar\nid: calendar-2025\ntitle: Calendar\nlanguage: en\n'
            "events:\n  - {id: price_list, title: New price list, from: 2025-03-01, measures: [cross_sell]}\n"
        )
        assert found == ()
        assert isinstance(spec, Calendar)
        assert spec.events[0].period.start == dt.date(2025, 3, 1)
