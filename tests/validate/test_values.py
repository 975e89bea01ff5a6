"""What number-like text means: for each notation from people's files, what is said and what to write instead.

The left column is what an author typed, the right one what the tool proposes; None means that the author has to choose.
"""

from __future__ import annotations

import pytest

from roi_spec.i18n import Translator

COST = "costs:\n  - id: trainer\n    category: facilitation\n    amount: {}\n"
VALUE = "assumptions:\n  - id: rate\n    value: {}\n"
KPI = "kpis:\n  - id: errors\n    title: Errors\n    level: impact\n    better: lower\n"
SHARE = (
    "kpis:\n  - id: errors\n    title: Errors\n    level: impact\n    better: lower\n"
    "    attribution:\n      method: prior_study\n      study: Evaluation of 2023\n      share: {}\n"
)
DAY = "delivery:\n  start: {}\n"
COUNT = "audience:\n  group: Account managers\n  invited: {}\n"


def replacement(finding):
    return finding.fix.edits[0].replacement if finding.fix else None


def the_same(finding, code, column, new):
    assert (finding.code, finding.at.column, replacement(finding)) == (code, column, new)
    assert finding.help is not None


AMOUNTS = [
    ("18.500 EUR", "ROI220", "18500 EUR"),
    ("18.500", "ROI220", "18500 EUR"),
    ("1.234", "ROI220", "1234 EUR"),
    ("€ 18.500", "ROI220", "18500 EUR"),
    ("€18.500,-", "ROI221", "18500 EUR"),
    ('"1.000,-"', "ROI221", "1000 EUR"),
    ('"1.234,56 EUR"', "ROI221", "1234.56 EUR"),
    ('"1.234,56"', "ROI221", "1234.56 EUR"),
    ('"1 234,56"', "ROI221", "1234.56 EUR"),
    ('"€ 1.234,56"', "ROI221", "1234.56 EUR"),
    ('"1234,5"', "ROI221", "1234.5 EUR"),
    ("18500,00 EUR", "ROI221", "18500.00 EUR"),
    ("18500 EURO", "ROI221", "18500 EUR"),
    ("EUR 18500", "ROI221", "18500 EUR"),
    ("18,5k", "ROI221", "18500 EUR"),
    ('"1,2 mln"', "ROI221", "1200000 EUR"),
    ("1_234", "ROI221", "1234 EUR"),
    ("010", "ROI221", "10 EUR"),
    ("1e3 EUR", "ROI221", "1000 EUR"),
    ("0x1F", "ROI221", "31 EUR"),
    ("7000.123 EUR", "ROI221", None),
    ('"1,234"', "ROI222", None),
    ("18500", "ROI223", "18500 EUR"),
    ('"48"', "ROI223", "48 EUR"),
    ("7000 EUR/day", "ROI225", None),
    ("ca. 18500 EUR", "ROI227", "18500 EUR"),
    ("~48", "ROI227", "48 EUR"),
    ("40-50 EUR", "ROI228", None),
    ("ca. 40-50", "ROI228", None),
    ("=500*37", "ROI229", None),
    ("500*37", "ROI229", None),
    ("n.v.t.", "ROI230", None),
    ("-18500", "ROI232", "18500 EUR"),
    ("−18500 EUR", "ROI232", "18500 EUR"),
    ("(18500)", "ROI232", "18500 EUR"),
    (".inf", "ROI234", None),
    ("TODO", "ROI210", None),
    ("PM", "ROI230", None),
]


@pytest.mark.parametrize(("written", "code", "new"), AMOUNTS)
def test_an_amount(written, code, new, only):
    the_same(only(COST.format(written)), code, 13, new)


