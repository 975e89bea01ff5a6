"""The trace: each number with its formula in words, what it is made of and what it touches, both ways."""

from __future__ import annotations

import json
from typing import Any

import pytest

from roi_spec.model.formula import parse
from roi_spec.model.handbook import InWords, TraceRow
from roi_spec.model.sentence import Named, Sentence
from roi_spec.render.formula_data import LONGEST, formulas, packed
from roi_spec.render.sentences import in_words
from roi_spec.render.touches import HEADLINES, inputs, leads_to, rests_on, touched
from roi_spec.render.trace_page import trace_page
from roi_spec.render.writer import Writer
from tests.render.chain import context, evaluated, examined, example, examples, page, read, squeezed, trace

SALES = "consultative-selling-2025"


def plain(sentence: Sentence) -> str:
    """Write a sentence as it is read, with names in brackets of their own."""
    return "".join(_plain(piece) for piece in sentence)


def _plain(piece: Any) -> str:
    if isinstance(piece, Named):
        return f"[{plain(piece.content)}]"
    return piece if isinstance(piece, str) else getattr(piece, "text", "") or getattr(piece, "shown", "")


def told(words: InWords | None) -> str:
    assert words is not None
    return " ".join([plain(words.told), *(f"- {plain(item)}" for item in words.items)])


def rows(id: str, locale: str = "en", **more: object) -> dict[str, TraceRow]:
    view = trace_page(evaluated(example(id)), context(locale, **more))
    return {row.id: row for group in view.trace.groups for row in group.rows}


# --- formulas in words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("a", "The same as a."),
        ("0", "Set to 0."),
        ("a * b", "a times b."),
        ("a - b - c", "a minus b minus c."),
        ("a - (b - c)", "a minus (b minus c)."),
        ("(a - b) / c", "(a minus b) divided by c."),
        ("a * b / c", "a times b, divided by c."),
        ("a / (b * c)", "a divided by (b times c)."),
        ("a + b * c", "a plus (b times c)."),
        ("a * (1 + b) / c", "a times (1 plus b), divided by c."),
        ("a / b * c", "(a divided by b) times c."),
        ("a - b + c", "a minus b, plus c."),
        ("a + (b + c) * d", "a plus ((b plus c) times d)."),
        ("(a * b + c + d) * e", "((a times b) plus c plus d) times e."),
        ("a * b + (c + d) * e", "(a times b) plus ((c plus d) times e)."),
        ("(1 - a) * (1 - b)", "(1 minus a) times (1 minus b)."),
        ("max(a, 0) / b", "(the largest of a and 0) divided by b."),
        ("1 * a * b", "a times b."),
        ("-(a + b)", "Minus (a plus b)."),
        ("min(a, b)", "The smallest of a and b."),
        ("max(a - b, 0)", "The largest of (a minus b) and 0."),
        ("mean(a, b) / c", "(the average of a and b) divided by c."),
        ("abs(a)", "The size, without sign, of a."),
        ("sum(a, b, c)", "The sum of a, b and c."),
        ("sum(a, b, c, d)", "The sum of: - a - b - c - d"),
        ("a * b * c * d", "These numbers multiplied: - a - b - c - d"),
    ],
)
def test_a_formula_is_told_in_a_plain_sentence(written: str, sentence: str) -> None:
    writer = Writer(evaluated(examined()), context())
    tree = parse(written)
    words = in_words(writer, tree)  # type: ignore[arg-type]
    assert told(words).lower() == sentence.lower()


def test_the_words_of_a_result_are_those_of_the_field_in_both_languages() -> None:
    assert told(rows(SALES)["result.roi"].words) == "[Net benefit] divided by [total cost]."
    assert told(rows(SALES, "nl")["result.roi"].words) == "[Nettowinst] gedeeld door [totale kosten]."


def test_a_sum_of_costs_names_every_one() -> None:
    words = rows(SALES)["result.total_cost"].words
    assert words is not None
    assert plain(words.told) == "The sum of:"
    assert len(words.items) == len(evaluated(example(SALES)).costs)


