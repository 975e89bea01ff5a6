"""What a run has to say, ready for every form in which it can be written: one shape, read by one module per form.

A form decides nothing about findings. What counts, what this change touches and what a finding is called in the next
run are settled before the first form is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source
from roi_spec.render.findings.terminal import Looked


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a run."""

    finding: Finding
    fingerprint: str
    """The same in the next run, also after lines have moved and in another language."""
    fails: bool = False
    """Whether it makes the run fail, at the level that was asked for."""
    touched: bool = False
    """Whether it stands on lines that the change under review touches."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is to be said, sorted by place."""

    items: tuple[Item, ...]
    files: tuple[str, ...]
    """The files that were looked at, as readers see them."""
    looked: Looked
    rules: Mapping[str, Rule] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The text of the files that findings point into, by path."""
    below: str = ""
    """Where the workspace lies in its repository: empty, or a folder with a slash behind it."""
    version: str = ""
    """Of the tool."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give the findings alone."""
        return tuple(item.finding for item in self.items)

    @property
    def open(self) -> tuple[Item, ...]:
        """Give what nobody has waived."""
        return tuple(item for item in self.items if item.finding.waived_by is None)

    @property
    def waived(self) -> tuple[Item, ...]:
        """Give what somebody has waived."""
        return tuple(item for item in self.items if item.finding.waived_by is not None)

    def of_level(self, level: Severity) -> tuple[Item, ...]:
        """Give what nobody has waived and weighs this much."""
        return tuple(item for item in self.open if item.finding.severity is level)

    def address(self, path: str) -> str:
        """Give a path as the repository knows it, which is what a forge wants to hear."""
        return self.below + path

    def title(self, code: str) -> str:
        """Give the English sentence that states what a rule is about; empty for a rule that is not known."""
        rule = self.rules.get(code)
        return rule.title if rule else ""
