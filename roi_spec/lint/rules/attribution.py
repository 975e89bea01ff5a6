"""Attribution: is the effect separated from everything else, and is the method used as it should be?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import (
    comparable,
    confidences,
    converted,
    formulas,
    is_percentage,
    rests_on,
    shares,
    sounds_like_confidence,
    uses,
)
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.formula import degree
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Attribution, Kpi, Programme
from roi_spec.model.text import text
from roi_spec.model.vocabulary import ESTIMATES

_CAP = re.compile(r"\bmin\s*\(")
LEAST_PERIODS = 6
LEAST_PEOPLE = 10

FULL_CLAIM = Rule(
    id="ROI104",
    name="benefit-without-attribution",
    severity=Severity.ERROR,
    title="A benefit is claimed in full",
    why="Without attribution every improvement is credited to the training, also what would have happened anyway.",
    bad="kpis:\n  - id: errors\n    # no attribution\n    baseline: 300 errors/month\n    result: 180 errors/month\n",
    good=(
        "kpis:\n  - id: errors\n    baseline: 300 errors/month\n    result: 180 errors/month\n    attribution:\n"
        "      method: expert_estimate\n      share: 50%\n      confidence: 80%\n"
        "      interest: The process owner does not gain by the result\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M08",),
)


@checks(FULL_CLAIM)
def full_claim(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find KPIs that are turned into money without any method of attribution, or past the one they have."""
    for kpi in converted(programme):
        if kpi.conversion and kpi.level == 4 and kpi.attribution is not None and _passes_by(kpi, evaluation):
            yield FULL_CLAIM.finding(
                **on(kpi.conversion, "formula"),
                message=text("“{kpi}” is turned into money, and the whole change is claimed.", kpi=kpi.title),
                help=text("Multiply by `effect`; only that part of the change is due to the programme."),
            )
        if kpi.level == 4 and kpi.attribution is None:
            yield FULL_CLAIM.finding(
                **on(kpi, "attribution"),
                message=text("“{kpi}” is turned into money, and the whole change is claimed.", kpi=kpi.title),
                help=text(
                    "Add `attribution:` under this KPI, with `method: comparison_group`, `trend_line`, "
                    "`manager_estimate` or "
                    "another method. If the cause is not known, write `method: none` and `why:`."
                ),
            )


def _passes_by(kpi: Kpi, evaluation: Evaluation) -> bool:
    """Say whether the money does not follow the effect: the formula leaves it out, or takes the whole change as well.

    Also where both come out at the same amount although attribution found another effect, unless a `min` caps both.
    """
    assert kpi.conversion is not None
    if kpi.attribution is None or kpi.attribution.method == "none":
        return False
    formula = kpi.conversion.formula
    if not uses(formula, "effect"):
        return True
    if uses(formula, "observed_change") and degree(formula.tree, "effect") != 1:
        return True
    found = next(one for one in evaluation.kpis if one.kpi is kpi)
    ids = (found.benefit, found.gross_benefit, found.effect, found.unadjusted)
    benefit, whole, effect, change = (evaluation.quantity(id) if id else None for id in ids)
    if benefit is None or whole is None or effect is None or change is None or _CAP.search(formula.written):
        return False
    return benefit.base == whole.base != 0 and effect.base != change.base


