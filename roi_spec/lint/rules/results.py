"""Objectives and results: does the chain from reaction to impact hold, and does everything planned come back?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import at_level, has_data
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme, Stage
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT

AFTER = ("provisional", "final")

NO_IMPACT = Rule(
    id="ROI160",
    name="roi-without-impact",
    severity=Severity.ERROR,
    title="A study claims level 5 and measures no impact",
    why="ROI compares money with money, and the money has to come from a measured change in the business.",
    bad=(
        "kpis:\n  - id: errors\n    # no result\n    # no attribution\n    # no cross_checks\n    # no conversion\n"
        "    absent_because: The register was replaced\n"
    ),
    good="kpis:\n  - id: errors\n    result: 180 errors/month\n",
    source="Guiding principle 1",
    min_level=5,
)


@checks(NO_IMPACT)
def no_impact(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find level-5 studies without an impact KPI that has a result or, before the end, a forecast."""
    impact = at_level(programme, Level.IMPACT)
    if any(has_data(kpi) or kpi.forecast or _is_reported(kpi, programme) for kpi in impact):
        return
    place = on(impact[0]) if impact else on(programme, "kpis")
    if impact and programme.stage is Stage.PLAN:
        message = text("The plan aims at level 5, and no impact KPI has a forecast.")
    else:
        message = text("The study goes to level 5, and no impact KPI has a result.")
    yield NO_IMPACT.finding(
        **place,
        message=message,
        help=text(
            "Add a KPI with `level: impact` and a `result:` (in a plan: `forecast:`), or lower `evaluation_level:`."
        ),
    )


BROKEN_CHAIN = Rule(
    id="ROI161",
    name="impact-without-application",
    severity=Severity.WARNING,
    title="An impact is claimed without data on application",
    why=(
        "Between a course and a result stand people who do something differently; without that link the result may "
        "have any cause."
    ),
    bad="kpis:\n  - id: checklist\n    # no result\n    absent_because: The observation was cancelled\n",
    good="kpis:\n  - id: checklist\n    result: 82%\n",
    source="Guiding principle 1",
    min_level=4,
)


