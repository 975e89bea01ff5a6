"""Results and explanations for a terminal: what `show` and `explain` print.

Reads the same evaluation as the pages and rounds in the same place. Nothing here computes a figure.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.i18n import Translator
from roi_spec.model.analysis import CANNOT_TELL, Analysis
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, SCENARIOS, Evaluation, KpiResult, Step
from roi_spec.model.formula import Name, as_line, names
from roi_spec.model.method import GRADES, Method
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT
from roi_spec.model.vocabulary import COST_GROUPS, Technique
from roi_spec.render.context import Context
from roi_spec.render.plain import no_order, one_line, padded, quoted, width
from roi_spec.render.rounding import spans_loss, telling, telling_decimals
from roi_spec.render.signed_words import changes, counted
from roi_spec.render.site_words import CASES, SEVERITIES, STAGES, STATUS, VERDICTS, WITHOUT_ROI
from roi_spec.render.verdicts import OUTCOMES, effect_unit, verdict_of
from roi_spec.render.writer import Writer

_SIGNS = {"*": "×", "-": "−"}
_NO_VALUE = "–"
_DEEPEST = 40
"""Levels of a tree that are shown; below that, a figure can be asked for by itself."""
_RESULTS = (
    "result.total_benefit",
    "result.total_cost",
    "result.net_benefit",
    "result.bcr",
    "result.roi",
    "result.payback",
)


_FACTS = (
    "result.first_year.roi",
    "result.npv",
    "result.discounted_roi",
    "result.break_even_attribution",
    "result.payback_with_lag",
    "result.cost_per_person",
)
"""Figures below the cases, each by itself."""


class UnknownStep(Exception):  # noqa: N818 - an answer to a question, not a failure
    """There is no such figure; `message` says so and names the ones that are meant most likely."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class _Teller:
    """One evaluation in one language."""

    evaluation: Evaluation
    translator: Translator

    def say(self, message: Text) -> str:
        """Give a sentence; values from files are harmless on a screen."""
        return one_line(self.translator.text(quoted(message)))

    def value(self, id: str | None, case: str = BASE, decimals: int | None = None) -> str:
        """Give a figure as the pages show it; a dash where there is none."""
        value = self.evaluation.value(id, case) if id else None
        if id is None or value is None or isinstance(value, Missing):
            return _NO_VALUE
        if id == "result.roi" and decimals is None:
            decimals = telling_decimals(value, (self.evaluation.verdict.target,))
        # Pages and terminal round by the same table; a figure needs nothing else of its surroundings.
        writer = Writer(self.evaluation, Context(self.translator, version="", as_of=None))
        return writer.shown(id, value, decimals)

    def drawn(self, id: str, name: str) -> str:
        """Give a percentile of a result in the simulation, as the pages show it."""
        found = self.evaluation.simulation
        known = found.measures.get(id) if found else None
        if known is None:
            return _NO_VALUE
        value: Quantity = getattr(known, name)
        decimals = telling_decimals(value, (self.evaluation.verdict.target,), least=0) if value.unit.is_share else None
        return self.translator.quantity(value, decimals)

    def share(self, share: Fraction) -> str:
        """Give a part of the draws in percent; what is not everything or nothing never reads as 0% or 100%."""
        value = Quantity(share * 100, PERCENT)
        return self.translator.quantity(value, telling_decimals(value, (Quantity(Fraction(100), PERCENT),), least=0))


# --- show ------------------------------------------------------------------------------------------------------------


def show(evaluation: Evaluation, translator: Translator) -> str:
    """Give the results of one programme: headline, cases, costs, benefits and KPIs against their targets."""
    tell = _Teller(evaluation, translator)
    parts = (
        _head(tell),
        _headline(tell),
        _cases(tell),
        _drawn(tell),
        _facts(tell),
        _data(tell),
        _costs(tell),
        _benefits(tell),
        _kpis(tell),
        _signed(tell),
    )
    return "\n\n".join("\n".join(map(no_order, rows)) for rows in map(tuple, parts) if rows) + "\n"


