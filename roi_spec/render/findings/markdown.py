"""Findings as Markdown, for the summary of a run and for a remark on a pull request.

Nothing that a file says can become a heading, a link, a picture, a name behind an @ or a cell of a table. What is too
long is left out by whole findings, and a sentence says how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding
from roi_spec.model.text import text
from roi_spec.render.findings import terminal, words
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.plain import no_order, one_line
from roi_spec.render.site_words import SEVERITIES

LIMIT = 1 << 20
"""Bytes that GitHub takes as the summary of a step."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&#]")
_ROOM = 400
"""Bytes kept for the sentence that counts what was left out."""


def render(report: Report, translator: Translator, limit: int = LIMIT) -> str:
    """Give how much was found, then every finding by file, in no more than `limit` bytes."""
    head = f"### roi-spec check\n\n{escaped(terminal.summary(report.findings, report.looked, translator))}\n"
    parts, used = [head], len(head.encode())
    items = [item for _, some in _by_file(report) for item in some]
    for number, part in enumerate(_parts(report, translator)):
        size = len(part.encode("utf-8", "replace"))
        if used + size > limit - _ROOM:
            parts.append(_left_out(len(items) - number, translator))
            break
        parts.append(part)
        used += size
    return "".join(parts)


def escaped(value: str) -> str:
    """Give text as Markdown that shows exactly this text, on one line."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", words.unobeyed(one_line(value)))


def _by_file(report: Report) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Give the findings by file; a file with findings on lines that this change touches comes first."""
    groups = [(path, tuple(some)) for path, some in groupby(report.items, key=lambda one: one.finding.at.path)]
    yield from sorted(groups, key=lambda group: not any(item.touched for item in group[1]))


def _parts(report: Report, translator: Translator) -> Iterator[str]:
    for path, items in _by_file(report):
        head = f"\n#### {escaped(report.address(path))}\n\n"
        for item in words.first(items):
            yield head + "\n".join(_finding(item.finding, translator)) + "\n"
            head = ""


def _finding(finding: Finding, translator: Translator) -> Iterator[str]:
    word = translator.text(SEVERITIES[finding.severity])
    place = translator.text(text("line {line}", line=finding.at.line))
    said = escaped(words.says(finding, translator))
    if finding.waived_by is not None:
        yield f"- {translator.gettext('waived')} {finding.code}, {place}: {said} ({escaped(finding.waived_by)})"
        return
    yield f"- **{word} {finding.code}**, {place}: {said}"
    first, *rest = words.advice(finding, translator).split("\n")
    if first:
        yield f"  - {translator.gettext('help')}: {escaped(first)}"
    if rest:
        yield from _example(rest)
    if finding.why is not None:
        yield f"  - {translator.gettext('why')}: {escaped(words.reason(finding, translator))}"


def _example(lines: list[str]) -> Iterator[str]:
    """Give lines to copy as a block of code, with a fence that none of them can close."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield ""
    yield f"    {fence}yaml"
    yield from (f"    {no_order(one_line(line))}".rstrip() for line in lines)
    yield f"    {fence}"
    yield ""


def _left_out(count: int, translator: Translator) -> str:
    more = text("Left out here, for its length: {n}. Run `roi-spec check` to see everything.", n=count)
    return f"\n{translator.text(more)}\n"