@checks(BROKEN_CHAIN)
def brokenchain(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find impact without application: without results after the programme, without a KPI before."""
    chain = at_level(programme, Level.APPLICATION)
    if not at_level(programme, Level.IMPACT) or _complete(programme, chain):
        return
    yield BROKEN_CHAIN.finding(
        **(on(chain[0]) if chain else on(programme, "kpis")),
        message=text("Impact is claimed, and nothing was measured at level 3 (application)."),
        help=text(
            "Add a KPI with `level: application`, for example the share of participants who use what they learned."
        ),
    )


NO_BASE_LEVELS = Rule(
    id="ROI162",
    name="no-reaction-or-learning",
    severity=Severity.WARNING,
    title="Nothing was measured on reaction and learning",
    why="When a result disappoints, these levels show whether the course, the transfer or the idea was at fault.",
    bad=(
        "kpis:\n  - id: useful\n    # no result\n    absent_because: The form was lost\n"
        "  - id: exam\n    # no result\n    absent_because: The exam was cancelled\n"
    ),
    good="kpis:\n  - id: useful\n    result: 4.4 points\n  - id: exam\n    result: 83%\n",
    source="Guiding principles 1 and 2",
    min_level=4,
)


@checks(NO_BASE_LEVELS)
def no_base_levels(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find studies of level 4 and up with neither reaction nor learning data; one of the two is enough."""
    base = at_level(programme, Level.REACTION, Level.LEARNING)
    if not _complete(programme, base):
        yield NO_BASE_LEVELS.finding(
            **(on(base[0]) if base else on(programme, "kpis")),
            message=text("Nothing was measured at level 1 (reaction) or level 2 (learning)."),
            help=text("Add a KPI with `level: reaction` or `level: learning`; a short survey or a test is enough."),
        )


def _complete(programme: Programme, kpis: tuple[Kpi, ...]) -> bool:
    """Say whether a level is covered: by data after the programme, by a plan to measure before."""
    if programme.stage in (Stage.PLAN, Stage.RUNNING):
        return bool(kpis)
    return any(has_data(kpi) or _is_reported(kpi, programme) for kpi in kpis)


def _is_reported(kpi: Kpi, programme: Programme) -> bool:
    """Say whether rule ROI139 already asks for the result of this KPI, so that its absence is told once."""
    return programme.stage is Stage.FINAL and not has_data(kpi) and not kpi.absent_because


VANISHED = Rule(
    id="ROI139",
    name="planned-kpi-without-result",
    severity=Severity.ERROR,
    title="A planned measure has no result",
    why="Of ten measures one goes up by chance; a reader can only judge it when the flat ones are shown too.",
    bad="kpis:\n  - id: exam\n    target: 80%\n    # no result\n",
    good="kpis:\n  - id: exam\n    target: 80%\n    # no result\n    absent_because: The exam was cancelled\n",
    source="Mistake M39",
    stages=("final",),
)


@checks(VANISHED)
def vanished(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find KPIs of a final study without data and without a reason."""
    for kpi in programme.kpis:
        if _is_reported(kpi, programme):
            yield VANISHED.finding(
                **on(kpi, "result"),
                message=text("“{kpi}” was planned and has no result.", kpi=kpi.title),
                help=text("Add `result:`, also when it is flat or negative, or `absent_because:` with the reason."),
            )


UNDECIDED = Rule(
    id="ROI179",
    name="impact-neither-money-nor-intangible",
    severity=Severity.INFO,
    title="It is not said why an impact stays out of the money",
    why="Leaving a measure out of the money is a choice, and readers want to know that it was made on purpose.",
    bad="kpis:\n  - id: errors\n    # no conversion\n",
    good="kpis:\n  - id: errors\n    # no conversion\n    not_converted: Finance accepts no value for an error\n",
    source="Guiding principle 11",
    min_level=5,
)


@checks(UNDECIDED)
def undecided(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find impact KPIs and intangibles without conversion and without a reason."""
    listed = {one.kpi for one in programme.intangibles if one.why_not_converted}
    for kpi in at_level(programme, Level.IMPACT):
        if kpi.conversion is None and not kpi.not_converted and not kpi.absent_because and kpi.id not in listed:
            yield UNDECIDED.finding(
                **on(kpi, "conversion"),
                message=text("“{kpi}” is not turned into money, and no reason is given.", kpi=kpi.title),
                help=text("Add `conversion:`, or `not_converted:` with the reason."),
            )
    for one in programme.intangibles:
        if not one.why_not_converted and not one.kpi:
            yield UNDECIDED.finding(
                **on(one, "why_not_converted"),
                message=text(
                    "“{title}” is an intangible, and why it was not turned into money is not said.", title=one.title
                ),
                help=text("Add `why_not_converted:`."),
            )


BOTH = Rule(
    id="ROI177",
    name="converted-and-intangible",
    severity=Severity.ERROR,
    title="A measure is counted in money and listed as intangible",
    why="The same gain would be told twice: once in the ROI, and once as something on top of it.",
    bad="intangibles:\n  - {title: Fewer errors, kpi: errors, evidence: Quality register}\n",
    good="intangibles:\n  - {title: Calmer work, evidence: 9 of 10 say so, why_not_converted: No accepted value}\n",
    source="Guiding principle 11",
)


@checks(BOTH)
def both(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find intangibles that point at a converted KPI."""
    money = {kpi.id: kpi for kpi in programme.kpis if kpi.conversion}
    for one in programme.intangibles:
        if one.kpi in money:
            kpi = money[one.kpi]
            yield BOTH.finding(
                **on(one, "kpi"),
                message=text(
                    "“{title}” is an intangible, and its measure “{kpi}” is turned into money.",
                    title=one.title,
                    kpi=kpi.title,
                ),
                help=text("Remove it from `intangibles:`, or remove `conversion:` from the KPI."),
                related=(Label(kpi.at, text("The KPI that is turned into money.")),),
            )


BARE_INTANGIBLE = Rule(
    id="ROI178",
    name="intangible-without-evidence",
    severity=Severity.WARNING,
    title="An intangible benefit has no evidence",
    why="That something cannot be turned into money does not mean that it cannot be shown.",
    bad="intangibles:\n  - {title: Calmer work, why_not_converted: No accepted value}\n",
    good="intangibles:\n  - {title: Calmer work, evidence: 9 of 10 say so, why_not_converted: No accepted value}\n",
    source="Guiding principle 11",
    stages=AFTER,
)


@checks(BARE_INTANGIBLE)
def bare_intangible(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find intangibles without `evidence` and without a KPI that holds it."""
    for one in programme.intangibles:
        if not one.evidence and not one.kpi:
            yield BARE_INTANGIBLE.finding(
                **on(one, "evidence"),
                message=text("“{title}” has no evidence.", title=one.title),
                help=text("Add `evidence:` with what was heard or measured, and from how many people."),
            )


COMPLEMENT = Rule(
    id="ROI151",
    name="parts-do-not-add-up",
    severity=Severity.ERROR,
    title="Two measures that make a whole do not add up to 100%",
    why="Who stays and who leaves are together everybody, so one of the two figures is not right.",
    bad=(
        "kpis:\n  - id: right\n    title: Files without an error\n    level: learning\n    better: higher\n    "
        "result: 90%\n"
        "    complement: wrong\n    source: {system: Register}\n"
        "  - id: wrong\n    title: Files with an error\n    level: learning\n    better: lower\n    result: 12%\n"
        "    source: {system: Register}\n"
    ),
    good=(
        "kpis:\n  - id: right\n    title: Files without an error\n    level: learning\n    better: higher\n    "
        "result: 90%\n"
        "    complement: wrong\n    source: {system: Register}\n"
        "  - id: wrong\n    title: Files with an error\n    level: learning\n    better: lower\n    result: 10%\n"
        "    source: {system: Register}\n"
    ),
    source="Mistake M51",
)


@checks(COMPLEMENT)
def complement(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Add up the baselines and results of KPIs that name each other as complement; each pair once."""
    by_id = {kpi.id: kpi for kpi in programme.kpis}
    seen: set[frozenset[str]] = set()
    for kpi in programme.kpis:
        other = by_id.get(kpi.complement)
        pair = frozenset((kpi.id, kpi.complement))
        if other is None or pair in seen:
            continue
        seen.add(pair)
        yield from _gaps(kpi, other)


def _gaps(kpi: Kpi, other: Kpi) -> Iterator[Finding]:
    pairs = (
        ("baseline", kpi.baseline, other.baseline),
        ("result", kpi.result and kpi.result.best, other.result and other.result.best),
    )
    for name, one, two in pairs:
        if (
            one
            and two
            and one.quantity.unit.is_share
            and two.quantity.unit.is_share
            and one.quantity.base + two.quantity.base != 1
        ):
            total = Quantity((one.quantity.base + two.quantity.base) * 100, PERCENT)
            yield COMPLEMENT.finding(
                **on(kpi, name),
                message=text(
                    "“{kpi}” ({one}) and “{other}” ({two}) add up to {total}.",
                    kpi=kpi.title,
                    one=one.quantity,
                    other=other.title,
                    two=two.quantity,
                    total=total,
                ),
                help=text("Correct one of the two, or remove `complement:` when they are not two parts of a whole."),
                related=(Label(two.at, text("The other part.")),),
            )


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
    source="V-model; mistake M39",
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
