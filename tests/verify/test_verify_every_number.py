"""Whichever number is changed, it is the one that is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roi_spec.read.published.page import read_page
from roi_spec.read.published.page_apart import pages_apart
from roi_spec.read.published.receipt import is_number, read_receipt
from roi_spec.read.published.receipt_apart import apart
from roi_spec.read.published.reckoning import reckoned
from tests.verify.workspace import page_in, receipt_in

MANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
NOBODY: frozenset[str] = frozenset()


def numbers(whole: Any) -> Iterator[dict[str, Any]]:
    """Give every number of a receipt."""
    if is_number(whole):
        yield whole
    elif isinstance(whole, dict | list):
        for one in whole.values() if isinstance(whole, dict) else whole:
            yield from numbers(one)


def another(digit: str) -> str:
    return str((int(digit) + 1) % 10)


@MANY
@given(st.data())
def test_a_digit_of_any_number_of_a_receipt(origin: Path, data: st.DataObject) -> None:
    right = json.loads(receipt_in(origin / "site").read_bytes())
    whole = json.loads(json.dumps(right))
    one = data.draw(st.sampled_from(list(numbers(whole))))
    place = data.draw(st.sampled_from([n for n, sign in enumerate(one["decimal"]) if sign.isdigit()]))
    one["decimal"] = one["decimal"][:place] + another(one["decimal"][place]) + one["decimal"][place + 1 :]
    found = apart(read_receipt(json.dumps(whole).encode()), right, "en", "receipt.json", NOBODY)
    assert [difference.is_number for difference in found.differences] == [True]
    assert found.numbers == len(list(numbers(right)))


@MANY
@given(st.data())
def test_a_result_of_any_formula(origin: Path, data: st.DataObject) -> None:
    """Without the spec, by the formulas of the receipt alone."""
    whole = json.loads(receipt_in(origin / "site").read_bytes())
    formulas = [one for one in whole["steps"] if one["kind"] == "formula" and "base" in one["value"]]
    one = data.draw(st.sampled_from(formulas))
    base = one["value"]["base"]
    base.pop("fraction", None)
    base["decimal"] = f"{another(base['decimal'].lstrip('-')[0])}{base['decimal'].lstrip('-')[1:]}"
    found = reckoned(read_receipt(json.dumps(whole).encode()), "en", "receipt.json")
    assert one["id"] in {difference.place for difference in found.differences}


@MANY
@given(st.data())
def test_a_digit_of_any_figure_on_a_page(origin: Path, data: st.DataObject) -> None:
    right = page_in(origin / "site").read_bytes()
    receipt = read_receipt(receipt_in(origin / "site").read_bytes())
    words = right.decode()
    places = [n for n, sign in enumerate(words) if sign.isdigit() and _is_shown(words, n)]
    place = data.draw(st.sampled_from(places))
    changed = f"{words[:place]}{another(words[place])}{words[place + 1 :]}".encode()
    found = pages_apart(changed, right, receipt, "index.html")
    assert len(found.differences) == 1
    assert found.differences[0].is_number
    assert found.numbers == len(read_page(right, "").figures)


def _is_shown(words: str, place: int) -> bool:
    """Say whether a character stands in the text of a figure."""
    opened = words.rfind("<", 0, place)
    return words.find(">", opened) < place and words[opened:].startswith(('<a class="num" ', '<span class="num" '))


def test_a_right_receipt_follows_from_itself(origin: Path) -> None:
    found = reckoned(read_receipt(receipt_in(origin / "site").read_bytes()), "en", "receipt.json")
    assert found.differences == ()
    assert found.numbers > 100
