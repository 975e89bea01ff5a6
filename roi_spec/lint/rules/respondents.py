"""Respondents: who answered, how far do the answers reach, and does one of them decide everything?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import quantiles

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import converted, converts_by
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Programme, Respondent, Stated
from roi_spec.model.text import Text, text

LARGE_PART = Fraction(1, 4)
ENOUGH_ROWS = 6
"""With fewer respondents a quarter each is not remarkable, and quartiles mean little."""

LOW_RESPONSE = Rule(
    id="ROI116",
    name="low-response",
    severity=Severity.WARNING,
    title="Fewer than half of the people answered",
    why="Those who answer are seldom like those who do not, so a low response tells about the willing.",
    bad="kpis:\n  - id: useful\n    responses: {invited: 40, received: 12}\n",
    good="kpis:\n  - id: useful\n    responses: {invited: 40, received: 34}\n",
    source="Guiding principle 6 of the ROI Methodology (Phillips & Phillips)",
    stages=("provisional", "final"),
)


@checks(LOW_RESPONSE)
def low_response(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find response rates below a half, in surveys and in estimates."""
    for kpi in programme.kpis:
        if kpi.responses and 2 * kpi.responses.received < kpi.responses.invited:
            yield _few_answers(kpi, kpi.responses, kpi.responses.received, kpi.responses.invited)
        for attribution in kpi.attributions:
            answered = sum(1 for row in attribution.respondents if row.attribution or row.factor)
            if attribution.invited and answered and 2 * answered < attribution.invited:
                yield _few_answers(kpi, attribution, answered, attribution.invited)


def _few_answers(kpi: Kpi, stated: Stated, received: int, invited: int) -> Finding:
    return LOW_RESPONSE.finding(
        **on(stated, "received" if stated.has("received") else "invited"),
        message=text("“{kpi}”: {received} of {invited} answered.", kpi=kpi.title, received=received, invited=invited),
        help=text("Ask again; 70% is within reach. Until then, say under `limitations:` who did not answer."),
    )


TOO_MANY = Rule(
    id="ROI123",
    name="more-answers-than-invited",
    severity=Severity.ERROR,
    title="More people answered than were asked",
    why="One of the two counts is wrong, or somebody answered twice, and every answer adds to the effect.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 1\n      "
        "respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Compares two teams}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Names the new form as other cause}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Compares two teams}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Names the new form as other cause}\n"
    ),
    source="Guiding principle 6 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M16",),
)


