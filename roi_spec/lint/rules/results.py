"""Results: does everything that was planned come back, in money or outside it?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import at_level, converted, is_missing
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.quantity import Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT

AFTER = ("provisional", "final")

VANISHED = Rule(
    id="ROI139",
    name="planned-kpi-without-result",
    severity=Severity.ERROR,
    title="A planned measure has no result",
    why="Of ten measures one goes up by chance; a reader can only judge it when the flat ones are shown too.",
    bad="kpis:\n  - id: exam\n    target: 80%\n    # no result\n",
    good="kpis:\n  - id: exam\n    target: 80%\n    # no result\n    absent_because: The exam was cancelled\n",
    source="Common mistake in published ROI figures",
    mistakes=("M39",),
    stages=("final",),
)


@checks(VANISHED)
def vanished(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find KPIs of a final study without data and without a reason."""
    for kpi in programme.kpis:
        if is_missing(kpi, programme):
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
    source="Guiding principle 11 of the ROI Methodology (Phillips & Phillips)",
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
    source="Guiding principle 11 of the ROI Methodology (Phillips & Phillips)",
)


@checks(BOTH)
def both(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find intangibles that point at a converted KPI."""
    money = {kpi.id: kpi for kpi in converted(programme)}
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
    source="Guiding principle 11 of the ROI Methodology (Phillips & Phillips)",
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
    source="Common mistake in published ROI figures",
    mistakes=("M51",),
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
