"""The pages about all programmes: their figures, their links, their two languages."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from roi_spec import building, evaluate, pipeline
from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.model.units import Unit, parse_unit
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.model.working import Origin
from roi_spec.publish.links import Links
from roi_spec.render.context import Context
from roi_spec.render.site import Site, pages
from roi_spec.render.site_entry import Cases, LeftOut, Registered, SiteEntry, entry_of
from roi_spec.render.site_portfolio import group_of
from roi_spec.render.site_totals import comparable, total
from roi_spec.render.site_values import register
from tests.render_site.chain import EN, NL, TODAY, evaluated, examined, programmes, survey

METHODS = tuple(method.METHOD for method in evaluate.METHODS.values())
LANGUAGES = ("en", "nl")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("published") / "site"
    building.build(survey(), target, with_pdf=False, keep_going=True)
    return target


def contexts(**more: Any) -> tuple[Context, ...]:
    rules = more.pop("rules", {"ROI104": pipeline.all_rules()["ROI104"]})
    return tuple(Context(one, "0.1.0", TODAY, LANGUAGES, rules=rules, **more) for one in (EN, NL))


def drawn(entries: list[SiteEntry], rules: dict[str, Rule] | None = None, **more: Any) -> dict[str, str]:
    around = Site(contexts(rules=rules) if rules else contexts(), METHODS, **more)
    return {one.path: one.content.decode() for one in pages(entries, around)}


def money(written: str) -> Quantity:
    value = parse_quantity(written)
    assert isinstance(value, Quantity)
    return value


def alike(written: str) -> Cases:
    return Cases(money(written), money(written), money(written))


def entry(id: str, cost: str = "100 EUR", benefit: str = "150 EUR", **more: Any) -> SiteEntry:
    gain = money(benefit).value - money(cost).value
    unit = money(cost).unit
    net, roi = Quantity(gain, unit), Quantity(gain / money(cost).value * 100, money("1%").unit)
    made = replace(
        entry_of(evaluated(), ()),
        id=id,
        title=id.title(),
        currency=unit.words[0][0],
        cost=alike(cost),
        benefit=alike(benefit),
        net=Cases(net, net, net),
        roi=Cases(roi, roi, roi),
        values=(),
    )
    return replace(made, **more)


# --- the whole site --------------------------------------------------------------------------------------------------


def html_of(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def test_every_file_of_the_examples_is_in_the_manifest_with_its_digest(site: Path) -> None:
    subjects = json.loads((site / "manifest.json").read_bytes())["subject"]
    files = (path for path in site.rglob("*") if path.is_file() and path.name != "manifest.json")
    found = {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert {one["name"]: one["digest"]["sha256"] for one in subjects} == found


def test_every_link_leads_somewhere(site: Path) -> None:
    links = Links()
    for path in site.rglob("*"):
        if path.is_file():
            links.read(path.relative_to(site).as_posix(), path.read_bytes())
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert [EN.text(one) for one in links.broken(files)] == []
    assert len(links.links) > 1000


def test_every_page_exists_in_both_languages_and_leads_to_the_other(site: Path) -> None:
    found = html_of(site)
    for path, page in found.items():
        language, _, rest = path.partition("/")
        if language in LANGUAGES:
            other = "nl" if language == "en" else "en"
            assert f"{other}/{rest}" in found
            up = "../" * path.count("/")
            assert f'href="{up}{other}/{rest}"' in page
            assert f'<html lang="{language}">' in page


def test_the_first_page_leads_to_each_language_without_script(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    assert 'href="en/index.html"' in page
    assert 'href="nl/index.html"' in page
    assert re.search(r'<section [^>]*lang="nl"', page)
    assert "Lees in het Nederlands" in page
    assert re.findall("<script [^>]*>", page) == ['<script src="assets/theme.js">']  # light and dark; no way needs it


def test_every_page_has_one_heading_and_a_title(site: Path) -> None:
    for path, page in html_of(site).items():
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        assert re.search(r"<title>[^<]+</title>", page), path


def test_headings_do_not_skip_a_level() -> None:
    for path, page in drawn([entry("a"), entry("b")]).items():
        levels = [int(one) for one in re.findall(r"<h([1-6])[ >]", page)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_there_is_a_page_for_every_rule_method_and_technique(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    for language in LANGUAGES:
        assert {f"{language}/rules/{id}.html" for id in pipeline.all_rules()} <= names
        assert {f"{language}/methods/{one.id}.html" for one in METHODS} <= names
        assert {f"{language}/methods/{id}.html" for id in TECHNIQUES} <= names
    assert not {one.id for one in METHODS} & set(TECHNIQUES)


ROW = re.compile(r'<tr data-programme="([^"]+)".*?</tr>')
FIGURE = re.compile(r'<(?:a|span) class="num"[^>]*data-step="([^"]+)"(?: data-case="([^"]+)")?>([^<]+)<')


def figures(page: str) -> Iterator[tuple[str, str, str, str]]:
    for row in ROW.finditer(page):
        for step, case, shown in FIGURE.findall(row[0]):
            yield row[1], step, case, unescape(shown)


@pytest.mark.parametrize("page", ["index.html", "values.html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_programme_is_the_one_in_its_receipt(site: Path, language: str, page: str) -> None:
    translator, seen = Translator(language), 0
    for programme, step, case, shown in figures((site / language / page).read_text("utf-8")):
        whole = json.loads((site / "programmes" / programme / "receipt.json").read_text("utf-8"))
        assert shown in readings(translator, stated(whole, step, case)), (programme, step, case)
        seen += 1
    assert seen > 20


def stated(receipt: dict[str, Any], step: str, case: str) -> dict[str, Any]:
    found = next(one for one in receipt["steps"] if one["id"] == step)
    if case in ("low", "high"):
        return found[case]["value"]  # type: ignore[no-any-return]
    scenario = next((one["values"] for one in receipt["scenarios"] if one["name"] == case), {})
    return scenario.get(step, found["value"])  # type: ignore[no-any-return]


def readings(translator: Translator, value: dict[str, Any]) -> set[str]:
    """Give the ways in which a value may be rounded for reading: a percentage without decimals, or with one."""
    fraction = value.get("fraction")
    exact = Fraction(value["decimal"])
    if fraction:
        exact = Fraction(int(fraction["numerator"]), int(fraction["denominator"]))
    unit = parse_unit(value["unit"]) if value["unit"] else Unit()
    assert isinstance(unit, Unit)
    quantity = Quantity(exact, unit)
    return {translator.quantity(quantity), *(translator.quantity(quantity, n) for n in (0, 1) if unit.is_share)}


def test_a_programme_on_the_portfolio_is_in_exactly_one_group(site: Path) -> None:
    page = (site / "en" / "index.html").read_text("utf-8")
    for id in programmes():
        rows = re.findall(rf'<th scope="row">\s*<a href="programmes/{id}/index.html"', page)
        assert len(rows) == 1, id


# --- the portfolio ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "group"),
    [
        ({}, "results"),
        ({"is_forecast": True}, "forecasts"),
        ({"kind": "benefit_claim"}, "without-roi"),
        ({"kind": "no_money", "is_forecast": True}, "without-roi"),
        ({"publisher": "A vendor"}, "audits"),
        ({"publisher": "A vendor", "kind": "no_money"}, "audits"),
    ],
)
def test_what_kind_of_result_it_is_decides_the_group(changes: dict[str, Any], group: str) -> None:
    assert group_of(entry("one", **changes)) == group


def test_a_plan_is_a_forecast() -> None:
    plan = programmes()["safety-plan-2027"]
    assert plan.evaluation is not None
    assert entry_of(plan.evaluation, ()).is_forecast


def test_totals_are_sums_and_their_roi_is_that_of_the_sums() -> None:
    whole = total([entry("gain", "100 EUR", "300 EUR"), entry("loss", "300 EUR", "150 EUR")], "base")
    assert (whole.cost, whole.benefit, whole.net) == (400, 450, 50)
    assert whole.roi == money("12.5%")


def test_unlike_programmes_are_left_out_of_the_total_with_a_reason() -> None:
    euros = [entry("a"), entry("b")]
    dollars, outside_view = entry("c", "100 USD", "150 USD"), entry("d", perspective="society")
    inside, outside = comparable([*euros, dollars, outside_view])
    assert inside == tuple(euros)
    assert [(one.entry.id, EN.text(one.reason)) for one in outside] == [
        ("c", "in USD"),
        ("d", "seen from another side than the others"),
    ]


def test_the_total_stands_on_the_page_with_what_is_not_in_it() -> None:
    page = drawn([entry("a"), entry("b", "100 EUR", "50 EUR"), entry("c", "100 USD", "150 USD")])["en/index.html"]
    assert "Together: 2 measured programmes" in page
    left = re.sub(r"<[^>]+>", "", page[page.index("Not in the total") :])
    assert "C: in USD" in left


def test_one_programme_has_no_total() -> None:
    assert "Together:" not in drawn([entry("a")])["en/index.html"]


def test_the_portfolio_rounds_like_the_handbook_and_never_past_the_target() -> None:
    near = entry("near", "10000 EUR", "12496 EUR", target=money("25%"), verdict="never")
    page = drawn([near, entry("half", "16000 EUR", "90000 EUR", target=None)])["en/index.html"]
    shown = {(programme, step): figure for programme, step, _, figure in figures(page)}
    assert shown["near", "result.roi"] == "24.96%"
    assert shown["half", "result.roi"] == "462.5%"


def test_a_grade_of_a_forecast_is_marked() -> None:
    cell = re.compile(r'class="grade">B</span><small>planned</small>')
    assert cell.search(drawn([entry("a", is_forecast=True)])["en/index.html"])
    assert not cell.search(drawn([entry("a")])["en/index.html"])


def test_forecasts_and_claims_are_never_in_the_total() -> None:
    page = drawn([entry("a"), entry("b", is_forecast=True), entry("c", publisher="A vendor")])["en/index.html"]
    assert "Together:" not in page


def test_a_loss_stands_in_the_same_table_as_a_gain() -> None:
    page = drawn([entry("gain"), entry("loss", "100 EUR", "20 EUR")])["en/index.html"]
    table = page[page.index('id="results"') : page.index("</section>", page.index('id="results"'))]
    shown = {programme: figure for programme, step, _, figure in figures(table) if step == "result.roi"}
    assert shown == {"gain": "50%", "loss": "−80%"}


def test_findings_that_want_a_look_are_counted_and_the_accepted_ones_beside_them() -> None:
    counts = {"error": 1, "warning": 2, "info": 4, "waived": 1}
    found = drawn([entry("a", counts=counts)])
    cell = r'<span class="count">3</span><small><span class="count">1</span> {word}</small>'
    assert re.search(cell.format(word="waived"), found["en/index.html"])
    assert re.search(cell.format(word="geaccepteerd"), found["nl/index.html"])


def test_a_file_with_errors_is_listed_with_its_reasons() -> None:
    rule = pipeline.all_rules()["ROI104"]
    reason = Finding(
        rule.id, Severity.ERROR, text("{what} is missing.", what="<b>price</b>"), Span("specs/x.roi.yaml", 3, 1, 3, 5)
    )
    page = drawn([], left_out=(LeftOut("specs/x.roi.yaml", "A <script>", (reason,)),))["en/index.html"]
    assert "No programme could be published yet." in page
    assert 'href="rules/ROI104.html"' in page
    assert "&lt;b&gt;price&lt;/b&gt; is missing." in page
    assert "A &lt;script&gt;" in page
    assert "specs/x.roi.yaml:3" in page


def test_an_empty_site_is_still_a_site() -> None:
    found = drawn([])
    assert {"index.html", "en/index.html", "nl/values.html"} <= set(found)


def test_titles_in_another_language_say_so() -> None:
    found = drawn([entry("a", language="nl")])
    assert '<a href="programmes/a/index.html" lang="nl">' in found["en/index.html"]
    assert '<a href="programmes/a/index.html">' in found["nl/index.html"]


def test_an_entry_travels_to_another_process() -> None:
    one = entry_of(evaluated(), examined().findings)
    assert pickle.loads(pickle.dumps(one)) == one


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [entry("a"), entry("b")]
    assert drawn(entries) == drawn(list(reversed(entries)))


# --- the register ----------------------------------------------------------------------------------------------------


def value(id: str, **more: Any) -> Registered:
    given = {"title": id, "language": "en", "at": Span("specs/v.roi.yaml", 1, 1, 1, 2), "value": money("30%")}
    return Registered(id=id, **(given | more))


def test_a_standard_value_stands_once_with_everyone_who_uses_it() -> None:
    shared, own = value("standard.rate"), value("assumption.margin", used_by=("a",))
    users = [
        entry("a", values=(replace(shared, used_by=("a",)), own)),
        entry("b", values=(replace(shared, used_by=("b",)),)),
    ]
    lines = register(users, [shared, value("standard.unused", at=Span("specs/v.roi.yaml", 9, 1, 9, 2))])
    assert [(one.id, one.used_by) for one in lines] == [
        ("standard.rate", ("a", "b")),
        ("standard.unused", ()),
        ("assumption.margin", ("a",)),
    ]


def test_the_register_shows_who_stands_behind_a_value_and_until_when() -> None:
    origin = Origin("Invoice 12", "Finance", dt.date(2025, 1, 5), dt.date(2026, 1, 31), "assumption", "Check in spring")
    line = value("assumption.margin", low=money("26%"), high=money("34%"), origin=origin, used_by=("a",))
    found = drawn([entry("a", values=(line,))])
    page = re.sub(r"<[^>]+>", "", found["en/values.html"])
    for part in (
        "Finance",
        "Invoice 12",
        "5 January 2025",
        "was valid until",
        "31 January 2026",
        "expired",
        "Check in spring",
    ):
        assert part in page
    assert "from 26% to 34%" in page
    assert "verlopen" in found["nl/values.html"]


def test_a_value_that_everybody_uses_counts_them_and_unfolds_to_their_names() -> None:
    users = [entry(f"p{n}", values=(value("standard.rate", used_by=(f"p{n}",)),)) for n in range(9)]
    page = drawn(users)["en/values.html"]
    assert '<summary><span class="count">9</span> programmes</summary>' in page
    assert page.count("#trace-standard.rate") == 1 + 9


def test_without_a_day_nothing_is_called_expired() -> None:
    line = value("assumption.margin", origin=Origin(valid_until=dt.date(2020, 1, 1)), used_by=("a",))
    around = Site(tuple(replace(one, as_of=None) for one in contexts()), METHODS)
    page = {one.path: one.content.decode() for one in pages([entry("a", values=(line,))], around)}["en/values.html"]
    assert "expired" not in page
    assert "no day was given" in page


# --- rules, methods, words -------------------------------------------------------------------------------------------


def test_a_rule_page_shows_both_examples_as_they_are() -> None:
    found = drawn([], pipeline.all_rules())
    for id, rule in pipeline.all_rules().items():
        # A sign that joins the letter before it unseen stands on a dotted circle.
        page = unescape(found[f"en/rules/{id}.html"]).replace("\N{DOTTED CIRCLE}", "")
        assert rule.bad.rstrip("\n") in page
        assert rule.good.rstrip("\n") in page
        assert rule.why in page


def test_the_rounding_rule_is_printed() -> None:
    assert "half up" in drawn([])["en/about.html"]


def test_a_user_may_put_own_templates_in_front(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "top.html.j2").write_text("{{ page.frame.title }}: ours", "utf-8")
    top = next(iter(pages([], Site(contexts(site_title="House"), METHODS, own=tmp_path))))
    assert top.content == b"House: ours\n"