def _head(tell: _Teller) -> Iterator[str]:
    programme = tell.evaluation.programme
    yield one_line(programme.title)
    level = text("evaluation level {n}", n=programme.evaluation_level)
    yield " · ".join((tell.say(STAGES[programme.stage.value]), tell.say(level), one_line(programme.path)))
    if programme.audits:
        yield tell.say(
            text("This file examines a claim that {publisher} published.", publisher=programme.audits.publisher)
        )
    if tell.evaluation.is_forecast:
        yield tell.say(text("Forecast: these are expectations, not results."))


def _signed(tell: _Teller) -> Iterator[str]:
    """Say how many values are signed, and what changed since each sign-off that no longer holds."""
    signed = tell.evaluation.signed
    if signed is None:
        return
    yield f"{tell.say(counted(signed))}."
    for one in signed.sign_offs:
        for kind, called in changes(one, signed):
            listed = ", ".join(one_line(name) for name in called)
            yield f"  {one_line(one.sign_off.by)}: {tell.say(kind)}: {listed}"


def _headline(tell: _Teller) -> Iterator[str]:
    evaluation = tell.evaluation
    if evaluation.quantity("result.roi") is None:
        yield tell.say(_without_roi(tell))
        return
    roi = tell.value("result.roi")
    if evaluation.simulation is not None and spans_loss(evaluation.simulation):
        low, high = (tell.drawn("result.roi", name) for name in ("p10", "p90"))
        yield tell.say(text(_OPEN.msgid, low=low, high=high, roi=roi))
    elif evaluation.has_range:
        low, high = tell.value("result.roi", CONSERVATIVE), tell.value("result.roi", OPTIMISTIC)
        yield tell.say(text("ROI {roi}, between {low} and {high}.", roi=roi, low=low, high=high))
    else:
        yield tell.say(text("ROI {roi}. No range was stated.", roi=roi))
    yield tell.say(_back(tell))
    target = evaluation.verdict.target
    yield tell.say(Text(VERDICTS[evaluation.verdict.code].msgid, (("target", target),)))


_OPEN = Text(
    "We cannot tell whether the programme pays: ROI between {low} and {high} (P10 to P90), with {roi} as the base case."
)


def _without_roi(tell: _Teller) -> Text:
    """Say why there is no ROI: what was claimed is not counted, or costs that were stated cannot be used."""
    evaluation = tell.evaluation
    if evaluation.kind in ("no_money", "cost_only") and evaluation.quantity("result.claimed") is not None:
        claimed = tell.value("result.claimed")
        return text("A value of {claimed} was claimed. It is not counted, and there is no ROI.", claimed=claimed)
    if evaluation.kind != "benefit_claim" or not evaluation.costs:
        return WITHOUT_ROI[evaluation.kind]
    total = evaluation.value("result.total_cost")
    if isinstance(total, Quantity):
        cost = tell.value("result.total_cost")
        return text("A benefit was counted; costs of {cost} give no ROI, which needs costs above zero.", cost=cost)
    return text("A benefit was counted and costs were stated, but a cost could not be computed, so there is no ROI.")


def _back(tell: _Teller) -> Text:
    """Say gross and net in one breath: most published mistakes swap them."""
    currency = tell.evaluation.programme.currency
    gross, net = (tell.evaluation.quantity(f"result.back_per_unit_{one}") for one in ("gross", "net"))
    assert gross is not None  # there is an ROI, so there are costs
    assert net is not None
    said = _HARM if gross.value < 0 else _GAIN if net.value >= 0 else _LOSS
    return text(
        said.msgid,
        bcr=tell.value("result.bcr"),
        one=tell.translator.money(1, currency, 0),
        gross=tell.translator.money(gross.value, currency, 2),
        net=tell.translator.money(net.value, currency, 2),
    )


_GAIN = Text("BCR {bcr}: for every {one} spent, {gross} comes back; net of that {one} it is {net}.")
_LOSS = Text("BCR {bcr}: for every {one} spent, {gross} comes back; with that {one} off, the balance is {net}.")
_HARM = Text(
    "BCR {bcr}: for every {one} spent, nothing comes back and more is lost ({gross}); with that {one}, the balance is "
    "{net}."
)


