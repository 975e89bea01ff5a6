"""Data files: what is read from a CSV as people export it, and what is said when a row or cell cannot be right."""

from __future__ import annotations

import codecs
import csv
import io
import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.model.finding import Severity
from roi_spec.model.spec import DataFile
from roi_spec.model.units import parse_unit
from roi_spec.read.respondents import respondents_of
from roi_spec.read.table import load_table, read_table
from roi_spec.read.table_blocks import CHARACTERS, ROWS
from roi_spec.read.table_problems import excerpt
from tests.read.tables import PATH, advice, entry, good, only, place, read, said

MONTHLY = "Month;Team;Errors\n2024-01;South;12\n2024-02;South;14,5\n2024-03;North;\n"
PANEL = entry(person="Code", period="Month", value="Score")
SERIES = entry(period="Month", value="Errors")
ESTIMATES = entry(person="Code", value="Saved", attribution="Attribution", confidence="Confidence")


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_table_holds_labels_as_codes_and_figures_as_numbers() -> None:
    table = good(MONTHLY)
    teams, errors = table.labels("group"), table.numbers("value")
    assert teams is not None
    assert errors is not None
    assert (teams.names, list(teams.codes)) == (("South", "North"), [0, 0, 1])
    assert list(errors.values)[:2] == [12.0, 14.5]
    assert math.isnan(errors.values[2])
    assert errors.written == ()
    assert (table.rows, list(table.lines), table.id, table.path) == (3, [2, 3, 4], "claims", PATH)


def test_what_is_not_stated_is_found_out_and_told() -> None:
    table = good(MONTHLY)
    assert (table.delimiter, table.decimal, table.detected) == (";", ",", ("delimiter", "decimal"))
    stated = good(MONTHLY, entry(";", ",", period="Month", group="Team", value="Errors"))
    assert (stated.delimiter, stated.decimal, stated.detected) == (";", ",", ())


@pytest.mark.parametrize(
    ("written", "delimiter", "decimal"),
    [
        ("Month,Team,Errors\n2024-01,South,12.5\n", ",", "."),
        ("Month\tTeam\tErrors\n2024-01\tSouth\t12,5\n", "\t", ","),
        ("Month|Team|Errors\n2024-01|South|12.5\n", "|", "."),
        ('Month,Team,Errors\n2024-01,"South, west","12,5"\n', ",", ","),
        ("Month,Team,Errors\n2024-01,South,1.234\n", ",", "."),
        ("Month;Team;Errors\n2024-01;South;0.123\n", ";", "."),
        ("Month;Team;Errors\n2024-01;South;1.234\n2024-02;South;2.5\n", ";", "."),
        ("Month;Team;Errors\n2024-01;South;12\n", ";", "."),
    ],
)
def test_delimiter_and_decimal_sign_are_found_out(written: str, delimiter: str, decimal: str) -> None:
    table = good(written)
    assert (table.delimiter, table.decimal) == (delimiter, decimal)


def test_a_file_without_decimals_does_not_claim_to_have_shown_a_decimal_sign() -> None:
    assert good("Month;Team;Errors\n2024-01;South;12\n").detected == ("delimiter",)


@pytest.mark.parametrize("marked", ["\t", "tab", "\\t"])
def test_a_tab_may_be_stated_by_name(marked: str) -> None:
    stated = DataFile(SERIES.node, "claims", "x.csv", "CRM", columns=SERIES.columns, delimiter=marked)
    assert good("Month\tErrors\n2024-01\t12\n", stated).delimiter == "\t"


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + MONTHLY.encode(),
        MONTHLY.replace("\n", "\r\n").encode(),
        MONTHLY.replace("\n", "\r").encode(),
        b"sep=;\n" + MONTHLY.encode(),
        b"\n" + MONTHLY.encode(),
        MONTHLY.replace("South", '"South"').encode(),
        MONTHLY.replace("South", " South ").encode(),
        MONTHLY.replace("\n", ";\n").encode(),
        (MONTHLY + ";;\n;;\n\n").encode(),
        MONTHLY.replace("\n", "\n;;\n").encode(),
    ],
    ids=["mark", "windows", "old mac", "sep", "empty line", "quoted", "spaces", "one more", "end", "between"],
)
def test_the_habits_of_exports_do_no_harm(content: bytes) -> None:
    table = good(content)
    teams, errors = table.labels("group"), table.numbers("value")
    assert teams is not None
    assert errors is not None
    assert (teams.names, list(errors.values)[:2]) == (("South", "North"), [12.0, 14.5])


