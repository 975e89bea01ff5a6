"""Formulas as sentences: `net benefit divided by total cost`, for who does not read formulas.

Walks the same tree as the drawn formula. Brackets stand wherever a reader could reckon in another order, so that a
sentence means one thing whether or not the reader knows that times goes before plus. A long sum is told term by term,
and a long row of like terms by its first and its last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number, names
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.handbook import InWords
from roi_spec.model.sentence import Named, Piece, Sentence
from roi_spec.model.text import Text
from roi_spec.render.formulas import SERIES
from roi_spec.render.writer import Writer

LISTED = 3
"""A sum or an average of more terms than this is told as a list."""

_SIGNS = {
    "+": Text("{left} plus {right}"),
    "-": Text("{left} minus {right}"),
    "*": Text("{left} times {right}"),
    "/": Text("{left} divided by {right}"),
}
_RUNS_ON = {
    "++": _SIGNS["+"],
    "+-": _SIGNS["-"],
    "--": _SIGNS["-"],
    "-+": Text("{left}, plus {right}"),
    "**": _SIGNS["*"],
    "*/": Text("{left}, divided by {right}"),
}
"""Two signs after each other that need no brackets: the sign within the left part, and the one behind it."""

_OF = {
    "sum": Text("the sum of {parts}"),
    "mean": Text("the average of {parts}"),
    "min": Text("the smallest of {parts}"),
    "max": Text("the largest of {parts}"),
    "abs": Text("the size, without sign, of {parts}"),
}
_LONG = {
    "sum": Text("The sum of:"),
    "mean": Text("The average of:"),
    "min": Text("The smallest of:"),
    "max": Text("The largest of:"),
    "*": Text("These numbers multiplied:"),
}
_ALONE = ("sum", "mean", "min", "max")
"""Functions that leave a single value as it is."""
_ONE = Number(Fraction(1))
_SMALL = ("en", "nl")
"""Languages that write a name of ours small inside a sentence."""


def in_words(writer: Writer, tree: Expr) -> InWords:
    """Give a formula as a sentence; a long sum as the start of one, with its terms as a list."""
    told, tree = _Telling(writer), _bare(tree)
    if isinstance(tree, Name):
        return InWords(whole(writer.say("The same as {name}", name=told.part(tree))))
    if isinstance(tree, Number):
        return InWords(whole(writer.say("Set to {number}", number=told.part(tree))))
    parts = _listed(tree)
    if len(parts) > LISTED and not (isinstance(tree, Call) and told.is_series(tree)):
        start = _LONG[tree.function if isinstance(tree, Call) else "*"]
        return InWords(writer.say(start), tuple(_opened(told.part(one)) for one in parts))
    return InWords(whole(told.part(tree)))


def _listed(tree: Expr) -> tuple[Expr, ...]:
    """Give what a list of terms or factors would name; nothing when the formula is neither."""
    if isinstance(tree, Call):
        return tree.arguments if tree.function in _LONG else ()
    factors: list[Expr] = []
    while isinstance(tree, Binary) and tree.sign == "*":
        factors.append(tree.right)
        tree = tree.left
    return (tree, *reversed(factors)) if factors else ()


def named(writer: Writer, id: str, *, small: bool = False) -> Named:
    """Give the title of a number with the way to its working; `small` where it stands inside a sentence."""
    step = writer.evaluation.steps[id]
    content = writer.say(step.line.title)
    return Named(_lowered(content) if small and writer.context.locale in _SMALL else content, writer.way(id), id)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One way through a tree, from the names up."""

    writer: Writer

    def part(self, expr: Expr) -> Sentence:
        """Give a part of a formula as part of a sentence."""
        expr = _bare(expr)
        if isinstance(expr, Name):
            return self._name(expr)
        if isinstance(expr, Number):
            return (self.writer.number(expr.value),)
        if isinstance(expr, Negative):
            return self.writer.say("minus {part}", part=self._guarded(expr.inner))
        if isinstance(expr, Call):
            return self._call(expr)
        return self._joined(expr)

    def _name(self, name: Name) -> Sentence:
        if self.writer.evaluation.step(name.id) is None:
            return (self.writer.words(name.written or name.id),)
        return (named(self.writer, name.id, small=True),)

    def _joined(self, expr: Binary) -> Sentence:
        """Join two parts: each stands in brackets, unless the left one runs on into this one."""
        first = _bare(expr.left)
        runs_on = _RUNS_ON.get(first.sign + expr.sign) if isinstance(first, Binary) else None
        left = self._guarded(first) if runs_on is None else self.part(first)
        return self.writer.say((runs_on or _SIGNS[expr.sign]).msgid, left=left, right=self._guarded(expr.right))

    def _guarded(self, expr: Expr) -> Sentence:
        """Give a part that is reckoned before what stands around it: only a name or a number needs no brackets."""
        said = self.part(expr)
        return said if isinstance(_bare(expr), Name | Number) else ("(", *said, ")")

    def _call(self, call: Call) -> Sentence:
        parts = self._range(call) if self.is_series(call) else self._every(call.arguments)
        if call.function in _OF:
            return self.writer.say(_OF[call.function].msgid, parts=parts)
        return (*self.writer.say(FUNCTIONS[call.function].meaning), ": ", *parts)

    def _every(self, arguments: Iterable[Expr]) -> Sentence:
        return self.writer.listed(self._guarded(one) for one in arguments)

    def _range(self, call: Call) -> Sentence:
        ends = {"first": self._guarded(call.arguments[0]), "last": self._guarded(call.arguments[-1])}
        return self.writer.say("{count} values, from {first} to {last}", count=len(call.arguments), **ends)

    def is_series(self, call: Call) -> bool:
        """Say whether a function takes a long row of like terms, which differ only by their number."""
        steps = [self.writer.evaluation.step(one.id) for one in names(call)]
        return len(call.arguments) > SERIES and all(one is not None and one.line.part == "attribution" for one in steps)


def _bare(expr: Expr) -> Expr:
    """Leave out what changes nothing: `1 *` in front, and a sum or an average of one value."""
    while True:
        if isinstance(expr, Binary) and expr.sign == "*" and expr.left == _ONE:
            expr = expr.right
        elif isinstance(expr, Call) and len(expr.arguments) == 1 and expr.function in _ALONE:
            expr = expr.arguments[0]
        else:
            return expr


# --- capitals and full stops -----------------------------------------------------------------------------------------


def whole(sentence: Sentence) -> Sentence:
    """Make a sentence of words that stand alone: a capital, where they are ours, and one full stop."""
    last = sentence[-1] if sentence else ""
    written = last if isinstance(last, str) else getattr(last, "text", "")
    return (*_opened(sentence), *(() if not sentence or written.endswith((".", "!", "?")) else (".",)))


def _opened(sentence: Sentence) -> Sentence:
    """Begin with a capital, where the first words are ours."""
    return _with_first(sentence, lambda words: words[:1].upper() + words[1:])


def _lowered(sentence: Sentence) -> Sentence:
    """Begin small, but leave what is an abbreviation: ROI, P10."""
    return _with_first(
        sentence, lambda words: words if words[1:2].isupper() or words[1:2].isdigit() else words[:1].lower() + words[1:]
    )


def _with_first(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    first: Piece | None = sentence[0] if sentence else None
    if first == "(":
        return (first, *_with_first(sentence[1:], change))
    if isinstance(first, str):
        return (change(first), *sentence[1:])
    if isinstance(first, Named):
        return (replace(first, content=_with_first(first.content, change)), *sentence[1:])
    return sentence
