"""The catalogue of mistakes: what people write in a spec by accident, and what the tool then says.

Every row takes one piece of a complete programme (`PROGRAMME`), replaces it by what somebody wrote, and states the rule
that speaks, the place it points at and the words to write. `‸` stands in front of the character that the finding
points at; it is not part of the text. The numbers are those of the mistakes that were collected from practice: 1 to 56
break a file or a value, S1 to S15 are the silent ones, which other tools accept and read wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.specs import with_fragment

MARK = "‸"

PROGRAMME = with_fragment("""\
summary: |
  Forty claims handlers learned to check claim files.
  The number of errors fell by a third.
delivery:
  start: 2025-01-13
  end: 2025-01-24
business_goal:
  statement: A third fewer errors in claim files.
  owner: Claims director
audience:
  group: Claims handlers
  invited: 40
  started: 40
  completed: 40
  selection: everyone
kpis:
  - id: checklist
    hurdle:
      affordable: true
costs:
  - id: needs
    title: Interviews with the teams
    category: needs_analysis
    amount: 1200 EUR
    source: Time sheets
  - id: design
    title: Design of the course
    category: development
    amount: 4780 EUR
    source: Invoice 2025-012
  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}
  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}
  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}
""")

Weight = Literal["error", "warning", "info"]
SavedAs = Literal["utf-8", "utf-8-sig", "utf-16", "windows-1252", "crlf", "cr"]
"""How the bytes come to disk: a character set, or the line ends of another system."""


@dataclass(frozen=True)
class Mistake:
    """One thing that people write."""

    number: str
    what: str
    right: str
    wrong: str
    code: str
    """The rule that speaks; empty when the tool accepts what was written."""
    advice: str
    """A piece of what the tool tells people to write."""
    severity: Weight = "error"
    saved_as: SavedAs = "utf-8"


def mistake(
    number: str,
    what: str,
    right: str,
    wrong: str,
    code: str,
    advice: str,
    saved_as: SavedAs = "utf-8",
) -> Mistake:
    """What the tool refuses."""
    return Mistake(number, what, right, wrong, code, advice, saved_as=saved_as)


def fine(number: str, what: str, right: str, wrong: str, saved_as: SavedAs = "utf-8") -> Mistake:
    """What looks like a mistake and is accepted."""
    return Mistake(number, what, right, wrong, "", "", saved_as=saved_as)


def remark(
    number: str, what: str, right: str, wrong: str, code: str, advice: str, severity: Weight = "warning"
) -> Mistake:
    """What is accepted, with a remark."""
    return Mistake(number, what, right, wrong, code, advice, severity)


TITLE = "title: Careful claims handling"
AMOUNT = "amount: 4780 EUR"
INVITED = "invited: 40\n  started"
DAY = "start: 2025-01-13"
ALL_COSTS = "costs:\n" + PROGRAMME.partition("costs:\n")[2].partition("external_influences:")[0]

# fmt: off
BROKEN = (
    # indentation
    mistake("1", "a tab as indentation", "  group:", "‸\tgroup:",
            "ROI014", "Begin the line with 2 spaces: group: Claims"),
    mistake("2", "one space too few", "  started", " ‸started", "ROI036", "Begin the line with 2 spaces: started: 40"),
    mistake("3", "a name too deep", "  started", "    ‸started", "ROI036", "Begin the line with 2 spaces: started: 40"),
    # the colon
    mistake("4", "no space after the colon", "currency: EUR", "currency‸:EUR", "ROI020", "Write currency: EUR"),
    # amounts, shares, dates
    mistake("5", "1.234,56", AMOUNT, "amount: ‸1.234,56", "ROI221", "Write 1234.56 EUR"),
    mistake("5", "1.234,56 EUR", AMOUNT, "amount: ‸1.234,56 EUR", "ROI221", "Write 1234.56 EUR"),
    mistake("6", "a share as 0,60", "share: 90%", "share: ‸0,60", "ROI226", "Write 60%"),
    mistake("7", "a share as 60", "share: 90%", "share: ‸60", "ROI226", "Write 60%"),
    # Elsewhere 0.6 passes. Here only the percent sign counts, so that 0.6 and 0.6% cannot be taken for each other.
    mistake("7", "a share as 0.6", "share: 90%", "share: ‸0.6", "ROI226", "Write 60%"),
    fine("8", "a share as 60%", "share: 90%", "share: 60%"),
    mistake("9", "€ 18.500", AMOUNT, "amount: ‸€ 18.500", "ROI220", "Did you mean 18500 EUR?"),
    fine("10", "a date without quotation marks", DAY, "start: 2025-01-14"),
    fine("10", "a date in quotation marks", DAY, 'start: "2025-01-14"'),
    mistake("11", "31-12-2024", DAY, "start: ‸31-12-2024", "ROI240", "Write 2024-12-31"),
    mistake("12", "30 February", DAY, "start: ‸2025-02-30", "ROI242", "Did you mean 2025-02-28?"),
    mistake("12", "30 February in quotation marks", DAY, 'start: ‸"2025-02-30"', "ROI242", "Did you mean 2025-02-28?"),
    mistake("13", "curly quotation marks around a date", DAY, "start: ‸“2025-01-13”", "ROI245", "Write 2025-01-13"),
    mistake("14", "low quotation marks around a date", DAY, "start: ‸„2025-01-13”", "ROI245", "Write 2025-01-13"),
    # texts
    mistake("15", "a colon in a text", TITLE, "title: ‸Claims: the careful way",
            "ROI037", 'Write "Claims: the careful way"'),
    mistake("16", "an apostrophe in single marks", TITLE, "title: ‸'Foto's maken'", "ROI038", 'Write "Foto\'s maken"'),
    mistake("16", "an apostrophe before a word", TITLE, "title: ‸'Training van 't Hof'",
            "ROI038", '"Training van \'t Hof"'),
    mistake("17", "a text that begins with 's", TITLE, "title: ‸'s Ochtends leren",
            "ROI040", 'Write "\'s Ochtends leren"'),
    mistake("18", "words behind the closing mark", TITLE, 'title: ‸"Effectief" leidinggeven',
            "ROI039", "Write '\"Effectief\" leidinggeven'"),
    mistake("19", "a backslash in double marks", TITLE, 'title: ‸"S:\\HR\\memo"', "ROI041", "Write 'S:\\HR\\memo'"),
    mistake("20", "a closing mark forgotten", TITLE, 'title: ‸"Careful claims handling',
            "ROI040", 'Write "Careful claims handling"'),
    # letters and bytes
    mistake("21", "saved as Windows-1252", TITLE, "title: Co‸ördinatie",
            "ROI003", "in Notepad: File, Save as, Encoding", saved_as="windows-1252"),
    # Every other tool reads UTF-16, each with other line and column numbers. Refused, with the way to save it again.
    mistake("22", "saved as UTF-16", PROGRAMME, f"‸{PROGRAMME}",
            "ROI003", "in Notepad: File, Save as", saved_as="utf-16"),
    fine("22", "saved with an order mark", TITLE, "title: Coördinatie", saved_as="utf-8-sig"),
    fine("22", "line ends of Windows", TITLE, TITLE, saved_as="crlf"),
    fine("22", "line ends of an old Mac", TITLE, TITLE, saved_as="cr"),
    mistake("23", "no-break spaces as indentation", "  group:", "‸\u00a0\u00a0group:",
            "ROI016", "Begin the line with 2 spaces: group: Claims"),
    mistake("24", "a no-break space after the colon", "currency: EUR", "currency‸:\u00a0EUR",
            "ROI016", "Write currency: EUR"),
    mistake("25", "an invisible space in a name", "currency:", "cur‸\u200brency:",
            "ROI005", "Remove it, or type the word again."),
    mistake("25", "a soft hyphen in a name", "currency:", "cur‸\u00adrency:",
            "ROI005", "Remove it, or type the word again."),
    # names of fields
    mistake("26", "a name twice", "currency: EUR", "currency: EUR\n‸currency: USD",
            "ROI031", "Keep the line that is right"),
    mistake("27", "a name misspelt", "completed: 40", "‸complted: 40",
            "ROI201", "Write `completed` instead of `complted`."),
    mistake("28", "a Dutch name", "completed: 40", "‸deelnemers: 40",
            "ROI201", "Write `completed` instead of `deelnemers`."),
    mistake("29", "a name with a capital", TITLE, "‸Title: Careful claims handling",
            "ROI201", "Write `title` instead of `Title`."),
    mistake("29", "a name with a space", "price_year", "‸price year",
            "ROI201", "Write `price_year` instead of `price year`."),
    mistake("29", "a name with a hyphen", "price_year", "‸price-year",
            "ROI201", "Write `price_year` instead of `price-year`."),
    mistake("30", "a choice with a capital", "category: development", "category: ‸Development",
            "ROI205", "Write development, or choose from: needs_analysis"),
    mistake("31", "ja", "affordable: true", "affordable: ‸ja", "ROI244", "Write true"),
    mistake("31", "yes", "affordable: true", "affordable: ‸yes", "ROI244", "Write true"),
    mistake("31", "WAAR", "affordable: true", "affordable: ‸WAAR", "ROI244", "Write true"),
    # lists
    mistake("32", "a hyphen forgotten", "  - id: design", "  ‸id: design", "ROI043", "Write - id: design"),
    mistake("32", "no space after the hyphen", "  - id: design", "  ‸-id: design", "ROI019", "Write - id: design"),
    mistake("32", "a bullet", "  - id: design", "  ‸• id: design", "ROI018", "Write - id: design"),
    mistake("32", "a dash from Word", "  - id: design", "  ‸– id: design", "ROI018", "Write - id: design"),
    mistake("33", "a list written as names and values",
            ALL_COSTS, "‸costs:\n  Trainer: 18500 EUR\n  Room: 200 EUR\n",
            "ROI204", "Write:\ncosts:\n  - id: trainer\n    title: Trainer\n    category: facilitation\n    amount:"),
    mistake("34", "a field missing",
            "id: design\n    title: Design of the course\n    category: development", "id: ‸design",
            "ROI202", "Add `category:` with one of these words:\nneeds_analysis (Needs analysis)"),
    mistake("35", "a method with a hyphen", "method: expert_estimate", "method: ‸expert-estimate",
            "ROI205", "Write expert_estimate, or choose from:"),
    mistake("36", "confidence missing",
            "method: expert_estimate\n        share: 90%\n        confidence: 95%",
            "method: ‸expert_estimate\n        share: 90%",
            "ROI202", "confidence: 60%"),
    mistake("37", "a value left empty", INVITED, "‸invited:\n  started", "ROI203", "Fill it in, or remove the line."),
    # Accepted elsewhere. Without the marks an editor reads a number, so the tool asks for them, ready to copy.
    mistake("38", "the version without quotation marks", 'roi_spec: "1.0"', "roi_spec: ‸1.0", "ROI208", 'Write "1.0"'),
    mistake("39", "an empty file", PROGRAMME, "‸", "ROI010", "roi-spec schema"),
    mistake("39", "a file with remarks only", PROGRAMME, "‸# To be written\n", "ROI010", "roi-spec schema"),
    mistake("40", "a code with a leading zero", "id: careful-claims", "id: ‸0123",
            "ROI212", 'Put it in quotation marks: "0123"'),
    # signs with a meaning of their own
    *(
        mistake("41", f"a text that begins with {sign.strip()}", TITLE, f"title: ‸{sign}Claims",
                "ROI042", f'Write "{sign}Claims"')
        for sign in ("@", "% ", "`", "*", "& ", "&", "? ", "- ", "| ", "> ", "[A] ", "{A} ")
    ),
    mistake("41", "a text that begins with !", TITLE, "title: ‸! Claims", "ROI030", '"! Claims"'),
    mistake("42", "two versions after a merge", TITLE, "‸<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> main",
            "ROI012", "Keep one of the two versions"),
    mistake("43", "a second line not indented", TITLE, f"{TITLE}\n‸for new colleagues",
            "ROI044", "Begin the line with 2 spaces: for new colleagues"),
    mistake("44", "a text block not indented",
            "  Forty claims handlers learned to check claim files.\n  The number",
            "‸Forty claims handlers learned to check claim files.\nThe number",
            "ROI045", "Begin the line with 2 spaces: Forty"),
    mistake("45", "a real minus sign", "target: 4 points", "target: ‸−4 points", "ROI221", "Write -4 points"),
    mistake("46", "fences around the text", 'roi_spec: "1.0"', '‸```yaml\nroi_spec: "1.0"',
            "ROI013", "Remove the lines with ```."),
    mistake("47", "two programmes in one file", "costs:\n", "‸---\ncosts:\n", "ROI026", "Move everything below line"),
    mistake("48", "a full-width colon", "currency:", "currency‸：", "ROI021", "Write currency: EUR"),
    mistake("49", "an equals sign", "currency: EUR", "currency‸ = EUR", "ROI022", "Write currency: EUR"),
    mistake("49", "a name alone", INVITED, "‸invited\n  started",
            "ROI048", "Write a colon, a space and the value: invited: …"),
    mistake("50", "a remark with //", INVITED, "‸// agreed with the manager\n  invited: 40\n  started",
            "ROI023", "Write # agreed with the manager"),
    remark("51", "a tab behind a value", "currency: EUR", "currency: EUR‸\t",
           "ROI015", "Remove the tab.", severity="info"),
    mistake("52", "a row from a spreadsheet", ALL_COSTS, "costs:\n  ‸Trainer\t18.500,00\tfacilitation\n",
            "ROI024", "- {id: trainer, title: Trainer, amount: 18500 EUR, category: facilitation}"),
    # counts
    mistake("53", "48 personen", INVITED, "invited: ‸48 personen\n  started", "ROI231", "Write 48"),
    mistake("53", "ca. 48", INVITED, "invited: ‸ca. 48\n  started", "ROI227", "Write 48"),
    mistake("53", "~48", INVITED, "invited: ‸~48\n  started", "ROI227", "Write 48"),
    mistake("53", "40-50", INVITED, "invited: ‸40-50\n  started",
            "ROI228", "Choose one number, the careful one: 40 or 50."),
    mistake("54", "48,", INVITED, "invited: ‸48,\n  started", "ROI231", "Write 48"),
    mistake("54", '"48"', INVITED, 'invited: ‸"48"\n  started', "ROI231", "Write 48"),
    mistake("55", "a cost below zero", AMOUNT, "amount: ‸-18500 EUR", "ROI232", "A subsidy or refund is not a cost"),
    mistake("56", "the euro sign as currency", "currency: EUR", "currency: ‸€", "ROI205", "Write EUR"),
)

SILENT = (
    mistake("S1", "18.500", AMOUNT, "amount: ‸18.500 EUR",
            "ROI220", "Did you mean 18500 EUR? A point is only for cents"),
    mistake("S2", "1.234", AMOUNT, "amount: ‸1.234 EUR", "ROI220", "Did you mean 1234 EUR?"),
    remark("S3", "words behind #", TITLE, "title: Traject ‸#2 midden", "ROI025", 'write "Traject #2 midden"'),
    remark("S4", "curly marks around a source", "source: Invoice 2025-012", "source: ‸‘Invoice 2025-012’",
           "ROI017", 'Write "Invoice 2025-012"'),
    fine("S4", "curly marks inside a sentence", "source: Invoice 2025-012", "source: The invoice ‘2025-012’ of May"),
    mistake("S5", ".nan", AMOUNT, "amount: ‸.nan", "ROI234", "Write an amount and its currency"),
    mistake("S5", ".inf", AMOUNT, "amount: ‸.inf", "ROI234", "Write an amount and its currency"),
    mistake("S6", "1_234", AMOUNT, "amount: ‸1_234 EUR", "ROI221", "Write 1234 EUR"),
    mistake("S7", "010", INVITED, "invited: ‸040\n  started",
            "ROI231", "Write 40, without quotation marks, leading zeros"),
    *(
        mistake("S8", f"{word} as title", TITLE, f"title: ‸{word}", "ROI210", "Write the answer.")
        for word in ("TODO", "…", "xxx", "[vul in]")
    ),
    mistake("S9", "an end before the start", "end: 2025-01-24", "end: ‸2024-01-24",
            "ROI243", "Check both dates; the end comes last."),
    mistake("S9", "a period of no time", "length: 12 months", "length: ‸0 months", "ROI233", "Write how long it is"),
    mistake("S10", "1e3", AMOUNT, "amount: ‸1e3 EUR", "ROI221", "Write 1000 EUR"),
    mistake("S10", "0x1F", AMOUNT, "amount: ‸0x1F", "ROI221", "Write 31 EUR"),
    mistake("S10", "0o10", AMOUNT, "amount: ‸0o10", "ROI221", "Write 8 EUR"),
    remark("S11", "two addresses in one field",
           "owner: Learning and development", "owner: ‸a@example.org, b@example.org",
           "ROI261", "Name one role or department."),
    remark("S11", "a file on somebody's disk as source", "source: Invoice 2025-012", "source: ‸S:\\HR\\memo.xlsx",
           "ROI260", "Give a document number"),
    remark("S12", "a letter of two characters", TITLE, "title: Co‸o\u0308rdination",
           "ROI011", "Type the letter ö again.", severity="info"),
    mistake("S12", "an invisible line end", TITLE, "title: Careful‸\u2028claims",
            "ROI005", "Remove it, or type the word again."),
    remark("S13", "costs for more people than were invited",
           "title: Design of the course", "title: Design of the course\n    people: ‸84",
           "ROI262", "Check both counts."),
    remark("S14", "one assumption twice",
           "  - {id: rate,",
           "  - {id: price, title: ‸Cost of one error, value: 80 EUR/error, source: Cost manual 2025}\n  - {id: rate,",
           "ROI263", "Keep one"),
    remark("S15", "letters of the wrong character set", TITLE, "title: Co‸Ã¶rdination",
           "ROI009", "Write ö instead of Ã¶."),
)
# fmt: on

CATALOGUE = (*BROKEN, *SILENT)