MORE_THAN_CHANGED = Rule(
    id="ROI125",
    name="effect-above-change",
    severity=Severity.ERROR,
    title="The effect is larger than the whole change",
    why="A programme cannot have caused more than what was seen to change, unless something else pulled the other way.",
    bad=(
        "kpis:\n  - id: errors\n    # no cross_checks\n    attribution:\n      method: other_factors\n      factors:\n"
        "        - {title: New claims form, change: -20 errors/month, source: Process owner}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    # no cross_checks\n    attribution:\n      method: other_factors\n      factors:\n"
        "        - {title: New claims form, change: 20 errors/month, source: Process owner}\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
)


@checks(MORE_THAN_CHANGED)
def more_than_changed(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Hold the effect that counts against the observed change, where people or a subtraction gave it."""
    for one in evaluation.kpis:
        used = next((method for method in one.methods if method.used), None)
        if used is None or used.attribution.method not in (*ESTIMATES, "other_factors"):
            continue
        effect = evaluation.quantity(used.effect) if used.effect else None
        change = evaluation.quantity(one.improvement) if one.improvement else None
        if (
            effect
            and change
            and effect.unit.dimensions == change.unit.dimensions
            and effect.base > max(change.base, Fraction(0))
        ):
            yield MORE_THAN_CHANGED.finding(
                **on(used.attribution, "method"),
                message=text(
                    "The effect on “{kpi}” is {effect}, and the whole change is {change}.",
                    kpi=one.kpi.title,
                    effect=effect,
                    change=change,
                ),
                help=text(
                    "Check the values, and the sign of each `change:`: positive is improvement. When something else "
                    "made the measure worse, show it with a comparison group or a trend line."
                ),
            )


CERTAIN_SHARE = Rule(
    id="ROI109",
    name="full-attribution-by-estimate",
    severity=Severity.WARNING,
    title="An estimate credits the programme with everything",
    why="Something else nearly always contributes, and people who estimate 100% have seldom been asked about it.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 100%\n      confidence: "
        "80%\n"
        "      interest: The process owner does not gain by the result\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 60%\n      confidence: "
        "80%\n"
        "      interest: The process owner does not gain by the result\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M09",),
)


@checks(CERTAIN_SHARE)
def certain_share(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find estimates of 100 %."""
    for kpi, attribution in _attributions(programme):
        full = [one for one in shares(attribution) if one.quantity.base >= 1]
        if attribution.method in (*ESTIMATES, "prior_study") and full:
            yield CERTAIN_SHARE.finding(
                full[0].at,
                text(
                    "Estimates for “{kpi}” that credit 100% of the change to the programme: {count}.",
                    count=len(full),
                    kpi=kpi.title,
                ),
                help=text("Ask what else may have contributed, and write the share that is left, for example `60%`."),
                pointer=attribution.node.pointer,
            )


NO_CONFIDENCE = Rule(
    id="ROI110",
    name="estimate-without-confidence",
    severity=Severity.ERROR,
    title="An estimate has no confidence",
    why=(
        "An estimate is adjusted for its error; without a confidence there is nothing to adjust with, and nothing to "
        "count."
    ),
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, attribution: 60%, basis: Compares two teams}\n"
        "        - {id: m2, attribution: 50%, basis: Names the new form as other cause}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Compares two teams}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Names the new form as other cause}\n"
    ),
    source="Guiding principle 7 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M10",),
)


@checks(NO_CONFIDENCE)
def no_confidence(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find estimates of which no answer at all has a confidence; single missing answers count as zero anyway."""
    for kpi, attribution in _attributions(programme):
        wanted = attribution.method in ESTIMATES and "confidence" not in attribution.factor_includes
        if wanted and any(shares(attribution)) and not any(confidences(attribution)):
            yield NO_CONFIDENCE.finding(
                **on(attribution, "respondents" if attribution.respondents else "share"),
                message=text("The estimate for “{kpi}” has no confidence.", kpi=kpi.title),
                help=text("Add `confidence: 80%`, the figure the estimator gives, beside each share."),
            )


SURE = Rule(
    id="ROI114",
    name="certain-estimate",
    severity=Severity.WARNING,
    title="An estimate has a confidence of 100%",
    why="A confidence of 100% says that the estimate cannot be wrong, and then it would be a measurement.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 60%\n      confidence: "
        "100%\n"
        "      interest: The process owner does not gain by the result\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 60%\n      confidence: "
        "80%\n"
        "      interest: The process owner does not gain by the result\n"
    ),
    source="Guiding principle 7 of the ROI Methodology (Phillips & Phillips)",
)


@checks(SURE)
def sure(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find estimates that nobody doubts."""
    for kpi, attribution in _attributions(programme):
        certain = [one for one in confidences(attribution) if one.quantity.base >= 1]
        if attribution.method in ESTIMATES and certain:
            yield SURE.finding(
                certain[0].at,
                text("Estimates for “{kpi}” with a confidence of 100%: {count}.", count=len(certain), kpi=kpi.title),
                help=text("Ask how sure the estimator is, and write that, for example `confidence: 80%`."),
                pointer=attribution.node.pointer,
            )


TWICE = Rule(
    id="ROI119",
    name="confidence-twice",
    severity=Severity.WARNING,
    title="A benefit is discounted for confidence where that was already done, or was not needed",
    why="Attribution adjusts for error once; a second discount hides what the evidence really says.",
    bad=(
        "kpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * confidence_in_data * cost_per_error * "
        "benefit_window}\n"
        "assumptions:\n  - {id: confidence_in_data, title: Confidence in the data, value: 80%, source: Quality team}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n"
        "    conversion: {technique: standard_value, formula: effect * cost_per_error * benefit_window}\n"
    ),
    source="Guiding principle 7 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M10",),
)


