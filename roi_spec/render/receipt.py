"""The receipt of one programme: everything somebody needs to recompute each figure without our tool, as JSON.

Figures are exact: a decimal as text, and a fraction beside it where the decimal has no end. Nothing is rounded, nothing
is left out; `schema/receipt.schema.json` describes the shape. The same evaluation gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import CostResult, Evaluation, KpiResult, Scenario, Step, Swing
from roi_spec.model.finding import Finding
from roi_spec.model.formula import Binary, Expr, Name, Negative, Number, as_line, names
from roi_spec.model.method import GRADES
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source
from roi_spec.model.text import Text
from roi_spec.render.findings.json import objects
from roi_spec.render.privacy import shown_only
from roi_spec.render.receipt_evidence import (
    analysis_object,
    break_even_object,
    citation_object,
    correlation_object,
    data_object,
    distribution_object,
    newer_object,
    simulation_object,
)
from roi_spec.render.receipt_signed import signed_object
from roi_spec.render.receipt_values import Sayer, day_text, exact_object, place, quantity_object, value_object

FORMAT = "roi-spec-receipt/1"
"""Name and version of the shape."""

LANGUAGES = (Translator("en"), Translator("nl"))
"""The languages in which the receipt carries its titles."""

ROUNDING = Text(
    "Values are kept as exact fractions. Rounding happens once, where a figure is shown, half up (away from zero at "
    "the half), and a rounded figure never goes into another one."
)


@dataclass(frozen=True, slots=True)
class Read:
    """One file that the figures rest on."""

    path: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where figures come from: which tool, which files, at which state."""

    tool_version: str
    schema_version: str
    files: tuple[Read, ...]
    commit: str = ""
    """The commit the files stand at; empty when unknown or changed since."""
    as_of: dt.date | None = None
    """The day that expiry dates were held against."""
    rules: Mapping[str, Rule] | None = None
    """By id, for the names of findings."""
    small_cell_limit: int = 10
    """Answers of fewer people than this are left out of the receipt."""
    hurdle: Quantity | None = None
    """What any investment of the house must earn."""
    edition: Edition = Edition.INTERNAL
    """Who the receipt is for; what others may not see is gone before it is written."""


def provenance_of(
    sources: Sequence[Source], *, tool_version: str, schema_version: str, commit: str = "", as_of: dt.date | None = None
) -> Provenance:
    """Make the provenance of figures that rest on some files, in any order."""
    read = tuple(sorted((Read(one.path, one.digest) for one in sources), key=lambda one: one.path))
    return Provenance(tool_version, schema_version, read, commit, as_of)


def receipt(
    evaluation: Evaluation,
    findings: Sequence[Finding],
    provenance: Provenance,
    languages: Sequence[Translator] = LANGUAGES,
) -> bytes:
    """Give the receipt of one programme as JSON in UTF-8."""
    return as_bytes(as_object(evaluation, findings, provenance, languages))


def as_bytes(whole: dict[str, Any]) -> bytes:
    """Write a receipt: the same object gives the same bytes."""
    written = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return f"{written}\n".encode()


