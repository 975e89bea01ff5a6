"""The conversion library: what a template may hold, and how a formula is made from it and from an author's inputs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from roi_spec.i18n import read_catalogue
from roi_spec.model.conversion import BUILT_IN, example_currency, example_inputs, example_quantity
from roi_spec.model.conversions import (
    FAMILIES,
    TEMPLATES,
    Input,
    Template,
    example_yaml,
    expand,
    limits,
    misfit,
    missing,
    technique_of,
    unknown,
)
from roi_spec.model.conversions.example import ANSWERS
from roi_spec.model.formula import Binary, Call, Expr, Name, Number, names, parse
from roi_spec.model.quantity import Unread, exact_text, parse_quantity
from roi_spec.model.text import Text
from roi_spec.model.units import parse_unit
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.resources import templates_root
from tools import make_conversions

ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


def shown(expr: Expr) -> str:
    """Write a formula with brackets around every part."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Number):
        return exact_text(expr.value)
    if isinstance(expr, Binary):
        return f"({shown(expr.left)} {expr.sign} {shown(expr.right)})"
    if isinstance(expr, Call):
        return f"{expr.function}({', '.join(map(shown, expr.arguments))})"
    return f"-{shown(expr.inner)}"


def tree(formula: str) -> Expr:
    found = parse(formula)
    assert isinstance(found, Name | Number | Binary | Call), found
    return found


def with_formula(formula: str, *inputs: str) -> Template:
    """Give a template with a formula of its own; `?` behind an input makes it optional, `*` an optional factor."""
    made = tuple(
        Input(one.rstrip("?*"), Text("x"), "1 EUR", Text("x"), optional=one[-1] in "?*", is_factor=one[-1] == "*")
        for one in inputs
    )
    return replace(TEMPLATES["hour_saved"], formula=formula, inputs=made, limits=())


def texts_of(template: Template) -> list[Text]:
    own = [template.title, template.measures, template.words, *template.warnings]
    own += [one.message for one in template.limits]
    return own + [text for one in template.inputs for text in (one.title, one.meaning)]


@cache
def dutch() -> set[str]:
    """Give every sentence that has a Dutch one."""
    catalogue = read_catalogue(sorted((templates_root() / "locales" / "nl").glob("*.po")), "nl")
    return {str(message.id) for message in catalogue if message.id and message.string}


# --- the library -----------------------------------------------------------------------------------------------------


def test_every_row_of_the_table_has_a_template() -> None:
    codes = {template.code for template in TEMPLATES.values()}
    assert codes == {f"VC-{number:02}" for number in range(1, 34)} | {"VC-09b"}
    assert len(TEMPLATES) == len(codes)


def test_no_template_has_the_name_of_a_technique() -> None:
    assert TEMPLATES.keys() & TECHNIQUES.keys() == set()


def test_only_the_comparator_and_the_waste_do_not_count() -> None:
    assert {one.id for one in TEMPLATES.values() if not one.counts} == {"cost_of_inaction", "scrap_learning"}


def test_only_the_utility_model_is_a_model() -> None:
    assert [one.id for one in TEMPLATES.values() if one.is_model] == ["utility_model"]
    assert "1949" in TEMPLATES["utility_model"].cites


@EVERY
def test_a_template_is_whole(template: Template) -> None:
    assert template.family in FAMILIES
    assert template.technique in TECHNIQUES
    assert template.cites
    assert len(template.warnings) >= 2
    assert set(template.asks) <= set(ANSWERS)
    assert template.better in ("", "lower")


@EVERY
def test_the_formula_uses_its_inputs_and_nothing_else(template: Template) -> None:
    used = {name.id for name in names(template.tree)}
    checked = {name.id for one in template.limits for side in (one.left, one.right) for name in names(tree(side))}
    own = {one.name for one in template.inputs}
    assert used - own <= set(BUILT_IN)
    assert own <= used | checked
    assert own & set(BUILT_IN) == set()


