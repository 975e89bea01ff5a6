"""Names that point at data files, parts, events and inputs that move together; and cohorts that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span
from roi_spec.model.spec import Assumption, Calendar, Event, ExchangeRate, Programme, StatedCorrelation
from roi_spec.model.text import Text, text
from roi_spec.model.units import multiply
from roi_spec.model.vocabulary import ESTIMATES
from roi_spec.validate import rules
from roi_spec.validate.aliases import closest

ROLES = ("person", "team", "group", "period", "value", "before", "after", "attribution", "confidence", "factor")
"""What a column of a data file can be, besides a driver of the method that reads it."""


def findings(spec: Programme, standards: Mapping[str, Assumption], calendars: Iterable[Calendar]) -> Iterator[Finding]:
    """Look up every such name of a programme."""
    yield from _data(spec)
    yield from _answers(spec)
    yield from _parts(spec)
    yield from _events(spec, {event.id: event for calendar in calendars for event in calendar.events})
    yield from _correlated(spec, standards)
    yield from _cohorts(spec)
    yield from _rates(spec)


def _data(spec: Programme) -> Iterator[Finding]:
    known = {one.id: one.spot("id") for one in spec.data}
    used = [(kpi.data, kpi.spot("data")) for kpi in spec.kpis]
    methods = [one for kpi in spec.kpis for one in kpi.attributions]
    used += [(one.data, one.spot("data")) for one in methods]
    for written, at in used:
        if written and written not in known:
            yield _unknown(at, text("There is no data file with the id {id}.", id=written), written, known, "data")
    for entry in spec.data:
        drivers = {driver.id for one in methods if one.data == entry.id for driver in one.drivers}
        columns = entry.node.get("columns")
        for role, heading in columns.fields if columns is not None else ():
            if role not in ROLES and role not in drivers:
                at = heading.key_or_value
                message = text("A column cannot be `{role}`.", role=role)
                yield _unknown(at, message, role, dict.fromkeys((*ROLES, *drivers)), "columns")


def _answers(spec: Programme) -> Iterator[Finding]:
    """Find estimates that read a file without the columns that an estimate is made of."""
    entries = {one.id: {role for role, _ in one.columns} for one in spec.data}
    for method in (one for kpi in spec.kpis for one in kpi.attributions):
        if method.method not in ESTIMATES or method.data not in entries:
            continue
        columns = entries[method.data]
        lacking = [] if columns & {"attribution", "factor"} else ["attribution"]
        lacking += [] if "confidence" in (*columns, *method.factor_includes) else ["confidence"]
        if lacking:
            yield rules.UNKNOWN_LINK.finding(
                method.spot("data"),
                text(
                    "The file {id} holds no column for {roles}, and an estimate is made of these.",
                    id=method.data,
                    roles=", ".join(f"`{one}`" for one in lacking),
                ),
                help=text("Name the columns under `columns:` of that file, or choose a method that fits it."),
            )


def _parts(spec: Programme) -> Iterator[Finding]:
    known = {one.id: one.spot("id") for one in spec.parts}
    used = [(one.part, one.spot("part")) for one in spec.kpis] + [(one.part, one.spot("part")) for one in spec.costs]
    for written, at in used:
        if written and written not in known:
            yield _unknown(at, text("There is no part with the id {id}.", id=written), written, known, "parts")


def _events(spec: Programme, known: Mapping[str, Event]) -> Iterator[Finding]:
    places = {id: event.spot("id") for id, event in known.items()}
    for one in spec.external_influences:
        if one.event and one.event not in known:
            message = text("There is no event with the id {id} in a calendar.", id=one.event)
            yield _unknown(one.spot("event"), message, one.event, places, "events")


def _correlated(spec: Programme, standards: Mapping[str, Assumption]) -> Iterator[Finding]:
    if spec.uncertainty is None:
        return
    uncertain = {one.id: one.spot("id") for one in spec.assumptions if one.value and (one.value.low or one.value.high)}
    uncertain |= {
        f"standard.{id}": one.spot("id")
        for id, one in standards.items()
        if one.value and (one.value.low or one.value.high)
    }
    uncertain |= {
        f"cost.{one.id}": one.spot("id") for one in spec.costs if one.amount and (one.amount.low or one.amount.high)
    }
    pairs: dict[frozenset[str], StatedCorrelation] = {}
    for one in spec.uncertainty.correlations:
        known = pairs.setdefault(frozenset(one.between), one)
        if known is not one:
            message = text("The correlation between these two stands here twice.")
            related = (Label(known.spot("between"), text("the first one")),)
            advice = text("Keep one of the two.")
            yield rules.CORRELATION.finding(one.spot("between"), message, help=advice, related=related)
        block = one.node.get("between")
        for node in block.items if block is not None else ():
            if node.text not in uncertain:
                message = text("`{name}` has no range, so nothing can move together with it.", name=node.text)
                yield _unknown(node.span, message, node.text, uncertain, "assumptions", rules.CORRELATION)


def _cohorts(spec: Programme) -> Iterator[Finding]:
    for name in ("invited", "completed"):
        counts = [getattr(one, name) for one in spec.cohorts]
        total = getattr(spec.audience, name)
        if counts and total is not None and None not in counts and sum(counts) != total:
            message = text(
                "The cohorts add up to {sum} people, and `{name}` of the audience says {total}.",
                sum=sum(counts),
                name=name,
                total=total,
            )
            yield rules.COHORTS.finding(
                spec.cohorts[0].spot(name),
                message,
                help=text("Correct the cohorts or the audience."),
                related=(Label(spec.audience.spot(name), text("the audience")),),
            )


def _rates(spec: Programme) -> Iterator[Finding]:
    """Hold every exchange rate against the two currencies; each currency has one rate, above zero."""
    first: dict[str, ExchangeRate] = {}
    for one in spec.exchange_rates:
        known = first.setdefault(one.currency, one)
        if known is not one:
            yield rules.EXCHANGE_RATE.finding(
                one.spot("currency"),
                text("{currency} has a rate already.", currency=one.currency),
                help=text("Keep one of the two; a range goes under low and high."),
                related=(Label(known.spot("currency"), text("the first one")),),
            )
        ends = (one.rate.best, one.rate.low, one.rate.high)
        wrong = next((end for end in ends if end is not None and end.quantity.value <= 0), None)
        if wrong is not None:
            message = text("A rate of {rate} would make money vanish or turn into debt.", rate=wrong.written)
            yield rules.EXCHANGE_RATE.finding(wrong.at, message, help=text("Write a rate above zero."))
        wanted = multiply(((spec.currency, 1),), ((one.currency, 1),), -1)
        if one.currency == spec.currency or one.rate.best.quantity.unit.dimensions != wanted:
            message = text("This is no rate from {other} to {own}.", other=one.currency, own=spec.currency)
            advice = text("Write, for example: {example}", example=f"0.92 {spec.currency}/{one.currency}")
            yield rules.EXCHANGE_RATE.finding(one.spot("rate"), message, help=advice)


def _unknown(
    at: Span,
    message: Text,
    written: str,
    known: Mapping[str, Span | None],
    where: str,
    rule: Rule = rules.UNKNOWN_LINK,
) -> Finding:
    meant = closest(written, known)
    if meant is None:
        listed = ", ".join(known)
        advice = text("Choose from: {known}.", known=listed) if known else text("Add it under {where}.", where=where)
        return rule.finding(at, message, help=advice)
    place = known[meant]
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    related = (Label(place, text("this one")),) if place else ()
    return rule.finding(at, message, help=text("Did you mean `{meant}`?", meant=meant), related=related, fix=fix)
