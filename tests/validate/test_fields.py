"""Fields under the wrong name, in the wrong place, missing or of the wrong shape: what is said and what to write."""

from __future__ import annotations

import pytest

from roi_spec.i18n import Translator

KPI = "kpis:\n  - id: errors\n    title: Errors\n    level: impact\n    better: lower\n"
METHOD = KPI + "    attribution:\n      method: {}\n"


class TestUnknownFields:
    @pytest.mark.parametrize(
        ("lines", "line", "column", "meant"),
        [
            ("audience:\n  group: Sales\n  complted: 10\n", 3, 3, "completed"),
            ("audience:\n  group: Sales\n  deelnemers: 10\n", 3, 3, "completed"),
            ("audience:\n  groep: Sales\n", 2, 3, "group"),
            ("audience:\n  Group: Sales\n", 2, 3, "group"),
            ("samenvatting: Two days\n", 1, 1, "summary"),
            ("thema: Sales\n", 1, 1, "theme"),
            ("aannames: []\n", 1, 1, "assumptions"),
            ("kosten: []\n", 1, 1, "costs"),
            ("eigenaar: Finance\n", 1, 1, "owner"),
            ("doelstellingen: []\n", 1, 1, "objectives"),
            ("price-year: 2025\n", 1, 1, "price_year"),
            ("price year: 2025\n", 1, 1, "price_year"),
            (KPI + "    nulmeting: 5 errors\n", 6, 5, "baseline"),
            (KPI + "    bron:\n      system: CRM\n", 6, 5, "source"),
            (KPI + "    attribution:\n      methode: none\n      why: No other group\n", 7, 7, "method"),
        ],
    )
    def test_one_finding_with_the_name_to_write(self, lines, line, column, meant, only):
        finding = only(lines)
        assert (finding.code, finding.at.line, finding.at.column) == ("ROI201", line, column)
        assert finding.fix.edits[0].replacement == meant

    @pytest.mark.parametrize(
        ("dutch", "english"), [("titel", "title"), ("valuta", "currency"), ("taal", "language"), ("fase", "stage")]
    )
    def test_a_dutch_name_for_a_required_field_is_one_finding_not_two(self, dutch, english, examine, whole):
        content = whole("").replace(f"\n{english}:", f"\n{dutch}:")
        _, found = examine(content)
        assert [(each.code, each.fix.edits[0].replacement) for each in found] == [("ROI201", english)]

    def test_a_name_for_something_that_is_there_already_points_to_it(self, only):
        finding = only("title: The needs dialogue\ntitel: The needs dialogue\n")
        assert "`title`, which is there already" in str(finding.help)
        assert finding.related[0].span.line == 1

    def test_a_field_that_slipped_to_the_right_is_sent_to_the_margin(self, only):
        assert "left margin" in str(only("audience:\n  group: Sales\n  kpis: []\n").help)

    def test_fields_of_the_house_are_left_alone(self, findings):
        assert findings("x-cost-centre: 4711\naudience:\n  group: Sales\n  x-room: A1\n") == ()

    def test_a_dutch_name_with_another_shape_shows_the_lines_to_write(self, only):
        finding = only("kosten:\n  Trainer: 7000 EUR\n")
        assert str(finding.help).startswith("Write:\ncosts:\n  - id: trainer\n")
        assert finding.fix is None

    def test_a_text_where_fields_are_needed_keeps_the_words_of_the_author(self, examine, whole):
        _, found = examine(whole("").replace("audience: {group: Account managers}", "doelgroep: Teamleiders"))
        assert [str(each.help) for each in found] == ["Write:\naudience:\n  group: Teamleiders"]

    def test_what_stands_below_a_dutch_name_is_looked_at_in_the_same_run(self, findings):
        found = findings("kosten:\n  - id: trainer\n    soort: training\n    bedrag: 18.500\n")
        assert [(each.code, each.at.line, each.at.column) for each in found] == [
            ("ROI201", 1, 1),
            ("ROI201", 3, 5),
            ("ROI205", 3, 12),
            ("ROI201", 4, 5),
            ("ROI220", 4, 13),
        ]

    def test_two_names_for_one_field_are_not_both_renamed(self, findings):
        found = findings("samenvatting: Two days\nomschrijving: Two whole days\n")
        assert [(each.code, each.at.line) for each in found] == [("ROI201", 1), ("ROI201", 2)]


