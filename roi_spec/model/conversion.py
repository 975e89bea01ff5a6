"""What a conversion template is: a ready-made, unit-checked way from an effect to money that an author calls by name.

A template holds a formula over the effect, the benefit window and a few inputs; the author says what each input is.
Here stand the noun and what can be asked of one template; the templates themselves are the families in `conversions/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number, Trouble, names, number, parse
from roi_spec.model.quantity import Quantity, Unread, parse_quantity
from roi_spec.model.text import Text, text
from roi_spec.model.units import BY_SYMBOL, CURRENCIES, PERCENT, POINTS, Unit, money

BUILT_IN = ("effect", "benefit_window", "baseline", "result", "observed_change")
"""Names that a template may use besides its inputs; they mean what they mean in any conversion formula."""

FAMILIES: dict[str, Text] = {
    "time": Text("Time and capacity"),
    "quality": Text("Quality and customers"),
    "sales": Text("Sales and output"),
    "people": Text("People and staffing"),
    "risk": Text("Safety, risk and compliance"),
    "decision": Text("Learning itself and decisions"),
}
"""The groups in which templates are shown."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that the author has to know besides the effect."""

    name: str
    title: Text
    example: str
    """A value as a spec would state it, with its unit."""
    meaning: Text
    optional: bool = False
    is_factor: bool = False
    """What leaving it out means: a factor then counts as one, anything else is a term that falls away."""

    @property
    def quantity(self) -> Quantity:
        """Give the example as a value."""
        return example_quantity(self.example)

    @property
    def unit(self) -> Unit:
        """Give the unit of the example."""
        return self.quantity.unit

    @property
    def is_percentage(self) -> bool:
        """Say whether this has to be a plain percentage."""
        return self.unit == PERCENT


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case: what a KPI and a comparison group did, and the money that follows."""

    title: str
    baseline: str
    result: str
    comparison: str
    """Result of the comparison group, which started from the same baseline."""
    effect: str
    """What remains of the change after attribution."""
    benefit: str
    """The money that follows, computed by hand."""
    window: str = "12 months"
    leaves_out: tuple[str, ...] = ()
    """Optional inputs that this case does without."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Two formulas of which the first may not exceed the second; over inputs and built-in names."""

    left: str
    right: str
    message: Text


@dataclass(frozen=True, slots=True)
class Template:
    """One ready-made way from an effect to money."""

    id: str
    code: str
    """Its number in the library: `VC-04`."""
    title: Text
    family: str
    technique: str
    """On what the value rests: an id of `vocabulary.TECHNIQUES`, which holds the rank of credibility."""
    measures: Text
    """What the KPI has to measure."""
    words: Text
    """The formula in words."""
    formula: str
    """The formula over `BUILT_IN` names and inputs, in the language of specs."""
    inputs: tuple[Input, ...]
    example: Example
    warnings: tuple[Text, ...]
    """What is often wrong about it, what it overlaps with, and what has to be stated."""
    cites: str
    asks: tuple[str, ...] = ()
    """Fields of the KPI that have to be filled in, as routes: `overlap`, `conversion.redeployed`."""
    better: str = ""
    """The direction the KPI must have, where the formula rests on its baseline; empty: any."""
    limits: tuple[Limit, ...] = ()
    is_model: bool = False
    """Whether the money follows from a theory of work and not from an observed change in money or in work done."""
    counts: bool = True
    """Whether it is a benefit. False: something to hold a decision against, never part of a benefit."""

    @property
    def tree(self) -> Expr:
        """Give the whole formula, with every optional input."""
        return _tree(self.formula)

    @property
    def effect(self) -> Unit:
        """Give an example of the unit that the effect has to be in."""
        return example_quantity(self.example.effect).unit

    def input(self, name: str) -> Input | None:
        """Give one input by its name."""
        return next((one for one in self.inputs if one.name == name), None)


@lru_cache(maxsize=256)
def _tree(formula: str) -> Expr:
    found = parse(formula)
    if isinstance(found, Trouble):
        raise ValueError(f"{formula}: {found.text}")  # noqa: TRY004 - the text is wrong, not its type
    return found


def example_quantity(written: str) -> Quantity:
    """Read a value of a template; it is the library's own, so anything else than a value is a bug."""
    found = parse_quantity(written)
    if isinstance(found, Unread):
        raise ValueError(f"{written} is not a value with a unit")  # noqa: TRY004 - the text is wrong, not its type
    return found


# --- the formula with the author's own inputs ------------------------------------------------------------------------

_ONE = number(1)


def expand(template: Template, inputs: Mapping[str, Expr]) -> Expr:
    """Give the formula with the author's formulas in the place of the inputs.

    Optional inputs that were not given are dropped: a term with everything it is multiplied by, a factor alone.
    Built-in names stay as they are. Raises ValueError when `missing` has not been asked first.
    """
    if lacking := missing(template, inputs):
        raise ValueError(f"{template.id} lacks {', '.join(lacking)}")
    return _whole(template, _filled(template.tree, template, inputs))


def limits(template: Template, inputs: Mapping[str, Expr]) -> tuple[tuple[Expr, Expr, Text], ...]:
    """Give what may not exceed what (first, second, and what to say), as far as the inputs for it were given."""
    return tuple(
        (
            _whole(template, _filled(_tree(one.left), template, inputs)),
            _whole(template, _filled(_tree(one.right), template, inputs)),
            one.message,
        )
        for one in template.limits
        if {name.id for name in (*names(_tree(one.left)), *names(_tree(one.right)))} <= {*inputs, *BUILT_IN}
    )


