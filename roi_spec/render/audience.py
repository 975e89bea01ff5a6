"""The public edition: what outsiders may see of everything that was computed.

Done once, on the whole survey, before a single file is written from it. Pages, receipt, search data, downloads and PDF
are made of the same redacted values, so none of them can tell what another one hides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import count
from typing import Any, TypeVar

from roi_spec.model.document import Node
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.rule import Rule
from roi_spec.model.signed import Value as SignedValue
from roi_spec.model.source import Source
from roi_spec.model.spec import Attribution, Programme, Respondent, SignOff, Workspace
from roi_spec.model.text import Text
from roi_spec.render.privacy import seen_from_outside
from roi_spec.render.rewriting import rewritten

ROLES = frozenset({"owner", "by", "approved_by", "accepted_by", "who"})
"""Fields that name a role, wherever they stand."""

_Whole = TypeVar("_Whole")


@dataclass(frozen=True, slots=True)
class Redaction:
    """What it takes to redact a run."""

    files: tuple[tuple[str, str], ...]
    """Every name by which a file may be mentioned, and what stands in its place."""
    rules: Mapping[str, Rule]
    """By id: of a finding, only what its rule says in general may be told."""
    small_cell_limit: int

    def __call__(self, whole: _Whole) -> _Whole:
        """Give anything as outsiders may see it; a survey, an evaluation, a single finding."""
        rename = _renaming(self.files)
        return rewritten(whole, lambda value: rename(value) if isinstance(value, str) else self._redacted(value))

    def _redacted(self, value: Any) -> Any:
        if roles := _roles(value.__class__):
            value = replace(value, **dict.fromkeys(roles, ""))
        if isinstance(value, Node):
            return replace(value, text="") if value.text else value
        if isinstance(value, Source):
            return replace(value, text="")
        if isinstance(value, Programme):
            return replace(value, stakeholders=(), internal_notes=())
        if isinstance(value, Respondent):
            return replace(value, basis="")
        if isinstance(value, Attribution):
            return replace(value, respondents=tuple(map(_silenced, value.respondents, count(1))))
        if isinstance(value, Workspace):
            return replace(value, repository="")
        if isinstance(value, SignOff | SignedValue):
            return _unmarked(value)
        if isinstance(value, Finding):
            return _in_short(value, self.rules)
        return seen_from_outside(value, self.small_cell_limit) if isinstance(value, Evaluation) else value


@cache
def _roles(kind: Hashable) -> tuple[str, ...]:
    """Give the fields of a type that name a role."""
    return tuple(one.name for one in fields(kind) if one.name in ROLES) if is_dataclass(kind) else ()


def _in_short(finding: Finding, rules: Mapping[str, Rule]) -> Finding:
    """Give a finding in the words of its rule: the sentence about this file may name roles, and quotes the author."""
    rule = rules.get(finding.code)
    said = Text(rule.title) if rule else Text("A check was not met.")
    why = Text(rule.why) if rule else None
    return replace(finding, text=said, why=why, pointer=(), help=None, related=(), fix=None)


def _unmarked(value: SignOff | SignedValue) -> SignOff | SignedValue:
    """Leave out the marks of what was signed: who tries all that a hidden answer can be would know when it fits."""
    if isinstance(value, SignedValue):
        return replace(value, mark="")
    return replace(value, digest="", values=tuple((address, "") for address, _ in value.values))


def _silenced(answer: Respondent, number: int) -> Respondent:
    """Give a respondent as somebody who answered, without who it was and what was said."""
    return Respondent(answer.node, str(number))


# --- file names ------------------------------------------------------------------------------------------------------


def neutral_names(read: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[tuple[str, str], ...]:
    """Give each file a name that tells nothing: `file-1`, in the order of the digests.

    Takes of every file its path, its digest, and the other ways in which specs write its name.
    """
    every: dict[str, tuple[str, set[str]]] = {}
    for path, digest, aliases in read:
        every.setdefault(path, (digest, set()))[1].update(aliases)
    ordered = sorted(every.items(), key=lambda one: (one[1][0], one[0]))
    named = ((path, f"file-{n}", names) for n, (path, (_, names)) in enumerate(ordered, start=1))
    return tuple((name, instead) for path, instead, names in named for name in _mentions(path, names))


def _mentions(path: str, names: Iterable[str]) -> tuple[str, ...]:
    """Give the ways in which a file may be mentioned; without its folder only when it still looks like a file name."""
    whole = {path, *names}
    last = {one.rpartition("/")[2] for one in whole}
    return tuple(sorted(whole | {one for one in last if "." in one}))


def _renaming(files: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """Give what puts neutral names in the place of real ones, also in the middle of a sentence."""
    instead = dict(files)
    ordered = sorted((one for one in instead if "." in one or "/" in one), key=len, reverse=True)
    mentioned = "|".join(re.escape(one) for one in ordered)
    if not mentioned:
        return lambda written: instead.get(written, written)
    pattern = re.compile(rf"(?<![\w./-])(?:{mentioned})(?![\w/-])")

    @cache
    def renamed(written: str) -> str:
        if written in instead:
            return instead[written]
        return pattern.sub(lambda found: instead[found[0]], written)

    return renamed
