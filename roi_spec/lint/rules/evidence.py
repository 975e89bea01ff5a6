"""Evidence: where do the figures come from, who was chosen, and what else happened?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import converted, counted, formulas
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.formula import Number, parts
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Programme, Stated
from roi_spec.model.text import text

NO_SOURCE = Rule(
    id="ROI165",
    name="figure-without-source",
    severity=Severity.ERROR,
    title="A figure has no source",
    why="A reader who cannot look a figure up has to believe it, and an auditor will not.",
    bad="kpis:\n  - id: errors\n    # no source\n    baseline: 300 errors/month\n    result: 180 errors/month\n",
    good=(
        "kpis:\n  - id: errors\n    baseline: 300 errors/month\n    result: 180 errors/month\n"
        "    source: {system: Quality register, reference: Report 12, date: 2025-08-04}\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
    stages=("provisional", "final"),
)


@checks(NO_SOURCE)
def no_source(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find measured KPIs, values and amounts without `source`; a formula rests on values that have their own."""
    for kpi in programme.kpis:
        from_data = kpi.data or any(method.data or method.stated_effect for method in kpi.attributions[:1])
        if kpi.result and kpi.source is None and not from_data:
            yield _sourceless(kpi, kpi.title)
    for value in programme.assumptions:
        if value.value and not value.source:
            yield _sourceless(value, value.title)
    for factor in (one for kpi in programme.kpis for method in kpi.attributions for one in method.factors):
        if not factor.source:
            yield _sourceless(factor, factor.title)
    bare = [one for one in programme.costs if one.amount and one.amount.best.quantity.value != 0 and not one.source]
    if len(bare) == 1:
        yield _sourceless(bare[0], bare[0].title)
    elif bare:
        yield NO_SOURCE.finding(
            bare[0].at,
            text("Costs without a source: {titles}.", titles=", ".join(f"“{one.title}”" for one in bare)),
            help=text("Add `source:` to each, with the invoice, time sheet or ledger that the amount comes from."),
            pointer=("costs",),
        )


def _sourceless(stated: Stated, title: str) -> Finding:
    advice = text("Add `source:` with the system, report, invoice or person that the figure comes from.")
    if isinstance(stated, Kpi):
        advice = text("Add `source:` and below it `system:`, `reference:`, `date:` and `owner:`.")
    return NO_SOURCE.finding(**on(stated, "source"), message=text("“{title}” has no source.", title=title), help=advice)


BARE_NUMBER = Rule(
    id="ROI167",
    name="number-in-formula",
    severity=Severity.INFO,
    title="A formula holds a number of its own",
    why="A number inside a formula has no source, no owner and no range, and nobody finds it when it changes.",
    bad=(
        "kpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window * 0.9}\n"
    ),
    good=(
        "assumptions:\n  - {id: lasting, title: Part that lasts, value: 90%, source: Process owner}\n"
        "kpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window * lasting}\n"
    ),
    source="Guiding principles 3 and 9 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
)

EVERYDAY = (0, 1, 2, 100)
"""Numbers that arithmetic itself needs: a rest (1 - x), a half, a percentage."""


