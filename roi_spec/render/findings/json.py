"""Findings for machines: stable English keys and codes, with the sentences in the language that was asked for.

Places are 1-based and count characters. A fingerprint names the same finding in the next run, also after lines have
moved and in another language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.document import Document
from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span, pointer_text
from roi_spec.model.text import Text
from roi_spec.render.findings.identity import fingerprints
from roi_spec.render.findings.words import as_json

VERSION = 1
"""Of the shape; goes up when a key disappears or changes its meaning, not when one is added."""


def render(
    findings: Sequence[Finding],
    translator: Translator,
    rules: Mapping[str, Rule],
    *,
    files: Sequence[str] = (),
    documents: Mapping[str, Document] | None = None,
) -> str:
    """Give all findings, sorted by place, as one JSON object; `rules` by id, `files` that were looked at.

    `documents` by path: with them a fingerprint names places by ids, without them by position.
    """
    whole = {
        "version": VERSION,
        "lang": translator.locale,
        "files": sorted(files),
        "counts": _counts(findings),
        "findings": list(objects(findings, translator, rules, documents)),
    }
    return as_json(whole)


def objects(
    findings: Sequence[Finding],
    translator: Translator,
    rules: Mapping[str, Rule],
    documents: Mapping[str, Document] | None = None,
) -> Iterator[dict[str, Any]]:
    """Give each finding as a plain object, sorted by place."""
    ordered = sorted(findings, key=lambda one: one.order)
    for finding, fingerprint in zip(ordered, fingerprints(ordered, documents), strict=True):
        yield _object(finding, translator, rules.get(finding.code), fingerprint)


def pointer(finding: Finding) -> str:
    """Give the place in the tree as a JSON pointer (RFC 6901); empty: the file as a whole."""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in finding.pointer)
    return "".join(f"/{part}" for part in parts)


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    active = Counter(finding.severity.value for finding in findings if finding.waived_by is None)
    waived = sum(finding.waived_by is not None for finding in findings)
    return {name: active[name] for name in ("error", "warning", "info")} | {"waived": waived}


def _object(finding: Finding, translator: Translator, rule: Rule | None, fingerprint: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": rule.name if rule else None,
        "severity": finding.severity.value,
        "file": finding.at.path,
        **_range(finding.at),
        "pointer": pointer(finding),
        "field": pointer_text(finding.pointer),
        "message": translator.text(finding.text),
        "help": _sentence(finding.help, translator),
        "why": _sentence(finding.why, translator),
        "fixes": [_fix(finding.fix, translator)] if finding.fix else [],
        "related": [_related(label, translator) for label in finding.related],
        "doc": f"{translator.locale}/rules/{finding.code}.html",
        "waived_by": finding.waived_by,
        "fingerprint": fingerprint,
    }


def _sentence(message: Text | None, translator: Translator) -> str | None:
    return None if message is None else translator.text(message)


def _range(span: Span) -> dict[str, Any]:
    return {
        "start": {"line": span.line, "column": span.column},
        "end": {"line": span.end_line, "column": span.end_column},
    }


def _fix(fix: Fix, translator: Translator) -> dict[str, Any]:
    return {
        "title": translator.text(fix.title),
        "safety": "safe" if fix.safe else "unsafe",
        "edits": [_edit(edit) for edit in fix.edits],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"file": edit.span.path, **_range(edit.span), "replacement": edit.replacement}


def _related(label: Label, translator: Translator) -> dict[str, Any]:
    return {"file": label.span.path, **_range(label.span), "message": translator.text(label.text)}
