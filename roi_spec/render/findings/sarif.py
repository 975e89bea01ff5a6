"""Findings as SARIF 2.1.0 (OASIS), the standard of code-scanning views.

Addresses are relative to the repository and percent-encoded, without a base that viewers leave out. A fingerprint holds
the rule and the place by ids, so that a finding stays the same finding when lines move.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding, Fix, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span, pointer_text
from roi_spec.render.findings import words
from roi_spec.render.findings.report import Item, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "roiSpecRuleAndPlace/v1"
"""The name of our fingerprint; goes up when it is made in another way.

GitHub's own `primaryLocationLineHash` is left to GitHub: its upload computes it, and objects to any other value.
"""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"(?<=\])(?=\()|(?<=\{)(?=\d)")
"""Where SARIF reads a link or a gap in a message; what a file says is neither."""


def render(report: Report, translator: Translator) -> str:
    """Give one run with every finding; a waived one says so, with the reason."""
    codes = sorted({item.finding.code for item in report.items} & set(report.rules))
    run = {
        "tool": {"driver": _driver(report, codes, translator)},
        "language": translator.locale,
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, item, codes, translator) for item in report.items],
    }
    return words.as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report, codes: list[str], translator: Translator) -> dict[str, Any]:
    return {
        "name": "roi-spec",
        "semanticVersion": report.version,
        "rules": [_rule(report.rules[code], translator) for code in codes],
    }


def _rule(rule: Rule, translator: Translator) -> dict[str, Any]:
    title, why = translator.gettext(rule.title), translator.gettext(rule.why)
    advice = f"roi-spec explain {rule.id}"
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{title}\n\n{why}\n\n{rule.good.rstrip()}\n\n{advice}",
            "markdown": f"{title}\n\n{why}\n\n```yaml\n{rule.good.rstrip()}\n```\n\n`{advice}`",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, item: Item, codes: list[str], translator: Translator) -> dict[str, Any]:
    finding = item.finding
    related = [_related(report, label, number, translator) for number, label in enumerate(finding.related)]
    fixes = [_fix(report, finding.fix, translator)] if finding.fix and finding.fix.edits else []
    waived = [{"kind": "inSource", "status": "accepted", "justification": _plain(finding.waived_by or "")}]
    return {
        "ruleId": finding.code,
        **({"ruleIndex": codes.index(finding.code)} if finding.code in codes else {}),
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain("\n".join(words.paragraphs(finding, translator)))},
        "locations": [{"physicalLocation": _physical(report, finding.at), **_logical(finding)}],
        "partialFingerprints": {FINGERPRINT: item.fingerprint},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": fixes} if fixes else {}),
        **({"suppressions": waived} if finding.waived_by is not None else {}),
    }


def _logical(finding: Finding) -> dict[str, Any]:
    name = pointer_text(finding.pointer)
    return {"logicalLocations": [{"fullyQualifiedName": name}]} if name else {}


def _physical(report: Report, at: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(report.address(at.path))}, "region": _region(at)}


def _related(report: Report, label: Label, number: int, translator: Translator) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": _plain(words.sentence(label.text, translator))},
        "physicalLocation": _physical(report, label.span),
    }


def _fix(report: Report, fix: Fix, translator: Translator) -> dict[str, Any]:
    """Give a fix with its edits by file, in the order of the file."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in sorted(fix.edits, key=lambda edit: edit.span):
        change = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.replacement}}
        by_file.setdefault(edit.span.path, []).append(change)
    return {
        "description": {"text": _plain(words.sentence(fix.title, translator))},
        "artifactChanges": [
            {"artifactLocation": {"uri": quote(report.address(path))}, "replacements": changes}
            for path, changes in by_file.items()
        ],
    }


def _region(at: Span) -> dict[str, int]:
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def _plain(message: str) -> str:
    return _LINK.sub(" ", message)
