"""Every sentence of the handbook has a Dutch one with the same gaps, and the Dutch page shows no English of ours."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import roi_spec
from roi_spec.i18n import read_catalogue
from roi_spec.resources import templates_root

PACKAGE = Path(roi_spec.__file__).parent
OURS = (
    "assemble", "assemble_analysis", "assemble_answer", "assemble_context", "assemble_data", "assemble_evidence",
    "assemble_grounds", "assemble_money", "assemble_verdict",
    "assemble_register", "assemble_remarks", "assemble_simulation", "assemble_summary", "assemble_time", "figures",
    "formulas", "pdf", "privacy", "trace", "verdicts", "writer",
    "formula_data", "sentences", "trace_page",
)  # fmt: skip
MODULES = sorted(
    [
        *(PACKAGE / "render" / f"{name}.py" for name in OURS),
        *(PACKAGE / "render").glob("charts_*.py"),
        *(PACKAGE / "evaluate").rglob("*.py"),
        *(PACKAGE / "model").glob("*.py"),
    ]
)
TEMPLATES = sorted(
    [
        *templates_root().glob("handbook*.j2"),
        templates_root() / "trace.html.j2",
        *(templates_root() / "handbook").glob("*.j2"),
        templates_root() / "base.html.j2",
    ]
)
SPEAKS = {"text", "Text", "say", "plain", "columns", "Numbers", "_register"}
"""Calls whose strings are sentences of ours."""


def dutch() -> dict[str, str]:
    catalogue = read_catalogue(sorted((templates_root() / "locales" / "nl").glob("*.po")), "nl")
    return {one.id: one.string for one in catalogue if isinstance(one.id, str) and isinstance(one.string, str)}


def sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SPEAKS:
            yield from (one.value for one in node.args if _is_sentence(one))
        if (
            isinstance(node, ast.Tuple)
            and len(node.elts) in (2, 3)
            and _is_sentence(node.elts[0])
            and "render" in str(path)
        ):
            name, content = node.elts[:2]
            if isinstance(content, (ast.Call, ast.IfExp)):
                yield name.value  # type: ignore[attr-defined]


def _is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.search("[A-Za-z]{2}", node.value))


def is_for_people(sentence: str) -> bool:
    """Leave out ids and fields, which are written in small letters with points or underlines."""
    return not re.fullmatch(r"[a-z_-]+(?:\.[a-z_{}]*)*|(?:\{\w+\}[,.: ]*)+", sentence) or sentence in dutch()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sentence_in_the_code_has_a_dutch_one(path: Path) -> None:
    known = dutch()
    assert [one for one in sentences(path) if is_for_people(one) and not known.get(one)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_in_a_template_has_a_dutch_one(path: Path) -> None:
    known = dutch()
    said = re.findall(r'_\("([^"]+)"', path.read_text("utf-8"))
    assert [one for one in said if not known.get(one)] == []


@pytest.mark.parametrize("name", ["handbook", "evaluation", "evidence_3", "simulation_pages"])
def test_both_languages_have_the_same_gaps(name: str) -> None:
    for message in read_catalogue([templates_root() / "locales" / "nl" / f"{name}.po"], "nl"):
        if message.id:
            assert gaps(str(message.id)) == gaps(str(message.string)), message.id


def gaps(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_the_search_finds_sentences() -> None:
    assert sum(1 for path in MODULES for _ in sentences(path)) > 300
