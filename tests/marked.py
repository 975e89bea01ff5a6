"""A workspace in which every word that only colleagues may read is one that stands nowhere else: `zq` and its meaning.

So a search through every byte of a site tells what was given away. Each constant holds the words of one kind.
"""

from __future__ import annotations

from pathlib import Path

from tests.signing.signed import signed
from tests.specs import with_fragment

MARK = "zq"
"""How every such word begins; no other word of a site does."""

NOTES = ("zqnotefirst", "zqnotesecond")
ANSWERS = ("zqanswerone", "zqanswertwo", "zqanswerthree")
FILES = ("zqspecfile", "zqstandardsfile", "zqcalendarfile", "zqdatafile", "zqrepository")
ROLES = (
    "zqprogrammeowner", "zqgoalowner", "zqdecider", "zqsourceowner", "zqattributionowner", "zqcheckowner", "zqaccepter",
    "zqassumptionowner", "zqassumptionapprover", "zqcostowner", "zqrateowner", "zqdataowner", "zqfollowupowner",
    "zqstakeholder", "zqwaiver", "zqvalueowner", "zqvalueapprover", "zqlistowner", "zqlistapprover", "zqcalendarowner",
    "zqsigner",
)  # fmt: skip
SECRETS = (*NOTES, *ANSWERS, *FILES, *ROLES)

UNTOLD = ("zqreasoning",)
"""What no page tells anybody: how a respondent arrived at an answer."""

OPEN = ("Careful claims handling", "Cost of one error", "Quality register", "Needed for the pilot only")
"""Words that everybody may read: title, value, system of record, reason of a waiver."""

FRAGMENT = """\
owner: Zqprogrammeowner
decision: {asked: Go on with it, by: Zqdecider, date: 2026-01-15}
business_goal:
  statement: A third fewer errors in claim files.
  owner: Zqgoalowner
internal_notes:
  - The works council, zqnotefirst, asked for this study.
  - See also **zqnotesecond**.
kpis:
  - id: errors
    source:
      system: Quality register
      reference: Report 12
      date: 2025-08-04
      owner: Zqsourceowner
      kind: system_of_record
    attribution:
      method: comparison_group
      owner: Zqattributionowner
      comparison: {group: Team North, people: 7, baseline: 290 errors/month, result: 270 errors/month}
      assignment: matched
      matched_on: [tenure]
      parallel_before: Both teams stayed within ten errors of each other in 2024
    cross_checks:
      - method: expert_estimate
        owner: Zqcheckowner
        share: 90%
        confidence: 95%
        interest: The process owner does not gain by the result
      - method: participant_estimate
        invited: 3
        respondents:
          - {id: zqanswerone, attribution: 60%, confidence: 80%, basis: Saw it in zqreasoning}
          - {id: zqanswertwo, attribution: 50%, confidence: 80%, basis: Same}
          - {id: zqanswerthree, attribution: 50%, confidence: 80%, basis: Same}
    hurdle:
      standard_value: true
      technique_available: true
      affordable: true
      accepted_in_two_minutes: true
      accepted_by: Zqaccepter
  - id: minutes
    title: Minutes for a file
    level: impact
    better: lower
    unit: minutes
    source: {system: Time sheets, reference: Sheet 4, date: 2025-08-04, kind: system_of_record}
    not_converted: Already counted in the errors
    attribution:
      method: comparison_group
      assignment: matched
      matched_on: [tenure]
      parallel_before: Both groups took as long
      comparison: {group: Team South, people: 7}
      data: minutes
      trained: [trained]
data:
  - id: minutes
    file: data/zqdatafile.csv
    system: Time sheets
    extracted: 2025-08-04
    owner: Zqdataowner
    columns: {person: person, group: team, value: after}
assumptions:
  - id: cost_per_error
    owner: Zqassumptionowner
    approved_by: Zqassumptionapprover
    date: 2025-01-05
    valid_until: 2026-01-31
  - {id: letter, title: A letter, value: 3 EUR/person, source: Price list}
exchange_rates:
  - {currency: USD, rate: 0.94 EUR/USD, date: 2025-01-06, source: Budget, owner: Zqrateowner}
costs:
  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets, owner: Zqcostowner}
  - {id: design, category: development, amount: 4780 USD, source: Invoice 2025-012}
  - {id: time, category: participant_time, formula: completed * hours_each * standard.rate, source: Attendance list}
  - {id: letters, category: materials, formula: completed * letter, source: Price list}
  - {id: meals, category: travel, formula: completed * standard.meal, source: Price list}
follow_up:
  - {level: application, instrument: Sample of files, owner: Zqfollowupowner, date: 2025-04-24}
stakeholders:
  - {who: Zqstakeholder, gets: One-page summary}
waivers:
  - {rule: ROI112, at: costs, reason: Needed for the pilot only, by: Zqwaiver, until: 2027-01-31}
"""

SPEC = signed(with_fragment(FRAGMENT), "Zqsigner", "costs.needs")

STANDARDS = """\
roi_spec: "1.0"
kind: standard-values
id: standards
title: Standard values
language: en
currency: EUR
owner: Zqlistowner
approved_by: Zqlistapprover
approved_on: 2025-01-05
values:
  - id: rate
    title: Loaded hourly rate
    value: 46 EUR/hour
    source: Cost manual
    owner: Zqvalueowner
    approved_by: Zqvalueapprover
    date: 2025-01-05
  - {id: meal, title: A meal, value: 12 EUR/person, source: Cost manual, date: 2025-01-05}
  - {id: room, title: A room, value: 90 EUR, source: Cost manual, date: 2025-01-05}
"""

CALENDAR = """\
roi_spec: "1.0"
kind: calendar
id: calendar
title: Calendar of the organisation
language: en
owner: Zqcalendarowner
events:
  - {id: move, title: Move to another building, from: 2025-03-01, until: 2025-03-31}
"""

WORKSPACE = """\
roi_spec: "1.0"
kind: workspace
organisation: Example Insurance
language: en
repository: https://example.org/zqrepository
"""

DATA = "person,team,before,after\n" + "".join(
    f"p{n},{'trained' if n < 7 else 'other'},{40 + n},{(34 if n < 7 else 40) + n * 7 % 5}\n" for n in range(14)
)
"""Two groups of seven people: fewer than the house shows."""


def write(root: Path) -> Path:
    """Write the workspace to a folder and give its specs."""
    specs = root / "specs"
    (specs / "data").mkdir(parents=True)
    (root / "roi-spec.yaml").write_text(WORKSPACE, "utf-8")
    (specs / "zqspecfile.roi.yaml").write_text(SPEC, "utf-8")
    (specs / "zqstandardsfile.roi.yaml").write_text(STANDARDS, "utf-8")
    (specs / "zqcalendarfile.roi.yaml").write_text(CALENDAR, "utf-8")
    (specs / "data" / "zqdatafile.csv").write_text(DATA, "utf-8")
    return specs
