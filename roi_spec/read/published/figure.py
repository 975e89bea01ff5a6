"""Reads a figure on a page back into a number, and holds it against the receipt: is it that number, rounded half up?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.quantity import rounded
from roi_spec.model.text import text
from roi_spec.model.working import verbatim
from roi_spec.read.published.page import Page, Shown
from roi_spec.read.published.receipt import Receipt, exact, is_number, listed

_FIGURE = re.compile(
    r"(?P<sign>[-−+]?)[^\d−-]{0,6}(?P<after>[-−]?)\s?(?P<digits>\d[\d.,]*)\s?(?P<percent>%?)(?P<rest>\D*)"
)
_MARKS = {"en": (",", "."), "nl": (".", ",")}
"""How a language writes thousands and decimals."""


def held(page: Page, receipts: Mapping[str, Receipt], programme: str, file: str) -> Compared:
    """Hold every figure of a page against its receipt; `programme` is that of figures which name none.

    A figure whose notation is not known, or that no receipt holds, is counted nowhere.
    """
    numbers, found = 0, []
    for shown in page.figures:
        receipt = receipts.get(shown.programme or programme)
        value = _value(receipt, shown) if receipt else None
        fits = _fits(shown, value, page.language) if value else None
        if fits is None or receipt is None or value is None:
            continue
        numbers += 1
        if not fits:
            title = verbatim(receipt.title(shown.step or shown.of, page.language))
            should = text("{value}, rounded", value=f"{value['decimal']} {value.get('unit', '')}".rstrip())
            found.append(Difference(file, shown.place, title, verbatim(shown.text), should, is_number=True))
    return Compared(numbers, tuple(found))


def _fits(shown: Shown, value: Mapping[str, Any], language: str) -> bool | None:
    """Say whether a figure is a number, rounded; None when it cannot be read."""
    match, marks = _FIGURE.fullmatch(shown.text.replace("\xa0", " ").replace("\u202f", " ")), _MARKS.get(language)
    if match is None or marks is None:
        return None
    whole, _, decimals = match["digits"].partition(marks[1])
    if not re.fullmatch(rf"\d{{1,3}}(?:\{marks[0]}\d{{3}})*|\d+", whole) or len(match["digits"]) > 400:
        return None
    number = Fraction(whole.replace(marks[0], "") + ("." + decimals if decimals else ""))
    negative = (match["sign"] in ("-", "−")) != bool(match["after"])
    says = -number if negative else number
    return any(Fraction(rounded(one, len(decimals))) == says for one in _readings(value, match["percent"]))


def _readings(value: Mapping[str, Any], percent: str) -> Iterator[Fraction]:
    """Give what a page may make of a value: as it stands, or a plain share as a percentage."""
    number = exact(value)
    yield number
    if percent and value.get("unit", "") == "":
        yield number * 100


# --- where a figure stands in a receipt ------------------------------------------------------------------------------


def _value(receipt: Receipt, shown: Shown) -> Mapping[str, Any] | None:
    try:
        found = _of_step(receipt, shown) if shown.step else _of_evidence(receipt, shown.of)
    except (KeyError, TypeError, AttributeError, StopIteration, ValueError):
        return None
    return found if is_number(found) else None


def _of_step(receipt: Receipt, shown: Shown) -> Any:
    step = next(one for one in listed(receipt.whole, "steps") if one["id"] == shown.step)
    kind, _, driver = shown.case.partition(":")
    if driver:
        return next(one for one in listed(receipt.whole, "swings") if one["driver"] == driver)[kind]
    if shown.case in ("low", "high"):
        return step[shown.case].get("value") or step[shown.case]["at_base"]
    cases = {one["name"]: one["values"] for one in listed(receipt.whole, "scenarios")}
    return cases[shown.case].get(shown.step, step["value"]) if shown.case else step["value"]


def _of_evidence(receipt: Receipt, of: str) -> Any:
    whole = receipt.whole
    kind, *names = of.split(":")
    if kind == "break_even":
        return next(one["value"] for one in listed(whole, "break_evens") if one["step"] == names[0])
    if kind == "newer":
        return next(one for one in listed(whole, "newer_values") if one["id"] == names[0])[names[1]]
    if kind == "data" and names[-1] == "rows":
        return {"decimal": str(next(one["rows"] for one in listed(whole, "data") if one["id"] == names[0]))}
    if kind == "analysis" and names[-1] in ("low", "high", "estimate"):
        return _analysis(receipt, names[0])[names[-1]]
    return _drawn(whole["simulation"], names) if kind == "simulation" else None


def _analysis(receipt: Receipt, prefix: str) -> Mapping[str, Any]:
    for kpi in listed(receipt.whole, "kpis"):
        for number, one in enumerate(listed(kpi, "methods")):
            if prefix == f"kpi.{kpi['id']}.{f'cross_check_{number}' if number else 'attribution'}":
                found: Mapping[str, Any] = one["analysis"]
                return found
    raise KeyError(prefix)


def _drawn(simulation: Mapping[str, Any], names: list[str]) -> Any:
    if len(names) == 2:
        return simulation["measures"][names[0]][names[1]]
    if names[0].startswith("contribution."):
        driver = names[0].removeprefix("contribution.")
        return next(one["share"] for one in listed(simulation, "contributions") if one["driver"] == driver)
    return simulation[names[0]] if names[0] in ("above_zero", "above_target", "pays_back") else None
