"""A formula in words means one thing: read back in any sensible way, it gives the value of the formula itself."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, Number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.sentence import Sentence
from roi_spec.render.sentences import in_words
from roi_spec.render.writer import Writer
from tests.render.chain import context, evaluated, examined

NAMES = "bcdef"
SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
WORDS = {
    "en": {
        "plus": "+",
        "minus": "-",
        "times": "*",
        "divided by": "/",
        "the sum of": "sum",
        "the average of": "mean",
        "the smallest of": "min",
        "the largest of": "max",
        "the size, without sign, of": "abs",
        "these numbers multiplied": "product",
        "and": "and",
        "the same as": "",
        "set to": "",
    },
    "nl": {
        "plus": "+",
        "min": "-",
        "keer": "*",
        "gedeeld door": "/",
        "de som van": "sum",
        "het gemiddelde van": "mean",
        "de kleinste van": "min",
        "de grootste van": "max",
        "de grootte, zonder teken, van": "abs",
        "deze getallen met elkaar vermenigvuldigd": "product",
        "en": "and",
        "gelijk aan": "",
        "vast op": "",
    },
}

Row = list[Any]
"""Values and signs by turns; a sign is a pair: the sign, and whether a comma stood before it."""


# --- ways to read a row of values and signs --------------------------------------------------------------------------


def in_order(row: Row) -> Fraction:
    """Read from left to right, as on a simple calculator."""
    value = row[0]
    for (sign, _), right in zip(row[1::2], row[2::2], strict=True):
        value = SIGNS[sign](value, right)
    return Fraction(value)


def by_precedence(row: Row) -> Fraction:
    """Read as at school: times and divided by go before plus and minus."""
    return in_order(_gathered(row, lambda sign: sign[0] in "+-", in_order))


def by_comma(row: Row) -> Fraction:
    """Read a comma as the end of what is reckoned first."""
    return in_order(_gathered(row, lambda sign: sign[1], by_precedence))


def _gathered(row: Row, splits: Callable[[Any], bool], read: Callable[[Row], Fraction]) -> Row:
    groups: list[Row] = [[row[0]]]
    signs = []
    for sign, right in zip(row[1::2], row[2::2], strict=True):
        if splits(sign):
            signs.append(sign)
            groups.append([right])
        else:
            groups[-1] += [sign, right]
    values = [read(one) for one in groups]
    return [values[0], *(piece for pair in zip(signs, values[1:], strict=True) for piece in pair)]


# --- the reader ------------------------------------------------------------------------------------------------------


@dataclass
class Reader:
    """Reads a sentence back to a value: a list of values goes on for as long as it can."""

    words: dict[str, str]
    values: dict[str, Fraction]
    read: Callable[[Row], Fraction]
    left: list[str] = field(default_factory=list)

    def value(self, sentence: str) -> Fraction:
        known = "|".join(re.escape(one) for one in sorted(self.words, key=len, reverse=True))
        self.left = re.findall(rf"\b(?:{known})(?!\w)|\w+|[(),]", sentence.lower())
        self.left = [found for one in self.left if (found := self.words.get(one, one))]
        value = self.row()
        assert not self.left, f"{self.left} is left over of: {sentence}"
        return value

    def row(self) -> Fraction:
        row: Row = [self.one()]
        while self.left and (self.left[0] in SIGNS or (self.left[0] == "," and self.left[1] in SIGNS)):
            is_after_comma = self.left[0] == ","
            if is_after_comma:
                self.left.pop(0)
            row += [(self.left.pop(0), is_after_comma), self.one()]
        return self.read(row)

    def one(self) -> Fraction:
        word = self.left.pop(0)
        if word == "(":
            value = self.row()
            assert self.left.pop(0) == ")"
            return value
        if word == "-":
            return -self.one()
        if word in FUNCTIONS:
            return FUNCTIONS[word].compute(self.listed())
        return self.values[word] if word in self.values else Fraction(word)

    def listed(self) -> list[Fraction]:
        values = [self.row()]
        while self.left and self.left[0] in (",", "and"):
            self.left.pop(0)
            values.append(self.row())
        return values

    def formula(self, told: Sentence, items: tuple[Sentence, ...]) -> Fraction:
        """Read a whole formula: one sentence, or the start of one with a list under it."""
        if not items:
            return self.value(written(told))
        start = self.words[written(told).lower().rstrip(":")]
        values = [self.value(written(one)) for one in items]
        if start != "product":
            return FUNCTIONS[start].compute(values)
        product = Fraction(1)
        for value in values:
            product *= value
        return product


def written(sentence: Sentence) -> str:
    return "".join(
        piece if isinstance(piece, str) else getattr(piece, "text", "") or getattr(piece, "shown", "")
        for piece in sentence
    )


# --- formulas --------------------------------------------------------------------------------------------------------


def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    some = st.lists(inner, min_size=1, max_size=5).map(tuple)
    return st.one_of(
        st.builds(Binary, st.sampled_from(("+", "-", "*", "/")), inner, inner),
        st.builds(Binary, st.sampled_from(("+", "-", "*", "/")), inner, inner),
        st.builds(Call, st.sampled_from(("sum", "mean", "min", "max")), some),
        st.builds(lambda one: Call("abs", (one,)), inner),
        st.builds(Negative, inner),
    )


LEAVES: st.SearchStrategy[Expr] = st.one_of(
    st.sampled_from(NAMES).map(lambda name: Name(name, name)),
    st.integers(0, 3).map(lambda value: Number(Fraction(value))),
)
TREES = st.recursive(LEAVES, larger, max_leaves=12)
VALUES = st.fixed_dictionaries({name: st.fractions(-20, 20, max_denominator=7) for name in NAMES})


def reckoned(tree: Expr, values: dict[str, Fraction]) -> Fraction:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return values[tree.id]
    if isinstance(tree, Negative):
        return -reckoned(tree.inner, values)
    if isinstance(tree, Call):
        return FUNCTIONS[tree.function].compute([reckoned(one, values) for one in tree.arguments])
    return SIGNS[tree.sign](reckoned(tree.left, values), reckoned(tree.right, values))


WRITERS = {locale: Writer(evaluated(examined()), context(locale)) for locale in WORDS}


@pytest.mark.parametrize("read", [in_order, by_precedence, by_comma])
@pytest.mark.parametrize("locale", sorted(WORDS))
@given(tree=TREES, values=VALUES)
@settings(max_examples=100, deadline=None)
def test_the_words_of_a_formula_give_its_value_however_they_are_read(
    locale: str, read: Callable[[Row], Fraction], tree: Expr, values: dict[str, Fraction]
) -> None:
    try:
        value = reckoned(tree, values)
    except ZeroDivisionError:
        assume(False)
    words = in_words(WRITERS[locale], tree)
    assert Reader(WORDS[locale], values, read).formula(words.told, words.items) == value


def test_the_reader_tells_an_unclear_sentence_from_a_clear_one() -> None:
    values = {name: Fraction(number) for name, number in zip(NAMES, (2, 3, 5, 7, 11), strict=True)}
    ways = {way: Reader(WORDS["en"], values, way) for way in (in_order, by_precedence, by_comma)}
    assert len({one.value("b times c, plus d plus e, times f.") for one in ways.values()}) > 1
    assert {one.value("(b times c) plus ((d plus e) times f).") for one in ways.values()} == {Fraction(138)}