@EVERY
def test_the_formula_rests_on_what_was_measured(template: Template) -> None:
    used = {name.id for name in names(template.tree)}
    assert ("effect" in used) == template.counts
    assert used & {"effect", "baseline", "result"}
    assert ("baseline" in used) <= (template.better == "lower" or not template.counts)


@EVERY
def test_examples_are_values_in_known_units(template: Template) -> None:
    case = template.example
    for written in (case.baseline, case.result, case.comparison, case.effect, case.benefit):
        assert not isinstance(parse_quantity(written), Unread), written
    for one in template.inputs:
        assert one.unit.words, one.name
        assert parse_unit(str(one.unit)) == one.unit
    before, after, other = (example_quantity(one).value for one in (case.baseline, case.result, case.comparison))
    assert abs(after - before) > abs(after - other) == example_quantity(case.effect).value
    assert set(case.leaves_out) <= {one.name for one in template.inputs if one.optional}


@EVERY
def test_the_example_is_a_spec_that_names_the_template(template: Template) -> None:
    written = example_yaml(template)
    assert f"technique: {template.id}\n" in written
    for one in example_inputs(template):
        assert f"        {one.name}: " in written
    assert missing(template, [one.name for one in example_inputs(template)]) == ()
    assert ("currency: USD" in written) == (example_currency(template) == "USD")


@EVERY
def test_every_text_is_translated(template: Template) -> None:
    assert [one.msgid for one in texts_of(template) if one.msgid not in dutch()] == []
    assert template.cites in dutch()


def test_what_a_conversion_rests_on() -> None:
    assert technique_of("time_saved") is TECHNIQUES["employee_time"]
    assert technique_of("standard_value") is TECHNIQUES["standard_value"]
    assert technique_of("magic") is None


