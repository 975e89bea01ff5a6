"""Declared figures: do the figures that were published elsewhere follow from the same inputs?

Every declared field is compared once and gets at most one finding: the known mistake that explains it, else "differs".
Ratios are recomputed from the declared totals where those were given, so that one wrong total is reported once.
"""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, rounded
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Declared, Given, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import DAYS, MONTHS, PERCENT, PLAIN, money

DAYS_IN_A_MONTH = Fraction(1461, 48)
"""A year of 365.25 days has twelve months."""

WITHIN_A_POINT = Fraction(1, 100)
"""Mistake M02 is recognised within one percentage point."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Total benefit and cost to recompute ratios from, in the currency of the programme."""

    benefit: Fraction
    cost: Fraction
    currency: str
    window: Fraction | None
    """Months of the benefit window."""
    lag: Fraction
    """Months from the end of delivery to the window."""

    @property
    def net(self) -> Fraction:
        """Give what is left after costs."""
        return self.benefit - self.cost

    @property
    def roi(self) -> Fraction:
        """Give net benefit over cost, as a plain number."""
        return self.net / self.cost

    @property
    def bcr(self) -> Fraction:
        """Give benefit over cost."""
        return self.benefit / self.cost

    def months(self, yearly: Fraction) -> Fraction | None:
        """Give the months in which `yearly`, earned over the window, brings back the cost."""
        return self.cost / (yearly / self.window) if self.window and yearly > 0 else None


def _sums(programme: Programme, evaluation: Evaluation) -> Sums | None:
    """Give what to recompute from: declared totals first, else computed ones; None when one is nowhere or zero."""
    declared = programme.declared
    benefit = _money(declared.total_benefit if declared else None, programme) or evaluation.quantity(
        "result.total_benefit"
    )
    cost = _money(declared.total_cost if declared else None, programme) or evaluation.quantity("result.total_cost")
    if benefit is None or cost is None or cost.base <= 0:
        return None
    window, lag = evaluation.quantity("benefit_window"), evaluation.quantity("benefit_lag")
    return Sums(
        benefit.base, cost.base, programme.currency, window.base if window else None, lag.base if lag else Fraction(0)
    )


def _money(given: Given | None, programme: Programme) -> Quantity | None:
    return given.quantity if given and given.quantity.unit.dimensions == money(programme.currency).dimensions else None


def _same(given: Given, value: Fraction | None, currency: str = "") -> bool:
    """Say whether a value, in base units, rounds to what was written: within half a unit of the last digit.

    Never when what was written is money of another `currency`.
    """
    stated = given.quantity.unit.currency
    if value is None or (stated and currency and stated != currency):
        return False
    digits = given.written.strip().partition(" ")[0].rstrip("%")
    decimals = len(digits.partition(".")[2])
    step = Fraction(1, 10**decimals) * given.quantity.unit.factor
    return abs(given.quantity.base - value) <= step / 2


def _percent(value: Fraction) -> Quantity:
    return Quantity(Fraction(rounded(value * 100, 1)), PERCENT)


def _amount(value: Fraction, currency: str) -> Quantity:
    return Quantity(Fraction(rounded(value, 2)), money(currency))


def _ratio(value: Fraction) -> Quantity:
    return Quantity(Fraction(rounded(value, 2)), PLAIN)


def _months(value: Fraction) -> Quantity:
    return Quantity(Fraction(rounded(value, 1)), MONTHS)


def _case(programme: Programme, evaluation: Evaluation) -> tuple[Declared, Sums] | None:
    sums = _sums(programme, evaluation)
    return (programme.declared, sums) if programme.declared and sums else None


BCR_AS_ROI = Rule(
    id="ROI102",
    name="bcr-as-roi",
    severity=Severity.ERROR,
    title="The benefit-cost ratio is published as ROI, or the other way round",
    why="ROI is what is left after costs; the ratio times 100 is always 100 points higher.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 300%}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 200%}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M02",),
)