def test_rows_keep_their_line_when_cells_hold_line_breaks() -> None:
    table = good(
        'Month;"Team\nname";Errors\n2024-01;"South\nwest";12\n\n2024-02;South west;14\n',
        entry(period="Month", group="Team name", value="Errors"),
    )
    teams = table.labels("group")
    assert teams is not None
    assert (teams.names, list(teams.codes), list(table.lines)) == (("South west",), [0, 0], [3, 6])
    assert table.row(1).line == 6


def test_only_the_columns_of_the_spec_are_kept() -> None:
    table = good("Month;Remark;Errors\n2024-01;all well;12\n", SERIES)
    assert sorted(table.columns) == ["period", "value"]


def test_one_column_may_have_two_roles() -> None:
    table = good(
        "Month;Team;Errors\n2024-01;South;12\n", entry(period="Month", team="Team", group="Team", value="Errors")
    )
    assert table.labels("team") is not None
    assert table.labels("group") is not None


def test_a_large_file_is_read_over_many_blocks() -> None:
    rows = [(f"2024-{row % 12 + 1:02}", f"Team {row % 7}", f"{row / 8:.3f}".replace(".", ",")) for row in range(20_000)]
    plain = "Month;Team;Errors\n" + "".join(f"{';'.join(row)}\n" for row in rows)
    quoted = "Month;Team;Errors\n" + "".join('"' + '";"'.join(row) + '"\n' for row in rows)
    assert len(plain) > 3 * CHARACTERS
    assert len(rows) > 3 * ROWS
    for table in (good(plain), good(quoted)):
        errors, teams = table.numbers("value"), table.labels("group")
        assert errors is not None
        assert teams is not None
        assert list(errors.values) == [row / 8 for row in range(20_000)]
        assert [teams.names[code] for code in teams.codes] == [row[1] for row in rows]
        assert list(table.lines) == list(range(2, 20_002))


def test_a_late_cell_settles_the_decimal_sign() -> None:
    doubtful = "2024-01;South;1,234\n" * 10_000
    table = good("Month;Team;Errors\n" + doubtful + "2024-01;South;2,5\n")
    assert (table.decimal, table.detected) == (",", ("delimiter", "decimal"))


def test_a_late_cell_can_show_that_the_sign_was_taken_wrongly() -> None:
    doubtful = "2024-01;South;1,234\n" * 10_000
    _, findings = read("Month;Team;Errors\n" + doubtful + "2024-01;South;2.5\n")
    assert said(findings[0]) == "“1,234” in the column “Errors” has a thousands mark."
    assert said(findings[-1]) == "The same occurs 9995 times more, from line 7 on."


# --- shares and respondents ------------------------------------------------------------------------------------------


def test_shares_are_fractions_of_one() -> None:
    table = good(
        "Attribution;Confidence (%)\n60%;80\n12,5 %;\n", entry(attribution="Attribution", confidence="Confidence (%)")
    )
    shares, sure = table.numbers("attribution"), table.numbers("confidence")
    assert shares is not None
    assert sure is not None
    assert (list(shares.values), sure.values[0]) == ([0.6, 0.125], 0.8)


@pytest.mark.parametrize("cell", ["60", "0.6", "1"])
def test_a_share_without_its_sign_is_asked_about_once(cell: str) -> None:
    stated = entry(attribution="Attribution", confidence="Confidence")
    finding = only(f"Attribution;Confidence\n{cell};80%\n{cell};70%\n", stated)
    assert (finding.code, place(finding)) == ("ROI062", (2, 1))
    assert said(finding) == f"“{cell}” in the column “Attribution” has no percent sign."


