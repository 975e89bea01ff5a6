"""Cost: is everything counted that the programme took, for the same people and from the same point of view?"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import converted, converts_by, formulas, rests_on, uses
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Kpi, Level, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import COST_CATEGORIES

NO_TIME = Rule(
    id="ROI111",
    name="participant-time-missing",
    severity=Severity.ERROR,
    title="The time of the participants is not among the costs",
    why="Working time is usually the largest cost of a training, and leaving it out can double the ROI.",
    bad=(
        "costs:\n  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "costs:\n  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M11",),
    min_level=5,
)


@checks(NO_TIME)
def no_time(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a cost profile without participant time; a programme without any costs has its own page."""
    if programme.costs and not any(cost.category == "participant_time" for cost in programme.costs):
        yield NO_TIME.finding(
            **on(programme, "costs"),
            message=text("The costs hold no line for the time of the participants."),
            help=text(
                "Add a line under `costs:` with `category: participant_time` and a formula such as "
                "`{heads} * hours_per_participant * loaded_hourly_rate`.",
                heads="completed" if programme.audience.completed is not None else "invited",
            ),
        )


NO_COSTS = Rule(
    id="ROI135",
    name="level-five-without-costs",
    severity=Severity.WARNING,
    title="A study of the return states no costs",
    why="Without the costs the same benefit can be a gain or a loss, so there is no ROI.",
    bad="# no costs\n",
    good="evaluation_level: 4\n",
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(NO_COSTS)
def no_costs(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a study to level 5 without any cost line; a claim of others is examined as it was published."""
    if programme.evaluation_level == Level.ROI and not programme.costs and programme.audits is None:
        yield NO_COSTS.finding(
            **on(programme, "evaluation_level"),
            message=text("The study goes to level 5 and states no costs, so there is no ROI."),
            help=text("Add `costs:`, beginning with `category: participant_time`, or write `evaluation_level: 4`."),
        )


NOT_LOADED = Rule(
    id="ROI112",
    name="missing-cost-categories",
    severity=Severity.WARNING,
    title="Cost categories are missing",
    why=(
        "An ROI holds only when all costs are in, so what was free or paid from another budget is shown as zero with "
        "the reason."
    ),
    bad=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: trainer, category: facilitation, amount: 7000 EUR, source: Invoice 2025-044}\n"
    ),
    good=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 0 EUR, why_zero: The quality team measures this anyway}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M12",),
    min_level=5,
)


@checks(NOT_LOADED)
def not_loaded(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find expected categories without a line; participant time has a rule of its own."""
    present = {cost.category for cost in programme.costs} | {"participant_time"}
    missing = [one for one in COST_CATEGORIES.values() if one.expected and one.id not in present]
    if programme.costs and missing:
        yield NOT_LOADED.finding(
            **on(programme, "costs"),
            message=text("The costs hold no line for: {titles}.", titles=_listed(tuple(one.title for one in missing))),
            help=text(
                "Add a line for each (`category:` {ids}). If it cost nothing, write `amount: 0 {currency}` and "
                "`why_zero:`.",
                ids=", ".join(f"`{one.id}`" for one in missing),
                currency=programme.currency,
            ),
        )


def _listed(titles: tuple[Text, ...]) -> Text:
    """Join titles into one text, each in the reader's language."""
    joined = titles[0]
    for title in titles[1:]:
        joined = text("{first}, {next}", first=joined, next=title)
    return joined


ZERO = Rule(
    id="ROI154",
    name="zero-cost-without-reason",
    severity=Severity.WARNING,
    title="A cost of zero has no reason",
    why="What is free for this programme is usually paid for somewhere else, and a reader wants to know where.",
    bad=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 0 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 0 EUR, why_zero: Already in the hourly rate}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M11", "M12"),
    min_level=5,
)


@checks(ZERO)
def zero(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find cost lines of nothing without `why_zero`."""
    for cost in programme.costs:
        if cost.amount and cost.amount.best.quantity.value == 0 and not cost.why_zero:
            yield ZERO.finding(
                **on(cost, "amount"),
                message=text("“{cost}” costs nothing, and no reason is given.", cost=cost.title),
                help=text("Add `why_zero:` with the reason, or write the amount that somebody else pays."),
            )


OTHER_PEOPLE = Rule(
    id="ROI113",
    name="people-do-not-match",
    severity=Severity.ERROR,
    title="Benefits are counted for more people than costs, or for people who did not complete",
    why=(
        "Who brings benefit has also cost something, and who did not complete the programme cannot show its full "
        "effect."
    ),
    bad=(
        "kpis:\n  - id: errors\n    people: 40\n"
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, people: 20, "
        "source: List}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    people: 40\n"
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, people: 40, "
        "source: List}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M13", "M14"),
    min_level=5,
)


@checks(OTHER_PEOPLE)
def other_people(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare for how many people benefits and costs are counted."""
    most = max((_heads(kpi, programme) for kpi in converted(programme)), default=0)
    for cost in programme.costs:
        if cost.people is not None and cost.people < most:
            yield OTHER_PEOPLE.finding(
                **on(cost, "people"),
                message=text(
                    "“{cost}” counts {people} people, and benefits are counted for {most}.",
                    cost=cost.title,
                    people=cost.people,
                    most=most,
                ),
                help=text(
                    "Write the cost for all {most} people, or count benefits for the same {people}.",
                    most=most,
                    people=cost.people,
                ),
            )
    completed = programme.audience.completed
    for cost in programme.costs:
        run = cost.prorate.this_run.quantity if cost.prorate else None
        if run and completed and run.unit.dimensions == (("person", 1),) and run.base < max(most, completed):
            yield OTHER_PEOPLE.finding(
                **on(cost, "prorate", "this_run"),
                message=text(
                    "“{cost}” counts {people} people, and benefits are counted for {most}.",
                    cost=cost.title,
                    people=int(run.base),
                    most=max(most, completed),
                ),
                help=text(
                    "Write the cost for all {most} people, or count benefits for the same {people}.",
                    most=max(most, completed),
                    people=int(run.base),
                ),
            )
    for kpi in converted(programme):
        heads = _heads(kpi, programme)
        if completed is not None and heads > completed:
            yield OTHER_PEOPLE.finding(
                **on(kpi, "people" if kpi.people else "conversion"),
                message=text(
                    "“{kpi}” counts {heads} people, and {completed} completed the programme.",
                    kpi=kpi.title,
                    heads=heads,
                    completed=completed,
                ),
                help=text("Use `completed` in the formula, or write `people: {completed}`.", completed=completed),
            )


def _heads(kpi: Kpi, programme: Programme) -> int:
    """Give for how many people a KPI counts money: as stated, else by the count its formula names."""
    if kpi.people is not None:
        return kpi.people
    audience = programme.audience
    named = {"invited": audience.invited, "started": audience.started, "completed": audience.completed}
    used = [count for name, count in named.items() if count and converts_by(kpi, name)]
    return max(used, default=0)


COUNTED_ELSEWHERE = Rule(
    id="ROI140",
    name="more-people-than-completed",
    severity=Severity.INFO,
    title="A benefit is counted for a number of people above those who completed",
    why="The costs hold this group only, so benefits of other people look as if they cost nothing.",
    bad=(
        "assumptions:\n  - {id: users, title: People who use the checklist, value: 45 persons, source: Register}\n"
        "kpis:\n  - id: errors\n    conversion:\n      technique: standard_value\n"
        "      formula: effect * cost_per_error * benefit_window * users / completed\n"
    ),
    good=(
        "assumptions:\n  - {id: users, title: People who use the checklist, value: 40 persons, source: Register}\n"
        "kpis:\n  - id: errors\n    conversion:\n      technique: standard_value\n"
        "      formula: effect * cost_per_error * benefit_window * users / completed\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M13",),
)


@checks(COUNTED_ELSEWHERE)
def counted_elsewhere(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Ask about values in persons, under a conversion, that are above the number who completed."""
    completed = programme.audience.completed
    for kpi in converted(programme):
        if kpi.conversion is None or completed is None or kpi.conversion.why:
            continue
        for value in rests_on(formulas(kpi), programme, context):
            people = value.value.best.quantity if value.value else None
            if people and people.unit.dimensions == (("person", 1),) and people.base > completed:
                yield COUNTED_ELSEWHERE.finding(
                    **on(kpi.conversion, "formula"),
                    message=text(
                        "“{kpi}” counts “{value}” ({people}), and {completed} completed the programme.",
                        kpi=kpi.title,
                        value=value.title,
                        people=people,
                        completed=completed,
                    ),
                    help=text("Use `completed`, or say in `why:` under `conversion:` who the others are."),
                )


DROPPED_OUT = Rule(
    id="ROI115",
    name="time-of-those-who-stopped",
    severity=Severity.WARNING,
    title="The time of people who began and stopped is not counted",
    why="Who stops halfway has cost working time too, and no benefit stands against it.",
    bad=(
        "audience: {group: Claims handlers, invited: 44, started: 44, completed: 40, selection: everyone}\n"
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: List}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "audience: {group: Claims handlers, invited: 44, started: 44, completed: 40, selection: everyone}\n"
        "costs:\n  - {id: time, category: participant_time, formula: started * hours_each * rate, source: List}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, source: Invoice 2025-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M13", "M14"),
    min_level=5,
    stages=("provisional", "final"),
)


@checks(DROPPED_OUT)
def dropped_out(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find participant time that is computed over those who completed while more people began."""
    audience = programme.audience
    if audience.started is None or audience.completed is None or audience.started <= audience.completed:
        return
    for cost in programme.costs:
        if cost.category == "participant_time" and cost.formula and uses(cost.formula, "completed") and not cost.note:
            yield DROPPED_OUT.finding(
                cost.formula.at,
                text(
                    "“{cost}” counts the {completed} people who completed, and {started} began.",
                    cost=cost.title,
                    completed=audience.completed,
                    started=audience.started,
                ),
                help=text(
                    "Write `started` instead of `completed` in the formula, or explain the difference in `note:`."
                ),
                pointer=cost.formula.node.pointer,
            )


PRICE_YEARS = Rule(
    id="ROI142",
    name="price-years-mixed",
    severity=Severity.ERROR,
    title="Amounts of different price years stand in one sum",
    why="Money of different years has different worth, so amounts are brought to one year before they are added.",
    bad=(
        "price_year: 2025\ncosts:\n"
        "  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 9000 EUR, price_year: 2019, source: Invoice 2019-012}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "price_year: 2025\ncosts:\n"
        "  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - {id: design, category: development, amount: 11200 EUR, price_year: 2025, source: Invoice 2019-012 with "
        "index}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M42",),
    min_level=5,
)


@checks(PRICE_YEARS)
def price_years(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find cost lines in prices of another year than the programme's, or than the first cost that states one."""
    stated = [cost for cost in programme.costs if cost.price_year is not None]
    year = programme.price_year or (stated[0].price_year if stated else None)
    for cost in stated:
        if cost.price_year != year:
            yield PRICE_YEARS.finding(
                **on(cost, "price_year"),
                message=text(
                    "“{cost}” is in prices of {own}, and the programme in prices of {year}.",
                    cost=cost.title,
                    own=str(cost.price_year),
                    year=str(year),
                ),
                help=text(
                    "Bring the amount to prices of {year} with an index, and name the index in `source:`.",
                    year=str(year),
                ),
            )


PRORATED = Rule(
    id="ROI198",
    name="proration-without-reason",
    severity=Severity.WARNING,
    title="A cost is spread over future participants without a reason",
    why=(
        "The more people are expected, the cheaper each becomes; the expected number is an assumption that needs an "
        "argument."
    ),
    bad=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - id: design\n    category: development\n    amount: 9000 EUR\n    source: Invoice 2025-012\n"
        "    prorate: {this_run: 40 persons, lifetime: 400 persons}\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    good=(
        "costs:\n  - {id: time, category: participant_time, formula: completed * hours_each * rate, source: "
        "Attendance list}\n"
        "  - {id: needs, category: needs_analysis, amount: 1200 EUR, source: Time sheets}\n"
        "  - id: design\n    category: development\n    amount: 9000 EUR\n    source: Invoice 2025-012\n    prorate:\n"
        "      this_run: 40 persons\n      lifetime: 120 persons\n      why: Three groups of forty are planned until "
        "2027\n"
        "  - {id: overhead, category: overhead, amount: 1500 EUR, source: Cost allocation 2025}\n"
        "  - {id: survey, category: evaluation, amount: 1800 EUR, source: Time sheets}\n"
    ),
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(PRORATED)
def prorated(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find proration without `why`."""
    for cost in programme.costs:
        if cost.prorate and not cost.prorate.why:
            yield PRORATED.finding(
                **on(cost, "prorate"),
                message=text(
                    "“{cost}” is spread over {lifetime}; why so many is not said.",
                    cost=cost.title,
                    lifetime=cost.prorate.lifetime.quantity,
                ),
                help=text("Add `why:` under `prorate:` with the sessions that are planned."),
            )


WHOLE_AND_MORE = Rule(
    id="ROI171",
    name="more-than-the-whole-cost",
    severity=Severity.ERROR,
    title="This run carries more people than the whole programme",
    why="The part of a cost that one run carries cannot be larger than all of it; most often the two were swapped.",
    bad=PRORATED.good.replace("lifetime: 120 persons", "lifetime: 30 persons"),
    good=PRORATED.good,
    source="Guiding principle 10 of the ROI Methodology (Phillips & Phillips)",
)


@checks(WHOLE_AND_MORE)
def whole_and_more(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find proration with `this_run` above `lifetime`."""
    for cost in programme.costs:
        if cost.prorate is None:
            continue
        run, whole = cost.prorate.this_run.quantity, cost.prorate.lifetime.quantity
        if run.unit.dimensions == whole.unit.dimensions and run.base > whole.base:
            yield WHOLE_AND_MORE.finding(
                **on(cost, "prorate", "this_run"),
                message=text(
                    "“{cost}”: this run has {run}, and the whole programme {whole}.",
                    cost=cost.title,
                    run=run,
                    whole=whole,
                ),
                help=text(
                    "Write the part of this evaluation in `this_run:`, and all there will ever be in `lifetime:`."
                ),
            )
