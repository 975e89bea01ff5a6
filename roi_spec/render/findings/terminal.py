"""Findings as text for a terminal: the place, the line with the spot marked, what to write instead, and why.

Every row begins with our own characters, never with text from a file, so that a build server obeys nothing in it.
Colour is an extra: everything it says is said in words too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Source, Span
from roi_spec.model.text import Text, text
from roi_spec.render.plain import cells_of, cut, no_order, one_line, quoted, width
from roi_spec.render.site_words import SEVERITIES

COLUMNS = 110
"""Columns of a source line that are shown; longer lines are cut around the spot."""

_COUNTS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("{n} error", "{n} errors"),
    Severity.WARNING: ("{n} warning", "{n} warnings"),
    Severity.INFO: ("{n} remark", "{n} remarks"),
}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a run has looked at: for the last line."""

    files: int
    programmes: int = 0
    assumptions: int = 0
    roi: tuple[Quantity, Quantity] | None = None
    """The lowest conservative and the highest optimistic ROI; None when no programme has one."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the text looks."""

    colour: bool = False
    columns: int = COLUMNS

    def paint(self, words: str, code: str) -> str:
        """Colour some words, when colour is wanted."""
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour and words else words


def render(
    findings: Sequence[Finding],
    sources: Mapping[str, Source],
    looked: Looked,
    translator: Translator,
    style: Style = Style(),
) -> str:
    """Give all findings, sorted by place and grouped by file, with a line at the end that sums up.

    `sources` by path; a finding in a file that is not among them is shown without its line.
    """
    ordered = sorted(findings, key=lambda finding: finding.order)
    groups = [(path, tuple(some)) for path, some in groupby(ordered, key=lambda finding: finding.at.path)]
    rows: list[str] = []
    for path, some in groups:
        if len(groups) > 1:
            rows += [style.paint(no_order(one_line(path)), "4"), ""]
        for finding in some:
            rows += [*_finding(finding, sources, translator, style), ""]
    rows.append(summary(findings, looked, translator, style))
    return "\n".join(rows) + "\n"


def summary(
    findings: Sequence[Finding],
    looked: Looked,
    translator: Translator,
    style: Style = Style(),
) -> str:
    """Give the last line: how much was found in how many files, or a good word."""
    active = [finding for finding in findings if finding.waived_by is None]
    waived = len(findings) - len(active)
    counted = [(level, sum(finding.severity is level for finding in active)) for level in Severity]
    parts = [_counted(level, count, translator) for level, count in counted if count]
    if waived:
        parts.append(style.paint(_plural("{n} waived", "{n} waived", waived, translator), "2"))
    if not active:
        good = style.paint(_good_word(looked, translator), "32")
        return f"{good} ({parts[-1]})" if waived else good
    files = len({finding.at.path for finding in active})
    return translator.text(
        text("{found} in {some} of {files}.", found=", ".join(parts), some=files, files=_files(looked.files))
    )


def _counted(level: Severity, count: int, translator: Translator) -> str:
    return _plural(*_COUNTS[level], count, translator)


def _plural(one: str, many: str, count: int, translator: Translator) -> str:
    return translator.ngettext(one, many, count).format(n=count)


def _files(count: int) -> Text:
    return text("{n} file", n=count) if count == 1 else text("{n} files", n=count)


def _good_word(looked: Looked, translator: Translator) -> str:
    if looked.programmes == 0:
        return translator.text(text("All well: {files}.", files=_files(looked.files)))
    programmes = _plural("{n} programme", "{n} programmes", looked.programmes, translator)
    assumptions = _plural("{n} assumption", "{n} assumptions", looked.assumptions, translator)
    if looked.roi is None:
        return translator.text(
            text("All well: {programmes}, {assumptions}.", programmes=programmes, assumptions=assumptions)
        )
    low, high = (translator.percent(one.base, 0) for one in looked.roi)
    message = (
        text(
            "All well: {programmes}, {assumptions}, ROI {roi}.", programmes=programmes, assumptions=assumptions, roi=low
        )
        if low == high
        else text(
            "All well: {programmes}, {assumptions}, ROI between {low} and {high}.",
            programmes=programmes,
            assumptions=assumptions,
            low=low,
            high=high,
        )
    )
    return translator.text(message)


