"""The quick look over a whole text lets nothing pass that the look at every line would have found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.source import Source
from roi_spec.read.scan import is_clean, look_through

ROOT = Path(__file__).parents[2]
STARTS = (
    "",
    " ",
    "  ",
    "    ",
    "- ",
    "  - ",
    "-",
    "• ",
    "– ",
    "* ",
    "\t",
    "\u00a0",
    "%",
    "```",
    "// ",
    "<<<<<<< ",
    ">>>>>>> ",
    "# ",
    "---",
)
NAMES = ("", "id", "naam van", "kpi_2", '"id"', "'id'", "http", "a")
JOINS = ("", ":", ": ", " : ", " = ", "=", "：", ":\u00a0", " ", ":\t", ": |", ": >-")
VALUES = (
    "",
    "12 EUR",
    "“hello”",
    "‘x’",
    "say “hello” twice",
    '"C:\\temp"',
    "#1",
    "text #1",
    "text # 1",
    "[“a”, b]",
    "[a, b",
    "{a: “b”}",
    '"open',
    "//x",
    "a\tb",
    "40.000,00",
)
line = st.tuples(*(st.sampled_from(parts) for parts in (STARTS, NAMES, JOINS, VALUES))).map("".join)
texts = st.lists(line, max_size=8).map("\n".join)


def found(content: str) -> tuple[object, ...]:
    scanned = look_through(Source("a.roi.yaml", content, ""))
    return (*scanned.findings, *(() if scanned.text == content else ("changed",)))


@given(texts)
def test_a_clean_text_has_nothing_to_find(content: str) -> None:
    if is_clean(content):
        assert found(content) == ()


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("join", JOINS)
def test_what_is_found_in_one_line_is_not_clean(start: str, join: str) -> None:
    for name in NAMES:
        for value in VALUES:
            content = f"title: A\n{start}{name}{join}{value}\n"
            assert not (found(content) and is_clean(content)), content


@pytest.mark.parametrize("path", sorted((ROOT / "specs").glob("*.roi.yaml")), ids=lambda path: path.name)
def test_the_examples_are_clean(path: Path) -> None:
    assert is_clean(path.read_text("utf-8"))