def _cases(tell: _Teller) -> Iterator[str]:
    shown = [id for id in _RESULTS if tell.evaluation.quantity(id) is not None]
    if not shown:
        return
    cases = SCENARIOS if tell.evaluation.has_range else (BASE,)
    rows = [("", *(tell.say(CASES[case]) for case in cases))]
    rows.extend((_title(tell, id), *(tell.value(id, case) for case in cases)) for id in shown)
    yield from table(rows, figures_from=1)


def _drawn(tell: _Teller) -> Iterator[str]:
    """Say in three rows where the simulation puts the results, the chances, and what the spread is made of."""
    found = tell.evaluation.simulation
    if found is None:
        return
    yield tell.say(text("Simulation ({draws} draws)", draws=found.draws))
    names = ("p5", "p10", "p50", "p90", "p95")
    shown = dict.fromkeys(one for one in ("result.roi", "result.net_benefit", found.measure) if one in found.measures)
    rows = [("", *(name.upper() for name in names))]
    rows.extend((_title(tell, one), *(tell.drawn(one, name) for name in names)) for one in shown)
    yield from table(rows, figures_from=1)
    if found.above_zero is not None:
        yield f"  {tell.say(text('Chance of an ROI above zero'))}: {tell.share(found.above_zero)}"
    if found.above_target is not None:
        yield f"  {tell.say(text('Chance of reaching the target'))}: {tell.share(found.above_target)}"
    largest = [f"{tell.say(one.title)} {tell.translator.percent(one.share, 0)}" for one in telling(found)[:3]]
    if largest:
        yield f"  {tell.say(text('Where the uncertainty comes from'))}: {', '.join(largest)}"


def _data(tell: _Teller) -> Iterator[str]:
    """Say of every analysis what the data allow to be said."""
    for one in tell.evaluation.kpis:
        known = [(method.method.title, method.analysis) for method in one.methods]
        for title, analysis in (*known, (text("Change"), one.measured)):
            if analysis is not None:
                yield f"{one_line(one.kpi.title)} · {tell.say(title)}: {tell.say(_said(analysis))}"


def _said(analysis: Analysis) -> Text:
    """Give the verdict with estimate and interval; where the outcome is open, with what could have been found."""
    verdict = OUTCOMES[verdict_of(analysis)]
    if analysis.estimate is None or analysis.low is None or analysis.high is None:
        return verdict
    unit = effect_unit(analysis)
    values = {name: Quantity(getattr(analysis, name), unit) for name in ("estimate", "low", "high")}
    if verdict_of(analysis) != CANNOT_TELL or analysis.detectable is None:
        return text("{verdict}; {estimate}, 95% interval {low} to {high}", verdict=verdict, **values)
    return text(
        "{verdict}; {estimate}, 95% interval {low} to {high}, smallest effect likely to be found {detectable}",
        verdict=verdict,
        detectable=Quantity(analysis.detectable, unit),
        **values,
    )


def _facts(tell: _Teller) -> Iterator[str]:
    evaluation = tell.evaluation
    for id in _FACTS:
        if evaluation.quantity(id) is not None:
            yield f"{_title(tell, id)}: {tell.value(id)}"
    if evaluation.grade in GRADES:
        said = _GRADE_FORECAST if evaluation.is_forecast else _GRADE
        yield tell.say(text(said.msgid, grade=evaluation.grade, reason=evaluation.grade_reason))


_GRADE = Text("Evidence grade {grade}: {reason}")
_GRADE_FORECAST = Text("Evidence grade {grade}, forecast with nothing measured yet: {reason}")


def _costs(tell: _Teller) -> Iterator[str]:
    if not tell.evaluation.costs:
        return
    yield tell.say(text("Costs"))
    rows = [
        (one_line(one.cost.title), tell.say(COST_GROUPS[one.group]), tell.value(one.charged))
        for one in tell.evaluation.costs
    ]
    yield from table([*rows, (_title(tell, "result.total_cost"), "", tell.value("result.total_cost"))], figures_from=2)


def _benefits(tell: _Teller) -> Iterator[str]:
    money = [one for one in tell.evaluation.kpis if one.kpi.conversion is not None]
    if not money:
        return
    yield tell.say(text("Benefits"))
    rows = [(one_line(one.kpi.title), _by_method(tell, one), tell.value(one.benefit)) for one in money]
    total = (_title(tell, "result.total_benefit"), "", tell.value("result.total_benefit"))
    yield from table([*rows, total], figures_from=2)
    for one in money:
        if one.why_not is not None:
            yield f"  {one_line(one.kpi.title)}: {tell.say(one.why_not)}"


