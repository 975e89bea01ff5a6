"""What exactly is signed: the same for every way of writing it, another for every other meaning; anybody can check."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.signed_items import LEFT_OUT, MARK, digest_of
from tests.signing import by_hand
from tests.signing.signed import entry, items, marks
from tests.specs import BASE

RATE = next(line.strip()[2:] for line in BASE.splitlines() if "{id: rate," in line)


def rate(written: str) -> str:
    assert RATE in BASE
    return marks(BASE.replace(RATE, written))["assumptions.rate"]


NOW = rate(RATE)


@pytest.mark.parametrize(
    "written",
    [
        "{id: rate, title: Loaded hourly rate, value: '46 EUR/hour', source: 'Cost manual'}",
        '{id: rate, value: "46.00 EUR/uur", source: Cost   manual}',
        "{source: Cost manual, value: 46 EUR per hour, id: rate}",
        "{id: rate, title: What an hour costs, value: 46 EUR/hour, source: Cost manual, note: See page 3, owner: HR}",
        "{id: rate, value: 46 EUR/hour, source: Cost manual, approved_by: Board, x-colour: blue}",
        "\n      id: rate # as agreed\n      value: 46 EUR/hour\n      source: >-\n        Cost\n        manual",
    ],
    ids=["quotes", "another notation", "another order", "words around it", "who approved", "another layout"],
)
def test_writing_the_same_in_another_way_changes_nothing(written: str) -> None:
    assert rate(written) == NOW


@pytest.mark.parametrize(
    "written",
    [
        "{id: rate, value: 46.01 EUR/hour, source: Cost manual}",
        "{id: rate, value: 46 USD/hour, source: Cost manual}",
        "{id: rate, value: 46 EUR/person, source: Cost manual}",
        "{id: rate, value: 46 EUR/hour, source: Cost manual 2026}",
        "{id: rate, value: 46 EUR/hour, low: 44 EUR/hour, source: Cost manual}",
        "{id: rate, value: 46 EUR/hour, source: Cost manual, valid_until: 2027-01-31}",
        "{id: rate, value: 46 EUR/hour}",
        "{id: rate, formula: cost_per_error * 1, source: Cost manual}",
    ],
    ids=["value", "currency", "unit", "source", "range", "validity", "no source", "formula"],
)
def test_another_value_unit_source_or_formula_is_something_else(written: str) -> None:
    assert rate(written) != NOW


def test_sixty_minutes_are_an_hour_and_a_year_is_twelve_months() -> None:
    for one, other in (("8 hours/person", "480 minutes/person"), ("12 months", "1 year"), ("15%", "15.0 %")):
        assert marks(BASE.replace(one, other, 1)) == marks()


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("completed*hours_each*rate", True),
        ("(completed * hours_each) * rate", True),
        ("completed * (hours_each * rate)", False),
        ("hours_each * completed * rate", False),
    ],
)
def test_a_formula_is_its_tree_and_not_its_blanks(written: str, *, same: bool) -> None:
    changed = marks(BASE.replace("completed * hours_each * rate", written))
    assert (changed["costs.time"] == marks()["costs.time"]) is same


def test_the_order_of_items_and_of_blocks_counts_for_nothing() -> None:
    lines = BASE.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if "id: needs," in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    turned = "".join(lines)
    assert turned != BASE
    assert marks(turned) == marks()
    assert entry(turned, "Finance").digest == entry(BASE, "Finance").digest


@pytest.mark.parametrize(
    "address", ["assumptions.cost_per_error", "costs.time", "kpis.errors", "kpis.useful", "objectives.knows"]
)
def test_the_page_on_sign_offs_is_enough_to_work_a_mark_out_again(address: str) -> None:
    assert by_hand.mark(BASE, address) == marks()[address]


def test_the_page_on_sign_offs_is_enough_to_work_a_digest_out_again() -> None:
    assert (
        by_hand.digest(BASE, ("assumptions.hours_each", "assumptions.rate"))
        == entry(BASE, "Finance", "assumptions.hours_each", "assumptions.rate").digest
    )


@given(st.integers(0, 10**9), st.integers(0, 2), st.sampled_from(["EUR/hour", "EUR/uur", "EUR per hour"]))
def test_trailing_zeros_and_words_for_units_never_count(amount: int, zeros: int, unit: str) -> None:
    plain = rate(f"{{id: rate, value: {amount} EUR/hour, source: Cost manual}}")
    decimals = f".{'0' * zeros}" if zeros else ""
    assert rate(f"{{id: rate, value: {amount}{decimals} {unit}, source: Cost manual}}") == plain


def test_every_item_has_an_address_of_its_own() -> None:
    addresses = [one.address for one in items()]
    assert len(addresses) == len(set(addresses))
    assert {"currency", "audience", "benefit_window", "kpis.errors", "costs.time", "objectives.knows"} <= {*addresses}
    assert not {"title", "stage", "summary", "limitations", "waivers"} & {*addresses}


@pytest.mark.parametrize("name", ["sign-off.md", "nl/akkoord.md"])
def test_the_page_says_everything_that_is_left_out_and_shows_a_true_mark(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    steps = page.partition("1. **")[2].partition("2. **")[0]
    assert set(re.findall(r"`([a-z_]+)`", steps)) - {"id", "currency"} == LEFT_OUT == set(by_hand.LEFT_OUT)
    (example,) = re.findall(r"printf '%s' '(.*)' \| sha256sum \| cut -c1-32\n([0-9a-f]{32})\n", page)
    assert digest_of(json.loads(example[0]))[:MARK] == example[1] == marks()["assumptions.rate"]
