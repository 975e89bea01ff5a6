"""Objectives: does each have a measure, and can it be measured as it is worded?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Level, Programme
from roi_spec.model.text import text

NO_KPI = Rule(
    id="ROI184",
    name="objective-without-kpi",
    severity=Severity.WARNING,
    title="An objective has no measure",
    why="An objective without a measure is met or missed by opinion.",
    bad="objectives:\n  - {id: calm, level: application, statement: Claims handlers use the checklist every day}\n",
    good=(
        "objectives:\n  - {id: calm, level: application, statement: Claims handlers use the checklist every day, kpi: "
        "checklist}\n"
    ),
    source="V-model: every objective names its measure",
)


@checks(NO_KPI)
def no_kpi(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find objectives that name no KPI; inputs are counted in the audience and the costs."""
    for objective in programme.objectives:
        if not objective.kpi and objective.level != Level.INPUT and objective.level <= programme.evaluation_level:
            yield NO_KPI.finding(
                **on(objective, "kpi"),
                message=text("The objective “{statement}” names no KPI.", statement=objective.statement),
                help=text("Add `kpi:` with the id of the KPI that measures it."),
            )


NO_OBJECTIVE = Rule(
    id="ROI185",
    name="kpi-without-objective",
    severity=Severity.INFO,
    title="A measure belongs to no objective",
    why="A measure that no objective asked for may have been picked because it went well.",
    bad=(
        "kpis:\n  - id: tidy\n    title: Tidy files\n    level: application\n    better: higher\n    result: 90%\n"
        "    source: {system: Register}\n"
    ),
    good=(
        "objectives:\n  - {id: tidy_files, level: application, statement: 85% of files are tidy, kpi: tidy}\n"
        "kpis:\n  - id: tidy\n    title: Tidy files\n    level: application\n    better: higher\n    result: 90%\n"
        "    source: {system: Register}\n"
    ),
    source="V-model: every objective names its measure",
    mistakes=("M39",),
    min_level=3,
)


@checks(NO_OBJECTIVE)
def no_objective(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find KPIs of level 3 and up that no objective names, unless the programme states no objectives at all."""
    named = {objective.kpi for objective in programme.objectives}
    for kpi in programme.kpis:
        if (
            programme.objectives
            and kpi.level >= Level.APPLICATION
            and kpi.id not in named
            and kpi.complement not in named
        ):
            yield NO_OBJECTIVE.finding(
                **on(kpi),
                message=text("“{kpi}” belongs to no objective.", kpi=kpi.title),
                help=text("Add an objective with `kpi: {id}`, or say in `definition:` why it is measured.", id=kpi.id),
            )


VAGUE = Rule(
    id="ROI186",
    name="vague-objective",
    severity=Severity.WARNING,
    title="An objective cannot be measured as it is worded",
    why="Nobody can see whether people know, understand or are aware; what they do or score can be seen.",
    bad=(
        "stage: plan\nobjectives:\n"
        "  - {id: aware, level: learning, statement: Claims handlers understand why files must be complete, kpi: "
        "exam}\n"
        "kpis:\n  - id: exam\n    # no target\n"
    ),
    good=(
        "stage: plan\nobjectives:\n"
        "  - {id: aware, level: learning, statement: Claims handlers score at least 80% on the exam, kpi: exam}\n"
    ),
    source="Objectives: measurable verbs",
    stages=("plan", "running"),
)

_VAGUE = re.compile(
    r"\b(understands?|know|knows|(?:is|are|be|become) aware|awareness|appreciates?|realises?|familiar|insight"
    r"|begrijpen|begrijpt|kennen|kent|weten|weet|bewust|bewustzijn|inzicht|beseffen|vertrouwd)\b",
    re.IGNORECASE,
)


@checks(VAGUE)
def vague(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find words that cannot be observed, in objectives that have neither a figure nor a KPI with a target."""
    targets = {kpi.id for kpi in programme.kpis if kpi.target}
    for objective in programme.objectives:
        found = _VAGUE.search(objective.statement)
        if found and objective.kpi not in targets and not re.search(r"\d", objective.statement):
            yield VAGUE.finding(
                **on(objective, "statement"),
                message=text(
                    "The objective “{statement}” says “{word}”.", statement=objective.statement, word=found.group()
                ),
                help=text(
                    "Write what people do or score, how well and by when, for example: score at least 80% on the test."
                ),
            )
