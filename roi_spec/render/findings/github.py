"""Findings as GitHub's workflow commands: remarks beside the lines of a pull request.

GitHub shows ten remarks of a kind for one step and drops the others without a word. So what the change touches comes
first, nine of a kind are given, and the last remark says how many there are besides.
"""

from __future__ import annotations

from roi_spec.i18n import Translator
from roi_spec.model.finding import Severity
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.render.findings import terminal, words
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.plain import one_line

MOST = 9
"""Remarks of one kind; the tenth place of a kind is kept for the one that counts the rest."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, translator: Translator) -> str:
    """Give one command a line, and at the end how much was found."""
    shown = tuple(item for level in Severity for item in words.first(report.of_level(level))[:MOST])
    rows = [_command(report, item, translator) for item in words.first(shown)]
    left = len(report.open) - len(shown)
    if left:
        more = text("And {n} more: see the summary of this run, or run `roi-spec check`.", n=left)
        rows.append(f"::notice title=roi-spec::{_message(translator.text(more))}")
    rows.append(terminal.summary(report.findings, report.looked, translator))
    return "\n".join(rows) + "\n"


def _command(report: Report, item: Item, translator: Translator) -> str:
    finding = item.finding
    properties = {
        "file": one_line(report.address(finding.at.path)),
        **_place(finding.at),
        "title": words.title(report, finding, translator),
    }
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _message("\n".join(words.paragraphs(finding, translator)))
    return f"::{_COMMANDS[finding.severity]} {given}::{message}"


def _place(at: Span) -> dict[str, int]:
    """Give lines and columns; columns count for GitHub only within one line."""
    if at.end_line > at.line:
        return {"line": at.line, "endLine": at.end_line - 1 if at.end_column == 1 else at.end_line}
    return {"line": at.line, "endLine": at.line, "col": at.column, "endColumn": at.end_column}


def _message(content: str) -> str:
    return content.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _message(value).replace(":", "%3A").replace(",", "%2C")