def test_the_library_needs_nothing_but_the_model() -> None:
    program = (
        "import sys, roi_spec.model.conversions; "
        "print(sorted(one for one in sys.modules if one.startswith('roi_spec.') and 'model' not in one), "
        "sorted({'numpy', 'scipy', 'babel', 'ruamel'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[] []\n"


# --- the formula with inputs -----------------------------------------------------------------------------------------


def test_inputs_are_replaced_by_what_the_author_wrote() -> None:
    made = expand(TEMPLATES["sales_increase"], {"margin": tree("low_margin - returns")})
    assert shown(made) == "((effect * benefit_window) * (low_margin - returns))"


def test_an_author_may_use_a_name_of_the_template_for_something_else() -> None:
    made = expand(TEMPLATES["deal_size"], {"deals": tree("margin"), "margin": tree("deals")})
    assert shown(made) == "(((effect * margin) * benefit_window) * deals)"


@pytest.mark.parametrize(
    ("formula", "inputs", "given", "remains"),
    [
        ("effect * (a + b)", ("a", "b?"), "a", "(effect * A)"),
        ("effect * (a - b)", ("a", "b?"), "a", "(effect * A)"),
        ("effect * (b - a)", ("a", "b?"), "a", "(effect * -A)"),
        ("effect * (a + b * c)", ("a", "b?", "c?"), "a", "(effect * A)"),
        ("effect * (a + b * c)", ("a", "b?", "c?"), "abc", "(effect * (A + (B * C)))"),
        ("effect * (a + a * b)", ("a", "b?"), "a", "(effect * A)"),
        ("effect * (a + b / c)", ("a", "b?", "c?"), "a", "(effect * A)"),
        ("effect * b * a", ("a", "b*"), "a", "(effect * A)"),
        ("b * effect * a", ("a", "b*"), "a", "(effect * A)"),
        ("effect * a / b", ("a", "b*"), "a", "(effect * A)"),
        ("effect / b * a", ("a", "b*"), "ab", "((effect / B) * A)"),
        ("effect * min(a, b)", ("a", "b?"), "a", "(effect * A)"),
        ("effect * min(a, b)", ("a", "b?"), "ab", "(effect * min(A, B))"),
    ],
)
def test_optional_parts_are_dropped(formula: str, inputs: tuple[str, ...], given: str, remains: str) -> None:
    made = expand(with_formula(formula, *inputs), {one: Name(one.upper()) for one in given})
    assert shown(made) == remains


def test_what_is_missing_and_what_is_unknown() -> None:
    complaints = TEMPLATES["complaints_avoided"]
    assert missing(complaints, ()) == ("handling_time", "rate")
    assert missing(complaints, ("handling_time", "rate")) == ()
    assert unknown(complaints, ("wage", "rate", "cost")) == ("wage", "cost")


def test_half_of_a_product_asks_for_the_other_half() -> None:
    complaints = TEMPLATES["complaints_avoided"]
    assert missing(complaints, ("handling_time", "rate", "churn")) == ("customer_value",)
    assert missing(complaints, ("handling_time", "rate", "customer_value")) == ("churn",)
    assert missing(complaints, ("handling_time", "rate", "churn", "customer_value")) == ()


def test_a_formula_is_not_made_from_half_of_what_it_needs() -> None:
    with pytest.raises(ValueError, match="time_saved lacks rate, redeployed"):
        expand(TEMPLATES["time_saved"], {"tasks": Name("t"), "people": Name("p")})


def test_a_check_speaks_only_when_its_inputs_were_given() -> None:
    saved = TEMPLATES["time_saved"]
    inputs: dict[str, Expr] = {name: Name(name[0]) for name in ("tasks", "people", "rate", "redeployed")}
    assert limits(saved, inputs) == ()
    ((first, second, _),) = limits(saved, inputs | {"working_time": Name("w")})
    assert (shown(first), shown(second)) == ("(t * baseline)", "w")


# --- units of inputs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "name", "unit"),
    [
        ("sales_increase", "margin", "%"),
        ("time_saved", "rate", "EUR/hour"),
        ("time_saved", "rate", "USD/minute"),  # whether the currency fits, the whole formula shows
        ("time_saved", "tasks", "tasks/person/week"),
        ("conversion_rate", "order_value", "EUR/order"),
        ("fine_avoided", "probability", "events/year"),
        ("conversion_rate", "effect", "pp"),
        ("conversion_rate", "effect", "orders/lead"),
    ],
)
def test_a_fitting_unit_says_nothing(id: str, name: str, unit: str) -> None:
    found = parse_unit(unit)
    assert not isinstance(found, str)
    assert misfit(TEMPLATES[id], name, found) is None


@pytest.mark.parametrize(
    ("id", "name", "unit", "words"),
    [
        ("sales_increase", "margin", "EUR/unit", "Contribution margin must be a percentage, such as 30%"),  # a price
        ("time_saved", "rate", "EUR/person/year", "Loaded hourly rate must be something like 48 EUR/hour"),  # a salary
        ("time_saved", "redeployed", "hours", "Share put to productive use must be a percentage"),
        ("fine_avoided", "probability", "%", "Probability of a fine must be something like 5 %/year"),  # no base rate
        ("security_incidents", "incidents", "incidents", "must be something like 6 incidents/year"),
        ("conversion_rate", "effect", "%", "percentage points"),
        ("churn_reduced", "effect", "%", "percentage points"),
        ("defect_rate", "effect", "%", "percentage points"),
    ],
)
def test_another_unit_is_refused_in_words(id: str, name: str, unit: str, words: str) -> None:
    found = parse_unit(unit)
    assert not isinstance(found, str)
    message = misfit(TEMPLATES[id], name, found)
    assert message is not None
    assert words in str(message)


# --- the published list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", make_conversions.PAGES, ids=lambda path: path.name)
def test_the_list_in_the_documentation_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == make_conversions.page(make_conversions.PAGES[path])


def test_the_list_speaks_both_languages() -> None:
    english, dutch = (make_conversions.page(language) for language in ("en", "nl"))
    assert "## Time and capacity" in english
    assert "## Tijd en capaciteit" in dutch
    for template in TEMPLATES.values():
        assert f"`{template.id}`" in english
        assert f"`{template.id}`" in dutch
