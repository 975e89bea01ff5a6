"""Text from files on a screen: harmless, on one line, and as wide as it is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.formula import Expr, Trouble, as_line, parse
from roi_spec.model.text import text
from roi_spec.render import plain
from tests.render_site.chain import EN


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines", "two lines"),
        ("bell \a and colour \x1b[31m", "bell \\x07 and colour \\x1b[31m"),
        ("right-to-left \u202e mark", "right-to-left \\u202e mark"),
        ("tab\tstop", "tab→stop"),
        ("##[error]x", "#\\x23[error]x"),
        ("say ##VSO[task.x]", "say #\\x23VSO[task.x]"),
        ("## heading", "## heading"),
        ("lost \ud800 half", "lost \\ud800 half"),
        ("é 漢字 €", "é 漢字 €"),
    ],
)
def test_text_of_a_file_is_harmless_on_a_screen(written: str, shown: str) -> None:
    assert plain.one_line(written) == shown


@given(st.text())
def test_one_line_is_one_line_and_can_be_written_out(written: str) -> None:
    shown = plain.one_line(written)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "##[" not in shown
    assert not any(ord(character) < 32 or ord(character) == 127 for character in shown)


@given(st.text())
def test_no_row_begins_with_an_order(written: str) -> None:
    assert not plain.no_order(plain.one_line(written)).lstrip().startswith("::")


@pytest.mark.parametrize(("written", "columns"), [("abc", 3), ("漢字", 4), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_width_counts_columns(written: str, columns: int) -> None:
    assert plain.width(written) == columns


def test_values_in_a_sentence_are_made_harmless_and_our_own_lines_stay() -> None:
    message = text("Write:\n  {name}: 5", name="a\x1bb")
    assert EN.text(plain.quoted(message)) == "Write:\n  a\\x1bb: 5"


def test_a_long_value_is_cut() -> None:
    shown = EN.text(plain.quoted(text("{value}!", value="x" * 1000)))
    assert shown == "x" * (plain.MOST - 1) + "…!"


@pytest.mark.parametrize(
    "written",
    [
        "a + b * c",
        "(a + b) * c",
        "a - (b - c)",
        "a / (b * c)",
        "-a * b",
        "a * (-(b + c))",
        "a - (-b)",
        "min(a, b + c, 2.5) / d",
    ],
)
def test_a_formula_is_written_with_the_brackets_it_needs(written: str) -> None:
    assert as_line(tree(written), lambda name: name.id) == written


@pytest.mark.parametrize(
    ("written", "shown"), [("(a * b) + c", "a * b + c"), ("(((a)))", "a"), ("a + (b + c)", "a + b + c")]
)
def test_brackets_that_change_nothing_are_left_out(written: str, shown: str) -> None:
    assert as_line(tree(written), lambda name: name.id) == shown


def tree(written: str) -> Expr:
    parsed = parse(written)
    assert not isinstance(parsed, Trouble)
    return parsed
