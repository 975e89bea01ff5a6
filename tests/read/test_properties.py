"""Whatever a file contains, reading it ends in a tree or in findings."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roi_spec.model.document import Node
from roi_spec.model.finding import Severity
from roi_spec.model.source import Source
from roi_spec.read.gate import admit
from roi_spec.read.lines import read_lines
from roi_spec.read.yaml import c_events, parse, parse_with, pure_events

PIECES = st.sampled_from(
    [
        *"ab:-#'\"{}[],|>&*!%@`? \n\t=/\\•“”\u00a0：é1.~",
        "\n- ",
        "\n  ",
        ": ",
        "\n---\n",
        "key: ",
        "'s ",
        "|\n",
        ">-\n",
        "\r\n",
    ]
)
PLAIN = st.text(alphabet="abcdefgh ijk0123%.", min_size=1, max_size=12).map(str.strip).filter(bool)
TREES = st.recursive(
    PLAIN.map(lambda text: f"x{text}"),
    lambda children: (
        st.lists(children, min_size=1, max_size=3)
        | st.dictionaries(st.text("abcdé_", min_size=1, max_size=6), children, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def written(tree: object, indent: int = 0) -> str:
    """Write a tree in block style, the way authors do."""
    pad = " " * indent
    if isinstance(tree, dict):
        return "".join(f"\n{pad}{name}:{written(child, indent + 2)}" for name, child in tree.items())
    if isinstance(tree, list):
        return "".join(f"\n{pad}-{written(child, indent + 2)}" for child in tree)
    return f" {tree}"


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_tree_or_a_finding(content: bytes) -> None:
    source, refused = admit("x", content)
    if source is None:
        assert refused
        return
    document, findings = parse(source)
    assert document is not None or any(finding.severity is Severity.ERROR for finding in findings)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.integers(0, 500))
def test_any_damage_to_a_spec_is_reported_with_places_inside_the_file(spec: str, damage: str, at: int) -> None:
    source, _ = admit("x", (spec[:at] + damage + spec[at:]).encode())
    assert source is not None
    document, findings = parse(source)
    assert document is not None or any(finding.severity is Severity.ERROR for finding in findings)
    last = source.text.count("\n") + 1
    assert all(1 <= finding.at.line <= last and finding.at.column >= 1 for finding in findings)


@settings(deadline=None)
@given(TREES.filter(lambda tree: not isinstance(tree, str)))
def test_both_parsers_agree_on_every_place(shape: Callable[[Node], object], tree: object) -> None:
    source = Source("x", written(tree).lstrip("\n") + "\n", "")
    from_c, findings = parse_with(c_events, source)
    from_python, _ = parse_with(pure_events, source)
    assert findings == ()
    assert from_c is not None
    assert from_python is not None
    assert shape(from_c.root) == shape(from_python.root)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_the_line_reader_describes_every_line_once(content: str) -> None:
    content = content.replace("\r\n", "\n")
    lines = read_lines(content)
    assert "\n".join(line.text for line in lines) == content
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(0 <= line.value_at <= line.value_end <= len(line.text) for line in lines if line.role == "entry")
