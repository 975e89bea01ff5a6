"""Findings as reviewdog reads them, with what may be written instead as changes that a reviewer accepts with one click.

Columns count the bytes of UTF-8 here, and nowhere else in this tool.
"""

from __future__ import annotations

from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding, Fix, Severity
from roi_spec.model.source import Source, Span
from roi_spec.model.text import text
from roi_spec.render.findings import words
from roi_spec.render.findings.report import Report

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, translator: Translator) -> str:
    """Give everything that nobody has waived as one DiagnosticResult."""
    return words.as_json(
        {
            "source": {"name": "roi-spec"},
            "diagnostics": [_diagnostic(report, item.finding, translator) for item in report.open],
        }
    )


def _diagnostic(report: Report, finding: Finding, translator: Translator) -> dict[str, Any]:
    said = list(words.paragraphs(finding, translator))
    if finding.fix is not None and finding.fix.edits and not finding.fix.safe:
        said.append(translator.text(text("The change that is offered may alter the meaning: read it first.")))
    return {
        "message": words.unobeyed("\n".join(said)),
        "location": _location(report, finding.at),
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.code},
        "suggestions": _suggestions(report, finding.fix, finding.at.path),
        "related_locations": [
            {
                "message": words.unobeyed(words.sentence(label.text, translator)),
                "location": _location(report, label.span),
            }
            for label in finding.related
        ],
    }


def _suggestions(report: Report, fix: Fix | None, path: str) -> list[dict[str, Any]]:
    edits = [edit for edit in fix.edits if edit.span.path == path] if fix else []
    source = report.sources.get(path)
    return [{"range": _range(edit.span, source), "text": edit.replacement} for edit in edits]


def _location(report: Report, at: Span) -> dict[str, Any]:
    return {"path": report.address(at.path), "range": _range(at, report.sources.get(at.path))}


def _range(at: Span, source: Source | None) -> dict[str, Any]:
    return {
        "start": {"line": at.line, "column": _bytes(at.line, at.column, source)},
        "end": {"line": at.end_line, "column": _bytes(at.end_line, at.end_column, source)},
    }


def _bytes(line: int, column: int, source: Source | None) -> int:
    before = source.line(line)[: column - 1] if source else ""
    return column + len(before.encode("utf-8", "replace")) - len(before)
