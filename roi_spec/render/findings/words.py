"""The sentences of a finding as strings, with values from files made harmless, for the forms that other programs show.

A forge shows a message in its log, in a list or as a remark in a review, and each of these obeys something: orders at
the start of a line, links, names behind an @. Here no value from a file can become any of them.
"""

from __future__ import annotations

import json as standard
import re
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding
from roi_spec.model.source import Span
from roi_spec.model.text import Text
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.plain import quoted

JOINER = "\u2060"
"""A character without width at which no line breaks: what stands on both sides of it is no longer one word."""

_OBEYED = re.compile(r"@(?=[\w-])|(?<=:)//|#(?=\d)|!(?=[\[\d])|(?<=\])(?=[(\[])|(?<=<)(?=[\w/!?])|(?<=\bwww)(?=\.)")


def says(finding: Finding, translator: Translator) -> str:
    """Give what was found, on one line."""
    return " ".join(translator.text(quoted(finding.text)).split("\n"))


def advice(finding: Finding, translator: Translator) -> str:
    """Give what to write instead, which may take several lines; empty when there is nothing to copy."""
    return sentence(finding.help, translator)


def reason(finding: Finding, translator: Translator) -> str:
    """Give why, in one sentence."""
    return sentence(finding.why, translator)


def sentence(message: Text | None, translator: Translator) -> str:
    """Give a sentence whose values are harmless; empty for None."""
    return "" if message is None else translator.text(quoted(message)).rstrip("\n")


def paragraphs(finding: Finding, translator: Translator) -> tuple[str, ...]:
    """Give everything a finding says: what, what to write, why; what is empty is left out."""
    every = (says(finding, translator), advice(finding, translator), reason(finding, translator))
    return tuple(one for one in every if one)


def title(report: Report, finding: Finding, translator: Translator) -> str:
    """Give the rule and what it is about, for a headline."""
    about = report.title(finding.code)
    return f"{finding.code}: {translator.gettext(about)}" if about else finding.code


def unobeyed(words: str) -> str:
    """Give text that looks the same and in which a forge finds no name, link, number of an issue, picture or tag."""
    return _OBEYED.sub(lambda found: f"{found[0]}{JOINER}", words)


def first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Put what this change touches in front, then what weighs most, then by place; what is waived comes last."""
    return tuple(sorted(items, key=_urgency))


def _urgency(item: Item) -> tuple[bool, bool, int, Span]:
    finding = item.finding
    return (finding.waived_by is not None, not item.touched, finding.severity.rank, finding.at)


def as_json(whole: Any) -> str:
    """Write an object for machines; a build server that looks for `##[` in its log finds no order in it."""
    written = standard.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2)
    # The same text to whoever reads the JSON; a sign without a partner cannot be written in UTF-8 at all.
    safe = written.replace("##", "#\\u0023").encode("utf-8", "replace").decode("utf-8")
    return safe + "\n"