@checks(BCR_AS_ROI)
def bcr_as_roi(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared ROI that is BCR x 100, and a declared BCR that is the ROI as a ratio."""
    case = _case(programme, evaluation)
    if case is None:
        return
    declared, sums = case
    if declared.roi and _kind_of_roi(declared.roi, sums) == "bcr":
        yield BCR_AS_ROI.finding(
            **on(declared, "roi"),
            message=text(
                "The declared ROI {written} is the benefit-cost ratio {bcr} times 100.",
                written=declared.roi.written,
                bcr=_ratio(sums.bcr),
            ),
            help=text(
                "The ROI is {roi}: write `roi: {fix}`, and `bcr:` for the ratio.",
                roi=_percent(sums.roi),
                fix=str(_percent(sums.roi)),
            ),
        )
    if declared.bcr and _kind_of_bcr(declared.bcr, sums) == "roi":
        yield BCR_AS_ROI.finding(
            **on(declared, "bcr"),
            message=text(
                "The declared benefit-cost ratio {written} is the ROI, written as a ratio.",
                written=declared.bcr.written,
            ),
            help=text("The ratio is {bcr}: write `bcr: {fix}`.", bcr=_ratio(sums.bcr), fix=str(_ratio(sums.bcr))),
        )


def _kind_of_roi(given: Given, sums: Sums) -> str:
    """Say what a declared ROI is: `right`, `bcr`, `inverted`, `money` or `other`."""
    if given.quantity.unit.currency:
        return "money"
    if _same(given, sums.roi):
        return "right"
    if _same(given, sums.bcr) or abs(given.quantity.base - sums.bcr) <= WITHIN_A_POINT:
        return "bcr"
    inverted = (sums.cost / part for part in (sums.net, sums.benefit) if part != 0)
    return "inverted" if any(_same(given, one) for one in inverted) else "other"


def _kind_of_bcr(given: Given, sums: Sums) -> str:
    """Say what a declared BCR is: `right`, `roi`, `inverted` or `other`."""
    if _same(given, sums.bcr):
        return "right"
    if _same(given, sums.roi):
        return "roi"
    inverted = (sums.cost / part for part in (sums.benefit, sums.net) if part != 0)
    return "inverted" if any(_same(given, one) for one in inverted) else "other"


PER_UNIT = Rule(
    id="ROI103",
    name="per-unit-net-and-gross",
    severity=Severity.ERROR,
    title="A sentence about money back per unit mixes net and gross",
    why="Gross counts the money itself, net only what comes on top; mixing them is off by exactly one.",
    bad=(
        "declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, back_per_unit: 2.00 EUR, back_per_unit_is: "
        "gross}\n"
    ),
    good=(
        "declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, back_per_unit: 3.00 EUR, back_per_unit_is: "
        "gross}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M03",),
)


@checks(PER_UNIT)
def per_unit(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared amount per unit that is the other one of net and gross, or does not say which."""
    case = _case(programme, evaluation)
    given = case[0].back_per_unit if case else None
    if case is None or given is None:
        return
    declared, sums = case
    kind = declared.back_per_unit_is
    is_gross, is_net = (_same(given, one, sums.currency) for one in (sums.bcr, sums.roi))
    values = {
        "written": given.written,
        "gross": _amount(sums.bcr, sums.currency),
        "net": _amount(sums.roi, sums.currency),
    }
    if is_net and kind == "gross":
        message = text("{written} per unit of money is the net gain; what comes back is {gross}.", **values)
    elif is_gross and kind == "net":
        message = text("{written} per unit of money is what comes back; the net gain is {net}.", **values)
    elif (is_gross or is_net) and not kind:
        message = text("{written} per unit of money: net or gross is not said.", **values)
    else:
        return
    yield PER_UNIT.finding(
        **on(declared, "back_per_unit"),
        message=message,
        help=text(
            "Give both: {gross} gross, of which {net} net. Write `back_per_unit_is: gross` or `net` to match.", **values
        ),
        severity=None if kind else Severity.WARNING,
    )


INVERTED = Rule(
    id="ROI105",
    name="inverted-ratio",
    severity=Severity.ERROR,
    title="A ratio stands upside down",
    why="Cost over benefit gets smaller as a programme gets better, so readers draw the opposite conclusion.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, bcr: 0.33}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, bcr: 3.0}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M05",),
)


