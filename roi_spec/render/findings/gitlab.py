"""Findings as GitLab's Code Quality report, for the widget of a merge request.

GitLab compares two reports by fingerprint, so that a finding counts as new only when it is.
"""

from __future__ import annotations

from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.finding import Severity
from roi_spec.render.findings import words
from roi_spec.render.findings.report import Item, Report

_WEIGHTS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, translator: Translator) -> str:
    """Give everything that nobody has waived: GitLab has no word for a waiver."""
    return words.as_json([_object(report, item, translator) for item in report.open])


def _object(report: Report, item: Item, translator: Translator) -> dict[str, Any]:
    finding = item.finding
    return {
        "description": words.unobeyed(" ".join(words.paragraphs(finding, translator)[:2]).replace("\n", " ")),
        "check_name": finding.code,
        "fingerprint": item.fingerprint,
        "severity": _WEIGHTS[finding.severity],
        "location": {
            "path": report.address(finding.at.path),
            "lines": {"begin": finding.at.line, "end": finding.at.end_line},
        },
    }
