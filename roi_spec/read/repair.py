"""What to say when a text is not YAML: try the repairs a colleague would try, and name the one that works.

The parser says where it gave up; a person wants to know where to look. Every proposal here changes one line (or a few)
in one way, and counts when the whole file, or at least the file up to a later mistake, can then be read. The first
kind of proposal that works is the finding; when several of a kind work equally well, the author is asked to choose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from roi_spec.model.finding import Finding
from roi_spec.model.source import Source, Span
from roi_spec.model.text import text
from roi_spec.read import rules
from roi_spec.read.lines import Line, read_lines
from roi_spec.read.proposals import KINDS, Proposal, Trouble

_MOST_MISTAKES = 10
"""Mistakes of this sort named in one run; more of them have another cause."""
MOST_REPAIRED = 200_000
"""Characters; a broken text longer than this gets a place to look, but no repair."""
PATIENCE = 2_000_000
"""Characters parsed in search of repairs; a small file gets hundreds of tries, a very large one a few."""

TroubleIn = Callable[[str], Trouble | None]
"""Says where a text stops being YAML, or None when it does not."""


@dataclass(slots=True)
class _Budget:
    """How much may still be parsed."""

    left: int

    def allows(self, content: str) -> bool:
        self.left -= len(content)
        return self.left >= 0


def diagnose(
    source: Source, content: str, trouble_in: TroubleIn, first: Trouble, patience: int = PATIENCE
) -> tuple[Finding, ...]:
    """Explain why a text cannot be read: one finding per mistake, in the order of the file; at least one.

    `content` is the text as the parser saw it (`source.text`, line for line); `first` the parser's own trouble with it;
    `patience` how many characters may be parsed in search of repairs.
    """
    if len(content) > MOST_REPAIRED:
        return (_calm(source, content, first),)
    found: list[Finding] = []
    budget = _Budget(patience)
    trouble: Trouble | None = first
    while trouble and len(found) < _MOST_MISTAKES:
        chosen = _choose(source.path, content, trouble, trouble_in, budget)
        if chosen is None:
            return (*found, _calm(source, content, trouble)) if not found else tuple(found)
        found.append(chosen.finding)
        content = chosen.apply(content)
        trouble = trouble_in(content) if budget.allows(content) else None
    return tuple(sorted(found, key=lambda finding: finding.order))


def _choose(path: str, content: str, trouble: Trouble, trouble_in: TroubleIn, budget: _Budget) -> Proposal | None:
    """Give the proposal that mends the whole text, else the first that moves the trouble further down."""
    lines = read_lines(content)
    partly: Proposal | None = None
    for kind in KINDS:
        whole: list[Proposal] = []
        for proposal in kind(path, lines, trouble):
            changed = proposal.apply(content)
            if changed == content or not budget.allows(changed):
                continue
            left = trouble_in(changed)
            if (left is None or partly is None) and _hides(lines, changed, proposal):
                continue
            if left is None:
                whole.append(proposal)
            elif partly is None and _is_further(left, trouble, proposal):
                partly = proposal
        if whole:
            return _closest(whole)
    return partly


def _hides(lines: tuple[Line, ...], changed: str, proposal: Proposal) -> bool:
    """Say whether a change would turn a line into prose of the text block above it, which mends nothing."""
    if proposal.finding.code != rules.INDENTATION.id:
        return False
    after = read_lines(changed)
    return any(after[n - 1].role == "block" and lines[n - 1].role != "block" for n in proposal.changes)


def _is_further(left: Trouble, before: Trouble, proposal: Proposal) -> bool:
    """Say whether what is left to mend lies wholly below what a proposal has mended."""
    last = max(proposal.changes)
    return min(left.line, left.context_line) > last and (left.line > before.line or before.context_line <= last)


def _closest(working: list[Proposal]) -> Proposal:
    """Give the proposal that changes least; without a fix when another changes as little but differs."""
    least = min(proposal.distance for proposal in working)
    best = [proposal for proposal in working if proposal.distance == least]
    if len(best) == 1:
        return best[0]
    return replace(best[0], finding=replace(best[0].finding, fix=None))


def _calm(source: Source, content: str, trouble: Trouble) -> Finding:
    """Point at the first suspicious line when nothing explains the trouble."""
    lines = content.rstrip("\n ").split("\n")
    number = trouble.line
    if "':'" in trouble.problem or number > len(lines):
        number = trouble.context_line
    number = max(1, min(number, len(lines)))
    written = lines[number - 1].strip()
    at = Span(source.path, number, 1, number, len(lines[number - 1]) + 1)
    return rules.UNREADABLE.finding(
        at,
        text("Line {line} cannot be understood: “{written}”.", line=number, written=written[:60]),
        help=text(
            "Compare it with the lines above: spaces at the start, a colon after the name, quotation marks in pairs."
        ),
    )
