"""Formulas as people write them on paper: names with × and −, real fractions, then the same with numbers.

Walks the formula tree of a line twice, once with the titles of the lines it rests on and once with their values.
Nothing is computed; brackets appear only where reading needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roi_spec.model.evaluation import BASE, Step
from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.handbook import Applied, Brackets, FormulaLines, Fraction, Leaf, Run, Shape, Terms
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text
from roi_spec.render.writer import Writer

MINUS, TIMES, PLUS = "−", "×", "+"
SERIES = 6
"""A longer row of like terms is shortened where names are shown: its first two and its last; numbers stay complete."""

_WORDS = {
    "min": Text("the smallest of"),
    "max": Text("the largest of"),
    "mean": Text("the average of"),
    "abs": Text("the size, without sign, of"),
}


def formula(writer: Writer, step: Step) -> FormulaLines | None:
    """Give the formula of a step in words and in numbers; None for an input."""
    tree = step.line.formula
    if tree is None:
        return None
    return FormulaLines(
        result=writer.say(step.line.title),
        in_words=_Drawing(writer, _name_leaf(writer), shorten=True).draw(tree),
        in_numbers=with_numbers(writer, step, linked=True),
        value=writer.figure(step.id),
    )


def with_numbers(writer: Writer, step: Step, case: str = BASE, *, linked: bool = False) -> Shape | None:
    """Give the formula of a step with values for names; None where that would only repeat its value, or has none."""
    tree = step.line.formula
    value = writer.evaluation.value(step.id, case)
    if tree is None or not isinstance(value, Quantity) or isinstance(tree, Name | Number):
        return None
    return _Drawing(writer, _number_leaf(writer, case, linked=linked), shorten=False).draw(tree)


def words_formula(written: str) -> str:
    """Set a formula in words in proper signs: `a x b - c` becomes `a × b − c`."""
    return written.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")


def _name_leaf(writer: Writer) -> Callable[[Name], Leaf]:
    """Show a name as the title of its line, with the way to it."""

    def leaf(name: Name) -> Leaf:
        step = writer.evaluation.step(name.id)
        if step is None:
            return Leaf((writer.words(name.written or name.id),))
        return Leaf(writer.say(step.line.title), writer.way(name.id))

    return leaf


def _number_leaf(writer: Writer, case: str, *, linked: bool) -> Callable[[Name], Leaf]:
    def leaf(name: Name) -> Leaf:
        value = writer.evaluation.quantity(name.id, case)
        return Leaf(writer.figure(name.id, case, linked=linked), is_negative=value is not None and value.value < 0)

    return leaf


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One way through the tree, with one way to show a name."""

    writer: Writer
    leaf: Callable[[Name], Leaf]
    shorten: bool

    def draw(self, expr: Expr) -> Shape:
        if isinstance(expr, Name):
            return self.leaf(expr)
        if isinstance(expr, Number):
            return Leaf((self.writer.number(expr.value),))
        if isinstance(expr, Negative):
            return Run(((MINUS, self._guarded(expr.inner, sums=True)),))
        if isinstance(expr, Call):
            return self._call(expr)
        if expr.sign == "/":
            return Fraction(self.draw(expr.left), self.draw(expr.right))
        return self._product(expr) if expr.sign == "*" else self._sum(expr)

    def _product(self, expr: Binary) -> Shape:
        factors: list[Expr] = []
        rest: Expr = expr
        while isinstance(rest, Binary) and rest.sign == "*":
            factors.append(rest.right)
            rest = rest.left
        factors.append(rest)
        every = [self._guarded(one, sums=True) for one in reversed(factors)]
        return Run((("", every[0]), *((TIMES, one) for one in every[1:])))

    def _sum(self, expr: Binary) -> Shape:
        terms: list[tuple[str, Shape]] = []
        rest: Expr = expr
        while isinstance(rest, Binary) and rest.sign in "+-":
            is_minus = rest.sign == "-"
            terms.append((MINUS if is_minus else PLUS, self._guarded(rest.right, sums=is_minus)))
            rest = rest.left
        return Run((("", self.draw(rest)), *reversed(terms)))

    def _guarded(self, expr: Expr, *, sums: bool) -> Shape:
        """Draw a part, in brackets when it would be misread without."""
        shape = self.draw(expr)
        is_sum = (isinstance(expr, Binary) and expr.sign in "+-") or isinstance(expr, Negative)
        is_sum = is_sum or (isinstance(expr, Call) and expr.function == "sum" and len(expr.arguments) > 1)
        is_negative = isinstance(shape, Leaf) and shape.is_negative
        return Brackets(shape) if (sums and is_sum) or is_negative else shape

    def _call(self, call: Call) -> Shape:
        if call.function == "sum":
            return self._added(call)
        shapes = tuple(self.draw(one) for one in self._shown(call.arguments))
        if self.shorten and len(shapes) < len(call.arguments):
            shapes = (*shapes[:2], Leaf(("…",)), shapes[2])
        words = _WORDS.get(call.function, FUNCTIONS[call.function].meaning)
        return Applied(self.writer.plain(words.msgid), shapes)

    def _added(self, call: Call) -> Shape:
        shapes = tuple(self._guarded(one, sums=False) for one in self._shown(call.arguments))
        if len(shapes) < len(call.arguments):
            return Run((("", shapes[0]), (PLUS, shapes[1]), (PLUS, Leaf(("…",))), (PLUS, shapes[2])))
        terms = tuple((PLUS if number else "", one) for number, one in enumerate(shapes))
        return Terms(terms) if self.shorten and len(terms) > 3 else Run(terms)

    def _shown(self, arguments: tuple[Expr, ...]) -> tuple[Expr, ...]:
        """Leave the middle out of a long series: its terms differ only by their number."""
        if not self.shorten or len(arguments) <= SERIES or not self._is_series(arguments):
            return arguments
        return (arguments[0], arguments[1], arguments[-1])

    def _is_series(self, arguments: tuple[Expr, ...]) -> bool:
        steps = (self.writer.evaluation.step(one.id) for one in arguments if isinstance(one, Name))
        return all(step is not None and step.line.part == "attribution" for step in steps)
