"""Where every name and value was written: counted by hand, in characters, from 1."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roi_spec.model.document import Document, Node
from roi_spec.model.source import Pointer, Source, Span
from roi_spec.read.yaml import c_events, parse_with, pure_events, read_text

Shape = Callable[[Node], object]

TEXT = """\
title: Onboarding   # a remark
notes: |
  first

  last

empty:
"quoted name":  'It''s'
😀é: ö
list:
- one
-
- name: over two
    lines
  other: "x"
nested:
  - - deep
flow: {a: 1, b: [x, "y"]}
folded: >-
  a
  b
"""

PLACES: tuple[tuple[Pointer, str, tuple[int, int, int, int], tuple[int, int, int, int] | None], ...] = (
    (("title",), "Onboarding", (1, 8, 1, 18), (1, 1, 1, 6)),
    (("notes",), "first\n\nlast\n", (2, 8, 5, 7), (2, 1, 2, 6)),
    (("empty",), "", (7, 7, 7, 7), (7, 1, 7, 6)),
    (("quoted name",), "It's", (8, 17, 8, 24), (8, 1, 8, 14)),
    (("😀é",), "ö", (9, 5, 9, 6), (9, 1, 9, 3)),
    (("list", 0), "one", (11, 3, 11, 6), None),
    (("list", 1), "", (12, 2, 12, 2), None),
    (("list", 2), "", (13, 3, 15, 13), None),
    (("list", 2, "name"), "over two lines", (13, 9, 14, 10), (13, 3, 13, 7)),
    (("list", 2, "other"), "x", (15, 10, 15, 13), (15, 3, 15, 8)),
    (("list",), "", (11, 1, 15, 13), (10, 1, 10, 5)),
    (("nested", 0), "", (17, 5, 17, 11), None),
    (("nested", 0, 0), "deep", (17, 7, 17, 11), None),
    (("flow",), "", (18, 7, 18, 26), (18, 1, 18, 5)),
    (("flow", "b"), "", (18, 17, 18, 25), (18, 14, 18, 15)),
    (("flow", "b", 1), "y", (18, 21, 18, 24), None),
    (("folded",), "a b", (19, 9, 21, 4), (19, 1, 19, 7)),
)


@pytest.fixture(params=[c_events, pure_events], ids=["C parser", "pure parser"])
def document(request: pytest.FixtureRequest) -> Document:
    parsed, findings = parse_with(request.param, Source("spec.roi.yaml", TEXT, ""))
    assert parsed is not None
    assert findings == ()
    return parsed


@pytest.mark.parametrize(("pointer", "value", "place", "key_place"), PLACES, ids=str)
def test_every_place_is_exact(
    document: Document, pointer: Pointer, value: str, place: tuple[int, ...], key_place: tuple[int, ...] | None
) -> None:
    node = document.find(pointer)
    assert node is not None
    assert node.pointer == pointer
    assert node.text == value
    assert node.span == Span("spec.roi.yaml", *place)
    assert node.key_span == (Span("spec.roi.yaml", *key_place) if key_place else None)


def test_what_is_written_in_marks_or_as_a_block_is_known_as_text() -> None:
    parsed, _ = read_text("x", "a: 1\nb: '1'\nc: |\n  1\nd: ~\ne: '~'\n")
    assert parsed is not None
    flags = {name: (node.quoted, node.block, node.is_empty) for name, node in parsed.root.fields}
    assert flags == {
        "a": (False, False, False),
        "b": (True, False, False),
        "c": (True, True, False),
        "d": (False, False, True),
        "e": (True, False, False),
    }


@pytest.mark.parametrize(
    "written", ["no", "yes", "010", "1_000", "1e3", "0x1F", ".nan", "12:30", "2024-02-30", "1.234,56"]
)
def test_no_value_is_interpreted(written: str) -> None:
    parsed, findings = read_text("x", f"a: {written}\n")
    assert parsed is not None
    assert findings == ()
    assert parsed.root.fields[0][1].text == written


def test_line_ends_of_all_systems_give_the_same_tree() -> None:
    trees = [read_text("x", TEXT.replace("\n", end))[0] for end in ("\n", "\r\n", "\r")]
    shapes = [[(node.pointer, node.text, node.span) for node in tree.root.walk()] for tree in trees if tree]
    assert len(shapes) == 3
    assert shapes[0] == shapes[1] == shapes[2]


def test_names_and_texts_are_read_in_composed_form() -> None:
    parsed, _ = read_text("x", "cafe\u0301: re\u0301sume\u0301\n")
    assert parsed is not None
    name, node = parsed.root.fields[0]
    assert (name, node.text) == ("café", "résumé")


def test_both_parsers_give_the_same_tree(shape: Shape) -> None:
    source = Source("x", TEXT, "")
    trees = [parse_with(reader, source)[0] for reader in (c_events, pure_events)]
    assert trees[0] is not None
    assert trees[1] is not None
    assert shape(trees[0].root) == shape(trees[1].root)