def _whole(template: Template, expr: Expr | None) -> Expr:
    if expr is None:
        raise ValueError(f"nothing remains of {template.id}")
    return expr


def _filled(expr: Expr, template: Template, inputs: Mapping[str, Expr]) -> Expr | None:
    """Fill in one part; None when it falls away."""
    if isinstance(expr, Number):
        return expr
    if isinstance(expr, Name):
        return _named(expr, template, inputs)
    if isinstance(expr, Negative):
        inner = _filled(expr.inner, template, inputs)
        return None if inner is None else Negative(inner)
    if isinstance(expr, Call):
        kept = tuple(part for one in expr.arguments if (part := _filled(one, template, inputs)) is not None)
        return None if not kept else kept[0] if len(kept) == 1 else Call(expr.function, kept)
    return _joined(expr, _filled(expr.left, template, inputs), _filled(expr.right, template, inputs))


def _named(name: Name, template: Template, inputs: Mapping[str, Expr]) -> Expr | None:
    if name.id in inputs:
        return inputs[name.id]
    known = template.input(name.id)
    if known is None:
        return Name(name.id, name.id)  # built in; without a column, because the author did not write it
    return _ONE if known.is_factor else None


def _joined(expr: Binary, left: Expr | None, right: Expr | None) -> Expr | None:
    if expr.sign in "*/":
        if left is None or right is None:
            return None
        if right is _ONE:
            return left
        return right if left is _ONE and expr.sign == "*" else Binary(expr.sign, left, right)
    if left is None:
        return Negative(right) if right is not None and expr.sign == "-" else right
    return left if right is None else Binary(expr.sign, left, right)


def missing(template: Template, given: Collection[str]) -> tuple[str, ...]:
    """Give the inputs that are still needed: what is not optional, and the other half of a product half given."""
    half = {name for group in _products(template) if group & set(given) for name in group}
    return tuple(
        one.name for one in template.inputs if one.name not in given and (not one.optional or one.name in half)
    )


def unknown(template: Template, given: Collection[str]) -> tuple[str, ...]:
    """Give the names that are no inputs of this template, as the author ordered them."""
    return tuple(name for name in given if template.input(name) is None)


def _products(template: Template) -> Iterator[set[str]]:
    """Give the optional terms that are multiplied with each other: one without the other means nothing."""
    terms = {one.name for one in template.inputs if one.optional and not one.is_factor}
    for group in _factors(template.tree):
        if len(group & terms) > 1:
            yield group & terms


def _factors(expr: Expr) -> Iterator[set[str]]:
    """Give, for every product in a formula, the names that are its direct factors."""
    own: set[str] = set()
    pending = [expr]
    while pending:
        part = pending.pop()
        if isinstance(part, Binary) and part.sign in "*/":
            pending += [part.left, part.right]
        elif isinstance(part, Name):
            own.add(part.id)
        elif isinstance(part, Binary):
            yield from _factors(part.left)
            yield from _factors(part.right)
        elif isinstance(part, Negative):
            yield from _factors(part.inner)
        elif isinstance(part, Call):
            for one in part.arguments:
                yield from _factors(one)
    yield own


# --- units -----------------------------------------------------------------------------------------------------------

_ROLES = {**dict.fromkeys(CURRENCIES, "money"), **dict.fromkeys(("day", "workday", "month"), "calendar")}


def misfit(template: Template, name: str, unit: Unit) -> Text | None:
    """Say why a unit cannot be that of an input, or of the effect (`name` is then `effect`); None when it can.

    Money, working time and calendar time must stand where the template has them. What is counted may differ (orders for
    deals): whether it agrees with itself, the unit of the whole formula shows.
    """
    if name == "effect":
        return _misfit_effect(template, unit)
    known = template.input(name)
    if known is None or _frame(known.unit) == _frame(unit):
        return None
    wanted, got = known.quantity, _said(unit)
    if known.is_percentage:
        message = text("{input} must be a percentage, such as {example}, but it is in {unit}.")
    else:
        message = text("{input} must be something like {example}, but it is in {unit}.")
    return replace(message, params=(("input", known.title), ("example", wanted), ("unit", got)))


def _misfit_effect(template: Template, unit: Unit) -> Text | None:
    if template.effect == POINTS and unit == PERCENT:
        return text(
            "The effect is in percent, but “{title}” needs a change in percentage points.", title=template.title
        )
    return None


def _said(unit: Unit) -> Text:
    return text("{unit}", unit=unit) if unit.dimensions else text("a plain number")


def _frame(unit: Unit) -> dict[str, int]:
    """Give what a unit holds of money, working time and calendar time."""
    found: dict[str, int] = {}
    for symbol, power in unit.words:
        dimension = BY_SYMBOL[symbol].dimension
        role = "hour" if dimension == "hour" else _ROLES.get(dimension, "")
        if role:
            found[role] = found.get(role, 0) + power
    return {role: power for role, power in found.items() if power}


# --- the example -----------------------------------------------------------------------------------------------------


def example_inputs(template: Template) -> tuple[Input, ...]:
    """Give the inputs that the worked case states."""
    return tuple(one for one in template.inputs if one.name not in template.example.leaves_out)


def example_currency(template: Template) -> str:
    """Give the currency of the worked case."""
    unit = example_quantity(template.example.benefit).unit
    return next(code for code in CURRENCIES if money(code) == unit)
