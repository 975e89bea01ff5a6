"""Assumptions, costs, the benefit window and everything else about money, as typed values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from roi_spec.model import spec
from roi_spec.model.distribution import BOUNDS, P5_P95, Case, Distribution
from roi_spec.model.document import Node
from roi_spec.validate.build import fields


def assumption(node: Node) -> spec.Assumption:
    return spec.Assumption(
        node,
        id=fields.text(node, "id"),
        title=fields.title(node),
        value=_shaped(node, fields.ranged(node, "value", "low", "high")),
        formula=fields.formula(node, "formula"),
        source=fields.text(node, "source"),
        source_kind=fields.text(node, "source_kind"),
        owner=fields.text(node, "owner"),
        date=fields.date(node, "date"),
        valid_until=fields.date(node, "valid_until"),
        kind=fields.text(node, "kind"),
        note=fields.text(node, "note"),
        approved_by=fields.text(node, "approved_by"),
        valid_from=fields.date(node, "valid_from"),
        publication=fields.part(node, "publication", publication),
    )


def _shaped(node: Node, ranged: spec.Ranged | None) -> spec.Ranged | None:
    """Give a range the distribution that the author stated; possible cases make the ends themselves."""
    shape, hard = fields.text(node, "distribution"), fields.text(node, "bounds") == "hard"
    if ranged is None or not (shape or hard):
        return ranged
    if shape == "discrete":
        cases = fields.parts(node, "cases", _case)
        ends = sorted((fields.must(one, "value") for one in fields.child(node, "cases").items), key=_size)
        return replace(ranged, low=ends[0], high=ends[-1], distribution=Distribution(shape, BOUNDS, cases=cases))
    # Hard bounds without a shape: nothing lies outside, and the value itself is the likeliest.
    return replace(ranged, distribution=Distribution(shape or "triangular", BOUNDS if hard else P5_P95))


def _size(one: spec.Given) -> Fraction:
    return one.quantity.base


def _case(node: Node) -> Case:
    return Case(fields.must(node, "value").quantity, fields.must(node, "weight", "share").quantity.base)


def publication(node: Node) -> spec.Publication:
    return spec.Publication(
        node,
        year=fields.count(node, "year"),
        currency=fields.text(node, "currency"),
        context=fields.text(node, "context"),
    )


def proration(node: Node) -> spec.Proration:
    return spec.Proration(node, fields.must(node, "this_run"), fields.must(node, "lifetime"), fields.text(node, "why"))


def cost(node: Node) -> spec.Cost:
    return spec.Cost(
        node,
        id=fields.text(node, "id"),
        title=fields.title(node),
        category=fields.text(node, "category"),
        amount=fields.ranged(node, "amount", "amount_low", "amount_high", "cost_amount"),
        formula=fields.formula(node, "formula"),
        status=fields.text(node, "status"),
        source=fields.text(node, "source"),
        date=fields.date(node, "date"),
        owner=fields.text(node, "owner"),
        prorate=fields.part(node, "prorate", proration),
        why_zero=fields.text(node, "why_zero"),
        people=fields.count(node, "people"),
        perspective=fields.text(node, "perspective"),
        price_year=fields.count(node, "price_year"),
        note=fields.text(node, "note"),
        year=fields.count(node, "year"),
        every_year=fields.answer(node, "every_year") or False,
        part=fields.text(node, "part"),
        sunk=fields.answer(node, "sunk"),
    )


def benefit_window(node: Node) -> spec.BenefitWindow:
    return spec.BenefitWindow(
        node,
        length=fields.must(node, "length", "duration"),
        start=fields.date(node, "start"),
        solution=fields.text(node, "solution", "short_term"),
        why=fields.text(node, "why"),
        agreed_on=fields.date(node, "agreed_on"),
        yearly_decay=fields.formula(node, "yearly_decay"),
        yearly_attrition=fields.formula(node, "yearly_attrition"),
    )


def exchange_rate(node: Node) -> spec.ExchangeRate:
    rate = fields.ranged(node, "rate", "low", "high")
    assert rate is not None, "rate was checked to be there"
    return spec.ExchangeRate(
        node,
        currency=fields.text(node, "currency"),
        rate=rate,
        date=fields.date(node, "date"),
        source=fields.text(node, "source"),
        owner=fields.text(node, "owner"),
    )


def discount_rate(node: Node) -> spec.DiscountRate:
    rate = fields.ranged(node, "value", "low", "high", "percentage")
    assert rate is not None, "value was checked to be there"
    return spec.DiscountRate(
        node, value=rate, source=fields.text(node, "source"), timing=fields.text(node, "timing", "end")
    )


def scale_up(node: Node) -> spec.ScaleUp:
    return spec.ScaleUp(
        node,
        people=fields.count(node, "people") or 0,
        cost=fields.must_formula(node, "cost"),
        keeps=fields.must_formula(node, "keeps"),
        why=fields.text(node, "why"),
    )


def earlier_forecast(node: Node) -> spec.EarlierForecast:
    return spec.EarlierForecast(
        node,
        made_on=fields.date(node, "made_on"),
        total_benefit=fields.given(node, "total_benefit", "money"),
        total_cost=fields.given(node, "total_cost", "money"),
        roi=fields.given(node, "roi", "percentage"),
        source=fields.text(node, "source"),
    )


def uncertainty(node: Node) -> spec.Uncertainty:
    return spec.Uncertainty(
        node,
        precision=fields.given(node, "precision", "share"),
        correlations=fields.parts(node, "correlations", correlation),
    )


def correlation(node: Node) -> spec.StatedCorrelation:
    one, other = fields.texts(node, "between")
    return spec.StatedCorrelation(
        node, between=(one, other), strength=fields.must(node, "strength", "number"), why=fields.text(node, "why")
    )


def target(node: Node) -> spec.Target:
    return spec.Target(node, value=fields.must(node, "value", "percentage"), reason=fields.text(node, "reason"))


def declared(node: Node) -> spec.Declared:
    return spec.Declared(
        node,
        roi=fields.given(node, "roi"),
        bcr=fields.given(node, "bcr", "number"),
        net_benefit=fields.given(node, "net_benefit", "money"),
        total_benefit=fields.given(node, "total_benefit", "money"),
        total_cost=fields.given(node, "total_cost", "money"),
        payback=fields.given(node, "payback", "duration"),
        back_per_unit=fields.given(node, "back_per_unit", "money"),
        back_per_unit_is=fields.text(node, "back_per_unit_is"),
        sentence=fields.text(node, "sentence"),
        claim=fields.text(node, "claim"),
        source=fields.text(node, "source"),
    )