def test_respondents_are_exact_and_nameless() -> None:
    written = "Code;Saved;Attribution;Confidence\nx91;1200,10;60%;33,3%\nx92;;50%;\n"
    table = good(written, ESTIMATES, exact=True)
    unit = parse_unit("EUR/year")
    assert not isinstance(unit, str)
    first, second = respondents_of(table, ESTIMATES, unit, ESTIMATES.node)
    assert (first.id, second.id) == ("P1", "P2")
    assert first.value is not None
    assert first.confidence is not None
    assert (first.value.quantity.value, first.value.quantity.unit) == (Fraction("1200.1"), unit)
    assert (first.value.written, first.confidence.written) == ("1200.10 EUR/year", "33.3%")
    assert (first.confidence.quantity.value, first.confidence.quantity.base) == (Fraction("33.3"), Fraction("0.333"))
    assert (first.value.at.path, first.value.at.line) == (PATH, 2)
    assert (second.value, second.confidence, second.factor) == (None, None, None)
    assert second.attribution is not None


def test_respondents_need_an_exact_table() -> None:
    table = good("Code;Saved;Attribution;Confidence\nx91;1200;60%;80%\n", ESTIMATES)
    with pytest.raises(ValueError, match="exactly"):
        respondents_of(table, ESTIMATES, unit=parse_unit("EUR"), node=ESTIMATES.node)  # type: ignore[arg-type]


# --- the file as a whole ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected", "at"),
    [
        ("Month;Team\n2024-01;Zoë\n".encode("cp1252"),
         "This file is probably saved as Windows-1252, not as UTF-8. First odd character: ë in line 2.", (2, 11)),
        (MONTHLY.encode("utf-16"), "This file is saved as UTF-16.", (1, 1)),
        (MONTHLY.encode("utf-16-le"), "This file is saved as UTF-16.", (1, 1)),
        (b"PK\x03\x04\x14\x00", "This is an Excel workbook or a zip file, not a text file.", (1, 1)),
        (b"Month;Team\n2024\x00-01;South\n", "The file holds an empty byte (NUL).", (2, 5)),
        (b"Month;Team\r\n2024-01;\x81\n", "Line 2 contains a byte that is no letter in UTF-8: 0x81.", (2, 9)),
    ],
)  # fmt: skip
def test_a_file_that_is_not_utf8_says_how_to_save_it(content: bytes, expected: str, at: tuple[int, int]) -> None:
    finding = only(content)
    assert (finding.code, said(finding), place(finding)) == ("ROI051", expected, at)
    assert "CSV UTF-8" in advice(finding)


def test_a_late_letter_in_another_encoding_is_found_with_its_line() -> None:
    content = ("Month;Team;Errors\n" + "2024-01;Zoë;1\n" * 100_000).encode() + "2024-01;Zoë;1\n".encode("cp1252")
    assert place(only(content)) == (100_002, 11)


@pytest.mark.parametrize("content", [b"", b"\n\n", codecs.BOM_UTF8, b"sep=;\n"])
def test_an_empty_file(content: bytes) -> None:
    assert (only(content).code, said(only(content))) == ("ROI052", "The file is empty.")


def test_headings_without_rows() -> None:
    finding = only("Month;Team;Errors\n;;\n")
    assert (finding.code, said(finding)) == ("ROI052", "data/claims.csv has headings and no rows.")


def test_a_column_without_a_single_figure() -> None:
    finding = only("Month;Errors\n2024-01;\n2024-02;\n", SERIES)
    assert (finding.code, said(finding)) == ("ROI052", "The column “Errors” is empty.")


def test_a_heading_that_is_spelled_otherwise() -> None:
    finding = only("Month;Team;errors\n2024-01;South;12\n")
    assert (finding.code, said(finding)) == ("ROI053", "data/claims.csv has no column “Errors”.")
    assert advice(finding) == "Write: value: errors"
    assert (finding.at.path, finding.at.line) == ("specs/claims.roi.yaml", 7)


def test_a_heading_like_no_other() -> None:
    assert advice(only("Month;Team;Mistakes\n2024-01;South;12\n")) == (
        "The file has these headings: “Month”, “Team”, “Mistakes”."
    )


def test_lines_above_the_headings() -> None:
    finding = only("Report 12;;\nExtracted 2025-08-04;;\n" + MONTHLY)
    assert (finding.code, said(finding), place(finding)) == (
        "ROI053", "The headings stand in line 3, below other lines.", (3, 1),
    )  # fmt: skip


