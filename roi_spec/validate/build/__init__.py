"""From a document that passed every check to the typed spec.

Only called when nothing stands in the way, so a value that cannot be read here is a bug. Prose stays as written; a
missing title becomes the id in words, so that every table has something to show.
"""

from __future__ import annotations

from collections.abc import Callable

from roi_spec.model import spec
from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Severity
from roi_spec.validate.build import evidence, fields, money, story


def programme(document: Document) -> spec.Programme:
    """Make the typed programme of a document that passed."""
    node = document.root
    return spec.Programme(
        node,
        document=document,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        language=fields.text(node, "language"),
        currency=fields.text(node, "currency"),
        stage=spec.Stage(fields.text(node, "stage")),
        evaluation_level=fields.count(node, "evaluation_level") or 0,
        audience=story.audience(fields.child(node, "audience")),
        summary=fields.text(node, "summary"),
        owner=fields.text(node, "owner"),
        theme=fields.text(node, "theme"),
        department=fields.text(node, "department"),
        perspective=fields.text(node, "perspective", "employer"),
        price_year=fields.count(node, "price_year"),
        audits=fields.part(node, "audits", story.audited),
        delivery=fields.part(node, "delivery", story.delivery),
        benefit_window=fields.part(node, "benefit_window", money.benefit_window),
        target_roi=fields.part(node, "target_roi", money.target),
        decision=fields.part(node, "decision", story.decision),
        business_goal=fields.part(node, "business_goal", story.business_goal),
        objectives=fields.parts(node, "objectives", story.objective),
        kpis=fields.parts(node, "kpis", evidence.kpi),
        assumptions=fields.parts(node, "assumptions", money.assumption),
        costs=fields.parts(node, "costs", money.cost),
        external_influences=fields.parts(node, "external_influences", story.influence),
        intangibles=fields.parts(node, "intangibles", story.intangible),
        limitations=fields.texts(node, "limitations"),
        internal_notes=fields.texts(node, "internal_notes"),
        follow_up=fields.parts(node, "follow_up", story.follow_up),
        stakeholders=fields.parts(node, "stakeholders", story.stakeholder),
        declared=fields.part(node, "declared", money.declared),
        waivers=fields.parts(node, "waivers", story.waiver),
        sign_offs=fields.parts(node, "sign_offs", story.sign_off),
        evaluated_on=fields.date(node, "evaluated_on"),
        purpose=fields.text(node, "purpose", "account"),
        data=fields.parts(node, "data", evidence.data_file),
        exchange_rates=fields.parts(node, "exchange_rates", money.exchange_rate),
        discount_rate=fields.part(node, "discount_rate", money.discount_rate),
        cohorts=fields.parts(node, "cohorts", story.cohort),
        parts=fields.parts(node, "parts", story.part),
        scale_up=fields.part(node, "scale_up", money.scale_up),
        earlier_forecast=fields.part(node, "earlier_forecast", money.earlier_forecast),
        uncertainty=fields.part(node, "uncertainty", money.uncertainty),
        citations=fields.parts(node, "citations", story.citation),
    )


def standard_values(document: Document) -> spec.StandardValues:
    """Make the typed list of standard values of a document that passed."""
    node = document.root
    return spec.StandardValues(
        node,
        document=document,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        language=fields.text(node, "language"),
        currency=fields.text(node, "currency"),
        owner=fields.text(node, "owner"),
        approved_by=fields.text(node, "approved_by"),
        approved_on=fields.date(node, "approved_on"),
        values=fields.parts(node, "values", money.assumption),
        sign_offs=fields.parts(node, "sign_offs", story.sign_off),
    )


def sign_offs(document: Document) -> spec.SignOffs:
    """Make the typed file of sign-offs of a document that passed."""
    node = document.root
    return spec.SignOffs(
        node,
        document=document,
        subject=fields.text(node, "for"),
        sign_offs=fields.parts(node, "sign_offs", story.sign_off),
    )


def calendar(document: Document) -> spec.Calendar:
    """Make the typed calendar of a document that passed."""
    node = document.root
    return spec.Calendar(
        node,
        document=document,
        id=fields.text(node, "id"),
        title=fields.text(node, "title"),
        language=fields.text(node, "language"),
        owner=fields.text(node, "owner"),
        events=fields.parts(node, "events", story.event),
    )


FEWEST = 5
"""No house setting shows scores of fewer people than this."""


def _limit(node: Node, default: int) -> int:
    stated = fields.count(node, "small_cell_limit")
    return default if stated is None else stated


def workspace(document: Document) -> spec.Workspace:
    """Make the typed house settings of a document that passed."""
    node = document.root
    defaults = spec.Workspace()
    return spec.Workspace(
        organisation=fields.text(node, "organisation"),
        site_title=fields.text(node, "site_title"),
        language=fields.text(node, "language", defaults.language),
        currency=fields.text(node, "currency", defaults.currency),
        fiscal_year_start=fields.count(node, "fiscal_year_start") or defaults.fiscal_year_start,
        hurdle_rate=fields.given(node, "hurdle_rate", "percentage"),
        discount_rate=fields.given(node, "discount_rate", "percentage"),
        small_cell_limit=max(_limit(node, defaults.small_cell_limit), FEWEST),
        repository=fields.text(node, "repository").rstrip("/"),
        search_engines=fields.text(node, "search_engines", defaults.search_engines),
        finance=fields.texts(node, "finance"),
        rules=fields.parts(node, "rules", _rule_setting),
        history=fields.part(node, "history", _history_setting) or defaults.history,
        document=document,
    )


def _history_setting(node: Node) -> spec.HistorySetting:
    people = fields.text(node, "people", spec.HistorySetting().people)
    return spec.HistorySetting(people, fields.parts(node, "roles", _mail_role))


def _mail_role(node: Node) -> spec.MailRole:
    return spec.MailRole(fields.text(node, "mail"), fields.text(node, "role"))


def _rule_setting(node: Node) -> spec.RuleSetting:
    severity = fields.text(node, "severity")
    return spec.RuleSetting(
        rule=fields.text(node, "rule"),
        severity=None if severity == "off" else Severity(severity),
        reason=fields.text(node, "reason"),
    )


Built = spec.Programme | spec.StandardValues | spec.Calendar | spec.SignOffs | spec.Workspace

BUILDERS: dict[str, Callable[[Document], Built]] = {
    "programme": programme,
    "standard-values": standard_values,
    "calendar": calendar,
    "sign-offs": sign_offs,
    "workspace": workspace,
}
"""How each kind of file becomes typed."""
