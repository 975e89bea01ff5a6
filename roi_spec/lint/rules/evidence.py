"""Evidence: where do the figures come from, who answered, who was left out, and what else happened?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import quantiles

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import converted, counted, uses
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme, Respondent, Stated
from roi_spec.model.text import Text, text

LOW_RESPONSE = Fraction(1, 2)
LARGE_PART = Fraction(1, 4)
ENOUGH_ROWS = 6
"""With fewer respondents a quarter each is not remarkable, and quartiles mean little."""

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
    source="Guiding principle 3",
    min_level=4,
    stages=("provisional", "final"),
)


@checks(NO_SOURCE)
def no_source(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find measured KPIs, values and amounts without `source`; a formula rests on values that have their own."""
    for kpi in programme.kpis:
        if kpi.result and kpi.source is None:
            yield _sourceless(kpi, kpi.title)
    for value in programme.assumptions:
        if value.value and not value.source:
            yield _sourceless(value, value.title)
    for cost in programme.costs:
        if cost.amount and cost.amount.best.quantity.value != 0 and not cost.source:
            yield _sourceless(cost, cost.title)


def _sourceless(stated: Stated, title: str) -> Finding:
    return NO_SOURCE.finding(
        **on(stated, "source"),
        message=text("“{title}” has no source.", title=title),
        help=text("Add `source:` with the system, report, invoice or person that the figure comes from."),
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
    source="Mistake M36; guiding principle 3",
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
    source="Guiding principle 3",
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


LOW_RESPONSE_RULE = Rule(
    id="ROI116",
    name="low-response",
    severity=Severity.WARNING,
    title="Fewer than half of the people answered",
    why="Those who answer are seldom like those who do not, so a low response tells about the willing.",
    bad="kpis:\n  - id: useful\n    responses: {invited: 40, received: 12}\n",
    good="kpis:\n  - id: useful\n    responses: {invited: 40, received: 34}\n",
    source="Guiding principle 6",
    stages=("provisional", "final"),
)


@checks(LOW_RESPONSE_RULE)
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
    return LOW_RESPONSE_RULE.finding(
        **on(stated, "received" if stated.has("received") else "invited"),
        message=text("“{kpi}”: {received} of {invited} answered.", kpi=kpi.title, received=received, invited=invited),
        help=text("Ask again; 70% is within reach. Until then, say under `limitations:` who did not answer."),
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
    source="Mistake M16; guiding principle 6",
    min_level=5,
)


@checks(EXTRAPOLATED)
def extrapolated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find formulas that multiply answers of some, or a sum over respondents, by the size of the whole group."""
    for kpi in converted(programme):
        assert kpi.conversion is not None
        formula = kpi.conversion.formula
        if not uses(formula, "invited", "started", "completed", "people"):
            continue
        message = _multiplied(kpi, programme)
        if message is not None:
            yield EXTRAPOLATED.finding(
                formula.at,
                message,
                help=text(
                    "Multiply by `people` and write `people:` with the number who answered; a sum over respondents "
                    "needs no multiplication."
                ),
                pointer=formula.node.pointer,
            )


def _multiplied(kpi: Kpi, programme: Programme) -> Text | None:
    assert kpi.conversion is not None
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
        if kpi.responses and count and count > kpi.responses.received and uses(kpi.conversion.formula, name):
            return text(
                "{received} people answered for “{kpi}”, and the formula counts {count}.",
                received=kpi.responses.received,
                kpi=kpi.title,
                count=count,
            )
    return None


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
    source="Mistakes M15 and M17",
    min_level=4,
)


@checks(SELECTED)
def selected(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a selected group without a note, unless every counted KPI is compared with a like group."""
    audience = programme.audience
    if audience.selection not in ("volunteers", "low_performers", "high_performers") or audience.selection_note:
        return
    compared = ("comparison_group", "randomised_control_group")
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
    source="Guiding principle 8",
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
    source="Guiding principle 8: more than three interquartile ranges above the third quartile",
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
    source="Guiding principle 8",
    min_level=5,
)


