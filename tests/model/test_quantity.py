"""Quantities: strict notation, exact values, and rounding that is never off."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.quantity import (
    MAX_DECIMALS,
    MAX_DIGITS,
    Quantity,
    Unread,
    exact_text,
    in_unit,
    is_terminating,
    parse_quantity,
    rounded,
)
from roi_spec.model.units import BY_SYMBOL, PERCENT, PLAIN, Unit, parse_unit

fractions = st.fractions(max_denominator=10**6)
wide = st.fractions(min_value=-(10**40), max_value=10**40)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50 EUR/hour", 50, "EUR/hour"),
        ("30%", 30, "%"),
        ("30 %", 30, "%"),
        ("12 months", 12, "months"),
        ("-0.5 EUR", Fraction(-1, 2), "EUR"),
        ("8 uur/persoon", 8, "hours/person"),
        ("0.035 EUR/call", Fraction(35, 1000), "EUR/call"),
        ("5 %/month", 5, "%/month"),
    ],
)
def test_a_number_with_a_unit_is_read_exactly(text, value, unit):
    assert parse_quantity(text) == Quantity(Fraction(value), parse_unit(unit))


def test_a_bare_number_is_plain():
    assert parse_quantity("48") == Quantity(Fraction(48), PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "18.500,00 EUR", "0,6", "1e3 EUR", "010 EUR", ".5 EUR", "5. EUR", ".nan", "inf", "18,5k", "1 000 000",
        "1_000 EUR", "+5 EUR", "--5 EUR", "- 5 EUR", "0x10 EUR", "１２ EUR", "١٢ EUR", "50EUR", "EUR 50", "€ 50",
        "", "EUR", "5\nEUR\nx", "5%%",
    ],
)  # fmt: skip
def test_any_other_notation_is_not_read(text):
    assert isinstance(parse_quantity(text), Unread)


def test_an_unknown_word_is_named():
    assert parse_quantity("5 EUR/persn") == Unread("unit", "persn")


@pytest.mark.parametrize("text", ["1" * (MAX_DIGITS + 1) + " EUR", "0." + "1" * (MAX_DECIMALS + 1) + " EUR"])
def test_more_digits_than_anything_measured_are_refused(text):
    assert parse_quantity(text) == Unread("size")


def test_the_most_digits_allowed_are_kept_to_the_last():
    text = "9" * MAX_DIGITS + "." + "9" * MAX_DECIMALS + " EUR"
    read = parse_quantity(text)
    assert isinstance(read, Quantity)
    assert str(read) == text


def test_base_units_are_exact():
    assert parse_quantity("20 minutes").base * 3 == 1
    assert parse_quantity("30%").base == Fraction(3, 10)
    assert in_unit(Fraction(1, 3), parse_unit("minutes")) == Quantity(Fraction(20), parse_unit("minutes"))


@pytest.mark.parametrize("text", ["-0 EUR", "-0.00 EUR", "0 EUR"])
def test_there_is_no_negative_zero(text):
    assert str(parse_quantity(text)) == "0 EUR"


written_units = st.lists(st.sampled_from(sorted(BY_SYMBOL)), min_size=1, max_size=3, unique=True).map(
    lambda words: Unit(((words[0], 1), *((word, -1) for word in words[1:])))
)
written_numbers = st.decimals(
    min_value=-(10**MAX_DIGITS) + 1, max_value=10**MAX_DIGITS - 1, places=MAX_DECIMALS, allow_nan=False
)


@given(written_numbers, written_units)
def test_what_is_written_is_read_back_the_same(number, unit):
    quantity = Quantity(Fraction(number), unit)
    assert parse_quantity(str(quantity)) == quantity


# --- rounding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("2.675", 2, "2.68"),  # binary numbers say 2.67
        ("1.005", 2, "1.01"),
        ("0.4999999999", 0, "0"),
        ("-0.001", 2, "0.00"),
        ("12727.272727", 2, "12727.27"),
        ("3", 2, "3.00"),
    ],
)
def test_half_is_rounded_away_from_zero(value, decimals, expected):
    assert str(rounded(Fraction(value), decimals)) == expected


@given(wide, st.integers(0, 12))
def test_rounding_is_never_off_by_more_than_a_half(value, decimals):
    distance = abs(Fraction(rounded(value, decimals)) - value)
    assert distance <= Fraction(1, 2 * 10**decimals)


@given(wide, st.integers(0, 12))
def test_rounding_agrees_with_decimal_and_has_as_many_decimals_as_asked(value, decimals):
    with localcontext() as context:
        context.prec = 400
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        expected = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        assert rounded(value, decimals) == expected
    assert rounded(value, decimals).as_tuple().exponent == -decimals


@given(wide, st.integers(0, 12))
def test_rounding_mirrors_at_zero_and_keeps_no_negative_zero(value, decimals):
    one, other = rounded(value, decimals), rounded(-value, decimals)
    assert Fraction(one) == -Fraction(other)
    assert not (one.is_zero() and one.is_signed())


def test_an_amount_longer_than_a_decimal_context_keeps_every_digit():
    assert rounded(Fraction(10**40 + 1), 2) == Decimal("1" + "0" * 39 + "1.00")
    assert rounded(-Fraction(10**40 + 1), 0).as_tuple() == Decimal("-1" + "0" * 39 + "1").as_tuple()


# --- exact text -------------------------------------------------------------------------------------------------------


@given(st.integers(-(10**30), 10**30), st.integers(0, 30), st.integers(0, 30))
def test_a_value_with_an_end_is_written_to_its_end(numerator, twos, fives):
    value = Fraction(numerator, 2**twos * 5**fives)
    assert is_terminating(value)
    assert Fraction(exact_text(value)) == value


def test_a_value_with_hundreds_of_decimals_is_still_exact():
    value = Fraction(1, 2) ** 2000 + 10**50
    assert Fraction(exact_text(value)) == value


@given(fractions)
def test_a_value_without_end_is_written_to_28_digits(value):
    close = Fraction(exact_text(value))
    assert abs(close - value) <= abs(value) * Fraction(1, 10**27)


@pytest.mark.parametrize(
    ("value", "written"), [(Fraction(1, 3), "0." + "3" * 28), (Fraction(1200), "1200"), (Fraction(5, 2), "2.5")]
)
def test_values_are_written_without_exponent_or_idle_zeros(value, written):
    assert exact_text(value) == written


def test_a_share_is_written_as_a_percentage():
    assert str(Quantity(Fraction(125, 2), PERCENT)) == "62.5%"
