"""What the history adds to the findings: what was agreed before the start, and is other than it was.

These rules speak only where the history was read, at the stages at which results stand there. They point at what stands
in the file now, so that a waiver can give the reason.
"""

from __future__ import annotations

from dataclasses import replace

from roi_spec.lint.context import Context
from roi_spec.lint.waivers import is_expired, reaches
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.past import Later, Past, Sort
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span
from roi_spec.model.spec import Programme, Stage
from roi_spec.model.text import Text, text

_STAGES = (Stage.PROVISIONAL.value, Stage.FINAL.value)

TARGET_MOVED = Rule(
    id="ROI345",
    name="target-changed-after-start",
    severity=Severity.WARNING,
    title="A target was set or changed after the programme had started",
    why="Who sees the results come in can always choose a target that is reached.",
    bad=(
        "stage: final\n"
        "# the last commit before the start has 200 errors/month\n"
        "kpis:\n  - id: errors\n    target: 185 errors/month\n"
    ),
    good=(
        "stage: final\n"
        "# the last commit before the start has the same\n"
        "kpis:\n  - id: errors\n    target: 200 errors/month\n"
    ),
    source="Common mistake in published ROI figures",
    stages=_STAGES,
    mistakes=("M40",),
)

MEASURE_GONE = Rule(
    id="ROI346",
    name="planned-measure-removed",
    severity=Severity.WARNING,
    title="A KPI or an objective that was planned is no longer in the file",
    why="Of ten measures one goes up by chance; a reader has to know of those that did not.",
    bad=(
        "stage: final\n# the last commit before the start has a KPI about complaints as well\nkpis:\n  - id: errors\n"
    ),
    good=(
        "stage: final\nkpis:\n  - id: errors\n  - id: complaints\n    absent_because: The register was closed in May\n"
    ),
    source="Common mistake in published ROI figures",
    stages=_STAGES,
    mistakes=("M39",),
)

AGREEMENT_MOVED = Rule(
    id="ROI347",
    name="agreement-changed-after-start",
    severity=Severity.INFO,
    title="What was agreed before the start was changed later",
    why="A method or a value that is chosen when the results are known can be chosen for its result.",
    bad=(
        "stage: final\n"
        "# the last commit before the start has method: comparison_group\n"
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 60%\n"
        "      confidence: 80%\n"
    ),
    good=(
        "stage: final\n"
        "# the last commit before the start has the same\n"
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 60%\n"
        "      confidence: 80%\n"
    ),
    source="Agreed beforehand: objectives, measures, attribution and values are fixed before results are known",
    stages=_STAGES,
    mistakes=("M40",),
)

RULES = (TARGET_MOVED, MEASURE_GONE, AGREEMENT_MOVED)


def on_history(programme: Programme, past: Past, context: Context) -> tuple[Finding, ...]:
    """Give what the rules say of the history of a programme, by place; each thing that changed is said once.

    The findings are weighed by the house settings and settled with the waivers of the programme.
    """
    if programme.stage not in (Stage.PROVISIONAL, Stage.FINAL):
        return ()
    still = {one.address: one for one in past.proof.later if not one.is_back}
    settled = (_settled(_finding(programme, one), programme, context) for one in still.values())
    return tuple(sorted((one for one in settled if one is not None), key=lambda one: one.order))


def _settled(finding: Finding, programme: Programme, context: Context) -> Finding | None:
    """Apply the severity of the house and the waiver of the programme; None when the house switched the rule off."""
    setting = next((one for one in context.workspace.rules if one.rule == finding.code), None)
    if setting is not None and setting.severity is None:
        return None
    held = (one for one in programme.waivers if one.rule == finding.code and not is_expired(one, context.as_of))
    waiver = next((one for one in held if reaches(one, finding.pointer, programme.document)), None)
    weighed = replace(finding, severity=setting.severity) if setting and setting.severity else finding
    return replace(weighed, waived_by=waiver.reason) if waiver else weighed


def _finding(programme: Programme, one: Later) -> Finding:
    rule, message = _said(one)
    place = _place(programme, one)
    return rule.finding(place, message, help=_help(rule), pointer=one.pointer)


def _said(one: Later) -> tuple[Rule, Text]:
    when = text("on {day}", day=one.commit.day) if one.commit else text("not committed yet")
    named = {"what": one.title, "when": when}
    if one.new is None and one.sort in (Sort.KPI, Sort.OBJECTIVE) and one.address.count(".") == 1:
        return MEASURE_GONE, text("{what} was planned and was taken out after the start ({when}).", **named)
    rule = TARGET_MOVED if one.sort is Sort.TARGET else AGREEMENT_MOVED
    if one.old is None:
        return rule, text("{what}: {new} came only after the start ({when}).", new=one.new, **named)
    if one.new is None:
        return rule, text("{what}: {old} was taken out after the start ({when}).", old=one.old, **named)
    return rule, text("{what}: {old} became {new} after the start ({when}).", old=one.old, new=one.new, **named)


def _help(rule: Rule) -> Text:
    if rule is MEASURE_GONE:
        return text("Put it back, with its result or with `absent_because:`.")
    return text("Put back what was agreed, or add a waiver with the reason of the change.")


def _place(programme: Programme, one: Later) -> Span:
    """Give the place of what changed; where that is gone or stands in another file, the nearest of this file."""
    node = programme.document.nearest(one.pointer) if one.pointer else programme.document.root
    return node.span if node.kind == "scalar" else node.key_or_value if one.pointer else programme.at