@checks(TOO_MANY)
def too_many(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find estimates with more rows than people who were asked."""
    for kpi in programme.kpis:
        for attribution in kpi.attributions:
            rows = len(attribution.respondents)
            if attribution.invited is not None and rows > attribution.invited:
                yield TOO_MANY.finding(
                    **on(attribution, "invited"),
                    message=text(
                        "For “{kpi}” {rows} respondents are listed, and {invited} were asked.",
                        kpi=kpi.title,
                        rows=rows,
                        invited=attribution.invited,
                    ),
                    help=text("Correct `invited:`, or remove the rows that do not belong here."),
                )


EXTRAPOLATED = Rule(
    id="ROI117",
    name="respondents-extrapolated",
    severity=Severity.ERROR,
    title="What some people answered is counted for everybody",
    why="Of people who did not answer nothing is known, so they count as zero.",
    bad=(
        "kpis:\n  - id: errors\n    baseline: 8 errors/person/month\n    result: 5 errors/person/month\n"
        "    responses: {invited: 40, received: 25}\n    attribution: {method: expert_estimate, share: 50%, "
        "confidence: 80%}\n"
        "    conversion: {technique: standard_value, formula: effect * completed * cost_per_error * benefit_window}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    baseline: 8 errors/person/month\n    result: 5 errors/person/month\n    people: "
        "25\n"
        "    responses: {invited: 40, received: 25}\n    attribution: {method: expert_estimate, share: 50%, "
        "confidence: 80%}\n"
        "    conversion: {technique: standard_value, formula: effect * people * cost_per_error * benefit_window}\n"
    ),
    source="Guiding principle 6 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M16",),
    min_level=5,
)


@checks(EXTRAPOLATED)
def extrapolated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find formulas that multiply answers of some, or a sum over respondents, by the size of the whole group."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        if not converts_by(kpi, "invited", "started", "completed", "people"):
            continue
        message = _multiplied(kpi, programme)
        if message is not None:
            yield EXTRAPOLATED.finding(
                **on(kpi.conversion, "formula"),
                message=message,
                help=text(
                    "Multiply by `people` and write `people:` with the number who answered; a sum over respondents "
                    "needs no multiplication."
                ),
            )


def _multiplied(kpi: Kpi, programme: Programme) -> Text | None:
    if kpi.attribution and any(row.value for row in kpi.attribution.respondents):
        return text(
            "The effect of “{kpi}” is already the sum over the respondents, and the formula multiplies it again.",
            kpi=kpi.title,
        )
    audience = programme.audience
    heads = {
        "invited": audience.invited,
        "started": audience.started,
        "completed": audience.completed,
        "people": kpi.people,
    }
    for name, count in heads.items():
        if kpi.responses and count and count > kpi.responses.received and converts_by(kpi, name):
            return text(
                "{received} people answered for “{kpi}”, and the formula counts {count}.",
                received=kpi.responses.received,
                kpi=kpi.title,
                count=count,
            )
    return None


HEAVY_ROW = Rule(
    id="ROI173",
    name="one-answer-dominates",
    severity=Severity.WARNING,
    title="One answer carries more than a quarter of the effect",
    why="A result that falls with one answer is the result of one person.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 6\n      "
        "respondents:\n"
        "        - {id: m1, value: 90 errors/month, attribution: 80%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m3, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m4, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m5, value: 40 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m6, value: 80 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 6\n      "
        "respondents:\n"
        "        - {id: m1, value: 40 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m3, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m4, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m5, value: 40 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m6, value: 35 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
    ),
    source="Guiding principle 8 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(HEAVY_ROW)
def heavy_row(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare the counted effect of each respondent with the whole."""
    for kpi, rows in _answers(evaluation):
        total = sum((effect for _, effect in rows), Fraction(0))
        row, most = max(rows, key=lambda one: one[1])
        if total > 0 and most > total * LARGE_PART:
            yield HEAVY_ROW.finding(
                **on(row),
                message=text(
                    "The answer of {who} carries {percent}% of the effect on “{kpi}”.",
                    who=row.id,
                    percent=int(rounded(most * 100 / total, 0)),
                    kpi=kpi.title,
                ),
                help=text(
                    "Check the answer with this person. If it is an extreme, add `excluded:` with the reason; it then "
                    "counts as zero."
                ),
            )


EXTREME = Rule(
    id="ROI175",
    name="extreme-answer",
    severity=Severity.WARNING,
    title="An answer lies far outside the others",
    why="Extreme answers are more often a slip or a boast than a fact, and one of them can double an average.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 9\n      "
        "respondents:\n"
        "        - {id: m1, value: 10 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 11 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m3, value: 12 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m4, value: 12 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m5, value: 13 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m6, value: 13 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m7, value: 14 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m8, value: 15 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m9, value: 30 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 9\n      "
        "respondents:\n"
        "        - {id: m1, value: 10 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 11 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m3, value: 12 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m4, value: 12 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m5, value: 13 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m6, value: 13 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m7, value: 14 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m8, value: 15 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m9, value: 30 errors/month, attribution: 60%, confidence: 80%, excluded: Counted a closed "
        "team}\n"
    ),
    source="Guiding principle 8 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(EXTREME)
def extreme(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find stated values far above the others, unless rule ROI173 already names the same answer."""
    for kpi, rows in _answers(evaluation):
        values = [(row, row.value.quantity.base) for row, _ in rows if row.value]
        first, _, third = quantiles([float(value) for _, value in values], n=4)
        fence = third + 3 * (third - first)
        total = sum((effect for _, effect in rows), Fraction(0))
        for (row, value), (_, effect) in zip(values, rows, strict=True):
            if third > first and float(value) > fence and not effect > total * LARGE_PART:
                yield EXTREME.finding(
                    **on(row, "value"),
                    message=text(
                        "{who} states {value} for “{kpi}”, far above the others.",
                        who=row.id,
                        value=row.value.quantity if row.value else "",
                        kpi=kpi.title,
                    ),
                    help=text(
                        "Check the answer with this person. If it is an extreme, add `excluded:` with the reason; it "
                        "then counts as zero."
                    ),
                )


def _answers(evaluation: Evaluation) -> Iterator[tuple[Kpi, tuple[tuple[Respondent, Fraction], ...]]]:
    """Give, per method with stated values, who counts and with which effect; only where there are enough."""
    for one in evaluation.kpis:
        for method in one.methods:
            rows = tuple(
                (row, effect.base)
                for row in method.attribution.respondents
                if row.value
                and (effect := evaluation.quantity(f"{method.prefix}.respondent.{row.id}.effect"))
                and effect.value != 0
            )
            if len(rows) >= ENOUGH_ROWS:
                yield one.kpi, rows


NO_BASIS = Rule(
    id="ROI174",
    name="estimate-without-basis",
    severity=Severity.ERROR,
    title="An estimated value has no explanation",
    why="A figure is a claim until somebody says how it came about, and unsupported claims are left out.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, value: 40 errors/month, attribution: 60%, confidence: 80%}\n"
        "        - {id: m2, value: 30 errors/month, attribution: 50%, confidence: 80%, basis: Team list}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, value: 40 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 30 errors/month, attribution: 50%, confidence: 80%, basis: Team list}\n"
    ),
    source="Guiding principle 8 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(NO_BASIS)
def no_basis(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find stated values without `basis`; one finding per method."""
    for kpi in programme.kpis:
        for attribution in kpi.attributions:
            bare = [row for row in attribution.respondents if row.value and not row.basis and not row.excluded]
            if bare and not attribution.data:  # a file of answers has no room for it; the question stands in the spec
                yield NO_BASIS.finding(
                    **on(bare[0]),
                    message=text(
                        "Values for “{kpi}” without an explanation: {who}.",
                        kpi=kpi.title,
                        who=", ".join(row.id for row in bare),
                    ),
                    help=text(
                        "Add `basis:` to each, with how the person arrived at the value, or `excluded:` with the "
                        "reason."
                    ),
                )


LEFT_OUT = Rule(
    id="ROI176",
    name="exclusion-raises-result",
    severity=Severity.ERROR,
    title="Leaving out an answer raises the result",
    why="Extremes are left out to be careful; leaving out a bad answer does the opposite.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, value: -20 errors/month, attribution: 60%, confidence: 80%, excluded: Not typical}\n"
        "        - {id: m2, value: 30 errors/month, attribution: 50%, confidence: 80%, basis: Team list}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, value: -20 errors/month, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, value: 60 errors/month, attribution: 50%, confidence: 80%, basis: Team list}\n"
    ),
    source="Guiding principle 8 of the ROI Methodology (Phillips & Phillips)",
)


@checks(LEFT_OUT)
def left_out(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find excluded answers below zero: as zero they count for more."""
    for kpi in programme.kpis:
        for row in (row for attribution in kpi.attributions for row in attribution.respondents):
            if row.excluded and row.value and row.value.quantity.value < 0:
                yield LEFT_OUT.finding(
                    **on(row, "excluded"),
                    message=text(
                        "The answer of {who} ({value}) is left out, which raises the effect on “{kpi}”.",
                        who=row.id,
                        value=row.value.quantity,
                        kpi=kpi.title,
                    ),
                    help=text("Remove `excluded:`, so that the answer counts."),
                )
