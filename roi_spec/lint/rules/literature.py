"""Literature: what others have published is context, and says in which year, how and by whom it was found."""

# ruff: noqa: ARG001 - every rule is asked the same way, with three arguments

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.lint.facts import counted, formulas, rests_on, standards_used, technique
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.formula import names
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Assumption, Citation, Programme, Stated
from roi_spec.model.text import Text, text

PUBLISHED = ("literature",)

NO_CONTEXT = Rule(
    id="ROI172",
    name="published-value-without-context",
    severity=Severity.WARNING,
    title="A value from literature does not say where and when it was found",
    why="A figure of another country, year or sector can be twice too high here, and nobody can see that.",
    bad=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    source: Journal of Claims\n"
        "    source_kind: literature\n    approved_by: Financial controller\n"
    ),
    good=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    source: Journal of Claims\n"
        "    source_kind: literature\n    approved_by: Financial controller\n"
        "    publication: {year: 2023, currency: EUR, context: Dutch insurers of the same size}\n"
    ),
    source="Common mistake in published ROI figures",
    mistakes=("M35",),
    min_level=4,
)


@checks(NO_CONTEXT)
def no_context(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find published values without year, currency (for money) or context; own values and standard values in use."""
    own = programme.assumptions if programme.audits is None else ()  # a claim of others is all literature
    for value in own:
        if missing := _missing(value):
            yield _bare(value, on(value, "publication" if value.publication else "source_kind"), missing, ())
    for value in standards_used(evaluation, context):
        if missing := _missing(value):
            related = (Label(value.at, text("The standard value stands here.")),)
            yield _bare(value, {"at": programme.at, "pointer": ()}, missing, related)


def _bare(value: Assumption, place: dict[str, object], missing: str, related: tuple[Label, ...]) -> Finding:
    return NO_CONTEXT.finding(
        **place,  # type: ignore[arg-type]
        message=text(
            "“{value}” comes from literature; where and when it was found is not complete.", value=value.title
        ),
        help=text("Add {fields} under `publication:`.", fields=missing),
        related=related,
    )


def _missing(value: Assumption) -> str:
    if value.source_kind not in PUBLISHED or value.value is None:
        return ""
    published = value.publication
    held = {"year": published and published.year, "context": published and published.context}
    if value.value.best.quantity.unit.currency:
        held["currency"] = published and published.currency
    return ", ".join(f"`{name}:`" for name, found in held.items() if not found)


_RETURN = re.compile(
    r"\broi\b|\breturns?\b|pays? back|(?:every|each|per|elke) (?:dollar|euro|pound)|invest|rendement|opbreng"
    r"|oplever|terugverd",
    re.IGNORECASE,
)

NO_CONVENTION = Rule(
    id="ROI311",
    name="citation-gross-or-net",
    severity=Severity.WARNING,
    title="A cited return does not say whether it is gross or net",
    why="Gross counts the money that comes back, net only what is left after costs; the two differ by exactly one.",
    bad=(
        "citations:\n  - {id: academy, claim: Every dollar in training returns 4.53 dollars, value: 4.53 per dollar, "
        "source: Annual report 2019, seen: primary, status: unverified}\n"
    ),
    good=(
        "citations:\n  - {id: academy, claim: Every dollar in training returns 4.53 dollars, value: 4.53 per dollar, "
        "convention: gross, source: Annual report 2019, seen: primary, status: unverified}\n"
    ),
    source="Citations are context, and carry value, convention, source and status",
    mistakes=("M03",),
)


@checks(NO_CONVENTION)
def no_convention(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find citations of a return with a figure and no convention."""
    for one in programme.citations:
        speaks_of_return = _RETURN.search(one.claim) or _RETURN.search(one.value)
        if one.value and re.search(r"\d", one.value) and speaks_of_return and not one.convention:
            yield NO_CONVENTION.finding(
                **on(one, "convention"),
                message=text("“{value}” can be gross or net.", value=one.value),
                help=text("Add `convention: gross`, `net`, or `unknown` when the source does not say."),
            )


_HEARSAY = re.compile(
    r"\b(?:cited|quoted|mentioned|reported) (?:in|by)\b|\bvia\b|\baangehaald\b|\bgeciteerd\b|\bgenoemd (?:in|door)\b",
    re.IGNORECASE,
)

SECOND_HAND = Rule(
    id="ROI312",
    name="second-hand-as-first-hand",
    severity=Severity.WARNING,
    title="A figure that somebody quotes is presented as read in the study itself",
    why="Figures change on their way from text to text, and some have no study behind them at all.",
    bad=(
        "citations:\n  - {id: leavers, claim: Leadership courses keep people, source: Report quoted in a blog of 2023, "
        "year: 2023, seen: primary, status: unverified}\n"
    ),
    good=(
        "citations:\n  - {id: leavers, claim: Leadership courses keep people, source: Report quoted in a blog of 2023, "
        "year: 2023, seen: secondary, status: unverified}\n"
    ),
    source="Citations are context, and carry value, convention, source and status",
)


@checks(SECOND_HAND)
def second_hand(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find citations that call a quoted source primary, or one that was not read undisputed."""
    for one in programme.citations:
        if one.seen == "primary" and _HEARSAY.search(one.source):
            name = "seen"
            message = text("The source “{source}” quotes another one, and `seen:` says primary.", source=one.source)
            advice = text("Write `seen: secondary`, or name the study itself in `source:` after reading it.")
        elif one.seen == "secondary" and one.status == "undisputed":
            name = "status"
            message = text("The study behind “{claim}” was not read, and `status:` says undisputed.", claim=one.claim)
            advice = text("Write `status: unverified` until the study itself was read.")
        else:
            continue
        yield SECOND_HAND.finding(**on(one, name), message=message, help=advice)


DOUBTFUL = Rule(
    id="ROI313",
    name="doubtful-claim-in-the-story",
    severity=Severity.WARNING,
    title="The story of the programme leans on a claim that is disputed or unverified",
    why="A reader takes a figure in the summary for a fact, also when the register of citations says otherwise.",
    bad=(
        "summary: Companies that train earn 353% on it, and forty claims handlers learned to check files.\n"
        "citations:\n  - {id: academy, claim: Training earns 353%, value: 353%, convention: net, "
        "source: Annual report 2019, seen: secondary, status: disputed}\n"
    ),
    good=(
        "summary: Forty claims handlers learned to check files, and the number of errors fell by a third.\n"
        "citations:\n  - {id: academy, claim: Training earns 353%, value: 353%, convention: net, "
        "source: Annual report 2019, seen: secondary, status: disputed}\n"
    ),
    source="Citations are context, and carry value, convention, source and status",
)


@checks(DOUBTFUL)
def doubtful(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find the figure of a disputed or unverified citation in the prose."""
    for one in programme.citations:
        if one.status not in ("disputed", "unverified"):
            continue
        for stated, name, written in story(programme):
            if figure := _figure_in(one, written):
                yield DOUBTFUL.finding(
                    **on(stated, name),
                    message=text(
                        "The figure {figure} stands here, and the citation “{id}” says it is {status}.",
                        figure=figure,
                        id=one.id,
                        status=_STATUS[one.status],
                    ),
                    help=text(
                        "Take it out of the text, or say in the same sentence that it is {status}.",
                        status=_STATUS[one.status],
                    ),
                    related=(Label(one.at, text("The citation.")),),
                )
                break


_STATUS = {"disputed": Text("disputed"), "unverified": Text("not verified")}


def _figure_in(one: Citation, written: str) -> str:
    """Give the figure of a citation when a text holds it, and does not itself call it doubtful."""
    found = re.search(r"\d+(?:[.,]\d+)?\s?%?", one.value)
    figure = found.group().strip() if found else ""
    digits = figure.rstrip("% ")
    if len(digits) < 2:
        return ""
    end = r"\s?%" if figure.endswith("%") else r"(?![\d.,]*\d)"
    stands = re.search(rf"(?<![\d.,]){re.escape(digits)}{end}", written)
    doubted = re.search(r"disputed|unverified|not verified|betwist|omstreden|niet geverifieerd", written, re.IGNORECASE)
    return figure if stands and not doubted else ""


def story(programme: Programme) -> Iterator[tuple[Stated, str, str]]:
    """Give the prose in which a claim can slip in: the summary and the business goal."""
    yield programme, "summary", programme.summary
    goal = programme.business_goal
    if goal is not None:
        yield goal, "statement", goal.statement
        yield goal, "gap", goal.gap
        yield goal, "evidence", goal.evidence


_MONEY = r"(?:euros?|dollars?|eur|usd|€|\$)"
KNOWN_CLAIMS = (
    re.compile(r"\b70\s?[/:–-]\s?20\s?[/:–-]\s?10\b"),
    re.compile(
        r"\b85\s?%[^.]*\b(?:soft skills?|people skills|sociale vaardigheden|zachte vaardigheden)", re.IGNORECASE
    ),
    re.compile(r"\b(?:soft skills?|sociale vaardigheden|zachte vaardigheden)[^.]*\b85\s?%", re.IGNORECASE),
    re.compile(rf"\b(?:1|one|every|each|één|elke|iedere)\s{_MONEY}[^.]{{0,60}}\b30\b", re.IGNORECASE),
    re.compile(rf"{_MONEY}\s?1\b[^.]{{0,60}}\b30\b", re.IGNORECASE),
    re.compile(r"\b353\s?%|\b4[.,]53\b"),
    re.compile(r"\b40\s?%?\s?(?:-|to|tot)\s?60\s?%[^.]*\b(?:time|tijd)", re.IGNORECASE),
    re.compile(
        r"\b(?:remember|retain|onthoud\w*)\b[^.]*\b(?:10|20|90)\s?%|learning pyramid|leerpiramide", re.IGNORECASE
    ),
    re.compile(
        r"half-?(?:life|waardetijd)[^.]*(?:skill|vaardighe)|(?:skill|vaardighe)[^.]*half-?(?:life|waardetijd)",
        re.IGNORECASE,
    ),
)
"""Claims that go round in texts on training, of which the origin is unknown, disputed or misread."""

UNCITED = Rule(
    id="ROI314",
    name="well-known-claim-without-source",
    severity=Severity.WARNING,
    title="A well-known claim stands in the text without a source",
    why="Such figures go from text to text; most are rules of thumb, and some were never found in any study.",
    bad="summary: We built on 70/20/10, and the number of errors in claim files fell by a third.\n",
    good=(
        "summary: We built on 70/20/10, and the number of errors in claim files fell by a third.\n"
        "citations:\n  - {id: mix, claim: People learn by a mix of 70/20/10, source: Interviews with managers of 1988, "
        "seen: secondary, status: disputed, note: A rule of thumb and not a measurement}\n"
    ),
    source="Citations are context, and carry value, convention, source and status",
)


@checks(UNCITED)
def uncited(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find well-known claims in the prose that no citation of the programme is about."""
    known = [f"{one.claim} {one.value} {one.note}" for one in programme.citations]
    for stated, name, written in story(programme):
        for claim in KNOWN_CLAIMS:
            found = claim.search(written)
            if found and not any(claim.search(one) for one in known):
                yield UNCITED.finding(
                    **on(stated, name),
                    message=text("Here stands “{claim}”, and no citation is about it.", claim=_short(found.group())),
                    help=text(
                        "Add it under `citations:` with `claim:`, `value:`, `convention:`, `source:`, `seen:` and "
                        "`status:`, or take it out of the text."
                    ),
                )
                break


def _short(written: str) -> str:
    return written if len(written) <= 60 else f"{written[:57].rstrip()}..."


CITED_AS_INPUT = Rule(
    id="ROI315",
    name="citation-as-input",
    severity=Severity.ERROR,
    title="A claim of others is used as a value of this programme",
    why="What others reached elsewhere is context; what this programme reached has to be measured here.",
    bad=(
        "assumptions:\n  - id: cost_per_error\n    value: 60 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
        "    source: Claims Monitor 2019\n"
        "citations:\n  - {id: monitor, claim: An error costs 60 euros, value: 60 EUR/error, "
        "source: Claims Monitor 2019, seen: primary, status: unverified}\n"
    ),
    good=(
        "assumptions:\n  - id: cost_per_error\n    value: 55 EUR/error\n    low: 50 EUR/error\n    high: 70 EUR/error\n"
        "    source: Cost manual 2025\n"
        "citations:\n  - {id: monitor, claim: An error costs 60 euros, value: 60 EUR/error, "
        "source: Claims Monitor 2019, seen: primary, status: unverified}\n"
    ),
    source="Citations are context, and carry value, convention, source and status",
    mistakes=("M35", "M36"),
)


@checks(CITED_AS_INPUT)
def cited_as_input(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find assumptions with the value and the source of a citation."""
    for value in programme.assumptions:
        match = next((one for one in programme.citations if _is_the_same(value, one)), None)
        if match is not None:
            yield CITED_AS_INPUT.finding(
                **on(value, "value"),
                message=text("“{value}” is the figure of the citation “{id}”.", value=value.title, id=match.id),
                help=text(
                    "Use a value that was measured here. When there is none, keep the citation as context and say "
                    "under `limitations:` what is not known."
                ),
                related=(Label(match.at, text("The citation.")),),
            )


def _is_the_same(value: Assumption, one: Citation) -> bool:
    found = parse_quantity(one.value) if one.value else None
    if value.value is None or not isinstance(found, Quantity):
        return False
    stated = value.value.best.quantity
    same = stated.base == found.base and stated.unit.dimensions == found.unit.dimensions
    return same and (value.source_kind in (*PUBLISHED, "vendor") or bool(_names(value.source) & _names(one.source)))


def _names(source: str) -> set[str]:
    """Give the words of a source by which it is known: those with a capital."""
    return set(re.findall(r"[A-Z]\w{3,}", source))


BETTER_VALUE = Rule(
    id="ROI324",
    name="standard-value-passed-over",
    severity=Severity.WARNING,
    title="A less credible value is used where a standard value exists",
    why="Finance stands behind a standard value; another figure for the same thing looks chosen for the result.",
    bad=(
        "# the standard values of the organisation hold 48 EUR/error\n"
        "kpis:\n  - id: errors\n    conversion: {technique: expert_value, formula: effect * cost_per_error * "
        "benefit_window}\n"
    ),
    good=(
        "# the standard values of the organisation hold 48 EUR/error\n"
        "kpis:\n  - id: errors\n    conversion: {technique: standard_value, formula: effect * standard.error_cost * "
        "benefit_window}\n"
    ),
    source="Guiding principle 3 of the ROI Methodology (Phillips & Phillips)",
    min_level=5,
)


@checks(BETTER_VALUE)
def better_value(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Find own prices of counted things, by a technique below standard value, for which the house has a price."""
    for one in counted(evaluation):
        how = technique(one.kpi)
        if one.kpi.conversion is None or how is None or how.rank <= 1:
            continue
        written = formulas(one.kpi)
        direct = {name.written for formula in written for name in names(formula.tree)}
        for value in rests_on(written, programme, context):
            better = _priced(value, context) if value.id in direct else None
            if better is not None and f"standard.{better.id}" not in direct:
                yield BETTER_VALUE.finding(
                    **on(one.kpi.conversion, "formula"),
                    message=text(
                        "“{kpi}” uses “{value}”, and there is a standard value for it: “{better}”.",
                        kpi=one.kpi.title,
                        value=value.title,
                        better=better.title,
                    ),
                    help=text(
                        "Write `standard.{id}` in the formula and `technique: standard_value`. When it does not fit, "
                        "say why in `why:` under `conversion:`.",
                        id=better.id,
                    ),
                    related=(Label(better.at, text("The standard value stands here.")),),
                )
                break


def _priced(value: Assumption, context: Context) -> Assumption | None:
    """Give the standard value that prices the same counted thing; hours have as many prices as there are jobs."""
    if value.value is None or value.value.best.quantity.unit.currency is None:
        return None
    wanted = value.value.best.quantity.unit.dimensions
    if len(wanted) < 2 or dict(wanted).get("hour") or dict(wanted).get("person"):
        return None
    same = (
        one for one in context.standards.values() if one.value and one.value.best.quantity.unit.dimensions == wanted
    )
    return next(same, None)
