"""What people write by mistake, and what the tool answers.

Every case replaces a piece of one correct spec (`SPEC` in conftest.py) by what somebody wrote, and states the rule, the
place a person should look at, and what the tool tells them to write. Where a fix is offered, it must work.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from roi_spec.model.finding import Severity
from roi_spec.read.splice import apply
from roi_spec.read.yaml import read_text


@dataclass(frozen=True)
class Case:
    name: str
    right: str
    wrong: str
    rule: str
    place: tuple[int, int]
    help: str
    fixable: bool = True


CASES = (
    # tabs, spaces, columns
    Case(
        "a tab as indentation",
        "  group:",
        "\tgroup:",
        "ROI014",
        (8, 1),
        "Begin the line with 2 spaces: group: Account managers",
    ),
    Case("one space too few", "  invited", " invited", "ROI036", (9, 2), "Begin the line with 2 spaces: invited: 10"),
    Case("a name too deep", "  invited", "    invited", "ROI036", (9, 5), "Begin the line with 2 spaces: invited: 10"),
    Case(
        "a first name too deep",
        "  group",
        "   group",
        "ROI036",
        (8, 4),
        "Begin the line with 2 spaces: group: Account managers",
    ),
    Case(
        "a name at the margin, indented",
        "currency",
        "  currency",
        "ROI036",
        (6, 3),
        "Begin the line without spaces: currency: EUR",
    ),
    Case(
        "a field of an item out of line",
        "    amount: 5000",
        "   amount: 5000",
        "ROI036",
        (13, 4),
        "Begin the line with 4 spaces: amount: 5000 EUR",
    ),
    Case(
        "no-break spaces as indentation",
        "  group",
        "\u00a0\u00a0group",
        "ROI016",
        (8, 1),
        "Begin the line with 2 spaces: group: Account managers",
    ),
    Case(
        "a no-break space after the colon",
        "currency: EUR",
        "currency:\u00a0EUR",
        "ROI016",
        (6, 9),
        "Write currency: EUR",
    ),
    Case(
        "a space and a no-break space", "currency: EUR", "currency: \u00a0EUR", "ROI016", (6, 11), "Write currency: EUR"
    ),
    Case(
        "a no-break space inside a name", "currency:", "cur\u00a0rency:", "ROI016", (6, 1), "Type it again: cur rency:"
    ),
    Case("a tab after a value", "currency: EUR", "currency: EUR\t", "ROI015", (6, 14), "Remove the tab."),
    # the colon
    Case("no space after the colon", "currency: EUR", "currency:EUR", "ROI020", (6, 9), "Write currency: EUR"),
    Case(
        "no space after a colon further in",
        "group: Acc",
        "group:Acc",
        "ROI020",
        (8, 8),
        "Write group: Account managers",
    ),
    Case("a full-width colon", "currency: EUR", "currency：EUR", "ROI021", (6, 9), "Write currency: EUR"),
    Case("an equals sign", "currency: EUR", "currency = EUR", "ROI022", (6, 9), "Write currency: EUR"),
    Case(
        "a name alone",
        "currency: EUR",
        "currency",
        "ROI048",
        (6, 1),
        "Write a colon, a space and the value: currency: …",
        False,
    ),
    Case(
        "a name and a value without colon",
        "currency: EUR",
        "currency EUR",
        "ROI048",
        (6, 1),
        "Write currency: EUR; if",
        False,
    ),
    Case("a colon in a text", "Onboarding", "Onboarding: the start", "ROI037", (5, 8), 'Write "Onboarding: the start"'),
    Case("a colon at the end of a text", "Onboarding", "Dit leert u:", "ROI037", (5, 8), 'Write "Dit leert u:"'),
    Case(
        "a colon in a list item",
        "Small groups",
        "Note: small: groups",
        "ROI037",
        (17, 5),
        'Write "Note: small: groups"',
    ),
    Case(
        "a colon in a second line", "Onboarding", "Onboarding\n  Let op: dit", "ROI037", (6, 3), 'Put a " before', False
    ),
    Case("a colon between braces", "12 months", "a: b", "ROI037", (22, 45), 'Write "a: b"'),
    # quotation marks
    Case("an apostrophe in single marks", "Onboarding", "'Foto's maken'", "ROI038", (5, 8), 'Write "Foto\'s maken"'),
    Case(
        "two apostrophes in single marks",
        "Onboarding",
        "'Training van 't Hof'",
        "ROI038",
        (5, 8),
        'Write "Training van \'t Hof"',
    ),
    Case("an apostrophe between braces", "12 months", "'Foto's'", "ROI038", (22, 45), 'Write "Foto\'s"'),
    Case(
        "a text that begins with 's", "Onboarding", "'s Ochtends leren", "ROI040", (5, 8), 'Write "\'s Ochtends leren"'
    ),
    Case(
        "text after the closing mark",
        "Onboarding",
        '"Effectief" leidinggeven',
        "ROI039",
        (5, 8),
        "Write '\"Effectief\" leidinggeven'",
    ),
    Case("a backslash in double marks", "Onboarding", r'"S:\HR\memo"', "ROI041", (5, 8), r"Write 'S:\HR\memo'"),
    Case("a backslash that would become a tab", "Onboarding", r'"C:\temp"', "ROI041", (5, 8), r"Write 'C:\temp'"),
    Case("a network path in double marks", "Onboarding", r'"\\server\HR"', "ROI041", (5, 8), r"Write '\\server\HR'"),
    Case("a closing mark forgotten", "Onboarding", '"Onboarding', "ROI040", (5, 8), 'Write "Onboarding"'),
    Case(
        "a closing mark forgotten in a list", "Small groups", '"Small groups', "ROI040", (17, 5), 'Write "Small groups"'
    ),
    Case("curly marks", "Onboarding", "“Onboarding”", "ROI017", (5, 8), 'Write "Onboarding"'),
    Case("low marks", "Onboarding", "„Onboarding”", "ROI017", (5, 8), 'Write "Onboarding"'),
    Case("single curly marks", "Onboarding", "‘Onboarding’", "ROI017", (5, 8), 'Write "Onboarding"'),
    Case("curly marks around a date", "2025-02-01", "“2025-02-01”", "ROI017", (22, 25), 'Write "2025-02-01"'),
    Case("curly marks around a colon", "Onboarding", "“Onboarding: A”", "ROI017", (5, 8), 'Write "Onboarding: A"'),
    # signs with a meaning
    *(
        Case(
            f"a text that begins with {sign}",
            "Onboarding",
            f"{sign}Onboarding",
            "ROI042",
            (5, 8),
            f'Write "{sign}Onboarding"',
        )
        for sign in ("@", "% ", "`", "*", "& ", "&", "? ", "- ", "| ", "> ", "[A] ", "{A} ")
    ),
    Case(
        "emphasis as in a chat",
        "Onboarding",
        "*Leiderschap* voor starters",
        "ROI042",
        (5, 8),
        'Write "*Leiderschap* voor starters"',
    ),
    Case("a text that begins with !", "Onboarding", "! Onboarding", "ROI030", (5, 8), '"! Onboarding"'),
    Case("a reserved sign between braces", "12 months", "@x", "ROI042", (22, 45), 'Write "@x"'),
    Case("text after # in a title", "Onboarding", "Traject #2 midden", "ROI025", (5, 16), 'write "Traject #2 midden"'),
    Case("text after # between braces", "12 months", "M #2 x", "ROI025", (22, 45), 'Write "M #2 x"'),
    Case(
        "a comma between braces", "12 months", "12 months, more", "ROI046", (22, 45), 'Write length: "12 months, more"'
    ),
    Case("a decimal comma between braces", "12 months", "0,60", "ROI046", (22, 45), "Write length: 0.60"),
    Case(
        "an ambiguous comma between braces",
        "12 months",
        "1,234",
        "ROI046",
        (22, 45),
        "Write the number without a comma.",
        False,
    ),
    Case(
        "a brace not closed",
        "12 months}",
        "12 months",
        "ROI049",
        (22, 17),
        "Write benefit_window: {start: 2025-02-01, length: 12 months}",
    ),
    Case("a bracket not closed", "Onboarding", "[Onboarding", "ROI049", (5, 8), "Write title: [Onboarding]"),
    # lists
    Case("a hyphen forgotten", "  - Short", "  Short", "ROI043", (18, 3), "Write - Short follow-up"),
    Case(
        "a hyphen forgotten before a name", "  - id: trainer", "  id: trainer", "ROI043", (14, 3), "Write - id: trainer"
    ),
    Case(
        "a first hyphen forgotten",
        "  - id: licences\n    amount",
        "  id: licences\n  amount",
        "ROI043",
        (12, 3),
        "Write - id: licences",
    ),
    Case("no space after the hyphen", "- Small", "-Small", "ROI019", (17, 3), "Write - Small groups"),
    Case("no space between hyphen and name", "- id: trainer", "-id: trainer", "ROI019", (14, 3), "Write - id: trainer"),
    Case(
        "bullets",
        "  - Small groups\n  - Short",
        "  • Small groups\n  • Short",
        "ROI018",
        (17, 3),
        "Write - Small groups",
    ),
    Case(
        "dashes from Word",
        "  - Small groups\n  - Short",
        "  – Small groups\n  – Short",
        "ROI018",
        (17, 3),
        "Write - Small groups",
    ),
    Case("asterisks", "- Small", "* Small", "ROI018", (17, 3), "Write - Small groups"),
    Case("a bullet before a name", "- id: licences", "• id: licences", "ROI018", (12, 3), "Write - id: licences"),
    Case(
        "a row from a spreadsheet",
        "  - id: licences\n    amount: 5000 EUR",
        "  Trainer\t18.500,00\tdirect",
        "ROI024",
        (12, 3),
        "- {id: trainer, title: Trainer, amount: 18500 EUR, category: direct}",
        False,
    ),
    # whole lines
    Case(
        "a second line not indented",
        "Onboarding",
        "Onboarding\nfor new account managers",
        "ROI044",
        (6, 1),
        "Begin the line with 2 spaces: for new account managers",
    ),
    Case(
        "a text block not indented",
        "  Text with: a colon\n  - and",
        "Text of two\nwhole lines and",
        "ROI045",
        (20, 1),
        "Begin the line with 2 spaces: Text of two",
    ),
    Case("a remark with //", "currency", "// agreed\ncurrency", "ROI023", (6, 1), "Write # agreed"),
    Case("a remark with // further in", "  invited", "  // agreed\n  invited", "ROI023", (9, 3), "Write # agreed"),
    Case("a code fence", "roi_spec", "```yaml\nroi_spec", "ROI013", (2, 1), "Remove the lines with ```."),
    Case(
        "a merge conflict",
        "title: Onboarding",
        "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> main",
        "ROI012",
        (5, 1),
        "Keep one of the two versions",
        False,
    ),
    Case("a second programme", "costs:", "---\ncosts:", "ROI026", (11, 1), "Move everything below line 11", False),
    Case(
        "an instruction with %",
        "# An onboarding",
        "%YAML 1.1\n---\n# An onboarding",
        "ROI027",
        (1, 1),
        "Remove the line.",
    ),
    # names
    Case(
        "a name twice",
        "currency: EUR",
        "currency: EUR\ncurrency: USD",
        "ROI031",
        (7, 1),
        "Keep the line that is right",
        False,
    ),
    Case(
        "an invisible character in a name",
        "currency",
        "cur\u200brency",
        "ROI005",
        (6, 4),
        "Remove it, or type the word again.",
    ),
    Case(
        "a soft hyphen in a name", "currency", "cur\u00adrency", "ROI005", (6, 4), "Remove it, or type the word again."
    ),
    Case("a list as a name", "currency:", "[currency]:", "ROI032", (6, 1), "Write one word before the colon", False),
    Case("lines copied with <<", "  group", "  <<: {a: b}\n  group", "ROI029", (8, 3), "Write those lines out", False),
    # letters
    Case(
        "a letter with a loose accent", "Onboarding", "Coo\u0308rdinatie", "ROI011", (5, 10), "Type the letter ö again."
    ),
    Case("the wrong character set", "Onboarding", "CoÃ¶rdinatie", "ROI009", (5, 10), "Write ö instead of Ã¶."),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mistake_is_named_where_a_person_would_look(spec: str, case: Case) -> None:
    _, findings = read_text("course.roi.yaml", spec.replace(case.right, case.wrong, 1))
    assert [finding.code for finding in findings] == [case.rule]
    finding = findings[0]
    assert (finding.at.line, finding.at.column) == case.place
    assert case.help in str(finding.help)
    assert (finding.fix is not None) == case.fixable


@pytest.mark.parametrize("case", [case for case in CASES if case.fixable], ids=lambda case: case.name)
def test_the_fix_that_is_offered_works(spec: str, case: Case) -> None:
    written = spec.replace(case.right, case.wrong, 1)
    _, findings = read_text("course.roi.yaml", written)
    mended = apply(written, findings)
    assert mended is not None
    document, left = read_text("course.roi.yaml", mended)
    assert document is not None
    assert left == ()


def test_the_correct_spec_has_no_findings(spec: str) -> None:
    document, findings = read_text("course.roi.yaml", spec)
    assert document is not None
    assert findings == ()


def test_all_mistakes_are_named_in_one_run(spec: str) -> None:
    wrong = spec.replace("Onboarding\nc", "'Foto's'\nc").replace("  invited", "   invited").replace("- Small", "-Small")
    _, findings = read_text("course.roi.yaml", wrong)
    assert {(finding.code, finding.at.line) for finding in findings} == {("ROI038", 5), ("ROI036", 9), ("ROI019", 17)}


def test_thirty_tabs_from_one_paste_are_one_finding() -> None:
    _, findings = read_text("course.roi.yaml", "audience:\n" + "".join(f"\tfield_{n}: {n}\n" for n in range(30)))
    assert [finding.code for finding in findings] == ["ROI014"]
    assert findings[0].fix is not None
    assert len(findings[0].fix.edits) == 30


def test_a_line_is_never_moved_into_the_text_above_it(spec: str) -> None:
    _, findings = read_text("course.roi.yaml", spec.replace("{start: 2025-02-01, length: 12 months}", "{a: b}: c: {"))
    assert [finding.code for finding in findings] == ["ROI047"]
    assert findings[0].at.line == 22


def test_a_repeated_name_shows_both_places(spec: str) -> None:
    document, findings = read_text("course.roi.yaml", spec.replace("currency: EUR", "currency: EUR\ncurrency: USD"))
    assert [label.span.line for label in findings[0].related] == [6]
    assert document is not None, "the other stages can still speak about the rest of the file"


def test_a_text_cut_by_a_comma_is_read_as_it_was_meant(spec: str) -> None:
    document, _ = read_text("course.roi.yaml", spec.replace("12 months", "12 months, more"))
    length = document and document.find(("benefit_window", "length"))
    assert length is not None
    assert length.text == "12 months, more"


@pytest.mark.parametrize("written", ["", "\n\n", "# only remarks\n", "---\n", "\ufeff"])
def test_an_empty_file_says_how_to_begin(written: str) -> None:
    document, findings = read_text("course.roi.yaml", written)
    assert document is None
    assert [finding.code for finding in findings] == ["ROI010"]
    assert "roi-spec schema" in str(findings[0].help)


PROSE = (
    'notes: "It said: • one, – two, and “three” // four = 5"\n',
    "notes: It’s “good” • and ‘fine’ – 100% * 2 = ok // yes\n",
    "notes: 'Foto''s: a | b > c'\n",
    "notes: |\n  ```\n  key:value\n  -x\n  • y\n  \ttab\n  // z\n  a = b\n  <<<<<<\n",
    "notes: >-\n  Let op: dit is #1\n  - en dit\n",
    "statement:\n  Raise revenue by 15%\n  within six months\n",
    "statement:\n  doi:10.1000/182\n",
    "list:\n  - https://example.org/a#b\n  - 12:30\n  - -5\n  - a=b\n  - see ratio:two\n",
    "effect:\n  -5\n",
    "period: 12 months # agreed with finance\n",
    "a: [1, 'x, y', \"b # c\"]\nb: {c: [d, e], f: {g: h}}\n",
    "a: [\n  one,\n  two,\n]\nb: 2\n",
    "a:\n- b: 1\n  c: 2\n- b: 3\n",
    'quoted: "first line\n  second: line\n  -x\n  third"\nb: 2\n',
    "\"title\": Onboarding\n'other title': x\n",
    "a: {question: Are you ready?, answer: yes}\n",
    "formula: effect * margin * (1 - 0.5)\n",
    "title: “A” and “B”\n",
    "title: Prijs per stuk:€5\n",
    "names: {nl: Überblick, ar: مرحبا, he: שלום, fa: می‌خواهم, emoji: 👩‍👩‍👧 ❤️}\n",
    "--- \ntitle: one document with its mark\n...\n",
    "a: 1\r\nb:\r\n  - 2\r\n",
    "a: 1\rb: 2\r",
    "long:\n  # a remark between name and value\n  text\n",
    "empty:\nnext: {}\nlast: []\n",
)


@pytest.mark.parametrize("written", PROSE)
def test_good_text_is_left_alone(written: str) -> None:
    document, findings = read_text("course.roi.yaml", written)
    assert document is not None
    assert findings == ()


def test_only_errors_stop_the_reading(spec: str) -> None:
    document, findings = read_text("course.roi.yaml", spec.replace("Onboarding\nc", "“Onboarding”\nc"))
    assert document is not None
    assert findings[0].severity is Severity.WARNING
