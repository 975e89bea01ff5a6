"""A rule: everything there is to say about one kind of finding, in one place.

The terminal's `explain`, the site's rule page, the reference in the docs and the tests all read this object. Rules of
reading and of the language have no `check`: the stage that meets the mistake makes the finding through `finding()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roi_spec.model.finding import Finding, Fix, Label, Severity
from roi_spec.model.source import Pointer, Span
from roi_spec.model.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. All prose is English here; other languages are in `templates/locales`, keyed by this English."""

    id: str
    name: str
    """Short name in words joined by hyphens, stable like the id."""
    severity: Severity
    title: str
    """One sentence that states the mistake."""
    why: str
    """One or two sentences: what goes wrong for the reader of the number."""
    bad: str
    """A small YAML example that shows the mistake."""
    good: str
    """The same example, mended."""
    source: str = ""
    """Where the rule comes from, in words that a reader knows: a guiding principle, a common mistake, a standard."""
    min_level: int = 0
    """The lowest `evaluation_level` at which the rule speaks."""
    stages: tuple[str, ...] = ("plan", "running", "provisional", "final")
    """The stages at which the rule speaks."""
    mistakes: tuple[str, ...] = ()
    """Numbers in the catalogue of common mistakes that the project was built on: `M08`."""

    def finding(
        self,
        at: Span,
        message: Text,
        *,
        help: Text | None = None,  # noqa: A002 - the word the reader sees
        why: Text | None = None,
        pointer: Pointer = (),
        related: tuple[Label, ...] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Make a finding of this rule at a place; `message` names what the author wrote."""
        return Finding(
            code=self.id,
            severity=severity or self.severity,
            text=message,
            at=at,
            help=help,
            why=why or Text(self.why),
            pointer=pointer,
            related=related,
            fix=fix,
        )


def catalogue(*modules: Any) -> tuple[Rule, ...]:
    """Collect every `Rule` that the given modules define, sorted by id."""
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found, key=lambda rule: rule.id))
