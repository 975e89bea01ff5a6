"""From a document that passed every check to the typed spec.

Only called when nothing stands in the way, so a value that cannot be read here is a bug. Prose stays as written; a
missing title becomes the id in words, so that every table has something to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from roi_spec.model import spec
from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Severity
from roi_spec.model.formula import Trouble, parse
from roi_spec.model.units import Unit
from roi_spec.validate import values
from roi_spec.validate.values import QUANTITIES

T = TypeVar("T")


# --- single values ---------------------------------------------------------------------------------------------------


def _text(node: Node, name: str, default: str = "") -> str:
    child = node.get(name)
    return child.text if child is not None else default


def _texts(node: Node, name: str) -> tuple[str, ...]:
    child = node.get(name)
    return tuple(item.text for item in child.items) if child is not None else ()


def _date(node: Node, name: str) -> dt.date | None:
    child = node.get(name)
    return values.date(child.text) if child is not None else None


def _count(node: Node, name: str) -> int | None:
    child = node.get(name)
    return values.count(child.text) if child is not None else None


def _answer(node: Node, name: str) -> bool | None:
    child = node.get(name)
    return child.text in ("true", "True", "TRUE") if child is not None else None


def _level(node: Node) -> spec.Level:
    return spec.Level[_text(node, "level").upper()]


def _title(node: Node) -> str:
    return _text(node, "title") or _text(node, "id").replace("_", " ").capitalize()


def _unit(node: Node, name: str) -> Unit | None:
    child = node.get(name)
    return values.unit(child.text) if child is not None else None


def _given(node: Node, name: str, kind: str = "quantity") -> spec.Given | None:
    child = node.get(name)
    return _stated_quantity(child, kind) if child is not None else None


def _must(node: Node, name: str, kind: str = "quantity") -> spec.Given:
    return _stated_quantity(_child(node, name), kind)


def _child(node: Node, name: str) -> Node:
    child = node.get(name)
    if child is None:
        raise LookupError(f"{name} was checked to be there")
    return child


def _stated_quantity(node: Node, kind: str) -> spec.Given:
    quantity = QUANTITIES[kind](node.text)
    if quantity is None:
        raise ValueError(f"{node.text!r} was checked to be a {kind}")
    return spec.Given(quantity, node.span, node.text)


def _ranged(node: Node, name: str, low: str, high: str, kind: str = "quantity") -> spec.Ranged | None:
    best = _given(node, name, kind)
    return spec.Ranged(best, _given(node, low, kind), _given(node, high, kind)) if best else None


def _formula(node: Node, name: str) -> spec.Formula | None:
    child = node.get(name)
    if child is None:
        return None
    tree = parse(child.text)
    assert not isinstance(tree, Trouble), f"{child.text!r} was checked to be a formula"
    return spec.Formula(child, child.text, tree)


def _part(node: Node, name: str, make: Callable[[Node], T]) -> T | None:
    child = node.get(name)
    return make(child) if child is not None else None


def _parts(node: Node, name: str, make: Callable[[Node], T]) -> tuple[T, ...]:
    child = node.get(name)
    return tuple(make(item) for item in child.items) if child is not None else ()


# --- parts of a programme --------------------------------------------------------------------------------------------


def _period(node: Node, first: str = "from", last: str = "until") -> spec.Period:
    return spec.Period(node, _date(node, first), _date(node, last))


def _delivery(node: Node) -> spec.Period:
    return _period(node, "start", "end")


def _data_source(node: Node) -> spec.DataSource:
    return spec.DataSource(
        node,
        system=_text(node, "system"),
        reference=_text(node, "reference"),
        date=_date(node, "date"),
        owner=_text(node, "owner"),
        kind=_text(node, "kind"),
    )


def _responses(node: Node) -> spec.Responses:
    return spec.Responses(node, invited=_count(node, "invited") or 0, received=_count(node, "received") or 0)


def _respondent(node: Node) -> spec.Respondent:
    return spec.Respondent(
        node,
        id=_text(node, "id"),
        value=_given(node, "value"),
        attribution=_given(node, "attribution", "share"),
        confidence=_given(node, "confidence", "share"),
        factor=_given(node, "factor", "share"),
        basis=_text(node, "basis"),
        excluded=_text(node, "excluded"),
    )


def _comparison(node: Node) -> spec.Comparison:
    return spec.Comparison(
        node,
        group=_text(node, "group"),
        people=_count(node, "people"),
        baseline=_given(node, "baseline"),
        result=_given(node, "result"),
    )


def _point(node: Node) -> spec.Point:
    drivers = node.get("drivers")
    known = drivers.fields if drivers is not None else ()
    return spec.Point(
        node,
        period=_text(node, "period"),
        value=_must(node, "value"),
        drivers=tuple((name, _stated_quantity(child, "quantity")) for name, child in known),
    )


def _driver(node: Node) -> spec.Driver:
    return spec.Driver(node, id=_text(node, "id"), title=_text(node, "title"), source=_text(node, "source"))


def _factor(node: Node) -> spec.OtherFactor:
    return spec.OtherFactor(
        node, title=_text(node, "title"), change=_must(node, "change"), source=_text(node, "source")
    )


def _attribution(node: Node) -> spec.Attribution:
    return spec.Attribution(
        node,
        method=_text(node, "method"),
        why=_text(node, "why"),
        owner=_text(node, "owner"),
        comparison=_part(node, "comparison", _comparison),
        assignment=_text(node, "assignment"),
        assignment_rule=_text(node, "assignment_rule"),
        matched_on=_texts(node, "matched_on"),
        parallel_before=_text(node, "parallel_before"),
        before=_parts(node, "before", _point),
        after=_parts(node, "after", _point),
        drivers=_parts(node, "drivers", _driver),
        factors=_parts(node, "factors", _factor),
        share=_ranged(node, "share", "share_low", "share_high", "share"),
        confidence=_given(node, "confidence", "share"),
        factor_includes=_texts(node, "factor_includes"),
        respondents=_parts(node, "respondents", _respondent),
        invited=_count(node, "invited"),
        question=_text(node, "question"),
        study=_text(node, "study"),
        interest=_text(node, "interest"),
    )


def _hurdle(node: Node) -> spec.Hurdle:
    return spec.Hurdle(
        node,
        standard_value=_answer(node, "standard_value"),
        technique_available=_answer(node, "technique_available"),
        affordable=_answer(node, "affordable"),
        accepted_in_two_minutes=_answer(node, "accepted_in_two_minutes"),
        accepted_by=_text(node, "accepted_by"),
    )


def _conversion(node: Node) -> spec.Conversion:
    formula = _formula(node, "formula")
    if formula is None:
        raise LookupError("formula was checked to be there")
    return spec.Conversion(
        node,
        technique=_text(node, "technique"),
        formula=formula,
        why=_text(node, "why"),
        redeployed=_text(node, "redeployed"),
        annualised_because=_text(node, "annualised_because"),
    )


def _kpi(node: Node) -> spec.Kpi:
    return spec.Kpi(
        node,
        id=_text(node, "id"),
        title=_text(node, "title"),
        level=_level(node),
        better=_text(node, "better"),
        unit=_unit(node, "unit"),
        definition=_text(node, "definition"),
        target=_given(node, "target"),
        baseline=_given(node, "baseline"),
        result=_ranged(node, "result", "result_low", "result_high"),
        forecast=_ranged(node, "forecast", "forecast_low", "forecast_high"),
        baseline_period=_part(node, "baseline_period", _period),
        result_period=_part(node, "result_period", _period),
        events=_count(node, "events"),
        people=_count(node, "people"),
        responses=_part(node, "responses", _responses),
        source=_part(node, "source", _data_source),
        attribution=_part(node, "attribution", _attribution),
        cross_checks=_parts(node, "cross_checks", _attribution),
        conversion=_part(node, "conversion", _conversion),
        hurdle=_part(node, "hurdle", _hurdle),
        not_converted=_text(node, "not_converted"),
        absent_because=_text(node, "absent_because"),
        perspective=_text(node, "perspective"),
        complement=_text(node, "complement"),
    )


def _objective(node: Node) -> spec.Objective:
    return spec.Objective(
        node, id=_text(node, "id"), level=_level(node), statement=_text(node, "statement"), kpi=_text(node, "kpi")
    )


def _assumption(node: Node) -> spec.Assumption:
    return spec.Assumption(
        node,
        id=_text(node, "id"),
        title=_title(node),
        value=_ranged(node, "value", "low", "high"),
        formula=_formula(node, "formula"),
        source=_text(node, "source"),
        source_kind=_text(node, "source_kind"),
        owner=_text(node, "owner"),
        date=_date(node, "date"),
        valid_until=_date(node, "valid_until"),
        kind=_text(node, "kind"),
        note=_text(node, "note"),
        approved_by=_text(node, "approved_by"),
    )


def _proration(node: Node) -> spec.Proration:
    return spec.Proration(node, _must(node, "this_run"), _must(node, "lifetime"), _text(node, "why"))


def _cost(node: Node) -> spec.Cost:
    return spec.Cost(
        node,
        id=_text(node, "id"),
        title=_title(node),
        category=_text(node, "category"),
        amount=_ranged(node, "amount", "amount_low", "amount_high", "cost_amount"),
        formula=_formula(node, "formula"),
        status=_text(node, "status"),
        source=_text(node, "source"),
        date=_date(node, "date"),
        owner=_text(node, "owner"),
        prorate=_part(node, "prorate", _proration),
        why_zero=_text(node, "why_zero"),
        people=_count(node, "people"),
        perspective=_text(node, "perspective"),
        price_year=_count(node, "price_year"),
        note=_text(node, "note"),
    )


def _influence(node: Node) -> spec.Influence:
    dated = node.get("from") is not None or node.get("until") is not None
    return spec.Influence(
        node,
        title=_text(node, "title"),
        period=_period(node) if dated else None,
        kpis=_texts(node, "kpis"),
        treatment=_text(node, "treatment"),
    )


def _intangible(node: Node) -> spec.Intangible:
    return spec.Intangible(
        node,
        title=_text(node, "title"),
        kpi=_text(node, "kpi"),
        evidence=_text(node, "evidence"),
        why_not_converted=_text(node, "why_not_converted"),
    )


def _follow_up(node: Node) -> spec.FollowUp:
    return spec.FollowUp(
        node,
        level=_level(node),
        instrument=_text(node, "instrument"),
        owner=_text(node, "owner"),
        days=_count(node, "days"),
        date=_date(node, "date"),
        done=_date(node, "done"),
    )


def _stakeholder(node: Node) -> spec.Stakeholder:
    return spec.Stakeholder(node, who=_text(node, "who"), gets=_text(node, "gets"))


def _waiver(node: Node) -> spec.Waiver:
    return spec.Waiver(
        node,
        rule=_text(node, "rule"),
        place=_text(node, "at"),
        reason=_text(node, "reason"),
        by=_text(node, "by"),
        until=_date(node, "until"),
    )


def _declared(node: Node) -> spec.Declared:
    return spec.Declared(
        node,
        roi=_given(node, "roi"),
        bcr=_given(node, "bcr", "number"),
        net_benefit=_given(node, "net_benefit", "money"),
        total_benefit=_given(node, "total_benefit", "money"),
        total_cost=_given(node, "total_cost", "money"),
        payback=_given(node, "payback", "duration"),
        back_per_unit=_given(node, "back_per_unit", "money"),
        back_per_unit_is=_text(node, "back_per_unit_is"),
        sentence=_text(node, "sentence"),
        claim=_text(node, "claim"),
        source=_text(node, "source"),
    )


def _audited(node: Node) -> spec.Audited:
    return spec.Audited(
        node,
        publisher=_text(node, "publisher"),
        title=_text(node, "title"),
        date=_date(node, "date"),
        reference=_text(node, "reference"),
    )


def _alternative(node: Node) -> spec.Alternative:
    return spec.Alternative(node, option=_text(node, "option"), why_not=_text(node, "why_not"))


def _business_goal(node: Node) -> spec.BusinessGoal:
    return spec.BusinessGoal(
        node,
        statement=_text(node, "statement"),
        owner=_text(node, "owner"),
        gap=_text(node, "gap"),
        evidence=_text(node, "evidence"),
        alternatives=_parts(node, "alternatives", _alternative),
    )


def _audience(node: Node) -> spec.Audience:
    return spec.Audience(
        node,
        group=_text(node, "group"),
        invited=_count(node, "invited"),
        started=_count(node, "started"),
        completed=_count(node, "completed"),
        selection=_text(node, "selection"),
        selection_note=_text(node, "selection_note"),
    )


def _benefit_window(node: Node) -> spec.BenefitWindow:
    return spec.BenefitWindow(
        node,
        length=_must(node, "length", "duration"),
        start=_date(node, "start"),
        solution=_text(node, "solution", "short_term"),
        why=_text(node, "why"),
        agreed_on=_date(node, "agreed_on"),
    )


def _target(node: Node) -> spec.Target:
    return spec.Target(node, value=_must(node, "value", "percentage"), reason=_text(node, "reason"))


def _decision(node: Node) -> spec.Decision:
    return spec.Decision(node, asked=_text(node, "asked"), by=_text(node, "by"), date=_date(node, "date"))


# --- whole files -----------------------------------------------------------------------------------------------------


def programme(document: Document) -> spec.Programme:
    """Make the typed programme of a document that passed."""
    node = document.root
    return spec.Programme(
        node,
        document=document,
        id=_text(node, "id"),
        title=_text(node, "title"),
        language=_text(node, "language"),
        currency=_text(node, "currency"),
        stage=spec.Stage(_text(node, "stage")),
        evaluation_level=_count(node, "evaluation_level") or 0,
        audience=_audience(_child(node, "audience")),
        summary=_text(node, "summary"),
        owner=_text(node, "owner"),
        theme=_text(node, "theme"),
        department=_text(node, "department"),
        perspective=_text(node, "perspective", "employer"),
        price_year=_count(node, "price_year"),
        audits=_part(node, "audits", _audited),
        delivery=_part(node, "delivery", _delivery),
        benefit_window=_part(node, "benefit_window", _benefit_window),
        target_roi=_part(node, "target_roi", _target),
        decision=_part(node, "decision", _decision),
        business_goal=_part(node, "business_goal", _business_goal),
        objectives=_parts(node, "objectives", _objective),
        kpis=_parts(node, "kpis", _kpi),
        assumptions=_parts(node, "assumptions", _assumption),
        costs=_parts(node, "costs", _cost),
        external_influences=_parts(node, "external_influences", _influence),
        intangibles=_parts(node, "intangibles", _intangible),
        limitations=_texts(node, "limitations"),
        follow_up=_parts(node, "follow_up", _follow_up),
        stakeholders=_parts(node, "stakeholders", _stakeholder),
        declared=_part(node, "declared", _declared),
        waivers=_parts(node, "waivers", _waiver),
    )


def standard_values(document: Document) -> spec.StandardValues:
    """Make the typed list of standard values of a document that passed."""
    node = document.root
    return spec.StandardValues(
        node,
        document=document,
        id=_text(node, "id"),
        title=_text(node, "title"),
        language=_text(node, "language"),
        currency=_text(node, "currency"),
        owner=_text(node, "owner"),
        approved_by=_text(node, "approved_by"),
        approved_on=_date(node, "approved_on"),
        values=_parts(node, "values", _assumption),
    )


def workspace(document: Document) -> spec.Workspace:
    """Make the typed house settings of a document that passed."""
    node = document.root
    defaults = spec.Workspace()
    return spec.Workspace(
        organisation=_text(node, "organisation"),
        site_title=_text(node, "site_title"),
        language=_text(node, "language", defaults.language),
        currency=_text(node, "currency", defaults.currency),
        fiscal_year_start=_count(node, "fiscal_year_start") or defaults.fiscal_year_start,
        hurdle_rate=_given(node, "hurdle_rate", "percentage"),
        discount_rate=_given(node, "discount_rate", "percentage"),
        repository=_text(node, "repository").rstrip("/"),
        rules=_parts(node, "rules", _rule_setting),
        document=document,
    )


def _rule_setting(node: Node) -> spec.RuleSetting:
    severity = _text(node, "severity")
    return spec.RuleSetting(
        rule=_text(node, "rule"),
        severity=None if severity == "off" else Severity(severity),
        reason=_text(node, "reason"),
    )


BUILDERS: dict[str, Callable[[Document], spec.Programme | spec.StandardValues | spec.Workspace]] = {
    "programme": programme,
    "standard-values": standard_values,
    "workspace": workspace,
}
"""How each kind of file becomes typed."""