def as_object(
    evaluation: Evaluation,
    findings: Sequence[Finding],
    provenance: Provenance,
    languages: Sequence[Translator] = LANGUAGES,
) -> dict[str, Any]:
    """Give the receipt as plain values."""
    say = Sayer(tuple(languages))
    evaluation = shown_only(evaluation, provenance.small_cell_limit)
    programme = evaluation.programme
    correlations = programme.uncertainty.correlations if programme.uncertainty else ()
    return {
        "format": FORMAT,
        "audience": provenance.edition.value,
        "provenance": _provenance(provenance, evaluation),
        "programme": _programme(evaluation),
        "rounding": {"rule": "half-up-at-display", "text": say(ROUNDING)},
        "kind": evaluation.kind,
        "is_forecast": evaluation.is_forecast,
        "has_range": evaluation.has_range,
        "grade": _grade(evaluation, say),
        "verdict": _verdict(evaluation),
        "hurdle": quantity_object(provenance.hurdle) if provenance.hurdle else None,
        "inputs": [
            one.id for one in evaluation.steps.values() if one.line.formula is None and one.line.value is not None
        ],
        "steps": [_step(one, evaluation, say, provenance.edition) for one in evaluation.steps.values()],
        "results": {id: value_object(step.value, say) for id, step in evaluation.steps.items() if _is_result(id)},
        "scenarios": [_scenario(one, say) for one in evaluation.scenarios],
        "swings": [_swing(one, say) for one in evaluation.swings],
        "kpis": [_kpi(one, say) for one in evaluation.kpis],
        "costs": [_cost(one) for one in evaluation.costs],
        "data": [data_object(one, evaluation.tables) for one in programme.data],
        "correlations": [correlation_object(one) for one in correlations],
        "simulation": simulation_object(evaluation.simulation, say),
        "break_evens": [break_even_object(one, say) for one in evaluation.break_evens],
        "newer_values": [newer_object(one) for one in evaluation.newer],
        "citations": [citation_object(one) for one in programme.citations],
        "signed": signed_object(evaluation.signed),
        "findings": _findings(findings, say, provenance),
    }


# --- the frame -------------------------------------------------------------------------------------------------------


def _provenance(provenance: Provenance, evaluation: Evaluation) -> dict[str, Any]:
    # A data file may be read for several entries; it stands here once.
    digests = {one.path: one.digest for one in provenance.files} | {one.path: one.digest for one in evaluation.tables}
    return {
        "tool": "roi-spec",
        "tool_version": provenance.tool_version,
        "schema_version": provenance.schema_version,
        "commit": provenance.commit or None,
        "as_of": day_text(provenance.as_of),
        "files": [{"path": path, "sha256": digests[path]} for path in sorted(digests)],
    }


def _programme(evaluation: Evaluation) -> dict[str, Any]:
    programme = evaluation.programme
    return {
        "id": programme.id,
        "title": programme.title,
        "language": programme.language,
        "currency": programme.currency,
        "stage": programme.stage.value,
        "evaluation_level": programme.evaluation_level,
        "perspective": programme.perspective,
        "file": programme.path,
        "audits": programme.audits.publisher if programme.audits else None,
        "purpose": programme.purpose,
        "evaluated_on": day_text(programme.evaluated_on),
    }


def _grade(evaluation: Evaluation, say: Sayer) -> dict[str, Any]:
    return {
        "grade": evaluation.grade,
        "meaning": say(GRADES.get(evaluation.grade)),
        "reason": say(evaluation.grade_reason),
    }


def _verdict(evaluation: Evaluation) -> dict[str, Any]:
    target = evaluation.verdict.target
    return {"code": evaluation.verdict.code, "target": quantity_object(target) if target else None}


def _is_result(id: str) -> bool:
    return id.startswith("result.")


# --- steps -----------------------------------------------------------------------------------------------------------


def _step(step: Step, evaluation: Evaluation, say: Sayer, edition: Edition) -> dict[str, Any]:
    line = step.line
    return {
        "id": line.id,
        "part": line.part,
        "title": say(line.title),
        "kind": "formula" if line.formula else "input" if line.value is not None else "absent",
        "value": value_object(step.value, say),
        "place": place(line.at, edition),
        "formula": _formula(line.formula, evaluation) if line.formula else None,
        "inputs": list(dict.fromkeys(one.id for one in names(line.formula))) if line.formula else [],
        "low": _end(step, "low", evaluation, say),
        "high": _end(step, "high", evaluation, say),
        "driver": line.driver or None,
        "distribution": distribution_object(line.distribution),
        "resampled": line.resampled or None,
        "note": say(line.note),
        "cites": line.cites or None,
        "source": line.origin.source or None,
        "owner": line.origin.owner or None,
        "approved_by": line.origin.approved_by or None,
        "date": day_text(line.origin.date),
        "valid_until": day_text(line.origin.valid_until),
        "origin": line.origin.kind or None,
        "remark": line.origin.note or None,
    }


def _formula(expr: Expr, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "text": as_line(expr, lambda name: name.id),
        "with_numbers": as_line(expr, lambda name: with_number(name, evaluation)),
        "tree": tree(expr),
    }


