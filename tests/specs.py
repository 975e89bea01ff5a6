"""A small, complete programme without any finding, and a way to change a part of it: the ground that tests stand on.

`BASE` is the text. `with_fragment` puts the blocks of a fragment, such as the example of a rule, in the place of the
blocks of the same name, and keeps everything else:

- a block (`costs:`) replaces the whole block;
- in the blocks of `MERGED`, an item with the same `id` keeps the fields that the fragment does not mention;
- `# no limitations` removes a block, and inside an item a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MERGED = ("kpis", "assumptions", "objectives")

BASE = """\
roi_spec: "1.0"
kind: programme
id: careful-claims
title: Careful claims handling
language: en
currency: EUR
stage: final
evaluation_level: 5
summary: Forty claims handlers learned to check claim files, and the number of errors fell by a third.
owner: Learning and development
perspective: employer
price_year: 2025
delivery: {start: 2025-01-13, end: 2025-01-24}
benefit_window: {start: 2025-02-01, length: 12 months, solution: short_term}
target_roi: {value: 15%, reason: Same as other investments}
business_goal:
  statement: A third fewer errors in claim files.
  owner: Claims director
audience: {group: Claims handlers, invited: 40, started: 40, completed: 40, selection: everyone}
objectives:
  - {id: relevant, level: reaction, statement: Participants rate usefulness with at least 4 of 5 points, kpi: useful}
  - {id: knows, level: learning, statement: Participants score at least 80% on the final exam, kpi: exam}
  - {id: applies, level: application, statement: The checklist is used in 75% of files, kpi: checklist}
  - {id: fewer_errors, level: impact, statement: Errors fall by a third, kpi: errors}
kpis:
  - id: useful
    title: Usefulness of the course
    level: reaction
    better: higher
    target: 4 points
    result: 4.4 points
    responses: {invited: 40, received: 34}
    source: {system: Course evaluation, reference: Form 3, date: 2025-01-24, kind: survey}
  - id: exam
    title: Score on the final exam
    level: learning
    better: higher
    target: 80%
    result: 83%
    source: {system: Learning platform, reference: Exam 2, date: 2025-01-24, kind: test}
  - id: checklist
    title: Files in which the checklist was used
    level: application
    better: higher
    target: 75%
    result: 82%
    source: {system: Observation, reference: Sample of 60 files, date: 2025-04-28, kind: observation}
  - id: errors
    title: Errors in claim files
    level: impact
    better: lower
    target: 200 errors/month
    baseline: 300 errors/month
    result: 180 errors/month
    baseline_period: {from: 2024-01-01, until: 2024-12-31}
    result_period: {from: 2025-02-01, until: 2025-07-31}
    events: 3600
    source: {system: Quality register, reference: Report 12, date: 2025-08-04, kind: system_of_record}
    attribution:
      method: comparison_group
      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}
      assignment: matched
      matched_on: [tenure, type of claim]
      parallel_before: Both teams stayed within ten errors of each other in 2024
    cross_checks:
      - method: expert_estimate
        share: 90%
        confidence: 95%
        interest: The process owner does not gain by the result
    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window}
assumptions:
  - id: cost_per_error
    title: Cost of one error
    value: 60 EUR/error
    low: 50 EUR/error
    high: 70 EUR/error
    source: Cost manual 2025
    approved_by: Financial controller
  - {id: hours_each, title: Hours per participant, value: 8 hours/person, source: Attendance list}
  - {id: rate, title: Loaded hourly rate, value: 46 EUR/hour, source: Cost manual, approved_by: Financial controller}
costs:
  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}
  - {id: design, category: development, amount: 4780 EUR, source: Invoice 2025-012}
  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}
  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}
  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}
external_influences:
  - title: New claims form
    from: 2025-03-01
    treatment: Came to both teams alike, so the comparison removes it
intangibles:
  - {title: Calmer work, evidence: 9 of 10 say so, why_not_converted: No accepted value}
limitations:
  - The comparison team handles slightly simpler claims.
follow_up:
  - {level: application, instrument: Sample of files, owner: Quality team, date: 2025-04-24, done: 2025-04-28}
stakeholders:
  - {who: Claims director, gets: One-page summary}
"""

_TOP = re.compile(r"([a-z_]+):")
_NO_TOP = re.compile(r"# no ([a-z_]+)\s*$")
_ITEM = re.compile(r"  - (?:\{?id: ([\w -]+))?")
_FIELD = re.compile(r"(?:    |  - )([a-z_]+):")
_NO_FIELD = re.compile(r"    # no ([a-z_]+)\s*$")


def with_fragment(fragment: str, base: str = BASE) -> str:
    """Give `base` with the blocks of `fragment` in the place of its own; lines of the fragment stay as they are."""
    blocks = _blocks(base)
    for name, lines in _blocks(fragment).items():
        removed = [match[1] for line in lines if (match := _NO_TOP.match(line))]
        for one in removed:
            blocks.pop(one, None)
        kept = [line for line in lines if not line.startswith("#")]
        if name:
            blocks[name] = _merged(blocks[name], kept) if name in MERGED and name in blocks else kept
    return "\n".join(line for lines in blocks.values() for line in lines) + "\n"


def place_of(snippet: str, document: str) -> int:
    """Give the number of the one line that holds `snippet`."""
    found = [number for number, line in enumerate(document.splitlines(), start=1) if snippet in line]
    assert len(found) == 1, f"{snippet!r} stands on lines {found}"
    return found[0]


def _blocks(document: str) -> dict[str, list[str]]:
    """Cut a text at its top-level keys; lines above the first key stand under an empty name."""
    blocks: dict[str, list[str]] = {}
    name = ""
    for line in document.splitlines():
        if match := _TOP.match(line):
            name = match[1]
        blocks.setdefault(name, []).append(line)
    return blocks


@dataclass
class _Item:
    """One item of a list, by its fields in order."""

    id: str
    lines: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, list[str]]:
        """Cut a block-style item at its fields."""
        fields: dict[str, list[str]] = {}
        name = ""
        for line in self.lines:
            if match := _FIELD.match(line):
                name = match[1]
            fields.setdefault(name, []).append(line)
        return fields

    @property
    def is_flow(self) -> bool:
        return self.lines[0].startswith("  - {")


def _items(lines: list[str]) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    current: _Item | None = None
    for line in lines[1:]:
        if line.startswith("  - "):
            match = _ITEM.match(line)
            current = _Item((match[1] or "").strip() if match else "")
            items[current.id] = current
        assert current is not None, f"{line!r} stands outside the items"
        current.lines.append(line)
    return items


def _merged(base: list[str], fragment: list[str]) -> list[str]:
    items = _items(base)
    for id, item in _items(fragment).items():
        known = items.get(id)
        if known is None or item.is_flow or known.is_flow:
            items[id] = item
            continue
        removed = {match[1] for line in item.lines if (match := _NO_FIELD.match(line))}
        kept = [line for line in item.lines if not _NO_FIELD.match(line)]
        fields = known.fields() | _Item(id, kept).fields()
        items[id] = _Item(id, [line for name, lines in fields.items() if name not in removed for line in lines])
    return [fragment[0], *(line for item in items.values() for line in item.lines)]
