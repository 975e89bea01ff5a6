"""The rules of the language: fields, values, quantities, dates, names and formulas.

One `Rule` per kind of mistake. The examples are parts of a file: a test completes each to a whole spec, and proves
that the bad one gives exactly this finding and the good one none. A programme is completed to `evaluation_level: 1`
with an audience.
"""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

UNKNOWN_FIELD = Rule(
    id="ROI201",
    name="unknown-field",
    severity=Severity.ERROR,
    title="A field has a name that the language does not know",
    why="A value under an unknown name would be read by nobody and would silently be missing from the result.",
    bad=("audience:\n  group: Account managers\n  deelnemers: 10\n"),
    good=("audience:\n  group: Account managers\n  completed: 10\n"),
)
MISSING_FIELD = Rule(
    id="ROI202",
    name="missing-field",
    severity=Severity.ERROR,
    title="A field that must be there is missing",
    why="Without it the file cannot be evaluated or a reader cannot judge the result.",
    bad=("costs:\n  - id: trainer\n    amount: 7000 EUR\n"),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 7000 EUR\n"),
)
EMPTY_VALUE = Rule(
    id="ROI203",
    name="empty-value",
    severity=Severity.ERROR,
    title="A field has a name but no value",
    why="An empty field can mean forgotten, zero or unknown; a reader cannot tell which.",
    bad=("audience:\n  group: Account managers\n  invited:\n"),
    good=("audience:\n  group: Account managers\n  invited: 10\n"),
)
WRONG_SHAPE = Rule(
    id="ROI204",
    name="list-or-fields",
    severity=Severity.ERROR,
    title="A list stands where fields are needed, or the other way round",
    why="The number of items and what belongs to what must be clear at a glance.",
    bad="limitations:\n  small_groups: The groups are small\n",
    good="limitations:\n  - The groups are small\n",
)
UNKNOWN_CHOICE = Rule(
    id="ROI205",
    name="unknown-choice",
    severity=Severity.ERROR,
    title="A field with a fixed list of words holds another word",
    why="The word decides how the value is used, so it must be one that the tool knows.",
    bad="perspective: werkgever\n",
    good="perspective: employer\n",
)
OTHER_METHOD = Rule(
    id="ROI206",
    name="field-of-another-method",
    severity=Severity.ERROR,
    title="A field belongs to another attribution method",
    why="A value that the chosen method does not use would look as if it counted.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: none\n"
        "      why: There is no other group\n"
        "      assignment: matched\n"
    ),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: none\n"
        "      why: There is no other group\n"
    ),
)
UNKNOWN_KIND = Rule(
    id="ROI207",
    name="kind-of-file",
    severity=Severity.ERROR,
    title="It is not clear what kind of file this is",
    why="The kind decides which fields a file has.",
    bad="kind: training\n",
    good="kind: programme\n",
)
VERSION = Rule(
    id="ROI208",
    name="language-version",
    severity=Severity.ERROR,
    title="The version of the language is not written as the tool expects",
    why="The version says by which rules the file is read, also years from now.",
    bad="roi_spec: 1.0\n",
    good='roi_spec: "1.0"\n',
)
MANY_FINDINGS = Rule(
    id="ROI209",
    name="many-findings",
    severity=Severity.INFO,
    title="A file has more findings than are shown",
    why="When many things are wrong at once, mending the first ones often solves the rest.",
    bad="limitations:\n" + "  - TODO\n" * 51,
    good="limitations:\n  - Small groups\n",
)
PLACEHOLDER = Rule(
    id="ROI210",
    name="placeholder",
    severity=Severity.ERROR,
    title="A text is still a placeholder",
    why="A placeholder would be printed in the handbook as if it were the answer.",
    bad="summary: TODO\n",
    good="summary: Two days on the needs dialogue.\n",
)
FORM = Rule(
    id="ROI211",
    name="form-of-name",
    severity=Severity.ERROR,
    title="A name, code or address does not have the form it needs",
    why="These are used in formulas, file names and links, where only some characters work everywhere.",
    bad=("objectives:\n  - id: Use dialogue\n    level: application\n    statement: Use the dialogue\n"),
    good=("objectives:\n  - id: use_dialogue\n    level: application\n    statement: Use the dialogue\n"),
)
TEXT_EXPECTED = Rule(
    id="ROI212",
    name="text-without-quotes",
    severity=Severity.ERROR,
    title="A text looks like a number or like yes or no",
    why="Without quotation marks the editor and other programs read a number, and 0123 becomes 123.",
    bad="theme: 0123\n",
    good='theme: "0123"\n',
)
EITHER_OR = Rule(
    id="ROI213",
    name="either-or",
    severity=Severity.ERROR,
    title="Two fields exclude each other, or one of two is missing",
    why="With both a value and a formula nobody can say which of the two counts.",
    bad=("assumptions:\n  - id: rate\n    title: Hourly rate\n"),
    good=("assumptions:\n  - id: rate\n    title: Hourly rate\n    value: 50 EUR/hour\n"),
)
TEXT_LENGTH = Rule(
    id="ROI214",
    name="length-of-text",
    severity=Severity.ERROR,
    title="A short text is too long for its place",
    why="Titles and labels stand in tables and headings, where a long text pushes the figures off the page.",
    bad=("theme: " + "Sales " * 60 + "\n"),
    good="theme: Sales\n",
)
LIST_LENGTH = Rule(
    id="ROI215",
    name="length-of-list",
    severity=Severity.ERROR,
    title="A list has more or fewer items than the method can use",
    why="With three drivers and a dozen periods a model explains everything and proves nothing.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: forecast_model\n"
        "      drivers: []\n"
        "      before: [{period: 2024-01, value: 5 errors}]\n"
        "      after: [{period: 2024-02, value: 4 errors}]\n"
    ),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: forecast_model\n"
        "      drivers: [{id: orders, title: Orders received}]\n"
        "      before: [{period: 2024-01, value: 5 errors, drivers: {orders: 10 orders}}]\n"
        "      after: [{period: 2024-02, value: 4 errors, drivers: {orders: 11 orders}}]\n"
    ),
)
THOUSANDS_DOT = Rule(
    id="ROI220",
    name="thousands-dot",
    severity=Severity.ERROR,
    title="A point stands where thousands were probably meant",
    why="A point is only for decimals, so 18.500 would count as eighteen and a half.",
    bad=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 18.500 EUR\n"),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 18500 EUR\n"),
)
NUMBER_NOTATION = Rule(
    id="ROI221",
    name="number-notation",
    severity=Severity.ERROR,
    title="A number is not written in plain digits",
    why="One notation for everybody: digits, a point for decimals, then the unit.",
    bad=('costs:\n  - id: trainer\n    category: facilitation\n    amount: "1.234,56 EUR"\n'),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 1234.56 EUR\n"),
)
AMBIGUOUS_NUMBER = Rule(
    id="ROI222",
    name="ambiguous-number",
    severity=Severity.ERROR,
    title="A number can be read in two ways",
    why="The two readings differ by a factor of a thousand, so only the author can choose.",
    bad=('costs:\n  - id: trainer\n    category: facilitation\n    amount: "1,234 EUR"\n'),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 1234 EUR\n"),
)
UNIT_MISSING = Rule(
    id="ROI223",
    name="unit-missing",
    severity=Severity.ERROR,
    title="A number has no unit",
    why="Only with its unit can a value be checked: per hour or per month, per person or in total.",
    bad=("assumptions:\n  - id: rate\n    value: 50\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n"),
)
UNKNOWN_UNIT = Rule(
    id="ROI224",
    name="unknown-unit",
    severity=Severity.ERROR,
    title="A unit is not in the vocabulary",
    why="A misspelt unit would count as something of its own, and the sum would no longer fit.",
    bad=("assumptions:\n  - id: rate\n    value: 50 EUR/hor\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n"),
)
WRONG_UNIT = Rule(
    id="ROI225",
    name="wrong-kind-of-unit",
    severity=Severity.ERROR,
    title="A value has a unit of another kind than its field needs",
    why="A cost is an amount, a share is a percentage and a window is calendar time; anything else cannot be added up.",
    bad=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 7000 EUR/day\n"),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 7000 EUR\n"),
)
SHARE_NOTATION = Rule(
    id="ROI226",
    name="share-notation",
    severity=Severity.ERROR,
    title="A share is not written as a percentage",
    why="60, 0.6 and 60% are three notations for one thing; only the last cannot be misread.",
    bad="target_roi:\n  value: 25\n",
    good="target_roi:\n  value: 25%\n",
)
APPROXIMATE = Rule(
    id="ROI227",
    name="approximate-number",
    severity=Severity.ERROR,
    title="A number is marked as approximate",
    why="The tool calculates with one figure and shows its uncertainty as a low and a high.",
    bad=("assumptions:\n  - id: rate\n    value: ca. 48 hours\n"),
    good=("assumptions:\n  - id: rate\n    value: 48 hours\n"),
)
RANGE_IN_VALUE = Rule(
    id="ROI228",
    name="range-in-one-value",
    severity=Severity.ERROR,
    title="One field holds two numbers",
    why="A range has a field for each end, so that the result can show both.",
    bad=("assumptions:\n  - id: rate\n    value: 40-50 hours\n"),
    good=("assumptions:\n  - id: rate\n    value: 45 hours\n    low: 40 hours\n    high: 50 hours\n"),
)
SUM_IN_VALUE = Rule(
    id="ROI229",
    name="sum-in-value",
    severity=Severity.ERROR,
    title="A value holds a calculation",
    why="With the parts in a formula the handbook can show them, and each has its own source.",
    bad=("costs:\n  - id: trainer\n    category: facilitation\n    amount: =500*37\n"),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 18500 EUR\n"),
)
NOT_AVAILABLE = Rule(
    id="ROI230",
    name="not-available",
    severity=Severity.ERROR,
    title="A value says that there is none",
    why="A missing value is left out, and where that matters a field says why.",
    bad=("assumptions:\n  - id: rate\n    value: n.v.t.\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n"),
)
WHOLE_NUMBER = Rule(
    id="ROI231",
    name="whole-number",
    severity=Severity.ERROR,
    title="A count is not written as a bare whole number",
    why="Counts of people and events have no unit, no quotation marks and no decimals.",
    bad=("audience:\n  group: Account managers\n  invited: 48 personen\n"),
    good=("audience:\n  group: Account managers\n  invited: 48\n"),
)
NEGATIVE = Rule(
    id="ROI232",
    name="negative-amount",
    severity=Severity.ERROR,
    title="An amount or a count is below zero",
    why="Costs are positive; what comes in belongs to the benefits.",
    bad=("costs:\n  - id: trainer\n    category: facilitation\n    amount: -7000 EUR\n"),
    good=("costs:\n  - id: trainer\n    category: facilitation\n    amount: 7000 EUR\n"),
)
OUT_OF_RANGE = Rule(
    id="ROI233",
    name="out-of-range",
    severity=Severity.ERROR,
    title="A value lies outside what is possible",
    why="A share above 100% or a sixth level does not exist, so something else was meant.",
    bad="evaluation_level: 6\n",
    good="evaluation_level: 5\n",
)
NOT_A_NUMBER = Rule(
    id="ROI234",
    name="not-a-number",
    severity=Severity.ERROR,
    title="A value stands for no number or for infinity",
    why="Every result that uses it would be empty, without anybody noticing.",
    bad=("assumptions:\n  - id: rate\n    value: .nan\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n"),
)
RANGE_ORDER = Rule(
    id="ROI235",
    name="order-of-range",
    severity=Severity.ERROR,
    title="The low end lies above the value, or the high end below it",
    why="The range would be turned round, and the careful figure would be the hopeful one.",
    bad=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n    low: 55 EUR/hour\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n    low: 45 EUR/hour\n"),
)
DATE_NOTATION = Rule(
    id="ROI240",
    name="date-notation",
    severity=Severity.ERROR,
    title="A date is not written as year-month-day",
    why="Year-month-day is the only notation that everybody reads alike.",
    bad="delivery:\n  start: 31-12-2025\n",
    good="delivery:\n  start: 2025-12-31\n",
)
AMBIGUOUS_DATE = Rule(
    id="ROI241",
    name="ambiguous-date",
    severity=Severity.ERROR,
    title="A date can be read in two ways",
    why="In one country 01/02 is the first of February, in another the second of January.",
    bad="delivery:\n  start: 01/02/2025\n",
    good="delivery:\n  start: 2025-02-01\n",
)
NO_SUCH_DATE = Rule(
    id="ROI242",
    name="no-such-date",
    severity=Severity.ERROR,
    title="A date does not exist",
    why="A day that does not exist cannot be compared with other days.",
    bad="delivery:\n  start: 2025-02-30\n",
    good="delivery:\n  start: 2025-02-28\n",
)
PERIOD_ORDER = Rule(
    id="ROI243",
    name="order-of-dates",
    severity=Severity.ERROR,
    title="A period ends before it begins",
    why="A period that ends before it begins holds nothing to measure.",
    bad=("delivery:\n  start: 2025-03-10\n  end: 2025-03-01\n"),
    good=("delivery:\n  start: 2025-03-01\n  end: 2025-03-10\n"),
)
YES_NO = Rule(
    id="ROI244",
    name="yes-or-no",
    severity=Severity.ERROR,
    title="An answer is not written as true or false",
    why="true and false are the two words that every program reads alike.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    hurdle:\n"
        "      affordable: ja\n"
    ),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    hurdle:\n"
        "      affordable: true\n"
    ),
)
WORD_QUOTES = Rule(
    id="ROI245",
    name="word-quotes",
    severity=Severity.ERROR,
    title="A value stands between quotation marks from a word processor",
    why="Curly marks count as part of the value, so it is no longer a number or a date.",
    bad="delivery:\n  start: “2025-01-01”\n",
    good="delivery:\n  start: 2025-01-01\n",
)
UNKNOWN_NAME = Rule(
    id="ROI250",
    name="unknown-name",
    severity=Severity.ERROR,
    title="A formula uses a name that does not exist",
    why="A formula can only be worked out when every name in it has a value.",
    bad=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n  - id: day_rate\n    formula: 8 * ratee\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n  - id: day_rate\n    formula: 8 * rate\n"),
)
CYCLE = Rule(
    id="ROI251",
    name="circle",
    severity=Severity.ERROR,
    title="Formulas go round in a circle",
    why="Each value waits for the other, so none of them can be worked out.",
    bad=("assumptions:\n  - id: gross\n    formula: net * 2\n  - id: net\n    formula: gross / 2\n"),
    good=("assumptions:\n  - id: gross\n    value: 50 EUR/hour\n  - id: net\n    formula: gross / 2\n"),
)
FORMULA = Rule(
    id="ROI252",
    name="formula-notation",
    severity=Severity.ERROR,
    title="A formula cannot be read",
    why="A formula is a sum of names and numbers, so that every reader can follow it.",
    bad=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n  - id: day_rate\n    formula: 8 × rate\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n  - id: day_rate\n    formula: 8 * rate\n"),
)
UNKNOWN_KPI = Rule(
    id="ROI253",
    name="unknown-kpi",
    severity=Severity.ERROR,
    title="A field refers to a KPI that does not exist",
    why="The chain from objective to result breaks where a KPI is missing.",
    bad=("objectives:\n  - id: apply\n    level: application\n    statement: Use the dialogue\n    kpi: dialogue\n"),
    good=(
        "objectives:\n"
        "  - id: apply\n"
        "    level: application\n"
        "    statement: Use the dialogue\n"
        "    kpi: dialogue\n"
        "kpis:\n"
        "  - id: dialogue\n"
        "    title: Use of the dialogue\n"
        "    level: application\n"
        "    better: higher\n"
    ),
)
DUPLICATE_ID = Rule(
    id="ROI254",
    name="same-id-twice",
    severity=Severity.ERROR,
    title="Two items have the same id",
    why="A reference to this id could mean either of the two.",
    bad=(
        "objectives:\n"
        "  - id: apply\n"
        "    level: application\n"
        "    statement: Use the dialogue\n"
        "  - id: apply\n"
        "    level: learning\n"
        "    statement: Know the dialogue\n"
    ),
    good=(
        "objectives:\n"
        "  - id: apply\n"
        "    level: application\n"
        "    statement: Use the dialogue\n"
        "  - id: know\n"
        "    level: learning\n"
        "    statement: Know the dialogue\n"
    ),
)
DRIVER = Rule(
    id="ROI255",
    name="drivers-and-measurements",
    severity=Severity.ERROR,
    title="A measurement names another driver than the method does",
    why="The model needs the value of every driver in every period.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: forecast_model\n"
        "      drivers: [{id: orders, title: Orders received}]\n"
        "      before: [{period: 2024-01, value: 5 errors, drivers: {order: 10 orders}}]\n"
        "      after: [{period: 2024-02, value: 4 errors, drivers: {orders: 11 orders}}]\n"
    ),
    good=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    attribution:\n"
        "      method: forecast_model\n"
        "      drivers: [{id: orders, title: Orders received}]\n"
        "      before: [{period: 2024-01, value: 5 errors, drivers: {orders: 10 orders}}]\n"
        "      after: [{period: 2024-02, value: 4 errors, drivers: {orders: 11 orders}}]\n"
    ),
)
UNKNOWN_RULE = Rule(
    id="ROI256",
    name="unknown-rule",
    severity=Severity.ERROR,
    title="A waiver names a rule that does not exist",
    why="A waiver for an unknown rule accepts nothing, while it looks as if it did.",
    bad=("waivers:\n  - rule: ROI999\n    reason: Agreed with finance\n    by: Finance\n    until: 2026-01-31\n"),
    good=("waivers:\n  - rule: ROI201\n    reason: Agreed with finance\n    by: Finance\n    until: 2026-01-31\n"),
)
RESERVED_NAME = Rule(
    id="ROI257",
    name="reserved-name",
    severity=Severity.ERROR,
    title="An assumption has a name that formulas already use for something else",
    why="A formula could not tell the assumption from the value of that name.",
    bad=("assumptions:\n  - id: completed\n    value: 10 persons\n"),
    good=("assumptions:\n  - id: people_trained\n    value: 10 persons\n"),
)
NAME_ELSEWHERE = Rule(
    id="ROI258",
    name="name-not-available-here",
    severity=Severity.ERROR,
    title="A formula uses a name that has a meaning only elsewhere",
    why="The effect of a KPI exists only inside the conversion of that KPI.",
    bad=("costs:\n  - id: trainer\n    category: facilitation\n    formula: effect * 2\n"),
    good=(
        "assumptions:\n"
        "  - id: day_rate\n"
        "    value: 700 EUR\n"
        "costs:\n"
        "  - id: trainer\n"
        "    category: facilitation\n"
        "    formula: day_rate * 2\n"
    ),
)
NAME_WITHOUT_VALUE = Rule(
    id="ROI259",
    name="name-without-value",
    severity=Severity.ERROR,
    title="A formula uses a name that has no value in this file",
    why="The name is known, but the field that gives its value was not filled in.",
    bad=(
        "assumptions:\n"
        "  - id: fee\n"
        "    value: 100 EUR/person\n"
        "costs:\n"
        "  - id: trainer\n"
        "    category: facilitation\n"
        "    formula: started * fee\n"
    ),
    good=(
        "audience:\n"
        "  group: Account managers\n"
        "  started: 10\n"
        "assumptions:\n"
        "  - id: fee\n"
        "    value: 100 EUR/person\n"
        "costs:\n"
        "  - id: trainer\n"
        "    category: facilitation\n"
        "    formula: started * fee\n"
    ),
)
LOCAL_PATH = Rule(
    id="ROI260",
    name="file-on-a-drive",
    severity=Severity.WARNING,
    title="A source is a file on somebody's drive",
    why="Nobody outside the department can open it, so nobody can check the figure.",
    bad=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n    source: 'S:\\HR\\memo.xlsx'\n"),
    good=("assumptions:\n  - id: rate\n    value: 50 EUR/hour\n    source: Memo HR-2025-014 on hourly rates\n"),
)
TWO_ADDRESSES = Rule(
    id="ROI261",
    name="two-owners",
    severity=Severity.WARNING,
    title="An owner field holds two mail addresses",
    why="When two people own a value, each of them waits for the other.",
    bad="owner: sales@example.org, finance@example.org\n",
    good="owner: Sales operations\n",
)
MORE_PEOPLE = Rule(
    id="ROI262",
    name="more-people-than-invited",
    severity=Severity.WARNING,
    title="A cost or KPI counts more people than were invited",
    why="Either the count or the number of people invited is not right.",
    bad=(
        "audience:\n"
        "  group: Account managers\n"
        "  invited: 48\n"
        "costs:\n"
        "  - id: trainer\n"
        "    category: facilitation\n"
        "    amount: 7000 EUR\n"
        "    people: 84\n"
    ),
    good=(
        "audience:\n"
        "  group: Account managers\n"
        "  invited: 48\n"
        "costs:\n"
        "  - id: trainer\n"
        "    category: facilitation\n"
        "    amount: 7000 EUR\n"
        "    people: 48\n"
    ),
)
SAME_ASSUMPTION = Rule(
    id="ROI263",
    name="assumption-twice",
    severity=Severity.WARNING,
    title="Two assumptions have the same title and different values",
    why="The result depends on which of the two a formula happens to use.",
    bad=(
        "assumptions:\n"
        "  - id: rate\n"
        "    title: Hourly rate\n"
        "    value: 50 EUR/hour\n"
        "  - id: hour_rate\n"
        "    title: Hourly rate\n"
        "    value: 55 EUR/hour\n"
    ),
    good=(
        "assumptions:\n"
        "  - id: rate\n"
        "    title: Hourly rate\n"
        "    value: 50 EUR/hour\n"
        "  - id: rate_trainer\n"
        "    title: Hourly rate of trainers\n"
        "    value: 55 EUR/hour\n"
    ),
)
PEOPLE_ORDER = Rule(
    id="ROI264",
    name="more-completed-than-started",
    severity=Severity.ERROR,
    title="More people finished than began, or more began than were invited",
    why="One of the counts is not right, and every figure per person uses them.",
    bad=("audience:\n  group: Account managers\n  invited: 10\n  completed: 12\n"),
    good=("audience:\n  group: Account managers\n  invited: 12\n  completed: 12\n"),
)

