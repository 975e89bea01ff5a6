"""Every sentence of the site pages, the terminal and the receipt has a Dutch one, also where a teller says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import roi_spec
from roi_spec.i18n import read_catalogue
from roi_spec.resources import templates_root

RENDER = Path(roi_spec.__file__).parent / "render"
MODULES = sorted(
    [*RENDER.glob("site*.py"), *RENDER.glob("findings/*.py"), RENDER / "terminal.py", RENDER / "receipt.py"]
)
SPEAKS = {"text", "Text", "say", "words", "gettext", "_plural", "ngettext"}


def sentences(path: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in SPEAKS:
            yield from (
                one.value
                for argument in call.args[:1]
                for one in ast.walk(argument)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def spoken(path: Path) -> set[str]:
    return {one for one in sentences(path) if re.search("[A-Za-z]{2}", re.sub(r"\{\w+\}", "", one)) and " " in one}


def dutch() -> dict[str, str]:
    catalogue = read_catalogue(sorted((templates_root() / "locales" / "nl").glob("*.po")), "nl")
    pairs = ((one.id, one.string) for one in catalogue if one.id)
    return {
        id[0] if isinstance(id, tuple) else id: string[0] if isinstance(string, tuple) else string
        for id, string in pairs
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_sentence_has_a_dutch_one(path: Path) -> None:
    known = dutch()
    assert [one for one in spoken(path) if not known.get(one)] == []


def test_the_search_finds_sentences() -> None:
    assert sum(len(spoken(path)) for path in MODULES) > 100