def test_a_long_row_of_like_values_is_told_by_its_first_and_its_last() -> None:
    words = told(rows(SALES)["kpi.cross_sell_revenue.cross_check_1.fit.mean.time"].words)
    assert words.startswith("The average of 12 values, from [number of period 2024-01] to [number of period 2024-12]")


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_every_formula_of_every_example_is_one_sentence_without_gaps(locale: str) -> None:
    for one in examples().values():
        writer = Writer(evaluated(one), context(locale))
        for step in writer.evaluation.steps.values():
            if step.line.formula is not None:
                words = told(in_words(writer, step.line.formula))
                assert "{" not in words
                assert "  " not in words
                assert " ." not in words
                assert words[0].isupper() or words[0] in "[(" or words[0].isdigit()


# --- both directions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", sorted(examples()))
def test_what_a_number_is_made_of_and_what_it_touches_are_each_others_inverse(id: str) -> None:
    evaluation = evaluated(examples()[id])
    down = {(step.id, one) for step in evaluation.steps.values() for one in inputs(evaluation, step)}
    up = {(user, one) for one, users in touched(evaluation).items() for user in users}
    assert down == up
    shown = {(user.step, row.id) for row in rows(id).values() for user in row.used_in}
    assert shown == up


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_number_has_an_entry_that_links_to_all_it_is_made_of(id: str) -> None:
    """What a long row of like values leaves out of its sentence links back: the values say where they are used."""
    evaluation, root = evaluated(examples()[id]), read(trace(examples()[id]))
    entries = {one.attributes["id"].removeprefix("trace-"): one for one in root.find("article", "step")}
    assert sorted(entries) == sorted(evaluation.steps)
    links = {
        step: {a.attributes["href"].removeprefix("#trace-") for a in entry.find("a")} for step, entry in entries.items()
    }
    for step in evaluation.steps.values():
        for one in inputs(evaluation, step):
            assert one in links[step.id] or step.id in links[one]


def test_a_number_says_which_results_it_leads_to() -> None:
    found = rows(SALES)
    assert "ROI" in plain(found["assumption.contribution_margin"].leads_to)
    assert found["kpi.relevance.asked"].leads_to == ()
    evaluation = evaluated(example(SALES))
    assert leads_to(touched(evaluation), "result.net_benefit") == ("result.roi",)


def test_a_headline_result_names_the_stated_values_under_it() -> None:
    evaluation = evaluated(example(SALES))
    ground = rests_on(evaluation, "result.roi")
    assert "assumption.contribution_margin" in ground
    assert "kpi.cross_sell_revenue.effect" in ground
    assert not [one for one in ground if ".before." in one or ".after." in one]
    assert rests_on(evaluation, "cost.overhead") == ()
    assert set(rests_on(evaluation, "result.total_cost")) < set(ground)


def test_the_ground_under_the_roi_is_three_clicks_away() -> None:
    """From the summary to the entry, from there to a value that somebody stated, from there to the line of the file."""
    book = read(page(example(SALES)))
    summary = next(one for one in book.all() if one.attributes.get("id") == "summary")
    first = {a.attributes["href"] for a in summary.find("a", "num")}
    assert "trace.html#trace-result.roi" in first
    pattern = "https://example.org/blob/{commit}/{path}#L{line}"
    found = rows(SALES, link_pattern=pattern, commit="abc")
    second = {one.step: one.href for one in found["result.roi"].rests_on}
    assert second["assumption.contribution_margin"] == "#trace-assumption.contribution_margin"
    place = found["assumption.contribution_margin"].place
    line = evaluated(example(SALES)).steps["assumption.contribution_margin"].line.at.line
    assert place.href == f"https://example.org/blob/abc/specs/{SALES}.roi.yaml#L{line}"
    assert place.shown == f"line {line}"


# --- an entry --------------------------------------------------------------------------------------------------------


def test_an_entry_has_the_formula_as_an_auditor_types_it() -> None:
    assert rows(SALES)["result.roi"].names == "result.net_benefit / result.total_cost"
    assert rows(SALES)["audience.completed"].names == ""


