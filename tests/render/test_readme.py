"""What `templates/README.md` promises to people who change the look is there."""

from __future__ import annotations

import re

import pytest

from roi_spec.render.assemble import CHAPTERS
from roi_spec.render.house import LOGOS
from roi_spec.render.html import PRINT_STYLES
from roi_spec.resources import templates_root

README = (templates_root() / "README.md").read_text("utf-8")
PROMISES = re.findall(r"- Blocks of `([\w/.-]+)`: ([^\n]+)\.", README)


def blocks(template: str) -> set[str]:
    """Give the blocks that a template brings, without those of the template that it extends."""
    content = (templates_root() / template).read_text("utf-8")
    parent = re.search(r'{%-? extends "([^"]+)"', content)
    return set(re.findall(r"{%-? block (\w+)", content)) - (inherited(parent[1]) if parent else set())


def inherited(template: str) -> set[str]:
    """Give the blocks that a template offers to those that extend it: its own, and those of what it extends itself."""
    parent = re.search(r'{%-? extends "([^"]+)"', (templates_root() / template).read_text("utf-8"))
    return blocks(template) | (inherited(parent[1]) if parent else set())


@pytest.mark.parametrize(("template", "named"), PROMISES, ids=[template for template, _ in PROMISES])
def test_every_block_that_is_named_exists_and_every_block_is_named(template: str, named: str) -> None:
    assert sorted(re.findall(r"`(\w+)`", named)) == sorted(blocks(template))


def test_every_template_with_blocks_is_described() -> None:
    every = (path.relative_to(templates_root()).as_posix() for path in templates_root().rglob("*.j2"))
    assert {template for template, _ in PROMISES} == {one for one in every if blocks(one)}


def test_what_may_be_put_in_assets_is_what_pages_and_pdf_load() -> None:
    assert {f"assets/{name}" for name in LOGOS} <= set(re.findall(r"`(assets/[\w.]+)`", README))
    assert "assets/house.css" in (templates_root() / "base.html.j2").read_text("utf-8")
    assert "house.css" in PRINT_STYLES


def test_every_chapter_that_can_be_replaced_is_named() -> None:
    ids = {id for id, _, _ in CHAPTERS} | {"checks", "follow-up", "trace", "files"}
    listed = README[README.index("- Chapters: the ids are") :].partition("\n\n")[0]
    assert set(re.findall(r"`([\w-]+)`", listed)) == ids


@pytest.mark.parametrize("name", re.findall(r"\| `([\w/.-]+\.j2)`", README))
def test_every_file_in_the_table_is_there(name: str) -> None:
    assert (templates_root() / name).is_file()