# --- one finding -----------------------------------------------------------------------------------------------------


def _finding(finding: Finding, sources: Mapping[str, Source], translator: Translator, style: Style) -> Iterator[str]:
    colour = "2" if finding.waived_by is not None else _COLOURS[finding.severity]
    word = translator.text(SEVERITIES[finding.severity])
    says = " ".join(translator.text(quoted(finding.text)).split("\n"))
    yield f"{style.paint(_place(finding.at), '1')}: {style.paint(f'{word} {finding.code}', colour)}: {says}"
    gutter = " " * len(str(finding.at.line))
    if finding.waived_by is not None:
        yield style.paint(f"{gutter} = {translator.gettext('waived')}: {cut(one_line(finding.waived_by))}", "2")
        return
    yield from _excerpt(finding.at, sources, style, colour)
    yield from _labelled(gutter, text("help"), finding.help, translator, style)
    yield from _labelled(gutter, text("why"), finding.why, translator, style)
    for label in finding.related:
        yield from _related(label, gutter, sources, translator, style)


def _place(span: Span) -> str:
    return no_order(f"{one_line(span.path)}:{span.line}:{span.column}")


def _labelled(gutter: str, label: Text, message: Text | None, translator: Translator, style: Style) -> Iterator[str]:
    if message is None:
        return
    first, *rest = translator.text(quoted(message)).rstrip("\n").split("\n")
    yield f"{gutter} = {style.paint(translator.text(label), '1')}: {first}".rstrip()
    for line in rest:
        yield f"{gutter} |   {line}".rstrip()


def _related(
    label: Label, gutter: str, sources: Mapping[str, Source], translator: Translator, style: Style
) -> Iterator[str]:
    yield f"{gutter} = {_place(label.span)}: {one_line(translator.text(quoted(label.text)))}"
    yield from _excerpt(label.span, sources, style, "36", mark="-")


def _excerpt(span: Span, sources: Mapping[str, Source], style: Style, colour: str, mark: str = "^") -> Iterator[str]:
    source = sources.get(span.path)
    line = source.line(span.line) if source else ""
    if not line.strip():
        return
    until = span.end_column if span.end_line == span.line else len(line) + 1
    before, spot, after = _window(line, span.column - 1, max(until - 1, span.column), style.columns)
    number, gutter = str(span.line), " " * len(str(span.line))
    yield f"{gutter} |"
    yield f"{number} | {before}{spot}{after}".rstrip()
    carets = mark * max(width(spot.rstrip(_CUT)), 1)
    yield f"{gutter} | {' ' * width(before)}{style.paint(carets, colour)}"


def _window(line: str, start: int, end: int, columns: int) -> tuple[str, str, str]:
    """Split a line before, at and after the spot (0-based, `end` not included), cut so that it fits.

    The spot keeps at least its beginning; what is left of the room goes to what stands in front of it first.
    """
    cells = cells_of(line)
    spot = _fitting(cells[start:end], columns - 2)
    room = columns - 2 - width(spot)
    before = _fitting(cells[:start], room, from_end=True)
    after = _fitting(cells[end:] if not spot.endswith(_CUT) else [], room - width(before))
    return before, spot, after


def _fitting(cells: list[str], room: int, *, from_end: bool = False) -> str:
    """Give as many whole characters as fit, with a mark where some were left out."""
    kept, used = 0, 0
    for cell in reversed(cells) if from_end else cells:
        used += width(cell)
        if used > room:
            break
        kept += 1
    if kept == len(cells):
        return "".join(cells)
    return _CUT + "".join(cells[len(cells) - kept :]) if from_end else "".join(cells[:kept]) + _CUT
