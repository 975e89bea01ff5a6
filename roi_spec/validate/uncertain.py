"""Findings about ranges: the shape between low and high, possible cases, and inputs that move together.

Looks at single places of one file, before a typed spec is made, so that these are reported with all other mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Finding
from roi_spec.model.text import Text, text
from roi_spec.validate import rules, values

_WHOLE = Fraction(1)


def findings(document: Document, kind: str) -> Iterator[Finding]:
    """Look at every assumption or standard value, and at the correlations of a programme."""
    for name in ("assumptions", "values"):
        block = document.root.get(name)
        for item in block.items if block is not None else ():
            if item.kind == "map":
                yield from _shape(item)
    if kind == "programme":
        yield from _correlations(document.root)


def _shape(item: Node) -> Iterator[Finding]:
    shape, cases, bounds = item.get("distribution"), item.get("cases"), item.get("bounds")
    discrete = shape is not None and shape.text == "discrete"
    ends = [item.get(name) for name in ("low", "high")]
    if discrete and cases is None and shape is not None:
        yield _finding(
            shape,
            text("A distribution in cases needs the cases."),
            text("Add under it: {example}", example="cases: [{value: …, weight: 30%}, {value: …, weight: 70%}]"),
        )
    elif cases is not None and not discrete:
        yield _finding(
            cases, text("Cases count only with `distribution: discrete`."), text("Add that line, or remove the cases.")
        )
    elif cases is not None:
        yield from _cases(item, cases)
    elif (shape is not None or bounds is not None) and not all(ends):
        stated = shape or bounds
        assert stated is not None
        yield _finding(
            stated,
            text("A distribution lies between two ends, and here one is missing."),
            text("Fill in both low and high."),
        )
    elif shape is not None and shape.text == "lognormal":
        yield from _above_zero(item, shape)


def _above_zero(item: Node, shape: Node) -> Iterator[Finding]:
    for name in ("low", "value", "high"):
        node = item.get(name)
        read = values.quantity(node.text) if node is not None and node.kind == "scalar" else None
        if read is not None and read.value <= 0:
            yield _finding(
                shape,
                text(
                    "A lognormal distribution never reaches zero, and `{name}` is {written}.",
                    name=name,
                    written=node.text if node else "",
                ),
                text("Choose another distribution, such as normal or triangular, or a value above zero."),
            )
            return


def _cases(item: Node, cases: Node) -> Iterator[Finding]:
    rows = [case for case in cases.items if case.kind == "map"]
    weights = [values.share(node.text) for case in rows if (node := case.get("weight")) is not None]
    if all(weights) and len(weights) == len(cases.items):
        total = sum((one.base for one in weights if one), Fraction(0))
        if total != _WHOLE:
            yield _finding(
                cases,
                text(
                    "The weights of the cases add up to {total}%, not 100%.",
                    total=str(round(float(total * 100), 4)).removesuffix(".0"),
                ),
                text("Change the weights so that together they are 100%."),
            )
    best = item.get("value")
    written = [node.text for case in rows if (node := case.get("value")) is not None]
    if best is not None and written and best.text not in written:
        yield _finding(
            best,
            text("The value {value} is none of the cases.", value=best.text),
            text("Choose one of them: {cases}.", cases=", ".join(written)),
        )


def _correlations(root: Node) -> Iterator[Finding]:
    block = root.get("uncertainty")
    listed = block.get("correlations") if block is not None and block.kind == "map" else None
    for item in listed.items if listed is not None else ():
        if item.kind != "map":
            continue
        between, strength = item.get("between"), item.get("strength")
        if between is not None and between.kind == "list" and len({one.text for one in between.items}) != 2:
            yield _link(
                between,
                text("A correlation is between two different names."),
                text("Write, for example: {example}", example="between: [margin, price]"),
            )
        read = values.number(strength.text) if strength is not None else None
        if strength is not None and read is not None and abs(read.value) > 1:
            yield _link(
                strength,
                text("A correlation lies between -1 and 1, and here stands {written}.", written=strength.text),
                text("Write, for example, 0.6."),
            )


def _finding(node: Node, message: Text, advice: Text) -> Finding:
    return rules.DISTRIBUTION.finding(node.span, message, help=advice, pointer=node.pointer)


def _link(node: Node, message: Text, advice: Text) -> Finding:
    return rules.CORRELATION.finding(node.span, message, help=advice, pointer=node.pointer)
