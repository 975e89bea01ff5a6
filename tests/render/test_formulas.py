"""Formulas on the page: signs, brackets where reading needs them, real fractions, long sums."""

from __future__ import annotations

import pytest

from roi_spec.model.formula import parse
from roi_spec.model.handbook import Brackets, Fraction, Leaf, Run, Shape, Terms
from roi_spec.model.sentence import Sentence
from roi_spec.render.formulas import _Drawing, _name_leaf, formula, words_formula
from roi_spec.render.writer import Writer
from tests.render.chain import Element, context, evaluated, examined, examples, page, read, squeezed, trace


def plain(sentence: Sentence) -> str:
    return "".join(one if isinstance(one, str) else getattr(one, "text", getattr(one, "shown", "")) for one in sentence)


def linear(shape: Shape) -> str:
    """Write a drawn formula on one line: a fraction as [above | below]."""
    if isinstance(shape, Leaf):
        return plain(shape.content)
    if isinstance(shape, Brackets):
        return f"({linear(shape.inner)})"
    if isinstance(shape, Fraction):
        return f"[{linear(shape.above)} | {linear(shape.below)}]"
    if isinstance(shape, (Run, Terms)):
        pairs = shape.parts if isinstance(shape, Run) else shape.terms
        return " ".join(f"{sign} {linear(part)}".strip() for sign, part in pairs)
    return f"{shape.name} ({'; '.join(linear(one) for one in shape.arguments)})"


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("a * b", "a × b"),
        ("a - b + c", "a − b + c"),
        ("a - (b - c)", "a − (b − c)"),
        ("a - (b + c)", "a − (b + c)"),
        ("a + (b + c)", "a + b + c"),
        ("(a + b) * c", "(a + b) × c"),
        ("a * (1 + b) / c", "[a × (1 + b) | c]"),
        ("a / b * c", "[a | b] × c"),
        ("(a - b) / (c / d)", "[a − b | [c | d]]"),
        ("-(a + b)", "− (a + b)"),
        ("min(a, 2 * b)", "the smallest of (a; 2 × b)"),
        ("mean(a, b)", "the average of (a; b)"),
        ("sum(a, b)", "a + b"),
        ("sum(a, b) * c", "(a + b) × c"),
    ],
)
def test_a_formula_is_drawn_as_on_paper(written: str, drawn: str) -> None:
    writer = Writer(evaluated(examined()), context())
    tree = parse(written)
    shape = _Drawing(writer, _name_leaf(writer), shorten=True).draw(tree)  # type: ignore[arg-type]
    assert linear(shape) == drawn


def test_roi_stands_as_a_fraction_first_with_names_then_with_numbers() -> None:
    writer = Writer(evaluated(examined()), context())
    lines = formula(writer, writer.evaluation.steps["result.roi"])
    assert lines is not None
    assert linear(lines.in_words) == "[Net benefit | Total cost]"
    assert lines.in_numbers is not None
    net, cost = plain(writer.figure("result.net_benefit")), plain(writer.figure("result.total_cost"))
    assert linear(lines.in_numbers) == f"[{net} | {cost}]"


def test_an_input_has_no_formula() -> None:
    writer = Writer(evaluated(examined()), context())
    assert formula(writer, writer.evaluation.steps["audience.completed"]) is None


def test_a_formula_in_words_gets_proper_signs() -> None:
    assert words_formula("whole change x share - other") == "whole change × share − other"


def test_a_long_series_is_shortened_in_names_and_complete_in_numbers() -> None:
    one = examples()["consultative-selling-2025"]
    writer = Writer(evaluated(one), context())
    lines = formula(writer, writer.evaluation.steps["kpi.cross_sell_revenue.cross_check_1.effect"])
    assert lines is not None
    assert lines.in_numbers is not None
    assert linear(lines.in_words).count(";") == 3
    assert linear(lines.in_numbers).count(";") == 11


def test_a_sum_of_costs_names_every_one_on_a_line_of_its_own() -> None:
    one = examples()["consultative-selling-2025"]
    writer = Writer(evaluated(one), context())
    lines = formula(writer, writer.evaluation.steps["result.total_cost"])
    assert lines is not None
    assert isinstance(lines.in_words, Terms)
    assert len(lines.in_words.terms) == len(evaluated(one).costs)


def step_of(root: Element, id: str) -> Element:
    return next(one for one in root.all() if one.attributes.get("id") == f"trace-{id}")


def test_who_hears_the_page_hears_the_fraction() -> None:
    spoken = squeezed(step_of(read(trace(examined())), "result.roi").text)
    assert "(€48,000) divided by (€24,000)" in spoken
    assert "(Net benefit) divided by (Total cost)" in squeezed(read(page(examined())).text)