def test_no_headings_at_all() -> None:
    finding = only("2024-01;South;12\n2024-02;South;14\n")
    assert said(finding) == "The first line of data/claims.csv holds figures, not headings."
    assert "South" not in advice(finding)


def test_two_columns_with_one_heading() -> None:
    finding = only("Month;Team;Errors;Errors\n2024-01;South;12;14\n")
    assert (finding.code, place(finding)) == ("ROI054", (1, 19))


def test_a_stated_delimiter_that_does_not_fit() -> None:
    finding = only(MONTHLY, entry(",", period="Month", group="Team", value="Errors"))
    assert (finding.code, finding.at.line, advice(finding)) == ("ROI055", 4, 'Write: delimiter: ";"')


@pytest.mark.parametrize(("stated", "cell"), [(".", "12,5"), (",", "12.5")])
def test_a_stated_decimal_sign_that_does_not_fit(stated: str, cell: str) -> None:
    written = "Month;Team;Errors\n" + f"2024-01;South;{cell}\n" * 50
    finding = only(written, entry(decimal=stated, period="Month", group="Team", value="Errors"))
    other = {".": ",", ",": "."}[stated]
    assert (finding.code, finding.at.path, advice(finding)) == (
        "ROI055", "specs/claims.roi.yaml", f'Write: decimal: "{other}"',
    )  # fmt: skip


@pytest.mark.parametrize("cell", ["1.234", "1,234"])
def test_thousands_or_decimals_is_asked(cell: str) -> None:
    written = "Month;Team;Errors\n" + f"2024-01;South;12\n2024-01;South;{cell}\n" * 5000
    finding = only(written)
    assert (finding.code, place(finding)) == ("ROI056", (3, 15))
    assert said(finding) == f"“{cell}” can be 1234 or a number with three decimals; no other cell decides it."
    stated = entry(decimal=cell[1], period="Month", group="Team", value="Errors")
    errors = good(written, stated).numbers("value")
    assert errors is not None
    assert errors.values[1] == 1.234


# --- rows and cells --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2024-02;14", "Line 3 has 2 cells; there are 3 headings."),
        ("2024-02;South;14;3", "Line 3 has 4 cells; there are 3 headings."),
    ],
)
def test_a_row_that_does_not_fit_the_headings(row: str, expected: str) -> None:
    for quoted in ("South", '"South"'):
        finding = only(f"Month;Team;Errors\n2024-01;{quoted};12\n{row}\n2024-03;South;11\n")
        assert (finding.code, said(finding), place(finding)) == ("ROI058", expected, (3, 1))


def test_a_decimal_comma_between_commas() -> None:
    finding = only("Month,Team,Errors\n2024-01,South,12\n2024-02,South,12,5\n")
    assert finding.code == "ROI058"
    assert '"12,5"' in advice(finding)


@pytest.mark.parametrize(
    ("written", "line", "expected"),
    [
        ('Month;Team;Errors\n2024-01;South;12\n2024-02;"South;14\n', 3,
         "In line 3 a quotation mark is opened and not closed."),
        ('Month;Team;Errors\n2024-01;"So"uth;12\n', 2, "In line 2 text follows a closing quotation mark."),
    ],
)  # fmt: skip
def test_quotation_marks(written: str, line: int, expected: str) -> None:
    finding = only(written)
    assert (finding.code, finding.at.line, said(finding)) == ("ROI057", line, expected)