def with_number(name: Name, evaluation: Evaluation) -> str:
    """Give what stands for a name when its value is put in its place; a name without value stays."""
    step = evaluation.step(name.id)
    return name.id if step is None or isinstance(step.value, Missing) else str(step.value)


def tree(expr: Expr) -> dict[str, Any]:
    """Give a formula as objects: `name`, `number`, `negative`, `call` with `of`, or `sign` with `left` and `right`."""
    if isinstance(expr, Name):
        return {"name": expr.id}
    if isinstance(expr, Number):
        return {"number": exact_object(expr.value)}
    if isinstance(expr, Negative):
        return {"negative": tree(expr.inner)}
    if isinstance(expr, Binary):
        return {"sign": expr.sign, "left": tree(expr.left), "right": tree(expr.right)}
    return {"call": expr.function, "of": [tree(one) for one in expr.arguments]}


def _end(step: Step, name: str, evaluation: Evaluation, say: Sayer) -> dict[str, Any] | None:
    end = step.line.low if name == "low" else step.line.high
    if end is None:
        return None
    if isinstance(end, Quantity):
        return {"value": quantity_object(end)}
    return {
        "formula": _formula(end, evaluation),
        "at_base": value_object(evaluation.ends[step.id][name], say),
    }


# --- what came out ---------------------------------------------------------------------------------------------------


def _scenario(scenario: Scenario, say: Sayer) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "ends": dict(scenario.ends),
        "values": {id: value_object(value, say) for id, value in scenario.values.items()},
    }


def _swing(swing: Swing, say: Sayer) -> dict[str, Any]:
    return {
        "driver": swing.driver,
        "title": say(swing.title),
        "range": "stated" if swing.stated else "ten-percent",
        "measure": swing.measure,
        "worse": value_object(swing.worse, say),
        "better": value_object(swing.better, say),
        "spread": quantity_object(swing.spread),
    }


def _kpi(result: KpiResult, say: Sayer) -> dict[str, Any]:
    return {
        "id": result.kpi.id,
        "title": result.kpi.title,
        "level": int(result.kpi.level),
        "status": result.status,
        "is_forecast": result.is_forecast,
        "counted": result.counted,
        "why_not": say(result.why_not),
        "steps": {
            "improvement": result.improvement,
            "unadjusted": result.unadjusted,
            "effect": result.effect,
            "benefit": result.benefit,
            "gross_benefit": result.gross_benefit,
            "break_even_effect": result.break_even_effect,
        },
        "technique": result.kpi.conversion.technique if result.kpi.conversion else None,
        "measured": analysis_object(result.measured, say),
        "methods": [
            {
                "method": one.method.id,
                "effect": one.effect,
                "grade": one.grade,
                "grade_reason": say(one.grade_reason),
                "used": one.used,
                "analysis": analysis_object(one.analysis, say),
            }
            for one in result.methods
        ],
    }


def _cost(result: CostResult) -> dict[str, Any]:
    return {
        "id": result.cost.id,
        "title": result.cost.title,
        "category": result.cost.category,
        "group": result.group,
        "status": result.cost.status or None,
        "charged": result.charged,
    }


_SAID = ("message", "help", "why")


def _findings(findings: Sequence[Finding], say: Sayer, provenance: Provenance) -> list[dict[str, Any]]:
    """Give the findings as `check` gives them, with their sentences in every language; to outsiders without places."""
    rules, untold = provenance.rules or {}, ("start", "end") if provenance.edition is Edition.PUBLIC else ()
    by_language = [(one.locale, list(objects(findings, one, rules))) for one in say.languages]
    first = by_language[0][1]
    every = [_merged({locale: said[n] for locale, said in by_language}) for n in range(len(first))]
    return [{key: value for key, value in one.items() if key not in untold} for one in every]


def _merged(spoken: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    first = next(iter(spoken.values()))
    kept = {key: value for key, value in first.items() if key not in (*_SAID, "doc", "fixes", "related")}
    for key in _SAID:
        kept[key] = None if first[key] is None else {locale: one[key] for locale, one in spoken.items()}
    return kept
