"""Writes the worked case of a template as a piece of a spec, to read, to copy and to run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roi_spec.model.conversion import Input, Template, example_currency, example_inputs, example_quantity
from roi_spec.model.units import PERSONS

HOUSE = "EUR"
"""The currency that an example need not mention."""

ANSWERS = {
    "conversion.redeployed": "The planning shows which hours went to other work",
    "overlap": "No other KPI of this programme counts the same money",
    "displacement": "Other teams and the months around it did not fall",
}
"""What an author could write in the fields that a template asks for."""


def example_yaml(template: Template) -> str:
    """Give the KPI and the assumptions of the worked case, as an author would write them."""
    return "\n".join([*_head(template), *_kpi(template), *_assumptions(template)]) + "\n"


def _head(template: Template) -> Iterator[str]:
    if example_currency(template) != HOUSE:
        yield f"currency: {example_currency(template)}"
    if counted := [one for one in example_inputs(template) if _is_headcount(one)]:
        heads = counted[0].quantity.value
        yield f"audience: {{group: Everybody who was trained, invited: {heads}, completed: {heads}}}"
    if template.example.window != "12 months" or "benefit_window" in template.formula:
        yield f"benefit_window: {{length: {template.example.window}}}"


def _kpi(template: Template) -> Iterator[str]:
    case = template.example
    before, after = example_quantity(case.baseline), example_quantity(case.result)
    unit = f'"{before.unit}"' if before.unit.is_share else str(before.unit)
    yield "kpis:"
    yield f"  - id: {kpi_id(template)}"
    yield f"    title: {case.title}"
    yield f"    level: {'impact' if template.id != 'scrap_learning' else 'application'}"
    yield f"    better: {'higher' if after.value > before.value else 'lower'}"
    yield f"    unit: {unit}"
    yield f"    baseline: {case.baseline}"
    yield f"    result: {case.result}"
    for field in ("overlap", "displacement"):
        if field in template.asks:
            yield f"    {field}: {ANSWERS[field]}"
    yield "    attribution:"
    yield "      method: comparison_group"
    yield f"      comparison: {{group: Not trained, baseline: {case.baseline}, result: {case.comparison}}}"
    yield from _conversion(template)


def _conversion(template: Template) -> Iterator[str]:
    yield "    conversion:"
    yield f"      technique: {template.id}"
    yield "      inputs:"
    for one in example_inputs(template):
        yield f"        {one.name}: {'completed' if _is_headcount(one) else one.name}"
    if "conversion.redeployed" in template.asks:
        yield f"      redeployed: {ANSWERS['conversion.redeployed']}"


def _assumptions(template: Template) -> Iterator[str]:
    stated = [one for one in example_inputs(template) if not _is_headcount(one)]
    if stated:
        yield "assumptions:"
    for one in stated:
        yield f"  - id: {one.name}"
        yield f"    title: {one.title.msgid}"
        yield f"    value: {one.example}"


def _is_headcount(one: Input) -> bool:
    return one.unit == PERSONS


def kpi_id(template: Template) -> str:
    """Give the id of the KPI of the worked case."""
    return re.sub(r"[^a-z0-9]+", "_", template.example.title.lower()).strip("_")
