"""Findings as the logging commands of Azure Pipelines: issues of a run, with the file and line they stand at."""

from __future__ import annotations

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding, Severity
from roi_spec.render.findings import terminal, words
from roi_spec.render.findings.report import Report
from roi_spec.render.plain import one_line

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "warning"}
"""Azure knows no remarks; they come as warnings, and their text says what they are."""


def render(report: Report, translator: Translator) -> str:
    """Give one command a line, and at the end how much was found."""
    rows = [_command(report, item.finding, translator) for item in words.first(report.open)]
    return "\n".join((*rows, terminal.summary(report.findings, report.looked, translator))) + "\n"


def _command(report: Report, finding: Finding, translator: Translator) -> str:
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": one_line(report.address(finding.at.path)),
        "linenumber": str(finding.at.line),
        "columnnumber": str(finding.at.column),
        "code": finding.code,
    }
    given = "".join(f"{name}={_property(value)};" for name, value in properties.items())
    return f"##vso[task.logissue {given}]{_message(' '.join(words.paragraphs(finding, translator)))}"


def _message(content: str) -> str:
    return content.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _message(value).replace(";", "%3B").replace("]", "%5D")
