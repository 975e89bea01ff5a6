"""Units: a small algebra that keeps hours, months, people and money apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.units import (
    BY_SYMBOL,
    CURRENCIES,
    MONTHS,
    NUMBER,
    PERCENT,
    PERSONS,
    PLAIN,
    POINTS,
    SPELLINGS,
    WORDS,
    Unit,
    money,
    multiply,
    parse_unit,
    per,
    unit_of,
)

symbols = st.sampled_from([word.symbol for word in WORDS])
units = st.lists(st.tuples(symbols, st.sampled_from((-2, -1, 1, 2))), max_size=4).map(lambda words: Unit(tuple(words)))
dimensions = units.map(lambda unit: unit.dimensions)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("EUR", money("EUR")),
        ("EUR/person/month", Unit((("EUR", 1), ("person", -1), ("month", -1)))),
        ("calls per hour", Unit((("call", 1), ("hour", -1)))),
        ("uur / persoon", Unit((("hour", 1), ("person", -1)))),
        ("Maanden", MONTHS),
        ("procentpunten", POINTS),
        ("%", PERCENT),
        ("EUR*month", Unit((("EUR", 1), ("month", 1)))),
        ("deelnemers", PERSONS),
    ],
)
def test_units_are_read_in_english_and_dutch(text, unit):
    assert parse_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("eur", "eur"),  # a currency is its code, in capitals
        ("EUR/persn", "persn"),
        ("EUR/", "EUR/"),
        ("/hour", "/hour"),
        ("EUR//hour", "EUR//hour"),
        ("EUR hour", "hour"),
        ("EUR^2", "EUR^2"),
        ("", ""),
    ],
)
def test_what_is_no_unit_comes_back_as_the_word_that_is_wrong(text, unknown):
    assert parse_unit(text) == unknown


def test_working_time_calendar_months_and_days_are_three_things():
    hour, workday, day, month = (Unit(((name, 1),)).dimensions for name in ("hour", "workday", "day", "month"))
    assert len({hour, workday, day, month}) == 4


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("minutes", Fraction(1, 60)),
        ("weeks", 7),
        ("quarters", 3),
        ("years", 12),
        ("%", Fraction(1, 100)),
        ("EUR/year", Fraction(1, 12)),
    ],
)
def test_one_unit_is_so_many_of_its_base(unit, factor):
    assert parse_unit(unit).factor == factor


def test_a_percentage_and_points_are_plain_numbers_with_a_scale():
    assert PERCENT.dimensions == POINTS.dimensions == NUMBER
    assert PERCENT.is_share
    assert not parse_unit("%/month").is_share


def test_money_is_one_currency_and_nothing_else():
    assert money("EUR").is_money
    assert not parse_unit("EUR/month").is_money
    assert not parse_unit("EUR*EUR").is_money
    assert parse_unit("EUR/month").currency == "EUR"
    assert parse_unit("EUR/USD").currency == "EUR"
    assert parse_unit("calls").currency is None


@pytest.mark.parametrize("text", ["hours/person", "EUR/person/month", "calls/hour", "EUR", "%", "months", "%/month"])
def test_a_unit_is_written_as_a_spec_would(text):
    assert str(parse_unit(text)) == text


def test_per_divides():
    assert per(money("EUR"), PERSONS) == parse_unit("EUR/person")


def test_every_spelling_is_read_as_the_word_it_stands_for():
    for spelling, symbol in SPELLINGS.items():
        assert parse_unit(spelling) == Unit(((symbol, 1),)), spelling


def test_every_word_has_a_spelling_of_its_own():
    """Two words that share their symbol or their English plural would be taken for each other."""
    for word in WORDS:
        assert SPELLINGS[word.symbol if word.symbol in CURRENCIES else word.symbol.lower()] == word.symbol
        assert BY_SYMBOL[word.symbol] is word


# --- laws -------------------------------------------------------------------------------------------------------------


@given(dimensions, dimensions, dimensions)
def test_multiplying_is_free_of_order_and_grouping(one, two, three):
    assert multiply(one, two) == multiply(two, one)
    assert multiply(multiply(one, two), three) == multiply(one, multiply(two, three))


@given(dimensions, dimensions)
def test_dividing_undoes_multiplying(one, two):
    assert multiply(multiply(one, two), two, -1) == one
    assert multiply(one, one, -1) == NUMBER
    assert multiply(one, NUMBER) == one


@given(units, units)
def test_a_product_of_units_has_the_product_of_dimensions_and_factors(one, two):
    both = Unit((*one.words, *two.words))
    assert both.dimensions == multiply(one.dimensions, two.dimensions)
    assert both.factor == one.factor * two.factor


@given(dimensions)
def test_the_base_unit_of_dimensions_measures_exactly_those(some):
    base = unit_of(some)
    assert base.dimensions == some
    assert base.factor == 1


@given(units)
def test_what_is_written_is_read_back_as_the_same_measure(unit):
    written = str(unit)
    if not written or written.startswith("1"):
        return  # a plain number, or something per nothing: no author writes these
    again = parse_unit(written)
    assert isinstance(again, Unit)
    assert (again.dimensions, again.factor) == (unit.dimensions, unit.factor)


def test_a_plain_number_has_no_unit_to_write():
    assert (str(PLAIN), PLAIN.dimensions, PLAIN.factor) == ("", (), 1)
