"""Why, for whom and what around it: the parts of a programme that hold no figures of its result."""

from __future__ import annotations

from roi_spec.model import spec
from roi_spec.model.document import Node
from roi_spec.validate.build import fields


def objective(node: Node) -> spec.Objective:
    return spec.Objective(
        node,
        id=fields.text(node, "id"),
        level=fields.level(node),
        statement=fields.text(node, "statement"),
        kpi=fields.text(node, "kpi"),
    )


def influence(node: Node) -> spec.Influence:
    dated = node.get("from") is not None or node.get("until") is not None
    return spec.Influence(
        node,
        title=fields.text(node, "title"),
        period=fields.period(node) if dated else None,
        kpis=fields.texts(node, "kpis"),
        treatment=fields.text(node, "treatment"),
        event=fields.text(node, "event"),
    )


def intangible(node: Node) -> spec.Intangible:
    return spec.Intangible(
        node,
        title=fields.text(node, "title"),
        kpi=fields.text(node, "kpi"),
        evidence=fields.text(node, "evidence"),
        why_not_converted=fields.text(node, "why_not_converted"),
    )


def follow_up(node: Node) -> spec.FollowUp:
    return spec.FollowUp(
        node,
        level=fields.level(node),
        instrument=fields.text(node, "instrument"),
        owner=fields.text(node, "owner"),
        days=fields.count(node, "days"),
        date=fields.date(node, "date"),
        done=fields.date(node, "done"),
    )


def stakeholder(node: Node) -> spec.Stakeholder:
    return spec.Stakeholder(node, who=fields.text(node, "who"), gets=fields.text(node, "gets"))


def waiver(node: Node) -> spec.Waiver:
    return spec.Waiver(
        node,
        rule=fields.text(node, "rule"),
        place=fields.text(node, "at"),
        reason=fields.text(node, "reason"),
        by=fields.text(node, "by"),
        until=fields.date(node, "until"),
    )


def sign_off(node: Node) -> spec.SignOff:
    values = (written.rpartition(" ") for written in fields.texts(node, "values"))
    return spec.SignOff(
        node,
        by=fields.text(node, "by"),
        on=fields.date(node, "on"),
        digest=fields.text(node, "digest"),
        scope=fields.texts(node, "scope"),
        values=tuple((address, mark) for address, _, mark in values),
        note=fields.text(node, "note"),
    )


def audited(node: Node) -> spec.Audited:
    return spec.Audited(
        node,
        publisher=fields.text(node, "publisher"),
        title=fields.text(node, "title"),
        date=fields.date(node, "date"),
        reference=fields.text(node, "reference"),
    )


def alternative(node: Node) -> spec.Alternative:
    return spec.Alternative(node, option=fields.text(node, "option"), why_not=fields.text(node, "why_not"))


def business_goal(node: Node) -> spec.BusinessGoal:
    return spec.BusinessGoal(
        node,
        statement=fields.text(node, "statement"),
        owner=fields.text(node, "owner"),
        gap=fields.text(node, "gap"),
        evidence=fields.text(node, "evidence"),
        alternatives=fields.parts(node, "alternatives", alternative),
    )


def audience(node: Node) -> spec.Audience:
    return spec.Audience(
        node,
        group=fields.text(node, "group"),
        invited=fields.count(node, "invited"),
        started=fields.count(node, "started"),
        completed=fields.count(node, "completed"),
        selection=fields.text(node, "selection"),
        selection_note=fields.text(node, "selection_note"),
    )


def decision(node: Node) -> spec.Decision:
    return spec.Decision(
        node, asked=fields.text(node, "asked"), by=fields.text(node, "by"), date=fields.date(node, "date")
    )


def delivery(node: Node) -> spec.Period:
    return fields.period(node, "start", "end")


def cohort(node: Node) -> spec.Cohort:
    return spec.Cohort(
        node,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        start=fields.date(node, "start"),
        invited=fields.count(node, "invited"),
        completed=fields.count(node, "completed"),
    )


def part(node: Node) -> spec.Part:
    return spec.Part(
        node, id=fields.text(node, "id"), title=fields.text(node, "title"), people=fields.count(node, "people")
    )


def citation(node: Node) -> spec.Citation:
    return spec.Citation(
        node,
        id=fields.text(node, "id"),
        claim=fields.text(node, "claim"),
        value=fields.text(node, "value"),
        convention=fields.text(node, "convention"),
        source=fields.text(node, "source"),
        year=fields.count(node, "year"),
        seen=fields.text(node, "seen"),
        status=fields.text(node, "status"),
        note=fields.text(node, "note"),
    )


def event(node: Node) -> spec.Event:
    return spec.Event(
        node,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        period=fields.period(node),
        measures=fields.texts(node, "measures"),
        departments=fields.texts(node, "departments"),
        note=fields.text(node, "note"),
    )