@checks(NO_BASIS)
def no_basis(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find stated values without `basis`; one finding per method."""
    for kpi in programme.kpis:
        for attribution in kpi.attributions:
            bare = [row for row in attribution.respondents if row.value and not row.basis and not row.excluded]
            if bare:
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
    source="Guiding principle 8",
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
    source="Mistake M32; guiding principle 5",
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
    source="Mistake M32",
    min_level=4,
    stages=("provisional", "final"),
)


@checks(UNTREATED)
def untreated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find influences without `treatment`."""
    for one in programme.external_influences:
        if not one.treatment:
            yield UNTREATED.finding(
                **on(one, "treatment"),
                message=text(
                    "“{title}” is listed as an influence; how its part was removed is not said.", title=one.title
                ),
                help=text(
                    "Add `treatment:` with how the method removes it, or list it as a factor under `attribution:`."
                ),
            )


ONE_FIGURE = Rule(
    id="ROI137",
    name="no-range",
    severity=Severity.WARNING,
    title="The result is one figure without a range",
    why="Every ROI rests on values that could be otherwise, and one figure hides by how much.",
    bad="assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    # no low\n    # no high\n",
    good=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Mistake M37",
    min_level=5,
)


@checks(ONE_FIGURE)
def one_figure(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find money results in which nothing has a low and a high."""
    benefit = evaluation.quantity("result.total_benefit")
    if evaluation.has_range or benefit is None or benefit.value == 0:
        return
    widest = next((swing.title for swing in evaluation.swings), None)
    lead = (
        text("Start with what moves the result most: {title}.", title=widest)
        if widest
        else text("Start with the value you are least sure of.")
    )
    yield ONE_FIGURE.finding(
        **on(programme, "assumptions"),
        message=text("No value has a low and a high, so the result is one figure."),
        help=text("Add `low:` and `high:` to the values that could be otherwise. {lead}", lead=lead),
    )


PROVEN = Rule(
    id="ROI152",
    name="proven-with-a-loss",
    severity=Severity.WARNING,
    title="A result is called proven while its range includes a loss",
    why="When the careful case loses money, the evidence allows both readings, and the word proven does not.",
    bad=(
        "declared: {claim: The training has a proven return}\nassumptions:\n  - id: cost_per_error\n"
        "    value: 60 EUR/error\n    low: 5 EUR/error\n    high: 70 EUR/error\n"
    ),
    good=(
        "declared: {claim: The training probably earned its cost}\nassumptions:\n  - id: cost_per_error\n"
        "    value: 60 EUR/error\n    low: 5 EUR/error\n    high: 70 EUR/error\n"
    ),
    source="Mistake M52",
    min_level=5,
)

_PROOF = ("proven", "proved", "proof", "guaranteed", "bewezen", "bewijs", "gegarandeerd", "aangetoond")
_DOUBT = ("not ", "no ", "niet ", "geen ", "never ", "nooit ", "cannot ")


@checks(PROVEN)
def proven(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find words of proof while the ROI runs from below to above zero."""
    ends = [evaluation.quantity("result.roi", name) for name in (CONSERVATIVE, BASE, OPTIMISTIC)]
    low, high = ends[0], ends[2]
    if low is None or high is None or not low.base < 0 < high.base:
        return
    for stated, name, written in _claims(programme):
        if _speaks_of_proof(written):
            yield PROVEN.finding(
                **on(stated, name),
                message=text(
                    "The wording speaks of proof, and the ROI lies between {low} and {high}.",
                    low=_whole(low),
                    high=_whole(high),
                ),
                help=text("Say what the range allows: probably positive, possibly a loss."),
            )


def _claims(programme: Programme) -> Iterator[tuple[Stated, str, str]]:
    yield programme, "summary", programme.summary
    if programme.declared:
        yield programme.declared, "claim", programme.declared.claim
        yield programme.declared, "sentence", programme.declared.sentence


def _speaks_of_proof(written: str) -> bool:
    lowered = f" {written.lower()}"
    return any(word in lowered for word in _PROOF) and not any(doubt in lowered for doubt in _DOUBT)


def _whole(value: Quantity) -> Quantity:
    return Quantity(Fraction(rounded(value.value, 0)), value.unit)


NOT_APPLIED = Rule(
    id="ROI163",
    name="benefit-without-application",
    severity=Severity.ERROR,
    title="Nobody applies what was learned, and a benefit is claimed",
    why="A training works through what people do differently; when nobody does, the benefit has another cause.",
    bad="kpis:\n  - id: checklist\n    result: 0%\n",
    good="kpis:\n  - id: checklist\n    result: 82%\n",
    source="Guiding principle 1",
    min_level=4,
)


@checks(NOT_APPLIED)
def not_applied(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a benefit above zero where every application KPI is zero."""
    applied = [
        kpi for kpi in programme.kpis if kpi.level == Level.APPLICATION and kpi.better == "higher" and kpi.result
    ]
    benefit = evaluation.quantity("result.total_benefit")
    nobody = applied and all(kpi.result and kpi.result.best.quantity.value == 0 for kpi in applied)
    if nobody and benefit is not None and benefit.value > 0:
        yield NOT_APPLIED.finding(
            **on(applied[0], "result"),
            message=text(
                "“{kpi}” is zero, and a benefit of {benefit} is counted.", kpi=applied[0].title, benefit=benefit
            ),
            help=text(
                "Check the application figure. If it is right, write `method: none` under `attribution:` of the "
                "impact KPIs."
            ),
        )


FEWER_APPLY = Rule(
    id="ROI164",
    name="more-benefit-than-application",
    severity=Severity.WARNING,
    title="Benefits are counted for more people than apply what they learned",
    why="Who does not apply the training cannot have its effect.",
    bad=(
        "kpis:\n  - id: checklist\n    title: People who use the checklist\n    target: 32 persons\n    result: 20 "
        "persons\n"
        "  - id: errors\n    people: 40\n"
    ),
    good=(
        "kpis:\n  - id: checklist\n    title: People who use the checklist\n    target: 32 persons\n    result: 20 "
        "persons\n"
        "  - id: errors\n    people: 20\n"
    ),
    source="Guiding principle 1",
    min_level=5,
)


@checks(FEWER_APPLY)
def fewer_apply(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare application KPIs that count persons with the people of counted KPIs; shares say nothing of people."""
    heads = [
        kpi.result.best.quantity
        for kpi in programme.kpis
        if kpi.level == Level.APPLICATION
        and kpi.result
        and kpi.result.best.quantity.unit.dimensions == (("person", 1),)
    ]
    if not heads:
        return
    most = max(heads, key=lambda one: one.base)
    for one in counted(evaluation):
        if one.kpi.people is not None and one.kpi.people > most.base:
            yield FEWER_APPLY.finding(
                **on(one.kpi, "people"),
                message=text(
                    "“{kpi}” counts {people} people, and {most} apply what they learned.",
                    kpi=one.kpi.title,
                    people=one.kpi.people,
                    most=most,
                ),
                help=text("Count benefits for those who apply it: `people: {number}`.", number=int(most.base)),
            )