QUANTITIES = [
    ("50 €/uur", "ROI221", "50 EUR/uur"),
    ("50 euro/uur", "ROI221", "50 EUR/uur"),
    ("€ 250 per dag", "ROI221", "250 EUR per dag"),
    ('"12,5 %"', "ROI221", "12.5%"),
    ("30 pct", "ROI221", "30%"),
    ("1 000 hours", "ROI221", "1000 hours"),
    ("12:30", "ROI221", "12.5 hours"),
    ("1.500 calls", "ROI222", None),
    ("1.234 calls", "ROI222", None),
    ('"1.000 uur"', "ROI222", None),
    ("50.125 EUR/hour", "ROI220", "50125 EUR/hour"),
    ("50", "ROI223", None),
    ("50 EUR/hor", "ROI224", "50 EUR/hour"),
    ("5 apples", "ROI224", None),
    ("40 - 50 hours", "ROI228", None),
    (".nan", "ROI234", None),
    ("“30%”", "ROI245", "30%"),
    ("xxx", "ROI210", None),
    ("ja", "ROI221", None),
]


@pytest.mark.parametrize(("written", "code", "new"), QUANTITIES)
def test_a_value_with_a_unit(written, code, new, only):
    the_same(only(VALUE.format(written)), code, 12, new)


@pytest.mark.parametrize(
    "written", ["50 EUR/hour", "50 EUR/uur", "30%", '"30 %"', "8 uren", "2.375 hours", "0.035 EUR/call", "1.5 fte"]
)
def test_values_that_are_fine(written, findings):
    assert findings(VALUE.format(written)) == ()


SHARES = [
    ("60", "ROI226", "60%"),
    ("0.6", "ROI226", "60%"),
    ('"0,60"', "ROI226", "60%"),
    ("60 procent", "ROI221", "60%"),
    ("110%", "ROI233", None),
    ("60 EUR", "ROI225", None),
]


@pytest.mark.parametrize(("written", "code", "new"), SHARES)
def test_a_share(written, code, new, only):
    the_same(only(SHARE.format(written)), code, 14, new)


DATES = [
    ("31-12-2025", "ROI240", "2025-12-31"),
    ("31.12.2025", "ROI240", "2025-12-31"),
    ("1-1-2025", "ROI240", "2025-01-01"),
    ("1 januari 2025", "ROI240", "2025-01-01"),
    ("5 mrt 2025", "ROI240", "2025-03-05"),
    ("Jan 5, 2025", "ROI240", "2025-01-05"),
    ("13/02/2025", "ROI240", "2025-02-13"),
    ("45658", "ROI240", "2025-01-01"),
    ('"2025-01-01 00:00:00"', "ROI240", "2025-01-01"),
    ("2025/1/5", "ROI240", "2025-01-05"),
    ("eind 2025", "ROI240", None),
    ("01/02/2025", "ROI241", None),
    ("2025-02-30", "ROI242", None),
    ("2025-13-01", "ROI242", None),
    ("“2025-01-01”", "ROI245", "2025-01-01"),
    ("„2025-01-01”", "ROI245", "2025-01-01"),
    ("n.v.t.", "ROI230", None),
]


@pytest.mark.parametrize(("written", "code", "new"), DATES)
def test_a_date(written, code, new, only):
    the_same(only(DAY.format(written)), code, 10, new)


@pytest.mark.parametrize("written", ["2025-01-01", '"2025-01-01"'])
def test_a_date_may_be_quoted_or_not(written, findings):
    assert findings(DAY.format(written)) == ()


COUNTS = [
    ("48 personen", "ROI231", "48"),
    ('"48"', "ROI231", "48"),
    ("48,", "ROI231", "48"),
    ("010", "ROI231", "10"),
    ("1 000", "ROI231", "1000"),
    ("4.5", "ROI231", None),
    ("ca. 48", "ROI227", "48"),
    ("40-50", "ROI228", None),
    ("1.200", "ROI222", "1200"),
    ("-3", "ROI232", None),
    ("=40+8", "ROI229", None),
    ("n.v.t.", "ROI230", None),
    ("veertig", "ROI221", None),
]


@pytest.mark.parametrize(("written", "code", "new"), COUNTS)
def test_a_count_of_people(written, code, new, only):
    the_same(only(COUNT.format(written)), code, 12, new)


@pytest.mark.parametrize(
    ("written", "new"), [("ja", "true"), ("WAAR", "true"), ("yes", "true"), ("nee", "false"), ("soms", None)]
)
def test_an_answer(written, new, only):
    lines = f"{KPI}    hurdle:\n      affordable: {written}\n"
    the_same(only(lines), "ROI244", 19, new)


