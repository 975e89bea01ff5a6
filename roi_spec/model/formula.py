"""Formulas as small trees.

The evaluator, the unit check, the handbook, the receipt and later the spreadsheet and the browser all walk this
one object. `parse` reads what an author wrote: `+ - * / ( )`, names, plain numbers and the functions of
`functions.py`. Nothing is ever executed as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from roi_spec.model.functions import FOR_AUTHORS, FUNCTIONS
from roi_spec.model.quantity import MAX_DECIMALS, MAX_DIGITS, exact_text
from roi_spec.model.text import Text, text

MAX_LENGTH = 1_000
MAX_DEPTH = 24
MAX_PARTS = 200


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number, without unit."""

    value: Fraction
    column: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A reference to another line of the working."""

    id: str
    """What it refers to: first the name as written, after resolving the id of a line."""
    written: str = ""
    """The name the author used, for showing; empty when the tool made the formula."""
    column: int = 0
    """Characters from the start of the formula, from 0."""


@dataclass(frozen=True, slots=True)
class Binary:
    """Two formulas joined by a sign."""

    sign: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Negative:
    """A formula with its sign turned."""

    inner: Expr


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more formulas."""

    function: str
    arguments: tuple[Expr, ...]
    column: int = 0


Expr = Number | Name | Binary | Negative | Call


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text is not a formula, and where: `column` counts characters from the start of the formula, from 0."""

    column: int
    length: int
    text: Text


def parts(expr: Expr) -> Iterator[Expr]:
    """Give the formula and everything in it, left to right."""
    pending: list[Expr] = [expr]
    while pending:
        part = pending.pop()
        yield part
        if isinstance(part, Binary):
            pending += [part.right, part.left]
        elif isinstance(part, Negative):
            pending.append(part.inner)
        elif isinstance(part, Call):
            pending += reversed(part.arguments)


def names(expr: Expr) -> tuple[Name, ...]:
    """Give every name in the formula, in the order written."""
    return tuple(part for part in parts(expr) if isinstance(part, Name))


def renamed(expr: Expr, change: Callable[[Name], Expr]) -> Expr:
    """Give the formula with every name replaced by what `change` makes of it."""
    if isinstance(expr, Name):
        return change(expr)
    if isinstance(expr, Binary):
        return replace(expr, left=renamed(expr.left, change), right=renamed(expr.right, change))
    if isinstance(expr, Negative):
        return Negative(renamed(expr.inner, change))
    if isinstance(expr, Call):
        return replace(expr, arguments=tuple(renamed(argument, change) for argument in expr.arguments))
    return expr


def degree(expr: Expr, id: str) -> int | None:
    """Give how the formula depends on a name: 0 not at all, 1 proportionally, None in another way."""
    if isinstance(expr, Name):
        return 1 if expr.id == id else 0
    if isinstance(expr, Number):
        return 0
    if isinstance(expr, Negative):
        return degree(expr.inner, id)
    if isinstance(expr, Call):
        found = {degree(argument, id) for argument in expr.arguments}
        return (
            found.pop()
            if len(found) == 1 and (found <= {0} or (expr.function in ("sum", "mean", "min", "max")))
            else None
        )
    left, right = degree(expr.left, id), degree(expr.right, id)
    if left is None or right is None:
        return None
    if expr.sign in "+-":
        return left if left == right else None
    if expr.sign == "*":
        return left + right if left + right < 2 else None
    return left if right == 0 else None


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)|(?P<sign>[-+*/(),]))"
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def _tokens(source: str) -> list[_Token] | Trouble:
    found: list[_Token] = []
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            rest = source[position:]
            if not rest.strip():
                break
            column = position + len(rest) - len(rest.lstrip())
            return Trouble(column, 1, _odd_character(source[column]))
        kind = match.lastgroup or ""
        if kind == "number" and (message := _odd_number(match.group(kind))):
            return Trouble(match.start(kind), len(match.group(kind)), message)
        found.append(_Token(kind, match.group(kind), match.start(kind)))
        position = match.end()
    return found


def _odd_number(digits: str) -> Text | None:
    whole, _, decimals = digits.partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        good = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
        return text("Write {good} instead of {bad}.", good=good, bad=digits)
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return text("The number {number} has more digits than any measurement has.", number=digits)
    return None


def _odd_character(character: str) -> Text:
    hints = {
        "×": "*",
        "÷": "/",
        "−": "-",
        "–": "-",
        "·": "*",
        ":": "/",
        "x": "*",
    }
    if character in hints:
        return text("In a formula, write {good} instead of {bad}.", good=hints[character], bad=character)
    if character == "%":
        return text("A formula holds no percent sign. Give the percentage a name under assumptions and use that name.")
    return text("{bad} has no meaning in a formula. Use + - * / ( ), numbers and names.", bad=character)


class _Reader:
    """A recursive reader over the pieces of one formula; depth and size are bounded before it starts."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens = tokens
        self.position = 0
        self.length = length
        self.depth = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self, *signs: str) -> _Token | None:
        token = self.peek()
        if token and token.kind == "sign" and token.text in signs:
            self.position += 1
            return token
        return None

    def here(self, message: Text) -> Trouble:
        token = self.peek()
        return Trouble(token.column, len(token.text), message) if token else Trouble(self.length, 1, message)

    def sum(self) -> Expr | Trouble:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            return self.here(
                text("This formula has too many brackets inside each other. Split it over several assumptions.")
            )
        left = self.product()
        while not isinstance(left, Trouble) and (token := self.take("+", "-")):
            right = self.product()
            left = right if isinstance(right, Trouble) else Binary("+" if token.text == "+" else "-", left, right)
        self.depth -= 1
        return left

    def product(self) -> Expr | Trouble:
        left = self.signed()
        while not isinstance(left, Trouble) and (token := self.take("*", "/")):
            right = self.signed()
            left = right if isinstance(right, Trouble) else Binary("*" if token.text == "*" else "/", left, right)
        return left

    def signed(self) -> Expr | Trouble:
        if self.take("-"):
            inner = self.atom()
            return inner if isinstance(inner, Trouble) else Negative(inner)
        return self.atom()

    def atom(self) -> Expr | Trouble:
        token = self.peek()
        if token is None:
            return self.here(text("The formula stops too early: a name or number is missing at the end."))
        if token.kind == "number":
            self.position += 1
            return Number(Fraction(token.text), token.column)
        if token.kind == "name":
            self.position += 1
            return self.call(token) if self.take("(") else Name(token.text, token.text, token.column)
        if self.take("("):
            inner = self.sum()
            if isinstance(inner, Trouble) or self.take(")"):
                return inner
            return self.here(text("A closing bracket is missing."))
        return self.here(text("A name or number is missing in front of {sign}.", sign=token.text))

    def call(self, token: _Token) -> Expr | Trouble:
        if token.text not in FOR_AUTHORS:
            known = ", ".join(FOR_AUTHORS)
            message = text("There is no function {name}. The functions are {known}.", name=token.text, known=known)
            return Trouble(token.column, len(token.text), message)
        arguments: list[Expr] = []
        while True:
            argument = self.sum()
            if isinstance(argument, Trouble):
                return argument
            arguments.append(argument)
            if self.take(","):
                continue
            if self.take(")"):
                break
            return self.here(text("A closing bracket is missing."))
        most = FUNCTIONS[token.text].most
        if most is not None and len(arguments) > most:
            message = text(
                "{name} takes {most} value(s), not {count}.", name=token.text, most=most, count=len(arguments)
            )
            return Trouble(token.column, len(token.text), message)
        return Call(token.text, tuple(arguments), token.column)