@pytest.mark.parametrize(
    ("cell", "code", "help_"),
    [
        ("1.234,56", "ROI060", "Write: 1234,56"),
        ("1.234", "ROI060", "Write: 1234"),
        ("1 234", "ROI060", "Write: 1234"),
        ("1.234.567", "ROI060", "Write: 1234567"),
        ("12.5", "ROI060", "Write: 12,5"),
        ("€ 12", "ROI060", "Write: 12"),
        ("€ 1.000,-", "ROI060", "Write: 1000"),
        ("12 %", "ROI060", "Write: 12"),
        ("12 uur", "ROI060", "Write: 12"),
        ("(12,5)", "ROI060", "Write: -12,5"),
        ("−5", "ROI060", "Write: -5"),
        ("18,5k", "ROI059", "Write a number, or leave the cell empty."),
        ("40-50", "ROI059", "Write a number, or leave the cell empty."),
        ("٣", "ROI059", "Write a number, or leave the cell empty."),
        ("inf", "ROI059", "Write a number, or leave the cell empty."),
        ("9" * 400, "ROI059", "Write a number, or leave the cell empty."),
        ("1,2E+05", "ROI060",
         "Show the column as a number in the spreadsheet and save it again; digits may have been lost."),
        ("n.v.t.", "ROI061", "Leave the cell empty when there is no figure; it is read so now."),
        ("#N/A", "ROI061", "Leave the cell empty when there is no figure; it is read so now."),
        ("-", "ROI061", "Leave the cell empty when there is no figure, or write 0 when nothing was counted."),
        ("#DEEL/0!", "ROI061", "A formula in the spreadsheet failed. Mend it and save again, or leave the cell empty."),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_a_plain_number(cell: str, code: str, help_: str) -> None:
    finding = only(f"Month;Team;Errors\n2024-01;South;12,5\n2024-02;South;{cell}\n")
    assert (finding.code, place(finding), advice(finding)) == (code, (3, 15), help_)
    assert finding.at.end_column == 15 + len(cell)


@pytest.mark.parametrize(("cell", "stays"), [("n.v.t.", True), ("NA", True), ("-", False), ("#REF!", False)])
def test_a_word_for_nothing_counts_as_empty_when_it_can_mean_nothing_else(cell: str, *, stays: bool) -> None:
    table, findings = read(f"Month;Team;Errors\n2024-01;South;12\n2024-02;South;{cell}\n")
    assert [one.severity for one in findings] == [Severity.WARNING if stays else Severity.ERROR]
    assert (table is not None) == stays


def test_a_whole_column_of_text_is_one_mistake_and_is_not_repeated() -> None:
    finding = only("Month;Team;Errors\n2024-01;South;Jan Jansen\n2024-02;South;Piet Smit\n")
    assert (finding.code, said(finding)) == ("ROI059", "The column “Errors” holds texts and not one number.")


def test_a_name_in_a_column_of_numbers_is_not_repeated() -> None:
    finding = only("Month;Team;Errors\n2024-01;South;12\n2024-02;South;Jansen\n")
    assert said(finding) == "A text stands in the column “Errors”, where a number belongs."


def test_many_of_a_kind_are_told_five_times_and_counted() -> None:
    _, findings = read("Month;Team;Errors\n2024-01;South;1\n" + "2024-01;South;ten\n" * 100)
    assert [one.at.line for one in findings] == [3, 4, 5, 6, 7, 8]
    assert said(findings[-1]) == "The same occurs 95 times more, from line 8 on."


def test_six_of_a_kind_are_all_told() -> None:
    _, findings = read("Month;Team;Errors\n2024-01;South;1\n" + "2024-01;South;ten\n" * 6)
    assert [said(one)[:5] for one in findings] == ["“ten”"] * 6


@pytest.mark.parametrize(("row", "at"), [(";South;14", (3, 1)), ("2024-02;;14", (3, 9)), ("2024-02; ;14", (3, 9))])
def test_a_row_without_its_period_or_group(row: str, at: tuple[int, int]) -> None:
    finding = only(f"Month;Team;Errors\n2024-01;South;12\n{row}\n")
    assert (finding.code, place(finding)) == ("ROI063", at)


def test_the_same_person_twice_in_a_period() -> None:
    finding = only("Code;Month;Score\na1;2024-01;6\na2;2024-01;7\na1;2024-02;8\na1;2024-01;9\n", PANEL)
    assert (finding.code, place(finding)) == ("ROI064", (5, 1))
    assert said(finding) == "The person in line 5 already has a row for 2024-01, in line 2."


def test_the_same_person_twice_without_periods() -> None:
    finding = only("Code;Score\na1;6\na2;7\na1;8\n", entry(person="Code", value="Score"))
    assert said(finding) == "The person in line 4 is already in line 2."


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (("2024-01", "2024-02", "2024-04"), ["Between 2024-02 and 2024-04 one period is missing."]),
        (("2023-11", "2024-03"), ["Between 2023-11 and 2024-03 3 periods are missing."]),
        (("2024-Q1", "2024-Q4"), ["Between 2024-Q1 and 2024-Q4 2 periods are missing."]),
        (("2024-W51", "2025-W02"), ["Between 2024-W51 and 2025-W02 2 periods are missing."]),
        (("2024-01-01", "2024-01-02", "2024-01-05"), []),
        (("2024-01-01", "2024-01-08", "2024-01-15", "2024-01-29"),
         ["Between 2024-01-15 and 2024-01-29 one period is missing."]),
        (("2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01"),
         ["Between 2024-03-01 and 2024-05-01 one period is missing."]),
        (("2024-03", "2024-01", "2024-02"), []),
    ],
)  # fmt: skip
def test_gaps_in_a_series(months: tuple[str, ...], expected: list[str]) -> None:
    table, findings = read("Month;Errors\n" + "".join(f"{month};12\n" for month in months), SERIES)
    assert [said(one) for one in findings] == expected
    assert {one.code for one in findings} <= {"ROI065"}
    assert table is not None


