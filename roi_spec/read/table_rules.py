"""The rules of reading data files (ROI050-ROI069): what can keep a CSV from being read as its owner meant it.

The examples are CSV texts, not YAML: what the file beside the spec looks like. `ROI050` alone shows the spec, because
there the file itself cannot be had.
"""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

FILE_REFUSED = Rule(
    id="ROI050",
    name="data-file-not-usable",
    severity=Severity.ERROR,
    title="A data file cannot be opened from inside the project",
    why="Only an ordinary file inside the project can be read again by everybody who checks the result.",
    bad="data:\n  - id: claims\n    file: ../../exports/claims.csv\n",
    good="data:\n  - id: claims\n    file: data/claims.csv\n",
)
NOT_UTF8 = Rule(
    id="ROI051",
    name="data-file-not-utf-8",
    severity=Severity.ERROR,
    title="A data file is not a text saved as UTF-8",
    why="Only with UTF-8 do letters such as ë and signs such as € look the same on every computer.",
    bad="Month;Team;Errors\n2024-01;Zoë;12\n",
    good="Month;Team;Errors\n2024-01;South;12\n",
)
NOTHING_INSIDE = Rule(
    id="ROI052",
    name="data-file-empty",
    severity=Severity.ERROR,
    title="A data file holds no figures",
    why="An effect can only be computed from what was measured.",
    bad="Month;Team;Errors\n",
    good="Month;Team;Errors\n2024-01;South;12\n",
)
HEADING_NOT_FOUND = Rule(
    id="ROI053",
    name="heading-not-found",
    severity=Severity.ERROR,
    title="A column that the spec names is not in the file",
    why="The heading is how the spec and the file agree on what the figures are.",
    bad="Month;Team;Errors made\n2024-01;South;12\n",
    good="Month;Team;Errors\n2024-01;South;12\n",
)
HEADING_TWICE = Rule(
    id="ROI054",
    name="heading-twice",
    severity=Severity.ERROR,
    title="One heading stands for two columns",
    why="The spec names a column by its heading, and with two of them nobody can tell which one counts.",
    bad="Month;Team;Errors;Errors\n2024-01;South;12;14\n",
    good="Month;Team;Errors;Errors last year\n2024-01;South;12;14\n",
)
STATED_OTHERWISE = Rule(
    id="ROI055",
    name="stated-sign-does-not-fit",
    severity=Severity.ERROR,
    title="The spec names another delimiter or decimal sign than the file uses",
    why="With the wrong sign a figure can become a thousand times too large without anybody noticing.",
    bad="Month;Team;Errors\n2024-01;South;12,5\n",
    good="Month;Team;Errors\n2024-01;South;12.5\n",
)
DECIMAL_UNCLEAR = Rule(
    id="ROI056",
    name="decimal-sign-unclear",
    severity=Severity.ERROR,
    title="The file does not show whether a sign marks decimals or thousands",
    why="The two readings differ by a factor of a thousand.",
    bad="Month;Team;Errors\n2024-01;South;1.234\n2024-02;South;2.345\n",
    good="Month;Team;Errors\n2024-01;South;1.234\n2024-02;South;2.3\n",
)
QUOTATION_MARK = Rule(
    id="ROI057",
    name="quotation-mark-in-data",
    severity=Severity.ERROR,
    title="A quotation mark in a data file is not closed, or text follows it",
    why="Until the closing mark everything counts as one cell, and rows are lost.",
    bad='Month;Team;Errors\n2024-01;"South;12\n2024-02;South;14\n',
    good='Month;Team;Errors\n2024-01;"South";12\n2024-02;South;14\n',
)
RAGGED_ROW = Rule(
    id="ROI058",
    name="ragged-row",
    severity=Severity.ERROR,
    title="A row has more or fewer cells than there are headings",
    why="One cell too many or too few moves the cells behind it to the wrong column.",
    bad="Month;Team;Errors\n2024-01;South;12\n2024-02;14\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n",
)
NOT_A_NUMBER = Rule(
    id="ROI059",
    name="text-in-number-column",
    severity=Severity.ERROR,
    title="A column of numbers holds text",
    why="A text cannot be counted, and the tool does not guess what it stands for.",
    bad="Month;Team;Errors\n2024-01;South;12\n2024-02;South;about ten\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;10\n",
)
NUMBER_NOTATION = Rule(
    id="ROI060",
    name="number-notation-in-data",
    severity=Severity.ERROR,
    title="A number in a data file has a thousands mark, a unit or another sign with it",
    why="A plain number has one reading; the unit stands in the spec.",
    bad="Month;Team;Errors\n2024-01;South;12,5\n2024-02;South;1.234,56\n2024-03;South;€ 12\n",
    good="Month;Team;Errors\n2024-01;South;12,5\n2024-02;South;1234,56\n2024-03;South;12\n",
)
PLACEHOLDER = Rule(
    id="ROI061",
    name="word-for-nothing",
    severity=Severity.WARNING,
    title="A word or sign stands where a number is missing",
    why="An empty cell says without doubt that there is no figure; a hyphen may also mean zero.",
    bad="Month;Team;Errors\n2024-01;South;12\n2024-02;South;n.v.t.\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;\n",
)
SHARE_WITHOUT_SIGN = Rule(
    id="ROI062",
    name="share-without-percent-sign",
    severity=Severity.ERROR,
    title="A share has no percent sign",
    why="0.6 and 60 can mean the same, and 1 can mean 1% or everything.",
    bad="Attribution;Confidence\n60;80\n40;70\n",
    good="Attribution;Confidence\n60%;80%\n40%;70%\n",
)
EMPTY_CELL = Rule(
    id="ROI063",
    name="empty-cell",
    severity=Severity.ERROR,
    title="A row does not say whom or when it is about",
    why="A figure without its person, group or period cannot be compared with another.",
    bad="Month;Team;Errors\n2024-01;South;12\n;South;14\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n",
)
DUPLICATE_ROW = Rule(
    id="ROI064",
    name="duplicate-person",
    severity=Severity.ERROR,
    title="A person is measured twice where once is meant",
    why="Whoever is in the file twice counts twice.",
    bad="Code;Month;Errors\na1;2024-01;12\na1;2024-01;14\n",
    good="Code;Month;Errors\na1;2024-01;12\na1;2024-02;14\n",
)
MISSING_PERIOD = Rule(
    id="ROI065",
    name="missing-period",
    severity=Severity.WARNING,
    title="A series skips periods",
    why="A gap can hide exactly the months that did not fit the story, and it weakens every trend.",
    bad="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n2024-05;South;11\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n2024-03;South;11\n",
)
PERIOD_NOTATION = Rule(
    id="ROI066",
    name="period-notation",
    severity=Severity.ERROR,
    title="A period is not written as 2024-03, 2024-Q1, 2024-W05 or 2024-03-31",
    why="Only when all periods are written in one of these ways is it certain which comes first.",
    bad="Month;Team;Errors\n2024-01;South;12\nfeb-24;South;14\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n",
)
PERSONAL = Rule(
    id="ROI067",
    name="personal-data-in-file",
    severity=Severity.ERROR,
    title="A data file tells who somebody is",
    why="The file lies beside a spec that many can read and its history is kept, so a name cannot be taken back.",
    bad="E-mail;Month;Errors\na1;2024-01;12\n",
    good="Code;Month;Errors\na1;2024-01;12\n",
    source="Common mistake in published ROI figures",
    mistakes=("M49",),
)
ALIKE = Rule(
    id="ROI068",
    name="labels-alike",
    severity=Severity.WARNING,
    title="Two labels differ only in capitals or spaces",
    why="They count as two groups, which is probably one group written in two ways.",
    bad="Month;Team;Errors\n2024-01;South;12\n2024-02;south;14\n",
    good="Month;Team;Errors\n2024-01;South;12\n2024-02;South;14\n",
)
SHARE_RANGE = Rule(
    id="ROI069",
    name="share-out-of-range",
    severity=Severity.ERROR,
    title="A share is less than 0% or more than 100%",
    why="Nobody can owe more than the whole improvement to a programme, or be more than certain.",
    bad="Attribution;Confidence\n160%;80%\n40%;70%\n",
    good="Attribution;Confidence\n60%;80%\n40%;70%\n",
)
