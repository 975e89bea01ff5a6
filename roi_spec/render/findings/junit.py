"""Findings as JUnit XML, which every build server can show: a file is a suite, a finding is a case.

What makes the run fail is a failure; what does not is a case that passed and says something; a waiver is a case that
was skipped, with its reason. A file in good order is one case that passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from roi_spec.i18n import Translator
from roi_spec.render.findings import words
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.plain import no_order, one_line


def render(report: Report, translator: Translator) -> str:
    """Give one suite a file, in the order of the files."""
    grouped = groupby(report.items, key=lambda item: item.finding.at.path)
    found = {path: tuple(some) for path, some in grouped}
    suites = {path: found.get(path, ()) for path in sorted({*report.files, *found})}
    cases = sum(max(len(items), 1) for items in suites.values())
    rows = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="roi-spec" {_counts(cases, report.items)}>']
    for path, items in suites.items():
        rows += _suite(report, path, items, translator)
    return "\n".join((*rows, "</testsuites>")) + "\n"


def _suite(report: Report, path: str, items: tuple[Item, ...], translator: Translator) -> Iterator[str]:
    name = _attribute(report.address(path))
    yield f"  <testsuite name={name} {_counts(max(len(items), 1), items)}>"
    for item in items:
        yield from _case(report, item, name, translator)
    if not items:
        yield f'    <testcase classname={name} name="roi-spec check"/>'
    yield "  </testsuite>"


def _counts(cases: int, items: tuple[Item, ...]) -> str:
    failures = sum(item.fails for item in items)
    skipped = sum(item.finding.waived_by is not None for item in items)
    return f'tests="{cases}" failures="{failures}" errors="0" skipped="{skipped}"'


def _case(report: Report, item: Item, suite: str, translator: Translator) -> Iterator[str]:
    finding = item.finding
    place = f"{report.address(finding.at.path)}:{finding.at.line}:{finding.at.column}"
    name = _attribute(f"{words.title(report, finding, translator)} ({finding.at.line}:{finding.at.column})")
    yield f'    <testcase classname={suite} name={name} file={suite} line="{finding.at.line}">'
    body = [place, *(line for part in words.paragraphs(finding, translator) for line in part.split("\n"))]
    said = "\n".join(f"      {escape(no_order(one_line(line)))}" for line in body)
    if finding.waived_by is not None:
        yield f"      <skipped message={_attribute(finding.waived_by)}/>"
    elif item.fails:
        message = _attribute(words.says(finding, translator))
        yield f'      <failure type="{finding.severity}" message={message}>\n{said}\n      </failure>'
    else:
        yield f"      <system-out>\n{said}\n      </system-out>"
    yield "    </testcase>"


def _attribute(value: str) -> str:
    """Give a value in quotes, on one line and without characters that XML has no place for."""
    return quoteattr(one_line(value))
