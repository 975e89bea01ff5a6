"""Every figure on every page and in the terminal is a figure of a receipt, rounded half up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from roi_spec.i18n import Translator
from roi_spec.render.terminal import show
from tests.audit.book import CASES, Sheet, based, exact
from tests.audit.published import LOCALES, analyses, every_programme, programmes, sheet, study
from tests.audit.shown import FIGURE, Page, Shown, complaint, half_up, read_figure


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_every_figure_on_the_handbook_is_in_the_receipt(programme: str, locale: str, site: Path) -> None:
    folder = site / locale / "programmes" / programme
    page, trace = Page(), Page()
    page.feed((folder / "index.html").read_text("utf-8"))
    trace.feed((folder / "trace.html").read_text("utf-8"))
    figures = [*page.figures, *trace.figures]
    for one in figures:
        one.programme = programme
    assert [said for one in figures if (said := complaint(one, locale))] == []
    assert {f"trace-{one.step}" for one in figures} <= trace.ids
    assert {one.step for one in page.figures if one.step.startswith("result.")} or not study(programme).spec.get(
        "costs"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_to_a_working_lands_on_an_entry(locale: str, site: Path) -> None:
    """From whatever page of the site: the handbooks, the traces, and the pages about all programmes."""
    entries: dict[Path, set[str]] = {}
    asked = 0
    for path in sorted((site / locale).rglob("*.html")):
        for page, anchor in re.findall(r'href="([^"#:]*)#(trace-[^"]+)"', path.read_text("utf-8")):
            target = (path.parent / page).resolve() if page else path.resolve()
            if target not in entries:
                entries[target] = set(re.findall(r'\sid="(trace-[^"]+)"', target.read_text("utf-8")))
            assert anchor in entries[target], (path.name, page, anchor)
            asked += 1
    assert len(entries) == len(programmes())
    assert asked > 1000


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_every_figure_of_the_evidence_is_in_the_receipt(programme: str, locale: str, site: Path) -> None:
    """What the simulation, the data and break-even values gave stands on the page as it stands in the receipt."""
    page = Page()
    page.feed((site / locale / "programmes" / programme / "index.html").read_text("utf-8"))
    told = [(one, found) for one in page.reckoned if (found := evidence(sheet(programme), one.step)) is not None]
    for one, right in told:
        number, decimals, sign, _ = read_figure(one.text, locale)
        shown = right * 100 if sign == "%" and not one.step.endswith(("low", "high", "estimate")) else right
        assert half_up(shown, decimals) == number, (one.step, one.text, float(right))
    assert bool(told) == bool(sheet(programme).receipt["simulation"] or sheet(programme).receipt["break_evens"])


def evidence(book: Sheet, of: str) -> Fraction | None:
    """Find a figure of the evidence, shares in base units; None for words about it, such as checks."""
    kind, *names = of.split(":")
    if kind == "analysis" and names[-1] in ("low", "high", "estimate") and names[0] in analyses(book.receipt):
        return exact(analyses(book.receipt)[names[0]][names[-1]])
    if kind == "break_even":
        return shown(next(one["value"] for one in book.receipt["break_evens"] if one["step"] == names[0]))
    if kind == "newer":
        return shown(next(one[names[1]] for one in book.receipt["newer_values"] if one["id"] == names[0]))
    if kind == "data":
        return next(Fraction(one["rows"]) for one in book.receipt["data"] if one["id"] == names[0])
    return simulated(book.receipt["simulation"], names) if kind == "simulation" else None


def simulated(simulation: Mapping[str, Any], names: list[str]) -> Fraction | None:
    """Find a figure of the simulation."""
    if len(names) == 2:
        return shown(simulation["measures"][names[0]][names[1]])
    if names[0].startswith("contribution."):
        driver = names[0].removeprefix("contribution.")
        return next(exact(one["share"]) for one in simulation["contributions"] if one["driver"] == driver)
    if names[0] in ("above_zero", "above_target", "pays_back"):
        return exact(simulation[names[0]])
    if names[0] == "reached":
        return exact(simulation["precision"]["reached"])
    return Fraction(simulation["draws"]) if names[0] == "draws" else None


def shown(value: Mapping[str, Any]) -> Fraction:
    """Give a value as pages write it: shares in base units, which their percentages are made of."""
    return exact(value) / 100 if value["unit"] == "%" else exact(value)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_figure_about_all_programmes_is_in_a_receipt(locale: str, site: Path) -> None:
    found = []
    for path in (site / locale).glob("*.html"):
        page = Page()
        page.feed(path.read_text("utf-8"))
        found += [one for one in page.figures if one.programme]
    assert len(found) > 20
    assert [said for one in found if (said := complaint(one, locale))] == []


GROSS_AND_NET = re.compile(r'#trace-result\.back_per_unit_(gross|net)">[^<]*</a>[^<(]*\((gross|net|bruto|netto)\)')


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_what_is_called_gross_is_gross(programme: str, locale: str, site: Path) -> None:
    """Most published mistakes swap the two, so the word behind the figure is held against the step of the figure."""
    page = (site / locale / "programmes" / programme / "index.html").read_text("utf-8")
    found = GROSS_AND_NET.findall(page)
    words = {"en": ("gross", "net"), "nl": ("bruto", "netto")}[locale]
    wanted = list(zip(("gross", "net"), words, strict=True)) if sheet(programme).receipt["kind"] == "roi" else []
    assert found == wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_the_totals_of_the_portfolio_are_those_of_its_measured_programmes(locale: str, site: Path) -> None:
    kept = [receipt for one in sorted(programmes()) if _adds_up(receipt := sheet(one).receipt, study(one).spec)]
    page = (site / locale / "index.html").read_text("utf-8")
    tables = re.findall(rf"<caption>[^<]*: {len(kept)} [^<]*</caption>.*?</table>", page, re.DOTALL)
    assert len(tables) == 1
    rows = re.findall(r"<tr>(.*?)</tr>", tables[0], re.DOTALL)[1:]
    for case, row in zip(CASES, rows, strict=True):
        cells = re.findall(r'<td><span class="count">([^<]*)</span></td>', row)
        shown = [read_figure(one.strip(), locale) for one in cells]
        total = {
            name: sum(based(sheet(one["programme"]["id"]).published(f"result.{name}", case)) or 0 for one in kept)
            for name in ("total_cost", "total_benefit", "net_benefit")
        }
        roi = (total["total_benefit"] - total["total_cost"]) / total["total_cost"] * 100
        for (number, decimals, *_), right in zip(shown, (*total.values(), roi), strict=True):
            assert half_up(Fraction(right), decimals) == number, (case, number)


def _adds_up(receipt: Mapping[str, Any], spec: Mapping[str, Any]) -> bool:
    """Like is added to like: results in euros of 2025, for the employer, with benefits over one year."""
    own, amounts = receipt["programme"], (spec["currency"], spec["perspective"], spec.get("price_year"))
    measured = receipt["kind"] == "roi" and not receipt["is_forecast"] and own["stage"] != "plan" and not own["audits"]
    return measured and amounts == ("EUR", "employer", 2025) and spec["benefit_window"]["length"] == "12 months"


@every_programme
def test_the_published_receipt_is_the_one_that_was_audited(programme: str, site: Path) -> None:
    assert json.loads((site / "programmes" / programme / "receipt.json").read_bytes()) == sheet(programme).receipt


NONE = "–"
DRAWN = ("p5", "p10", "p50", "p90", "p95")

# --- the terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
@every_programme
def test_every_figure_in_show_is_in_the_receipt(programme: str, locale: str) -> None:
    book, examined = sheet(programme), programmes()[programme]
    assert examined.evaluation is not None
    told = show(examined.evaluation, Translator(locale))
    checked = list(_table_figures(book, told, locale, programme))
    assert [said for one in checked if (said := complaint(one, locale))] == []
    assert len(checked) >= len(book.receipt["costs"]) + sum(kpi["counted"] for kpi in book.receipt["kpis"])


def _table_figures(book: Sheet, told: str, locale: str, programme: str) -> Iterator[Shown]:
    """Read the rows of `show`: results in one or three cases, costs, benefits, and measures with three figures."""
    results = {step["title"][locale]: id for id, step in book.steps.items() if id.startswith("result.")}
    lines = {one["title"]: [one["charged"]] for one in book.receipt["costs"]}
    for kpi in book.receipt["kpis"]:
        lines.setdefault(kpi["title"], []).append(kpi["steps"]["benefit"] or "")
    for row in told.splitlines():
        cells = [one for one in re.split(r"\s{2,}", row.strip()) if one]
        title, told_of = cells[0] if cells else "", cells[1:]
        figures = [one for one in told_of if one == NONE or FIGURE.fullmatch(one)]
        if title in results and figures:
            yield from _results(book, results[title], figures, programme)
        elif title in lines and len(figures) == 1 and lines[title][0]:
            yield Shown(figures[0], lines[title][0], "", programme)
        elif len(cells) == 6 and cells[0] in "12345":
            kpi = next(one["id"] for one in book.receipt["kpis"] if one["title"] == cells[1])
            for name, one in zip(("baseline", "actual", "target"), cells[2:5], strict=True):
                if one != NONE:
                    yield Shown(one, f"kpi.{kpi}.{name}", "", programme)
                else:
                    assert f"kpi.{kpi}.{name}" not in book.steps


def _results(book: Sheet, step: str, figures: list[str], programme: str) -> Iterator[Shown]:
    """Read a row of results: one figure, three cases, or five percentiles of the simulation."""
    cases = {1: ("base",), 3: CASES, 5: tuple(f"simulation:{name}" for name in DRAWN)}[len(figures)]
    for one, case in zip(figures, cases, strict=True):
        if one == NONE:
            assert "missing" in book.published(step, case)
        else:
            yield Shown(one, step, case, programme)


# --- the audit itself is audited -------------------------------------------------------------------------------------


def test_a_figure_that_is_a_digit_off_is_noticed() -> None:
    programme = "consultative-selling-2025"
    assert complaint(Shown("68%", "result.roi", "", programme), "en") is None
    assert complaint(Shown("69%", "result.roi", "", programme), "en")
    assert complaint(Shown("US$54.720", "result.total_benefit", "", programme), "nl") is None
    assert complaint(Shown("€54,720", "result.total_benefit", "", programme), "en")
    assert complaint(Shown("US$54,720 per month", "result.total_benefit", "", programme), "en")


def test_rounding_is_half_up_away_from_zero() -> None:
    assert [half_up(Fraction(one), 0) for one in ("2.5", "-2.5", "0.4", "-0.5")] == [3, -3, 0, -1]