class TestMissingFields:
    def test_the_line_to_add_is_shown(self, only):
        finding = only("costs:\n  - id: trainer\n    amount: 7000 EUR\n")
        assert (finding.code, finding.at.line, finding.at.column) == ("ROI202", 2, 9)
        assert str(finding.text) == "costs › trainer has no `category`."
        assert str(finding.help).startswith(
            "Add `category:` with one of these words:\nneeds_analysis (Needs analysis)\n"
        )

    def test_the_meaning_of_the_words_is_in_the_language_of_the_reader(self, only):
        help_text = only("costs:\n  - id: trainer\n    amount: 7000 EUR\n").help
        assert "\nparticipant_time (Tijd van deelnemers)\n" in Translator("nl").text(help_text)

    def test_several_missing_fields_are_one_finding_with_all_lines(self, only):
        finding = only("objectives:\n  - id: apply\n")
        assert str(finding.text) == "These fields are missing in objectives › apply: `level`, `statement`."
        assert str(finding.help) == (
            "Add, with your own values:\nlevel: application\nstatement: Use the needs dialogue in every first meeting"
        )

    def test_confidence_goes_with_an_estimate_of_customers(self, only):
        finding = only(METHOD.format("customer_estimate") + "      share: 50%\n")
        assert str(finding.text) == "kpis › errors › attribution has no `confidence`."

    def test_unless_the_share_already_holds_it(self, findings):
        lines = METHOD.format("customer_estimate") + "      share: 50%\n      factor_includes: [confidence]\n"
        assert findings(lines) == ()

    def test_neither_value_nor_formula(self, only):
        finding = only("assumptions:\n  - id: rate\n")
        assert (finding.code, str(finding.help)) == ("ROI213", "Add, with your own values:\nvalue: 50 EUR/hour")

    def test_an_empty_field(self, only):
        finding = only("audience:\n  group: Sales\n  invited:\n")
        assert (finding.code, finding.at.line, finding.at.column) == ("ROI203", 3, 3)


class TestShapes:
    def test_cost_lines_without_hyphens_are_rewritten(self, only):
        finding = only("costs:\n  Trainer: 18500\n  Zaal huur: 200 EUR\n")
        assert finding.code == "ROI204"
        assert str(finding.help) == (
            "Write:\ncosts:\n"
            "  - id: trainer\n    title: Trainer\n    category: facilitation\n    amount: 18500\n"
            "  - id: zaal_huur\n    title: Zaal huur\n    category: facilities\n    amount: 200 EUR"
        )

    def test_a_part_with_a_hyphen_is_rewritten(self, only):
        finding = only("audience:\n  - group: Sales\n    invited: 4\n")
        assert str(finding.help) == "Write:\naudience:\n  group: Sales\n  invited: 4"

    def test_a_single_value_moves_into_its_field(self, only):
        assert str(only("target_roi: 25%\n").help) == "Write:\ntarget_roi:\n  value: 25%"

    def test_one_sentence_becomes_a_list(self, only):
        assert str(only("limitations: Small groups\n").help) == "Write:\nlimitations:\n  - Small groups"

    def test_a_sentence_with_a_colon_wants_quotation_marks(self, only):
        assert '"Small: ten people"' in str(only("limitations:\n  - Small: ten people\n").help)

    @pytest.mark.parametrize(
        ("written", "lines"),
        [
            ("Trainer: 18500 EUR", "- id: trainer\n  title: Trainer\n  category: facilitation\n  amount: 18500 EUR"),
            ("Trainer", "- id: trainer\n  title: Trainer\n  category: facilitation\n  amount: 18500 EUR"),
        ],
    )
    def test_an_item_of_a_name_and_a_value_is_rewritten(self, written, lines, only):
        finding = only(f"costs:\n  - {written}\n")
        assert (finding.code, finding.at.line, finding.at.column) == ("ROI204", 2, 5)
        assert str(finding.help) == f"Write:\n{lines}"

    def test_a_sentence_as_objective_is_rewritten(self, only):
        assert str(only("objectives:\n  - 80% past het toe\n").help) == (
            "Write:\n- id: n80_past_het_toe\n  level: application\n  statement: 80% past het toe"
        )

    def test_a_bracketed_placeholder(self, only):
        assert only("summary: [vul in]\n").code == "ROI210"


