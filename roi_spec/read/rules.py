"""The rules of reading: every kind of mistake that can stop a file from being read as its author meant it.

One `Rule` per kind. The stage that meets the mistake makes the finding; this module only says what each mistake is,
why it matters and how it looks, for the terminal, the rule pages and the tests alike.
"""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

FILE_REFUSED = Rule(
    id="ROI001",
    name="file-not-usable",
    severity=Severity.ERROR,
    title="A file cannot be opened from inside the project",
    why="Only ordinary files inside the project can be checked by everybody who gets the project.",
    bad="# specs/onboarding.roi.yaml is a shortcut to a file outside the project\n",
    good="# specs/onboarding.roi.yaml is an ordinary file\ntitle: Onboarding\n",
)
FILE_TOO_LARGE = Rule(
    id="ROI002",
    name="file-too-large",
    severity=Severity.ERROR,
    title="A file is larger than a spec can be",
    why="A spec that a person can review stays far below one megabyte; lists of rows belong in a CSV file.",
    bad="# more than one megabyte of text\ntitle: Onboarding\n",
    good="# a page or two\ntitle: Onboarding\n",
)
NOT_UTF8 = Rule(
    id="ROI003",
    name="not-utf-8",
    severity=Severity.ERROR,
    title="A file is not saved as UTF-8",
    why="Only with UTF-8 do letters such as ë and signs such as € look the same on every computer.",
    bad="# saved as Windows-1252\ntitle: Coördinatie\n",
    good="# saved as UTF-8\ntitle: Coördinatie\n",
)
CONTROL_CHARACTER = Rule(
    id="ROI004",
    name="control-character",
    severity=Severity.ERROR,
    title="A text contains a control character",
    why="A control character shows nothing and can change what a screen or a printer shows around it.",
    bad='title: "Onboarding\\e[31m"\n',
    good='title: "Onboarding"\n',
)
INVISIBLE_CHARACTER = Rule(
    id="ROI005",
    name="invisible-character",
    severity=Severity.ERROR,
    title="A text contains an invisible character",
    why="Two words that look the same but are not the same cannot be compared, searched or checked.",
    bad='"cur\\u200brency": EUR\n',
    good="currency: EUR\n",
)
DIRECTION_CHARACTER = Rule(
    id="ROI006",
    name="direction-character",
    severity=Severity.ERROR,
    title="A text contains a character that reverses the reading direction",
    why="With such a character a page can show another amount than the file says.",
    bad='title: "Benefit \\u202e000,01\\u202c EUR"\n',
    good='title: "Benefit 10,000 EUR"\n',
)
UNKNOWN_CHARACTER = Rule(
    id="ROI007",
    name="unknown-character",
    severity=Severity.ERROR,
    title="A text contains a character that has no agreed meaning",
    why="Such a character looks different, or like an empty box, on every computer and in every printout.",
    bad='title: "Onboarding \\ue000"\n',
    good='title: "Onboarding"\n',
)
STACKED_ACCENTS = Rule(
    id="ROI008",
    name="stacked-accents",
    severity=Severity.ERROR,
    title="A letter carries more than eight accents",
    why="Stacked accents run over the lines above and below and make a page unreadable.",
    bad='title: "Onboarding' + "\\u0301" * 9 + '"\n',
    good="title: Onboarding\n",
)
WRONG_CHARACTER_SET = Rule(
    id="ROI009",
    name="wrong-character-set",
    severity=Severity.WARNING,
    title="A text looks as if it was once opened with the wrong character set",
    why="The handbook would print these signs instead of the letters that were meant.",
    bad="title: CoÃ¶rdinatie van zorg\n",
    good="title: Coördinatie van zorg\n",
)
EMPTY_FILE = Rule(
    id="ROI010",
    name="empty-file",
    severity=Severity.ERROR,
    title="A spec is empty",
    why="A file without content says nothing about a programme.",
    bad="# still to be written\n",
    good='roi_spec: "1.0"\nkind: programme\n',
)
LOOSE_ACCENT = Rule(
    id="ROI011",
    name="loose-accent",
    severity=Severity.INFO,
    title="A letter and its accent are written as two characters",
    why="The word looks the same but is not found by a search and counts as a different word.",
    bad="title: Coo\u0308rdinatie\n",
    good="title: Coördinatie\n",
)
MERGE_CONFLICT = Rule(
    id="ROI012",
    name="merge-conflict",
    severity=Severity.ERROR,
    title="A merge conflict is still in the file",
    why="Two people changed the same lines, and only a person can say which version counts.",
    bad="<<<<<<< HEAD\ntitle: Onboarding\n=======\ntitle: Onboarding sales\n>>>>>>> main\n",
    good="title: Onboarding sales\n",
)
CODE_FENCE = Rule(
    id="ROI013",
    name="code-fence",
    severity=Severity.ERROR,
    title="A line with ``` was pasted along",
    why="The ``` marks belong to the chat or web page the text was copied from.",
    bad="```yaml\ntitle: Onboarding\n```\n",
    good="title: Onboarding\n",
)
TAB_INDENT = Rule(
    id="ROI014",
    name="tab-indentation",
    severity=Severity.ERROR,
    title="A line begins with a tab",
    why="A tab has a different width in every program, so only spaces say which line belongs to which.",
    bad="audience:\n\tgroup: Account managers\n",
    good="audience:\n  group: Account managers\n",
)
TAB_AFTER_VALUE = Rule(
    id="ROI015",
    name="tab-after-value",
    severity=Severity.INFO,
    title="A tab stands after a value",
    why="The tab does nothing here, but other programs may stop on it.",
    bad="currency: EUR\t\nlanguage: nl\n",
    good="currency: EUR\nlanguage: nl\n",
)
HARD_SPACE = Rule(
    id="ROI016",
    name="hard-space",
    severity=Severity.ERROR,
    title="A no-break space stands where an ordinary space is needed",
    why="A no-break space from Word or a web page looks like a space but does not count as one.",
    bad="currency:\u00a0EUR\nlanguage: nl\n",
    good="currency: EUR\nlanguage: nl\n",
)
CURLY_QUOTES = Rule(
    id="ROI017",
    name="curly-quotes",
    severity=Severity.WARNING,
    title="A value stands between curly quotation marks",
    why="Curly marks are read as part of the text; only straight marks say where a text begins and ends.",
    bad="source: “Management accounts 2024”\n",
    good='source: "Management accounts 2024"\n',
)
LIST_MARK = Rule(
    id="ROI018",
    name="list-mark",
    severity=Severity.ERROR,
    title="A list begins its items with another sign than a hyphen",
    why="Only a hyphen and a space begin an item; other signs are read as text.",
    bad="limitations:\n  • Small groups\n  • Short follow-up\n",
    good="limitations:\n  - Small groups\n  - Short follow-up\n",
)
DASH_SPACE = Rule(
    id="ROI019",
    name="dash-without-space",
    severity=Severity.ERROR,
    title="A list item has no space after its hyphen",
    why="Without the space the hyphen is read as part of the word.",
    bad="limitations:\n  -Small groups\n  -Short follow-up\n",
    good="limitations:\n  - Small groups\n  - Short follow-up\n",
)
COLON_SPACE = Rule(
    id="ROI020",
    name="colon-without-space",
    severity=Severity.ERROR,
    title="A colon has no space after it",
    why="Without the space the name and its value are read as one word.",
    bad="currency:EUR\nlanguage: nl\n",
    good="currency: EUR\nlanguage: nl\n",
)
ODD_COLON = Rule(
    id="ROI021",
    name="odd-colon",
    severity=Severity.ERROR,
    title="A sign that looks like a colon is not the ordinary colon",
    why="Only the ordinary colon separates a name from its value.",
    bad="currency：EUR\nlanguage: nl\n",
    good="currency: EUR\nlanguage: nl\n",
)
EQUALS_SIGN = Rule(
    id="ROI022",
    name="equals-sign",
    severity=Severity.ERROR,
    title="An equals sign stands where a colon is needed",
    why="A name and its value are separated by a colon.",
    bad="currency = EUR\nlanguage: nl\n",
    good="currency: EUR\nlanguage: nl\n",
)
SLASH_COMMENT = Rule(
    id="ROI023",
    name="slash-comment",
    severity=Severity.ERROR,
    title="A remark begins with //",
    why="A remark begins with #; anything else is read as content.",
    bad="// agreed with finance\ncurrency: EUR\n",
    good="# agreed with finance\ncurrency: EUR\n",
)
EXCEL_ROW = Rule(
    id="ROI024",
    name="excel-row",
    severity=Severity.ERROR,
    title="A row was pasted from a spreadsheet",
    why="A row has no names for its cells, so nobody can tell which number means what.",
    bad="costs:\n  Trainer\t18500\tactual\n",
    good="costs:\n  - id: trainer\n    amount: 18500 EUR\n    status: actual\n",
)
LOST_AFTER_HASH = Rule(
    id="ROI025",
    name="text-lost-after-hash",
    severity=Severity.WARNING,
    title="Text after # was dropped from a value",
    why="A space and # begin a remark, so what follows does not reach the handbook.",
    bad="title: Module #2 for starters\n",
    good='title: "Module #2 for starters"\n',
)
SECOND_DOCUMENT = Rule(
    id="ROI026",
    name="second-document",
    severity=Severity.ERROR,
    title="A second programme begins in the same file",
    why="With one programme per file, every finding and every number can name its file.",
    bad="title: Onboarding\n---\ntitle: Leadership\n",
    good="title: Onboarding\n",
)
DIRECTIVE = Rule(
    id="ROI027",
    name="directive",
    severity=Severity.ERROR,
    title="A line begins with a % instruction",
    why="Such an instruction changes how all values below it are understood.",
    bad="%YAML 1.1\n---\ntitle: Onboarding\n",
    good="title: Onboarding\n",
)
ANCHOR = Rule(
    id="ROI028",
    name="anchor-or-alias",
    severity=Severity.ERROR,
    title="A value refers to another place with & or *",
    why="A reader of one line must see its value there; a value that is used twice belongs under assumptions.",
    bad="first: &rate 50 EUR/hour\nsecond: *rate\n",
    good="first: 50 EUR/hour\nsecond: 50 EUR/hour\n",
)
MERGE_KEY = Rule(
    id="ROI029",
    name="merge-key",
    severity=Severity.ERROR,
    title="Lines are copied from elsewhere with <<",
    why="A reader must see every value where it counts, so lines are written out.",
    bad="trainer:\n  <<: {status: actual}\n  amount: 7000 EUR\n",
    good="trainer:\n  status: actual\n  amount: 7000 EUR\n",
)
TAG = Rule(
    id="ROI030",
    name="tag",
    severity=Severity.ERROR,
    title="A value begins with an exclamation mark",
    why="An exclamation mark at the start gives orders to a program; a spec holds only text and numbers.",
    bad="title: !important Safety first\n",
    good='title: "!important Safety first"\n',
)
DUPLICATE_KEY = Rule(
    id="ROI031",
    name="duplicate-key",
    severity=Severity.ERROR,
    title="A name occurs twice",
    why="Only one of the two values can count, and the tool does not choose for you.",
    bad="currency: EUR\ncurrency: USD\n",
    good="currency: EUR\n",
)
KEY_NOT_TEXT = Rule(
    id="ROI032",
    name="name-not-a-word",
    severity=Severity.ERROR,
    title="The name before a colon is not a word",
    why="Every value needs one plain name by which the handbook can call it.",
    bad="[trainer, room]: 500 EUR\n",
    good="trainer: 500 EUR\nroom: 500 EUR\n",
)
TOO_DEEP = Rule(
    id="ROI033",
    name="too-deep",
    severity=Severity.ERROR,
    title="Values are nested more than 32 levels deep",
    why="A spec needs a handful of levels; nobody can review more.",
    bad="title: " + "[" * 40 + "]" * 40 + "\n",
    good="title: [[Onboarding]]\n",
)
TOO_MANY_VALUES = Rule(
    id="ROI034",
    name="too-many-values",
    severity=Severity.ERROR,
    title="A file holds more than 20 000 values",
    why="A spec describes one programme; rows of data belong in a CSV file beside it.",
    bad="scores: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n",
    good="scores: scores.csv\n",
)
TEXT_TOO_LONG = Rule(
    id="ROI035",
    name="text-too-long",
    severity=Severity.ERROR,
    title="One text is longer than 10 000 characters",
    why="A text of that length is a document of its own and does not fit a handbook page.",
    bad="title: An account of everything that happened\n",
    good="title: Onboarding\n",
)
INDENTATION = Rule(
    id="ROI036",
    name="indentation",
    severity=Severity.ERROR,
    title="A line does not line up with its neighbours",
    why="The spaces at the start of a line say what the line belongs to.",
    bad="audience:\n  group: Account managers\n   invited: 10\n",
    good="audience:\n  group: Account managers\n  invited: 10\n",
)
COLON_IN_TEXT = Rule(
    id="ROI037",
    name="colon-in-text",
    severity=Severity.ERROR,
    title="A text contains a colon followed by a space",
    why="A colon and a space separate a name from its value, unless the text stands in quotation marks.",
    bad="title: Leadership: the basics\n",
    good='title: "Leadership: the basics"\n',
)
APOSTROPHE = Rule(
    id="ROI038",
    name="apostrophe-in-quotes",
    severity=Severity.ERROR,
    title="An apostrophe ends a text between single quotation marks too early",
    why="Between single marks an apostrophe counts as the closing mark.",
    bad="title: 'Foto's maken'\n",
    good='title: "Foto\'s maken"\n',
)
TEXT_AFTER_QUOTE = Rule(
    id="ROI039",
    name="text-after-quote",
    severity=Severity.ERROR,
    title="A text goes on after its closing quotation mark",
    why="Quotation marks at the start of a value must enclose all of it.",
    bad='title: "Effective" leadership\n',
    good="title: '\"Effective\" leadership'\n",
)
UNCLOSED_QUOTE = Rule(
    id="ROI040",
    name="unclosed-quote",
    severity=Severity.ERROR,
    title="A quotation mark is opened and never closed",
    why="Without the closing mark the rest of the file is read as one text.",
    bad='title: "Onboarding\ncurrency: EUR\n',
    good='title: "Onboarding"\ncurrency: EUR\n',
)
BACKSLASH = Rule(
    id="ROI041",
    name="backslash",
    severity=Severity.ERROR,
    title="A backslash stands between double quotation marks",
    why="Between double marks a backslash begins a special character; between single marks it is just a backslash.",
    bad='reference: "S:\\HR\\memo"\n',
    good="reference: 'S:\\HR\\memo'\n",
)
RESERVED_START = Rule(
    id="ROI042",
    name="reserved-start",
    severity=Severity.ERROR,
    title="A text begins with a sign that has a special meaning",
    why="At the start of a value these signs are instructions, unless the text stands in quotation marks.",
    bad="title: @Work for starters\n",
    good='title: "@Work for starters"\n',
)
MISSING_DASH = Rule(
    id="ROI043",
    name="missing-dash",
    severity=Severity.ERROR,
    title="A list item has no hyphen",
    why="A hyphen and a space say where the next item of a list begins.",
    bad="limitations:\n  - Small groups\n  Short follow-up\n  - No control group\n",
    good="limitations:\n  - Small groups\n  - Short follow-up\n  - No control group\n",
)
CONTINUATION = Rule(
    id="ROI044",
    name="continuation-line",
    severity=Severity.ERROR,
    title="The second line of a text is not indented",
    why="A line that goes on with a text stands further to the right than the name of that text.",
    bad="title: Consultative selling\nfor account managers\ncurrency: EUR\n",
    good="title: Consultative selling\n  for account managers\ncurrency: EUR\n",
)
TEXT_BLOCK = Rule(
    id="ROI045",
    name="text-block-indentation",
    severity=Severity.ERROR,
    title="The text below | or > is not indented",
    why="The text must stand further to the right than its name, or it does not belong to it.",
    bad="notes: |\nAgreed with finance.\ncurrency: EUR\n",
    good="notes: |\n  Agreed with finance.\ncurrency: EUR\n",
)
COMMA_IN_BRACES = Rule(
    id="ROI046",
    name="comma-in-braces",
    severity=Severity.ERROR,
    title="A comma cuts a text between braces in two",
    why="Between braces a comma begins the next name, so half of the text is lost.",
    bad="objective: {title: Faster, better, level: impact}\n",
    good='objective: {title: "Faster, better", level: impact}\n',
)
UNREADABLE = Rule(
    id="ROI047",
    name="not-understood",
    severity=Severity.ERROR,
    title="A line cannot be understood",
    why="From this line on it is not clear what belongs to what.",
    bad="title: Onboarding\n]\n",
    good="title: Onboarding\n",
)
MISSING_COLON = Rule(
    id="ROI048",
    name="missing-colon",
    severity=Severity.ERROR,
    title="A line has a name but no colon",
    why="A name is followed by a colon, and then by its value.",
    bad="title: Onboarding\ncurrency\nlanguage: nl\n",
    good="title: Onboarding\ncurrency: EUR\nlanguage: nl\n",
)
OPEN_BRACKET = Rule(
    id="ROI049",
    name="open-bracket",
    severity=Severity.ERROR,
    title="A bracket is opened and never closed",
    why="Without the closing bracket the lines below are read as part of the same list.",
    bad="audience: {group: Account managers, invited: 10\ncurrency: EUR\n",
    good="audience: {group: Account managers, invited: 10}\ncurrency: EUR\n",
)