def test_each_group_has_its_own_series() -> None:
    finding = only(
        "Month;Team;Errors\n2024-01;South;1\n2024-02;South;2\n2024-03;South;3\n2024-01;North;1\n2024-03;North;3\n"
    )
    assert said(finding) == "“North”: between 2024-01 and 2024-03 one period is missing."


def test_people_may_miss_a_month() -> None:
    assert good("Code;Month;Score\na1;2024-01;6\na2;2024-02;7\na1;2024-03;8\n", PANEL).rows == 3


@pytest.mark.parametrize(
    ("period", "help_"),
    [
        ("feb-24", "Write: 2024-02"),
        ("mrt 2024", "Write: 2024-03"),
        ("Maart 2024", "Write: 2024-03"),
        ("02-2024", "Write: 2024-02"),
        ("2024/2", "Write: 2024-02"),
        ("202402", "Write: 2024-02"),
        ("Q2 2024", "Write: 2024-Q2"),
        ("2024-K2", "Write: 2024-Q2"),
        ("week 5 2024", "Write: 2024-W05"),
        ("31-12-2024", "Write: 2024-12-31"),
        ("45292", "Write: 2024-01-01"),
        ("2024-02-01 00:00:00", "Write: 2024-02-01"),
        ("01/02/2024", "Write a month as 2024-03, a quarter as 2024-Q1, a week as 2024-W05, a day as 2024-03-31."),
        ("before", "Write a month as 2024-03, a quarter as 2024-Q1, a week as 2024-W05, a day as 2024-03-31."),
    ],
)  # fmt: skip
def test_a_period_in_another_notation(period: str, help_: str) -> None:
    finding = only(f"Month;Errors\n2024-01;12\n{period};14\n{period};15\n", SERIES)
    assert (finding.code, place(finding), advice(finding)) == ("ROI066", (3, 1), help_)


def test_months_and_days_in_one_column() -> None:
    finding = only("Month;Errors\n2024-01;12\n2024-02;14\n2024-03-01;14\n", SERIES)
    assert said(finding) == "“2024-03-01” counts in days; the other periods count in months."


def test_labels_that_differ_in_capitals() -> None:
    finding = only(
        "Month;Team;Errors\n2024-01;South west;12\n2024-02;Southwest;14\n2024-01;Southwest;1\n2024-02;South west;1\n"
    )
    assert (finding.code, said(finding)) == ("ROI068", "“Southwest” and “South west” count as two.")


def test_a_label_with_a_character_that_nobody_sees() -> None:
    finding = only("Month;Team;Errors\n2024-01;South;12\n2024-01;Sou\u200bth;14\n")
    assert (finding.code, place(finding)) == ("ROI005", (3, 9))


# --- nobody is named -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "severity"),
    [
        ("Naam", Severity.ERROR),
        ("Name", Severity.ERROR),
        ("Voornaam", Severity.ERROR),
        ("Last name", Severity.ERROR),
        ("Naam medewerker", Severity.ERROR),
        ("Participant name", Severity.ERROR),
        ("E-mail", Severity.ERROR),
        ("Email address", Severity.ERROR),
        ("Mailadres", Severity.ERROR),
        ("BSN", Severity.ERROR),
        ("Geboortedatum", Severity.ERROR),
        ("Telefoonnummer", Severity.ERROR),
        ("Personeelsnummer", Severity.WARNING),
        ("Employee number", Severity.WARNING),
        ("Pers. nr", Severity.WARNING),
    ],
)
def test_a_column_about_who_somebody_is_does_not_belong_there(heading: str, severity: Severity) -> None:
    for mapped in (entry(period="Month", value="Errors"), entry(person=heading, period="Month", value="Errors")):
        finding = only(f"Month;{heading};Errors\n2024-01;x;12\n", mapped)
        assert (finding.code, finding.severity, place(finding)) == ("ROI067", severity, (1, 7))