@pytest.mark.parametrize(("locale", "lang"), [("nl", "en"), ("en", None)])
def test_an_english_source_of_a_formula_says_so_on_a_page_in_another_language(locale: str, lang: str | None) -> None:
    cites = read(trace(example("consultative-selling-2025"), locale)).find("span", "cite")
    english = [one for one in cites if one.text.startswith("Phillips & Phillips, ROI Methodology")]
    assert english
    assert {one.find("bdi")[0].attributes.get("lang") for one in english} == {lang}


def test_a_rounded_value_shows_what_it_was_and_leads_to_the_rule() -> None:
    root = read(trace(example(SALES)))
    assert [one for one in root.all() if one.attributes.get("id") == "rounding"]
    entry = next(one for one in root.find("article", "step") if one.attributes["id"] == "trace-result.roi")
    assert "#rounding" in {a.attributes["href"] for a in entry.find("a")}
    assert "67.698437" in squeezed(entry.text)


def test_an_end_of_a_range_that_is_reckoned_is_told_as_a_formula() -> None:
    share = rows("lean-belts-2025")["kpi.retourfouten.attribution.respondent.P1.share"]
    assert plain(share.ends).startswith("High end: The smallest of 1 and (")


def test_the_name_of_an_entry_is_its_own_address() -> None:
    root = read(trace(example(SALES)))
    for entry in root.find("article", "step"):
        (anchor,) = entry.find("a", "anchor")
        assert anchor.attributes["href"] == f"#{entry.attributes['id']}"
        assert anchor.text.strip()


def test_the_handbook_names_the_parts_of_the_trace_and_links_to_each() -> None:
    book, root = read(page(example(SALES))), read(trace(example(SALES)))
    anchors = {one.attributes.get("id") for one in root.all()}
    (parts,) = book.find("ul", "trace-parts")
    links = [a.attributes["href"] for a in parts.find("a")]
    assert links
    assert {link.removeprefix("trace.html#") for link in links} <= anchors


# --- what a page shows of a number that somebody points at -----------------------------------------------------------


def handed_over(id: str, locale: str = "en") -> Any:
    script = formulas(evaluated(example(id)), context(locale)).content.decode()
    start = f'roiSpec.formulas("{id}",'
    assert script.startswith(start)
    return json.loads(script.removeprefix(start).removesuffix(");\n"))


def test_a_pages_script_gets_title_value_words_and_numbers() -> None:
    title, value, words, numbers = handed_over(SALES)["steps"]["result.roi"]
    assert (title, value) == ("ROI", "67.70%")
    assert words == [[["Net benefit"]], " divided by ", [["total cost"]], "."]
    assert numbers == "US$22,090 / US$32,630"


def test_an_input_says_who_stated_it_and_has_no_formula() -> None:
    step = handed_over(SALES)["steps"]["assumption.contribution_margin"]
    assert len(step) == 3
    assert "owner: Finance" in "".join(one if isinstance(one, str) else one[0] for one in [step[2]])


def test_a_case_has_its_own_numbers() -> None:
    data = handed_over(SALES)
    evaluation = evaluated(example(SALES))
    writer = Writer(evaluation, context())
    net = plain(writer.figure("result.net_benefit", "conservative"))
    assert data["cases"]["conservative"]["result.roi"].startswith(net)
    assert data["cases"]["conservative"]["result.roi"] != data["steps"]["result.roi"][3]
    assert set(data["says"]) == {"conservative", "optimistic", "low", "high", "worse", "better"}


def test_words_of_the_author_carry_their_language_there_too() -> None:
    title = handed_over(SALES, "nl")["steps"]["assumption.contribution_margin"][0]
    assert title == [["Contribution margin on cross-sell", "en"]]


@pytest.mark.parametrize("id", sorted(examples()))
def test_every_number_of_every_example_is_handed_over(id: str) -> None:
    data = handed_over(id)
    assert list(data["steps"]) == list(evaluated(example(id)).steps)
    assert max((len(step[3]) for step in data["steps"].values() if len(step) > 3), default=0) <= LONGEST + 2
    assert set(HEADLINES) & set(data["steps"])


def test_a_sentence_of_ours_alone_is_one_text() -> None:
    assert packed(("a ", "b")) == "a b"