@checks(INVERTED)
def inverted(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find declared ratios of cost over benefit."""
    case = _case(programme, evaluation)
    if case is None:
        return
    declared, sums = case
    if declared.roi and _kind_of_roi(declared.roi, sums) == "inverted":
        yield INVERTED.finding(
            **on(declared, "roi"),
            message=text("The declared ROI {written} is cost divided by benefit.", written=declared.roi.written),
            help=text("ROI is net benefit divided by cost: {roi}.", roi=_percent(sums.roi)),
        )
    if declared.bcr and _kind_of_bcr(declared.bcr, sums) == "inverted":
        yield INVERTED.finding(
            **on(declared, "bcr"),
            message=text(
                "The declared benefit-cost ratio {written} is cost divided by benefit.", written=declared.bcr.written
            ),
            help=text("The ratio is benefit divided by cost: {bcr}.", bcr=_ratio(sums.bcr)),
        )


NET_AS_ROI = Rule(
    id="ROI106",
    name="money-as-roi",
    severity=Severity.ERROR,
    title="An amount of money is called ROI",
    why="ROI is a percentage of the costs; an amount is a net benefit and says nothing about what it took.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 48000 EUR}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 200%}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M06",),
)


@checks(NET_AS_ROI)
def net_as_roi(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared ROI with a currency; needs nothing to recompute from."""
    declared = programme.declared
    if declared is None or declared.roi is None or not declared.roi.quantity.unit.currency:
        return
    sums = _sums(programme, evaluation)
    yield NET_AS_ROI.finding(
        **on(declared, "roi"),
        message=text("The declared ROI {written} is an amount of money.", written=declared.roi.written),
        help=text("Write the amount as `net_benefit:`. The ROI is {roi}.", roi=_percent(sums.roi))
        if sums
        else text("Write the amount as `net_benefit:`, and the ROI as a percentage."),
    )


GROSS_AS_NET = Rule(
    id="ROI107",
    name="gross-as-net",
    severity=Severity.ERROR,
    title="The total benefit is published as net benefit",
    why="Net means after costs; an ROI that starts from the gross amount counts the costs as gain.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, net_benefit: 72000 EUR}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, net_benefit: 48000 EUR}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M07",),
)