@pytest.mark.parametrize(
    "heading", ["Team name", "Code", "Teamnaam", "Afdeling", "Programmanaam", "Naamsbekendheid", "Mailings", "Score"]
)
def test_other_headings_are_let_through(heading: str) -> None:
    assert good(f"Month;{heading};Errors\n2024-01;x;12\n", SERIES).rows == 1


def test_the_name_of_a_team_is_not_that_of_a_person() -> None:
    assert good("Month;Naam;Errors\n2024-01;South;12\n", entry(period="Month", group="Naam", value="Errors")).rows == 1


@pytest.mark.parametrize(
    "person",
    ["Jan de Vries", "J. Smit", "A.B. van Dijk", "Vries, J. de", "j.devries@example.org", "Anna Visser-Bakker"],
)
def test_a_name_in_the_column_of_persons_is_an_error_and_is_not_repeated(person: str) -> None:
    finding = only(f"Code;Month;Score\n{person};2024-01;6\n", PANEL)
    assert (finding.code, finding.severity, place(finding)) == ("ROI067", Severity.ERROR, (2, 1))
    assert person not in said(finding) + advice(finding)


def test_citizen_service_numbers() -> None:
    passing = ["111222333", "123456782", "999999990", "100000009", "010000008"]
    assert (
        only("Code;Score\n" + "".join(f"{one};6\n" for one in passing), entry(person="Code", value="Score")).code
        == "ROI067"
    )


@pytest.mark.parametrize("person", ["p001", "Participant A", "Team South", "A1", "123456789", "South West 3"])
def test_codes_are_let_through(person: str) -> None:
    assert good(f"Code;Month;Score\n{person};2024-01;6\n", PANEL).rows == 1


def test_lines_of_a_file_with_names_are_not_shown() -> None:
    content = b"Code;Month;Score\nJan de Vries;2024-01;six\n"
    _, findings = read(content, PANEL)
    assert "Jan" not in excerpt(PATH, content, "", findings).text


def test_lines_that_findings_point_at_can_be_shown() -> None:
    content = ("Month;Team;Errors\n" + "2024-01;South;12\n" * 1000 + "2024-01;South;ten\n").encode()
    _, findings = read(content)
    source = excerpt(PATH, content, "", findings)
    assert [(number, source.line(number)) for number in (2, 1001, 1002)] == [
        (2, ""),
        (1001, ""),
        (1002, "2024-01;South;ten"),
    ]


# --- on disk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "specs" / "data"
    folder.mkdir(parents=True)
    (folder / "claims.csv").write_text(MONTHLY, encoding="utf-8")
    (tmp_path / "secret.csv").write_text(MONTHLY, encoding="utf-8")
    return tmp_path / "project"


def from_disk(root: Path, file: str) -> tuple[object, list[str], list[str]]:
    stated = entry(period="Month", group="Team", value="Errors")
    named = DataFile(stated.node, "claims", file, "CRM", columns=stated.columns)
    loaded = load_table(root, "specs/claims.roi.yaml", named)
    table, findings = loaded.table, loaded.findings
    assert all(one.at == named.spot("file") for one in findings)
    return table, [said(one) for one in findings], [advice(one) for one in findings]


@pytest.mark.parametrize("file", ["data/claims.csv", "./data/claims.csv", "../specs/data/claims.csv"])
def test_a_file_counts_from_the_folder_of_the_spec(root: Path, file: str) -> None:
    table, findings, _ = from_disk(root, file)
    assert findings == []
    assert getattr(table, "path", "") == PATH