@pytest.mark.parametrize("written", [".nan", "n.v.t.", "PM"])
def test_an_amount_that_must_be_there_is_not_to_be_left_out(written, only):
    assert str(only(COST.format(written)).help).startswith("Write an amount and its currency")


@pytest.mark.parametrize("name", ["source", "owner"])
def test_not_applicable_is_no_source_and_no_owner(name, only):
    assert only(VALUE.format(f"50 EUR/hour\n    {name}: n.v.t.")).code == "ROI230"


class TestTheSameSlipManyTimes:
    ROWS = "".join(f"        - {{id: P{number}, attribution: {number}0, confidence: 80%}}\n" for number in range(1, 9))
    LINES = f"{KPI}    attribution:\n      method: participant_estimate\n      respondents:\n{ROWS}"

    def test_is_one_finding_with_all_its_places(self, only):
        finding = only(self.LINES)
        assert (finding.code, finding.at.line) == ("ROI226", 9)
        assert str(finding.help) == "Write 10%\nThe same is true in 7 more places."
        assert [str(label.text) for label in finding.related] == [f"Write {number}0%" for number in range(2, 7)]

    def test_and_its_fix_mends_all_of_them(self, only):
        assert [edit.replacement for edit in only(self.LINES).fix.edits] == [f"{number}0%" for number in range(1, 9)]

    def test_two_are_still_said_one_by_one(self, findings):
        lines = self.LINES.replace("0, conf", "0%, conf").replace("10%", "10").replace("20%", "20")
        assert [each.at.line for each in findings(lines)] == [9, 10]


class TestWhatTheSentencesSay:
    @pytest.mark.parametrize(
        ("written", "in_dutch"),
        [
            ("16", "Schrijf wat het telt, bijvoorbeeld 16 uur/persoon of 16 EUR/uur."),
            ("0,22", "Schrijf wat het telt, bijvoorbeeld 22% (een deel van het geheel) of 0.22 uur/persoon."),
        ],
    )
    def test_a_missing_unit_is_explained_with_units_of_the_reader_and_the_number_of_the_author(
        self, written, in_dutch, only
    ):
        finding = only(VALUE.format(written))
        assert str(finding.text) == f"{written} has no unit."
        assert Translator("nl").text(finding.help) == in_dutch

    def test_a_kpi_is_shown_units_of_kpis(self, only):
        assert "12 errors/month" in str(only(f"{KPI}    baseline: 12\n").help)

    def test_trouble_in_a_formula_is_shown_at_its_place(self, only):
        finding = only("assumptions:\n  - id: rate\n    formula: invited x started\n")
        assert (finding.code, finding.at.column) == ("ROI252", 22)

    def test_a_point_for_thousands_shows_what_it_means_now(self, only):
        finding = only(COST.format("18.500 EUR"))
        assert str(finding.text) == "18.500 EUR means 18.5 EUR here."
        assert str(finding.help) == "Did you mean 18500 EUR? A point is only for cents, at most two digits."
        assert not finding.fix.safe

    def test_an_ambiguous_date_names_both_readings(self, only):
        assert str(only(DAY.format("01/02/2025")).help) == "Write 2025-02-01 or 2025-01-02."

    def test_an_impossible_day_offers_the_last_day_of_the_month(self, only):
        assert str(only(DAY.format("2025-02-30")).help) == "Did you mean 2025-02-28?"

    def test_a_range_becomes_two_fields(self, only):
        finding = only(VALUE.format("40-50 hours"))
        assert str(finding.help).endswith("value: …\nlow: 40 hours\nhigh: 50 hours")

    def test_a_missing_unit_is_taken_from_the_kpi(self, only):
        lines = f"{KPI}    unit: errors/month\n    baseline: 140\n"
        assert replacement(only(lines)) == "140 errors/month"

    def test_a_missing_unit_is_taken_from_the_value_next_to_it(self, findings):
        assert [replacement(each) for each in findings(VALUE.format("50 EUR/hour\n    low: 45"))] == ["45 EUR/hour"]
