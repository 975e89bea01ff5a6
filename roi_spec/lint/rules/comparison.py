"""Comparison: who was compared with whom, who was lost on the way, and what can the data bear?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import comparable, counted
from roi_spec.lint.strands import alike
from roi_spec.model.analysis import CANNOT_TELL, NO_EFFECT, Analysis, Arm
from roi_spec.model.evaluation import Evaluation, MethodResult
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Attribution, Kpi, Level, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, PLAIN, Unit
from roi_spec.model.vocabulary import ESTIMATES

MUCH_LOST = Fraction(1, 5)
UNEVEN = Fraction(1, 10)
"""Difference between the shares lost in two groups from which on the groups are no longer those that were formed."""
OF_PEOPLE = ("paired", "two_groups", "randomised", "difference_in_differences")
"""Designs whose arms count people or teams, so that some can be lost."""
COMPARING = ("comparison_group", "randomised_control_group")

CONTAMINATED = Rule(
    id="ROI159",
    name="contaminated-comparison",
    severity=Severity.WARNING,
    title="The comparison group had a part in the training",
    why="When the others learned it too, the difference between the groups no longer shows what the training did.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      comparison:\n"
        "        group: Team North\n        people: 38\n        baseline: 290 errors/month\n"
        "        result: 270 errors/month\n        trained_within_window: true\n"
        "      assignment: matched\n      matched_on: [tenure, type of claim]\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      comparison:\n"
        "        group: Team North\n        people: 38\n        baseline: 290 errors/month\n"
        "        result: 270 errors/month\n        trained_within_window: true\n"
        "        contamination: Three of them took part in June and were left out of the result\n"
        "      assignment: matched\n      matched_on: [tenure, type of claim]\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M33",),
)


@checks(CONTAMINATED)
def contaminated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find comparison groups that were trained as well, or that are the audience itself, without a word on it."""
    own = {alike(programme.audience.group), alike(programme.department)} - {""}
    for kpi, attribution in _attributions(programme):
        group = attribution.comparison
        if group is None or group.contamination:
            continue
        if group.trained_within_window:
            message = text(
                "“{group}”, the comparison for “{kpi}”, was trained before the result was measured.",
                group=group.group,
                kpi=kpi.title,
            )
        elif alike(group.group) in own:
            message = text("“{group}” is compared with itself for “{kpi}”.", group=group.group, kpi=kpi.title)
        else:
            continue
        yield CONTAMINATED.finding(
            **on(group, "trained_within_window" if group.trained_within_window else "group"),
            message=message,
            help=text(
                "Compare with people who were not trained yet. Or add `contamination:` under `comparison:` with what "
                "passed between the groups and what was done about it; the evidence then gets a lower grade."
            ),
        )


LOST = Rule(
    id="ROI303",
    name="people-lost-on-the-way",
    severity=Severity.WARNING,
    title="Many people, or more of one group than of the other, are not in the analysis",
    why="Who leaves a group is seldom average, so the groups at the end are no longer the groups that were formed.",
    bad=(
        "# the data of 40 trained and 40 other people; of the trained ones 12 have no measurement after\n"
        "data:\n  - {id: errors_each, file: data/errors.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {person: Number, group: Team, value: Errors}}\n"
        "kpis:\n  - id: errors\n    attribution: {method: comparison_group, data: errors_each, trained: [South]}\n"
    ),
    good=(
        "# the data of 40 trained and 40 other people; in each group 2 have no measurement after\n"
        "data:\n  - {id: errors_each, file: data/errors.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {person: Number, group: Team, value: Errors}}\n"
        "kpis:\n  - id: errors\n    attribution: {method: comparison_group, data: errors_each, trained: [South]}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M14",),
)


