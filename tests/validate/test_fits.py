"""The quick answer to whether a file fits is the answer of jsonschema, for files that fit and for files that do not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.read.yaml import read_text
from roi_spec.resources import schema_root
from roi_spec.validate.fits import fits
from roi_spec.validate.schema import Kit, compile_schemas, plain

ROOT = Path(__file__).parents[2]
KINDS = ("programme", "standard-values", "sign-offs", "calendar", "workspace")


def compiled() -> Kit:
    return compile_schemas(
        {kind: json.loads((schema_root() / f"{kind}.schema.json").read_text("utf-8")) for kind in KINDS}
    )


KIT = compiled()


def as_json(path: Path) -> Any:
    document, _ = read_text(path.name, path.read_text("utf-8"))
    assert document is not None
    return plain(document.root)


EXAMPLES = {path.name: as_json(path) for path in sorted((ROOT / "specs").glob("*.roi.yaml"))}


def agree(kind: str, value: Any) -> bool:
    """Ask both, and give the answer they share."""
    judge = KIT.validators[kind]
    quick, slow = judge.fits(value), judge.library.is_valid(value)
    assert quick == slow, list(judge.library.iter_errors(value))
    return quick


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_fit(name: str) -> None:
    assert agree(EXAMPLES[name]["kind"], EXAMPLES[name])


def places(value: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the way to every value inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(place for key, child in inside for place in places(child, (*route, key)))]


PLACES = {name: places(value)[1:] for name, value in EXAMPLES.items()}
ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    2.5,
    10**30,
    float("inf"),
    "",
    "x",
    "60",
    "30%",
    "1.0",
    "2025-01-31",
    "comparison_group",
    [],
    [{}],
    {},
    {"id": 1},
)


@given(st.data())
def test_both_agree_on_an_example_with_one_thing_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(EXAMPLES)))
    *way, last = data.draw(st.sampled_from(PLACES[name]))
    value = copy.deepcopy(EXAMPLES[name])
    parent = value
    for step in way:
        parent = parent[step]
    change = data.draw(st.sampled_from(("remove", "replace", "rename", "repeat")))
    if change == "remove":
        del parent[last]
    elif change == "replace":
        parent[last] = data.draw(st.sampled_from(ODD))
    elif isinstance(parent, dict):
        parent[data.draw(st.sampled_from(("x-own", "titel", "method", "value", "formula")))] = parent.pop(last)
    else:
        parent.append(parent[last])
    agree(EXAMPLES[name]["kind"], value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_both_agree_on_things_that_are_no_spec(kind: str, value: Any) -> None:
    assert not agree(kind, value)


def test_a_keyword_that_nobody_wrote_down_here_is_noticed_at_once() -> None:
    with pytest.raises(KeyError, match="oneOf"):
        fits({"oneOf": [{"type": "string"}]})