def parse(source: str) -> Expr | Trouble:
    """Read a formula. Gives the tree, or what is wrong and where; never raises."""
    if len(source) > MAX_LENGTH:
        return Trouble(
            0,
            1,
            text("This formula is longer than {most} characters. Split it over several assumptions.", most=MAX_LENGTH),
        )
    tokens = _tokens(source)
    if isinstance(tokens, Trouble):
        return tokens
    if not tokens:
        return Trouble(0, 1, text("The formula is empty."))
    if len(tokens) > MAX_PARTS:
        return Trouble(
            0, 1, text("This formula has more than {most} parts. Split it over several assumptions.", most=MAX_PARTS)
        )
    reader = _Reader(tokens, len(source))
    tree = reader.sum()
    if not isinstance(tree, Trouble) and reader.peek() is not None:
        return reader.here(text("A sign (+ - * /) is missing in front of this."))
    return tree


def plus(first: Expr, *rest: Expr) -> Expr:
    """Add formulas up."""
    for part in rest:
        first = Binary("+", first, part)
    return first


def minus(left: Expr, right: Expr) -> Expr:
    """Subtract one formula from another."""
    return Binary("-", left, right)


def times(first: Expr, *rest: Expr) -> Expr:
    """Multiply formulas."""
    for part in rest:
        first = Binary("*", first, part)
    return first


def over(above: Expr, below: Expr) -> Expr:
    """Divide one formula by another."""
    return Binary("/", above, below)


def call(function: str, arguments: tuple[Expr, ...]) -> Expr:
    """Apply a function of the table to formulas."""
    return Call(function, arguments)


def number(value: int) -> Expr:
    """Write a whole number as a formula."""
    return Number(Fraction(value))


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def as_line(expr: Expr, name: Callable[[Name], str], *, signs: dict[str, str] | None = None) -> str:
    """Write a formula on one line, with brackets only where they matter; `name` says how a name is written."""
    return _written(expr, name, signs or {}, 0)


def _written(expr: Expr, name: Callable[[Name], str], signs: dict[str, str], around: int) -> str:
    if isinstance(expr, Name):
        return name(expr)
    if isinstance(expr, Number):
        return exact_text(expr.value)
    if isinstance(expr, Negative):
        return f"{signs.get('-', '-')}{_written(expr.inner, name, signs, 3)}"
    if isinstance(expr, Binary):
        own = _STRENGTH[expr.sign]
        left = _written(expr.left, name, signs, own)
        # a - (b - c) and a / (b * c) keep their brackets; a + (b + c) needs none.
        right = _written(expr.right, name, signs, own + (expr.sign in "-/"))
        right = _bracketed(right, isinstance(expr.right, Negative))
        return _bracketed(f"{left} {signs.get(expr.sign, expr.sign)} {right}", around > own)
    return f"{expr.function}({', '.join(_written(one, name, signs, 0) for one in expr.arguments)})"


def _bracketed(words: str, needed: bool) -> str:  # noqa: FBT001 - one word, one meaning
    return f"({words})" if needed else words