@pytest.mark.parametrize(
    ("file", "message", "help_"),
    [
        ("data/claim.csv", "There is no file data/claim.csv.", "Write: file: data/claims.csv"),
        ("claims.csv", "There is no file claims.csv.", "Write: file: data/claims.csv"),
        ("data/Claims.CSV", "There is no file data/Claims.CSV.", "Write: file: data/claims.csv"),
        ("data\\claims.csv", "There is no file data\\claims.csv.", "Write: file: data/claims.csv"),
        ("data/other.csv", "There is no file data/other.csv.",
         "Put the file there, or correct the name; it counts from the folder of the spec."),
        ("../../secret.csv", "../../secret.csv leads to a place outside the project.",
         "Put the file beside the spec, for example in a folder data, and name it from there."),
        ("data", "data is a folder.", "Name an ordinary CSV file inside the project."),
        ("data/claims.csv/x", "There is no file data/claims.csv/x.",
         "Put the file there, or correct the name; it counts from the folder of the spec."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_had(root: Path, file: str, message: str, help_: str) -> None:
    assert from_disk(root, file) == (None, [message], [help_])


def test_a_shortcut_that_leads_outside_is_not_followed(root: Path) -> None:
    (root / "specs" / "data" / "link.csv").symlink_to(root.parent / "secret.csv")
    assert from_disk(root, "data/link.csv")[1] == ["data/link.csv leads to a place outside the project."]


def test_odd_names_are_refused_in_words(root: Path) -> None:
    for file in ("data/\x00.csv", "x" * 5000, "/etc/passwd", ""):
        table, findings, _ = from_disk(root, file)
        assert (table, len(findings)) == (None, 1)


# --- anything --------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    (
        *(b"Month", b"Team", b"Errors", b";", b",", b"\t", b"\n", b"\r", b'"', b"2024-01", b"South", b"12", b"1.234"),
        *(b"0,5", b"-", b"%", b"\xff", b"\xc3\xab", b"\xe2\x80\xa8", b"\x1b", b"n.v.t.", b" ", b"9" * 40, b"1e9"),
        *(b"sep=;\n", b"\x0c"),
    )
)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(PIECES, max_size=60).map(b"".join),
    st.lists(PIECES, max_size=60).map(lambda parts: b"Month;Team;Errors\n" + b"".join(parts)),
)


@settings(max_examples=400, deadline=None)
@given(BYTES, st.booleans())
def test_any_bytes_give_a_table_or_a_finding(content: bytes, exact: bool) -> None:
    table, findings = read_table(content, PATH, entry(period="Month", group="Team", value="Errors"), exact=exact)
    assert (table is None) == any(one.severity is Severity.ERROR for one in findings)
    assert all(one.at.line >= 1 and one.at.column >= 1 for one in findings)
    if table is not None:
        lengths = {len(getattr(one, "values", getattr(one, "codes", ()))) for one in table.columns.values()}
        assert lengths | {len(table.lines)} == {table.rows}
    excerpt(PATH, content, "", findings)


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CELLS, st.decimals(-(10**6), 10**6, places=3)), min_size=1, max_size=30), st.booleans())
def test_what_was_written_is_what_is_read(rows: list[tuple[str, object]], quoted: bool) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([("Label", "Score"), *rows])
    table, _ = read(stream.getvalue(), entry(decimal=".", group="Label", value="Score"), exact=True)
    if table is not None:
        labels, numbers = table.labels("group"), table.numbers("value")
        assert labels is not None
        assert numbers is not None
        assert len(labels.codes) == len(rows)
        assert list(numbers.values) == [float(str(value)) for _, value in rows]
        assert [Fraction(one) for one in numbers.written] == [Fraction(str(value)) for _, value in rows]


@pytest.mark.parametrize(("first", "second"), [("before", "after"), ("value", "staff"), ("person", "group")])
def test_one_heading_for_two_columns(first: str, second: str) -> None:
    finding = only("Code;Errors\na1;12\na2;14\n", entry(**{first: "Errors", second: " Errors "}))
    assert (finding.code, finding.at.path, finding.at.line) == ("ROI054", "specs/claims.roi.yaml", 6)
    assert said(finding) == f"“ Errors ” is named for two columns: {first} and {second}."
    assert finding.related[0].span.line == 5


def test_one_column_may_be_both_the_team_and_the_group() -> None:
    assert good("Team;Errors\nSouth;12\nNorth;14\n", entry(team="Team", group="Team", value="Errors")).rows == 2
