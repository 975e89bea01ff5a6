"""Findings about ready-made conversions: whether the technique is one, and whether it has the inputs it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Edit, Finding, Fix
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.validate import rules
from roi_spec.validate.aliases import closest

if TYPE_CHECKING:
    from roi_spec.model.conversion import Template


def findings(document: Document) -> Iterator[Finding]:
    """Look at the conversion of every KPI."""
    kpis = document.root.get("kpis")
    for kpi in kpis.items if kpis is not None else ():
        conversion = kpi.get("conversion") if kpi.kind == "map" else None
        technique = conversion.get("technique") if conversion is not None and conversion.kind == "map" else None
        if conversion is not None and technique is not None and technique.kind == "scalar":
            yield from _conversion(conversion, technique)


def _conversion(conversion: Node, technique: Node) -> Iterator[Finding]:
    inputs = conversion.get("inputs")
    if technique.text in TECHNIQUES:
        if inputs is not None:
            yield _finding(
                technique,
                text("`{technique}` is no ready-made conversion, so it has no inputs.", technique=technique.text),
                text("Write a formula instead of the inputs, or name a conversion of the library."),
            )
        return
    from roi_spec.model.conversions import TEMPLATES  # noqa: PLC0415 - only a file that names one pays for the library

    template = TEMPLATES.get(technique.text)
    # What is neither has been spoken about: an unknown word, or inputs that are no names with values.
    if template is not None and inputs is None and conversion.get("formula") is not None:
        yield _own_formula(template, technique)
    elif template is not None and inputs is not None and inputs.kind == "map":
        yield from _inputs(template, inputs)


def _own_formula(template: Template, technique: Node) -> Finding:
    example = ", ".join(f"{one.name}: …" for one in template.inputs if not one.optional)
    return _finding(
        technique,
        text("`{technique}` brings its own formula and asks for inputs.", technique=technique.text),
        text(
            "Write `inputs: {example}` instead of the formula, or choose another technique.", example=f"{{{example}}}"
        ),
    )


def _inputs(template: Template, inputs: Node) -> Iterator[Finding]:
    from roi_spec.model.conversion import missing  # noqa: PLC0415 - as above

    known = [one.name for one in template.inputs]
    given = [name for name, _ in inputs.fields]
    for name, child in inputs.fields:
        if name not in known:
            yield _unknown(name, child, template.id, known, given)
    meanings = {one.name: one.meaning for one in template.inputs}
    for name in missing(template, given):
        message = text(
            "`{technique}` needs the input `{name}`: {meaning}",
            technique=template.id,
            name=name,
            meaning=meanings[name],
        )
        yield _finding(inputs, message, text("Add to inputs: {name}: …", name=name))


def _unknown(name: str, child: Node, technique: str, known: list[str], given: list[str]) -> Finding:
    meant = closest(name, [one for one in known if one not in given])
    message = text("`{technique}` has no input `{name}`.", technique=technique, name=name)
    at = child.key_or_value
    if meant is None:
        advice = text("Its inputs are: {known}.", known=", ".join(known))
        return rules.TEMPLATE.finding(at, message, help=advice, pointer=child.pointer)
    fix = Fix(text("Write {meant}", meant=meant), (Edit(at, meant),), safe=False)
    return rules.TEMPLATE.finding(
        at, message, help=text("Did you mean `{meant}`?", meant=meant), pointer=child.pointer, fix=fix
    )


def _finding(node: Node, message: Text, advice: Text) -> Finding:
    return rules.TEMPLATE.finding(node.span, message, help=advice, pointer=node.pointer)
