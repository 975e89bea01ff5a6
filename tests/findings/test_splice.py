"""Edits put into a text for good: nothing else moves, and every line keeps its own end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.finding import Edit
from roi_spec.model.source import Span
from roi_spec.read.places import Places
from roi_spec.read.splice import overlap, spliced, usual_line_end

PATH = "a.roi.yaml"


def edit(line: int, column: int, end_line: int, end_column: int, replacement: str = "") -> Edit:
    return Edit(Span(PATH, line, column, end_line, end_column), replacement)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_word_is_replaced_and_every_line_keeps_its_end(end: str) -> None:
    raw = end.join(["stgae: plan  # keep", "", "title: 'A'", ""])
    assert spliced(raw, [edit(1, 1, 1, 6, "stage")]) == raw.replace("stgae", "stage")


def test_mixed_line_ends_stay_mixed() -> None:
    raw = "a: 1\r\nb: 2\nc: 3\rd: 4\r\n"
    assert spliced(raw, [edit(3, 4, 3, 5, "9"), edit(4, 4, 4, 5, "8")]) == "a: 1\r\nb: 2\nc: 9\rd: 8\r\n"


def test_a_line_can_go_altogether() -> None:
    assert spliced("a: 1\r\nb: 2\r\nc: 3\r\n", [edit(2, 1, 3, 1)]) == "a: 1\r\nc: 3\r\n"
    assert spliced("a: 1\nb: 2", [edit(2, 1, 3, 1)]) == "a: 1\n"


def test_new_lines_end_as_the_file_does() -> None:
    assert spliced("a: 1\r\nb: 2\r\n", [edit(1, 5, 1, 5, "\nx: 0")]) == "a: 1\r\nx: 0\r\nb: 2\r\n"


@pytest.mark.parametrize(("raw", "end"), [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb", "\r")])
def test_the_usual_line_end(raw: str, end: str) -> None:
    assert usual_line_end(raw) == end


@given(st.text("ab\r\n", max_size=30), st.data())
def test_an_edit_changes_what_the_gate_counts_and_nothing_else(raw: str, data: st.DataObject) -> None:
    plain = raw.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    changed = spliced(raw, [Edit(Places.of(PATH, plain).span(start, end), "X")])
    assert changed.replace("\r\n", "\n").replace("\r", "\n") == f"{plain[:start]}X{plain[end:]}"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (edit(1, 1, 1, 5), edit(1, 5, 1, 9), False),
        (edit(1, 1, 1, 5), edit(1, 4, 1, 9), True),
        (edit(1, 1, 1, 5), edit(1, 1, 1, 5), True),
        (edit(1, 3, 1, 3), edit(1, 3, 1, 3), True),
        (edit(1, 3, 1, 3), edit(1, 1, 1, 5), True),
        (edit(2, 1, 3, 1), edit(2, 4, 2, 6), True),
        (edit(2, 1, 3, 1), edit(3, 1, 3, 2), False),
    ],
)
def test_edits_overlap_when_they_touch_the_same_text(one: Edit, other: Edit, together: bool) -> None:
    assert overlap([one], [other]) is together
    assert overlap([other], [one]) is together