@checks(TWICE)
def twice(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a confidence in a conversion formula, and one beside a factor that says it already holds it."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        used = rests_on(formulas(kpi), programme, context)
        named = next((one for one in used if is_percentage(one) and sounds_like_confidence(one.id, one.title)), None)
        if named is not None and kpi.attribution is not None:
            yield TWICE.finding(
                **on(kpi.conversion, "formula"),
                message=text("The formula for “{kpi}” multiplies by “{name}”.", kpi=kpi.title, name=named.title),
                help=text(
                    "Take it out of the formula. What an estimator doubts belongs in `attribution:` as `confidence:`."
                ),
            )
    for kpi, attribution in _attributions(programme):
        if "confidence" in attribution.factor_includes and (double := next(confidences(attribution), None)):
            yield TWICE.finding(
                double.at,
                text(
                    "The factor for “{kpi}” already includes confidence, and a confidence stands beside it.",
                    kpi=kpi.title,
                ),
                help=text("Remove `confidence:`, or take the word confidence out of `factor_includes:`."),
                pointer=attribution.node.pointer,
            )


VOLUNTARY = Rule(
    id="ROI134",
    name="voluntary-comparison",
    severity=Severity.WARNING,
    title="The comparison group chose not to take part",
    why="People who sign up differ from people who do not, so the difference is not only the training.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: voluntary\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: matched\n      matched_on: [tenure, type of claim]\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M34",),
)


