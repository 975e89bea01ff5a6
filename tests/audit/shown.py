"""Figures as a reader sees them: on a page, with the step they show, read back into numbers."""

from __future__ import annotations

import html.parser
import re
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.units import SPELLINGS
from tests.audit.book import exact
from tests.audit.published import sheet

SYMBOLS = {"€": "EUR", "US$": "USD", "£": "GBP", "CHF": "CHF"}


@dataclass
class Shown:
    """A figure as a reader sees it."""

    text: str
    step: str
    case: str
    programme: str
    bare: bool = False


class Page(html.parser.HTMLParser):
    """Collects the elements that say which step they show, and those that say which figure of the evidence."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[Shown] = []
        self.reckoned: list[Shown] = []
        self.ids: set[str] = set()
        self._open: list[Shown | None] = []
        self._programme = ""  # of the row that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "tr":
            self._programme = given.get("data-programme", "")
        if tag in self.VOID:
            return
        found = None
        if step := self.step(given):
            found = Shown(
                "",
                step,
                given.get("data-case", ""),
                given.get("data-programme", self._programme),
                "exact" in given.get("class", ""),
            )
            self.figures.append(found)
        elif "data-of" in given:
            found = Shown("", given["data-of"], "", "")
            self.reckoned.append(found)
        self._open.append(found)

    @staticmethod
    def step(given: dict[str, str]) -> str:
        """Give the step that an element shows: it says so, or it is a figure that links to it."""
        linked = given.get("href", "").partition("#trace-")[2] if given.get("class") == "num" else ""
        return given.get("data-step", linked)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one is not None:
                one.text += data


FIGURE = re.compile(
    r"(?P<minus>[-−]?)\s?(?P<symbol>€|US\$|£|CHF|[A-Z]{3})?\s?(?P<after>[-−]?)(?P<digits>\d[\d.,]*)\s?(?P<percent>%?)\s?(?P<words>.*)"
)


def half_up(value: Fraction, decimals: int) -> Fraction:
    whole, rest = divmod(abs(value) * 10**decimals, 1)
    rounded = Fraction(whole + (1 if 2 * rest >= 1 else 0), 10**decimals)
    return -rounded if value < 0 else rounded


def read_figure(text: str, locale: str) -> tuple[Fraction, int, str, str]:
    """Give the number, its decimals, the sign of money or share, and the words of the unit."""
    match = FIGURE.fullmatch(text.replace("\xa0", " ").replace("\u202f", " ").strip())
    assert match, text
    thousands, point = (",", ".") if locale == "en" else (".", ",")
    whole, _, decimals = match["digits"].partition(point)
    assert re.fullmatch(rf"\d{{1,3}}(\{thousands}\d{{3}})*|\d+", whole), text
    number = Fraction(whole.replace(thousands, "") + ("." + decimals if decimals else ""))
    negative = bool(match["minus"]) != bool(match["after"])
    return -number if negative else number, len(decimals), match["symbol"] or match["percent"], match["words"]


def words_of(unit: str) -> list[str]:
    above, *below = unit.split("/")
    return sorted(
        [
            *(SPELLINGS.get(one.lower(), one) for one in above.split("*") if one),
            *(f"/{SPELLINGS.get(one.lower(), one)}" for one in below),
        ]
    )


def words_shown(sign: str, words: str) -> list[str]:
    plain = re.sub(r"percentage points?", "pp", words)
    above, *below = re.split(r"\bper ", plain)
    every = [SYMBOLS.get(sign, sign), *(one.strip() for one in above.split("×"))]
    spelled = [SPELLINGS.get(one.replace(" ", "_").lower(), one) for one in every if one]
    return sorted(
        [*spelled, *(f"/{SPELLINGS.get(one.strip().replace(' ', '_').lower(), one.strip())}" for one in below)]
    )


BARE = {"result.back_per_unit_gross", "result.back_per_unit_net"}
"""Plain numbers that are shown as an amount for one unit of money."""


def complaint(shown: Shown, locale: str) -> str | None:
    """Say what is wrong with a figure; None when nothing is."""
    value = sheet(shown.programme).published(shown.step, shown.case)
    if "missing" in value:
        return f"{shown} has no value in the receipt"
    number, decimals, sign, words = read_figure(shown.text, locale)
    right = exact(value)
    if half_up(right, decimals) != number:
        return f"{shown}: {float(right)}"
    if number == 0 and right != 0:
        return f"{shown} is not zero but {float(right)}"
    is_bare = shown.bare or shown.step in BARE or not (sign or words)
    if not is_bare and words_shown(sign, words) != words_of(value["unit"]):
        return f"{shown}: the unit is {value['unit']}"
    return None
