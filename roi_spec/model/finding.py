"""Findings: what the tool has to say about a file, as values.

Every stage returns its findings instead of raising; all of one run are shown together, sorted by place. The wording
rules are in CONTRIBUTING.md: the author's words, then what to write, then why.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from roi_spec.model.source import Pointer, Span
from roi_spec.model.text import Text


class Severity(enum.StrEnum):
    """How much a finding matters: an error stops publication, a warning wants a look, info is a remark."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Give 0 for error, 1 for warning, 2 for info: the order in which people should read."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that belongs to a finding, with a few words on why."""

    span: Span
    text: Text


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `replacement`: a splice, so that nothing else in the file moves."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair an author can copy; `safe` when it cannot change the meaning."""

    title: Text
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about one place, caused by one thing."""

    code: str
    """Stable id: `ROI` and three digits."""
    severity: Severity
    text: Text
    """What was written or is missing, in the author's words."""
    at: Span
    help: Text | None = None
    """What to write instead, ready to copy."""
    why: Text | None = None
    """The reason, in one sentence. Empty: the rule's own reason is shown."""
    pointer: Pointer = ()
    related: tuple[Label, ...] = ()
    fix: Fix | None = None
    waived_by: str | None = None
    """The reason of the waiver that covers this finding; such a finding is shown and counted, but does not fail."""

    @property
    def order(self) -> tuple[Span, int, str]:
        """Give the sort key: by place, then by weight, then by code."""
        return (self.at, self.severity.rank, self.code)


@dataclass(slots=True)
class Findings:
    """A growing list of findings for use inside one stage; the stage returns `tuple(findings)`."""

    items: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Append one finding."""
        self.items.append(finding)
