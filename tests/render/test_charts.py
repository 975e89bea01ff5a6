"""Drawings: a message, the same figures in words and in a table, every point inside, and no words on other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.charts import Drawing, Label
from roi_spec.model.handbook import Handbook, Table
from roi_spec.model.sentence import Count, Figure, Jump, Reckoned, Words
from roi_spec.render.charts_colours import colours
from roi_spec.render.charts_scale import WIDTH, Box, hatched, nice, px, round_scale
from roi_spec.render.charts_scores import way_covered
from roi_spec.render.charts_words import LINE, SIZE, Marked, apart, laned, spoken, width_of, wrapped
from roi_spec.render.html import environment, fonts, style, to_print_html
from roi_spec.resources import templates_root
from tests.render.chain import Element, evaluated, examined, example, examples, handbook, page, read
from tests.specs import with_fragment

IDS = sorted(examples())
LOCALES = ("en", "nl")
BOOKS = [(id, locale) for id in IDS for locale in LOCALES]

_BOOKS: dict[tuple[str, str], Handbook] = {}


def book(id: str, locale: str = "en") -> Handbook:
    if (id, locale) not in _BOOKS:
        _BOOKS[id, locale] = handbook(example(id), locale)
    return _BOOKS[id, locale]


def drawings(id: str, locale: str = "en") -> Iterator[tuple[Drawing, Table | None]]:
    """Give every drawing of a handbook with the table that says the same."""
    for section in book(id, locale).sections:
        tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
        for block in section.blocks:
            if isinstance(block, Drawing):
                jumps = [piece for piece in block.pointer if isinstance(piece, Jump)]
                yield block, tables[jumps[0].href.removeprefix("#")] if jumps else block.table


def drawn(id: str, form: str, locale: str = "en") -> Drawing:
    return next(one for one, _ in drawings(id, locale) if one.form == form)


# --- every drawing of every example ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "locale"), BOOKS)
def test_every_drawing_has_a_message_its_figures_in_words_a_caption_and_a_table(id: str, locale: str) -> None:
    for one, table in drawings(id, locale):
        assert one.title.endswith("."), one.form
        assert one.caption.endswith("."), one.form
        assert table is not None, one.form
        assert table.rows, one.form
        assert one.description, one.form


@pytest.mark.parametrize(("id", "locale"), BOOKS)
def test_every_figure_of_a_drawing_stands_in_its_table(id: str, locale: str) -> None:
    for one, table in drawings(id, locale):
        assert table is not None
        known = {name(piece) for row in table.rows for cell in row.cells for piece in (*cell.content, *cell.under)}
        # A drawing of drivers has the base as well, and one of the simulation the target.
        known |= {("result.roi", ""), ("result.target_roi", "")}
        shown = {name(piece) for label in one.labels for piece in label.content} - {None}
        assert shown <= known, one.form


def name(piece: object) -> tuple[str, str] | None:
    if isinstance(piece, Figure):
        return piece.step, piece.case
    return (piece.of, "") if isinstance(piece, Reckoned) else None


@pytest.mark.parametrize(("id", "locale"), BOOKS)
def test_every_point_lies_inside_the_drawing(id: str, locale: str) -> None:
    for one, _ in drawings(id, locale):
        for stroke in one.strokes:
            for x, y in points(stroke.path):
                assert -1 <= x <= WIDTH + 1, (one.form, stroke)
                assert -1 <= y <= float(one.height), (one.form, stroke)
        for label in one.labels:
            left, top, right, bottom = extent(label)
            assert left >= -1, (one.form, spoken(label.content))
            assert right <= WIDTH + 1, (one.form, spoken(label.content))
            assert top >= -1, (one.form, spoken(label.content))
            assert bottom <= float(one.height), (one.form, spoken(label.content))


@pytest.mark.parametrize(("id", "locale"), BOOKS)
def test_no_words_lie_on_other_words(id: str, locale: str) -> None:
    for one, _ in drawings(id, locale):
        places = [extent(label) for label in one.labels]
        for number, here in enumerate(places):
            for other in range(number):
                assert not overlap(here, places[other]), (
                    one.form,
                    spoken(one.labels[number].content),
                    spoken(one.labels[other].content),
                )


def points(path: str) -> Iterator[tuple[float, float]]:
    """Give the points of a path with absolute commands only; what is no number fails."""
    x = y = 0.0
    for command, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(one) for one in written.split()]
        assert command in "MLHVAZ", path
        if command == "H":
            x = numbers[0]
        elif command == "V":
            y = numbers[0]
        elif command != "Z":
            x, y = numbers[-2:]
        yield x, y


def extent(label: Label) -> tuple[float, float, float, float]:
    x, y, width = float(label.x), float(label.y), width_of(label.content)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, y - SIZE + 2, left + width, y + 2


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_check_of_places_notices_words_on_words() -> None:
    label = Label("10", "20", ("some words",))
    assert overlap(extent(label), extent(Label("40", "24", ("other words",))))
    assert not overlap(extent(label), extent(Label("10", "60", ("other words",))))


def test_the_same_spec_gives_the_same_drawings() -> None:
    assert page(example(IDS[0])) == page(example(IDS[0]))
    first, second = (handbook(example("lean-belts-2025")) for _ in range(2))
    assert first.sections == second.sections


# --- what they say ---------------------------------------------------------------------------------------------------


def test_the_examples_show_every_form() -> None:
    forms = {one.form for id in IDS for one, _ in drawings(id)}
    assert forms == {
        "chain", "scores", "change", "course", "events", "waterfall", "tornado", "histogram", "forecast",
    }  # fmt: skip


def test_the_way_from_costs_to_net_benefit_adds_up() -> None:
    one = drawn("lean-belts-2025", "waterfall")
    assert one.table is not None
    amounts = [spoken(row.cells[1].content).replace("\u00a0", "") for row in one.table.rows]
    assert amounts == ["−€24,401", "−€60,123", "−€4,200", "+€101,167", "+€4,487", "€16,931"]
    assert one.title == "Benefits of €105,654 are €16,931 more than the costs of €88,724."


def test_a_loss_has_words_and_a_pattern_of_its_own() -> None:
    one = drawn("pilot-vr-safety-2025", "waterfall")
    assert one.title == "Benefits of €2,263 are €31,229 less than the costs of €33,492."
    assert {"net-loss", "net-loss-hatch"} <= {stroke.style for stroke in one.strokes}
    assert "loss-hatch" in {stroke.style for stroke in drawn("pilot-vr-safety-2025", "histogram").strokes}


def test_what_is_forecast_has_a_broken_outline_and_says_so() -> None:
    one = drawn("safety-plan-2027", "waterfall")
    assert "forecast" in {stroke.style for stroke in one.strokes}
    assert "forecast" in " ".join(spoken(label.content) for label in one.labels)
    assert "Broken outline: a forecast." in one.caption


def test_a_chain_says_how_many_answered_and_until_when() -> None:
    one = drawn("pilot-vr-safety-2025", "chain")
    words = [spoken(label.content) for label in one.labels]
    assert "n = 88" in words
    assert "2 May 2025" in words
    assert one.title == "Target met: Reaction, Learning; target not met: Application, Impact, ROI."


def test_both_groups_are_drawn_with_what_was_to_be_expected() -> None:
    one = drawn("consultative-selling-2025", "change")
    assert {"course-actual", "course-compared", "course-expected"} <= {stroke.style for stroke in one.strokes}
    assert one.title.startswith("Trained group: from 12,000 to 14,700. Comparison group: from 11,800 to 12,900")


def test_a_forecast_stands_beside_what_came() -> None:
    one = drawn("lean-belts-2025", "forecast")
    assert one.title == "Total benefit: €118,000 was expected, €105,654 came."
    titles = [spoken(label.content) for label in one.labels if label.anchor == "start"]
    assert titles == ["Total benefit", "Total cost", "ROI", "Uren herstelwerk in hal A"]


@pytest.mark.parametrize(
    ("better", "baseline", "actual", "target", "way"),
    [
        ("higher", "50%", "75%", "100%", Fraction(1, 2)),
        ("lower", "10%", "4%", "5%", Fraction(6, 5)),
        ("lower", "10%", "11%", "5%", Fraction(-1, 5)),
        ("higher", "", "80%", "100%", Fraction(4, 5)),
        ("lower", "", "4%", "5%", None),
        ("higher", "10%", "10%", "10%", None),
    ],
)
def test_how_far_a_measure_came(better: str, baseline: str, actual: str, target: str, way: Fraction | None) -> None:
    base = f"    baseline: {baseline}\n" if baseline else ""
    kpi = f"    title: Score\n    level: learning\n    better: {better}\n{base}    result: {actual}\n"
    evaluation = evaluated(examined(with_fragment(f"kpis:\n  - id: score\n{kpi}    target: {target}\n")))
    score = next(one for one in evaluation.kpis if one.kpi.id == "score")
    assert way_covered(evaluation, score) == way


def test_dutch_drawings_speak_dutch_and_write_numbers_as_the_dutch_do() -> None:
    one = drawn("lean-belts-2025", "waterfall", "nl")
    assert one.title == "De opbrengsten van €\u00a0105.654 zijn €\u00a016.931 hoger dan de kosten van €\u00a088.724."


# --- on the page -----------------------------------------------------------------------------------------------------


def figures(id: str) -> list[Element]:
    return [one for one in read(page(example(id))).find("figure") if "drawing" in one.classes]


@pytest.mark.parametrize("id", IDS)
def test_the_page_names_each_drawing_and_hides_no_figures(id: str) -> None:
    shown = figures(id)
    assert shown
    for one in shown:
        (svg,) = one.find("svg")
        inner = [child.tag for child in svg.children if isinstance(child, Element)]
        assert svg.attributes["role"] == "img"
        assert inner[:2] == ["title", "desc"]
        assert len(one.find("figcaption")) == 1
        assert len(one.find("table")) + len(one.find("span", "pointer")) == 1
        assert {name for part in svg.find("path") for name in part.attributes} == {"class", "d"}


def test_a_phone_can_move_a_drawing_sideways_by_keyboard() -> None:
    boxes = [box for one in figures("lean-belts-2025") for box in one.find("div", "chart-box")]
    assert boxes
    assert all(box.attributes["tabindex"] == "0" and box.attributes["aria-label"] for box in boxes)


def test_words_are_11_pixels_at_least_on_a_phone() -> None:
    sheet = (templates_root() / "assets" / "charts.css").read_text("utf-8")
    (least,) = re.findall(r"svg\.chart \{ min-width: ([\d.]+)rem", sheet)
    (size,) = re.findall(r"svg\.chart text \{[^}]*font-size: ([\d.]+)px", sheet)
    assert float(size) == SIZE
    assert float(least) * 16 / WIDTH * SIZE >= 11


# --- looks -----------------------------------------------------------------------------------------------------------


def looks() -> set[str]:
    module = environment("en").get_template("handbook/charts.html.j2").module
    return set(module.looks)  # type: ignore[attr-defined]


def test_every_kind_of_line_and_shape_has_a_look_on_paper_and_on_screen() -> None:
    used = {stroke.style for id in IDS for one, _ in drawings(id) for stroke in one.strokes}
    sheet = (templates_root() / "assets" / "charts.css").read_text("utf-8")
    assert used <= looks()
    assert {one for one in looks() if not re.search(rf"\.{re.escape(one)}\b", sheet)} == set()


def test_on_paper_every_shape_carries_a_colour_of_the_theme() -> None:
    known = colours([style("theme.css").decode()])
    svgs = read(to_print_html(book("lean-belts-2025"))).find("svg")
    shapes = [part for svg in svgs for part in svg.find("path")]
    painted = {part.attributes.get(paint, "none") for part in shapes for paint in ("fill", "stroke")}
    assert all("fill" in part.attributes for svg in svgs for part in (*svg.find("path"), *svg.find("text")))
    assert known["accent"] in painted
    assert painted <= {"none", *known.values()}


def test_a_house_with_colours_of_its_own_has_them_in_drawings(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "theme.css").write_text(":root { --brand: #123456; --accent: var(--brand); }", "utf-8")
    known = environment("en", tmp_path).globals["colour"]
    assert known["accent"] == "#123456"
    assert known["paper"] == "#ffffff"


def test_a_remark_states_no_colour() -> None:
    assert colours(["/* --accent: red; */ :root { --ink: black; --line: var(--ink); }"]) == {
        "ink": "black",
        "line": "black",
    }


# --- room for words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", ["Regular", "Semibold"])
def test_no_character_is_wider_than_estimated(face: str) -> None:
    with TTFont(BytesIO(next(one.content for one in fonts() if one.path.endswith(f"-{face}.ttf")))) as font:
        glyphs, units = font.getBestCmap(), font["head"].unitsPerEm
        signs = set("–—−’“”…€→") | {chr(code) for code in range(0x20, 0x7F)}
        latin = {chr(code): glyph for code, glyph in glyphs.items() if chr(code) in signs or 0xC0 <= code < 0x250}
        wide = [one for one, glyph in latin.items() if font["hmtx"][glyph][0] / units * SIZE > width_of(one)]
    assert wide == []


def test_words_are_not_thought_much_wider_than_they_are() -> None:
    with TTFont(BytesIO(next(one.content for one in fonts() if one.path.endswith("-Regular.ttf")))) as font:
        glyphs, units = font.getBestCmap(), font["head"].unitsPerEm
        for words in ("Zekerheid van de schattingen", "Cross-sell revenue per account manager", "€1,250 per month"):
            real = sum(font["hmtx"][glyphs[ord(one)]][0] for one in words) / units * SIZE
            assert real <= width_of(words) <= real * 1.2


PLACES = st.lists(st.floats(-50, 600), min_size=1, max_size=8)


@given(PLACES)
def test_places_moved_apart_keep_their_order_their_room_and_their_bounds(wanted: list[float]) -> None:
    found = apart(wanted, 16, 0, 200)
    assert all(-0.001 <= one <= 200.001 for one in found)
    ordered = [found[number] for number in sorted(range(len(wanted)), key=lambda number: (wanted[number], number))]
    assert all(after - before >= 15.999 for before, after in pairwise(ordered))


@given(st.lists(st.tuples(st.floats(0, WIDTH), st.text("abcdefg 0123%", min_size=1, max_size=90)), max_size=9))
def test_words_along_a_scale_never_overlap_and_stay_inside(marked: list[tuple[float, str]]) -> None:
    labels, lanes = laned([Marked(x, (words,)) for x, words in marked], SIZE)
    assert len(labels) == len(marked)
    assert all(float(label.y) <= SIZE + LINE * (lanes - 1) + 0.001 for label in labels)
    places = [extent(label) for label in labels if width_of(label.content) <= WIDTH]
    assert all(left >= -0.1 and right <= WIDTH + 0.1 for left, _, right, _ in places)
    for number, here in enumerate(places):
        assert not any(overlap(here, other) for other in places[:number])


@given(st.text("abc DEF mw", max_size=300), st.integers(60, 480))
def test_lines_are_no_wider_than_their_room(words: str, width: int) -> None:
    lines = wrapped((Words(words, "nl"),), width)
    assert len(lines) <= 2
    whole = "".join(spoken(line) for line in lines)
    assert words.startswith(whole.removesuffix("…"))
    assert whole == words or whole.endswith("…")
    longest = max((width_of(part) for part in words.split(" ")), default=0.0)
    if longest + width_of(" ") <= width:
        assert all(width_of(line) <= width + width_of("…") for line in lines)


def test_a_long_title_keeps_its_language_on_both_lines() -> None:
    lines = wrapped((Count("4"), " · ", Words("Aantal dagen verzuim in de teams van de deelnemers", "nl")), 220)
    assert len(lines) == 2
    assert [piece.lang for line in lines for piece in line if isinstance(piece, Words)] == ["nl", "nl"]


# --- scales and shapes -----------------------------------------------------------------------------------------------


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=1, max_size=5))
def test_a_round_scale_holds_its_values(values: list[float]) -> None:
    where, marks = round_scale(values, 0, 100)
    assert all(-0.001 <= where.at(one) <= 100.001 for one in values)
    assert 2 <= len(marks) <= 12
    assert len({after - before for before, after in pairwise(marks)}) == 1


@pytest.mark.parametrize(
    ("rough", "round_one"), [("0.7", "0.5"), ("1", "1"), ("3", "2"), ("99", "50"), ("0.02", "0.02")]
)
def test_steps_are_round(rough: str, round_one: str) -> None:
    assert nice(Fraction(rough)) == Fraction(round_one)


@given(st.floats(0, 400), st.floats(0, 100), st.floats(1, 80), st.floats(1, 80))
def test_hatching_stays_inside_its_shape(left: float, top: float, width: float, height: float) -> None:
    box = Box(left, top, left + width, top + height)
    for x, y in points(hatched([box])):
        assert box.left - 0.06 <= x <= box.right + 0.06
        assert box.top - 0.06 <= y <= box.bottom + 0.06


def test_hatching_runs_on_where_shapes_touch() -> None:
    apart_paths = hatched([Box(0, 0, 10, 20)]) + hatched([Box(10, 0, 20, 20)])
    assert hatched([Box(0, 0, 10, 20), Box(10, 0, 20, 20)]).count("M") < apart_paths.count("M")


@pytest.mark.parametrize(("place", "written"), [(3.0, "3"), (-0.01, "0"), (2.25, "2.2"), (12.34, "12.3")])
def test_places_are_written_short(place: float, written: str) -> None:
    assert px(place) == written
