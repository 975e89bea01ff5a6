"""Asks every rule, and settles what the house and the author decided about the findings.

`run` gives what the rules say; `settle` applies the severities of the workspace and the waivers of the programme, to
findings of all stages alike. A waived finding stays visible.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from roi_spec.lint import across, beforehand, rules, waivers
from roi_spec.lint.check import Check
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule, catalogue
from roi_spec.model.spec import Programme, Waiver

DECISIVE = ("ROI101", "ROI104", "ROI111")
"""Without these rules a result can be many times too high: revenue, no attribution, no participant time."""

OF_THE_PROFESSION = (("ROI100", "ROI199"), ("ROI285", "ROI285"), ("ROI298", "ROI298"), ("ROI300", "ROI349"))
"""First and last id of the rules that judge and that people may therefore waive."""

PRIVACY = ("ROI149", "ROI157")
"""People in a file have not agreed to be recognised, so nobody else can accept it for them."""


@cache
def all_checks() -> tuple[Check, ...]:
    """Give every rule of the profession with its function, sorted by id: whatever the modules of `rules` define."""
    modules = [importlib.import_module(f"{rules.__name__}.{one.name}") for one in pkgutil.iter_modules(rules.__path__)]
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Check))
    return tuple(sorted(found, key=lambda check: check.rule.id))


def all_rules() -> tuple[Rule, ...]:
    """Give every rule of this stage, those on waivers and across programmes included, sorted by id."""
    every = (*(check.rule for check in all_checks()), *catalogue(waivers), *across.RULES, *beforehand.RULES)
    return tuple(sorted(every, key=lambda rule: rule.id))


def run(programme: Programme, evaluation: Evaluation, context: Context) -> tuple[Finding, ...]:
    """Judge one evaluated programme. Gives the findings of every rule that speaks at its level and stage, by place."""
    found = (finding for check in all_checks() for finding in check(programme, evaluation, context))
    return tuple(sorted(found, key=lambda finding: finding.order))


def settle(
    findings: tuple[Finding, ...], programme: Programme, context: Context, known_rules: Collection[str]
) -> tuple[Finding, ...]:
    """Apply severities and waivers to findings of any stage, and add what there is to say about the waivers themselves.

    `known_rules` are the ids of all rules of the tool. Findings about the language keep their severity and cannot be
    waived.
    """
    weighed = tuple(_weighed(findings, context))
    remarks = tuple(_remarks(weighed, programme, context, known_rules))
    silenced = tuple(_silenced(findings, context))
    settled = (*(_waived(finding, programme, context) for finding in weighed), *_weighed(remarks, context), *silenced)
    return tuple(sorted(settled, key=lambda finding: finding.order))


def is_waivable(code: str) -> bool:
    """Say whether a finding is a judgement, which people may accept, and not a mistake in the language."""
    return code not in PRIVACY and any(first <= code <= last for first, last in OF_THE_PROFESSION)


def _weighed(findings: tuple[Finding, ...], context: Context) -> Iterator[Finding]:
    settings = {setting.rule: setting.severity for setting in context.workspace.rules}
    for finding in findings:
        if finding.code not in settings or not is_waivable(finding.code):
            yield finding
            continue
        severity = settings[finding.code]
        if severity is not None:
            yield replace(finding, severity=severity)


def _silenced(findings: tuple[Finding, ...], context: Context) -> Iterator[Finding]:
    """Tell of every decisive rule that the workspace switches off and that would have spoken."""
    for setting in context.workspace.rules:
        found = tuple(one for one in findings if one.code == setting.rule)
        if setting.severity is None and setting.rule in DECISIVE and found:
            yield waivers.switched_off(setting, found)


def _waived(finding: Finding, programme: Programme, context: Context) -> Finding:
    if not is_waivable(finding.code):
        return finding
    waiver = next(
        (
            one
            for one in programme.waivers
            if not waivers.is_expired(one, context.as_of) and _covers(one, finding, programme)
        ),
        None,
    )
    return replace(finding, waived_by=waiver.reason) if waiver else finding


def _covers(waiver: Waiver, finding: Finding, programme: Programme) -> bool:
    if waiver.rule != finding.code or finding.at.path != programme.path:
        return False
    return waivers.reaches(waiver, finding.pointer, programme.document)


def _remarks(
    findings: tuple[Finding, ...], programme: Programme, context: Context, known_rules: Collection[str]
) -> Iterator[Finding]:
    """Judge each waiver: at most one remark. One for a rule that does not exist has its finding already (ROI256)."""
    for waiver in programme.waivers:
        if waiver.rule not in known_rules:
            continue
        if not is_waivable(waiver.rule):
            yield waivers.not_waivable(waiver)
        elif waivers.is_expired(waiver, context.as_of):
            yield waivers.expired(waiver)
        else:
            covered = [finding for finding in findings if _covers(waiver, finding, programme)]
            yield from _on_holding(waiver, covered, context)


_ACROSS = frozenset(rule.id for rule in (*across.RULES, *beforehand.RULES))
"""Rules that speak only when all programmes or the history are known: no single file tells whether a waiver is idle."""


def _on_holding(waiver: Waiver, covered: list[Finding], context: Context) -> Iterator[Finding]:
    """Judge a waiver that has not expired by what it covers and for how long."""
    day = context.as_of
    if not covered and waiver.rule not in _ACROSS:
        yield waivers.idle(waiver)
    elif not waiver.place and any(finding.severity is Severity.ERROR for finding in covered):
        yield waivers.too_wide(waiver)
    elif day and waiver.until and waiver.until > waivers.same_day(day, 2):
        yield waivers.too_long(waiver, day)