@checks(LOST)
def lost(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find analyses that lost more than a fifth of a group, or a tenth more of one group than of another."""
    for kpi, method, analysis in _analyses(evaluation):
        arms = [arm for arm in analysis.arms if arm.assigned > 0]
        message = _loss(kpi, arms) if analysis.design in OF_PEOPLE else None
        if message is not None:
            yield LOST.finding(
                **on(method.attribution, "data"),
                message=message,
                help=text(
                    "Find out why, and measure them where that can still be done. If it cannot, accept this under "
                    "`waivers:` with the reason, so that readers see it."
                ),
            )


def _loss(kpi: Kpi, arms: list[Arm]) -> Text | None:
    most = max(arms, key=_lost_share, default=None)
    least = min(arms, key=_lost_share, default=None)
    if most is None or least is None:
        return None
    if _lost_share(most) > MUCH_LOST:
        return text(
            "“{kpi}”: {lost} of {assigned} in {group} are not in the analysis.",
            kpi=kpi.title,
            lost=most.lost,
            assigned=most.assigned,
            group=_named(most),
        )
    if _lost_share(most) - _lost_share(least) > UNEVEN:
        return text(
            "“{kpi}”: {more} of {group} are not in the analysis, and {fewer} of {other}.",
            kpi=kpi.title,
            more=_percent(most),
            group=_named(most),
            fewer=_percent(least),
            other=_named(least),
        )
    return None


def _lost_share(arm: Arm) -> Fraction:
    return Fraction(arm.lost, arm.assigned)


def _percent(arm: Arm) -> Quantity:
    return Quantity(Fraction(rounded(_lost_share(arm) * 100, 0)), PERCENT)


def _named(arm: Arm) -> Text:
    if arm.name:
        return text("“{group}”", group=arm.name)
    return text("the trained group") if arm.trained else text("the comparison group")


FALLS_BACK = Rule(
    id="ROI304",
    name="regression-to-the-mean",
    severity=Severity.WARNING,
    title="People were chosen for extreme scores and only compared with themselves",
    why="Very low scores rise and very high ones fall without any training, because part of them was chance.",
    bad=(
        "audience: {group: Claims handlers, invited: 40, started: 40, completed: 40, selection: low_performers}\n"
        "data:\n  - {id: exam_2025, file: data/exam.csv, system: Learning platform, extracted: 2025-02-10, "
        "columns: {person: Number, before: First, after: Second}}\n"
        "kpis:\n  - id: exam\n    attribution: {method: before_after, data: exam_2025}\n"
    ),
    good=(
        "audience: {group: Claims handlers, invited: 40, started: 40, completed: 40, selection: low_performers}\n"
        "data:\n  - {id: exam_2025, file: data/exam.csv, system: Learning platform, extracted: 2025-02-10, "
        "columns: {person: Number, before: First, after: Second}}\n"
        "kpis:\n  - id: exam\n    attribution:\n      method: before_after\n      data: exam_2025\n"
        "      expected_regression: {population_mean: 70%, retest_correlation: 60%, source: Exam results 2024}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M17",),
)


@checks(FALLS_BACK)
def falls_back(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find before-and-after comparisons of low or high performers without the expected regression."""
    if programme.audience.selection not in ("low_performers", "high_performers"):
        return
    for kpi, attribution in _attributions(programme):
        if attribution.method == "before_after" and attribution.expected_regression is None:
            yield FALLS_BACK.finding(
                **on(attribution, "method"),
                message=text(
                    "The group was chosen as `{selection}`, and “{kpi}” compares it with itself.",
                    selection=programme.audience.selection,
                    kpi=kpi.title,
                ),
                help=text(
                    "Add `expected_regression:` with `population_mean:`, `retest_correlation:` and `source:`, so that "
                    "what would have come by itself is taken off. Better: compare with people of the same scores who "
                    "were not trained."
                ),
            )


UNDECIDED = Rule(
    id="ROI305",
    name="counted-without-a-clear-effect",
    severity=Severity.WARNING,
    title="Money is counted for an effect that the data do not show clearly",
    why="The most likely figure is then one of many, and a reader who sees only that one is misled.",
    bad=(
        "# the interval of the effect runs from below zero to above it\n"
        "data:\n  - {id: errors_each, file: data/errors.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {person: Number, group: Team, value: Errors}}\n"
        "kpis:\n  - id: errors\n    attribution: {method: comparison_group, data: errors_each, trained: [South]}\n"
    ),
    good=(
        "# the whole interval of the effect lies above zero\n"
        "data:\n  - {id: errors_each, file: data/errors.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {person: Number, group: Team, value: Errors}}\n"
        "kpis:\n  - id: errors\n    attribution: {method: comparison_group, data: errors_each, trained: [South]}\n"
    ),
    source="Statistics: estimate and interval feed the money, and the interval says how far they can be trusted",
    mistakes=("M37", "M52"),
    min_level=4,
)


@checks(UNDECIDED)
def undecided(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find counted KPIs whose method in use cannot tell whether there is an effect, or sees next to none."""
    for one in counted(evaluation):
        used = next((method for method in one.methods if method.used), None)
        message = _unclear(one.kpi, used) if used else None
        if used is not None and message is not None:
            yield UNDECIDED.finding(
                **on(used.attribution, "method"),
                message=message,
                help=text(
                    "Publish the interval as the headline and not one figure, and say under `limitations:` what it "
                    "would take to know: more people, more months, or a measure that varies less."
                ),
            )


def _unclear(kpi: Kpi, used: MethodResult) -> Text | None:
    """Say how wide the interval is when it holds zero or next to nothing; of an analysis, or as somebody stated it."""
    analysis, stated = used.analysis, used.attribution.stated_effect
    if analysis is not None and analysis.low is not None and analysis.high is not None:
        low, high = (_short(end, analysis.unit or PLAIN) for end in (analysis.low, analysis.high))
        verdict = analysis.verdict
    elif stated is not None and stated.value.low is not None and stated.value.high is not None:
        low, high = stated.value.low.quantity, stated.value.high.quantity
        verdict = CANNOT_TELL if low.base <= 0 <= high.base else ""
    else:
        return None
    if verdict == NO_EFFECT:
        return text(
            "“{kpi}” is counted in money, and the data show next to no effect: it lies between {low} and {high}.",
            kpi=kpi.title,
            low=low,
            high=high,
        )
    if verdict == CANNOT_TELL:
        return text(
            "“{kpi}” is counted in money, and the data cannot tell whether there is an effect: it lies between {low} "
            "and {high}.",
            kpi=kpi.title,
            low=low,
            high=high,
        )
    return None


def _short(value: Fraction, unit: Unit) -> Quantity:
    """Round to three digits, for reading."""
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return Quantity(Fraction(rounded(value, max(3 - whole, 0))), unit)


NO_NUMBERS = Rule(
    id="ROI309",
    name="stated-effect-without-numbers",
    severity=Severity.WARNING,
    title="An effect that was computed elsewhere comes without its numbers",
    why="Without an interval and the number of people nobody can see how sure the effect is.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      assignment: matched\n"
        "      stated_effect: {value: 100 errors/month, low: 60 errors/month, high: 140 errors/month, "
        "study: Analysis of 2025}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: comparison_group\n      assignment: matched\n"
        "      stated_effect: {value: 100 errors/month, low: 60 errors/month, high: 140 errors/month, "
        "study: Analysis of 2025, n_trained: 40, n_comparison: 38}\n"
    ),
    source="Guiding principle 8 of the ROI Methodology (Phillips & Phillips)",
)


@checks(NO_NUMBERS)
def no_numbers(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find stated effects without interval or number of people; one finding names all that is missing."""
    for kpi, attribution in _attributions(programme):
        stated = attribution.stated_effect
        if stated is None:
            continue
        wanted = {"low": stated.value.low, "high": stated.value.high, "n_trained": stated.n_trained}
        if attribution.method in COMPARING:
            wanted["n_comparison"] = stated.n_comparison
        missing = [name for name, value in wanted.items() if value is None]
        if missing:
            yield NO_NUMBERS.finding(
                **on(attribution, "stated_effect"),
                message=text(
                    "The effect on “{kpi}” was computed elsewhere (“{study}”) and is not complete.",
                    kpi=kpi.title,
                    study=stated.study,
                ),
                help=text(
                    "Add {fields} under `stated_effect:`, as the study gives them.",
                    fields=", ".join(f"`{name}:`" for name in missing),
                ),
            )


COULD_COMPARE = Rule(
    id="ROI326",
    name="estimate-where-data-exist",
    severity=Severity.WARNING,
    title="An estimate is used where data for a comparison exist",
    why="A comparison shows what happened; an estimate shows what people think happened.",
    bad=(
        "data:\n  - {id: claims, file: data/claims.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {period: Month, value: Errors, group: Team}}\n"
        "kpis:\n  - id: errors\n    data: claims\n    unit: errors/month\n"
        "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n    # no cross_checks\n"
    ),
    good=(
        "data:\n  - {id: claims, file: data/claims.csv, system: Claims system, extracted: 2025-08-04, "
        "columns: {value: Errors}}\n"
        "kpis:\n  - id: errors\n    data: claims\n    unit: errors/month\n"
        "    attribution: {method: expert_estimate, share: 50%, confidence: 80%}\n"
    ),
    source="Guiding principle 5 of the ROI Methodology (Phillips & Phillips)",
    min_level=4,
    stages=("provisional", "final"),
)


@checks(COULD_COMPARE)
def could_compare(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find estimates alone, for a KPI whose own data file holds periods or groups."""
    for kpi in programme.kpis:
        roles = comparable(kpi, programme)
        estimated = kpi.attributions and all(one.method in ESTIMATES for one in kpi.attributions)
        if kpi.level == Level.IMPACT and roles and estimated:
            yield COULD_COMPARE.finding(
                **on(kpi, "attribution", "method"),
                message=text(
                    "“{kpi}” rests on an estimate, and its data hold {roles}.",
                    kpi=kpi.title,
                    roles=", ".join(f"`{role}`" for role in roles),
                ),
                help=text(
                    "Use the data as well: with groups `method: comparison_group`, with periods "
                    "`method: interrupted_time_series` or `trend_line`. Keep the estimate under `cross_checks:`."
                ),
            )


def _analyses(evaluation: Evaluation) -> Iterator[tuple[Kpi, MethodResult, Analysis]]:
    for one in evaluation.kpis:
        for method in one.methods:
            if method.analysis is not None:
                yield one.kpi, method, method.analysis


def _attributions(programme: Programme) -> Iterator[tuple[Kpi, Attribution]]:
    return ((kpi, attribution) for kpi in programme.kpis for attribution in kpi.attributions)