def _by_method(tell: _Teller, result: KpiResult) -> str:
    used = next((one for one in result.methods if one.used), None)
    return tell.say(text("{method}, grade {grade}", method=used.method.title, grade=used.grade)) if used else _NO_VALUE


def _kpis(tell: _Teller) -> Iterator[str]:
    if not tell.evaluation.kpis:
        return
    yield tell.say(text("Measures against their targets"))
    head = (text("Level"), text("Measure"), text("Baseline"), text("Result"), text("Target"), text("Status"))
    rows = [tuple(map(tell.say, head))]
    for one in tell.evaluation.kpis:
        figures = (tell.value(f"kpi.{one.kpi.id}.{name}") for name in ("baseline", "actual", "target"))
        rows.append((str(int(one.kpi.level)), one_line(one.kpi.title), *figures, tell.say(STATUS[one.status])))
    yield from table(rows, figures_from=2, figures_until=5)


def _title(tell: _Teller, id: str) -> str:
    step = tell.evaluation.step(id)
    return tell.say(step.line.title) if step else id


def table(rows: Sequence[Sequence[str]], figures_from: int, figures_until: int | None = None) -> Iterator[str]:
    """Set cells in columns; those from `figures_from` up to `figures_until` stand at the right end, as figures do."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    until = len(widths) if figures_until is None else figures_until
    for row in rows:
        cells = [
            padded(cell, columns, right=figures_from <= place < until)
            for place, (cell, columns) in enumerate(zip(row, widths, strict=True))
        ]
        yield ("  " + "  ".join(cells)).rstrip()


# --- explain a figure ------------------------------------------------------------------------------------------------


def trace(evaluation: Evaluation, step_id: str, translator: Translator) -> str:
    """Give one figure as a tree: formula, the same with numbers, value and place, down to what was stated.

    `step_id` may be the whole id or its end (`roi` for `result.roi`) when that is clear. A figure that is used twice is
    opened once. Raises `UnknownStep`.
    """
    tell = _Teller(evaluation, translator)
    step = _find(evaluation, step_id)
    return "\n".join(map(no_order, _branch(tell, step, "", "", set(), 0))) + "\n"


def _find(evaluation: Evaluation, wanted: str) -> Step:
    exact = evaluation.step(wanted)
    ends = [step for id, step in evaluation.steps.items() if id.endswith(f".{wanted}")]
    results = [step for step in ends if step.id == f"result.{wanted}"]
    if exact is not None:
        return exact
    if results or len(ends) == 1:
        return (results or ends)[0]
    raise UnknownStep(_did_you_mean(wanted, [step.id for step in ends] or close_ids(evaluation, wanted)))


def close_ids(evaluation: Evaluation, wanted: str, most: int = 3) -> list[str]:
    """Give the ids that look most like one that does not exist, likest first."""
    whole = difflib.get_close_matches(wanted, evaluation.steps, most, 0.5)
    tails = {id.rpartition(".")[2]: id for id in evaluation.steps}
    near = [tails[tail] for tail in difflib.get_close_matches(wanted.rpartition(".")[2], tails, most, 0.6)]
    holding = [id for id in evaluation.steps if wanted.lower() in id.lower()]
    return list(dict.fromkeys((*whole, *near, *holding)))[:most]


def _did_you_mean(wanted: str, near: Sequence[str]) -> Text:
    if not near:
        return text('There is no figure called "{name}". `show` lists the figures of a programme.', name=wanted)
    return text('There is no figure called "{name}". Did you mean {near}?', name=wanted, near=", ".join(near))


def _branch(tell: _Teller, step: Step, first: str, rest: str, seen: set[str], depth: int) -> Iterator[str]:
    """Give a figure and all below it; `first` stands in front of its first row, `rest` in front of the others."""
    below = _below(tell.evaluation, step) if step.id not in seen and depth < _DEEPEST else ()
    repeated = step.id in seen and step.line.formula is not None
    seen.add(step.id)
    yield f"{first}{tell.say(step.line.title)} = {_exact(tell, step)}  [{step.id}]"
    inner = rest + ("│  " if below else "   ")
    for row in _about(tell, step, repeated=repeated):
        yield f"{inner}{row}"
    for place, one in enumerate(below):
        is_last = place == len(below) - 1
        start, under = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        yield from _branch(tell, one, rest + start, rest + under, seen, depth + 1)


def _below(evaluation: Evaluation, step: Step) -> tuple[Step, ...]:
    if step.line.formula is None:
        return ()
    ids = dict.fromkeys(name.id for name in names(step.line.formula))
    return tuple(one for one in map(evaluation.step, ids) if one is not None)


def _about(tell: _Teller, step: Step, *, repeated: bool) -> Iterator[str]:
    line = step.line
    if repeated:
        yield tell.say(text("see above"))
        return
    if line.formula is not None:
        yield f"= {as_line(line.formula, lambda name: _called(tell, name), signs=_SIGNS)}"
        yield f"= {as_line(line.formula, lambda name: _number(tell, name), signs=_SIGNS)}"
    if isinstance(step.value, Missing):
        yield tell.say(step.value.reason)
    if line.note is not None:
        yield tell.say(line.note)
    stated = (line.origin.source, line.origin.owner, line.origin.date and tell.translator.date(line.origin.date))
    known = [one_line(str(one)) for one in stated if one]
    yield " · ".join((*known, f"{one_line(line.at.path)}:{line.at.line}"))


def _called(tell: _Teller, name: Name) -> str:
    step = tell.evaluation.step(name.id)
    return f"[{tell.say(step.line.title)}]" if step else one_line(name.written or name.id)


def _number(tell: _Teller, name: Name) -> str:
    step = tell.evaluation.step(name.id)
    return _called(tell, name) if step is None or isinstance(step.value, Missing) else _exact(tell, step)


def _exact(tell: _Teller, step: Step) -> str:
    """Give a value with enough digits to follow the sum, more than a page shows."""
    return _NO_VALUE if isinstance(step.value, Missing) else tell.translator.quantity(step.value)


# --- explain a rule or a method --------------------------------------------------------------------------------------


def rule_text(rule: Rule, translator: Translator) -> str:
    """Give a rule: what it says, why, an example that it objects to and one that it accepts."""
    severity = translator.text(SEVERITIES[rule.severity])
    rows = [f"{rule.id} {rule.name} ({severity})", "", translator.gettext(rule.title), "", translator.gettext(rule.why)]
    rows += ["", translator.gettext("Not like this:"), *indented(rule.bad)]
    rows += ["", translator.gettext("But like this:"), *indented(rule.good)]
    if rule.source:
        rows += ["", f"{translator.gettext('Comes from:')} {translator.gettext(rule.source)}"]
    return "\n".join(rows) + "\n"


def method_text(method: Method, translator: Translator) -> str:
    """Give an attribution method: how it works, when it may be used, what can be wrong about it, and an example."""
    say = translator.text
    grade = text("grade {grade} at most: {meaning}", grade=method.grade, meaning=GRADES[method.grade])
    rows = [f"{say(method.title)} ({method.id})", say(grade), "", say(method.idea)]
    for label, message in (
        (text("Formula"), method.words),
        (text("May be used when"), method.allowed),
        (text("Weak spot"), method.weakness),
    ):
        rows += ["", f"{say(label)}:", f"  {say(message)}"]
    if method.example:
        rows += ["", f"{say(text('Example'))}:", *indented(method.example)]
    rows += ["", f"{say(text('Comes from:'))} {method.cites}"]
    return "\n".join(rows) + "\n"


def technique_text(technique: Technique, translator: Translator) -> str:
    """Give a conversion technique: its formula in words and what to mind."""
    say = translator.text
    rows = [f"{say(technique.title)} ({technique.id})", "", say(technique.formula), "", say(technique.note)]
    return "\n".join(rows) + "\n"


def indented(example: str) -> list[str]:
    """Give the lines of an example, moved to the right."""
    return [f"    {line}".rstrip() for line in example.rstrip("\n").split("\n")]