@checks(GROSS_AS_NET)
def gross_as_net(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared net benefit that equals the total benefit."""
    case = _case(programme, evaluation)
    given = case[0].net_benefit if case else None
    if case is None or given is None:
        return
    declared, sums = case
    if _kind_of_net(given, sums) == "gross":
        yield GROSS_AS_NET.finding(
            **on(declared, "net_benefit"),
            message=text(
                "The declared net benefit {written} is the total benefit, before costs.",
                written=given.written,
            ),
            help=text(
                "After costs of {cost} the net benefit is {net}.",
                cost=_amount(sums.cost, sums.currency),
                net=_amount(sums.net, sums.currency),
            ),
        )


def _kind_of_net(given: Given, sums: Sums) -> str:
    if _same(given, sums.net, sums.currency):
        return "right"
    return "gross" if _same(given, sums.benefit, sums.currency) else "other"


PAYBACK = Rule(
    id="ROI145",
    name="payback-on-net",
    severity=Severity.ERROR,
    title="The payback period is computed on the net benefit",
    why="Costs are paid back out of everything that comes in; taking them off first counts them twice.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, payback: 6 months}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, payback: 4 months}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M45",),
)


@checks(PAYBACK)
def payback(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared payback of cost over net benefit."""
    case = _case(programme, evaluation)
    given = case[0].payback if case else None
    if case is None or given is None:
        return
    declared, sums = case
    right = sums.months(sums.benefit)
    if right is not None and _kind_of_payback(given, sums) == "net":
        yield PAYBACK.finding(
            **on(declared, "payback"),
            message=text("The declared payback {written} divides the costs by the net benefit.", written=given.written),
            help=text("Divided by the whole benefit it is {right}.", right=_months(right)),
        )


def _kind_of_payback(given: Given, sums: Sums) -> str:
    """Say what a declared payback is: `right` (with or without the lag), `net`, `other` or `unknown`."""
    gross, net = sums.months(sums.benefit), sums.months(sums.net)
    if gross is None or given.quantity.unit.dimensions not in (MONTHS.dimensions, DAYS.dimensions):
        return "unknown"
    scale = 1 if given.quantity.unit.dimensions == MONTHS.dimensions else DAYS_IN_A_MONTH
    if _same(given, gross * scale) or _same(given, (gross + sums.lag) * scale):
        return "right"
    return "net" if net is not None and any(_same(given, one * scale) for one in (net, net + sums.lag)) else "other"


_TWO_PARTIES = (
    "kpis:\n  - id: pay\n    title: Pay of the participants\n    level: impact\n    better: higher\n"
    "    perspective: participant\n    baseline: 100000 EUR/month\n    result: 101000 EUR/month\n"
    "    result_period: {{from: 2025-02-01, until: 2025-07-31}}\n"
    "    source: {{system: Payroll, reference: Report 3, date: 2025-08-04}}\n"
    "    attribution: {{method: expert_estimate, share: 50%, confidence: 80%}}\n"
    "    cross_checks: [{{method: prior_study, study: Course of 2023, share: 60%}}]\n"
    "    conversion: {{technique: historical_cost, formula: effect * benefit_window}}\n"
    "objectives:\n  - {{id: pay, level: impact, statement: Participants earn 1% more, kpi: pay}}\n"
    "declared: {{total_benefit: {benefit} EUR}}\n"
)

PERSPECTIVES = Rule(
    id="ROI141",
    name="perspectives-mixed",
    severity=Severity.ERROR,
    title="Costs and benefits of different parties stand in one sum",
    why=(
        "A grant is income for the employer and a cost for the public; in one sum somebody's money is counted for "
        "somebody else."
    ),
    bad=_TWO_PARTIES.format(benefit=76800),
    good=_TWO_PARTIES.format(benefit=72000),
    source="Common mistake in published ROI figures",
    mistakes=("M41",),
)


@checks(PERSPECTIVES)
def perspectives(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find a declared total that holds what another party gains or pays; the tool itself never adds these up."""
    declared = programme.declared
    if declared is None:
        return
    for name, given, right in _totals(declared, evaluation, programme):
        if not _is_mixed(name, given, evaluation, programme):
            continue
        yield PERSPECTIVES.finding(
            **on(declared, name),
            message=text(
                "{what} was declared as {written}: that is what several parties have together.",
                what=_TITLES[name],
                written=given.written,
            ),
            help=text(
                "For `{whole}` alone it is {right}. Publish the result of each party beside it, never as one sum.",
                whole=programme.perspective,
                right=right,
            ),
        )


def _is_mixed(name: str, given: Given, evaluation: Evaluation, programme: Programme) -> bool:
    """Say whether a declared total is the own one and those of one or of all other parties together."""
    own = evaluation.quantity(f"result.{name}")
    sides = [
        value.base
        for id in evaluation.steps
        if id.startswith("perspective.") and id.endswith(f".{name}") and (value := evaluation.quantity(id)) is not None
    ]
    if own is None or not sides:
        return False
    return any(_same(given, own.base + more, programme.currency) for more in (*sides, sum(sides, Fraction(0))))


DIFFERS = Rule(
    id="ROI108",
    name="declared-differs",
    severity=Severity.ERROR,
    title="A published figure does not follow from its inputs",
    why="A figure that cannot be recomputed cannot be relied on, and somebody will recompute it.",
    bad="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 250%}\n",
    good="declared: {total_benefit: 72000 EUR, total_cost: 24000 EUR, roi: 200%}\n",
    source="Guiding principle 12 of the ROI Methodology (Phillips & Phillips)",
    mistakes=("M04",),
)


@checks(DIFFERS)
def differs(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Compare what no other rule of this file explains."""
    declared = programme.declared
    if declared is None:
        return
    for name, given, right in (*_totals(declared, evaluation, programme), *_ratios(programme, evaluation)):
        if _is_mixed(name, given, evaluation, programme):  # for ROI141
            continue
        yield DIFFERS.finding(
            **on(declared, name),
            message=text(
                "{what} was declared as {written}; recomputed it is {right}.",
                what=_TITLES[name],
                written=given.written,
                right=right,
            ),
            help=text("Correct `{name}:`, or the inputs that it should follow from.", name=name),
        )


_TITLES: dict[str, Text] = {
    "roi": Text("The ROI"),
    "bcr": Text("The benefit-cost ratio"),
    "net_benefit": Text("The net benefit"),
    "total_benefit": Text("The total benefit"),
    "total_cost": Text("The total cost"),
    "payback": Text("The payback period"),
    "back_per_unit": Text("The money back per unit"),
}

Difference = tuple[str, Given, Quantity]


def _totals(declared: Declared, evaluation: Evaluation, programme: Programme) -> Iterator[Difference]:
    """Hold declared totals against the evaluation."""
    for name, given in (("total_benefit", declared.total_benefit), ("total_cost", declared.total_cost)):
        value = evaluation.quantity(f"result.{name}")
        if given and value is not None and not _same(given, value.base, programme.currency):
            yield name, given, _amount(value.base, programme.currency)


def _ratios(programme: Programme, evaluation: Evaluation) -> Iterator[Difference]:
    """Hold the other declared figures against the totals."""
    case = _case(programme, evaluation)
    if case is None:
        return
    declared, sums = case
    if declared.roi and _kind_of_roi(declared.roi, sums) == "other":
        yield "roi", declared.roi, _percent(sums.roi)
    if declared.bcr and _kind_of_bcr(declared.bcr, sums) == "other":
        yield "bcr", declared.bcr, _ratio(sums.bcr)
    if declared.net_benefit and _kind_of_net(declared.net_benefit, sums) == "other":
        yield "net_benefit", declared.net_benefit, _amount(sums.net, sums.currency)
    months = sums.months(sums.benefit)
    if declared.payback and months is not None and _kind_of_payback(declared.payback, sums) == "other":
        yield "payback", declared.payback, _months(months)
    back = declared.back_per_unit
    if back and not any(_same(back, one, sums.currency) for one in (sums.bcr, sums.roi)):
        yield "back_per_unit", back, _amount(sums.bcr, sums.currency)
