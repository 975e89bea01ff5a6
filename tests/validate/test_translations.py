"""Everything the tool says about the language has its Dutch, with the same values in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from roi_spec import model
from roi_spec.i18n import Translator
from roi_spec.validate.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
SAME_IN_BOTH = {"{new}"}


def sentences() -> Iterator[str]:
    """Give every sentence written in the code of this stage, and in the formula reader whose remarks it passes on."""
    for path in (*sorted((ROOT / "roi_spec" / "validate").glob("*.py")), Path(model.__file__).with_name("formula.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("text", "Text"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value
    for rule in RULES:
        yield from (rule.title, rule.why)


@pytest.mark.parametrize("sentence", sorted(set(sentences()) - SAME_IN_BOTH))
def test_a_sentence_has_its_dutch(sentence):
    dutch = Translator("nl").gettext(sentence)
    assert dutch != sentence
    assert set(re.findall(r"\{(\w+)\}", dutch)) == set(re.findall(r"\{(\w+)\}", sentence))


@pytest.mark.parametrize("word", ["invalid", "illegal", "mapping", "scalar", "token", "parse", "unexpected", "schema"])
def test_words_of_programmers_are_not_used(word):
    assert not [sentence for sentence in sentences() if re.search(rf"\b{word}", sentence.lower())]