@checks(BARE_NUMBER)
def bare_number(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find numbers in the formulas of an author; one finding per formula."""
    written = [formula for kpi in converted(programme) for formula in formulas(kpi)]
    written += [one.formula for one in programme.assumptions if one.formula]
    total = evaluation.quantity("result.total_cost")
    if total is None or total.value > 0:  # costs that come out below zero have their own finding (ROI283)
        written += [one.formula for one in programme.costs if one.formula]
    for formula in written:
        bare = [one for one in parts(formula.tree) if isinstance(one, Number) and one.value not in EVERYDAY]
        if bare:
            yield BARE_NUMBER.finding(
                formula.at,
                text(
                    "The formula “{formula}” holds the number {number}.", formula=formula.written, number=bare[0].value
                ),
                help=text(
                    "Give it a name and a source: write it under `assumptions:` with `id:`, `value:` and `source:`, "
                    "and use that id here."
                ),
                pointer=formula.node.pointer,
            )


VENDOR = Rule(
    id="ROI136",
    name="vendor-figure",
    severity=Severity.WARNING,
    title="A figure comes from the party that sells the training",
    why="A seller publishes its best cases, so its figures say what is possible rather than what to expect.",
    bad=(
        "assumptions:\n  - id: cost_per_error\n    title: Cost of one error\n    value: 60 EUR/error\n"
        "    source: Brochure\n    source_kind: vendor\n"
    ),
    good=(
        "assumptions:\n  - id: cost_per_error\n    title: Cost of one error\n    value: 60 EUR/error\n"
        "    source: Ledger\n    source_kind: finance\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M36",),
    min_level=4,
)


@checks(VENDOR)
def vendor(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find values and measurements with a vendor as source."""
    for value in programme.assumptions:
        if value.source_kind == "vendor":
            yield _from_vendor(value, value.title, "source_kind")
    for kpi in programme.kpis:
        if kpi.source and kpi.source.kind == "vendor":
            yield _from_vendor(kpi, kpi.title, "source", "kind")


def _from_vendor(stated: Stated, title: str, *route: str) -> Finding:
    return VENDOR.finding(
        **on(stated, *route),
        message=text("“{title}” comes from a vendor.", title=title),
        help=text(
            "Use a figure of your own organisation, or a cautious `low:` beside it and a word under `limitations:`."
        ),
    )


SELF_REPORT = Rule(
    id="ROI169",
    name="self-reported-impact",
    severity=Severity.WARNING,
    title="Money rests on what people say about their own results",
    why="People remember success better than failure; the systems of the business count both.",
    bad=(
        "kpis:\n  - id: errors\n    source: {system: Participant survey, reference: Wave 2, date: 2025-08-04, kind: "
        "self_report}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    source: {system: Quality register, reference: Report 12, date: 2025-08-04, kind: "
        "system_of_record}\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(SELF_REPORT)
def self_report(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find counted KPIs that were measured by self-report or estimate."""
    for one in counted(evaluation):
        source = one.kpi.source
        if source and source.kind in ("self_report", "estimate"):
            yield SELF_REPORT.finding(
                **on(one.kpi, "source", "kind"),
                message=text(
                    "“{kpi}” is counted in money, and its source is what people report themselves ({system}).",
                    kpi=one.kpi.title,
                    system=source.system,
                ),
                help=text("Take the figure from a system of record where there is one, and name it in `source:`."),
            )


SELECTED = Rule(
    id="ROI133",
    name="best-cases",
    severity=Severity.WARNING,
    title="Only volunteers or people with very high or low scores took part",
    why="Volunteers would have improved anyway, and extreme scores move back towards the average without any training.",
    bad=(
        "audience: {group: Claims handlers, invited: 40, started: 40, completed: 40, selection: volunteers}\n"
        "kpis:\n  - id: errors\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
    ),
    good=(
        "audience:\n  group: Claims handlers\n  invited: 40\n  started: 40\n  completed: 40\n  selection: volunteers\n"
        "  selection_note: The experts were asked to leave out what volunteers would have reached anyway\n"
        "kpis:\n  - id: errors\n    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M15", "M17"),
    min_level=4,
)


@checks(SELECTED)
def selected(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a selected group without a note, unless every counted KPI is compared with a like group.

    Extreme scores compared with themselves are for ROI304.
    """
    audience = programme.audience
    if audience.selection not in ("volunteers", "low_performers", "high_performers") or audience.selection_note:
        return
    compared = ["comparison_group", "randomised_control_group"]
    compared += ["before_after"] if audience.selection != "volunteers" else []
    if all(kpi.attribution and kpi.attribution.method in compared for kpi in converted(programme)):
        return
    yield SELECTED.finding(
        **on(audience, "selection"),
        message=text(
            "The group was chosen as `{selection}`; what that does to the result is not said.",
            selection=audience.selection,
        ),
        help=text("Add `selection_note:` under `audience:`, or compare with a group that was chosen in the same way."),
    )


NOTHING_ELSE = Rule(
    id="ROI132",
    name="other-influences",
    severity=Severity.WARNING,
    title="Nothing is said about what else happened",
    why="Prices, systems, bonuses and seasons move the same measures, and a reader will ask about them first.",
    bad="# no external_influences\ndelivery: {start: 2025-01-13, end: 2025-01-24}\n",
    good=(
        "external_influences:\n  - title: New claims form\n    from: 2025-03-01\n"
        "    treatment: Came to both teams alike, so the comparison removes it\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M32",),
    min_level=5,
    stages=("provisional", "final"),
)


@checks(NOTHING_ELSE)
def nothing_else(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask for other influences when money is claimed and none is listed."""
    if not programme.external_influences and any(converted(programme)):
        yield NOTHING_ELSE.finding(
            **on(programme, "external_influences"),
            message=text("No other influence on the results is listed."),
            help=text(
                "Add `external_influences:` with `title:` and `treatment:` for each. When there were none, write that "
                "as the title, "
                "and in `treatment:` who looked for them."
            ),
        )


UNTREATED = Rule(
    id="ROI156",
    name="influence-not-treated",
    severity=Severity.ERROR,
    title="Another influence is named and not dealt with",
    why=(
        "When the cause of a change is known to lie partly elsewhere, counting all of it is counting somebody else's "
        "result."
    ),
    bad="external_influences:\n  - title: New claims form\n    from: 2025-03-01\n",
    good=(
        "external_influences:\n  - title: New claims form\n    from: 2025-03-01\n"
        "    treatment: Came to both teams alike, so the comparison removes it\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M32",),
    min_level=4,
    stages=("provisional", "final"),
)


_SAYS_NOTHING = re.compile(
    r"[\W_]*(?:none|nothing|no|ignored?|not (?:applicable|treated|corrected|removed)|unknown|n[./]?a|tbd|\?"
    r"|geen|niets|nee|genegeerd|negeren|niet (?:van toepassing|gecorrigeerd|verwijderd)|onbekend|n\.?v\.?t|nvt)?[\W_]*",
    re.IGNORECASE,
)
"""A treatment in words that say nothing."""


@checks(UNTREATED)
def untreated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find influences without `treatment`."""
    for one in programme.external_influences:
        if not one.treatment or _SAYS_NOTHING.fullmatch(one.treatment.strip()):
            yield UNTREATED.finding(
                **on(one, "treatment"),
                message=text(
                    "“{title}” is listed as an influence; how its part was removed is not said.", title=one.title
                ),
                help=text(
                    "Add `treatment:` with how the method removes it, or list it as a factor under `attribution:`."
                ),
            )