class TestChoices:
    @pytest.mark.parametrize(
        ("lines", "meant"),
        [
            ("currency: €\n", "EUR"),
            ("currency: Euro\n", "EUR"),
            ("language: Nederlands\n", "nl"),
            ("stage: Plan\n", "plan"),
            ("stage: gepland\n", "plan"),
            ("perspective: werkgever\n", "employer"),
            ("costs:\n  - id: t\n    category: participant-time\n    amount: 5 EUR\n", "participant_time"),
            ("objectives:\n  - id: a\n    level: 3\n    statement: Use it\n", "application"),
            (METHOD.format("participant-estimate") + "      respondents: [{id: P1}]\n", "participant_estimate"),
        ],
    )
    def test_the_word_that_was_meant(self, lines, meant, only):
        finding = only(lines)
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI205", meant)

    def test_a_word_that_is_nothing_shows_the_list(self, only):
        finding = only("costs:\n  - id: t\n    category: Direct\n    amount: 5 EUR\n")
        assert finding.fix is None
        assert str(finding.help).startswith("Choose from:\nneeds_analysis (Needs analysis)\ndevelopment")


class TestMethods:
    def test_a_field_of_another_method_names_the_methods_that_use_it(self, only):
        lines = (
            METHOD.format("participant_estimate") + "      respondents: [{id: P1}]\n      comparison: {group: North}\n"
        )
        finding = only(lines)
        assert (finding.code, finding.at.line) == ("ROI206", 9)
        assert "comparison_group, interrupted_time_series, randomised_control_group" in str(finding.help)

    def test_all_fields_of_another_method_are_one_finding(self, only):
        lines = METHOD.format("participant_estimate") + "      respondents: [{id: P1}]\n"
        finding = only(lines + "      share: 60%\n      share_low: 50%\n")
        assert str(finding.text) == "The method participant_estimate does not use `share`, `share_low`."
        assert str(finding.help).endswith(
            "choose a method that uses this: customer_estimate, expert_estimate, prior_study."
        )

    def test_a_comparison_needs_both_measurements(self, only):
        lines = (
            METHOD.format("comparison_group") + "      comparison:\n        group: North\n        result: 5 errors\n"
        )
        assert str(only(lines).text) == "kpis › errors › attribution › comparison has no `baseline`."

    def test_experts_may_give_one_share(self, findings):
        assert findings(METHOD.format("expert_estimate") + "      share: 40%\n      confidence: 80%\n") == ()

    def test_experts_may_give_rows(self, findings):
        lines = METHOD.format("expert_estimate") + "      respondents: [{id: E1, attribution: 40%, confidence: 50%}]\n"
        assert findings(lines) == ()


class TestIds:
    @pytest.mark.parametrize(
        ("lines", "new"),
        [
            ("id: Mijn Traject 2025\n", "mijn-traject-2025"),
            (
                "kpis:\n  - id: Foutenpercentage (%)\n    title: E\n    level: impact\n    better: lower\n",
                "foutenpercentage",
            ),
            ("waivers:\n  - rule: roi112\n    reason: Agreed\n    by: Finance\n    until: 2026-12-31\n", "ROI112"),
        ],
    )
    def test_the_form_is_proposed(self, lines, new, only):
        finding = only(lines)
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI211", new)

    def test_a_code_with_a_leading_zero_wants_quotation_marks(self, only):
        finding = only("id: 0123\n")
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI212", '"0123"')

    def test_a_version_without_quotation_marks(self, only):
        finding = only("roi_spec: 1.0\n")
        assert (finding.code, finding.fix.edits[0].replacement) == ("ROI208", '"1.0"')


class TestKinds:
    def test_a_misspelt_kind(self, only):
        assert only("kind: programma\n").fix.edits[0].replacement == "programme"

    def test_no_kind(self, examine):
        _, found = examine('roi_spec: "1.0"\n')
        assert [(each.code, str(each.help)) for each in found] == [("ROI207", "Add: kind: programme")]

    def test_no_kind_in_a_file_that_shows_its_kind_is_a_missing_field_like_others(self, examine):
        _, found = examine(
            "title: Time management\ncosts:\n  - id: trainer\n    category: trainer\n    amount: 5 EUR\n"
        )
        assert [(each.code, each.at.line) for each in found] == [("ROI202", 1), ("ROI205", 4)]
        assert str(found[0].text).startswith("These fields are missing in the file: `roi_spec`, `kind`, `id`")

    def test_a_misspelt_kind_does_not_hide_the_rest(self, examine, whole):
        _, found = examine(whole("kind: training\nsummary: TODO\n"))
        assert [each.code for each in found] == ["ROI207", "ROI210"]

    def test_only_a_sentence(self, examine):
        _, found = examine("- one\n- two\n")
        assert [each.code for each in found] == ["ROI207"]
