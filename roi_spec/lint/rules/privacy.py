"""Privacy: a spec and its handbook are read by many, so neither may tell who somebody is or how somebody scored."""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.analysis import Analysis
from roi_spec.model.document import Node
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.people import with_figures
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Level, Programme
from roi_spec.model.table import Table
from roi_spec.model.text import text

SMALLEST_GROUP = 5
PERSONAL_LEVELS = (Level.REACTION, Level.LEARNING, Level.APPLICATION)

PERSONAL = Rule(
    id="ROI149",
    name="personal-data",
    severity=Severity.ERROR,
    title="A person can be recognised",
    why="The handbook is published and its history is kept, so what it says about a person cannot be taken back.",
    bad=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: Jane Doe, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Team list}\n"
    ),
    good=(
        "kpis:\n  - id: errors\n    attribution:\n      method: manager_estimate\n      invited: 2\n      "
        "respondents:\n"
        "        - {id: m1, attribution: 60%, confidence: 80%, basis: Team list}\n"
        "        - {id: m2, attribution: 50%, confidence: 70%, basis: Team list}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M49",),
)

_MAIL = re.compile(r"\b[a-z]+\.(?:[a-z]+\.)*[a-z]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""An address with a first name or initial and a last name; the address of a team has no point in front of the @."""
_FORM_OF_ADDRESS = re.compile(
    r"\b(?:Mrs?\b|Ms\.|[Dd]hr\b|[Mm]evr\b|[Mm]w\b|[Mm]evrouw\b|[Mm]eneer\b)\.?\s+(?:[a-z]{1,4}\s+){0,2}[A-Z]\w+"
)
_FULL_NAME = re.compile(
    r"[A-Z][a-zà-ÿ]+(?:\s+[a-z]{1,4}){0,2}\s+[A-Z][a-zà-ÿ]+|[A-Z]\.\s?(?:[a-z]{1,4}\s+){0,2}[A-Z][a-zà-ÿ]+"
)
_NO_PERSON = re.compile(
    r"(?:team|group|groep|region|regio|department|afdeling|site|branch|vestiging|store|winkel|plant|unit|manager|expert)\b",
    re.IGNORECASE,
)


_ANY_MAIL = re.compile(r"([a-z][\w+-]*)@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_OF_A_TEAM = re.compile(
    r"academy|academie|admin|afdeling|board|bureau|claims?|contact|control|data|desk|directie|finance|financien|hello|help"
    r"|hr|info|inkoop|learning|leren|l-?and-?d|management|office|ontwikkeling|opleiding|people|personeel|planning|quality"
    r"|kwaliteit|sales|secretariaat|service|support|team|training|verkoop|opleidingen",
    re.IGNORECASE,
)
"""Words in the address of a team; another address beside who owns or did something is that of a person."""
_WHO = frozenset({"owner", "who", "by", "source", "approved_by", "accepted_by"})


def _address(node: Node) -> re.Match[str] | None:
    """Find the address of one person in a field that says who; for more than one there is ROI261."""
    found = tuple(_ANY_MAIL.finditer(node.text)) if node.pointer and node.pointer[-1] in _WHO else ()
    return found[0] if len(found) == 1 and not _OF_A_TEAM.search(found[0][1]) else None


@checks(PERSONAL)
def personal(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find mail addresses and names of persons: anywhere in the text, and as the id of a respondent."""
    for node in programme.document.root.walk():
        found = _MAIL.search(node.text) or _FORM_OF_ADDRESS.search(node.text) or _address(node)
        if node.kind == "scalar" and found:
            yield PERSONAL.finding(
                node.span,
                text("Here stands “{written}”, which tells who somebody is.", written=found.group()),
                help=text("Write a role instead, for example: financial controller, or team lead South."),
                pointer=node.pointer,
            )
    for kpi in programme.kpis:
        for row in (row for attribution in kpi.attributions for row in attribution.respondents):
            if _FULL_NAME.fullmatch(row.id.strip()) and not _NO_PERSON.match(row.id):
                yield PERSONAL.finding(
                    **on(row, "id"),
                    message=text("The respondent “{id}” bears the name of a person.", id=row.id),
                    help=text("Write a code instead, such as `id: r1`, and keep the list of codes outside the spec."),
                )


SMALL_CELL = Rule(
    id="ROI157",
    name="small-group-scores",
    severity=Severity.ERROR,
    title="Scores of fewer than five people are shown",
    why="In a group this small everybody can work out who said or scored what.",
    bad="kpis:\n  - id: useful\n    responses: {invited: 4, received: 4}\n",
    good="kpis:\n  - id: useful\n    responses: {invited: 40, received: 34}\n",
    source="Common mistake in published ROI figures",
    mistakes=("M49",),
)


@checks(SMALL_CELL)
def small_cell(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find scores of fewer than five people: typed on the levels of persons, or averaged from a data file on any."""
    for kpi in programme.kpis:
        heads = kpi.responses.received if kpi.responses else kpi.people
        if kpi.result and heads is not None and heads < SMALLEST_GROUP and kpi.level in PERSONAL_LEVELS:
            yield SMALL_CELL.finding(
                **(on(kpi, "responses", "received") if kpi.responses else on(kpi, "people")),
                message=text("“{kpi}” shows the score of {count} people.", kpi=kpi.title, count=heads),
                help=text(
                    "Combine groups until there are at least {least}, or remove `result:` and write `absent_because:`.",
                    least=SMALLEST_GROUP,
                ),
            )
    for one in evaluation.kpis:
        yield from _averages(one, {table.id: table for table in evaluation.tables})


def _averages(one: KpiResult, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find the averages of one measure over too few people, once for each place where data are named.

    Answers of those who were asked for an estimate are no scores; pages leave them out below the small-cell limit.
    """
    if one.kpi.data:
        attribution = one.kpi.attribution
        groups = attribution.trained if attribution else ()
        few = (*_few_analysed(one.measured), *_few_in(tables.get(one.kpi.data), groups, compares=False))
        yield from _too_few(one, on(one.kpi, "data"), few)
    for method in one.methods:
        stated = method.attribution
        if stated.respondents:
            continue
        few = (*_few_analysed(method.analysis), *_few_in(tables.get(stated.data), stated.trained, compares=True))
        yield from _too_few(one, on(stated, "data"), few)


def _few_analysed(analysis: Analysis | None) -> Iterator[tuple[int, str]]:
    """Give the groups of an analysis with too few people: how many, and the name of the group."""
    if analysis is not None and analysis.counted.msgid == "people":
        for arm in analysis.arms:
            if 0 < arm.analysed < SMALLEST_GROUP:
                yield arm.analysed, arm.name


def _few_in(table: Table | None, trained: tuple[str, ...], *, compares: bool) -> Iterator[tuple[int, str]]:
    """Give the groups in a file with too few people who have figures; nothing for a file that holds no people."""
    if table is None:
        return
    column = table.labels("group")
    known = column.names if column else ()
    others = tuple(name for name in known if name not in trained)
    sides = (trained, others) if compares else (trained,)
    for names in sides if set(trained) & set(known) else (None,):
        count = with_figures(table, names, SMALLEST_GROUP)
        if count < SMALLEST_GROUP:
            yield count, ", ".join(names or ())


def _too_few(one: KpiResult, place: dict[str, Any], few: tuple[tuple[int, str], ...]) -> Iterator[Finding]:
    if not few:
        return
    count, group = min(few)
    message = (
        text(
            "“{kpi}” shows an average of too few people in “{group}”: {count}.",
            kpi=one.kpi.title,
            group=group,
            count=count,
        )
        if group
        else text("“{kpi}” shows an average of too few people: {count}.", kpi=one.kpi.title, count=count)
    )
    help_ = text(
        "Leave this KPI out of this file, or join groups until each holds at least {least} people.",
        least=SMALLEST_GROUP,
    )
    yield SMALL_CELL.finding(**place, message=message, help=help_)
