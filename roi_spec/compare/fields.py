"""What the fields of the language are to somebody who compares: words, evidence, ways of working, or figures.

A field that is not listed is taken for one that can move a figure: then the worst that happens is a look too many.
"""

from __future__ import annotations

from roi_spec.model.comparison import Cause

PROSE = frozenset({
    "absent_because", "alternatives", "asked", "audits", "business_goal", "changed_because", "citations", "claim",
    "context", "decision", "definition", "department", "departments", "displacement", "evidence", "gap", "gets",
    "group", "intangibles", "internal_notes", "language", "limitations", "note", "objectives", "option", "organisation",
    "overlap", "owner", "parallel_before", "purpose", "question", "reason", "redeployed", "repository",
    "selection_note", "site_title", "stakeholders", "statement", "summary", "theme", "title", "treatment", "who", "why",
    "why_not", "why_not_converted", "why_zero",
})  # fmt: skip
"""Words that no number rests on; lists and parts that consist of such words whole."""

EVIDENCE = frozenset({
    "accepted_by", "agreed_on", "annualised_because", "approved_by", "approved_on", "assigned", "assignment",
    "assignment_rule", "basis", "better_because", "contamination", "date", "declared", "earlier_forecast",
    "evaluation_level", "external_influences", "extracted", "follow_up", "hurdle", "instrument_after",
    "instrument_before", "interest", "kind", "matched_on", "not_converted", "population", "publication", "published",
    "reference", "responses", "sign_offs", "source", "source_kind", "stage", "status", "study", "system",
    "target_set_on", "times_a_year_because", "valid_until", "waivers",
})  # fmt: skip
"""What a number rests on: source, owner, date, approval, and how certain it is."""

OF_A_KPI = frozenset({"source", "responses", "baseline_period", "result_period", "instrument_before"})

METHOD = frozenset({
    "aggregate", "attribution", "benefit_window", "category", "comparison", "conversion", "cross_checks", "currency",
    "delivery", "distribution", "evaluated_on", "every_year", "factor_includes", "formula", "inputs", "keeps", "level",
    "measure", "method", "negligible", "part", "perspective", "price_year", "prorate", "season", "selection",
    "solution", "start", "technique", "timing", "trained", "uncertainty", "valid_from", "yearly_attrition",
    "yearly_decay",
})  # fmt: skip
"""How the effect is separated or converted, a formula, a window."""

DATA_ENTRY = frozenset({"file", "columns", "delimiter", "decimal"})

RANGE = ("low", "high", "distribution", "bounds", "cases")
"""What belongs to `value`; with other figures the ends are called after the figure itself (`amount_low`)."""
_ENDS = ("_low", "_high")

ROWS = frozenset({"respondents", "before", "after", "cases", "drivers", "factors"})
"""Lists whose rows are one statement together: changes in several of them are told apart, but count as one."""

REFERENCES = frozenset(
    {"kpi", "kpis", "data", "between", "part", "complement", "event", "scope", "drivers", "measures"}
)
"""Fields that name something else by its id."""

FORMULAS = frozenset({"formula", "inputs", "yearly_decay", "yearly_attrition", "keeps", "cost"})
"""Fields that hold a formula, or formulas by name."""


def is_words(field: str) -> bool:
    """Say whether a field holds words, of which only the letters count."""
    return field in PROSE or field in ("source", "basis", "reference", "study", "system", "instrument")


def family(field: str, siblings: frozenset[str]) -> str:
    """Give the figure that a field belongs to: `value` for `low`, `amount` for `amount_high`, else the field itself."""
    if field in RANGE and "value" in siblings:
        return "value"
    if field in ("low", "high") and "rate" in siblings:
        return "rate"
    stem = next((field.removesuffix(end) for end in _ENDS if field.endswith(end)), field)
    return stem if stem in siblings else field


def cause(route: tuple[str, ...], field: str) -> Cause:
    """Say where a change of a field comes from; `route` is its address, the field's own name included."""
    if field == "roi_spec":
        return Cause.TOOL
    top = route[0] if route else ""
    if top == "data":
        return Cause.DATA if DATA_ENTRY & set(route) else Cause.EVIDENCE if field in EVIDENCE else Cause.PROSE
    if field == "date" and top == "costs":  # the year in which a cost falls
        return Cause.METHOD
    if top in PROSE or field in PROSE:
        return Cause.PROSE
    if top in EVIDENCE or field in EVIDENCE or OF_A_KPI & set(route[2:]):
        return Cause.EVIDENCE
    is_answer = bool(ROWS & set(route[:-1]))  # `attribution` of a respondent is a share, that of a KPI a method
    return Cause.METHOD if field in METHOD and not is_answer else Cause.VALUE