@checks(VOLUNTARY)
def voluntary(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find comparison groups that formed themselves."""
    for kpi, attribution in _attributions(programme):
        if attribution.assignment == "voluntary":
            yield VOLUNTARY.finding(
                **on(attribution, "assignment"),
                message=text("The groups compared for “{kpi}” formed themselves.", kpi=kpi.title),
                help=text("Compare with people who were not asked yet, or add a second method under `cross_checks:`."),
            )


LONE_ESTIMATE = Rule(
    id="ROI170",
    name="estimate-alone",
    severity=Severity.INFO,
    title="A benefit rests on one estimate",
    why="Two methods that agree convince more than one, and when they differ the lower one counts.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 50%\n      confidence: "
        "80%\n"
        "      interest: The process owner does not gain by the result\n    # no cross_checks\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: expert_estimate\n      share: 50%\n      confidence: "
        "80%\n"
        "      interest: The process owner does not gain by the result\n    cross_checks:\n      - method: "
        "comparison_group\n"
        "        comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "        assignment: matched\n"
    ),
    source="Guiding principles 4 and 5 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
    stages=("provisional", "final"),
)


@checks(LONE_ESTIMATE)
def lone_estimate(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money that rests on an estimate without a second method."""
    for kpi in converted(programme):
        estimated = kpi.attribution is not None and kpi.attribution.method in ESTIMATES and not kpi.cross_checks
        if kpi.attribution and estimated and not comparable(kpi, programme):  # those are for ROI326
            yield LONE_ESTIMATE.finding(
                **on(kpi.attribution, "method"),
                message=text("“{kpi}” rests on one estimate, without a second method beside it.", kpi=kpi.title),
                help=text(
                    "Add a second method under `cross_checks:`, for example a trend line or the estimate of another "
                    "group."
                ),
            )


SHORT_TREND = Rule(
    id="ROI190",
    name="short-trend",
    severity=Severity.WARNING,
    title="A trend line rests on fewer than six periods",
    why="Through a few points almost any line fits, and the effect depends on the line.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: trend_line\n      before:\n"
        "        - {period: 2024-10, value: 310 errors/month}\n        - {period: 2024-11, value: 300 errors/month}\n"
        "        - {period: 2024-12, value: 302 errors/month}\n      after:\n"
        "        - {period: 2025-02, value: 190 errors/month}\n        - {period: 2025-03, value: 180 errors/month}\n"
        "        - {period: 2025-04, value: 178 errors/month}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: trend_line\n      before:\n"
        "        - {period: 2024-07, value: 305 errors/month}\n        - {period: 2024-08, value: 298 errors/month}\n"
        "        - {period: 2024-09, value: 306 errors/month}\n        - {period: 2024-10, value: 310 errors/month}\n"
        "        - {period: 2024-11, value: 300 errors/month}\n        - {period: 2024-12, value: 302 errors/month}\n"
        "      after:\n        - {period: 2025-02, value: 190 errors/month}\n"
        "        - {period: 2025-03, value: 180 errors/month}\n        - {period: 2025-04, value: 178 errors/month}\n"
    ),
    source="Statistics of trend lines: six periods before are the least",
)


@checks(SHORT_TREND)
def short_trend(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find trend lines with too few periods before the programme."""
    for kpi, attribution in _attributions(programme):
        if attribution.method in ("trend_line", "forecast_model") and 0 < len(attribution.before) < LEAST_PERIODS:
            yield SHORT_TREND.finding(
                **on(attribution, "before"),
                message=text(
                    "Periods before the programme in the line for “{kpi}”: {count}.",
                    kpi=kpi.title,
                    count=len(attribution.before),
                ),
                help=text("Add earlier periods under `before:` until there are at least {least}.", least=LEAST_PERIODS),
            )


SMALL_COMPARISON = Rule(
    id="ROI191",
    name="small-comparison-group",
    severity=Severity.WARNING,
    title="A comparison group is very small, or its size is not stated",
    why="In a handful of people one good or bad month moves the average more than any training.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 4, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: matched\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n"
        "      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}\n"
        "      assignment: matched\n"
    ),
    source="Statistics of comparison groups: 20 per group to trust, and below 10 nothing but very large effects shows",
)


@checks(SMALL_COMPARISON)
def small_comparison(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find comparison groups of fewer than ten people, or of nobody knows how many."""
    for kpi, attribution in _attributions(programme):
        group = attribution.comparison
        if group is None or (group.people is not None and group.people >= LEAST_PEOPLE):
            continue
        message = (
            text("“{group}”, the comparison for “{kpi}”, has no number of people.", group=group.group, kpi=kpi.title)
            if group.people is None
            else text(
                "“{group}”, the comparison for “{kpi}”, has {count} people.",
                group=group.group,
                kpi=kpi.title,
                count=group.people,
            )
        )
        yield SMALL_COMPARISON.finding(
            **on(group, "people"),
            message=message,
            help=text(
                "Write `people:` under `comparison:`. Below {least}, add a second method under `cross_checks:`.",
                least=LEAST_PEOPLE,
            ),
        )


def _attributions(programme: Programme) -> Iterator[tuple[Kpi, Attribution]]:
    return ((kpi, attribution) for kpi in programme.kpis for attribution in kpi.attributions)
