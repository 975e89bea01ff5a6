"""Analyses, data files and claims from outside on a page: every number where it belongs, and no row too many."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from fractions import Fraction

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.analysis import CAUTION, EFFECT, NO_EFFECT, REFUSED, Analysis, Check
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.spec import Respondent
from roi_spec.model.table import Column, Labels, Numbers, Table
from roi_spec.model.text import text
from roi_spec.model.units import PERCENT
from roi_spec.render import trace_page
from roi_spec.render.assemble import assemble
from roi_spec.render.assemble_data import in_order, numbered
from roi_spec.render.html import to_html, to_print_html
from roi_spec.render.privacy import may_show_rows, shown_only, small_groups
from tests.render.chain import Element, context, evaluated, examined, read, spaced, without
from tests.render.evidence import OPEN, PREFIX, analysis, calendar, evidenced, table
from tests.render.test_every_number import EXEMPT, NUMBERED, SAYS_SO_ITSELF
from tests.specs import with_fragment

LANGUAGES = ("en", "nl")


def page(evaluation: Evaluation, locale: str = "en", **more: object) -> Element:
    book = assemble(evaluation, (), context(locale, **more))
    return read(to_html(book).content.decode())


def told(evaluation: Evaluation, locale: str = "en", **more: object) -> str:
    return spaced(page(evaluation, locale, **more))


def section(root: Element, id: str) -> Element:
    return next(one for one in root.find("section") if one.attributes.get("id") == id)


# --- every number ----------------------------------------------------------------------------------------------------


def value_of(evaluation: Evaluation, of: str) -> object:
    """Follow the name of a reckoned number to the value it says it is."""
    kind, _, rest = of.partition(":")
    if kind == "analysis":
        prefix, _, route = rest.partition(":")
        return _walk(_analysis(evaluation, prefix), route.split("."))
    if kind == "simulation":
        measure, _, name = rest.partition(":")
        drawn = evaluation.simulation
        assert drawn is not None
        if measure.startswith("contribution."):
            driver = measure.removeprefix("contribution.")
            return next(one.share for one in drawn.contributions if one.driver == driver) * 100
        if name:
            return getattr(drawn.measures[measure], name)
        value = getattr(drawn, measure)
        return value * 100 if isinstance(value, Fraction) else value
    if kind == "break_even":
        return next(one.value for one in evaluation.break_evens if one.id == rest)
    if kind == "newer":
        id, _, name = rest.partition(":")
        newer = next(one for one in evaluation.newer if one.id == id)
        assert newer.newer.value is not None
        return newer.then if name == "then" else newer.newer.value.best.quantity
    assert kind == "data", of
    id, _, name = rest.partition(":")
    return getattr(next(one for one in evaluation.tables if one.id == id), name)


def _analysis(evaluation: Evaluation, prefix: str) -> Analysis:
    found = [m.analysis for one in evaluation.kpis for m in one.methods if m.prefix == prefix and m.analysis]
    return found[0]


def _walk(value: object, route: list[str]) -> object:
    for name in route:
        if name == "lost_share":
            return Fraction(value.lost * 100, value.assigned)  # type: ignore[attr-defined]
        value = value[int(name)] if name.isdigit() else getattr(value, name)  # type: ignore[index]
    return value


@pytest.mark.parametrize("locale", LANGUAGES)
def test_each_number_of_the_evidence_is_the_rounded_value_it_says_it_is(locale: str) -> None:
    evaluation, translator = evidenced(), Translator(locale)
    shown = [one for one in page(evaluation, locale).all() if "data-of" in one.attributes]
    kinds = {one.attributes["data-of"].partition(":")[0] for one in shown}
    assert kinds == {"analysis", "simulation", "break_even", "newer", "data"}
    for one in shown:
        value = value_of(evaluation, one.attributes["data-of"])
        exact = getattr(value, "value", value)
        number = Fraction(f"{exact:.12g}" if isinstance(exact, float) else exact)  # type: ignore[arg-type]
        ways = {translator.number(number), *(translator.number(number, decimals) for decimals in range(7))}
        assert any(way in one.text for way in ways), (one.attributes["data-of"], one.text)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_other_digits_stand_among_the_evidence(locale: str) -> None:
    for evaluation in (evidenced(), evidenced(analysis(**OPEN))):
        rest = without(page(evaluation, locale, calendars=(calendar(),)), EXEMPT, NUMBERED)
        assert re.findall(r"[^\n]{0,40}\d[^\n]{0,20}", SAYS_SO_ITSELF.sub("", rest)) == []


def test_every_link_inside_the_page_has_its_place() -> None:
    root = page(evidenced())
    places = {one.attributes["id"] for one in root.all() if "id" in one.attributes}
    ways = {one.attributes["href"][1:] for one in root.find("a") if one.attributes.get("href", "").startswith("#")}
    assert ways <= places


# --- verdicts --------------------------------------------------------------------------------------------------------

HARM = {"estimate": Fraction(-30), "low": Fraction(-50), "high": Fraction(-10), "verdict": EFFECT}
FLAT = {"estimate": Fraction(1), "low": Fraction(-3), "high": Fraction(4), "verdict": NO_EFFECT}
TOO_FEW = {"estimate": None, "low": None, "high": None, "detectable": None, "trust": REFUSED}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({}, "lies above zero: there is an effect, estimated at 112.5 errors per month."),
        (HARM, "lies below zero: there is an effect the wrong way, estimated at −30 errors per month."),
        (FLAT, "is smaller than 5 errors per month either way, which counts as none."),
        (OPEN, "from −20 errors per month to 44 errors per month, leaves it open whether there is an effect."),
        (TOO_FEW, "There are too few data for this method, so it gives no estimate."),
    ],
)
def test_the_verdict_is_said_in_words(found: dict[str, object], words: str) -> None:
    assert words in spaced(section(page(evidenced(analysis(**found))), "attribution"))


def test_cannot_tell_never_stands_without_what_could_have_been_found() -> None:
    said = told(evidenced(analysis(**OPEN)))
    assert "cannot tell" in said
    assert "With this much data, only an effect of 44 errors per month or more is likely to be found." in said
    assert "kan niet gezegd worden" in told(evidenced(analysis(**OPEN)), "nl")


def test_the_first_page_says_when_the_data_behind_it_show_no_clear_effect() -> None:
    def first(**found: object) -> str:
        return spaced(section(page(evidenced(analysis(**found))), "summary"))

    assert "Errors in claim files: The 95% interval" in first(**OPEN)
    assert "there is an effect the wrong way" in first(**HARM)
    assert "95% interval" not in first()


def test_an_analysis_reports_design_groups_checks_model_and_limits() -> None:
    said = spaced(section(page(evidenced(analysis(trust=CAUTION))), "attribution"))
    for words in (
        "What the data say: Interrupted time series",
        "95% interval: 81.25 errors per month to 143.75 errors per month",
        "Standardised effect 1.23",
        "Counts as no effect 5 errors per month as stated",
        "Segmented regression, Newey-West errors with lag 2",
        "statsmodels 0.15.0",
        "claims, 24 rows, SHA-256 cccccccccccc…",
        "fewer data than this method asks for: read with caution",
        "South trained 40 36 4 10% 302 errors per month 187.25 errors per month 12 errors per month",
        "No other event at the start Not in the data; fewer than 3 events are named. the data cannot show it",
        "The level fell by 101 at the start.",
    ):
        assert words in said, words
    assert not re.search(r"p-value|\bp =|\bp<|significan", said)


def test_series_and_event_plot_are_drawn_and_stand_in_tables() -> None:
    found = section(page(evidenced()), "attribution")
    (series,), (events,) = found.find("figure", "of-course"), found.find("figure", "of-events")
    assert len(series.find("path", "course-actual")) == 1
    assert len(series.find("path", "course-expected")) == 1
    (stems,) = events.find("path", "stem")
    assert stems.attributes["d"].count("M") == 6
    captions = [one.text for one in found.find("caption")]
    assert any(one.endswith("The measure period by period, in errors per month") for one in captions)
    assert any(one.endswith("The effect period by period, before and after the start") for one in captions)


def test_a_long_series_is_drawn_and_left_to_the_receipt() -> None:
    points = analysis().points * 8
    found = section(page(evidenced(analysis(points=points))), "attribution")
    assert "The figures of all 96 periods stand in the receipt." in spaced(found)
    assert not any("period by period, in" in one.text for one in found.find("caption"))


@pytest.mark.parametrize("values", [(5.0, 5.0, 5.0), (0.0, 0.0, 0.0), (-1e-9, 0.0, 1e9)])
def test_a_flat_or_steep_series_can_be_drawn(values: tuple[float, ...]) -> None:
    points = tuple(replace(point, actual=value) for point, value in zip(analysis().points, values, strict=False))
    drawn = section(page(evidenced(analysis(points=points, leads=()))), "attribution")
    assert "nan" not in drawn.text
    assert drawn.find("path", "course-actual")


# --- data files ------------------------------------------------------------------------------------------------------


def test_a_data_file_is_told_with_how_it_was_read() -> None:
    said = spaced(section(page(evidenced()), "data"))
    for words in (
        "data/claims.csv",
        "System of record Claims system",
        "Extracted on 4 August 2025",
        "person: Number, period: Month and value: Errors",
        "Between the columns semicolon, found out from the file",
        "Decimal sign comma, as stated",
        "c" * 64,
    ):
        assert words in said, words


def test_people_are_numbered_and_never_named() -> None:
    root = page(evidenced())
    assert "P12" in root.text
    assert "M100" not in root.text


def test_rows_of_few_people_are_not_shown() -> None:
    few = evidenced(tables=(table(people=9),))
    assert "in groups of fewer than 10. Such groups in this file: 1 of 1." in told(few)
    assert "P1 " not in spaced(section(page(few), "data"))
    assert "groups of fewer than" not in told(few, small_cell_limit=9)


@pytest.mark.parametrize(("people", "shown"), [(9, False), (10, True), (300, True)])
def test_the_limit_counts_people_and_not_rows(people: int, shown: bool) -> None:
    assert may_show_rows(table(people), 10) is shown


def test_a_small_group_hides_the_rows_of_a_large_file() -> None:
    whole = table(people=30)
    groups = replace(whole.columns["period"], codes=type(whole.columns["period"].codes)("l", [0] * 8 + [1] * 52))  # type: ignore[type-var,union-attr,arg-type]
    assert not may_show_rows(replace(whole, columns={**whole.columns, "group": groups}), 10)


def labelled(role: str, names: tuple[str, ...], codes: list[int], whole: Table | None = None) -> Table:
    """Give a table of 30 people, two rows each, another column of labels."""
    whole = whole or table(people=30)
    return replace(whole, columns={**whole.columns, role: Labels(array("l", codes), names)})


def test_teams_and_teams_within_groups_are_counted_as_well() -> None:
    teams = labelled("team", ("Early", "Late"), [0] * 40 + [1] * 20)
    assert may_show_rows(teams, 10)
    assert not may_show_rows(labelled("team", ("Early", "Late"), [0] * 44 + [1] * 16), 10)
    crossed = labelled("group", ("South", "North"), [0] * 30 + [1] * 30, teams)
    assert not may_show_rows(crossed, 10)
    assert may_show_rows(crossed, 5)
    assert small_groups(crossed, 10) == (1, 7)


def without_people(**columns: list[int]) -> Table:
    """Give a table of averages, or of people whom no column tells apart, with codes for some labels."""
    rows = len(next(iter(columns.values())))
    labels: dict[str, Column] = {role: Labels(array("l", codes), ("a", "b", "c")) for role, codes in columns.items()}
    return replace(table(rows=rows), columns={"value": Numbers(array("d", [1.0] * rows)), **labels})


def test_rows_of_a_team_without_a_column_for_people_are_people() -> None:
    assert not may_show_rows(without_people(team=[0, 0, 0, 1, 1]), 10)
    assert not may_show_rows(without_people(team=[0, 0, 0, 1], period=[0, 0, 1, 1]), 10)
    assert may_show_rows(without_people(team=[0, 1, 2]), 10)
    assert may_show_rows(without_people(team=[0, 0, 1], period=[0, 1, 1]), 10)


def scores(order: list[int]) -> Table:
    """Give one score each for people whose rows and codes stand in some order."""
    columns: dict[str, Column] = {
        "person": Labels(array("l", range(len(order))), tuple(f"M{n}" for n in order)),
        "value": Numbers(array("d", [50.0 + 3 * n for n in order])),
    }
    return replace(table(rows=len(order)), columns=columns)


def test_numbers_of_people_and_the_order_of_rows_tell_nothing_about_the_file() -> None:
    def shown(order: list[int]) -> str:
        return spaced(section(page(evidenced(tables=(scores(order),))), "data"))

    straight, mixed = list(range(12)), [5, 3, 11, 0, 8, 2, 7, 10, 1, 9, 4, 6]
    assert shown(straight) == shown(mixed)
    assert re.search(r"P1 50 P2 53 P3 56", shown(mixed))


def test_the_rows_of_one_person_stand_together() -> None:
    turned = table(people=12)
    person = turned.labels("person")
    assert person is not None
    numbers = numbered(turned)
    order = [numbers[person.codes[row]] for row in in_order(turned, numbers)]
    assert order == [n for n in range(1, 13) for _ in range(2)]


def test_a_long_file_is_not_printed() -> None:
    assert "The file is too long to show here." in told(evidenced(tables=(table(people=40),)))


# --- small groups in an analysis --------------------------------------------------------------------------------------


def of_few(people: int = 7, **more: object) -> Analysis:
    """Give an analysis whose comparison group is small, with all that would tell how its people differ."""
    trained, other = analysis().arms
    skewed = Check(text("Figures spread evenly"), text("Skewness is at most {skew}.", skew=Fraction("0.71")), True)
    defaults = {"arms": (trained, replace(other, assigned=people, analysed=people)), "checks": (skewed,)}
    return analysis(**{**defaults, **more})


def test_the_spread_within_a_small_group_leaves_the_evaluation() -> None:
    left = _analysis(shown_only(evidenced(of_few(negligible_stated=False)), 10), PREFIX)
    assert [arm.deviation for arm in left.arms] == [None, None]
    assert (left.standardised, left.negligible, left.points, left.leads) == (None, None, (), ())
    assert "0.71" not in str([one.says for one in left.checks])
    assert [(arm.analysed, arm.before, arm.after) for arm in left.arms] == [
        (36, Fraction(302), Fraction("187.25")),
        (7, Fraction(290), Fraction(270)),
    ]


def test_a_page_says_why_the_spread_is_left_out() -> None:
    said = spaced(section(page(evidenced(of_few())), "attribution"))
    assert "Standard deviations and single periods are not shown: a group holds fewer than 10 people." in said
    assert "Standardised effect" not in said
    assert "270 errors per month" in said
    assert "Standaardafwijkingen" in told(evidenced(of_few()), "nl")


@pytest.mark.parametrize(
    "found", [of_few(10), of_few(0), of_few(counted=text("periods")), of_few(counted=text("teams"))]
)
def test_large_groups_and_other_counts_keep_their_spread(found: Analysis) -> None:
    whole = evidenced(found)
    assert shown_only(whole, 10) is whole


def test_what_counts_as_none_stays_when_the_author_stated_it() -> None:
    assert _analysis(shown_only(evidenced(of_few()), 10), PREFIX).negligible == 5
    unstated = evidenced(replace(of_few(), **FLAT, negligible_stated=False))  # type: ignore[arg-type]
    assert "to 4 errors per month, is so small that it counts as no effect." in told(unstated)


def test_leaving_the_spread_out_twice_says_so_once() -> None:
    once = shown_only(evidenced(of_few()), 10)
    assert _analysis(shown_only(once, 10), PREFIX) == _analysis(once, PREFIX)


# --- answers of few people -------------------------------------------------------------------------------------------

ANSWERS = (
    "kpis:\n  - id: errors\n    # no cross_checks\n    attribution:\n      method: participant_estimate\n"
    "      invited: 4\n      respondents:\n"
    "        - {id: P1, attribution: 61%, confidence: 83.3%, basis: Lists}\n"
    "        - {id: P2, attribution: 53%, confidence: 71%, basis: Lists}\n"
)


def answered(data: str) -> Evaluation:
    plain = evaluated(examined(with_fragment(ANSWERS)))
    kpis = tuple(
        replace(one, methods=tuple(replace(m, attribution=replace(m.attribution, data=data)) for m in one.methods))
        for one in plain.kpis
    )
    return replace(plain, kpis=kpis)


def test_answers_of_few_people_leave_the_page_and_the_trace() -> None:
    hidden = told(answered("survey"))
    assert "83.3%" not in hidden
    assert "The answers are not shown one by one: fewer than 10 people gave them." in hidden
    made = trace_page.to_html(trace_page.trace_page(answered("survey"), context()))
    working = spaced(read(made.content.decode()))
    assert "Computed from the answers of fewer than 10 people" in working
    assert "83.3%" not in working
    assert "83.3%" in told(answered(""))


def test_hiding_answers_changes_no_result() -> None:
    whole, left = answered("survey"), shown_only(answered("survey"), 10)
    assert left.quantity("result.roi") == whole.quantity("result.roi")
    assert not [id for id in left.steps if ".respondent." in id]
    typed = answered("")
    assert shown_only(typed, 10) is typed
    assert isinstance(whole.kpis[-1].methods[0].attribution.respondents[0], Respondent)


# --- context ---------------------------------------------------------------------------------------------------------


def test_claims_from_outside_stand_apart_and_are_said_to_be_no_evidence() -> None:
    said = spaced(section(page(evidenced()), "citations"))
    assert "None of it is evidence here, and none goes into a figure." in said
    assert "Every euro comes back four times 353% not known whether gross or net Brochure of a vendor, 2019" in said
    assert "quoted from somebody who quotes it disputed" in said


def test_an_event_of_the_calendar_is_shown_with_how_it_is_dealt_with() -> None:
    said = spaced(section(page(evidenced(), calendars=(calendar(),)), "influences"))
    assert "Reorganisation of the claims department 1 March 2025 to 30 April 2025 not dealt with" in said
    programme = evidenced().programme
    treated = replace(programme.external_influences[0], event="reorganisation", treatment="Left out March and April")
    said = told(evidenced(programme=replace(programme, external_influences=(treated,))), calendars=(calendar(),))
    assert "30 April 2025 Left out March and April" in said


def test_an_event_of_another_department_is_left_out() -> None:
    house = calendar()
    other = replace(house.events[0], departments=("Finance",))
    assert "Reorganisation" not in told(evidenced(), calendars=(replace(house, events=(other,)),))


def test_a_newer_standard_value_is_shown_with_what_it_would_change() -> None:
    said = spaced(section(page(evidenced()), "values"))
    assert "€66.00 per error 1 January 2026" in said
    assert "230%" in said


def test_a_method_that_trains_the_comparison_group_says_so() -> None:
    plain = evaluated(examined())
    kpi = plain.kpis[-1]
    attribution = kpi.methods[0].attribution
    assert attribution.comparison is not None
    mixed = replace(attribution.comparison, trained_within_window=True, contamination="Two people changed teams")
    methods = (replace(kpi.methods[0], attribution=replace(attribution, comparison=mixed)), *kpi.methods[1:])
    said = told(replace(plain, kpis=(*plain.kpis[:-1], replace(kpi, methods=methods))))
    assert "Trained meanwhile as well yes" in said
    assert "Two people changed teams" in said


# --- paper -----------------------------------------------------------------------------------------------------------


def test_paper_shows_the_same_numbers_without_links() -> None:
    paper = to_print_html(assemble(evidenced(), (), context("nl")))
    assert "data-of" not in paper
    assert "112,5 fouten per maand" in paper or "112,5" in paper


def test_nothing_is_said_of_evidence_that_is_not_there() -> None:
    whole = evaluated(examined())
    steps = {id: step for id, step in whole.steps.items() if not id.startswith("fiscal.")}
    plain = replace(whole, simulation=None, steps=steps)
    ids = {one.id for one in assemble(plain, (), context()).sections}
    assert ids.isdisjoint({"data", "simulation", "citations", "time"})


def test_a_change_of_a_percentage_is_in_percentage_points() -> None:
    found = analysis(unit=PERCENT, negligible=None, points=(), leads=())
    assert "estimated at 112.50 percentage points." in told(evidenced(found)) or (
        "estimated at 112.5 percentage points." in told(evidenced(found))
    )


def test_the_deviation_of_a_percentage_is_in_percentage_points() -> None:
    plain = evidenced(analysis(unit=PERCENT, negligible=None, points=(), leads=()))
    kpis = tuple(replace(one, kpi=replace(one.kpi, unit=PERCENT, baseline=None, result=None)) for one in plain.kpis)
    said = spaced(section(page(replace(plain, kpis=kpis)), "attribution"))
    assert re.search(r"302% 187\.25% 12(\.00)? percentage points", said)