TEMPLATE = Rule(
    id="ROI265",
    name="inputs-of-a-conversion",
    severity=Severity.ERROR,
    title="A ready-made conversion does not have the inputs it needs",
    why="A conversion of the library computes with named inputs; with others it would compute something else.",
    bad=(
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    conversion:\n"
        "      technique: standard_value\n"
        "      inputs: {rate: standard_rate}\n"
    ),
    good=(
        "assumptions:\n"
        "  - id: cost_per_error\n"
        "    value: 40 EUR/error\n"
        "kpis:\n"
        "  - id: errors\n"
        "    title: Errors\n"
        "    level: impact\n"
        "    better: lower\n"
        "    conversion:\n"
        "      technique: standard_value\n"
        "      formula: effect * cost_per_error\n"
    ),
)
DISTRIBUTION = Rule(
    id="ROI266",
    name="distribution-incomplete",
    severity=Severity.ERROR,
    title="A distribution lacks what it is made of, or contradicts its values",
    why="The simulation draws from it, so it must be clear which values are possible and how likely they are.",
    bad="assumptions:\n  - id: deals\n    value: 3 deals\n    distribution: pert\n",
    good=(
        "assumptions:\n  - id: deals\n    value: 3 deals\n    low: 2 deals\n    high: 5 deals\n    distribution: pert\n"
    ),
)
CORRELATION = Rule(
    id="ROI267",
    name="correlation",
    severity=Severity.ERROR,
    title="A correlation does not join two inputs that have a range",
    why="Only values that can differ can differ together.",
    bad=(
        "assumptions:\n"
        "  - {id: price, value: 30 EUR/deal, low: 25 EUR/deal, high: 35 EUR/deal}\n"
        "  - {id: margin, value: 30%}\n"
        "uncertainty:\n"
        "  correlations:\n"
        "    - {between: [price, margin], strength: 0.6, why: Both follow the market}\n"
    ),
    good=(
        "assumptions:\n"
        "  - {id: price, value: 30 EUR/deal, low: 25 EUR/deal, high: 35 EUR/deal}\n"
        "  - {id: margin, value: 30%, low: 25%, high: 35%}\n"
        "uncertainty:\n"
        "  correlations:\n"
        "    - {between: [price, margin], strength: 0.6, why: Both follow the market}\n"
    ),
)
UNKNOWN_LINK = Rule(
    id="ROI268",
    name="unknown-link",
    severity=Severity.ERROR,
    title="A name points at a data file, column, part or event that is not there",
    why="What it points at would silently be left out of the evaluation.",
    bad=(
        "parts:\n"
        "  - {id: green_belt, title: Green Belt}\n"
        "costs:\n"
        "  - {id: trainer, category: facilitation, amount: 7000 EUR, part: greenbelt}\n"
    ),
    good=(
        "parts:\n"
        "  - {id: green_belt, title: Green Belt}\n"
        "costs:\n"
        "  - {id: trainer, category: facilitation, amount: 7000 EUR, part: green_belt}\n"
    ),
)
COHORTS = Rule(
    id="ROI269",
    name="cohorts-do-not-add-up",
    severity=Severity.ERROR,
    title="The cohorts do not add up to the audience",
    why="Figures per person use the count of the audience; with another count in the cohorts one of them is wrong.",
    bad=(
        "audience:\n"
        "  group: Account managers\n"
        "  completed: 20\n"
        "cohorts:\n"
        "  - {id: spring, title: Spring, completed: 12}\n"
        "  - {id: autumn, title: Autumn, completed: 9}\n"
    ),
    good=(
        "audience:\n"
        "  group: Account managers\n"
        "  completed: 21\n"
        "cohorts:\n"
        "  - {id: spring, title: Spring, completed: 12}\n"
        "  - {id: autumn, title: Autumn, completed: 9}\n"
    ),
)
EXCHANGE_RATE = Rule(
    id="ROI270",
    name="exchange-rate-unit",
    severity=Severity.ERROR,
    title="An exchange rate is not written in the two currencies it joins",
    why="A rate read the wrong way round changes every amount in that currency.",
    bad="exchange_rates:\n  - {currency: USD, rate: 1.09 USD/EUR, date: 2025-01-02, source: Central bank}\n",
    good="exchange_rates:\n  - {currency: USD, rate: 0.92 EUR/USD, date: 2025-01-02, source: Central bank}\n",
)
OVERLAPPING_VALUES = Rule(
    id="ROI271",
    name="two-values-on-one-day",
    severity=Severity.ERROR,
    title="Two versions of a standard value hold on the same day",
    why="A programme evaluated on that day would not know which one to use.",
    bad=(
        'roi_spec: "1.0"\n'
        "kind: standard-values\n"
        "id: values\n"
        "title: Values\n"
        "language: en\n"
        "currency: EUR\n"
        "owner: Finance\n"
        "values:\n"
        "  - {id: rate, value: 50 EUR/hour, valid_from: 2024-01-01, valid_until: 2025-03-31}\n"
        "  - {id: rate, value: 52 EUR/hour, valid_from: 2025-01-01}\n"
    ),
    good=(
        'roi_spec: "1.0"\n'
        "kind: standard-values\n"
        "id: values\n"
        "title: Values\n"
        "language: en\n"
        "currency: EUR\n"
        "owner: Finance\n"
        "values:\n"
        "  - {id: rate, value: 50 EUR/hour, valid_from: 2024-01-01, valid_until: 2024-12-31}\n"
        "  - {id: rate, value: 52 EUR/hour, valid_from: 2025-01-01}\n"
    ),
)
UNKNOWN_SIGNED = Rule(
    id="ROI272",
    name="unknown-signed-place",
    severity=Severity.ERROR,
    title="A sign-off points at something that is not there",
    why="It would vouch for nothing, and a reader would think that it does.",
    bad=(
        "assumptions:\n"
        "  - {id: hourly_rate, value: 50 EUR/hour, source: Payroll 2025}\n"
        "sign_offs:\n"
        "  - by: Finance\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.hourly_rat]\n"
        "    digest: sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0\n"
        "    values:\n"
        "      - assumptions.hourly_rate 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n"
    ),
    good=(
        "assumptions:\n"
        "  - {id: hourly_rate, value: 50 EUR/hour, source: Payroll 2025}\n"
        "sign_offs:\n"
        "  - by: Finance\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.hourly_rate]\n"
        "    digest: sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0\n"
        "    values:\n"
        "      - assumptions.hourly_rate 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n"
    ),
)

RULES: tuple[Rule, ...] = tuple(
    sorted((value for value in tuple(globals().values()) if isinstance(value, Rule)), key=lambda rule: rule.id)
)
"""Every rule of this module, in the order of their ids."""
